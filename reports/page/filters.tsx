import type { TargetReport } from '../model.ts'
import { levels, verdicts } from '../verdicts.ts'
import { everything, type Filter, toggled } from './filter.ts'
import { RequirementChoice } from './requirement-choice.tsx'

interface FiltersProps {
  target: TargetReport
  filter: Filter
  setFilter: (filter: Filter) => void
}

/** What the rules are narrowed by; it stays in view while they are read. */
export function Filters({ target, filter, setFilter }: FiltersProps) {
  const operations = [...new Set(target.requirements.flatMap((rule) => rule.operations))]
  const present = verdicts.filter(({ count }) => target.summary[count] > 0)
  return (
    <search class="filters">
      <input
        id="search"
        type="search"
        placeholder="Search rules, clauses, answers"
        aria-label="Search rules, clauses and answers"
        value={filter.words}
        onInput={(event) => setFilter({ ...filter, words: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && setFilter({ ...filter, words: '' })}
      />
      <select
        aria-label="Operation"
        value={filter.operation}
        onChange={(event) => setFilter({ ...filter, operation: event.currentTarget.value })}
      >
        <option value="">All operations</option>
        {operations.map((operation) => (
          <option key={operation} value={operation}>
            {operation}
          </option>
        ))}
      </select>
      <RequirementChoice target={target} filter={filter} setFilter={setFilter} />
      <fieldset>
        <legend>Level</legend>
        {levels.map(({ name, meaning }) => (
          <button
            key={name}
            type="button"
            class="chip"
            title={meaning}
            aria-pressed={filter.levels.includes(name)}
            onClick={() => setFilter({ ...filter, levels: toggled(filter.levels, name) })}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend>Verdict</legend>
        {present.map(({ name, glyph, label, count }) => (
          <button
            key={name}
            type="button"
            class={`chip ${name}`}
            aria-pressed={filter.verdicts.includes(name)}
            onClick={() => setFilter({ ...filter, verdicts: toggled(filter.verdicts, name) })}
          >
            <span class="glyph" aria-hidden="true">
              {glyph}
            </span>
            {label} <span class="number">{target.summary[count]}</span>
          </button>
        ))}
      </fieldset>
      {filter !== everything && (
        <button type="button" class="plain" onClick={() => setFilter(everything)}>
          Clear
        </button>
      )}
    </search>
  )
}
