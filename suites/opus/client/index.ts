import type { ClientSide } from '../../../engine/client-side.ts'
import type { TrafficRule } from '../../../engine/traffic.ts'
import { methodOf, OPERATIONS, pathOf } from '../api.ts'
import {
  documentedCalls,
  jsonBodies,
  keyInHeaderAlone,
  leadingZeros,
  parameterTypes,
  possibleNumbers,
  requiredParts,
  withKey,
} from './calls.ts'
import {
  backsOff,
  correctsWhatIsRefused,
  leavesRefusedKeys,
  leavesWhatCrashes,
  looksBeforeBookingAgain,
  offeredSlots,
} from './conduct.ts'
import { requirements } from './requirements.gen.ts'
import { server } from './server.ts'

type ClientRequirementId = Extract<(typeof requirements)[number], { seenBy: 'traffic' }>['id']

const rules = {
  'OPUS-CLIENT-01': withKey,
  'OPUS-CLIENT-02': keyInHeaderAlone,
  'OPUS-CLIENT-03': jsonBodies,
  'OPUS-CLIENT-04': requiredParts,
  'OPUS-CLIENT-05': possibleNumbers,
  'OPUS-CLIENT-06': parameterTypes,
  'OPUS-CLIENT-07': offeredSlots,
  'OPUS-CLIENT-08': documentedCalls,
  'OPUS-CLIENT-09': correctsWhatIsRefused,
  'OPUS-CLIENT-10': leavesRefusedKeys,
  'OPUS-CLIENT-11': leavesWhatCrashes,
  'OPUS-CLIENT-12': backsOff,
  'OPUS-CLIENT-13': looksBeforeBookingAgain,
  'OPUS-CLIENT-14': leadingZeros,
} satisfies Record<ClientRequirementId, TrafficRule>

/** The client of an Opus ITB booking API. */
export const client: ClientSide = {
  requirements,
  rules,
  server,
  operationOf({ method, path, query }, target) {
    const found = OPERATIONS.filter((operation) => {
      if (methodOf(operation) !== method) return false
      const [before = '', after] = pathOf(target, { operation, clinicID: '{id}' }).split('%7Bid%7D')
      return after === undefined
        ? before === path
        : path.startsWith(before) && /^[^/]+$/.test(path.slice(before.length))
    })
    // The two timeslot operations share one path, and are told apart by their query.
    const isFrom = [...query.keys()].some((name) => name.toLowerCase() === 'startingfromdatetime')
    return found.length > 1 && isFrom ? 'getTimeslotsFrom' : found[0]
  },
  drill: async () => (await import('./drill/index.ts')).drill,
  credentials: ({ settings }) => ({ apiKey: settings.apiKey }),
}
