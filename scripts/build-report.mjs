import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const page = new URL('../reports/page/', import.meta.url)

/** Builds the pages of report.html and fleet.html into `<outDir>/reports`, where `reports/page-template.ts` looks for them. */
export async function buildReportPages(outDir) {
  const folder = join(outDir, 'reports')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'page.html'), await reportPage())
  await writeFile(join(folder, 'fleet.html'), await reportPage('fleet/main.tsx', 'fleet/style.css'))
}

/**
 * A page, with slots (comments) for what `fillSlots` of `reports/page-template.ts` puts in. Nothing but its own script and style
 * may run or be loaded: the content security policy names the two by their hashes and forbids the rest.
 */
export async function reportPage(main = 'main.tsx', look = 'style.css') {
  const [script, style] = await Promise.all([bundled(main, 'script'), bundled(look, 'style')])
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title><!--title--></title>
<style>${style}</style>
</head>
<body>
<div id="bitewing"></div>
<noscript>
<h1>Bitewing report</h1>
<pre>
<!--fallback-->
</pre>
</noscript>
<script type="application/json" id="bitewing-data"><!--data--></script>
<script>${script}</script>
</body>
</html>
`
}

async function bundled(file, element) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, page))],
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
