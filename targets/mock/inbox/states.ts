import type { Hono } from 'hono'
import { numberParam, StateError, type StateParams, type StateTable, textParam } from '../states.ts'
import { accountChanged } from './collecting.ts'
import { type Company, freshAccount, type Hub, type InboxAnswer, type Portal, type Vendor } from './model.ts'
import { takePush } from './pushing.ts'
import { signInAtVendor, voidSignIns } from './signing-in.ts'
import { catchUp, refused } from './syncing.ts'
import { freshPortals, isSameLogin, isVendor, VENDORS } from './vendors.ts'

/** By then an inbox that was connected has been polled, whatever its vendor. */
const POLLED_WITHIN_SECONDS = 600

/**
 * The provider states of the inbox profile, but for the passing of time, which every mock has.
 *
 * @param app by which inboxes are connected, as by a client
 */
export function inboxStates(hub: Hub, app: Hono): StateTable {
  /** Of the company that the params name. What was due before the state is set up has been run. */
  const company = (params: StateParams): Company => {
    catchUp(hub)
    const companyId = textParam(params, 'companyId')
    const found = hub.companies.find((one) => one.companyId === companyId)
    if (!found) throw new StateError(`unknown company "${companyId}"; known: ${companyIds(hub)}`)
    return found
  }
  const portal = (params: StateParams): Portal => company(params).portals[vendorParam(params)]

  async function ask<Answer>(method: string, path: string, token?: string, body?: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    const answer = await app.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (answer.status >= 400) throw new StateError(`${method} ${path} answered ${answer.status}`)
    return (answer.headers.get('content-type') ? await answer.json() : {}) as Answer
  }

  /** Connects an inbox, as far as its user has to sign in. */
  async function connect(params: StateParams): Promise<InboxAnswer> {
    const { companyId } = company(params)
    const vendor = vendorParam(params)
    const login = VENDORS[vendor].connectionType === 'login' ? hub.login : {}
    const token = hub.employees.find((one) => one.companyId === companyId)?.token
    return ask('POST', `/api/v1/companies/${encodeURIComponent(companyId)}/inboxes`, token, { vendor, ...login })
  }

  /** Signs the user in at the vendor. */
  function signIn(authorizationUrl = ''): URL {
    const callbackUrl = signInAtVendor(hub, authorizationUrl)
    if (callbackUrl === undefined) throw new StateError(`no vendor's login page: ${authorizationUrl}`)
    return new URL(callbackUrl)
  }

  return {
    'a company with no inboxes': (params) => reset(hub, company(params)),

    async 'an inbox is connected'(params) {
      const { companyId, inboxId, syncMode, authorizationUrl } = await connect(params)
      if (authorizationUrl !== undefined) {
        const { pathname, search } = signIn(authorizationUrl)
        await ask('GET', pathname + search)
      }
      if (syncMode !== 'push') hub.clock.advance(POLLED_WITHIN_SECONDS)
      return { companyId, inboxId }
    },

    async 'the user has signed in at the vendor'(params) {
      const { companyId, authorizationUrl } = await connect(params)
      const { searchParams } = signIn(authorizationUrl)
      return { companyId, code: searchParams.get('code'), state: searchParams.get('state') }
    },

    'the vendor has a new case': (params) => newCase(hub, company(params), params),

    'the vendor authorization has expired': (params) => {
      if (VENDORS[vendorParam(params)].connectionType === 'login')
        throw new StateError('a login-based vendor has no authorization that could expire')
      portal(params).authorized = false
      refused(hub, company(params), vendorParam(params), hub.clock.now())
    },

    'the vendor rejects the stored credentials': (params) => {
      const vendor = loginVendorParam(params)
      const { inboxes } = company(params)
      const stored = inboxes.find((inbox) => inbox.vendor === vendor)?.login
      const { logins } = portal(params)
      portal(params).logins = stored ? logins.filter((login) => !isSameLogin(login, stored)) : []
      refused(hub, company(params), vendor, hub.clock.now())
    },

    'the vendor accepts': (params) => {
      const login = { username: textParam(params, 'username'), password: textParam(params, 'password') }
      company(params).portals[loginVendorParam(params)].logins.push(login)
    },

    'the vendor portal is down': (params) => {
      portal(params).up = false
    },

    'the vendor portal is up': (params) => {
      portal(params).up = true
    },

    'credits are': (params) => {
      const changed = company(params)
      changed.account.credits = numberParam(params, 'credits')
      accountChanged(hub, changed, hub.clock.now())
    },

    'storage is': (params) => {
      const changed = company(params)
      changed.account.usedBytes = numberParam(params, 'usedBytes', 0)
      changed.account.limitBytes = numberParam(params, 'limitBytes', 0)
      accountChanged(hub, changed, hub.clock.now())
    },

    'the user signs in at the vendor': (params) => {
      return { callbackUrl: signIn(textParam(params, 'authorizationUrl')).href }
    },
  }
}

const companyIds = ({ companies }: Hub): string => companies.map(({ companyId }) => companyId).join(', ')

function vendorParam(params: StateParams): Vendor {
  const vendor = textParam(params, 'vendor')
  if (!isVendor(vendor)) throw new StateError(`unknown vendor "${vendor}"; known: ${Object.keys(VENDORS).join(', ')}`)
  return vendor
}

function loginVendorParam(params: StateParams): Vendor {
  const vendor = vendorParam(params)
  if (VENDORS[vendor].connectionType !== 'login') throw new StateError(`${vendor} is not a login-based vendor`)
  return vendor
}

function reset(hub: Hub, company: Company): void {
  for (const inbox of company.inboxes) voidSignIns(hub, inbox)
  company.inboxes = []
  company.portals = freshPortals(hub.login)
  company.account = freshAccount()
  if (hub.behaviour.keepsCasesOverReset) return
  company.cases = []
  company.collected.clear()
}

function newCase(hub: Hub, company: Company, params: StateParams): void {
  const vendor = vendorParam(params)
  const caseId = textParam(params, 'caseId')
  const portal = company.portals[vendor]
  const at = hub.clock.now()
  const patientName = 'patientName' in params ? textParam(params, 'patientName') : 'Synthetic Patient'
  if (!portal.cases.some((one) => one.caseId === caseId)) portal.cases.push({ caseId, createdAt: at, patientName })
  // A portal that is down pushes nothing, and a push that was lost is not sent again.
  if (VENDORS[vendor].syncMode !== 'push' || params.push === false || !portal.up) return
  const createdAt = new Date(at).toISOString()
  takePush(hub, { eventId: hub.random.guid(), accountId: company.companyId, caseId, createdAt, patientName }, at)
}
