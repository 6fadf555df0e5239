import { visible } from '../inert.ts'
import { type Palette, plain } from '../summary.ts'
import { verdicts } from '../verdicts.ts'
import type { Change, Diff, Outcome } from './model.ts'
import { aboutRun, grouped, headline, nameOf, said, tally } from './words.ts'

/** The diff as people read it on a terminal; nothing in it is obeyed by one. No line end after the last line. */
export function diffText(diff: Diff, palette: Palette = plain): string {
  const lines: string[] = [
    `A  ${visible(diff.a.from)}  ${palette.dim(visible(aboutRun(diff.a)))}`,
    `B  ${visible(diff.b.from)}  ${palette.dim(visible(aboutRun(diff.b)))}`,
  ]
  for (const target of diff.targets) {
    lines.push('', palette.bold(`${visible(nameOf(target))} · ${visible(target.profile)} · ${tally(target)}`))
    for (const { kind, label, changes } of grouped(target)) {
      const paint = kind === 'newly-failing' ? palette.fail : kind === 'mended' ? palette.pass : palette.bold
      lines.push(paint(`  ${label}`), ...changes.flatMap((change) => changeLines(change, palette)))
    }
  }
  const paint = diff.counts['newly-failing'] > 0 ? palette.fail : palette.pass
  return [...lines, '', paint(headline(diff))].join('\n')
}

/** Of what only one run judged the verdict is enough. */
function changeLines({ kind, id, title, a, b }: Change, { dim }: Palette): string[] {
  const head = `    ${visible(id)}  ${visible(title)}`
  if (kind === 'only-in-a' || kind === 'only-in-b') return [`${head}  ${dim(label((a ?? b)!))}`]
  const said = a && b && a.verdict === b.verdict ? label(b) : `${a ? label(a) : 'not judged'} → ${label(b!)}`
  return [`${head}  ${dim(said)}`, ...(a ? [dim(`      A  ${words(a)}`)] : []), ...(b ? [`      B  ${words(b)}`] : [])]
}

const label = ({ verdict }: Outcome) => verdicts.find(({ name }) => name === verdict)!.label

/** A terminal is no place for more of an answer; the JSON has all of it. */
const LONGEST = 400

function words(outcome: Outcome): string {
  const text = [...visible(said(outcome))]
  return text.length <= LONGEST ? text.join('') : `${text.slice(0, LONGEST - 1).join('')}…`
}
