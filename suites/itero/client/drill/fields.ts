import type { Situation } from '../../../../engine/drill.ts'
import { longNotes } from '../../../../generators/notes.ts'
import { type Asked, scanSituation } from './scans.ts'
import { arrivesAsAsked } from './sent.ts'
import { type JobPatient, jobPatient } from './world.ts'

/** A situation about one thing that a scan is asked for with. */
const field = (name: string, summary: string, asked: (seed: number) => Asked): Situation =>
  scanSituation({ name, summary, job: 'create-scan', asked, judges: { 'ITERO-CLIENT-21': arrivesAsAsked } })

const patientWith =
  (change: Partial<JobPatient>, gender: JobPatient['gender'] = 'female') =>
  (seed: number): Asked => ({ patient: { ...jobPatient(seed, gender, 'plain'), ...change } })

const BIRTHS = ['1928-02-29', '1969-12-31', '1970-01-01', '2000-02-29', '1985-07-15', '2019-03-31']

/** What a scan is asked for with, as it has to arrive. */
export const fieldSituations: readonly Situation[] = [
  field('patient-male', 'The patient is male.', patientWith({}, 'male')),
  field('patient-female', 'The patient is female.', patientWith({}, 'female')),
  field('names-non-ascii', 'The names have letters that are not ASCII, an apostrophe and a hyphen.', (seed) => ({
    patient: jobPatient(seed, 'female', 'non-ascii'),
  })),
  field(
    'names-beyond-latin',
    'The names have letters that Latin-1 does not have.',
    patientWith({ firstName: 'Żółćięta', lastName: 'Őry-Ћирић' }, 'male'),
  ),
  field('names-short', 'The names have one letter each.', patientWith({ firstName: 'O', lastName: 'Å' })),
  field(
    'names-long',
    'The names have fifty letters each, in several words.',
    patientWith({ firstName: `Maria ${'Theresia'.repeat(5)}Anna`, lastName: `von ${'Habsburg'.repeat(5)} Este` }),
  ),
  ...BIRTHS.map((dateOfBirth) =>
    field(`born-${dateOfBirth}`, `The patient is born on ${dateOfBirth}.`, patientWith({ dateOfBirth })),
  ),
  field('chart-number-zeros', 'The chart number is digits with leading zeros.', (seed) =>
    patientWith({ chartNumber: `000${(seed % 900) + 100}` })(seed),
  ),
  field('chart-number-non-ascii', 'The chart number has a letter that is not ASCII.', (seed) =>
    patientWith({ chartNumber: `Ö/${(seed % 900) + 100}-ß` })(seed),
  ),
  field('zip-code-zeros', 'The zip code begins with two zeros.', patientWith({ zipCode: '00501' })),
  field('zip-code-letters', 'The zip code has letters and a space.', patientWith({ zipCode: 'SW1A 1AA' })),
  field('notes-lines', 'The notes have line breaks, empty lines, and white space in the middle.', (seed) => ({
    notes: `First line ${seed % 1000}\nsecond line\n\n  third,  indented\tand tabbed`,
  })),
  field('notes-quotes', 'The notes have quotes, brackets, a backslash and emoji.', (seed) => ({
    notes: `"A2" & 'B1' <b>${seed % 1000}</b> \\ {x} %20 🦷 är blöt`,
  })),
  field('notes-long', 'The notes have 2,000 characters, with line breaks of both kinds.', (seed) => ({
    notes: longNotes(seed),
  })),
  field('nothing-optional', 'The patient has no chart number, no middle initial and no zip code.', (seed) => {
    const { chartNumber: _, mi: __, zipCode: ___, ...patient } = jobPatient(seed, 'male', 'plain')
    return { patient }
  }),
  scanSituation({
    name: 'place-by-rx',
    summary: 'A scan is asked for by an RX that exists.',
    job: 'create-scan-by-rx',
    judges: { 'ITERO-CLIENT-21': arrivesAsAsked },
  }),
]
