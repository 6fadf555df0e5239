import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { endings } from '../cli/signals.ts'

/** A process that something happens to at times in milliseconds: what the listener was told, and with what it was ended. */
async function sent(...events: [event: string, at: number][]) {
  const told: string[] = []
  const exits: number[] = []
  let now = 0
  const process = Object.assign(new EventEmitter(), { exit: (status: number) => void exits.push(status) })
  const onInterrupt = endings(
    process,
    (error) => told.push(`fault ${error}`),
    () => now,
  )
  onInterrupt(
    (signal) => told.push(signal),
    async (why) => void told.push(`last: ${why}`),
  )
  for (const [event, at] of events) {
    now = at
    process.emit(event, 'lost')
    // What may be done at the end is done by then.
    await setImmediate()
  }
  return { told, exits }
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('the first %s is told and ends nothing', async (signal) => {
  expect(await sent([signal, 0])).toEqual({ told: [signal], exits: [] })
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('the second one leaves what it can and ends the process: %s with %i', async (signal, status) => {
  const told = ['SIGINT', `last: the run was interrupted (${signal})`]
  expect(await sent(['SIGINT', 0], [signal, 500])).toEqual({ told, exits: [status] })
})

test('that whoever started it is gone is a SIGHUP, and nothing once it was told to end', async () => {
  expect(await sent(['disconnect', 0])).toEqual({ told: ['SIGHUP'], exits: [] })
  expect(await sent(['SIGINT', 0], ['disconnect', 500])).toEqual({ told: ['SIGINT'], exits: [] })
})

test('one that is passed on by npm is the same signal once more', async () => {
  expect(await sent(['SIGINT', 0], ['SIGINT', 5], ['SIGINT', 90])).toEqual({ told: ['SIGINT'], exits: [] })
  expect(await sent(['SIGINT', 0], ['SIGINT', 5], ['SIGINT', 900])).toMatchObject({ exits: [130] })
})

test.each(['uncaughtException', 'unhandledRejection'])(
  '%s leaves what it can and ends the process with 3',
  async (event) => {
    expect(await sent([event, 0], [event, 1])).toEqual({ told: ['fault lost', 'last: an error: lost'], exits: [3] })
  },
)

test('a signal while the last is done ends the process at once', async () => {
  const exits: number[] = []
  const process = Object.assign(new EventEmitter(), { exit: (status: number) => void exits.push(status) })
  endings(process, () => {})(
    () => {},
    () => new Promise(() => {}),
  )
  process.emit('uncaughtException', new Error('lost'))
  process.emit('SIGINT')
  await setImmediate()
  expect(exits).toEqual([130])
})

test('whoever listens later hears nothing', async () => {
  const process = Object.assign(new EventEmitter(), { exit() {} })
  const told: string[] = []
  endings(process, () => {})((signal) => told.push(signal))
  process.once('SIGINT', () => told.push('another'))
  process.on('SIGTERM', () => told.push('another'))
  process.on('unhandledRejection', () => told.push('another'))
  process.on('exit', () => told.push('exit'))
  await Promise.resolve()
  for (const event of ['SIGINT', 'SIGTERM', 'exit']) process.emit(event)
  expect(told).toEqual(['SIGINT', 'exit'])
})
