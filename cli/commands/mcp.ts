import { Command } from 'commander'
import { RUN_OPTIONS, type RunFlags } from '../options.ts'
import type { Invoke } from './invoke.ts'
import { toOption } from './run-option.ts'

const MORE = `
For an agent's configuration: { "command": "npx", "args": ["bitewing", "mcp"] }. It speaks on stdin and stdout, until
stdin ends.`

/** `bitewing mcp`: the command as a server of the Model Context Protocol. */
export function mcpCommand(invoke: Invoke): Command {
  return new Command('mcp')
    .summary('serve the Model Context Protocol on stdio, for agents')
    .description(
      'Lets an agent list and explain requirements, plan and run, read findings with their evidence, and check pacts. It judges targets of the configuration and servers on this machine alone.',
    )
    .option('--runs <dir>', 'folder that runs are kept in (default: .bitewing/runs)')
    .addOption(toOption('config', RUN_OPTIONS.config))
    .addHelpText('after', MORE)
    .action((flags: Pick<RunFlags, 'config'> & { runs?: string }) =>
      invoke(async (io) => (await import('../mcp/mcp.ts')).mcp(flags, io)),
    )
}
