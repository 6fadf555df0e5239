import { alters, answers, decides, each, type Patch, together, variantsOf } from '../patches.ts'
import { alignedWindow, fixedWindow } from '../window.ts'

/** Refuses at the limit with this status, and with or without Retry-After. */
const refusal = (status: number, retryAfter: 'seconds' | 'date' | 'none'): Patch =>
  together(
    answers(status, ({ kind }) => kind === 'limited'),
    alters('headers', (usual, outcome) => {
      if (outcome.kind !== 'limited' || retryAfter === 'seconds') return usual
      if (retryAfter === 'none' || !outcome.at) return {}
      return { 'retry-after': new Date(outcome.at.now + outcome.retryAfterSeconds * 1000 + 999).toUTCString() }
    }),
  )

const RATE_06 = { mayWarn: ['ITERO-RATE-06'] }

/** "Window of any kind that keeps the rule", "refusal by 400, 403, 429 or 503, with or without Retry-After". */
export const limitVariants = variantsOf({
  'fixed-window': ["The limit's window is fixed from its first case on.", decides({ createWindow: fixedWindow })],
  'aligned-window': [
    "The limit's window runs from one full minute of the clock to the next.",
    decides({ createWindow: alignedWindow }),
  ],
  'aligned-window-with-another-date': [
    "The same, and the answers' Date does not move along with the time.",
    together(
      decides({ createWindow: alignedWindow }),
      alters('headers', (headers) => ({ ...headers, date: new Date().toUTCString() })),
    ),
  ],
  ...each([400, 403, 503], (status) => ({
    [`refusal-by-${status}-with-retry-after`]: [
      `The limit refuses by a ${status} with Retry-After.`,
      refusal(status, 'seconds'),
      RATE_06,
    ],
    [`refusal-by-${status}-without-retry-after`]: [
      `The limit refuses by a ${status} without Retry-After.`,
      refusal(status, 'none'),
      RATE_06,
    ],
  })),
  'refusal-by-429-without-retry-after': [
    'The limit refuses by a 429 without Retry-After.',
    refusal(429, 'none'),
    RATE_06,
  ],
  'refusal-with-retry-after-date': ['The limit refuses by a 429 whose Retry-After is a date.', refusal(429, 'date')],
  'limit-before-validation': [
    'At the limit an invalid request is refused by the limit.',
    decides({ limitsBeforeValidation: () => true }),
  ],
})
