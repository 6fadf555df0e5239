import type { Call, Fault, Way } from './opus-client.ts'
import type { Interception, Seen } from './servers.ts'

/** A fault of a client, and where it takes one, the situation in which it shows. */
export type Seeded = readonly [what: string, fault: Fault, intercept?: () => (seen: Seen) => Interception]

/** Changes the calls of one operation. */
const at =
  (operation: string, change: (call: Call, way: Way) => void): Fault =>
  (call, way) =>
    call.operation === operation ? change(call, way) : undefined

const query = (operation: string, name: string, value: string | undefined): Seeded => [
  `${operation}: ${name} ${value === undefined ? 'left out' : `"${value}"`}`,
  at(operation, ({ url }) => (value === undefined ? url.searchParams.delete(name) : url.searchParams.set(name, value))),
]
const header = (operation: string, name: string, value: string | undefined): Seeded => [
  `${operation}: ${name} ${value === undefined ? 'left out' : `"${value}"`}`,
  at(operation, ({ headers }) => {
    if (value === undefined) delete headers[name]
    else headers[name] = value
  }),
]
// biome-ignore lint/suspicious/noExplicitAny: bodies of any shape
const body = (operation: string, what: string, change: (json: any) => unknown): Seeded => [
  `${operation}: ${what}`,
  at(operation, (call) => {
    const { json } = call
    call.json = change(json) ?? json
  }),
]
const without = (operation: string, ...path: string[]): Seeded =>
  body(operation, `no ${path.join('.')}`, (json) => {
    const last = path.at(-1) as string
    delete path.slice(0, -1).reduce((value, name) => value[name], json)[last]
  })
const wire = (operation: string, what: string, change: (text: string) => string | Uint8Array): Seeded => [
  `${operation}: ${what}`,
  at(operation, (call) => {
    call.body = change(String(call.body))
  }),
]
const path = (operation: string, what: string, change: (path: string) => string): Seeded => [
  `${operation}: ${what}`,
  at(operation, ({ url }) => {
    url.pathname = change(url.pathname)
  }),
]

const isOf = (operation: string) => {
  const [method, name] = {
    getTreatments: ['GET', 'treatment'],
    getBookings: ['GET', 'booking'],
    getTimeslotsFrom: ['GET', 'timeslot?starting'],
    getPatient: ['GET', 'patient'],
    createBooking: ['POST', 'booking'],
    updateBooking: ['PUT', 'booking'],
    createPatient: ['POST', 'patient'],
  }[operation] as [string, string]
  return (seen: Seen) => seen.method === method && seen.path.includes(`/v1/${name}`)
}

/** An operation is answered so, each time or the first times. */
const answered =
  (operation: string, status: number, times = Number.POSITIVE_INFINITY) =>
  () => {
    let left = times
    const isIt = isOf(operation)
    return (seen: Seen): Interception => (isIt(seen) && left-- > 0 ? { status, body: '{"Message":"no"}' } : undefined)
  }
const lost =
  (operation: string, way: 'reset before' | 'reset after' = 'reset after') =>
  () => {
    let left = 1
    const isIt = isOf(operation)
    return (seen: Seen): Interception => (isIt(seen) && left-- > 0 ? way : undefined)
  }

const sent = (way: Way, call?: Call) => way.send(call).catch(() => undefined)

/** Sends a call of an operation again, after such an answer, as often, after these waits; `between` what else it calls. */
const again = (
  operation: string,
  isBad: (answer: Response | undefined) => boolean,
  waits: readonly number[],
  between?: (call: Call, way: Way) => Promise<unknown>,
): Fault => {
  return (call, way) => {
    if (call.operation !== operation) return undefined
    const repeated = async () => {
      let answer = await sent(way)
      for (const ms of waits) {
        if (!isBad(answer)) break
        await way.pause(ms)
        await between?.(call, way)
        answer = await sent(way)
      }
      if (!answer) throw new TypeError('no answer')
      return answer
    }
    return repeated()
  }
}
const drew = (status: number) => (answer: Response | undefined) => answer?.status === status
const nothing = (answer: Response | undefined) => !answer || answer.status >= 500

const other = (call: Call, to: string, method = 'GET'): Call => {
  const { body: _, ...rest } = call
  return { ...rest, method, url: new URL(to, call.url), json: undefined }
}
const READ = '/api/v1/clinic?onlyWithFreeTimes=false'
const MINE = '/api/v1/booking?year=1991&month=1&day=2&extradigits=0386'
const ANOTHER = '/api/v1/booking?year=1975&month=2&day=28&extradigits=3175'
const looks = (to: string) => (call: Call, way: Way) => sent(way, other(call, to))

const WRITES = ['createPatient', 'createBooking', 'updateBooking'] as const
const OPERATIONS = ['getTreatments', 'getClinics', 'getClinicians', 'getPatient', 'getBookings', 'getTimeslotsByMonth']
const ALL = [...OPERATIONS, 'getTimeslotsFrom', ...WRITES]

/** Faults of a client, by the one rule that each breaks; none that another rule on traffic would see. */
export const faults: Readonly<Record<string, readonly Seeded[]>> = {
  'fail OPUS-CLIENT-01': [
    ...ALL.map((operation) => header(operation, 'api_key', undefined)),
    header('getTreatments', 'api_key', ''),
    header('getBookings', 'api_key', '  '),
    [
      'the key under another name',
      (call, { apiKey }) => {
        delete call.headers.api_key
        call.headers['x-api-key'] = apiKey
      },
    ],
    [
      'the key as a bearer token where patients are read',
      at('getPatient', ({ headers }, { apiKey }) => {
        delete headers.api_key
        headers.authorization = `Bearer ${apiKey}`
      }),
    ],
  ],
  'fail OPUS-CLIENT-02': [
    ['in the query of timeslots', at('getTimeslotsFrom', ({ url }, { apiKey }) => url.searchParams.set('key', apiKey))],
    ['in every query', ({ url }, { apiKey }) => url.searchParams.set('api_key', apiKey)],
    [
      'in the query alone',
      at('getClinics', ({ url, headers }, { apiKey }) => {
        delete headers.api_key
        url.searchParams.set('api_key', apiKey)
      }),
    ],
    [
      'in the query, and an empty header',
      at('getClinics', ({ url, headers }, { apiKey }) => {
        headers.api_key = ''
        url.searchParams.set('api_key', apiKey)
      }),
    ],
    ...WRITES.map(
      (operation): Seeded => [
        `in the body of ${operation}`,
        at(operation, (call, { apiKey }) => {
          call.json = { ...call.json, ApiKey: apiKey }
        }),
      ],
    ),
    [
      'deep in a body',
      at('createBooking', (call, { apiKey }) => {
        const { json } = call
        call.json = { ...json, Patient: { ...json.Patient, Source: { app: 'x', key: `k=${apiKey}` } } }
      }),
    ],
  ],
  'fail OPUS-CLIENT-03': [
    ...WRITES.map((operation) => header(operation, 'Content-Type', undefined)),
    header('createPatient', 'Content-Type', 'text/json'),
    header('updateBooking', 'Content-Type', 'application/x-www-form-urlencoded'),
    header('createBooking', 'Content-Type', 'application/json; charset=iso-8859-1'),
    wire('createPatient', 'in Latin-1', (text) => Buffer.from(text, 'latin1')),
    wire('updateBooking', 'in Latin-1', (text) => Buffer.from(text, 'latin1')),
    wire('createBooking', 'a comma too many', (text) => text.replace(/\}$/, ',}')),
    wire('createPatient', 'simple quotes', (text) => text.replaceAll('"', "'")),
    wire('createBooking', 'a form', (text) => new URLSearchParams(JSON.parse(text)).toString()),
    wire('updateBooking', 'cut off', (text) => text.slice(0, -2)),
  ],
  'fail OPUS-CLIENT-04': [
    ...['getPatient', 'getBookings'].flatMap((operation) =>
      ['year', 'month', 'day', 'extradigits'].map((name) => query(operation, name, undefined)),
    ),
    query('getBookings', 'extradigits', ''),
    query('createPatient', 'clinicID', undefined),
    query('createPatient', 'clinicianID', undefined),
    query('createPatient', 'clinicID', 'undefined'),
    query('updateBooking', 'clinicID', undefined),
    query('updateBooking', 'bookingID', undefined),
    query('updateBooking', 'bookingID', ''),
    query('updateBooking', 'clinicID', 'null'),
    query('getTimeslotsByMonth', 'year', undefined),
    query('getTimeslotsByMonth', 'month', ''),
    query('getTimeslotsFrom', 'treatmentID', undefined),
    query('getTimeslotsFrom', 'startingFromDateTime', undefined),
    query('getTimeslotsFrom', 'startingFromDateTime', ''),
    without('createPatient', 'PersonalNumber'),
    without('createPatient', 'PersonalNumber', 'Day'),
    without('createBooking', 'Patient'),
    without('createBooking', 'Patient', 'PersonalNumber'),
    without('createBooking', 'TimeSlot'),
    without('createBooking', 'TimeSlot', 'End'),
    without('createBooking', 'Patient', 'PersonalNumber', 'ExtraDigits'),
    without('updateBooking', 'Patient'),
    without('updateBooking', 'Patient', 'PersonalNumber'),
    without('updateBooking', 'Patient', 'PersonalNumber', 'Year'),
    body('updateBooking', 'ClinicianID null', (json) => ({
      ...json,
      TimeSlot: { ...json.TimeSlot, ClinicianID: null },
    })),
    body('createPatient', 'in an object more', (Patient) => ({ Patient })),
    body('createBooking', 'the number beside the patient', ({ Patient: { PersonalNumber, ...Patient }, TimeSlot }) => ({
      Patient,
      PersonalNumber,
      TimeSlot,
    })),
    body('createBooking', 'as text in JSON', (json) => JSON.stringify(json)),
    [
      'updateBooking: no body',
      at('updateBooking', (call) => {
        delete call.body
      }),
    ],
  ],
  'fail OPUS-CLIENT-05': [
    query('getBookings', 'month', '0'),
    query('getBookings', 'day', '32'),
    query('getPatient', 'month', '13'),
    query('getPatient', 'year', '91'),
    query('getPatient', 'extradigits', '-0386'),
    query('getBookings', 'extradigits', '03A6'),
    query('getBookings', 'extradigits', '0386 '),
    body('createPatient', '30 February', (json) => ({
      ...json,
      PersonalNumber: { ...json.PersonalNumber, Month: 2, Day: 30 },
    })),
    body('createBooking', 'a month from 0', (json) => {
      json.Patient.PersonalNumber.Month = 0
    }),
    body('updateBooking', 'day 0', (json) => {
      json.Patient.PersonalNumber.Day = 0
    }),
    body('createBooking', 'a hyphen', (json) => {
      json.Patient.PersonalNumber.ExtraDigits = '-0386'
    }),
    body('createPatient', 'a month in words', (json) => {
      json.PersonalNumber.Month = 'Jan'
    }),
    body('updateBooking', 'a year of two digits', (json) => {
      json.Patient.PersonalNumber.Year = 91
    }),
  ],
  'fail OPUS-CLIENT-06': [
    query('getTimeslotsByMonth', 'month', '0'),
    query('getTimeslotsByMonth', 'month', '13'),
    query('getTimeslotsByMonth', 'month', 'January'),
    query('getTimeslotsByMonth', 'month', '2031-01'),
    query('getTimeslotsByMonth', 'year', '2031.0'),
    query('getTimeslotsByMonth', 'treatmentID', 'Undersökning'),
    query('getTimeslotsByMonth', 'clinicianID', ''),
    query('getTimeslotsFrom', 'treatmentID', 'abc'),
    query('getTimeslotsFrom', 'treatmentID', 'undefined'),
    query('getTimeslotsFrom', 'clinicianID', 'NaN'),
    query('getTimeslotsFrom', 'startingFromDateTime', '2031-01-01'),
    query('getTimeslotsFrom', 'startingFromDateTime', '2031-01-01 08:00:00'),
    query('getTimeslotsFrom', 'startingFromDateTime', '2031-02-30T08:00:00'),
    query('getTimeslotsFrom', 'startingFromDateTime', '1924992000'),
    query('getTimeslotsFrom', 'startingFromDateTime', '2031-01-01T08:00:00 01:00'),
    query('getClinics', 'onlyWithFreeTimes', '1'),
    query('getClinics', 'onlyWithFreeTimes', 'no'),
    query('getClinicians', 'onlyWithFreeTimes', ''),
    query('getClinicians', 'treatmentID', '6a'),
    query('createPatient', 'clinicianID', '3.0'),
    query('getPatient', 'day', 'two'),
    query('getBookings', 'year', '1991.5'),
  ],
  'warn OPUS-CLIENT-07': [
    body('createBooking', 'another clinician', (json) => {
      json.TimeSlot.ClinicianID = 15
    }),
    body('createBooking', 'another treatment', (json) => {
      json.TimeSlot.TreatmentID = 2
    }),
    body('createBooking', 'another clinic', (json) => {
      json.TimeSlot.ClinicID = '17-a9ffb031-417f-4169-810a-cfd0d00adc7d'
    }),
    body('createBooking', 'an hour earlier', (json) => {
      json.TimeSlot.Start = new Date(Date.parse(`${json.TimeSlot.Start}Z`) - 3_600_000).toISOString().slice(0, 19)
    }),
    body('updateBooking', 'an end of its own', (json) => {
      json.TimeSlot.End = json.TimeSlot.Start.replace(/\d\d:\d\d:\d\d/, '23:45:00')
    }),
    body('updateBooking', 'with a zone that it did not have', (json) => {
      json.TimeSlot.Start += 'Z'
      json.TimeSlot.End += 'Z'
    }),
    body('createBooking', 'without its time', (json) => {
      json.TimeSlot.Start = json.TimeSlot.Start.slice(0, 10)
    }),
    [
      'a slot that was never listed',
      (() => {
        let hidden: Call | undefined
        return (call: Call, way: Way) => {
          if (call.operation.startsWith('getTimeslots')) {
            hidden = call
            const slot = {
              Start: '2031-06-02T08:00:00',
              End: '2031-06-02T08:45:00',
              ClinicID: '18-x',
              ClinicianID: 3,
              TreatmentID: 6,
            }
            return Promise.resolve(Response.json([slot]))
          }
          if (call.operation !== 'createBooking' || !hidden) return undefined
          const list = hidden
          return way.send(call).then(async (answer) => {
            await way.send(list)
            return answer
          })
        }
      })(),
    ],
  ],
  'fail OPUS-CLIENT-08': [
    path('getTreatments', 'in the plural', (one) => `${one}s`),
    path('getClinics', 'a slash too many', (one) => `${one}/`),
    path('getTimeslotsFrom', 'in capitals', (one) => one.replace('timeslot', 'TimeSlot')),
    path('getBookings', 'another version', (one) => one.replace('v1', 'v2')),
    path('createPatient', 'a verb', (one) => `${one}/create`),
    path('getPatient', 'no /api', (one) => one.replace('/api', '')),
    [
      'a move by PATCH',
      at('updateBooking', (call) => {
        call.method = 'PATCH'
      }),
    ],
    [
      'a patient by PUT',
      at('createPatient', (call) => {
        call.method = 'PUT'
      }),
    ],
    [
      'a booking deleted',
      again(
        'getBookings',
        () => true,
        [0],
        (call, way) => sent(way, other(call, MINE, 'DELETE')),
      ),
    ],
  ],
  'warn OPUS-CLIENT-09': [
    ...['getTreatments', 'getBookings', 'createBooking', 'updateBooking', 'createPatient'].map(
      (operation): Seeded => [`${operation} again`, again(operation, drew(400), [0]), answered(operation, 400)],
    ),
    ['a minute later', again('getPatient', drew(400), [60_000]), answered('getPatient', 400)],
    ['after another call', again('createBooking', drew(400), [0], looks(READ)), answered('createBooking', 400)],
    [
      'with its properties in another order',
      (call, way) => {
        if (call.operation !== 'createBooking') return undefined
        return sent(way).then(() => {
          const { json } = call
          call.json = { TimeSlot: json.TimeSlot, Patient: json.Patient }
          return way.send(call)
        })
      },
      answered('createBooking', 400),
    ],
  ],
  'warn OPUS-CLIENT-10': [
    ['a treatment three times', again('getTreatments', drew(401), [0, 0]), answered('getTreatments', 401)],
    ['by 403', again('createBooking', drew(403), [1000, 3000]), answered('createBooking', 403)],
    [
      'one call alone is refused, others between',
      again('getBookings', drew(403), [0, 0], looks(READ)),
      answered('getBookings', 403),
    ],
    [
      'other calls with the refused key',
      (call, way) =>
        call.operation === 'getTreatments'
          ? sent(way).then(async (answer) => {
              for (const to of [READ, '/api/v1/clinician']) await sent(way, other(call, to))
              return answer as Response
            })
          : undefined,
      () => () => ({ status: 401, body: '{"Message":"no"}' }),
    ],
  ],
  'warn OPUS-CLIENT-11': [
    ...['getTreatments', 'getTimeslotsFrom', 'getPatient'].map(
      (operation): Seeded => [
        `${operation} twice again`,
        again(operation, drew(500), [0, 5000]),
        answered(operation, 500),
      ],
    ),
    [
      'a booking, looked for each time',
      again('createBooking', drew(500), [1000, 2000], looks(MINE)),
      answered('createBooking', 500),
    ],
    ['a patient', again('createPatient', drew(500), [1000, 2000], looks(READ)), answered('createPatient', 500)],
  ],
  'warn OPUS-CLIENT-12': [
    ['at once', again('getBookings', drew(503), [0]), answered('getBookings', 503)],
    ['after 0.9 s', again('getPatient', drew(503), [900]), answered('getPatient', 503, 2)],
    ['at once, the second time', again('getBookings', drew(503), [2000, 500]), answered('getBookings', 503)],
    ['equal waits', again('getBookings', drew(503), [2000, 2000]), answered('getBookings', 503)],
    ['shorter waits', again('getPatient', drew(503), [3000, 2000, 1000]), answered('getPatient', 503)],
    [
      'a third wait like the second',
      again('createPatient', drew(503), [1000, 2000, 2000]),
      answered('createPatient', 503),
    ],
    ['a sixth time', again('getBookings', drew(503), [1000, 2000, 3000, 4000, 5000]), answered('getBookings', 503)],
    ['a booking at once', again('createBooking', drew(503), [100], looks(MINE)), answered('createBooking', 503, 1)],
    ['a move at once', again('updateBooking', drew(503), [100], looks(MINE)), answered('updateBooking', 503, 1)],
    [
      'reads that others stand between',
      again('getTreatments', drew(503), [500], looks(READ)),
      answered('getTreatments', 503),
    ],
  ],
  'warn OPUS-CLIENT-13': [
    ['a booking', again('createBooking', nothing, [1000]), lost('createBooking')],
    ['a booking that never arrived', again('createBooking', nothing, [1000]), lost('createBooking', 'reset before')],
    ['a move', again('updateBooking', nothing, [1000]), lost('updateBooking')],
    ['after a 503', again('createBooking', nothing, [1500]), answered('createBooking', 503, 1)],
    ['after a 500', again('updateBooking', nothing, [1500]), answered('updateBooking', 500, 1)],
    ['after a gateway gave up', again('createBooking', nothing, [1500]), answered('createBooking', 504, 1)],
    ['other bookings looked at', again('createBooking', nothing, [1000], looks(ANOTHER)), lost('createBooking')],
    ['the patient looked at', again('updateBooking', nothing, [1000], looks(READ)), lost('updateBooking')],
    ['though it is there', again('createBooking', nothing, [1000], looks(MINE)), lost('createBooking')],
    [
      'with a trace of its own each time',
      (() => {
        let nth = 0
        return (call: Call, way: Way) => {
          if (call.operation !== 'createBooking') return undefined
          call.url.searchParams.set('attempt', String(++nth))
          return sent(way).then(async (answer) => {
            if (!nothing(answer)) return answer as Response
            await way.pause(1000)
            call.url.searchParams.set('attempt', String(++nth))
            return way.send(call)
          })
        }
      })(),
      lost('createBooking'),
    ],
    [
      'looked at before, not after',
      (call, way) =>
        call.operation === 'createBooking'
          ? sent(way, other(call, MINE)).then(async () => (await sent(way)) ?? way.send())
          : undefined,
      lost('createBooking'),
    ],
  ],
  'warn OPUS-CLIENT-14': [
    query('getBookings', 'extradigits', '386'),
    query('getPatient', 'extradigits', '386'),
    query('getPatient', 'extradigits', '00386'),
    body('createPatient', 'as a number', (json) => {
      json.PersonalNumber.ExtraDigits = 386
    }),
    body('createBooking', 'as a number', (json) => {
      json.Patient.PersonalNumber.ExtraDigits = 386
    }),
    body('updateBooking', 'as text without it', (json) => {
      json.Patient.PersonalNumber.ExtraDigits = '386'
    }),
  ],
}

/** What a conforming client may do, in situations that ask for it. */
export const liberties: readonly Seeded[] = [
  ['the plain client', () => undefined],
  [
    'headers and a query of its own',
    ({ url, headers }) => {
      headers['user-agent'] = 'partner/3'
      headers.traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
      headers.accept = '*/*'
      headers['x-request-token'] = 'tok-12345'
      url.searchParams.set('trace', 'a b')
      url.searchParams.set('token', 'run-7781')
    },
  ],
  ['charset spelled out', header('createBooking', 'Content-Type', 'application/json;charset=UTF-8')[1]],
  ['media type in capitals', header('createPatient', 'Content-Type', 'Application/JSON')[1]],
  [
    'names of parameters in capitals',
    ({ url }) => {
      if (url.searchParams.has('clinicID'))
        url.searchParams.append('ClinicId', url.searchParams.get('clinicID') as string)
    },
  ],
  [
    'years and months as text in bodies',
    body('createBooking', '', (json) => {
      json.Patient.PersonalNumber.Month = '01'
    })[1],
  ],
  ['months with a zero', query('getTimeslotsByMonth', 'month', '01')[1]],
  ['numbers with a zero', query('getBookings', 'month', '01')[1]],
  ['from a date with thousandths', query('getTimeslotsFrom', 'startingFromDateTime', '2026-12-01T08:00:00.000')[1]],
  ['from a date with a zone', query('getTimeslotsFrom', 'startingFromDateTime', '2026-12-01T08:00:00+01:00')[1]],
  ['a switch in capitals', query('getClinics', 'onlyWithFreeTimes', 'False')[1]],
  ['a delay', query('getTimeslotsFrom', 'delay', '2')[1]],
  [
    'HEAD and OPTIONS first',
    (call, way) =>
      sent(way, other(call, call.url.href, 'HEAD')).then(async () => {
        await sent(way, other(call, '/anything', 'OPTIONS'))
        return way.send()
      }),
  ],
  ['reads twice', (call, way) => (call.method === 'GET' ? sent(way).then(() => way.send()) : undefined)],
  ['more in a body', body('createPatient', '', (json) => ({ ...json, Gender: 'f', Origin: { app: 'x' } }))[1]],
  [
    'slots with seconds left out',
    body('createBooking', '', (json) => {
      json.TimeSlot.Start = json.TimeSlot.Start.slice(0, 16)
    })[1],
  ],
  ['gives up at an outage', () => undefined, answered('createPatient', 503)],
  ['waits out an outage', () => undefined, answered('createBooking', 503, 1)],
  ['waits an outage out for a patient', () => undefined, answered('createPatient', 503, 1)],
  [
    'waits a little longer each time',
    again('getPatient', drew(503), [1000, 1100, 1210, 1331]),
    answered('getPatient', 503, 4),
  ],
  ['a read whose answer is lost', () => undefined, lost('getTreatments')],
  ['looks for a booking that is lost', () => undefined, lost('createBooking')],
  ['looks for a booking that never arrived', () => undefined, lost('createBooking', 'reset before')],
  ['looks for a move that is lost', () => undefined, lost('updateBooking')],
  [
    'looks with another key than it books with',
    header('createBooking', 'api_key', 'another-key')[1],
    lost('createBooking', 'reset before'),
  ],
  ['takes a 400 for an answer', () => undefined, answered('createBooking', 400)],
  ['a refused key tried once more', again('getTreatments', drew(401), [1000]), answered('getTreatments', 401, 1)],
  ['a 500 tried once more', again('getTimeslotsFrom', drew(500), [1000]), answered('getTimeslotsFrom', 500, 1)],
  ['a 500 left alone', () => undefined, answered('updateBooking', 500)],
  ['a key refused for one call', () => undefined, answered('createBooking', 403)],
]
