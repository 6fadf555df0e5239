import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved } from '../engine/finding.ts'
import { toJson } from '../engine/json.ts'
import { parsed } from '../engine/json-diff.ts'
import { came, isAccepted, status } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { isObject } from './api.ts'
import { itemsOf, namedIn } from './lists.ts'

/** What was listed is there. */
export function judgeListed(list: Exchange | undefined, read: Exchange | undefined): Finding {
  if (!list || !read) return unobserved('the list tells no ID to read one by', 'a list that is not empty')
  if (isAccepted(read)) return holds('it is read', [list, read])
  const code = status(read) ?? 500
  return code === 404 || code === 410
    ? broken('what is listed', came(read), [list, read])
    : unobserved(came(read), 'an answer', [], [list, read])
}

/** A filter gives those alone that have its value. */
export function judgeSubset(
  name: string,
  value: unknown,
  all: Exchange | undefined,
  filtered: Exchange | undefined,
): Finding {
  if (!all || !filtered) return unobserved(`no item of the list has a ${name}`, 'a list that is not empty')
  const items = itemsOf(filtered)
  if (!isAccepted(filtered) || !items) return unobserved(came(filtered), 'a filter that is accepted', [], [filtered])
  const others = items
    .map((one) => namedIn(one, name))
    .filter((one) => one !== undefined && String(one) !== String(value))
  return others.length === 0
    ? holds(`all ${items.length} have it`, [all, filtered])
    : broken(`items with ${name} ${toJson(value)} alone`, `one with ${toJson(others[0])}`, [all, filtered])
}

/** A page has as many items as it was asked for, at the most. */
export function judgePage(name: string, most: unknown, page: Exchange | undefined): Finding {
  const items = page && isAccepted(page) ? itemsOf(page) : undefined
  if (!page || !items) return unobserved(`no list was had by ${name}`, `a ${name} that is accepted`, [], [page])
  return items.length <= Number(most)
    ? holds(`${items.length} of ${most}`, [page])
    : broken(`${most} items at the most`, `${items.length}`, [page])
}

/** Longer lists may go on elsewhere, without saying so. */
const WHOLE = 10

/**
 * What was made is in the list.
 *
 * @param told answers that tell what was made, the first of which made it
 * @param ids the values that it is read by
 * @param own the property that tells it in the list, where that is known
 */
export function judgeMadeListed(
  told: readonly [Exchange, ...Exchange[]],
  ids: readonly unknown[],
  list: Exchange | undefined,
  own?: string,
): Finding {
  const [made] = told
  const items = list && itemsOf(list)
  const texts = ids.map(String)
  const names = new Set(own ? [own] : told.flatMap(({ response }) => namesHolding(parsed(response?.body), texts)))
  const nothing = unobserved(
    'what was made could not be looked for',
    'a list that tells what its things are read by',
    [],
    [list],
  )
  if (!list || !items) return nothing
  const has = (item: unknown, is: (name: string, value: unknown) => boolean): boolean =>
    isObject(item) && Object.entries(item).some(([name, value]) => is(name, value) || has(value, is))
  if (
    items.some(
      (item) =>
        texts.includes(String(item)) || has(item, (name, value) => names.has(name) && texts.includes(String(value))),
    )
  )
    return holds('it is listed', [made, list])
  if (!items.some((item) => has(item, (name) => names.has(name))) && items.length > 0) return nothing
  if (status(made) === 202) return unobserved(`${came(made)}: it may take its time`, 'an answer that it is done')
  return items.length >= WHOLE || goesOn(list)
    ? unobserved('the list has more pages than the first', 'a shorter list', [], [made, list])
    : broken(`an item with ${texts.join(', ')}`, `${items.length} items without`, [made, list])
}

/** The names of properties that hold one of these values. */
const namesHolding = (value: unknown, texts: readonly string[]): string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, one]) => (texts.includes(String(one)) ? [name] : namesHolding(one, texts)))
    : []

/** Whether an answer says that there is more. */
const goesOn = ({ response }: Exchange): boolean =>
  /rel="?next/.test(response?.headers.link ?? '') ||
  /"\w*(next|more|cursor)\w*"\s*:\s*(?!null|false|""|\s)/i.test(response?.body ?? '')
