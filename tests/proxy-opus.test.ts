import { expect, test } from 'vitest'
import { watched } from './support/traffic.ts'

type Credentials = { apiKey: string }
type Call = (path: string, method?: string, body?: unknown, headers?: Record<string, string>) => Promise<unknown>

const NUMBER = { Year: 1991, Month: 1, Day: 2, ExtraDigits: '0386' }
const OF_NUMBER = 'year=1991&month=1&day=2&extradigits=0386'
const PATIENT = {
  FirstName: 'Åsa',
  LastName: 'Öberg',
  PostalCode: '01234',
  Email: 'asa@example.com',
  MobilePhoneNumber: '+46700000000',
  PersonalNumber: NUMBER,
}

/** A client with its key, which reads what it is answered. */
const playing =
  (play: (call: Call, apiKey: string) => Promise<unknown>) =>
  async (baseUrl: string, { apiKey }: Credentials) => {
    await play(async (path, method = 'GET', body, headers = {}) => {
      try {
        const answer = await fetch(`${baseUrl}/api/v1/${path}`, {
          method,
          headers: {
            api_key: apiKey,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        })
        const text = await answer.text()
        return answer.ok ? JSON.parse(text) : undefined
      } catch {
        return undefined
      }
    }, apiKey)
  }

/** The first free slot from a month on, for a treatment. */
async function slotOf(call: Call): Promise<Record<string, unknown>> {
  const [treatment] = (await call('treatment')) as { TreatmentID: number }[]
  const from = new Date().toISOString().slice(0, 19)
  const slots = (await call(`timeslot?startingFromDateTime=${from}&treatmentID=${treatment!.TreatmentID}`)) as Record<
    string,
    unknown
  >[]
  return slots[0]!
}

test('a conforming client of Opus breaks no rule', async () => {
  const { broken, brokenByServer, outcome } = await watched(
    'opus',
    playing(async (call) => {
      const slot = await slotOf(call)
      await call(`patient?clinicID=${slot.ClinicID}&clinicianID=${slot.ClinicianID}`, 'POST', PATIENT)
      await call('booking', 'POST', { Patient: PATIENT, TimeSlot: slot })
      await call(`booking?${OF_NUMBER}`)
      await call(`patient?${OF_NUMBER}&trace=1`)
      await call(`clinic/${slot.ClinicID}`)
      await call('clinic?onlyWithFreeTimes=false')
      await call('timeslot?year=2031&month=12')
    }),
  )
  expect([...broken, ...brokenByServer]).toEqual([])
  for (const nth of ['01', '02', '03', '04', '05', '06', '07', '08', '14']) {
    expect([nth, outcome(`OPUS-CLIENT-${nth}`)]).toEqual([nth, 'holds'])
  }
  expect(outcome('OPUS-CLIENT-13')).toBe('unobserved')
})

test.each<[string, string, Parameters<typeof watched>[1]]>([
  ['fail OPUS-CLIENT-01', 'an empty key', playing((call) => call('clinic', 'GET', undefined, { api_key: '' }))],
  ['fail OPUS-CLIENT-02', 'the key in the URL too', playing((call, key) => call(`clinic?api_key=${key}`))],
  [
    'fail OPUS-CLIENT-03',
    'another media type',
    playing((call) => call('patient?clinicID=a&clinicianID=1', 'POST', PATIENT, { 'content-type': 'text/plain' })),
  ],
  [
    'fail OPUS-CLIENT-03',
    'a body that is no JSON',
    playing((call) => call('patient?clinicID=a&clinicianID=1', 'POST', '{"FirstName":')),
  ],
  ['fail OPUS-CLIENT-04', 'no extra digits', playing((call) => call('patient?year=1991&month=1&day=2'))],
  ['fail OPUS-CLIENT-04', 'no clinician', playing((call) => call('patient?clinicID=a', 'POST', PATIENT))],
  ['fail OPUS-CLIENT-04', 'a booking without a slot', playing((call) => call('booking', 'POST', { Patient: PATIENT }))],
  ['fail OPUS-CLIENT-04', 'a month without its year', playing((call) => call('timeslot?month=3'))],
  [
    'fail OPUS-CLIENT-05',
    'a date that is none',
    playing((call) => call('booking?year=1991&month=2&day=30&extradigits=0386')),
  ],
  [
    'fail OPUS-CLIENT-05',
    'letters in a number',
    playing((call) =>
      call('patient?clinicID=a&clinicianID=1', 'POST', {
        ...PATIENT,
        PersonalNumber: { ...NUMBER, ExtraDigits: '03a6' },
      }),
    ),
  ],
  ['fail OPUS-CLIENT-06', 'month 13', playing((call) => call('timeslot?year=2031&month=13'))],
  ['fail OPUS-CLIENT-06', 'a switch in words', playing((call) => call('clinic?onlyWithFreeTimes=yes'))],
  [
    'fail OPUS-CLIENT-06',
    'a date without a time',
    playing((call) => call('timeslot?startingFromDateTime=2031-01-01&treatmentID=1')),
  ],
  ['fail OPUS-CLIENT-08', 'another path', playing((call) => call('clinics'))],
  ['fail OPUS-CLIENT-08', 'another method', playing((call) => call('booking', 'PATCH', {}))],
  ['warn OPUS-CLIENT-14', 'zeros lost', playing((call) => call('booking?year=1991&month=1&day=2&extradigits=386'))],
  [
    'warn OPUS-CLIENT-07',
    'a slot that was not offered',
    playing(async (call) => {
      const slot = await slotOf(call)
      await call('booking', 'POST', { Patient: PATIENT, TimeSlot: { ...slot, End: '2099-01-01T00:00:00' } })
    }),
  ],
])('%s alone: %s', async (expected, _, play) => {
  expect((await watched('opus', play)).broken).toEqual([expected])
})

const answering = (status: number) => (seen: { path: string }) =>
  seen.path.includes('treatment') ? { status, body: '{"Message":"no"}' } : undefined

test.each<[string, number, number, number]>([
  ['warn OPUS-CLIENT-09', 400, 2, 0],
  ['warn OPUS-CLIENT-10', 403, 3, 0],
  ['warn OPUS-CLIENT-11', 500, 3, 0],
  ['warn OPUS-CLIENT-12', 503, 2, 0],
])('%s alone: a call again after %i', async (expected, status, times) => {
  const play = playing(async (call) => {
    // What a client sends for tracing makes no other call of it.
    for (let nth = 0; nth < times; nth++) await call(`treatment?traceId=${nth}`)
  })
  expect((await watched('opus', play, { intercept: answering(status) })).broken).toEqual([expected])
})

test('OPUS-CLIENT-13: a booking again whose answer was lost, with and without a look', async () => {
  for (const looks of [false, true]) {
    let bookings = 0
    const play = playing(async (call) => {
      const body = { Patient: PATIENT, TimeSlot: await slotOf(call) }
      await call('booking', 'POST', body)
      if (looks) await call(`booking?${OF_NUMBER}`)
      await call('booking', 'POST', body)
    })
    const intercept = ({ method }: { method: string }) =>
      method === 'POST' && ++bookings === 1 ? ('reset before' as const) : undefined
    expect((await watched('opus', play, { intercept })).broken).toEqual(looks ? [] : ['warn OPUS-CLIENT-13'])
  }
})

const POST = (body: unknown) => (call: Call) =>
  call('patient?clinicID=17-a9ffb031-417f-4169-810a-cfd0d00adc7d&clinicianID=3', 'POST', body)

test.each<[string, string, (call: Call) => Promise<unknown>]>([
  [
    'fail OPUS-PAT-15',
    'create-patient-30-february-accepted',
    POST({ ...PATIENT, PersonalNumber: { ...NUMBER, Month: 2, Day: 30 } }),
  ],
  [
    'fail OPUS-FILTER-02',
    'get-timeslots-from-reads-ahead-treatment-id',
    (call) => call(`timeslot?startingFromDateTime=${new Date().toISOString().slice(0, 19)}&treatmentID=6x`),
  ],
  ['fail OPUS-CODE-05', 'create-patient-takes-commas', POST(JSON.stringify(PATIENT).replace(/\}$/, ',}'))],
  [
    'fail OPUS-PAT-10',
    'create-patient-upper-case-names',
    async (call) => {
      await POST({ ...PATIENT, LastName: 'Berg' })(call)
      await call(`patient?${OF_NUMBER}`)
    },
  ],
])('%s alone, of a server with the defect %s', async (expected, defect, play) => {
  expect((await watched('opus', playing(play), { defects: [defect] })).brokenByServer).toEqual([expected])
})
