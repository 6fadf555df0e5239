import type { IteroVariant } from '../deviations.ts'
import { answers, because, overlooks, refuses, together } from '../patches.ts'

const NON_ASCII = /[^\p{ASCII}]/u

/** Servers that do not share our reading where the document is silent, or only recommends: they may warn, and no more. */
export const assumedVariants: readonly IteroVariant[] = [
  {
    id: 'lenient-texts',
    summary: 'Blank strings are taken in mandatory fields, and dates of birth in the future.',
    mayWarn: ['ITERO-REQ-09', 'ITERO-DOB-05'],
    patch: together(
      overlooks('createNewOrder', 'checkFirstName', because('blank')),
      overlooks('createNewOrder', 'checkLastName', because('blank')),
      overlooks('createNewOrder', 'checkScannerSerialNumber', because('blank')),
      overlooks('createNewOrder', 'checkDateOfBirth', because('future')),
    ),
  },
  {
    id: 'numbers-for-strings',
    summary: 'Numbers are taken in string fields.',
    mayWarn: ['ITERO-TYPE-09'],
    patch: together(
      overlooks('createNewOrder', 'checkFirstName', because('number')),
      overlooks('createNewOrder', 'checkLastName', because('number')),
      overlooks('createNewOrder', 'checkChartNumber', because('number')),
      overlooks('createNewOrder', 'checkZipCode', because('number')),
      overlooks('createNewOrder', 'checkNotes', because('number')),
    ),
  },
  {
    id: 'lenient-numbers',
    summary: 'Numbers in quotes and fractions are taken for whole numbers.',
    mayWarn: ['ITERO-TYPE-09'],
    patch: together(
      overlooks('both', 'checkCompanyId', because('numeric-string', 'fraction')),
      overlooks('both', 'checkProcedureMapId', because('numeric-string', 'fraction')),
      overlooks('both', 'checkLabId', because('numeric-string', 'fraction')),
      overlooks('createNewOrder', 'checkGender', because('numeric-string')),
    ),
  },
  {
    id: 'needless-lab-ignored',
    summary: 'A labId on a map that takes no lab is passed over.',
    mayWarn: ['ITERO-LAB-09', 'ITERO-RX-15'],
    patch: overlooks('both', 'checkLabId', because('needless')),
  },
  {
    id: 'content-type-ignored',
    summary: 'Whatever its Content-Type, a body is read as JSON.',
    mayWarn: ['ITERO-CODE-04'],
    patch: overlooks('both', 'checkBody', (_, { sent }) => sent.valid && !sent.declared),
  },
  {
    id: 'plain-letters-only',
    summary: 'Names, notes and chart numbers are taken without non-ASCII letters, zip codes as five digits.',
    mayWarn: ['ITERO-OPT-03', 'ITERO-OPT-05'],
    patch: together(
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
  },
  {
    id: 'body-before-credentials',
    summary: 'The body is checked before the credentials.',
    mayWarn: ['ITERO-AUTH-09'],
    patch: () => ({ turnsStrangersAwayFirst: () => false }),
  },
  {
    id: 'unreadable-credentials-are-invalid',
    summary: 'An Authorization header that is not Basic, or not base64, answers 400.',
    mayWarn: ['ITERO-AUTH-08'],
    patch: answers(
      400,
      ({ kind, at }) => kind === 'unauthorized' && at?.authorization !== undefined && !at.credentials,
    ),
  },
  {
    id: 'silent-refusals',
    summary: 'Refusals have no body.',
    mayWarn: ['ITERO-CODE-03'],
    patch: (behaviour) => ({
      serialise: (body, outcome) =>
        outcome.kind === 'created' || outcome.kind === 'listed' ? behaviour.serialise(body, outcome) : '',
    }),
  },
  {
    id: 'patient-guid-is-rx-guid',
    summary: 'A new RX and its patient have the same GUID.',
    mayWarn: ['ITERO-RESP-08'],
    patch: (behaviour) => ({ rxFor: (at, fresh) => behaviour.rxFor(at, { ...fresh, patientGuid: fresh.rxGuid }) }),
  },
  {
    id: 'by-rx-copies-rx',
    summary: 'createNewOrderByRx answers with a copy of the RX, which has a GUID of its own.',
    mayWarn: ['ITERO-RX-18'],
    patch: (behaviour) => ({
      rxFor: (at, fresh) => ({ ...behaviour.rxFor(at, fresh), rxGuid: fresh.rxGuid }),
    }),
  },
  {
    id: 'rx-usable-once',
    summary: 'createNewOrderByRx takes an RX once.',
    mayWarn: ['ITERO-RX-19'],
    patch: (behaviour) => {
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
  },
  {
    id: 'list-leaves-maps-out',
    summary: 'Every second list leaves the last map out, and one description is blank.',
    mayWarn: ['ITERO-MAPS-11', 'ITERO-MAPS-12'],
    patch: () => ({
      renderMaps: (maps, call) => ({
        procedureMaps: maps
          .slice(0, call % 2 === 0 ? -1 : undefined)
          .map((map) => (map.procedureMapId === 45 ? { ...map, description: ' ' } : map)),
      }),
    }),
  },
  {
    id: 'map-not-open-to-all',
    summary: 'One listed map of each of restoLab and orthoLab is refused.',
    mayWarn: ['ITERO-MAP-02'],
    patch: refuses('createNewOrder', 'checkProcedureMapId', ({ map }) => [30, 1].includes(map?.procedureMapId ?? 0)),
  },
  {
    id: 'tries-count-as-cases',
    summary: 'Requests that are refused with 400 or 401 count as cases.',
    mayWarn: ['ITERO-RATE-07'],
    patch: (behaviour) => ({
      countsAsCase: (outcome) =>
        outcome.kind === 'invalid' || outcome.kind === 'unauthorized' || behaviour.countsAsCase(outcome),
    }),
  },
  {
    id: 'one-limit-for-all-callers',
    summary: 'All callers share one limit.',
    mayWarn: ['ITERO-RATE-08'],
    patch: () => ({ windowKey: () => 'everyone' }),
  },
]
