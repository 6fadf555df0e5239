import type { RequirementReport, TargetReport } from '../model.ts'
import { otherStatusInWords } from '../verdicts.ts'
import { usePrinting } from './printing.ts'
import { RuleBody } from './rule.tsx'
import { Tally } from './tally.tsx'
import { Verdict } from './verdict.tsx'

interface AreaProps {
  area: string
  /** Those of its rules that the filter lets through. */
  rules: RequirementReport[]
  target: TargetReport
  unfolded: boolean
  unfold: (open: boolean) => void
  isOpen: (id: string) => boolean
  toggle: (id: string, open: boolean) => void
  link: (rule: string) => string
}

/** A branch of the tree: an area, and its rules. */
export function Area({ area, rules, target, unfolded, unfold, isOpen, toggle, link }: AreaProps) {
  const printing = usePrinting()
  return (
    <details
      class="area"
      open={unfolded || printing}
      onToggle={(event) => !printing && unfold(event.currentTarget.open)}
    >
      <summary>
        <h3>{area}</h3>
        <Tally rules={rules} />
      </summary>
      {rules.map((rule) => (
        <Rule key={rule.id} rule={rule} target={target} open={isOpen(rule.id)} toggle={toggle} link={link} />
      ))}
    </details>
  )
}

interface RuleProps {
  rule: RequirementReport
  target: TargetReport
  open: boolean
  toggle: (id: string, open: boolean) => void
  link: (rule: string) => string
}

function Rule({ rule, target, open, toggle, link }: RuleProps) {
  const printing = usePrinting()
  const shown = open || (printing && ['fail', 'warn', 'waived'].includes(rule.verdict))
  return (
    <details
      class="rule"
      id={rule.id}
      open={shown}
      onToggle={(event) => !printing && toggle(rule.id, event.currentTarget.open)}
    >
      <summary>
        <Verdict name={rule.verdict} />
        <code class="id">{rule.id}</code>
        <span class="title">
          {rule.title}
          {rule.otherStatus && <span class="other-status">{otherStatusInWords(rule.otherStatus)}</span>}
        </span>
        <span class={`level ${rule.level}`}>{rule.level}</span>
      </summary>
      {shown && <RuleBody rule={rule} target={target} open={open} link={link} />}
    </details>
  )
}
