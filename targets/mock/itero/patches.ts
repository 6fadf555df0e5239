import type { Attempt, CreateOperation, Order, Outcome, Problem, Reason } from './attempt.ts'
import type { Behaviour, CheckName } from './behaviour.ts'
import type { Check } from './checks.ts'
import type { SendTo } from './maps.ts'
import { problem } from './shapes.ts'

/** The change that a defect or a variant makes to the behaviour. */
export type Patch = (behaviour: Behaviour) => Partial<Behaviour>

export type Operations = CreateOperation | 'both'

/** What a predicate is given of a finding. */
type Overlooked = (found: Problem, at: Attempt) => boolean

/** A field's name as it stands in a deviation's ID: `patient.firstName` is `first-name`. */
export function kebab(field: string): string {
  return field.replace(/^patient\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function isOn(operations: Operations, at: Attempt): boolean {
  return operations === 'both' || at.operation === operations
}

/** Several changes as one, each laid over those before it. */
export function together(...patches: readonly Patch[]): Patch {
  return (behaviour) => {
    let table = behaviour
    for (const patch of patches) table = { ...table, ...patch(table) }
    return table
  }
}

/** Takes what the check finds fault with, where the predicate says so. */
export function overlooks(operations: Operations, check: CheckName, when: Overlooked): Patch {
  return (behaviour) => {
    const patched: Check = (at) => {
      const found = behaviour[check](at)
      return found && isOn(operations, at) && when(found, at) ? undefined : found
    }
    return { [check]: patched }
  }
}

/** Finds fault with what is in order, where the predicate says so. */
export function refuses(operations: Operations, check: CheckName, when: (at: Attempt) => boolean): Patch {
  const field = check.charAt(5).toLowerCase() + check.slice(6)
  return (behaviour) => {
    const patched: Check = (at) =>
      behaviour[check](at) ??
      (isOn(operations, at) && when(at) ? problem(field, 'value', 'is not acceptable') : undefined)
    return { [check]: patched }
  }
}

/** Puts another status on an answer, and leaves everything else of it as it is. */
export function answers(status: number, when: (outcome: Outcome) => boolean): Patch {
  return (behaviour) => ({ statusOf: (outcome) => (when(outcome) ? status : behaviour.statusOf(outcome)) })
}

/**
 * Answers 200 to what it refuses, with the error in the body. Whoever goes by the status takes it for a case, so it
 * counts as one: the rate rules hold as seen from outside.
 */
export function answers200(when: (outcome: Outcome) => boolean): Patch {
  return (behaviour) => ({
    ...answers(200, when)(behaviour),
    countsAsCase: (outcome) => when(outcome) || behaviour.countsAsCase(outcome),
  })
}

/** Answers 500 and does nothing. */
export function crashes(operations: Operations, when: (at: Attempt) => boolean): Patch {
  return (behaviour) => ({ crashes: (at) => (isOn(operations, at) && when(at)) || behaviour.crashes(at) })
}

/** Changes the answer to a created case, from the mock's `from`-th case on. */
export function rendersOrder(operations: Operations, change: (order: Order) => unknown, from = 1): Patch {
  return (behaviour) => ({
    renderOrder(order, at) {
      if (!isOn(operations, at) || order.sequence < from) return behaviour.renderOrder(order, at)
      return change(order)
    },
  })
}

/** Predicates for {@link overlooks}. */
export const because =
  (...reasons: readonly Reason[]): Overlooked =>
  ({ reason }) =>
    reasons.includes(reason)

type JsonType = 'string' | 'object' | 'array' | 'boolean'

/** A value of another JSON type than the documented one, and of this one. */
export function ofType(type: JsonType, value: (at: Attempt) => unknown): Overlooked {
  return ({ reason }, at) => {
    const given = value(at)
    return reason === 'type' && (Array.isArray(given) ? 'array' : typeof given) === type
  }
}

export const onMapTo =
  (...options: readonly SendTo[]) =>
  (at: Attempt): boolean =>
    at.map !== undefined && options.includes(at.map.sendTo)

/** A refusal for a problem in this field, on these operations. */
export const invalidIn =
  (operations: Operations, field: string, ...reasons: readonly Reason[]) =>
  (outcome: Outcome): boolean =>
    outcome.kind === 'invalid' &&
    isOn(operations, outcome.at) &&
    outcome.problems.some((found) => found.field === field && (reasons.length === 0 || reasons.includes(found.reason)))
