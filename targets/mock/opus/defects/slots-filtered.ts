import { listAnd } from '../../../../engine/words.ts'
import type { Defect } from '../../deviation.ts'
import type { Behaviour, Filter } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { defect, FILTERS, type FilterName, kebab } from './effects.ts'
import { fitsAny, ignores, isByMonth, isFrom, isLastDay, lists, narrowsBy } from './slot-effects.ts'

const pairs = [
  ['clinicID', 'clinicianID'],
  ['clinicID', 'treatmentID'],
  ['clinicianID', 'treatmentID'],
] as const satisfies readonly (readonly [FilterName, FilterName])[]

/** One filter, and the rule about a month's slots by it; an ID of it that some slots have, for a fault in one value. */
const single = [
  ['clinicID', 'OPUS-SLOT-05', ({ clinicID }) => clinicID?.startsWith('18-') === true],
  ['clinicianID', 'OPUS-SLOT-06', ({ clinicianID }) => clinicianID === 43],
  ['treatmentID', 'OPUS-SLOT-07', ({ treatmentID }) => treatmentID === 10],
] as const satisfies readonly (readonly [FilterName, string, (filter: Filter) => boolean])[]

/** OPUS-SLOT-21, where it asks by month with treatmentID, leans on OPUS-SLOT-07. */
export const slotsFilteredDefects: readonly Defect<Behaviour>[] = [
  ...single.flatMap(([name, requirement, isTheOne]) => {
    const isMeant = (call: Call) => isByMonth(call) && narrowsBy(call, [name])
    const id = kebab(name)
    return [
      defect(
        requirement,
        `by-month-ignores-${id}`,
        `By month with ${name} alone, it is not taken account of.`,
        ignores([name], isMeant),
      ),
      defect(
        requirement,
        `by-month-ignores-one-${id}`,
        `By month with one particular ${name} alone, it is not taken account of.`,
        ignores([name], (call, filter) => isMeant(call) && isTheOne(filter)),
      ),
      defect(
        requirement,
        `by-month-lacks-last-day-of-${id}`,
        `By month with ${name} alone, the month's last day is missing.`,
        lists(isMeant, (slots) => slots.filter((slot) => !isLastDay(slot))),
      ),
      defect(
        requirement,
        `by-month-lacks-one-of-${id}`,
        `By month with ${name} alone, the first slot is missing where there are several.`,
        lists(isMeant, (slots) => (slots.length > 1 ? slots.slice(1) : slots)),
      ),
      defect(
        requirement,
        `by-month-page-of-${id}`,
        `By month with ${name} alone, no more than ten slots are listed.`,
        lists(isMeant, (slots) => slots.slice(0, 10)),
      ),
    ]
  }),
  ...pairs.flatMap((pair) => {
    const isMeant = (call: Call) => isByMonth(call) && narrowsBy(call, pair)
    const id = pair.map(kebab).join('-and-')
    const what = listAnd(pair)
    return [
      ...pair.map((name) =>
        defect(
          'OPUS-SLOT-08',
          `by-month-${id}-ignores-${kebab(name)}`,
          `By month with ${what}, ${name} is not taken account of.`,
          ignores([name], isMeant),
        ),
      ),
      defect(
        'OPUS-SLOT-08',
        `by-month-${id}-ignores-both`,
        `By month with ${what}, neither is taken account of.`,
        ignores(pair, isMeant),
      ),
      defect(
        'OPUS-SLOT-08',
        `by-month-${id}-either`,
        `By month with ${what}, slots that fit either are listed.`,
        fitsAny(isMeant),
      ),
      defect(
        'OPUS-SLOT-08',
        `by-month-${id}-lacks-one`,
        `By month with ${what}, the last slot is missing where there are several.`,
        lists(isMeant, (slots) => (slots.length > 1 ? slots.slice(0, -1) : slots)),
      ),
    ]
  }),
  defect(
    'OPUS-SLOT-08',
    'by-month-odd-clinic-and-clinician',
    'By month with the second clinic and any clinicianID, the clinic is not taken account of.',
    ignores(
      ['clinicID'],
      (call, { clinicID }) =>
        isByMonth(call) && narrowsBy(call, ['clinicID', 'clinicianID']) && clinicID?.startsWith('18-') === true,
    ),
  ),
  ...FILTERS.map((name) =>
    defect(
      'OPUS-SLOT-25',
      `by-month-all-three-ignores-${kebab(name)}`,
      `By month with all three filters, ${name} is not taken account of.`,
      ignores([name], (call) => isByMonth(call) && narrowsBy(call, FILTERS)),
    ),
  ),
  defect(
    'OPUS-SLOT-25',
    'by-month-all-three-either',
    'By month with all three filters, slots that fit any of them are listed.',
    fitsAny((call) => isByMonth(call) && narrowsBy(call, FILTERS)),
  ),

  ...(['clinicID', 'clinicianID'] as const).flatMap((name) => {
    const isMeant = (call: Call) => isFrom(call) && narrowsBy(call, [name])
    return [
      defect(
        'OPUS-SLOT-16',
        `from-ignores-${kebab(name)}`,
        `From a date with ${name}, it is not taken account of.`,
        ignores([name], isMeant),
      ),
      defect(
        'OPUS-SLOT-16',
        `from-both-ignores-${kebab(name)}`,
        `From a date with clinicID and clinicianID, ${name} is not taken account of.`,
        ignores([name], (call) => isFrom(call) && narrowsBy(call, ['clinicID', 'clinicianID'])),
      ),
      defect(
        'OPUS-SLOT-16',
        `from-lacks-one-of-${kebab(name)}`,
        `From a date with ${name}, the last slot is missing where there are several.`,
        lists(isMeant, (slots) => (slots.length > 1 ? slots.slice(0, -1) : slots)),
      ),
    ]
  }),
  defect(
    'OPUS-SLOT-16',
    'from-both-either',
    'From a date with clinicID and clinicianID, slots that fit either are listed.',
    ({ fitsFilter }) => ({
      fitsFilter: (slot, filter, call) =>
        isFrom(call) && narrowsBy(call, ['clinicID', 'clinicianID'])
          ? slot.treatmentID === filter.treatmentID &&
            (slot.clinicID === filter.clinicID || slot.clinicianID === filter.clinicianID)
          : fitsFilter(slot, filter, call),
    }),
  ),
  defect(
    'OPUS-SLOT-16',
    'from-lacks-last-days-of-clinic',
    'From a date with clinicID, the last day of each month is missing.',
    lists(
      (call) => isFrom(call) && narrowsBy(call, ['clinicID']),
      (slots) => slots.filter((slot) => !isLastDay(slot)),
    ),
  ),
]
