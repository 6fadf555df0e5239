import type { Client } from '../client.ts'
import { type Discovery, isIn } from '../discovery.ts'
import { monthText } from '../local-time.ts'
import { type Slot, slotsIn } from '../shapes.ts'
import { identity } from '../slots/base.ts'

const DAY_MS = 86_400_000
/** More slots than a run takes, whichever of them overlap. */
const ENOUGH = 60

/** Which slot is wanted most: at a clinic, as near as there is to another slot, or unlike all that were taken. */
export type Preference = { at: string } | { beside: Slot } | 'elsewhere'

/**
 * Free slots to book. They are a resource: each is taken once, and no two overlap, since booking one may take away all
 * that overlap it at its clinic or with its clinician. The first ones are of the clinic with the most, so that bookings
 * can be moved within it, and on days of their own as long as there are enough.
 */
export class SlotPool {
  /** Those that overlap none that was taken, and how apt each is for any booking. */
  #apart: { slot: Slot; apt: number }[] | undefined
  readonly #reserved: Slot[] = []
  #taken = {
    months: new Set<string>(),
    days: new Set<string>(),
    clinics: new Set<string>(),
    clinicians: new Set<string>(),
    treatments: new Set<string>(),
  }

  constructor(
    private readonly client: Client,
    private readonly found: () => Promise<Discovery>,
  ) {}

  /** A slot that nobody took yet, as it is wished if there is one; undefined where there is none anywhere. */
  take(preference?: Preference): Promise<Slot | undefined> {
    if (preference === undefined) return this.#best(this.#isNew)
    if (preference === 'elsewhere') {
      // In another month too; not what is moved, since how far ahead slots from a date are listed is not stated.
      return this.#best(
        (slot) =>
          (this.#taken.clinics.has(slot.clinicID) ? 0 : 16) +
          (this.#taken.months.has(monthIn(slot)) ? 0 : 8) +
          this.#isNew(slot),
      )
    }
    if ('at' in preference) return this.#best((slot) => (slot.clinicID === preference.at ? 8 : 0) + this.#isNew(slot))
    const { clinicID, clinicianID } = preference.beside
    return this.#best(
      (slot) =>
        (slot.clinicID === clinicID ? 4 : 0) +
        (slot.clinicianID === clinicianID ? 2 : 0) +
        (dayOf(slot) === dayOf(preference.beside) ? 1 : 0),
    )
  }

  /** A slot at that clinic and no other, of the reserved ones as long as there are any. */
  async takeAt(clinicID?: string): Promise<Slot | undefined> {
    const reserved = this.#reserved.findIndex((slot) => slot.clinicID === clinicID)
    if (reserved >= 0) return this.#reserved.splice(reserved, 1)[0]
    return this.#best((slot) => (slot.clinicID === (clinicID ?? slot.clinicID) ? this.#isNew(slot) : undefined))
  }

  /** Keeps slots of a clinic for what cannot be tried elsewhere; but for its day, what one would show is left to others. */
  async reserve(clinicID: string, count: number): Promise<void> {
    const before = structuredClone(this.#taken)
    for (let nth = 0; nth < count; nth++) {
      const slot = await this.#best((one) => (one.clinicID === clinicID ? this.#isNew(one) : undefined))
      if (slot) this.#reserved.push(slot)
    }
    this.#taken = { ...before, days: this.#taken.days }
  }

  /** What a slot would show that those taken did not: a day, a treatment and a clinician of its own. */
  readonly #isNew = (slot: Slot): number =>
    (this.#taken.days.has(dayOf(slot)) ? 0 : 4) +
    (this.#taken.treatments.has(slot.treatmentID) ? 0 : 2) +
    (this.#taken.clinicians.has(slot.clinicianID) ? 0 : 1)

  /** Takes the slot that scores highest, the first of those that score the same; undefined is not to be had. */
  async #best(score: (slot: Slot) => number | undefined): Promise<Slot | undefined> {
    this.#apart ??= await this.#read()
    let best: { slot: Slot; score: number } | undefined
    for (const { slot, apt } of this.#apart) {
      const wanted = score(slot)
      const own = wanted === undefined ? undefined : wanted + apt
      if (own !== undefined && (!best || own > best.score)) best = { slot, score: own }
    }
    if (!best) return undefined
    const { slot } = best
    this.#apart = this.#apart.filter((other) => !overlap(slot, other.slot))
    this.#taken.months.add(monthIn(slot))
    this.#taken.days.add(dayOf(slot))
    this.#taken.clinics.add(slot.clinicID)
    this.#taken.clinicians.add(slot.clinicianID)
    this.#taken.treatments.add(slot.treatmentID)
    return slot
  }

  /** The slots as they are listed now, those of the clinic with the most of them first. */
  async #read(): Promise<{ slot: Slot; apt: number }[]> {
    const { now, months, richest, slots, from } = await this.found()
    const earliest = new Date(now + 2 * DAY_MS).toISOString().slice(0, 19)
    // What was found may be minutes old. Two months have more slots than a run takes, but where all lie close ahead.
    const rich = months.filter(({ month }) => richest.slice(0, 2).some((one) => monthText(one) === monthText(month)))
    const isEnough = rich.reduce((count, one) => count + one.slots.length, 0) >= ENOUGH
    const used = isEnough ? rich : months.filter((one) => rich.includes(one) || one.slots.length > 0)
    const fresh = await Promise.all(
      used.map(async ({ month, exchange }) =>
        (slotsIn(await this.client.again(exchange)) ?? []).filter((slot) => isIn(month, slot)),
      ),
    )
    const listed = fresh.flat().length > 0 ? fresh.flat() : slots
    const free = listed.filter((slot) => slot.start.local > earliest && slot.start.local < slot.end.local)
    const count = new Map<string, number>()
    for (const { clinicID } of free) count.set(clinicID, (count.get(clinicID) ?? 0) + 1)
    return free
      .toSorted(
        (one, other) =>
          (count.get(other.clinicID) ?? 0) - (count.get(one.clinicID) ?? 0) ||
          (identity(one) < identity(other) ? -1 : 1),
      )
      .map((slot) => ({
        slot,
        // Whether what is listed outside opening hours can be booked is a clinic's own rule.
        apt: (isInHours(slot) ? IN_HOURS : 0) + (slot.start.local >= from ? SEEN_BY_BOTH : 0),
      }))
  }
}

/** More than any preference counts. */
const IN_HOURS = 100
const SEEN_BY_BOTH = 200

/** On a weekday, from 8 to 17 o'clock. */
function isInHours({ start, end }: Slot): boolean {
  const [date = '', time = ''] = start.local.split('T')
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return day !== 0 && day !== 6 && time >= '08' && end.local <= `${date}T17:00:00`
}

const dayOf = (slot: Slot): string => slot.start.local.slice(0, 10)
const monthIn = (slot: Slot): string => slot.start.local.slice(0, 7)
const overlap = (one: Slot, other: Slot): boolean =>
  one.start.local < other.end.local && other.start.local < one.end.local
