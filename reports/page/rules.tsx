import type { Level } from '../../engine/requirement.ts'
import type { RequirementReport, TargetReport } from '../model.ts'
import { levels, plural, verdicts } from '../verdicts.ts'
import { everything, type Filter, matches, toggled } from './filter.ts'
import { RuleBody } from './rule.tsx'
import { Verdict } from './verdict.tsx'

interface RulesProps {
  target: TargetReport
  filter: Filter
  setFilter: (filter: Filter) => void
  isOpen: (id: string) => boolean
  toggle: (id: string, open: boolean) => void
  link: (rule: string) => string
}

/** All rules by area, narrowed by the filter. */
export function Rules({ target, filter, setFilter, isOpen, toggle, link }: RulesProps) {
  const shown = target.requirements.filter((rule) => matches(rule, filter))
  const areas = [...new Set(shown.map((rule) => rule.area))]
  return (
    <section class="rules" id="rules" aria-labelledby="rules-title">
      <h2 id="rules-title">Rules</h2>
      <Filters target={target} filter={filter} setFilter={setFilter} />
      <p class="found" role="status">
        {shown.length === target.requirements.length
          ? plural(shown.length, 'rule')
          : `${shown.length} of ${plural(target.requirements.length, 'rule')}`}
      </p>
      {areas.map((area) => {
        const rules = shown.filter((rule) => rule.area === area)
        return (
          <div class="area" key={area}>
            <h3>
              {area} <Tally rules={rules} />
            </h3>
            {rules.map((rule) => (
              <Rule key={rule.id} rule={rule} target={target} open={isOpen(rule.id)} toggle={toggle} link={link} />
            ))}
          </div>
        )
      })}
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

interface RuleProps {
  rule: RequirementReport
  target: TargetReport
  open: boolean
  toggle: RulesProps['toggle']
  link: RulesProps['link']
}

function Rule({ rule, target, open, toggle, link }: RuleProps) {
  const act = ['fail', 'warn', 'waived'].includes(rule.verdict)
  return (
    <details
      class="rule"
      id={rule.id}
      open={open}
      data-act={act ? '' : undefined}
      onToggle={(event) => toggle(rule.id, event.currentTarget.open)}
    >
      <summary>
        <Verdict name={rule.verdict} />
        <code class="id">{rule.id}</code>
        <span class="title">{rule.title}</span>
        <LevelTag level={rule.level} />
      </summary>
      {(open || act) && <RuleBody rule={rule} target={target} open={open} link={link} />}
    </details>
  )
}

function LevelTag({ level }: { level: Level }) {
  return <span class={`level ${level}`}>{level}</span>
}

/** How the rules of an area stand, as a thin bar and in words for those who do not see it. */
function Tally({ rules }: { rules: RequirementReport[] }) {
  const parts = verdicts
    .map(({ name, label }) => ({ name, label, count: rules.filter((rule) => rule.verdict === name).length }))
    .filter(({ count }) => count > 0)
  const words = parts.map(({ label, count }) => `${count} ${label}`).join(', ')
  let x = 0
  return (
    <span class="tally">
      <svg width="96" height="6" role="img" aria-label={words}>
        <title>{words}</title>
        {parts.map(({ name, count }) => {
          const width = (count / rules.length) * 96
          x += width
          return <rect key={name} class={name} x={x - width} width={width} height="6" />
        })}
      </svg>
      <span class="number">{rules.length}</span>
    </span>
  )
}

function Filters({ target, filter, setFilter }: Pick<RulesProps, 'target' | 'filter' | 'setFilter'>) {
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
