import { parse, stringify } from 'lossless-json'

/** A number as JSON has it: what no double holds exactly is a BigInt, so that an ID keeps its digits. */
export type JsonNumber = number | bigint

export const isNumber = (value: unknown): value is JsonNumber => typeof value === 'number' || typeof value === 'bigint'

/** The number that a text of digits stands for, exactly; NaN for a text that is none. */
export function exactNumber(digits: string): JsonNumber {
  const number = Number(digits)
  return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(digits) ? BigInt(digits) : number
}

/** As many digits as no integer has that every double holds exactly. */
const MANY_DIGITS = /\d{16}/

/**
 * The value of a JSON text, its integers exact: {@link JsonNumber}. A byte order mark is passed over.
 *
 * @throws SyntaxError where it is none.
 */
export function parseJson(text: string): unknown {
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const value: unknown = JSON.parse(json)
  if (!MANY_DIGITS.test(json)) return value
  return parse(json, undefined, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue })
}

/** A value as JSON, as `JSON.stringify` has it, with every digit of a BigInt. */
export function toJson(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  try {
    return JSON.stringify(value, replacer) as string
  } catch (error) {
    const text = error instanceof TypeError ? stringify(value, replacer) : undefined
    if (text === undefined) throw error
    return text
  }
}
