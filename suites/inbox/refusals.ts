import { broken, holdsUnless, unobserved } from '../../engine/finding.ts'
import { came, isAccepted } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import { isLogin, isPushed, type Vendor } from './api.ts'
import { stoppedSyncing } from './by-age.ts'
import {
  all,
  allArrived,
  each,
  exchangeOf,
  idsOf,
  inView,
  noneArrived,
  part,
  troubles,
  viewOf,
  withState,
} from './judging.ts'
import { type InboxView, inboxesIn, inboxIn, type WarningView } from './reading.ts'
import type { Refusal } from './scenarios/refusal.ts'
import { isTaken, type Look, type Scenario } from './stage.ts'

const KNOWN_CODES = [
  'authorization-expired',
  'credentials-invalid',
  'out-of-credits',
  'storage-full',
  'vendor-outage',
  'sync-overdue',
]

/** Whether a warning may be of this reason: a hub may have further codes, but not another reason's. */
export const isOf = (warning: WarningView, code: string): boolean =>
  warning.code === code || !KNOWN_CODES.includes(String(warning.code))

/** An inbox warns of this reason. */
export const warnsOf = ({ warning, exchange }: InboxView, vendor: Vendor, code: string): Finding =>
  holdsUnless(
    (!warning || !isOf(warning, code)) && `${vendor} ${warning ? `warns of ${warning.code}` : 'shows none'}`,
    `a warning of ${code}`,
    [exchange],
  )

/** While the vendor refuses an inbox: it shows so, it warns, and no new case arrives. */
export function refusalShown(
  refusal: Scenario<Refusal>,
  of: (vendor: Vendor) => boolean,
  code: 'authorization-expired' | 'credentials-invalid',
): Finding {
  const lanes = (refusal.lanes ?? []).filter(({ vendor, trouble }) => of(vendor) && !trouble)
  return all([
    ...troubles(refusal.lanes, of),
    ...lanes.flatMap(({ vendor }) => {
      // A pushed inbox asks its vendor a few times a day only.
      const key = isPushed(vendor) ? 'crossChecked' : 'refused'
      const since = isPushed(vendor) ? 'crossChecked' : 'later'
      return [
        part(refusal, key, (look) => shown(look, vendor, code)),
        part(refusal, since, (look) => ailing(look, vendor)),
        ...(exchangeOf(refusal.again, vendor)
          ? [part(refusal, 'again', (look) => shownAgain(refusal, look, vendor, code))]
          : []),
        isPushed(vendor)
          ? part(refusal, 'afterPush', ({ caseId, cases }) =>
              viewOf(refusal.crossChecked, vendor)?.state === code
                ? nothingNew(vendor, cases, [caseId])
                : unobserved(`${vendor} does not show that it is refused`, 'an inbox that shows it'),
            )
          : part(refusal, key, ({ cases }) => nothingNew(vendor, cases, idsOf(refusal.meantime, vendor))),
      ]
    }),
  ])
}

/** Only of an inbox that is polled once it was restored can it be told. */
function shownAgain(refusal: Scenario<Refusal>, look: Look, vendor: Vendor, code: string): Finding {
  const restored = viewOf(refusal.restored, vendor)
  if (restored?.state !== 'connected') {
    const id = isLogin(vendor) ? 'INBOX-LOGIN-04' : 'INBOX-AUTH-04'
    return unobserved(`${vendor} was not restored before`, `${id} holds`, [id], [restored?.exchange])
  }
  const views = [refusal.restored, refusal.longAfterWrongUpdatesWorking].flatMap((one) => viewOf(one, vendor) ?? [])
  const still = views.find((view) => stoppedSyncing(view, vendor))
  return still
    ? unobserved(
        `${vendor} was restored, and ${stoppedSyncing(still, vendor)}`,
        'INBOX-HEALTH-06 holds',
        ['INBOX-HEALTH-06'],
        [still.exchange],
      )
    : shown(look, vendor, code)
}

const shown = (look: Look, vendor: Vendor, code: string): Finding =>
  inView(look, vendor, (view) =>
    withState(view, (state) =>
      state === code
        ? warnsOf(view, vendor, code)
        : broken(`the state ${code}`, `${vendor} is ${state}`, [view.exchange]),
    ),
  )

/** Whatever its age, and all the more once that is no longer recent: it is not healthy. */
const ailing = (look: Look, vendor: Vendor): Finding =>
  inView(look, vendor, ({ health, exchange }) =>
    holdsUnless(
      health === 'healthy' && `${vendor} is healthy, half an hour after its vendor began to refuse it`,
      'attention or issue',
      [exchange],
    ),
  )

/** No case of the meantime is there yet. */
export const nothingNew = (vendor: Vendor, cases: Look['cases'], caseIds: readonly string[]): Finding =>
  noneArrived(cases, caseIds, 'no new case', `of ${vendor}`)

/** All cases of the meantime are there. */
export const caughtUp = (vendor: Vendor, cases: Look['cases'], caseIds: readonly string[]): Finding =>
  allArrived(cases, caseIds, 'the cases of the meantime', `of ${vendor}`)

/** Once the sign-in or the credentials are renewed: its state, no warning, and the cases of the meantime. */
export const restoredAgain = (refusal: Scenario<Refusal>, of: (vendor: Vendor) => boolean): Finding =>
  all([
    ...troubles(refusal.lanes, of),
    ...each(
      refusal.restoredAgain,
      (view, vendor) => working(view, vendor, 'an inbox that is restored a second time'),
      of,
    ),
    part(refusal, 'restoring', (restoring) =>
      all(
        restoring
          .filter(({ vendor }) => of(vendor))
          .flatMap(({ vendor, asked, signIn }) => {
            const renewal = isLogin(vendor) ? 'updating the credentials' : 'signing in again'
            const expected = `${renewal} restores the inbox`
            const cited = [asked, signIn]
            if (!isAccepted(asked)) return [broken(expected, `${vendor}: ${came(asked)}`, cited)]
            if (!isLogin(vendor) && !signIn)
              return [broken('an authorization URL to sign in at again', `${vendor}: ${came(asked)}`, cited)]
            const was = viewOf(refusal.later, vendor)?.state
            if (!isLogin(vendor) && was === 'authorization-expired' && inboxIn(asked)?.state === 'connected')
              return [
                broken(
                  'an inbox that is not connected before the sign-in',
                  `${vendor} is connected once a sign-in is begun`,
                  cited,
                ),
              ]
            if (signIn && !isTaken(signIn))
              return [broken(expected, `the callback of ${vendor}: ${came(signIn)}`, cited)]
            const key = isPushed(vendor) ? 'settled' : 'restored'
            return [
              part(refusal, key, (look) => works(look, vendor, expected)),
              ...syncedAgain(refusal, vendor).map((view) => working(view, vendor, expected)),
              part(refusal, key, ({ cases }) => caughtUp(vendor, cases, idsOf(refusal.meantime, vendor))),
            ]
          }),
      ),
    ),
  ])

/** What the list shows of a polled inbox once it has synced since it was refused: it need not sync twice. */
function syncedAgain({ lanes, later, comingBack = [] }: Scenario<Refusal>, vendor: Vendor): InboxView[] {
  const inboxId = lanes?.find((lane) => lane.vendor === vendor)?.inboxId
  const last = viewOf(later, vendor)?.lastSync
  if (isPushed(vendor) || last == null) return []
  return comingBack
    .flatMap(inboxesIn)
    .filter((view) => view.inboxId === inboxId && view.lastSync != null && view.lastSync > last)
}

/** An inbox is connected, and warns of nothing. */
export const works = (look: Look, vendor: Vendor, expected: string): Finding =>
  inView(look, vendor, (view) => working(view, vendor, expected))

const working = (view: InboxView, vendor: Vendor, expected: string): Finding =>
  withState(view, (state) =>
    holdsUnless(
      state !== 'connected' ? `${vendor} is ${state}` : view.warning && `${vendor} still warns of ${view.warning.code}`,
      expected,
      [view.exchange],
    ),
  )
