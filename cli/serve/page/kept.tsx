import { useState } from 'preact/hooks'
import { moment } from '../../../reports/page/moment.ts'
import { Verdict } from '../../../reports/page/verdict.tsx'
import { duration, verdicts } from '../../../reports/verdicts.ts'
import type { KeptRun, LiveRun, PageState } from '../model.ts'

/** Runs under way, and those that are kept; two of them can be held against each other. */
export function Runs({ state: { live, kept } }: { state: PageState }) {
  const [pair, setPair] = useState<readonly string[]>([])
  const running = live.filter(({ id, state }) => state !== 'ended' || !kept.some((one) => one.id === id))
  const choose = (id: string) => setPair(pair.includes(id) ? pair.filter((one) => one !== id) : [...pair, id].slice(-2))
  // The older one is A.
  const [b, a] = kept.filter(({ id }) => pair.includes(id)).map(({ id }) => id)
  return (
    <section class="runs-kept" aria-labelledby="runs-title">
      <h2 id="runs-title">Runs</h2>
      {running.length > 0 && (
        <ul class="running">
          {running.map((run) => (
            <li key={run.id}>
              <a href={`#/runs/${run.id}`}>{run.names.join(', ')}</a> <span class="note">{standing(run)}</span>
            </li>
          ))}
        </ul>
      )}
      {kept.length === 0 ? (
        <p class="note">No run is kept yet.</p>
      ) : (
        <>
          <table class="targets-table kept">
            <thead>
              <tr>
                <th scope="col">Compare</th>
                <th scope="col">Run</th>
                <th scope="col">Targets</th>
                <th scope="col">Took</th>
                <th scope="col">Report</th>
              </tr>
            </thead>
            <tbody>
              {kept.map((run) => (
                <Kept key={run.id} run={run} isChosen={pair.includes(run.id)} choose={() => choose(run.id)} />
              ))}
            </tbody>
          </table>
          <p class="buttons">
            {a && b ? (
              <a class="button" href={`/compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`}>
                Compare {a} with {b}
              </a>
            ) : (
              <span class="note" role="status">
                Choose two runs to compare them.
              </span>
            )}
          </p>
        </>
      )}
    </section>
  )
}

function Kept({ run, isChosen, choose }: { run: KeptRun; isChosen: boolean; choose: () => void }) {
  const { id, kind, startedAt, durationMs, complete, targets } = run
  const when = startedAt === undefined ? id : moment(startedAt)
  return (
    <tr>
      <td>
        <input type="checkbox" aria-label={`Compare the run of ${when}`} checked={isChosen} onChange={choose} />
      </td>
      <th scope="row">
        <a href={`#/runs/${id}`}>{when}</a>
        {kind !== 'run' && <span class="note"> {kind}</span>}
        {!complete && <span class="note"> broke off</span>}
      </th>
      <td>
        <ul>
          {targets.map(({ name, role, summary }) => (
            <li key={`${name} ${role}`}>
              {name}
              {role === 'client' ? ' (client) ' : ' '}
              {verdicts
                .filter(({ count }) => summary && summary[count] > 0)
                .map(({ name: verdict, count }) => (
                  <span key={verdict} class="counted">
                    {summary![count]} <Verdict name={verdict} />
                  </span>
                ))}
            </li>
          ))}
        </ul>
      </td>
      <td>{durationMs === undefined ? '' : duration(durationMs)}</td>
      <td>
        <a href={`/runs/${encodeURIComponent(id)}/report`} aria-label={`Report of ${when}`}>
          Report
        </a>
      </td>
    </tr>
  )
}

/** How a run stands, in a word. */
export function standing({ state, status, said }: LiveRun): string {
  if (state === 'running') return 'under way'
  if (state === 'stopping') return 'is being stopped'
  if (status === 0) return 'ended: nothing fails'
  return status === 1
    ? 'ended: at least one rule fails'
    : `ended without a result${said ? `: ${said.trim().split('\n')[0]}` : ''}`
}
