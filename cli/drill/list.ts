import type { Situation } from '../../engine/drill.ts'
import { plural } from '../../engine/words.ts'
import type { Drilled } from '../../profiles/drill.ts'
import type { Client } from './client.ts'

const shownBy = ({ judges, bringsUp = [], overtime = [] }: Situation): string[] => [
  ...new Set([...Object.keys(judges), ...bringsUp, ...overtime]),
]

/** The situations: what each brings about, its job, and the rules that it shows besides those on all traffic. */
export function listOfSituations(situations: readonly Situation[], { drill }: Drilled, asJson: boolean): string {
  if (asJson) {
    const rows = situations.map((one) => ({
      name: one.name,
      summary: one.summary,
      job: one.job,
      ...drill.jobs[one.job],
      shows: shownBy(one),
    }))
    return JSON.stringify(rows, null, 2)
  }
  const width = Math.max(...situations.map(({ name }) => name.length))
  const jobs = Math.max(...situations.map(({ job }) => job.length))
  return situations
    .map((one) => `${one.name.padEnd(width)}  ${one.job.padEnd(jobs)}  ${shownBy(one).join(' ')}  ${one.summary}`)
    .join('\n')
}

/** What a drill would do. */
export const planOf = (situations: readonly Situation[], { name, driver }: Client, atOnce: number): string =>
  [
    `${name}: ${plural(situations.length, 'situation')}, ${Math.min(atOnce, situations.length)} at once, each with one job on a mock of its own`,
    `The driver is started as ${JSON.stringify(driver.argv)} in ${driver.cwd}; one job may take ${driver.jobTimeoutMs / 1000} s`,
    'Nothing is sent but to this machine',
  ].join('\n')
