import type { Drill, Job } from '../../../../engine/drill.ts'
import { caseSituations } from './cases.ts'
import { connectSituations } from './connections.ts'
import { inboxSituations } from './inboxes.ts'
import { noListSituations } from './no-lists.ts'
import { pushSituations } from './pushes.ts'

const CREDENTIALS = '{ token, companyId }'

const jobs = {
  'list-inboxes': {
    credentials: CREDENTIALS,
    input: '{}',
    result: '{ inboxes: [{ inboxId, vendor, state, needsAction: boolean, action: string | null }] }',
  },
  connect: {
    credentials: CREDENTIALS,
    input: '{ vendor, username?, password? }',
    result: '{ inboxId, state, authorizationUrl? }',
  },
  'list-cases': { credentials: CREDENTIALS, input: '{ vendor? }', result: '{ cases: [{ caseId, vendor }] }' },
  'push-case': {
    credentials: '{ pushSecret, accountId }',
    input: '{ eventId, caseId, createdAt, patientName }',
    result: '{}',
  },
} satisfies Record<string, Job>

const id = (nth: string) => `INBOX-CLIENT-${nth}`
const about = (grounds: readonly string[], ...nths: string[]) => nths.map((nth) => [id(nth), grounds.map(id)] as const)

/** The situations of a client of a scanner inbox hub; the longest come first. */
export const drill: Drill = {
  jobs,
  situations: [...pushSituations, ...inboxSituations, ...connectSituations, ...caseSituations, ...noListSituations],
  // What is not the profile's may be refused, whatever it is meant for.
  leansOn: Object.fromEntries([
    ...about(['01', '02'], '20', '21', '22', '23', '25'),
    ...about(['02', '05', '06'], '24'),
  ]),
  // The same lists, but for what is unknown in them.
  comparedWith: Object.fromEntries(about(['20', '23'], '25')),
}
