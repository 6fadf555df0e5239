import type { Exchange } from '../engine/exchange.ts'
import { parsed } from '../engine/json-diff.ts'
import type { Finding } from '../engine/verdict.ts'
import type { Api, Operation } from './api.ts'
import type { Change } from './change.ts'
import type { Control } from './control.ts'
import type { Driver } from './driver.ts'
import { placeAt } from './places.ts'
import { judgeReadBack } from './read-back.ts'
import { readAfter, readerFor } from './readers.ts'
import type { Accepted, At, Tried } from './rule-book.ts'
import type { Schemas } from './schemas.ts'

/** The way from a body to one of its places, as rules name it. */
const pathOf = (place: string): string[] => place.split(/\.|(?=\[\])/).slice(1)

/** Texts that are accepted are kept as they were sent: a name in other letters, say. */
export class KeptTexts {
  readonly #reads = new WeakMap<Exchange, Exchange[]>()
  readonly #reader: Operation | undefined

  constructor(
    api: Api,
    private readonly schemas: Schemas,
    private readonly operation: Operation,
    private readonly documented: string,
  ) {
    this.#reader = ['POST', 'PUT', 'PATCH'].includes(operation.method) ? readerFor(api, operation) : undefined
  }

  /** What is done once a change was accepted: it is read back before the next one. Undefined where nothing is. */
  after(driver: Driver, control: Accepted, rule: string, { kind, place }: Change): At['after'] {
    // What stands in an object of its own may be another thing's, which is not changed by that.
    if (kind !== 'letters' || !this.#reader || pathOf(place).length !== 1) return undefined
    return async (exchange) => {
      const inputs = { ...control.inputs, body: parsed(exchange.request.body) }
      const read = () => readAfter(driver, this.operation, { ...control, exchange, inputs }, rule)
      // A reader that answers otherwise each time says nothing of what was made.
      this.#reads.set(
        exchange,
        [await read(), await read()].filter((one) => one !== undefined),
      )
    }
  }

  /** What was tried, with what was read back of it. */
  with(tried: Tried): Tried {
    const readBack = tried.observations.map((one) =>
      one.kind === 'trial' ? (this.#reads.get(one.exchange) ?? []) : [],
    )
    return readBack.some((reads) => reads.length > 0) ? { ...tried, readBack } : tried
  }

  /** The first text that is read back otherwise; undefined where none is, or where nothing new is kept at this place. */
  judge({ observations, readBack = [] }: Tried, { exchange, read }: Control, { place }: Change): Finding | undefined {
    const path = pathOf(place)
    const reader = this.#reader
    if (!exchange || !read || !reader) return undefined
    const judged = (made: Exchange, back: Exchange) => {
      const only = path.reduceRight<unknown>(
        (inner, name) => ({ [name]: inner }),
        placeAt(parsed(made.request.body), path),
      )
      const [of, by] = [
        { operation: this.operation, exchange: made },
        { operation: reader, exchange: back },
      ]
      return judgeReadBack(this.schemas, of, by, only, this.documented)
    }
    if (judged(exchange, read).outcome !== 'holds') return undefined
    const findings = observations.map((one, nth) => {
      // Where the first text stays, another one is not taken at all.
      const isNew = (back: Exchange) => judged(exchange, back).outcome !== 'holds'
      if (one.kind !== 'trial') return undefined
      const each = (readBack[nth] ?? []).map((back) => (isNew(back) ? judged(one.exchange, back) : undefined))
      return each.every((finding) => finding?.outcome === 'broken') ? each[0] : undefined
    })
    return findings.find((finding) => finding !== undefined)
  }
}
