import { describe, expect, test } from 'vitest'
import { keyOf, numberOf, openMock, patient, type Query } from './mock-opus-client.ts'

describe('provider states', () => {
  test('an outage stops what needs the backend, after the key and the validation, and leaves nothing behind', async () => {
    const mock = await openMock()
    const [slot, another, third] = await mock.freeSlots()
    const place: Query = { clinicID: slot!.ClinicID, clinicianID: 3 }
    const { BookingID: bookingID } = (await mock.createBooking({ Patient: patient('0001'), TimeSlot: slot })).json
    await mock.state('the backend service cannot be reached')
    const calls = [
      () => mock.get('patient', numberOf('0001')),
      () => mock.get('booking', numberOf('0001')),
      () => mock.createPatient(patient('0002'), place),
      () => mock.createBooking({ Patient: patient('0001'), TimeSlot: another }),
      () => mock.updateBooking({ bookingID, clinicID: slot!.ClinicID }, { Patient: patient('0001'), TimeSlot: third }),
    ]
    for (const call of calls) expect((await call()).status).toBe(503)
    expect((await mock.get('patient', numberOf('0001'), { apiKey: 'wrong' })).status).toBe(401)
    expect((await mock.get('patient', numberOf('0001', { month: 13 }))).status).toBe(400)
    for (const path of ['clinic', 'clinician', 'treatment', `clinic/${slot!.ClinicID}`])
      expect((await mock.get(path)).status).toBe(200)
    expect((await mock.slots({ year: 2027, month: 3 })).length).toBeGreaterThan(100)
    expect((await mock.slots({ startingFromDateTime: '2027-03-01', treatmentID: 10 })).length).toBeGreaterThan(10)

    await mock.state('the backend service can be reached')
    expect((await mock.get('patient', numberOf('0002'))).status).toBe(404)
    expect(await mock.booked(numberOf('0001'))).toEqual([keyOf(slot!)])
    for (const call of calls) expect((await call()).status).toBe(200)
  })

  test('a teardown ends the outage', async () => {
    const mock = await openMock()
    const outage = 'the backend service cannot be reached'
    await mock.state(outage)
    expect((await mock.get('patient', numberOf('0001'))).status).toBe(503)
    await fetch(mock.mock.providerStatesUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ state: outage, action: 'teardown', params: {} }),
    })
    expect((await mock.get('patient', numberOf('0001'))).status).toBe(404)
  })

  test('a person who is not a patient yet is nobody, and can be registered', async () => {
    const mock = await openMock()
    const { json } = await mock.state('a person who is not a patient yet')
    expect((await mock.get('patient', json)).status).toBe(404)
  })

  test('a patient is there, with the values that were given and made up', async () => {
    const mock = await openMock()
    const { json } = await mock.state('a patient', { FirstName: 'Åsa', year: 1980, month: 2, day: 29 })
    expect(json).toMatchObject({ FirstName: 'Åsa', year: 1980, month: 2, day: 29, extradigits: expect.any(String) })
    const { year, month, day, extradigits } = json
    expect((await mock.get('patient', { year, month, day, extradigits })).json.FirstName).toBe('Åsa')
    expect((await mock.get('booking', { year, month, day, extradigits })).status).toBe(404)
    const { clinicID, clinicianID } = json
    expect((await mock.createPatient(patient('0001'), { clinicID, clinicianID })).status).toBe(200)
  })

  test('patients who are made up differ', async () => {
    const { state } = await openMock()
    const made = []
    for (let count = 0; count < 20; count++) {
      const { year, month, day, extradigits } = (await state('a patient')).json
      made.push([year, month, day, extradigits].join('-'))
    }
    expect(new Set(made).size).toBe(20)
  })

  test('a booking is there, and can be moved to where the state says', async () => {
    const mock = await openMock()
    const { json } = await mock.state('a booking', { treatmentID: 10 })
    const { year, month, day, extradigits, bookingID, clinicID, clinicianID, treatmentID } = json
    const number = { year, month, day, extradigits }
    const [booking] = (await mock.get('booking', number)).json
    expect(booking).toMatchObject({
      BookingID: bookingID,
      TimeSlot: { Start: json.start, End: json.end, ClinicID: clinicID, ClinicianID: clinicianID, TreatmentID: 10 },
    })
    const TimeSlot = {
      Start: json.newStart,
      End: json.newEnd,
      ClinicID: clinicID,
      ClinicianID: clinicianID,
      TreatmentID: treatmentID,
    }
    const moved = await mock.updateBooking({ bookingID, clinicID }, { Patient: booking.Patient, TimeSlot })
    expect(moved.json.TimeSlot).toEqual(TimeSlot)
  })

  test('a free time slot is offered, and fits what was asked for', async () => {
    const mock = await openMock()
    const { json } = await mock.state('a free time slot', { treatmentID: 22, clinicianID: 43 })
    expect(json).toMatchObject({ treatmentID: 22, clinicianID: 43 })
    const listed = await mock.slots({ year: json.year, month: json.month, treatmentID: 22 })
    expect(listed.map(({ Start, ClinicID }) => [Start, ClinicID])).toContainEqual([json.start, json.clinicID])
  })

  test.each<[string, Record<string, unknown>]>([
    ['a free time slot', { treatmentID: 99 }],
    ['a patient', { year: 'abc' }],
    ['a dentist', {}],
  ])('%s with %j cannot be set up', async (name, params) => {
    const { state } = await openMock()
    expect((await state(name, params)).status).toBe(400)
  })
})
