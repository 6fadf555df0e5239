import type { Exchange } from '../../../engine/exchange.ts'
import { jsonBodyFault } from '../../../engine/json-body.ts'
import { judgeRequests, type TrafficRule } from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import { readTime } from '../local-time.ts'
import { isObject, NUMBER_PARTS, property, SLOT_PARTS } from '../shapes.ts'
import { bodyIn, callsIn, impossible, numberIn, onCalls, parameter, sentAs } from './requests.ts'

const ANY = { nothing: 'the client called nothing', remedy: 'any call' }
/** A key as evidence shows it: the target's own, or another that a client sends. */
const KEY = /\[redacted:(x-)?api[-_]?key(-\d+)?\]/i

/** No other secret is due in a body: a property that is named like one may hold the key and more. */
const REDACTED = /\[redacted:/
const hidesIn = ({ request }: Exchange) => KEY.test(request.url) || REDACTED.test(request.body ?? '')

const hasKey = ({ request }: Exchange) => (request.headers.api_key ?? '').trim() !== ''

/** A key in another place is OPUS-CLIENT-02's matter. */
export const withKey: TrafficRule = (traffic) =>
  judgeRequests(
    callsIn(traffic).filter((exchange) => hasKey(exchange) || !hidesIn(exchange)),
    (exchange) => (hasKey(exchange) ? undefined : 'no api_key'),
    {
      expected: 'every call with api_key',
      kept: (count) => `${plural(count, 'call carries', 'calls carry')} api_key`,
      ...ANY,
    },
  )

export const keyInHeaderAlone = onCalls(
  () => true,
  ({ request }) => {
    if (KEY.test(request.url)) return 'the key stands in the URL'
    return REDACTED.test(request.body ?? '') ? 'the key stands in the body' : undefined
  },
  {
    expected: 'the key in its header alone',
    kept: (count) => `the key stands in no URL or body of ${plural(count, 'call')}`,
    ...ANY,
  },
)

const hasBody = ({ request }: Exchange) => (request.body ?? '') !== ''

export const jsonBodies = onCalls(hasBody, jsonBodyFault, {
  expected: 'bodies of JSON in UTF-8, as application/json',
  kept: (count) => `${plural(count, 'body is', 'bodies are')} JSON`,
  nothing: 'the client sent no body',
  remedy: 'a call of createPatient, createBooking or updateBooking',
})

const NUMBER = ['year', 'month', 'day', 'extradigits']

/** "Required" of each operation, in its query. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  getBookings: NUMBER,
  getPatient: NUMBER,
  updateBooking: ['bookingID', 'clinicID'],
  createPatient: ['clinicID', 'clinicianID'],
  getTimeslotsByMonth: ['year', 'month'],
  getTimeslotsFrom: ['startingFromDateTime', 'treatmentID'],
}

const isNothing = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
const lacking = (value: unknown, names: readonly string[], at = '') =>
  names.filter((name) => isNothing(property(value, name))).map((name) => `${at}${name}`)

function bodyLacks(exchange: Exchange): string[] {
  const { operation, request } = exchange
  const body = bodyIn(exchange)
  // What is no JSON is OPUS-CLIENT-03's matter.
  if (request.truncated || (hasBody(exchange) && body === undefined)) return []
  const ofNumber = (patient: unknown) => {
    const number = property(patient, 'PersonalNumber')
    return isObject(number) ? lacking(number, NUMBER_PARTS, 'PersonalNumber.') : ['PersonalNumber']
  }
  switch (operation) {
    case 'createPatient':
      return ofNumber(body)
    case 'updateBooking':
    case 'createBooking': {
      const [patient, slot] = [property(body, 'Patient'), property(body, 'TimeSlot')]
      const ofSlot = isObject(slot)
        ? lacking(slot, SLOT_PARTS, 'TimeSlot.')
        : operation === 'createBooking'
          ? ['TimeSlot']
          : []
      return [...(isObject(patient) ? ofNumber(patient) : ['Patient']), ...ofSlot]
    }
    default:
      return []
  }
}

/** What a program writes that has no value; where a number is due, it is of another type. */
const NO_VALUE = /^(undefined|null)$/

export const requiredParts = onCalls(
  ({ operation }) => operation in REQUIRED || operation === 'createBooking',
  (exchange) => {
    const missing = (REQUIRED[exchange.operation] ?? []).filter((name) => {
      const value = parameter(exchange, name)
      return value === undefined || (!(name in TYPES) && NO_VALUE.test(value))
    })
    const all = [...missing, ...bodyLacks(exchange)]
    return all.length === 0 ? undefined : `without ${all.join(', ')}`
  },
  {
    expected: 'every required parameter and part of a body',
    kept: (count) => `${plural(count, 'call has', 'calls have')} what they need`,
    nothing: 'the client made no call that requires anything',
    remedy: 'a call that names a patient, a booking or a month',
  },
)

const namesPatient = (exchange: Exchange) => numberIn(exchange) !== undefined
const OF_PATIENTS = { nothing: 'the client named no patient', remedy: 'a call of getPatient or createPatient' }

export const possibleNumbers = onCalls(namesPatient, impossible, {
  expected: 'a personal number whose date exists and whose extra digits are digits',
  kept: (count) => `${count} personal numbers are possible`,
  ...OF_PATIENTS,
})

export const leadingZeros = onCalls(
  namesPatient,
  (exchange) => {
    const digits = numberIn(exchange)?.ExtraDigits
    return digits !== undefined && /^(\d{1,3}|0+\d{4})$/.test(digits) ? `ExtraDigits ${digits}` : undefined
  },
  {
    expected: 'ExtraDigits of four digits',
    kept: (count) => `the ExtraDigits of ${plural(count, 'call')} have their zeros`,
    ...OF_PATIENTS,
  },
)

const isNumber = (text: string) => /^\d+$/.test(text)
/** A month of a personal number that is none is OPUS-CLIENT-05's matter. */
const TYPES: Readonly<Record<string, (text: string, operation: string) => boolean>> = {
  year: isNumber,
  month: (text, operation) =>
    isNumber(text) && (operation !== 'getTimeslotsByMonth' || (Number(text) >= 1 && Number(text) <= 12)),
  day: isNumber,
  clinicianID: isNumber,
  treatmentID: isNumber,
  onlyWithFreeTimes: (text) => /^(true|false)$/i.test(text),
  startingFromDateTime: (text) => /t/i.test(text) && readTime(text) !== undefined,
}

export const parameterTypes = onCalls(
  (exchange) => Object.keys(TYPES).some((name) => sentAs(exchange, name) !== undefined),
  (exchange) => {
    const wrong = Object.entries(TYPES).flatMap(([name, fits]) => {
      // One that is required and has nothing in it is missing.
      const isRequired = REQUIRED[exchange.operation]?.some((one) => one.toLowerCase() === name.toLowerCase())
      const value = isRequired ? parameter(exchange, name) : sentAs(exchange, name)
      return value === undefined || fits(value, exchange.operation) ? [] : [`${name}=${value}`]
    })
    return wrong.length === 0 ? undefined : wrong.join(', ')
  },
  {
    expected: 'parameters of their types',
    kept: (count) => `the parameters of ${plural(count, 'call')} have their types`,
    nothing: 'the client sent no parameter with a type',
    remedy: 'a call of getTimeslotsByMonth',
  },
)

/** The rules that a documented call may break by itself. */
export const ofEachCall = [
  withKey,
  keyInHeaderAlone,
  jsonBodies,
  requiredParts,
  possibleNumbers,
  leadingZeros,
  parameterTypes,
] as const

export const documentedCalls: TrafficRule = ({ exchanges }) =>
  judgeRequests(exchanges, ({ operation }) => (operation === '' ? 'no documented method and path' : undefined), {
    expected: 'documented methods and paths',
    kept: (count) => `${plural(count, 'call is', 'calls are')} documented`,
    ...ANY,
  })
