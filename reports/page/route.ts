import type { Report } from '../model.ts'

/** A place in the report: a target, and a rule of it. */
export interface Place {
  target: number
  rule?: string
}

/** `#ITERO-LAB-03` where the report has one target; `#staging/ITERO-LAB-03` and `#staging/` where it has several. */
export function linkTo(report: Report, { target, rule = '' }: Place): string {
  const several = report.targets.length > 1
  return `#${several ? `${encodeURIComponent(report.targets[target]!.name)}/` : ''}${encodeURIComponent(rule)}`
}

/** The place that a fragment names. A bare rule ID is looked up in the target that is open (`current`), then in the others. */
export function placeOf(report: Report, hash: string, current: number): Place | undefined {
  const [first = '', second] = hash.replace(/^#/, '').split('/').map(decoded)
  const has = (target: number, rule: string) => report.targets[target]!.requirements.some(({ id }) => id === rule)
  if (second !== undefined) {
    const target = report.targets.findIndex(({ name }) => name === first)
    if (target < 0) return undefined
    return has(target, second) ? { target, rule: second } : { target }
  }
  const target = [current, ...report.targets.keys()].find((one) => has(one, first))
  return target === undefined ? undefined : { target, rule: first }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
