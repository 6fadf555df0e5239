import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { Contracts } from './contracts.tsx'
import { Coverage } from './coverage.tsx'
import { Discovered } from './discovered.tsx'
import { PRINTED } from './evidence.tsx'
import { everything, type Filter, matches } from './filter.ts'
import { History } from './history.tsx'
import { bringIntoView, bringRuleIntoView } from './into-view.ts'
import { LeftBehind } from './left-behind.tsx'
import { Overview } from './overview.tsx'
import { nameInAddress } from './place.ts'
import { RateLimit } from './rate-limit.tsx'
import { ResponseTimesTable } from './response-times.tsx'
import { linkTo, type Place } from './route.ts'
import { Rules } from './rules.tsx'
import { SectionLinks } from './section-links.tsx'
import { report, responseTimes, timelines, warm } from './store.ts'

interface OneTargetProps {
  /** Its index in the report. */
  target: number
  /** Where in it to be; a new object for each link that is followed. */
  place: Place
}

/** A target's part of the report: what it comes to, its rules, and what is drawn of the run. */
export function OneTarget({ target, place }: OneTargetProps) {
  const shown = report.targets[target]!
  const timeline = timelines[target]
  const times = responseTimes[target]!
  const [filter, setFilter] = useState<Filter>(everything)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(place.rule === undefined ? [] : [place.rule]))
  const link = (rule: string) => linkTo(report, { target, rule })

  useLayoutEffect(() => {
    if (place.rule !== undefined) {
      const id = place.rule
      const rule = shown.requirements.find((one) => one.id === id)!
      setFilter((now) => (matches(rule, now) ? now : everything))
      setOpened((now) => new Set(now).add(id))
    }
  }, [place])
  useEffect(() => {
    if (place.rule !== undefined) bringRuleIntoView(place.rule)
    else if (place.section !== undefined) bringIntoView(place.section)
  }, [place])
  useEffect(() => warm(shown, PRINTED), [shown])

  const toggle = (id: string, open: boolean) => {
    if (opened.has(id) === open) return
    setOpened((now) => {
      const next = new Set(now)
      if (open) next.add(id)
      else next.delete(id)
      return next
    })
    if (open) nameInAddress(link(id))
  }
  const narrow = (to: Partial<Filter>) => {
    setFilter({ ...everything, ...to })
    bringIntoView('rules')
  }

  // What the filter does not change is not gone through again with every letter that is typed.
  const overview = useMemo(
    () => <Overview target={shown} link={link} narrow={narrow} sections={<SectionLinks target={target} />} />,
    [shown],
  )
  const drawings = useMemo(
    () => (
      <>
        {shown.contracts && (
          <Contracts contracts={shown.contracts} known={new Set(shown.requirements.map(({ id }) => id))} link={link} />
        )}
        <Coverage target={shown} link={link} narrow={narrow} />
        {timeline && <RateLimit timeline={timeline} target={shown} />}
        {times.length > 0 && <ResponseTimesTable times={times} link={link} />}
        {shown.history && shown.history.length > 1 && <History runs={shown.history} />}
        {shown.discovered && shown.discovered.length > 0 && <Discovered lines={shown.discovered} />}
        {shown.leftBehind && shown.leftBehind.length > 0 && <LeftBehind lines={shown.leftBehind} kind={shown.kind} />}
      </>
    ),
    [shown],
  )

  return (
    <>
      {overview}
      <Rules
        target={shown}
        filter={filter}
        setFilter={setFilter}
        isOpen={(id) => opened.has(id)}
        toggle={toggle}
        link={link}
      />
      {drawings}
    </>
  )
}
