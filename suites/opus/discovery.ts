import type { Exchange } from '../../engine/exchange.ts'
import type { Session } from '../../engine/session.ts'
import { isAccepted } from '../../engine/status.ts'
import { listAnd, plural } from '../../engine/words.ts'
import type { Client } from './client.ts'
import { type Month, monthAfter, monthOf, monthText } from './local-time.ts'
import { entriesOf, idOf, property, type Slot, slotsIn } from './shapes.ts'

/** The month of the run and those after it in which free slots are looked for. */
const MONTHS_LOOKED_AT = 7
const DAY_MS = 86_400_000

/** What a target offers, as far as its answers tell. */
export interface Discovery {
  /** The target's time by its `Date`, in milliseconds since 1970. */
  now: number
  clinics: string[]
  clinicians: string[]
  treatments: string[]
  /** Each month that was looked at, with its slots (none where the answer is unreadable). */
  months: { month: Month; exchange: Exchange; slots: Slot[] }[]
  /** The free slots of these months; where none are listed by month, those from a date. */
  slots: Slot[]
  /** From where slots from a date are listed: the first of a month, or where only this month has slots the day after tomorrow. */
  from: string
  /** Whole months ahead with slots, those with the most first; where there is none, whatever month is answered. */
  richest: Month[]
}

/** A slot of a month's answer lies in that month. */
export const isIn = (month: Month, slot: Slot): boolean => slot.start.local.startsWith(`${monthText(month)}-`)

/** Reads what the target offers. The questions are those of the rules, so that they cost nothing more. */
export async function discover(client: Client): Promise<Discovery> {
  const asked = (what: string) => ({ purpose: 'discovery' as const, what })
  const [clinics, clinicians, treatments] = await Promise.all([
    client.read('getClinics', { onlyWithFreeTimes: 'false' }, asked('all clinics')),
    client.read('getClinicians', { onlyWithFreeTimes: 'false' }, asked('all clinicians')),
    client.read('getTreatments', {}, asked('all treatments')),
  ])
  const now = dateOf(clinics) ?? client.session.clock.now()
  const first = monthOf(now)
  const months = await Promise.all(
    Array.from({ length: MONTHS_LOOKED_AT }, async (_, ahead) => {
      const month = monthAfter(first, ahead)
      const query = { year: String(month.year), month: String(month.month) }
      const exchange = await client.read('getTimeslotsByMonth', query, {
        ...asked(`the slots of ${monthText(month)}`),
      })
      return { month, exchange, slots: (slotsIn(exchange) ?? []).filter((slot) => isIn(month, slot)) }
    }),
  )
  // Whichever zone the clinics are in, tomorrow's month at the latest is no longer whole.
  const current = monthText(monthOf(now + DAY_MS))
  const whole = months.filter((one) => monthText(one.month) > current && one.slots.length > 0)
  const dayAfterTomorrow = new Date(now + 2 * DAY_MS).toISOString().slice(0, 10)
  const from = `${whole[0] ? `${monthText(whole[0].month)}-01` : dayAfterTomorrow}T00:00:00`
  const listed = months.flatMap((one) => one.slots)
  const slots = listed.length > 0 ? listed : await slotsFrom(client, from, treatments)
  const ids = (exchange: Exchange, name: string, ofSlot: (slot: Slot) => string) => [
    ...new Set([
      ...(entriesOf(exchange) ?? []).flatMap((entry) => idOf(property(entry, name)) ?? []),
      ...slots.map(ofSlot),
    ]),
  ]
  return {
    now,
    clinics: ids(clinics, 'ClinicID', (slot) => slot.clinicID),
    clinicians: ids(clinicians, 'ClinicianID', (slot) => slot.clinicianID),
    treatments: ids(treatments, 'TreatmentID', (slot) => slot.treatmentID),
    months,
    slots,
    from,
    richest: (whole.length > 0 ? whole : months.filter((one) => isAccepted(one.exchange)))
      .toSorted((one, other) => other.slots.length - one.slots.length)
      .map((one) => one.month),
  }
}

/** Where the slots of a month cannot be had, those from a date for each treatment. */
async function slotsFrom(client: Client, from: string, treatments: Exchange): Promise<Slot[]> {
  const ids = (entriesOf(treatments) ?? []).flatMap((entry) => idOf(property(entry, 'TreatmentID')) ?? [])
  const answers = await Promise.all(
    ids.map((treatmentID) =>
      client.read(
        'getTimeslotsFrom',
        { startingFromDateTime: from, treatmentID },
        { purpose: 'discovery', what: `the slots of treatment ${treatmentID} from ${from}` },
      ),
    ),
  )
  return answers.flatMap((exchange) => slotsIn(exchange) ?? [])
}

/** The `Date` of an answer. */
function dateOf(exchange: Exchange): number | undefined {
  const date = Date.parse(exchange.response?.headers.date ?? '')
  return Number.isNaN(date) ? undefined : date
}

/** IDs that are written out. */
const SHOWN = 6

const some = (noun: string, ids: readonly string[]): string => `${plural(ids.length, noun)}: ${listAnd(ids, SHOWN)}`

/** What the report says of what was found, and of what the run's writes left at the target. */
export function summaryOf(
  session: Session,
  found: Discovery | undefined,
): { discovered?: string[]; leftBehind?: string[] } {
  const leftBehind = session.ledger.leftBehind()
  return { ...(found ? { discovered: discovered(found) } : {}), ...(leftBehind.length > 0 ? { leftBehind } : {}) }
}

function discovered({ clinics, clinicians, treatments, months, slots }: Discovery): string[] {
  const used = months
    .filter((one) => one.slots.length > 0)
    .map((one) => `${monthText(one.month)} (${one.slots.length})`)
  const starts = slots.map(({ start }) => start.local).sort()
  return [
    some('clinic', clinics),
    some('clinician', clinicians),
    some('treatment', treatments),
    slots.length === 0
      ? `no free slot in the ${plural(months.length, 'month')} looked at`
      : `${plural(slots.length, 'free slot')} from ${starts[0]} to ${starts.at(-1)}: ${used.join(', ')}`,
  ]
}
