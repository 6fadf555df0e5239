import { faker } from '@faker-js/faker/locale/en'
import type { components } from '../openapi/types/itero.ts'
import { doubleName } from './double-name.ts'
import { plainName } from './name.ts'
import { seeded } from './seeded.ts'

/** The patient of an RX, with every optional field. dateOfBirth is `1990-05-17` or `1990-05-17T08:41:07.236Z`. */
export type RxPatient = Required<components['schemas']['Patient']> & { dateOfBirth: string }

export interface PatientOptions {
  gender?: 0 | 1
  /** The documented form: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:ss.SSSZ`. */
  dateOfBirth?: 'date' | 'date-time'
  /**
   * Of the names and of the chart number: ASCII letters and digits, or non-ASCII letters, an apostrophe and a hyphen.
   */
  spelling?: 'plain' | 'non-ascii'
}

/**
 * A made-up patient, born from 1930 to 2019. What the options leave open is drawn from the seed; the spelling is plain.
 */
export function patient(seed: number, options: PatientOptions = {}): RxPatient {
  const drawn = seeded(faker, seed, 'patient')
  const digits = drawn.string.numeric(6)
  // A leading zero, which is lost where the code is taken for a number.
  const zipCode = `0${drawn.string.numeric(4)}`
  const mi = drawn.string.alpha({ casing: 'upper' })
  const born = drawn.date.between({ from: '1930-01-01T00:00:00Z', to: '2019-12-31T00:00:00Z' })
  const date = born.toISOString().slice(0, 10)
  const gender = options.gender ?? drawn.helpers.arrayElement([0, 1] as const)
  const form = options.dateOfBirth ?? drawn.helpers.arrayElement(['date', 'date-time'] as const)
  const sex = gender === 0 ? 'male' : 'female'
  const isPlain = options.spelling !== 'non-ascii'
  return {
    ...(isPlain ? plainName(seed, sex) : doubleName(seed, sex)),
    chartNumber: isPlain ? `PAT${digits}` : `Ö'Å-${digits}`,
    mi,
    gender,
    dateOfBirth: form === 'date' ? date : born.toISOString(),
    zipCode,
  }
}
