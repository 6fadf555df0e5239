#!/usr/bin/env node
import { bitewing } from './bitewing.ts'
import { errorInWords } from './error-words.ts'
import type { Io } from './io.ts'
import { parts } from './parts.ts'
import { endings } from './signals.ts'

const { stdin, stdout, stderr } = process
const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdout,
  stderr,
  onInterrupt: endings(process, (error) => stderr.write(`${errorInWords(error)}\n`)),
  onAsk(listener) {
    process.on('SIGUSR1', listener)
    if (stdin.isTTY) stdin.on('data', listener)
  },
}

let unwritten: Error | undefined
stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`bitewing generate order --count 1000 | head`) ends the process as SIGPIPE would; one
  // that started it and is gone has it end in good order.
  if (error.code === 'EPIPE') {
    if (process.connected === undefined) process.exit(128 + 13)
    return
  }
  if (!unwritten) stderr.write(`${errorInWords(error, 'standard output')}\n`)
  unwritten = error
})
// Whoever waits until more can be written waits in vain then.
process.once('beforeExit', () => process.exit(3))
// What is told to people is worth less than what is done: nobody reads it (`2>&1 | head -1`), and the work goes on.
stderr.on('error', () => {})

const status = await bitewing(process.argv.slice(2), io, parts).catch((error: Error) => {
  stderr.write(`${errorInWords(error)}\n`)
  return 3
})
// What was written to a pipe must have left before the process does, and what a file refused must have been told;
// nothing else is waited for.
stdout.write('', () => stderr.write('', () => setImmediate(() => process.exit(unwritten ? 3 : status))))
