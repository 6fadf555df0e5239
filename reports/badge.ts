import { plural } from '../engine/words.ts'
import { countOutcomes } from './contracts.ts'
import { escapeMarkup, visible } from './inert.ts'
import type { Report, Summary, Writer } from './model.ts'

/** White text reads on each of them (WCAG AA). */
const COLOURS = { good: '#2e7d32', bad: '#b3261e', attention: '#8a5300', neutral: '#5f6368' }

const LABEL_COLOUR = '#3c4043'
const HEIGHT = 20
const MARGIN = 6
/** The most characters of the targets' names. */
const LONGEST_LABEL = 40

/** `badge.svg`: the targets and their verdict in a word or two, in one flat picture that loads nothing. */
export const badge: Writer = {
  write({ report }) {
    const label = labelOf(report)
    const { words, colour } = verdictOf(report)
    const left = width(label) + 2 * MARGIN
    const right = width(words) + 2 * MARGIN
    const whole = escapeMarkup(`${label}: ${words}`)
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${whole}">`,
      `  <title>${whole}</title>`,
      `  <rect width="${left}" height="${HEIGHT}" fill="${LABEL_COLOUR}"/>`,
      `  <rect x="${left}" width="${right}" height="${HEIGHT}" fill="${colour}"/>`,
      '  <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">',
      `    ${text(label, MARGIN)}`,
      `    ${text(words, left + MARGIN)}`,
      '  </g>',
      '</svg>',
      '',
    ].join('\n')
  },
}

function labelOf({ targets }: Report): string {
  const names = [...visible([...new Set(targets.map(({ name }) => name))].join(', '))]
  if (names.length <= LONGEST_LABEL) return names.join('')
  return targets.length > 1 ? plural(targets.length, 'target') : `${names.slice(0, LONGEST_LABEL - 1).join('')}…`
}

function verdictOf({ targets, complete }: Report): { words: string; colour: string } {
  const sum = (verdict: keyof Summary) => targets.reduce((total, { summary }) => total + summary[verdict], 0)
  const [fail, inconclusive, waived] = [sum('fail'), sum('inconclusive'), sum('waived')]
  const pacts = targets.flatMap(({ contracts }) => (contracts ? [countOutcomes(contracts)] : []))
  const counted = (outcome: 'passed' | 'failed' | 'errors') => pacts.reduce((total, one) => total + one[outcome], 0)
  const [failed, errors, passed] = [counted('failed'), counted('errors'), counted('passed')]
  if (fail + failed > 0)
    return { words: `${plural(fail + failed, 'fail')}${complete ? '' : ', incomplete'}`, colour: COLOURS.bad }
  if (!complete) return { words: 'incomplete', colour: COLOURS.attention }
  if (errors > 0) return { words: `${errors} not verified`, colour: COLOURS.attention }
  if (sum('pass') + sum('warn') === 0 && passed > 0)
    return { words: `keeps ${plural(passed, 'interaction')}`, colour: COLOURS.good }
  if (sum('pass') + sum('warn') === 0) return { words: 'not judged', colour: COLOURS.neutral }
  if (inconclusive > 0) return { words: `no fail, ${inconclusive} not tried`, colour: COLOURS.attention }
  return { words: waived > 0 ? `conforms, ${waived} waived` : 'conforms', colour: COLOURS.good }
}

/** The length is stated, so that the text fits whatever font there is. */
function text(words: string, x: number): string {
  return `<text x="${x}" y="14" textLength="${width(words)}" lengthAdjust="spacingAndGlyphs">${escapeMarkup(words)}</text>`
}

/** About what Verdana takes at 11 px. */
function width(words: string): number {
  return Math.ceil([...words].reduce((sum, char) => sum + (/[ -~]/.test(char) ? asciiWidth(char) : 11), 0))
}

function asciiWidth(char: string): number {
  if (/[iljtfrI.,:;'|! ()[\]-]/.test(char)) return 4.5
  return /[A-Zmw%@]/.test(char) ? 8.5 : 7
}
