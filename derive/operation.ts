import type { Observation } from '../engine/experiment.ts'
import type { Call } from '../engine/probe-context.ts'
import type { Experiment } from '../engine/rule.ts'
import { isAccepted } from '../engine/status.ts'
import { schemesOf, securityStatement, withNobodys, withoutCredentials, withWrongCredentials } from './access.ts'
import { answerParts, judgeDocumented, judgePart } from './answers.ts'
import type { Api } from './api.ts'
import { type Control, findControl, withoutControl } from './control.ts'
import type { Driver } from './driver.ts'
import { judgeSecurity } from './judges.ts'
import { enterInteractions } from './named-examples.ts'
import { inOrder, type Placed } from './order.ts'
import { listAfter, readAfter } from './readers.ts'
import { enterRelations } from './relations.ts'
import { answersIn, type Derived, experimentsOf, LENIENCES, RuleBook } from './rule-book.ts'
import type { Schemas } from './schemas.ts'
import { enterCallChanges, enterChanges } from './tries.ts'
import { judgeUnique, uniqueIn } from './unique.ts'
import { type Auth, credential, credentialsOf, placeOf } from './wire.ts'

/** Stretches of a run: wrong credentials come last, but for what is deleted, which goes once nothing needs it any more. */
export const PHASES = ['controls', 'changes', 'credentials', 'deletions']

/** What probes of derived rules are given besides what every probe is. */
interface Context {
  driver: Driver
}

/** Derives all that a document says. */
export function deriveAll(api: Api, schemas: Schemas, profile: string): Derived {
  const leniences = { phase: 'credentials', run: ({ driver }: Context) => driver.tally.counts }
  const derived: Derived = { rows: [], rules: {}, experiments: { [LENIENCES]: leniences as Experiment } }
  for (const placed of inOrder(api, schemas)) deriveOperation(derived, api, schemas, profile, placed)
  return derived
}

/** Derives all that the document says of an operation. */
function deriveOperation(
  derived: Derived,
  api: Api,
  schemas: Schemas,
  profile: string,
  { operation, producers }: Placed,
): void {
  const book = new RuleBook(derived, api, profile, operation)
  const documented = book.id('status', 'documented')
  const statuses = operation.answers.map(({ status }) => status).join(', ')
  const responses = { pointer: `${operation.pointer}/responses`, quote: `responses: ${statuses}` }
  book.enter(
    { place: 'status', kind: 'documented', title: 'every answer is a documented one', ...responses },
    ['control', 'tries'],
    (gathered) => judgeDocumented(schemas, operation, answersIn(gathered)),
  )
  const parts = answerParts(schemas, operation)
  for (const part of parts) {
    book.enter(part, ['control', 'tries'], (gathered) => {
      const finding = judgePart(schemas, operation, part, parts, answersIn(gathered))
      const isOfSuccess = finding.outcome === 'unobserved' && part.status.startsWith('2')
      return isOfSuccess ? (withoutControl(operation, gathered.control) ?? finding) : finding
    })
  }
  for (const one of uniqueIn(parts, operation))
    book.enter(one, ['control', 'tries'], (gathered) => judgeUnique(one, answersIn(gathered)))
  enterChanges(book, api, schemas, documented, operation)
  enterCallChanges(book, api, schemas, documented, operation)
  enterInteractions(book, documented, operation)
  enterSecurity(book, api, documented, operation)
  enterRelations(book, api, schemas, documented, operation)

  const names = experimentsOf(operation.id)
  const isDeletion = operation.method === 'DELETE'
  const control = async (driver: Driver): Promise<Control> => {
    // What a deletion is protected by is seen before it: afterwards there is nothing left to protect.
    const rule = isDeletion ? book.probed(driver, 'security') : undefined
    const scheme = schemesOf(api, operation).find(({ name }) => isDecisive(driver, operation, name))
    const given = scheme && driver.settings.auth?.[scheme.name]
    const bare = rule && scheme && given ? { rule, changes: unauthorized(scheme, given) } : undefined
    const found = await findControl(driver, operation, documented, bare)
    const relation = book.probed(driver, 'read-back', 'gone')
    const read = relation === undefined ? undefined : await readAfter(driver, operation, found, relation)
    const listing = operation.method === 'POST' ? book.probed(driver, 'listed') : undefined
    const list = listing === undefined ? undefined : await listAfter(driver, operation, found, listing)
    return { ...found, ...(read ? { read } : {}), ...(list ? { list } : {}) }
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
  Object.assign(derived.experiments, experiments)
}

type Operation = Placed['operation']

/** A call without the credentials of a scheme, and with wrong ones, by what it is in words. */
const unauthorized = ({ name, scheme }: Scheme, given: Auth[string]): Record<string, (call: Call) => Call> => ({
  [`without the credentials of ${name}`]: (call) => withoutCredentials(call, scheme),
  [`with wrong credentials of ${name}`]: (call) => withWrongCredentials(call, scheme, given),
})

type Scheme = ReturnType<typeof schemesOf>[number]

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
    if (operation.method === 'DELETE') continue
    book.step('tries', id, async (driver, control) => {
      // Accepted as it is without any credentials: the accepted request shows it.
      if (credentialsOf(api, operation, driver.settings.auth ?? {}).given.length === 0)
        return {
          observations: [{ kind: 'trial', what: without, control: control.exchange, exchange: control.exchange }],
        }
      if (!isDecisive(driver, operation, name)) return undefined
      const change = (call: Call) => withoutCredentials(call, scheme)
      return { observations: [await driver.vary(id, operation, control.exchange, without, change)] }
    })
    book.step('wrong', id, async (driver, control) => {
      const given = driver.settings.auth?.[name]
      if (!given || !isDecisive(driver, operation, name)) return undefined
      const changes = {
        ...withNobodys(scheme, given),
        [wrongly]: (call: Call) => withWrongCredentials(call, scheme, given),
      }
      const observations: Observation[] = []
      for (const [what, change] of Object.entries(changes))
        observations.push(await driver.vary(id, operation, control.exchange, what, change))
      return { observations }
    })
  }
}

/** Whether an operation cannot be called once the credentials of a scheme are taken out of the request. */
function isDecisive({ api, settings }: Driver, operation: Operation, name: string): boolean {
  const auth = settings.auth ?? {}
  const { given } = credentialsOf(api, operation, auth)
  const carried = (one: string) => {
    const scheme = api.schemes[one]
    return scheme && `${placeOf(scheme)} ${credential(scheme, auth[one] ?? {})}`
  }
  const sent = given.filter((one) => carried(one) !== carried(name)).map(carried)
  // The same credentials may be those of another scheme too.
  const left = Object.keys(api.schemes).filter((one) => sent.includes(carried(one)))
  return given.includes(name) && !operation.security.some((way) => Object.keys(way).every((one) => left.includes(one)))
}
