import { plural } from '../../engine/words.ts'
import type { PastRun } from '../model.ts'
import { verdicts } from '../verdicts.ts'
import { AsTable } from './as-table.tsx'
import { moment } from './moment.ts'

/** Height of the bars, in pixels, and the least height of a part of one. */
const HEIGHT = 64
const LEAST = 3

/** Runs that are drawn; the table has all that the report has. */
const DRAWN = 30

/** Verdicts other than pass: few among many, and the ones whose change matters. */
const DRAWN_VERDICTS = verdicts.filter(({ name }) => name !== 'pass' && name !== 'not-applicable').reverse()

/** The last runs on this target, the oldest at the left: how many rules did not pass, and with what verdict. */
export function History({ runs }: { runs: PastRun[] }) {
  const drawn = runs.slice(-DRAWN)
  const most = Math.max(
    1,
    ...drawn.map(({ summary }) => DRAWN_VERDICTS.reduce((sum, { count }) => sum + summary[count], 0)),
  )
  return (
    <section class="drawing history" id="history" aria-labelledby="history-title">
      <h2 id="history-title">History</h2>
      <p class="note">
        Rules that did not pass in the last {plural(drawn.length, 'run')}, the oldest at the left and this one at the
        right.
      </p>
      <div class="past-runs" role="img" aria-label={inWords(drawn)}>
        {drawn.map((run, at) => (
          <span
            key={at}
            class={at === drawn.length - 1 ? 'run now' : 'run'}
            title={`${moment(run.startedAt)}: ${counts(run)}`}
          >
            <Bar run={run} most={most} />
            <span class="label">{run.summary.fail > 0 ? `✗ ${run.summary.fail}` : run.complete ? '✓' : '…'}</span>
          </span>
        ))}
      </div>
      <AsTable
        columns={['Run', 'Verdicts', 'Completed', 'Tool']}
        rows={[...runs]
          .reverse()
          .map((run) => [moment(run.startedAt), counts(run), run.complete ? 'yes' : 'no', run.toolVersion])}
        noun="run"
        file="report.json"
      />
    </section>
  )
}

function Bar({ run, most }: { run: PastRun; most: number }) {
  let y = HEIGHT
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT}>
      <line class="base" x1="0" x2="100%" y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {DRAWN_VERDICTS.map(({ name, count }) => {
        if (run.summary[count] === 0) return null
        const height = Math.max(LEAST, (run.summary[count] / most) * (HEIGHT - 4 * LEAST))
        y -= height
        return <rect key={name} class={name} x="0" width="100%" y={y} height={height} />
      })}
    </svg>
  )
}

function counts({ summary }: PastRun): string {
  return verdicts
    .filter(({ count }) => summary[count] > 0)
    .map(({ label, count }) => `${summary[count]} ${label}`)
    .join(', ')
}

function inWords(runs: readonly PastRun[]): string {
  const first = runs[0]!
  const last = runs.at(-1)!
  return `${plural(runs.length, 'run')}. The first, ${moment(first.startedAt)}: ${counts(first)}. This one: ${counts(last)}.`
}
