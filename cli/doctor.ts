import { parsed } from '../engine/json-diff.ts'
import type { Profile } from '../engine/profile.ts'
import type { Target } from '../engine/target.ts'
import { listOr } from '../engine/words.ts'
import { ROOT } from '../profiles/load.ts'
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
  const configured = Object.keys(configuration.targets)
  const wanted = names.length > 0 ? names : configured.length > 0 ? configured : ['all']
  const selected = await select(wanted, configuration, io.cwd, options.baseUrl)
  // Before it is called valid: a variable that is missing shows only here.
  const targets = await completeTargets(selected, configuration, options, io.env)
  tell(
    io,
    configuration.name ? `ok    ${configuration.name} is valid` : 'ok    no configuration: embedded mocks are judged',
  )
  for (const { name } of selected.filter(({ from }) => from === 'mock')) {
    tell(io, `ok    ${name}: nothing is configured, the embedded mock is judged`)
  }
  const redact = printRedactor(targets)
  const manifestOf = ({ name }: Target) => selected.find((one) => one.name === name)!.found.manifest
  const told = await Promise.all(targets.map((target) => examine(target, manifestOf(target), options.timeout)))
  for (const { lines } of told) for (const line of lines) tell(io, redact(visible(line)))
  return told.every(({ well }) => well) ? 0 : 3
}

async function examine(
  target: Target,
  manifest: Profile,
  timeoutMs: number,
): Promise<{ well: boolean; lines: string[] }> {
  const { name, allowWrites } = target
  const missing = missingKeys(target, manifest)
  const notes = [
    ...(missing.length > 0
      ? [`note  ${name}: not set, and the rules that need them are inconclusive: ${missing.join(', ')}`]
      : []),
    ...(allowWrites ? [] : [`note  ${name}: rules that create or change data are not run (--allow-writes)`]),
  ]
  const { well, line } = await reach(target, manifest, timeoutMs)
  return { well, lines: [line, ...notes] }
}

/** Keys of the target's own that are not set: of an object that is left out, its name alone. */
function missingKeys({ settings, providerStatesUrl }: Target, manifest: Profile): string[] {
  const given: Record<string, unknown> = { ...settings, providerStatesUrl }
  const paths = settingVariables(manifest)
    .filter(({ node }) => node.default === undefined)
    .map(({ path }) => path)
    .filter(([key]) => key !== 'paths' && key !== 'waivers' && (key !== 'providerStatesUrl' || manifest.states))
  const absent = paths.flatMap(([key = '', ...below]) => {
    if (given[key] === undefined) return [key]
    const isThere = below.length === 0 || (given[key] as Record<string, unknown>)[below[0]!] !== undefined
    return isThere ? [] : [formatPath([key, ...below])]
  })
  const states = manifest.states?.map((state) => `"${state}"`).join(', ')
  return [...new Set(absent)].map((key) =>
    key === 'providerStatesUrl' ? `${key} (where ${states} can be set up)` : key,
  )
}

async function reach(target: Target, manifest: Profile, timeoutMs: number): Promise<{ well: boolean; line: string }> {
  const { name, baseUrl } = target
  const { method, path, headers = {}, fine } = (await manifest.sign?.(target)) ?? ROOT
  const client = liveClient({ timeoutMs, userAgent: `bitewing/${version()}` })
  try {
    const began = performance.now()
    const request = { method, url: baseUrl + path, headers, body: null }
    const answer = await client.send(request, new AbortController().signal)
    const took = duration(performance.now() - began)
    if ('error' in answer)
      return { well: false, line: `fail  ${name}: ${baseUrl} does not answer: ${answer.error.message}` }
    const { location } = answer.headers
    const redirected = location === undefined ? '' : `, and Location ${location}`
    const seen = `${method} ${path} answers ${answer.status}${redirected} in ${took}`
    const page = fine && answer.status === 200 && parsed(answer.body) === undefined && !answer.truncated
    if (page) {
      const type = answer.headers['content-type'] ?? 'no Content-Type'
      return {
        well: false,
        line: `fail  ${name}: ${seen}, with what is no JSON (${type}): a sign-in page, or another server`,
      }
    }
    const isFine = fine ? fine.includes(answer.status) : answer.status < 500
    if (!isFine) return { well: false, line: `fail  ${name}: ${seen}${fine ? `, not ${listOr(fine)}` : ''}` }
    // Without a key or token a refusal shows as much as can be shown: somebody is there.
    const unasked = answer.status >= 400 && Object.keys(headers).length === 0
    return { well: true, line: `ok    ${name}: ${seen}${unasked ? ' (asked without credentials)' : ''}` }
  } finally {
    await client.close()
  }
}
