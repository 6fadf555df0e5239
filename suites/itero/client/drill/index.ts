import type { Drill, Job } from '../../../../engine/drill.ts'
import { mapSituations } from './maps.ts'

const CREDENTIALS = '{ user, password, companyId, scannerSerialNumber, rateLimit: { cases, windowSeconds } }'
const CREATED = '{ orderId, orderCode, patientGuid, rxGuid }'
const SCAN =
  '{ procedure, type | null, sendTo, patient: { firstName, lastName, gender: "male" | "female", dateOfBirth: "YYYY-MM-DD", chartNumber?, mi?, zipCode? }, notes?, labs: { resto, ortho } }'

const jobs = {
  'list-maps': { credentials: '{ user, password }', input: '{}', result: '{ maps: [{ procedureMapId, sendTo }] }' },
  'create-scan': { credentials: CREDENTIALS, input: SCAN, result: CREATED },
  'create-scan-by-rx': {
    credentials: CREDENTIALS,
    input: '{ rxId, procedure, type | null, sendTo, labs: { resto, ortho } }',
    result: CREATED,
  },
  'create-scans': {
    credentials: CREDENTIALS,
    input: `{ scans: [${SCAN}] }`,
    result: '{ created: [{ index, orderId }], refused: [{ index, reason }] }',
  },
} satisfies Record<string, Job>

/** What a client sends in a form that the document does not have may be refused, whatever it means. */
const FORMS = ['01', '03', '04', '05', '06', '07', '13', '14', '15'].map((nth) => `ITERO-CLIENT-${nth}`)

/** The situations of a client of an iTero scanning tool. */
export const drill: Drill = {
  jobs,
  situations: [...mapSituations],
  leansOn: Object.fromEntries(
    ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '30'].map((nth) => [`ITERO-CLIENT-${nth}`, FORMS]),
  ),
}
