import type { Report } from './model.ts'
import type { ResponseTimes } from './response-times.ts'
import type { Timeline } from './timeline.ts'

/** What report.html carries: all of it in one inert JSON block. */
export interface Payload {
  /** The report with its strings made visible (`reports/inert.ts`). */
  report: Report
  /** By index of the target; null where it has no rate limit. */
  timelines: (Timeline | null)[]
  /** By index of the target, and there by operation. */
  responseTimes: ResponseTimes[][]
  /** Exchanges, in packs that are only unpacked when a rule is opened: base64 of raw deflate of a JSON array. */
  packs: string[]
  /** Exchange ID to the index of its pack. */
  packOf: Record<string, number>
}
