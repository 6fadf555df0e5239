#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { InboxClient } from './client.mjs'

// One job a process: a line of JSON comes in, and the last line that goes out tells how the job ended.
const { job, baseUrl, credentials, input } = JSON.parse(await text(process.stdin))
const ending = await new InboxClient(baseUrl, credentials).perform(job, input)
process.stdout.write(`${JSON.stringify(ending)}\n`)
