import { plural } from '../../engine/words.ts'
import type { Database } from '../../fleet/database/queries.ts'
import { add, type FleetTarget, known, pause, remove, targets } from '../../fleet/targets.ts'
import { visible } from '../../reports/inert.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, print, tell } from '../io.ts'
import { didYouMean } from '../nearest.ts'
import { table } from '../table.ts'
import { type Problem, UsageError } from '../usage-error.ts'
import { readTargets } from './entries.ts'
import { intervalInWords } from './interval.ts'
import { type PlaceFlags, withStore } from './open.ts'

const DAY_SECONDS = 86_400

interface Flags extends PlaceFlags {
  json?: true
}

/** `bitewing fleet add`: the targets of a file, all of them or, where anything is wrong, none. */
export async function addTargets(
  file: string,
  { every = DAY_SECONDS, json, ...place }: Flags & { every?: number },
  io: Io,
): Promise<ExitStatus> {
  const added = await readTargets(io.cwd, file, every)
  return withStore<ExitStatus>(
    place,
    io,
    async (store) => {
      const names = added.map(({ name }) => name)
      const there = await known(store, names)
      if (there.length > 0) {
        const next = 'bitewing fleet remove takes it out; a fleet keeps what it knows of a target under its name'
        const what = 'there is a target of this name in the fleet'
        throw new UsageError(there.map((name) => ({ where: `${file}: ${name}`, what, next })))
      }
      await add(store, added)
      if (json) print(io, JSON.stringify({ added: names }, null, 2))
      else tell(io, `${plural(added.length, 'target')} added to ${store.where}.`)
      return 0
    },
    { make: true },
  )
}

/** `bitewing fleet remove`: the targets of these names, and all that is known of them. */
export const removeTargets = (names: readonly string[], flags: Flags, io: Io): Promise<ExitStatus> =>
  change(names, flags, io, 'removed', (store) => remove(store, names))

/** `bitewing fleet pause`: no run of these targets is begun, until `--off` lets them go on. */
export const pauseTargets = (
  names: readonly string[],
  { off, ...flags }: Flags & { off?: true },
  io: Io,
): Promise<ExitStatus> => change(names, flags, io, off ? 'resumed' : 'paused', (store) => pause(store, names, !off))

const change = (
  names: readonly string[],
  { json, ...place }: Flags,
  io: Io,
  done: string,
  work: (store: Database) => Promise<string[]>,
): Promise<ExitStatus> =>
  withStore<ExitStatus>(place, io, async (store) => {
    await refuseUnknown(store, names)
    const changed = await work(store)
    if (json) print(io, JSON.stringify({ [done]: changed }, null, 2))
    else tell(io, `${plural(changed.length, 'target')} ${done}.`)
    return 0
  })

async function refuseUnknown(store: Database, names: readonly string[]): Promise<void> {
  const there = await known(store, names)
  const missing = names.filter((name) => !there.includes(name))
  if (missing.length === 0) return
  const all = (await targets(store)).map(({ name }) => name)
  throw new UsageError(
    missing.map((name): Problem => {
      const next = didYouMean(name, all) ?? 'bitewing fleet list shows them'
      return { where: 'target', what: `there is no ${visible(JSON.stringify(name))} in the fleet`, next }
    }),
  )
}

/** `bitewing fleet list`: the targets, and when each is judged. */
export const listTargets = ({ json, ...place }: Flags, io: Io): Promise<ExitStatus> =>
  withStore<ExitStatus>(place, io, async (store) => {
    const all = await targets(store)
    if (json) print(io, JSON.stringify({ targets: all.map(asListed) }, null, 2))
    else {
      const rows = all
        .map(asListed)
        .map((one) => [
          one.name,
          one.profile,
          one.baseUrl ?? '(embedded mock)',
          one.group,
          one.every,
          one.state,
          `${one.dueAt.slice(0, 16).replace('T', ' ')}`,
        ])
      print(io, table([['target', 'profile', 'server', 'group', 'every', 'state', 'due (UTC)'], ...rows]))
    }
    return 0
  })

const asListed = ({ name, profile, baseUrl, group, everySeconds, state, dueAt }: FleetTarget) => ({
  name,
  profile,
  baseUrl,
  group,
  every: intervalInWords(everySeconds),
  state,
  dueAt,
})
