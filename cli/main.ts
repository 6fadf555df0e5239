#!/usr/bin/env node
import { bitewing } from './bitewing.ts'
import type { Io } from './io.ts'
import { parts } from './parts.ts'
import { onInterrupt } from './signals.ts'

const { stdout, stderr } = process
const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdout,
  stderr,
  onInterrupt: (listener) => onInterrupt(process, listener),
}

// A reader that has seen enough (`bitewing generate order --count 1000 | head`) ends the process as SIGPIPE would.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(128 + 13)
})

const status = await bitewing(process.argv.slice(2), io, parts).catch((error: Error) => {
  stderr.write(`internal error: ${error.stack ?? error}\n`)
  return 3
})
// What was written to a pipe must have left before the process does; nothing else is waited for.
stdout.write('', () => stderr.write('', () => process.exit(status)))
