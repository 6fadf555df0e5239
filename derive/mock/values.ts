import { type Answer, isObject, type Json, type Media, type Operation } from '../api.ts'
import { pathText, typesOf, viewOf } from '../fields.ts'
import { fittingFor } from '../generate.ts'
import type { Schemas } from '../schemas.ts'
import { isJson } from '../wire.ts'

/** The answer of success that a mock gives. */
export function successOf({ answers }: Operation): { status: number; answer?: Answer } {
  const answer =
    answers.filter(({ status }) => /^2\d\d$/.test(status)).sort((a, b) => Number(a.status) - Number(b.status))[0] ??
    answers.find(({ status }) => status === '2XX') ??
    answers.find(({ status }) => /^3\d\d$/.test(status)) ??
    answers.find(({ status }) => status === 'default')
  const status = answer && /^\d+$/.test(answer.status) ? Number(answer.status) : 200
  return answer ? { status, answer } : { status }
}

/** The status that a mock refuses a request with: what the document has for one that is not right. */
export function refusalOf({ answers }: Operation): number {
  const has = (status: string) => answers.some((one) => one.status === status)
  const own = answers.find(({ status }) => /^4\d\d$/.test(status) && !/^4(?:01|03|04|05|09|15|29)$/.test(status))
  return has('400') ? 400 : has('422') ? 422 : own && !has('4XX') && !has('default') ? Number(own.status) : 400
}

/** The answer that the document has for a status. */
export const answerFor = ({ answers }: Operation, status: number): Answer | undefined =>
  answers.find((one) => one.status === String(status)) ??
  answers.find((one) => one.status === `${Math.floor(status / 100)}XX`) ??
  answers.find((one) => one.status === 'default')

export const jsonOf = (answer: Answer | undefined): Media | undefined => answer?.media.find(isJson)

/** A value of an answer: an example of the document that fits, or else one made up. */
export function exampleOf(schemas: Schemas, media: Media | undefined, seed: number): unknown {
  if (!media) return undefined
  const { schema, examples } = media
  if (schema === undefined) return examples[0]?.value ?? {}
  const fits = (value: unknown) => schemas.errors(schema, value, 'answer').length === 0
  const example = examples.find(({ value }) => fits(value))
  return example ? structuredClone(example.value) : madeUp(schemas, schema, seed)
}

export function madeUp(schemas: Schemas, schema: string, seed: number): unknown {
  const made = [true, false].map((full) => fittingFor(schemas, schema, { seed, full, isAnswer: true }))
  return made.find((value) => schemas.errors(schema, value, 'answer').length === 0) ?? made[0]
}

/** A value with what is known laid over it, where that has a place and fits. */
export function overlaid(schemas: Schemas, schema: string, base: unknown, known: Json): unknown {
  if (!isObject(base)) return base
  const properties = (viewOf(schemas, schema).keywords.properties ?? {}) as Record<string, string>
  let value: Json = base
  for (const [name, one] of Object.entries(known)) {
    if (!Object.hasOwn(properties, name)) continue
    const place = properties[name] as string
    const inner = isObject(one) && isObject(value[name]) ? overlaid(schemas, place, value[name], one) : one
    const next = { ...value, [name]: inner }
    if (schemas.errors(schema, next, 'answer').length === 0) value = next
  }
  return value
}

/** A value that breaks the schema at one path, and says so there; undefined where none is found. */
export function spoilt(schemas: Schemas, schema: string, value: unknown, path: readonly string[]): unknown {
  const text = pathText(path)
  for (const odd of [undefined, { bitewing: true }, ['bitewing'], 'not-as-it-should-be', -1, 7.5, null, true]) {
    const changed = path.length === 0 ? (odd ?? 'bitewing') : setEvery(value, path, odd)
    if (schemas.errors(schema, changed, 'answer').some((one) => startsAt(one.instancePath, one.params, text)))
      return changed
  }
  return undefined
}

const startsAt = (instancePath: string, params: { missingProperty?: string }, text: string): boolean => {
  const path = [
    ...instancePath
      .split('/')
      .slice(1)
      .map((one) => (/^\d+$/.test(one) ? '[]' : one)),
    ...(params.missingProperty ? [params.missingProperty] : []),
  ]
  return pathText(path) === text
}

/** As `setAt`, but in every item of a list. */
function setEvery(value: unknown, path: readonly string[], to: unknown): unknown {
  const [name, ...below] = path
  if (name === undefined) return to
  if (name === '[]') return Array.isArray(value) ? value.map((one) => setEvery(one, below, to)) : value
  if (!isObject(value) || (below.length > 0 && value[name] === undefined)) return value
  const { [name]: own, ...others } = value
  const inner = setEvery(own, below, to)
  return inner === undefined ? others : { ...others, [name]: inner }
}

/** Whether a schema is a list's. */
export const isListSchema = (schemas: Schemas, schema: string): boolean =>
  typesOf(viewOf(schemas, schema)).includes('array')

/** The list that an answer is, or the one that it holds under a name, by its schema: where each item's stands. */
export function listIn(schemas: Schemas, schema: string): { name?: string; each: string | undefined } | undefined {
  const { keywords, at } = viewOf(schemas, schema)
  if (isListSchema(schemas, schema)) return { each: at.items }
  const properties = Object.entries((keywords.properties ?? {}) as Record<string, string>)
  const [list, ...others] = properties.filter(([, place]) => isListSchema(schemas, place))
  return list && others.length === 0 ? { name: list[0], each: viewOf(schemas, list[1]).at.items } : undefined
}
