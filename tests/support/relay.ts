import { createConnection, type Socket } from 'node:net'
import { rawServer, type TestServer } from './servers.ts'

/**
 * How a network drops: `reset` ends every connection and refuses new ones; `silent` loses them without a word, and new ones
 * wait until it is there again.
 */
export type Drop = 'reset' | 'silent'

/** A network between clients and a server on this machine, that can drop. */
export interface Relay extends TestServer {
  drop(how: Drop): void
  /** From now on connections that are made get through; those that were lost stay so. */
  comeBack(): void
}

export async function relayTo(port: number): Promise<Relay> {
  let dropped: Drop | undefined
  let waiting: (() => void)[] = []
  const open = new Set<[Socket, Socket]>()
  const join = (client: Socket) => {
    const server = createConnection({ host: '127.0.0.1', port })
    const pair: [Socket, Socket] = [client, server]
    open.add(pair)
    for (const socket of pair) {
      socket.on('error', () => {})
      socket.once('close', () => {
        open.delete(pair)
        for (const one of pair) one.destroy()
      })
    }
    client.pipe(server).pipe(client)
  }
  const relay = await rawServer((client) => {
    if (dropped === 'reset') client.resetAndDestroy()
    else if (dropped) waiting.push(() => join(client))
    else join(client)
  })
  return {
    ...relay,
    drop(how) {
      dropped = how
      for (const [client, server] of open) {
        if (how === 'reset') {
          client.resetAndDestroy()
          server.resetAndDestroy()
        } else {
          client.unpipe(server).pause()
          server.unpipe(client).pause()
        }
      }
    },
    comeBack() {
      dropped = undefined
      for (const begin of waiting) begin()
      waiting = []
    },
  }
}
