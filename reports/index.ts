import { html } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import type { Writer } from './model.ts'

/** What `--report` takes, by name. */
export const writers = { html, json, junit } satisfies Record<string, Writer>
