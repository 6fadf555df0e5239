import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { Pool } from 'undici'
import type { Reached, Stage, StageAnswer, StageRequest } from '../engine/drill.ts'

export interface StageServerOptions {
  /** Of the mock behind it. */
  baseUrl: string
  intercept: NonNullable<Stage['intercept']>
  /** The operation of a request; '' for one that is not documented. */
  operationOf(request: { method: string; path: string; query: URLSearchParams }): string
  /** 0, the default, takes a free port. */
  port?: number
}

export interface StageServer {
  /** Without a slash at the end. */
  url: string
  /** What came to the mock so far. */
  reached: readonly Reached[]
  close(): Promise<void>
}

/** Header fields that speak of the message as it came, or of one connection. */
const OWN_FIELDS = /^(connection|keep-alive|transfer-encoding|content-length|host|expect|date)$/i

/** Listens on 127.0.0.1 before a mock, and makes of each request what a situation says. */
export async function startStage({
  baseUrl,
  intercept,
  operationOf,
  port = 0,
}: StageServerOptions): Promise<StageServer> {
  const pool = new Pool(baseUrl)
  const reached: Reached[] = []
  const counts = new Map<string, number>()
  const closing = new AbortController()

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reached,
    async close() {
      closing.abort()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await Promise.all([closed, pool.destroy()])
    },
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await read(incoming)
    const { answer, change, delayMs = 0, lose, first } = intercept(request) ?? {}
    await first?.()
    if (lose === 'before') return void incoming.socket.resetAndDestroy()
    const given = answer ?? (await forward(request, incoming.url ?? '/'))
    if (lose === 'after') return void incoming.socket.resetAndDestroy()
    if (delayMs > 0) await delay(delayMs, undefined, { signal: closing.signal })
    const { status, headers = {}, body = '' } = answer || !change ? given : change(withAll(given))
    const sent = Buffer.from(body)
    outgoing.writeHead(status, { ...headers, 'content-length': sent.length }).end(sent)
  }

  async function read(incoming: IncomingMessage): Promise<StageRequest> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { method = 'GET', url = '/' } = incoming
    const { pathname: path, searchParams: query } = new URL(url, 'http://stage')
    const operation = operationOf({ method, path, query })
    const nth = (counts.get(operation) ?? 0) + 1
    counts.set(operation, nth)
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    )
    return { method, path, query, headers, body: Buffer.concat(chunks).toString('utf8'), operation, nth }
  }

  async function forward({ method, headers, body, operation }: StageRequest, path: string): Promise<StageAnswer> {
    const onward = Object.entries(headers).filter(([name]) => !OWN_FIELDS.test(name))
    const came = await pool.request({
      method: method as 'GET',
      path,
      headers: Object.fromEntries(onward),
      body: body === '' ? null : body,
      headersTimeout: 0,
      bodyTimeout: 0,
      signal: closing.signal,
    })
    const answer = await came.body.text()
    const kept = Object.entries(came.headers).filter(([name]) => !OWN_FIELDS.test(name))
    reached.push({ operation, method, path, body, status: came.statusCode, answer })
    return {
      status: came.statusCode,
      headers: Object.fromEntries(kept.map(([name, value]) => [name, [value ?? ''].flat().join(', ')])),
      body: answer,
    }
  }
}

const withAll = ({ status, headers = {}, body = '' }: StageAnswer) => ({ status, headers, body })
