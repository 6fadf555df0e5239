import { listAnd } from '../../engine/words.ts'
import type { Call } from './call.ts'
import { type CallProblem, checkCall } from './check-call.ts'
import { checkMessage } from './check-message.ts'
import { brokenWords, type Finding } from './finding.ts'
import type { HttpInteraction, Interaction, Pact } from './pact.ts'
import { existing, formatPath } from './path.ts'
import type { ProfileRules } from './profile.ts'
import { type NoRoute, type Route, routeOf } from './route.ts'

/**
 * Everything in which a pact does not fit what a vendor documents, in the order of its interactions.
 *
 * @param name of the file, for the findings
 */
export function checkPact(pact: Pact, name: string, rules: ProfileRules): Finding[] {
  const calls = callsOf(pact, rules)
  const findings = pact.interactions.flatMap((interaction) => {
    const problems = problemsOf(interaction, calls, rules)
    return problems.map((problem) => toFinding(problem, interaction, pact, name, rules))
  })
  return unique(findings)
}

function callsOf({ interactions }: Pact, rules: ProfileRules): Call[] {
  const calls: Call[] = []
  for (const interaction of interactions) {
    if (interaction.kind !== 'http') continue
    const route = routeOf(rules.document, interaction.request.method, interaction.request.path)
    if ('methods' in route) continue
    calls.push({ interaction, route, operationId: rules.operationId(route, { interaction }), all: calls })
  }
  return calls
}

function problemsOf(interaction: Interaction, calls: readonly Call[], rules: ProfileRules): CallProblem[] {
  if (interaction.kind !== 'http') return checkMessage(interaction, rules)
  const call = calls.find((one) => one.interaction === interaction)
  return call ? checkCall(call, rules) : [strangePath(interaction, rules)]
}

function strangePath({ request }: HttpInteraction, { document }: ProfileRules): CallProblem {
  const { methods, paths } = routeOf(document, request.method, request.path) as Exclude<NoRoute | Route, Route>
  const isPath = methods.length === 0
  return {
    requirement: null,
    level: 'must',
    path: [...request.at, isPath ? 'path' : 'method'],
    what: `the document has no ${request.method} ${request.path}`,
    todo: isPath ? `Its paths are ${paths.join(', ')}.` : `It has ${listAnd(methods)} there.`,
  }
}

function toFinding(
  problem: CallProblem,
  { description }: Interaction,
  pact: Pact,
  name: string,
  rules: ProfileRules,
): Finding {
  const { level, clause } = brokenWords(problem, rules)
  return {
    pact: name,
    interaction: description,
    path: formatPath(existing(pact.json, problem.path)),
    requirement: problem.requirement,
    level,
    message: `${problem.what}. ${problem.todo} ${clause}`,
  }
}

/** Two bodies that may be sent, or two ways to tell of one thing, can have the same to be said of them. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Map(
    findings.map((one) => [JSON.stringify([one.path, one.requirement, one.interaction, one.message]), one]),
  )
  return [...seen.values()]
}
