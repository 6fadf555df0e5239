import type { Exchange } from '../../../engine/exchange.ts'
import { parsed } from '../../../engine/json-diff.ts'
import { endOf, remembered, type Traffic } from '../../../engine/traffic.ts'
import type { SendTo } from '../../../generators/order.ts'
import { CREATE_OPERATIONS } from '../api.ts'
import { isEntry } from '../map-clauses.ts'
import { listOf } from '../map-list.ts'

type Fields = Readonly<Record<string, unknown>>

/** "Request Body" of both operations. */
export const FIELDS = {
  createNewOrder: ['companyId', 'scannerSerialNumber', 'procedureMapId', 'patient', 'notes', 'labId'],
  createNewOrderByRx: ['companyId', 'scannerSerialNumber', 'rxId', 'procedureMapId', 'labId'],
} as const
export const PATIENT_FIELDS = [
  'firstName',
  'lastName',
  'chartNumber',
  'mi',
  'gender',
  'dateOfBirth',
  'zipCode',
] as const

export const isCreation = ({ operation }: Exchange): boolean =>
  (CREATE_OPERATIONS as readonly string[]).includes(operation)

export const creationsIn = remembered(({ exchanges }) => exchanges.filter(isCreation))

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A creation whose body could be read. */
export interface Order {
  exchange: Exchange
  isByRx: boolean
  body: unknown
  /** What the body has under each documented name; a name in another spelling counts: it is ITERO-CLIENT-13's matter. */
  fields: Fields
  patient: Fields
}

/** Creations with a JSON body that is whole; one that is none is ITERO-CLIENT-14's matter. */
export const ordersIn = remembered((traffic): Order[] =>
  creationsIn(traffic).flatMap((exchange) => {
    const isByRx = exchange.operation === 'createNewOrderByRx'
    const { body: text, truncated } = exchange.request
    // Where nothing is sent, all is missing.
    const body = text === null ? {} : parsed(text)
    if (truncated || body === undefined) return []
    const names = FIELDS[isByRx ? 'createNewOrderByRx' : 'createNewOrder']
    const fields = isObject(body) ? underNames(body, names) : {}
    const patient = isObject(fields.patient) ? underNames(fields.patient, PATIENT_FIELDS) : {}
    return [{ exchange, isByRx, body, fields, patient }]
  }),
)

export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

function underNames(value: Fields, names: readonly string[]): Fields {
  const spelled = new Map(Object.keys(value).map((name) => [plain(name), name]))
  return Object.fromEntries(
    names.flatMap((name) => {
      const there = name in value ? name : spelled.get(plain(name))
      return there === undefined ? [] : [[name, value[there]]]
    }),
  )
}

/** Missing, null, or a string without a letter. */
export const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

type Maps = ReadonlyMap<string, SendTo>

/** Every list of maps that was answered, and the mock's own. */
const listsIn = remembered(({ exchanges, premise }) => {
  const read = (exchange: Exchange | undefined): Maps | undefined => {
    const entries = exchange?.response?.truncated ? undefined : listOf(exchange)?.filter(isEntry)
    return entries && new Map(entries.map((entry) => [String(entry.procedureMapId), entry.sendTo as SendTo]))
  }
  const lists = exchanges.flatMap((exchange) => {
    const maps = exchange.operation === 'getAvailableProcedureMaps' ? read(exchange) : undefined
    return maps ? [{ exchange, maps }] : []
  })
  return { lists, own: read(premise) }
})

/** The list of maps that a creation is held to: the latest that was answered before, else the next, else the mock's own. */
export function mapsFor({ at }: Exchange, traffic: Traffic): Maps | undefined {
  const { lists, own } = listsIn(traffic)
  const list =
    lists.findLast(({ exchange }) => endOf(exchange) <= at) ?? lists.find(({ exchange }) => exchange.at >= at)
  return list?.maps ?? own
}

/** Where an order's map sends to; undefined where no list was seen, or it is on none. */
export const sendToOf = ({ exchange, fields }: Order, traffic: Traffic): SendTo | undefined =>
  mapsFor(exchange, traffic)?.get(String(fields.procedureMapId))

export const hasLab = (sendTo: SendTo): boolean => sendTo === 'restoLab' || sendTo === 'orthoLab'
