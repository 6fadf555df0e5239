import type { ClientSide } from '../../../engine/client-side.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import type { TrafficRule } from '../../../engine/traffic.ts'
import { type Account, pathOf } from '../api.ts'
import { bodiesAsShown, datesOfBirth, fieldTypes, labs, listedMaps, mandatoryFields, rxIds } from './bodies.ts'
import { documentedCalls, mapsWithoutCredentials, withCredentials } from './calls.ts'
import {
  correctsWhatIsRefused,
  keepsTheLimit,
  leavesRefusedCredentials,
  leavesTheUncertain,
  waitsForRoom,
} from './conduct.ts'
import { isCreation } from './creations.ts'
import { requirements } from './requirements.gen.ts'
import { server } from './server.ts'

type ClientRequirementId = Extract<(typeof requirements)[number], { seenBy: 'traffic' }>['id']

const OPERATIONS = {
  createNewOrder: 'POST',
  createNewOrderByRx: 'POST',
  getAvailableProcedureMaps: 'GET',
} as const

const rules = {
  'ITERO-CLIENT-01': withCredentials,
  'ITERO-CLIENT-02': mapsWithoutCredentials,
  'ITERO-CLIENT-03': mandatoryFields,
  'ITERO-CLIENT-04': fieldTypes,
  'ITERO-CLIENT-05': datesOfBirth,
  'ITERO-CLIENT-06': labs,
  'ITERO-CLIENT-07': listedMaps,
  'ITERO-CLIENT-08': keepsTheLimit,
  'ITERO-CLIENT-09': waitsForRoom,
  'ITERO-CLIENT-10': correctsWhatIsRefused,
  'ITERO-CLIENT-11': leavesRefusedCredentials,
  'ITERO-CLIENT-12': leavesTheUncertain,
  'ITERO-CLIENT-13': bodiesAsShown,
  'ITERO-CLIENT-14': documentedCalls,
  'ITERO-CLIENT-15': rxIds,
} satisfies Record<ClientRequirementId, TrafficRule>

/** The client of an iTero scanning tool. */
export const client: ClientSide = {
  requirements,
  rules,
  server,
  operationOf: ({ method, path }, target) =>
    (Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).find(
      (operation) => OPERATIONS[operation] === method && pathOf(target, operation) === path,
    ),
  caseOf(exchange) {
    if (!isCreation(exchange)) return undefined
    return isAccepted(exchange) ? 'counted' : status(exchange) === 429 ? 'refused' : undefined
  },
  premise: (target) => ({ method: 'GET', path: pathOf(target, 'getAvailableProcedureMaps') }),
  credentials({ settings, rateLimit }) {
    const { user, password, companyId, scannerSerialNumber } = settings.account as Account
    return { user, password, companyId, scannerSerialNumber, rateLimit }
  },
  drill: async () => (await import('./drill/index.ts')).drill,
}
