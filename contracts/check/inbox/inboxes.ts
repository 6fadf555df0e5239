import { isFields } from '../../../generators/fields.ts'
import { type Call, isPathFromState } from '../call.ts'
import { assertedValues } from '../expectation.ts'
import type { Path } from '../path.ts'
import type { Contradiction } from '../profile.ts'
import { type Happenings, happeningsOf } from './happenings.ts'
import { isLoginBased, kindOf } from './vendors.ts'

/** An inbox that an answer is expected to have: what of it must be as it stands. */
interface FirmInbox {
  path: Path
  /** By the name of the property; a warning that must be there is `'an object'`. */
  firm: Readonly<Record<string, unknown>>
  has(name: string): boolean
  /** Whether a warning is expected. */
  warns: boolean
  /** Texts of the warning that are expected to be blank. */
  blank: readonly string[]
  vendor: unknown
}

function inboxesIn(call: Call): FirmInbox[] {
  const { body, rules } = call.interaction.response
  if (body.kind !== 'json' || !isFields(body.value)) return []
  const list = body.value.inboxes
  const asserted = assertedValues(body.value, rules.body)
  const places: Path[] = Array.isArray(list) ? list.map((_, nth) => ['inboxes', nth]) : [[]]
  return places.flatMap((path): FirmInbox[] => {
    const inbox = path.length === 0 ? body.value : (list as unknown[])[path[1] as number]
    if (!isFields(inbox)) return []
    const own = asserted.filter(
      (one) => one.path.length === path.length + 1 && path.every((step, at) => one.path[at] === step),
    )
    const firm = Object.fromEntries(own.map((one) => [String(one.path.at(-1)), one.value]))
    const vendor = firm.vendor ?? vendorOf(call)
    const blank = asserted
      .filter(
        ({ path: place, value }) => place.at(-2) === 'warning' && typeof value === 'string' && value.trim() === '',
      )
      .filter(({ path: place }) => path.every((step, at) => place[at] === step))
      .map(({ path: place }) => String(place.at(-1)))
    return [
      {
        path: [...body.at, ...path],
        firm,
        has: (name) => Object.hasOwn(inbox, name),
        warns: isFields(inbox.warning),
        blank,
        vendor,
      },
    ]
  })
}

/** The vendor that the request or the states speak of. */
function vendorOf({ interaction: { request, states } }: Call): unknown {
  if (request.body.kind === 'json' && isFields(request.body.value) && request.body.value.vendor)
    return request.body.value.vendor
  return states.map(({ params }) => params.vendor).find((one) => one !== undefined)
}

/** Operations that answer inboxes. */
const SHOWING = ['listInboxes', 'getInbox', 'connectInbox', 'reauthorizeInbox', 'updateCredentials']

/** What is expected of an inbox and contradicts its vendor, what has happened, or itself. */
export function inboxContradictions(call: Call): Contradiction[] {
  if (!SHOWING.includes(call.operationId) || call.interaction.response.status >= 300) return []
  return inboxesIn(call).flatMap((inbox) => [
    ...byVendor(inbox, call),
    ...byItself(inbox, call),
    ...byHappenings(inbox, call),
  ])
}

const tell = ({ path, firm }: FirmInbox, requirement: string, name: string, why: string): Contradiction => ({
  requirement,
  path: [...path, name],
  what: `${name} ${Object.hasOwn(firm, name) ? `must be ${JSON.stringify(firm[name])}` : 'is expected'}, and ${why}`,
})

function byVendor(inbox: FirmInbox, call: Call): Contradiction[] {
  const { firm, vendor, has } = inbox
  if (vendor === undefined) return []
  const kind = kindOf(vendor)
  const found: Contradiction[] = []
  for (const name of ['connectionType', 'syncMode'] as const) {
    if (firm[name] !== undefined && firm[name] !== kind[name])
      found.push(tell(inbox, 'INBOX-HTTP-01', name, `${vendor} has ${kind[name]}`))
  }
  if (isLoginBased(vendor)) {
    if (has('authorizationUrl')) found.push(tell(inbox, 'INBOX-LOGIN-01', 'authorizationUrl', `${vendor} has none`))
    if (firm.state === 'authorization-pending' || firm.state === 'authorization-expired') {
      found.push(tell(inbox, 'INBOX-LOGIN-01', 'state', `${vendor} is connected by user name and password`))
    }
  } else if (
    call.operationId === 'connectInbox' &&
    firm.state !== undefined &&
    firm.state !== 'authorization-pending'
  ) {
    found.push(tell(inbox, 'INBOX-AUTH-01', 'state', 'the authorization has yet to be completed'))
  } else if (firm.state === 'credentials-invalid') {
    found.push(tell(inbox, 'INBOX-HTTP-01', 'state', `${vendor} has no stored credentials`))
  }
  return found
}

const INTERRUPTED = ['authorization-expired', 'credentials-invalid']

function byItself(inbox: FirmInbox, call: Call): Contradiction[] {
  const { firm, warns, blank, path } = inbox
  const found: Contradiction[] = ['vendor', 'name']
    .filter((name) => firm[name] === null || firm[name] === '')
    .map((name) => tell(inbox, 'INBOX-SHOW-01', name, 'every inbox shows its vendor and name'))
  for (const name of blank.filter((one) => one === 'message' || one === 'action')) {
    const what = `${name} must be blank, and a warning says what to do`
    found.push({ requirement: 'INBOX-SHOW-05', path: [...path, 'warning', name], what })
  }
  const { inboxId } = call.route.pathParams
  if (inboxId !== undefined && typeof firm.inboxId === 'string' && firm.inboxId !== inboxId && !isPathFromState(call)) {
    const requirement = call.operationId === 'reauthorizeInbox' ? 'INBOX-AUTH-06' : 'INBOX-HTTP-01'
    found.push(tell(inbox, requirement, 'inboxId', `the inbox is ${inboxId}`))
  }
  if (firm.health === 'healthy' && warns) found.push(tell(inbox, 'INBOX-HEALTH-01', 'warning', 'its health is healthy'))
  if (firm.warning !== null) return found
  // Until the user has signed in again, or the next poll: the warning may be gone already.
  if (INTERRUPTED.includes(String(firm.state)) && call.operationId !== 'reauthorizeInbox') {
    found.push(tell(inbox, 'INBOX-SHOW-04', 'warning', `the inbox is ${firm.state}`))
  } else if (firm.health === 'issue') {
    found.push(tell(inbox, 'INBOX-HEALTH-04', 'warning', 'its health is issue'))
  }
  return found
}

const MINUTE = 60
const HOUR = 60 * MINUTE
/** The longest interval between polls. */
const POLL = 10 * MINUTE

function byHappenings(inbox: FirmInbox, call: Call): Contradiction[] {
  const happenings = happeningsOf(call, inbox.vendor)
  if (happenings.isMended) return []
  const { expired, rejected, outOfCredits, storageFull } = happenings
  const isInterrupted = expired || rejected || outOfCredits || storageFull
  return isInterrupted ? byInterruption(inbox, happenings) : byOutage(inbox, happenings)
}

/** Reasons that are known at once warn at once. */
function byInterruption(
  inbox: FirmInbox,
  { expired, rejected, outOfCredits, storageFull }: Happenings,
): Contradiction[] {
  const { firm, vendor } = inbox
  const reasons: [happened: boolean, requirement: string, why: string, isOfState?: boolean][] = [
    [expired && !isLoginBased(vendor), 'INBOX-AUTH-03', 'its authorization has expired', true],
    [
      rejected && (vendor === undefined || isLoginBased(vendor)),
      'INBOX-LOGIN-03',
      'the vendor rejects its credentials',
      true,
    ],
    [outOfCredits, 'INBOX-LIMIT-01', 'the company is out of credits'],
    [storageFull, 'INBOX-LIMIT-03', 'the storage is full'],
  ]
  return reasons
    .filter(([happened]) => happened)
    .flatMap(([, requirement, why, isOfState]) => [
      ...(firm.warning === null ? [tell(inbox, requirement, 'warning', why)] : []),
      ...(isOfState && firm.state === 'connected' ? [tell(inbox, requirement, 'state', why)] : []),
    ])
}

function byOutage(inbox: FirmInbox, { portal, seconds, roomAgain }: Happenings): Contradiction[] {
  const { firm, vendor, warns } = inbox
  const { health } = firm
  const isPolled = kindOf(vendor).syncMode === 'polling'
  const isIll = health !== undefined && health !== 'healthy'
  const found: Contradiction[] = []
  const add = (requirement: string, name: string, why: string) => void found.push(tell(inbox, requirement, name, why))
  if (portal === 'down') {
    if (!isPolled) return []
    if (seconds < 4 * HOUR && health === 'issue')
      add('INBOX-HEALTH-03', 'health', `the outage is ${seconds} s old, and an issue is reported after 4 hours`)
    if (seconds > POLL && seconds < 4 * HOUR && health === 'healthy')
      add('INBOX-HEALTH-02', 'health', 'the last sync is over 10 minutes old')
    if (seconds < 4 * HOUR + POLL) return found
    if (health !== undefined && health !== 'issue') add('INBOX-HEALTH-04', 'health', 'the outage is over 4 hours old')
    if (firm.warning === null) add('INBOX-HEALTH-04', 'warning', 'the outage is over 4 hours old')
    return found
  }
  // By now it has synced.
  if (seconds < POLL) return []
  if (roomAgain && warns)
    add(roomAgain === 'credits' ? 'INBOX-LIMIT-02' : 'INBOX-LIMIT-04', 'warning', 'there is room again')
  if (isIll && seconds > POLL) {
    add(
      portal === 'up again' ? 'INBOX-HEALTH-05' : isPolled ? 'INBOX-HEALTH-06' : 'INBOX-PUSH-02',
      'health',
      'the vendor answers',
    )
  }
  if (isPolled && firm.state === 'connected' && firm.lastSuccessfulSync === null) {
    add('INBOX-SHOW-03', 'lastSuccessfulSync', 'it has synced since')
  }
  return found
}
