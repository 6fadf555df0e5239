import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildPages } from './build-report.mjs'
import { bundledPackages, licencesOf } from './licences.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

/** Dependencies of the package that the bundle imports: they load files of their own at run time. All else is bundled. */
const external = ['vitest', 'vitest/*', 'jiti', '@electric-sql/pglite', 'pg', 'pg-boss']

/** JSON Schemas that users point their editors and their tests at, where README.md says that they are. */
const schemas = [
  'cli/config/bitewing.config.schema.json',
  'cli/config/bitewing.baseline.schema.json',
  'reports/report.schema.json',
]

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['cli/main.ts', 'cli/conformance/*.suite.ts', 'profiles/api.ts'],
  outbase: '.',
  outdir: dist,
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external,
  alias: { undici: './scripts/undici.mjs' },
  metafile: true,
  // What is bundled of CommonJS asks for node's modules by `require`. The banner's other name is one that no source has:
  // esbuild does not see it, and would not rename what clashes with it.
  banner: {
    js: "import { createRequire as requireOfBanner } from 'node:module'; const require = requireOfBanner(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
})
const made = [...Object.keys(metafile.outputs), ...schemas.map((schema) => `dist/${schema}`)]
for (const schema of schemas) {
  mkdirSync(dirname(join(dist, schema)), { recursive: true })
  cpSync(join(root, schema), join(dist, schema))
}
await buildPages(dist)
// The page of report.html is built on preact.
writeFileSync(join(dist, 'licences.txt'), licencesOf(root, [...bundledPackages(metafile), 'node_modules/preact']))
made.push('dist/reports/page.html', 'dist/reports/fleet.html', 'dist/reports/serve.html', 'dist/licences.txt')

// Stale files go last: a command that is at work meanwhile finds the chunks that it loads by and by. Types are another build's.
for (const file of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!file.isFile()) continue
  const path = join(file.parentPath, file.name)
  if (!made.includes(relative(root, path)) && !path.startsWith(join(dist, 'types'))) rmSync(path)
}
