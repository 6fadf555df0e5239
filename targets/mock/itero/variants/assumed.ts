import type { Reason } from '../attempt.ts'
import {
  alters,
  answers,
  because,
  counts,
  create,
  decides,
  either,
  type Field,
  type Patch,
  sentIn,
  textIn,
  together,
  usableAtMost,
  variantsOf,
} from '../patches.ts'

/** Passes over what is wrong with these fields for one of the reasons. */
const overlooks = ({ overlooks }: typeof create, fields: readonly Field[], ...reasons: Reason[]): Patch =>
  together(...fields.map((field) => overlooks(field, because(...reasons))))

const NON_ASCII = /[^\p{ASCII}]/u

/** Servers that do not share our reading where the document is silent, or only recommends: they may warn, and no more. */
export const assumedVariants = variantsOf({
  'lenient-texts': [
    'Blank strings are taken in mandatory fields, and dates of birth in the future.',
    together(
      overlooks(create, ['firstName', 'lastName', 'scannerSerialNumber'], 'blank'),
      overlooks(create, ['dateOfBirth'], 'future'),
    ),
    { mayWarn: ['ITERO-REQ-09', 'ITERO-DOB-05'] },
  ],
  'numbers-for-strings': [
    'Numbers are taken in string fields.',
    overlooks(create, ['firstName', 'lastName', 'chartNumber', 'zipCode', 'notes'], 'number'),
    { mayWarn: ['ITERO-TYPE-09'] },
  ],
  'lenient-numbers': [
    'Numbers in quotes and fractions are taken for whole numbers.',
    together(
      overlooks(either, ['companyId', 'procedureMapId', 'labId'], 'numeric-string', 'fraction'),
      overlooks(create, ['gender'], 'numeric-string'),
    ),
    { mayWarn: ['ITERO-TYPE-09'] },
  ],
  'needless-lab-ignored': [
    'A labId on a map that takes no lab is passed over.',
    overlooks(either, ['labId'], 'needless'),
    { mayWarn: ['ITERO-LAB-09', 'ITERO-RX-15'] },
  ],
  'content-type-ignored': [
    'Whatever its Content-Type, a body is read as JSON.',
    either.overlooks('body', (_, { sent }) => sent.valid && !sent.declared),
    { mayWarn: ['ITERO-CODE-04'] },
  ],
  'plain-letters-only': [
    'Names, notes and chart numbers are taken without non-ASCII letters, zip codes as five digits.',
    together(
      ...(['firstName', 'lastName', 'chartNumber'] as const).map((field) =>
        create.objects(field, (at) => NON_ASCII.test(textIn(field, at))),
      ),
      create.objects('notes', (at) => /(?![A-Za-z])\p{L}/u.test(textIn('notes', at))),
      create.objects('zipCode', (at) => sentIn('zipCode', at) !== undefined && !/^\d{5}$/.test(textIn('zipCode', at))),
    ),
    { mayWarn: ['ITERO-OPT-03', 'ITERO-OPT-05'] },
  ],
  'body-before-credentials': [
    'The body is checked before the credentials.',
    decides({ turnsStrangersAwayFirst: () => false }),
    { mayWarn: ['ITERO-AUTH-09'] },
  ],
  'unreadable-credentials-are-invalid': [
    'An Authorization header that is not Basic, or not base64, answers 400.',
    answers(
      400,
      either.ends('unauthorized', ({ authorization, credentials }) => authorization !== undefined && !credentials),
    ),
    { mayWarn: ['ITERO-AUTH-08'] },
  ],
  'silent-refusals': [
    'Refusals have no body.',
    alters('serialise', (usual, _body, { kind }) => (kind === 'created' || kind === 'listed' ? usual : '')),
    { mayWarn: ['ITERO-CODE-03'] },
  ],
  'patient-guid-is-rx-guid': [
    'A new RX and its patient have the same GUID.',
    (base) => ({ rxFor: (fresh, at) => base.rxFor({ ...fresh, patientGuid: fresh.rxGuid }, at) }),
    { mayWarn: ['ITERO-RESP-08'] },
  ],
  'by-rx-copies-rx': [
    'createNewOrderByRx answers with a copy of the RX, which has a GUID of its own.',
    alters('rxFor', (rx, { rxGuid }) => ({ ...rx, rxGuid })),
    { mayWarn: ['ITERO-RX-18'] },
  ],
  'rx-usable-once': ['createNewOrderByRx takes an RX once.', usableAtMost(1), { mayWarn: ['ITERO-RX-19'] }],
  'list-leaves-maps-out': [
    'Every second list leaves the last map out, and one description is blank.',
    decides({
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
    create.objects('procedureMapId', ({ map }) => [30, 1].includes(map?.procedureMapId ?? 0)),
    { mayWarn: ['ITERO-MAP-02'] },
  ],
  'tries-count-as-cases': [
    'Requests that are refused with 400 or 401 count as cases.',
    counts(({ kind }) => kind === 'invalid' || kind === 'unauthorized'),
    { mayWarn: ['ITERO-RATE-07'] },
  ],
  'one-limit-for-all-callers': [
    'All callers share one limit.',
    decides({ windowKey: () => 'everyone' }),
    { mayWarn: ['ITERO-RATE-08'] },
  ],
})
