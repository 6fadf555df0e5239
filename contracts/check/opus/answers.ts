import { isFields } from '../../../generators/fields.ts'
import { SLOT_CLAUSES } from '../../../suites/opus/slot-clauses.ts'
import { type Call, sentQuery } from '../call.ts'
import { assertedValues } from '../expectation.ts'
import type { Path } from '../path.ts'
import type { Contradiction } from '../profile.ts'
import { isTimeslots } from './operations.ts'

/** Values that are expected of an answer and contradict what was asked for. */
export function answerContradictions(call: Call): Contradiction[] {
  const { status } = call.interaction.response
  if (status >= 300) return []
  return isTimeslots(call) ? slotContradictions(call) : echoContradictions(call)
}

/** An element of the answer's list with the values that it must have. */
interface Firm {
  path: Path
  values: Readonly<Record<string, unknown>>
}

function firmElements(call: Call): Firm[] {
  const { body, rules } = call.interaction.response
  if (body.kind !== 'json') return []
  const elements = Array.isArray(body.value) ? body.value : [body.value]
  const asserted = assertedValues(body.value, rules.body)
  return elements.flatMap((element, nth): Firm[] => {
    const path = Array.isArray(body.value) ? [nth] : []
    if (!isFields(element)) return []
    const values = asserted
      .filter((one) => path.every((step, at) => one.path[at] === step) && one.path.length === path.length + 1)
      .map((one) => [String(one.path.at(-1)), one.value])
    return [{ path: [...body.at, ...path], values: Object.fromEntries(values) }]
  })
}

function slotContradictions(call: Call): Contradiction[] {
  const elements = firmElements(call)
  const query = Object.fromEntries(
    PARAMETERS.flatMap((name) => {
      const sent = sentQuery(call, name)
      return sent && !sent.fromState ? [[name, sent.value]] : []
    }),
  )
  return elements.flatMap(({ path, values }, nth): Contradiction[] => {
    const tell = (requirement: string, name: string, why: string): Contradiction => ({
      requirement,
      path: [...path, name],
      what: `${name} must be ${JSON.stringify(values[name])}, and ${why}`,
    })
    const { Start: start, End: end } = values
    const clauses = SLOT_CLAUSES[call.operationId as keyof typeof SLOT_CLAUSES]
    return [
      ...clauses
        .filter(([, { part, breaks }]) => values[part] !== undefined && breaks(String(values[part]), query))
        .map(([requirement, { part, asked }]) => tell(requirement, part, asked(query))),
      ...(typeof start === 'string' && typeof end === 'string' && end <= start
        ? [tell('OPUS-SLOT-22', 'End', `the slot starts at ${start}`)]
        : []),
      ...(typeof start === 'string' && elements.slice(0, nth).some((one) => isSameSlot(one.values, values))
        ? [tell('OPUS-SLOT-23', 'Start', 'the slot is there already')]
        : []),
    ]
  })
}

/** What decides over the slots that are answered; one that a state gives is not known. */
const PARAMETERS = ['year', 'month', 'startingFromDateTime', 'clinicID', 'clinicianID', 'treatmentID']

const isSameSlot = (one: Firm['values'], other: Firm['values']): boolean =>
  ['Start', 'ClinicID', 'ClinicianID', 'TreatmentID'].every((name) => one[name] === other[name])

/** What an answer gives back of its request: by the name of the property, where the request has one of that name. */
const GIVEN_BACK: Readonly<Record<string, string>> = {
  createPatient: 'OPUS-PAT-10',
  createBooking: 'OPUS-BOOK-02',
  updateBooking: 'OPUS-BOOK-19',
  getPatient: 'OPUS-PAT-01',
  getClinic: 'OPUS-CLINIC-07',
  getBookings: 'OPUS-BOOK-04',
}

function echoContradictions(call: Call): Contradiction[] {
  const { request, response } = call.interaction
  const requirement = GIVEN_BACK[call.operationId]
  if (!requirement || response.body.kind !== 'json') return []
  const sent = new Map<string, unknown>([
    ...Object.entries(call.route.pathParams).map(([name, value]): [string, unknown] => [name.toLowerCase(), value]),
    ...(call.operationId.startsWith('get') ? request.query : [])
      .filter(({ name }) => !request.generators.query.has(name.toLowerCase()))
      .map(({ name, values }): [string, unknown] => [name.toLowerCase(), values[0]]),
    ...(request.body.kind === 'json' ? assertedValues(request.body.value, []) : [])
      .filter(
        ({ path }) => !request.generators.body.some(({ pattern }) => pattern.every((step, nth) => step === path[nth])),
      )
      .map(({ path, value }): [string, unknown] => [String(path.at(-1)).toLowerCase(), value]),
  ])
  if (request.generators.path) return []
  return assertedValues(response.body.value, response.rules.body).flatMap(({ path, value }): Contradiction[] => {
    const name = String(path.at(-1))
    const own = sent.get(name.toLowerCase())
    if (own === undefined || isSame(own, value)) return []
    const isName = call.operationId === 'createPatient' && isPlain(own) === isPlain(value) && name.endsWith('Name')
    return [
      {
        requirement: isName
          ? 'OPUS-PAT-19'
          : name === 'ExtraDigits' && call.operationId === 'createPatient'
            ? 'OPUS-PAT-20'
            : requirement,
        path: [...response.body.at, ...path],
        what: `${name} must be ${JSON.stringify(value)}, and ${JSON.stringify(own)} is sent`,
      },
    ]
  })
}

/** Extra digits may be a number: the leading zeros are then not seen. */
const isSame = (one: unknown, other: unknown): boolean => String(one).toLowerCase() === String(other).toLowerCase()

const isPlain = (value: unknown): boolean => /^\p{ASCII}*$/u.test(String(value))
