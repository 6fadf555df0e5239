import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { relative, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { type Io, print, tell } from '../io.ts'
import { KeptRuns } from '../kept-runs.ts'
import { configurationAt, type Place } from '../known-targets.ts'
import { optionsFromEnvironment, type RunFlags, settle } from '../options.ts'
import { portFault } from '../port-fault.ts'
import { StartedRuns, thisCommand } from '../started-runs.ts'
import { app } from './app.ts'
import { newToken } from './guard.ts'

/** Options of `bitewing serve`. */
export interface ServeFlags extends Pick<RunFlags, 'config' | 'baseline'> {
  port?: number
  runs?: string
}

/**
 * `bitewing serve`: serves the page on this machine, prints where it is, and resolves with 0 once it was interrupted, and
 * the runs that it started have ended.
 *
 * @throws UsageError for a port that cannot be had.
 */
export async function serve(flags: ServeFlags, io: Io): Promise<0> {
  const environment = optionsFromEnvironment(io.env)
  const config = flags.config ?? environment.config
  const place: Place = { cwd: io.cwd, env: io.env, ...(config === undefined ? {} : { config }) }
  const { configuration } = await configurationAt(place)
  const { out, baseline = 'bitewing.baseline.json' } = settle(configuration.options, environment, flags)
  const file = flags.baseline ?? environment.baseline ?? relative(io.cwd, resolve(configuration.folder, baseline))
  const kept = new KeptRuns(resolve(io.cwd, flags.runs ?? '.bitewing/runs'), resolve(io.cwd, out))
  const command = thisCommand(io.cwd, io.env)
  const live = new StartedRuns(kept.folder, command)
  const token = newToken()
  const server = createServer()
  const port = () => (server.address() as AddressInfo).port
  const served = {
    place,
    baseline: { file, isThere: () => existsSync(resolve(io.cwd, file)) },
    live,
    kept,
    command,
    token,
    port,
  }
  server.on('request', getRequestListener(app(served).fetch))
  await new Promise<void>((listening, reject) => {
    server.once('error', (error) => reject(portFault(error, flags.port)))
    server.listen(flags.port ?? 0, '127.0.0.1', listening)
  })
  const interrupted = new Promise<void>((heard) => io.onInterrupt(() => heard()))
  const url = `http://127.0.0.1:${port()}/?token=${token}`
  tell(io, `Open ${url}`)
  tell(io, 'Ctrl-C ends it, and the runs that were started from it.')
  print(io, JSON.stringify({ url, port: port() }))
  await interrupted
  server.close()
  await live.stopAll()
  server.closeAllConnections()
  return 0
}
