import { brokenOpusClauses } from '../../../generators/opus-clauses.ts'
import type { OpusOperation, OpusRequest, OpusWorld } from '../../../generators/opus-world.ts'
import { requestSchema } from '../../../openapi/document.ts'
import { document } from '../../../openapi/opus.gen.ts'
import { type Call, type StandIn, sentBodies, sentHeader, sentQuery } from '../call.ts'
import { missingHeader } from '../credentials.ts'
import { type FieldFault, fieldFaults, fieldWords, openFaults } from '../fields.ts'
import { schemaAt } from '../openapi-node.ts'
import { mediaTypeOf } from '../pact.ts'
import type { Fault } from '../profile.ts'
import { ROWS } from './operations.ts'
import { filterFaults, strangeParameters } from './queries.ts'
import { timeslotFaults } from './timeslots.ts'

const REFUSED_KEY = [400, 401, 403]
const INVALID = [400]
const UNKNOWN_ID = [400, 404]

/** Requirements about an ID that names nothing. */
const OF_NOTHING = ['OPUS-PAT-17', 'OPUS-BOOK-16', 'OPUS-BOOK-23', 'OPUS-BOOK-28']

/** What is wrong with a request, as far as it can be seen in it. */
export function requestFaults(call: Call): Fault[] {
  const { operationId } = call
  const faults = [...keyFaults(call), ...filterFaults(call), ...timeslotFaults(call)]
  if (isClauseOperation(operationId)) faults.push(...clauseFaults(call, operationId))
  return [...faults, ...strangeParameters(call)]
}

/** A missing or empty key. */
export function keyFaults(call: Call): Fault[] {
  const key = sentHeader(call, 'api_key')
  if (!key) return missingHeader(call, 'api_key', ROWS[call.operationId]!.key, REFUSED_KEY)
  if (key.fromState || key.value.trim() !== '') return []
  return [{ requirement: 'OPUS-KEY-09', path: key.at, what: 'the api_key is empty', refusedWith: REFUSED_KEY }]
}

/** Fields of each operation's query and body that a clause speaks of. */
const QUERY: Record<OpusOperation, readonly string[]> = {
  getPatient: ['year', 'month', 'day', 'extradigits'],
  getBookings: ['year', 'month', 'day', 'extradigits'],
  createPatient: ['clinicID', 'clinicianID'],
  createBooking: [],
  updateBooking: ['bookingID', 'clinicID'],
}

const NUMBER = ['Year', 'Month', 'Day', 'ExtraDigits']
const SLOT = ['Start', 'End', 'ClinicID', 'ClinicianID', 'TreatmentID']

const BODY: Partial<Record<OpusOperation, { whole: string[]; parts: string[] }>> = {
  createPatient: {
    whole: ['FirstName', 'LastName', 'PersonalNumber'],
    parts: NUMBER.map((part) => `PersonalNumber.${part}`),
  },
  createBooking: {
    whole: ['Patient', 'Patient.PersonalNumber', 'TimeSlot'],
    parts: [...NUMBER.map((part) => `Patient.PersonalNumber.${part}`), ...SLOT.map((part) => `TimeSlot.${part}`)],
  },
  updateBooking: { whole: ['Patient', 'Patient.PersonalNumber'], parts: [] },
}

const isClauseOperation = (operationId: string): operationId is OpusOperation => operationId in QUERY

const CONTROL_NUMBER = { Year: 1975, Month: 1, Day: 28, ExtraDigits: '3175' }
const CONTROL_SLOT = {
  Start: '2030-02-03T08:00:00',
  End: '2030-02-03T08:30:00',
  ClinicID: 'clinic',
  ClinicianID: 3,
  TreatmentID: 2,
}

const CONTROL: Record<OpusOperation, OpusRequest> = {
  getPatient: { query: { year: '1975', month: '1', day: '28', extradigits: '3175' } },
  getBookings: { query: { year: '1975', month: '1', day: '28', extradigits: '3175' } },
  createPatient: {
    query: { clinicID: 'clinic', clinicianID: '3' },
    body: { FirstName: 'Test', LastName: 'Patient', PersonalNumber: CONTROL_NUMBER },
  },
  createBooking: { query: {}, body: { Patient: { PersonalNumber: CONTROL_NUMBER }, TimeSlot: CONTROL_SLOT } },
  updateBooking: {
    query: { bookingID: '1', clinicID: 'clinic' },
    body: { Patient: { PersonalNumber: CONTROL_NUMBER }, TimeSlot: CONTROL_SLOT },
  },
}

function clauseFaults(call: Call, operation: OpusOperation): Fault[] {
  const query = queryFaults(call, operation)
  if (!BODY[operation]) return query
  const { body } = call.interaction.request
  const bodies = sentBodies(call, standIn)
  if (body.kind === 'text') {
    return [
      ...query,
      { requirement: 'OPUS-CODE-05', path: body.at, what: 'the body is not JSON', refusedWith: INVALID },
    ]
  }
  return [...query, ...contentTypeFaults(call), ...(bodies ?? [{}]).flatMap((one) => bodyFaults(call, operation, one))]
}

/** The example stands for what a state gives, unless it cannot be a part of a personal number. */
const standIn: StandIn = (field, _name, example) => {
  const part = field.split('.').at(-1)!
  const control = { ...CONTROL_NUMBER, ...CONTROL_SLOT } as Record<string, unknown>
  return Object.hasOwn(control, part) ? control[part] : example
}

function contentTypeFaults(call: Call): Fault[] {
  const { request } = call.interaction
  const type = mediaTypeOf(request)
  if (request.body.kind !== 'json' || type === undefined || type === 'application/json') return []
  const what = `the body is sent as ${type}`
  const path = [...request.at, 'headers']
  return call.operationId === 'updateBooking'
    ? [{ requirement: null, level: 'assumed', path, what, refusedWith: [400, 415] }]
    : [{ requirement: 'OPUS-CT-01', path, what, refusedWith: [400, 415] }]
}

function queryFaults(call: Call, operation: OpusOperation): Fault[] {
  const control = CONTROL[operation]
  const { query } = call.interaction.request
  const at = [...call.interaction.request.at, 'query']
  const sent = QUERY[operation].map((name) => ({ name, parameter: sentQuery(call, name) }))
  const read = (name: string, value: string | undefined) => {
    const { [name]: _, ...others } = control.query
    return clausesOf(operation, { ...control, query: value === undefined ? others : { ...others, [name]: value } })
  }
  const own = sent.flatMap(({ name, parameter }): Fault[] => {
    if (parameter?.fromState) return []
    const value = parameter?.value
    const what = value === undefined ? `the query has no ${name}` : `${name} is ${JSON.stringify(value)}`
    // A parameter without a value is as one that is missing.
    return read(name, value === '' ? undefined : value).map((requirement) => ({
      requirement,
      path: parameter?.at ?? at,
      what,
      refusedWith: OF_NOTHING.includes(requirement) ? UNKNOWN_ID : INVALID,
    }))
  })
  if (own.length > 0 || query.length === 0 || sent.some(({ parameter }) => !parameter || parameter.fromState))
    return own
  // Each is right for itself: together they may still be no date.
  const whole = Object.fromEntries(sent.map(({ name, parameter }) => [name, parameter!.value]))
  return clausesOf(operation, { ...control, query: whole }).map((requirement) => ({
    requirement,
    path: sent[2]?.parameter?.at ?? at,
    what: `${QUERY[operation].map((name) => `${name} ${whole[name]}`).join(', ')} is no date`,
    refusedWith: INVALID,
  }))
}

function bodyFaults(call: Call, operation: OpusOperation, body: unknown): Fault[] {
  const control = CONTROL[operation]
  const { at } = call.interaction.request.body
  const { whole, parts } = BODY[operation]!
  const refuse = (field: string, requirement: string): Fault => ({
    requirement,
    path: [...at, ...field.split('.')],
    what: fieldWords(body, field),
    refusedWith: OF_NOTHING.includes(requirement) ? UNKNOWN_ID : INVALID,
  })
  if (operation === 'createPatient' && (typeof body !== 'object' || body === null || Object.keys(body).length === 0)) {
    return [
      { requirement: 'OPUS-PAT-13', path: at, what: 'the request has no patient in its body', refusedWith: INVALID },
    ]
  }
  const check = (fields: readonly string[]) =>
    fieldFaults(
      body,
      fields.filter((field) => hasParent(body, field)),
      control.body as object,
      (changed) => clausesOf(operation, { query: control.query, body: changed }, changed),
    )
  // A part that is wrong makes the whole wrong, and is told alone; a whole is wrong by itself where it is no date.
  const all = check([...parts, ...whole])
  const found = all.filter((one) => !all.some((other) => isPartOf(other, one)))
  const faults = found.map(({ field, requirement }) => refuse(field, requirement))
  const node = schemaAt(document, requestSchema(document, operation)!)
  return [
    ...faults,
    ...openFaults(
      document,
      node,
      body,
      at,
      faults.map(({ path }) => path),
    ),
  ]
}

const isPartOf = (part: FieldFault, whole: FieldFault): boolean =>
  part.requirement === whole.requirement && part.field.startsWith(`${whole.field}.`)

function hasParent(body: unknown, field: string): boolean {
  const parents = field.split('.').slice(0, -1)
  let value = body
  for (const name of parents) value = (value as Record<string, unknown> | undefined | null)?.[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** In a world where every ID that is sent names something. */
function clausesOf(operation: OpusOperation, request: OpusRequest, body: unknown = request.body): string[] {
  const { TimeSlot } = (body ?? {}) as { TimeSlot?: Record<string, string | number> }
  const slot = typeof TimeSlot === 'object' && TimeSlot !== null ? TimeSlot : {}
  const known = (...ids: unknown[]) => ids.filter((id) => id !== undefined && id !== null) as (string | number)[]
  const world: OpusWorld = {
    clinicIDs: known(request.query.clinicID, slot.ClinicID),
    clinicianIDs: known(request.query.clinicianID, slot.ClinicianID),
    treatmentIDs: known(slot.TreatmentID),
    bookings: known(request.query.bookingID).map((BookingID) => ({ BookingID, PersonalNumber: ownNumber(body) })),
    otherPersonalNumber: CONTROL_NUMBER,
    seed: 1,
  }
  return brokenOpusClauses(operation, request, world)
}

/** The booking is taken to be the patient's own. */
function ownNumber(body: unknown) {
  const { Patient } = (body ?? {}) as { Patient?: { PersonalNumber?: typeof CONTROL_NUMBER } }
  return Patient?.PersonalNumber ?? CONTROL_NUMBER
}
