import { type Call, sentHeader } from './call.ts'
import type { Fault } from './profile.ts'

/** A header that a request has to carry, and has not. */
export function missingHeader(call: Call, name: string, requirement: string, refusedWith: readonly number[]): Fault[] {
  if (sentHeader(call, name) !== undefined) return []
  const path = [...call.interaction.request.at, 'headers']
  return [{ requirement, path, what: `the request has no ${name} header`, refusedWith }]
}
