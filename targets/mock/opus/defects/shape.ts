import { isObject } from '../../body.ts'
import type { OperationId } from '../call.ts'
import { alters, defectsOf, type Patch, TIMESLOTS } from '../patches.ts'

type Entry = Record<string, unknown>

/** Answers each object, alone or in a list, with other properties. */
const reshapes =
  (...operations: OperationId[]) =>
  (change: (entry: Entry) => unknown): Patch =>
    alters('wire', (body, _body, { operation }) => {
      if (!operations.includes(operation)) return body
      if (Array.isArray(body)) return body.map((entry) => change(entry as Entry))
      return isObject(body) ? change(body) : body
    })

const patient = reshapes('getPatient', 'createPatient')
const booking = reshapes('getBookings', 'createBooking', 'updateBooking')
const slot = reshapes(...TIMESLOTS)

/** Rules that read what is hidden here lean on these. */
export const shapeDefects = defectsOf({
  'OPUS-SHAPE-01': {
    'patient-number-as-text': [
      'The PersonalNumber of a patient is one text.',
      patient(({ PersonalNumber, ...rest }) => ({
        ...rest,
        PersonalNumber: Object.values(PersonalNumber as Entry).join('-'),
      })),
    ],
    'patient-name-nested': [
      'The names of a patient stand in an object of their own.',
      patient(({ FirstName, LastName, ...rest }) => ({ Name: { First: FirstName, Last: LastName }, ...rest })),
    ],
  },
  'OPUS-SHAPE-02': {
    'booking-id-renamed': [
      'The BookingID is called Reference.',
      booking(({ BookingID, ...rest }) => ({ Reference: BookingID, ...rest })),
    ],
    'booking-flat': [
      "A booking's slot is not in an object of its own.",
      booking(({ TimeSlot, ...rest }) => ({ ...rest, ...(TimeSlot as Entry) })),
    ],
  },
  'OPUS-SHAPE-03': {
    'clinic-id-renamed': [
      'The ClinicID of a clinic is called Key.',
      reshapes('getClinics', 'getClinic')(({ ClinicID, ...rest }) => ({ Key: ClinicID, ...rest })),
    ],
    'clinician-without-name': [
      'A clinician has no Name.',
      reshapes('getClinicians')(({ ClinicianID }) => ({ ClinicianID })),
    ],
    'treatments-bare': ['getTreatments answers bare IDs.', reshapes('getTreatments')(({ TreatmentID }) => TreatmentID)],
  },
  'OPUS-SHAPE-04': {
    'slot-times-renamed': [
      'Start and End of a slot are called From and To.',
      slot(({ Start, End, ...rest }) => ({ From: Start, To: End, ...rest })),
    ],
    'slot-times-as-numbers': [
      'Start and End of a slot are milliseconds since 1970.',
      slot(({ Start, End, ...rest }) => ({ ...rest, Start: Date.parse(`${Start}Z`), End: Date.parse(`${End}Z`) })),
    ],
  },
})
