import { unobserved } from '../../../engine/finding.ts'
import { isNumber } from '../../../engine/json.ts'
import { type AboutRequests, judgeRequests, type Traffic, type TrafficRule } from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import { isDay } from '../../../generators/calendar.ts'
import {
  FIELDS,
  hasLab,
  isNothing,
  isObject,
  mapsFor,
  type Order,
  ordersIn,
  PATIENT_FIELDS,
  plain,
  sendToOf,
} from './creations.ts'

const NOTHING = { nothing: 'the client created nothing', remedy: 'a call of createNewOrder or createNewOrderByRx' }
const shown = (value: unknown) =>
  value === undefined ? 'left out' : JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one))

/** A rule on every order whose body can be read. */
const onOrders =
  (
    about: Pick<AboutRequests, 'expected' | 'kept'>,
    faultOf: (order: Order, traffic: Traffic) => string | undefined,
  ): TrafficRule =>
  (traffic) => {
    const orders = new Map(ordersIn(traffic).map((order) => [order.exchange, order]))
    return judgeRequests([...orders.keys()], (exchange) => faultOf(orders.get(exchange) as Order, traffic), {
      ...about,
      ...NOTHING,
    })
  }

/** The mandatory fields that are there but have nothing in them, or are not there. */
export const mandatoryFields = onOrders(
  {
    expected: 'every mandatory field with a value',
    kept: (count) => `${plural(count, 'creation has', 'creations have')} their mandatory fields`,
  },
  ({ body, fields, patient, isByRx }) => {
    if (!isObject(body)) return undefined
    const own = ['companyId', 'scannerSerialNumber', ...(isByRx ? ['rxId'] : []), 'procedureMapId']
    const ofPatient = isByRx ? [] : ['firstName', 'lastName', 'gender', 'dateOfBirth']
    const missing = [
      ...own.filter((name) => isNothing(fields[name])).map((name) => [name, fields[name]] as const),
      // A patient of another type is the types' matter.
      ...(fields.patient === undefined || fields.patient === null || isObject(fields.patient)
        ? ofPatient
            .filter((name) => isNothing(patient[name]))
            .map((name) => [`patient.${name}`, patient[name]] as const)
        : []),
    ]
    return missing.length === 0 ? undefined : missing.map(([name, value]) => `${name} ${shown(value)}`).join(', ')
  },
)

const isWhole = (value: unknown) => isNumber(value) && (typeof value === 'bigint' || Number.isInteger(value))
const isText = (value: unknown) => typeof value === 'string'
const isGender = (value: unknown) => value === 0 || value === 1

/** The documented types; what is missing is another rule's matter. */
const TYPES: Readonly<Record<string, readonly [fits: (value: unknown) => boolean, words: string]>> = {
  companyId: [isWhole, 'a number'],
  scannerSerialNumber: [isText, 'a string'],
  procedureMapId: [isWhole, 'a number'],
  rxId: [isText, 'a string'],
  patient: [isObject, 'an object'],
  notes: [isText, 'a string'],
  labId: [isWhole, 'a number'],
}
const PATIENT_TYPES: typeof TYPES = {
  firstName: [isText, 'a string'],
  lastName: [isText, 'a string'],
  chartNumber: [isText, 'a string'],
  mi: [isText, 'a string'],
  gender: [isGender, '0 or 1'],
  dateOfBirth: [isText, 'a string'],
  zipCode: [isText, 'a string'],
}

export const fieldTypes = onOrders(
  {
    expected: 'every field of its documented type, gender 0 or 1',
    kept: (count) => `${plural(count, 'creation has', 'creations have')} fields of the documented types`,
  },
  ({ body, fields, patient }) => {
    if (!isObject(body)) return `the body is no object: ${shown(body).slice(0, 40)}`
    const wrong = (values: Readonly<Record<string, unknown>>, types: typeof TYPES, at: string) =>
      Object.entries(types).flatMap(([name, [fits, words]]) => {
        const value = values[name]
        // A blank where a value is mandatory is no value, of whatever type.
        const isMissing = value === undefined || value === null || (value === '' && MANDATORY.has(name))
        return isMissing || fits(value) ? [] : [`${at}${name} ${shown(value)}, not ${words}`]
      })
    const faults = [...wrong(fields, TYPES, ''), ...wrong(patient, PATIENT_TYPES, 'patient.')]
    return faults.length === 0 ? undefined : faults.join(', ')
  },
)

const MANDATORY: ReadonlySet<string> = new Set([
  'companyId',
  'scannerSerialNumber',
  'procedureMapId',
  'rxId',
  'patient',
  'firstName',
  'lastName',
  'gender',
  'dateOfBirth',
])

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$/

export const datesOfBirth = onOrders(
  {
    expected: 'a date of birth that exists, written YYYY-MM-DDTHH:MM:ss.SSSZ or YYYY-MM-DD',
    kept: (count) => `the dates of birth of ${plural(count, 'creation')} are written as documented`,
  },
  ({ patient: { dateOfBirth } }) => {
    if (typeof dateOfBirth !== 'string' || isNothing(dateOfBirth)) return undefined
    const [, year, month, day] = DATE.exec(dateOfBirth) ?? []
    return year !== undefined && isDay(Number(year), Number(month), Number(day))
      ? undefined
      : `dateOfBirth ${shown(dateOfBirth)}`
  },
)

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** In braces, or without hyphens: one that some servers read, and others do not. */
const READABLE_GUID = /^(?:\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$/i

export const rxIds: TrafficRule = (traffic) => {
  const orders = new Map(
    ordersIn(traffic)
      .filter(({ isByRx }) => isByRx)
      .map((order) => [order.exchange, order]),
  )
  const judged = (guid: RegExp) =>
    judgeRequests(
      [...orders.keys()],
      (exchange) => {
        const rxId = orders.get(exchange)?.fields.rxId
        return typeof rxId !== 'string' || isNothing(rxId) || guid.test(rxId) ? undefined : `rxId ${shown(rxId)}`
      },
      {
        expected: 'rxId is a GUID',
        kept: (count) => `the rxId of ${plural(count, 'creation')} is a GUID`,
        nothing: 'the client created nothing by an RX',
        remedy: 'a call of createNewOrderByRx',
      },
    )
  const [finding, strictly] = [judged(READABLE_GUID), judged(GUID)]
  return finding.outcome === 'holds' && strictly.outcome === 'broken' ? { ...strictly, mild: true } : finding
}

const NO_LIST = unobserved(
  'no list of maps was seen',
  'a call of getAvailableProcedureMaps that is answered, in the same session',
)

/** Orders with a map of the right type, and the list that they are held to. */
function mapped(traffic: Traffic) {
  const orders = ordersIn(traffic).filter(({ fields }) => isWhole(fields.procedureMapId))
  return new Map(orders.filter(({ exchange }) => mapsFor(exchange, traffic)).map((order) => [order.exchange, order]))
}

export const labs: TrafficRule = (traffic) => {
  const all = mapped(traffic)
  if (all.size === 0 && ordersIn(traffic).length > 0) return NO_LIST
  const listed = [...all].filter(([, order]) => sendToOf(order, traffic) !== undefined)
  return judgeRequests(
    listed.map(([exchange]) => exchange),
    (exchange) => {
      const order = all.get(exchange) as Order
      const sendTo = sendToOf(order, traffic)
      const { procedureMapId, labId } = order.fields
      if (sendTo === undefined) return undefined
      const words = `labId ${shown(labId)} for map ${procedureMapId}, which is sent to ${sendTo}`
      // Another type than number and null is that rule's matter, and left out where none is needed is the body's form.
      if (hasLab(sendTo)) return labId === undefined || labId === null ? words : undefined
      return isNumber(labId) ? words : undefined
    },
    {
      expected: 'labId is a number for a map with restoLab or orthoLab, and null for the others',
      kept: (count) => `the labId of ${plural(count, 'creation')} fits their map`,
      nothing: 'the client created nothing on a map that is listed',
      remedy: 'a creation on a listed map',
    },
  )
}

export const listedMaps: TrafficRule = (traffic) => {
  const all = mapped(traffic)
  if (all.size === 0 && ordersIn(traffic).length > 0) return NO_LIST
  return judgeRequests(
    [...all.keys()],
    (exchange) => {
      const id = String(all.get(exchange)?.fields.procedureMapId)
      return mapsFor(exchange, traffic)?.has(id) ? undefined : `procedureMapId ${id} is not listed`
    },
    {
      expected: 'procedureMapId is one of the maps that the target lists',
      kept: (count) => `${plural(count, 'creation is', 'creations are')} on listed maps`,
      ...NOTHING,
    },
  )
}

/** "No clinical information can be passed"; names and properties as they are shown. */
export const bodiesAsShown = onOrders(
  {
    expected: 'bodies as shown: the names in camelCase, no other property, labId there',
    kept: (count) => `${plural(count, 'body is', 'bodies are')} as shown`,
  },
  (order, traffic) => {
    const { body, fields, isByRx } = order
    if (!isObject(body)) return undefined
    const names: readonly string[] = FIELDS[isByRx ? 'createNewOrderByRx' : 'createNewOrder']
    const patient = Object.entries(body).find(([name]) => plain(name) === 'patient')?.[1]
    const odd = [
      ...Object.keys(body).filter((name) => !names.includes(name)),
      ...(isObject(patient) && !isByRx
        ? Object.keys(patient)
            .filter((name) => !(PATIENT_FIELDS as readonly string[]).includes(name))
            .map((name) => `patient.${name}`)
        : []),
    ]
    const sendTo = sendToOf(order, traffic)
    const lacksLab = fields.labId === undefined && sendTo !== undefined && !hasLab(sendTo)
    const faults = [...odd.map((name) => `it has ${name}`), ...(lacksLab ? ['labId is left out'] : [])]
    return faults.length === 0 ? undefined : faults.join(', ')
  },
)
