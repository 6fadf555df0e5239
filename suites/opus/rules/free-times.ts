import { broken, holds, unobserved } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { queryOf } from '../api.ts'
import type { Book } from '../book.ts'
import { CLINICIANS, CLINICS, filterOf, idsBy, type ListKind, listedBy } from '../lists/kinds.ts'
import { isSame, isSubset, listed, noLists, together } from '../lists/relations.ts'
import { onAnswers } from '../rule.ts'
import { freeSlots, isHorizonSeen, noSlots, slotsListed } from '../slots/base.ts'
import { leaning } from '../statuses.ts'

/** The filters of which a list was asked with a value of onlyWithFreeTimes. */
const filtersWith = (book: Book, kind: ListKind, flag: string | undefined) =>
  book
    .of(kind.operation)
    .map(queryOf)
    .filter((query) => query.onlyWithFreeTimes === flag)
    .map(filterOf)

/** "OnlyWithFreeTimes (default true)" */
const trueByDefault = (kind: ListKind) =>
  onAnswers(
    ({ lists }) => lists.withoutFlag(kind),
    (book) =>
      together(
        filtersWith(book, kind, undefined).map((filter): Finding => {
          const byDefault = listedBy(book, kind, filter, '')
          const withTrue = listedBy(book, kind, filter, 'true')
          if (byDefault.kind === 'refused' && Object.keys(filter).length === 0) {
            return leaning(`${byDefault.label} is refused`, kind.rules.all)
          }
          if (withTrue.kind === 'refused') return leaning(`${withTrue.label} is refused`, kind.rules.superset as string)
          const withFalse = idsBy(book, kind, filter, 'false')
          const isSuperset = withTrue.kind !== 'ids' || !withFalse || [...withTrue.ids].every((id) => withFalse.has(id))
          if (!isSuperset) return leaning(`${withTrue.label} is itself in doubt`, kind.rules.superset as string)
          return isSame(byDefault, withTrue, 'onlyWithFreeTimes is true where it is left out')
        }),
        'lists are the same with onlyWithFreeTimes left out and true',
        noLists(kind.rules.all),
      ),
  )

/** "Repeats the above with false as value for onlyWithFreeTimes" */
const falseIsSuperset = (kind: ListKind) =>
  onAnswers(
    async ({ lists }) => [
      ...(await lists.all(kind, 'true', 'false')),
      ...(await lists.byEach(kind, kind.filters[0], 'true', 'false')),
      ...(await lists.byEach(kind, kind.filters[1], 'true', 'false')),
      ...(await lists.byPairs(kind, 'true')),
      ...(await lists.byPairs(kind, 'false')),
    ],
    (book) =>
      together(
        filtersWith(book, kind, 'true').map((filter) => {
          const size = Object.keys(filter).length
          const wholeIs = [
            kind.rules.all,
            filter[kind.filters[0]] === undefined ? kind.rules.bySecond : kind.rules.byFirst,
            kind.rules.byBoth,
          ]
          return isSubset(listedBy(book, kind, filter, 'true'), listedBy(book, kind, filter, 'false'), {
            expected: 'with onlyWithFreeTimes=false all are listed that are listed with true',
            wholeIs: wholeIs[size] as string,
            ...(size === 0 ? { isAll: true as const } : {}),
          })
        }),
        'lists with onlyWithFreeTimes=false have all that is listed with true',
        noLists(kind.rules.all),
      ),
  )

/** onlyWithFreeTimes. */
export const rules = {
  'OPUS-CLINIC-05': trueByDefault(CLINICS),
  'OPUS-CLINIC-06': falseIsSuperset(CLINICS),
  'OPUS-CLINICIAN-05': trueByDefault(CLINICIANS),
  'OPUS-CLINICIAN-06': falseIsSuperset(CLINICIANS),

  /** Follows from the name of onlyWithFreeTimes. */
  'OPUS-CLINIC-09': onAnswers(
    async ({ lists, months, slotReads }) => [
      ...(await lists.all(CLINICS, 'true', 'false')),
      ...(await months()),
      ...(await slotReads.fromForEachTreatment()),
    ],
    (book) => {
      const withTrue = listedBy(book, CLINICS, {}, 'true')
      const withFalse = listedBy(book, CLINICS, {}, 'false')
      if (withTrue.kind === 'doubt') return withTrue.finding
      if (withFalse.kind === 'doubt') return withFalse.finding
      if (withTrue.kind === 'refused' || withFalse.kind === 'refused') {
        return leaning('the clinics are not listed', 'OPUS-CLINIC-01')
      }
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
      if (!isHorizonSeen(book)) {
        return unobserved(
          `${listed(without)} may have free slots after the months looked at`,
          'a nearer horizon',
          [],
          cited,
        )
      }
      return broken(expected, `${listed(without)} is listed, and has no free slot in the months looked at`, cited)
    },
  ),
}
