import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { plural } from '../../../engine/words.ts'
import { queryOf } from '../api.ts'
import type { Book } from '../book.ts'
import { answered, CLINICIANS, CLINICS, filterOf, idsBy, type ListKind, listedBy } from '../lists/kinds.ts'
import { byEach, byPairs, listsAll, withoutFlag } from '../lists/questions.ts'
import { isSame, isSubset, listed, noLists } from '../lists/relations.ts'
import { each, onAnswers } from '../rule.ts'
import { freeSlots, isHorizonSeen, noSlots, slotsListed } from '../slots/base.ts'
import { eachTreatment, months } from '../slots/questions.ts'
import { because, leaning } from '../statuses.ts'

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

/** onlyWithFreeTimes. */
export const rules = {
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
