import { isFields } from '../../../generators/fields.ts'
import type { Call } from '../call.ts'
import { assertedValues } from '../expectation.ts'
import type { Path } from '../path.ts'
import type { Contradiction } from '../profile.ts'

/** What `a company with no inboxes` leaves a company with (docs/reading/inbox.md, 10). */
const FRESH_CREDITS = 1000

/** The credits that a company can have by the states: "each collected case takes one credit". undefined where they do not say. */
function creditsOf({ interaction: { states } }: Call): { least: number; most: number } | undefined {
  let credits: { least: number; most: number } | undefined
  for (const { name, params } of states) {
    const set = (value: number) => ({ least: value, most: value })
    if (name === 'a company with no inboxes') credits = set(FRESH_CREDITS)
    if (name === 'credits are') credits = set(Number(params.credits))
    if (name === 'the vendor has a new case' && credits) credits = { ...credits, least: credits.least - 1 }
  }
  return credits
}

/** Whether the states decide what `credits` is. */
export function isCreditsOf(call: Call, path: Path, value: unknown): boolean {
  const credits = call.operationId === 'getAccount' && path.join() === 'credits' ? creditsOf(call) : undefined
  return credits !== undefined && typeof value === 'number' && value >= credits.least && value <= credits.most
}

/** Credits that no number of collected cases leads to. */
export function creditContradictions(call: Call): Contradiction[] {
  const { body, rules } = call.interaction.response
  if (call.operationId !== 'getAccount' || body.kind !== 'json' || !isFields(body.value)) return []
  const asserted = assertedValues(body.value, rules.body).find(({ path }) => path.join() === 'credits')
  const credits = creditsOf(call)
  if (!asserted || !credits || isCreditsOf(call, asserted.path, asserted.value)) return []
  const range = credits.least === credits.most ? `${credits.most}` : `${credits.least} to ${credits.most}`
  const what = `credits must be ${JSON.stringify(asserted.value)}, and by the states they are ${range}`
  return [{ requirement: 'INBOX-LIMIT-05', path: [...body.at, ...asserted.path], what }]
}
