import { defectsOf } from '../../deviation.ts'
import type { Attempt } from '../attempt.ts'
import type { Behaviour, CheckName } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { kebab, refuses } from '../patches.ts'

const OPTIONAL: readonly (readonly [string, CheckName, (at: Attempt) => unknown])[] = [
  ['chartNumber', 'checkChartNumber', ({ patient }) => patient?.chartNumber],
  ['zipCode', 'checkZipCode', ({ patient }) => patient?.zipCode],
  ['mi', 'checkMi', ({ patient }) => patient?.mi],
  ['notes', 'checkNotes', ({ body }) => body.notes],
]

const isGiven = (value: unknown) => value !== undefined && value !== null
const given = (at: Attempt) => OPTIONAL.filter(([, , value]) => isGiven(value(at))).length

/** Each optional field alone: needed all the same, or refused where it is there. */
const alone: readonly IteroDefect[] = OPTIONAL.flatMap(([name, check, value]) =>
  defectsOf<Behaviour>({
    'ITERO-OPT-01': {
      [`${kebab(name)}-mandatory`]: [
        `createNewOrder refuses an order without ${name}.`,
        refuses('createNewOrder', check, (at) => value(at) === undefined),
      ],
    },
    'ITERO-OPT-02': {
      [`${kebab(name)}-refused`]: [
        `createNewOrder refuses an order with ${name}.`,
        refuses('createNewOrder', check, (at) => isGiven(value(at))),
      ],
    },
  }),
)

const presence: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-OPT-01': {
    'some-optional-field-mandatory': [
      'createNewOrder refuses an order that has none of the four optional fields.',
      refuses('createNewOrder', 'checkProperties', (at) => given(at) === 0),
    ],
  },
  'ITERO-OPT-02': {
    'all-optional-fields-refused': [
      'createNewOrder refuses an order that has all four optional fields.',
      refuses('createNewOrder', 'checkProperties', (at) => given(at) === OPTIONAL.length),
    ],
  },
})

const NON_ASCII_LETTER = /(?![A-Za-z])\p{L}/u
const names = ({ patient }: Attempt) => `${patient?.firstName} ${patient?.lastName}`
const notes = ({ body }: Attempt) => String(body.notes ?? '')
const chartNumber = ({ patient }: Attempt) => String(patient?.chartNumber ?? '')
const zipCode = ({ patient }: Attempt) => String(patient?.zipCode ?? '')

/** ID, summary's end, check, predicate. */
type Text = readonly [string, string, CheckName, (at: Attempt) => boolean]

/** Letters, apostrophes and hyphens are OPT-03's wherever they stand, the other signs of a free text OPT-04's. */
const letters: readonly IteroDefect[] = (
  [
    [
      'non-ascii-names-refused',
      'names with non-ASCII letters',
      'checkFirstName',
      (at) => NON_ASCII_LETTER.test(names(at)),
    ],
    [
      'non-ascii-last-name-refused',
      'a lastName with non-ASCII letters',
      'checkLastName',
      ({ patient }) => NON_ASCII_LETTER.test(String(patient?.lastName)),
    ],
    [
      'non-ascii-names-refused-with-notes',
      'names with non-ASCII letters where there are notes',
      'checkFirstName',
      (at) => NON_ASCII_LETTER.test(names(at)) && notes(at) !== '',
    ],
    ['apostrophe-in-names-refused', 'names with an apostrophe', 'checkLastName', (at) => /['’]/.test(names(at))],
    ['hyphen-in-names-refused', 'names with a hyphen', 'checkLastName', (at) => names(at).includes('-')],
    ['non-ascii-notes-refused', 'notes with non-ASCII letters', 'checkNotes', (at) => NON_ASCII_LETTER.test(notes(at))],
    [
      'non-ascii-chart-number-refused',
      'a chartNumber with non-ASCII letters',
      'checkChartNumber',
      (at) => NON_ASCII_LETTER.test(chartNumber(at)),
    ],
    [
      'hyphen-in-chart-number-refused',
      'a chartNumber with a hyphen',
      'checkChartNumber',
      (at) => chartNumber(at).includes('-'),
    ],
  ] as Text[]
).map(([id, words, check, when]) => ({
  id,
  requirement: 'ITERO-OPT-03',
  summary: `createNewOrder refuses ${words}.`,
  patch: refuses('createNewOrder', check, when),
}))

const freeText: readonly IteroDefect[] = (
  [
    ['notes-over-1000-refused', 'over 1,000 characters', (text) => text.length > 1000],
    ['notes-of-2000-refused', 'over 1,999 characters', (text) => text.length > 1999],
    ['line-break-in-notes-refused', 'with line breaks', (text) => text.includes('\n')],
    ['double-quote-in-notes-refused', 'with double quotes', (text) => text.includes('"')],
    ['angle-bracket-in-notes-refused', 'with angle brackets', (text) => /[<>]/.test(text)],
    ['tag-in-notes-refused', 'with what looks like a tag', (text) => /<\w+[^>]*>/.test(text)],
    ['emoji-in-notes-refused', 'with emoji', (text) => /\p{Extended_Pictographic}/u.test(text)],
  ] as [string, string, (text: string) => boolean][]
).map(([id, words, when]) => ({
  id,
  requirement: 'ITERO-OPT-04',
  summary: `createNewOrder refuses notes ${words}.`,
  patch: refuses('createNewOrder', 'checkNotes', (at) => when(notes(at))),
}))

const postalCodes: readonly IteroDefect[] = (
  [
    ['zip-code-with-letters-refused', 'a zipCode with letters', (zip) => /[a-z]/i.test(zip)],
    ['zip-code-with-space-refused', 'a zipCode with a space', (zip) => zip.includes(' ')],
    ['zip-code-over-5-refused', 'a zipCode over 5 characters', (zip) => zip.length > 5],
  ] as [string, string, (zip: string) => boolean][]
).map(([id, words, when]) => ({
  id,
  requirement: 'ITERO-OPT-05',
  summary: `createNewOrder refuses ${words}.`,
  patch: refuses('createNewOrder', 'checkZipCode', (at) => when(zipCode(at))),
}))

export const optionalDefects: readonly IteroDefect[] = [...alone, ...presence, ...letters, ...freeText, ...postalCodes]
