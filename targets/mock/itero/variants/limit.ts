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
  {
    id: 'fixed-window',
    summary: "The limit's window is fixed from its first case on.",
    patch: () => ({ createWindow: fixedWindow }),
  },
  {
    id: 'aligned-window',
    summary: "The limit's window runs from one full minute of the clock to the next.",
    patch: () => ({ createWindow: alignedWindow }),
  },
  {
    id: 'aligned-window-with-another-date',
    summary: "The same, and the answers' Date does not move along with the time.",
    patch: (behaviour) => ({
      createWindow: alignedWindow,
      headers: (outcome) => ({ ...behaviour.headers(outcome), date: new Date().toUTCString() }),
    }),
  },
  ...otherRefusals,
  {
    id: 'refusal-by-429-without-retry-after',
    summary: 'The limit refuses by a 429 without Retry-After.',
    mayWarn: ['ITERO-RATE-06'],
    patch: refusal(429, 'none'),
  },
  {
    id: 'refusal-with-retry-after-date',
    summary: 'The limit refuses by a 429 whose Retry-After is a date.',
    patch: refusal(429, 'date'),
  },
  {
    id: 'limit-before-validation',
    summary: 'At the limit an invalid request is refused by the limit.',
    patch: () => ({ limitsBeforeValidation: () => true }),
  },
]
