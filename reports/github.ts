import { plural } from '../engine/words.ts'
import { unkeptOf } from './contracts.ts'
import { visible } from './inert.ts'
import type { Report, RequirementReport, TargetReport } from './model.ts'
import { type Place, placesOf } from './places.ts'
import { shorten } from './shorten.ts'
import { byVerdict, standsForInWords, titleOf } from './verdicts.ts'

/** GitHub shows so many annotations of a kind for a step. */
const SHOWN = 10
/** The most that is shown of one string. */
const LONGEST = 500

interface Annotation {
  title: string
  message: string
  place?: Place
}

/**
 * Workflow commands of GitHub Actions, a line each: an error for every `fail`, for every interaction of a pact that failed
 * or could not be verified, and for a run that broke off; a warning for every `warn` and every waiver that is to be seen to. Of more than GitHub shows, the last one says how many there are.
 *
 * @param inWorkspace whether the repository that is worked on has this file, with this requirement in it; where it has,
 *   the annotation is put there
 */
export function annotations(report: Report, inWorkspace: (file: string, requirement: string) => boolean): string[] {
  const of = (verdict: 'fail' | 'warn') =>
    report.targets.flatMap((target) => byVerdict(target, verdict).map((rule) => annotation(target, rule, inWorkspace)))
  const errors = [...of('fail'), ...report.targets.flatMap(interactionErrors)]
  if (!report.complete) {
    errors.unshift({ title: 'The run was not completed', message: cut(report.incompleteReason ?? 'it broke off') })
  }
  const waivers = report.targets.flatMap((target) =>
    (target.waivers ?? []).map(({ id, message }) => ({
      title: `${visible(titleOf(target))}: waiver of ${id}`,
      message: cut(message),
    })),
  )
  return [...commands('error', errors), ...commands('warning', [...waivers, ...of('warn')])]
}

function interactionErrors({ name, contracts }: TargetReport): Annotation[] {
  return (contracts ? unkeptOf(contracts) : []).map(({ consumer, name: interaction, outcome, mismatches }) => {
    const words = outcome === 'error' ? 'could not be verified' : 'is not kept'
    const title = `${visible(name)}: an interaction of ${visible(consumer)} ${words}`
    return { title, message: [interaction, ...mismatches].map(cut).join('\n') }
  })
}

function annotation(
  target: TargetReport,
  rule: RequirementReport,
  inWorkspace: (file: string, requirement: string) => boolean,
): Annotation {
  const { id, title, expected, actual, message, level, standsFor } = rule
  const words =
    expected === undefined || level === 'assumed' ? [message] : [`Expected: ${expected}`, `Actual: ${actual}`]
  const [place] = placesOf(target.profile, id)
  return {
    title: `${visible(titleOf(target))}: ${id}`,
    message: [title, ...words, ...(standsFor ? [`It ${standsForInWords(standsFor)}`] : [])].map(cut).join('\n'),
    ...(inWorkspace(place.file, id) ? { place } : {}),
  }
}

function cut(text: string): string {
  return shorten(visible(text), LONGEST)
}

function commands(kind: 'error' | 'warning', all: Annotation[]): string[] {
  if (all.length <= SHOWN) return all.map((one) => command(kind, one))
  const shown = all.slice(0, SHOWN - 1)
  const rest = plural(all.length - shown.length, `more ${kind}`)
  return [...shown, { title: `${rest} of bitewing`, message: 'All of them are in the summary and in the report.' }].map(
    (one) => command(kind, one),
  )
}

function command(kind: string, { title, message, place }: Annotation): string {
  const at = place ? { file: place.file, line: place.line, col: place.column, endColumn: place.endColumn } : {}
  const properties = Object.entries({ ...at, title }).map(([key, value]) => `${key}=${property(String(value))}`)
  return `::${kind} ${properties.join(',')}::${data(message)}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
