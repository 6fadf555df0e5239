import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { bookingCreationDefects } from './booking-creation.ts'
import { bookingMoveDefects } from './booking-moves.ts'
import { bookingReadingDefects } from './booking-reading.ts'
import { bookingSlotDefects } from './booking-slots.ts'
import { clinicDefects } from './clinics.ts'
import { keyDefects } from './key.ts'
import { lenientDefects } from './lenient.ts'
import { listAgreementDefects } from './list-agreements.ts'
import { listFilterDefects } from './list-filters.ts'
import { listFreeTimesDefects } from './list-free-times.ts'
import { listSubsetDefects, unfilteredListDefects } from './list-subsets.ts'
import { outageDefects } from './outage.ts'
import { patientCreationDefects } from './patient-creation.ts'
import { patientFieldDefects } from './patient-fields.ts'
import { patientReadingDefects } from './patient-reading.ts'
import { requestBodyDefects } from './request-bodies.ts'
import { shapeDefects } from './shape.ts'
import { slotDefects } from './slots.ts'
import { slotsByMonthDefects } from './slots-by-month.ts'
import { slotsDelayedDefects } from './slots-delayed.ts'
import { slotsFilteredDefects } from './slots-filtered.ts'
import { slotsFromDefects } from './slots-from.ts'
import { slotsMonthEdgeDefects } from './slots-month-edges.ts'
import { needless503Defects } from './status-503.ts'
import { refusalBodyDefects } from './status-bodies.ts'
import { crashDefects } from './status-crashes.ts'
import { undocumentedStatusDefects } from './status-undocumented.ts'

/** Each breaks one requirement. Where a second rule cannot be tried under it, that rule leans on the first, and a comment says so. */
export const defects: readonly Defect<Behaviour>[] = [
  ...keyDefects,
  ...undocumentedStatusDefects,
  ...crashDefects,
  ...refusalBodyDefects,
  ...requestBodyDefects,
  ...lenientDefects,
  ...needless503Defects,
  ...patientReadingDefects,
  ...patientCreationDefects,
  ...patientFieldDefects,
  ...bookingReadingDefects,
  ...bookingCreationDefects,
  ...bookingSlotDefects,
  ...bookingMoveDefects,
  ...unfilteredListDefects,
  ...listSubsetDefects,
  ...listFreeTimesDefects,
  ...listAgreementDefects,
  ...listFilterDefects,
  ...clinicDefects,
  ...slotsByMonthDefects,
  ...slotsMonthEdgeDefects,
  ...slotsFilteredDefects,
  ...slotsDelayedDefects,
  ...slotsFromDefects,
  ...slotDefects,
  ...shapeDefects,
  ...outageDefects,
]
