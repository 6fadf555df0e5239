import type { Client } from '../client.ts'
import type { Discovery } from '../discovery.ts'
import { isIn } from '../discovery.ts'
import { monthText } from '../local-time.ts'
import { type Slot, slotName, slotsIn } from '../shapes.ts'

const DAY_MS = 86_400_000

/**
 * Free slots to book. They are a resource: each is taken once, and no two overlap, since booking one may take away all
 * that overlap it at its clinic or with its clinician. They are of one clinic as far as it has any, so that bookings can
 * be moved within it, and on days of their own as long as there are enough.
 */
export class SlotPool {
  #free: Slot[] | undefined
  readonly #taken: Slot[] = []
  readonly #reserved: Slot[] = []

  constructor(
    private readonly client: Client,
    private readonly found: () => Promise<Discovery>,
  ) {}

  /** A slot that nobody took yet, at a clinic if it has one left; undefined where there is none anywhere. */
  async take(clinicID?: string): Promise<Slot | undefined> {
    return (await this.#take(clinicID)) ?? this.#take(undefined)
  }

  /** A slot at that clinic and no other, of the reserved ones as long as there are any. */
  async takeAt(clinicID?: string): Promise<Slot | undefined> {
    const reserved = this.#reserved.findIndex((slot) => slot.clinicID === clinicID)
    return reserved >= 0 ? this.#reserved.splice(reserved, 1)[0] : this.#take(clinicID)
  }

  /** Keeps slots of a clinic for what cannot be tried elsewhere. */
  async reserve(clinicID: string, count: number): Promise<void> {
    for (let nth = 0; nth < count; nth++) {
      const slot = await this.#take(clinicID)
      if (slot) this.#reserved.push(slot)
    }
  }

  async #take(clinicID: string | undefined): Promise<Slot | undefined> {
    this.#free ??= await this.#read()
    const apart = this.#free.filter(
      (slot) => !this.#taken.some((taken) => overlap(slot, taken)) && slot.clinicID === (clinicID ?? slot.clinicID),
    )
    const onOtherDay = apart.find((slot) => !this.#taken.some((taken) => dayOf(taken) === dayOf(slot)))
    const slot = onOtherDay ?? apart[0]
    if (slot) this.#taken.push(slot)
    return slot
  }

  /** The slots as they are listed now, those of the clinic with the most of them first. */
  async #read(): Promise<Slot[]> {
    const { now, months, richest, slots } = await this.found()
    const earliest = new Date(now + 2 * DAY_MS).toISOString().slice(0, 19)
    // What was found may be minutes old. Two months have more slots than a run takes.
    const used = months.filter(({ month }) => richest.slice(0, 2).some((one) => monthText(one) === monthText(month)))
    const fresh = await Promise.all(
      used.map(async ({ month, exchange }) =>
        (slotsIn(await this.client.again(exchange)) ?? []).filter((slot) => isIn(month, slot)),
      ),
    )
    const listed = fresh.flat().length > 0 ? fresh.flat() : slots
    const free = listed.filter((slot) => slot.start.local > earliest && slot.start.local < slot.end.local)
    const count = new Map<string, number>()
    for (const { clinicID } of free) count.set(clinicID, (count.get(clinicID) ?? 0) + 1)
    return free.toSorted(
      (one, other) =>
        (count.get(other.clinicID) ?? 0) - (count.get(one.clinicID) ?? 0) ||
        Number(isByDay(other)) - Number(isByDay(one)) ||
        (slotName(one) < slotName(other) ? -1 : 1),
    )
  }
}

/** A time that cannot be mistaken for a date without one. */
const isByDay = (slot: Slot): boolean => slot.start.local.slice(11) > '06' && slot.start.local.slice(11) < '20'

const dayOf = (slot: Slot): string => slot.start.local.slice(0, 10)
const overlap = (one: Slot, other: Slot): boolean =>
  one.start.local < other.end.local && other.start.local < one.end.local
