import type { SetsFigure } from '../../../engine/figure.ts'
import { broken, drawn } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listAnd } from '../../../engine/words.ts'
import type { Book } from '../book.ts'
import { CLINICIANS, CLINICS, idsBy, type ListKind, listedBy, TREATMENTS } from '../lists/kinds.ts'
import { noLists, together } from '../lists/relations.ts'
import { onAnswers } from '../rule.ts'
import { leaning } from '../statuses.ts'

/** Pairs that a finding names. */
const NAMED = 3

/** Two lists agree both ways: each is listed for the other, or neither for either. */
const agree = (one: ListKind, other: ListKind) => {
  return onAnswers(
    async ({ lists }) => [
      ...(await lists.all(one, 'false')),
      ...(await lists.all(other, 'false')),
      ...(await lists.byEach(one, other.listed, ...flagsOf(one))),
      ...(await lists.byEach(other, one.listed, ...flagsOf(other))),
    ],
    (book) => {
      const all = idsBy(book, other, {}, 'false')
      const others = asked(book, one, other.listed).filter((one) => all?.has(one) ?? true)
      return together(
        others.map((element) => agreesFor(book, one, other, element)),
        `${other.noun}s agree with every ${one.noun}`,
        noLists(other.rules.all),
      )
    },
  )
}

const flagsOf = (kind: ListKind) => (kind.hasFlag ? (['false', 'true'] as const) : (['false'] as const))

/** The elements by which a list was asked for alone. */
function asked(book: Book, kind: ListKind, name: ListKind['listed']): string[] {
  const ids = book.of(kind.operation).flatMap((exchange) => {
    const query = new URL(exchange.request.url).searchParams
    const names = [...query.keys()].filter((key) => key !== 'onlyWithFreeTimes')
    return names.length === 1 && names[0] === name ? [query.get(name) as string] : []
  })
  return [...new Set(ids)]
}

/** Whether all of one kind say of an element of the other what it says of them. */
function agreesFor(book: Book, one: ListKind, other: ListKind, element: string): Finding {
  const list = listedBy(book, one, { [other.listed]: element }, 'false')
  if (list.kind === 'doubt') return list.finding
  if (list.kind === 'refused') return refused(one, other, list)
  const all = idsBy(book, one, {}, 'false')
  const disagreements: { id: string; lists: boolean; cited: string }[] = []
  for (const id of asked(book, other, one.listed).filter((known) => all?.has(known) ?? true)) {
    const back = listedBy(book, other, { [one.listed]: id }, 'false')
    if (back.kind === 'doubt') return back.finding
    if (back.kind === 'refused') return refused(other, one, back)
    if (list.ids.has(id) === back.ids.has(element)) continue
    const lacking = list.ids.has(id)
      ? { kind: other, filter: { [one.listed]: id }, lacks: element }
      : { kind: one, filter: { [other.listed]: element }, lacks: id }
    // Where the same list with true has it, it is false that leaves it out.
    if (idsBy(book, lacking.kind, lacking.filter, 'true')?.has(lacking.lacks)) {
      const rule = lacking.kind.rules.superset as string
      return leaning(`${list.label} is itself in doubt`, rule, [list.exchange, back.exchange])
    }
    disagreements.push({ id, lists: list.ids.has(id), cited: back.exchange.id })
  }
  const [first] = disagreements
  if (!first) return { outcome: 'holds', message: list.label, exchanges: [list.exchange.id] }
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

const refused = (kind: ListKind, by: ListKind, list: { label: string; exchange: { id: string } }): Finding => {
  const rule = kind.filters[0] === by.listed ? kind.rules.byFirst : kind.rules.bySecond
  return leaning(`${list.label} is refused`, rule, [list.exchange.id])
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
