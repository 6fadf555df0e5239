import { listOr, plural } from '../../engine/words.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { validatorFor } from '../../openapi/validators.ts'
import { acceptor, matcherInWords } from './acceptor.ts'
import { type Matcher, matchersOf, type Rule } from './matching-rules.ts'
import { alternativesOf, elementOf, propertyOf, type SchemaNode, typesOf } from './openapi-node.ts'
import type { Path } from './path.ts'
import { promisedValues } from './samples.ts'

/** What a pact expects of a body beyond what the document promises. */
export interface Problem {
  /**
   * - `unpromised`: the document has no such element;
   * - `optional`: it may be left out;
   * - `wrong`: a value of another type is expected;
   * - `excluded`: a value of the right type is expected that is never there;
   * - `exact`: one value is expected where the document promises a type;
   * - `narrower`: some promised values do not match;
   * - `count`: of the elements of an array;
   * - `element`: one that an array must have among others.
   */
  kind: 'unpromised' | 'optional' | 'wrong' | 'excluded' | 'exact' | 'narrower' | 'count' | 'element'
  /** Nothing does not match but null. */
  onlyNull?: true
  /** From the root of the body. */
  path: Path
  /** Of the element, or of the object that does not have it. */
  node: SchemaNode
  /** In words, of which the element is the subject: `must be 12, and the document promises a number`. */
  what: string
}

/** What is held against the document. */
export interface Expected {
  document: OpenApiDocument
  rules: readonly Rule[]
  /** Whether the value of an element is known beforehand: set up by a provider state, or sent in the request. */
  isSettled(path: Path, value: unknown): boolean
  /** Whether provider states decide which of the promised values there are, and how many. */
  byStates: boolean
}

type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object'

/** Everything in which an expected body asks for more than a schema promises. */
export function bodyProblems(value: unknown, node: SchemaNode, expected: Expected): Problem[] {
  return compare(value, node, [], expected)
}

function compare(value: unknown, node: SchemaNode, path: Path, expected: Expected): Problem[] {
  const type = jsonTypeOf(value)
  const types = promisedTypes(expected.document, node)
  const matchers = matchersOf(expected.rules, path)
  if (types && !types.includes(type)) {
    return [
      { kind: 'wrong', path, node, what: `is expected as ${withArticle(type)}, and the document has ${anyOf(types)}` },
    ]
  }
  if (type === 'object' || type === 'array') {
    if (!types)
      return [{ kind: 'unpromised', path, node, what: 'is expected in a form, and the document gives it none' }]
    const others = missing(types, [type], expected)
    const own: Problem[] = others.length > 0 ? [{ kind: 'narrower', path, node, what: mayBe(others) }] : []
    const inner =
      type === 'array'
        ? compareArray(value as unknown[], node, path, matchers, expected)
        : compareObject(value as object, node, path, expected)
    return [...own, ...inner]
  }
  if (expected.isSettled(path, value)) return []
  const what = matchers ? looserWords(matchers, value, node, types, expected) : exactWords(value, node, types, expected)
  return what ? [{ ...what, path, node }] : []
}

function compareObject(value: object, node: SchemaNode, path: Path, expected: Expected): Problem[] {
  const alternatives = alternativesOf(expected.document, node).filter((one) => one.schema.properties)
  if (alternatives.length === 0 && Object.keys(value).length > 0) {
    return [{ kind: 'unpromised', path, node, what: 'is expected in a form, and the document gives it none' }]
  }
  return Object.entries(value).flatMap(([name, inner]): Problem[] => {
    const place = [...path, name]
    const holder = alternatives.find((one) => propertyOf(expected.document, one, name))
    const property = holder && propertyOf(expected.document, holder, name)
    if (!holder || !property) {
      return [{ kind: 'unpromised', path: place, node, what: 'is expected, and the document does not have it' }]
    }
    const { required = [] } = holder.schema as { required?: string[] }
    const isLeft = !required.includes(name) && !expected.byStates && !expected.isSettled(place, inner)
    const own: Problem[] = isLeft
      ? [{ kind: 'optional', path: place, node: property, what: 'is expected, and the document lets it be left out' }]
      : []
    return [...own, ...compare(inner, property, place, expected)]
  })
}

function compareArray(
  value: unknown[],
  node: SchemaNode,
  path: Path,
  matchers: readonly Matcher[] | undefined,
  expected: Expected,
): Problem[] {
  const element = elementOf(expected.document, node)
  const least = (node.schema.minItems as number | undefined) ?? 0
  const contains = matchers?.find((one) => one.match === 'arrayContains')
  if (contains) {
    const what = 'must have an element that is named, and the document promises none in particular'
    const own: Problem[] = expected.byStates ? [] : [{ kind: 'element', path, node, what }]
    const inner = contains.variants.flatMap(({ index, rules }) => {
      const problems = element ? compare(value[index], element, [], { ...expected, rules }) : []
      return problems
        .filter(({ kind }) => kind === 'unpromised' || kind === 'wrong' || kind === 'excluded')
        .map((one) => ({ ...one, path: [...path, index, ...one.path] }))
    })
    return [...own, ...inner]
  }
  const words = expected.byStates ? undefined : countWords(value, matchers, least)
  const own: Problem[] = words ? [{ kind: 'count', path, node, what: words }] : []
  const inner = element ? value.flatMap((one, nth) => compare(one, element, [...path, nth], expected)) : []
  return [...own, ...inner]
}

function countWords(value: unknown[], matchers: readonly Matcher[] | undefined, least: number): string | undefined {
  const limits = matchers?.find((one) => one.match === 'type')
  const promised = least === 0 ? 'lets it be empty' : `promises ${least} or more`
  if (!matchers || matchers.some(({ match }) => match === 'equality')) {
    return `must have ${plural(value.length, 'element')} and no more, and the document ${promised}`
  }
  if (limits?.min !== undefined && limits.min > least) {
    return `must have ${limits.min} or more elements, and the document ${promised}`
  }
  return limits?.max === undefined
    ? undefined
    : `must not have more than ${limits.max} elements, and the document does not limit them`
}

/** A value that must be there as it is. */
function exactWords(
  value: unknown,
  node: SchemaNode,
  types: readonly JsonType[] | undefined,
  { document, byStates }: Expected,
): Pick<Problem, 'kind' | 'what'> | undefined {
  const shown = JSON.stringify(value)
  if (validatorFor(document, node.pointer)(value).length > 0) {
    return { kind: 'excluded', what: `must be ${shown}, which the document does not have there` }
  }
  const { enum: listed, const: only } = node.schema
  if (only !== undefined || (Array.isArray(listed) && listed.length === 1)) return undefined
  if (types?.length === 1 && types[0] === 'null') return undefined
  // A state may well settle which of a few values it is; it cannot settle a free one without naming it.
  if (byStates && (value === null || Array.isArray(listed))) return undefined
  const promised = Array.isArray(listed)
    ? `one of ${listed.map((one) => JSON.stringify(one)).join(', ')}`
    : anyOf(types)
  return { kind: 'exact', what: `must be ${shown}, and the document promises ${promised}` }
}

/** A value that may be another one, if all matchers let it through. */
function looserWords(
  matchers: readonly Matcher[],
  value: unknown,
  node: SchemaNode,
  types: readonly JsonType[] | undefined,
  expected: Expected,
): Pick<Problem, 'kind' | 'what' | 'onlyNull'> | undefined {
  for (const matcher of matchers) {
    const own = jsonTypeOf(value)
    switch (matcher.match) {
      case 'equality':
        return exactWords(value, node, types, expected)
      case 'either': {
        const among = (promised: readonly JsonType[] | undefined) =>
          matcher.matchers.map((one) => looserWords([one], value, node, promised, expected))
        const [first] = among(types)
        // Each promised type has to get through one of them, whichever.
        const isCovered = (types ?? [undefined]).every((type) => among(type && [type]).includes(undefined))
        if (first && !isCovered) return first
        break
      }
      case 'type':
      case 'number':
      case 'integer':
      case 'boolean':
      case 'null': {
        const wanted: JsonType =
          matcher.match === 'type' ? own : matcher.match === 'integer' ? 'number' : (matcher.match as JsonType)
        if (types && !types.includes(wanted)) {
          return { kind: 'wrong', what: `must be ${withArticle(wanted)}, and the document has ${anyOf(types)}` }
        }
        const others = missing(types, [wanted], expected)
        if (others.length > 0) return narrower(others)
        break
      }
      case 'decimal':
        return { kind: 'narrower', what: 'must have a decimal point, and the document promises whole numbers too' }
      default: {
        const accepts = acceptor(matcher)
        if (!accepts) break
        const others = missing(types, ['string', 'number', 'boolean'], expected)
        if (others.length > 0) return narrower(others)
        const refused = promisedValues(expected.document, node).find((one) => one !== null && !accepts(String(one)))
        if (refused === undefined) break
        return {
          kind: 'narrower',
          what: `must match ${matcherInWords(matcher)}, and ${JSON.stringify(refused)} is as promised`,
        }
      }
    }
  }
  return undefined
}

/** Elements of a body that must be there as they are, whatever else is let through. */
export function assertedValues(
  value: unknown,
  rules: readonly Rule[],
  path: Path = [],
): { path: Path; value: unknown }[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      assertedValues(inner, rules, [...path, Array.isArray(value) ? Number(name) : name]),
    )
  }
  const matchers = matchersOf(rules, path)
  return !matchers || matchers.some(({ match }) => match === 'equality') ? [{ path, value }] : []
}

/** Promised types that are not among those which are let through. A null may be ruled out by a provider state. */
function missing(
  types: readonly JsonType[] | undefined,
  matched: readonly JsonType[],
  { byStates }: Expected,
): JsonType[] {
  const all = types ?? ['string', 'number', 'boolean', 'null', 'array', 'object']
  return all.filter((type) => !matched.includes(type) && !(type === 'null' && byStates))
}

function promisedTypes(document: OpenApiDocument, node: SchemaNode): JsonType[] | undefined {
  const types = alternativesOf(document, node).flatMap((one): (string | undefined)[] => {
    if (typesOf(one)) return [...typesOf(one)!]
    const { enum: listed } = one.schema
    return Array.isArray(listed) ? listed.map(jsonTypeOf) : [undefined]
  })
  if (types.includes(undefined)) return undefined
  return [...new Set(types.map((type) => (type === 'integer' ? 'number' : type) as JsonType))]
}

function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : (typeof value as JsonType)
}

const withArticle = (type: JsonType): string =>
  type === 'null' ? 'null' : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
const anyOf = (types: readonly JsonType[] | undefined): string =>
  types ? listOr(types.map(withArticle)) : 'a value of any form'
const narrower = (others: readonly JsonType[]): Pick<Problem, 'kind' | 'what' | 'onlyNull'> => ({
  kind: 'narrower',
  what: mayBe(others),
  ...(others.every((one) => one === 'null') && { onlyNull: true }),
})
const mayBe = (types: readonly JsonType[]): string =>
  types.length > 3
    ? 'is expected in a form, and the document gives it none'
    : `may also be ${anyOf(types)} by the document`
