import { type ClientClass, connecting, type InboxClient, pushing, Reference, sending } from './inbox-client.ts'

/** A client with one fault, which breaks one requirement by what it sends. */
export interface ClientFault {
  requirement: string
  what: string
  client: ClientClass
}

type Fields = Record<string, unknown>

const without = (name: string) => (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name))

const authorizing = (change: (authorization: string) => string | undefined, of = /./): ClientClass =>
  sending(({ path, headers: { Authorization: authorization, ...headers } }) => {
    if (authorization === undefined || !of.test(path)) return {}
    const changed = change(authorization)
    return { headers: changed === undefined ? headers : { ...headers, Authorization: changed } }
  })

const tokenOf = (authorization: string | undefined) => authorization?.split(' ')[1] ?? ''

/** Adds a parameter with the token, or the push's secret. */
const inQuery = (name: string, of: 'Authorization' | 'X-Push-Secret'): ClientClass =>
  sending(({ path, headers }) => {
    const secret = of === 'Authorization' ? tokenOf(headers[of]) : headers[of]
    return secret ? { path: `${path}${path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(secret)}` } : {}
  })

const token: [string, ClientClass][] = [
  ['no token', authorizing(() => undefined)],
  ['no token for the cases', authorizing(() => undefined, /\/cases/)],
  ['a token without its scheme', authorizing(tokenOf)],
  ['another scheme', authorizing((one) => one.replace('Bearer', 'Token'))],
  ['Basic credentials', authorizing((one) => `Basic ${btoa(`api:${tokenOf(one)}`)}`)],
  ['an empty token', authorizing(() => 'Bearer ')],
  ['the scheme twice', authorizing((one) => `Bearer ${one}`)],
  ['the token in the query too', inQuery('access_token', 'Authorization')],
  ['the token in the query by another name', inQuery('auth', 'Authorization')],
  [
    'the token in the query of the cases alone',
    sending(({ path, headers: { Authorization, ...headers } }) =>
      path.includes('/cases')
        ? { path: `/api/v1/companies/synthetic-company-a/cases?token=${tokenOf(Authorization)}`, headers }
        : {},
    ),
  ],
  [
    'the token in a body too',
    sending(({ headers: { Authorization }, body }) =>
      Authorization && body ? { body: { ...body, token: tokenOf(Authorization) } } : {},
    ),
  ],
  [
    'the token in a cookie too',
    sending(({ headers }) =>
      headers.Authorization ? { headers: { ...headers, Cookie: `session=${tokenOf(headers.Authorization)}` } } : {},
    ),
  ],
]

const spelled = (vendor: string, as: unknown) =>
  connecting((body) => (body.vendor === vendor ? { ...body, vendor: as } : body))
const ofLogin = (change: (body: Fields) => Fields) =>
  connecting((body) => (body.vendor === 'medit-link' ? change(body) : body))
const ofOthers = (more: Fields) => connecting((body) => (body.vendor === 'medit-link' ? body : { ...body, ...more }))
const path = (from: RegExp | string, to: string, method?: string) =>
  sending((sent) =>
    sent.path.match(from) && (!method || sent.method === method) ? { path: sent.path.replace(from, to) } : {},
  )

/** Sends a body of the reference client's as it is written here. */
const written = (type: string | undefined, write: (body: unknown) => BodyInit): ClientClass =>
  class extends Reference {
    constructor(...[baseUrl, credentials, options]: ConstructorParameters<ClientClass>) {
      super(baseUrl, credentials, {
        ...options,
        fetch: (url, init) => {
          if (!init?.body) return fetch(url, init)
          const { 'Content-Type': _, ...headers } = init.headers as Record<string, string>
          const all = type === undefined ? headers : { ...headers, 'Content-Type': type }
          return fetch(url, { ...init, headers: all, body: write(JSON.parse(String(init.body))) })
        },
      })
    }
  }

const profile: [string, ClientClass][] = [
  ['a vendor in capitals', spelled('3shape', '3Shape')],
  ['a vendor with another hyphen', spelled('medit-link', 'medit_link')],
  ['a vendor in a list', spelled('3shape', ['3shape'])],
  ['no vendor', connecting(without('vendor'))],
  ['the vendor by another name', connecting(({ vendor, ...rest }) => ({ vendorId: vendor, ...rest }))],
  ['medit-link without its password', ofLogin(without('password'))],
  ['medit-link without its user', ofLogin(without('username'))],
  ['medit-link with an empty password', ofLogin((body) => ({ ...body, password: '' }))],
  ['medit-link with user in place of username', ofLogin(({ username, ...body }) => ({ ...body, user: username }))],
  ['others with a user', ofOthers({ username: 'somebody' })],
  ['others with an empty login', ofOthers({ username: '', password: '' })],
  ['a property of its own', ofOthers({ name: 'Front desk' })],
  ['a filter in another spelling', path('vendor=3shape', 'vendor=3Shape')],
  ['a filter that is undefined', path(/\/cases$/, '/cases?vendor=undefined')],
  ['a slash at the end', path(/\/inboxes$/, '/inboxes/', 'GET')],
  ['another version', path('/api/v1/', '/api/v2/')],
  ['no company in the path', path('/companies/synthetic-company-a/cases', '/cases')],
  [
    'another method',
    sending(({ method, path: to }) => (method === 'POST' && to.endsWith('/inboxes') ? { method: 'PUT' } : {})),
  ],
  ['a push to another path', path('/push/shining-3d', '/push/shining3d')],
  [
    'the login as a form',
    written('application/x-www-form-urlencoded', (body) => new URLSearchParams(body as Record<string, string>)),
  ],
  ['bodies as text', written('text/plain', JSON.stringify)],
  ['bodies without their type', written(undefined, (body) => Buffer.from(JSON.stringify(body)))],
  ['bodies in Latin-1', written('application/json', (body) => Buffer.from(JSON.stringify(body), 'latin1'))],
  ['bodies that are no JSON', written('application/json', (body) => JSON.stringify(body).slice(0, -1))],
]

const second: [string, ClientClass][] = [
  [
    'connects what its own list shows',
    class extends Reference {
      override async connect(input: Fields) {
        await this.perform('list-inboxes', {})
        await super.connect(input)
        await this.perform('list-inboxes', {})
        return super.connect(input)
      }
    },
  ],
  [
    'connects twice, the first inbox still pending',
    class extends Reference {
      override async connect(input: Fields) {
        const first = await super.connect(input)
        if (input.vendor === '3shape') await super.connect(input).catch(() => {})
        return first
      }
    },
  ],
  [
    'connects medit-link once more with another login',
    class extends Reference {
      override async connect(input: Fields) {
        const first = await super.connect(input)
        if (input.vendor === 'medit-link') await super.connect({ ...input, username: 'another' }).catch(() => {})
        return first
      }
    },
  ],
]

const push: [string, ClientClass][] = [
  ...['eventId', 'accountId', 'caseId', 'createdAt', 'patientName'].map((name): [string, ClientClass] => [
    `a push without ${name}`,
    pushing(without(name)),
  ]),
  ['an empty eventId', pushing((event) => ({ ...event, eventId: '' }))],
  ['a blank caseId', pushing((event) => ({ ...event, caseId: ' ' }))],
  ['a caseId as number', pushing((event) => ({ ...event, caseId: 42 }))],
  ['a patient that is null', pushing((event) => ({ ...event, patientName: null }))],
  ['a field in another spelling', pushing(({ eventId, ...event }) => ({ ...event, eventID: eventId }))],
  ['a time without its zone', pushing((event) => ({ ...event, createdAt: '2026-03-01T10:00:00' }))],
  [
    'a time without its zone, with thousandths',
    pushing((event) => ({ ...event, createdAt: '2026-03-01T10:00:00.000' })),
  ],
  ['a day alone', pushing((event) => ({ ...event, createdAt: '2026-03-01' }))],
  ['a day that is none', pushing((event) => ({ ...event, createdAt: '2026-02-30T10:00:00Z' }))],
  ['a time in seconds', pushing((event) => ({ ...event, createdAt: 1_767_261_600 }))],
  ['a space in the place of the T', pushing((event) => ({ ...event, createdAt: '2026-03-01 10:00:00Z' }))],
  ['the secret in the query too', inQuery('secret', 'X-Push-Secret')],
  ['the secret in the query by another name', inQuery('s', 'X-Push-Secret')],
  [
    'the secret in the body too',
    class extends Reference {
      override push(event: Fields) {
        return super.push({ ...event, patientName: `${event.patientName} ${this.credentials.pushSecret}` })
      }
    },
  ],
  [
    'the secret in a property of its own',
    class extends Reference {
      override push(event: Fields) {
        return super.push({ ...event, secret: this.credentials.pushSecret })
      }
    },
  ],
  [
    'the secret as a bearer token',
    sending(({ headers: { 'X-Push-Secret': secret, ...headers } }) =>
      secret ? { headers: { ...headers, Authorization: `Bearer ${secret}` } } : {},
    ),
  ],
  [
    'the secret as a bearer token too',
    sending(({ headers }) =>
      headers['X-Push-Secret'] ? { headers: { ...headers, Authorization: `Bearer ${headers['X-Push-Secret']}` } } : {},
    ),
  ],
  ['an empty secret', sending(({ headers }) => (headers['X-Push-Secret'] ? { headers: { 'X-Push-Secret': '' } } : {}))],
]

/** Sends a push once more after it was accepted. */
const again = (change: (event: Fields) => Fields): ClientClass =>
  class extends Reference {
    override async push(event: Fields) {
      const first = await super.push(event)
      return first.status === 202 ? super.push(change(event)) : first
    }
  }

const accepted: [string, ClientClass][] = [
  ['each push twice', again((event) => event)],
  ['each push twice, with a fresh eventId', again((event) => ({ ...event, eventId: `${event.eventId}-2` }))],
  ['each push twice, with a fresh time', again((event) => ({ ...event, createdAt: '2026-03-01T10:00:01Z' }))],
]

const of = (requirement: string, faults: readonly [string, ClientClass][]): ClientFault[] =>
  faults.map(([what, client]) => ({ requirement, what, client }))

/** Faults that show wherever the client does its work. */
export const faults: readonly ClientFault[] = [
  ...of('fail INBOX-CLIENT-01', token),
  ...of('fail INBOX-CLIENT-02', profile),
  ...of('warn INBOX-CLIENT-03', second),
  ...of('fail INBOX-CLIENT-05', push),
  ...of('fail INBOX-CLIENT-06', accepted),
]

/** Clients that conform, each with a liberty of its own. */
export const variants: readonly [string, ClientClass][] = [
  ['the reference client', Reference],
  ['a scheme in lower case', authorizing((one) => one.replace('Bearer', 'bearer'))],
  ['a charset', written('application/json; charset=UTF-8', JSON.stringify)],
  [
    'headers of its own',
    sending(({ headers }) => ({ headers: { ...headers, traceparent: '00-1', 'User-Agent': 'clinic/3' } })),
  ],
  ['parameters of its own', sending(({ path: to }) => ({ path: `${to}${to.includes('?') ? '&' : '?'}trace=1` }))],
  [
    'HEAD and OPTIONS beside each call',
    class extends Reference {
      override async send(...sent: Parameters<InboxClient['send']>) {
        await super.send('OPTIONS', sent[1], {})
        await super.send('HEAD', '/anything', {})
        return super.send(...sent)
      }
    },
  ],
  ['another offset', pushing((event) => ({ ...event, createdAt: '2026-03-01T10:00:00.5+01:00' }))],
  ['no name of the patient', pushing((event) => ({ ...event, patientName: '' }))],
  [
    'a look before each connection',
    class extends Reference {
      override async connect(input: Fields) {
        const { result } = await this.perform('list-inboxes', {})
        const known = result.inboxes.find(({ vendor }: { vendor: unknown }) => vendor === input.vendor)
        return known ?? super.connect(input)
      }
    },
  ],
  [
    'a connection again once it was disconnected',
    class extends Reference {
      override async connect(input: Fields) {
        const { inboxId } = (await super.connect(input)) as { inboxId: string }
        await this.call('DELETE', `inboxes/${inboxId}`)
        return super.connect(input)
      }
    },
  ],
  [
    'every operation there is',
    class extends Reference {
      override async connect(input: Fields) {
        const connected = (await super.connect(input)) as { inboxId: string; authorizationUrl?: string }
        await this.call('GET', `inboxes/${connected.inboxId}`)
        await this.call('GET', 'account')
        if (input.vendor === 'medit-link')
          await this.call('PUT', `inboxes/${connected.inboxId}/credentials`, {
            username: input.username,
            password: input.password,
          })
        else await this.call('POST', `inboxes/${connected.inboxId}/authorization`)
        return connected
      }
    },
  ],
  [
    'a sign-in by way of the same address, the redirects followed',
    class extends Reference {
      override async connect(input: Fields) {
        const connected = (await super.connect(input)) as { authorizationUrl?: string }
        if (connected.authorizationUrl) {
          const { pathname, search } = new URL(connected.authorizationUrl)
          const signIn = await fetch(this.baseUrl + pathname + search, { method: 'POST', redirect: 'manual' })
          const callback = new URL(signIn.headers.get('location') ?? '')
          const back = await fetch(this.baseUrl + callback.pathname + callback.search, { redirect: 'manual' })
          await fetch(this.baseUrl + new URL(back.headers.get('location') ?? '').pathname)
        }
        return connected
      }
    },
  ],
]
