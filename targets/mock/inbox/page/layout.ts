import { html, raw } from 'hono/html'

/** What hono's `html` makes: every value in it is escaped, but for other such pieces. */
export type Html = ReturnType<typeof html>

// Colours have a contrast of at least 4.5:1 on their ground, in both schemes; no state is told by colour alone.
const STYLE = raw(`
:root { color-scheme: light dark; --text: #1d2733; --soft: #52606d; --ground: #f4f6f8; --card: #fff; --line: #d5dbe1;
  --accent: #0b5cad; --on-accent: #fff; --good: #17643a; --mid: #7a4b00; --bad: #a3201d; --note: #fff4e0 }
@media (prefers-color-scheme: dark) { :root { --text: #e6ebf0; --soft: #a9b5c1; --ground: #12181f; --card: #1b232c;
  --line: #33404d; --accent: #7cb8f5; --on-accent: #0c1a28; --good: #7fd6a2; --mid: #f1c069; --bad: #ff9c93; --note: #33290f } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem }
h2 { font-size: 1.1rem; margin: 0 }
p { margin: .25rem 0 }
a { color: var(--accent) }
.soft { color: var(--soft) }
ul.inboxes { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: 1rem }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.25rem }
h1, h2, p, dd { overflow-wrap: anywhere }
.head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: baseline }
.health { font-weight: 600 }
.healthy { color: var(--good) } .attention { color: var(--mid) } .issue { color: var(--bad) }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .15rem 1rem; margin: .75rem 0 }
dt { color: var(--soft) } dd { margin: 0 }
.warning { border-left: .3rem solid var(--bad); background: var(--note); padding: .6rem .9rem; margin: .75rem 0 }
form { display: inline-flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .25rem .5rem .25rem 0; max-width: 100% }
label { display: grid; font-size: .9rem; max-width: 100% }
input, button { font: inherit; max-width: 100%; overflow-wrap: anywhere; padding: .35rem .7rem; border-radius: .35rem; border: 1px solid var(--soft);
  background: var(--card); color: var(--text) }
button { background: var(--accent); color: var(--on-accent); border-color: var(--accent); cursor: pointer }
button.plain { background: none; color: var(--accent) }
:focus-visible { outline: .2rem solid var(--accent); outline-offset: .15rem }
`)

/** A whole page in English. */
export const document = (title: string, content: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>`
