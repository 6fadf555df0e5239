import { type ComponentType, createContext } from 'preact'
import type { RequirementReport, TargetReport } from '../model.ts'

export interface RuleFootProps {
  rule: RequirementReport
  target: TargetReport
}

/** What stands under a rule that is open: in a report its evidence. */
export const RuleFoot = createContext<ComponentType<RuleFootProps>>(() => null)
