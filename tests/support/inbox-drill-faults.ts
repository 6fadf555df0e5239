import { type ClientClass, Ended, type Ending, Reference } from './inbox-client.ts'
import type { ClientFault } from './inbox-client-faults.ts'

// biome-ignore lint/suspicious/noExplicitAny: what a fault makes of an answer has any shape
type Any = any

/** A client that reads each inbox in its own way; undefined drops it. */
const showing = (show: (inbox: Any, as: Any) => Any): ClientClass =>
  class extends Reference {
    override shown(inbox: Any) {
      return show(inbox, super.shown(inbox))
    }
    override async job(job: string, input: Any) {
      const result = await super.job(job, input)
      return job === 'list-inboxes' ? { inboxes: result.inboxes.filter((one: Any) => one !== undefined) } : result
    }
  }

/** A client that makes something else of what it lists, or of what it was answered. */
const ending = (job: string, change: (ending: Any, input: Any) => Any): ClientClass =>
  class extends Reference {
    override async perform(name: string, input: Any): Promise<Ending> {
      const end = await super.perform(name, input)
      return name === job ? change(end, input) : end
    }
  }

const listing = (name: 'inboxes' | 'cases', change: (list: Any[], input: Any) => Any[]): ClientClass =>
  ending(name === 'inboxes' ? 'list-inboxes' : 'list-cases', (end, input) =>
    end.status === 'done' ? { ...end, result: { [name]: change(end.result[name], input) } } : end,
  )

const CODES = [
  'authorization-expired',
  'credentials-invalid',
  'out-of-credits',
  'storage-full',
  'vendor-outage',
  'sync-overdue',
]
const STATES = ['authorization-pending', 'connected', 'authorization-expired', 'credentials-invalid', 'paused']
const VENDORS = ['itero', '3shape', 'dexis', 'sirona', 'medit-link', 'shining-3d']

const inboxes: [string, ClientClass][] = [
  ['pending inboxes are dropped', showing((one, as) => (one.state === 'authorization-pending' ? undefined : as))],
  ['paused inboxes are dropped', showing((one, as) => (one.state === 'paused' ? undefined : as))],
  ['inboxes of shining-3d are dropped', showing((one, as) => (one.vendor === 'shining-3d' ? undefined : as))],
  ['needsAction by the state', showing((one, as) => ({ ...as, needsAction: one.state !== 'connected' }))],
  ['needsAction by the health', showing((one, as) => ({ ...as, needsAction: one.health !== 'healthy' }))],
  ['needsAction by an issue alone', showing((one, as) => ({ ...as, needsAction: one.health === 'issue' }))],
  [
    'a pending inbox needs action',
    showing((one, as) => (one.warning ? as : { ...as, needsAction: one.state === 'authorization-pending' })),
  ],
  [
    'a pending inbox never needs action',
    showing((one, as) => (one.state === 'authorization-pending' ? { ...as, needsAction: false, action: null } : as)),
  ],
  [
    'a connected inbox never needs action',
    showing((one, as) => (one.state === 'connected' ? { ...as, needsAction: false, action: null } : as)),
  ],
  ...CODES.map((code): [string, ClientClass] => [
    `${code} needs no action`,
    showing((one, as) => (one.warning?.code === code ? { ...as, needsAction: false } : as)),
  ]),
  [
    'the action of an outage is left out',
    showing((one, as) => (one.warning?.code === 'vendor-outage' ? { ...as, action: null } : as)),
  ],
  [
    'the message in place of the action',
    showing((one, as) => (one.warning ? { ...as, action: one.warning.message } : as)),
  ],
  ['the code in place of the action', showing((one, as) => (one.warning ? { ...as, action: one.warning.code } : as))],
  [
    'the action in ASCII',
    showing((one, as) => (one.warning ? { ...as, action: one.warning.action.replace(/[^ -~]/g, '?') } : as)),
  ],
  ['an empty action where there is none', showing((_, as) => ({ ...as, action: as.action ?? '' }))],
  ['needsAction in words', showing((_, as) => ({ ...as, needsAction: as.needsAction ? 'yes' : 'no' }))],
  ['the name in place of the vendor', showing((one, as) => ({ ...as, vendor: one.name }))],
  ['the health in place of the state', showing((one, as) => ({ ...as, state: one.health }))],
  ['paused as connected', showing((one, as) => (one.state === 'paused' ? { ...as, state: 'connected' } : as))],
  [
    'expired and refused alike',
    showing((one, as) => (one.state === 'credentials-invalid' ? { ...as, state: 'authorization-expired' } : as)),
  ],
  [
    'the first action for all',
    listing('inboxes', (list) =>
      list.map((one) =>
        one.needsAction ? { ...one, action: list.find(({ needsAction }) => needsAction).action } : one,
      ),
    ),
  ],
  [
    'the action of each code that came first',
    listing('inboxes', (list) =>
      list.map((one) =>
        one.needsAction
          ? { ...one, action: list.find(({ state, needsAction }) => needsAction && state === one.state).action }
          : one,
      ),
    ),
  ],
  ['no more than five', listing('inboxes', (list) => list.slice(0, 5))],
  [
    'each action once',
    listing('inboxes', (list) =>
      list.filter((one, nth) => !one.action || list.findIndex(({ action }) => action === one.action) === nth),
    ),
  ],
  ['one of them twice', listing('inboxes', (list) => [...list, ...list.slice(0, 1)])],
  ...[401, 403, 500].map((status): [string, ClientClass] => [
    `no inboxes after a ${status}`,
    ending('list-inboxes', (end) =>
      String(end.reason).includes(String(status)) ? { status: 'done', result: { inboxes: [] } } : end,
    ),
  ]),
]

const connected = (change: (result: Any, input: Any) => Any) =>
  ending('connect', (end, input) =>
    end.status === 'done' ? { ...end, result: { ...end.result, ...change(end.result, input) } } : end,
  )
const url = (change: (url: URL, text: string) => string | undefined) =>
  connected(({ authorizationUrl }) =>
    authorizationUrl ? { authorizationUrl: change(new URL(authorizationUrl), authorizationUrl) } : {},
  )

const pending: [string, ClientClass][] = [
  [
    'a pending inbox is connected',
    connected(({ authorizationUrl }) => (authorizationUrl ? { state: 'connected' } : {})),
  ],
  [
    'a pushed inbox is connected at once',
    connected((_, { vendor }) => (vendor === 'shining-3d' ? { state: 'connected' } : {})),
  ],
  ['no URL', url(() => undefined)],
  ['no URL for itero', connected((_, { vendor }) => (vendor === 'itero' ? { authorizationUrl: undefined } : {}))],
  ['the URL decoded', url((_, text) => decodeURIComponent(text))],
  ['the URL without its fragment', url((_, text) => text.split('#')[0])],
  ['the URL without its query', url(({ origin, pathname }) => origin + pathname)],
  ['the query written anew', url((to) => `${to.origin}${to.pathname}?${to.searchParams}${to.hash}`)],
  ['the URL cut off', url((_, text) => text.slice(0, 2000))],
  ['a parameter more', url((_, text) => `${text}${text.includes('?') ? '&' : '?'}prompt=login`)],
  [
    'pending is unavailable',
    ending('connect', (end) => (end.result?.authorizationUrl ? { status: 'unavailable', reason: 'sign in' } : end)),
  ],
]

const refusedAs = (match: RegExp, status: string, of = /./): ClientClass =>
  ending('connect', (end, input) =>
    end.status === 'refused' && match.test(end.reason) && of.test(input.vendor)
      ? { ...end, status, ...(status === 'done' ? { result: { inboxId: null, state: 'connected' } } : {}) }
      : end,
  )

const refusals: [string, ClientClass][] = [
  ['a second connection is done', refusedAs(/answered 409/, 'done')],
  ['a second connection of medit-link is done', refusedAs(/answered 409/, 'done', /medit/)],
  ['a second connection of itero is done', refusedAs(/answered 409/, 'done', /itero/)],
  ['a second connection has failed', refusedAs(/answered 409/, 'failed')],
  ['a second connection is unavailable', refusedAs(/answered 409/, 'unavailable')],
  ['refused credentials have failed', refusedAs(/answered 422/, 'failed')],
  ['refused credentials are done', refusedAs(/answered 4(00|22)/, 'done')],
  ['credentials refused with 400 have failed', refusedAs(/answered 400/, 'failed')],
  ['credentials refused with 401 are unavailable', refusedAs(/answered 401/, 'unavailable', /medit/)],
  ['a refused token is unavailable', refusedAs(/answered 401/, 'unavailable', /3shape/)],
]

const cases: [string, ClientClass][] = [
  [
    'one case for each ID',
    listing('cases', (list) =>
      list.filter((one, nth) => list.findIndex(({ caseId }) => caseId === one.caseId) === nth),
    ),
  ],
  [
    'IDs as numbers',
    listing('cases', (list) => list.map((one) => ({ ...one, caseId: String(Number(one.caseId) || one.caseId) }))),
  ],
  ['IDs in capitals', listing('cases', (list) => list.map((one) => ({ ...one, caseId: one.caseId.toUpperCase() })))],
  [
    'IDs without their namespace',
    listing('cases', (list) => list.map((one) => ({ ...one, caseId: one.caseId.split(':').at(-1) }))),
  ],
  ['IDs trimmed', listing('cases', (list) => list.map((one) => ({ ...one, caseId: one.caseId.trim() })))],
  ['no more than a hundred', listing('cases', (list) => list.slice(0, 100))],
  ['the newest alone', listing('cases', (list) => list.slice(0, 1))],
  ['no cases of medit-link', listing('cases', (list) => list.filter(({ vendor }) => vendor !== 'medit-link'))],
  [
    'the vendor in other letters',
    listing('cases', (list) =>
      list.map((one) => ({ ...one, vendor: one.vendor === '3shape' ? '3Shape' : one.vendor })),
    ),
  ],
  [
    'all vendors, whichever was asked for',
    class extends Reference {
      override cases() {
        return super.cases(undefined)
      }
    },
  ],
  [
    'those of connected inboxes alone',
    class extends Reference {
      override async cases(vendor?: string) {
        const of = new Set(
          (await this.inboxes()).filter(({ state }: Any) => state === 'connected').map(({ inboxId }: Any) => inboxId),
        )
        return (await super.cases(vendor)).filter(({ inboxId }: Any) => of.has(inboxId))
      }
    },
  ],
  [
    'those of inboxes without a warning alone',
    class extends Reference {
      override async cases(vendor?: string) {
        const of = (await this.inboxes()).filter(({ warning }: Any) => warning).map(({ inboxId }: Any) => inboxId)
        return (await super.cases(vendor)).filter(({ inboxId }: Any) => !of.includes(inboxId))
      }
    },
  ],
  [
    'those of inboxes that are still there alone',
    class extends Reference {
      override async cases(vendor?: string) {
        const of = (await this.inboxes()).map((one: Any) => one.inboxId)
        return (await super.cases(vendor)).filter(({ inboxId }: Any) => of.includes(inboxId))
      }
    },
  ],
  ['the first page twice', listing('cases', (list) => [...list, ...list.slice(0, 2)])],
  ...[401, 500].map((status): [string, ClientClass] => [
    `no cases after a ${status}`,
    ending('list-cases', (end) =>
      String(end.reason).includes(String(status)) ? { status: 'done', result: { cases: [] } } : end,
    ),
  ]),
]

/** A client that sends a push again in its own way: `again` says whether, by what came of it and how often it was sent. */
const repeating = (again: (came: number | 'lost', tries: number) => boolean, most = 6): ClientClass =>
  class extends Reference {
    override async pushCase(input: Any) {
      const event = { ...input, accountId: this.credentials.accountId }
      for (let tries = 1; ; tries++) {
        const came = await this.push(event).then(
          ({ status }) => status,
          () => 'lost' as const,
        )
        if (came === 202) return {}
        if (tries >= most || !again(came, tries)) {
          const status = came !== 'lost' && came < 500 ? 'refused' : 'uncertain'
          throw new Ended(status, `${came}`)
        }
      }
    }
  }

const isLost = (came: number | 'lost') => came === 'lost' || came >= 500

const pushes: [string, ClientClass][] = [
  ['nothing is sent again', repeating(() => false)],
  ['once again alone', repeating((came, tries) => isLost(came) && tries < 2)],
  ['twice again alone', repeating((came, tries) => isLost(came) && tries < 3)],
  ['again after a lost connection alone', repeating((came) => came === 'lost')],
  ['again after an answer alone', repeating((came) => came !== 'lost' && came >= 500)],
  ['again after a 503 alone, and a lost connection', repeating((came) => came === 'lost' || came === 503)],
  ['not again after a 503', repeating((came) => came === 'lost' || came === 500)],
  ['again after a 401', repeating((came) => isLost(came) || came === 401)],
  ['again after a 403', repeating((came) => isLost(came) || came === 403, 4)],
  ['again after a 400', repeating((came, tries) => isLost(came) || (came === 400 && tries < 2))],
  ['done, whatever came', ending('push-case', () => ({ status: 'done', result: {} }))],
  ['done after a 403', ending('push-case', (end) => (/403/.test(end.reason) ? { status: 'done', result: {} } : end))],
  [
    'a refused push is unavailable',
    ending('push-case', (end) => (end.status === 'refused' ? { ...end, status: 'unavailable' } : end)),
  ],
  [
    'a refused secret is uncertain',
    ending('push-case', (end) => (/401/.test(end.reason) ? { ...end, status: 'uncertain' } : end)),
  ],
  [
    'uncertain though it was taken at last',
    class extends Reference {
      #tries = 0
      override async push(event: Any) {
        this.#tries++
        return super.push(event)
      }
      override async perform(job: string, input: Any): Promise<Ending> {
        const end = await super.perform(job, input)
        return this.#tries > 1 && end.status === 'done' ? { status: 'uncertain', reason: 'it took several tries' } : end
      }
    },
  ],
]

const isKnown = ({ vendor, state, warning }: Any) =>
  VENDORS.includes(vendor) && STATES.includes(state) && (!warning || CODES.includes(warning.code))

const unknown: [string, ClientClass][] = [
  ['inboxes with anything unknown are dropped', showing((one, as) => (isKnown(one) ? as : undefined))],
  ['unknown vendors are dropped', showing((one, as) => (VENDORS.includes(one.vendor) ? as : undefined))],
  ['unknown states are dropped', showing((one, as) => (STATES.includes(one.state) ? as : undefined))],
  [
    'unknown codes need no action',
    showing((one, as) =>
      one.warning && !CODES.includes(one.warning.code) ? { ...as, needsAction: false, action: null } : as,
    ),
  ],
  [
    'unknown codes have an action of the client’s own',
    showing((one, as) =>
      one.warning && !CODES.includes(one.warning.code) ? { ...as, action: 'Contact support' } : as,
    ),
  ],
  [
    'unknown states are connected',
    showing((one, as) => (STATES.includes(one.state) ? as : { ...as, state: 'connected' })),
  ],
  ['unknown states are unknown', showing((one, as) => (STATES.includes(one.state) ? as : { ...as, state: 'unknown' }))],
  [
    'unknown states need action',
    showing((one, as) => (STATES.includes(one.state) ? as : { ...as, needsAction: true })),
  ],
  ['unknown vendors are other', showing((one, as) => (VENDORS.includes(one.vendor) ? as : { ...as, vendor: 'other' }))],
  [
    'unknown vendors break it',
    showing((one, as) => {
      if (!VENDORS.includes(one.vendor)) throw new TypeError(`no label for ${one.vendor}`)
      return as
    }),
  ],
  [
    'unknown codes break it',
    showing((one, as) => {
      if (one.warning && !CODES.includes(one.warning.code)) throw new TypeError(`no icon for ${one.warning.code}`)
      return as
    }),
  ],
  [
    'cases of unknown vendors are dropped',
    listing('cases', (list) => list.filter(({ vendor }) => VENDORS.includes(vendor))),
  ],
]

const of = (requirement: string, faults: readonly [string, ClientClass][]): ClientFault[] =>
  faults.map(([what, client]) => ({ requirement, what, client }))

/** Faults in what a client makes of an answer. */
export const drillFaults: readonly ClientFault[] = [
  ...of('fail INBOX-CLIENT-20', inboxes),
  ...of('fail INBOX-CLIENT-21', pending),
  ...of('fail INBOX-CLIENT-22', refusals),
  ...of('fail INBOX-CLIENT-23', cases),
  ...of('fail INBOX-CLIENT-24', pushes),
  ...of('warn INBOX-CLIENT-25', unknown),
]

/** Clients that conform, each with a liberty of its own. */
export const drillVariants: readonly [string, ClientClass][] = [
  [
    'a look before each connection',
    class extends Reference {
      override async connect(input: Any) {
        const known = (await this.inboxes()).some(({ vendor }: Any) => vendor === input.vendor)
        if (!known) return super.connect(input)
        throw new Ended('refused', 'it is connected already')
      }
    },
  ],
  [
    'the cases of one vendor told from all',
    class extends Reference {
      override async cases(vendor?: string) {
        const all = await super.cases(undefined)
        return all.filter((one: Any) => vendor === undefined || one.vendor === vendor)
      }
    },
  ],
  [
    'each inbox read by itself',
    class extends Reference {
      override async inboxes() {
        const all = await super.inboxes()
        return Promise.all(
          all.map(async ({ inboxId }: Any) => JSON.parse((await this.call('GET', `inboxes/${inboxId}`)).text)),
        )
      }
    },
  ],
  ['more than is asked for', showing((one, as) => ({ ...one, ...as }))],
  ['a push tried ten times', repeating(isLost, 10)],
  [
    'what is refused has failed, where either will do',
    ending('push-case', (end) => (end.status === 'refused' ? { ...end, status: 'failed' } : end)),
  ],
  ['lists in another order', listing('inboxes', (list) => list.toReversed())],
]
