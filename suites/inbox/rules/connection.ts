import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listAnd, plural } from '../../../engine/words.ts'
import { isLogin, STATES, type Vendor } from '../api.ts'
import { stoppedSyncing } from '../by-age.ts'
import { all, each, exchangeOf, part, refused, troubles, unreadable, viewOf } from '../judging.ts'
import { type Lane, usable } from '../lanes.ts'
import { undisturbedPolls } from '../premises.ts'
import { inboxesIn, inboxIn, isInboxList } from '../reading.ts'
import { rule } from '../rule.ts'
import type { Connecting } from '../scenes/connecting.ts'
import type { Round } from '../scenes/race.ts'
import type { Second } from '../scenes/seconds.ts'
import { isGone, isTaken, type Look, type Scene } from '../stage.ts'

const NO_OTHER = unobserved('companies[1] is not configured', "set companies[1] in the target's configuration")

/** Every inbox that can be read by itself stands in the list. */
function listed(look: Look): Finding {
  const { list } = look
  if (!list || !isInboxList(list)) return unreadable('the list of inboxes', list)
  const shown = inboxesIn(list)
  return all(
    each(look, (view, vendor) => {
      const cited = [view.exchange, list]
      return shown.some((one) => one.inboxId === view.inboxId || one.vendor === vendor)
        ? holds(`${vendor} is listed`, cited)
        : broken('a connected inbox in the list of its company', `${vendor} can be read, and is not listed`, cited)
    }),
  )
}

/** A sign-in that is refused where a second connect was tried, and taken elsewhere. */
function voidedSignIn({ pendingSeconds, lanes = [], signInsAnew = [] }: Scene<Connecting>): Finding {
  const tried = pendingSeconds?.[0]?.vendor
  const anew = signInsAnew.find(({ vendor }) => vendor === tried)
  const others = lanes.filter(({ vendor }) => vendor !== tried)
  const wasToSignInAt = inboxIn(lanes.find(({ vendor }) => vendor === tried)?.connect)?.authorizationUrl
  return wasToSignInAt && anew && isTaken(anew.exchange) && others.some(({ signIn }) => signIn && isTaken(signIn))
    ? broken(
        'the first inbox untouched by a second connect',
        `the authorization URL of the pending ${tried} leads to a callback that is refused, and one begun anew does not`,
        [anew.exchange],
      )
    : holds('a second connect leaves the authorization URL good')
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
    after.inboxes.map(({ vendor, exchange }) => {
      const then = viewOf(before, vendor)
      if (!then) return unreadable(`${vendor} before a second connect`, exchangeOf(before, vendor))
      const now = inboxIn(exchange)
      const cited = [then.exchange, exchange, after.list]
      const expected = 'the first inbox untouched by a second connect'
      if (!now) return broken(expected, `${vendor}: ${came(exchange)}`, cited)
      for (const key of ['inboxId', 'state'] as const) {
        // What is no state is another rule's matter.
        if (key === 'state' && ![now, then].every(({ state }) => (STATES as readonly unknown[]).includes(state)))
          continue
        if (now[key] !== then[key])
          return broken(expected, `${vendor}: its ${key} was ${then[key]}, and is ${now[key]}`, cited)
      }
      if (now.warning && !then.warning) return broken(expected, `${vendor}: it warns of ${now.warning.code}`, cited)
      const others = after.inboxes.filter((one) => one.vendor !== vendor).map((one) => inboxIn(one.exchange)?.inboxId)
      const same = shown?.filter((one) => one.vendor === vendor && !others.includes(one.inboxId)) ?? []
      if (same.length > 1)
        return broken('one inbox of a vendor', `${plural(same.length, 'inbox')} of ${vendor} are listed`, cited)
      return holds(`${vendor} is as it was`, cited)
    }),
  )
}

const syncsOn = (after: Look): Finding =>
  all(
    each(after, (view, vendor) => {
      const stopped = stoppedSyncing(view, vendor)
      return stopped
        ? broken('the first inbox untouched by a second connect', `${vendor}: ${stopped}`, [view.exchange])
        : holds(`${vendor} goes on syncing`, [view.exchange])
    }),
  )

const isGoneAlone = (alone: Look | undefined, vendor: Vendor): boolean => {
  const exchange = exchangeOf(alone, vendor)
  return exchange !== undefined && isGone(exchange)
}

function leavesOne({ vendor, byTwo, connects, list, said }: Round, rounds: readonly Round[]): Finding {
  const who = byTwo ? 'two employees' : 'one employee twice'
  const cited = [...connects, list, ...said]
  if (!isInboxList(list)) return unreadable('the list of inboxes', list)
  const idsIn = (exchanges: readonly Exchange[]) => exchanges.flatMap((exchange) => inboxIn(exchange)?.inboxId ?? [])
  const answered = idsIn(connects)
  const ofOthers = idsIn(
    rounds.filter((one) => one.list === list && one.vendor !== vendor).flatMap((one) => one.connects),
  )
  const shown = inboxesIn(list).filter(
    ({ inboxId = '', vendor: shownVendor }) =>
      answered.includes(inboxId) || (shownVendor === vendor && !ofOthers.includes(inboxId)),
  )
  const ids = new Set([...shown, ...said.flatMap((exchange) => inboxIn(exchange) ?? [])].map(({ inboxId }) => inboxId))
  if (ids.size === 1) return holds(`${vendor}, asked for by ${who}: one inbox`, cited)
  const statuses = listAnd(connects.map((exchange) => status(exchange) ?? exchange.error?.kind ?? ''))
  return broken(
    'exactly one inbox',
    `${vendor}, asked for by ${who}: ${plural(ids.size, 'inbox')}, after ${statuses}`,
    cited,
  )
}

/** Connecting and disconnecting. */
export const rules = {
  /** "Scanner inboxes are connected on the company level." */
  'INBOX-CONN-01': rule({
    scenes: ['connecting', 'everyday', 'refusal', 'limits', 'outage'],
    leansOn: ['INBOX-AUTH-06'],
    judge: ({ connecting, everyday, refusal, limits, outage }) =>
      all([
        ...troubles(connecting.lanes),
        part(connecting, 'connectedAtOnce', listed),
        part(connecting, 'connected', listed),
        part(everyday, 'polled', listed),
        part(everyday, 'aDayLater', listed),
        // It stays connected where its synchronization is interrupted.
        ...[
          refusal.refused,
          refusal.restored,
          limits.credits?.limited,
          limits.credits?.roomy,
          limits.storage?.limited,
          limits.storage?.roomy,
          ...(outage.moments ?? []),
          outage.over,
        ].map((look) => (look ? listed(look) : holds('not looked at'))),
      ]),
  }),

  /** "…but only one inbox per supported vendor can be connected for the same company." */
  'INBOX-CONN-02': rule({
    scenes: ['connecting', 'refusal', 'limits', 'outage'],
    leansOn: ['INBOX-CONN-03', undisturbedPolls],
    judge: ({ connecting, refusal, limits, outage }) => {
      const lanes = connecting.lanes ?? []
      return all([
        ...troubles(connecting.lanes),
        ...[connecting.pendingSeconds, connecting.seconds, refusal.seconds, limits.seconds, outage.seconds].flatMap(
          (seconds) => (seconds ?? []).map((second) => refusedSecond(second, lanes)),
        ),
        part(connecting, 'afterSeconds', (after) => untouched(connecting.connected, after)),
        part(connecting, 'longAfterSeconds', (after) => untouched(connecting.connected, after)),
        part(connecting, 'longAfterSeconds', syncsOn),
        voidedSignIn(connecting),
      ])
    },
  }),

  /** "Each company can connect multiple scanner inboxes". */
  'INBOX-CONN-03': rule({
    scenes: ['connecting', 'everyday'],
    judge: ({ connecting, everyday }) =>
      part(connecting, 'lanes', (lanes) => {
        const alone = (vendor: string) => connecting.alone?.find((one) => one.vendor === vendor)?.exchange
        const tried = connecting.pendingSeconds?.[0]?.vendor
        const connected = lanes.filter(({ inboxId }) => inboxId !== undefined)
        if (lanes.length < 2)
          return unobserved('the hub supports fewer than two vendors', 'vendors with two or more', [])
        return all(
          lanes.map(({ vendor, connect, inboxId, trouble }) => {
            const expected = 'several vendors connected for one company'
            if (inboxId === undefined) {
              const single = alone(vendor)
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
            return gone
              ? broken(expected, `${vendor} was connected, and is gone once others are: ${came(gone)}`, [connect, gone])
              : holds(`${vendor} is one of ${connected.length}`, [connect])
          }),
        )
      }),
  }),

  /** "Scanner inboxes are connected on the company level": a vendor is taken for one company only. */
  'INBOX-CONN-04': rule({
    scenes: ['everyday'],
    leansOn: ['INBOX-CONN-03'],
    judge: ({ everyday, configured }) => {
      if (!configured.otherCompany) return NO_OTHER
      return part(everyday, 'otherLanes', (lanes) =>
        all([
          ...troubles(everyday.lanes),
          ...lanes.map(({ vendor, connect, inboxId, trouble }) => {
            if (inboxId !== undefined) return holds(`${vendor} is connected for both`, [connect])
            const single = everyday.otherAlone?.find((one) => one.vendor === vendor)?.exchange
            return connect && single && isAccepted(single)
              ? broken(
                  'a vendor connected for several companies',
                  `${vendor} for the other company: ${came(connect)}`,
                  [single, connect],
                )
              : unobserved(
                  `${vendor} is not connected for the other company`,
                  trouble?.remedy ?? 'a vendor that is connected',
                  trouble?.leansOn,
                )
          }),
          part(everyday, 'empty', (look) =>
            all(
              look.inboxes.map(({ vendor, exchange }) =>
                isGone(exchange)
                  ? isGoneAlone(everyday.ownAlone, vendor)
                    ? unobserved(`${vendor} is gone`, 'INBOX-CONN-03 holds', ['INBOX-CONN-03'], [exchange])
                    : broken(
                        'an inbox that another company leaves alone',
                        `${vendor} is gone once the other company has it: ${came(exchange)}`,
                        [exchange],
                      )
                  : holds(`${vendor} stays`, [exchange]),
              ),
            ),
          ),
        ]),
      )
    },
  }),

  /** Disconnecting is not in the document; an inbox "per supported vendor" has to be able to go for another one to come. */
  'INBOX-CONN-08': rule({
    scenes: ['everyday'],
    leansOn: ['INBOX-CONN-02', 'INBOX-CONN-03', 'INBOX-CONN-04', 'INBOX-AUTH-02'],
    judge: ({ everyday, configured }) => {
      if (!configured.otherCompany) return NO_OTHER
      return all([
        ...troubles(everyday.otherLanes),
        part(everyday, 'left', (left) =>
          all(
            left.map(({ vendor, exchange }) =>
              isAccepted(exchange)
                ? holds(`${vendor} is disconnected`, [exchange])
                : broken('204 for disconnecting', `${vendor}: ${came(exchange)}`, [exchange]),
            ),
          ),
        ),
        part(everyday, 'afterLeaving', (lists) =>
          all(
            lists.map((list) => {
              if (!isInboxList(list)) return unreadable('the list of inboxes', list)
              const still =
                everyday.left?.filter((one) => inboxesIn(list).some(({ inboxId }) => inboxId === one.inboxId)) ?? []
              return still.length > 0
                ? broken(
                    'a disconnected inbox no longer listed',
                    `${still.map(({ vendor }) => vendor).join(', ')} still listed`,
                    [list],
                  )
                : holds('none of them is listed', [list])
            }),
          ),
        ),
        part(everyday, 'back', (lanes) =>
          all(
            lanes.map(({ vendor, connect, inboxId, signIn, trouble }) =>
              trouble && (inboxId === undefined || signIn)
                ? broken('a vendor that can be connected again', `${vendor}: ${trouble.reason}`, [connect, signIn])
                : holds(`${vendor} is connected again`, [connect]),
            ),
          ),
        ),
      ])
    },
  }),

  /** A vendor that is not among the "supported intraoral scanner inboxes" is not connected. */
  'INBOX-CONN-09': rule({
    scenes: ['connecting'],
    judge: ({ connecting }) =>
      part(connecting, 'invalid', (invalid) => {
        const control = usable(connecting.lanes ?? [])[0]?.connect
        const after = connecting.afterInvalid
        if (!control)
          return unobserved('no valid body was accepted', 'a vendor that is connected', [
            'INBOX-AUTH-01',
            'INBOX-LOGIN-01',
          ])
        return all([
          refused(invalid, control, 400, 422),
          !after || !isInboxList(after)
            ? unreadable('the list of inboxes', after)
            : inboxesIn(after).length > 0
              ? broken(
                  'nothing connected by a body that is not valid',
                  `${plural(inboxesIn(after).length, 'inbox is', 'inboxes are')} listed after them`,
                  [after],
                )
              : holds('nothing is connected', [after]),
        ])
      }),
  }),

  /** "Only one inbox per supported vendor", for requests that cross as well. */
  'INBOX-CONN-10': rule({
    scenes: ['race'],
    leansOn: ['INBOX-CONN-02', 'INBOX-CONN-04', 'INBOX-CONN-06', 'INBOX-AUTH-01', 'INBOX-LOGIN-01'],
    judge: ({ race }) => part(race, 'rounds', (rounds) => all(rounds.map((round) => leavesOne(round, rounds)))),
  }),
}
