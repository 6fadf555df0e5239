import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Builds the pages and writes them to `<outDir>/reports`, where `reports/html.ts` looks for them. */
export async function buildPages(outDir) {
  const folder = join(outDir, 'reports')
  await mkdir(folder, { recursive: true })
  const pages = await Promise.all([reportPage(), fleetPage(), servePage()])
  await Promise.all(
    ['page.html', 'fleet.html', 'serve.html'].map((name, at) => writeFile(join(folder, name), pages[at])),
  )
}

/** The page of report.html, with slots (comments) for what `fillPage` of `reports/html.ts` puts in. */
export const reportPage = () => withData('../reports/page/')

/** The page of fleet.html, in the same way. */
export const fleetPage = () => withData('../reports/page/fleet/')

const withData = (folder) =>
  page(folder, {
    title: '<!--title-->',
    body: `<noscript>
<h1>Bitewing report</h1>
<pre>
<!--fallback-->
</pre>
</noscript>
<script type="application/json" id="bitewing-data"><!--data--></script>`,
  })

/** The page that `bitewing serve` serves: it may ask its own server, and nobody else. */
const servePage = () =>
  page('../cli/serve/page/', {
    title: 'Bitewing',
    body: '<noscript><h1>Bitewing</h1><p>The page needs JavaScript.</p></noscript>',
    policy: "connect-src 'self'; ",
  })

/**
 * A page that runs and loads nothing but its own script and style: the content security policy names the two by their
 * hashes and forbids the rest.
 */
async function page(folder, { title, body, policy = '' }) {
  const [script, style] = await Promise.all([
    bundled(folder, 'main.tsx', 'script'),
    bundled(folder, 'style.css', 'style'),
  ])
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${policy}script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<div id="bitewing"></div>
${body}
<script>${script}</script>
</body>
</html>
`
}

async function bundled(folder, file, element) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(folder + file, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
  })
  const text = outputFiles[0].text.trim()
  if (text.includes('<!--') || text.includes(`</${element}`)) throw new Error(`${file} would end its own element`)
  return text
}

function hash(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
