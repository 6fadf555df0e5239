import type { ClientSide } from '../../../engine/client-side.ts'
import { jsonBodyFault } from '../../../engine/json-body.ts'
import type { TrafficRule } from '../../../engine/traffic.ts'
import { judgeRequests } from '../../../engine/traffic.ts'
import { type Account, pathOf } from '../api.ts'
import { bodiesAsShown, datesOfBirth, fieldTypes, labs, listedMaps, mandatoryFields, rxIds } from './bodies.ts'
import {
  correctsWhatIsRefused,
  keepsTheLimit,
  leavesRefusedCredentials,
  leavesTheUncertain,
  waitsForRoom,
} from './conduct.ts'
import { creationsIn } from './creations.ts'
import { requirements } from './requirements.gen.ts'
import { server } from './server.ts'

type ClientRequirementId = Extract<(typeof requirements)[number], { seenBy: 'traffic' }>['id']

const OPERATIONS = {
  createNewOrder: 'POST',
  createNewOrderByRx: 'POST',
  getAvailableProcedureMaps: 'GET',
} as const

const withCredentials: TrafficRule = (traffic) =>
  judgeRequests(
    creationsIn(traffic),
    ({ request: { headers } }) => {
      const { authorization } = headers
      // What decodes to a user and a password is redacted as a password.
      if (/^basic\s+\[redacted:([\w.]+\.)?password(-\d+)?\]$/i.test(authorization ?? '')) return undefined
      return authorization === undefined ? 'no Authorization' : `Authorization ${authorization}`
    },
    {
      expected: 'Basic credentials that decode to a user and a password',
      kept: (count) => `${count} creations carry Basic credentials`,
      nothing: 'the client created nothing',
      remedy: 'a call of createNewOrder or createNewOrderByRx',
    },
  )

const mapsWithoutCredentials: TrafficRule = ({ exchanges }) =>
  judgeRequests(
    exchanges.filter(({ operation }) => operation === 'getAvailableProcedureMaps'),
    ({ request: { headers } }) => (headers.authorization === undefined ? undefined : 'it carries credentials'),
    {
      expected: 'getAvailableProcedureMaps without credentials',
      kept: (count) => `${count} calls without credentials`,
      nothing: 'the client did not ask for the maps',
      remedy: 'a call of getAvailableProcedureMaps',
    },
  )

const documentedCalls: TrafficRule = ({ exchanges }) =>
  judgeRequests(
    exchanges,
    (exchange) => (exchange.operation === '' ? 'no documented method and path' : jsonBodyFault(exchange)),
    {
      expected: 'documented methods and paths, and bodies of JSON in UTF-8 as application/json',
      kept: (count) => `${count} requests are as documented`,
      nothing: 'the client sent nothing',
      remedy: 'any call',
    },
  )

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
  premise: (target) => ({ method: 'GET', path: pathOf(target, 'getAvailableProcedureMaps') }),
  credentials({ settings, rateLimit }) {
    const { user, password, companyId, scannerSerialNumber } = settings.account as Account
    return { user, password, companyId, scannerSerialNumber, rateLimit }
  },
  drill: async () => (await import('./drill/index.ts')).drill,
}
