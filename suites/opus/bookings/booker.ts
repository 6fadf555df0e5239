import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import { booking } from '../../../generators/booking.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { Call } from '../api.ts'
import type { Client, Sent } from '../client.ts'
import { compareTimes } from '../local-time.ts'
import { type Form, withDigits } from '../patients/people.ts'
import { byNumber, type SentPatient } from '../patients/registry.ts'
import { type Booking, bodyOf, bookingsIn, idOf, property, type Slot } from '../shapes.ts'
import type { Preference, SlotPool } from './pool.ts'

/** A booking that was asked for: the slot of the last try, which is the one that counts, and those of the tries before. */
export interface Made {
  patient: OpusPatient
  slot: Slot
  refused: Slot[]
  tries: Exchange[]
  /** Of these, the ones for the last slot, by how ExtraDigits were written. */
  inForms: { what: string; exchange: Exchange }[]
}

/** Slots that are tried where slots vanish before they can be booked. */
const MOST_TRIES = 2

export const bookCall = (patient: SentPatient, slot: Slot): Call => ({
  operation: 'createBooking',
  body: booking(patient, slot.spelled),
})

export const moveCall = (patient: SentPatient, bookingID: string, slot: Slot): Call => ({
  operation: 'updateBooking',
  query: { bookingID, clinicID: slot.clinicID },
  body: booking(patient, slot.spelled),
})

/** Whether two slots are the same one, as far as answers may spell them. */
export const sameSlot = (one: Slot, other: Slot): boolean =>
  compareTimes(one.start, other.start) === 0 &&
  compareTimes(one.end, other.end) === 0 &&
  one.clinicID === other.clinicID &&
  one.clinicianID === other.clinicianID &&
  one.treatmentID === other.treatmentID

/** The booking of a slot in an answer of getBookings. */
export const bookingOf = (list: Exchange | undefined, slot: Slot): Booking | undefined =>
  list && bookingsIn(list)?.find((one) => sameSlot(one.slot, slot))

/** The BookingID of a slot: as getBookings lists it, or as it was answered when it was booked. */
export const bookingIDOf = (list: Exchange | undefined, slot: Slot, made: Exchange | undefined): string | undefined =>
  bookingOf(list, slot)?.id ?? (made && idOf(property(bodyOf(made), 'BookingID')))

/** Reads and makes bookings. */
export class Booker {
  /** Lists since which no booking was made or moved, nor anything sent that could have changed them; by the number. */
  readonly #known = new Map<string, Exchange>()
  /** How ExtraDigits are written, once a booking with them was accepted or refused in both forms. */
  #form: Form | undefined

  constructor(
    private readonly client: Client,
    readonly pool: SlotPool,
  ) {}

  /** A patient as bookings of the run have one. */
  written(patient: OpusPatient): SentPatient {
    return withDigits(patient, this.#form ?? 'string')
  }

  /** Whether bookings can have a patient: a number has no leading zeros. */
  canHave({ PersonalNumber }: OpusPatient): boolean {
    return this.#form !== 'number' || !PersonalNumber.ExtraDigits.startsWith('0')
  }

  /** A patient's bookings as they are now. */
  async list({ PersonalNumber }: Pick<SentPatient, 'PersonalNumber'>, what: string): Promise<Exchange> {
    const call: Call = { operation: 'getBookings', query: byNumber(PersonalNumber) }
    const { exchange } = await this.client.send(call, { purpose: 'read', what })
    this.#known.set(JSON.stringify(call.query), exchange)
    return exchange
  }

  /** A patient's bookings, from the last list where nothing was sent for them since. */
  async known(patient: Pick<SentPatient, 'PersonalNumber'>, what: string): Promise<Exchange> {
    return this.#known.get(JSON.stringify(byNumber(patient.PersonalNumber))) ?? this.list(patient, what)
  }

  /** Something was sent that may have changed a patient's bookings; where it was accepted, whoever's are listed with them. */
  mayDiffer({ PersonalNumber }: Pick<SentPatient, 'PersonalNumber'>, exchange: Exchange): void {
    if (isAccepted(exchange)) this.#known.clear()
    else this.#known.delete(JSON.stringify(byNumber(PersonalNumber)))
  }

  async book(patient: SentPatient, slot: Slot, what: string): Promise<Sent> {
    const sent = await this.client.send(bookCall(patient, slot), { purpose: 'control', what })
    this.mayDiffer(patient, sent.exchange)
    return sent
  }

  /**
   * Books a free slot. Where a slot is refused it may have been taken since it was listed, so another one is tried.
   *
   * @param forms how the patient's ExtraDigits are written: where one is refused, the next one for the same slot; by
   *   default as they were accepted before
   */
  async bookFree(
    patient: OpusPatient,
    what: string,
    preference?: Preference,
    forms: readonly Form[] = this.#form ? [this.#form] : ['string', 'number'],
  ): Promise<Made | undefined> {
    if (!this.canHave(patient)) return undefined
    const tries: Exchange[] = []
    const refused: Slot[] = []
    for (let slot = await this.pool.take(preference); slot; slot = await this.pool.take(preference)) {
      const inForms: Made['inForms'] = []
      for (const form of forms) {
        const { exchange } = await this.book(withDigits(patient, form), slot, what)
        tries.push(exchange)
        inForms.push({ what: `ExtraDigits as a ${form}`, exchange })
        if (isAccepted(exchange)) {
          this.#form ??= form
          break
        }
      }
      const last = tries.at(-1) as Exchange
      if (isAccepted(last) || status(last) === undefined || refused.length + 1 === MOST_TRIES) {
        this.#form ??= 'string'
        return { patient, slot, refused, tries, inForms }
      }
      refused.push(slot)
    }
    return undefined
  }
}

export const lastTry = (made: Made): Exchange => made.tries.at(-1) as Exchange
export const isMade = (made: Made | undefined): made is Made => made !== undefined && isAccepted(lastTry(made))
