import { describe, expect, test } from 'vitest'
import { DOCTOR, type IteroClient, newOrder, OTHER_DOCTOR, openMock, orderByRx } from './mock-itero-client.ts'

const OTHER_ORDER = newOrder({ companyId: 41002, scannerSerialNumber: 'MOCK-SCANNER-0003' }, 'chairside')

async function statuses(times: number, call: () => Promise<{ status: number }>): Promise<number[]> {
  const seen: number[] = []
  for (let time = 0; time < times; time++) seen.push((await call()).status)
  return seen
}

const pass = (mock: IteroClient, seconds: number) => mock.state('time moves forward', { seconds })
const accepted = (times: number) => Array(times).fill(200)

/** Moves to between one and two seconds after a full minute, so that it is known what a clock-aligned window does. */
async function toFullMinute(mock: IteroClient): Promise<void> {
  const sinceFullMinute = Date.parse((await mock.maps()).headers.date!) % 60_000
  await pass(mock, 61 - sinceFullMinute / 1000)
}

describe.each([[[]], [['fixed-window']], [['aligned-window']]])('window %j', (variants) => {
  test('ten cases, then a refusal until the minute has passed', async () => {
    const mock = await openMock({ variants })
    await toFullMinute(mock)
    expect(await statuses(10, mock.create)).toEqual(accepted(10))
    expect((await mock.create()).status).toBe(429)
    await pass(mock, 57)
    expect((await mock.create()).status).toBe(429)
    await pass(mock, 3)
    expect(await statuses(11, mock.create)).toEqual([...accepted(10), 429])
  })

  test('Retry-After is when a case is accepted again', async () => {
    const mock = await openMock({ variants })
    await toFullMinute(mock)
    await statuses(10, mock.create)
    await pass(mock, 20.5)
    const { headers, json } = await mock.create()
    expect(json).toEqual({ error: 'Too many cases within the window' })
    const seconds = Number(headers['retry-after'])
    await pass(mock, seconds - 1.5)
    expect((await mock.create()).status).toBe(429)
    await pass(mock, 1.5)
    expect((await mock.create()).status).toBe(200)
  })

  test('the limit scales', async () => {
    const mock = await openMock({ variants, rateLimit: { cases: 2, windowSeconds: 0.5 } })
    expect(await statuses(3, mock.create)).toEqual([200, 200, 429])
    await pass(mock, 0.5)
    expect((await mock.create()).status).toBe(200)
  })
})

/** Five cases at the start and five 40 s later; what is accepted 61 s and 101 s after the start tells the kinds apart. */
describe('the three kinds of window', () => {
  async function spread(variants: string[]): Promise<number[][]> {
    const mock = await openMock({ variants })
    await toFullMinute(mock)
    await statuses(5, mock.create)
    await pass(mock, 40)
    await statuses(5, mock.create)
    await pass(mock, 21)
    const early = await statuses(6, mock.create)
    await pass(mock, 40)
    return [early, await statuses(6, mock.create)]
  }

  test('sliding: the first five make room after a minute, the next five 40 s later', async () => {
    expect(await spread([])).toEqual([
      [...accepted(5), 429],
      [...accepted(5), 429],
    ])
  })

  test('fixed from the first case: all ten make room at once', async () => {
    expect(await spread(['fixed-window'])).toEqual([accepted(6), [...accepted(4), 429, 429]])
  })

  test('clock-aligned: the full minute makes room', async () => {
    const mock = await openMock({ variants: ['aligned-window'] })
    await toFullMinute(mock)
    await pass(mock, 55)
    expect(await statuses(11, mock.create)).toEqual([...accepted(10), 429])
    await pass(mock, 5)
    expect(await statuses(11, mock.create)).toEqual([...accepted(10), 429])
  })
})

test('both create operations share the limit', async () => {
  const mock = await openMock()
  const rxId = (await mock.create()).json.rxGuid
  expect(await statuses(5, () => mock.createByRx(orderByRx(rxId)))).toEqual(accepted(5))
  expect(await statuses(4, mock.create)).toEqual(accepted(4))
  expect((await mock.create()).status).toBe(429)
  expect((await mock.createByRx(orderByRx(rxId))).status).toBe(429)
})

test('refused cases neither count nor put off the end of the window', async () => {
  const mock = await openMock()
  await statuses(10, mock.create)
  for (let second = 0; second < 60; second += 4) {
    expect((await mock.create()).status).toBe(429)
    await pass(mock, 4)
  }
  expect(await statuses(11, mock.create)).toEqual([...accepted(10), 429])
})

test('invalid and unauthorized requests do not count', async () => {
  const mock = await openMock()
  expect(await statuses(12, () => mock.create({}))).toEqual(Array(12).fill(400))
  expect(await statuses(12, () => mock.create(newOrder(), { credentials: `${DOCTOR}x` }))).toEqual(Array(12).fill(401))
  expect(await statuses(11, mock.create)).toEqual([...accepted(10), 429])
})

test('at the limit an invalid request is refused by its validation, or as a variant by the limit', async () => {
  const mock = await openMock()
  await statuses(10, mock.create)
  expect((await mock.create({})).status).toBe(400)
  const other = await openMock({ variants: ['limit-before-validation'] })
  expect((await other.create({})).status).toBe(400)
  await statuses(10, other.create)
  expect((await other.create({})).status).toBe(429)
})

test('the list of maps is not limited and does not count', async () => {
  const mock = await openMock()
  expect(await statuses(15, mock.maps)).toEqual(accepted(15))
  expect(await statuses(10, mock.create)).toEqual(accepted(10))
  expect((await mock.create()).status).toBe(429)
  expect(await statuses(15, mock.maps)).toEqual(accepted(15))
})

test('another doctor is not held back', async () => {
  const mock = await openMock()
  await statuses(11, mock.create)
  expect(await statuses(11, () => mock.create(OTHER_ORDER, { credentials: OTHER_DOCTOR }))).toEqual([
    ...accepted(10),
    429,
  ])
})

test('cases sent at once are counted one by one', async () => {
  const mock = await openMock()
  const answers = await Promise.all(Array.from({ length: 25 }, () => mock.create()))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
})

test('a real clock moves by itself, and by what it was moved', async () => {
  const mock = await openMock({ clock: 'real', rateLimit: { cases: 1, windowSeconds: 3600 } })
  expect(await statuses(2, mock.create)).toEqual([200, 429])
  await pass(mock, 3600)
  expect((await mock.create()).status).toBe(200)
})
