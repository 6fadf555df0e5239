import { isFields } from '../../generators/fields.ts'
import { ANY, nameOf, type Path, type Pattern, parsePattern } from './path.ts'

/** What an element may be, in the place of the example that stands in the pact. */
export type Matcher =
  | { match: 'equality' | 'number' | 'integer' | 'decimal' | 'boolean' | 'null' | 'notEmpty' | 'semver' }
  | { match: 'type'; min?: number; max?: number }
  | { match: 'regex'; regex: string }
  | { match: 'include'; value: string }
  | { match: 'date' | 'time' | 'datetime'; format: string }
  | { match: 'eachValue'; rules: readonly Matcher[] }
  | { match: 'arrayContains'; variants: readonly Variant[] }
  | { match: 'statusCode'; status: string | readonly number[] }
  /** `"combine": "OR"`: one of them is enough. */
  | { match: 'either'; matchers: readonly Matcher[] }
  /** `values`, `eachKey`, `contentType`, and what plugins bring along: not examined. */
  | { match: 'other' }

/** One element that an array must have somewhere. */
export interface Variant {
  /** Of its example in the array. */
  index: number
  rules: readonly Rule[]
}

/** The matchers of the elements that a path leads to. */
export interface Rule {
  pattern: Pattern
  matchers: readonly Matcher[]
}

/** The matching rules of a request, a response or a message. */
export interface Rules {
  body: readonly Rule[]
  /** By name in lower case. */
  headers: ReadonlyMap<string, readonly Matcher[]>
  query: ReadonlyMap<string, readonly Matcher[]>
  status: readonly Matcher[]
}

/** Reads `matchingRules` of any specification version: one flat object in version 2, one object for each category from 3 on. */
export function readRules(json: unknown): Rules {
  const rules = { body: [] as Rule[], headers: new Map(), query: new Map(), status: [] as Matcher[] }
  for (const [key, value] of Object.entries(isFields(json) ? json : {})) {
    if (key.startsWith('$')) addFlat(rules, key, [value])
    else if (key === 'body') rules.body.push(...bodyRules(value))
    else if (key === 'header' || key === 'headers') addNamed(rules.headers, value)
    else if (key === 'query') addNamed(rules.query, value)
    else if (key === 'status') rules.status.push(...matchersIn(isFields(value) && '$' in value ? value.$ : value))
  }
  return rules
}

/** Of version 2, each with dots or brackets: `$.body.a[0]`, `$.headers.Content-Type`, `$['query']['year'][0]`. */
function addFlat(
  rules: { body: Rule[]; headers: Map<string, Matcher[]>; query: Map<string, Matcher[]> },
  key: string,
  matchers: unknown[],
): void {
  const [category, ...pattern] = parsePattern(key) ?? []
  if (category === 'body') rules.body.push({ pattern, matchers: matchers.map(readMatcher) })
  const map = { header: rules.headers, headers: rules.headers, query: rules.query }[String(category)]
  map?.set(nameOf(pattern), matchers.map(readMatcher))
}

function bodyRules(json: unknown): Rule[] {
  return Object.entries(isFields(json) ? json : {}).flatMap(([key, value]) => {
    const pattern = parsePattern(key)
    return pattern ? [{ pattern, matchers: matchersIn(value) }] : []
  })
}

/** By the name alone, as a path (`$.year`), or with an index (`year[0]`). */
function addNamed(map: Map<string, Matcher[]>, json: unknown): void {
  for (const [key, value] of Object.entries(isFields(json) ? json : {})) {
    map.set(nameOf(parsePattern(key) ?? [key]), matchersIn(value))
  }
}

/** `{ "matchers": [...] }`, or the matchers alone. */
function matchersIn(json: unknown): Matcher[] {
  const list = isFields(json) ? (json.matchers ?? [json]) : json
  const matchers = Array.isArray(list) ? list.map(readMatcher) : []
  const isEither = isFields(json) && String(json.combine).toUpperCase() === 'OR' && matchers.length > 1
  return isEither ? [{ match: 'either', matchers }] : matchers
}

function readMatcher(json: unknown): Matcher {
  if (!isFields(json)) return { match: 'other' }
  const { match } = json
  const format = textOf(json.format ?? json.date ?? json.time ?? json.timestamp ?? json.datetime)
  switch (match) {
    case 'equality':
    case 'number':
    case 'integer':
    case 'decimal':
    case 'boolean':
    case 'null':
    case 'notEmpty':
    case 'semver':
      return { match }
    case 'real':
      return { match: 'decimal' }
    case 'regex':
      return { match, regex: textOf(json.regex) }
    case 'include':
      return { match, value: textOf(json.value) }
    case 'date':
    case 'time':
      return { match, format }
    case 'timestamp':
    case 'datetime':
      return { match: 'datetime', format }
    case 'eachValue':
    case 'each-value':
      return { match: 'eachValue', rules: Array.isArray(json.rules) ? json.rules.map(readMatcher) : [] }
    case 'arrayContains':
    case 'array-contains':
      return { match: 'arrayContains', variants: variantsIn(json.variants) }
    case 'statusCode':
    case 'status-code':
      return { match: 'statusCode', status: Array.isArray(json.status) ? json.status : textOf(json.status) }
    case 'type':
    case undefined: {
      if (typeof json.regex === 'string') return { match: 'regex', regex: json.regex }
      if (format !== '') return { match: json.date ? 'date' : json.time ? 'time' : 'datetime', format }
      const limit = (name: 'min' | 'max') => (typeof json[name] === 'number' ? { [name]: json[name] } : {})
      return { match: 'type', ...limit('min'), ...limit('max') }
    }
    default:
      return { match: 'other' }
  }
}

const textOf = (json: unknown): string => (typeof json === 'string' ? json : '')

function variantsIn(json: unknown): Variant[] {
  return (Array.isArray(json) ? json : []).filter(isFields).map((variant, nth) => ({
    index: typeof variant.index === 'number' ? variant.index : nth,
    rules: bodyRules(variant.rules),
  }))
}

/**
 * The matchers that an element of a body is compared by: those of the rule that leads to it most exactly, or else what a
 * parent hands down. Undefined where it must equal its example.
 */
export function matchersOf(rules: readonly Rule[], path: Path): readonly Matcher[] | undefined {
  let best: Rule | undefined
  let bestWeight = 0
  for (const rule of rules) {
    const weight = weightOf(rule.pattern, path)
    if (weight >= bestWeight && weight > 0) {
      best = rule
      bestWeight = weight
    }
  }
  if (!best) return undefined
  if (best.pattern.length === path.length) return best.matchers
  const handedDown = best.matchers.filter(({ match }) => match === 'type' || match === 'equality')
  return handedDown.length > 0 ? handedDown.map(({ match }) => ({ match }) as Matcher) : undefined
}

/** By the specification: 2 for the root and each step that is named, 1 for a wildcard, multiplied; longer paths win. */
function weightOf(pattern: Pattern, path: Path): number {
  if (pattern.length > path.length) return 0
  let weight = 2
  for (const [at, step] of pattern.entries()) {
    if (step === ANY) continue
    if (String(step) !== String(path[at])) return 0
    weight *= 2
  }
  return weight * (pattern.length + 1)
}
