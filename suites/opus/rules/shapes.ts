import { faultsByOperation } from '../../../engine/by-operation.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { parsed } from '../../../engine/json-diff.ts'
import { isAccepted, notWhole, status } from '../../../engine/status.ts'
import { listOr, plural } from '../../../engine/words.ts'
import { fault, SHAPES } from '../answer-clauses.ts'
import { type Operation, queryOf } from '../api.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { rule } from '../rule.ts'
import { bodyOf, leavesOf, leftOutOf, listOf, NUMBER_PARTS, PATIENT_TEXTS, property } from '../shapes.ts'

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

/** What is wrong with the shape of an answer; what a list of bookings left out is OPUS-BOOK-02's matter. */
function faultsOf(id: RequirementId, exchange: Exchange, makers: Makers): string[] {
  const faults = SHAPES[id]?.[exchange.operation as Operation]?.(bodyOf(exchange)) ?? []
  const made = exchange.operation === 'getBookings' ? makers.get(exchange) : undefined
  const lacking = made ? leftOutOf(exchange, made) : []
  return [
    ...faults.filter((words) => !lacking.some((part) => words.startsWith(`${part} `))),
    ...misplaced(exchange, makers),
  ]
}

/** No answer body is documented; the assumed shapes follow the examples of requests. Only answers to valid requests tell. */
const shape = (id: RequirementId, words: string) =>
  rule({
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
      const faults = subjects.flatMap((exchange) => faultsOf(id, exchange, makers).map((what) => ({ what, exchange })))
      if (faults.length > 0) {
        return broken(
          `the shape ${words}`,
          faultsByOperation(faults, subjects),
          [...new Set(faults.map((one) => one.exchange))].slice(0, 12),
        )
      }
      const [cut] = about
      if (subjects.length === 0 && cut) return unobserved(notWhole(cut) as string, 'a whole answer', [], about)
      if (subjects.length === 0)
        return unobserved(
          `no ${listOr(Object.keys(SHAPES[id] ?? {}))} was answered with data`,
          'a target that answers with data',
        )
      return holds(`${plural(subjects.length, 'answer')}`)
    },
  })

/** The assumed shapes of answers. */
export const rules = {
  'OPUS-SHAPE-01': shape(
    'OPUS-SHAPE-01',
    '{ FirstName, LastName, PostalCode, Email, MobilePhoneNumber, PersonalNumber }',
  ),

  'OPUS-SHAPE-02': shape('OPUS-SHAPE-02', '{ BookingID, Patient?, TimeSlot }'),
  'OPUS-SHAPE-03': shape('OPUS-SHAPE-03', '{ ClinicID | ClinicianID | TreatmentID, Name }'),
  'OPUS-SHAPE-04': shape('OPUS-SHAPE-04', '{ Start, End, ClinicID, ClinicianID, TreatmentID }'),
}
