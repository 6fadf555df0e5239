import { createContext, Script } from 'node:vm'

/** A regular expression as ajv takes one. */
interface Pattern {
  test(text: string): boolean
  toString(): string
}

/** Repetitions of repetitions, which may take for ever on a text that nearly matches. */
const MAY_EXPLODE = /[+*}]\)*[+*{]|\([^)]*[+*|][^)]*\)[+*{]/
const LONG = 1000
const MOST_MS = 50

const script = new Script('pattern.test(text)')
let context: { pattern?: RegExp; text?: string } | undefined

/** The regular expression of a schema; undefined where it is of a dialect that is not understood. */
export function patternOf(source: string): Pattern | undefined {
  const expression = compiled(source, 'u') ?? compiled(source, '')
  if (!expression) return undefined
  const explodes = MAY_EXPLODE.test(source)
  const test = (text: string) =>
    (explodes && text.length > 16) || text.length > LONG ? inTime(expression, text) : expression.test(text)
  return { test, toString: () => expression.toString() }
}

function compiled(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags)
  } catch {
    return undefined
  }
}

/** What cannot be told in time says nothing against a text. */
function inTime(pattern: RegExp, text: string): boolean {
  context ??= createContext({})
  Object.assign(context, { pattern, text })
  try {
    return script.runInContext(context as object, { timeout: MOST_MS }) as boolean
  } catch {
    return true
  }
}

/** As ajv compiles patterns: any text matches one that is not understood. */
export const ajvPatterns = Object.assign(
  (source: string): Pattern => patternOf(source) ?? { test: () => true, toString: () => source },
  {
    code: 'new RegExp',
  },
)
