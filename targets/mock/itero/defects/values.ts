import { defectsOf } from '../../deviation.ts'
import type { Attempt, CreateOperation } from '../attempt.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { answers, answers200, because, invalidIn, onMapTo, overlooks, type Patch, refuses } from '../patches.ts'

const gender = ({ patient }: Attempt) => patient?.gender
const birth = ({ patient }: Attempt) => String(patient?.dateOfBirth)
const hasTime = (at: Attempt) => birth(at).includes('T')

const genders: readonly IteroDefect[] = [
  ...defectsOf<Behaviour>({
    'ITERO-GENDER-01': {
      'gender-0-refused': [
        'createNewOrder refuses gender 0.',
        refuses('createNewOrder', 'checkGender', (at) => gender(at) === 0),
      ],
      'gender-1-refused': [
        'createNewOrder refuses gender 1.',
        refuses('createNewOrder', 'checkGender', (at) => gender(at) === 1),
      ],
      // Either of the two alone is accepted; it is the gender that is refused, so the gender's rule names it.
      'gender-0-refused-with-date-time': [
        'createNewOrder refuses gender 0 where the date of birth has a time.',
        refuses('createNewOrder', 'checkGender', (at) => gender(at) === 0 && hasTime(at)),
      ],
    },
  }),
  ...(
    [
      ['2', 2],
      ['minus-1', -1],
      ['half', 0.5],
    ] as const
  ).map(([name, value]) => ({
    id: `gender-${name}-accepted`,
    requirement: 'ITERO-GENDER-02',
    summary: `createNewOrder takes ${value} for gender.`,
    patch: overlooks('createNewOrder', 'checkGender', (_, at) => gender(at) === value),
  })),
  ...defectsOf<Behaviour>({
    'ITERO-GENDER-02': {
      'bad-gender-answers-401': [
        'createNewOrder answers 401 to a gender other than 0 and 1.',
        answers(401, invalidIn('createNewOrder', 'patient.gender', 'value')),
      ],
      'bad-gender-answers-200': [
        'createNewOrder answers 200 to a gender other than 0 and 1, with the error in the body.',
        answers200(invalidIn('createNewOrder', 'patient.gender', 'value')),
      ],
    },
  }),
]

const births: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-DOB-01': {
    'birth-date-time-refused': [
      'createNewOrder refuses a date of birth with a time.',
      refuses('createNewOrder', 'checkDateOfBirth', hasTime),
    ],
  },
  'ITERO-DOB-02': {
    'birth-date-refused': [
      'createNewOrder refuses a date of birth without a time.',
      refuses('createNewOrder', 'checkDateOfBirth', (at) => !hasTime(at)),
    ],
  },
  'ITERO-DOB-03': {
    'birth-day-first-accepted': [
      'createNewOrder takes a date of birth as DD/MM/YYYY.',
      overlooks('createNewOrder', 'checkDateOfBirth', (_, at) => /^\d{2}\/\d{2}\/\d{4}$/.test(birth(at))),
    ],
    'birth-with-dots-accepted': [
      'createNewOrder takes a date of birth as YYYY.MM.DD.',
      overlooks('createNewOrder', 'checkDateOfBirth', (_, at) => /^\d{4}\.\d{2}\.\d{2}$/.test(birth(at))),
    ],
    'birth-day-first-with-dots-accepted': [
      'createNewOrder takes a date of birth as DD.MM.YYYY.',
      overlooks('createNewOrder', 'checkDateOfBirth', (_, at) => /^\d{2}\.\d{2}\.\d{4}$/.test(birth(at))),
    ],
    'birth-word-accepted': [
      'createNewOrder takes a word for a date of birth.',
      overlooks('createNewOrder', 'checkDateOfBirth', ({ reason }, at) => reason === 'format' && !/\d/.test(birth(at))),
    ],
    'birth-format-unchecked': [
      'createNewOrder takes any string for a date of birth.',
      overlooks('createNewOrder', 'checkDateOfBirth', because('format')),
    ],
  },
  'ITERO-TYPE-09': {
    'birth-number-accepted': [
      'createNewOrder takes a number for a date of birth.',
      overlooks('createNewOrder', 'checkDateOfBirth', (_, at) => typeof at.patient?.dateOfBirth === 'number'),
    ],
  },
  'ITERO-DOB-04': {
    'birth-month-13-accepted': [
      'createNewOrder takes a thirteenth month.',
      overlooks(
        'createNewOrder',
        'checkDateOfBirth',
        ({ reason }, at) => reason === 'no-such-date' && birth(at).slice(5, 7) === '13',
      ),
    ],
    'birth-february-30-accepted': [
      'createNewOrder takes days up to 31 in every month.',
      overlooks('createNewOrder', 'checkDateOfBirth', ({ reason }, at) => {
        const [month, day] = [Number(birth(at).slice(5, 7)), Number(birth(at).slice(8, 10))]
        return reason === 'no-such-date' && month >= 1 && month <= 12 && day >= 1 && day <= 31
      }),
    ],
  },
  'ITERO-DOB-05': {
    'birth-in-future-accepted': [
      'createNewOrder takes a date of birth in the future.',
      overlooks('createNewOrder', 'checkDateOfBirth', because('future')),
    ],
    'birth-in-future-accepted-without-time': [
      'createNewOrder takes a date of birth in the future where it has no time.',
      overlooks('createNewOrder', 'checkDateOfBirth', ({ reason }, at) => reason === 'future' && !hasTime(at)),
    ],
  },
})

const edges: readonly IteroDefect[] = (
  [
    [
      'birth-before-1930-refused',
      'ITERO-DOB-01',
      'a date of birth before 1930 with a time',
      (at) => hasTime(at) && birth(at) < '1930',
    ],
    [
      'birth-on-leap-day-refused',
      'ITERO-DOB-02',
      'a date of birth on 29 February without a time',
      (at) => !hasTime(at) && birth(at).slice(5, 10) === '02-29',
    ],
    [
      'birth-yesterday-refused',
      'ITERO-DOB-02',
      'a date of birth of the last week',
      (at) => Date.parse(birth(at)) > at.now - 7 * 86_400_000,
    ],
  ] as [string, string, string, (at: Attempt) => boolean][]
).map(([id, requirement, words, when]) => ({
  id,
  requirement,
  summary: `createNewOrder refuses ${words}.`,
  patch: refuses('createNewOrder', 'checkDateOfBirth', when),
}))

/** Refuses the map that stands at this index of the list. */
const refusesListed =
  (operation: CreateOperation, index: number): Patch =>
  (behaviour) => {
    let refused: number | undefined
    return {
      catalogue(maps) {
        const catalogue = behaviour.catalogue(maps)
        refused = catalogue.at(index)?.procedureMapId
        return catalogue
      },
      ...refuses(operation, 'checkProcedureMapId', ({ map }) => map?.procedureMapId === refused)(behaviour),
    }
  }

const maps: readonly IteroDefect[] = [
  ...defectsOf<Behaviour>({
    'ITERO-MAP-01': {
      'unknown-map-accepted': [
        'createNewOrder takes a procedureMapId that is not listed.',
        overlooks('createNewOrder', 'checkProcedureMapId', because('unknown')),
      ],
      'unknown-map-answers-401': [
        'createNewOrder answers 401 to a procedureMapId that is not listed.',
        answers(401, invalidIn('createNewOrder', 'procedureMapId', 'unknown')),
      ],
      'unknown-map-answers-200': [
        'createNewOrder answers 200 to a procedureMapId that is not listed, with the error in the body.',
        answers200(invalidIn('createNewOrder', 'procedureMapId', 'unknown')),
      ],
    },
  }),
  // One listed map of a kind, while the others of its kind are accepted: the listing rule's matter, not the lab rule's.
  ...(
    [
      [30, 'the common example of a resto map', false],
      [3, 'the first of the chairside maps', true],
      [4, 'the common example of an N/A map', true],
    ] as const
  ).map(
    ([id, words, exhaustive]): IteroDefect => ({
      id: `map-${id}-refused`,
      requirement: 'ITERO-MAP-02',
      summary: `createNewOrder refuses map ${id}, ${words}, though it is listed.`,
      ...(exhaustive ? { exhaustive } : {}),
      patch: refuses('createNewOrder', 'checkProcedureMapId', ({ map }) => map?.procedureMapId === id),
    }),
  ),
  ...(
    [
      ['', 'createNewOrder'],
      ['by-rx-', 'createNewOrderByRx'],
    ] as const
  ).flatMap(([prefix, operation]) =>
    (['first', 'last'] as const).map((place) => ({
      id: `${prefix}${place}-map-refused`,
      requirement: 'ITERO-MAP-02',
      summary: `${operation} refuses the ${place} map of the list.`,
      patch: refusesListed(operation, place === 'first' ? 0 : -1),
    })),
  ),
  ...defectsOf<Behaviour>({
    'ITERO-MAP-02': {
      'map-48-refused': [
        'createNewOrder refuses map 48, the last of the ortho maps, though it is listed.',
        refuses('createNewOrder', 'checkProcedureMapId', ({ map }) => map?.procedureMapId === 48),
        { exhaustive: true },
      ],
      'implant-planning-refused': [
        'createNewOrder refuses the listed maps of Implant Planning.',
        refuses('createNewOrder', 'checkProcedureMapId', ({ map }) => map?.procedure === 'Implant Planning'),
        { exhaustive: true },
      ],
    },
  }),
]

const account: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-ACC-01': {
    'other-company-accepted': [
      "createNewOrder takes a companyId that is not the doctor's clinic.",
      overlooks('createNewOrder', 'checkCompanyId', because('not-yours')),
    ],
    'other-company-answers-401': [
      "createNewOrder answers 401 to a companyId that is not the doctor's clinic.",
      answers(401, invalidIn('createNewOrder', 'companyId', 'not-yours')),
    ],
  },
  'ITERO-ACC-02': {
    'other-scanner-accepted': [
      'createNewOrder takes a scannerSerialNumber that is not of the clinic.',
      overlooks('createNewOrder', 'checkScannerSerialNumber', because('not-yours')),
    ],
    'other-scanner-accepted-without-lab': [
      'createNewOrder takes a scannerSerialNumber that is not of the clinic where the map has no lab.',
      overlooks(
        'createNewOrder',
        'checkScannerSerialNumber',
        ({ reason }, at) => reason === 'not-yours' && onMapTo('chairside', 'midc_only', 'N/A')(at),
      ),
    ],
  },
})

export const valueDefects: readonly IteroDefect[] = [...genders, ...births, ...edges, ...maps, ...account]
