import { describe, expect, test } from 'vitest'
import { type Answer, keyOf, numberOf, openMock, patient, type Query } from './mock-opus-client.ts'

/** Status, and whether the body of a refusal names what has to be corrected. */
function refusal({ status, json }: Answer): [number, string] {
  return [status, json?.Message]
}

const without = (object: Record<string, unknown>, name: string) => ({ ...object, [name]: undefined })

/** A mock with a patient, a clinic to book at, and free slots there. */
async function opened(options: Parameters<typeof openMock>[0] = {}) {
  const mock = await openMock(options)
  const [clinicID] = await mock.ids('clinic')
  const place: Query = { clinicID: clinicID as string, clinicianID: 3 }
  const create = (body: unknown, query: Query = place) => mock.createPatient(body, query)
  expect((await create(patient('0001'))).status).toBe(200)
  return { ...mock, place, create, free: await mock.freeSlots() }
}

describe('the key', () => {
  test.each([
    ['getPatient', 'GET', 'patient'],
    ['getBookings', 'GET', 'booking'],
    ['createBooking', 'POST', 'booking'],
    ['updateBooking', 'PUT', 'booking'],
    ['createPatient', 'POST', 'patient'],
    ['getClinics', 'GET', 'clinic'],
    ['getClinic', 'GET', 'clinic/17'],
    ['getClinicians', 'GET', 'clinician'],
    ['getTreatments', 'GET', 'treatment'],
    ['the timeslot operations', 'GET', 'timeslot'],
  ])('is needed by %s, and looked at before anything else', async (_, method, path) => {
    const { send, key } = await openMock()
    const wrong = [null, '', 'wrong', key.toLowerCase(), key.toUpperCase(), `${key}x`]
    for (const apiKey of wrong) expect((await send(method, path, {}, { apiKey })).status).toBe(401)
    expect((await send(method, path)).status).not.toBe(401)
  })
})

describe('getPatient', () => {
  test('answers the patient who was created, letter by letter', async () => {
    const { create, get } = await opened()
    const body = patient('0042', { FirstName: 'Åsa-Märta', LastName: 'nässlind' })
    expect((await create(body)).json).toEqual(body)
    expect((await get('patient', numberOf('0042'))).json).toEqual(body)
  })

  test.each([{ year: 1976 }, { month: 3 }, { day: 27 }, { extradigits: '0002' }, { extradigits: '1' }])(
    'finds nobody with %j',
    async (change) => {
      const { get } = await opened()
      expect((await get('patient', numberOf('0001', change))).status).toBe(404)
    },
  )

  test.each<[Query, string]>([
    [{ year: undefined }, 'Missing year'],
    [{ month: undefined }, 'Missing month'],
    [{ day: undefined }, 'Missing day'],
    [{ extradigits: undefined }, 'Missing extradigits'],
    [{ year: 'abc' }, 'Invalid year: it is not a number'],
    [{ day: '1.5' }, 'Invalid day: it is not a number'],
    [{ extradigits: 'abcd' }, 'Invalid SSN: extradigits must be digits'],
    [{ month: 13 }, 'Invalid SSN: there is no such month'],
    [{ month: 0 }, 'Invalid SSN: there is no such month'],
    [{ day: 32 }, 'Invalid SSN: there is no such day'],
    [{ day: 30 }, 'Invalid SSN: there is no such day in that month'],
    [{ year: 1900, day: 29 }, 'Invalid SSN: there is no such day in that month'],
  ])('refuses %j, as getBookings does', async (change, message) => {
    const { get } = await opened()
    for (const path of ['patient', 'booking'])
      expect(refusal(await get(path, numberOf('0001', change)))).toEqual([400, message])
  })
})

describe('createPatient', () => {
  test.each<[unknown, string]>([
    [undefined, 'Missing PersonalNumber'],
    [{}, 'Missing PersonalNumber'],
    [[], 'Missing PersonalNumber'],
    ['{"FirstName":', 'Invalid body: it is not JSON'],
    [without(patient('0002'), 'PersonalNumber'), 'Missing PersonalNumber'],
    [without(patient('0002'), 'FirstName'), 'Missing FirstName'],
    [patient('0002', { LastName: '' }), 'Missing LastName'],
    ...['Year', 'Month', 'Day', 'ExtraDigits'].map((part): [unknown, string] => [
      patient('', { PersonalNumber: without(patient('0002').PersonalNumber, part) }),
      `Missing PersonalNumber.${part}`,
    ]),
    [
      patient('', { PersonalNumber: { Year: 1975, Month: 2, Day: 30, ExtraDigits: '0002' } }),
      'Invalid SSN: there is no such day in that month',
    ],
    [patient('12a4'), 'Invalid SSN: PersonalNumber.ExtraDigits must be digits'],
  ])('refuses %j', async (body, message) => {
    const { create, get } = await opened()
    expect(refusal(await create(body))).toEqual([400, message])
    expect((await get('patient', numberOf('0002'))).status).toBe(404)
  })

  test.each<[Query, number, string]>([
    [{ clinicID: undefined }, 400, 'Missing clinicID'],
    [{ clinicianID: undefined }, 400, 'Missing clinicianID'],
    [{ clinicianID: 'abc' }, 400, 'Invalid clinicianID: it is not a number'],
    [{ clinicID: '17-nowhere' }, 404, 'Invalid clinicID: it does not exist'],
    [{ clinicianID: 4 }, 404, 'Invalid clinicianID: it does not exist'],
  ])('refuses %j, and creates nobody', async (change, status, message) => {
    const { create, get, place } = await opened()
    expect(refusal(await create(patient('0002'), { ...place, ...change }))).toEqual([status, message])
    expect((await get('patient', numberOf('0002'))).status).toBe(404)
  })

  test('takes ExtraDigits as a number', async () => {
    const { create, get } = await opened()
    const number = { Year: 1961, Month: 7, Day: 14, ExtraDigits: 1234 }
    expect((await create(patient('', { PersonalNumber: number }))).status).toBe(200)
    const found = await get('patient', { year: 1961, month: 7, day: 14, extradigits: 1234 })
    expect(found.json.PersonalNumber).toEqual({ ...number, ExtraDigits: '1234' })
  })

  test('takes a date of birth on the last of February', async () => {
    const { create } = await opened()
    const born = (Year: number) => patient('', { PersonalNumber: { Year, Month: 2, Day: 29, ExtraDigits: '0001' } })
    expect((await create(born(2000))).status).toBe(200)
    expect((await create(born(2001))).status).toBe(400)
  })

  test('overwrites a patient who exists', async () => {
    const { create, get } = await opened()
    expect((await create(patient('0001', { FirstName: 'Other' }))).status).toBe(200)
    expect((await get('patient', numberOf('0001'))).json.FirstName).toBe('Other')
  })

  test('takes no body that is not sent as JSON', async () => {
    const { createPatient, place } = await opened()
    const answer = await createPatient(patient('0002'), place, { contentType: 'text/plain' })
    expect(refusal(answer)).toEqual([400, 'Invalid Content-Type: application/json is expected'])
  })
})

describe('createBooking', () => {
  test("lists the booking among the patient's, and no longer offers its slot", async () => {
    const { createBooking, booked, slots, free, get } = await opened()
    const made = await createBooking({ Patient: patient('0001'), TimeSlot: free[0] })
    expect(made.json).toMatchObject({ BookingID: expect.any(Number), TimeSlot: free[0] })
    await createBooking({ Patient: patient('0001'), TimeSlot: free[1] })
    await createBooking({ Patient: patient('0002'), TimeSlot: free[2] })
    expect(await booked(numberOf('0001'))).toEqual([keyOf(free[0]!), keyOf(free[1]!)])
    expect((await get('booking', numberOf('0001'))).json[0].BookingID).toBe(made.json.BookingID)
    const month = await slots({ year: 2027, month: 3 })
    const from = await slots({ startingFromDateTime: '2027-03-01T00:00:00', treatmentID: free[0]!.TreatmentID })
    for (const list of [month, from]) expect(list.map(keyOf)).not.toContain(keyOf(free[0]!))
  })

  test('registers a patient who is not known yet', async () => {
    const { createBooking, get, free } = await opened()
    const stranger = patient('0003', { FirstName: 'Ny' })
    expect((await createBooking({ Patient: stranger, TimeSlot: free[0] })).status).toBe(200)
    expect((await get('patient', numberOf('0003'))).json).toEqual(stranger)
  })

  test('leaves a patient who is known as they are', async () => {
    const { createBooking, get, free } = await opened()
    await createBooking({ Patient: patient('0001', { FirstName: 'Other' }), TimeSlot: free[0] })
    expect((await get('patient', numberOf('0001'))).json.FirstName).toBe('Test')
  })

  test('books no slot twice', async () => {
    const { createBooking, booked, free } = await opened()
    await createBooking({ Patient: patient('0001'), TimeSlot: free[0] })
    const again = await createBooking({ Patient: patient('0002'), TimeSlot: free[0] })
    expect(refusal(again)).toEqual([400, 'Invalid TimeSlot: it is taken'])
    expect(await booked(numberOf('0001'))).toHaveLength(1)
    expect(await booked(numberOf('0002'))).toHaveLength(0)
  })

  test.each<[Record<string, unknown>, number, string]>([
    [{ Start: undefined }, 400, 'Missing TimeSlot.Start'],
    [{ End: undefined }, 400, 'Missing TimeSlot.End'],
    [{ ClinicID: undefined }, 400, 'Missing TimeSlot.ClinicID'],
    [{ ClinicianID: undefined }, 400, 'Missing TimeSlot.ClinicianID'],
    [{ TreatmentID: undefined }, 400, 'Missing TimeSlot.TreatmentID'],
    [{ Start: 'tomorrow' }, 400, 'Invalid TimeSlot.Start: it is not a date and time'],
    [{ End: '2027-02-30T08:00:00' }, 400, 'Invalid TimeSlot.End: it is not a date and time'],
    [{ ClinicID: '17-nowhere' }, 404, 'Invalid TimeSlot.ClinicID: it does not exist'],
    [{ ClinicianID: 4 }, 404, 'Invalid TimeSlot.ClinicianID: it does not exist'],
    [{ TreatmentID: 3 }, 404, 'Invalid TimeSlot.TreatmentID: it does not exist'],
    [{ Start: '2027-03-02T03:00:00', End: '2027-03-02T03:30:00' }, 400, 'Invalid TimeSlot: it is not offered'],
    [{ Start: '2020-03-02T08:00:00', End: '2020-03-02T08:30:00' }, 400, 'Invalid TimeSlot: it is not offered'],
    [{ ClinicianID: 47 }, 400, 'Invalid TimeSlot: it is not offered'],
  ])('books no slot with %j', async (change, status, message) => {
    const { createBooking, booked, free } = await opened()
    const answer = await createBooking({ Patient: patient('0001'), TimeSlot: { ...free[0], ...change } })
    expect(refusal(answer)).toEqual([status, message])
    expect(await booked(numberOf('0001'))).toEqual([])
  })

  test.each<[unknown, string]>([
    ['not JSON', 'Invalid body: it is not JSON'],
    [{}, 'Missing Patient'],
    [{ Patient: without(patient('0001'), 'PersonalNumber') }, 'Missing PersonalNumber'],
    [{ Patient: patient('0001') }, 'Missing TimeSlot'],
    [{ Patient: patient('x') }, 'Invalid SSN: PersonalNumber.ExtraDigits must be digits'],
  ])('refuses %j', async (body, message) => {
    const { createBooking } = await opened()
    expect(refusal(await createBooking(body))).toEqual([400, message])
  })

  test('reads property names in any case, and IDs as text', async () => {
    const { createBooking, free } = await opened()
    const { Start, End, ClinicID, ClinicianID, TreatmentID } = free[0]!
    const slot = { start: Start, end: End, clinicID: ClinicID, clinicianid: `${ClinicianID}`, TREATMENTID: TreatmentID }
    expect((await createBooking({ patient: patient('0001'), timeSlot: slot })).status).toBe(200)
  })
})

describe('updateBooking', () => {
  async function booked() {
    const mock = await opened()
    const body = { Patient: patient('0001'), TimeSlot: mock.free[0] }
    const { BookingID: bookingID } = (await mock.createBooking(body)).json
    const query: Query = { bookingID, clinicID: mock.free[0]!.ClinicID }
    return { ...mock, query, move: { ...body, TimeSlot: mock.free[1] } }
  }

  test('moves the booking, and offers its old slot again', async () => {
    const { updateBooking, booked: list, slots, query, move, free } = await booked()
    const moved = await updateBooking(query, move)
    expect(moved.json).toMatchObject({ BookingID: query.bookingID, TimeSlot: free[1] })
    expect(await list(numberOf('0001'))).toEqual([keyOf(free[1]!)])
    const month = (await slots({ year: 2027, month: 3 })).map(keyOf)
    expect(month).toContain(keyOf(free[0]!))
    expect(month).not.toContain(keyOf(free[1]!))
  })

  test('reads property names in any case', async () => {
    const { updateBooking, query, free } = await booked()
    const moved = await updateBooking(query, { patient: patient('0001'), timeSlot: free[1] })
    expect(moved.json.TimeSlot).toEqual(free[1])
  })

  test('leaves the booking where it is without a TimeSlot, or with its own', async () => {
    const { updateBooking, query, free } = await booked()
    for (const body of [{ Patient: patient('0001') }, { Patient: patient('0001'), TimeSlot: free[0] }])
      expect((await updateBooking(query, body)).json.TimeSlot).toEqual(free[0])
  })

  test.each<[Query, unknown, number, string]>([
    [{ bookingID: undefined }, {}, 400, 'Missing bookingID'],
    [{ clinicID: undefined }, {}, 400, 'Missing clinicID'],
    [{}, { Patient: undefined }, 400, 'Missing PersonalNumber'],
    [{}, { Patient: without(patient('0001'), 'PersonalNumber') }, 400, 'Missing PersonalNumber'],
    [{ bookingID: 1 }, {}, 404, 'Invalid bookingID: it does not exist'],
    [{ bookingID: 'abc' }, {}, 404, 'Invalid bookingID: it does not exist'],
    [{ clinicID: '17-nowhere' }, {}, 404, 'Invalid clinicID: it does not exist'],
    [{}, { Patient: patient('0002') }, 404, 'Invalid PersonalNumber: the patient has no such booking'],
  ])('moves nothing with %j and %j', async (change, bodyChange, status, message) => {
    const { updateBooking, booked: list, query, move, free } = await booked()
    const answer = await updateBooking({ ...query, ...change }, { ...move, ...(bodyChange as object) })
    expect(refusal(answer)).toEqual([status, message])
    expect(await list(numberOf('0001'))).toEqual([keyOf(free[0]!)])
  })

  test('moves nothing onto a slot that is taken, or was never offered', async () => {
    const { updateBooking, createBooking, booked: list, query, move, free } = await booked()
    await createBooking({ Patient: patient('0002'), TimeSlot: free[2] })
    const night = { ...free[1]!, Start: '2027-03-02T03:00:00', End: '2027-03-02T03:30:00' }
    expect(refusal(await updateBooking(query, { ...move, TimeSlot: free[2] }))).toEqual([
      400,
      'Invalid TimeSlot: it is taken',
    ])
    expect(refusal(await updateBooking(query, { ...move, TimeSlot: night }))).toEqual([
      400,
      'Invalid TimeSlot: it is not offered',
    ])
    expect(await list(numberOf('0001'))).toEqual([keyOf(free[0]!)])
  })

  test('takes the old clinic or the new one, and no other', async () => {
    const { updateBooking, ids, query, move } = await booked()
    const other = (await ids('clinic')).find((id) => id !== query.clinicID) as string
    expect((await updateBooking({ ...query, clinicID: other }, move)).status).toBe(400)
    expect((await updateBooking(query, move)).status).toBe(200)
  })
})

describe('data', () => {
  test('is the same for the same seed, and another for another', async () => {
    const read = async (seed?: number) => {
      const { get } = await openMock({ seed })
      return [(await get('clinic')).text, (await get('timeslot', { year: 2027, month: 3 })).text]
    }
    expect(await read(7)).toEqual(await read(7))
    for (const [index, text] of (await read(7)).entries()) expect(text).not.toBe((await read(8))[index])
  })

  test.each([
    { clinics: 1, clinicians: 1, treatments: 1 },
    { clinics: 2, clinicians: 3, treatments: 2 },
    { clinics: 30, clinicians: 90, treatments: 25 },
  ])('has the size that was asked for: %j', async (size) => {
    const { ids, slots } = await openMock({ size, monthsAhead: 1 })
    expect(await ids('treatment')).toHaveLength(size.treatments)
    expect(await ids('clinic', { onlyWithFreeTimes: false })).toHaveLength(size.clinics)
    expect(await ids('clinician', { onlyWithFreeTimes: false })).toHaveLength(size.clinicians)
    expect((await slots({ year: 2027, month: 3 })).length).toBeGreaterThan(10)
    expect(await slots({ year: 2027, month: 4 })).toEqual([])
  })

  test('gives the configuration that fits it', async () => {
    const { mock } = await openMock({ apiKey: 'Another-Key' })
    expect(mock.target).toEqual({
      profile: 'opus',
      baseUrl: mock.baseUrl,
      apiKey: 'Another-Key',
      providerStatesUrl: mock.providerStatesUrl,
    })
  })

  test('has no other operation', async () => {
    const { send } = await openMock()
    expect((await send('GET', 'invoice')).status).toBe(404)
  })
})

test.each([
  ['clinician', { clinicID: '' }, 404, 'clinicID'],
  ['clinic', { treatmentID: '' }, 400, 'it is not a number'],
  ['clinic', { treatmentID: -115 }, 400, 'Invalid treatmentID: it is negative'],
  ['clinic', { onlyWithFreeTimes: '' }, 400, 'onlyWithFreeTimes'],
] as const)('a list is not narrowed by what is no value: %s %j', async (path, query, refusal, words) => {
  const { status, text } = await (await openMock()).get(path, query)
  expect([status, text]).toEqual([refusal, expect.stringContaining(words)])
})

test('a method that the document does not have answers 405, and says which it has', async () => {
  const mock = await openMock()
  const { status, headers } = await fetch(`${mock.mock.baseUrl}/api/v1/booking`, { method: 'DELETE' })
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, PUT'])
})
