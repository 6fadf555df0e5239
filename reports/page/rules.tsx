import { useState } from 'preact/hooks'
import { plural } from '../../engine/words.ts'
import type { TargetReport } from '../model.ts'
import { Area } from './area.tsx'
import { everything, type Filter, matches } from './filter.ts'
import { Filters } from './filters.tsx'
import { moveFocus } from './tree-keys.ts'

interface RulesProps {
  target: TargetReport
  filter: Filter
  setFilter: (filter: Filter) => void
  isOpen: (id: string) => boolean
  toggle: (id: string, open: boolean) => void
  link: (rule: string) => string
}

/** All rules as a tree by area, narrowed by the filter. */
export function Rules({ target, filter, setFilter, isOpen, toggle, link }: RulesProps) {
  /** Areas that the reader has unfolded or folded, until the filter is changed. */
  const [choice, setChoice] = useState({ filter, areas: new Map<string, boolean>() })
  const chosen = choice.filter === filter ? choice.areas : new Map<string, boolean>()
  const choose = (areas: [area: string, unfolded: boolean][]) =>
    setChoice((now) => ({ filter, areas: new Map([...(now.filter === filter ? now.areas : []), ...areas]) }))
  const shown = target.requirements.filter((rule) => matches(rule, filter))
  const areas = [...new Set(shown.map((rule) => rule.area))]
  const rulesOf = (area: string) => shown.filter((rule) => rule.area === area)
  // At first the tree shows where something is to be seen; what is searched for is shown wherever it is.
  const isUnfolded = (area: string) =>
    chosen.get(area) ??
    (filter !== everything || rulesOf(area).some((rule) => rule.verdict !== 'pass' || isOpen(rule.id)))
  const allUnfolded = areas.every(isUnfolded)
  return (
    <section class="rules" id="rules" aria-labelledby="rules-title" onKeyDown={moveFocus}>
      <h2 id="rules-title">Rules</h2>
      <Filters target={target} filter={filter} setFilter={setFilter} />
      <div class="found">
        <p role="status">
          {shown.length === target.requirements.length
            ? plural(shown.length, 'rule')
            : `${shown.length} of ${plural(target.requirements.length, 'rule')}`}
        </p>
        {areas.length > 0 && (
          <button type="button" class="plain" onClick={() => choose(areas.map((area) => [area, !allUnfolded]))}>
            {allUnfolded ? 'Fold all areas' : 'Unfold all areas'}
          </button>
        )}
        <p class="keys">
          <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>→</kbd> <kbd>←</kbd> open and close
        </p>
      </div>
      {areas.map((area) => (
        <Area
          key={area}
          area={area}
          rules={rulesOf(area)}
          target={target}
          unfolded={isUnfolded(area)}
          unfold={(open) => {
            if (open !== isUnfolded(area)) choose([[area, open]])
          }}
          isOpen={isOpen}
          toggle={toggle}
          link={link}
        />
      ))}
      {shown.length === 0 && (
        <p class="empty">
          No rule fits.{' '}
          <button type="button" class="plain" onClick={() => setFilter(everything)}>
            Show all rules
          </button>
        </p>
      )}
    </section>
  )
}
