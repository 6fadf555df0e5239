import { state } from '../interaction.ts'
import {
  anInbox,
  at,
  aWarning,
  companyId,
  connected,
  EMPTY,
  employee,
  INBOX,
  type InboxInteraction,
  inboxId,
  LOGIN_VENDOR,
  later,
  POLLED_VENDOR,
  PUSHED_VENDOR,
} from './provider.ts'

const DOWN = (vendor: string) => state('the vendor portal is down', { companyId, vendor })
/** By the next poll, which comes within ten minutes, what is known at once is shown. */
const NEXT_POLL = later(10)

/** What an inbox shows where its synchronization is interrupted, and where it only seems to be. */
const SEEN: [what: string, given: InboxInteraction['given'], requirements: string[], shown: Record<string, unknown>][] =
  [
    [
      'whose authorization has expired',
      [
        connected(POLLED_VENDOR),
        state('the vendor authorization has expired', { companyId, vendor: POLLED_VENDOR }),
        NEXT_POLL,
      ],
      ['INBOX-AUTH-03', 'INBOX-SHOW-04', 'INBOX-SHOW-05'],
      { state: 'authorization-expired', warning: aWarning },
    ],
    [
      'whose stored login is refused',
      [
        connected(LOGIN_VENDOR),
        state('the vendor rejects the stored credentials', { companyId, vendor: LOGIN_VENDOR }),
        NEXT_POLL,
      ],
      ['INBOX-LOGIN-03', 'INBOX-SHOW-04', 'INBOX-SHOW-05'],
      { state: 'credentials-invalid', warning: aWarning },
    ],
    [
      'of a company that is out of credits',
      [connected(LOGIN_VENDOR), state('credits are', { companyId, credits: 0 }), NEXT_POLL],
      ['INBOX-LIMIT-01', 'INBOX-SHOW-04', 'INBOX-SHOW-05'],
      { warning: aWarning },
    ],
    [
      'of a company whose storage is full',
      [
        connected(LOGIN_VENDOR),
        state('storage is', { companyId, usedBytes: 100_000_000_000, limitBytes: 100_000_000_000 }),
        NEXT_POLL,
      ],
      ['INBOX-LIMIT-03', 'INBOX-SHOW-04', 'INBOX-SHOW-05'],
      { warning: aWarning },
    ],
    [
      'a quarter of an hour into an outage of the vendor',
      [connected(LOGIN_VENDOR), DOWN(LOGIN_VENDOR), later(20)],
      ['INBOX-HEALTH-02'],
      { health: 'attention', warning: null },
    ],
    [
      'three hours into an outage of the vendor',
      [connected(LOGIN_VENDOR), DOWN(LOGIN_VENDOR), later(3 * 60)],
      ['INBOX-HEALTH-03'],
      { health: 'attention', warning: null },
    ],
    [
      'after more than four hours of outage of the vendor',
      [connected(LOGIN_VENDOR), DOWN(LOGIN_VENDOR), later(4 * 60 + 20)],
      ['INBOX-HEALTH-04', 'INBOX-SHOW-04', 'INBOX-SHOW-05'],
      { health: 'issue', warning: aWarning },
    ],
    [
      'after an outage of the vendor',
      [
        connected(LOGIN_VENDOR),
        DOWN(LOGIN_VENDOR),
        later(5 * 60),
        state('the vendor portal is up', { companyId, vendor: LOGIN_VENDOR }),
        NEXT_POLL,
      ],
      ['INBOX-HEALTH-05', 'INBOX-SHOW-04'],
      { health: 'healthy', warning: null },
    ],
    [
      'an hour later',
      [connected(LOGIN_VENDOR), later(61)],
      ['INBOX-HEALTH-06', 'INBOX-SHOW-04'],
      { state: 'connected', health: 'healthy', warning: null },
    ],
    [
      'that is pushed to, after its first cross-check',
      [connected(PUSHED_VENDOR), later(9 * 60 + 30)],
      ['INBOX-PUSH-02', 'INBOX-SHOW-04'],
      { state: 'connected', health: 'healthy', warning: null },
    ],
    [
      'of a company that has credits again',
      [
        connected(LOGIN_VENDOR),
        state('credits are', { companyId, credits: 0 }),
        NEXT_POLL,
        state('credits are', { companyId, credits: 100 }),
        NEXT_POLL,
      ],
      ['INBOX-LIMIT-02', 'INBOX-SHOW-04'],
      { state: 'connected', warning: null },
    ],
    [
      'of a company that has room again',
      [
        connected(LOGIN_VENDOR),
        state('storage is', { companyId, usedBytes: 100_000_000_000, limitBytes: 100_000_000_000 }),
        NEXT_POLL,
        state('storage is', { companyId, usedBytes: 0, limitBytes: 100_000_000_000 }),
        NEXT_POLL,
      ],
      ['INBOX-LIMIT-04', 'INBOX-SHOW-04'],
      { state: 'connected', warning: null },
    ],
  ]

export const interruptions: InboxInteraction[] = SEEN.map(([what, given, requirements, shown]) => ({
  description: `an inbox ${what}`,
  given: [EMPTY, ...given],
  requirements,
  request: { method: 'GET', path: at(INBOX), headers: employee },
  answer: { status: 200, body: anInbox(shown) },
  call: (client, { headers }) => client.GET(INBOX, { headers, params: { path: { companyId, inboxId } } }),
}))
