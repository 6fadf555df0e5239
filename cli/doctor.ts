import { parsed } from '../engine/json-diff.ts'
import type { Target } from '../engine/target.ts'
import { findOperation, type OpenApiDocument } from '../openapi/document.ts'
import { visible } from '../reports/inert.ts'
import { duration } from '../reports/verdicts.ts'
import { liveClient } from '../targets/live.ts'
import { completeTargets } from './config/complete.ts'
import { loadConfiguration } from './config/configuration.ts'
import { formatPath } from './config/schema.ts'
import { select } from './config/select.ts'
import { settingVariables } from './config/setting-variables.ts'
import { type Io, tell } from './io.ts'
import { optionsFromEnvironment, type RunFlags, settle } from './options.ts'
import { printRedactor } from './run/secrecy.ts'
import { version } from './version.ts'

interface Probe {
  document(): Promise<{ document: OpenApiDocument }>
  /** An operation that only reads. */
  operation: string
  /** Statuses that show a server that works. */
  fine: readonly number[]
  /** What it is called with; undefined where the settings do not have it. */
  call(settings: Record<string, unknown>): Call | undefined
}

interface Call {
  headers: Record<string, string>
  params?: Record<string, string>
}

type Company = { companyId: string; tokens: string[] }

const PROBES: Record<string, Probe> = {
  itero: {
    document: () => import('../openapi/itero.gen.ts'),
    operation: 'getAvailableProcedureMaps',
    fine: [200],
    call: () => ({ headers: {} }),
  },
  opus: {
    document: () => import('../openapi/opus.gen.ts'),
    operation: 'getClinics',
    // 404 is "No data": a server without free times.
    fine: [200, 404],
    call: ({ apiKey }) => (apiKey === undefined ? undefined : { headers: { api_key: apiKey as string } }),
  },
  inbox: {
    document: () => import('../openapi/inbox.gen.ts'),
    operation: 'listInboxes',
    fine: [200],
    call: ({ companies }) => {
      const company = (companies as Company[] | undefined)?.find(({ tokens }) => tokens.length > 0)
      if (!company) return undefined
      const { companyId, tokens } = company
      return { headers: { authorization: `Bearer ${tokens[0]}` }, params: { companyId } }
    },
  },
}

/**
 * `bitewing doctor`: checks the configuration, names what it leaves out, and asks every server for what only reads.
 * Resolves with 3 where one does not answer as it should.
 *
 * @throws UsageError with everything that is wrong with the configuration.
 */
export async function doctor(
  names: readonly string[],
  commandLine: Pick<RunFlags, 'config' | 'baseUrl' | 'timeout'>,
  io: Io,
): Promise<0 | 3> {
  const environment = optionsFromEnvironment(io.env)
  const configuration = await loadConfiguration(io.cwd, io.env, commandLine.config ?? environment.config)
  const options = settle(configuration.options, environment, commandLine)
  tell(
    io,
    configuration.name ? `ok    ${configuration.name} is valid` : 'ok    no configuration: embedded mocks are judged',
  )
  const configured = Object.keys(configuration.targets)
  const wanted = names.length > 0 ? names : configured.length > 0 ? configured : ['all']
  const selected = select(wanted, configuration.targets, options.baseUrl)
  for (const { name } of selected.filter(({ from }) => from === 'mock')) {
    tell(io, `ok    ${name}: nothing is configured, the embedded mock is judged`)
  }
  const targets = await completeTargets(selected, configuration, options, io.env)
  const redact = printRedactor(targets)
  const told = await Promise.all(targets.map((target) => examine(target, options.timeout)))
  for (const { lines } of told) for (const line of lines) tell(io, redact(visible(line)))
  return told.every(({ well }) => well) ? 0 : 3
}

async function examine(target: Target, timeoutMs: number): Promise<{ well: boolean; lines: string[] }> {
  const { name, allowWrites } = target
  const missing = missingKeys(target)
  const notes = [
    ...(missing.length > 0
      ? [`note  ${name}: not set, and the rules that need them are inconclusive: ${missing.join(', ')}`]
      : []),
    ...(allowWrites ? [] : [`note  ${name}: rules that create or change data are not run (--allow-writes)`]),
  ]
  const { well, line } = await reach(target, timeoutMs)
  return { well, lines: [line, ...notes] }
}

/** Keys of the target's own that are not set: of an object that is left out, its name alone. */
function missingKeys({ profile, settings, providerStatesUrl }: Target): string[] {
  const given: Record<string, unknown> = { ...settings, providerStatesUrl }
  const paths = settingVariables(profile)
    .map(({ path }) => path)
    .filter(([key]) => key !== 'paths' && key !== 'waivers')
  const absent = paths.flatMap(([key = '', ...below]) => {
    if (given[key] === undefined) return [key]
    const isThere = below.length === 0 || (given[key] as Record<string, unknown>)[below[0]!] !== undefined
    return isThere ? [] : [formatPath([key, ...below])]
  })
  return [...new Set(absent)]
}

async function reach(target: Target, timeoutMs: number): Promise<{ well: boolean; line: string }> {
  const { name, profile, baseUrl, paths, settings } = target
  const { document, operation, fine, call } = PROBES[profile]!
  const given = call(settings)
  const place = findOperation((await document()).document, operation)
  const path = (paths[operation] ?? place.path).replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(given?.params?.[key] ?? '-'),
  )
  const client = liveClient({ timeoutMs, userAgent: `bitewing/${version()}` })
  try {
    const began = performance.now()
    const request = { method: 'GET', url: baseUrl + path, headers: given?.headers ?? {}, body: null }
    const answer = await client.send(request, new AbortController().signal)
    const took = duration(performance.now() - began)
    if ('error' in answer)
      return { well: false, line: `fail  ${name}: ${baseUrl} does not answer: ${answer.error.message}` }
    const { location } = answer.headers
    const redirected = location === undefined ? '' : `, and Location ${location}`
    const seen = `GET ${path} answers ${answer.status}${redirected} in ${took}`
    const page = answer.status === 200 && parsed(answer.body) === undefined && !answer.truncated
    if (page) {
      const type = answer.headers['content-type'] ?? 'no Content-Type'
      return {
        well: false,
        line: `fail  ${name}: ${seen}, with what is no JSON (${type}): a sign-in page, or another server`,
      }
    }
    if (fine.includes(answer.status)) return { well: true, line: `ok    ${name}: ${seen}` }
    // Without a key or token a refusal shows as much as can be shown: somebody is there.
    const refused = answer.status >= 400 && answer.status < 500
    if (!given && refused) return { well: true, line: `ok    ${name}: ${seen} (asked without credentials)` }
    return { well: false, line: `fail  ${name}: ${seen}, not ${fine.join(' or ')}` }
  } finally {
    await client.close()
  }
}
