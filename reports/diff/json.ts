import { inertJson } from '../inert.ts'
import type { Diff } from './model.ts'

/** The diff for programs; `docs/command.md` tells its shape. */
export const diffJson = (diff: Diff): string => `${inertJson(JSON.stringify(diff, null, 2))}\n`
