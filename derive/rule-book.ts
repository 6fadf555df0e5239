import type { Exchange } from '../engine/exchange.ts'
import { unobserved } from '../engine/finding.ts'
import type { Requirement } from '../engine/requirement.ts'
import type { Experiment, Rule } from '../engine/rule.ts'
import { isAccepted } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import type { Api, Operation } from './api.ts'
import { type Control, withoutControl } from './control.ts'
import type { Driver } from './driver.ts'
import type { Attempted, Leniences } from './leniences.ts'
import { Renewal } from './renewal.ts'
import { idOf, rowOf, type Statement } from './rows.ts'
import type { Inputs } from './wire.ts'

/** What was tried for a rule. */
export interface Tried {
  observations: Attempted[]
  /** The unchanged request once more, where one that was to be accepted was refused. */
  again?: Exchange
  /** What a relation was read by. */
  reads?: Exchange[]
  /** What reads the accepted changes back, in their order. */
  readBack?: Exchange[][]
  value?: unknown
}

/** By rule. */
export type Tries = Record<string, Tried | undefined>

/** A control that was accepted, and the values that the next change is made to. */
export type Accepted = Control & { exchange: Exchange; inputs: Inputs; renewal: Renewal }

/** Where changes are tried. */
export interface At {
  driver: Driver
  operation: Operation
  control: Accepted
  id: string
  /** What is done right after a change was accepted. */
  after?: (exchange: Exchange) => Promise<void>
}

/** What an experiment of an operation does for one rule. */
type Step = (driver: Driver, control: Accepted) => Promise<Tried | undefined>

/** What the judge of a rule is given. */
export interface Gathered {
  control: Control
  tries: Tries
  wrong: Tries
  leniences: Leniences
}

/** The experiment that tells, once all changes were tried, what the target takes everywhere. */
export const LENIENCES = 'what is taken everywhere'

/** Names of the experiments of an operation. */
export const experimentsOf = (id: string) => ({
  control: `control of ${id}`,
  tries: `changes of ${id}`,
  wrong: `wrong credentials for ${id}`,
  leniences: LENIENCES,
})

/** The rules of a document with their rows and experiments. */
export interface Derived {
  rows: Requirement[]
  rules: Record<string, Rule>
  experiments: Record<string, Experiment>
}

/** The rules of one operation, as they are entered one by one among those of the document. */
export class RuleBook {
  readonly #ids: string[] = []
  readonly #names: ReturnType<typeof experimentsOf>
  readonly #steps = { tries: new Map<string, Step>(), wrong: new Map<string, Step>() }

  constructor(
    private readonly derived: Derived,
    private readonly api: Api,
    private readonly profile: string,
    private readonly operation: Operation,
  ) {
    this.#names = experimentsOf(operation.id)
  }

  id(place: string, kind: string): string {
    return idOf(this.profile, this.operation, place, kind)
  }

  /** Enters a rule; what is entered already is not entered again: undefined. */
  enter(
    statement: Statement,
    needs: (keyof Gathered)[],
    judge: (gathered: Gathered, id: string) => Finding,
  ): string | undefined {
    const id = this.id(statement.place, statement.kind)
    const { rows, rules } = this.derived
    if (rules[id]) return undefined
    const names = this.#names
    this.#ids.push(id)
    rows.push(rowOf(this.api, id, this.operation, statement))
    rules[id] = {
      needs: needs.map((one) => names[one]),
      judge: (needed: Record<string, unknown>) => {
        const control = needed[names.control] as Control
        const [tries = {}, wrong = {}] = [needed[names.tries], needed[names.wrong]] as (Tries | undefined)[]
        const leniences = (needed[LENIENCES] ?? {}) as Leniences
        return control.barred ?? judge({ control, tries, wrong, leniences }, id)
      },
    }
    return id
  }

  /** Enters a rule on changes of the accepted request, and how they are tried. */
  try<Own extends Statement>(
    statement: Own,
    judge: (tried: Tried, control: Control, leniences: Leniences, statement: Own) => Finding,
    probe: (driver: Driver, control: Accepted, id: string, statement: Own) => Promise<Tried | undefined>,
  ): void {
    const id = this.enter(statement, ['control', 'tries', 'leniences'], ({ control, tries, leniences }, own) => {
      const tried = tries[own]
      const nothing = unobserved('it could not be tried', `an answer of ${this.operation.id} that it can be tried with`)
      return withoutControl(this.operation, control) ?? (tried ? judge(tried, control, leniences, statement) : nothing)
    })
    if (id !== undefined) this.step('tries', id, (driver, control) => probe(driver, control, id, statement))
  }

  step(stage: 'tries' | 'wrong', id: string, step: Step): void {
    this.#steps[stage].set(id, step)
  }

  /** Takes the steps of a stage one after the other, for the rules that are probed. */
  async take(stage: 'tries' | 'wrong', driver: Driver, control: Control): Promise<Tries> {
    const tries: Tries = {}
    const { exchange, inputs } = control
    const steps = [...this.#steps[stage]].filter(([id]) => driver.probed.has(id))
    const [first] = steps
    if (!exchange || !inputs || !first) return tries
    // Wrong credentials are refused whatever the values are.
    const renewal =
      stage === 'wrong'
        ? Renewal.none(inputs)
        : await Renewal.of(driver, this.operation, { ...control, inputs }, first[0])
    for (const [id, step] of steps) tries[id] = await step(driver, { ...control, exchange, inputs, renewal })
    return tries
  }

  /** The first rule of a kind that is probed. */
  probed(driver: Driver, ...kinds: string[]): string | undefined {
    return this.#ids.find((id) => driver.probed.has(id) && kinds.some((kind) => id.endsWith(`/${kind}`)))
  }
}

/** Rules whose changes are to be accepted: of named examples, those that are not refused. */
const OF_ACCEPTANCE = /(?<!\/example\.[45][^/]*)\/(optional|value|boundary|example|letters)$/

/**
 * Every answer of the operation that stands for itself: not those to other methods, and not what came of a request that
 * was to be refused and was not, which is that rule's matter alone.
 */
export const answersIn = ({ control, tries }: Gathered): Exchange[] => [
  ...control.tries,
  ...Object.entries(tries).flatMap(([id, tried]) => (id.endsWith('/method') || !tried ? [] : ownAnswers(id, tried))),
]

function ownAnswers(id: string, { observations, again, reads = [] }: Tried): Exchange[] {
  const trials = observations.flatMap((one) => (one.kind === 'trial' && one.control ? [one.exchange] : []))
  return [
    ...trials.filter((exchange) => OF_ACCEPTANCE.test(id) || !isAccepted(exchange)),
    ...(again ? [again] : []),
    // What is listed was read by another operation.
    ...(id.endsWith('/listed') ? [] : reads),
  ]
}
