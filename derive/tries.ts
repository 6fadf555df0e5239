import type { Exchange } from '../engine/exchange.ts'
import { missing } from '../engine/experiment.ts'
import { isAccepted } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import type { Api, Operation } from './api.ts'
import { callChanges } from './call-changes.ts'
import type { Change, Made } from './change.ts'
import { changesOf } from './changes.ts'
import type { Control } from './control.ts'
import type { Driver } from './driver.ts'
import { judgeAccepted, judgeRefused } from './judges.ts'
import type { Attempted, Leniences } from './leniences.ts'
import type { Accepted, RuleBook, Tried } from './rule-book.ts'
import type { Schemas } from './schemas.ts'
import type { Inputs } from './wire.ts'

/** Enters the rules on changes of an operation's values. */
export function enterChanges(book: RuleBook, schemas: Schemas, documented: string, operation: Operation): void {
  const changes = changesOf(schemas, operation)
  const together = new Together(operation, changes)
  const judge = ({ observations, again }: Tried, _: Control, leniences: Leniences, { accepted }: Change): Finding =>
    accepted
      ? judgeAccepted(operation, documented, observations, again)
      : judgeRefused(operation, documented, observations, leniences)
  const probe = async (driver: Driver, control: Accepted, id: string, change: Change): Promise<Tried | undefined> => {
    if (isAskedFor(control, change)) return undefined
    const made = change.make(control.renewal.inputs, driver)
    const remedy = `"${operation.id}.${change.place.replace(/^[^.]*\./, '')}" under values of the target's configuration`
    if (typeof made === 'string') return { observations: [missing(change.place, made, remedy)] }
    if (made.length === 0) return { observations: [itself(control.exchange)] }
    const at = { driver, operation, control, id }
    const all = await together.accepted(at, change)
    if (all) return { observations: all }
    return change.accepted ? accepting(at, change, made.length) : refusing(at, made)
  }
  for (const change of changes) book.try(change, judge, probe)
}

/** Whether a change is to one of several parameters of which the target wants some, which a document cannot say. */
function isAskedFor({ asked = [], inputs }: Accepted, { place, kind }: Change): boolean {
  const name = place.replace(/^[^.]*\./, '')
  return asked.includes(name) && (kind === 'optional' || inputs.query[name] === undefined)
}

/** Where changes are tried. */
export interface At {
  driver: Driver
  operation: Operation
  control: Accepted
  id: string
}

/** Sends one change; what comes of it is counted, and where it was accepted, its values are spent. */
export const vary = async (
  { driver, operation, control, id }: At,
  { what, inputs, lenience }: Made,
): Promise<Attempted> => {
  const observation = await driver.vary(id, operation, control.exchange, what, () => driver.callOf(operation, inputs))
  const attempted = lenience === undefined ? observation : { ...observation, lenience }
  control.renewal.spend(observation)
  // What is refused anyway says nothing of what the target takes.
  if (!control.renewal.isSpent) driver.tally.enter(attempted)
  return attempted
}

/** Each change has to be refused: after one that is not, nothing is left to be seen. */
async function refusing(at: At, made: readonly Made[]): Promise<Tried> {
  const observations: Attempted[] = []
  for (const one of made) {
    const observation = await vary(at, one)
    observations.push(observation)
    if (observation.kind === 'trial' && isAccepted(observation.exchange) && observation.lenience === undefined) break
  }
  return { observations }
}

/** Each change has to be accepted: where one is not, what stands beside it tells whether that is its own. */
async function accepting(at: At, { make }: Change, count: number): Promise<Tried> {
  const { driver, operation, control, id } = at
  const observations: Attempted[] = []
  for (let nth = 0; nth < count; nth++) {
    // Each time of values that are not spent.
    const made = make(control.renewal.inputs)
    const one = typeof made === 'string' ? undefined : made[nth]
    if (!one) break
    const observation = await vary(at, one)
    observations.push(observation)
    if (observation.kind === 'missing' || isAccepted(observation.exchange)) continue
    const [inputs, what] = one.beside
      ? [one.beside, 'the value beside it']
      : [control.renewal.inputs, 'the accepted request again']
    const again = await driver.send(id, operation, inputs, what)
    control.renewal.spend(again)
    return { observations, again }
  }
  return { observations }
}

/** The accepted request shows it already. */
export const itself = (exchange: Exchange): Attempted => ({
  kind: 'trial',
  what: 'the accepted request',
  control: null,
  exchange,
})

/** Changes that are made all at once first, by the name of their group: where that is accepted, so is each. */
class Together {
  readonly #sent = new WeakMap<Exchange, Map<string, { places: string[]; observations: Promise<Attempted[]> }>>()

  constructor(
    private readonly operation: Operation,
    private readonly changes: readonly Change[],
  ) {}

  /** The observations of all together, where they were accepted; undefined where each is to be tried by itself. */
  async accepted(at: At, { together, place }: Change): Promise<Attempted[] | undefined> {
    if (together === undefined) return undefined
    const { exchange, renewal } = at.control
    const known =
      this.#sent.get(exchange) ?? new Map<string, { places: string[]; observations: Promise<Attempted[]> }>()
    this.#sent.set(exchange, known)
    if (!known.has(together)) {
      const { places } = this.#combined(together, renewal.inputs, 0)
      if (places.length < 2) return undefined
      known.set(together, { places, observations: this.#send(at, together) })
    }
    const { places = [], observations } = known.get(together) ?? {}
    const found = places.includes(place) ? await observations : undefined
    return found?.every((one) => one.kind === 'trial' && isAccepted(one.exchange)) ? found : undefined
  }

  /** One request for each first, second and further value: after one that is refused, no more. */
  async #send(at: At, together: string): Promise<Attempted[]> {
    const observations: Attempted[] = []
    for (let nth = 0; ; nth++) {
      const { places, made } = this.#combined(together, at.control.renewal.inputs, nth)
      if (places.length === 0) return observations
      const observation = await vary({ ...at, operation: this.operation }, made)
      observations.push(observation)
      if (observation.kind === 'missing' || !isAccepted(observation.exchange)) return observations
    }
  }

  /** The nth values of a group in one request. */
  #combined(together: string, from: Inputs, nth: number): { places: string[]; made: Made } {
    let inputs = from
    const places: string[] = []
    for (const change of this.changes.filter((one) => one.together === together)) {
      const made = change.make(inputs)
      const one = typeof made === 'string' ? undefined : made[nth]
      if (!one) continue
      inputs = one.inputs
      places.push(change.place)
    }
    return { places, made: { what: `${together}: ${places.join(', ')}`, inputs } }
  }
}

/** Enters the rules on how requests are made. */
export function enterCallChanges(
  book: RuleBook,
  api: Api,
  schemas: Schemas,
  documented: string,
  operation: Operation,
): void {
  for (const statement of callChanges(api, schemas, operation)) {
    const { what, kind, method = operation.method, change } = statement
    const crashes = kind === 'method' ? undefined : documented
    book.try(
      statement,
      ({ observations }, _, leniences) => judgeRefused(operation, crashes, observations, leniences),
      async (driver, control, id) => {
        const barred = driver.barred({ ...operation, method })
        if (barred?.outcome === 'unobserved') return { observations: [missing(what, barred.reason, barred.remedy)] }
        return {
          observations: [
            await driver.vary(id, operation, control.exchange, what, (call) =>
              change(call, driver, control.renewal.inputs),
            ),
          ],
        }
      },
    )
  }
}
