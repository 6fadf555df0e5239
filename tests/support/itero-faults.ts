import { Buffer } from 'node:buffer'
import { ScanError, type SeededClient } from './itero-example.ts'

/** A fault of a client: the rule that it breaks, and a change of the example's client. */
export interface ClientFault {
  /** `fail ITERO-CLIENT-20`. */
  breaks: string
  what: string
  /** The situations in which it shows, and others that it must not break. */
  shows: RegExp
  seed(client: SeededClient): void
}

/** Puts another method in the place of one, given the one that was there. */
const instead =
  (name: string, made: (own: (...args: never[]) => never, client: SeededClient) => (...args: never[]) => unknown) =>
  (client: SeededClient): void => {
    client[name] = made(client[name].bind(client) as never, client)
  }

// biome-ignore lint/suspicious/noExplicitAny: bodies, answers and maps are JSON
type Json = any

/** Changes the body of a creation. */
const body =
  (change: (body: Json, isByRx: boolean) => Json) =>
  (client: SeededClient): void => {
    instead(
      'bodyOf',
      (own) =>
        (...args) =>
          change(own(...args), false),
    )(client)
    instead(
      'bodyByRx',
      (own) =>
        (...args) =>
          change(own(...args), true),
    )(client)
  }
const patient = (change: (patient: Json) => object) =>
  body((one, isByRx) => (isByRx ? one : { ...one, patient: { ...one.patient, ...change(one.patient) } }))
const byRxOnly = (change: (body: Json) => Json) => body((one, isByRx) => (isByRx ? change(one) : one))
const without = (name: string) => (one: Json) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== name))

/** Changes what goes over the wire. */
const request = (change: (request: Json, method: string) => Json) =>
  instead(
    'requestOf',
    (own) =>
      (...args) =>
        change(own(...args), String(args[0])),
  )
const headers = (given: Record<string, string | undefined>) =>
  request((one, method) => {
    if (method !== 'POST') return one
    const all = Object.entries({ ...one.headers, ...given }).filter(([, value]) => value !== undefined)
    return { ...one, headers: Object.fromEntries(all) }
  })

/** Takes another path. */
const path = (from: string, to: string) =>
  instead(
    'call',
    (own: Json) => (method: Json, given: string, one: Json) => own(method, given === from ? to : given, one),
  )

/** Takes what is answered otherwise. */
const answer = (change: (answer: Json, own: (answer: Json) => Json) => Json) =>
  instead('orderIn', (own) => (given: Json) => change(given, own as never))

/** Sends a creation again where it was answered so. */
const again = (times: number, isIt: (answer: Json, path: string) => boolean) =>
  instead('call', (own: Json) => async (method: string, where: string, one: Json) => {
    for (let nth = 0; ; nth++) {
      const came = await own(method, where, one).catch((error: Error) => error)
      const isOver = nth === times || method !== 'POST' || !isIt(came, where)
      if (isOver && came instanceof Error) throw came
      if (isOver) return came
    }
  })

const findMap = (find: (maps: Json[], asked: Json, own: Json) => Json) =>
  instead('findMap', (own) => (maps: Json, asked: Json) => find(maps, asked, own))

const throwing = (status: 'refused' | 'unavailable' | 'uncertain' | 'failed') => {
  throw new ScanError(status, 'seeded')
}

const report = (change: (order: Json) => object) =>
  answer((given, own) => {
    const order = own(given)
    return { ...order, ...change(order) }
  })
const onMaps = /^map-(invis|denture|appl|untyped-fixed-restorative-(ortho|chair))/
const onFields =
  /^(patient-|names-(non|short)|born-(1928|1985)|chart-number-z|zip-code-z|notes-(lines|long)|nothing-|place-)/
const onReports = /^(answer-plain|order-(id-(beyond-2-31|near)|code)|guids-|further-)/
const onRefusals = /^(refused-(json|text|order)|unauthorized(-by|-html|$)|many-one-refused|many-unauth)/
const onFaulty = /^(creation-(500|html-200|lacks-rx|fields-none)|list-(500|html)|maps-html|many-one-(500|html))/

const reading = (change: (answer: Json) => Json) => answer((given, own) => own(change(given)))
const filled = ({ status, body: one, ...rest }: Json) => ({
  ...rest,
  status: 200,
  body: { orderId: 1, orderCode: 'A', patientGuid: 'b', rxGuid: 'c', ...(typeof one === 'object' ? one : {}) },
  was: status,
})

/** Faults of the example's client, one or more for each rule. */
export const FAULTS: readonly ClientFault[] = [
  {
    breaks: 'fail ITERO-CLIENT-01',
    what: 'no credentials',
    shows: onMaps,
    seed: headers({ authorization: undefined }),
  },
  {
    breaks: 'fail ITERO-CLIENT-01',
    what: 'credentials in no base64',
    shows: onMaps,
    seed: headers({ authorization: 'Basic doctor:secret' }),
  },
  {
    breaks: 'warn ITERO-CLIENT-02',
    what: 'credentials for the list',
    shows: onMaps,
    seed: request((one, method) =>
      method === 'GET' ? { ...one, headers: { authorization: `Basic ${btoa('doctor:password')}` } } : one,
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-03',
    what: 'no firstName',
    shows: onMaps,
    seed: patient(() => ({ firstName: undefined })),
  },
  {
    breaks: 'fail ITERO-CLIENT-03',
    what: 'no scanner by an RX',
    shows: onMaps,
    seed: byRxOnly(without('scannerSerialNumber')),
  },
  {
    breaks: 'fail ITERO-CLIENT-03',
    what: 'an empty lastName',
    shows: onFields,
    seed: patient(() => ({ lastName: '' })),
  },
  {
    breaks: 'fail ITERO-CLIENT-04',
    what: 'companyId as text',
    shows: onMaps,
    seed: body((one) => ({ ...one, companyId: String(one.companyId) })),
  },
  {
    breaks: 'fail ITERO-CLIENT-04',
    what: 'the zip code as a number',
    shows: onFields,
    seed: patient(({ zipCode }) => (zipCode && Number(zipCode) ? { zipCode: Number(zipCode) } : {})),
  },
  {
    breaks: 'fail ITERO-CLIENT-04',
    what: 'gender in words',
    shows: onFields,
    seed: patient(({ gender }) => ({ gender: gender === 0 ? 'male' : 'female' })),
  },
  {
    breaks: 'fail ITERO-CLIENT-04',
    what: 'the map as text by an RX',
    shows: onMaps,
    seed: byRxOnly((one) => ({ ...one, procedureMapId: String(one.procedureMapId) })),
  },
  {
    breaks: 'fail ITERO-CLIENT-05',
    what: 'the day first',
    shows: onFields,
    seed: patient(({ dateOfBirth }) => ({ dateOfBirth: dateOfBirth.split('-').reverse().join('-') })),
  },
  {
    breaks: 'fail ITERO-CLIENT-05',
    what: 'a time without thousandths',
    shows: onFields,
    seed: patient(({ dateOfBirth }) => ({ dateOfBirth: `${dateOfBirth}T00:00:00Z` })),
  },
  {
    breaks: 'fail ITERO-CLIENT-06',
    what: 'no lab for orthoLab',
    shows: onMaps,
    seed: instead(
      'labFor',
      (own: Json) => (map: Json, labs: Json) => (map.sendTo === 'orthoLab' ? null : own(map, labs)),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-06',
    what: 'a lab for midc_only',
    shows: onMaps,
    seed: instead(
      'labFor',
      (own: Json) => (map: Json, labs: Json) => (map.sendTo === 'midc_only' ? labs.resto : own(map, labs)),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-07',
    what: "the document's map",
    shows: onMaps,
    seed: findMap((_, __) => ({ procedureMapId: 30, sendTo: 'chairside' })),
  },
  {
    breaks: 'fail ITERO-CLIENT-08',
    what: 'no limit of its own',
    shows: /^limit-/,
    seed: instead('roomForOne', () => async () => undefined),
  },
  {
    breaks: 'fail ITERO-CLIENT-08',
    what: 'one scan too many',
    shows: /^limit-/,
    seed: (client) => {
      client.credentials = {
        ...client.credentials,
        rateLimit: { ...client.credentials.rateLimit, cases: client.credentials.rateLimit?.cases + 1 },
      }
    },
  },
  {
    breaks: 'warn ITERO-CLIENT-09',
    what: 'no waiting after a refusal',
    shows: /^limited-429$|^limit-/,
    seed: instead('retryAfterMs', () => () => 0),
  },
  {
    breaks: 'warn ITERO-CLIENT-10',
    what: 'a refused scan once more',
    shows: onRefusals,
    seed: again(1, ({ status }) => status === 400),
  },
  {
    breaks: 'warn ITERO-CLIENT-10',
    what: 'a refused scan once more by an RX',
    shows: onRefusals,
    seed: again(1, ({ status }, where) => status === 400 && where.endsWith('rx')),
  },
  {
    breaks: 'warn ITERO-CLIENT-11',
    what: 'refused credentials twice more',
    shows: onRefusals,
    seed: again(2, ({ status }) => status === 401),
  },
  {
    breaks: 'warn ITERO-CLIENT-11',
    what: 'each scan with refused credentials',
    shows: onRefusals,
    seed: answer((given, own) => (given.status === 401 ? throwing('refused') : own(given))),
  },
  {
    breaks: 'warn ITERO-CLIENT-12',
    what: 'a lost scan once more',
    shows: /^(lost-|many-one-lost|answer-plain)/,
    seed: again(1, (one) => one instanceof Error),
  },
  {
    breaks: 'warn ITERO-CLIENT-12',
    what: 'a 500 once more by an RX',
    shows: onFaulty,
    seed: again(1, ({ status }, where) => status >= 500 && where.endsWith('rx')),
  },
  {
    breaks: 'warn ITERO-CLIENT-13',
    what: 'a property of its own',
    shows: onMaps,
    seed: body((one) => ({ ...one, source: 'partner' })),
  },
  {
    breaks: 'warn ITERO-CLIENT-13',
    what: 'no labId where none is required',
    shows: onMaps,
    seed: body(({ labId, ...one }) => (labId === null ? one : { ...one, labId })),
  },
  {
    breaks: 'warn ITERO-CLIENT-13',
    what: 'names in Pascal case',
    shows: onMaps,
    seed: body((one) =>
      Object.fromEntries(Object.entries(one).map(([name, value]) => [name[0]?.toUpperCase() + name.slice(1), value])),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-14',
    what: 'the path of the overview',
    shows: onMaps,
    seed: path('/api/v1/order/create-new-order-by-rx', '/api/v1/order/create-neworder-by-rx'),
  },
  {
    breaks: 'fail ITERO-CLIENT-14',
    what: 'no media type',
    shows: onMaps,
    seed: headers({ 'content-type': 'text/plain' }),
  },
  {
    breaks: 'fail ITERO-CLIENT-14',
    what: 'Latin-1',
    shows: onFields,
    seed: request((one) => ('body' in one ? { ...one, body: Buffer.from(one.body, 'latin1') } : one)),
  },
  {
    breaks: 'fail ITERO-CLIENT-15',
    what: 'an rxId that is cut',
    shows: onMaps,
    seed: byRxOnly((one) => ({ ...one, rxId: one.rxId.slice(0, 8) })),
  },
  {
    breaks: 'fail ITERO-CLIENT-20',
    what: 'the type does not count',
    shows: /^(map-(appl|implant|untyped-(appl|fixed-restorative-midc))|lacks-|maps-(long|no-type-null))/,
    seed: findMap(
      (maps, asked, own) =>
        maps.find((one) => one.procedure === asked.procedure && one.sendTo === asked.sendTo) ?? own(maps, asked),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-20',
    what: 'the first place to send to',
    shows: /^(map-(appl|implant|untyped-(appl|fixed-restorative-midc))|lacks-|maps-(long|no-type-null))/,
    seed: findMap(
      (maps, asked, own) =>
        maps.find((one) => one.procedure === asked.procedure && one.type === asked.type) ?? own(maps, asked),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-20',
    what: 'the labs the other way round',
    shows: /^(map-|limit-ten|many-|answer|creation-html-200|slow-c|names-)/,
    seed: instead(
      'labFor',
      (own: Json) => (map: Json, labs: Json) => own(map, { resto: labs.ortho, ortho: labs.resto }),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-20',
    what: 'another map by an RX',
    shows: onMaps,
    seed: findMap((maps, asked, own) =>
      own(maps, asked.rxId && asked.sendTo === 'midc_only' ? { ...asked, sendTo: 'chairside' } : asked),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-20',
    what: 'any type where none is asked for',
    shows: /^map-untyped|^(maps|list)-(odd|shuffled)/,
    seed: instead('isType', (own: Json) => (listed: Json, type: Json) => type === null || own(listed, type)),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'names without accents',
    shows: onFields,
    seed: patient(({ firstName, lastName }) => ({ firstName: plain(firstName), lastName: plain(lastName) })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'the other gender',
    shows: onFields,
    seed: patient(({ gender }) => ({ gender: 1 - gender })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'every patient female',
    shows: onFields,
    seed: patient(() => ({ gender: 1 })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'the day before',
    shows: onFields,
    seed: patient(({ dateOfBirth }) => ({ dateOfBirth: new Date(Date.parse(dateOfBirth) - 3_600_000).toISOString() })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'no day before 1970',
    shows: onFields,
    seed: patient(({ dateOfBirth }) => ({ dateOfBirth: dateOfBirth < '1970' ? '1970-01-01' : dateOfBirth })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'no chart number',
    shows: onFields,
    seed: patient(() => ({ chartNumber: undefined })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'a chart number without its zeros',
    shows: onFields,
    seed: patient(({ chartNumber }) => ({ chartNumber: chartNumber?.replace(/^0+/, '') })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'a zip code without its zeros',
    shows: onFields,
    seed: patient(({ zipCode }) => ({ zipCode: zipCode?.replace(/^0+/, '') })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'notes in one line',
    shows: onFields,
    seed: body((one, isByRx) => (isByRx ? one : { ...one, notes: one.notes.replace(/\s*\n\s*/g, ' ') })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'notes of 255 characters',
    shows: onFields,
    seed: body((one, isByRx) => (isByRx ? one : { ...one, notes: one.notes.slice(0, 255) })),
  },
  {
    breaks: 'fail ITERO-CLIENT-21',
    what: 'another RX',
    shows: onFields,
    seed: byRxOnly((one) => ({ ...one, rxId: '0f8fad5b-d9cb-469f-a165-70867728950e' })),
  },
  {
    breaks: 'fail ITERO-CLIENT-22',
    what: 'an orderId of 32 bits',
    shows: onReports,
    seed: report(({ orderId }) => ({ orderId: orderId | 0 })),
  },
  {
    breaks: 'fail ITERO-CLIENT-22',
    what: 'an orderId that is rounded',
    shows: onReports,
    seed: report(({ orderId }) => ({ orderId: Number(orderId.toPrecision(15)) })),
  },
  {
    breaks: 'fail ITERO-CLIENT-22',
    what: 'the orderCode as a number',
    shows: onReports,
    seed: report(({ orderCode }) => (Number(orderCode) ? { orderCode: Number(orderCode) } : {})),
  },
  {
    breaks: 'fail ITERO-CLIENT-22',
    what: 'GUIDs that are taken for each other',
    shows: onReports,
    seed: report(({ patientGuid, rxGuid }) => ({ patientGuid: rxGuid, rxGuid: patientGuid })),
  },
  {
    breaks: 'fail ITERO-CLIENT-22',
    what: 'no answer with further properties',
    shows: onReports,
    seed: answer((given, own) => ('errors' in (given.body ?? {}) ? throwing('failed') : own(given))),
  },
  {
    breaks: 'fail ITERO-CLIENT-23',
    what: 'a 400 as failed',
    shows: onRefusals,
    seed: answer((given, own) => (given.status === 400 ? throwing('failed') : own(given))),
  },
  {
    breaks: 'fail ITERO-CLIENT-23',
    what: 'a 400 without JSON as unavailable',
    shows: onRefusals,
    seed: answer((given, own) =>
      given.status === 400 && given.body === undefined ? throwing('unavailable') : own(given),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-23',
    what: 'a 400 with fields as done',
    shows: onRefusals,
    seed: reading((given) => (given.status === 400 && given.body?.orderId ? filled(given) : given)),
  },
  {
    breaks: 'fail ITERO-CLIENT-24',
    what: 'a 401 as unavailable',
    shows: onRefusals,
    seed: answer((given, own) => (given.status === 401 ? throwing('unavailable') : own(given))),
  },
  {
    breaks: 'fail ITERO-CLIENT-25',
    what: 'the last scan forgotten',
    shows: /^(limit-(ten|four)|many-one-html)/,
    seed: instead('createScans', (own: Json) => (scans: Json[]) => own(scans.length > 10 ? scans.slice(0, -1) : scans)),
  },
  {
    breaks: 'fail ITERO-CLIENT-25',
    what: 'one window and no more',
    shows: /^(limit-(ten|four)|many-one-html)/,
    seed: (client) => {
      let sent = 0
      instead(
        'create',
        (own: Json) => (where: Json, one: Json) =>
          ++sent > client.credentials.rateLimit.cases ? throwing('unavailable') : own(where, one),
      )(client)
    },
  },
  {
    breaks: 'fail ITERO-CLIENT-25',
    what: 'a scan twice, in the second window',
    shows: /^(limit-(ten|four)|many-one-html)/,
    seed: (client) => {
      let sent = 0
      instead('create', (own: Json) => async (where: Json, one: Json) => {
        if (++sent === client.credentials.rateLimit.cases + 1) await own(where, one)
        return own(where, one)
      })(client)
    },
  },
  {
    breaks: 'fail ITERO-CLIENT-26',
    what: 'any 2xx as done',
    shows: onFaulty,
    seed: reading((given) => (given.status < 300 ? filled(given) : given)),
  },
  {
    breaks: 'fail ITERO-CLIENT-26',
    what: 'no look at the status',
    shows: onFaulty,
    seed: reading((given) => (given.status >= 500 && given.body?.orderId ? { ...given, status: 200 } : given)),
  },
  {
    breaks: 'fail ITERO-CLIENT-26',
    what: 'no look at rxGuid',
    shows: onFaulty,
    seed: reading((given) => ({
      ...given,
      body:
        given.body?.orderId && given.status < 300 ? { ...given.body, rxGuid: given.body.rxGuid ?? 'none' } : given.body,
    })),
  },
  {
    breaks: 'fail ITERO-CLIENT-26',
    what: 'an HTML page as no maps',
    shows: /^(list-|maps-html)/,
    seed: instead('listMaps', (own: Json) => () => own().catch(() => [])),
  },
  {
    breaks: 'warn ITERO-CLIENT-27',
    what: 'a lost scan as unavailable',
    shows: /^(lost-|many-one-lost|answer-plain)/,
    seed: instead(
      'call',
      (own: Json) =>
        (...args: Json[]) =>
          own(...args).catch((error: Json) => throwing(error.status === 'uncertain' ? 'unavailable' : error.status)),
    ),
  },
  {
    breaks: 'warn ITERO-CLIENT-27',
    what: 'a lost scan by an RX as refused',
    shows: /^(lost-|many-one-lost|answer-plain)/,
    seed: instead(
      'createScanByRx',
      (own: Json) =>
        (...args: Json[]) =>
          own(...args).catch((error: Json) =>
            throwing(error.message.startsWith('no answer') ? 'refused' : error.status),
          ),
    ),
  },
  {
    breaks: 'fail ITERO-CLIENT-28',
    what: 'the next best map',
    shows: /^(map-(appl|untyped-(appl|fixed-restorative-midc))|lacks-|many-one-refused)/,
    seed: findMap((maps, asked, own) => {
      try {
        return own(maps, asked)
      } catch (error) {
        const next = maps.find(({ procedure }) => procedure === asked.procedure)
        if (next) return next
        throw error
      }
    }),
  },
  {
    breaks: 'fail ITERO-CLIENT-28',
    what: 'no maps as unavailable',
    shows: /^(map-(appl|untyped-(appl|fixed-restorative-midc))|lacks-|many-one-refused)/,
    seed: findMap((maps, asked, own) => (maps.length === 0 ? throwing('unavailable') : own(maps, asked))),
  },
  {
    breaks: 'warn ITERO-CLIENT-29',
    what: 'no type that is a slash',
    shows: /^(map-(appl|untyped-fixed)|(maps|list)-(long|nulls|no-type))/,
    seed: instead('isType', (own: Json) => (listed: Json, type: Json) => listed !== '/' && own(listed, type)),
  },
  {
    breaks: 'warn ITERO-CLIENT-29',
    what: 'no type that is null',
    shows: /^(map-(appl|untyped-fixed)|(maps|list)-(long|nulls|no-type))/,
    seed: instead(
      'isType',
      () => (listed: Json, type: Json) =>
        type === null ? ['na', 'n/a', '/', ''].includes(listed.trim().toLowerCase()) : listed.trim() === type,
    ),
  },
  {
    breaks: 'warn ITERO-CLIENT-29',
    what: 'notes that have to be there',
    shows: /^(map-(appl|untyped-fixed)|(maps|list)-(long|nulls|no-type))/,
    seed: instead('listMaps', (own: Json) => async () => (await own()).filter(({ note }: Json) => note.length > 0)),
  },
  {
    breaks: 'warn ITERO-CLIENT-29',
    what: 'eighty maps and no more',
    shows: /^(map-(appl|untyped-fixed)|(maps|list)-(long|nulls|no-type))/,
    seed: instead('listMaps', (own: Json) => async () => (await own()).slice(0, 80)),
  },
  {
    breaks: 'fail ITERO-CLIENT-30',
    what: 'two seconds and no more',
    shows: /^(slow-|answer-plain)/,
    seed: request((one) => ({ ...one, signal: AbortSignal.timeout(2000) })),
  },
]

const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '')

/** Whether the rule that a fault breaks is judged by traffic. */
export const isOfTraffic = ({ breaks }: ClientFault): boolean => /-(0\d|1[0-5])$/.test(breaks)
