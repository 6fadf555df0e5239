import type { Requirement } from '../../../engine/requirement.ts'
import { document } from '../../../openapi/opus.gen.ts'
import { requirements as clients } from '../../../suites/opus/client/requirements.gen.ts'
import { requirements } from '../../../suites/opus/requirements.gen.ts'
import { type Call, wordsOf } from '../call.ts'
import type { Problem } from '../expectation.ts'
import type { Broken, Contradiction, Fault, ProfileRules } from '../profile.ts'
import { letsThrough } from '../statuses.ts'
import { answerContradictions } from './answers.ts'
import { keyFaults, requestFaults } from './faults.ts'
import { acceptedWith, isTimeslots, operationIdOf, ROWS } from './operations.ts'
import { acceptedAll, isBackendBack, isBackendDown, told } from './words.ts'

const rows: readonly Requirement[] = requirements

/** What the booking API's document says of a pact. */
export const opus: ProfileRules = {
  document,
  requirements: rows,
  clients,
  statusRule: 'OPUS-CODE-01',
  operationId: operationIdOf,
  faults: requestFaults,
  told: (call) => [...told(call), ...outageTold(call)],
  promise: acceptedWith,
  overrules: (call) => acceptedAll(wordsOf(call), call.operationId),
  status,
  // "No data": where the pact sets nothing up, nothing need be there.
  isAbsence: ({ interaction, operationId }, code) =>
    code === 404 && (interaction.states.length === 0 || operationId.startsWith('getTimeslots')),
  shape,
  header: (_call, name) => ({ requirement: null, level: name === 'content-type' ? 'assumed' : 'must' }),
  noBody: ({ interaction }) => (interaction.response.status === 400 ? { requirement: 'OPUS-CODE-03' } : undefined),
  byStates: ({ interaction }) => interaction.states.length > 0,
  contradictions: answerContradictions,
}

/** During an outage an operation that needs the backend cannot succeed. */
function outageTold(call: Call): Fault[] {
  const { outage } = ROWS[call.operationId]!
  if (!isBackendDown(call) || outage?.status !== 503) return []
  const path = [...call.interaction.response.at, 'status']
  return [{ requirement: outage.requirement, path, what: 'the backend service cannot be reached', refusedWith: [503] }]
}

function status(call: Call, code: number): Contradiction | undefined {
  const path = [...call.interaction.response.at, 'status']
  if (code === 500) return { requirement: 'OPUS-CODE-02', path, what: '500 is expected, which no request is to draw' }
  if (code === 404 && keyFaults(call).length > 0 && !letsThrough(call)(401)) {
    return { requirement: 'OPUS-KEY-08', path, what: '404 is expected of a call with no right key' }
  }
  if (code !== 503) return undefined
  if (keyFaults(call).length > 0)
    return { requirement: 'OPUS-DOWN-08', path, what: '503 is expected of a call with no right key' }
  if (isTimeslots(call))
    return { requirement: 'OPUS-DOWN-01', path, what: '503 is expected of an operation that an outage does not affect' }
  if (isBackendBack(call))
    return { requirement: 'OPUS-DOWN-07', path, what: '503 is expected once the backend service is back' }
  return isBackendDown(call)
    ? undefined
    : { requirement: 'OPUS-CODE-06', path, what: '503 is expected, and no state has the backend service out of reach' }
}

/** Answers are not documented: their shapes are assumed. Of errors, that a 400 tells what is to be corrected. */
function shape(call: Call, { kind }: Problem): Broken {
  const { status: code } = call.interaction.response
  if (code < 400) return { requirement: ROWS[call.operationId]!.shape }
  if (kind === 'unpromised') return { requirement: null, level: 'must' }
  return code === 400 ? { requirement: 'OPUS-CODE-04' } : { requirement: null, level: 'must' }
}
