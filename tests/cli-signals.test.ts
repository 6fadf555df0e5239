import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { onInterrupt } from '../cli/signals.ts'

/** A process that is sent signals at times in milliseconds: what the listener was told, and with what it was ended. */
function sent(...signals: [signal: string, at: number][]): { told: string[]; exits: number[] } {
  const told: string[] = []
  const exits: number[] = []
  let now = 0
  const process = Object.assign(new EventEmitter(), { exit: (status: number) => void exits.push(status) })
  onInterrupt(
    process,
    (signal) => told.push(signal),
    () => now,
  )
  for (const [signal, at] of signals) {
    now = at
    process.emit(signal)
  }
  return { told, exits }
}

test('the first signal is told and ends nothing', () => {
  expect(sent(['SIGINT', 0])).toEqual({ told: ['SIGINT'], exits: [] })
  expect(sent(['SIGTERM', 0])).toEqual({ told: ['SIGTERM'], exits: [] })
})

test('the second one ends the process with 128 and its number', () => {
  expect(sent(['SIGINT', 0], ['SIGINT', 500])).toEqual({ told: ['SIGINT'], exits: [130] })
  expect(sent(['SIGINT', 0], ['SIGTERM', 500])).toEqual({ told: ['SIGINT'], exits: [143] })
})

test('one that is passed on by npm is the same signal once more', () => {
  expect(sent(['SIGINT', 0], ['SIGINT', 5], ['SIGINT', 90])).toEqual({ told: ['SIGINT'], exits: [] })
  expect(sent(['SIGINT', 0], ['SIGINT', 5], ['SIGINT', 900])).toEqual({ told: ['SIGINT'], exits: [130] })
})

test('whoever listens later hears nothing', async () => {
  const process = Object.assign(new EventEmitter(), { exit() {} })
  const told: string[] = []
  onInterrupt(process, (signal) => told.push(signal))
  process.once('SIGINT', () => told.push('another'))
  process.on('SIGTERM', () => told.push('another'))
  process.on('exit', () => told.push('exit'))
  await Promise.resolve()
  for (const event of ['SIGINT', 'SIGTERM', 'exit']) process.emit(event)
  expect(told).toEqual(['SIGINT', 'exit'])
})
