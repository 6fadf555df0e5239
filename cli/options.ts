import type { FileOptions } from './config/configuration.ts'
import { variableName } from './config/variable-name.ts'
import type { Environment } from './config/variables.ts'
import { BadValue, parseDuration, parseList, parsePace, parseRateLimit, parseSwitch, wholeNumber } from './parse.ts'
import { type Problem, UsageError } from './usage-error.ts'

/** An option of `run`. Without `parse` it is a switch. */
export interface OptionSpec<Value = unknown> {
  flags: string
  summary: string
  parse?: (text: string) => Value
  /** Not settable by an environment variable: it chooses what the command does, not how. */
  commandLineOnly?: true
}

const text = (value: string) => value

/** The options of `run`, under the names that the environment (`BITEWING_MAX_TIME`) and the file (`maxTime`) have for them. */
export const RUN_OPTIONS = {
  baseUrl: { flags: '-u, --base-url <url>', summary: 'the server to judge, for one profile or target', parse: text },
  config: {
    flags: '--config <file>',
    summary: 'configuration (default: bitewing.config.{ts,js,json} found upwards)',
    parse: text,
  },
  out: { flags: '--out <dir>', summary: 'folder for the report (default: bitewing-report)', parse: text },
  rateLimit: {
    flags: '--rate-limit <limit>',
    summary: 'documented limit, where a sandbox scales it, such as 10/60s',
    parse: parseRateLimit,
  },
  pace: {
    flags: '--pace <rate>',
    summary: 'the most requests that a target is sent, such as 20/s or 600/min',
    parse: parsePace,
  },
  allowWrites: {
    flags: '--allow-writes',
    summary: 'run rules that create or change data on a host that is not loopback',
  },
  only: { flags: '--only <ids>', summary: 'requirement IDs and globs to judge, separated by commas', parse: parseList },
  skip: { flags: '--skip <ids>', summary: 'requirement IDs and globs to leave out', parse: parseList },
  list: { flags: '--list', summary: 'list the rules and send nothing', commandLineOnly: true },
  plan: {
    flags: '--plan',
    summary: 'tell what would be sent and how long it takes at the least, and send nothing',
    commandLineOnly: true,
  },
  resume: {
    flags: '--resume <folder>',
    summary: 'go on with a run that broke off, in its folder',
    parse: text,
    commandLineOnly: true,
  },
  seed: {
    flags: '--seed <n>',
    summary: 'seed of the generated values (default: 1)',
    parse: wholeNumber(0, 2 ** 32 - 1),
  },
  exhaustive: { flags: '--exhaustive', summary: 'try everything where a rule samples' },
  timeout: { flags: '--timeout <time>', summary: 'time for one answer (default: 10s)', parse: parseDuration },
  maxTime: { flags: '--max-time <time>', summary: 'time for the whole run', parse: parseDuration },
  maxFailures: { flags: '--max-failures <n>', summary: 'stop after so many fails', parse: wholeNumber(1) },
  workers: { flags: '--workers <n>', summary: 'worker threads', parse: wholeNumber(1) },
  strict: { flags: '--strict', summary: 'a warn counts as a fail' },
  requireComplete: { flags: '--require-complete', summary: 'an inconclusive must counts as a fail' },
  baseline: { flags: '--baseline <file>', summary: 'known deviations: waivers with reason and expiry', parse: text },
  updateBaseline: {
    flags: '--update-baseline',
    summary: 'write the fails of this run into the baseline, and take out of it what is mended',
    commandLineOnly: true,
  },
  baselineDays: {
    flags: '--baseline-days <n>',
    summary: 'days that a waiver holds which --update-baseline adds (default: 90)',
    parse: wholeNumber(1, 3650),
  },
  history: { flags: '--history <file>', summary: 'keep the run in this file, and show the earlier ones', parse: text },
  trace: { flags: '--no-trace', summary: 'send no traceparent and no baggage with the requests' },
  report: { flags: '--report <formats>', summary: 'formats to write (default: html,json,junit)', parse: parseList },
  json: { flags: '--json', summary: 'the report as JSON on stdout', commandLineOnly: true },
  events: { flags: '--events', summary: 'progress as lines of JSON on stdout, as it goes on', commandLineOnly: true },
  quiet: { flags: '--quiet', summary: 'print errors only' },
  color: { flags: '--no-color', summary: 'no colours (also by NO_COLOR)', commandLineOnly: true },
} satisfies Record<string, OptionSpec>

type Specs = typeof RUN_OPTIONS
type ValueOf<Spec> = Spec extends { parse: (text: string) => infer Value } ? Value : boolean

/** Values of the options that were given. Durations are milliseconds. */
export type RunFlags = { [Key in keyof Specs]?: ValueOf<Specs[Key]> }

/** The environment variable of each option that has one. */
export const OPTION_VARIABLES: readonly { key: keyof RunFlags; name: string; spec: OptionSpec }[] =
  Object.entries<OptionSpec>(RUN_OPTIONS)
    .filter(([, spec]) => !spec.commandLineOnly)
    .map(([key, spec]) => ({ key: key as keyof RunFlags, name: variableName([key]), spec }))

/**
 * The options that the environment gives; an empty variable counts as not set.
 *
 * @throws UsageError with every one that cannot be read.
 */
export function optionsFromEnvironment(env: Environment): RunFlags {
  const problems: Problem[] = []
  const flags: Record<string, unknown> = {}
  for (const { key, name, spec } of OPTION_VARIABLES) {
    const given = env[name]
    if (!given) continue
    try {
      flags[key] = (spec.parse ?? parseSwitch)(given)
    } catch (error) {
      if (!(error instanceof BadValue)) throw error
      problems.push({ where: name, what: error.message })
    }
  }
  if (problems.length > 0) throw new UsageError(problems)
  return flags
}

/**
 * The error with each option that the environment gave in place of the command line under its variable's name, where
 * the reader can find it.
 */
export function underVariableNames(error: unknown, environment: RunFlags, commandLine: RunFlags): unknown {
  if (!(error instanceof UsageError)) return error
  const names = OPTION_VARIABLES.filter(({ key }) => environment[key] !== undefined && commandLine[key] === undefined)
  const problems = error.problems.map((problem) => {
    const variable = names.find(({ spec }) => spec.flags.split(/[ ,]+/).includes(problem.where))
    return variable ? { ...problem, where: variable.name } : problem
  })
  return new UsageError(problems, error.heading)
}

const DEFAULTS = {
  out: 'bitewing-report',
  seed: 1,
  timeout: 10_000,
  baselineDays: 90,
  report: ['html', 'json', 'junit'],
}

/** Command line over environment over file over default. */
export const settle = (file: FileOptions, environment: RunFlags, commandLine: RunFlags) => ({
  ...DEFAULTS,
  ...file,
  ...environment,
  ...commandLine,
  // The command line can only forbid it, and says nothing where it does not.
  trace: [file, environment, commandLine].every(({ trace }) => trace !== false),
})

export type Settled = ReturnType<typeof settle>
