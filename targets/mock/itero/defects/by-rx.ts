import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { answers, answers200, because, invalidIn, overlooks, refuses } from '../patches.ts'

const ON = 'createNewOrderByRx'

export const byRxDefects: readonly IteroDefect[] = [
  ...defectsOf<Behaviour>({
    'ITERO-RX-01': {
      'by-rx-created-rx-refused': [
        'createNewOrderByRx refuses every RX that createNewOrder made.',
        refuses(ON, 'checkRxId', ({ rx }) => rx !== undefined),
      ],
      'by-rx-older-rx-refused': [
        'createNewOrderByRx refuses every RX but the newest one.',
        (behaviour) => {
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
      ],
    },
    'ITERO-RX-02': {
      'by-rx-unknown-rx-accepted': [
        'createNewOrderByRx takes an rxId of no existing RX.',
        overlooks(ON, 'checkRxId', because('unknown')),
      ],
      'by-rx-unknown-rx-answers-401': [
        'createNewOrderByRx answers 401 to an rxId of no existing RX.',
        answers(401, invalidIn(ON, 'rxId', 'unknown')),
      ],
      'by-rx-unknown-rx-answers-200': [
        'createNewOrderByRx answers 200 to an rxId of no existing RX, with the error in the body.',
        answers200(invalidIn(ON, 'rxId', 'unknown')),
      ],
    },
    'ITERO-RX-03': {
      'by-rx-not-guid-accepted': [
        'createNewOrderByRx takes an rxId that is not a GUID.',
        overlooks(ON, 'checkRxId', because('format')),
      ],
      'by-rx-not-guid-answers-401': [
        'createNewOrderByRx answers 401 to an rxId that is not a GUID.',
        answers(401, invalidIn(ON, 'rxId', 'format')),
      ],
    },
    'ITERO-RX-09': {
      'by-rx-unknown-map-accepted': [
        'createNewOrderByRx takes a procedureMapId that is not listed.',
        overlooks(ON, 'checkProcedureMapId', because('unknown')),
      ],
    },
    'ITERO-RX-10': {
      'by-rx-other-company-accepted': [
        "createNewOrderByRx takes a companyId that is not the doctor's clinic.",
        overlooks(ON, 'checkCompanyId', because('not-yours')),
      ],
      'by-rx-other-scanner-accepted': [
        'createNewOrderByRx takes a scannerSerialNumber that is not of the clinic.',
        overlooks(ON, 'checkScannerSerialNumber', because('not-yours')),
      ],
      'by-rx-other-company-answers-401': [
        "createNewOrderByRx answers 401 to a companyId that is not the doctor's clinic.",
        answers(401, invalidIn(ON, 'companyId', 'not-yours')),
      ],
    },
    'ITERO-RX-18': {
      'by-rx-makes-new-rx': [
        'createNewOrderByRx makes a new RX with a new patient.',
        (behaviour) => ({
          rxFor: (at, fresh) => (at.operation === ON ? fresh : behaviour.rxFor(at, fresh)),
        }),
      ],
      'by-rx-answers-new-rx-guid': [
        'createNewOrderByRx answers another rxGuid than the rxId that was passed.',
        (behaviour) => ({
          rxFor: (at, fresh) => ({
            ...behaviour.rxFor(at, fresh),
            ...(at.operation === ON && { rxGuid: fresh.rxGuid }),
          }),
        }),
      ],
      'by-rx-answers-new-patient-guid': [
        "createNewOrderByRx answers another patientGuid than that of the RX's patient.",
        (behaviour) => ({
          rxFor: (at, fresh) => ({
            ...behaviour.rxFor(at, fresh),
            ...(at.operation === ON && { patientGuid: fresh.patientGuid }),
          }),
        }),
      ],
    },
  }),
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
