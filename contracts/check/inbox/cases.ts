import { isFields } from '../../../generators/fields.ts'
import { type Call, sentQuery } from '../call.ts'
import { assertedValues } from '../expectation.ts'
import { matchersOf } from '../matching-rules.ts'
import type { Path } from '../path.ts'
import type { Contradiction } from '../profile.ts'
import { happeningsOf } from './happenings.ts'
import { kindOf } from './vendors.ts'

/** What is expected of the case inbox and contradicts the query or itself. */
export function caseContradictions(call: Call): Contradiction[] {
  const { body, rules } = call.interaction.response
  if (
    call.operationId !== 'listCases' ||
    body.kind !== 'json' ||
    !isFields(body.value) ||
    !Array.isArray(body.value.cases)
  )
    return []
  const vendor = sentQuery(call, 'vendor')
  const wanted = vendor && !vendor.fromState ? vendor.value : undefined
  const asserted = assertedValues(body.value, rules.body)
  const found: Contradiction[] = []
  const tell = (requirement: string, path: Path, what: string) =>
    void found.push({ requirement, path: [...body.at, ...path], what })
  const of = (name: string) => asserted.filter(({ path }) => path.length === 3 && path[2] === name)
  for (const { path, value } of of('vendor')) {
    if (wanted !== undefined && value !== wanted) {
      tell('INBOX-HTTP-02', path, `vendor must be ${JSON.stringify(value)}, and the cases of ${wanted} are asked for`)
    }
  }
  for (const [nth, { path, value }] of of('receivedAt').entries()) {
    const before = of('receivedAt')[nth - 1]
    if (before && Date.parse(String(before.value)) < Date.parse(String(value))) {
      tell(
        'INBOX-HTTP-02',
        path,
        `receivedAt must be ${value}, after that of the case before it, and the newest comes first`,
      )
    }
  }
  found.push(...byHappenings(call, asserted))
  const ids = of('caseId')
  for (const [nth, { path, value }] of ids.entries()) {
    if (ids.slice(0, nth).some((one) => one.value === value)) {
      tell('INBOX-CASE-02', path, `the case ${JSON.stringify(value)} must be there twice`)
    }
  }
  return found
}

/** The longest intervals of polls and of cross-checks. */
const POLL_SECONDS = 10 * 60
const CROSS_CHECK_SECONDS = 8 * 60 * 60

/** What is expected of cases that the states have brought. */
function byHappenings(call: Call, asserted: readonly { path: Path; value: unknown }[]): Contradiction[] {
  const { body, rules } = call.interaction.response
  const { cases, seconds, portal, isMended, roomAgain } = happeningsOf(call)
  const list = (body.kind === 'json' ? (body.value as { cases: unknown[] }).cases : []) as unknown[]
  const mustBeEmpty = list.length === 0 && !matchersOf(rules.body, ['cases'])
  return cases.flatMap(({ companyId, vendor, caseId, isLost, hindrance }): Contradiction[] => {
    const named = asserted.find(({ path, value }) => path.at(-1) === 'caseId' && value === caseId)
    const isOther = companyId !== undefined && companyId !== call.route.pathParams.companyId
    if (named) {
      const path = [...body.at, ...named.path]
      if (isOther)
        return [
          { requirement: 'INBOX-CASE-03', path, what: `the case ${caseId} must be there, and it is another company's` },
        ]
      if (!hindrance || isMended || roomAgain) return []
      return [{ requirement: hindrance, path, what: `the case ${caseId} must be there, and no new case arrives` }]
    }
    if (!mustBeEmpty || isOther || hindrance || portal === 'down') return []
    const path = [...body.at, 'cases']
    const what = `no case must be there, and ${caseId} has been at the vendor for ${seconds} s`
    if (kindOf(vendor).syncMode === 'polling')
      return seconds >= POLL_SECONDS ? [{ requirement: 'INBOX-CASE-02', path, what }] : []
    if (!isLost) return [{ requirement: 'INBOX-PUSH-01', path, what }]
    return seconds >= CROSS_CHECK_SECONDS ? [{ requirement: 'INBOX-PUSH-03', path, what }] : []
  })
}
