import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import { plural } from '../../../engine/words.ts'
import type { Book } from '../answers.ts'
import { onAnswers } from '../answers.ts'
import { queryOf } from '../api.ts'
import {
  agreementOf,
  answered,
  CLINICIANS,
  CLINICS,
  type FilterName,
  type Flag,
  filterOf,
  flagsOf,
  idsBy,
  type ListKind,
  listedBy,
  listOfIDs,
  TREATMENTS,
} from '../lists/kinds.ts'
import { byEach, byPairs, listsAll, repeated, withoutFlag } from '../lists/questions.ts'
import { isSame, isSubset, listed, noLists } from '../lists/relations.ts'
import { each } from '../rule.ts'
import { freeSlots, isHorizonSeen, noSlots, slotsListed } from '../slots/base.ts'
import { eachTreatment, months } from '../slots/questions.ts'
import { because, heldBy, leaning } from '../statuses.ts'

/** Without a filter, with onlyWithFreeTimes false and left out: a list that is not empty. */
const listsEverything = (kind: ListKind) => {
  const flags: Flag[] = kind.hasFlag ? ['false', ''] : ['false']
  return onAnswers([listsAll(kind, ...flags), months, repeated(kind)], (book) =>
    each(
      flags,
      (flag) => {
        const { ids, label, exchange } = listedBy(book, kind, {}, flag)
        // Without a free time there is nothing to list by default.
        const mayBeEmpty = flag === '' && freeSlots(book).length === 0
        return ids && (ids.size > 0 || mayBeEmpty)
          ? heldBy([200], `${label}: ${plural(ids.size, kind.noun)}`, [exchange])
          : broken(`200 with the ${kind.noun}s`, `${label}: ${came(exchange)}`, [exchange])
      },
      unobserved('nothing was asked', 'a target that answers'),
    ),
  )
}

/** The answers that were asked for by so many filters. */
const askedBy = (book: Book, kind: ListKind, count: number) =>
  book.of(kind.operation).flatMap((exchange) => {
    const query = queryOf(exchange)
    const filter = filterOf(query)
    const flag: Flag = query.onlyWithFreeTimes === 'true' ? 'true' : 'false'
    return Object.keys(filter).length === count ? [{ filter, flag }] : []
  })

/** The list by a filter; with true, whether it is refused is the matter of the rule on true and false. */
function partOf(book: Book, kind: ListKind, filter: Record<string, string>, flag: Flag) {
  const part = listedBy(book, kind, filter, flag)
  return flag === 'true' ? answered(part, kind.rules.superset) : part
}

/** Whether slots show free times for all that is named. */
const hasFreeTime = (book: Book, named: Record<string, string>): boolean =>
  freeSlots(book).some((slot) => Object.entries(named).every(([name, id]) => slot[name as FilterName] === id))

/** By one filter: a subset of all. An element outside it is this rule's matter, unless it is the list of all that lacks it. */
const byOneFilter = (kind: ListKind, nth: 0 | 1) => {
  const name = kind.filters[nth]
  const flags = flagsOf(kind)
  return onAnswers(
    [listsAll(kind, ...flags), byEach(kind, name, ...flags), ...(kind.hasFlag ? [months] : [])],
    (book) =>
      each(
        askedBy(book, kind, 1),
        ({ filter, flag }) =>
          isSubset(
            partOf(book, kind, filter, flag),
            listedBy(book, kind, {}, flag),
            `${kind.operation} by ${name} answers a subset of all ${kind.noun}s`,
            (odd) => {
              if (flag === 'false') return idsBy(book, kind, {}, 'true')?.has(odd) ? kind.rules.superset : undefined
              if (!idsBy(book, kind, filter, 'false')?.has(odd)) return kind.rules.superset
              return kind === CLINICS && hasFreeTime(book, { [kind.listed]: odd }) ? 'OPUS-CLINIC-09' : undefined
            },
          ),
        noLists(kind.rules.all),
        `lists by ${name} are subsets of all ${kind.noun}s`,
      ),
  )
}

/** By both filters: a subset of either list by one, unless the other side says that it is that list which lacks the element. */
const byBothFilters = (kind: ListKind) => {
  const flags = flagsOf(kind)
  return onAnswers(
    [
      ...kind.filters.map((name) => byEach(kind, name, ...flags)),
      ...flags.map((flag) => byPairs(kind, flag)),
      ...kind.filters.map((name) => byEach(listOfIDs(name), kind.listed, 'false')),
      ...(kind.hasFlag ? [months] : []),
    ],
    (book) =>
      each(
        askedBy(book, kind, 2).flatMap((one) => kind.filters.map((name) => ({ ...one, name }))),
        ({ filter, flag, name }) => {
          const alone = { [name]: filter[name] as string }
          return isSubset(
            partOf(book, kind, filter, flag),
            listedBy(book, kind, alone, flag),
            `${kind.operation} by both answers a subset of those by either`,
            (odd) => {
              const reciprocal = idsBy(book, listOfIDs(name), { [kind.listed]: odd }, 'false')
              const byAlone = idsBy(book, kind, alone, 'false')
              if (flag === 'false' || !byAlone?.has(odd)) {
                return reciprocal?.has(alone[name] as string) ? agreementOf(kind.listed, name) : undefined
              }
              if (!idsBy(book, kind, filter, 'false')?.has(odd)) return kind.rules.superset
              return hasFreeTime(book, { ...alone, [kind.listed]: odd }) ? kind.rules.superset : undefined
            },
          )
        },
        noLists(kind.rules.byFirst),
        'lists by two filters are subsets of those by either',
      ),
  )
}

/** The filters of which a list was asked with a value of onlyWithFreeTimes. */
const filtersWith = (book: Book, kind: ListKind, flag: string | undefined) =>
  book
    .of(kind.operation)
    .map(queryOf)
    .filter((query) => query.onlyWithFreeTimes === flag)
    .map(filterOf)

/** "OnlyWithFreeTimes (default true)" */
const trueByDefault = (kind: ListKind) =>
  onAnswers([withoutFlag(kind)], (book) =>
    each(
      filtersWith(book, kind, undefined),
      (filter) => {
        const byDefault = listedBy(book, kind, filter, '')
        const withTrue = answered(listedBy(book, kind, filter, 'true'), kind.rules.superset)
        const withFalse = idsBy(book, kind, filter, 'false')
        if (withFalse && [...withTrue.ids].some((id) => !withFalse.has(id))) {
          because(leaning(`${withTrue.label} is itself in doubt`, kind.rules.superset))
        }
        const expected = 'onlyWithFreeTimes is true where it is left out'
        return isSame(byDefault.isAll ? answered(byDefault) : byDefault, withTrue, expected)
      },
      noLists(kind.rules.all),
      'lists are the same with onlyWithFreeTimes left out and true',
    ),
  )

/** "Repeats the above with false as value for onlyWithFreeTimes" */
const falseIsSuperset = (kind: ListKind) =>
  onAnswers(
    [
      listsAll(kind, 'true', 'false'),
      ...kind.filters.map((name) => byEach(kind, name, 'true', 'false')),
      byPairs(kind, 'true'),
      byPairs(kind, 'false'),
    ],
    (book) =>
      each(
        filtersWith(book, kind, 'true'),
        (filter) =>
          isSubset(
            listedBy(book, kind, filter, 'true'),
            listedBy(book, kind, filter, 'false'),
            'with onlyWithFreeTimes=false all are listed that are listed with true',
          ),
        noLists(kind.rules.all),
        'lists with onlyWithFreeTimes=false have all that is listed with true',
      ),
  )

/** Lists, by their filters. */
export const rules = {
  // "Gathers all clinics", "… for a provider", "… for a booking model", "… for a provider and a booking model"
  'OPUS-CLINIC-01': listsEverything(CLINICS),
  'OPUS-CLINIC-02': byOneFilter(CLINICS, 0),
  'OPUS-CLINIC-03': byOneFilter(CLINICS, 1),
  'OPUS-CLINIC-04': byBothFilters(CLINICS),

  // "Gathers all providers", "… for a clinic", "… for a booking model", "… for a clinic and a booking model"
  'OPUS-CLINICIAN-01': listsEverything(CLINICIANS),
  'OPUS-CLINICIAN-02': byOneFilter(CLINICIANS, 0),
  'OPUS-CLINICIAN-03': byOneFilter(CLINICIANS, 1),
  'OPUS-CLINICIAN-04': byBothFilters(CLINICIANS),

  // "Gathers treatments without parameters", "… for a clinic", "… for a provider", "… for a clinic and a provider"
  'OPUS-TREAT-01': listsEverything(TREATMENTS),
  'OPUS-TREAT-02': byOneFilter(TREATMENTS, 0),
  'OPUS-TREAT-03': byOneFilter(TREATMENTS, 1),
  'OPUS-TREAT-04': byBothFilters(TREATMENTS),

  'OPUS-CLINIC-05': trueByDefault(CLINICS),
  'OPUS-CLINIC-06': falseIsSuperset(CLINICS),
  'OPUS-CLINICIAN-05': trueByDefault(CLINICIANS),
  'OPUS-CLINICIAN-06': falseIsSuperset(CLINICIANS),

  /** Follows from the name of onlyWithFreeTimes. */
  'OPUS-CLINIC-09': onAnswers([listsAll(CLINICS, 'true', 'false'), months, eachTreatment], (book) => {
    const withTrue = answered(listedBy(book, CLINICS, {}, 'true'))
    const withFalse = answered(listedBy(book, CLINICS, {}, 'false'))
    const cited = [withTrue.exchange, withFalse.exchange]
    const slots = freeSlots(book)
    if (slots.length === 0) return noSlots(book)
    const free = new Set(slots.map((slot) => slot.clinicID))
    const expected = 'the clinics that are listed with onlyWithFreeTimes=true are those that have a free slot'
    const hidden = [...withFalse.ids].filter((id) => !withTrue.ids.has(id) && free.has(id))
    if (hidden.length > 0)
      return broken(expected, `${listed(hidden)} has free slots and is listed only with false`, cited)
    const offered = new Set(slotsListed(book).map((slot) => slot.clinicID))
    const without = [...withTrue.ids].filter((id) => !offered.has(id))
    if (without.length === 0) return holds(`${plural(withTrue.ids.size, 'clinic')}, each with free slots`, cited)
    if (isHorizonSeen(book)) {
      return broken(expected, `${listed(without)} is listed, and has no free slot in the months looked at`, cited)
    }
    const reason = `${listed(without)} may have free slots after the months looked at`
    return unobserved(reason, 'a nearer horizon', [], cited)
  }),
}
