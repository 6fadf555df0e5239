import { variantsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroVariant } from '../deviations.ts'
import { answers, because, overlooks, refuses, together } from '../patches.ts'

const NON_ASCII = /[^\p{ASCII}]/u

/** Servers that do not share our reading where the document is silent, or only recommends: they may warn, and no more. */
export const assumedVariants: readonly IteroVariant[] = variantsOf<Behaviour>({
  'lenient-texts': [
    'Blank strings are taken in mandatory fields, and dates of birth in the future.',
    together(
      overlooks('createNewOrder', 'checkFirstName', because('blank')),
      overlooks('createNewOrder', 'checkLastName', because('blank')),
      overlooks('createNewOrder', 'checkScannerSerialNumber', because('blank')),
      overlooks('createNewOrder', 'checkDateOfBirth', because('future')),
    ),
    { mayWarn: ['ITERO-REQ-09', 'ITERO-DOB-05'] },
  ],
  'numbers-for-strings': [
    'Numbers are taken in string fields.',
    together(
      overlooks('createNewOrder', 'checkFirstName', because('number')),
      overlooks('createNewOrder', 'checkLastName', because('number')),
      overlooks('createNewOrder', 'checkChartNumber', because('number')),
      overlooks('createNewOrder', 'checkZipCode', because('number')),
      overlooks('createNewOrder', 'checkNotes', because('number')),
    ),
    { mayWarn: ['ITERO-TYPE-09'] },
  ],
  'lenient-numbers': [
    'Numbers in quotes and fractions are taken for whole numbers.',
    together(
      overlooks('both', 'checkCompanyId', because('numeric-string', 'fraction')),
      overlooks('both', 'checkProcedureMapId', because('numeric-string', 'fraction')),
      overlooks('both', 'checkLabId', because('numeric-string', 'fraction')),
      overlooks('createNewOrder', 'checkGender', because('numeric-string')),
    ),
    { mayWarn: ['ITERO-TYPE-09'] },
  ],
  'needless-lab-ignored': [
    'A labId on a map that takes no lab is passed over.',
    overlooks('both', 'checkLabId', because('needless')),
    { mayWarn: ['ITERO-LAB-09', 'ITERO-RX-15'] },
  ],
  'content-type-ignored': [
    'Whatever its Content-Type, a body is read as JSON.',
    overlooks('both', 'checkBody', (_, { sent }) => sent.valid && !sent.declared),
    { mayWarn: ['ITERO-CODE-04'] },
  ],
  'plain-letters-only': [
    'Names, notes and chart numbers are taken without non-ASCII letters, zip codes as five digits.',
    together(
      refuses('createNewOrder', 'checkFirstName', ({ patient }) => NON_ASCII.test(String(patient?.firstName))),
      refuses('createNewOrder', 'checkLastName', ({ patient }) => NON_ASCII.test(String(patient?.lastName))),
      refuses('createNewOrder', 'checkChartNumber', ({ patient }) => NON_ASCII.test(String(patient?.chartNumber))),
      refuses('createNewOrder', 'checkNotes', ({ body }) => /(?![A-Za-z])\p{L}/u.test(String(body.notes))),
      refuses(
        'createNewOrder',
        'checkZipCode',
        ({ patient }) => typeof patient?.zipCode === 'string' && !/^\d{5}$/.test(patient.zipCode),
      ),
    ),
    { mayWarn: ['ITERO-OPT-03', 'ITERO-OPT-05'] },
  ],
  'body-before-credentials': [
    'The body is checked before the credentials.',
    () => ({ turnsStrangersAwayFirst: () => false }),
    { mayWarn: ['ITERO-AUTH-09'] },
  ],
  'unreadable-credentials-are-invalid': [
    'An Authorization header that is not Basic, or not base64, answers 400.',
    answers(400, ({ kind, at }) => kind === 'unauthorized' && at?.authorization !== undefined && !at.credentials),
    { mayWarn: ['ITERO-AUTH-08'] },
  ],
  'silent-refusals': [
    'Refusals have no body.',
    (behaviour) => ({
      serialise: (body, outcome) =>
        outcome.kind === 'created' || outcome.kind === 'listed' ? behaviour.serialise(body, outcome) : '',
    }),
    { mayWarn: ['ITERO-CODE-03'] },
  ],
  'patient-guid-is-rx-guid': [
    'A new RX and its patient have the same GUID.',
    (behaviour) => ({ rxFor: (at, fresh) => behaviour.rxFor(at, { ...fresh, patientGuid: fresh.rxGuid }) }),
    { mayWarn: ['ITERO-RESP-08'] },
  ],
  'by-rx-copies-rx': [
    'createNewOrderByRx answers with a copy of the RX, which has a GUID of its own.',
    (behaviour) => ({
      rxFor: (at, fresh) => ({ ...behaviour.rxFor(at, fresh), rxGuid: fresh.rxGuid }),
    }),
    { mayWarn: ['ITERO-RX-18'] },
  ],
  'rx-usable-once': [
    'createNewOrderByRx takes an RX once.',
    (behaviour) => {
      const used = new Set<string>()
      return {
        rxFor(at, fresh) {
          const rx = behaviour.rxFor(at, fresh)
          if (at.operation === 'createNewOrderByRx') used.add(rx.rxGuid)
          return rx
        },
        ...refuses('createNewOrderByRx', 'checkRxId', ({ rx }) => rx !== undefined && used.has(rx.rxGuid))(behaviour),
      }
    },
    { mayWarn: ['ITERO-RX-19'] },
  ],
  'list-leaves-maps-out': [
    'Every second list leaves the last map out, and one description is blank.',
    () => ({
      renderMaps: (maps, call) => ({
        procedureMaps: maps
          .slice(0, call % 2 === 0 ? -1 : undefined)
          .map((map) => (map.procedureMapId === 45 ? { ...map, description: ' ' } : map)),
      }),
    }),
    { mayWarn: ['ITERO-MAPS-11', 'ITERO-MAPS-12'] },
  ],
  'map-not-open-to-all': [
    'One listed map of each of restoLab and orthoLab is refused.',
    refuses('createNewOrder', 'checkProcedureMapId', ({ map }) => [30, 1].includes(map?.procedureMapId ?? 0)),
    { mayWarn: ['ITERO-MAP-02'] },
  ],
  'tries-count-as-cases': [
    'Requests that are refused with 400 or 401 count as cases.',
    (behaviour) => ({
      countsAsCase: (outcome) =>
        outcome.kind === 'invalid' || outcome.kind === 'unauthorized' || behaviour.countsAsCase(outcome),
    }),
    { mayWarn: ['ITERO-RATE-07'] },
  ],
  'one-limit-for-all-callers': [
    'All callers share one limit.',
    () => ({ windowKey: () => 'everyone' }),
    { mayWarn: ['ITERO-RATE-08'] },
  ],
})
