import { play, type Setting } from '../../cli/drill/play.ts'
import { parts } from '../../cli/parts.ts'
import type { Driver, DriverAnswer, JobRequest, NoAnswer, Played, Situation } from '../../engine/drill.ts'
import { noJournal } from '../../engine/journal.ts'
import { limitTo } from '../../engine/limit.ts'
import { type Judged, runRules } from '../../engine/runner.ts'
import { toVerdict } from '../../engine/verdict.ts'
import { type Drilled, drilledBy, rulesShownBy } from '../../profiles/drill.ts'
import { findProfile } from '../../profiles/find.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'

/** A driver as a function: it does a job in this process. */
export type Doing = (job: JobRequest) => Promise<DriverAnswer | NoAnswer>

export interface DrillOutcome {
  judged: ReadonlyMap<string, Judged>
  /** `fail ITERO-CLIENT-20`, in the register's order. */
  broken: string[]
  played: readonly Played[]
  outcome(id: string): string | undefined
}

const profiles = new Map<string, Promise<{ found: FoundProfile; drilled: Drilled }>>()

async function load(profile: string) {
  const found = await findProfile(profile, process.cwd())
  return { found, drilled: await drilledBy(found) }
}

/** What plays one situation. */
export type Playing = (situation: Situation, driver: Driver, setting: Setting, nth: number) => Promise<Played>

export const playing: Playing = (situation, driver, setting, nth) => {
  const hooks = { client: 'mine', prefix: `mine-${nth}`, signal: new AbortController().signal, onExchange() {} }
  return play(situation, driver, setting, hooks)
}

/**
 * Plays situations of a profile with a driver that is a function, and judges by all that came.
 *
 * @param only which situations, by their names; by default all
 * @param by what plays a situation; by default it is brought about on a mock
 */
export async function drilledWith(
  profile: string,
  doing: Doing,
  { only = () => true, seed = 1, by = playing }: { only?: (name: string) => boolean; seed?: number; by?: Playing } = {},
): Promise<DrillOutcome> {
  const loading = profiles.get(profile) ?? load(profile)
  profiles.set(profile, loading)
  const { found, drilled } = await loading
  const driver: Driver = {
    // What goes over a process's streams is JSON.
    run: async (job) => ({ answer: JSON.parse(JSON.stringify(await doing(JSON.parse(JSON.stringify(job))))), log: '' }),
  }
  const situations = drilled.drill.situations.filter(({ name }) => only(name))
  const names = new Set(situations.map(({ name }) => name))
  const atOnce = limitTo(16)
  const played: Played[] = []
  const setting = { found, drilled, seed, startMock: parts.startMock }
  const experiments = Object.fromEntries(
    situations.map((situation, nth) => [
      situation.name,
      {
        run: () =>
          atOnce(async () => {
            const one = await by(situation, driver, setting, nth)
            played.push(one)
            return one
          }),
      },
    ]),
  )
  const rules = rulesShownBy(drilled, names)
  const judged = new Map<string, Judged>()
  await runRules({ rules, experiments }, new Set(Object.keys(rules)), {
    contextFor: () => undefined,
    journal: noJournal,
    target: 'mine',
    onJudged: (one) => judged.set(one.id, one),
  })
  const broken = drilled.requirements.flatMap(({ id, level }) => {
    const finding = judged.get(id)?.finding
    return finding?.outcome === 'broken' ? [`${toVerdict(finding, level)} ${id}`] : []
  })
  return { judged, broken, played, outcome: (id) => judged.get(id)?.finding.outcome }
}
