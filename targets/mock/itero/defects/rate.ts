import type { RateLimit } from '../../../../engine/target.ts'
import { defectsOf } from '../../deviation.ts'
import type { CreateOperation, Outcome } from '../attempt.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { answers, type Patch } from '../patches.ts'
import { type CaseWindow, fixedWindow } from '../window.ts'

function keeps(limit: (documented: RateLimit) => RateLimit): Patch {
  return (behaviour) => ({ limit: (documented) => limit(behaviour.limit(documented)) })
}

const cases = (difference: number) => keeps((limit) => ({ ...limit, cases: limit.cases + difference }))
const seconds = (factor: number) => keeps((limit) => ({ ...limit, windowSeconds: limit.windowSeconds * factor }))

/** Puts something round each caller's window. */
function wraps(wrap: (window: CaseWindow, limit: RateLimit) => Partial<CaseWindow>): Patch {
  return (behaviour) => ({
    createWindow(limit) {
      const window = behaviour.createWindow(limit)
      return { ...window, ...wrap(window, limit) }
    },
  })
}

function counts(when: (outcome: Outcome) => boolean): Patch {
  return (behaviour) => ({ countsAsCase: (outcome) => when(outcome) || behaviour.countsAsCase(outcome) })
}

function passesOver(operation: CreateOperation): Patch {
  return (behaviour) => ({
    countsAsCase: (outcome) => outcome.at?.operation !== operation && behaviour.countsAsCase(outcome),
  })
}

const tooFew: readonly IteroDefect[] = defectsOf<Behaviour>({
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
})

/** How long a case is stored after the look at the limit; it is answered after that. */
const STORING_MS = 20

const tooMany: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-RATE-02': {
    'limit-11': ['One case more than documented is accepted within the window.', cases(1)],
    'limit-12': ['Two cases more than documented are accepted within the window.', cases(2)],
    'no-limit': ['Any number of cases is accepted.', () => ({ isLimited: () => false })],
    'window-half': ['The window is half as long as documented (30 s).', seconds(0.5)],
    'window-three-quarters': ['The window is three quarters as long as documented (45 s).', seconds(0.75)],
    'window-five-sixths': ['The window is five sixths as long as documented (50 s).', seconds(5 / 6)],
    'limit-answers-200': [
      'A case over the limit is answered 200, with the error in the body.',
      answers(200, ({ kind }) => kind === 'limited'),
    ],
    // A case that is counted when it is stored, some time after the look at the limit.
    'limit-overrun-at-the-same-time': [
      'Cases that are created at the same time are all let through where there is room for one.',
      (behaviour) => {
        let asked: CaseWindow | undefined
        return {
          createWindow(limit) {
            const window = behaviour.createWindow(limit)
            return {
              ...window,
              hasRoom(now) {
                asked = window
                return window.hasRoom(now)
              },
            }
          },
          countsAsCase(outcome) {
            const window = asked
            if (outcome.kind !== 'created' || !behaviour.countsAsCase(outcome)) return behaviour.countsAsCase(outcome)
            setTimeout(() => window?.add(outcome.at.now), STORING_MS)
            return false
          },
          delayMs: (outcome) => Math.max(behaviour.delayMs(outcome), outcome.kind === 'created' ? 2 * STORING_MS : 0),
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
})

const tooLong: readonly IteroDefect[] = defectsOf<Behaviour>({
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
      () => ({
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
})

/** One limit for both operations: where one of them is left out of it, it is not the number that is wrong. */
const notTogether: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-RATE-04': {
    'limit-by-operation': [
      'Each create operation has a limit of its own.',
      (behaviour) => ({ windowKey: (at) => `${at.operation} ${behaviour.windowKey(at)}` }),
    ],
    'by-rx-not-limited': [
      'createNewOrderByRx is neither limited nor counted.',
      (behaviour) => ({
        ...passesOver('createNewOrderByRx')(behaviour),
        isLimited: (operation) => operation !== 'createNewOrderByRx' && behaviour.isLimited(operation),
      }),
    ],
    'by-rx-not-counted': [
      'createNewOrderByRx is limited, but its cases are not counted.',
      passesOver('createNewOrderByRx'),
    ],
    'by-rx-not-refused': [
      'The cases of createNewOrderByRx are counted, but none of them is refused.',
      (behaviour) => ({
        isLimited: (operation) => operation !== 'createNewOrderByRx' && behaviour.isLimited(operation),
      }),
    ],
    'create-not-counted': ['createNewOrder is limited, but its cases are not counted.', passesOver('createNewOrder')],
  },
})

const onTheList: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-RATE-05': {
    'maps-count-as-cases': ['A call of the list of maps counts as a case.', counts(({ kind }) => kind === 'listed')],
    'maps-limited': ['The list of maps has the documented limit too, by itself.', limitsMaps((limit) => limit)],
    'maps-limited-to-14': [
      'The list of maps is refused from the fifteenth call in a window on.',
      limitsMaps((limit) => ({ ...limit, cases: 14 })),
    ],
    'maps-refused-while-cases-are': [
      'The list of maps is refused while cases are refused.',
      (behaviour) => {
        const windows: CaseWindow[] = []
        return {
          createWindow(limit) {
            const window = behaviour.createWindow(limit)
            windows.push(window)
            return window
          },
          limitsMaps: (now) => windows.some((window) => !window.hasRoom(now)),
        }
      },
    ],
  },
})

/** The list of maps in a window of its own. */
function limitsMaps(limit: (documented: RateLimit) => RateLimit): Patch {
  return (behaviour) => {
    let calls: CaseWindow | undefined
    return {
      limit(documented) {
        calls = behaviour.createWindow(limit(documented))
        return behaviour.limit(documented)
      },
      limitsMaps(now) {
        if (!calls?.hasRoom(now)) return true
        calls.add(now)
        return false
      },
    }
  }
}

/** Any refusal keeps RATE-02; how it is worded is our reading. */
function refusal(status: number | undefined, retryAfter: string | undefined): Patch {
  return (behaviour) => ({
    statusOf: (outcome) => (outcome.kind === 'limited' && status ? status : behaviour.statusOf(outcome)),
    headers(outcome) {
      if (outcome.kind !== 'limited' || retryAfter === undefined) return behaviour.headers(outcome)
      return retryAfter === '' ? {} : { 'retry-after': retryAfter }
    },
  })
}

const wording: readonly IteroDefect[] = (
  [
    ['refusal-403', 'by a 403', refusal(403, undefined)],
    ['refusal-503', 'by a 503', refusal(503, undefined)],
    ['refusal-400', 'by a 400', refusal(400, undefined)],
    ['refusal-without-retry-after', 'without Retry-After', refusal(undefined, '')],
    ['refusal-retry-after-word', 'with a Retry-After of "soon"', refusal(undefined, 'soon')],
  ] as [string, string, Patch][]
).map(([id, words, patch]) => ({
  id,
  requirement: 'ITERO-RATE-06',
  summary: `The limit refuses ${words}.`,
  patch,
}))

const uncounted: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-RATE-07': {
    'invalid-counts-as-case': [
      'A request that is refused with 400 counts as a case.',
      counts(({ kind }) => kind === 'invalid'),
    ],
    'by-rx-invalid-counts-as-case': [
      'A request of createNewOrderByRx that is refused with 400 counts as a case.',
      counts(({ kind, at }) => kind === 'invalid' && at.operation === 'createNewOrderByRx'),
    ],
    'unauthorized-counts-as-case': [
      "A request with a wrong password counts as a case of the user's.",
      counts(({ kind }) => kind === 'unauthorized'),
    ],
  },
})

const callers: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-RATE-08': {
    'limit-over-all-callers': ['All callers share one limit.', () => ({ windowKey: () => 'everyone' })],
  },
})

export const rateDefects: readonly IteroDefect[] = [
  ...tooFew,
  ...tooMany,
  ...tooLong,
  ...notTogether,
  ...onTheList,
  ...wording,
  ...uncounted,
  ...callers,
]
