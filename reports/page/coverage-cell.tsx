import type { RequirementReport } from '../model.ts'
import { verdicts } from '../verdicts.ts'

interface CoverageCellProps {
  area: string
  rules: RequirementReport[]
  /** The rule by which the Tab key comes into the grid; the arrow keys move on from there. */
  entry: string | undefined
  link: (rule: string) => string
  point: (rule: RequirementReport) => void
}

/** The rules of one area that speak of one operation. */
export function CoverageCell({ area, rules, entry, link, point }: CoverageCellProps) {
  return (
    <td data-area={area} class={rules.length === 0 ? 'none' : undefined}>
      {rules.length > 0 && (
        <span class="squares">
          {rules.map((rule) => {
            const { glyph, label } = verdicts.find(({ name }) => name === rule.verdict)!
            return (
              <a
                key={rule.id}
                class={`square ${rule.verdict}`}
                href={link(rule.id)}
                tabIndex={rule.id === entry ? 0 : -1}
                aria-label={`${rule.id}, ${label}`}
                onMouseEnter={() => point(rule)}
                onFocus={() => point(rule)}
              >
                {rule.verdict === 'pass' ? '' : glyph}
              </a>
            )
          })}
        </span>
      )}
    </td>
  )
}
