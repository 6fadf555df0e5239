import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import { RUN_OPTIONS } from '../options.ts'
import { wholeNumber } from '../parse.ts'
import type { ServeFlags } from '../serve/serve.ts'
import type { Invoke } from './invoke.ts'
import { toOption } from './run-option.ts'

const MORE = `
One line of JSON on stdout tells where it listens: { "url", "port" }. The address has a token in it that is another one
each time; who has no token is answered 403. It listens on 127.0.0.1 alone, until Ctrl-C.`

/** `bitewing serve`: a page on this machine. */
export function serveCommand(invoke: Invoke): Command {
  return new Command('serve')
    .summary('a page on this machine: start runs, watch them, read and compare them')
    .description(
      'Serves a page on 127.0.0.1 on which the targets of the configuration are judged, and the rules are seen as they are judged.',
    )
    .addOption(
      new Option('--port <n>', 'port to listen on (default: a free one)').argParser(
        asArgument('--port', wholeNumber(0, 65_535)),
      ),
    )
    .option('--runs <dir>', 'folder that runs are kept in (default: .bitewing/runs)')
    .addOption(toOption('config', RUN_OPTIONS.config))
    .addOption(toOption('baseline', RUN_OPTIONS.baseline))
    .addHelpText('after', MORE)
    .action((flags: ServeFlags) => invoke(async (io) => (await import('../serve/serve.ts')).serve(flags, io)))
}
