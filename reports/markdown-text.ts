import { visible } from './inert.ts'

/** What breaks a word that GitHub would act on once the text is rendered: it shows as nothing. */
const BREAK = '&#8203;'

/** What GitHub makes of plain text: a mention, a reference (`#1`, `GH-1`), a link, an emoji. Of `09:30:00` it makes nothing. */
const ACTED_ON = /@(?=[\w-])|#(?=\d)|\bGH(?=-\d)|:(?=\/\/)|\bwww(?=\.)|:(?=(?:[\w+-]*[a-z+-][\w+-]*|100|1234):)/gi

/**
 * Text between other text of a Markdown document. Nothing in it is markup, HTML, a link, a mention, a reference to an
 * issue, an emoji or a formula.
 */
export function prose(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]|~$!]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(ACTED_ON, `$&${BREAK}`)
}

/** Text as code, word for word; GitHub looks for nothing in it. */
export function code(text: string): string {
  const shown = visible(text)
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  // A blank on both sides is taken away again; without it a backtick would join the fence, and a blank be lost.
  const pad = shown === '' || /^[` ]|[` ]$/.test(shown) ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/** Markdown as a table's cell holds it. */
export const cell = (markdown: string): string => markdown.replace(/(?<!\\)\|/g, '\\|')
