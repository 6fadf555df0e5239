import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'

/**
 * Requests a second through `bitewing proxy`, as a share of those through a bare proxy of node:http and undici, and what
 * memory it takes for bodies of 50 MB. Quality bars: at least 0.9, at least 1,000 requests a second, and flat. Both stand
 * before the same server, in processes of their own, and are under the same load in turn: of each round the one's rate is
 * set against the other's.
 *
 *     npm run build && npx tsx bench/proxy.ts
 */
const ROUNDS = 15
const REQUESTS_A_ROUND = 3000
const CONNECTIONS = 16
const LARGE_BYTES = 50 * 2 ** 20
const LARGE_BODIES = 12

const BODY = JSON.stringify({
  companyId: 41001,
  scannerSerialNumber: 'SCANNER-0001',
  rxId: '0b9a7c55-2f53-4f0e-8a55-9d5ce21f6c22',
  procedureMapId: 30,
  labId: 52001,
})
const ANSWER = JSON.stringify({
  orderId: 70_000_001,
  orderCode: '0A1B2C3',
  patientGuid: '6f1e0f0a-58a4-4f3c-9d3b-0c1b7e3c2a11',
  rxGuid: '0b9a7c55-2f53-4f0e-8a55-9d5ce21f6c22',
})
const REQUEST = Buffer.from(
  [
    'POST /api/v1/order/create-new-order-by-rx HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Basic ${Buffer.from('doctor.one@clinic.example:bench-password').toString('base64')}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(BODY)}`,
    '',
    BODY,
  ].join('\r\n'),
)

const LARGE = '/large'

const endToEnd = ({ connection: _, 'keep-alive': __, ...rest }: IncomingHttpHeaders) => rest

async function listen(server: ReturnType<typeof createServer>): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send?.((server.address() as AddressInfo).port)
}

/** What runs in a process of its own; each tells its port. */
const SERVERS: Record<string, (argument: string) => Promise<void>> = {
  target: () =>
    listen(
      createServer((request, response) => {
        request.resume().on('end', () => {
          if (request.url === LARGE) return void response.writeHead(200).end(Buffer.alloc(LARGE_BYTES))
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length }).end(ANSWER)
        })
      }),
    ),
  bare(origin) {
    const pool = new Pool(origin)
    return listen(
      createServer((incoming, outgoing) => {
        const { method, url: path = '/', headers } = incoming
        pool
          .request({ path, method: method as 'POST', headers: endToEnd(headers), body: incoming })
          .then(({ statusCode, headers: came, body }) => {
            outgoing.writeHead(statusCode, endToEnd(came))
            return pipeline(body, outgoing)
          })
          .catch(() => outgoing.destroy())
      }),
    )
  },
}

/** Sends the requests over keep-alive connections, one at a time on each, and resolves with requests a second. */
async function load(port: number): Promise<number> {
  let toSend = REQUESTS_A_ROUND
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () => {
      const socket = connect(port, '127.0.0.1')
      let received = ''
      const next = () => (toSend-- > 0 ? socket.write(REQUEST) : socket.end())
      socket.setNoDelay(true)
      socket.on('connect', next)
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1')
        if (!received.endsWith(ANSWER)) return
        if (!received.startsWith('HTTP/1.1 200 ')) throw new Error(`unexpected answer: ${received}`)
        received = ''
        next()
      })
      return once(socket, 'close')
    }),
  )
  return REQUESTS_A_ROUND / ((performance.now() - started) / 1000)
}

/** One large body there and one back. */
async function exchangeLarge(port: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}${LARGE}`, { method: 'POST', body: Buffer.alloc(LARGE_BYTES) })
  let bytes = 0
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.length
  if (bytes !== LARGE_BYTES) throw new Error(`${bytes} bytes came back`)
}

/** What a process has in memory, in MB (Linux). */
const memoryOf = (pid: number) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0

const THIS = fileURLToPath(import.meta.url)

async function start(name: string, ...argument: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(THIS, [name, ...argument])
  const [port] = await once(child, 'message')
  return { child, port }
}

async function startBitewing(origin: string, out: string): Promise<{ child: ChildProcess; port: number }> {
  const command = fileURLToPath(import.meta.resolve('../dist/cli/main.js'))
  const argv = [command, 'proxy', 'itero', '--base-url', origin, '--out', out]
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, port: JSON.parse(line).port }
}

async function compare(): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'bitewing-bench-'))
  const target = await start('target')
  const origin = `http://127.0.0.1:${target.port}`
  const proxies = {
    'bare undici proxy': await start('bare', origin),
    'bitewing proxy': await startBitewing(origin, out),
  }
  const rates = Object.fromEntries(Object.keys(proxies).map((name): [string, number[]] => [name, []]))
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [name, { port }] of Object.entries(proxies)) {
        const rate = await load(port)
        // Of the first round both are warm.
        if (round > 0) rates[name]?.push(rate)
      }
    }
    for (const [name, all] of Object.entries(rates))
      console.log(`${name.padEnd(18)} ${Math.round(median(all)).toLocaleString('en')} requests/s`)
    const [bare, ours] = Object.values(rates) as [number[], number[]]
    const ratio = median(ours.map((rate, round) => rate / (bare[round] as number)))
    console.log(`ratio              ${ratio.toFixed(2)} (quality bar: at least 0.90)`)
    const { pid = 0 } = proxies['bitewing proxy'].child
    const before = memoryOf(pid)
    for (let nth = 0; nth < LARGE_BODIES; nth++) await exchangeLarge(proxies['bitewing proxy'].port)
    console.log(`memory             ${before} MB, after ${LARGE_BODIES} bodies of 50 MB each way ${memoryOf(pid)} MB`)
    const ended = once(proxies['bitewing proxy'].child, 'close')
    const began = performance.now()
    proxies['bitewing proxy'].child.kill('SIGINT')
    await ended
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `judging and report ${seconds} s, of ${((ROUNDS + 1) * REQUESTS_A_ROUND).toLocaleString('en')} exchanges`,
    )
  } finally {
    for (const { child } of [target, ...Object.values(proxies)]) child.kill()
    rmSync(out, { recursive: true })
  }
}

const [name = '', argument = ''] = process.argv.slice(2)
const server = SERVERS[name]
if (server) {
  process.on('disconnect', () => process.exit())
  await server(argument)
} else await compare()
