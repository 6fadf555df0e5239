import { documentedStatuses, type EveryAnswer, noCrash, refusalsTell } from '../../engine/every-answer.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { isNumber } from '../../engine/json.ts'
import type { Operation } from './api.ts'
import { readTime } from './local-time.ts'
import type { RequirementId } from './requirements.gen.ts'
import { idOf, isObject, listOf, NUMBER_PARTS, PATIENT_TEXTS, property } from './shapes.ts'
import { DOCUMENTED_STATUSES } from './statuses.ts'

/** What holds of every answer, whoever asked: clauses that the suite and traffic are judged by alike. */
export const everyAnswer = {
  /** "You are not supposed to run into any 500 errors" */
  'OPUS-CODE-02': noCrash,
  /** "In those cases the body should contain more information" */
  'OPUS-CODE-03': refusalsTell('a 400 with a body that is not empty'),
} satisfies Record<string, EveryAnswer>

/**
 * "There are only a few http-status codes that are used."
 *
 * @param isAside whether another status is right where the document names none
 */
export const onlyDocumented = (isAside: (exchange: Exchange) => boolean): EveryAnswer =>
  documentedStatuses(DOCUMENTED_STATUSES, isAside)

/** What is wrong with the shape of a value, in words; none for the assumed one. */
type Faults = (value: unknown) => string[]

export const fault = (isWrong: boolean, words: string): string[] => (isWrong ? [words] : [])

const isText = (value: unknown) => typeof value === 'string'

const inEntries =
  (faults: Faults): Faults =>
  (value) =>
    listOf(value)?.flatMap(faults) ?? ['is no list']

const inObject =
  (faults: Faults): Faults =>
  (value) =>
    isObject(value) ? faults(value) : ['is no object']

/** A patient. What a target does not keep is OPUS-PAT-10's matter; a shape is other where it stands elsewhere. */
const patient: Faults = inObject((value) => {
  const texts = PATIENT_TEXTS.map((name) => property(value, name))
  const number = property(value, 'PersonalNumber')
  if (number === undefined && texts.every((text) => text === undefined)) return ['is no patient']
  const digits = property(number, 'ExtraDigits')
  return [
    ...PATIENT_TEXTS.flatMap((name, nth) =>
      fault(texts[nth] !== undefined && texts[nth] !== null && !isText(texts[nth]), `${name} is no string`),
    ),
    ...(isObject(number)
      ? [
          ...NUMBER_PARTS.slice(0, 3).flatMap((part) =>
            fault(!isNumber(property(number, part)), `${part} is no number`),
          ),
          ...fault(!isText(digits) && !isNumber(digits), 'ExtraDigits is neither string nor number'),
        ]
      : ['PersonalNumber is no object']),
  ]
})

const slot: Faults = inObject((value) => [
  ...(['Start', 'End'] as const).flatMap((name) => {
    const text = property(value, name)
    const isWritten = isText(text) && readTime(text) !== undefined && /T\d{2}:\d{2}:\d{2}/.test(String(text))
    return fault(!isWritten, `${name} is no date-time YYYY-MM-DDTHH:MM:SS`)
  }),
  ...fault(!isText(property(value, 'ClinicID')), 'ClinicID is no string'),
  ...(['ClinicianID', 'TreatmentID'] as const).flatMap((name) =>
    fault(!isNumber(property(value, name)), `${name} is no number`),
  ),
])

const booking: Faults = inObject((value) => [
  ...fault(idOf(property(value, 'BookingID')) === undefined, 'there is no BookingID'),
  ...(isObject(property(value, 'TimeSlot')) ? slot(property(value, 'TimeSlot')) : ['there is no TimeSlot']),
])

const named = (name: string, isRight: (value: unknown) => boolean, words: string): Faults =>
  inObject((value) => [
    ...fault(!isRight(property(value, name)), `${name} is no ${words}`),
    ...fault(!isText(property(value, 'Name')), 'there is no Name'),
  ])

const clinic = named('ClinicID', isText, 'string')

/** Which operations answer with what: what is wrong with the body of an answer, by the requirement that it breaks. */
export const SHAPES: Partial<Record<RequirementId, Partial<Record<Operation, Faults>>>> = {
  'OPUS-SHAPE-01': { getPatient: patient, createPatient: patient },
  'OPUS-SHAPE-02': { getBookings: inEntries(booking), createBooking: booking, updateBooking: booking },
  'OPUS-SHAPE-03': {
    getClinics: inEntries(clinic),
    getClinic: clinic,
    getClinicians: inEntries(named('ClinicianID', isNumber, 'number')),
    getTreatments: inEntries(named('TreatmentID', isNumber, 'number')),
  },
  'OPUS-SHAPE-04': { getTimeslotsByMonth: inEntries(slot), getTimeslotsFrom: inEntries(slot) },
}
