import { describe, expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import {
  type Answer,
  type Changes,
  DOCTOR,
  type IteroClient,
  LAB,
  MAP,
  newOrder,
  OTHER_DOCTOR,
  openMock,
  orderByRx,
  type Sending,
  type SendTo,
} from './mock-itero-client.ts'
import { levelsIn } from './support/reading.ts'

const { defects, variants } = await deviationsOf('itero')

const register = levelsIn('itero')

describe('the register', () => {
  test('was read', () => {
    expect(register.size).toBeGreaterThan(100)
    expect(new Set(register.values())).toEqual(new Set(['must', 'should', 'assumed']))
  })

  test('has every requirement that a defect breaks', () => {
    expect(defects.filter(({ requirement }) => !register.has(requirement))).toEqual([])
  })

  test.each([...register.keys()])('%s has a defect', (id) => {
    expect(defects.filter(({ requirement }) => requirement === id)).not.toEqual([])
  })

  test('has every requirement that may warn under a variant, and of the musts only those on the form of GUIDs', () => {
    const levels = variants.flatMap(({ mayWarn = [] }) => mayWarn.map((id) => [id, register.get(id)] as const))
    const others = levels.filter(([, level]) => level !== 'should' && level !== 'assumed')
    expect(new Set(others.map(([id]) => id))).toEqual(new Set(['ITERO-RESP-03', 'ITERO-RESP-04', 'ITERO-RX-16']))
  })
})

test('every deviation has an ID of its own, in kebab case, and is told in a sentence', () => {
  const all = [...defects, ...variants]
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { id, summary } of all) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(summary).toMatch(/^\S.*\.$/)
  }
})

/** A step of the experiments below: what is sent. */
type Step = (mock: IteroClient, rxId: string) => Promise<Answer>

const create =
  (changes: Changes = {}, sendTo?: SendTo): Step =>
  (mock) =>
    mock.create(newOrder(changes, sendTo))
const byRx =
  (changes: Changes = {}, sendTo?: SendTo): Step =>
  (mock, rxId) =>
    mock.createByRx(orderByRx(rxId, changes, sendTo))
const maps: Step = (mock) => mock.maps()
const pass =
  (seconds: number): Step =>
  (mock) =>
    mock.state('time moves forward', { seconds })
const times = (count: number, step: Step): Step[] => Array(count).fill(step)

/** Several at the same time, told by the one that ended worst. */
const atOnce =
  (count: number, step: Step): Step =>
  async (mock, rxId) => {
    const answers = await Promise.all(times(count, step).map((one) => one(mock, rxId)))
    return answers.reduce((worst, one) => (one.status > worst.status ? one : worst))
  }

const INVALID = { companyId: null }
const otherDoctor: Step = (mock) =>
  mock.create(newOrder({ companyId: 41002, scannerSerialNumber: 'MOCK-SCANNER-0003' }, 'chairside'), {
    credentials: OTHER_DOCTOR,
  })
const wrongPassword: Step = (mock) => mock.create(newOrder(), { credentials: `${DOCTOR}x` })

/** The limit, looked at from every side. */
const LIMIT_STEPS: readonly Step[] = [
  ...times(15, maps),
  ...times(5, create()),
  ...times(5, byRx()),
  create(),
  byRx(),
  otherDoctor,
  maps,
  pass(46),
  create(),
  byRx(),
  pass(14),
  ...times(5, create()),
  pass(30),
  ...times(5, create()),
  ...times(6, create()),
  pass(30),
  create(),
  pass(120),
  ...[create(INVALID), byRx(INVALID), wrongPassword, maps].flatMap((step) => times(3, step)),
  ...times(11, create()),
  pass(120),
  atOnce(12, create()),
]

const SEND_TO = Object.keys(MAP) as SendTo[]
const OTHER_MAPS: [number, SendTo][] = [
  [3, 'chairside'],
  [48, 'orthoLab'],
  [84, 'restoLab'],
  [1, 'orthoLab'],
  [88, 'N/A'],
]
/** The mock's time is the machine's when it starts. */
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const DATE_TIME = { 'patient.dateOfBirth': '1990-04-12T00:00:00.000Z' }

const VALID: readonly Changes[] = [
  { 'patient.gender': 1 },
  DATE_TIME,
  { 'patient.dateOfBirth': '1928-02-29T00:00:00.000Z' },
  { 'patient.dateOfBirth': '1928-02-29' },
  { 'patient.dateOfBirth': YESTERDAY },
  { 'patient.chartNumber': 'C1', 'patient.zipCode': '11122', 'patient.mi': 'X', notes: 'Note' },
  { 'patient.zipCode': 'SW1A 1AA' },
  { 'patient.firstName': 'Åsa', 'patient.lastName': 'Öst' },
  { 'patient.firstName': 'Åsa', notes: 'Note' },
  { 'patient.lastName': "O'Test" },
  { 'patient.lastName': 'Test-Testberg' },
  { 'patient.chartNumber': 'Ö 1' },
  { 'patient.chartNumber': 'C-1' },
  { notes: 'Över' },
  { notes: 'x'.repeat(1500) },
  { notes: 'x'.repeat(2000) },
  { notes: 'one\ntwo' },
  { notes: '"quoted"' },
  { notes: '<b>' },
  { notes: '1 < 2' },
  { notes: '\u{1F9B7}' },
]

/** For each field: left out, null, of every other type, in quotes, and a fraction. */
const faults = (...fields: readonly string[]): Changes[] =>
  fields.flatMap((field) => [undefined, null, 'word', {}, [1], true, '1', 1.5].map((value) => ({ [field]: value })))

const SHARED_FAULTS: readonly Changes[] = [
  ...faults('companyId', 'scannerSerialNumber', 'procedureMapId', 'labId'),
  ...[LAB.orthoLab, 52003, 999].map((labId) => ({ labId })),
  { companyId: 41002 },
  { scannerSerialNumber: 'MOCK-SCANNER-0003' },
  { procedureMapId: 999 },
]
const ORTHO_FAULTS: readonly Changes[] = [null, undefined, LAB.restoLab, 52003, true].map((labId) => ({ labId }))
const PATIENT_FAULTS: readonly Changes[] = [
  ...faults('patient', 'patient.firstName', 'patient.lastName', 'patient.gender', 'patient.dateOfBirth'),
  ...faults('patient.chartNumber', 'patient.zipCode', 'notes'),
  { 'patient.gender': undefined, ...DATE_TIME },
  ...['male', 2, -1, 0.5].map((gender) => ({ 'patient.gender': gender })),
  ...['firstName', 'lastName'].flatMap((name) => ['', ' '].map((text) => ({ [`patient.${name}`]: text }))),
  { scannerSerialNumber: '' },
  ...['31/12/1990', '31.12.1990', '1990.12.31', '1990-13-01', '1990-02-30', '9999-12-31'].map((date) => ({
    'patient.dateOfBirth': date,
  })),
]

const SENDINGS: readonly Sending[] = [
  { credentials: null },
  { credentials: `${DOCTOR}x` },
  { credentials: DOCTOR.slice(0, -1) },
  { credentials: DOCTOR.replace('mock-password-one', 'Mock-Password-One') },
  { credentials: DOCTOR.replace('mock-password-one', 'mock-password-two') },
  { credentials: 'nobody:nothing' },
  { authorization: 'Bearer token' },
  { authorization: 'Basic %%%' },
  { raw: '' },
  { raw: '{' },
  ...['[]', 'null', '"x"', '{"companyId": 1 /* a comment */}', "{'companyId': 1}"].map((raw) => ({ raw })),
  { contentType: 'text/plain' },
]

/** Valid requests of every kind, and one fault at a time, far from the limit. */
const REQUEST_STEPS: readonly Step[] = [
  maps,
  maps,
  create(),
  ...SEND_TO.flatMap((sendTo) => [create({}, sendTo), byRx({}, sendTo), create({ labId: LAB.restoLab }, sendTo)]),
  ...SENDINGS.flatMap((sending): Step[] => [
    (mock) => mock.create(newOrder(), sending),
    (mock) => mock.create(newOrder(INVALID), sending),
    (mock, rxId) => mock.createByRx(orderByRx(rxId), sending),
    (mock, rxId) => mock.createByRx(orderByRx(rxId, INVALID), sending),
  ]),
  ...OTHER_MAPS.flatMap(([procedureMapId, sendTo]) => [create, byRx].map((by) => by({ procedureMapId }, sendTo))),
  ...VALID.map((changes) => create(changes)),
  ...ORTHO_FAULTS.map((changes) => create(changes, 'orthoLab')),
  create({ scannerSerialNumber: 'MOCK-SCANNER-0003' }, 'chairside'),
  ...SHARED_FAULTS.map((changes) => create(changes)),
  ...PATIENT_FAULTS.map((changes) => create(changes)),
  ...SEND_TO.map((sendTo) => byRx({ labId: LAB.restoLab }, sendTo)),
  ...ORTHO_FAULTS.map((changes) => byRx(changes, 'orthoLab')),
  ...[...SHARED_FAULTS, ...faults('rxId')].map((changes) => byRx(changes)),
  byRx({ rxId: '5b2a3a5e-0f0d-4c5e-8a66-3d1f0e6b7c99' }),
  otherDoctor,
  (mock) => mock.create(newOrder(), { credentials: `${OTHER_DOCTOR}x` }),
]

const EXPERIMENTS = {
  limit: { steps: LIMIT_STEPS, rateLimit: { cases: 10, windowSeconds: 60 } },
  requests: { steps: REQUEST_STEPS, rateLimit: { cases: 100_000, windowSeconds: 60 } },
}
type Experiment = keyof typeof EXPERIMENTS

/** What a client can see of each answer: status, headers of meaning, body. */
async function* answersTo(experiment: Experiment, defects: string[] = []): AsyncGenerator<string> {
  const { steps, rateLimit } = EXPERIMENTS[experiment]
  const mock = await openMock({ defects, rateLimit })
  // An RX that exists whatever becomes of createNewOrder; the first that createNewOrder makes takes its place.
  const { rxId } = (await mock.state('an RX exists')).json
  let made = rxId
  for (const step of steps) {
    const { status, headers, text, json } = await step(mock, made)
    if (made === rxId && json?.rxGuid) made = json.rxGuid
    yield JSON.stringify([status, headers['content-type'], headers['retry-after'], text])
  }
}

const conforming: Record<Experiment, string[]> = { limit: [], requests: [] }

test.each(Object.keys(EXPERIMENTS) as Experiment[])(
  'the conforming mock answers the %s as documented',
  async (name) => {
    for await (const answer of answersTo(name)) conforming[name].push(answer)
    const refusals = name === 'limit' ? [429] : []
    expect(new Set(conforming[name].map((answer) => JSON.parse(answer)[0]))).toEqual(
      new Set([200, 400, 401, ...refusals]),
    )
  },
)

test.each(defects)('$id shows in an answer', async ({ id, requirement }) => {
  const name = requirement.startsWith('ITERO-RATE') ? 'limit' : 'requests'
  let step = 0
  for await (const answer of answersTo(name, [id])) if (answer !== conforming[name][step++]) return
  expect.fail('every answer was the conforming one')
})

/** The requests that nothing may refuse, and the one that nothing may accept, whatever liberty a target takes. */
test.each(variants)('$id accepts ten valid cases and refuses the eleventh', async ({ id }) => {
  const mock = await openMock({ variants: [id] })
  const { procedureMaps } = (await mock.maps()).json
  const { procedureMapId } = procedureMaps.find((map: { sendTo: string }) => map.sendTo === 'chairside')
  const order = newOrder({ procedureMapId }, 'chairside')
  const made = await mock.create(order)
  expect(made.status).toBe(200)
  const again = await mock.createByRx(orderByRx(made.json.rxGuid, { procedureMapId }, 'chairside'))
  expect(again.status).toBe(200)
  for (let count = 3; count <= 10; count++) expect((await mock.create(order)).status).toBe(200)
  expect((await mock.create(order)).status).toBeGreaterThanOrEqual(400)
  await mock.state('time moves forward', { seconds: 60 })
  expect((await mock.create(order)).status).toBe(200)
})
