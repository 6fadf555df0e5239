import type { Report } from '../model.ts'
import { titleOf } from '../verdicts.ts'

/** A place in the report: all targets beside each other, or one of them by its index, and there a rule or a section. */
export interface Place {
  target?: number
  rule?: string
  section?: Section
}

/** Parts of a target's page that links lead to; each is the ID of an element. */
export const sections = [
  'fails',
  'questions',
  'rules',
  'contracts',
  'coverage',
  'rate-limit',
  'response-times',
  'history',
  'discovered',
  'left-behind',
] as const
export type Section = (typeof sections)[number]

/** `#/` for all targets, `#/staging`, `#/staging/ITERO-LAB-03`, `#/staging/coverage`. */
export function linkTo(report: Report, { target, rule, section }: Place): string {
  if (target === undefined) return '#/'
  const parts = [titleOf(report.targets[target]!), rule ?? section].flatMap((part) =>
    part === undefined ? [] : encodeURIComponent(part),
  )
  return `#/${parts.join('/')}`
}

/** Where a report opens: at its target, or at all of them. */
export function home(report: Report): Place {
  return report.targets.length > 1 ? {} : { target: 0 }
}

/**
 * The place that a fragment names; undefined where it names none. A rule's ID alone is looked up in the target that is
 * open (`current`), then in the others.
 */
export function placeOf(report: Report, hash: string, current: number | undefined): Place | undefined {
  const [first = '', second = ''] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded)
  if (first === '') return home(report)
  const target = report.targets.findIndex((one) => titleOf(one) === first)
  if (target >= 0) {
    if (hasRule(report, target, second)) return { target, rule: second }
    const section = sections.find((one) => one === second)
    return { target, ...(section && { section }) }
  }
  const having = [current ?? 0, ...report.targets.keys()].find((one) => hasRule(report, one, first))
  return having === undefined ? undefined : { target: having, rule: first }
}

function hasRule(report: Report, target: number, rule: string): boolean {
  return report.targets[target]!.requirements.some(({ id }) => id === rule)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
