import type { Drill, Job } from '../../../../engine/drill.ts'
import { bookSituations, takenSituations } from './booking.ts'
import { bookingListSituations } from './booking-lists.ts'
import { slotSituations } from './lists.ts'
import { moveSituations, takenMoveSituations } from './moving.ts'
import { lostSituations, outageSituations, shortOutageSituations } from './outage.ts'
import { patientSituations } from './patients.ts'
import { refusalSituations } from './refusals.ts'
import { spellingSituations } from './spelling.ts'

const CREDENTIALS = '{ apiKey }'
const NUMBER = 'personalNumber: { year, month, day, extraDigits: "0042" }'
const PATIENT = `patient: { firstName, lastName, postalCode, email, mobilePhoneNumber, ${NUMBER} }`
const SLOT = 'slot: { start, end, clinicID, clinicianID, treatmentID }'

const jobs = {
  'list-slots': {
    credentials: CREDENTIALS,
    input:
      '{ treatmentName, clinicName?, month: "YYYY-MM" } or { treatmentName, clinicName?, from: "YYYY-MM-DDTHH:MM:SS" }',
    result: '{ slots: [{ start, end, clinicID, clinicianID, treatmentID }] }',
  },
  'register-patient': { credentials: CREDENTIALS, input: `{ ${PATIENT}, clinicName }`, result: '{ patient }' },
  book: {
    credentials: CREDENTIALS,
    input: `{ ${PATIENT}, treatmentName, clinicName?, notBefore: "YYYY-MM-DDTHH:MM:SS" }`,
    result: `{ bookingID, ${SLOT} }`,
  },
  'move-booking': {
    credentials: CREDENTIALS,
    input: `{ ${NUMBER}, bookingID, notBefore }`,
    result: `{ bookingID, ${SLOT} }`,
  },
  'list-bookings': {
    credentials: CREDENTIALS,
    input: `{ ${NUMBER} }`,
    result: `{ bookings: [{ bookingID, ${SLOT} }] }`,
  },
} satisfies Record<string, Job>

const id = (nth: string) => `OPUS-CLIENT-${nth}`
const about = (grounds: readonly string[], ...nths: string[]) => nths.map((nth) => [id(nth), grounds.map(id)] as const)

/** What a client calls in a way that the document does not have may be refused, whatever it means. */
const FORMS = ['01', '02', '03', '04', '05', '06', '08', '14']
/** A slot that was never offered is not to be had. */
const OFFERED = [...FORMS, '07']

/** The situations of a client of an Opus booking API; the longest come first. */
export const drill: Drill = {
  jobs,
  situations: [
    ...outageSituations,
    ...shortOutageSituations,
    ...lostSituations,
    ...takenSituations,
    ...takenMoveSituations,
    ...refusalSituations,
    ...slotSituations,
    ...bookingListSituations,
    ...patientSituations,
    ...bookSituations,
    ...moveSituations,
    ...spellingSituations,
  ],
  leansOn: Object.fromEntries([
    ...about(FORMS, '20', '21', '24', '28', '29'),
    ...about(OFFERED, '22', '23', '27'),
    ...about([...OFFERED, '12', '13'], '25', '26'),
    // Whoever misreads an answer asks for what is in none.
    ...about(['30'], ...OFFERED),
  ]),
  // The same job, but for what its server does, and for how its answers are written.
  comparedWith: Object.fromEntries([
    ...about(['20'], '07'),
    // A number that is impossible for one patient is another person's for the next.
    ...about(['05', '14'], '13', '28'),
    // A letter that a coding lacks may be sent as another one.
    ...about(['03', '05', '14'], '21'),
    ...about(['05', '14', '20', '22', '27', '28'], '24'),
    ...about(['20', '21'], '22'),
    ...about(['05', '14', '20', '22'], '27'),
    ...about(['20', '21', '22', '27', '29'], '23'),
    ...about(['05', '14', '21', '22', '24', '27', '28'], '25'),
    ...about(['05', '14', '21', '22'], '26'),
    ...about(['20', '28'], '29'),
    ...about([...OFFERED, '20', '21', '22', '27', '28'], '30'),
  ]),
}
