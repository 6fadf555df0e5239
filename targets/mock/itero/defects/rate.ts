import type { RateLimit } from '../../../../engine/target.ts'
import { alters, answers, byRx, counts, create, decides, defectsOf, either, type Patch, together } from '../patches.ts'
import { type CaseWindow, fixedWindow } from '../window.ts'

const cases = (difference: number) => alters('limit', (limit) => ({ ...limit, cases: limit.cases + difference }))
const seconds = (factor: number) =>
  alters('limit', (limit) => ({ ...limit, windowSeconds: limit.windowSeconds * factor }))

/** Puts something round each caller's window. */
const wraps = (wrap: (window: CaseWindow, limit: RateLimit) => Partial<CaseWindow>): Patch =>
  alters('createWindow', (window, limit) => ({ ...window, ...wrap(window, limit) }))

const passesOver = ({ operation }: typeof create): Patch =>
  alters('countsAsCase', (counts, { at }) => at?.operation !== operation && counts)

const neverRefuses = ({ operation }: typeof create): Patch =>
  alters('isLimited', (isLimited, asked) => asked !== operation && isLimited)

/** The list of maps in a window of its own. */
const limitsMaps =
  (limit: (documented: RateLimit) => RateLimit): Patch =>
  (base) => {
    let calls: CaseWindow | undefined
    return {
      limit(documented) {
        calls = base.createWindow(limit(documented))
        return base.limit(documented)
      },
      limitsMaps(now) {
        if (!calls?.hasRoom(now)) return true
        calls.add(now)
        return false
      },
    }
  }

/** Words the refusal by the limit otherwise: a status, or a Retry-After, an empty one for none. */
const refusesBy = (status: number): Patch => answers(status, ({ kind }) => kind === 'limited')
const retriesAfter = (retryAfter: string): Patch =>
  alters('headers', (headers, { kind }) => {
    if (kind !== 'limited') return headers
    return retryAfter === '' ? {} : { 'retry-after': retryAfter }
  })

/** How long a case is stored after the look at the limit; it is answered after that. */
const STORING_MS = 20

export const rateDefects = defectsOf({
  'ITERO-RATE-01': {
    'limit-9': ['One case fewer than documented is accepted within the window.', cases(-1)],
    'limit-8': ['Two cases fewer than documented are accepted within the window.', cases(-2)],
    'limit-in-bursts': [
      'No more than half of the documented cases are accepted within a thirtieth of the window.',
      wraps((window, { cases, windowSeconds }) => {
        const times: number[] = []
        return {
          hasRoom: (now) =>
            window.hasRoom(now) &&
            times.filter((time) => time > now - (windowSeconds * 1000) / 30).length < Math.ceil(cases / 2),
          add(now) {
            times.push(now)
            window.add(now)
          },
        }
      }),
    ],
  },
  'ITERO-RATE-02': {
    'limit-11': ['One case more than documented is accepted within the window.', cases(1)],
    'limit-12': ['Two cases more than documented are accepted within the window.', cases(2)],
    'no-limit': ['Any number of cases is accepted.', decides({ isLimited: () => false })],
    'window-half': ['The window is half as long as documented (30 s).', seconds(0.5)],
    'window-three-quarters': ['The window is three quarters as long as documented (45 s).', seconds(0.75)],
    'window-five-sixths': ['The window is five sixths as long as documented (50 s).', seconds(5 / 6)],
    'limit-answers-200': ['A case over the limit is answered 200, with the error in the body.', refusesBy(200)],
    // A case that is counted when it is stored, some time after the look at the limit.
    'limit-overrun-at-the-same-time': [
      'Cases that are created at the same time are all let through where there is room for one.',
      (base) => {
        let asked: CaseWindow | undefined
        const watch = wraps((window) => ({
          hasRoom(now) {
            asked = window
            return window.hasRoom(now)
          },
        }))
        return {
          ...watch(base),
          countsAsCase(outcome) {
            const window = asked
            if (outcome.kind !== 'created' || !base.countsAsCase(outcome)) return base.countsAsCase(outcome)
            setTimeout(() => window?.add(outcome.at.now), STORING_MS)
            return false
          },
          delayMs: (outcome) => Math.max(base.delayMs(outcome), outcome.kind === 'created' ? 2 * STORING_MS : 0),
        }
      },
    ],
    'second-try-accepted': [
      'After one refused case the next one is accepted.',
      wraps((window) => {
        let refused = false
        return {
          hasRoom(now) {
            if (window.hasRoom(now)) return true
            refused = !refused
            return !refused
          },
        }
      }),
    ],
  },
  'ITERO-RATE-03': {
    'window-one-and-a-half': ['The window is half as long again as documented (90 s).', seconds(1.5)],
    'window-a-tenth-longer': ['The window is a tenth longer than documented (66 s).', seconds(1.1)],
    'refusals-put-off-the-end': [
      'Every refused case starts the window anew.',
      wraps((window, { windowSeconds }) => {
        let closedUntil = Number.NEGATIVE_INFINITY
        return {
          hasRoom(now) {
            if (now >= closedUntil && window.hasRoom(now)) return true
            closedUntil = now + windowSeconds * 1000
            return false
          },
          msUntilRoom: (now) => closedUntil - now,
        }
      }),
    ],
    'refusals-count-as-cases': [
      'In the sliding window every refused case counts like a created one.',
      counts(({ kind }) => kind === 'limited'),
    ],
    'refusal-doubles-the-window': [
      'A refused case makes the running window twice as long.',
      decides({
        createWindow({ cases, windowSeconds }) {
          const normal = fixedWindow({ cases, windowSeconds })
          const doubled = fixedWindow({ cases, windowSeconds: windowSeconds * 2 })
          let refused = false
          return {
            hasRoom(now) {
              const room = (refused ? doubled : normal).hasRoom(now)
              refused = !room
              return room
            },
            add(now) {
              normal.add(now)
              doubled.add(now)
            },
            msUntilRoom: (now) => doubled.msUntilRoom(now),
          }
        },
      }),
    ],
  },
  // One limit for both operations: where one of them is left out of it, it is not the number that is wrong.
  'ITERO-RATE-04': {
    'limit-by-operation': [
      'Each create operation has a limit of its own.',
      alters('windowKey', (key, { operation }) => `${operation} ${key}`),
    ],
    'by-rx-not-limited': [
      'createNewOrderByRx is neither limited nor counted.',
      together(passesOver(byRx), neverRefuses(byRx)),
    ],
    'by-rx-not-counted': ['createNewOrderByRx is limited, but its cases are not counted.', passesOver(byRx)],
    'by-rx-not-refused': [
      'The cases of createNewOrderByRx are counted, but none of them is refused.',
      neverRefuses(byRx),
    ],
    'create-not-counted': ['createNewOrder is limited, but its cases are not counted.', passesOver(create)],
  },
  'ITERO-RATE-05': {
    'maps-count-as-cases': ['A call of the list of maps counts as a case.', counts(({ kind }) => kind === 'listed')],
    'maps-limited': ['The list of maps has the documented limit too, by itself.', limitsMaps((limit) => limit)],
    'maps-limited-to-14': [
      'The list of maps is refused from the fifteenth call in a window on.',
      limitsMaps((limit) => ({ ...limit, cases: 14 })),
    ],
    'maps-refused-while-cases-are': [
      'The list of maps is refused while cases are refused.',
      (base) => {
        const windows: CaseWindow[] = []
        return {
          createWindow(limit) {
            const window = base.createWindow(limit)
            windows.push(window)
            return window
          },
          limitsMaps: (now) => windows.some((window) => !window.hasRoom(now)),
        }
      },
    ],
  },
  // Any refusal keeps RATE-02; how it is worded is our reading.
  'ITERO-RATE-06': {
    'refusal-403': ['The limit refuses by a 403.', refusesBy(403)],
    'refusal-503': ['The limit refuses by a 503.', refusesBy(503)],
    'refusal-400': ['The limit refuses by a 400.', refusesBy(400)],
    'refusal-without-retry-after': ['The limit refuses without Retry-After.', retriesAfter('')],
    'refusal-retry-after-word': ['The limit refuses with a Retry-After of "soon".', retriesAfter('soon')],
  },
  'ITERO-RATE-07': {
    'invalid-counts-as-case': ['A request that is refused with 400 counts as a case.', counts(either.ends('invalid'))],
    'by-rx-invalid-counts-as-case': [
      'A request of createNewOrderByRx that is refused with 400 counts as a case.',
      counts(byRx.ends('invalid')),
    ],
    'unauthorized-counts-as-case': [
      "A request with a wrong password counts as a case of the user's.",
      counts(({ kind }) => kind === 'unauthorized'),
    ],
  },
  'ITERO-RATE-08': {
    'limit-over-all-callers': ['All callers share one limit.', decides({ windowKey: () => 'everyone' })],
  },
})
