import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Exchange } from '../../engine/exchange.ts'
import { EXCHANGES_FILE } from '../../engine/journal.ts'
import type { PassedPart, Passing } from './model.ts'

/** So much of the journal is read at once. */
const PART_BYTES = 4 * 1024 * 1024

/** What a run journaled from a place in its file on, as far as its lines are whole; the messages are left out. */
export function passedFrom(folder: string, from: number): PassedPart {
  const file = openSync(join(folder, EXCHANGES_FILE), 'r')
  try {
    const { size } = fstatSync(file)
    for (let bytes = PART_BYTES; ; bytes *= 2) {
      const part = Buffer.alloc(Math.max(0, Math.min(bytes, size - from)))
      const read = part.subarray(0, readSync(file, part, 0, part.length, from))
      const end = read.lastIndexOf('\n') + 1
      // A line may be longer than a part.
      if (end === 0 && from + read.length < size) continue
      const lines = read.subarray(0, end).toString('utf8').split('\n').slice(0, -1)
      return {
        exchanges: lines.map((line) => passing(JSON.parse(line))),
        next: from + end,
        more: from + end < size && end > 0,
      }
    }
  } finally {
    closeSync(file)
  }
}

function passing({ request: { method, url }, response, ...about }: Exchange): Passing {
  return { ...about, request: { method, url }, ...(response ? { response: { status: response.status } } : {}) }
}

/** One exchange of a run, whole. */
export function exchangeOf(folder: string, id: string): Exchange | undefined {
  const mark = `"id":${JSON.stringify(id)}`
  const line = readFileSync(join(folder, EXCHANGES_FILE), 'utf8')
    .split('\n')
    .find((one) => one.includes(mark))
  return line === undefined ? undefined : JSON.parse(line)
}
