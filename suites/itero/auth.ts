import type { Exchange } from '../../engine/exchange.ts'
import type { Observation } from '../../engine/experiment.ts'
import { broken, unobserved, worst } from '../../engine/finding.ts'
import { came, isAccepted, status } from '../../engine/status.ts'
import { type Account, CREATE_OPERATIONS, type CreateOperation } from './api.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rule } from './rule.ts'
import { heldBy, refusedWith, unjudgeable } from './statuses.ts'
import { otherSchemes, unknownUsers, withoutCredentials, wrongPasswords } from './strangers.ts'
import type { Variation } from './trials.ts'

/** Without an account there is no order to vary, and `vary` says so: any account will do to name the variations. */
const NO_ACCOUNT: Account = { user: 'user', password: 'password', companyId: 0, scannerSerialNumber: '' }

/** The wrong passwords that are tried by RX: an account may be locked after several. */
const FEW = 4

const stranger = (
  id: RequirementId,
  operation: CreateOperation,
  variations: (account: Account, otherPassword?: string) => Variation[],
) =>
  rule(id, {
    probe: (itero) => {
      const second = itero.session.target.settings.secondAccount as Partial<Account> | undefined
      return itero.vary(id, operation, variations(itero.account ?? NO_ACCOUNT, second?.password))
    },
    judge: refusedWith(401),
  })

/** "401 Unauthorized error … 2. Miss credentials" */
export const createNeedsCredentials = stranger('ITERO-AUTH-01', 'createNewOrder', () => [withoutCredentials])
/** "401 Unauthorized error 1. Wrong user or password" */
export const createNeedsPassword = stranger('ITERO-AUTH-02', 'createNewOrder', wrongPasswords)
export const createNeedsUser = stranger('ITERO-AUTH-03', 'createNewOrder', unknownUsers)
export const byRxNeedsCredentials = stranger('ITERO-AUTH-04', 'createNewOrderByRx', () => [withoutCredentials])
export const byRxNeedsPassword = stranger('ITERO-AUTH-05', 'createNewOrderByRx', (account) =>
  wrongPasswords(account).slice(0, FEW),
)
export const byRxNeedsUser = stranger('ITERO-AUTH-06', 'createNewOrderByRx', unknownUsers)

/** "No authorization is required for this call" */
export const mapsNeedNoCredentials = rule('ITERO-AUTH-07', {
  probe: ({ reads }) => reads.list(),
  judge: ({ calls, withCredentials }) => {
    const [call] = calls as [Exchange]
    if (isAccepted(call)) return heldBy([200], `without an Authorization header: ${status(call)}`, [call])
    const [answered] = withCredentials
    if (answered)
      return broken('200 with no Authorization header', `${came(call)}, and ${status(answered)} with credentials`, [
        call,
        answered,
      ])
    return (
      unjudgeable('the available maps', call) ??
      (status(call) === 401
        ? broken('200 with no Authorization header', came(call), [call])
        : unobserved(
            `the list was not answered: ${came(call)}`,
            'the target lists its maps',
            ['ITERO-MAPS-01'],
            [call],
          ))
    )
  },
})

/** The document speaks of "Basic Auth" alone. */
export const otherSchemesAreStrangers = rule('ITERO-AUTH-08', {
  probe: async (itero) =>
    (
      await Promise.all(
        CREATE_OPERATIONS.map((operation) =>
          itero.vary('ITERO-AUTH-08', operation, otherSchemes(itero.account ?? NO_ACCOUNT)),
        ),
      )
    ).flat(),
  judge: refusedWith(401),
})

interface Uninvited {
  /** Bad credentials with a good body: the rule that this one leans on. */
  goodBody: Observation
  badBody: Observation
  leansOn: string
}

const LEANS_ON = {
  createNewOrder: ['ITERO-AUTH-01', 'ITERO-AUTH-02'],
  createNewOrderByRx: ['ITERO-AUTH-04', 'ITERO-AUTH-05'],
} as const

/** Nothing about the body is told to a stranger. */
export const strangersLearnNothing = rule('ITERO-AUTH-09', {
  probe: async (itero): Promise<Uninvited[]> => {
    const wrong = wrongPasswords(itero.account ?? NO_ACCOUNT)[0] as Variation
    const pairs = CREATE_OPERATIONS.flatMap((operation) =>
      [withoutCredentials, wrong].map(async (variation, nth) => {
        const invalid = { ...variation, what: `${variation.what}, and a body that is {}`, wire: () => '{}' }
        const [goodBody] = await itero.vary(LEANS_ON[operation][nth] as string, operation, [variation])
        const [badBody] = await itero.vary('ITERO-AUTH-09', operation, [invalid])
        return { goodBody, badBody, leansOn: LEANS_ON[operation][nth] } as Uninvited
      }),
    )
    return Promise.all(pairs)
  },
  judge: (pairs) =>
    worst(
      pairs.map(({ goodBody, badBody, leansOn }) =>
        badBody.kind === 'trial' && (goodBody.kind === 'missing' || status(goodBody.exchange) !== 401)
          ? unobserved(`${goodBody.what} is not seen to be answered 401 with a valid body`, `${leansOn} holds`, [
              leansOn,
            ])
          : refusedWith(401)([badBody]),
      ),
      unobserved('nothing could be tried', 'a target that accepts a control'),
    ),
})
