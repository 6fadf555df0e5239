import type { RunningMock } from '../../engine/mock.ts'
import type { Target } from '../../engine/target.ts'
import { mockTarget, type TargetOptions } from '../config/complete.ts'
import type { Selected } from '../config/select.ts'
import type { Parts } from '../parts.ts'

/** Targets that listen and are ready, and the way to end what was started for them. */
export interface Opened {
  targets: Target[]
  close(): Promise<void>
}

/**
 * Starts the embedded mock of each selected target that has no server, and puts it among the live ones, in the order of
 * the selection.
 */
export async function openTargets(
  selected: readonly Selected[],
  live: readonly Target[],
  options: TargetOptions & { seed: number; clock?: 'real' },
  { startMock }: Parts,
): Promise<Opened> {
  const mocks: RunningMock[] = []
  const close = async () => void (await Promise.all(mocks.map((mock) => mock.close())))
  const open = async ({ name, found, from }: Selected): Promise<Target> => {
    if (from !== 'mock') return live.find((target) => target.name === name)!
    const { seed, rateLimit, clock } = options
    const mock = await startMock(found, { seed, ...(rateLimit ? { rateLimit } : {}), ...(clock ? { clock } : {}) })
    mocks.push(mock)
    return mockTarget(mock, found, options)
  }
  const opened = await Promise.allSettled(selected.map(open))
  const failed = opened.find((one) => one.status === 'rejected')
  if (failed) {
    await close()
    throw failed.reason
  }
  return { targets: opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])), close }
}
