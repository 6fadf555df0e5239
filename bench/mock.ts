import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { startMock } from '../profiles/mock.ts'

/**
 * Requests a second of the itero mock's createNewOrder, as a share of a bare node:http server that parses the same body
 * and credentials and answers the same JSON. Quality bar: at least 0.7. Both run in a process of their own, in turn, under the same load.
 *
 *     npx tsx bench/mock.ts
 */
const ROUNDS = 7
const REQUESTS_A_ROUND = 20_000
const CONNECTIONS = 32

const BODY = JSON.stringify({
  companyId: 41001,
  scannerSerialNumber: 'MOCK-SCANNER-0001',
  procedureMapId: 30,
  patient: {
    firstName: 'Åsa',
    lastName: 'Testberg',
    chartNumber: 'C-100',
    gender: 1,
    dateOfBirth: '1990-04-12',
    zipCode: '11122',
  },
  notes: 'Synthetic order of the bench.',
  labId: 52001,
})

/** What is under load: each starts on a free port and resolves with it. */
const SERVERS: Record<string, () => Promise<number>> = {
  async bare() {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { authorization = '' } = request.headers
        const [user] = Buffer.from(authorization.slice('Basic '.length), 'base64').toString().split(':')
        const order = JSON.parse(Buffer.concat(chunks).toString())
        const text = JSON.stringify({
          orderId: 70_000_001,
          orderCode: '0A1B2C3',
          patientGuid: '6f1e0f0a-58a4-4f3c-9d3b-0c1b7e3c2a11',
          rxGuid: order.labId === 52001 && user ? '0b9a7c55-2f53-4f0e-8a55-9d5ce21f6c22' : '',
        })
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        response.end(text)
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  },
  async mock() {
    const { baseUrl } = await startMock('itero', {
      rateLimit: { cases: Number.MAX_SAFE_INTEGER, windowSeconds: 60 },
    })
    return Number(new URL(baseUrl).port)
  },
}

const REQUEST = Buffer.from(
  [
    'POST /api/v1/order/create-new-order HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Basic ${Buffer.from('doctor.one@clinic.example:mock-password-one').toString('base64')}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(BODY)}`,
    '',
    BODY,
  ].join('\r\n'),
)

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
        const head = received.indexOf('\r\n\r\n')
        if (head < 0) return
        const length = /content-length: (\d+)/i.exec(received)
        if (!received.startsWith('HTTP/1.1 200 ') || !length) throw new Error(`unexpected answer: ${received}`)
        if (received.length < head + 4 + Number(length[1])) return
        received = ''
        next()
      })
      return once(socket, 'close')
    }),
  )
  return REQUESTS_A_ROUND / ((performance.now() - started) / 1000)
}

interface Contender {
  child: ChildProcess
  port: number
  /** Requests a second, by round. */
  rates: number[]
  /** Microseconds of processor time for a request, by round. */
  costs: number[]
}

async function start(name: string): Promise<Contender> {
  const child = fork(fileURLToPath(import.meta.url), [name])
  const [port] = await once(child, 'message')
  return { child, port, rates: [], costs: [] }
}

async function processorTime({ child }: Contender): Promise<number> {
  child.send('processor time')
  const [microseconds] = await once(child, 'message')
  return microseconds
}

async function measure(contender: Contender): Promise<void> {
  const before = await processorTime(contender)
  contender.rates.push(await load(contender.port))
  contender.costs.push(((await processorTime(contender)) - before) / REQUESTS_A_ROUND)
}

/** Rounds are taken in turn. What else the machine does can only slow a round down, so each one's best is compared. */
async function compare(): Promise<void> {
  const bare = await start('bare')
  const mock = await start('mock')
  // Both are warm before anything is counted.
  await load(bare.port)
  await load(mock.port)
  for (let round = 0; round < ROUNDS; round++) {
    await measure(bare)
    await measure(mock)
  }
  for (const [name, { rates, costs, child }] of Object.entries({ 'bare node:http': bare, 'itero mock': mock })) {
    child.kill()
    const rate = Math.round(Math.max(...rates)).toLocaleString('en')
    console.log(`${name.padEnd(15)} ${rate} requests/s, ${Math.min(...costs).toFixed(1)} µs of processor time each`)
  }
  const ratio = Math.max(...mock.rates) / Math.max(...bare.rates)
  console.log(`ratio           ${ratio.toFixed(2)} (quality bar: at least 0.70)`)
}

const server = SERVERS[process.argv[2] ?? '']
if (server) {
  process.send!(await server())
  process.on('disconnect', () => process.exit())
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send!(user + system)
  })
} else await compare()
