import { type Alteration, leftOut, setTo } from '../../generators/alteration.ts'
import {
  A_BOOKING,
  A_FREE_SLOT,
  A_PATIENT,
  BOOKING,
  given,
  givenText,
  KEY_REFUSALS,
  key,
  NO_DATA,
  type OpusInteraction,
  OUTAGE,
  queryOf,
  registered,
  STRANGERS,
  slot,
  unregistered,
} from './provider.ts'

const known = queryOf(registered)
const booking = { Patient: registered, TimeSlot: slot }
const moved = { Patient: registered, TimeSlot: { ...slot, Start: given.newStart, End: given.newEnd } }
const which = { bookingID: givenText.bookingID, clinicID: givenText.clinicID }

const INVALID_QUERIES: [requirement: string, change: Alteration][] = [
  ['OPUS-BOOK-05', leftOut('year')],
  ['OPUS-BOOK-06', leftOut('month')],
  ['OPUS-BOOK-07', leftOut('day')],
  ['OPUS-BOOK-08', leftOut('extradigits')],
  ['OPUS-BOOK-10', setTo('day', '32')],
]

const INVALID_BOOKINGS: [requirement: string, change: Alteration][] = [
  ['OPUS-BOOK-11', leftOut('Patient')],
  ['OPUS-BOOK-12', leftOut('Patient.PersonalNumber')],
  ['OPUS-BOOK-13', leftOut('TimeSlot')],
  ['OPUS-BOOK-14', setTo('Patient.PersonalNumber.Month', 13)],
]

const get = (one: Omit<OpusInteraction, 'call'>): OpusInteraction => ({
  ...one,
  call: (client, { query, headers }) => client.GET(BOOKING, { headers, params: { query } }),
})
const post = (one: Omit<OpusInteraction, 'call'>): OpusInteraction => ({
  ...one,
  call: (client, { headers, body }) => client.POST(BOOKING, { headers, body }),
})
const put = (one: Omit<OpusInteraction, 'call'>): OpusInteraction => ({
  ...one,
  call: (client, { query, headers, body }) => client.PUT(BOOKING, { headers, params: { query }, body }),
})

const reading: OpusInteraction[] = [
  get({
    description: 'the bookings of a patient',
    given: [A_BOOKING],
    requirements: ['OPUS-BOOK-02', 'OPUS-CODE-01'],
    request: { method: 'GET', path: BOOKING, query: known, headers: key },
    answer: { status: 200 },
  }),
  get({
    description: 'the bookings of the personal number of nobody',
    given: [],
    requirements: ['OPUS-CODE-01'],
    request: { method: 'GET', path: BOOKING, query: queryOf(unregistered), headers: key },
    answer: { status: NO_DATA },
  }),
  ...INVALID_QUERIES.map(([requirement, { what, apply }]) =>
    get({
      description: `the bookings of a patient, with ${what}`,
      given: [A_PATIENT],
      requirements: [requirement],
      request: { method: 'GET', path: BOOKING, query: apply(known) as Record<string, string>, headers: key },
      answer: { status: 400 },
    }),
  ),
  ...STRANGERS.map(([who, headers]) =>
    get({
      description: `the bookings of a patient, ${who}`,
      given: [A_BOOKING],
      requirements: ['OPUS-KEY-03'],
      request: { method: 'GET', path: BOOKING, query: known, headers },
      answer: { status: KEY_REFUSALS },
    }),
  ),
  get({
    description: 'the bookings of a patient, during an outage',
    given: [A_BOOKING, OUTAGE],
    requirements: ['OPUS-DOWN-04'],
    request: { method: 'GET', path: BOOKING, query: known, headers: key },
    answer: { status: 503 },
  }),
]

const making: OpusInteraction[] = [
  post({
    description: 'a new booking of a free time slot',
    given: [A_PATIENT, A_FREE_SLOT],
    requirements: ['OPUS-BOOK-01', 'OPUS-CODE-01'],
    request: { method: 'POST', path: BOOKING, headers: key, body: booking },
    answer: { status: 200 },
  }),
  ...INVALID_BOOKINGS.map(([requirement, { what, apply }]) =>
    post({
      description: `a new booking, with ${what}`,
      given: [A_PATIENT, A_FREE_SLOT],
      requirements: [requirement],
      request: { method: 'POST', path: BOOKING, headers: key, body: apply(booking) },
      answer: { status: 400 },
    }),
  ),
  post({
    description: 'a new booking at a clinic that does not exist',
    given: [A_PATIENT, A_FREE_SLOT],
    requirements: ['OPUS-BOOK-16'],
    request: {
      method: 'POST',
      path: BOOKING,
      headers: key,
      body: { ...booking, TimeSlot: { ...slot, ClinicID: 'no-such-clinic' } },
    },
    answer: { status: [404, 400] },
  }),
  ...STRANGERS.map(([who, headers]) =>
    post({
      description: `a new booking, ${who}`,
      given: [A_PATIENT, A_FREE_SLOT],
      requirements: ['OPUS-KEY-04'],
      request: { method: 'POST', path: BOOKING, headers, body: booking },
      answer: { status: KEY_REFUSALS },
    }),
  ),
  post({
    description: 'a new booking, during an outage',
    given: [A_PATIENT, A_FREE_SLOT, OUTAGE],
    requirements: ['OPUS-DOWN-05'],
    request: { method: 'POST', path: BOOKING, headers: key, body: booking },
    answer: { status: 503 },
  }),
]

const moving: OpusInteraction[] = [
  put({
    description: 'a booking moved to another free time slot',
    given: [A_BOOKING],
    requirements: ['OPUS-BOOK-19', 'OPUS-CODE-01'],
    request: { method: 'PUT', path: BOOKING, query: which, headers: key, body: moved },
    answer: { status: 200 },
  }),
  ...(['bookingID', 'clinicID'] as const).map((name, index) =>
    put({
      description: `a booking moved, with ${name} left out`,
      given: [A_BOOKING],
      requirements: [['OPUS-BOOK-20', 'OPUS-BOOK-21'][index]!],
      request: {
        method: 'PUT',
        path: BOOKING,
        query: leftOut(name).apply(which) as Record<string, string>,
        headers: key,
        body: moved,
      },
      answer: { status: 400 },
    }),
  ),
  put({
    description: 'a booking moved, with Patient.PersonalNumber left out',
    given: [A_BOOKING],
    requirements: ['OPUS-BOOK-22'],
    request: {
      method: 'PUT',
      path: BOOKING,
      query: which,
      headers: key,
      body: leftOut('Patient.PersonalNumber').apply(moved),
    },
    answer: { status: 400 },
  }),
  put({
    description: 'a booking moved that does not exist',
    given: [A_BOOKING],
    requirements: ['OPUS-BOOK-23'],
    request: {
      method: 'PUT',
      path: BOOKING,
      query: { ...which, bookingID: '2147480000' },
      headers: key,
      body: moved,
    },
    answer: { status: [404, 400] },
  }),
  ...STRANGERS.map(([who, headers]) =>
    put({
      description: `a booking moved, ${who}`,
      given: [A_BOOKING],
      requirements: ['OPUS-KEY-05'],
      request: { method: 'PUT', path: BOOKING, query: which, headers, body: moved },
      answer: { status: KEY_REFUSALS },
    }),
  ),
  put({
    description: 'a booking moved, during an outage',
    given: [A_BOOKING, OUTAGE],
    requirements: ['OPUS-DOWN-06'],
    request: { method: 'PUT', path: BOOKING, query: which, headers: key, body: moved },
    answer: { status: 503 },
  }),
]

export const bookings: OpusInteraction[] = [...reading, ...making, ...moving]
