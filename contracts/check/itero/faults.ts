import { isFields } from '../../../generators/fields.ts'
import { brokenClauses } from '../../../generators/order-clauses.ts'
import type { OrderOperation } from '../../../generators/order-world.ts'
import { requestSchema } from '../../../openapi/document.ts'
import { document } from '../../../openapi/itero.gen.ts'
import { type Call, sentHeader } from '../call.ts'
import { missingHeader } from '../credentials.ts'
import { fieldFaults, fieldWords, openFaults } from '../fields.ts'
import { schemaAt } from '../openapi-node.ts'
import { mediaTypeOf } from '../pact.ts'
import type { Fault } from '../profile.ts'
import { type Setting, settingsOf } from './world.ts'

const FIELDS: Record<OrderOperation, readonly string[]> = {
  createNewOrder: [
    'companyId',
    'scannerSerialNumber',
    'procedureMapId',
    'patient.firstName',
    'patient.lastName',
    'patient.gender',
    'patient.dateOfBirth',
    'patient.chartNumber',
    'patient.zipCode',
    'notes',
  ],
  createNewOrderByRx: ['companyId', 'scannerSerialNumber', 'rxId', 'procedureMapId'],
}

const LAB_RULE = /^ITERO-(?:LAB-|RX-1[245]$)/

/** What is wrong with a request of one of the two operations that create a case. */
export function orderRequestFaults(call: Call): Fault[] {
  const operation = call.operationId as OrderOperation
  return [...credentialFaults(call), ...bodyFaults(call, operation)]
}

function credentialFaults(call: Call): Fault[] {
  const header = sentHeader(call, 'Authorization')
  if (!header) {
    const requirement = call.operationId === 'createNewOrder' ? 'ITERO-AUTH-01' : 'ITERO-AUTH-04'
    return missingHeader(call, 'Authorization', requirement, [401])
  }
  const { value, fromState, isExample, at } = header
  if (fromState) return []
  const [, credentials] = /^basic +(\S.*)$/i.exec(value) ?? []
  const refused = { requirement: 'ITERO-AUTH-08', path: at, refusedWith: [401] }
  if (credentials === undefined) return [{ ...refused, what: `the Authorization header is not Basic` }]
  // An example stands for credentials that are put in when the pact is verified.
  if (isExample || /^[A-Za-z0-9+/]+={0,2}$/.test(credentials)) return []
  return [{ ...refused, what: 'the credentials in the Authorization header are not base64' }]
}

function bodyFaults(call: Call, operation: OrderOperation): Fault[] {
  const { request } = call.interaction
  const { body } = request
  const mediaType = mediaTypeOf(request)
  const unread = { requirement: 'ITERO-CODE-04', refusedWith: [400] }
  if (body.kind === 'text') return [{ ...unread, path: body.at, what: 'the body is not JSON' }]
  if (body.kind !== 'json') {
    const empty: Setting = { body: {}, world: { ...NOWHERE }, map: undefined }
    return settingFaults(empty, operation, call)
  }
  const wrongType: Fault[] =
    mediaType === undefined || mediaType === 'application/json'
      ? []
      : [{ ...unread, path: [...request.at, 'headers'], what: `the body is sent as ${mediaType}` }]
  const settings = settingsOf(call)
  if (settings.length === 0) return [{ ...unread, path: body.at, what: 'the body is no JSON object' }]
  return [...wrongType, ...settings.flatMap((one) => settingFaults(one, operation, call))]
}

const NOWHERE = {
  companyId: 1001,
  scannerSerialNumber: 'SCANNER-1001',
  maps: [],
  rxIds: ['3f0a6d1e-58c2-4f6b-9d27-8c1b5e4a7f90'],
  seed: 1,
}

/** A body that is right in every world, but for the lab. */
function controlIn({ world }: Setting): object {
  const { companyId, scannerSerialNumber } = world
  const patient = { firstName: 'Test', lastName: 'Patient', gender: 0, dateOfBirth: '1990-06-15' }
  return { companyId, scannerSerialNumber, procedureMapId: 4, rxId: world.rxIds?.[0], patient, labId: null }
}

const NO_LAB_MAP = { procedureMapId: 4, sendTo: 'N/A' } as const

function settingFaults(setting: Setting, operation: OrderOperation, call: Call): Fault[] {
  const { body, world } = setting
  const withControl = { ...world, maps: [...world.maps, NO_LAB_MAP] }
  const control = controlIn(setting)
  const hasPatient = operation === 'createNewOrderByRx' || isFields(body.patient)
  const fields = FIELDS[operation].filter((field) => hasPatient || !field.startsWith('patient.'))
  const own = [
    ...fieldFaults(body, hasPatient ? fields : [...fields, 'patient'], control, (changed) =>
      brokenClauses(operation, changed, withControl),
    ).filter(({ requirement }) => !LAB_RULE.test(requirement)),
    ...fieldFaults(body, ['labId'], { ...control, procedureMapId: body.procedureMapId }, (changed) =>
      setting.map ? brokenClauses(operation, changed, world) : [],
    ),
  ]
  const { at } = call.interaction.request.body
  const faults = own.map(({ field, requirement }): Fault => {
    const path = [...at, ...field.split('.')]
    return { requirement, path, what: wordsFor(setting, field), refusedWith: [400] }
  })
  return [...faults, ...openOrderFaults(setting, operation, call, faults)]
}

function wordsFor({ body, map }: Setting, field: string): string {
  const words = fieldWords(body, field)
  if (field === 'labId' && map?.sendTo) return `${words} on map ${map.procedureMapId}, whose sendTo is ${map.sendTo}`
  return field === 'procedureMapId' && typeof body.procedureMapId === 'number' && !map
    ? `${words}, which is no map of the document's, and the pact does not say that it is listed`
    : words
}

/** What the document leaves open: a null in an optional field, a property of the partner's own, no labId where none is needed. */
function openOrderFaults(
  { body, map }: Setting,
  operation: OrderOperation,
  call: Call,
  faults: readonly Fault[],
): Fault[] {
  const { at } = call.interaction.request.body
  const node = schemaAt(document, requestSchema(document, operation)!)
  const known = faults.map(({ path }) => path)
  const open = openFaults(document, node, body, at, known)
  if (body.labId !== undefined || !map || known.some((path) => path.at(-1) === 'labId')) return open
  const what = 'labId is left out, and the document has null passed where no lab is required'
  return [...open, { requirement: null, level: 'assumed', path: [...at, 'labId'], what, refusedWith: [] }]
}
