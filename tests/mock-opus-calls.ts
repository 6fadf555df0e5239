import type { OpusClient, Query } from './mock-opus-client.ts'
import { MONTHS, numberOf, patient } from './mock-opus-client.ts'
import {
  type Call,
  FIRST_BOOKING,
  MARCH,
  nearlyJson,
  type Scene,
  samplesOf,
  sent,
  withMoreInOne,
} from './mock-opus-samples.ts'

export async function sceneOf({ ids, freeSlots, slots }: OpusClient): Promise<Scene> {
  const all: Query = { onlyWithFreeTimes: false }
  const free = await freeSlots()
  const busy = free.find((slot) =>
    free.some(
      ({ Start, End, ClinicianID }) => ClinicianID !== slot.ClinicianID && Start < slot.End && slot.Start < End,
    ),
  )!
  return {
    clinics: (await ids('clinic', all)) as string[],
    clinicians: (await ids('clinician', all)) as number[],
    treatments: (await ids('treatment')) as number[],
    free,
    busy,
    elsewhere: (await slots({ year: 2027, month: 4 })).find(({ ClinicID }) => ClinicID !== free[0]!.ClinicID)!,
  }
}

const UNKNOWN = { clinicID: '99-unknown', clinicianID: 987_654, treatmentID: 987_654 }
const PARTS = ['year', 'month', 'day', 'extradigits']
const IMPOSSIBLE: Query[] = [{ month: 13 }, { day: 32 }, { day: 30 }]

/** Queries for a patient's number: of those who are there, of their neighbours, and wrong ones. */
const numbers: Query[] = [
  ...['0001', '0002', '0042', '0009'].map((digits) => numberOf(digits)),
  numberOf('0005', { year: 1961, month: 7, day: 14 }),
  numberOf('0006', { year: 1980, month: 2, day: 29 }),
  ...[{ year: 1976 }, { month: 3 }, { day: 27 }].map((change) => numberOf('0001', change)),
  ...PARTS.flatMap((part) => [numberOf('0001', { [part]: undefined }), numberOf('0001', { [part]: 'abcd' })]),
  ...IMPOSSIBLE.map((change) => numberOf('0001', change)),
]

const read =
  (path: string, query?: Query): Call =>
  ({ get }) =>
    get(path, query)

/** A personal number with other or missing parts; a digit text that no other patient has. */
const numbered = (changes: Record<string, unknown>) =>
  patient('', { PersonalNumber: { Year: 1975, Month: 2, Day: 28, ExtraDigits: '0010', ...changes } })
const faultyNumbers = [
  ...['Year', 'Month', 'Day', 'ExtraDigits'].map((part) => ({ [part]: undefined })),
  { Month: 13 },
  { Day: 32 },
  { Day: 30 },
  { ExtraDigits: 'abcd' },
].map(numbered)

const create =
  (body: unknown, change: Query = {}, contentType?: string): Call =>
  ({ createPatient }, { clinics }) =>
    createPatient(body, { clinicID: clinics[0], clinicianID: 3, ...change }, contentType ? { contentType } : {})

const people = [
  patient('0001'),
  patient('0002', { FirstName: 'Åsa', LastName: 'nässlind-Wiśniewski' }),
  patient('0042'),
  numbered({ Year: 1961, Month: 7, Day: 14, ExtraDigits: '0005' }),
  numbered({ Year: 1980, Month: 2, Day: 29, ExtraDigits: '0006' }),
  numbered({ ExtraDigits: 3175 }),
  numbered({ Year: 2015, ExtraDigits: '0017' }),
  patient('0018', {
    FirstName: 'A',
    LastName: `d'${'Ö'.repeat(58)}`,
    PostalCode: '01234',
    Email: 'Test@patient.example',
    MobilePhoneNumber: '0701740605',
  }),
]

const patients: Call[] = [
  ...people.map((body) => create(body)),
  create(patient('0001')),
  read('patient', numberOf('0018')),
  create(
    patient('0001', { FirstName: 'Other', LastName: 'Name', PostalCode: '99999', Email: 'other@patient.example' }),
  ),
  ...numbers.map((query) => read('patient', query)),
  ...[undefined, {}, 'not JSON', patient('0011', { PersonalNumber: undefined })].map((body) => create(body)),
  ...faultyNumbers.map((body) => create(body)),
  ...['FirstName', 'LastName'].map((name) => create(patient('0011', { [name]: undefined }))),
  create(patient('0012'), { clinicID: undefined }),
  create(patient('0012'), { clinicianID: undefined }),
  create(patient('0013'), { clinicID: UNKNOWN.clinicID }),
  create(patient('0014'), { clinicianID: UNKNOWN.clinicianID }),
  create(patient('0015'), {}, 'text/plain'),
  ...['0010', '0011', '0012', '0013', '0014', '0015'].map((digits) => read('patient', numberOf(digits))),
]

const book =
  (who: unknown, slot: number, change: object = {}, contentType?: string): Call =>
  ({ createBooking }, { free }) =>
    createBooking({ Patient: who, TimeSlot: { ...free[slot], ...change } }, contentType ? { contentType } : {})

const move =
  (change: Query, body: (scene: Scene) => unknown): Call =>
  (mock, scene) =>
    mock.updateBooking({ bookingID: FIRST_BOOKING, clinicID: scene.clinics[0], ...change }, body(scene))
const to =
  (slot: number, who: unknown = patient('0001')) =>
  ({ free }: Scene) => ({ Patient: who, TimeSlot: free[slot] })

const offered: Call[] = [
  read('timeslot', { year: 2027, month: 3 }),
  (mock, { free }) => mock.get('timeslot', { startingFromDateTime: '2027-03-01', treatmentID: free[0]!.TreatmentID }),
  (mock, { free }) => mock.get('timeslot', { startingFromDateTime: '2027-03-01', treatmentID: free[1]!.TreatmentID }),
]
const night = { Start: '2027-03-02T03:00:00', End: '2027-03-02T03:30:00' }

const stranger = patient('0018', { FirstName: 'Åsa', LastName: 'ä'.repeat(60), PostalCode: '01234' })

const bookings: Call[] = [
  create(patient('0009')),
  read('booking', numberOf('0009')),
  read('booking', numberOf('0008')),
  book(patient('0001'), 0),
  book(patient('0001'), 1),
  book(patient('0002'), 2),
  ...[{ Year: 1976 }, { Month: 3 }, { Day: 27 }].map((change, index) =>
    book(numbered({ ExtraDigits: '0001', ...change }), 3 + index),
  ),
  read('patient', numberOf('0002')),
  ...numbers.map((query) => read('booking', query)),
  ...offered,
  book(patient('0009'), 0),
  read('booking', numberOf('0001')),
  read('booking', numberOf('0009')),
  move({}, to(1)),
  move({ bookingID: undefined }, to(6)),
  move({ clinicID: undefined }, to(7)),
  move({}, ({ free }) => ({ Patient: patient('0001', { PersonalNumber: undefined }), TimeSlot: free[8] })),
  move({ bookingID: 1 }, to(9)),
  move({}, () => 'not JSON'),
  move({}, to(10, patient('0002'))),
  read('booking', numberOf('0001')),
  read('booking', numberOf('0002')),
  ...[11, 40].flatMap((slot) => [move({}, to(slot)), read('booking', numberOf('0001'))]),
  ...offered,
  move({ clinicID: UNKNOWN.clinicID }, to(41)),
  read('booking', numberOf('0001')),
  ({ createBooking }, { free }) => createBooking({ TimeSlot: free[12] }),
  ({ createBooking }) => createBooking({ Patient: patient('0009') }),
  ({ createBooking }) => createBooking('not JSON'),
  ({ createBooking }) => createBooking('null'),
  book(patient('0009', { PersonalNumber: undefined }), 13),
  ...faultyNumbers.map((who, index) => book(who, 14 + index)),
  ...['Start', 'End', 'ClinicID', 'ClinicianID', 'TreatmentID'].map((name, index) =>
    book(patient('0009'), 24 + index, { [name]: undefined }),
  ),
  ...['Start', 'End'].map((name, index) => book(patient('0009'), 30 + index, { [name]: 'tomorrow' })),
  book(patient('0009'), 32, { ClinicID: UNKNOWN.clinicID }),
  book(patient('0009'), 33, { ClinicianID: UNKNOWN.clinicianID }),
  book(patient('0009'), 34, { TreatmentID: UNKNOWN.treatmentID }),
  book(patient('0009'), 35, night),
  book(patient('0009'), 36, { ClinicianID: 47 }),
  book(patient('0009'), 37, {}, 'text/plain'),
  book(patient('0009'), 42, { End: '2027-03-31T23:00:00' }),
  (mock, scene) =>
    book(patient('0009'), 43, { TreatmentID: scene.treatments.find((id) => id !== scene.free[43]!.TreatmentID) })(
      mock,
      scene,
    ),
  ({ createBooking }, { busy }) => createBooking({ Patient: patient('0009'), TimeSlot: busy }),
  book(numbered({ ExtraDigits: 3175 }), 44),
  book(stranger, 45),
  ...[stranger, patient('0009')].map((who) => book(who, 45)),
  read('patient', numberOf('0018')),
  ...offered,
  read('booking', numberOf('0009')),
  ({ createBooking }, { elsewhere }) => createBooking({ Patient: patient('0001'), TimeSlot: elsewhere }),
  read('booking', numberOf('0001')),
]

const FLAGS = [undefined, true, false]

/** Every list by every single filter. */
const lists: Call[] = [
  ...['clinic', 'clinician', 'treatment'].flatMap((path) =>
    FLAGS.map((onlyWithFreeTimes) => read(path, { onlyWithFreeTimes })),
  ),
  ...['clinic', 'clinician'].map((path) => read(path, { onlyWithFreeTimes: 'maybe' })),
  ...Object.entries(UNKNOWN).flatMap(([name, id]) =>
    ['clinic', 'clinician', 'treatment'].map((path) => read(path, { [name]: id })),
  ),
  ...['clinic', 'clinician', 'treatment'].flatMap((path) =>
    ['clinicianID', 'treatmentID'].map((name) => read(path, { [name]: 'abc' })),
  ),
  ...[0, 1, 2, 3, 4].map(
    (index): Call =>
      ({ get }, { clinics }) =>
        get(`clinic/${clinics[index]}`),
  ),
  read('clinic/unknown'),
]

/** The lists that a filter narrows, by all values of it, and by all pairs. */
function filteredLists({ clinics, clinicians, treatments }: Scene): Call[] {
  const values: Record<string, (string | number)[]> = {
    clinicID: clinics,
    clinicianID: clinicians,
    treatmentID: treatments,
  }
  const calls: Call[] = []
  for (const onlyWithFreeTimes of FLAGS)
    for (const [path, first, second] of [
      ['clinic', 'clinicianID', 'treatmentID'],
      ['clinician', 'clinicID', 'treatmentID'],
      ['treatment', 'clinicID', 'clinicianID'],
    ] as const) {
      if (path === 'treatment' && onlyWithFreeTimes !== undefined) continue
      for (const name of [first, second])
        for (const id of values[name]!) calls.push(read(path, { [name]: id, onlyWithFreeTimes }))
      for (const a of values[first]!)
        for (const b of values[second]!) calls.push(read(path, { [first]: a, [second]: b, onlyWithFreeTimes }))
    }
  return calls
}

const FROM: Query = { startingFromDateTime: '2027-03-01', treatmentID: 10 }

const slots: Call[] = [
  ...MONTHS.map(([year, month]) => read('timeslot', { year, month })),
  read('timeslot', { year: 2027, month: 2, delay: 48 }),
  ...[{ delay: 1 }, { treatmentID: 'abc' }, { clinicianID: 'abc' }].flatMap((change) => [
    read('timeslot', { ...MARCH, ...change }),
    read('timeslot', { ...FROM, ...change }),
  ]),
  ...[
    { year: undefined },
    { month: undefined },
    { year: 'abc' },
    { month: 'abc' },
    { month: 13 },
    { month: 0 },
    { year: 2001 },
  ].map((change) => read('timeslot', { ...MARCH, ...change })),
  ...[
    {},
    { treatmentID: undefined },
    { startingFromDateTime: undefined },
    { startingFromDateTime: 'abc' },
    { startingFromDateTime: '2027-02-30' },
    { startingFromDateTime: '2027-03-05T08:20:00' },
    { startingFromDateTime: '2027-03-05T18:05:00' },
    { startingFromDateTime: '2027-03-01T23:45:00' },
    { treatmentID: 2 },
  ].map((change) => read('timeslot', { ...FROM, ...change })),
  ...['00', '59'].map(
    (seconds): Call =>
      ({ get }, { free: [, , , , , slot] }) =>
        get('timeslot', { startingFromDateTime: slot!.Start.replace(/00$/, seconds), treatmentID: slot!.TreatmentID }),
  ),
]

/** By the second clinic and others, one clinician and one treatment, alone, in pairs and all three. */
function filteredSlots({ clinics, clinicians, treatments }: Scene): Call[] {
  const calls: Call[] = []
  for (const delay of [undefined, 1]) {
    for (const [name, values] of [
      ['clinicID', clinics],
      ['clinicianID', clinicians],
      ['treatmentID', treatments],
    ] as const)
      for (const id of values) calls.push(read('timeslot', { ...MARCH, [name]: id, delay }))
    for (const clinicID of clinics.slice(0, 2))
      for (const clinicianID of [undefined, ...clinicians.slice(0, 7)]) {
        calls.push(read('timeslot', { ...FROM, clinicID, clinicianID, delay }))
        calls.push(read('timeslot', { ...FROM, clinicianID, delay }))
        for (const treatmentID of [undefined, 10, 34])
          calls.push(read('timeslot', { ...MARCH, clinicID, clinicianID, treatmentID, delay }))
      }
    for (const clinicianID of clinicians)
      calls.push(read('timeslot', { ...MARCH, clinicianID, treatmentID: 10, delay }))
  }
  return calls
}

const prepared: Call[] = [create(patient('0001')), book(patient('0001'), 0), book(patient('0002'), 1)]
const afterwards: Call[] = [
  ...['0001', '0002', '0016'].flatMap((digits) => [
    read('patient', numberOf(digits)),
    read('booking', numberOf(digits)),
  ]),
  read('timeslot', MARCH),
]

function keys({ key }: OpusClient, scene: Scene): Call[] {
  const another = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
  const tried = [null, 'wrong', '', key.toLowerCase(), key.toUpperCase(), `${key}x`, key.slice(0, -1), another]
  const calls = samplesOf(scene).flatMap((sample) => tried.map((apiKey) => sent(sample, { apiKey })))
  return [...prepared, ...calls, ...afterwards]
}

/** What careless parsers take for a valid request. */
function nearlyValid(scene: Scene): Call[] {
  const calls = samplesOf(scene).flatMap((sample) => [
    ...withMoreInOne(sample).map((one) => sent(one)),
    ...(sample.body ? nearlyJson(sample.body) : []).map((body) => sent(sample, { body })),
  ])
  return [...prepared, ...calls]
}

const reachable =
  (whether: 'can' | 'cannot'): Call =>
  ({ state }) =>
    state(`the backend service ${whether} be reached`)

function outage({ key }: OpusClient, scene: Scene): Call[] {
  const samples = samplesOf(scene)
  const tried = [key, null, 'wrong']
  return [
    ...prepared,
    reachable('cannot'),
    ...samples.flatMap((sample) => tried.map((apiKey) => sent(sample, { apiKey }))),
    read('patient', numberOf('0001', { month: 13 })),
    reachable('can'),
    ...afterwards,
    ...samples.map((sample) => sent(sample)),
  ]
}

/** Calls by what they are about, fewest first; those of one area are made on a mock of its own, one after the other. */
export const AREAS: Record<string, (mock: OpusClient, scene: Scene) => Call[]> = {
  lists: () => lists,
  slots: () => slots,
  patients: () => patients,
  bookings: () => bookings,
  outage,
  keys,
  nearlyValid: (_mock, scene) => nearlyValid(scene),
  filteredSlots: (_mock, scene) => filteredSlots(scene),
  filteredLists: (_mock, scene) => filteredLists(scene),
}
