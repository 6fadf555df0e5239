import type { DrillJudge, Situation } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import { plural } from '../../../../engine/words.ts'
import { caseId } from '../../../../generators/inbox.ts'
import { VENDORS, type Vendor } from '../../api.ts'
import { isObject } from '../../reading.ts'
import { type Alter, altering, type DrillHub, drillHub, type Fields, POLLED_SECONDS } from './hub.ts'

const nameOf = (one: unknown) => (isObject(one) ? `${one.vendor} ${one.caseId}` : JSON.stringify(one))
const list = (names: readonly string[]) => names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '')

/** Every case that was listed, once. */
const reportsEveryCase: DrillJudge = ({ answer, expected }) => {
  const listed = (expected as { cases: string[] }).cases
  const wanted = `${plural(listed.length, 'case')}, each once`
  if (answer.status !== 'done') return broken(wanted, `the client answered ${answerInWords(answer)}`)
  const { cases } = answer.result
  if (!Array.isArray(cases)) return broken(wanted, `it reported cases ${JSON.stringify(cases)}`)
  const reported = cases.map(nameOf)
  const missing = listed.filter((name) => !reported.includes(name))
  const twice = [...new Set(reported.filter((name, nth) => reported.indexOf(name) !== nth))]
  const odd = reported.filter((name) => !listed.includes(name))
  const faults = [
    ...(missing.length > 0 ? [`${missing.length} are missing: ${list(missing)}`] : []),
    ...(twice.length > 0 ? [`${twice.length} are reported more than once: ${list(twice)}`] : []),
    ...(odd.length > 0 ? [`${odd.length} were not listed: ${list(odd)}`] : []),
  ]
  return faults.length === 0 ? holds('every case is reported once') : broken(wanted, faults.join('; '))
}

interface CaseSituation {
  name: string
  summary: string
  prepare(hub: DrillHub): Promise<unknown>
  /** The vendor whose cases are asked for. */
  vendor?: Vendor
  alter?: Alter
  rule?: 'INBOX-CLIENT-25'
}

const caseSituation = ({ name, summary, prepare, vendor, alter = (all) => all, rule }: CaseSituation): Situation => ({
  name,
  summary,
  job: 'list-cases',
  async stage(hands) {
    const hub = await drillHub(hands)
    await prepare(hub)
    const cases = alter(await hub.cases()).filter((one) => vendor === undefined || one.vendor === vendor)
    return {
      input: vendor === undefined ? {} : { vendor },
      expected: { cases: cases.map(nameOf) },
      intercept: altering('cases', alter),
    }
  },
  judges: { [rule ?? 'INBOX-CLIENT-23']: reportsEveryCase },
})

const idsFor = ({ seed }: DrillHub, count: number, nth = 0) =>
  Array.from({ length: count }, (_, more) => caseId(seed + 1000 * nth + more))

/** Connects these, each with so many cases. */
const having =
  (count: number, ...vendors: readonly Vendor[]) =>
  async (hub: DrillHub) => {
    for (const vendor of vendors) await hub.connect(vendor)
    for (const [nth, vendor] of vendors.entries()) await hub.collect(vendor, idsFor(hub, count, nth + 1))
  }

const interrupted =
  (vendors: readonly Vendor[], state: string, params: Fields, seconds = POLLED_SECONDS) =>
  async (hub: DrillHub) => {
    await having(2, ...vendors)(hub)
    await hub.set(state, params)
    await hub.pass(seconds)
  }

const EXPIRED = 'the vendor authorization has expired'

const known: readonly CaseSituation[] = [
  { name: 'cases-none', summary: 'The company has no cases.', prepare: having(0, 'itero') },
  { name: 'cases-of-one-inbox', summary: 'One inbox has brought five cases.', prepare: having(5, 'dexis') },
  {
    name: 'cases-of-every-vendor',
    summary: 'Six inboxes have brought two cases each.',
    prepare: having(2, ...VENDORS),
  },
  { name: 'cases-many', summary: 'Two inboxes have brought 120 cases.', prepare: having(60, '3shape', 'sirona') },
  {
    name: 'cases-of-one-id',
    summary: 'Two vendors have cases of the same ID.',
    async prepare(hub) {
      const ids = idsFor(hub, 2)
      for (const vendor of ['itero', 'dexis'] as const) await hub.connect(vendor)
      for (const vendor of ['itero', 'dexis'] as const) await hub.collect(vendor, ids)
    },
  },
  {
    name: 'case-ids-as-written',
    summary: 'Case IDs have leading zeros, an exponent, a namespace, and letters in either case.',
    async prepare(hub) {
      await hub.connect('sirona')
      const digits = String((hub.seed % 90) + 10)
      await hub.collect('sirona', [
        `00${digits}`,
        digits,
        `${digits}e3`,
        `sirona:${digits}`,
        `ab${digits}`,
        `AB${digits}`,
        ` Å/${digits}`,
      ])
    },
  },
  {
    name: 'cases-of-an-expired-inbox',
    summary: 'The authorization of one of two inboxes has expired; its cases are still listed.',
    prepare: interrupted(['itero', '3shape'], EXPIRED, { vendor: '3shape' }),
  },
  {
    name: 'cases-of-a-refused-login',
    summary: 'The login of medit-link is no longer accepted; its cases are still listed.',
    prepare: interrupted(['medit-link', 'sirona'], 'the vendor rejects the stored credentials', {
      vendor: 'medit-link',
    }),
  },
  {
    name: 'cases-without-credits',
    summary: 'The company is out of credits; the cases of its paused inboxes are still listed.',
    prepare: interrupted(['itero', 'dexis'], 'credits are', { credits: 0 }),
  },
  {
    name: 'cases-with-full-storage',
    summary: "The company's storage is full; the cases of its paused inboxes are still listed.",
    prepare: interrupted(['3shape', 'medit-link'], 'storage is', { usedBytes: 1e9, limitBytes: 1e9 }),
  },
  {
    name: 'cases-of-an-outage',
    summary: "One vendor's portal has been down for 5 hours; the cases of its inbox are still listed.",
    prepare: interrupted(['sirona', 'dexis'], 'the vendor portal is down', { vendor: 'sirona' }, 5 * 3600),
  },
  {
    name: 'cases-of-an-inbox-that-is-gone',
    summary: 'One inbox was disconnected; its cases are still listed.',
    async prepare(hub) {
      await having(2, 'itero')(hub)
      const gone = await hub.connect('dexis')
      await hub.collect('dexis', idsFor(hub, 2, 7))
      await hub.disconnect(gone)
    },
  },
  {
    name: 'cases-by-vendor',
    summary: 'The cases of one vendor of three are asked for.',
    prepare: having(3, 'itero', '3shape', 'medit-link'),
    vendor: '3shape',
  },
  {
    name: 'cases-by-vendor-interrupted',
    summary: 'The cases of a vendor are asked for whose authorization has expired.',
    prepare: interrupted(['itero', 'shining-3d'], EXPIRED, { vendor: 'itero' }),
    vendor: 'itero',
  },
  {
    name: 'cases-by-vendor-none',
    summary: 'The cases of a vendor are asked for that has none.',
    prepare: having(2, 'dexis'),
    vendor: 'sirona',
  },
]

const unknown: readonly CaseSituation[] = [
  {
    name: 'unknown-vendor-of-cases',
    summary: 'Cases are of a vendor that the profile does not have.',
    prepare: having(3, 'itero', 'dexis'),
    alter: (all) => all.map((one) => (one.vendor === 'dexis' ? { ...one, vendor: 'planmeca' } : one)),
  },
]

/** What is listed of cases. */
export const caseSituations: readonly Situation[] = [
  ...known.map(caseSituation),
  ...unknown.map((one) => caseSituation({ ...one, rule: 'INBOX-CLIENT-25' })),
]
