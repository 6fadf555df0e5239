import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { startProxy } from '../targets/proxy/proxy.ts'
import { httpServer, rawAnswer } from './support/servers.ts'

const SECRET = 'a-secret-of-the-client'

/** A proxy before a server, for the time of `use`. */
async function proxied<Result>(
  baseUrl: string,
  use: (url: string, exchanges: Exchange[], port: number) => Promise<Result>,
) {
  const exchanges: Exchange[] = []
  const proxy = await startProxy({
    target: { name: 'acme', baseUrl, secrets: {} },
    users: {},
    port: 0,
    operationOf: () => 'any',
    onExchange: (exchange) => exchanges.push(exchange),
  })
  try {
    const result = await use(proxy.url, exchanges, proxy.port)
    await proxy.close()
    return { result, exchanges }
  } finally {
    await proxy.close().catch(() => {})
  }
}

/** Sends bytes and reads until `enough`, or the connection is closed. */
const raw = (port: number, bytes: string | Buffer, enough: (text: string) => boolean = () => false) =>
  new Promise<string>((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (enough(text)) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
  })

test('passes path, header fields and body on byte for byte, and so the answer', async () => {
  let seen: { url?: string; headers?: string[]; body?: string } = {}
  await using server = await httpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    seen = { url: incoming.url!, headers: incoming.rawHeaders, body: Buffer.concat(chunks).toString('latin1') }
    outgoing.sendDate = false
    const body = gzipSync('{"a":1}')
    outgoing.writeHead(201, 'Made', [
      'X-One',
      '1',
      'x-two',
      '\xe5',
      'X-One',
      '3',
      'Content-Encoding',
      'gzip',
      'Content-Length',
      String(body.length),
    ])
    outgoing.end(body)
  })
  const request = `POST /a%2Fb/../c?q=%20+&q HTTP/1.1\r\nHost: here\r\nX-B: 1\r\nx-a: \xe5\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nAuthorization: Bearer ${SECRET}\r\nContent-Length: 4\r\n\r\n\xff\x00ab`
  const { result, exchanges } = await proxied(`${server.baseUrl}/base`, (_, __, port) =>
    raw(port, Buffer.from(request, 'latin1')),
  )
  expect(seen.url).toBe('/base/a%2Fb/../c?q=%20+&q')
  expect(seen.body).toBe('\xff\x00ab')
  const fields = seen.headers!.join('\n')
  expect(fields).toContain('X-B\n1\nx-a\n\xe5\nAuthorization')
  expect(fields).not.toMatch(/X-Hop|here/)
  expect(result).toMatch(/^HTTP\/1\.1 201 Made\r\nX-One: 1\r\nx-two: \xe5\r\nX-One: 3\r\nContent-Encoding: gzip\r\n/)
  expect(result.split('\r\n\r\n')[1]).toBe(gzipSync('{"a":1}').toString('latin1'))
  expect(exchanges[0]).toMatchObject({ request: { notUtf8: true }, response: { status: 201, body: '{"a":1}' } })
  expect(JSON.stringify(exchanges)).not.toContain(SECRET)
})

test.each([
  ['/~lab/a/b?c=~1', '/a/b?c=~1', 'lab'],
  ['/~front-desk.2?c', '/?c', 'front-desk.2'],
  ['/~lab', '/', 'lab'],
  ['/~/a', '/~/a', undefined],
  ['/a/~lab', '/a/~lab', undefined],
])('%s is asked for as %s', async (path, passed, client) => {
  let seen: string | undefined
  await using server = await httpServer((incoming, outgoing) => {
    seen = incoming.url
    outgoing.end()
  })
  const { exchanges } = await proxied(server.baseUrl, (url) => fetch(url + path).then((answer) => answer.text()))
  expect([seen, exchanges[0]!.client]).toEqual([passed, client])
  expect(exchanges[0]!.request.url).toBe(server.baseUrl + passed)
})

test('streams 50 MB both ways and keeps the beginning', async () => {
  await using server = await httpServer((incoming, outgoing) => void incoming.pipe(outgoing))
  const size = 50 * 1024 * 1024
  const { result, exchanges } = await proxied(server.baseUrl, async (url) => {
    const answer = await fetch(url, { method: 'POST', body: new Uint8Array(size) })
    return (await answer.arrayBuffer()).byteLength
  })
  expect(result).toBe(size)
  expect(exchanges[0]!.request).toMatchObject({ truncated: true })
  expect(exchanges[0]!.request.body).toHaveLength(256 * 1024)
  expect(exchanges[0]!.response).toMatchObject({ bytes: size, truncated: true })
  expect(exchanges[0]!.notes?.join()).toContain('only the first 256 kB of 50 MB are kept')
})

test('answers Expect: 100-continue, and passes a chunked body on', async () => {
  await using server = await httpServer((incoming, outgoing) => void incoming.pipe(outgoing))
  const head =
    'POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n'
  const { result } = await proxied(server.baseUrl, (_, __, port) => raw(port, `${head}3\r\nabc\r\n0\r\n\r\n`))
  expect(result).toMatch(/^HTTP\/1\.1 100 Continue\r\n/)
  expect(result).toContain('abc')
})

test('refuses another protocol, and passes on what only offers h2c', async () => {
  await using server = await httpServer((_, outgoing) => void outgoing.end('plain'))
  const ask = (upgrade: string) => `GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\n\r\n`
  const { result, exchanges } = await proxied(server.baseUrl, async (_, __, port) => [
    await raw(port, ask('websocket')),
    await raw(port, ask('h2c'), (text) => text.includes('plain')),
  ])
  expect(result[0]).toMatch(/^HTTP\/1\.1 501 .*application\/problem\+json.*Bitewing/s)
  expect(result[1]).toMatch(/^HTTP\/1\.1 200 /)
  expect(exchanges).toHaveLength(1)
})

test('answers 502 for a target that is away, and closes where the answer is lost', async () => {
  const away = await httpServer(() => {})
  await away[Symbol.asyncDispose]()
  const { result, exchanges } = await proxied(away.baseUrl, async (url) => {
    const answer = await fetch(url)
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }
  })
  expect(result).toMatchObject({ status: 502, type: 'application/problem+json' })
  expect(result.body).toContain('Bitewing')
  expect(exchanges[0]!.error?.kind).toBe('unreachable')

  await using breaking = await rawAnswer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab', (socket) => socket.destroy())
  const lost = await proxied(breaking.baseUrl, (url) =>
    fetch(url)
      .then((answer) => answer.text())
      .catch(() => 'lost'),
  )
  expect(lost.result).toBe('lost')
  expect(lost.exchanges[0]!.response?.truncated).toBe(true)
})

test('what becomes of a request at the target is the same for one with a body', async () => {
  const away = await httpServer(() => {})
  await away[Symbol.asyncDispose]()
  const post = (url: string) =>
    fetch(url, { method: 'POST', body: 'abc' }).then(
      ({ status }) => status,
      () => 'lost',
    )
  const unreachable = await proxied(away.baseUrl, post)
  expect([unreachable.result, unreachable.exchanges[0]!.error?.kind]).toEqual([502, 'unreachable'])

  await using losing = await httpServer((incoming) => void incoming.socket.resetAndDestroy())
  const lost = await proxied(losing.baseUrl, async (url) => [await post(url), await post(url)])
  expect(lost.result).toEqual(['lost', 'lost'])
  expect(lost.exchanges.map(({ error }) => error?.kind)).toEqual(['reset', 'reset'])
})

test('a write takes a connection that the target has left open', async () => {
  await using server = await httpServer((incoming, outgoing) => void incoming.pipe(outgoing))
  await proxied(server.baseUrl, async (url) => {
    const until = performance.now() + 300
    while (performance.now() < until) await (await fetch(url, { method: 'POST', body: 'abc' })).text()
    const before = server.connections()
    for (let nth = 0; nth < 3; nth++) await (await fetch(url, { method: 'POST', body: 'abc' })).text()
    expect(server.connections()).toBe(before)
  })
})
