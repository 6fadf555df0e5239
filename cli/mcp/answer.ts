import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { inertJson } from '../../reports/inert.ts'
import { formatUsageError, UsageError } from '../usage-error.ts'

/** What a tool answers: JSON as text. What is wrong with how it was asked is told, so that it can be asked better. */
export async function answer(work: () => Promise<unknown>): Promise<CallToolResult> {
  try {
    return { content: [{ type: 'text', text: inertJson(JSON.stringify(await work(), null, 2)) }] }
  } catch (error) {
    const text = error instanceof UsageError ? formatUsageError(error) : (error as Error).message
    return { content: [{ type: 'text', text }], isError: true }
  }
}
