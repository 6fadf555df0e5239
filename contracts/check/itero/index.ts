import type { Requirement } from '../../../engine/requirement.ts'
import { document } from '../../../openapi/itero.gen.ts'
import { requirements as clients } from '../../../suites/itero/client/requirements.gen.ts'
import { requirements } from '../../../suites/itero/requirements.gen.ts'
import { type Call, wordsOf } from '../call.ts'
import type { Problem } from '../expectation.ts'
import type { Broken, Contradiction, ProfileRules } from '../profile.ts'
import { letsThrough } from '../statuses.ts'
import { FAILURE } from '../words.ts'
import { answerContradictions } from './answers.ts'
import { orderRequestFaults } from './faults.ts'
import { isLimitUsedUp, isMinuteOver } from './rate.ts'
import { acceptedAll, orderTold } from './words.ts'
import { settingsOf } from './world.ts'

const rows: readonly Requirement[] = requirements

/** What the scanning tool's document says of a pact. */
export const itero: ProfileRules = {
  document,
  requirements: rows,
  clients,
  statusRule: 'ITERO-CODE-01',
  echoes: { rxguid: 'rxid' },
  operationId: ({ operation }) => operation.operationId,
  faults: (call) => (isCreating(call) ? orderRequestFaults(call) : []),
  told: orderTold,
  promise,
  overrules: (call) =>
    isCreating(call) && call.interaction.response.status === 429 && isMinuteOver(call)
      ? 'ITERO-RATE-03'
      : acceptedAll(wordsOf(call), call.operationId),
  status,
  isAbsence: () => false,
  shape,
  header: (_call, name) =>
    name === 'content-type' ? { requirement: 'ITERO-CODE-05' } : { requirement: null, level: 'must' },
  noBody: ({ interaction }) => (interaction.response.status === 400 ? { requirement: 'ITERO-CODE-03' } : undefined),
  byStates: () => false,
  contradictions: answerContradictions,
}

const isCreating = ({ operationId }: Call): boolean => operationId !== 'getAvailableProcedureMaps'

const LAB: Record<string, readonly [order: string, byRx: string]> = {
  restoLab: ['ITERO-LAB-01', 'ITERO-RX-11'],
  orthoLab: ['ITERO-LAB-02', 'ITERO-RX-11'],
  chairside: ['ITERO-LAB-06', 'ITERO-RX-13'],
  midc_only: ['ITERO-LAB-07', 'ITERO-RX-13'],
  'N/A': ['ITERO-LAB-08', 'ITERO-RX-13'],
}

function promise(call: Call, status: number): string {
  if (!isCreating(call)) return 'ITERO-MAPS-01'
  if (status === 429) return 'ITERO-RATE-01'
  const [setting] = settingsOf(call)
  const [order, byRx] = LAB[setting?.map?.sendTo ?? ''] ?? ['ITERO-MAP-02', 'ITERO-RX-01']
  return call.operationId === 'createNewOrder' ? order : byRx
}

function status(call: Call, code: number): Contradiction | undefined {
  const path = [...call.interaction.response.at, 'status']
  if (code === 500 && !FAILURE.test(wordsOf(call))) {
    return { requirement: 'ITERO-CODE-02', path, what: '500 is expected, which no request is to draw' }
  }
  if (!isCreating(call)) {
    if (code === 401)
      return { requirement: 'ITERO-AUTH-07', path, what: '401 is expected of an operation that takes no credentials' }
    if (code === 429)
      return { requirement: 'ITERO-RATE-05', path, what: '429 is expected of an operation that is not limited' }
    return undefined
  }
  if (!letsThrough(call)(401) && isStrangers(call)) {
    return {
      requirement: 'ITERO-AUTH-09',
      path,
      what: `${code} is expected where no right credentials come with an invalid body`,
    }
  }
  if (!letsThrough(call)(429) && isLimitUsedUp(call)) {
    return { requirement: 'ITERO-RATE-06', path, what: `${code} is expected of the refusal of an eleventh case` }
  }
  return undefined
}

/** Whether credentials and body are both wrong. */
function isStrangers(call: Call): boolean {
  const isOfCredentials = ({ requirement }: Broken) => requirement?.startsWith('ITERO-AUTH') ?? false
  const faults = [...orderRequestFaults(call), ...orderTold(call)].filter(({ refusedWith }) => refusedWith.length > 0)
  return faults.some(isOfCredentials) && !faults.every(isOfCredentials)
}

/** Of the requirements that a schema names, the one of this operation's answers. */
function shape({ operationId }: Call, { kind, node, onlyNull }: Problem): Broken {
  // The document states a string; that it may be null is a liberty that the reading grants.
  if (onlyNull) return { requirement: null, level: 'assumed' }
  if (kind === 'unpromised') return { requirement: null, level: 'must' }
  if (kind === 'element') return { requirement: 'ITERO-MAPS-10' }
  const isAnswers = (id: string) =>
    /^ITERO-(?:RESP|RX-16|MAPS)/.test(id) && rows.some((row) => row.id === id && row.operations.includes(operationId))
  const own = ((node.schema['x-requirements'] as string[] | undefined) ?? []).filter(isAnswers)
  const [first] = node.requirements.filter(isAnswers)
  const requirement = (node.schema.enum && kind !== 'wrong' ? own.at(-1) : own[0]) ?? first
  return requirement === undefined ? { requirement: null, level: 'must' } : { requirement }
}
