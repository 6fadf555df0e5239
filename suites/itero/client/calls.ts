import { jsonBodyFault } from '../../../engine/json-body.ts'
import { judgeRequests, type TrafficRule } from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import { creationsIn } from './creations.ts'

export const withCredentials: TrafficRule = (traffic) =>
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
      kept: (count) => `${plural(count, 'creation carries', 'creations carry')} Basic credentials`,
      nothing: 'the client created nothing',
      remedy: 'a call of createNewOrder or createNewOrderByRx',
    },
  )

/** As evidence shows it, wherever a client puts it. */
const PASSWORD = /\[redacted:([\w.]+\.)?(password|pwd)(-\d+)?\]/

export const mapsWithoutCredentials: TrafficRule = ({ exchanges }) =>
  judgeRequests(
    exchanges.filter(({ operation }) => operation === 'getAvailableProcedureMaps'),
    ({ request: { headers, url } }) =>
      headers.authorization === undefined && !PASSWORD.test(url) ? undefined : 'it carries credentials',
    {
      expected: 'getAvailableProcedureMaps without credentials',
      kept: (count) => `${plural(count, 'call')} without credentials`,
      nothing: 'the client did not ask for the maps',
      remedy: 'a call of getAvailableProcedureMaps',
    },
  )

export const documentedCalls: TrafficRule = ({ exchanges }) =>
  judgeRequests(
    exchanges,
    (exchange) => (exchange.operation === '' ? 'no documented method and path' : jsonBodyFault(exchange)),
    {
      expected: 'documented methods and paths, and bodies of JSON in UTF-8 as application/json',
      kept: (count) => `${plural(count, 'request is', 'requests are')} as documented`,
      nothing: 'the client sent nothing',
      remedy: 'any call',
    },
  )
