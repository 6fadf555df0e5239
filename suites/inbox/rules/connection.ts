import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listAnd, plural } from '../../../engine/words.ts'
import { isLogin, STATES, type Vendor } from '../api.ts'
import { syncsOn } from '../by-age.ts'
import {
  all,
  each,
  eachLook,
  exchangeOf,
  inList,
  inView,
  NO_OTHER,
  nothingConnected,
  part,
  refused,
  troubles,
} from '../judging.ts'
import { type Lane, usable } from '../lanes.ts'
import { undisturbedPolls } from '../premises.ts'
import { inboxesIn, inboxIn, isInboxList } from '../reading.ts'
import { rule } from '../rule.ts'
import type { Connecting } from '../scenarios/connecting.ts'
import type { Round } from '../scenarios/race.ts'
import type { Second } from '../scenarios/seconds.ts'
import { isGone, isTaken, type Look, type Scenario } from '../stage.ts'

const UNTOUCHED = 'the first inbox untouched by a second connect'

/** Every inbox that can be read by itself stands in the list. */
const listed = (look: Look): Finding =>
  inList(look.list, (shown, list) =>
    all(
      each(look, (view, vendor) =>
        holdsUnless(
          !shown.some((one) => one.inboxId === view.inboxId || one.vendor === vendor) &&
            `${vendor} can be read, and is not listed`,
          'a connected inbox in the list of its company',
          [view.exchange, list],
        ),
      ),
    ),
  )

/** A sign-in that is refused where a second connect was tried, and taken elsewhere. */
function voidedSignIn({ pendingSeconds, lanes = [], signInsAnew = [] }: Scenario<Connecting>): Finding {
  const tried = pendingSeconds?.[0]?.vendor
  const anew = signInsAnew.find(({ vendor }) => vendor === tried)
  const others = lanes.filter(({ vendor }) => vendor !== tried)
  const wasToSignInAt = inboxIn(lanes.find(({ vendor }) => vendor === tried)?.connect)?.authorizationUrl
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

function refusedSecond(second: Second, lanes: readonly Lane[]): Finding {
  const lane = lanes.find(({ vendor }) => vendor === second.vendor)
  // With a wrong password it may be the login that is refused.
  const statuses = second.what.includes('wrong password') ? [409, 400, 401, 422] : [409]
  return refused([second], lane?.connect, ...statuses)
}

function untouched(before: Look | undefined, after: Look): Finding {
  const shown = after.list && isInboxList(after.list) ? inboxesIn(after.list) : undefined
  return all(
    after.inboxes.map(({ vendor, exchange }) =>
      inView(before, vendor, (then) => {
        const now = inboxIn(exchange)
        const cited = [then.exchange, exchange, after.list]
        if (!now) return broken(UNTOUCHED, `${vendor}: ${came(exchange)}`, cited)
        for (const key of ['inboxId', 'state'] as const) {
          // What is no state is another rule's matter.
          if (key === 'state' && ![now, then].every(({ state }) => (STATES as readonly unknown[]).includes(state)))
            continue
          if (now[key] !== then[key])
            return broken(UNTOUCHED, `${vendor}: its ${key} was ${then[key]}, and is ${now[key]}`, cited)
        }
        if (now.warning && !then.warning) return broken(UNTOUCHED, `${vendor}: it warns of ${now.warning.code}`, cited)
        const others = after.inboxes.filter((one) => one.vendor !== vendor).map((one) => inboxIn(one.exchange)?.inboxId)
        const same = shown?.filter((one) => one.vendor === vendor && !others.includes(one.inboxId)) ?? []
        return same.length > 1
          ? broken('one inbox of a vendor', `${plural(same.length, 'inbox')} of ${vendor} are listed`, cited)
          : holds(`${vendor} is as it was`, cited)
      }),
    ),
  )
}

const isGoneAlone = (alone: Look | undefined, vendor: Vendor): boolean => {
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
        ...troubles(connecting.lanes),
        part(connecting, 'connectedAtOnce', listed),
        part(connecting, 'connected', listed),
        part(everyday, 'polled', listed),
        part(everyday, 'aDayLater', listed),
        // It stays connected where its synchronization is interrupted.
        ...eachLook(
          [
            refusal.refused,
            refusal.restored,
            limits.credits?.limited,
            limits.credits?.roomy,
            limits.storage?.limited,
            limits.storage?.roomy,
            ...(outage.moments ?? []),
            outage.over,
          ],
          listed,
        ),
      ]),
  }),

  /** "…but only one inbox per supported vendor can be connected for the same company." */
  'INBOX-CONN-02': rule({
    scenarios: ['connecting', 'refusal', 'limits', 'outage'],
    leansOn: ['INBOX-CONN-03', undisturbedPolls],
    judge: ({ connecting, refusal, limits, outage }) => {
      const { lanes = [], connected } = connecting
      const seconds = [connecting.pendingSeconds, connecting.seconds, refusal.seconds, limits.seconds, outage.seconds]
      return all([
        ...troubles(lanes),
        ...seconds.flatMap((some) => (some ?? []).map((second) => refusedSecond(second, lanes))),
        part(connecting, 'afterSeconds', (after) => untouched(connected, after)),
        part(connecting, 'longAfterSeconds', (after) =>
          all([untouched(connected, after), ...syncsOn(after, UNTOUCHED)]),
        ),
        voidedSignIn(connecting),
      ])
    },
  }),

  /** "Each company can connect multiple scanner inboxes". */
  'INBOX-CONN-03': rule({
    scenarios: ['connecting', 'everyday'],
    judge: ({ connecting, everyday }) =>
      part(connecting, 'lanes', (lanes) => {
        const tried = connecting.pendingSeconds?.[0]?.vendor
        const expected = 'several vendors connected for one company'
        if (lanes.length < 2) return unobserved('the hub supports fewer than two vendors', 'vendors with two or more')
        return all(
          lanes.map(({ vendor, connect, inboxId, trouble }) => {
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
            const looks = [
              connecting.pending,
              vendor === tried ? undefined : connecting.connectedAtOnce,
              everyday.ownAlone,
            ]
            const gone = looks.map((look) => exchangeOf(look, vendor)).find((one) => one && isGone(one))
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
      return part(everyday, 'otherLanes', (lanes) =>
        all([
          ...troubles(everyday.lanes),
          ...lanes.map(({ vendor, connect, inboxId, trouble }) => {
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
          part(everyday, 'empty', (look) =>
            all(
              look.inboxes.map(({ vendor, exchange }) =>
                isGone(exchange) && isGoneAlone(everyday.ownAlone, vendor)
                  ? unobserved(`${vendor} is gone`, 'INBOX-CONN-03 holds', ['INBOX-CONN-03'], [exchange])
                  : holdsUnless(
                      isGone(exchange) && `${vendor} is gone once the other company has it: ${came(exchange)}`,
                      'an inbox that another company leaves alone',
                      [exchange],
                    ),
              ),
            ),
          ),
        ]),
      )
    },
  }),

  /** Disconnecting is not in the document; an inbox "per supported vendor" has to be able to go for another one to come. */
  'INBOX-CONN-08': rule({
    scenarios: ['everyday'],
    leansOn: ['INBOX-CONN-04', 'INBOX-AUTH-02'],
    judge: ({ everyday, configured }) => {
      if (!configured.otherCompany) return NO_OTHER
      const { left = [] } = everyday
      return all([
        ...troubles(everyday.otherLanes),
        part(everyday, 'left', () =>
          all(
            left.map(({ vendor, exchange }) =>
              holdsUnless(!isAccepted(exchange) && `${vendor}: ${came(exchange)}`, '204 for disconnecting', [exchange]),
            ),
          ),
        ),
        part(everyday, 'afterLeaving', (lists) =>
          all(
            lists.map((list) =>
              inList(list, (inboxes) => {
                const still = left.filter((one) => inboxes.some(({ inboxId }) => inboxId === one.inboxId))
                const fault = still.length > 0 && `${still.map(({ vendor }) => vendor).join(', ')} still listed`
                return holdsUnless(fault, 'a disconnected inbox no longer listed', [list])
              }),
            ),
          ),
        ),
        part(everyday, 'back', (lanes) =>
          all(
            lanes.map(({ vendor, connect, inboxId, signIn, trouble }) =>
              holdsUnless(
                trouble && (inboxId === undefined || signIn) && `${vendor}: ${trouble.reason}`,
                'a vendor that can be connected again',
                [connect, signIn],
              ),
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
        const control = usable(connecting.lanes ?? [])[0]?.connect
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
    judge: ({ race }) => part(race, 'rounds', (rounds) => all(rounds.map((round) => leavesOne(round, rounds)))),
  }),
}
