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
import { KeptTexts } from './kept-texts.ts'
import type { Attempted, Leniences } from './leniences.ts'
import { Renewal } from './renewal.ts'
import type { Accepted, At, RuleBook, Tried } from './rule-book.ts'
import type { Schemas } from './schemas.ts'
import type { Inputs } from './wire.ts'

/** Enters the rules on changes of an operation's values. */
export function enterChanges(
  book: RuleBook,
  api: Api,
  schemas: Schemas,
  documented: string,
  operation: Operation,
): void {
  const changes = changesOf(schemas, operation)
  const together = new Together(operation, changes)
  const texts = new KeptTexts(api, schemas, operation, documented)
  const judge = (tried: Tried, control: Control, leniences: Leniences, change: Change): Finding => {
    const { observations, again } = tried
    if (!change.accepted) return judgeRefused(operation, documented, observations, leniences)
    const finding = judgeAccepted(operation, documented, observations, again)
    return (finding.outcome === 'holds' ? texts.judge(tried, control, change) : undefined) ?? finding
  }
  const probe = async (driver: Driver, found: Accepted, id: string, change: Change): Promise<Tried | undefined> => {
    const control = wayOf(found, change)
    if (!control) return undefined
    const made = change.make(control.renewal.inputs, driver)
    const remedy = `"${operation.id}.${change.place.replace(/^[^.]*\./, '')}" under values of the target's configuration`
    if (typeof made === 'string') return { observations: [missing(change.place, made, remedy)] }
    if (made.length === 0) return { observations: [itself(control.exchange)] }
    const after = texts.after(driver, control, id, change)
    const at = { driver, operation, control, id, ...(after ? { after } : {}) }
    if (!change.accepted) return refusing(at, made)
    const all = await together.accepted(at, change)
    return texts.with(all ? { observations: all } : await accepting(at, change, made.length))
  }
  for (const change of changes) book.try(change, judge, probe)
}

/**
 * The accepted request that a change is made to. Of several parameters of which the target wants some, which a document
 * cannot say, it has to have the one that is changed; undefined where none has it, or where it would be left out.
 */
function wayOf(control: Accepted, { place, kind }: Change): Accepted | undefined {
  const { asked = [], inputs, other } = control
  const name = place.replace(/^[^.]*\./, '').replace(/\[\]$/, '')
  if (!place.startsWith('query.') || !asked.includes(name)) return control
  if (kind === 'optional') return undefined
  if (inputs.query[name] !== undefined) return control
  const isOther = other?.inputs.query[name] !== undefined
  return isOther ? { ...control, ...other, renewal: Renewal.none(other.inputs) } : undefined
}

/** Sends one change; what comes of it is counted, and where it was accepted, its values are spent. */
export const vary = async (
  { driver, operation, control, id, after }: At,
  { what, inputs, lenience }: Made,
): Promise<Attempted> => {
  const observation = await driver.vary(id, operation, control.exchange, what, () => driver.callOf(operation, inputs))
  const attempted = lenience === undefined ? observation : { ...observation, lenience }
  control.renewal.spend(observation)
  // What is refused anyway says nothing of what the target takes.
  if (!control.renewal.isSpent) driver.tally.enter(attempted)
  if (observation.kind === 'trial' && isAccepted(observation.exchange)) await after?.(observation.exchange)
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
