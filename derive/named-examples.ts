import type { Exchange } from '../engine/exchange.ts'
import { missing } from '../engine/experiment.ts'
import { came, isAccepted, status } from '../engine/status.ts'
import type { Operation } from './api.ts'
import { givenAt } from './candidates.ts'
import { shown } from './change.ts'
import type { Driver } from './driver.ts'
import {
  type Difference,
  differencesOf,
  type Interaction,
  interactionsOf,
  isEqual,
  type NamedRequest,
  placeOfInteraction,
  requestsOf,
  withDifferences,
} from './interactions.ts'
import { judgeAccepted, judgeNamed } from './judges.ts'
import { placeAt } from './places.ts'
import { isIdentity, namesOf } from './pool.ts'
import type { At, RuleBook, Tried } from './rule-book.ts'
import { itself, vary } from './tries.ts'
import type { Inputs } from './wire.ts'

/** An example that the target accepted, as the document has it and as it was sent. */
interface Shown {
  request: NamedRequest
  inputs: Inputs
  exchange: Exchange
}

/**
 * Enters the rules on examples of requests that the document has an answer to, by its name. One that is to be refused is
 * an accepted one with what differs between the two, so that nothing else is the reason.
 */
export function enterInteractions(book: RuleBook, documented: string, operation: Operation): void {
  const interactions = interactionsOf(operation)
  const shownBy = new WeakMap<Exchange, Shown[]>()
  // Those that are accepted first: the others are compared with them.
  for (const one of interactions.toSorted((a, b) => Number(a.isRefused) - Number(b.isRefused))) {
    const { name, statuses, isRefused, pointer } = one
    book.try(
      {
        place: placeOfInteraction(one),
        kind: 'example',
        title: `the example ${name} is answered with ${statuses.join(' or ')}`,
        pointer,
        quote: `responses: ${statuses[0]}: examples: ${name}`,
      },
      ({ observations, again }) => {
        const isTaken = observations.some((each) => each.kind === 'trial' && isAccepted(each.exchange))
        return isRefused || isTaken
          ? judgeNamed(operation, documented, statuses, observations, again)
          : judgeAccepted(operation, documented, observations, again)
      },
      (driver, control, id) => {
        const at = { driver, operation, control, id }
        const known = shownBy.get(control.exchange) ?? []
        shownBy.set(control.exchange, known)
        return isRefused ? refusing(at, one, known) : accepting(at, one, known)
      },
    )
  }
}

const REMEDY = 'values of the target under the names of this example'

/** Sends an example as it is with what the target has, until one way is accepted. */
async function accepting(at: At, { name, request }: Interaction, known: Shown[]): Promise<Tried> {
  const { control, driver, operation, id } = at
  const what = `the example ${name}`
  const nothing = (reason: string) => ({ observations: [missing(what, reason, `"${operation.id}.…": ${REMEDY}`)] })
  const ways = waysOf(at, request)
  if (typeof ways === 'string') return nothing(ways)
  const own = ways.find((inputs) => isEqual(inputs, control.inputs))
  if (own) {
    known.push({ request, inputs: own, exchange: control.exchange })
    return { observations: [itself(control.exchange)] }
  }
  if (control.renewal.isSpent) return nothing('the operation cannot be called twice')
  let last: Exchange | undefined
  for (const inputs of ways) {
    const observation = await vary(at, { what, inputs })
    if (observation.kind === 'missing') return { observations: [observation] }
    last = observation.exchange
    if (!isAccepted(last)) continue
    known.push({ request, inputs, exchange: last })
    return { observations: [observation] }
  }
  const doubt = last && doubtOf(at, request)
  if (!last || doubt) return nothing(`${last ? came(last) : 'nothing was sent'}, which may be because ${doubt}`)
  const again = await driver.send(id, operation, control.renewal.inputs, 'the accepted request again')
  control.renewal.spend(again)
  return { observations: [{ kind: 'trial', what, control: control.exchange, exchange: last }], again }
}

/** Sends an accepted example, or request, with what differs in one that is to be refused. */
async function refusing(at: At, { name, request, statuses }: Interaction, known: readonly Shown[]): Promise<Tried> {
  const { control, driver, operation, id } = at
  const what = `the example ${name}`
  const refuse = (reason: string) => ({ observations: [missing(what, reason, `"${operation.id}.…": ${REMEDY}`)] })
  if (control.renewal.isSpent) return refuse('the operation cannot be called twice')
  const base = { inputs: control.renewal.inputs, exchange: control.exchange }
  const own = [...requestsOf(operation)].find(([other]) => isMadeOf(control.exchange, other))
  const from = nearest(request, known) ?? (own && { request: own[1], ...base })
  // Where none was accepted, it is sent as it stands.
  const differences = differencesOf(from?.request ?? {}, request)
  const asSent = differences.map((one) => ({ ...one, value: translated(one, known) }))
  // What can be made only once is made anew.
  const isOnce = !isEqual(control.inputs, control.renewal.inputs)
  const start = !from || isOnce ? base : from
  const inputs = withDifferences(start.inputs, asSent)
  if (isEqual(inputs, start.inputs)) return refuse('it differs in nothing from a request that is accepted')
  const observation = await vary({ ...at, control: { ...control, exchange: start.exchange } }, { what, inputs })
  const isOfCredentials =
    observation.kind === 'trial' && status(observation.exchange) === 401 && !statuses.includes('401')
  if (!isOfCredentials) return { observations: [observation] }
  const again = await driver.send(id, operation, control.renewal.inputs, 'the accepted request again')
  control.renewal.spend(again)
  return { observations: [observation], again }
}

/** Whether a request was made of an example, as its words say. */
const isMadeOf = ({ what }: Exchange, name: string): boolean =>
  [name, `${name} with`].some((one) => `${what} `.startsWith(`the document's example ${one} `))

const nearest = (to: NamedRequest, all: readonly Shown[]): Shown | undefined =>
  all.toSorted((a, b) => differencesOf(a.request, to).length - differencesOf(b.request, to).length)[0]

/** A value of an example as the target has it: as it was accepted where another example has the same one. */
function translated({ path, value }: Difference, known: readonly Shown[]): unknown {
  const same = known.find(({ request }) => value !== undefined && isEqual(placeAt(request, path), value))
  return same ? placeAt(same.inputs, path) : value
}

const MOST = 6

/** The ways in which an example may be sent to the target; why there is none. */
function waysOf({ driver, operation, control }: At, request: NamedRequest): Inputs[] | string {
  let ways: Inputs[] = [
    withDifferences(control.renewal.inputs, differencesOf(control.renewal.inputs as NamedRequest, request)),
  ]
  for (const leaf of leavesOf(request)) {
    const values = valuesAt(driver, operation, leaf, placeAt(control.inputs, leaf.path))
    if (typeof values === 'string') return values
    if (isEqual(values, [leaf.value])) continue
    ways = ways.flatMap((inputs) => values.map((value) => withDifferences(inputs, [{ ...leaf, value }]))).slice(0, MOST)
  }
  return ways
}

const leavesOf = (request: NamedRequest): Difference[] =>
  differencesOf({}, request).flatMap(({ path, value }) => leaves(value, path))

const leaves = (value: unknown, path: string[]): Difference[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, one]) => leaves(one, [...path, name]))
    : [{ path, value }]

/** What the target has for a value of an example: of what tells one thing from another, its own. */
function valuesAt(driver: Driver, operation: Operation, { path, value }: Difference, now: unknown): unknown[] | string {
  const [root, ...names] = path
  const name = names.at(-1) ?? ''
  const given = givenAt(driver, operation, names)
  if (given !== undefined && value !== null) {
    const all = Array.isArray(given) && !Array.isArray(value) ? given : [given]
    return all.some((one) => isEqual(one, value)) ? [value] : all.filter((one) => one !== null)
  }
  if (!isIdentity(name) || typeof value === 'object') return [value]
  if (root === 'path') return [now]
  const known = (isMade: boolean) => driver.pool.valuesOf(namesOf(operation, name, false), { isMade })
  if (known(true).length === 0 || known(true).some((one) => String(one) === String(value))) return [value]
  return known(false).length > 0 ? `the target tells of no ${name} ${shown(value)}` : [now ?? known(true)[0]]
}

/** Why an example may be refused that is right: it may be of what this target does not have. */
function doubtOf({ driver, operation }: At, request: NamedRequest): string | undefined {
  if (['GET', 'HEAD'].includes(operation.method)) return 'the target does not have what it asks for'
  const odd = leavesOf(request).find(({ path: [, ...names], value }) => {
    const name = names.at(-1) ?? ''
    const isTime = /^\d{4}-\d\d-\d\d/.test(String(value)) && !/birth|born|^dob/i.test(name)
    const isOfOthers =
      /(id|guid|uuid)$/i.test(name) && driver.pool.valuesOf(namesOf(operation, name, false)).length === 0
    return isTime || (isOfOthers && value !== null && givenAt(driver, operation, names) === undefined)
  })
  return odd && `the target does not have the ${odd.path.at(-1)} ${shown(odd.value)}`
}
