import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  request as send,
} from 'node:http'
import { type AddressInfo, createServer as createRawServer, type Server as RawServer, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A server on 127.0.0.1 that is closed, and every connection with it, where it goes out of scope (`await using`). */
export interface TestServer extends AsyncDisposable {
  /** Without a slash at the end. */
  baseUrl: string
  port: number
  /** Connections that were made to it. */
  connections(): number
}

/** Serves HTTP by a listener of node's. */
export async function httpServer(listener: RequestListener): Promise<TestServer> {
  return listening(createServer(listener))
}

/** Accepts connections, and leaves what is said on them to the test. */
export async function rawServer(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return listening(
    createRawServer((socket) => {
      // A client that has had enough resets the connection.
      socket.on('error', () => {})
      onConnection(socket)
    }),
  )
}

/** A raw server that answers the first bytes of each connection, whatever they are. */
export const rawAnswer = (answer: string | Buffer, after?: (socket: Socket) => void): Promise<TestServer> =>
  rawServer((socket) => {
    socket.once('data', () => socket.write(answer, () => after?.(socket)))
  })

/** Starts any server on a free port. */
export async function listening(server: Server | RawServer): Promise<TestServer> {
  const open = new Set<Socket>()
  let made = 0
  server.on('connection', (socket: Socket) => {
    made++
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    connections: () => made,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

export interface Seen {
  method: string
  path: string
  headers: IncomingHttpHeaders
}

/** An answer on its way through, whole. */
export interface Passing {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** What stands between a client and a server makes of a request: an answer of its own, or none at all. */
export type Interception =
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'reset before'
  | 'reset after'
  | 'end once answered'
  | 'reset once answered'
  | ((answer: Passing) => Passing)
  | undefined

/**
 * Passes every request on to another server, unless `intercept` says otherwise: `reset before` it reaches the server, or
 * `reset after` it did, its answer lost. A connection that is kept open is ended, or reset, `once answered`, unannounced.
 * A function writes the answer anew.
 */
export function proxyTo(baseUrl: string, intercept: (seen: Seen) => Interception): Promise<TestServer> {
  return httpServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming
    const own = intercept({ method, path, headers })
    if (own === 'reset before') return void incoming.socket.resetAndDestroy()
    if (typeof own === 'object') {
      incoming.resume()
      return void outgoing.writeHead(own.status, { 'content-type': 'application/json', ...own.headers }).end(own.body)
    }
    const onward = send(baseUrl + path, { method, headers }, (answer) => {
      if (own === 'reset after') {
        answer.resume()
        return void incoming.socket.resetAndDestroy()
      }
      if (typeof own === 'function') return void passAnew(answer, outgoing, own)
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      // Where the client said that it closes the connection, the server closes it too.
      if (headers.connection === 'close') return
      const { socket } = incoming
      if (own === 'end once answered') outgoing.once('finish', () => socket.end())
      if (own === 'reset once answered') outgoing.once('finish', () => setImmediate(() => socket.resetAndDestroy()))
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
}

async function passAnew(answer: IncomingMessage, outgoing: ServerResponse, write: (answer: Passing) => Passing) {
  const { status, headers, body } = write({
    status: answer.statusCode ?? 502,
    headers: answer.headers,
    body: await buffer(answer),
  })
  const { 'content-length': _, 'transfer-encoding': __, ...kept } = headers
  outgoing.writeHead(status, kept).end(body)
}
