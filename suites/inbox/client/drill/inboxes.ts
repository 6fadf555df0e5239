import type { DrillJudge, Situation } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import { plural } from '../../../../engine/words.ts'
import { VENDORS, type Vendor } from '../../api.ts'
import { isObject } from '../../reading.ts'
import { type Alter, altering, type DrillHub, drillHub, type Fields, POLLED_SECONDS } from './hub.ts'

const HOUR = 3600

/** What is to be reported of an inbox. */
interface Reported {
  inboxId: unknown
  vendor: unknown
  state: unknown
  needsAction: boolean
  action: unknown
}

const toReport = ({ inboxId, vendor, state, warning }: Fields): Reported => ({
  inboxId,
  vendor,
  state,
  needsAction: isObject(warning),
  action: isObject(warning) ? warning.action : null,
})

const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))

/** Every inbox that was listed, as it was. */
const reportsEveryInbox: DrillJudge = ({ answer, expected }) => {
  const { inboxes } = expected as { inboxes: Reported[] }
  const wanted = `${plural(inboxes.length, 'inbox')} with vendor, state, needsAction and action as they were listed`
  if (answer.status !== 'done') return broken(wanted, `the client answered ${answerInWords(answer)}`)
  const reported = answer.result.inboxes
  if (!Array.isArray(reported)) return broken(wanted, `it reported inboxes ${shown(reported)}`)
  const faults = inboxes.flatMap((inbox) => {
    const own = reported.filter((one) => isObject(one) && one.inboxId === inbox.inboxId)
    const name = `${inbox.vendor} ${inbox.inboxId}`
    if (own.length !== 1) return [`${name} is reported ${own.length === 0 ? 'not at all' : `${own.length} times`}`]
    return (['vendor', 'state', 'needsAction', 'action'] as const)
      .filter((field) => (own[0][field] ?? null) !== (inbox[field] ?? null))
      .map((field) => `${name}: ${field} ${shown(own[0][field])} instead of ${shown(inbox[field])}`)
  })
  const odd = reported.filter((one) => !inboxes.some(({ inboxId }) => isObject(one) && one.inboxId === inboxId))
  const all = [...faults, ...odd.map((one) => `${shown(one)} was not listed`)]
  return all.length === 0
    ? holds('every inbox is reported as it was listed')
    : broken(wanted, all.slice(0, 3).join('; '))
}

interface InboxSituation {
  name: string
  summary: string
  prepare(hub: DrillHub): Promise<unknown>
  alter?: Alter
  rule?: 'INBOX-CLIENT-25'
}

const inboxSituation = ({ name, summary, prepare, alter = (list) => list, rule }: InboxSituation): Situation => ({
  name,
  summary,
  job: 'list-inboxes',
  async stage(hands) {
    const hub = await drillHub(hands)
    await prepare(hub)
    const expected = { inboxes: alter(await hub.inboxes()).map(toReport) }
    return { input: {}, expected, intercept: altering('inboxes', alter) }
  },
  judges: { [rule ?? 'INBOX-CLIENT-20']: reportsEveryInbox },
})

const connected =
  (...vendors: readonly Vendor[]) =>
  async (hub: DrillHub) => {
    for (const vendor of vendors) await hub.connect(vendor)
  }

/** Connects these, and has something happen to them. */
const then =
  (vendors: readonly Vendor[], ...happenings: readonly ((hub: DrillHub) => Promise<void>)[]) =>
  async (hub: DrillHub) => {
    await connected(...vendors)(hub)
    for (const happen of happenings) await happen(hub)
  }

const expired = (vendor: Vendor) => (hub: DrillHub) => hub.set('the vendor authorization has expired', { vendor })
const rejected = (hub: DrillHub) => hub.set('the vendor rejects the stored credentials', { vendor: 'medit-link' })
const down = (vendor: Vendor) => (hub: DrillHub) => hub.set('the vendor portal is down', { vendor })
const broke = (hub: DrillHub) => hub.set('credits are', { credits: 0 })
const full = (hub: DrillHub) => hub.set('storage is', { usedBytes: 1e9, limitBytes: 1e9 })
const passing = (seconds: number) => (hub: DrillHub) => hub.pass(seconds)
const polled = passing(POLLED_SECONDS)

const warning = (code: string, action: string) => ({
  code,
  since: '2026-03-01T08:00:00Z',
  message: 'Something is in the way.',
  action,
})

/** Changes the inbox of one vendor. */
const of =
  (vendor: Vendor, change: Fields | ((inbox: Fields) => Fields)): Alter =>
  (list) =>
    list.map((one) =>
      one.vendor === vendor ? { ...one, ...(typeof change === 'function' ? change(one) : change) } : one,
    )

const known: readonly InboxSituation[] = [
  { name: 'inboxes-none', summary: 'The company has no inboxes.', prepare: async () => {} },
  { name: 'inboxes-of-every-vendor', summary: 'Inboxes of all six vendors work.', prepare: connected(...VENDORS) },
  {
    name: 'inboxes-pending',
    summary: 'Two inboxes wait for the sign-in, and none warns.',
    prepare: then(
      ['3shape'],
      (hub) => hub.begin('itero'),
      (hub) => hub.begin('shining-3d'),
    ),
  },
  {
    name: 'warning-authorization-expired',
    summary: 'The authorization of one inbox of three has expired.',
    prepare: then(['itero', '3shape', 'medit-link'], expired('3shape'), polled),
  },
  {
    name: 'warning-authorization-expired-pushed',
    summary: 'The authorization of a pushed inbox has expired.',
    prepare: then(['dexis', 'shining-3d'], expired('shining-3d'), passing(8 * HOUR)),
  },
  {
    name: 'warning-credentials-invalid',
    summary: 'The stored login of medit-link is no longer accepted.',
    prepare: then(['medit-link', 'sirona'], rejected, polled),
  },
  {
    name: 'warning-out-of-credits',
    summary: 'The company is out of credits: its inboxes are paused.',
    prepare: then(['itero', 'medit-link'], broke, polled),
  },
  {
    name: 'warning-storage-full',
    summary: "The company's storage is full: its inboxes are paused.",
    prepare: then(['dexis', 'sirona'], full, polled),
  },
  {
    name: 'warning-vendor-outage',
    summary: "One vendor's portal has been down for 5 hours: its inbox is connected, and warns.",
    prepare: then(['itero', 'dexis'], down('dexis'), passing(5 * HOUR)),
  },
  {
    name: 'warning-sync-overdue',
    summary: 'The sync of an inbox is overdue: it is connected, and warns.',
    prepare: connected('3shape', 'shining-3d'),
    alter: of('shining-3d', { health: 'issue', warning: warning('sync-overdue', 'Ask the vendor’s support.') }),
  },
  {
    name: 'attention-without-warning',
    summary: "One vendor's portal has been down for an hour: its inbox needs attention, and does not warn.",
    prepare: then(['itero', 'sirona'], down('sirona'), passing(HOUR)),
  },
  {
    name: 'warning-with-attention',
    summary: 'Of two inboxes that warn, the health of one is attention, and one is shown as connected.',
    prepare: then(['itero', '3shape', 'dexis'], expired('3shape'), polled),
    alter: (list) =>
      of('dexis', { warning: warning('out-of-credits', 'Purchase credits.'), health: 'issue' })(
        of('3shape', { health: 'attention' })(list),
      ),
  },
  {
    name: 'warning-while-pending',
    summary: 'The sign-in of an inbox whose authorization has expired has begun: it is pending, and warns.',
    prepare: then(['itero', 'sirona'], expired('itero'), polled),
    alter: of('itero', { state: 'authorization-pending', authorizationUrl: 'https://login.vendor.example/?state=a' }),
  },
  {
    name: 'warnings-of-each-kind',
    summary: 'Three of four inboxes warn, each of something else.',
    prepare: then(
      ['itero', '3shape', 'dexis', 'medit-link'],
      expired('3shape'),
      rejected,
      down('dexis'),
      passing(5 * HOUR),
    ),
    alter: (list) => list.toReversed(),
  },
  {
    name: 'warnings-in-words-of-the-hub',
    summary: 'Two inboxes warn of the same, and say to do something else; the words are not ASCII alone.',
    prepare: connected('itero', 'sirona', 'dexis'),
    alter: (list) =>
      of('itero', {
        state: 'authorization-expired',
        warning: warning('authorization-expired', 'Bei „iTero“ neu anmelden – jetzt.'),
      })(
        of('dexis', {
          state: 'authorization-expired',
          warning: warning('authorization-expired', 'Logga in på DEXIS igen & vänta.'),
        })(list),
      ),
  },
]

const unknown: readonly InboxSituation[] = [
  {
    name: 'unknown-warning-code',
    summary: 'A warning has a code that the profile does not have.',
    prepare: connected('itero', '3shape'),
    alter: of('3shape', { health: 'issue', warning: warning('conversion-failed', 'Send the case again.') }),
  },
  {
    name: 'unknown-state',
    summary: 'An inbox has a state that the profile does not have, and does not warn.',
    prepare: connected('dexis', 'sirona'),
    alter: of('dexis', { state: 'migrating' }),
  },
  {
    name: 'unknown-state-with-warning',
    summary: 'An inbox has a state and a warning that the profile does not have.',
    prepare: connected('itero', 'medit-link'),
    alter: of('medit-link', { state: 'suspended', warning: warning('contract-ended', 'Renew the contract.') }),
  },
  {
    name: 'unknown-vendor',
    summary: 'One inbox is of a vendor that the profile does not have.',
    prepare: connected('itero', '3shape'),
    alter: of('3shape', { vendor: 'planmeca', name: 'Planmeca' }),
  },
  {
    name: 'unknown-vendor-with-warning',
    summary: 'The inbox of a vendor that the profile does not have warns.',
    prepare: then(['sirona', 'dexis'], expired('dexis'), polled),
    alter: of('dexis', { vendor: 'carestream', name: 'Carestream' }),
  },
]

export const inboxSituations: readonly Situation[] = [
  ...known.map(inboxSituation),
  ...unknown.map((one) => inboxSituation({ ...one, rule: 'INBOX-CLIENT-25' })),
]
