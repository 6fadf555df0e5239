import { plainPage, markupOf as text } from '../plain-page.ts'
import { verdicts } from '../verdicts.ts'
import type { Change, Diff, Outcome, Side, TargetDiff } from './model.ts'
import { aboutRun, grouped, headline, nameOf, tally } from './words.ts'

/** What the page of a diff has beyond report.html. */
const OWN_STYLE = `
.runs { margin: 1.6rem 0 0; display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem }
.runs dt { font-weight: 650 }
.change { padding: .7rem 0 .8rem; border-bottom: 1px solid var(--rule) }
.change .head { display: flex; flex-wrap: wrap; gap: .2rem .9rem; align-items: baseline }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: .6rem 2rem; margin-top: .5rem }
.sides dt { color: var(--soft); font-size: .8rem }
.sides dd + dt { margin-top: .3rem }
section.target { padding-top: 2rem }
.target h3 { margin-top: 1.4rem }
h2 { font: 650 1.25rem / 1.3 var(--sans) }
@media print { .change { break-inside: avoid } }
`

/**
 * The diff as one page.
 *
 * @param style the style of report.html
 */
export function diffHtml(diff: Diff, style: string): string {
  return plainPage({
    title: headline(diff),
    kind: 'diff',
    about: 'diff of two runs',
    style: style + OWN_STYLE,
    main: `<dl class="runs">
${run('A', diff.a)}
${run('B', diff.b)}
</dl>
${diff.targets.map(target).join('\n')}`,
  })
}

const run = (letter: string, side: Side) =>
  `<dt>${letter}</dt><dd>${text(side.from)} <span class="note">${text(aboutRun(side))}</span></dd>`

function target(one: TargetDiff): string {
  return `<section class="target">
<h2>${text(nameOf(one))}</h2>
<p class="detail">${text(`${one.profile}: ${tally(one)}`)}</p>
${grouped(one)
  .map(
    ({ label, changes }) =>
      `<h3>${label} <span class="number">${changes.length}</span></h3>\n${changes.map(change).join('\n')}`,
  )
  .join('\n')}
</section>`
}

function change({ id, title, level, a, b }: Change): string {
  const same = a && b && a.verdict === b.verdict
  const verdict = same ? badge(b) : `${a ? badge(a) : 'not judged'} → ${b ? badge(b) : 'not judged'}`
  return `<article class="change">
<p class="head"><span class="id">${text(id)}</span> <span>${text(title)}</span> <span class="note">${text(level)}</span> <span>${verdict}</span></p>
<div class="sides">${a ? side('A', a) : ''}${b ? side('B', b) : ''}</div>
</article>`
}

const side = (letter: string, { expected, actual, message }: Outcome) =>
  expected === undefined
    ? `<dl><dt>${letter}</dt><dd>${text(message)}</dd></dl>`
    : `<dl><dt>${letter}, expected</dt><dd>${text(expected)}</dd><dt>${letter}, actual</dt><dd>${text(actual ?? '')}</dd></dl>`

function badge({ verdict }: Outcome): string {
  const { name, glyph, label } = verdicts.find((one) => one.name === verdict)!
  return `<span class="verdict ${name}"><span class="glyph" aria-hidden="true">${glyph}</span> ${label}</span>`
}
