import type { Waiver } from './target.ts'
import type { VerdictName } from './verdict.ts'

/**
 * The waiver that covers a verdict: only `fail` and `warn` are waived, and only up to the expiry date's end (UTC).
 *
 * @param today `YYYY-MM-DD`
 */
export function waiverFor(
  id: string,
  verdict: VerdictName,
  waivers: readonly Waiver[],
  today: string,
): Waiver | undefined {
  if (verdict !== 'fail' && verdict !== 'warn') return undefined
  return waivers.find((waiver) => waiver.id === id && waiver.expires >= today)
}
