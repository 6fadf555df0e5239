import type { IteroDefect } from '../deviations.ts'
import { answers, answers200, because, invalidIn, overlooks, refuses } from '../patches.ts'

const ON = 'createNewOrderByRx'

export const byRxDefects: readonly IteroDefect[] = [
  {
    id: 'by-rx-created-rx-refused',
    requirement: 'ITERO-RX-01',
    summary: 'createNewOrderByRx refuses every RX that createNewOrder made.',
    patch: refuses(ON, 'checkRxId', ({ rx }) => rx !== undefined),
  },
  {
    id: 'by-rx-older-rx-refused',
    requirement: 'ITERO-RX-01',
    summary: 'createNewOrderByRx refuses every RX but the newest one.',
    patch(behaviour) {
      let newest: string | undefined
      return {
        rxFor(at, fresh) {
          const rx = behaviour.rxFor(at, fresh)
          if (at.operation === 'createNewOrder') newest = rx.rxGuid
          return rx
        },
        ...refuses(
          ON,
          'checkRxId',
          ({ rx }) => rx !== undefined && newest !== undefined && rx.rxGuid !== newest,
        )(behaviour),
      }
    },
  },
  {
    id: 'by-rx-unknown-rx-accepted',
    requirement: 'ITERO-RX-02',
    summary: 'createNewOrderByRx takes an rxId of no existing RX.',
    patch: overlooks(ON, 'checkRxId', because('unknown')),
  },
  {
    id: 'by-rx-unknown-rx-answers-401',
    requirement: 'ITERO-RX-02',
    summary: 'createNewOrderByRx answers 401 to an rxId of no existing RX.',
    patch: answers(401, invalidIn(ON, 'rxId', 'unknown')),
  },
  {
    id: 'by-rx-unknown-rx-answers-200',
    requirement: 'ITERO-RX-02',
    summary: 'createNewOrderByRx answers 200 to an rxId of no existing RX, with the error in the body.',
    patch: answers200(invalidIn(ON, 'rxId', 'unknown')),
  },
  {
    id: 'by-rx-not-guid-accepted',
    requirement: 'ITERO-RX-03',
    summary: 'createNewOrderByRx takes an rxId that is not a GUID.',
    patch: overlooks(ON, 'checkRxId', because('format')),
  },
  {
    id: 'by-rx-not-guid-answers-401',
    requirement: 'ITERO-RX-03',
    summary: 'createNewOrderByRx answers 401 to an rxId that is not a GUID.',
    patch: answers(401, invalidIn(ON, 'rxId', 'format')),
  },
  {
    id: 'by-rx-unknown-map-accepted',
    requirement: 'ITERO-RX-09',
    summary: 'createNewOrderByRx takes a procedureMapId that is not listed.',
    patch: overlooks(ON, 'checkProcedureMapId', because('unknown')),
  },
  {
    id: 'by-rx-other-company-accepted',
    requirement: 'ITERO-RX-10',
    summary: "createNewOrderByRx takes a companyId that is not the doctor's clinic.",
    patch: overlooks(ON, 'checkCompanyId', because('not-yours')),
  },
  {
    id: 'by-rx-other-scanner-accepted',
    requirement: 'ITERO-RX-10',
    summary: 'createNewOrderByRx takes a scannerSerialNumber that is not of the clinic.',
    patch: overlooks(ON, 'checkScannerSerialNumber', because('not-yours')),
  },
  {
    id: 'by-rx-other-company-answers-401',
    requirement: 'ITERO-RX-10',
    summary: "createNewOrderByRx answers 401 to a companyId that is not the doctor's clinic.",
    patch: answers(401, invalidIn(ON, 'companyId', 'not-yours')),
  },
  {
    id: 'by-rx-makes-new-rx',
    requirement: 'ITERO-RX-18',
    summary: 'createNewOrderByRx makes a new RX with a new patient.',
    patch: (behaviour) => ({
      rxFor: (at, fresh) => (at.operation === ON ? fresh : behaviour.rxFor(at, fresh)),
    }),
  },
  {
    id: 'by-rx-answers-new-rx-guid',
    requirement: 'ITERO-RX-18',
    summary: 'createNewOrderByRx answers another rxGuid than the rxId that was passed.',
    patch: (behaviour) => ({
      rxFor: (at, fresh) => ({
        ...behaviour.rxFor(at, fresh),
        ...(at.operation === ON && { rxGuid: fresh.rxGuid }),
      }),
    }),
  },
  {
    id: 'by-rx-answers-new-patient-guid',
    requirement: 'ITERO-RX-18',
    summary: "createNewOrderByRx answers another patientGuid than that of the RX's patient.",
    patch: (behaviour) => ({
      rxFor: (at, fresh) => ({
        ...behaviour.rxFor(at, fresh),
        ...(at.operation === ON && { patientGuid: fresh.patientGuid }),
      }),
    }),
  },
  usableAtMost(1, 'once'),
  usableAtMost(2, 'twice'),
]

/** An RX is created by createNewOrder, which is not counted as a use of it. */
function usableAtMost(times: number, words: string): IteroDefect {
  return {
    id: `by-rx-rx-usable-${words}`,
    requirement: 'ITERO-RX-19',
    summary: `createNewOrderByRx takes the same RX no more than ${words}.`,
    patch(behaviour) {
      const uses = new Map<string, number>()
      const usesOf = (rxGuid: string | undefined) => uses.get(rxGuid ?? '') ?? 0
      return {
        rxFor(at, fresh) {
          const rx = behaviour.rxFor(at, fresh)
          if (at.operation === ON) uses.set(rx.rxGuid, usesOf(rx.rxGuid) + 1)
          return rx
        },
        ...refuses(ON, 'checkRxId', ({ rx }) => usesOf(rx?.rxGuid) >= times)(behaviour),
      }
    },
  }
}
