import type { Level } from '../../engine/requirement.ts'
import type { VerdictName } from '../../engine/verdict.ts'
import { plural } from '../../engine/words.ts'
import type { TargetReport } from '../model.ts'
import { byVerdict, levels, verdicts } from '../verdicts.ts'
import type { Filter } from './filter.ts'
import { Verdict } from './verdict.tsx'

/** Rules by verdict and level; each count shows its rules. */
export function Counts({ target, narrow }: { target: TargetReport; narrow: (to: Partial<Filter>) => void }) {
  const count = (verdict: VerdictName, level?: Level) =>
    byVerdict(target, verdict).filter((rule) => !level || rule.level === level).length
  return (
    <table class="counts">
      <caption>Rules by verdict and level</caption>
      <thead>
        <tr>
          <td />
          {levels.map(({ name, meaning }) => (
            <th key={name} scope="col" title={meaning}>
              {name}
            </th>
          ))}
          <th scope="col">all</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map(({ name, label }) => (
          <tr key={name} class={name}>
            <th scope="row">
              <Verdict name={name} />
            </th>
            {levels.map((level) => (
              <td key={level.name}>
                <Count
                  count={count(name, level.name)}
                  label={`${label}, ${level.name}`}
                  show={() => narrow({ verdicts: [name], levels: [level.name] })}
                />
              </td>
            ))}
            <td class="all">
              <Count count={count(name)} label={`${label}, all levels`} show={() => narrow({ verdicts: [name] })} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Count({ count, label, show }: { count: number; label: string; show: () => void }) {
  if (count === 0) return <span class="none">0</span>
  return (
    <button type="button" onClick={show} aria-label={`${label}: show ${plural(count, 'rule')}`}>
      {count}
    </button>
  )
}
