import type { Attempt } from '../attempt.ts'
import { create, type Defects, defectsOf, each, type Field, kebab, sentIn, textIn } from '../patches.ts'

const OPTIONAL = ['chartNumber', 'zipCode', 'mi', 'notes'] as const satisfies readonly Field[]

const isGiven = (field: Field, at: Attempt) => (sentIn(field, at) ?? null) !== null
const given = (at: Attempt) => OPTIONAL.filter((field) => isGiven(field, at)).length

/** What is refused though it is in order, by a check that may be told by what stands in its field. */
type Text = readonly [id: string, what: string, field: Field, isMeant: (text: string, at: Attempt) => boolean]

const refusesTexts = (...rows: readonly Text[]): Defects =>
  each(rows, ([id, what, field, isMeant]) => ({
    [`${id}-refused`]: create.refuses(what, field, (at) => isMeant(textIn(field, at), at)),
  }))

const LETTER = /(?![A-Za-z])\p{L}/u
const names = (at: Attempt) => `${textIn('firstName', at)} ${textIn('lastName', at)}`

export const optionalDefects = defectsOf({
  // Each optional field alone: needed all the same, or refused where it is there.
  'ITERO-OPT-01': {
    ...each(OPTIONAL, (field) => ({
      [`${kebab(field)}-mandatory`]: create.refuses(
        `an order without ${field}`,
        field,
        (at) => sentIn(field, at) === undefined,
      ),
    })),
    'some-optional-field-mandatory': create.refuses(
      'an order that has none of the four optional fields',
      'properties',
      (at) => given(at) === 0,
    ),
  },
  'ITERO-OPT-02': {
    ...each(OPTIONAL, (field) => ({
      [`${kebab(field)}-refused`]: create.refuses(`an order with ${field}`, field, (at) => isGiven(field, at)),
    })),
    'all-optional-fields-refused': create.refuses(
      'an order that has all four optional fields',
      'properties',
      (at) => given(at) === OPTIONAL.length,
    ),
  },
  // Letters, apostrophes and hyphens are OPT-03's wherever they stand, the other signs of a free text OPT-04's.
  'ITERO-OPT-03': {
    'non-ascii-names-refused-with-notes': create.refuses(
      'names with non-ASCII letters where there are notes',
      'firstName',
      (at) => LETTER.test(names(at)) && textIn('notes', at) !== '',
    ),
    ...refusesTexts(
      ['non-ascii-names', 'names with non-ASCII letters', 'firstName', (_, at) => LETTER.test(names(at))],
      ['non-ascii-last-name', 'a lastName with non-ASCII letters', 'lastName', (text) => LETTER.test(text)],
      ['apostrophe-in-names', 'names with an apostrophe', 'lastName', (_, at) => /['’]/.test(names(at))],
      ['hyphen-in-names', 'names with a hyphen', 'lastName', (_, at) => names(at).includes('-')],
      ['non-ascii-notes', 'notes with non-ASCII letters', 'notes', (text) => LETTER.test(text)],
      ['non-ascii-chart-number', 'a chartNumber with non-ASCII letters', 'chartNumber', (text) => LETTER.test(text)],
      ['hyphen-in-chart-number', 'a chartNumber with a hyphen', 'chartNumber', (text) => text.includes('-')],
    ),
  },
  'ITERO-OPT-04': refusesTexts(
    ['notes-over-1000', 'notes over 1,000 characters', 'notes', (text) => text.length > 1000],
    ['notes-of-2000', 'notes over 1,999 characters', 'notes', (text) => text.length > 1999],
    ['line-break-in-notes', 'notes with line breaks', 'notes', (text) => text.includes('\n')],
    ['double-quote-in-notes', 'notes with double quotes', 'notes', (text) => text.includes('"')],
    ['angle-bracket-in-notes', 'notes with angle brackets', 'notes', (text) => /[<>]/.test(text)],
    ['tag-in-notes', 'notes with what looks like a tag', 'notes', (text) => /<\w+[^>]*>/.test(text)],
    ['emoji-in-notes', 'notes with emoji', 'notes', (text) => /\p{Extended_Pictographic}/u.test(text)],
  ),
  'ITERO-OPT-05': refusesTexts(
    ['zip-code-with-letters', 'a zipCode with letters', 'zipCode', (text) => /[a-z]/i.test(text)],
    ['zip-code-with-space', 'a zipCode with a space', 'zipCode', (text) => text.includes(' ')],
    ['zip-code-over-5', 'a zipCode over 5 characters', 'zipCode', (text) => text.length > 5],
  ),
})
