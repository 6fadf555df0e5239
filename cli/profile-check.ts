import { noJournal } from '../engine/journal.ts'
import type { LoadedProfile } from '../engine/loaded-profile.ts'
import type { Mock, MockOptions } from '../engine/mock.ts'
import { runTarget } from '../engine/run-target.ts'
import { plural } from '../engine/words.ts'
import type { FoundProfile } from '../profiles/found-profile.ts'
import { loadProfile } from '../profiles/load.ts'
import { mockOf } from '../profiles/mock.ts'
import { liveClient } from '../targets/live.ts'
import { asUsage } from './as-usage.ts'
import { choose } from './choose.ts'
import { mockTarget } from './config/complete.ts'
import type { ExitStatus } from './exit-status.ts'
import { type Io, print, tell } from './io.ts'
import { profileArgument } from './profile-argument.ts'

/** Options of `bitewing profile check`. */
export interface ProfileCheckFlags {
  json?: true
  only?: string[]
}

/** A line of the kill matrix: a seeded defect, and what the rules made of it. */
interface Kill {
  defect: string
  requirement: string
  /** Whether its rule names it. */
  caught: boolean
  /** Other rules that name it. */
  others: string[]
}

/** What was found of a profile. */
export interface ProfileCheck {
  profile: string
  requirements: number
  /** Requests of a run on the mock as it is. */
  requests: number
  /** What is found on the mock as it is, which conforms. */
  falseAlarms: string[]
  /** Requirements that the mock as it is does not show. */
  unseen: string[]
  kills: Kill[]
  /** Requirements of level must that are seen, and that no defect is caught under alone. */
  unproved: string[]
  sound: boolean
}

/**
 * `bitewing profile check`: judges the profile's mock as it is, and with each of its seeded defects, and prints which rule
 * caught what. Resolves with 1 where the profile is not sound: the mock does not conform, a defect is not caught, or is
 * caught by others, or a requirement of level must is without one that it alone catches; with 3 where it was interrupted.
 *
 * @throws UsageError for an unknown profile, one without a mock, and an `--only` that matches no defect and no requirement of one.
 */
export async function checkProfile(name: string, { json, only }: ProfileCheckFlags, io: Io): Promise<ExitStatus> {
  const found = await profileArgument(name, io.cwd)
  const [profile, mock] = await asUsage(async () => [await loadProfile(found), await mockOf(found)] as const, 'profile')
  let interrupted = false
  io.onInterrupt(() => {
    interrupted = true
  })
  const all = mock.defects ?? []
  const named = only && choose([...all, ...all.map(({ requirement: id }) => ({ id }))], only).map(({ id }) => id)
  const defects = all.filter(({ id, requirement }) => !named || named.includes(id) || named.includes(requirement))
  const clean = await verdictsOf(found, profile, mock, {})
  const kills: Kill[] = []
  for (const [nth, { id, requirement, exhaustive = false }] of defects.entries()) {
    if (interrupted) break
    if (io.stderr.isTTY) io.stderr.write(`\r${nth + 1} of ${plural(defects.length, 'defect')}`)
    const { named } = await verdictsOf(found, profile, mock, { defects: [id] }, exhaustive)
    const own = named.filter((one) => !clean.named.includes(one))
    kills.push({
      defect: id,
      requirement,
      caught: own.includes(requirement),
      others: own.filter((one) => one !== requirement),
    })
  }
  if (io.stderr.isTTY) io.stderr.write('\r\u001b[K')
  const check = checked(profile, clean, kills, interrupted, only !== undefined)
  if (json) print(io, JSON.stringify(check, null, 2))
  else printCheck(check, io)
  if (interrupted) return 3
  return check.sound ? 0 : 1
}

function checked(
  { name, requirements }: LoadedProfile,
  clean: Verdicts,
  kills: Kill[],
  interrupted: boolean,
  isPart: boolean,
): ProfileCheck {
  const alone = new Set(
    kills.filter(({ caught, others }) => caught && others.length === 0).map((one) => one.requirement),
  )
  const seen = requirements.filter(({ id }) => !clean.open.includes(id))
  const tried = new Set(kills.map(({ requirement }) => requirement))
  const unproved = seen.filter(({ id, level }) => level === 'must' && !alone.has(id) && (!isPart || tried.has(id)))
  const isCaught = ({ requirement, caught, others }: Kill) =>
    clean.open.includes(requirement) || (caught && others.length === 0)
  return {
    profile: name,
    requirements: requirements.length,
    requests: clean.requests,
    falseAlarms: clean.named,
    unseen: clean.open,
    kills,
    unproved: unproved.map(({ id }) => id),
    sound: !interrupted && clean.named.length === 0 && unproved.length === 0 && kills.every(isCaught),
  }
}

interface Verdicts {
  requests: number
  /** Requirements that a fault is found of. */
  named: string[]
  /** Requirements that could not be observed. */
  open: string[]
}

/** What the rules make of the mock. */
async function verdictsOf(
  found: FoundProfile,
  profile: LoadedProfile,
  mock: Mock,
  options: MockOptions,
  exhaustive = false,
): Promise<Verdicts> {
  const running = await mock.start(options)
  const timeoutMs = 10_000
  const transport = liveClient({ timeoutMs, userAgent: 'bitewing' })
  const verdicts: Verdicts = { requests: 0, named: [], open: [] }
  try {
    const { exchanges } = await runTarget({
      profile,
      target: mockTarget(running, found, {}),
      options: { chosen: profile.requirements.map(({ id }) => id), seed: 1, exhaustive, timeoutMs },
      transport,
      journal: noJournal,
      controller: new AbortController(),
      onJudged({ id, finding: { outcome } }) {
        if (outcome === 'broken') verdicts.named.push(id)
        if (outcome === 'unobserved') verdicts.open.push(id)
      },
    })
    return { ...verdicts, requests: exchanges.length }
  } finally {
    await transport.close()
    await running.close()
  }
}

function printCheck(check: ProfileCheck, io: Io): void {
  const { profile, requirements, requests, falseAlarms, unseen, kills, unproved, sound } = check
  const width = Math.max(0, ...kills.map(({ defect }) => defect.length))
  for (const { defect, requirement, caught, others } of kills) {
    const verdict = caught ? 'caught' : unseen.includes(requirement) ? 'unseen' : 'MISSED'
    print(
      io,
      [verdict, defect.padEnd(width), requirement, ...(others.length > 0 ? [`also ${others.join(' ')}`] : [])].join(
        '  ',
      ),
    )
  }
  const caught = kills.filter((one) => one.caught).length
  tell(
    io,
    `${profile}: ${requirements} requirements, ${requests} requests; ${caught} of ${plural(kills.length, 'defect')} caught`,
  )
  for (const id of falseAlarms) tell(io, `The mock as it is breaks ${id}`)
  for (const id of unproved) tell(io, `No defect is caught under ${id} alone`)
  if (unseen.length > 0)
    tell(io, `${plural(unseen.length, 'requirement is', 'requirements are')} not shown by the mock`)
  tell(io, sound ? 'The profile is sound' : 'The profile is not sound')
}
