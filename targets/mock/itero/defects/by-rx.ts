import type { Rx } from '../data.ts'
import { alters, byRx, defectsOf, type Patch, refusesRx, usableAtMost } from '../patches.ts'

/** createNewOrderByRx makes another RX of the one that was passed. */
const changesRx = (change: (fresh: Rx) => Partial<Rx>): Patch =>
  alters('rxFor', (rx, fresh, { operation }) => (operation === byRx.operation ? { ...rx, ...change(fresh) } : rx))

export const byRxDefects = defectsOf({
  'ITERO-RX-01': {
    'by-rx-created-rx-refused': [
      'createNewOrderByRx refuses every RX that createNewOrder made.',
      byRx.objects('rxId', ({ rx }) => rx !== undefined),
    ],
    'by-rx-older-rx-refused': [
      'createNewOrderByRx refuses every RX but the newest one.',
      refusesRx('createNewOrder', (rxGuid, made) => made.length > 0 && rxGuid !== made.at(-1)),
    ],
  },
  'ITERO-RX-02': {
    'by-rx-unknown-rx-accepted': byRx.takes('an rxId of no existing RX', 'rxId', 'unknown'),
    'by-rx-unknown-rx-answers-401': byRx.answers(401, 'an rxId of no existing RX', ['rxId', 'unknown']),
    'by-rx-unknown-rx-answers-200': byRx.answers(200, 'an rxId of no existing RX', ['rxId', 'unknown']),
  },
  'ITERO-RX-03': {
    'by-rx-not-guid-accepted': byRx.takes('an rxId that is not a GUID', 'rxId', 'format'),
    'by-rx-not-guid-answers-401': byRx.answers(401, 'an rxId that is not a GUID', ['rxId', 'format']),
  },
  'ITERO-RX-09': {
    'by-rx-unknown-map-accepted': byRx.takes('a procedureMapId that is not listed', 'procedureMapId', 'unknown'),
  },
  'ITERO-RX-10': {
    'by-rx-other-company-accepted': byRx.takes("a companyId that is not the doctor's clinic", 'companyId', 'not-yours'),
    'by-rx-other-company-answers-401': byRx.answers(401, "a companyId that is not the doctor's clinic", [
      'companyId',
      'not-yours',
    ]),
    'by-rx-other-scanner-accepted': byRx.takes(
      'a scannerSerialNumber that is not of the clinic',
      'scannerSerialNumber',
      'not-yours',
    ),
  },
  'ITERO-RX-18': {
    'by-rx-makes-new-rx': ['createNewOrderByRx makes a new RX with a new patient.', changesRx((fresh) => fresh)],
    'by-rx-answers-new-rx-guid': [
      'createNewOrderByRx answers another rxGuid than the rxId that was passed.',
      changesRx(({ rxGuid }) => ({ rxGuid })),
    ],
    'by-rx-answers-new-patient-guid': [
      "createNewOrderByRx answers another patientGuid than that of the RX's patient.",
      changesRx(({ patientGuid }) => ({ patientGuid })),
    ],
  },
  'ITERO-RX-19': {
    'by-rx-rx-usable-once': ['createNewOrderByRx takes the same RX no more than once.', usableAtMost(1)],
    'by-rx-rx-usable-twice': ['createNewOrderByRx takes the same RX no more than twice.', usableAtMost(2)],
  },
})
