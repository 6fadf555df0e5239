import type { RunningMock } from '../engine/mock.ts'
import type { FoundProfile } from '../profiles/found-profile.ts'
import { mockOf } from '../profiles/mock.ts'
import { asUsage } from './as-usage.ts'
import { type Io, print, tell } from './io.ts'
import type { MockFlags } from './mock-flags.ts'
import { didYouMean } from './nearest.ts'
import type { Parts } from './parts.ts'
import { portFault } from './port-fault.ts'
import { profileArgument } from './profile-argument.ts'
import { type Problem, UsageError, usageError } from './usage-error.ts'

/**
 * `bitewing mock`: starts the mock, prints where it is and a configuration that fits it, and resolves with 0 once it was
 * interrupted and has closed.
 *
 * @throws UsageError for an unknown profile, defect or variant, and a port that cannot be had.
 */
export async function serveMock(profile: string, flags: MockFlags, io: Io, parts: Parts): Promise<0> {
  const found = await profileArgument(profile, io.cwd)
  if (flags.situation !== undefined) {
    const { serveSituation } = await import('./drill/serve-situation.ts')
    return serveSituation(found, flags.situation, flags, io, parts)
  }
  const { defects = [], variants = [] } = await asUsage(() => mockOf(found), 'profile')
  if (flags.listDefects) {
    const rows = defects.map(({ id, requirement, summary }) => ({ id, requirement, summary }))
    printTable(io, rows, flags.json)
    return 0
  }
  if (flags.listVariants) {
    const rows = variants.map(({ id, mayWarn = [], summary }) => ({ id, mayWarn, summary }))
    printTable(io, rows, flags.json)
    return 0
  }
  const problems = [
    ...unknownIds(profile, 'defect', flags.defect, defects),
    ...unknownIds(profile, 'variant', flags.variant, variants),
  ]
  if (problems.length > 0) throw new UsageError(problems)
  const mock = await start(found, flags, parts)
  const interrupted = new Promise<void>((resolve) => io.onInterrupt(() => resolve()))
  if (!flags.printConfig) tellAbout(mock, flags, io)
  print(io, JSON.stringify({ targets: { [found.manifest.name]: { ...mock.target, profile: found.ref } } }, null, 2))
  await interrupted
  await mock.close()
  return 0
}

function unknownIds(profile: string, noun: string, given: string[] = [], known: readonly { id: string }[]): Problem[] {
  const ids = known.map(({ id }) => id)
  return given
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const next = didYouMean(id, ids) ?? `bitewing mock ${profile} --list-${noun}s has them`
      return { where: `--${noun}`, what: `expected a ${noun}, found ${JSON.stringify(id)}`, next }
    })
}

async function start(profile: FoundProfile, flags: MockFlags, { startMock }: Parts): Promise<RunningMock> {
  const { port, defect = [], variant = [], seed, rateLimit, clock = 'real' } = flags
  try {
    return await startMock(profile, { port, defects: defect, variants: variant, seed, rateLimit, clock })
  } catch (error) {
    // Their IDs are known: two of them cannot be had at once.
    if (error instanceof RangeError) throw usageError('--defect, --variant', error.message)
    throw portFault(error, port)
  }
}

function tellAbout(mock: RunningMock, { defect = [], variant = [], clock = 'real' }: MockFlags, io: Io): void {
  tell(io, `The ${mock.profile} mock listens at ${mock.baseUrl}`)
  tell(io, `Provider states are set up at ${mock.providerStatesUrl}`)
  if (defect.length > 0) tell(io, `Seeded defects: ${defect.join(', ')}`)
  if (variant.length > 0) tell(io, `Conforming variants: ${variant.join(', ')}`)
  if (clock === 'virtual') tell(io, 'Its clock stands still but for the provider state "time moves forward"')
  tell(io, 'Ctrl-C stops it. A configuration that fits it:')
}

function printTable(io: Io, rows: readonly Record<string, string | string[]>[], asJson: true | undefined): void {
  if (asJson) {
    print(io, JSON.stringify(rows, null, 2))
    return
  }
  const cells = rows.map((row) => Object.values(row).map((value) => (Array.isArray(value) ? value.join(' ') : value)))
  const widthOf = (column: number) => Math.max(...cells.map((row) => row[column]!.length))
  const widths = [widthOf(0), widthOf(1)]
  for (const row of cells)
    print(
      io,
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}
