import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { everything, type Filter, matches } from './filter.ts'
import { Overview } from './overview.tsx'
import { Printing, usePrintEvents } from './printing.ts'
import { RateLimit } from './rate-limit.tsx'
import { linkTo, placeOf } from './route.ts'
import { Rules } from './rules.tsx'
import { report, timelines } from './store.ts'
import { Targets } from './targets.tsx'

/** A rule to bring into view; a new object each time, so that the same link works twice. */
interface Jump {
  rule: string
}

export function App() {
  const [target, setTarget] = useState(() => placeOf(report, location.hash, 0)?.target ?? 0)
  const [filter, setFilter] = useState<Filter>(everything)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [jump, setJump] = useState<Jump>()
  const shown = report.targets[target]!
  const timeline = timelines[target]

  useEffect(() => {
    const follow = () => {
      const place = placeOf(report, location.hash, target)
      if (!place) return
      setTarget(place.target)
      if (place.rule === undefined) return
      const id = place.rule
      const rule = report.targets[place.target]!.requirements.find((one) => one.id === id)!
      setFilter((now) => (matches(rule, now) ? now : everything))
      setOpened((now) => new Set(now).add(key(place.target, id)))
      setJump({ rule: id })
    }
    follow()
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [target])

  useLayoutEffect(() => {
    if (!jump) return
    const summary = document.getElementById(jump.rule)?.querySelector('summary')
    // The filters stick to the top, in as many lines as the window needs.
    const filters = document.querySelector<HTMLElement>('.filters')!
    const covered = getComputedStyle(filters).position === 'sticky' ? filters.offsetHeight : 0
    document.documentElement.style.scrollPaddingTop = `${covered + 12}px`
    summary?.scrollIntoView({ block: 'start' })
    summary?.focus({ preventScroll: true })
  }, [jump])

  const printing = usePrintEvents()

  const toggle = (id: string, open: boolean) => {
    setOpened((now) => {
      if (now.has(key(target, id)) === open) return now
      const next = new Set(now)
      if (open) next.add(key(target, id))
      else next.delete(key(target, id))
      return next
    })
  }
  const link = (rule: string) => linkTo(report, { target, rule })
  const narrow = (to: Partial<Filter>) => {
    setFilter({ ...everything, ...to })
    document.getElementById('rules')?.scrollIntoView()
  }

  return (
    <Printing.Provider value={printing}>
      <button type="button" class="skip" onClick={() => document.getElementById('search')?.focus()}>
        Skip to the rules
      </button>
      <Targets current={target} />
      <main>
        <Overview target={shown} link={link} narrow={narrow} />
        {timeline && <RateLimit key={target} timeline={timeline} target={shown} />}
        <Rules
          key={target}
          target={shown}
          filter={filter}
          setFilter={setFilter}
          isOpen={(id) => opened.has(key(target, id))}
          toggle={toggle}
          link={link}
        />
      </main>
      <footer>
        <p>
          Written by {report.tool.name} {report.tool.version}. Secrets were replaced before anything was stored; the
          exchanges are in <code>exchanges.ndjson</code> beside this file.
        </p>
      </footer>
    </Printing.Provider>
  )
}

function key(target: number, rule: string): string {
  return `${target}/${rule}`
}
