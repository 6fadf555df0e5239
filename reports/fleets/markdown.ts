import { plural } from '../../engine/words.ts'
import { cell, code, prose } from '../markdown-text.ts'
import type { FleetReport } from './model.ts'
import { byVersion, fleetInWords, standingOut } from './words.ts'

/** Lines of a table; the rest is in the other files. */
const ROWS = 50

/** `fleet.md`: which rules fail where and since when, what stands out, and what changed. */
export function fleetMarkdown(report: FleetReport): string {
  const { headline, detail } = fleetInWords(report)
  const { findings, changes, brokenOff, changedSince, at } = report
  const rules = findings.map(({ requirement, verdict, targets }) => [
    code(requirement),
    verdict,
    String(targets.length),
    code(targets[0]!.name),
    day(targets[0]!.since),
  ])
  const out = standingOut(report, ROWS).map(({ name, last }) => [
    code(name),
    String(last!.fails.length),
    last!.fails.map(code).join(' '),
  ])
  const changed = changes.map((one) => [day(one.at), code(one.target), code(one.requirement), one.from, one.to])
  const broken = brokenOff.map((one) => [
    day(one.at),
    code(one.target),
    prose(one.reason),
    one.leftBehind.map(code).join(', ') || 'nothing',
  ])
  const versions = byVersion(report).map((one) => [prose(one.version), String(one.targets), String(one.failing)])
  return [
    `# ${prose(headline)}`,
    `${prose(detail)} As of ${day(at)}.`,
    ...section('Rules that do not hold', ['rule', 'verdict', 'targets', 'longest at', 'since'], rules),
    ...section('Targets that stand out', ['target', 'fails', 'rules'], out),
    ...section(`Changed since ${day(changedSince)}`, ['when', 'target', 'rule', 'from', 'to'], changed),
    ...section('Runs that broke off', ['begun', 'target', 'why', 'what it may have left there'], broken),
    ...section('By server version', ['version', 'targets', 'failing'], versions),
    '',
  ].join('\n\n')
}

const day = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`

function section(title: string, head: string[], rows: string[][]): string[] {
  if (rows.length === 0) return []
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
  const rest = rows.length > ROWS ? [`${plural(rows.length - ROWS, 'further line')} in fleet.json.`] : []
  return [
    `## ${title}`,
    [line(head), line(head.map(() => '---')), ...rows.slice(0, ROWS).map(line)].join('\n'),
    ...rest,
  ]
}
