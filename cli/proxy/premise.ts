import type { ClientSide } from '../../engine/client-side.ts'
import type { Exchange } from '../../engine/exchange.ts'
import type { Target } from '../../engine/target.ts'
import { liveClient } from '../../targets/live.ts'
import { version } from '../version.ts'

/** What the embedded mock answers to the profile's `premise`: rules may know of it though no client asked. */
export async function premiseOf({ premise }: ClientSide, target: Target): Promise<Exchange | undefined> {
  if (!premise || target.kind !== 'mock') return undefined
  const { method, path } = premise(target)
  const request = { method, url: target.baseUrl + path, headers: {}, body: null }
  const transport = liveClient({ timeoutMs: 10_000, userAgent: `bitewing/${version()}` })
  try {
    const startedAt = new Date().toISOString()
    const answer = await transport.send(request, new AbortController().signal)
    const about = {
      id: `${target.name}-0000`,
      target: target.name,
      rule: '',
      purpose: 'discovery',
      operation: '',
    } as const
    const common = { ...about, what: `${method} ${path}`, startedAt, at: 0, durationMs: 0, request }
    return 'error' in answer ? { ...common, error: answer.error } : { ...common, response: answer }
  } finally {
    await transport.close()
  }
}
