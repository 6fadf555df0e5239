import { broken, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { CreateOperation, Credentials } from '../api.ts'
import {
  otherSchemes,
  othersWrongPassword,
  unknownUsers,
  withoutCredentials,
  wrongPasswords,
} from '../invalid-credentials.ts'
import { rule } from '../rule.ts'
import { heldBy, refusedWith, unjudgeable } from '../statuses.ts'
import type { Variation } from '../variation.ts'

/** The wrong passwords that are tried by RX: an account may be locked after several. */
const FEW = 5

const refusesStrangers = (operation: CreateOperation, variations: (credentials: Credentials) => Variation[]) =>
  rule({
    probe: (itero) => itero.vary(operation, variations(itero.credentials())),
    judge: refusedWith(401),
  })

/** Who may create orders, and who may list the maps. */
export const rules = {
  /** "401 Unauthorized error … 2. Miss credentials" */
  'ITERO-AUTH-01': refusesStrangers('createNewOrder', () => [withoutCredentials]),
  /** "401 Unauthorized error 1. Wrong user or password" */
  'ITERO-AUTH-02': refusesStrangers('createNewOrder', (credentials) => [
    ...wrongPasswords(credentials),
    ...othersWrongPassword(credentials),
  ]),
  'ITERO-AUTH-03': refusesStrangers('createNewOrder', unknownUsers),
  'ITERO-AUTH-04': refusesStrangers('createNewOrderByRx', () => [withoutCredentials]),
  'ITERO-AUTH-05': refusesStrangers('createNewOrderByRx', (credentials) => wrongPasswords(credentials).slice(0, FEW)),
  'ITERO-AUTH-06': refusesStrangers('createNewOrderByRx', unknownUsers),

  /** "No authorization is required for this call" */
  'ITERO-AUTH-07': rule({
    needs: ['maps'],
    judge: ({ maps: { calls, withCredentials } }) => {
      const expected = '200 with no Authorization header'
      const [call] = calls
      if (isAccepted(call)) return heldBy([200], `without an Authorization header: ${status(call)}`, [call])
      const [answered] = withCredentials
      if (answered) return broken(expected, `${came(call)}, and ${status(answered)} with credentials`, [call, answered])
      const doubt = unjudgeable('the available maps', call)
      if (doubt) return doubt
      return status(call) === 401
        ? broken(expected, came(call), [call])
        : unobserved(`no list: ${came(call)}`, 'the target lists its maps', ['ITERO-MAPS-01'], [call])
    },
  }),

  /** The document speaks of "Basic Auth" alone. */
  'ITERO-AUTH-08': rule({
    probe: (itero) => itero.varyBoth(otherSchemes(itero.credentials())),
    judge: refusedWith(401),
  }),

  /** Nothing about the body is told to a stranger. */
  'ITERO-AUTH-09': rule({
    leansOn: ['ITERO-AUTH-01', 'ITERO-AUTH-02', 'ITERO-AUTH-04', 'ITERO-AUTH-05'],
    probe: (itero) =>
      itero.varyBoth(
        [withoutCredentials, ...wrongPasswords(itero.credentials()).slice(0, 1)].map((variation) => ({
          ...variation,
          what: `${variation.what}, and a body that is {}`,
          wire: () => '{}',
        })),
      ),
    judge: refusedWith(401),
  }),
}
