import type { Exchange } from '../engine/exchange.ts'
import { missing, type Observation } from '../engine/experiment.ts'
import type { Call } from '../engine/probe-context.ts'
import type { Requirement } from '../engine/requirement.ts'
import type { Experiment, Rule } from '../engine/rule.ts'
import { isAccepted } from '../engine/status.ts'
import {
  callChanges,
  judgeAccepted,
  judgeRefused,
  judgeSecurity,
  schemesOf,
  securityStatement,
  withoutCredentials,
  withWrongCredentials,
} from './access.ts'
import { answerParts, judgeDocumented, judgePart } from './answers.ts'
import type { Api } from './api.ts'
import { changesOf } from './changes.ts'
import { type Control, findControl, withoutControl } from './control.ts'
import type { Driver } from './driver.ts'
import type { Placed } from './order.ts'
import { enterRelations, readAfter } from './relations.ts'
import { answersIn, experimentsOf, RuleBook } from './rule-book.ts'
import type { Schemas } from './schemas.ts'
import type { Auth } from './wire.ts'

/** Stretches of a run: wrong credentials come last, but for what is deleted, which goes once nothing needs it any more. */
export const PHASES = ['controls', 'changes', 'credentials', 'deletions']

/** What probes of derived rules are given besides what every probe is. */
interface Context {
  driver: Driver
}

/** The rules of one operation with their rows and experiments. */
export interface Derived {
  rows: readonly Requirement[]
  rules: Readonly<Record<string, Rule>>
  experiments: Readonly<Record<string, Experiment>>
}

/** Derives all that the document says of an operation. */
export function deriveOperation(
  api: Api,
  schemas: Schemas,
  profile: string,
  { operation, producers }: Placed,
): Derived {
  const book = new RuleBook(api, profile, operation)
  const documented = book.id('status', 'documented')
  const statuses = operation.answers.map(({ status }) => status).join(', ')
  const responses = { pointer: `${operation.pointer}/responses`, quote: `responses: ${statuses}` }
  book.enter(
    { place: 'status', kind: 'documented', title: 'every answer is a documented one', ...responses },
    ['control', 'tries'],
    (gathered) => judgeDocumented(operation, answersIn(gathered)),
  )
  const parts = answerParts(schemas, operation)
  for (const part of parts) {
    book.enter(part, ['control', 'tries'], (gathered) => {
      const finding = judgePart(schemas, operation, part, parts, answersIn(gathered))
      const isOfSuccess = finding.outcome === 'unobserved' && part.status.startsWith('2')
      return isOfSuccess ? (withoutControl(operation, gathered.control) ?? finding) : finding
    })
  }
  enterChanges(book, schemas, documented, operation)
  enterCallChanges(book, api, schemas, documented, operation)
  enterSecurity(book, api, documented, operation)
  enterRelations(book, api, schemas, documented, operation)

  const names = experimentsOf(operation.id)
  const isDeletion = operation.method === 'DELETE'
  const [first] = schemesOf(api, operation)
  const control = async (driver: Driver): Promise<Control> => {
    // What a deletion is protected by is seen before it: afterwards there is nothing left to protect.
    const rule = isDeletion ? book.probed(driver, 'security') : undefined
    const given = first && driver.settings.auth?.[first.name]
    const bare = rule && first && given ? { rule, changes: unauthorized(first, given) } : undefined
    const found = await findControl(driver, operation, documented, bare)
    const relation = book.probed(driver, 'read-back', 'gone')
    const read = relation === undefined ? undefined : await readAfter(driver, operation, found, relation)
    return read ? { ...found, read } : found
  }
  const experiments: Record<string, Experiment<Context, unknown, Record<string, Control>>> = {
    [names.control]: {
      needs: producers.map((id) => experimentsOf(id).control),
      phase: isDeletion ? 'deletions' : 'controls',
      run: ({ driver }) => driver.exclusively(() => control(driver)),
    },
    [names.tries]: {
      needs: [names.control],
      phase: isDeletion ? 'deletions' : 'changes',
      run: ({ driver }, needed) =>
        driver.exclusively(() => book.take('tries', driver, needed[names.control] as Control)),
    },
    [names.wrong]: {
      needs: [names.control],
      phase: 'credentials',
      run: ({ driver }, needed) =>
        driver.exclusively(() => book.take('wrong', driver, needed[names.control] as Control)),
    },
  }
  return { rows: book.rows, rules: book.rules, experiments: experiments as Derived['experiments'] }
}

type Operation = Placed['operation']

/** A call without the credentials of a scheme, and with wrong ones, by what it is in words. */
const unauthorized = ({ name, scheme }: Scheme, given: Auth[string]): Record<string, (call: Call) => Call> => ({
  [`without the credentials of ${name}`]: (call) => withoutCredentials(call, scheme),
  [`with wrong credentials of ${name}`]: (call) => withWrongCredentials(call, scheme, given),
})

type Scheme = ReturnType<typeof schemesOf>[number]

function enterChanges(book: RuleBook, schemas: Schemas, documented: string, operation: Operation): void {
  for (const change of changesOf(schemas, operation)) {
    book.try(
      change,
      ({ observations, again }) =>
        change.accepted
          ? judgeAccepted(documented, observations, again)
          : judgeRefused(operation, documented, observations),
      async (driver, control, id) => {
        const made = change.make(control.inputs)
        const remedy = `"${operation.id}.${change.place.replace(/^[^.]*\./, '')}" under values of the target's configuration`
        if (typeof made === 'string') return { observations: [missing(change.place, made, remedy)] }
        if (made.length === 0) return { observations: [itself(control.exchange)] }
        const observations: Observation[] = []
        for (const { what, inputs } of made) {
          const changed = driver.callOf(operation, inputs)
          observations.push(await driver.vary(id, operation, control.exchange, what, () => changed))
        }
        const isRefused = observations.some((one) => one.kind === 'trial' && !isAccepted(one.exchange))
        if (!change.accepted || !isRefused) return { observations }
        return { observations, again: await driver.send(id, operation, control.inputs, 'the accepted request again') }
      },
    )
  }
}

/** The accepted request shows it already. */
const itself = (exchange: Exchange): Observation => ({
  kind: 'trial',
  what: 'the accepted request',
  control: null,
  exchange,
})

function enterCallChanges(book: RuleBook, api: Api, schemas: Schemas, documented: string, operation: Operation): void {
  for (const statement of callChanges(api, schemas, operation)) {
    const { what, method = operation.method, change } = statement
    book.try(
      statement,
      ({ observations }) => judgeRefused(operation, documented, observations),
      async (driver, control, id) => {
        const barred = driver.barred({ ...operation, method })
        if (barred?.outcome === 'unobserved') return { observations: [missing(what, barred.reason, barred.remedy)] }
        return {
          observations: [
            await driver.vary(id, operation, control.exchange, what, (call) => change(call, driver, control.inputs)),
          ],
        }
      },
    )
  }
}

function enterSecurity(book: RuleBook, api: Api, documented: string, operation: Operation): void {
  for (const { name, scheme, place } of schemesOf(api, operation)) {
    const [without, wrongly] = [`without the credentials of ${name}`, `with wrong credentials of ${name}`]
    const id = book.enter(
      securityStatement(api, operation, name, place),
      ['control', 'tries', 'wrong'],
      ({ control, tries, wrong }, own) => {
        const bare = (control.bare ?? []).map(
          (one): Observation => ({ kind: 'trial', ...one, control: control.exchange }),
        )
        const observations = [...bare, ...(tries[own]?.observations ?? []), ...(wrong[own]?.observations ?? [])]
        const opened = bare.some((one) => one.kind === 'trial' && isAccepted(one.exchange))
        return (
          (opened ? undefined : withoutControl(operation, control)) ??
          judgeSecurity(operation, documented, observations)
        )
      },
    )
    if (id === undefined) continue
    const isGiven = (driver: Driver) => driver.settings.auth?.[name] !== undefined
    if (operation.method === 'DELETE') continue
    book.step('tries', id, async (driver, control) => ({
      observations: [
        // Accepted as it is without any credentials: the accepted request shows it.
        isGiven(driver)
          ? await driver.vary(id, operation, control.exchange, without, (call) => withoutCredentials(call, scheme))
          : { kind: 'trial', what: without, control: control.exchange, exchange: control.exchange },
      ],
    }))
    book.step('wrong', id, async (driver, control) => {
      const given = driver.settings.auth?.[name]
      if (!given) return undefined
      return {
        observations: [
          await driver.vary(id, operation, control.exchange, wrongly, (call) =>
            withWrongCredentials(call, scheme, given),
          ),
        ],
      }
    })
  }
}
