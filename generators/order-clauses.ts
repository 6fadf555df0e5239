import { isDay } from './calendar.ts'
import { type Fields, isAbsent, isFields } from './fields.ts'
import type { SendTo } from './order.ts'
import type { OrderOperation, OrderWorld } from './order-world.ts'

/**
 * The requirements that a body breaks, in the register's order of fields; `[]` for a valid one.
 *
 * Written from the register alone and from no list of faults, so that it can prove what a changed request breaks. A
 * clause is not looked at where an earlier one leaves it without a subject: no patient, no names; an unknown map, no
 * lab rule.
 *
 * @param body the parsed JSON of the request as it was sent
 */
export function brokenClauses(operation: OrderOperation, body: unknown, world: OrderWorld): string[] {
  const fields = isFields(body) ? body : {}
  const clauses = operation === 'createNewOrder' ? newOrderClauses(fields, world) : orderByRxClauses(fields, world)
  return [...new Set(clauses)]
}

function newOrderClauses(order: Fields, world: OrderWorld): string[] {
  return [
    ...id(order.companyId, 'ITERO-REQ-01', 'ITERO-TYPE-01', () => clinic(order, world, 'ITERO-ACC-01')),
    ...text(order.scannerSerialNumber, mandatory('ITERO-REQ-02', 'ITERO-TYPE-02'), () =>
      scanner(order, world, 'ITERO-ACC-02'),
    ),
    ...id(order.procedureMapId, 'ITERO-REQ-03', 'ITERO-TYPE-03', () => map(order, world, 'ITERO-MAP-01')),
    ...patient(order.patient, world),
    ...optionalText(order.notes),
    ...lab(order, world, {
      null: { restoLab: 'ITERO-LAB-03', orthoLab: 'ITERO-LAB-04' },
      leftOut: 'ITERO-LAB-05',
      type: 'ITERO-TYPE-07',
      notTaken: 'ITERO-LAB-09',
      wrongKind: 'ITERO-LAB-10',
      unrelated: 'ITERO-LAB-11',
      unknown: 'ITERO-LAB-12',
    }),
  ]
}

function orderByRxClauses(order: Fields, world: OrderWorld): string[] {
  return [
    ...id(order.companyId, 'ITERO-RX-04', 'ITERO-RX-08', () => clinic(order, world, 'ITERO-RX-10')),
    ...text(order.scannerSerialNumber, { missing: 'ITERO-RX-05', type: 'ITERO-RX-08' }, () =>
      scanner(order, world, 'ITERO-RX-10'),
    ),
    ...text(order.rxId, { missing: 'ITERO-RX-06', type: 'ITERO-RX-08' }, (rxId) => rx(rxId, world)),
    ...id(order.procedureMapId, 'ITERO-RX-07', 'ITERO-RX-08', () => map(order, world, 'ITERO-RX-09')),
    ...lab(order, world, {
      null: { restoLab: 'ITERO-RX-12', orthoLab: 'ITERO-RX-12' },
      leftOut: 'ITERO-RX-12',
      type: 'ITERO-RX-08',
      notTaken: 'ITERO-RX-15',
      wrongKind: 'ITERO-RX-14',
      unrelated: 'ITERO-RX-14',
      unknown: 'ITERO-RX-14',
    }),
  ]
}

function patient(value: unknown, world: OrderWorld): string[] {
  if (isAbsent(value)) return ['ITERO-REQ-08']
  const fields = isFields(value) ? value : {}
  return [
    ...text(fields.firstName, mandatory('ITERO-REQ-04', 'ITERO-TYPE-04')),
    ...text(fields.lastName, mandatory('ITERO-REQ-05', 'ITERO-TYPE-04')),
    ...gender(fields.gender),
    ...dateOfBirth(fields.dateOfBirth, world),
    ...optionalText(fields.chartNumber),
    ...optionalText(fields.zipCode),
  ]
}

/** A mandatory number that is an ID; fractions and numeric strings are ITERO-TYPE-09's on both operations. */
function id(value: unknown, missing: string, type: string, holds: () => string[]): string[] {
  if (isAbsent(value)) return [missing]
  const wrong = idType(value, type)
  return wrong.length > 0 ? wrong : holds()
}

function idType(value: unknown, type: string): string[] {
  if (isNumeric(value)) return ['ITERO-TYPE-09']
  // What is beyond the integers of doubles, and keeps its digits.
  if (typeof value === 'bigint') return []
  if (typeof value !== 'number') return [type]
  return Number.isInteger(value) ? [] : ['ITERO-TYPE-09']
}

/**
 * A mandatory string; a number in its place is ITERO-TYPE-09's. Only of createNewOrder does the register say what a blank one is; there it is no value at all.
 */
function text(
  value: unknown,
  clauses: { missing: string; type: string; blank?: string },
  holds: (value: string) => string[] = () => [],
): string[] {
  if (isAbsent(value)) return [clauses.missing]
  if (typeof value === 'number') return ['ITERO-TYPE-09']
  if (typeof value !== 'string') return [clauses.type]
  return clauses.blank && value.trim() === '' ? [clauses.blank] : holds(value)
}

function optionalText(value: unknown): string[] {
  if (typeof value === 'number') return ['ITERO-TYPE-09']
  return isAbsent(value) || typeof value === 'string' ? [] : ['ITERO-TYPE-08']
}

function gender(value: unknown): string[] {
  if (isAbsent(value)) return ['ITERO-REQ-06']
  if (isNumeric(value)) return ['ITERO-TYPE-09']
  if (typeof value !== 'number') return ['ITERO-TYPE-05']
  return value === 0 || value === 1 ? [] : ['ITERO-GENDER-02']
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})\.\d{3}Z)?$/

function dateOfBirth(value: unknown, world: OrderWorld): string[] {
  if (isAbsent(value)) return ['ITERO-REQ-07']
  if (typeof value === 'number') return ['ITERO-TYPE-09']
  if (typeof value !== 'string') return ['ITERO-TYPE-06']
  const parts = DATE.exec(value)
  if (!parts) return ['ITERO-DOB-03']
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  if (!isDay(year, month, day) || hours > 23 || minutes > 59 || seconds > 59) return ['ITERO-DOB-04']
  const today = world.today ?? new Date().toISOString().slice(0, 10)
  return value.slice(0, 10) > today ? ['ITERO-DOB-05'] : []
}

function clinic(order: Fields, world: OrderWorld, clause: string): string[] {
  return order.companyId === world.companyId ? [] : [clause]
}

/** "Scanner serial number of the specified clinic": judged where the clinic is the doctor's. */
function scanner(order: Fields, world: OrderWorld, clause: string): string[] {
  return order.companyId !== world.companyId || order.scannerSerialNumber === world.scannerSerialNumber ? [] : [clause]
}

function map(order: Fields, world: OrderWorld, clause: string): string[] {
  return sendToOf(order, world) === undefined ? [clause] : []
}

function sendToOf(order: Fields, world: OrderWorld): SendTo | undefined {
  return world.maps.find((one) => one.procedureMapId === order.procedureMapId)?.sendTo
}

/** Of a target that writes its GUIDs without hyphens or in braces, these are the form. */
const GUID_FORM = /^(?:\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$/i

function rx(rxId: string, world: OrderWorld): string[] {
  if (!GUID_FORM.test(rxId)) return ['ITERO-RX-03']
  const known = (world.rxIds ?? []).map((one) => one.toLowerCase())
  return known.includes(rxId.toLowerCase()) ? [] : ['ITERO-RX-02']
}

interface LabClauses {
  null: { restoLab: string; orthoLab: string }
  leftOut: string
  type: string
  notTaken: string
  wrongKind: string
  unrelated: string
  unknown: string
}

/** "Map IDs that have a lab require an ID in this field. Pass null if lab is not required." */
function lab(order: Fields, world: OrderWorld, clauses: LabClauses): string[] {
  const { labId } = order
  const sendTo = sendToOf(order, world)
  if (sendTo === undefined) return []
  if (sendTo !== 'restoLab' && sendTo !== 'orthoLab') return isAbsent(labId) ? [] : [clauses.notTaken]
  if (labId === undefined) return [clauses.leftOut]
  if (labId === null) return [clauses.null[sendTo]]
  const wrong = idType(labId, clauses.type)
  if (wrong.length > 0) return wrong
  if (labId === (sendTo === 'restoLab' ? world.restoLabId : world.orthoLabId)) return []
  if (labId === world.restoLabId || labId === world.orthoLabId) return [clauses.wrongKind]
  return [labId === world.unrelatedLabId ? clauses.unrelated : clauses.unknown]
}

const isNumeric = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
const mandatory = (missing: string, type: string) => ({ missing, type, blank: 'ITERO-REQ-09' })
