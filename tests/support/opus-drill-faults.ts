import type { DriverAnswer } from '../../engine/drill.ts'
import type { Call, Fault } from './opus-client.ts'

// biome-ignore lint/suspicious/noExplicitAny: inputs, answers and results of every job
type Json = any

/** What is otherwise in a client with a fault. */
interface Otherwise {
  /** What it takes a job's input for. */
  takes?(input: Json): Json
  /** What it makes of a call. */
  calls?: Fault
  /** What it reads in an answer of 200. */
  reads?(answer: Json, call: Call): Json
  /** What it reports. */
  tells?(answer: DriverAnswer, job: string): DriverAnswer
}

/** A fault of a client that shows in what it makes of answers, or of the input that it is given. */
export interface DrillFault {
  what: string
  /** The situations in which it shows, and others that it must not break. */
  shows: RegExp
  /** Made anew for each job. */
  made(): Otherwise
}

const fault = (what: string, shows: RegExp, otherwise: Otherwise | (() => Otherwise)): DrillFault => ({
  what,
  shows,
  made: typeof otherwise === 'function' ? otherwise : () => otherwise,
})

const told =
  (change: (result: Json) => Json): NonNullable<Otherwise['tells']> =>
  (answer) =>
    answer.status === 'done' ? { status: 'done', result: change(answer.result) } : answer
const ending = (status: string, result: Json): DriverAnswer =>
  status === 'done' ? { status, result } : { status: status as 'failed', reason: 'in another word' }
const ends =
  (job: string, from: string, to: string, result: Json = {}): NonNullable<Otherwise['tells']> =>
  (answer, own) =>
    own === job && answer.status === from ? ending(to, result) : answer
const isEmpty = (answer: DriverAnswer) =>
  answer.status === 'done' && Object.values(answer.result).some((list) => Array.isArray(list) && list.length === 0)
const emptyIs =
  (status: string): NonNullable<Otherwise['tells']> =>
  (answer) =>
    isEmpty(answer) ? ending(status, {}) : answer

const later = (time: string, hours: number) =>
  new Date(Date.parse(`${time}Z`) + hours * 3_600_000).toISOString().slice(0, 19)
const timed = (slot: Json, change: (time: string) => string) => ({
  ...slot,
  start: change(slot.start),
  end: change(slot.end),
})
const oncePer = (list: readonly Json[], key: (one: Json) => string) => [
  ...new Map(list.map((one) => [key(one), one])).values(),
]

const slots = (what: string, shows: RegExp, change: (slots: Json[]) => Json[]) =>
  fault(what, shows, { tells: told((result) => ({ slots: change(result.slots) })) })
const bookings = (what: string, shows: RegExp, change: (bookings: Json[]) => Json[]) =>
  fault(what, shows, { tells: told((result) => ({ bookings: change(result.bookings) })) })
const result = (what: string, shows: RegExp, change: (result: Json) => Json) =>
  fault(what, shows, { tells: told(change) })

/** Changes the body of one operation. */
const sends = (operation: string, what: string, shows: RegExp, change: (json: Json) => void) =>
  fault(`${operation}: ${what}`, shows, {
    calls(call) {
      if (call.operation !== operation) return
      const { json } = call
      change(json)
      call.json = json
    },
  })
/** Changes the query of one operation. */
const asks = (operation: string, what: string, shows: RegExp, change: (query: URLSearchParams) => void) =>
  fault(`${operation}: ${what}`, shows, {
    calls: (call) => (call.operation === operation ? change(call.url.searchParams) : undefined),
  })
/** Sees other slots than those that are listed. */
const sees = (what: string, shows: RegExp, change: (slots: Json[]) => Json[]) =>
  fault(what, shows, {
    reads: (answer, { operation }) => (operation.startsWith('getTimeslots') ? change(answer) : answer),
  })
/** Takes one status of an operation for another one. */
const takesFor = (
  what: string,
  shows: RegExp,
  operation: RegExp,
  from: number,
  to: number,
  body?: (call: Call) => Json,
) =>
  fault(what, shows, {
    calls: (call, way) =>
      operation.test(call.operation)
        ? way
            .send()
            .then((answer) => (answer.status === from ? Response.json(body?.(call) ?? {}, { status: to }) : answer))
        : undefined,
  })
const asBooking = (call: Call) => ({ BookingID: 1, TimeSlot: call.json.TimeSlot })

const ascii = (text: string) => text.normalize('NFD').replace(/[^\x20-\x7e]/g, '')
const PATIENT_FAULTS: Readonly<Record<string, (patient: Json) => void>> = {
  'names in ASCII': (patient) => {
    patient.LastName = ascii(patient.LastName)
  },
  'names in UTF-8 read as Latin-1': (patient) => {
    patient.FirstName = Buffer.from(patient.FirstName, 'utf8').toString('latin1')
  },
  'apostrophes escaped': (patient) => {
    patient.LastName = patient.LastName.replaceAll("'", '&#39;')
  },
  'names cut off': (patient) => {
    patient.LastName = patient.LastName.slice(0, 20)
  },
  'first and last name mixed up': (patient) => {
    const { FirstName, LastName } = patient
    Object.assign(patient, { FirstName: LastName, LastName: FirstName })
  },
  'postal codes as numbers': (patient) => {
    patient.PostalCode = Number(patient.PostalCode)
  },
  'postal codes without their zeros': (patient) => {
    patient.PostalCode = String(Number(patient.PostalCode))
  },
  'phone numbers with the country': (patient) => {
    patient.MobilePhoneNumber = patient.MobilePhoneNumber.replace(/^0/, '+46')
  },
  'phone numbers without a plus sign': (patient) => {
    patient.MobilePhoneNumber = patient.MobilePhoneNumber.replace('+', '')
  },
  'plus signs of addresses as spaces': (patient) => {
    patient.Email = patient.Email.replace('+', ' ')
  },
  'another day of birth': (patient) => {
    patient.PersonalNumber.Day = (patient.PersonalNumber.Day % 28) + 1
  },
}

/** Reads the properties whose names fit alone. */
function withNames(value: Json, fits: (name: string) => boolean): Json {
  if (Array.isArray(value)) return value.map((one) => withNames(one, fits))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => fits(name))
  return Object.fromEntries(kept.map(([name, below]) => [name, withNames(below, fits)]))
}
/** Reads times with a zone otherwise. */
function withTimes(value: Json, change: (time: string) => string): Json {
  if (Array.isArray(value)) return value.map((one) => withTimes(one, change))
  if (typeof value === 'string') return /^\d{4}-.*(Z|[+-]\d\d:\d\d)$/.test(value) ? change(value) : value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, withTimes(below, change)]))
}
const noWrapped = (answer: Json) => {
  if (Object.values(answer).some(Array.isArray) && !Array.isArray(answer)) throw new Error('no list')
  return answer
}

const JOBS = [
  ['list-slots', 'slots-month'],
  ['register-patient', 'patient'],
  ['book', 'book'],
  ['move-booking', 'move'],
  ['list-bookings', 'bookings'],
] as const

/** Faults of a client, by the one rule that each breaks. */
export const drillFaults: Readonly<Record<string, readonly DrillFault[]>> = {
  'fail OPUS-CLIENT-20': [
    slots('times an hour later', /^(slots-month$|slots-from-500|outage-slots)/, (list) =>
      list.map((one) => timed(one, (time) => later(time, 1))),
    ),
    slots('Z behind times', /^slots-(from$|zone-utc)/, (list) => list.map((one) => timed(one, (time) => `${time}Z`))),
    slots('the last one left out', /^slots-month/, (list) => list.slice(0, -1)),
    slots('a hundred at the most', /^slots-(many|month$)/, (list) => list.slice(0, 100)),
    slots('one of them twice', /^slots-(one|from$)/, (list) => [...list, ...list.slice(0, 1)]),
    slots('none on the last day', /^slots-(month|camel)/, (list) =>
      list.filter(({ start }) => !start.includes('-31T')),
    ),
    slots('one of those that start at once', /^slots-(month|from|further)/, (list) =>
      oncePer(list, ({ start }) => start),
    ),
    slots('IDs mixed up', /^slots-(one|from$)/, (list) =>
      list.map((one) => ({ ...one, clinicianID: one.treatmentID, treatmentID: one.clinicianID })),
    ),
    slots('ends after half an hour', /^slots-(one|month$|many)/, (list) =>
      list.map((one) => ({ ...one, end: later(one.start, 0.5) })),
    ),
    slots('an hour that the clocks leave out, put right', /^slots-(month|from)/, (list) =>
      list.map((one) => timed(one, (time) => (time.startsWith('2031-03-30T02') ? later(time, 1) : time))),
    ),
    fault('404 by month is failed', /^slots-(month|from)-none/, { tells: emptyIs('failed') }),
    fault('404 is refused', /^slots-(from-none|one)/, { tells: emptyIs('refused') }),
    asks('getTimeslotsByMonth', 'the month before', /^slots-(december|wrapped)/, (query) =>
      query.set('month', String(Number(query.get('month')) - 1)),
    ),
    asks('getTimeslotsFrom', 'from midnight', /^slots-(from-clinic|from$)/, (query) =>
      query.set('startingFromDateTime', `${query.get('startingFromDateTime')?.slice(0, 10)}T00:00:00`),
    ),
    asks('getTimeslotsFrom', 'at whatever clinic', /^slots-from/, (query) => query.delete('clinicID')),
    asks('getTimeslotsByMonth', 'for whatever treatment', /^slots-month/, (query) => query.delete('treatmentID')),
  ],
  'fail OPUS-CLIENT-21': [
    ...Object.entries(PATIENT_FAULTS).flatMap(([what, change]) => [
      sends('createPatient', what, /^patient-(non|double|long|leading)/, change),
      sends('createBooking', what, /^book-for-(non|double|long|leading)/, ({ Patient }) => change(Patient)),
    ]),
    sends('createPatient', 'no postal code', /^patient-plain/, (patient) => {
      delete patient.PostalCode
    }),
    asks('createPatient', 'a clinician of another clinic', /^patient-(plain|non)/, (query) =>
      query.set('clinicianID', '1'),
    ),
    result('extra digits as a number', /^(patient-leading|registered-further)/, ({ patient }) => ({
      patient: {
        ...patient,
        personalNumber: { ...patient.personalNumber, extraDigits: Number(patient.personalNumber.extraDigits) },
      },
    })),
    result('no patient', /^patient-plain/, () => ({})),
  ],
  'fail OPUS-CLIENT-22': [
    sees('the first slot that is listed', /^book-(at|any|last|camel)/, (list) =>
      list.filter(({ Start }) => !/T09:00|T10:29/.test(Start)).slice(0, 1),
    ),
    sees('the latest slot', /^(book-(at-clinic|last)|move-(second|last)$)/, (list) =>
      list
        .slice()
        .sort((one, other) => (one.Start < other.Start ? 1 : -1))
        .slice(0, 1),
    ),
    sees('no slot at the very time', /^book-at-/, (list) => list.filter(({ Start }) => !Start.endsWith('T10:30:00'))),
    sees('no other month', /^book-(at-clinic|next)/, (list) => list.filter(({ Start }) => Start.startsWith('2031-03'))),
    sees('no slot of 45 minutes', /^(book-at-clinic|taken-400$)/, (list) =>
      list.filter(({ Start, End }) => later(Start, 0.75) !== End),
    ),
    asks('getTimeslotsFrom', 'at whatever clinic', /^book-(at-clinic|any|none)/, (query) => query.delete('clinicID')),
    fault('from an hour later', /^book-(at|two)/, {
      takes: (input) => ({ ...input, notBefore: later(input.notBefore, 1) }),
    }),
    fault('from midnight', /^book-(at|any)/, {
      takes: (input) => ({ ...input, notBefore: `${input.notBefore.slice(0, 10)}T00:00:00` }),
    }),
    result('another bookingID', /^(book-(at-clinic|further)|lost-book$)/, (one) => ({ ...one, bookingID: 1 })),
    result('times an hour later', /^book-(at-clinic|any|zone)/, (one) => ({
      ...one,
      slot: timed(one.slot, (time) => later(time, 1)),
    })),
    result('no slot', /^book-(two|at-clinic)/, ({ bookingID }) => ({ bookingID })),
    fault('done where no slot is left', /^book-(none|at-clinic)/, {
      tells: ends('book', 'refused', 'done', { bookingID: 1 }),
    }),
    fault('uncertain though it was answered', /^book-(another|for-plain)/, {
      tells: ends('book', 'done', 'uncertain'),
    }),
  ],
  'fail OPUS-CLIENT-23': [
    takesFor(
      'a taken slot is done',
      /^(book-(at-clinic|create-booking-400)|taken-400$)/,
      /^createBooking$/,
      400,
      200,
      asBooking,
    ),
    takesFor('409 is done', /^(book-at-clinic|taken)/, /^createBooking$/, 409, 200, asBooking),
    takesFor('409 is failed', /^(book-at-clinic|taken-4)/, /^createBooking$/, 409, 418),
    takesFor('409 to a move is failed', /^move-(second|taken)/, /^updateBooking$/, 409, 418),
    fault('refused though the next one was booked', /^(book-at-clinic|taken-400$)/, () => {
      let sent = 0
      return {
        calls: ({ operation }) => void (operation === 'createBooking' && sent++),
        tells: (answer) => (sent > 1 ? ending('refused', {}) : answer),
      }
    }),
  ],
  'fail OPUS-CLIENT-24': [
    ...(['getTimeslotsByMonth', 'getTimeslotsFrom'] as const).map((operation) =>
      fault(`${operation} needs the backend, too`, /^(outage-)?slots-(month|from)$/, {
        calls: (call, way) =>
          call.operation === operation
            ? fetch(new URL('/api/v1/patient?year=1991&month=1&day=2&extradigits=2386', call.url), {
                headers: call.headers,
              }).then((answer) => (answer.status === 503 ? new Response('', { status: 418 }) : way.send()))
            : undefined,
      }),
    ),
    ...JOBS.slice(1).flatMap(([job, name]) =>
      ['failed', 'refused', 'uncertain', 'done'].map((status) =>
        fault(`${job} is ${status}`, new RegExp(`^outage-${name}`), {
          tells: ends(job, 'unavailable', status, { bookings: [] }),
        }),
      ),
    ),
  ],
  'fail OPUS-CLIENT-25': [
    fault('two bookings', /^(short-outage-book|book-at-clinic)/, () => {
      let last = ''
      return {
        // As if the slot of the first try were gone.
        reads: (answer, { operation }) =>
          operation === 'getTimeslotsFrom' ? answer.filter(({ Start }: Json) => Start !== last) : answer,
        calls: (call, way) =>
          call.operation === 'createBooking'
            ? way.send().then(async (answer) => {
                if (answer.status !== 503) return answer
                await way.pause(1000)
                last = call.json.TimeSlot.Start
                return Response.json({}, { status: 409 })
              })
            : undefined,
      }
    }),
    ...JOBS.slice(1).map(([job, name]) =>
      fault(`${job} is failed though the second try went well`, new RegExp(`^(short-)?outage-${name}`), () => {
        let refused = 0
        return {
          calls: (_, way) =>
            way.send().then((answer) => {
              if (answer.status === 503) refused++
              return answer
            }),
          tells: (answer) => (answer.status === 'done' && refused > 0 ? ending('failed', {}) : answer),
        }
      }),
    ),
    fault('an empty list after an outage', /^(short-outage-bookings|outage-bookings)/, () => {
      let refused = 0
      return {
        calls: (_, way) =>
          way.send().then((answer) => {
            if (answer.status === 503) refused++
            return answer
          }),
        tells: (answer) => (answer.status === 'done' && refused > 0 ? ending('done', { bookings: [] }) : answer),
      }
    }),
  ],
  'fail OPUS-CLIENT-26': [
    ...['failed', 'refused', 'unavailable'].map((status) =>
      fault(`${status} after a lost answer`, /^(lost-book|book-at-clinic)/, () => {
        let isLost = false
        return {
          calls: (call, way) =>
            call.operation === 'createBooking'
              ? way.send().catch((error) => {
                  isLost = true
                  throw error
                })
              : undefined,
          tells: (answer) => (isLost ? ending(status, {}) : answer),
        }
      }),
    ),
    fault('the first booking that is found', /^(lost-book|book-another)/, () => {
      let isLost = false
      return {
        calls: (call, way) =>
          call.operation === 'createBooking'
            ? way.send().catch((error) => {
                isLost = true
                throw error
              })
            : undefined,
        reads: (answer, { operation }) => (isLost && operation === 'getBookings' ? answer.slice(-1) : answer),
        tells: told((one) => (isLost ? { ...one, bookingID: 1 } : one)),
      }
    }),
    fault('the next slot after a lost answer', /^(lost-book$|book-at-clinic)/, () => {
      let last = ''
      return {
        reads: (answer, { operation }) =>
          operation === 'getTimeslotsFrom' ? answer.filter(({ Start }: Json) => Start !== last) : answer,
        calls: (call, way) =>
          call.operation === 'createBooking'
            ? way.send().catch(() => {
                last = call.json.TimeSlot.Start
                return Response.json({}, { status: 409 })
              })
            : undefined,
      }
    }),
  ],
  'fail OPUS-CLIENT-27': [
    fault('another booking of the patient', /^move-(second|last|first)/, {
      reads: (answer, { operation, method }) =>
        operation === 'getBookings' && method === 'GET' ? answer.slice().reverse() : answer,
      calls: (call) => {
        if (call.operation === 'updateBooking')
          call.url.searchParams.set('bookingID', String(Number(call.url.searchParams.get('bookingID')) + 17))
      },
    }),
    asks('getTimeslotsFrom', 'at whatever clinic', /^move-(second|none)/, (query) => query.delete('clinicID')),
    sees('the latest slot', /^move-(second|camel)/, (list) =>
      list
        .slice()
        .sort((one, other) => (one.Start < other.Start ? 1 : -1))
        .slice(0, 1),
    ),
    fault('from a day before', /^move-(second|only)/, {
      takes: (input) => ({ ...input, notBefore: later(input.notBefore, -24) }),
    }),
    fault('the old slot is reported', /^move-(second|wrapped)/, () => {
      let old: Json
      return {
        reads(answer, { operation }) {
          if (operation === 'getBookings') old ??= answer[1]?.TimeSlot
          return answer
        },
        tells: told((one) => ({ ...one, slot: { ...one.slot, start: old?.Start ?? one.slot.start } })),
      }
    }),
    result('no bookingID', /^move-(first|second)/, ({ slot }) => ({ slot })),
    fault('a booking more in place of a move', /^move-(first|only)/, {
      calls(call) {
        if (call.operation !== 'updateBooking') return
        call.method = 'POST'
        call.url.search = ''
      },
    }),
    fault('done where there is no such booking', /^move-(unknown|second)/, {
      tells: ends('move-booking', 'refused', 'done', { bookingID: 1 }),
    }),
    fault('failed though it was moved', /^move-(last|second)/, { tells: ends('move-booking', 'done', 'failed') }),
  ],
  'fail OPUS-CLIENT-28': [
    bookings('the first one alone', /^bookings-(several|one|wrapped)/, (list) => list.slice(0, 1)),
    bookings('no past ones', /^bookings-(several|one)/, (list) => list.filter(({ slot }) => slot.start > '2031')),
    bookings('one a day', /^bookings-(same|several)/, (list) => oncePer(list, ({ slot }) => slot.start.slice(0, 10))),
    bookings('times an hour later', /^bookings-(one|camel|zone)/, (list) =>
      list.map((one) => ({ ...one, slot: timed(one.slot, (time) => later(time, 1)) })),
    ),
    bookings('an hour that the clocks leave out, put right', /^bookings-(same|several)/, (list) =>
      list.map((one) => ({
        ...one,
        slot: timed(one.slot, (time) => (time.startsWith('2031-03-30T02') ? later(time, 1) : time)),
      })),
    ),
    bookings('no bookingIDs', /^bookings-(one|text)/, (list) => list.map(({ slot }) => ({ slot }))),
    bookings('another one’s bookingID', /^bookings-(same|several)/, (list) =>
      list.map((one, nth) => ({ ...one, bookingID: list[list.length - 1 - nth].bookingID })),
    ),
    fault('404 is refused', /^bookings-(none|one)/, { tells: emptyIs('refused') }),
    fault('404 is failed', /^bookings-of-nobody/, { tells: emptyIs('failed') }),
    result('under another name', /^bookings-(one|counted)/, ({ bookings: list }) => ({ list })),
  ],
  'fail OPUS-CLIENT-29': [
    fault('a refusal of slots is an empty list', /^slots-month/, {
      tells: ends('list-slots', 'refused', 'done', { slots: [] }),
    }),
    fault('a 500 on bookings is an empty list', /^bookings-(get|several)/, {
      tells: ends('list-bookings', 'failed', 'done', { bookings: [] }),
    }),
    takesFor('a 500 on the list of treatments is no treatment', /^slots-month/, /getTreatments/, 500, 404),
    ...JOBS.map(([job, name]) =>
      fault(`${job}: a 500 is unavailable`, new RegExp(`^${name}-.*500`), {
        tells: ends(job, 'failed', 'unavailable'),
      }),
    ),
    ...JOBS.map(([job, name]) =>
      fault(`${job}: a 500 is refused`, new RegExp(`^${name}-.*500`), { tells: ends(job, 'failed', 'refused') }),
    ),
    ...JOBS.map(([job, name]) =>
      fault(`${job}: a refused key is unavailable`, new RegExp(`^${name}-key`), {
        tells: ends(job, 'refused', 'unavailable'),
      }),
    ),
    ...JOBS.map(([job, name]) =>
      fault(`${job}: 403 alone is unavailable`, new RegExp(`^${name}-(key|.*500)`), {
        calls: (_, way) =>
          way.send().then((answer) => (answer.status === 403 ? Response.json({}, { status: 404 }) : answer)),
        tells: (answer) =>
          answer.status === 'refused' && !('field' in answer && answer.field === 'apiKey')
            ? ending('uncertain', {})
            : answer,
      }),
    ),
    ...JOBS.map(([job, name]) =>
      fault(`${job}: a 400 is failed`, new RegExp(`^(${name}-.*400|(move-)?taken-400$)`), {
        tells: ends(job, 'refused', 'failed'),
      }),
    ),
  ],
  'warn OPUS-CLIENT-30': [
    ...(['slots-(camel|month$|further)', 'book-(camel|at-clinic)', 'bookings-(lower|several)'] as const).map((where) =>
      fault(`names as shown alone: ${where}`, new RegExp(`^${where}`), {
        reads: (answer) => withNames(answer, (name) => /^[A-Z]/.test(name)),
      }),
    ),
    ...(['slots-(wrapped|counted|month$)', 'move-(wrapped|second)', 'registered-(wrapped|camel)'] as const).map(
      (where) => fault(`bare lists alone: ${where}`, new RegExp(`^${where}`), { reads: noWrapped }),
    ),
    ...(['slots-(zone|from$)', 'bookings-zone', 'book-(zone|at-clinic)'] as const).map((where) =>
      fault(`times in UTC: ${where}`, new RegExp(`^${where}`), {
        reads: (answer) => withTimes(answer, (time) => new Date(time).toISOString().slice(0, 19)),
      }),
    ),
    fault('BookingIDs as numbers', /^(book-(text|at-clinic))/, {
      tells: told((one) => ({ ...one, bookingID: Number(one.bookingID) })),
    }),
    bookings('text that is no BookingID', /^bookings-(text|several)/, (list) =>
      list.filter(({ bookingID }) => typeof bookingID === 'number'),
    ),
    fault('further properties are an error', /^(slots-(further|one)|bookings-further)/, {
      reads(answer) {
        const [one] = Array.isArray(answer) ? answer : [answer]
        if (Object.keys(one).length > 6) throw new Error('a property more')
        return answer
      },
    }),
  ],
}
