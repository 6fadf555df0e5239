import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { TargetReport } from '../../../reports/model.ts'
import { everything, type Filter } from '../../../reports/page/filter.ts'
import { Rules } from '../../../reports/page/rules.tsx'

interface TargetsProps {
  targets: readonly TargetReport[]
  link: (target: TargetReport, rule: string) => string
  about: (target: TargetReport) => ComponentChildren
}

/** The rules of one target, and a way to those of the others. */
export function Targets({ targets, link, about }: TargetsProps) {
  const [at, setAt] = useState(0)
  const shown = targets[at] ?? targets[0]
  if (!shown) return null
  return (
    <div>
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
    </div>
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
