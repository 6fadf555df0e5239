import type { Exchange } from '../../engine/exchange.ts'
import { drawn, holdsUnless, unobserved } from '../../engine/finding.ts'
import { groupedBy } from '../../engine/grouped-by.ts'
import { toJson } from '../../engine/json.ts'
import type { Finding } from '../../engine/verdict.ts'
import { plural } from '../../engine/words.ts'
import { type Age, ageOf } from './ages.ts'
import { HEALTHS, isLogin, isPolledBySignIn, isPushed, STATES, type Vendor } from './api.ts'
import type { Connection } from './connections.ts'
import { duration, type HubEvent } from './events.ts'
import { type CaseExpectation, type Expectation, expected, expectedCases } from './expected.ts'
import { timelinesOf } from './figures.ts'
import type { Scenario, Snapshot } from './hub.ts'
import { all, snapshotsIn, troubles, unfinished, unreadable, viewOf } from './judging.ts'
import { memoized } from './memoized.ts'
import { type Inbox, inboxesAt } from './model.ts'
import { countOf, type InboxView, inboxIn } from './reading.ts'
import type { RequirementId } from './requirements.gen.ts'

const modelsOf = memoized((_events: readonly HubEvent[]) => new Map<number, Inbox[]>())

/** The model of a company at the time of a snapshot. */
export function modelAt(events: readonly HubEvent[], { at, events: past, companyId }: Snapshot): Inbox[] {
  const known = modelsOf(events)
  const inboxes = known.get(past) ?? inboxesAt(events.slice(0, past), at)
  known.set(past, inboxes)
  return inboxes.filter((one) => one.companyId === companyId)
}

/** Of which inboxes a rule may be told: its area has those of a kind of vendors alone. */
const vendorsOf = (id: RequirementId): ((vendor: Vendor) => boolean) => {
  if (id.startsWith('INBOX-LOGIN')) return isLogin
  if (id.startsWith('INBOX-AUTH')) return (vendor) => !isLogin(vendor)
  if (id.startsWith('INBOX-PUSH')) return isPushed
  return id.startsWith('INBOX-HEALTH') ? (vendor) => !isPushed(vendor) : () => true
}

/** The views that a rule is told of, of all that the oracle has an expectation for. */
export type Of = (view: InboxView, vendor: Vendor, age: Age | undefined, snapshot: Snapshot) => boolean

/** A snapshot held against the oracle, as far as one rule speaks of it. */
export function compared(events: readonly HubEvent[], snapshot: Snapshot, id: RequirementId, of?: Of): Finding[] {
  const { inboxes } = snapshot
  const models = modelAt(events, snapshot)
  const othersSync = inboxes.some(
    ({ vendor }) => isPolledBySignIn(vendor) && viewOf(snapshot, vendor)?.lastSync != null,
  )
  return inboxes.flatMap(({ vendor, inboxId, exchange }) => {
    const model = models.find((one) => one.vendor === vendor)
    const expectations = (model ? expected(model) : []).filter((one) => one.id === id)
    if (expectations.length === 0) return []
    const view = inboxIn(exchange, inboxId)
    if (!view) return unreadable(`${vendor}: its inbox could not be read`, exchange)
    const age = ageOf(view, (snapshot as { hubTime?: number }).hubTime)
    if (of && !of(view, vendor, age, snapshot)) return []
    return expectations
      .filter(({ when }) => when?.(view, age, othersSync) ?? true)
      .map((expectation) => unknownIn(view, expectation) ?? met(view, vendor, age, expectation))
  })
}

function met(view: InboxView, vendor: Vendor, age: Age | undefined, { isMet, expected: words }: Expectation): Finding {
  const { state, health, warning, exchange } = view
  const shown = [state, health, warning ? `warning of ${warning.code}` : 'without a warning'].join(', ')
  const since = age ? `${duration(Math.max(0, age.least))} after its last sync` : 'and has not synced'
  return holdsUnless(!isMet(view, age) && `${vendor} is ${shown}, ${since}: ${exchange.what}`, words, [exchange])
}

/** What is no state, or no health, is another rule's matter. */
function unknownIn({ state, health, exchange }: InboxView, { of }: Expectation): Finding | undefined {
  const [value, known, owner]: [unknown, readonly unknown[], RequirementId] =
    of === 'health' ? [health, HEALTHS, 'INBOX-HTTP-01'] : [state, STATES, 'INBOX-SHOW-02']
  if (of === 'warning' || known.includes(value)) return undefined
  return unobserved(`it shows the ${of} ${toJson(value) ?? 'undefined'}`, `${owner} holds`, [owner], [exchange])
}

/** Case inboxes held against the oracle: a case that is due at the first one where it is, and none that was there before. */
function comparedCases(scenario: Scenario, id: RequirementId): Finding[] {
  const told = new Set<string>()
  let before: Exchange | undefined
  return snapshotsIn(scenario).flatMap((snapshot) => {
    const { cases } = snapshot
    if (!cases) return []
    const due = modelAt(scenario.events, snapshot)
      .flatMap(expectedCases)
      .filter((one) => one.id === id)
      .filter(({ isThere, caseId }) => (isThere ? !told.has(caseId) : !before || !countOf(before, caseId)))
    for (const { isThere, caseId } of due) if (isThere) told.add(caseId)
    before = cases
    const byVendor = groupedBy(due, ({ vendor, isThere }) => `${vendor} ${isThere}`)
    return [...byVendor.values()].map((some) => arrived(some, cases))
  })
}

function arrived(
  some: readonly [CaseExpectation, ...CaseExpectation[]],
  cases: NonNullable<Snapshot['cases']>,
): Finding {
  const [{ vendor, isThere }] = some
  const counts = some.map(({ caseId }) => countOf(cases, caseId))
  if (counts.includes(undefined)) return unreadable('the cases', cases)
  const there = counts.filter(Boolean).length
  return holdsUnless(
    (isThere ? there < some.length : there > 0) &&
      `${there} of ${plural(some.length, 'case')} of ${vendor} are there: ${cases.what}`,
    isThere ? 'the cases of the meantime' : 'no new case',
    [cases],
  )
}

/** Of these rules one inbox that is not connected says nothing, as long as another one does. */
const OF_ANY = /^INBOX-(SHOW-|HEALTH-05)/

/** What a rule finds in scenarios: each snapshot as the oracle has it; where one has nothing to tell, why it came no further. */
export function shownIn(
  scenarios: readonly (Scenario & { connections?: readonly Connection[] })[],
  id: RequirementId,
  { of, nothing = ['INBOX-SHOW-03'] }: { of?: Of; nothing?: readonly RequirementId[] } = {},
): Finding {
  const findings = scenarios.flatMap((scenario) => {
    const shown = snapshotsIn(scenario).filter(({ disputed }) => !disputed)
    const told = [
      ...shown.flatMap((snapshot) => compared(scenario.events, snapshot, id, of)),
      ...comparedCases(scenario, id),
    ]
    const finding = all([
      ...(OF_ANY.test(id) ? [] : troubles(scenario.connections, vendorsOf(id))),
      ...(told.length > 0 ? told : unfinished(scenario)),
    ])
    return told.length > 0 || scenario.stopped !== undefined ? [finding] : []
  })
  const finding = all(
    findings.length > 0
      ? findings
      : [unobserved('no inbox was seen to be as this rule has it', 'inboxes that have synced', nothing)],
  )
  if (finding.outcome !== 'broken') return finding
  const { exchanges } = finding
  return drawn(finding, ...scenarios.flatMap((scenario) => timelinesOf(scenario, exchanges)))
}
