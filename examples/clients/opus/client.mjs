import { isDeepStrictEqual } from 'node:util'
import { Ending, Lost, mayPass, OpusApi } from './api.mjs'
import { listOf, property, readBooking, readPatient, readSlot, sameSlot, spellPatient, spellSlot } from './reading.mjs'

/** How often a booking is sent, and after how long: in between, it is looked for. */
const TRIES = 2
const WAIT_MS = 1000
/** Slots that may be taken under one's hands before a job gives up. */
const SLOTS_TRIED = 3

/** A client of the Opus ITB booking API: a method for each job. */
export class OpusClient {
  constructor(baseUrl, { apiKey }, options) {
    this.api = new OpusApi(baseUrl, apiKey, options)
  }

  /** Does a job, and tells how it ended as a driver does. */
  async perform(job, input) {
    const jobs = {
      'list-slots': this.listSlots,
      'register-patient': this.registerPatient,
      book: this.book,
      'move-booking': this.moveBooking,
      'list-bookings': this.listBookings,
    }
    try {
      if (!Object.hasOwn(jobs, job)) throw new Error(`there is no job ${job}`)
      return { status: 'done', result: await jobs[job].call(this, input) }
    } catch (error) {
      const { status, message, field } = error
      if (error instanceof Ending) return { status, reason: message, ...(field && { field }) }
      return { status: error instanceof Lost ? 'uncertain' : 'failed', reason: message }
    }
  }

  async listSlots({ treatmentName, clinicName, month, from }) {
    return { slots: await this.slotsOf(await this.offerOf(treatmentName, clinicName), { month, from }) }
  }

  async registerPatient({ patient, clinicName }) {
    const clinicID = await this.clinicNamed(clinicName)
    const [clinician] = listOf(await this.api.read('clinician', { clinicID, onlyWithFreeTimes: false }))
    if (!clinician) throw new Ending('refused', `nobody works at ${clinicName}`, 'clinicName')
    const query = { clinicID, clinicianID: property(clinician, 'ClinicianID') }
    const { personalNumber } = patient
    const registered = async () => {
      const known = await this.patientOf(personalNumber)
      return known && readPatient(known)
    }
    await this.write(
      () => this.api.once('POST', 'patient', query, spellPatient(patient)),
      async () => isDeepStrictEqual(await registered(), patient) || undefined,
    )
    return { patient: await registered() }
  }

  async book({ patient, treatmentName, clinicName, notBefore }) {
    const offer = await this.offerOf(treatmentName, clinicName)
    return this.withEarliest(offer, notBefore, (slot) =>
      this.write(
        () => this.api.once('POST', 'booking', {}, { Patient: spellPatient(patient), TimeSlot: spellSlot(slot) }),
        () => this.bookingWhere(patient.personalNumber, (booking) => sameSlot(booking.slot, slot)),
      ),
    )
  }

  async moveBooking({ personalNumber, bookingID, notBefore }) {
    const isIt = (booking) => String(booking.bookingID) === String(bookingID)
    const booking = await this.bookingWhere(personalNumber, isIt)
    if (!booking) throw new Ending('refused', `there is no booking ${bookingID}`, 'bookingID')
    const known = await this.patientOf(personalNumber)
    const patient = spellPatient({ ...(known && readPatient(known)), personalNumber })
    const { clinicID, treatmentID } = readBooking(booking).slot
    return this.withEarliest({ clinicID, treatmentIDs: [treatmentID] }, notBefore, (slot) =>
      this.write(
        () => this.api.once('PUT', 'booking', { bookingID, clinicID }, { Patient: patient, TimeSlot: spellSlot(slot) }),
        () => this.bookingWhere(personalNumber, (one) => isIt(one) && sameSlot(one.slot, slot)),
      ),
    )
  }

  async listBookings({ personalNumber }) {
    return { bookings: (await this.bookingsOf(personalNumber)).map(readBooking) }
  }

  /** Takes the earliest free slot; where that one has gone in the meantime, the next. */
  async withEarliest(offer, notBefore, take) {
    for (let nth = 1; ; nth++) {
      const slots = await this.slotsOf(offer, { from: notBefore })
      const [slot] = slots.filter(({ start }) => start >= notBefore).sort((a, b) => (a.start < b.start ? -1 : 1))
      if (!slot) throw new Ending('refused', 'there is no free slot')
      try {
        return readBooking(await take(slot))
      } catch (error) {
        if (error.status !== 'refused' || error.field || nth === SLOTS_TRIED) throw error
        const left = await this.slotsOf(offer, { from: notBefore })
        if (left.some((one) => sameSlot(one, slot))) throw error
      }
    }
  }

  /**
   * A write that may have happened though nobody said so is looked for before it is sent again.
   *
   * @param find answers what the write made, or undefined
   */
  async write(send, find) {
    for (let nth = 1; ; nth++) {
      try {
        const made = await send()
        if (made === undefined) throw new Ending('refused', 'there is nothing of that kind')
        return made
      } catch (error) {
        if (!mayPass(error)) throw error
        await this.api.pause(WAIT_MS * nth)
        const made = await find().catch((unseen) => {
          throw error instanceof Lost ? error : unseen
        })
        if (made !== undefined) return made
        if (nth === TRIES) throw error
      }
    }
  }

  async clinicNamed(name) {
    const clinics = listOf(await this.api.read('clinic', { onlyWithFreeTimes: false }))
    const clinic = clinics.find((one) => property(one, 'Name') === name)
    if (!clinic) throw new Ending('refused', `there is no clinic ${name}`, 'clinicName')
    return property(clinic, 'ClinicID')
  }

  /** The IDs by which slots are asked for. */
  async offerOf(treatmentName, clinicName) {
    const clinicID = clinicName === undefined ? undefined : await this.clinicNamed(clinicName)
    const treatments = listOf(await this.api.read('treatment', { clinicID }))
    const named = treatments.filter((one) => property(one, 'Name') === treatmentName)
    if (named.length === 0) throw new Ending('refused', `there is no treatment ${treatmentName}`, 'treatmentName')
    return { clinicID, treatmentIDs: named.map((one) => property(one, 'TreatmentID')) }
  }

  async slotsOf({ clinicID, treatmentIDs }, { month, from }) {
    const [year, ofYear] = (month ?? '').split('-').map(Number)
    const period = month === undefined ? { startingFromDateTime: from } : { year, month: ofYear }
    const slots = []
    for (const treatmentID of treatmentIDs) {
      slots.push(...listOf(await this.api.read('timeslot', { ...period, treatmentID, clinicID })).map(readSlot))
    }
    return slots
  }

  async bookingsOf({ year, month, day, extraDigits }) {
    return listOf(await this.api.read('booking', { year, month, day, extradigits: extraDigits }))
  }

  /** A booking as it was answered. */
  async bookingWhere(personalNumber, fits) {
    return (await this.bookingsOf(personalNumber)).find((one) => fits(readBooking(one)))
  }

  patientOf({ year, month, day, extraDigits }) {
    return this.api.read('patient', { year, month, day, extradigits: extraDigits })
  }
}
