import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const page = new URL('../reports/page/', import.meta.url)

/** Builds the page of report.html and writes it to `<outDir>/reports/page.html`, where `reports/html.ts` looks for it. */
export async function buildReportPage(outDir) {
  const folder = join(outDir, 'reports')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'page.html'), await reportPage())
}

/**
 * The page, with slots (comments) for what `fillPage` of `reports/html.ts` puts in. Nothing but its own script and style
 * may run or be loaded: the content security policy names the two by their hashes and forbids the rest.
 */
export async function reportPage() {
  const [script, style] = await Promise.all([bundled('main.tsx', 'script'), bundled('style.css', 'style')])
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
