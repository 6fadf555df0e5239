import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import type { PublishFlags } from '../contracts/publish.ts'
import type { VerifyFlags } from '../contracts/verify.ts'
import { RUN_OPTIONS } from '../options.ts'
import { parseList } from '../parse.ts'
import type { Invoke } from './invoke.ts'

const VERIFY_MORE = `
Pacts come from --pact, or else from the broker that PACT_BROKER_BASE_URL names (PACT_BROKER_TOKEN opens it), or else
are the package's own. Those of a target are the ones whose provider is the target's profile.

Exit status: 0 every interaction passes, 1 at least one fails, 2 wrong usage (no pact, one that cannot be read),
3 an interaction could not be verified (provider or broker not reachable, provider state refused).

Examples:
  bitewing contracts verify all                         the package's own pacts on the embedded mocks
  bitewing contracts verify staging --pact ./pacts      a folder of pacts on a configured target`

const CHECK_MORE = `
Exit status: 0 the pacts fit, 1 at least one thing that the document rules out, 2 a file cannot be read as a pact.`

const PUBLISH_MORE = `
The broker is PACT_BROKER_BASE_URL (with PACT_BROKER_TOKEN). Version and branch are those of the git repository in the
working directory.

Example:
  bitewing contracts publish ./pacts --dry-run`

/** `bitewing contracts`: verifies pacts on a provider, checks them without one, publishes them. */
export function contractsCommand(invoke: Invoke): Command {
  return new Command('contracts')
    .summary('verify, check and publish Pact contracts')
    .description('Pact contracts (specification V4): verified on a provider, checked without one, published.')
    .enablePositionalOptions()
    .addCommand(verifyCommand(invoke))
    .addCommand(checkCommand(invoke))
    .addCommand(publishCommand(invoke))
    .addCommand(canIDeployCommand(invoke))
}

function verifyCommand(invoke: Invoke): Command {
  const { config, baseUrl, out, report, timeout, rateLimit, allowWrites, seed, json, quiet, color } = RUN_OPTIONS
  const command = new Command('verify')
    .summary('replay pacts on a provider')
    .description('Replays pacts on targets, profiles (itero, opus, inbox; their embedded mock) or all profiles.')
    .argument('<target...>', 'as for run')
    .addOption(repeatable('--pact <files>', 'pact files and folders, separated by commas'))
    .option('--publish-results', 'tell the broker what came out, under the version and branch of the git repository')
    .addHelpText('after', VERIFY_MORE)
  for (const { flags, summary, parse } of [
    { ...baseUrl, summary: 'the provider, for one profile or target' },
    config,
    out,
    report,
    timeout,
    rateLimit,
    { ...allowWrites, summary: 'send requests that create or change data to a host that is not loopback' },
    seed,
    json,
    quiet,
    color,
  ] as { flags: string; summary: string; parse?: (text: string) => unknown }[]) {
    const option = new Option(flags, summary)
    command.addOption(parse ? option.argParser(asArgument(option.long!, parse)) : option)
  }
  return command.action((names: string[], flags: VerifyFlags) =>
    invoke(async (io, parts) => (await import('../contracts/verify.ts')).verifyContracts(names, flags, io, parts)),
  )
}

function checkCommand(invoke: Invoke): Command {
  return new Command('check')
    .summary("hold a partner's pact against the document, without a server")
    .description("Tells whether a partner's pact fits what the vendor documents. Sends nothing.")
    .argument('<file...>', 'pact files and folders')
    .option('--profile <profile>', 'a profile, as run takes it, where the provider has another name')
    .option('--json', 'the findings as JSON on stdout')
    .addHelpText('after', CHECK_MORE)
    .action((files: string[], flags: { profile?: string; json?: true }) =>
      invoke(async (io) => (await import('../contracts/check.ts')).checkContracts(files, flags, io)),
    )
}

function publishCommand(invoke: Invoke): Command {
  return new Command('publish')
    .summary('publish pacts to a broker')
    .description('Publishes pacts to the broker, with the version and the branch of the git repository.')
    .argument('[file...]', "pact files and folders (default: the package's own)")
    .addOption(repeatable('--pact <files>', 'the same, as verify has it'))
    .option('--dry-run', 'tell what would be published, and send nothing')
    .addHelpText('after', PUBLISH_MORE)
    .action((files: string[], { pact = [], ...flags }: PublishFlags & { pact?: string[] }) =>
      invoke(async (io) => (await import('../contracts/publish.ts')).publishContracts([...files, ...pact], flags, io)),
    )
}

function canIDeployCommand(invoke: Invoke): Command {
  return new Command('can-i-deploy')
    .summary("ask a broker whether a version can be deployed: Pact's own command, with its options")
    .helpOption(false)
    .argument('[options...]', "those of Pact's command")
    .passThroughOptions()
    .allowUnknownOption()
    .action((args: string[]) =>
      invoke(async (io) => (await import('../contracts/can-i-deploy.ts')).canIDeploy(args, io)),
    )
}

function repeatable(flags: string, summary: string): Option {
  const option = new Option(flags, summary)
  return option.argParser(asArgument(option.long!, parseList))
}
