import type { Attempt } from '../attempt.ts'
import type { ProcedureMap } from '../maps.ts'
import { byRx, create, defectsOf, each, onMapTo, type Patch, sentIn, textIn, type When } from '../patches.ts'

const gender = (at: Attempt) => sentIn('gender', at)
const birth = (at: Attempt) => textIn('dateOfBirth', at)
const hasTime = (at: Attempt) => birth(at).includes('T')

const refusesBirth = (what: string, when: When) => create.refuses(`a date of birth ${what}`, 'dateOfBirth', when)

/** Takes a date of birth that is written in another way. */
const takesBirth = (what: string, form: RegExp) =>
  create.takes(what, 'dateOfBirth', ({ reason }, at) => reason === 'format' && form.test(birth(at)))

const EXHAUSTIVE = { exhaustive: true } as const

/** Refuses listed maps. */
const refusesMaps = (what: string, when: (map: ProcedureMap) => boolean, more?: typeof EXHAUSTIVE) =>
  [
    `createNewOrder refuses ${what}.`,
    create.objects('procedureMapId', ({ map }) => map !== undefined && when(map)),
    more,
  ] as const
const refusesMap = (id: number, words: string, more?: typeof EXHAUSTIVE) =>
  refusesMaps(`map ${id}, ${words}, though it is listed`, ({ procedureMapId }) => procedureMapId === id, more)

/** Refuses the map that stands at this index of the list. */
const refusesListed =
  ({ objects }: typeof create, index: number): Patch =>
  (base) => {
    let refused: number | undefined
    return {
      catalogue(maps) {
        const catalogue = base.catalogue(maps)
        refused = catalogue.at(index)?.procedureMapId
        return catalogue
      },
      ...objects('procedureMapId', ({ map }) => map?.procedureMapId === refused)(base),
    }
  }

export const valueDefects = defectsOf({
  'ITERO-GENDER-01': {
    'gender-0-refused': create.refuses('gender 0', 'gender', (at) => gender(at) === 0),
    'gender-1-refused': create.refuses('gender 1', 'gender', (at) => gender(at) === 1),
    // Either of the two alone is accepted; it is the gender that is refused, so the gender's rule names it.
    'gender-0-refused-with-date-time': create.refuses(
      'gender 0 where the date of birth has a time',
      'gender',
      (at) => gender(at) === 0 && hasTime(at),
    ),
  },
  'ITERO-GENDER-02': {
    'gender-2-accepted': create.takes('2 for gender', 'gender', (_, at) => gender(at) === 2),
    'gender-minus-1-accepted': create.takes('-1 for gender', 'gender', (_, at) => gender(at) === -1),
    'gender-half-accepted': create.takes('0.5 for gender', 'gender', (_, at) => gender(at) === 0.5),
    'bad-gender-answers-401': create.answers(401, 'a gender other than 0 and 1', ['gender', 'value']),
    'bad-gender-answers-200': create.answers(200, 'a gender other than 0 and 1', ['gender', 'value']),
  },
  'ITERO-DOB-01': {
    'birth-date-time-refused': refusesBirth('with a time', hasTime),
    'birth-before-1930-refused': refusesBirth('before 1930 with a time', (at) => hasTime(at) && birth(at) < '1930'),
  },
  'ITERO-DOB-02': {
    'birth-date-refused': refusesBirth('without a time', (at) => !hasTime(at)),
    'birth-on-leap-day-refused': refusesBirth(
      'on 29 February without a time',
      (at) => !hasTime(at) && birth(at).slice(5, 10) === '02-29',
    ),
    'birth-yesterday-refused': refusesBirth(
      'of the last week',
      (at) => Date.parse(birth(at)) > at.now - 7 * 86_400_000,
    ),
  },
  'ITERO-DOB-03': {
    'birth-day-first-accepted': takesBirth('a date of birth as DD/MM/YYYY', /^\d{2}\/\d{2}\/\d{4}$/),
    'birth-with-dots-accepted': takesBirth('a date of birth as YYYY.MM.DD', /^\d{4}\.\d{2}\.\d{2}$/),
    'birth-day-first-with-dots-accepted': takesBirth('a date of birth as DD.MM.YYYY', /^\d{2}\.\d{2}\.\d{4}$/),
    'birth-word-accepted': takesBirth('a word for a date of birth', /^\D*$/),
    'birth-format-unchecked': create.takes('any string for a date of birth', 'dateOfBirth', 'format'),
  },
  'ITERO-DOB-04': {
    'birth-month-13-accepted': create.takes(
      'a thirteenth month',
      'dateOfBirth',
      ({ reason }, at) => reason === 'no-such-date' && birth(at).slice(5, 7) === '13',
    ),
    'birth-february-30-accepted': create.takes('days up to 31 in every month', 'dateOfBirth', ({ reason }, at) => {
      const [month, day] = [Number(birth(at).slice(5, 7)), Number(birth(at).slice(8, 10))]
      return reason === 'no-such-date' && month >= 1 && month <= 12 && day >= 1 && day <= 31
    }),
  },
  'ITERO-DOB-05': {
    'birth-in-future-accepted': create.takes('a date of birth in the future', 'dateOfBirth', 'future'),
    'birth-in-future-accepted-without-time': create.takes(
      'a date of birth in the future where it has no time',
      'dateOfBirth',
      ({ reason }, at) => reason === 'future' && !hasTime(at),
    ),
  },
  'ITERO-TYPE-09': {
    'birth-number-accepted': create.takes(
      'a number for a date of birth',
      'dateOfBirth',
      (_, at) => typeof sentIn('dateOfBirth', at) === 'number',
    ),
  },
  'ITERO-MAP-01': {
    'unknown-map-accepted': create.takes('a procedureMapId that is not listed', 'procedureMapId', 'unknown'),
    'unknown-map-answers-401': create.answers(401, 'an unlisted procedureMapId', ['procedureMapId', 'unknown']),
    'unknown-map-answers-200': create.answers(200, 'an unlisted procedureMapId', ['procedureMapId', 'unknown']),
  },
  'ITERO-MAP-02': {
    // One listed map of a kind, while the others of its kind are accepted: this rule's matter, not the lab rule's.
    'map-30-refused': refusesMap(30, 'the common example of a resto map'),
    'map-3-refused': refusesMap(3, 'the first of the chairside maps', EXHAUSTIVE),
    'map-4-refused': refusesMap(4, 'the common example of an N/A map', EXHAUSTIVE),
    'map-48-refused': refusesMap(48, 'the last of the ortho maps', EXHAUSTIVE),
    'implant-planning-refused': refusesMaps(
      'the listed maps of Implant Planning',
      ({ procedure }) => procedure === 'Implant Planning',
      EXHAUSTIVE,
    ),
    ...each([create, byRx], (on) =>
      each(['first', 'last'], (place) => ({
        [`${on.prefix}${place}-map-refused`]: [
          `${on.operation} refuses the ${place} map of the list.`,
          refusesListed(on, place === 'first' ? 0 : -1),
        ],
      })),
    ),
  },
  'ITERO-ACC-01': {
    'other-company-accepted': create.takes("a companyId that is not the doctor's clinic", 'companyId', 'not-yours'),
    'other-company-answers-401': create.answers(401, "a companyId that is not the doctor's clinic", [
      'companyId',
      'not-yours',
    ]),
  },
  'ITERO-ACC-02': {
    'other-scanner-accepted': create.takes(
      'a scannerSerialNumber that is not of the clinic',
      'scannerSerialNumber',
      'not-yours',
    ),
    'other-scanner-accepted-without-lab': create.takes(
      'a scannerSerialNumber that is not of the clinic where the map has no lab',
      'scannerSerialNumber',
      ({ reason }, at) => reason === 'not-yours' && onMapTo('chairside', 'midc_only', 'N/A')(at),
    ),
  },
})
