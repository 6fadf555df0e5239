import type { RequirementReport } from '../model.ts'
import { verdicts } from '../verdicts.ts'

/** How some rules stand, as a thin bar and in words for those who do not see it. */
export function Tally({ rules }: { rules: RequirementReport[] }) {
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
