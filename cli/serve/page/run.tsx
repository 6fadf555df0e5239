import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { plural } from '../../../engine/words.ts'
import { visible, visibleDeep } from '../../../reports/inert.ts'
import type { Report, TargetReport } from '../../../reports/model.ts'
import { moment } from '../../../reports/page/moment.ts'
import { RuleFoot, type RuleFootProps } from '../../../reports/page/rule-foot.ts'
import { titleOf } from '../../../reports/verdicts.ts'
import type { LiveRun, PageState, RunKind } from '../model.ts'
import { ask } from './ask.ts'
import { standing } from './kept.tsx'
import { Limit } from './limit.tsx'
import { useLiveTargets } from './live-targets.ts'
import { Targets } from './targets.tsx'
import { Standing, Traffic } from './traffic.tsx'
import { useAction } from './use-action.ts'
import { Waive } from './waive.tsx'

/** A run: while it goes on the rules as they are judged, and after that what it came to. */
export function RunView({ id, state }: { id: string; state: PageState }) {
  const live = state.live.find((one) => one.id === id)
  const kept = state.kept.find((one) => one.id === id)
  const report = useReport(id, kept && `${kept.startedAt} ${kept.durationMs}`)
  const { isBusy, fault, act } = useAction()
  const kind = live?.kind ?? kept?.kind ?? 'run'
  const running = live !== undefined && live.state !== 'ended'
  const now = useNow(running)
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that ended it is gone: who goes by keyboard is where the result begins.
  useEffect(() => {
    if (!running && document.activeElement === document.body) heading.current?.focus()
  }, [running])
  const names = live?.names ?? [...new Set(kept?.targets.map(({ name }) => name))]
  if (!live && !kept) return <p class="note">There is no such run.</p>

  const fails = report?.targets.map(({ name, requirements }) => ({
    name,
    ids: requirements.filter(({ verdict }) => verdict === 'fail').map((one) => one.id),
  }))
  const failed = fails?.filter(({ ids }) => ids.length > 0) ?? []
  const goTo = (to: string) => {
    location.hash = `#/runs/${to}`
  }
  const stop = () => act(() => ask(`/api/runs/${id}/stop`, {}))
  const resume = () => act(() => ask(`/api/runs/${id}/resume`, {}))
  const again = () =>
    act(async () => {
      const only = [...new Set(failed.flatMap(({ ids }) => ids))]
      const names = failed.map(({ name }) => name)
      const [path, request] =
        kind === 'drill' ? ['/api/drills', { client: names[0], only }] : ['/api/runs', { names, only }]
      goTo((await ask<{ id: string }>(path, request)).id)
    })
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {TITLES[kind]} {names.join(', ')}
      </h1>
      <p role="status" class="standing">
        {live ? visible(standing(live)) : kept?.complete ? 'ended' : 'broke off'}
        {report?.startedAt && <span class="note"> begun {moment(report.startedAt)}</span>}
        {report?.incompleteReason && <span class="note"> {visible(report.incompleteReason)}</span>}
      </p>
      <p class="buttons">
        {running && (
          <button type="button" class="button main" disabled={live.state === 'stopping'} onClick={stop}>
            Stop
          </button>
        )}
        {report && !running && (
          <a class="button main" href={`/runs/${encodeURIComponent(id)}/report`}>
            Open the report
          </a>
        )}
        {failed.length > 0 && !running && kind !== 'proxy' && (
          <button type="button" class="button" disabled={isBusy} onClick={again}>
            Run what failed again
          </button>
        )}
        {kept && !kept.complete && !running && kind === 'run' && (
          <button type="button" class="button" disabled={isBusy} onClick={resume}>
            Go on with it
          </button>
        )}
      </p>
      {(fault || (!running && live?.said)) && (
        <pre class="fault" role="alert">
          {visible([fault, running ? '' : live?.said].filter(Boolean).join('\n'), { lines: true })}
        </pre>
      )}
      {running && kind !== 'run' && <Standing run={live} now={now} />}
      <div class={kind === 'run' ? undefined : 'watched'}>
        {kind !== 'run' && <Traffic id={id} kind={kind} live={live} now={running ? now : undefined} />}
        {running ? (
          <Live run={live} now={now} />
        ) : (
          report && <Judged id={id} report={report} baseline={state.baseline} />
        )}
      </div>
    </>
  )
}

/** The report of a run that has one; `version` is another one when it was written again. */
function useReport(id: string, version: string | undefined): Report | undefined {
  const [report, setReport] = useState<Report>()
  useEffect(() => {
    let current = true
    setReport(undefined)
    if (version === undefined) return
    ask<Report>(`/api/runs/${encodeURIComponent(id)}`).then(
      (read) => current && setReport(visibleDeep(read)),
      () => {},
    )
    return () => {
      current = false
    }
  }, [id, version])
  return report
}

const TITLES: Record<RunKind, string> = { run: 'Run of', proxy: 'Proxy before', drill: 'Drill of' }

function Live({ run, now }: { run: LiveRun; now: number }) {
  const { id, kind } = run
  const targets = useLiveTargets(run)
  return (
    <Targets
      targets={targets}
      link={() => `#/runs/${id}`}
      about={({ name }) => {
        const tally = run.targets[name]
        return kind === 'run' && tally && <Limit tally={tally} now={now} />
      }}
    />
  )
}

/** The time, as long as somebody waits for it to go on. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [running])
  return now
}

interface JudgedProps {
  id: string
  report: Report
  baseline: string
}

function Judged({ id, report, baseline }: JudgedProps) {
  const link = (target: TargetReport, rule: string) =>
    `/runs/${encodeURIComponent(id)}/report#/${encodeURIComponent(titleOf(target))}/${rule}`
  const Foot = useMemo(
    () =>
      ({ rule, target }: RuleFootProps) => (
        <>
          <p class="aside">
            <a href={link(target, rule.id)}>Evidence: {plural(rule.exchanges.length, 'exchange')}, in the report</a>
          </p>
          {(rule.verdict === 'fail' || rule.verdict === 'warn') && (
            <Waive run={id} target={target.name} rule={rule.id} file={baseline} />
          )}
        </>
      ),
    [id, baseline],
  )
  return (
    <RuleFoot.Provider value={Foot}>
      <Targets targets={report.targets} link={link} about={() => null} />
    </RuleFoot.Provider>
  )
}
