import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROFILES } from '../suites/index.ts'
import { CONFIG_NAMES } from './config/read.ts'
import { type Io, tell } from './io.ts'
import { didYouMean } from './nearest.ts'
import { usageError } from './usage-error.ts'
import { listAnd, listOr } from './words.ts'

/** Where the schema is in a project that has Bitewing installed. */
const SCHEMA = './node_modules/bitewing/dist/cli/config/bitewing.config.schema.json'

/** What a target needs for a full verdict, as far as anybody has it at the start. */
const SKELETONS: Record<string, object> = {
  itero: {
    profile: 'itero',
    baseUrl: variable('ITERO_BASE_URL'),
    account: {
      user: variable('ITERO_USER'),
      password: variable('ITERO_PASSWORD'),
      companyId: variable('ITERO_COMPANY_ID'),
      scannerSerialNumber: variable('ITERO_SCANNER_SERIAL_NUMBER'),
      restoLabId: variable('ITERO_RESTO_LAB_ID'),
      orthoLabId: variable('ITERO_ORTHO_LAB_ID'),
    },
  },
  opus: {
    profile: 'opus',
    baseUrl: variable('OPUS_BASE_URL'),
    apiKey: variable('OPUS_API_KEY'),
  },
  inbox: {
    profile: 'inbox',
    baseUrl: variable('INBOX_BASE_URL'),
    pushSecret: variable('INBOX_PUSH_SECRET'),
    vendors: ['3shape', 'medit-link', 'shining-3d'],
    companies: [{ companyId: variable('INBOX_COMPANY_ID'), tokens: [variable('INBOX_TOKEN')] }],
  },
}

function variable(name: string): string {
  return `\${${name}}`
}

/**
 * `bitewing init`: writes `bitewing.config.json` in the working directory.
 *
 * @throws UsageError for an unknown profile, and where the folder has a configuration.
 */
export async function init(names: readonly string[], io: Io): Promise<0> {
  const unknown = names.find((name) => !PROFILES.includes(name))
  if (unknown !== undefined) {
    throw usageError(
      'profile',
      `expected ${listOr(PROFILES)}, found ${JSON.stringify(unknown)}`,
      didYouMean(unknown, PROFILES),
    )
  }
  const existing = CONFIG_NAMES.find((name) => existsSync(join(io.cwd, name)))
  if (existing) throw usageError(existing, 'it is there already, and is not overwritten', 'Delete it, or add to it')
  const chosen = PROFILES.filter((profile) => names.length === 0 || names.includes(profile))
  const targets = Object.fromEntries(chosen.map((profile) => [profile, SKELETONS[profile]]))
  const content = JSON.stringify({ $schema: SCHEMA, targets }, null, 2)
  writeFileSync(join(io.cwd, 'bitewing.config.json'), `${content}\n`, { flag: 'wx' })
  const variables = [...content.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!)
  tell(io, `bitewing.config.json is written. Set ${listAnd(variables)},`)
  tell(io, `then try: bitewing doctor && bitewing run ${chosen[0]}`)
  return 0
}
