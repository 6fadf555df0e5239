import { inertJson } from './inert.ts'
import type { Writer } from './model.ts'

/** `report.json`, as `report.schema.json` describes it. Pure ASCII escapes stand for what a terminal would obey. */
export const json: Writer = {
  write: ({ report }) => `${inertJson(JSON.stringify(report, null, 2))}\n`,
}
