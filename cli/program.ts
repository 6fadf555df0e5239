import { Command } from 'commander'
import { compatCommand } from './commands/compat.ts'
import { contractsCommand } from './commands/contracts.ts'
import { diffCommand } from './commands/diff.ts'
import { doctorCommand } from './commands/doctor.ts'
import { drillCommand } from './commands/drill.ts'
import { fleetCommand } from './commands/fleet.ts'
import { generateCommand } from './commands/generate.ts'
import { historyCommand } from './commands/history.ts'
import { initCommand } from './commands/init.ts'
import type { Invoke } from './commands/invoke.ts'
import { judgeCommand } from './commands/judge.ts'
import { mcpCommand } from './commands/mcp.ts'
import { mockCommand } from './commands/mock.ts'
import { profileCommand } from './commands/profile.ts'
import { proxyCommand } from './commands/proxy.ts'
import { reportCommand } from './commands/report.ts'
import { runCommand } from './commands/run.ts'
import { serveCommand } from './commands/serve.ts'
import type { Io } from './io.ts'
import { version } from './version.ts'

/** The command line: every subcommand with its options, and nothing of what they do. */
export function createProgram(io: Io, invoke: Invoke): Command {
  const program = new Command('bitewing')
    .description('Contract testing and conformance suite for dental partner integrations.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('(--help lists what there is)')
    // `contracts can-i-deploy --version …` is not asked for the version of Bitewing.
    .enablePositionalOptions()
  const commands = [
    runCommand,
    mockCommand,
    proxyCommand,
    drillCommand,
    generateCommand,
    reportCommand,
    judgeCommand,
    contractsCommand,
    diffCommand,
    historyCommand,
    fleetCommand,
    initCommand,
    doctorCommand,
    serveCommand,
    mcpCommand,
    profileCommand,
    compatCommand,
  ]
  for (const make of commands) program.addCommand(make(invoke).copyInheritedSettings(program))
  const output = {
    writeOut: (text: string) => void io.stdout.write(text),
    writeErr: (text: string) => void io.stderr.write(text),
    getOutHelpWidth: () => 120,
    getErrHelpWidth: () => 120,
  }
  for (const command of everyCommand(program)) command.exitOverride().configureOutput(output)
  return program
}

/** A command with all below it. */
export const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)]
