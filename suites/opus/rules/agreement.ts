import type { SetsFigure } from '../../../engine/figure.ts'
import { broken, drawn, holds } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listAnd } from '../../../engine/words.ts'
import { type Book, onAnswers } from '../answers.ts'
import { queryOf } from '../api.ts'
import {
  answered,
  CLINICIANS,
  CLINICS,
  filterOf,
  flagsOf,
  idsBy,
  type ListKind,
  listedBy,
  TREATMENTS,
} from '../lists/kinds.ts'
import { byEach, listsAll } from '../lists/questions.ts'
import { noLists } from '../lists/relations.ts'
import { each } from '../rule.ts'
import { because, leaning } from '../statuses.ts'

/** Pairs that a finding names. */
const NAMED = 3

/** Two lists agree both ways: each is listed for the other, or neither for either. */
const agree = (one: ListKind, other: ListKind) =>
  onAnswers(
    [
      listsAll(one, 'false'),
      listsAll(other, 'false'),
      byEach(one, other.listed, ...flagsOf(one)),
      byEach(other, one.listed, ...flagsOf(other)),
    ],
    (book) =>
      each(
        known(book, one, other),
        (element) => agreesFor(book, one, other, element),
        noLists(other.rules.all),
        `${other.noun}s agree with every ${one.noun}`,
      ),
  )

/** The elements of the other kind by which a list was asked for alone, as far as they are listed themselves. */
function known(book: Book, kind: ListKind, other: ListKind): string[] {
  const all = idsBy(book, other, {}, 'false')
  const ids = book.of(kind.operation).flatMap((exchange) => {
    const filter = filterOf(queryOf(exchange))
    return Object.keys(filter).length === 1 ? (filter[other.listed] ?? []) : []
  })
  return [...new Set(ids)].filter((id) => all?.has(id) ?? true)
}

/** Whether all of one kind say of an element of the other what it says of them. */
function agreesFor(book: Book, one: ListKind, other: ListKind, element: string): Finding {
  const list = answered(listedBy(book, one, { [other.listed]: element }, 'false'))
  const disagreements: { id: string; lists: boolean; cited: string }[] = []
  for (const id of known(book, other, one)) {
    const back = answered(listedBy(book, other, { [one.listed]: id }, 'false'))
    if (list.ids.has(id) === back.ids.has(element)) continue
    const lacking = list.ids.has(id)
      ? { kind: other, filter: { [one.listed]: id }, lacks: element }
      : { kind: one, filter: { [other.listed]: element }, lacks: id }
    // Where the same list with true has it, it is false that leaves it out.
    if (idsBy(book, lacking.kind, lacking.filter, 'true')?.has(lacking.lacks)) {
      because(leaning(`${list.label} is itself in doubt`, lacking.kind.rules.superset, [list.exchange, back.exchange]))
    }
    disagreements.push({ id, lists: list.ids.has(id), cited: back.exchange.id })
  }
  if (disagreements.length === 0) return holds(list.label, [list.exchange])
  const those = (isMeant: boolean) => disagreements.filter(({ lists }) => lists === isMeant).map(({ id }) => id)
  const named = (ids: string[]) => `${one.noun}${ids.length > 1 ? 's' : ''} ${listAnd(ids, NAMED)}`
  const [there, back] = [those(true), those(false)]
  const actual = [
    there.length > 0 ? `${named(there)} ${there.length > 1 ? 'are' : 'is'} listed for ${other.noun} ${element}` : '',
    back.length > 0 ? `${other.noun} ${element} is listed for ${named(back)}` : '',
  ].filter(Boolean)
  return drawn(
    broken(
      `a ${one.noun} is listed for a ${other.noun} exactly where the ${other.noun} is listed for the ${one.noun}`,
      `${listAnd(actual)}, and not the other way round`,
      [list.exchange, ...disagreements.slice(0, NAMED).map(({ cited }) => cited)],
    ),
    figureOf(one, other, element, [...list.ids], disagreements),
  )
}

function figureOf(
  one: ListKind,
  other: ListKind,
  element: string,
  ids: readonly string[],
  disagreements: readonly { id: string; lists: boolean }[],
): SetsFigure {
  const odd = new Map(disagreements.map(({ id, lists }) => [id, lists]))
  const back = [...ids.filter((id) => !odd.has(id)), ...disagreements.filter((each) => !each.lists).map(({ id }) => id)]
  return {
    kind: 'sets',
    title: `${other.noun} ${element} and its ${one.noun}s`,
    rows: [
      {
        label: `${one.operation} by ${other.listed} ${element}`,
        members: ids.map((name) => ({ name, ...(odd.get(name) ? { odd: 'unexpected' as const } : {}) })),
      },
      {
        label: `those for which ${other.operation} lists ${element}`,
        members: back.map((name) => ({ name, ...(odd.get(name) === false ? { odd: 'unexpected' as const } : {}) })),
      },
    ],
  }
}

/** Lists agree with one another, whichever side is asked. */
export const rules = {
  'OPUS-CLINICIAN-07': agree(CLINICIANS, CLINICS),
  'OPUS-TREAT-05': agree(TREATMENTS, CLINICS),
  'OPUS-TREAT-06': agree(TREATMENTS, CLINICIANS),
}
