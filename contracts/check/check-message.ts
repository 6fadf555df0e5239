import type { Operation } from '../../openapi/document.ts'
import { schemaPointerOf } from './answer-schema.ts'
import type { CallProblem } from './check-call.ts'
import { bodyProblems } from './expectation.ts'
import { openFaults } from './fields.ts'
import { generatorOf } from './generated.ts'
import { schemaAt } from './openapi-node.ts'
import type { MessageInteraction, Part } from './pact.ts'
import type { ProfileRules } from './profile.ts'
import { namedBy } from './settled.ts'
import { TODO } from './todo.ts'

/** The message that a document describes: the body of its one webhook. */
function messageSchema({ document }: ProfileRules): string | undefined {
  const [entry] = Object.entries((document.webhooks ?? {}) as Record<string, { post: Operation }>)
  return entry && schemaPointerOf(entry[1].post.requestBody!, `#/webhooks/${entry[0]}/post/requestBody`)
}

/**
 * Everything in which a message does not fit the document. What a consumer expects is held against it as an answer is;
 * what it sends, as a request.
 */
export function checkMessage(interaction: MessageInteraction, profile: ProfileRules): CallProblem[] {
  const schema = messageSchema(profile)
  if (!schema) {
    return [
      {
        requirement: null,
        level: 'must',
        path: interaction.at,
        what: 'the document has no messages',
        todo: TODO.unpromised,
      },
    ]
  }
  if (interaction.kind === 'message')
    return interaction.expected.flatMap((part) => expectedProblems(part, schema, interaction, profile))
  const { sent, expected } = interaction
  return [
    ...(sent ? sentProblems(sent, schema, profile) : []),
    ...expected.map((part): CallProblem => {
      const what = 'a message is expected in answer, and the document has none'
      return { requirement: null, level: 'must', path: part.at, what, todo: TODO.unpromised }
    }),
  ]
}

function expectedProblems(
  part: Part,
  schema: string,
  { states }: MessageInteraction,
  profile: ProfileRules,
): CallProblem[] {
  const { body, rules, generators } = part
  if (body.kind === 'any') return []
  if (body.kind === 'none') {
    const what = 'no contents are expected, and the document has some'
    return [{ requirement: profile.statusRule, path: body.at, what, todo: 'Do not expect them to be empty.' }]
  }
  const named = namedBy(states)
  const problems = bodyProblems(body.value, schemaAt(profile.document, schema), {
    document: profile.document,
    rules: rules.body,
    isSettled: (path, value) =>
      generatorOf(generators, path)?.type === 'ProviderState' || (value !== null && value !== '' && named(value)),
    byStates: false,
  })
  return problems.map(({ path, what, kind }) => {
    const name = path.length === 0 ? 'the message' : String(path.at(-1))
    return { requirement: profile.statusRule, path: [...body.at, ...path], what: `${name} ${what}`, todo: TODO[kind] }
  })
}

function sentProblems(part: Part, schema: string, profile: ProfileRules): CallProblem[] {
  const { body } = part
  if (body.kind !== 'json') {
    const what = 'the message that is sent has no JSON'
    return [{ requirement: profile.statusRule, path: body.at, what, todo: 'Send what the document describes.' }]
  }
  const faults = openFaults(profile.document, schemaAt(profile.document, schema), body.value, body.at, [])
  return faults.map(({ path, what }) => ({
    requirement: profile.statusRule,
    path,
    what,
    todo: 'Send what the document describes.',
  }))
}
