/**
 * Writes every module that is made from a register or from an OpenAPI document, and the pacts. With `--check` it writes nothing,
 * names the files that are stale, and exits with status 1 if there are any.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configSchema } from './generate/config-schema.ts'
import { contractsCoverage } from './generate/contracts-coverage.ts'
import { COMMAND, type GeneratedFile } from './generate/generated-file.ts'
import { openapiModules } from './generate/openapi.ts'
import { pacts } from './generate/pacts.ts'
import { registerModule } from './generate/register.ts'
import { statementsModule } from './generate/statements.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

function read(path: string): string | undefined {
  const file = join(root, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

interface Source {
  /** From the repository's root; a source that is not there makes nothing. */
  path: string
  make(yaml: string): GeneratedFile[] | Promise<GeneratedFile[]>
}

const registers = readdirSync(join(root, 'suites'))
  .flatMap((profile) => [`suites/${profile}`, `suites/${profile}/client`])
  .map(
    (folder): Source => ({
      path: `${folder}/requirements.yaml`,
      make: (yaml) => [registerModule(folder, yaml)],
    }),
  )
const documentNames = readdirSync(join(root, 'openapi')).filter((name) => name.endsWith('.yaml'))
const documents = documentNames.map(
  (name): Source => ({ path: `openapi/${name}`, make: (yaml) => openapiModules(basename(name, '.yaml'), yaml) }),
)

const check = process.argv.includes('--check')

function put({ path, text }: GeneratedFile): void {
  if (read(path) === text) return
  if (check) {
    console.error(`${path} is stale: run ${COMMAND}`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(path)
  }
}

for (const { path, make } of [...registers, ...documents]) {
  const yaml = read(path)
  if (yaml === undefined) continue
  try {
    for (const file of await make(yaml)) put(file)
  } catch (error) {
    // The other sources are still made.
    const message = error instanceof Error ? error.message : String(error)
    console.error(message.replace(/^/gm, `${path}: `))
    process.exitCode = 1
  }
}
put(statementsModule(documentNames.map((name) => readFileSync(join(root, 'openapi', name), 'utf8'))))

put(configSchema())
for (const file of await pacts()) put(file)
put(await contractsCoverage(root))
