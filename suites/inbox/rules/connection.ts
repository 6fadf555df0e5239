import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listAnd, plural } from '../../../engine/words.ts'
import { isLogin, type Vendor } from '../api.ts'
import { modelAt } from '../comparing.ts'
import { type Connection, usable } from '../connections.ts'
import { isGone, isTaken, type Scenario, type SecondConnect, type Snapshot } from '../hub.ts'
import {
  all,
  exchangeOf,
  inList,
  NO_OTHER,
  nothingConnected,
  part,
  refused,
  snapshotsIn,
  troubles,
  unfinished,
} from '../judging.ts'
import { undisturbedPolls } from '../premises.ts'
import { inboxIn } from '../reading.ts'
import { rule, type Seen } from '../rule.ts'
import type { Round } from '../scenarios/race.ts'
import { listedAsBefore, unchanged } from '../unchanged.ts'

const UNTOUCHED = 'the first inbox untouched by a second connect'

/** Every connected inbox that can be read by itself stands in the list, of an interrupted one as well. */
const listed = ({ events }: Scenario, snapshot: Snapshot): Finding[] =>
  snapshot.inboxes
    .filter(({ vendor }) => modelAt(events, snapshot).some((one) => one.vendor === vendor && one.connectedAt !== null))
    .map(({ vendor, exchange }) =>
      inList(snapshot.list, (shown, list) => {
        const view = exchange === list ? undefined : inboxIn(exchange)
        const isListed = shown.some((one) => one.inboxId === view?.inboxId || one.vendor === vendor)
        return holdsUnless(
          view && !isListed && `${vendor} can be read, and is not listed`,
          'a connected inbox in the list of its company',
          [exchange, list],
        )
      }),
    )

/** A sign-in that is refused where a second connect was tried, and taken elsewhere. */
function voidedSignIn({
  pendingSeconds,
  connections = [],
  signInsAnew = [],
}: Seen<'connecting'>['connecting']): Finding {
  const tried = pendingSeconds?.[0]?.vendor
  const anew = signInsAnew.find(({ vendor }) => vendor === tried)
  const others = connections.filter(({ vendor }) => vendor !== tried)
  const wasToSignInAt = inboxIn(connections.find(({ vendor }) => vendor === tried)?.connect)?.authorizationUrl
  return holdsUnless(
    Boolean(wasToSignInAt) &&
      anew &&
      isTaken(anew.exchange) &&
      others.some(({ signIn }) => signIn && isTaken(signIn)) &&
      `the authorization URL of the pending ${tried} leads to a callback that is refused, and one begun anew does not`,
    UNTOUCHED,
    [anew?.exchange],
  )
}

function refusedSecond(second: SecondConnect, connections: readonly Connection[]): Finding {
  const first = connections.find(({ vendor }) => vendor === second.vendor)
  // With a wrong password it may be the login that is refused.
  const statuses = second.what.includes('wrong password') ? [409, 400, 401, 422] : [409]
  return refused([second], first?.connect, ...statuses)
}

const isGoneAlone = (alone: Snapshot | undefined, vendor: Vendor): boolean => {
  const exchange = exchangeOf(alone, vendor)
  return exchange !== undefined && isGone(exchange)
}

const leavesOne = ({ vendor, byTwo, connects, list, said }: Round, rounds: readonly Round[]): Finding =>
  inList(list, (inboxes) => {
    const idsIn = (exchanges: readonly Exchange[]) => exchanges.flatMap((exchange) => inboxIn(exchange)?.inboxId ?? [])
    const answered = idsIn(connects)
    const ofOthers = idsIn(
      rounds.filter((one) => one.list === list && one.vendor !== vendor).flatMap((one) => one.connects),
    )
    const shown = inboxes.filter(
      ({ inboxId = '', vendor: shownVendor }) =>
        answered.includes(inboxId) || (shownVendor === vendor && !ofOthers.includes(inboxId)),
    )
    const { size } = new Set([...shown.map(({ inboxId }) => inboxId), ...idsIn(said)])
    const statuses = listAnd(connects.map((exchange) => status(exchange) ?? exchange.error?.kind ?? ''))
    return holdsUnless(
      size !== 1 &&
        `${vendor}, asked for by ${byTwo ? 'two employees' : 'one employee twice'}: ${plural(size, 'inbox')}, after ${statuses}`,
      'exactly one inbox',
      [...connects, list, ...said],
    )
  })

/** Connecting and disconnecting. */
export const rules = {
  /** "Scanner inboxes are connected on the company level." */
  'INBOX-CONN-01': rule({
    scenarios: ['connecting', 'everyday', 'refusal', 'limits', 'outage'],
    leansOn: ['INBOX-AUTH-06'],
    judge: ({ connecting, everyday, refusal, limits, outage }) =>
      all([
        ...troubles(connecting.connections),
        ...unfinished(connecting, everyday),
        ...[connecting, everyday, refusal, limits, outage].flatMap((scenario) =>
          snapshotsIn(scenario).flatMap((snapshot) => (snapshot.disputed ? [] : listed(scenario, snapshot))),
        ),
      ]),
  }),

  /** "…but only one inbox per supported vendor can be connected for the same company." */
  'INBOX-CONN-02': rule({
    scenarios: ['connecting', 'refusal', 'limits', 'outage'],
    leansOn: ['INBOX-CONN-03', undisturbedPolls],
    judge: ({ connecting, refusal, limits, outage }) => {
      const { connections = [], connected } = connecting
      const seconds = [connecting.pendingSeconds, connecting.seconds, refusal.seconds, limits.seconds, outage.seconds]
      return all([
        ...troubles(connections),
        ...seconds.flatMap((some) => (some ?? []).map((second) => refusedSecond(second, connections))),
        part(connecting, ['afterSeconds', 'longAfterSeconds'], (after) => [
          unchanged(connected, after, UNTOUCHED),
          listedAsBefore(connected, after, UNTOUCHED),
        ]),
        voidedSignIn(connecting),
      ])
    },
  }),

  /** "Each company can connect multiple scanner inboxes". */
  'INBOX-CONN-03': rule({
    scenarios: ['connecting', 'everyday'],
    judge: ({ connecting, everyday }) =>
      part(connecting, 'connections', (connections) => {
        const tried = connecting.pendingSeconds?.[0]?.vendor
        const expected = 'several vendors connected for one company'
        if (connections.length < 2)
          return unobserved('the hub supports fewer than two vendors', 'vendors with two or more')
        return all(
          connections.map(({ vendor, connect, inboxId, trouble }) => {
            if (inboxId === undefined) {
              const single = connecting.alone?.find((one) => one.vendor === vendor)?.exchange
              if (connect && single && isAccepted(single))
                return broken(expected, `${vendor} beside others: ${came(connect)}`, [single, connect])
              return unobserved(
                `${vendor} is not connected alone either`,
                trouble?.remedy ?? 'a vendor that is connected',
                [isLogin(vendor) ? 'INBOX-LOGIN-01' : 'INBOX-AUTH-01'],
              )
            }
            // A second connect was tried on one of them before all were signed in to.
            const snapshots = [
              connecting.pending,
              vendor === tried ? undefined : connecting.connectedAtOnce,
              everyday.ownAlone,
            ]
            const gone = snapshots.map((one) => exchangeOf(one, vendor)).find((one) => one && isGone(one))
            return holdsUnless(
              gone && `${vendor} was connected, and is gone once others are: ${came(gone)}`,
              expected,
              [connect, gone],
            )
          }),
        )
      }),
  }),

  /** "Scanner inboxes are connected on the company level": a vendor is taken for one company only. */
  'INBOX-CONN-04': rule({
    scenarios: ['everyday'],
    leansOn: ['INBOX-CONN-03'],
    judge: ({ everyday, configured }) => {
      if (!configured.otherCompany) return NO_OTHER
      return part(everyday, 'otherConnections', (connections) => [
        ...troubles(everyday.connections),
        ...connections.map(({ vendor, connect, inboxId, trouble }) => {
          const expected = 'a vendor connected for several companies'
          if (inboxId !== undefined) return holds(expected, [connect])
          const single = everyday.otherAlone?.find((one) => one.vendor === vendor)?.exchange
          return connect && single && isAccepted(single)
            ? broken(expected, `${vendor} for the other company: ${came(connect)}`, [single, connect])
            : unobserved(
                `${vendor} is not connected for the other company`,
                trouble?.remedy ?? 'a vendor that is connected',
                trouble?.leansOn,
              )
        }),
        part(everyday, 'empty', (snapshot) =>
          snapshot.inboxes.map(({ vendor, exchange }) =>
            isGone(exchange) && isGoneAlone(everyday.ownAlone, vendor)
              ? unobserved(`${vendor} is gone`, 'INBOX-CONN-03 holds', ['INBOX-CONN-03'], [exchange])
              : holdsUnless(
                  isGone(exchange) && `${vendor} is gone once the other company has it: ${came(exchange)}`,
                  'an inbox that another company leaves alone',
                  [exchange],
                ),
          ),
        ),
      ])
    },
  }),

  /** Disconnecting is not in the document; an inbox "per supported vendor" has to be able to go for another one to come. */
  'INBOX-CONN-08': rule({
    scenarios: ['everyday'],
    leansOn: ['INBOX-CONN-04', 'INBOX-AUTH-02'],
    judge: ({ everyday, configured }) => {
      if (!configured.otherCompany) return NO_OTHER
      const { disconnected = [] } = everyday
      return all([
        ...troubles(everyday.otherConnections),
        part(everyday, 'disconnected', () =>
          disconnected.map(({ vendor, exchange }) =>
            holdsUnless(!isAccepted(exchange) && `${vendor}: ${came(exchange)}`, '204 for disconnecting', [exchange]),
          ),
        ),
        part(everyday, 'afterDisconnecting', (lists) =>
          lists.map((list) =>
            inList(list, (inboxes) => {
              const still = disconnected.filter((one) => inboxes.some(({ inboxId }) => inboxId === one.inboxId))
              const fault = still.length > 0 && `${still.map(({ vendor }) => vendor).join(', ')} still listed`
              return holdsUnless(fault, 'a disconnected inbox no longer listed', [list])
            }),
          ),
        ),
        part(everyday, 'back', (connections) =>
          connections.map(({ vendor, connect, inboxId, signIn, trouble }) =>
            holdsUnless(
              trouble && (inboxId === undefined || signIn) && `${vendor}: ${trouble.reason}`,
              'a vendor that can be connected again',
              [connect, signIn],
            ),
          ),
        ),
      ])
    },
  }),

  /** A vendor that is not among the "supported intraoral scanner inboxes" is not connected. */
  'INBOX-CONN-09': rule({
    scenarios: ['connecting'],
    judge: ({ connecting }) =>
      part(connecting, 'invalid', (invalid) => {
        const control = usable(connecting.connections ?? [])[0]?.connect
        if (!control)
          return unobserved('no valid body was accepted', 'a vendor that is connected', [
            'INBOX-AUTH-01',
            'INBOX-LOGIN-01',
          ])
        return all([
          refused(invalid, control, 400, 422),
          nothingConnected(connecting.afterInvalid, 'nothing connected by a body that is not valid'),
        ])
      }),
  }),

  /** "Only one inbox per supported vendor", for requests that cross as well. */
  'INBOX-CONN-10': rule({
    scenarios: ['race'],
    leansOn: ['INBOX-CONN-04', 'INBOX-CONN-06', 'INBOX-AUTH-01', 'INBOX-LOGIN-01'],
    judge: ({ race }) => part(race, 'rounds', (rounds) => rounds.map((round) => leavesOne(round, rounds))),
  }),
}
