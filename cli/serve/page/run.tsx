import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { visible, visibleDeep } from '../../../reports/inert.ts'
import type { Report, TargetReport } from '../../../reports/model.ts'
import { everything, type Filter } from '../../../reports/page/filter.ts'
import { moment } from '../../../reports/page/moment.ts'
import { RuleFoot, type RuleFootProps } from '../../../reports/page/rule-foot.ts'
import { Rules } from '../../../reports/page/rules.tsx'
import { plural, titleOf } from '../../../reports/verdicts.ts'
import type { LiveRun, PageState } from '../model.ts'
import { ask } from './ask.ts'
import { standing } from './kept.tsx'
import { Limit } from './limit.tsx'
import { useLiveTargets } from './live-targets.ts'
import { useAction } from './use-action.ts'
import { Waive } from './waive.tsx'

/** A run: while it goes on the rules as they are judged, and after that what it came to. */
export function RunView({ id, state }: { id: string; state: PageState }) {
  const live = state.live.find((one) => one.id === id)
  const kept = state.kept.find((one) => one.id === id)
  const report = useReport(id, kept && `${kept.startedAt} ${kept.durationMs}`)
  const { isBusy, fault, act } = useAction()
  const running = live !== undefined && live.state !== 'ended'
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
      const request = { names: failed.map(({ name }) => name), only: [...new Set(failed.flatMap(({ ids }) => ids))] }
      goTo((await ask<{ id: string }>('/api/runs', request)).id)
    })
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Run of {names.join(', ')}
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
        {failed.length > 0 && !running && (
          <button type="button" class="button" disabled={isBusy} onClick={again}>
            Run what failed again
          </button>
        )}
        {kept && !kept.complete && !running && (
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
      {running ? <Live run={live} /> : report && <Judged id={id} report={report} baseline={state.baseline} />}
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

function Live({ run }: { run: LiveRun }) {
  const targets = useLiveTargets(run)
  const now = useNow()
  return (
    <Targets
      targets={targets}
      link={() => `#/runs/${run.id}`}
      about={({ name }) => {
        const tally = run.targets[name]
        return tally && <Limit tally={tally} now={now} />
      }}
    />
  )
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return now
}

function Judged({ id, report, baseline }: { id: string; report: Report; baseline: string }) {
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

interface TargetsProps {
  targets: readonly TargetReport[]
  link: (target: TargetReport, rule: string) => string
  about: (target: TargetReport) => ComponentChildren
}

/** The rules of one target, and a way to those of the others. */
function Targets({ targets, link, about }: TargetsProps) {
  const [at, setAt] = useState(0)
  const shown = targets[at] ?? targets[0]
  if (!shown) return null
  return (
    <>
      {targets.length > 1 && (
        <fieldset class="tabs">
          <legend>Targets of this run</legend>
          {targets.map(({ name, role, summary }, nth) => (
            <button
              key={`${name} ${role}`}
              type="button"
              class="chip"
              aria-pressed={targets[nth] === shown}
              onClick={() => setAt(nth)}
            >
              {name}
              {role === 'client' ? ' (client)' : ''} <span class="number">{summary.fail} fail</span>
            </button>
          ))}
        </fieldset>
      )}
      {about(shown)}
      <RulesOf key={`${shown.name} ${shown.role}`} target={shown} link={(rule) => link(shown, rule)} />
    </>
  )
}

function RulesOf({ target, link }: { target: TargetReport; link: (rule: string) => string }) {
  const [filter, setFilter] = useState<Filter>(everything)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string, open: boolean) => {
    if (opened.has(id) !== open) setOpened(new Set(open ? [...opened, id] : [...opened].filter((one) => one !== id)))
  }
  return <Rules {...{ target, filter, setFilter, toggle, link }} isOpen={(id) => opened.has(id)} />
}
