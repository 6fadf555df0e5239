import { broken, unobserved, worst } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { queryOf } from '../api.ts'
import type { Book } from '../book.ts'
import {
  agreementOf,
  CLINICIANS,
  CLINICS,
  type FilterName,
  type Flag,
  filterOf,
  idsBy,
  type ListKind,
  listedBy,
  listOfIDs,
  TREATMENTS,
} from '../lists/kinds.ts'
import { isSubset, noLists, together } from '../lists/relations.ts'
import { onAnswers } from '../rule.ts'
import { freeSlots } from '../slots/base.ts'
import { heldBy } from '../statuses.ts'

/** Without a filter, with onlyWithFreeTimes false and left out: a list that is not empty. */
const listsAll = (kind: ListKind) =>
  onAnswers(
    async ({ lists, months }) => {
      const flags = kind.hasFlag ? (['false', ''] as const) : (['false'] as const)
      const answers = [...(await lists.all(kind, ...flags)), ...(await months())]
      // Of these the statuses are looked at, by the rules on every answer.
      await lists.again(kind)
      return answers
    },
    (book) => {
      const anyFree = freeSlots(book).length > 0
      const flags: Flag[] = kind.hasFlag ? ['false', ''] : ['false']
      return worst(
        flags.map((flag): Finding => {
          const list = listedBy(book, kind, {}, flag)
          if (list.kind === 'doubt') return list.finding
          // Without a free time there is nothing to list by default.
          const mayBeEmpty = flag === '' && !anyFree
          if (list.kind === 'ids' && (list.ids.size > 0 || mayBeEmpty)) {
            return heldBy([200], `${list.label}: ${list.ids.size} ${kind.noun}s`, [list.exchange])
          }
          return broken(`200 with the ${kind.noun}s`, `${list.label}: ${came(list.exchange)}`, [list.exchange])
        }),
        unobserved('nothing was asked', 'a target that answers'),
      )
    },
  )

/** The flags with which subsets are judged: the same for the part and the whole. */
const flagsOf = (kind: ListKind): Flag[] => (kind.hasFlag ? ['false', 'true'] : ['false'])

const supersetOf = (kind: ListKind): string => kind.rules.superset ?? kind.rules.all

/** Whether slots show free times for all that is named. */
const hasFreeTime = (book: Book, named: Record<string, string>): boolean =>
  freeSlots(book).some((slot) => Object.entries(named).every(([name, id]) => slot[name as FilterName] === id))

/** By one filter: a subset of all. An element outside it is this rule's matter, unless it is the list of all that lacks it. */
const byOneFilter = (kind: ListKind, nth: 0 | 1) => {
  const name = kind.filters[nth]
  return onAnswers(
    async ({ lists, months }) => [
      ...(await lists.all(kind, ...flagsOf(kind))),
      ...(await lists.byEach(kind, name, ...flagsOf(kind))),
      ...(kind.hasFlag ? await months() : []),
    ],
    (book) =>
      together(
        book
          .of(kind.operation)
          .filter((exchange) => Object.keys(filterOf(queryOf(exchange))).length === 1)
          .map((exchange) => {
            const query = queryOf(exchange)
            const filter = filterOf(query)
            const flag: Flag = query.onlyWithFreeTimes === 'true' ? 'true' : 'false'
            const withFalse = idsBy(book, kind, filter, 'false')
            return isSubset(listedBy(book, kind, filter, flag), listedBy(book, kind, {}, flag), {
              expected: `${kind.operation} by ${name} answers a subset of all ${kind.noun}s`,
              ...(flag === 'true' ? { refusedIs: supersetOf(kind) } : {}),
              wholeIs: kind.rules.all,
              isAll: true,
              excused: (odd) => {
                if (flag === 'false') return idsBy(book, kind, {}, 'true')?.has(odd) ? supersetOf(kind) : undefined
                if (!withFalse?.has(odd)) return supersetOf(kind)
                return kind === CLINICS && hasFreeTime(book, { [kind.listed]: odd }) ? 'OPUS-CLINIC-09' : undefined
              },
            })
          }),
        `lists by ${name} are subsets of all ${kind.noun}s`,
        noLists(kind.rules.all),
      ),
  )
}

/** By both filters: a subset of either list by one, unless the other side says that it is that list which lacks the element. */
const byBothFilters = (kind: ListKind) => {
  return onAnswers(
    async ({ lists, months }) => {
      const [first, second] = kind.filters
      const flags = flagsOf(kind)
      const others = kind.filters.map(listOfIDs)
      return [
        ...(await lists.byEach(kind, first, ...flags)),
        ...(await lists.byEach(kind, second, ...flags)),
        ...(await Promise.all(flags.map((flag) => lists.byPairs(kind, flag)))).flat(),
        ...(await Promise.all(others.map((other) => lists.byEach(other, kind.listed, 'false')))).flat(),
        ...(kind.hasFlag ? await months() : []),
      ]
    },
    (book) =>
      together(
        book
          .of(kind.operation)
          .filter((exchange) => Object.keys(filterOf(queryOf(exchange))).length === 2)
          .flatMap((exchange) => {
            const query = queryOf(exchange)
            const filter = filterOf(query)
            const flag: Flag = query.onlyWithFreeTimes === 'true' ? 'true' : 'false'
            return kind.filters.map((name) => {
              const alone = { [name]: filter[name] as string }
              return isSubset(listedBy(book, kind, filter, flag), listedBy(book, kind, alone, flag), {
                expected: `${kind.operation} by both answers a subset of those by either`,
                ...(flag === 'true' ? { refusedIs: supersetOf(kind) } : {}),
                wholeIs: name === kind.filters[0] ? kind.rules.byFirst : kind.rules.bySecond,
                excused: (odd) => {
                  const reciprocal = idsBy(book, listOfIDs(name), { [kind.listed]: odd }, 'false')
                  const byAlone = idsBy(book, kind, alone, 'false')
                  if (flag === 'false' || !byAlone?.has(odd)) {
                    return reciprocal?.has(alone[name] as string) ? agreementOf(kind.listed, name) : undefined
                  }
                  if (!idsBy(book, kind, filter, 'false')?.has(odd)) return supersetOf(kind)
                  return hasFreeTime(book, { ...alone, [kind.listed]: odd }) ? supersetOf(kind) : undefined
                },
              })
            })
          }),
        'lists by two filters are subsets of those by either',
        noLists(kind.rules.byFirst),
      ),
  )
}

/** Lists, by their filters. */
export const rules = {
  // "Gathers all clinics", "… for a provider", "… for a booking model", "… for a provider and a booking model"
  'OPUS-CLINIC-01': listsAll(CLINICS),
  'OPUS-CLINIC-02': byOneFilter(CLINICS, 0),
  'OPUS-CLINIC-03': byOneFilter(CLINICS, 1),
  'OPUS-CLINIC-04': byBothFilters(CLINICS),

  // "Gathers all providers", "… for a clinic", "… for a booking model", "… for a clinic and a booking model"
  'OPUS-CLINICIAN-01': listsAll(CLINICIANS),
  'OPUS-CLINICIAN-02': byOneFilter(CLINICIANS, 0),
  'OPUS-CLINICIAN-03': byOneFilter(CLINICIANS, 1),
  'OPUS-CLINICIAN-04': byBothFilters(CLINICIANS),

  // "Gathers treatments without parameters", "… for a clinic", "… for a provider", "… for a clinic and a provider"
  'OPUS-TREAT-01': listsAll(TREATMENTS),
  'OPUS-TREAT-02': byOneFilter(TREATMENTS, 0),
  'OPUS-TREAT-03': byOneFilter(TREATMENTS, 1),
  'OPUS-TREAT-04': byBothFilters(TREATMENTS),
}
