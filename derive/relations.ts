import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../engine/finding.ts'
import { normalised } from '../engine/fingerprint.ts'
import { toJson } from '../engine/json.ts'
import { parsed } from '../engine/json-diff.ts'
import { came, isAccepted, status } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { isDocumented } from './answers.ts'
import { type Api, isObject, type Operation, readerBeside } from './api.ts'
import { withoutControl } from './control.ts'
import { judgeListed, judgeMadeListed, judgePage, judgeSubset } from './list-judges.ts'
import { fewestOf, filtersOf, isList, itemNames, itemsOf, namedIn, pageSizeOf } from './lists.ts'
import { plain } from './pool.ts'
import { judgeReadBack } from './read-back.ts'
import { idsOfMade, inputsFor, ownId, ownNames, readerFor, readerOf } from './readers.ts'
import type { Statement } from './rows.ts'
import type { RuleBook, Tried } from './rule-book.ts'
import type { Schemas } from './schemas.ts'
import { mediaOf } from './wire.ts'

/** A relation between operations, and how its statement reads. */
function relationsOf(api: Api, schemas: Schemas, operation: Operation): Statement[] {
  const { method, pointer, answers } = operation
  const reader = method === 'POST' ? readerFor(api, operation) : readerOf(api, operation)
  const linked = answers.some(({ links }) => links.some((one) => one.operationId === reader?.id))
  const read = reader && { pointer: reader.pointer, quote: `get ${reader.path}` }
  const level = linked ? 'must' : 'should'
  const found: Statement[] = []
  const beside = readerBeside(api, operation)
  // Of a list, what was made is one item, which its ID tells.
  const isTold =
    !reader ||
    reader !== beside ||
    !isList(schemas, reader) ||
    ownNames(operation).some((name) => itemNames(schemas, reader).map(plain).includes(name))
  if (method === 'POST' && read && isTold)
    found.push({
      place: 'body',
      kind: 'read-back',
      level,
      title: `what is made is read back by ${reader.id} with its values`,
      ...read,
    })
  if (method === 'POST' && reader && isTold && beside && isList(schemas, beside))
    found.push({
      place: 'body',
      kind: 'listed',
      level: 'should',
      title: `what is made is listed by ${beside.id}`,
      pointer: beside.pointer,
      quote: `get ${beside.path}`,
    })
  if ((method === 'PUT' || method === 'PATCH') && beside && mediaOf(operation))
    found.push({
      place: 'body',
      kind: 'read-back',
      level: 'should',
      title: `what is changed is read back by ${beside.id} with its values`,
      pointer: beside.pointer,
      quote: `get ${beside.path}`,
    })
  if (method === 'DELETE' && beside && operation.path.endsWith('}'))
    found.push({
      place: 'status',
      kind: 'gone',
      level: 'should',
      title: `what is deleted is gone for ${beside.id}`,
      pointer,
      quote: `delete ${operation.path}`,
    })
  if (method !== 'GET') return found
  if (read)
    found.push({ place: 'answer.200', kind: 'listed', level, title: `what is listed is read by ${reader.id}`, ...read })
  // What tells of the server itself may change between two reads.
  if (!operation.path.includes('{') && !isList(schemas, operation)) return found
  const silent = 'the document does not say whether two reads, one right after the other, agree'
  found.push({
    place: 'answer.200',
    kind: 'stable',
    level: 'assumed',
    title: 'two reads agree',
    pointer,
    quote: `get ${operation.path}`,
    silent,
  })
  const size = pageSizeOf(schemas, operation)
  const ofSize = (name: string) => name === size?.name
  for (const { name, ...filter } of [...filtersOf(schemas, operation), ...(size ? [size] : [])])
    found.push({
      place: `query.${name}`,
      kind: 'subset',
      level: 'should',
      title: ofSize(name) ? `${name} gives so many at the most` : `${name} gives those alone that have it`,
      pointer: filter.pointer,
      quote: `name: ${name}, in: query`,
    })
  return found
}

const unread = (what: string) => unobserved(`${what} could not be read`, 'an answer that tells its ID')

/** What was deleted is not there any more. */
function judgeGone(deleted: Exchange | null, read: Exchange | undefined): Finding {
  if (!read || !deleted) return unread('what was deleted')
  if (isAccepted(read)) return broken('404 or 410', came(read), [deleted, read])
  return (status(read) ?? 500) < 500
    ? holds(`${status(read)}`, [deleted, read])
    : unobserved(came(read), 'an answer', [], [read])
}

/** Two reads agree, whatever the order of lists, and but for times and counts. */
function judgeStable(reads: readonly Exchange[]): Finding {
  const [first, second] = reads
  if (!first || !second || !isAccepted(first) || !isAccepted(second))
    return unobserved('it could not be read twice', 'two answers')
  const [one, other] = [first, second].map(({ response }) => settled(parsed(response?.body) ?? response?.body ?? null))
  return one === other
    ? holds('both are the same', [first, second])
    : broken('the same answer twice', `another one: ${came(second)}`, [first, second])
}

/** What of an answer stays from one read to the next: neither the time of day, nor what counts up, nor an order. */
function settled(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(settled).sort().join()}]`
  if (isObject(value)) {
    const held = Object.entries(value).filter(
      ([name]) => !/(time|date|now|age|count|uptime|at|seconds?|ms)$/i.test(name),
    )
    return `{${held.map(([name, one]) => `${name}:${settled(one)}`).sort()}}`
  }
  return typeof value === 'string' ? normalised(value.slice(0, 200)) : (toJson(value) ?? '')
}

/** Enters the rules on what operations say of one another. */
export function enterRelations(
  book: RuleBook,
  api: Api,
  schemas: Schemas,
  documented: string,
  operation: Operation,
): void {
  for (const statement of relationsOf(api, schemas, operation)) {
    const { kind, place } = statement
    if (kind === 'read-back' || kind === 'gone') {
      book.enter(statement, ['control'], ({ control }) => {
        const { exchange, read, inputs } = control
        const nothing = withoutControl(operation, control)
        if (nothing) return nothing
        if (kind === 'gone') return judgeGone(exchange, read)
        const reader = readerFor(api, operation)
        if (!exchange || !read || !reader) return unread('what was sent')
        const made = { operation, exchange }
        return judgeReadBack(schemas, made, { operation: reader, exchange: read }, inputs?.body, documented)
      })
      continue
    }
    if (kind === 'listed' && place === 'body') {
      book.enter(statement, ['control'], ({ control }) => {
        const { exchange, read, list = readerOf(api, operation) ? undefined : read } = control
        const nothing = withoutControl(operation, control)
        const lister = readerBeside(api, operation)
        if (nothing || !exchange || !lister) return nothing ?? unread('what was made')
        // An answer that is not documented is the matter of the list's own rules.
        const isRightOne = list && isAccepted(list) && isDocumented(lister, status(list) ?? 0)
        const own = readerOf(api, operation) ? undefined : ownId(operation, exchange)
        const ids = own ? [own.id] : idsOfMade(api, schemas, operation, control)
        return judgeMadeListed([exchange, ...(read ? [read] : [])], ids, isRightOne ? list : undefined, own?.name)
      })
      continue
    }
    const name = place.replace(/^query\./, '')
    const size = pageSizeOf(schemas, operation)
    book.try(
      statement,
      ({ reads = [], value }, { exchange }) => {
        if (kind === 'stable') return judgeStable(reads)
        if (kind === 'listed') return judgeListed(exchange ?? undefined, reads[0])
        if (name === size?.name) return judgePage(name, value, reads[0])
        const judged = reads.map((read) => judgeSubset(name, value, exchange ?? undefined, read))
        return worst(judged, judgeSubset(name, value, exchange ?? undefined, undefined))
      },
      async (driver, control, id) => {
        if (kind === 'stable') {
          const read = () => driver.send(id, operation, control.inputs, `${operation.id} once more`, 'read')
          return { observations: [], reads: [await read(), await read()] }
        }
        const readBy = async (value: unknown): Promise<Tried> => {
          const reads: Exchange[] = []
          for (const from of [control, ...(control.other ? [control.other] : [])]) {
            const inputs = { ...from.inputs, query: { ...from.inputs.query, [name]: value } }
            reads.push(await driver.send(id, operation, inputs, `${operation.id} by ${name}`, 'read'))
          }
          return { observations: [], value, reads }
        }
        if (kind === 'subset' && name === size?.name) return readBy(fewestOf(schemas, size))
        const list = itemsOf(control.exchange)?.length
          ? control.exchange
          : await driver.send(id, operation, control.inputs, `${operation.id} once more`, 'read')
        if (kind === 'listed') {
          const reader = readerOf(api, operation)
          const inputs = reader && inputsFor(schemas, reader, operation, list, control.inputs)
          if (!reader || !inputs) return undefined
          return {
            observations: [],
            reads: [await driver.send(id, reader, inputs, `${reader.id} of what is listed`, 'read')],
          }
        }
        const values = (itemsOf(list) ?? []).map((one) => namedIn(one, name))
        const value = values.find((one) => ['string', 'number', 'boolean'].includes(typeof one))
        return value === undefined ? undefined : readBy(value)
      },
    )
  }
}
