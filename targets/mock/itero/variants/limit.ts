import { variantsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroVariant } from '../deviations.ts'
import type { Patch } from '../patches.ts'
import { alignedWindow, fixedWindow } from '../window.ts'

/** Refuses at the limit with this status, and with or without Retry-After. */
function refusal(status: number, retryAfter: 'seconds' | 'date' | 'none'): Patch {
  return (behaviour) => ({
    statusOf: (outcome) => (outcome.kind === 'limited' ? status : behaviour.statusOf(outcome)),
    headers(outcome) {
      if (outcome.kind !== 'limited' || retryAfter === 'seconds') return behaviour.headers(outcome)
      if (retryAfter === 'none' || !outcome.at) return {}
      return { 'retry-after': new Date(outcome.at.now + outcome.retryAfterSeconds * 1000 + 999).toUTCString() }
    },
  })
}

const otherRefusals: readonly IteroVariant[] = [400, 403, 503].flatMap((status) =>
  (['seconds', 'none'] as const).map((retryAfter) => ({
    id: `refusal-by-${status}${retryAfter === 'none' ? '-without' : '-with'}-retry-after`,
    summary: `The limit refuses by a ${status} ${retryAfter === 'none' ? 'without' : 'with'} Retry-After.`,
    mayWarn: ['ITERO-RATE-06'],
    patch: refusal(status, retryAfter),
  })),
)

/** "Window of any kind that keeps the rule", "refusal by 400, 403, 429 or 503, with or without Retry-After". */
export const limitVariants: readonly IteroVariant[] = [
  ...variantsOf<Behaviour>({
    'fixed-window': ["The limit's window is fixed from its first case on.", () => ({ createWindow: fixedWindow })],
    'aligned-window': [
      "The limit's window runs from one full minute of the clock to the next.",
      () => ({ createWindow: alignedWindow }),
    ],
    'aligned-window-with-another-date': [
      "The same, and the answers' Date does not move along with the time.",
      (behaviour) => ({
        createWindow: alignedWindow,
        headers: (outcome) => ({ ...behaviour.headers(outcome), date: new Date().toUTCString() }),
      }),
    ],
  }),
  ...otherRefusals,
  ...variantsOf<Behaviour>({
    'refusal-by-429-without-retry-after': [
      'The limit refuses by a 429 without Retry-After.',
      refusal(429, 'none'),
      { mayWarn: ['ITERO-RATE-06'] },
    ],
    'refusal-with-retry-after-date': ['The limit refuses by a 429 whose Retry-After is a date.', refusal(429, 'date')],
    'limit-before-validation': [
      'At the limit an invalid request is refused by the limit.',
      () => ({ limitsBeforeValidation: () => true }),
    ],
  }),
]
