import { listOr } from '../../engine/words.ts'
import { schemaPointerOf } from './answer-schema.ts'
import type { Call } from './call.ts'
import { bodyProblems } from './expectation.ts'
import { headerProblems } from './headers.ts'
import { responseOf, schemaAt } from './openapi-node.ts'
import type { Contradiction, ProfileRules } from './profile.ts'
import { settledBy } from './settled.ts'
import { documentedStatuses, letsThrough } from './statuses.ts'
import { TODO } from './todo.ts'
import { hasReason } from './words.ts'

/** Something that is wrong with a call, and what to do about it. */
export type CallProblem = Contradiction & { todo: string }

/** Everything in which a call does not fit the document. */
export function checkCall(call: Call, profile: ProfileRules): CallProblem[] {
  const { response } = call.interaction
  const statusProblems = isSuccess(response.status) ? acceptance(call, profile) : refusal(call, profile)
  return [...statusProblems, ...answer(call, profile)]
}

const isSuccess = (status: number): boolean => status < 400

/** A success is expected: the request must be right, and the status the documented one. */
function acceptance(call: Call, profile: ProfileRules): CallProblem[] {
  const { status } = call.interaction.response
  const documented = Object.keys(call.route.operation.responses).filter((code) => isSuccess(Number(code)))
  const at = [...call.interaction.response.at, 'status']
  const wrongStatus: CallProblem[] =
    documentedStatuses(call).length > 0
      ? []
      : [
          {
            requirement: profile.statusRule,
            path: at,
            what: `${status} is expected, and the document answers ${listOr(documented)}`,
            todo: `Expect ${listOr(documented)}.`,
          },
        ]
  const certain = [...profile.faults(call), ...profile.told(call)].filter(({ isDoubtful }) => !isDoubtful)
  const wrongRequest = certain.map((fault): CallProblem => {
    const { refusedWith, ...rest } = fault
    return { ...rest, what: `${fault.what}, and ${status} is expected`, todo: mend(refusedWith) }
  })
  return [...wrongStatus, ...wrongRequest]
}

const mend = (refusedWith: readonly number[]): string =>
  refusedWith.length === 0
    ? 'Send what the document describes: a server may refuse anything else.'
    : `Send what the document takes, or expect ${listOr(refusedWith)}.`

/** A refusal is expected: the document must refuse such a request, and so. */
function refusal(call: Call, profile: ProfileRules): CallProblem[] {
  const { status } = call.interaction.response
  const at = [...call.interaction.response.at, 'status']
  const own = profile.status?.(call, status)
  if (own) return [{ ...own, todo: 'Expect what the document answers.' }]
  const documented = Object.keys(call.route.operation.responses)
  if (documentedStatuses(call).length === 0) {
    const what = `${status} is expected, and the document answers ${listOr(documented)}`
    return [{ requirement: profile.statusRule, path: at, what, todo: 'Expect a documented status.' }]
  }
  const faults = [...profile.faults(call), ...profile.told(call)].filter(({ refusedWith }) => refusedWith.length > 0)
  if (faults.some(({ refusedWith }) => refusedWith.some(letsThrough(call)))) return []
  const [fault] = faults
  if (fault) {
    const { refusedWith, ...rest } = fault
    const what = `${fault.what}, and ${status} is expected where the document answers ${listOr(refusedWith)}`
    return [{ ...rest, path: at, what, todo: `Expect ${listOr(refusedWith)}.` }]
  }
  const overruled = profile.overrules(call)
  if (!overruled && (hasReason(call) || profile.isAbsence(call, status))) return []
  return [
    {
      requirement: overruled ?? profile.promise(call, status),
      path: at,
      what: `${status} is expected, and nothing in the request or the states has the document refuse it`,
      todo: 'Expect the success, or name the provider state that has the request refused.',
    },
  ]
}

/** What is expected of the answer's headers and body. */
function answer(call: Call, profile: ProfileRules): CallProblem[] {
  const { operation, pointer } = call.route
  const [status] = documentedStatuses(call)
  const described = status === undefined ? undefined : responseOf(profile.document, operation, pointer, status)
  if (!described) return []
  const headers = headerProblems(call, described.response, profile).map((one) => ({ ...one, todo: 'Leave it out.' }))
  const contradictions = profile
    .contradictions(call)
    .map((one) => ({ ...one, todo: 'Expect what the document promises.' }))
  const told = contradictions.map(({ path }) => path.join('/'))
  // What contradicts the document is told once, by the requirement that it contradicts.
  const body = bodyExpectations(call, profile, schemaPointerOf(described.response, described.pointer))
  return [...headers, ...contradictions, ...body.filter(({ path }) => !told.includes(path.join('/')))]
}

function bodyExpectations(call: Call, profile: ProfileRules, schema: string | undefined): CallProblem[] {
  const { body, rules, status } = call.interaction.response
  if (body.kind === 'any') return []
  if (!schema) {
    if (body.kind === 'none') return []
    const what = `a body is expected with ${status}, and the document has none`
    return [{ requirement: null, level: 'must', path: body.at, what, todo: TODO.unpromised }]
  }
  const node = schemaAt(profile.document, schema)
  if (body.kind === 'none') {
    const wrong = { kind: 'wrong', path: [], node, what: '' } as const
    const broken = status < 400 ? profile.shape(call, wrong) : profile.noBody?.(call)
    const what = 'no body is expected, and the document has one'
    return broken ? [{ ...broken, path: body.at, what, todo: 'Do not expect it to be empty.' }] : []
  }
  const isKnown = settledBy(call, profile.echoes)
  const problems = bodyProblems(body.value, node, {
    document: profile.document,
    rules: rules.body,
    isSettled: (path, value) => isKnown(path, value) || (profile.isSettled?.(call, path, value) ?? false),
    byStates: profile.byStates(call),
  })
  return problems.map((problem): CallProblem => {
    const name = problem.path.length === 0 ? 'the body' : String(problem.path.at(-1))
    const path = [...body.at, ...problem.path]
    return { ...profile.shape(call, problem), path, what: `${name} ${problem.what}`, todo: TODO[problem.kind] }
  })
}
