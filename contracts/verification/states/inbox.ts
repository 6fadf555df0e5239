import { document } from '../../../openapi/inbox.gen.ts'
import { VENDORS } from '../../../suites/inbox/api.ts'
import { COMPANIES } from '../../placeholders.ts'
import { operationsOf } from '../operation.ts'
import { PUSH } from '../paths.ts'
import {
  type Arranger,
  accepted,
  type Means,
  type Params,
  type ProfileParts,
  StateRefused,
  text,
  type Values,
} from './arranger.ts'

interface Settings {
  companies?: { companyId: string; tokens: string[] }[]
  pushSecret?: string
  vendors?: string[]
  login?: { username: string; password: string }
}

/** The longest that a poll may take to come: by then a polled inbox has synced. */
const POLL_SECONDS = 600

export const inbox: ProfileParts = {
  operationOf: operationsOf(document),
  arranger: inboxArranger,
  sign: '/api/v1/authorization/callback',
  credentials(settings, operation): Record<string, string> {
    const { pushSecret, companies } = settings as Settings
    if (operation === 'completeAuthorization') return {}
    if (operation === 'receivePush') return pushSecret === undefined ? {} : { 'x-push-secret': pushSecret }
    const token = companies?.[0]?.tokens[0]
    return token === undefined ? {} : { authorization: `Bearer ${token}` }
  },
  messages: { operation: 'receivePush', path: PUSH },
}

/**
 * The states of the inbox profile are the hub's. Of two of them the hub knows nothing, since its API and the others
 * bring them about: an inbox that is connected, and a user who comes back from a vendor's login page.
 */
function inboxArranger({ target, call, setup }: Means): Arranger {
  const { companies = [], vendors = [], login } = target.settings as Settings

  /** Pacts name the first two companies by placeholders. */
  const companyId = (params: Params): string => {
    const given = text(params, 'companyId')
    const nth = (COMPANIES as readonly string[]).indexOf(given)
    return companies[nth]?.companyId ?? given
  }

  async function connect(params: Params): Promise<{ inbox: Values; company: string }> {
    const company = companyId(params)
    const vendor = text(params, 'vendor')
    if (vendor === 'medit-link' && !login) throw new StateRefused('the configuration has no login')
    const path = `/api/v1/companies/${encodeURIComponent(company)}/inboxes`
    const body = { vendor, ...(vendor === 'medit-link' ? login : {}) }
    const made = accepted(
      await call({ operation: 'connectInbox', method: 'POST', path, body, what: `an inbox of ${vendor}` }),
    )
    return { inbox: made as Values, company }
  }

  async function signIn({ authorizationUrl }: Values): Promise<URL> {
    const { callbackUrl } = await setup('the user signs in at the vendor', { authorizationUrl })
    if (typeof callbackUrl !== 'string' || !URL.canParse(callbackUrl)) {
      throw new StateRefused('the sign-in at the vendor gave no callbackUrl')
    }
    return new URL(callbackUrl)
  }

  return {
    own: {
      async 'an inbox is connected'(params) {
        const { inbox, company } = await connect(params)
        if (inbox.authorizationUrl !== undefined) {
          const { pathname, search } = await signIn(inbox)
          const back = await call({
            operation: 'completeAuthorization',
            method: 'GET',
            path: pathname + search,
            what: 'the browser sent back from the vendor',
          })
          if (back.response?.status !== 303) throw new StateRefused(`the callback answered ${back.response?.status}`)
        }
        if (inbox.syncMode !== 'push') await setup('time moves forward', { seconds: POLL_SECONDS })
        return { companyId: company, inboxId: inbox.inboxId }
      },
      async 'the user has signed in at the vendor'(params) {
        const { inbox, company } = await connect(params)
        const { searchParams } = await signIn(inbox)
        return { companyId: company, code: searchParams.get('code'), state: searchParams.get('state') }
      },
    },
    otherwise: {},
    unasked({ providerStates, request }) {
      const asked = JSON.stringify([providerStates, request?.query, request?.body])
      const missing = VENDORS.find((vendor) => !vendors.includes(vendor) && asked.includes(`"${vendor}"`))
      const isLimited = vendors.length > 0 && missing !== undefined
      return isLimited ? `it is about ${missing}, which is not among the configured vendors` : undefined
    },
    translated: (params) => ('companyId' in params ? { ...params, companyId: companyId(params) } : params),
    always: (params) => ('companyId' in params ? { companyId: companyId(params) } : {}),
  }
}
