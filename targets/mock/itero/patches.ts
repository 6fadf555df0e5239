import { type Deviations, deviationsOf, type Told as ToldOf } from '../deviation.ts'
import type { Attempt, CreateOperation, Order, Outcome, Problem, Reason } from './attempt.ts'
import type { Behaviour, CheckName } from './behaviour.ts'
import type { ProcedureMap, SendTo } from './maps.ts'
import { problem } from './shapes.ts'

export const { alters, decides, defectsOf, each, together, variantsOf } = deviationsOf<Behaviour>()

/** The change that a defect or a variant makes to the behaviour. */
export type Patch = (behaviour: Behaviour) => Partial<Behaviour>

export type Told = ToldOf<Behaviour>
export type Defects = Deviations<Behaviour>

/** What of a request is checked, by its name in the document. */
export type Field = CheckName extends `check${infer Name}` ? Uncapitalize<Name> : never

/** Which attempts are meant. */
export type When = (at: Attempt) => boolean

/** Which findings are meant. */
type Overlooked = (found: Problem, at: Attempt) => boolean

/** How a request ends; an invalid one also by the field in which there is a problem, and what it is. */
type How = Outcome['kind'] | readonly [Field, ...Reason[]]
type Ending = (outcome: Outcome) => boolean

const PATIENT = /^(firstName|lastName|mi|chartNumber|gender|dateOfBirth|zipCode)$/

/** Where a field stands in the body. */
export const pathOf = (field: Field): string => (PATIENT.test(field) ? `patient.${field}` : field)

/** What is sent in a field. */
export const sentIn = (field: Field, { body, patient }: Attempt): unknown =>
  PATIENT.test(field) ? patient?.[field] : body[field]

/** The same as a text, an empty one for nothing. */
export const textIn = (field: Field, at: Attempt): string => String(sentIn(field, at) ?? '')

/** A field's name as it stands in a deviation's ID: `firstName` is `first-name`. */
export const kebab = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const checkOf = (field: Field) => `check${field.charAt(0).toUpperCase()}${field.slice(1)}` as CheckName

/** Puts another status on an answer, and leaves everything else of it as it is. */
export const answers = (status: number, when: Ending): Patch =>
  alters('statusOf', (usual, outcome) => (when(outcome) ? status : usual))

/** Counts what ends so as a case. */
export const counts = (when: Ending): Patch => alters('countsAsCase', (counts, outcome) => counts || when(outcome))

/** Predicates for what is overlooked. */
export const because =
  (...reasons: readonly Reason[]): Overlooked =>
  ({ reason }) =>
    reasons.includes(reason)

export const onMapTo =
  (...options: readonly SendTo[]): When =>
  ({ map }) =>
    map !== undefined && options.includes(map.sendTo)

/** Changes what maps there are, so that the list and what is accepted agree. */
export const holds = (change: (maps: readonly ProcedureMap[]) => readonly ProcedureMap[]): Patch =>
  alters('catalogue', change)

/** What deviations do on one create operation, or on either of them; those that tell it have their sentence with them. */
function on(operation: CreateOperation | 'either') {
  const subject = operation === 'either' ? 'Either create operation' : operation
  const isMeant = (at: Attempt | undefined): at is Attempt =>
    at !== undefined && (operation === 'either' || at.operation === operation)

  /** Whether one of the attempts that are meant ends so. */
  const ends =
    (how: How, when: When = () => true): Ending =>
    (outcome) => {
      if (!isMeant(outcome.at) || !when(outcome.at)) return false
      if (typeof how === 'string') return outcome.kind === how
      const [field, ...reasons] = how
      return (
        outcome.kind === 'invalid' &&
        outcome.problems.some((found) => found.field === pathOf(field) && reasons.includes(found.reason))
      )
    }

  /** Takes what the check finds fault with. */
  const overlooks = (field: Field, when: Overlooked): Patch =>
    alters(checkOf(field), (found, at) => (found && isMeant(at) && when(found, at) ? undefined : found))

  /** Finds fault with what is in order. */
  const objects = (field: Field, when: When): Patch =>
    alters(
      checkOf(field),
      (found, at) => found ?? (isMeant(at) && when(at) ? problem(field, 'value', 'is not acceptable') : undefined),
    )

  /** Changes the answer to a created case, from the mock's `from`-th case on. */
  const renders = (change: (order: Order) => unknown, from = 1): Patch =>
    alters('renderOrder', (usual, order, at) => (isMeant(at) && order.sequence >= from ? change(order) : usual))

  return {
    operation,
    /** How the IDs of deviations on it begin. */
    prefix: operation === 'createNewOrderByRx' ? 'by-rx-' : '',
    ends,
    overlooks,
    objects,
    renders,
    /** Takes what is wrong with a field: for this reason, or where the predicate says so. */
    takes: (what: string, field: Field, when: Reason | Overlooked): Told => [
      `${subject} takes ${what}.`,
      overlooks(field, typeof when === 'string' ? because(when) : when),
    ],
    refuses: (what: string, field: Field, when: When): Told => [`${subject} refuses ${what}.`, objects(field, when)],
    /**
     * Answers with another status. Whoever goes by the status takes a 200 for a case, so it counts as one: the rate
     * rules hold as seen from outside.
     */
    answers: (status: number, what: string, how: How, when?: When): Told => {
      const ending = ends(how, when)
      return status === 200
        ? [
            `${subject} answers 200 to ${what}, with the error in the answer.`,
            together(answers(200, ending), counts(ending)),
          ]
        : [`${subject} answers ${status} to ${what}.`, answers(status, ending)]
    },
    /** Answers 500 and does nothing. */
    crashes: (what: string, when: When): Told => [
      `${subject} answers 500 ${what}.`,
      alters('crashes', (crashes, at) => (isMeant(at) && when(at)) || crashes),
    ],
  }
}

export const create = on('createNewOrder')
export const byRx = on('createNewOrderByRx')
export const either = on('either')

/** createNewOrderByRx refuses an RX by those that an operation was answered with before. */
export const refusesRx =
  (of: CreateOperation, when: (rxGuid: string, before: readonly string[]) => boolean): Patch =>
  (base) => {
    const before: string[] = []
    return together(
      alters('rxFor', (rx, _fresh, { operation }) => {
        if (operation === of) before.push(rx.rxGuid)
        return rx
      }),
      byRx.objects('rxId', ({ rx }) => rx !== undefined && when(rx.rxGuid, before)),
    )(base)
  }

/** createNewOrderByRx takes an RX no more than so many times; that createNewOrder creates it is not a use of it. */
export const usableAtMost = (times: number): Patch =>
  refusesRx('createNewOrderByRx', (rxGuid, used) => used.filter((one) => one === rxGuid).length >= times)
