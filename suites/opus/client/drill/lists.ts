import type { DrillJudge, Situation, Stage } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import { plural } from '../../../../engine/words.ts'
import type { TimeSlot } from '../../../../generators/time-slot.ts'
import { endedOtherwise, listFault, resultOf, type Wanted } from './told.ts'
import { type Free, nameOfClinic, nameOfTreatment, slotOf, startWorld, type World, world } from './world.ts'

/** OPUS-CLIENT-20: what was answered, no more and no less, as it stands. */
export const reportsSlots: DrillJudge = (played) => {
  const due = (played.expected as { slots: readonly Wanted[] }).slots
  const expected =
    due.length === 0 ? 'done with an empty list' : `done with the ${plural(due.length, 'slot')} that were answered`
  if (played.answer.status !== 'done') return endedOtherwise(expected, played)
  const fault = listFault(resultOf(played).slots, due)
  return fault === undefined
    ? holds(due.length === 0 ? 'where there is no slot, none was reported' : 'the slots were reported as they stand')
    : broken(expected, fault)
}

/** What slots are asked for. */
interface Question {
  month?: string
  from?: string
  /** At the first clinic alone. */
  atClinic?: boolean
}

/** What a practice offers, and what is asked of it. */
interface Offered {
  own: World
  free: readonly Free[]
  question: Question
}

const isDue = ({ own, question: { month, from, atClinic } }: Offered, slot: TimeSlot): boolean =>
  slot.TreatmentID === own.treatments[0]?.TreatmentID &&
  (!atClinic || slot.ClinicID === own.clinics[0]?.ClinicID) &&
  (month === undefined ? slot.Start >= (from ?? '') : slot.Start.startsWith(month))

/** A situation of the job `list-slots`. */
export const slotSituation = ({
  name,
  summary,
  offered,
  judges = { 'OPUS-CLIENT-20': reportsSlots },
  variants = [],
  zone,
  ...rest
}: Pick<Situation, 'name' | 'summary'> &
  Partial<Pick<Situation, 'judges'>> & {
    offered(own: World): Omit<Offered, 'own'>
    variants?: readonly string[]
    zone?: string
    /** Made anew for each play. */
    intercept?(): NonNullable<Stage['intercept']>
    state?: string
    credentials?(own: World): Record<string, unknown>
  }): Situation => ({
  name,
  summary,
  job: 'list-slots',
  judges,
  async stage(hands) {
    const own = world(hands.seed)
    const { free, question } = offered(own)
    const slots = free.map((one) => slotOf(own, one))
    const mock = await startWorld(hands, own, { slots, variants })
    if (rest.state) await mock.state(rest.state)
    const { month, from, atClinic } = question
    const due = slots.filter((slot) => isDue({ own, free, question }, slot))
    return {
      input: {
        treatmentName: nameOfTreatment(own),
        ...(atClinic ? { clinicName: nameOfClinic(own) } : {}),
        ...(month === undefined ? { from } : { month }),
      },
      expected: { slots: due.map((slot) => ({ ...slot, ...(zone === undefined ? {} : { zone }) })) },
      ...(rest.intercept ? { intercept: rest.intercept() } : {}),
      ...(rest.credentials ? { credentials: rest.credentials(own) } : {}),
    }
  },
})

const MARCH = '2031-03'

/** Free times of all clinics and treatments in and around March, not in the order of their start. */
const aroundMarch = (own: World): readonly Free[] => [
  { start: `${own.day(3)}T14:20`, clinician: 1 },
  { start: '2031-03-31T23:30' },
  { start: `${own.day()}T09:05`, minutes: 45 },
  { start: `${own.day()}T09:05`, clinician: 1, minutes: 20 },
  { start: `${own.day(1)}T10:00`, treatment: 1 },
  { start: `${own.day(2)}T08:00`, clinic: 1 },
  { start: '2031-03-01T00:00' },
  { start: `${own.day(2)}T12:45`, clinic: 2, clinician: 1 },
  { start: `${own.day(1)}T16:30`, treatment: 2 },
  { start: '2031-02-28T23:30' },
  { start: '2031-04-01T00:00' },
  { start: '2032-03-04T09:00' },
  { start: `${own.day()}T07:00` },
]

/** As {@link aroundMarch}, without what lies so far ahead that a client may not look for it. */
export const fromMarch = (own: World): readonly Free[] => aroundMarch(own).filter(({ start }) => start < '2031-05')

/** Times that a change of the clocks leaves out, or has twice. */
const CHANGES: readonly Free[] = [
  { start: '2031-03-30T02:30' },
  { start: '2031-03-30T03:00', clinician: 1 },
  { start: '2031-03-09T02:15' },
  { start: '2031-03-30T00:10' },
]

const many = (own: World): readonly Free[] =>
  Array.from({ length: 230 }, (_, nth) => {
    const time = new Date(Date.parse(`${own.day()}T00:00:00Z`) + nth * 35 * 60_000)
    return { start: time.toISOString().slice(0, 16), clinician: nth % 2, minutes: 20 + (nth % 3) * 5 }
  })

/** OPUS-CLIENT-20. */
export const slotSituations: readonly Situation[] = [
  slotSituation({
    name: 'slots-month',
    summary: 'A month with slots of several clinics and treatments, and with some at its very edges.',
    offered: (own) => ({ free: aroundMarch(own), question: { month: MARCH } }),
  }),
  slotSituation({
    name: 'slots-month-clinic',
    summary: 'As slots-month, for one clinic.',
    offered: (own) => ({ free: aroundMarch(own), question: { month: MARCH, atClinic: true } }),
  }),
  slotSituation({
    name: 'slots-from',
    summary: 'From a date on, with slots of several clinics and treatments, before it and weeks after it.',
    offered: (own) => ({ free: fromMarch(own), question: { from: `${own.day(1)}T00:00:00` } }),
  }),
  slotSituation({
    name: 'slots-from-clinic',
    summary: 'As slots-from, for one clinic, and from the very start of a slot.',
    offered: (own) => ({ free: fromMarch(own), question: { from: `${own.day()}T09:05:00`, atClinic: true } }),
  }),
  slotSituation({
    name: 'slots-month-clock-change',
    summary: 'Slots in the hours in which clocks are put forward.',
    offered: () => ({ free: CHANGES, question: { month: MARCH } }),
  }),
  slotSituation({
    name: 'slots-from-clock-change',
    summary: 'As slots-month-clock-change, from a date on.',
    offered: () => ({ free: CHANGES, question: { from: '2031-03-30T00:00:00', atClinic: true } }),
  }),
  slotSituation({
    name: 'slots-december',
    summary: 'The last month of a year.',
    offered: () => ({
      free: [{ start: '2031-12-31T23:45' }, { start: '2032-01-01T00:00' }, { start: '2031-12-01T08:00' }],
      question: { month: '2031-12' },
    }),
  }),
  slotSituation({
    name: 'slots-over-new-year',
    summary: 'From the last hour of a year on.',
    offered: () => ({
      free: [{ start: '2032-01-01T00:00' }, { start: '2031-12-31T23:30' }, { start: '2031-12-31T22:30' }],
      question: { from: '2031-12-31T23:00:00' },
    }),
  }),
  slotSituation({
    name: 'slots-one',
    summary: 'A month with a single slot.',
    offered: (own) => ({ free: [{ start: `${own.day()}T11:00` }], question: { month: MARCH, atClinic: true } }),
  }),
  slotSituation({
    name: 'slots-many',
    summary: 'From a date on, with some hundreds of slots.',
    offered: (own) => ({ free: many(own), question: { from: `${own.day()}T00:00:00` } }),
  }),
  ...(['month', 'from'] as const).map((by) =>
    slotSituation({
      name: `slots-${by}-none`,
      summary: `No free slot of that treatment, which is answered 404, asked for by ${by}.`,
      offered: (own) => ({
        free: [{ start: '2031-05-05T09:00', treatment: 1 }, { start: '2031-02-10T09:00' }],
        question: by === 'month' ? { month: '2031-05' } : { from: `${own.day()}T00:00:00` },
      }),
    }),
  ),
]
