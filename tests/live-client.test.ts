import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ExchangeError } from '../engine/exchange.ts'
import { promised } from '../engine/promised.ts'
import type { Transport, WireAnswer, WireRequest } from '../engine/transport.ts'
import { liveClient } from '../targets/live.ts'
import { selfSigned } from './support/certificate.ts'
import { httpServer, listening, proxyTo, rawAnswer, rawServer } from './support/servers.ts'

const MEGABYTE = 1024 * 1024
const NEVER = new AbortController().signal

const request = (url: string, rest: Partial<WireRequest> = {}): WireRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: null,
  ...rest,
})

async function withClient<Result>(use: (client: Transport) => Promise<Result>, timeoutMs = 10_000): Promise<Result> {
  const client = liveClient({ timeoutMs, userAgent: 'bitewing/test' })
  try {
    return await use(client)
  } finally {
    await client.close()
  }
}

const answerOf = (url: string, timeoutMs?: number): Promise<WireAnswer> =>
  withClient((client) => client.send(request(url), NEVER), timeoutMs)

async function errorOf(url: string, timeoutMs?: number): Promise<ExchangeError> {
  const answer = await answerOf(url, timeoutMs)
  expect(answer).toHaveProperty('error')
  return (answer as { error: ExchangeError }).error
}

const head = (headers: string, status = '200 OK') => `HTTP/1.1 ${status}\r\n${headers}\r\n`

describe('an answer', () => {
  test('is given as it came: status, headers in lower case, text and bytes', async () => {
    await using server = await httpServer((_request, response) =>
      response
        .writeHead(418, [
          ['X-One', 'a'],
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['Content-Type', 'text/plain'],
        ] as never)
        .end('Åsa'),
    )
    expect(await answerOf(server.baseUrl)).toEqual({
      status: 418,
      headers: expect.objectContaining({ 'x-one': 'a', 'set-cookie': 'a=1, b=2', 'content-type': 'text/plain' }),
      body: 'Åsa',
      bytes: 4,
    })
  })

  test('without a body is one', async () => {
    await using server = await rawAnswer(head('content-length: 0\r\n', '204 No Content'))
    expect(await answerOf(server.baseUrl)).toMatchObject({ status: 204, body: '', bytes: 0 })
  })

  test('that is no UTF-8 is decoded all the same', async () => {
    await using server = await rawAnswer(
      Buffer.concat([Buffer.from(head('content-length: 4\r\n')), Buffer.from([0x61, 0xff, 0xc3, 0x62])]),
    )
    expect(await answerOf(server.baseUrl)).toMatchObject({ body: 'a\ufffd\ufffdb', bytes: 4 })
  })

  test('that redirects is not followed', async () => {
    const asked: string[] = []
    await using server = await httpServer(({ url }, response) => {
      asked.push(url ?? '')
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect(await answerOf(`${server.baseUrl}/here`)).toMatchObject({
      status: 302,
      headers: { location: '/elsewhere' },
    })
    expect(asked).toEqual(['/here'])
  })

  test.each([
    ['by its length', `${head('content-length: 1000\r\n')}{"half":`],
    ['by its chunks', `${head('transfer-encoding: chunked\r\n')}8\r\n{"half":\r\n`],
  ])('that breaks off, %s, is an answer that is truncated', async (_, sent) => {
    await using server = await rawAnswer(sent, (socket) => socket.end())
    expect(await answerOf(server.baseUrl)).toMatchObject({
      status: 200,
      body: '{"half":',
      bytes: 8,
      truncated: true,
      notes: ['the answer broke off'],
    })
  })

  test('of 50 MB is read up to 4 MB, and no further, and its beginning is kept', async () => {
    let written = 0
    const closed = promised<void>()
    await using server = await httpServer((incoming, outgoing) => {
      const part = Buffer.alloc(MEGABYTE, 'a')
      const write = () => {
        while (written < 50) {
          written++
          if (!outgoing.write(part)) return void outgoing.once('drain', write)
        }
        outgoing.end()
      }
      incoming.socket.once('close', () => closed.resolve())
      outgoing.writeHead(200, { 'content-length': 50 * MEGABYTE })
      write()
    })
    const answer = await answerOf(server.baseUrl)
    expect(answer).toMatchObject({
      status: 200,
      truncated: true,
      notes: ['only the first 16 kB are kept of 50 MB: no more than 4 MB of an answer are read'],
    })
    expect((answer as { body: string }).body).toHaveLength(16 * 1024)
    expect((answer as { bytes: number }).bytes).toBeLessThan(5 * MEGABYTE)
    await closed.promise
    expect(written).toBeLessThan(50)
  })
})

describe('no answer', () => {
  test('in time is a timeout', async () => {
    await using server = await httpServer(() => {})
    expect(await errorOf(server.baseUrl, 50)).toEqual({ kind: 'timeout', message: 'no complete answer within 50 ms' })
  })

  test('that is complete in time is a timeout, however much drips in', async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 5)
      response.once('close', () => clearInterval(drip))
    })
    expect(await errorOf(server.baseUrl, 100)).toMatchObject({ kind: 'timeout' })
  })

  test.each<[string, (socket: Socket) => void]>([
    ['a reset', (socket) => socket.resetAndDestroy()],
    ['the end', (socket) => socket.end()],
    ['half a header', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
  ])('but %s is told as such', async (_, answer) => {
    await using server = await rawServer((socket) => socket.once('data', () => answer(socket)))
    expect((await errorOf(server.baseUrl)).kind).toBe('reset')
  })

  test('before the request could be sent is told as such', async () => {
    await using server = await rawServer((socket) => socket.resetAndDestroy())
    expect((await errorOf(server.baseUrl)).kind).toBe('reset')
  })

  test.each([
    ['something that is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['bytes', Buffer.from([0, 1, 2, 3, 0xff, 0xfe])],
    ['a header without a name', head(': x\r\n')],
    ['a length that is none', head('content-length: many\r\n')],
    ['more headers than anyone reads', head(`x: ${'y'.repeat(100_000)}\r\n`)],
  ])('but %s is a breach of the protocol', async (_, answer) => {
    await using server = await rawAnswer(answer)
    expect((await errorOf(server.baseUrl)).kind).toBe('protocol')
  })

  test('where nobody listens is told as such', async () => {
    const server = await httpServer(() => {})
    await server[Symbol.asyncDispose]()
    expect(await errorOf(server.baseUrl)).toEqual({
      kind: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('is taken from a server whose certificate nobody vouches for, and nothing is sent to it', async () => {
    let asked = 0
    await using server = await listening(createTlsServer(selfSigned(), () => asked++))
    const error = await errorOf(server.baseUrl.replace('http:', 'https:'))
    expect(error).toEqual({ kind: 'unreachable', message: expect.stringMatching(/self.signed/i) })
    expect(asked).toBe(0)
  })

  test('is awaited once the run has ended', async () => {
    const controller = new AbortController()
    let asked = 0
    await using server = await httpServer(() => {
      asked++
      controller.abort()
    })
    expect(await withClient((client) => client.send(request(server.baseUrl), controller.signal))).toEqual({
      error: { kind: 'interrupted', message: 'the run ended first' },
    })
    expect(await withClient((client) => client.send(request(server.baseUrl), controller.signal))).toMatchObject({
      error: { kind: 'interrupted' },
    })
    expect(asked).toBe(1)
  })
})

describe('a request', () => {
  test('goes out as it was asked for, under Bitewing’s name', async () => {
    let seen: unknown
    await using server = await httpServer(async (incoming, outgoing) => {
      let body = ''
      for await (const chunk of incoming) body += chunk
      const { method, url, headers } = incoming
      seen = {
        method,
        url,
        body,
        agent: headers['user-agent'],
        type: headers['content-type'],
        auth: headers.authorization,
      }
      outgoing.end()
    })
    const headers = { 'content-type': 'text/plain', authorization: 'Basic eDp5' }
    await withClient((client) =>
      client.send(request(`${server.baseUrl}/a?b=%20c`, { method: 'POST', headers, body: '{"ä":1}' }), NEVER),
    )
    expect(seen).toEqual({
      method: 'POST',
      url: '/a?b=%20c',
      body: '{"ä":1}',
      agent: 'bitewing/test',
      type: 'text/plain',
      auth: 'Basic eDp5',
    })
  })

  test('takes a connection that is there, and a new one after an answer that broke off', async () => {
    let nth = 0
    await using server = await httpServer((_request, response) => {
      if (++nth === 21) response.writeHead(200, { 'content-length': 10 }).write('x', () => response.destroy())
      else response.end('ok')
    })
    await withClient(async (client) => {
      for (let sent = 0; sent < 20; sent++) await client.send(request(server.baseUrl), NEVER)
      // The last one may still be winding up when the next is sent.
      expect(server.connections()).toBeLessThanOrEqual(2)
      expect(await client.send(request(server.baseUrl), NEVER)).toMatchObject({ truncated: true })
      expect(await client.send(request(server.baseUrl), NEVER)).toMatchObject({ status: 200, body: 'ok' })
      expect(server.connections()).toBeLessThanOrEqual(3)
    })
  })

  test.each([
    ['GET', 2],
    ['POST', 1],
    ['PUT', 1],
  ])('by %s whose connection is closed is sent %d times', async (method, times) => {
    let asked = 0
    await using server = await httpServer((incoming) => {
      asked++
      incoming.socket.destroy()
    })
    const answer = await withClient((client) => client.send(request(server.baseUrl, { method }), NEVER))
    expect(answer).toMatchObject({ error: { kind: 'reset' } })
    expect(asked).toBe(times)
  })

  test('that reads, and whose connection is closed, is answered on a new one, and the answer says so', async () => {
    let asked = 0
    await using server = await httpServer((incoming, outgoing) => {
      if (++asked === 1) incoming.socket.destroy()
      else outgoing.end('ok')
    })
    expect(await answerOf(server.baseUrl)).toMatchObject({
      status: 200,
      body: 'ok',
      notes: [expect.stringMatching(/^sent again on a new connection: the first was lost \(.*other side closed.*\)$/)],
    })
    expect(server.connections()).toBe(2)
  })

  test.each(['end once answered', 'reset once answered'] as const)(
    'is answered by a server that does: %s',
    async (how) => {
      await using server = await httpServer((incoming, outgoing) => {
        incoming.resume()
        incoming.once('end', () => outgoing.end('ok'))
      })
      await using closing = await proxyTo(server.baseUrl, () => how)
      await withClient(async (client) => {
        for (let nth = 0; nth < 40; nth++) {
          const method = nth % 3 === 0 ? 'GET' : 'POST'
          const body = method === 'GET' ? null : '{}'
          const answer = await client.send(request(closing.baseUrl, { method, body }), NEVER)
          expect(answer).toMatchObject({ status: 200, body: 'ok' })
        }
      })
    },
  )

  test.each([
    ['a line break', 'key\n'],
    ['a letter outside Latin-1', 'ключ'],
    ['a space at its end', 'key '],
  ])('with %s in a header is an error of ours, and nothing is left waiting', async (_, value) => {
    await using server = await httpServer((_request, response) => response.end('ok'))
    await withClient(async (client) => {
      for (let nth = 0; nth < 20; nth++)
        await expect(client.send(request(server.baseUrl, { headers: { api_key: value } }), NEVER)).rejects.toThrow(
          'a request that cannot be sent: the value of api_key has what no header can carry',
        )
      expect(await client.send(request(server.baseUrl, { headers: { api_key: 'nøkkel' } }), NEVER)).toMatchObject({
        body: 'ok',
      })
    })
    expect(server.connections()).toBe(1)
  })

  test('that waits for a connection is given up in time', async () => {
    await using server = await httpServer(() => {})
    const answers = await withClient(
      (client) => Promise.all(Array.from({ length: 40 }, () => client.send(request(server.baseUrl), NEVER))),
      200,
    )
    for (const answer of answers) expect(answer).toMatchObject({ error: { kind: 'timeout' } })
  })
})

describe('a coding of the content', () => {
  const text = JSON.stringify({ Name: 'Åsa', list: Array.from({ length: 100 }, (_, nth) => nth) })

  async function coded(coding: string, body: Buffer): Promise<WireAnswer> {
    await using server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': coding, 'content-type': 'application/json' }).end(body),
    )
    return await answerOf(server.baseUrl)
  }

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['Deflate', deflateRawSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
    ['utf-8', Buffer.from(text)],
  ])('%s is taken off, unasked, and what the wire had is kept as a note', async (coding, body) => {
    const answer = await coded(coding, body)
    expect(answer).toMatchObject({ status: 200, body: text, bytes: body.length })
    expect(answer).not.toHaveProperty('truncated')
    if (coding !== 'identity')
      expect(answer.notes).toEqual([
        `content coding ${coding.toLowerCase()}: ${body.length} bytes on the wire, ${Buffer.byteLength(text)} bytes decoded`,
      ])
  })

  test.each<[string, string, Buffer, string]>([
    ['that nobody knows', 'rot13', Buffer.from([0xff, 0xfe, 0]), 'its content coding "rot13" cannot be decoded here'],
    ['that is none', 'gzip', Buffer.from(text), 'it is no valid gzip'],
    ['that breaks off', 'br', brotliCompressSync(text).subarray(0, 20), 'it is no valid br'],
    ['of a bomb', 'gzip', gzipSync(Buffer.alloc(50 * MEGABYTE)), 'decoded from gzip, it is longer than what is read'],
    ['five times over', 'gzip,gzip,gzip,gzip,gzip', gzipSync(text), 'it has 5 codings one over the other'],
  ])('%s is told, and no garbage is kept', async (_, coding, body, reason) => {
    expect(await coded(coding, body)).toMatchObject({
      status: 200,
      body: '',
      truncated: true,
      notes: [`the body was not read: ${reason}`],
    })
  })

  test('is of no matter where there is no body', async () => {
    await using server = await rawAnswer(head('content-encoding: gzip\r\ncontent-length: 0\r\n', '204 No Content'))
    expect(await answerOf(server.baseUrl)).toEqual(expect.not.objectContaining({ truncated: true }))
  })
})

describe('JSON of more than anybody sends', () => {
  test.each([
    [
      'nested 100,000 deep',
      '['.repeat(100_000) + ']'.repeat(100_000),
      'of 195.3 kB: JSON of more than 64 levels is not read',
    ],
    ['of 300,000 numbers', `[${Array(300_000).fill(1)}]`, 'of 585.9 kB: JSON of more than 200,000 values is not read'],
    [
      'of 210,000 keys',
      `{${Array.from({ length: 210_000 }, (_, nth) => `"k${nth}":0`)}}`,
      'of 2.3 MB: JSON of more than 200,000 values is not read',
    ],
  ])('%s is kept by its beginning alone', async (_, json, told) => {
    await using server = await httpServer((_request, response) => response.end(json))
    expect(await answerOf(server.baseUrl)).toMatchObject({
      truncated: true,
      body: json.slice(0, 16 * 1024),
      bytes: json.length,
      notes: [`only the first 16 kB are kept ${told}`],
    })
  })

  test('is not what a text looks like whose brackets stand in strings', async () => {
    const json = JSON.stringify({ note: `\\"${'[{,'.repeat(100_000)}` })
    await using server = await httpServer((_request, response) => response.end(json))
    expect(await answerOf(server.baseUrl)).toMatchObject({ body: json })
  })
})

describe('what is right stays so', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['HTTP/1.0 without a length', 'HTTP/1.0 200 OK\r\n\r\n{"a":1.0}', { body: '{"a":1.0}' }],
    [
      'chunks with extensions',
      `${head('transfer-encoding: chunked\r\n')}4;x=y\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n`,
      { body: '{"a":1}' },
    ],
    [
      'early hints',
      `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${head('content-length: 2\r\n')}{}`,
      { status: 200, body: '{}' },
    ],
    ['a byte order mark', `${head('content-length: 5\r\n')}\ufeff{}`, { body: '\ufeff{}' }],
  ])('%s', async (_, sent, answer) => {
    await using server = await rawAnswer(sent, (socket) => socket.end())
    expect(await answerOf(server.baseUrl)).toMatchObject({ status: 200, ...answer })
  })
})

describe('a proxy of the environment', () => {
  afterEach(() => void vi.unstubAllEnvs())

  /** A proxy that answers everything itself, and tells what it was asked for. */
  async function proxied(env: Record<string, string>, url: string) {
    const asked: string[] = []
    await using proxy = await httpServer((incoming, outgoing) => {
      asked.push(`${incoming.method} ${incoming.url}`)
      outgoing.end('by the proxy')
    })
    for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'])
      vi.stubEnv(name, undefined)
    vi.stubEnv('HTTP_PROXY', proxy.baseUrl)
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    return { asked, answer: await answerOf(url) }
  }

  test('is asked for what is elsewhere', async () => {
    const { asked, answer } = await proxied({}, 'http://target.test/maps?a=b')
    expect(answer).toMatchObject({ status: 200, body: 'by the proxy' })
    expect(asked).toEqual(['GET http://target.test/maps?a=b'])
  })

  test('is not asked for hosts of NO_PROXY', async () => {
    const { asked, answer } = await proxied({ NO_PROXY: 'other.test,target.invalid' }, 'http://target.invalid/')
    expect(asked).toEqual([])
    expect(answer).toMatchObject({ error: { kind: 'unreachable' } })
  })

  test.each(['', 'target.test', '*'])('is not asked for this machine, with NO_PROXY "%s"', async (hosts) => {
    await using server = await httpServer((_request, response) => response.end('by itself'))
    const { asked, answer } = await proxied({ NO_PROXY: hosts }, server.baseUrl)
    expect(answer).toMatchObject({ body: 'by itself' })
    expect(asked).toEqual([])
  })

  test('may be named without a scheme, and for all schemes', async () => {
    const asked: string[] = []
    await using proxy = await httpServer((incoming, outgoing) => {
      asked.push(`${incoming.method} ${incoming.url}`)
      outgoing.end()
    })
    await proxied({ HTTP_PROXY: '', ALL_PROXY: `127.0.0.1:${proxy.port}` }, 'http://target.test/')
    expect(asked).toEqual(['GET http://target.test/'])
  })

  test('is given each write on a connection of its own', async () => {
    const ports: string[] = []
    await using proxy = await httpServer((incoming, outgoing) => {
      ports.push(`${incoming.method} ${incoming.socket.remotePort}`)
      incoming.resume().once('end', () => outgoing.end())
    })
    for (const name of ['http_proxy', 'NO_PROXY', 'no_proxy']) vi.stubEnv(name, undefined)
    vi.stubEnv('HTTP_PROXY', proxy.baseUrl)
    const client = liveClient({ timeoutMs: 5000, userAgent: 'test' })
    const send = (method: string) =>
      client.send(
        { method, url: 'http://target.test/', headers: {}, body: method === 'GET' ? null : '{}' },
        new AbortController().signal,
      )
    try {
      for (const method of ['GET', 'GET', 'GET', 'POST', 'POST', 'POST']) await send(method)
    } finally {
      await client.close()
    }
    const writes = ports.filter((port) => port.startsWith('POST'))
    expect([ports.length, new Set(writes).size]).toEqual([6, 3])
    expect(writes.filter((port) => ports.includes(port.replace('POST', 'GET')))).toEqual([])
  })

  test('that wants to know who asks makes the target unreachable', async () => {
    await using proxy = await httpServer((_incoming, outgoing) => void outgoing.writeHead(407).end())
    const { answer } = await proxied({ HTTP_PROXY: proxy.baseUrl }, 'http://target.test/')
    expect(answer).toMatchObject({ error: { kind: 'unreachable' } })
  })

  test('that is not there makes the target unreachable', async () => {
    const gone = await httpServer(() => {})
    await gone[Symbol.asyncDispose]()
    const { answer } = await proxied({ HTTP_PROXY: gone.baseUrl }, 'http://target.test/')
    expect(answer).toMatchObject({ error: { kind: 'unreachable' } })
  })
})
