import { isObject } from '../../body.ts'
import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { OperationId } from '../call.ts'
import { defect, type Patch } from './effects.ts'

type Entry = Record<string, unknown>

/** Answers each object, alone or in a list, with other properties. */
function reshapes(operations: readonly OperationId[], change: (entry: Entry) => unknown): Patch {
  return ({ wire }) => ({
    wire: (body, call) => {
      const usual = wire(body, call)
      if (!operations.includes(call.operation)) return usual
      if (Array.isArray(usual)) return usual.map((entry) => change(entry as Entry))
      return isObject(usual) ? change(usual) : usual
    },
  })
}

const PATIENT = ['getPatient', 'createPatient'] as const
const BOOKING = ['getBookings', 'createBooking', 'updateBooking'] as const
const SLOT = ['getTimeslotsByMonth', 'getTimeslotsFrom'] as const

/** Rules that read what is hidden here lean on these. */
export const shapeDefects: readonly Defect<Behaviour>[] = [
  defect(
    'OPUS-SHAPE-01',
    'patient-number-as-text',
    'The PersonalNumber of a patient is one text.',
    reshapes(PATIENT, ({ PersonalNumber, ...rest }) => ({
      ...rest,
      PersonalNumber: Object.values(PersonalNumber as Entry).join('-'),
    })),
  ),
  defect(
    'OPUS-SHAPE-01',
    'patient-name-nested',
    'The names of a patient stand in an object of their own.',
    reshapes(PATIENT, ({ FirstName, LastName, ...rest }) => ({ Name: { First: FirstName, Last: LastName }, ...rest })),
  ),
  defect(
    'OPUS-SHAPE-02',
    'booking-id-renamed',
    'The BookingID is called Reference.',
    reshapes(BOOKING, ({ BookingID, ...rest }) => ({ Reference: BookingID, ...rest })),
  ),
  defect(
    'OPUS-SHAPE-02',
    'booking-flat',
    "A booking's slot is not in an object of its own.",
    reshapes(BOOKING, ({ TimeSlot, ...rest }) => ({ ...rest, ...(TimeSlot as Entry) })),
  ),
  defect(
    'OPUS-SHAPE-03',
    'clinic-id-renamed',
    'The ClinicID of a clinic is called Key.',
    reshapes(['getClinics', 'getClinic'], ({ ClinicID, ...rest }) => ({ Key: ClinicID, ...rest })),
  ),
  defect(
    'OPUS-SHAPE-03',
    'clinician-without-name',
    'A clinician has no Name.',
    reshapes(['getClinicians'], ({ ClinicianID }) => ({ ClinicianID })),
  ),
  defect(
    'OPUS-SHAPE-03',
    'treatments-bare',
    'getTreatments answers bare IDs.',
    reshapes(['getTreatments'], ({ TreatmentID }) => TreatmentID),
  ),
  defect(
    'OPUS-SHAPE-04',
    'slot-times-renamed',
    'Start and End of a slot are called From and To.',
    reshapes(SLOT, ({ Start, End, ...rest }) => ({ From: Start, To: End, ...rest })),
  ),
  defect(
    'OPUS-SHAPE-04',
    'slot-times-as-numbers',
    'Start and End of a slot are milliseconds since 1970.',
    reshapes(SLOT, ({ Start, End, ...rest }) => ({
      ...rest,
      Start: Date.parse(`${Start}Z`),
      End: Date.parse(`${End}Z`),
    })),
  ),
]
