import { faultsByOperation } from '../../engine/by-operation.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../engine/finding.ts'
import { isNumber } from '../../engine/json.ts'
import { parsed } from '../../engine/json-diff.ts'
import { isAccepted, notWhole, status } from '../../engine/status.ts'
import { type Operation, queryOf } from './api.ts'
import { readTime } from './local-time.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rule } from './rule.ts'
import { bodyOf, idOf, isObject, leavesOf, listOf, NUMBER_PARTS, PATIENT_TEXTS, property } from './shapes.ts'

/** What is wrong with the shape of a value, in words; none for the assumed one. */
type Faults = (value: unknown) => string[]

const fault = (isWrong: boolean, words: string): string[] => (isWrong ? [words] : [])
const isText = (value: unknown) => typeof value === 'string'

const inEntries =
  (faults: Faults): Faults =>
  (value) =>
    listOf(value)?.flatMap(faults) ?? ['is no list']

const inObject =
  (faults: Faults): Faults =>
  (value) =>
    isObject(value) ? faults(value) : ['is no object']

/** A patient. What a target does not keep is OPUS-PAT-10's matter; a shape is other where it stands elsewhere. */
const patient: Faults = inObject((value) => {
  const texts = PATIENT_TEXTS.map((name) => property(value, name))
  const number = property(value, 'PersonalNumber')
  if (number === undefined && texts.every((text) => text === undefined)) return ['is no patient']
  const digits = property(number, 'ExtraDigits')
  return [
    ...PATIENT_TEXTS.flatMap((name, nth) =>
      fault(texts[nth] !== undefined && texts[nth] !== null && !isText(texts[nth]), `${name} is no string`),
    ),
    ...(isObject(number)
      ? [
          ...NUMBER_PARTS.slice(0, 3).flatMap((part) =>
            fault(!isNumber(property(number, part)), `${part} is no number`),
          ),
          ...fault(!isText(digits) && !isNumber(digits), 'ExtraDigits is neither string nor number'),
        ]
      : ['PersonalNumber is no object']),
  ]
})

const slot: Faults = inObject((value) => [
  ...(['Start', 'End'] as const).flatMap((name) => {
    const text = property(value, name)
    const isWritten = isText(text) && readTime(text) !== undefined && /T\d{2}:\d{2}:\d{2}/.test(String(text))
    return fault(!isWritten, `${name} is no date-time YYYY-MM-DDTHH:MM:SS`)
  }),
  ...fault(!isText(property(value, 'ClinicID')), 'ClinicID is no string'),
  ...(['ClinicianID', 'TreatmentID'] as const).flatMap((name) =>
    fault(!isNumber(property(value, name)), `${name} is no number`),
  ),
])

const booking: Faults = inObject((value) => [
  ...fault(idOf(property(value, 'BookingID')) === undefined, 'there is no BookingID'),
  ...(isObject(property(value, 'TimeSlot')) ? slot(property(value, 'TimeSlot')) : ['there is no TimeSlot']),
])

const named = (name: string, isRight: (value: unknown) => boolean, words: string): Faults =>
  inObject((value) => [
    ...fault(!isRight(property(value, name)), `${name} is no ${words}`),
    ...fault(!isText(property(value, 'Name')), 'there is no Name'),
  ])

const clinic = named('ClinicID', isText, 'string')

/** Which operations answer with what. */
export const SHAPES: Partial<Record<RequirementId, Partial<Record<Operation, Faults>>>> = {
  'OPUS-SHAPE-01': { getPatient: patient, createPatient: patient },
  'OPUS-SHAPE-02': { getBookings: inEntries(booking), createBooking: booking, updateBooking: booking },
  'OPUS-SHAPE-03': {
    getClinics: inEntries(clinic),
    getClinic: clinic,
    getClinicians: inEntries(named('ClinicianID', isNumber, 'number')),
    getTreatments: inEntries(named('TreatmentID', isNumber, 'number')),
  },
  'OPUS-SHAPE-04': { getTimeslotsByMonth: inEntries(slot), getTimeslotsFrom: inEntries(slot) },
}

type Makers = ReadonlyMap<Exchange, Exchange>

const numberIn = (body: unknown): unknown =>
  property(property(body, 'PersonalNumber') === undefined ? property(body, 'Patient') : body, 'PersonalNumber')

/** For each answer the accepted write that made what it is about: the patient, or the patient's first booking. */
function makersOf(answers: readonly Exchange[]): Map<Exchange, Exchange> {
  const writes = new Map<string, Exchange>()
  const makers = new Map<Exchange, Exchange>()
  for (const exchange of answers) {
    const { operation, request } = exchange
    const made = { getPatient: 'createPatient', getBookings: 'createBooking' }[operation]
    if (!made) {
      makers.set(exchange, exchange)
      const number = operation.startsWith('create') ? numberIn(parsed(request.body)) : undefined
      const key = nameOf(operation, (part) => property(number, part))
      if (number && !writes.has(key)) writes.set(key, exchange)
    } else {
      const asked = queryOf(exchange)
      const write = writes.get(nameOf(made, (part) => asked[part.toLowerCase()]))
      if (write) makers.set(exchange, write)
    }
  }
  return makers
}

const nameOf = (operation: string, partOf: (part: string) => unknown): string =>
  [operation, ...NUMBER_PARTS.map((part) => String(partOf(part)))].join(' ')

/**
 * Whether there was something to answer: whoever was asked for had been made, and where a timeslot operation lists slots
 * for some questions, an answer that is no list is one that has none to list, which is OPUS-SLOT-12's matter.
 */
function isAboutSomething(exchange: Exchange, answers: readonly Exchange[], makers: Makers): boolean {
  if (!makers.has(exchange)) return false
  if (!exchange.operation.startsWith('getTimeslots') || listOf(bodyOf(exchange))) return true
  return !answers.some((other) => other.operation === exchange.operation && listOf(bodyOf(other)))
}

/** Fields of a patient that came back under another name, by what was sent. */
function misplaced(exchange: Exchange, makers: Makers): string[] {
  if (exchange.operation !== 'getPatient' && exchange.operation !== 'createPatient') return []
  const [sent, answered] = [parsed(makers.get(exchange)?.request.body), bodyOf(exchange)]
  const leaves = leavesOf(answered)
  return PATIENT_TEXTS.flatMap((name) => {
    const value = property(sent, name)
    return fault(property(answered, name) === undefined && leaves.includes(String(value)), `there is no ${name}`)
  })
}

/** No answer body is documented; the assumed shapes follow the examples of requests. Only answers to valid requests tell. */
const shape = (id: RequirementId, words: string) =>
  rule(id, {
    last: true,
    probe: ({ session, client }) =>
      session.exchanges.filter(
        (exchange) =>
          exchange.operation in (SHAPES[id] ?? {}) &&
          isAccepted(exchange) &&
          // "No content" has no shape.
          status(exchange) !== 204 &&
          exchange.purpose !== 'variation' &&
          !client.sinceOutage.includes(exchange.id),
      ),
    judge: (answers: Exchange[]) => {
      const makers = makersOf(answers)
      const about = answers.filter((exchange) => isAboutSomething(exchange, answers, makers))
      const subjects = about.filter((exchange) => notWhole(exchange) === undefined)
      const faults = subjects.flatMap((exchange) =>
        [
          ...(SHAPES[id]?.[exchange.operation as Operation]?.(bodyOf(exchange)) ?? []),
          ...misplaced(exchange, makers),
        ].map((what) => ({ what, exchange })),
      )
      if (faults.length > 0) {
        return broken(
          `the shape ${words}`,
          faultsByOperation(faults, subjects),
          [...new Set(faults.map((one) => one.exchange))].slice(0, 12),
        )
      }
      const [cut] = about
      if (subjects.length === 0 && cut) return unobserved(notWhole(cut) as string, 'a whole answer', [], about)
      if (subjects.length === 0) return unobserved('there was no such answer', 'a target that answers with data')
      return holds(`${subjects.length} answers`)
    },
  })

export const patients = shape(
  'OPUS-SHAPE-01',
  '{ FirstName, LastName, PostalCode, Email, MobilePhoneNumber, PersonalNumber }',
)
export const bookings = shape('OPUS-SHAPE-02', '{ BookingID, Patient?, TimeSlot }')
export const entities = shape('OPUS-SHAPE-03', '{ ClinicID | ClinicianID | TreatmentID, Name }')
export const timeSlots = shape('OPUS-SHAPE-04', '{ Start, End, ClinicID, ClinicianID, TreatmentID }')
