import type { Answer, OpusClient, Query, WireSlot } from './mock-opus-client.ts'
import { MONTHS, numberOf, patient } from './mock-opus-client.ts'

/** What a conforming mock offers: a deviation is called with the same IDs and slots. */
export interface Scene {
  clinics: string[]
  clinicians: number[]
  treatments: number[]
  /** At the first clinic. */
  free: WireSlot[]
  /** One of them, while another of its clinicians has a free slot. */
  busy: WireSlot
}

export async function sceneOf({ ids, freeSlots }: OpusClient): Promise<Scene> {
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
  }
}

export type Call = (mock: OpusClient, scene: Scene) => Promise<Answer>

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
  patient('0002', { FirstName: 'Åsa', LastName: 'nässlind' }),
  patient('0042'),
  numbered({ Year: 1961, Month: 7, Day: 14, ExtraDigits: '0005' }),
  numbered({ Year: 1980, Month: 2, Day: 29, ExtraDigits: '0006' }),
  numbered({ ExtraDigits: 3175 }),
]

const patients: Call[] = [
  ...people.map((body) => create(body)),
  create(patient('0001')),
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

const FIRST_BOOKING = 90_001
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
  move({}, to(11)),
  read('booking', numberOf('0001')),
  ...offered,
  ({ createBooking }, { free }) => createBooking({ TimeSlot: free[12] }),
  ({ createBooking }) => createBooking({ Patient: patient('0009') }),
  ({ createBooking }) => createBooking('not JSON'),
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
  ({ createBooking }, { busy }) => createBooking({ Patient: patient('0009'), TimeSlot: busy }),
  ...offered,
  read('booking', numberOf('0009')),
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
  for (const [path, first, second] of [
    ['clinic', 'clinicianID', 'treatmentID'],
    ['clinician', 'clinicID', 'treatmentID'],
    ['treatment', 'clinicID', 'clinicianID'],
  ] as const)
    for (const flag of path === 'treatment' ? [undefined] : FLAGS) {
      for (const name of [first, second])
        for (const id of values[name]!) calls.push(read(path, { [name]: id, onlyWithFreeTimes: flag }))
      for (const a of values[first]!)
        for (const b of values[second]!) calls.push(read(path, { [first]: a, [second]: b, onlyWithFreeTimes: flag }))
    }
  return calls
}

const MARCH: Query = { year: 2027, month: 3 }
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

/** Each operation, as it is valid; those that write take values of their own. */
const operations: ((key: { apiKey: string | null }) => Call)[] = [
  (key) =>
    ({ get }) =>
      get('patient', numberOf('0001'), key),
  (key) =>
    ({ get }) =>
      get('booking', numberOf('0001'), key),
  (key) =>
    ({ createBooking }, { free }) =>
      createBooking({ Patient: patient('0002'), TimeSlot: free[38] }, key),
  (key) =>
    (mock, { clinics, free }) =>
      mock.updateBooking(
        { bookingID: FIRST_BOOKING, clinicID: clinics[0] },
        { Patient: patient('0001'), TimeSlot: free[39] },
        key,
      ),
  (key) =>
    (mock, { clinics }) =>
      mock.createPatient(patient('0016'), { clinicID: clinics[0], clinicianID: 3 }, key),
  (key) =>
    ({ get }) =>
      get('clinic', {}, key),
  (key) =>
    ({ get }, { clinics }) =>
      get(`clinic/${clinics[0]}`, {}, key),
  (key) =>
    ({ get }) =>
      get('clinician', {}, key),
  (key) =>
    ({ get }) =>
      get('treatment', {}, key),
  (key) =>
    ({ get }) =>
      get('timeslot', MARCH, key),
  (key) =>
    ({ get }) =>
      get('timeslot', FROM, key),
]

const prepared: Call[] = [create(patient('0001')), book(patient('0001'), 0), book(patient('0002'), 1)]
const afterwards: Call[] = [
  ...['0001', '0002', '0016'].flatMap((digits) => [
    read('patient', numberOf(digits)),
    read('booking', numberOf(digits)),
  ]),
  read('timeslot', MARCH),
]

function keys({ key }: OpusClient): Call[] {
  const tried = [null, 'wrong', '', key.toLowerCase(), key.toUpperCase(), `${key}x`]
  return [...prepared, ...operations.flatMap((call) => tried.map((apiKey) => call({ apiKey }))), ...afterwards]
}

const reachable =
  (whether: 'can' | 'cannot'): Call =>
  ({ state }) =>
    state(`the backend service ${whether} be reached`)

function outage({ key }: OpusClient): Call[] {
  const tried = [key, null, 'wrong']
  return [
    ...prepared,
    reachable('cannot'),
    ...operations.flatMap((call) => tried.map((apiKey) => call({ apiKey }))),
    read('patient', numberOf('0001', { month: 13 })),
    reachable('can'),
    ...afterwards,
    ...operations.map((call) => call({ apiKey: key })),
  ]
}

/** Calls by what they are about; those of one area are made on a mock of its own, one after the other. */
export const AREAS: Record<string, (mock: OpusClient, scene: Scene) => Call[]> = {
  keys,
  patients: () => patients,
  bookings: () => bookings,
  lists: () => lists,
  filteredLists: (_mock, scene) => filteredLists(scene),
  slots: () => slots,
  filteredSlots: (_mock, scene) => filteredSlots(scene),
  outage,
}
