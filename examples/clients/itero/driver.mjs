// One job a process: one line of JSON comes on standard input, the last line of standard output is the answer.
import { createInterface } from 'node:readline'
import { doJob } from './jobs.mjs'

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await doJob(JSON.parse(line))))
  break
}
