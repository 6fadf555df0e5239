import type { Clause, Level, Requirement } from '../engine/requirement.ts'
import { type Api, type Operation, valueAt } from './api.ts'

/** What a derived rule states, and where the document says so. */
export interface Statement {
  /** `body.patient.firstName`, `query.month`, `answer.200`, `status`. */
  place: string
  /** `required`, `schema`, `documented`. */
  kind: string
  level?: Level
  title: string
  /** JSON Pointer to the statement. */
  pointer: string
  /** Pointers to the schemas that lead to it: what one of them is marked as, it is too. */
  within?: readonly string[]
  /** The statement, where it is not the whole that stands there. */
  quote?: string
  /** What the document leaves open, for what is guessed. */
  silent?: string
}

const LONGEST_QUOTE = 240

/** The row of a derived rule; its clause is looked up when somebody reads it. */
export function rowOf(api: Api, id: string, operation: Operation, statement: Statement): Requirement {
  const { title, pointer } = statement
  const places = [pointer, ...(statement.within ?? [])]
  const isMarked = (one: string) => places.some((place) => `${place}/`.startsWith(`${one}/`))
  const isAssumed = statement.level !== 'should' && api.assumed.some(isMarked)
  const level = isAssumed ? 'assumed' : (statement.level ?? 'must')
  const silent = statement.silent ?? (isAssumed ? ASSUMED : undefined)
  return {
    id,
    level,
    area: operation.id,
    title: `${operation.id}: ${title}`,
    operations: [operation.id],
    get clause(): Clause {
      const quote =
        statement.quote ?? `${pointer.split('/').at(-1)}: ${JSON.stringify(valueAt(api.source.content, pointer))}`
      const folded = quote.replace(/\s+/g, ' ').trim()
      return {
        document: api.source.name,
        section: `#${pointer} (line ${api.source.lineOf(pointer)})`,
        quote: folded.length > LONGEST_QUOTE ? `${folded.slice(0, LONGEST_QUOTE)}…` : folded,
        ...(silent === undefined ? {} : { silent }),
      }
    },
    ...(level === 'assumed' ? { question: `${silent ?? title}: how is it meant at ${operation.id}?` } : {}),
  }
}

/** A row with other words, or more of them, whose clause is not looked up by that. */
export const reworded = <More extends Partial<Requirement>>(row: Requirement, more: More): Requirement & More => ({
  id: row.id,
  level: row.level,
  area: row.area,
  title: row.title,
  operations: row.operations,
  ...(row.question === undefined ? {} : { question: row.question }),
  get clause() {
    return row.clause
  },
  ...more,
})

const ASSUMED = 'the document marks it as assumed'

/** An ID has neither white space nor commas; a name's own slashes do not part it. */
export const idOf = (profile: string, { id }: Operation, place: string, kind: string): string =>
  [profile, id, place, kind]
    .map((part) => part.replace(/[\s,/%]/g, (one) => `%${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}`))
    .join('/')

/** The parts of a derived rule's ID. */
export function partsOf(id: string): { operation: string; place: string; kind: string } {
  const [, operation = '', place = '', kind = ''] = id.split('/').map((part) => decodeURIComponent(part))
  return { operation, place, kind }
}
