import { createHash } from 'node:crypto'
import { escapeMarkup, visible } from './inert.ts'

/** What a page holds: `main` is markup, all else is text. */
interface PlainPage {
  /** The headline. */
  title: string
  /** Of what kind the page is, in a word, and what it is about. */
  kind: string
  about: string
  style: string
  main: string
}

/** A text of whoever's, in which nothing is markup. */
export const markupOf = (value: string): string => escapeMarkup(visible(value))

/** A page on its own: no script, no request. Its content security policy allows its one style, by its hash. */
export function plainPage({ title, kind, about, style, main }: PlainPage): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${markupOf(title)} · Bitewing ${kind}</title>
<style>${style}</style>
</head>
<body>
<header class="masthead"><p class="brand"><strong>Bitewing</strong> ${about}</p></header>
<main>
<h1>${markupOf(title)}</h1>
${main}
</main>
</body>
</html>
`
}
