import type { Drill, Job } from '../../../../engine/drill.ts'
import { reportSituations } from './answers.ts'
import { faultySituations } from './faulty.ts'
import { fieldSituations } from './fields.ts'
import { listSituations } from './lists.ts'
import { manySituations } from './many.ts'
import { mapSituations } from './maps.ts'
import { refusalSituations } from './refusals.ts'

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

const id = (nth: string) => `ITERO-CLIENT-${nth}`
const about = (grounds: readonly string[], ...nths: string[]) => nths.map((nth) => [id(nth), grounds.map(id)] as const)

/** What a client sends in a form that the document does not have may be refused, whatever it means. */
const FORMS = ['01', '03', '04', '05', '06', '07', '13', '14', '15']
/** What is sent again may make a second scan, and get the answer that the first one did not. */
const AGAIN = [...FORMS, '12']

/** The situations of a client of an iTero scanning tool; the longest come first. */
export const drill: Drill = {
  jobs,
  situations: [
    ...manySituations,
    ...faultySituations,
    ...refusalSituations,
    ...mapSituations,
    ...fieldSituations,
    ...reportSituations,
    ...listSituations,
  ],
  leansOn: Object.fromEntries([
    ...about(FORMS, '20', '21', '22', '23', '24', '28', '29', '30'),
    ...about(AGAIN, '25', '26', '27'),
  ]),
  comparedWith: Object.fromEntries([
    // The same list, but for how it is written, and for what it lacks.
    ...about(['20'], '28', '29'),
    // What is no value of its type, or no date, for one patient is another one's for the next, as a letter is in a coding
    // that lacks it.
    ...about(['04', '05', '14'], '21'),
  ]),
}
