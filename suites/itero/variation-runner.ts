import type { Ticket } from '../../engine/budget.ts'
import { type Missing, missing, type Observation } from '../../engine/experiment.ts'
import { hold } from '../../engine/grounds.ts'
import { toJson } from '../../engine/json.ts'
import { isAccepted } from '../../engine/status.ts'
import { listOr } from '../../engine/words.ts'
import type { MissingFault } from '../../generators/fault.ts'
import { type OrderFault, orderFaults } from '../../generators/order-faults.ts'
import { SEND_TO } from '../../generators/procedure-maps.ts'
import type { CreateOperation } from './api.ts'
import type { Controls, Placed } from './controls.ts'
import { requirementOf } from './levels.ts'
import type { OrderSender } from './orders.ts'
import { prove } from './proof.ts'
import type { Admission } from './rate/admission.ts'
import type { Variation } from './variation.ts'
import { WrongPasswords } from './wrong-passwords.ts'

/** Tries of one experiment that the rate limit may answer before it is given up. */
const TRIES = 4

/** Carries out experiments on accepted orders, each once: rules that look at the same one share it. */
export class VariationRunner {
  readonly #done = new Map<string, Promise<Observation>>()
  /** The experiments without a wrong password. */
  readonly #others = new Set<Promise<Observation>>()
  readonly #passwords: WrongPasswords
  readonly #catalogues = new Map<CreateOperation, (OrderFault | MissingFault)[]>()

  constructor(
    private readonly sender: OrderSender,
    private readonly controls: Controls,
    private readonly admission: Admission,
    /** Resolves once the composed orders are through: most controls are there. */
    private readonly composed: Promise<void>,
    /** Resolves once refusals are explained: every control that there will be is there. */
    private readonly isolated: Promise<void>,
    /** Resolves once no order is placed any more. */
    placed: Promise<void>,
  ) {
    this.#passwords = new WrongPasswords(sender, async () => {
      await placed
      for (let before = -1; before !== this.#others.size; ) {
        before = this.#others.size
        await Promise.allSettled(this.#others)
      }
    })
  }

  /** All faults that the catalogue has for a requirement, tried. */
  async faults(requirement: string, operations: readonly CreateOperation[]): Promise<Observation[]> {
    await this.composed
    return Promise.all(
      operations.flatMap((operation) =>
        this.variations(requirement, operation).flatMap((one, nth): (Observation | Promise<Observation>)[] =>
          'kind' in one ? [one] : this.#companies(operation, one, nth).map((each) => this.vary(operation, each)),
        ),
      ),
    )
  }

  /**
   * A fault on its best control, and on the one that differs the most from it: a check may be lacking in one company
   * only. Faults of form take turns.
   */
  #companies(operation: CreateOperation, variation: Variation, nth: number): Variation[] {
    const first = this.controls.control(operation, variation.on)
    const second = first && this.controls.unlike(first, variation.on)
    if (!first || !second) return [variation]
    const controls = variation.ofForm ? [nth % 2 ? second : first] : [first, second]
    return controls.map(({ row }) => ({ ...variation, on: [row.levels.sendTo as string] }))
  }

  /** The faults that the catalogue has for a requirement, as variations; those that lack a key of the configuration are missing. */
  variations(requirement: string, operation: CreateOperation): (Variation | Missing)[] {
    return this.#catalogue(operation)
      .filter((fault) => fault.requirement === requirement)
      .map((fault) =>
        'missing' in fault
          ? missing(
              fault.what,
              `${fault.missing} is not configured`,
              `set ${fault.missing} in the target's configuration`,
            )
          : {
              what: fault.what,
              on: fault.on,
              expected: 400,
              clause: requirement,
              body: fault.apply,
              ...(fault.ofForm ? { ofForm: true } : {}),
            },
      )
  }

  #catalogue(operation: CreateOperation): (OrderFault | MissingFault)[] {
    const known = this.#catalogues.get(operation) ?? orderFaults(operation, this.controls.world)
    this.#catalogues.set(operation, known)
    return known
  }

  /** One change of an accepted order of an operation; done once, however many rules ask. */
  vary(operation: CreateOperation, variation: Variation): Promise<Observation> {
    const key = nameOf(operation, variation)
    const known = this.#done.get(key)
    if (known) return known
    const carryOut = () => this.#carryOut(operation, variation)
    const trial = variation.isWrongPassword
      ? this.#passwords.ask(variation.what, carryOut)
      : this.composed.then(carryOut)
    if (!variation.isWrongPassword) this.#others.add(trial)
    this.#done.set(key, trial)
    return trial
  }

  /** As {@link vary}, at once and without regard to the phase: part of the experiment on the rate limit. */
  async varyNow(operation: CreateOperation, variation: Variation): Promise<Observation> {
    const control = this.controls.control(operation, variation.on)
    if (!control) return noControl(variation.what, operation, variation.on)
    if (variation.isWrongPassword) await this.sender.lockout.learn()
    const trial = await this.#send(operation, variation, control, false, this.sender.budget.force())
    // What the limit answered says nothing about the rule that the experiment is for: that rule has it sent again.
    if (trial.kind === 'trial' && trial.exchange.case !== 'refused') {
      const named =
        variation.clause === undefined ? variation : { ...variation, on: [control.row.levels.sendTo as string] }
      this.#done.set(nameOf(operation, named), Promise.resolve(trial))
    }
    return trial
  }

  async #carryOut(operation: CreateOperation, variation: Variation): Promise<Observation> {
    const { what, on } = variation
    if (!this.controls.control(operation, on)) await this.isolated
    const control = this.controls.control(operation, on)
    if (!control) return noControl(what, operation, on)
    const kind = `${operation} ${variation.expected}`
    for (let nth = 0; nth < TRIES; nth++) {
      // What met the limit is sent again where there is room: a request that the target would accept meets it every time.
      const trial = await this.admission.run(kind, nth > 0, async (ticket, atLimit) => {
        const one = await this.#send(operation, variation, control, atLimit, ticket)
        const limited = one.kind === 'trial' && one.exchange.case === 'refused'
        if (atLimit) this.admission.met(kind, limited)
        else if (limited) this.sender.budget.close()
        return one
      })
      if (trial.kind === 'missing' || trial.exchange.case !== 'refused') return trial
    }
    const remedy = 'an account that nobody else uses meanwhile'
    return missing(what, 'the rate limit refused every try', remedy, ['ITERO-RATE-03'])
  }

  async #send(
    operation: CreateOperation,
    variation: Variation,
    control: Placed,
    atLimit: boolean,
    ticket: Ticket,
  ): Promise<Observation> {
    const { what, authorization, contentType } = variation
    const body = variation.wire?.(toJson(control.body)) ?? toJson(variation.body?.(control.body) ?? control.body)
    const proof = prove(operation, variation, control, body, this.controls.world)
    if ('flaw' in proof) {
      ticket.settle('free')
      return missing(what, proof.flaw, 'data in the configuration that are distinct from each other')
    }
    const exchange = await this.sender.send(
      {
        purpose: 'variation',
        operation,
        what,
        body,
        controlId: control.exchange.id,
        changes: proof.changes,
        ...(authorization === undefined ? {} : { authorization }),
        ...(contentType === undefined ? {} : { contentType }),
      },
      ticket,
    )
    if (!atLimit && exchange.case !== 'refused' && !isAccepted(exchange))
      this.sender.limitRefusal.learnValidation(exchange)
    return { kind: 'trial', what, control: control.exchange, exchange }
  }
}

const nameOf = (operation: CreateOperation, { clause, what, on }: Variation): string =>
  `${operation} ${clause ?? ''} ${what} ${on.join()}`

/** The rules that an order on any of these maps leans on. */
function noControl(what: string, operation: CreateOperation, on: readonly string[]): Observation {
  const leansOn = on.map((sendTo) => requirementOf(operation, `sendTo:${sendTo}`)).filter((id) => id !== undefined)
  const maps = on.length === SEND_TO.length ? '' : ` on a map of ${listOr(on)}`
  return missing(
    what,
    `no valid ${operation}${maps} was accepted in this run, so there is nothing to change`,
    leansOn.length > 0 ? hold(leansOn) : 'an accepted order to compare with',
    leansOn,
  )
}
