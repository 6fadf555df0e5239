import { listAnd } from '../../../../engine/words.ts'
import { alters, type Defects, defectsOf, each, FILTERS, type FilterName, kebab } from '../patches.ts'
import type { Filter } from '../schedule.ts'
import { byMonth, fitsAny, from, ignores, isLastDay, lists, withoutFirst, withoutLast } from './slot-effects.ts'

const PAIRS = [
  ['clinicID', 'clinicianID'],
  ['clinicID', 'treatmentID'],
  ['clinicianID', 'treatmentID'],
] as const satisfies readonly (readonly [FilterName, FilterName])[]

/** A month's slots by one filter; `isTheOne` is about an ID of it that some slots have. */
function bySingle(name: FilterName, isTheOne: (filter: Filter) => boolean): Defects {
  const isMeant = byMonth([name])
  const id = kebab(name)
  const alone = `By month with ${name} alone`
  return {
    [`by-month-ignores-${id}`]: [`${alone}, it is not taken account of.`, ignores([name], isMeant)],
    [`by-month-ignores-one-${id}`]: [
      `By month with one particular ${name} alone, it is not taken account of.`,
      ignores([name], (call, filter) => isMeant(call) && isTheOne(filter)),
    ],
    [`by-month-lacks-last-day-of-${id}`]: [
      `${alone}, the month's last day is missing.`,
      lists(isMeant, (slots) => slots.filter((slot) => !isLastDay(slot))),
    ],
    [`by-month-lacks-one-of-${id}`]: [
      `${alone}, the first slot is missing where there are several.`,
      lists(isMeant, withoutFirst),
    ],
    [`by-month-page-of-${id}`]: [
      `${alone}, no more than ten slots are listed.`,
      lists(isMeant, (slots) => slots.slice(0, 10)),
    ],
  }
}

function byPair(pair: readonly [FilterName, FilterName]): Defects {
  const isMeant = byMonth(pair)
  const id = `by-month-${pair.map(kebab).join('-and-')}`
  const both = `By month with ${listAnd(pair)}`
  return {
    ...each(pair, (name) => ({
      [`${id}-ignores-${kebab(name)}`]: [`${both}, ${name} is not taken account of.`, ignores([name], isMeant)],
    })),
    [`${id}-ignores-both`]: [`${both}, neither is taken account of.`, ignores(pair, isMeant)],
    [`${id}-either`]: [`${both}, slots that fit either are listed.`, fitsAny(isMeant)],
    [`${id}-lacks-one`]: [`${both}, the last slot is missing where there are several.`, lists(isMeant, withoutLast)],
  }
}

const fromBoth = from(PAIRS[0])

/** OPUS-SLOT-21, where it asks by month with treatmentID, leans on OPUS-SLOT-07. */
export const slotsFilteredDefects = defectsOf({
  'OPUS-SLOT-05': bySingle('clinicID', ({ clinicID }) => clinicID?.startsWith('18-') === true),
  'OPUS-SLOT-06': bySingle('clinicianID', ({ clinicianID }) => clinicianID === 43),
  'OPUS-SLOT-07': bySingle('treatmentID', ({ treatmentID }) => treatmentID === 10),
  'OPUS-SLOT-08': {
    ...each(PAIRS, byPair),
    'by-month-odd-clinic-and-clinician': [
      'By month with the second clinic and any clinicianID, the clinic is not taken account of.',
      ignores(['clinicID'], (call, { clinicID }) => byMonth(PAIRS[0])(call) && clinicID?.startsWith('18-') === true),
    ],
  },
  'OPUS-SLOT-25': {
    ...each(FILTERS, (name) => ({
      [`by-month-all-three-ignores-${kebab(name)}`]: [
        `By month with all three filters, ${name} is not taken account of.`,
        ignores([name], byMonth(FILTERS)),
      ],
    })),
    'by-month-all-three-either': [
      'By month with all three filters, slots that fit any of them are listed.',
      fitsAny(byMonth(FILTERS)),
    ],
  },
  'OPUS-SLOT-16': {
    ...each(PAIRS[0], (name) => ({
      [`from-ignores-${kebab(name)}`]: [
        `From a date with ${name}, it is not taken account of.`,
        ignores([name], from([name])),
      ],
      [`from-both-ignores-${kebab(name)}`]: [
        `From a date with clinicID and clinicianID, ${name} is not taken account of.`,
        ignores([name], fromBoth),
      ],
      [`from-lacks-one-of-${kebab(name)}`]: [
        `From a date with ${name}, the last slot is missing where there are several.`,
        lists(from([name]), withoutLast),
      ],
    })),
    'from-both-either': [
      'From a date with clinicID and clinicianID, slots that fit either are listed.',
      alters('fitsFilter', (fits, slot, filter, call) =>
        fromBoth(call)
          ? slot.treatmentID === filter.treatmentID &&
            (slot.clinicID === filter.clinicID || slot.clinicianID === filter.clinicianID)
          : fits,
      ),
    ],
    'from-lacks-last-days-of-clinic': [
      'From a date with clinicID, the last day of each month is missing.',
      lists(from(['clinicID']), (slots) => slots.filter((slot) => !isLastDay(slot))),
    ],
  },
})
