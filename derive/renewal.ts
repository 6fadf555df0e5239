import type { Exchange } from '../engine/exchange.ts'
import type { Observation } from '../engine/experiment.ts'
import { isAccepted } from '../engine/status.ts'
import type { Operation } from './api.ts'
import { toldIn } from './candidates.ts'
import type { Control } from './control.ts'
import type { Driver } from './driver.ts'
import { type Field, fieldsOf, pathText } from './fields.ts'
import { placeAt, setAt } from './places.ts'
import { type Inputs, mediaOf } from './wire.ts'

/** Tries to find how an accepted request can be made once more. */
const TRIES = 6

/** The nth way to make a request anew; undefined where there is none any more. */
type Renew = (nth: number) => Inputs | undefined

/**
 * The values that the next change is made to. A request that can be made only once (it takes a free time, or an e-mail
 * address that nobody has) says nothing when it is made again with a change: it would be refused anyway. So it is made
 * anew, with another free time, or another address.
 */
export class Renewal {
  #nth = 0

  private constructor(
    public inputs: Inputs,
    private readonly renew: Renew | undefined,
    /** Whether no way was found to make the request once more, so that it is refused whatever is changed. */
    readonly isSpent = false,
  ) {}

  /** The same values each time. */
  static none(inputs: Inputs): Renewal {
    return new Renewal(inputs, undefined)
  }

  /** Finds out by sending the accepted request again, where it writes. */
  static async of(driver: Driver, operation: Operation, control: Control & { inputs: Inputs }, rule: string) {
    const { inputs } = control
    const repeats = ['GET', 'HEAD', 'DELETE'].includes(operation.method) || inputs.body === undefined
    if (repeats) return Renewal.none(inputs)
    const again = await driver.send(rule, operation, inputs, 'the accepted request again')
    if (isAccepted(again) || !isRefusal(again)) return Renewal.none(inputs)
    let tries = 0
    for (const renew of waysFor(driver, operation, inputs)) {
      for (let nth = 0; nth < 2; nth++) {
        const anew = renew(nth)
        if (!anew) break
        if (++tries > TRIES) return new Renewal(inputs, undefined, true)
        const exchange = await driver.send(rule, operation, anew, 'the accepted request, made anew')
        if (!isAccepted(exchange)) continue
        const renewal = new Renewal(anew, renew)
        renewal.#nth = nth
        renewal.spend(exchange)
        return renewal
      }
    }
    return new Renewal(inputs, undefined, true)
  }

  /** To be told what came of a request with these values: once accepted, they are spent. */
  spend(sent: Exchange | Observation): void {
    const exchange = 'kind' in sent ? (sent.kind === 'trial' ? sent.exchange : undefined) : sent
    if (exchange && isAccepted(exchange)) this.inputs = this.renew?.(++this.#nth) ?? this.inputs
  }
}

const isRefusal = ({ response }: Exchange): boolean => {
  const code = response?.status ?? 500
  return code >= 400 && code < 500 && ![401, 403, 429].includes(code)
}

/** Ways to make a request anew: with what else answers told, and with another value of one field that may be unique. */
function waysFor(driver: Driver, operation: Operation, inputs: Inputs): Renew[] {
  const schema = mediaOf(operation)?.schema
  if (schema === undefined) return []
  const fields = fieldsOf(driver.schemas, schema)
  const fits = (body: unknown) => driver.schemas.errors(schema, body).length === 0
  const first = JSON.stringify(inputs.body)
  const told: Renew = (nth) => {
    let body = inputs.body
    for (const [path, value] of toldOf(driver, operation, fields, nth + 1)) {
      if (value !== undefined && placeAt(body, path) !== undefined) body = setAt(body, path, value)
    }
    return JSON.stringify(body) !== first && fits(body) ? { ...inputs, body } : undefined
  }
  const varied = likely(fields).map(
    ({ path }): Renew =>
      (nth) => {
        const now = placeAt(inputs.body, path)
        const other = varyValue(now, driver.seed + nth)
        const body = other === undefined ? undefined : setAt(inputs.body, path, other)
        return body !== undefined && JSON.stringify(body) !== first && fits(body) ? { ...inputs, body } : undefined
      },
  )
  return [told, ...varied]
}

const toldOf = (driver: Driver, operation: Operation, fields: readonly Field[], nth: number) => {
  const told = toldIn(driver, operation, fields, nth)
  return fields.map(({ path }) => [path, told.get(pathText(path))] as const)
}

/** Fields that may have to be unique, the likeliest first. */
const UNIQUE = [/mail/i, /user|login/i, /digits|number|serial/i, /code|key|slug|id$/i, /phone/i, /name|title/i]

const likely = (fields: readonly Field[]): Field[] =>
  UNIQUE.flatMap((pattern) => fields.filter(({ path }) => pattern.test(path.at(-1) ?? '')))

/** Another value of the same form. */
function varyValue(value: unknown, seed: number): unknown {
  const digits = (text: string) =>
    text.replace(/\d/g, (digit, at: number) => String((Number(digit) + 1 + ((seed * 7 + at * 3) % 8)) % 10))
  if (typeof value === 'number' && Number.isInteger(value)) return Number(digits(String(value)))
  if (typeof value !== 'string' || value === '') return undefined
  if (/\d{3}/.test(value)) return digits(value)
  const letters = [...String(seed * 7919)].map((digit) => 'abcdefghij'[Number(digit)] ?? 'x').join('')
  return value.includes('@') ? value.replace('@', `.${letters}@`) : `${value}${letters}`
}
