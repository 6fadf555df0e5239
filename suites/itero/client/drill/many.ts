import type { Interception, Situation, StageRequest } from '../../../../engine/drill.ts'
import { parsed } from '../../../../engine/json-diff.ts'
import type { RateLimit } from '../../../../engine/target.ts'
import { isObject } from '../creations.ts'
import { HTML, json, limited } from './answers.ts'
import {
  cannotKnowOne,
  createsAll,
  givesUp,
  indexOf,
  leavesTheUnlisted,
  notCreated,
  ODD_ONE,
  reportsEach,
  reportsTheRefused,
  sendsEachAsAsked,
  sendsEachMap,
} from './many-judges.ts'
import { anyTrio, scanOf } from './scans.ts'
import { jobPatient, world } from './world.ts'

/** What a situation of many scans is made of. */
type ManySituation = Omit<Situation, 'stage' | 'job'> & {
  scans: number
  limit?: RateLimit
  /** What the mock keeps, where it is not the limit that the client is told. */
  mockLimit?: RateLimit
  password?: string
  unlisted?: number
  /** Of each creation, the nth scan that is asked for. */
  intercept?(nth: number, request: StageRequest): Interception | undefined
}

/** @param unlisted which scan is of a map that is not listed */
function manyScans(seed: number, count: number, unlisted?: number) {
  const whole = world(seed)
  const odd = anyTrio(seed, whole)
  const maps = whole.maps.filter(
    (map) => unlisted === undefined || map.procedure !== odd.procedure || map.type !== odd.type,
  )
  const own = { ...whole, maps, data: { ...whole.data, maps } }
  const scans = Array.from({ length: count }, (_, nth) => {
    const trio = nth === unlisted ? odd : anyTrio(seed + nth * 7, own)
    const gender = nth % 2 === 0 ? 'male' : 'female'
    return scanOf('create-scan', seed + nth, own, { trio, patient: jobPatient(seed + nth * 13, gender, 'plain') })
  })
  return { own, inputs: scans.map(({ input }) => input), wanted: scans.map(({ wanted }) => wanted) }
}

const manySituation = ({
  scans,
  limit,
  mockLimit,
  password,
  unlisted,
  intercept,
  ...rest
}: ManySituation): Situation => ({
  ...rest,
  job: 'create-scans',
  async stage({ seed, start }) {
    const { own, inputs, wanted } = manyScans(seed, scans, unlisted)
    const rateLimit = mockLimit ?? limit
    await start({ data: own.data, ...(rateLimit ? { rateLimit } : {}) })
    return {
      input: { scans: inputs },
      expected: { scans: wanted },
      ...(limit ? { rateLimit: limit } : {}),
      ...(password ? { credentials: { ...own.account, password, rateLimit: { cases: 10, windowSeconds: 60 } } } : {}),
      intercept(request) {
        if (!intercept || !request.operation.startsWith('createNewOrder')) return undefined
        const body = parsed(request.body)
        const patient = isObject(body) && isObject(body.patient) ? body.patient : {}
        return intercept(indexOf(patient, wanted), request)
      },
    }
  },
})

const WINDOW = { windowSeconds: 2 }
const onlyOne = (made: Interception) => (nth: number) => (nth === ODD_ONE ? made : undefined)
const all = { 'ITERO-CLIENT-20': sendsEachMap, 'ITERO-CLIENT-21': sendsEachAsAsked, 'ITERO-CLIENT-22': reportsEach }

/** Jobs of several scans: more of them than a window has room for, and one that goes otherwise than the others. */
export const manySituations: readonly Situation[] = [
  manySituation({
    name: 'limit-ten',
    summary: 'Twelve scans are asked for, and a window of 2 s has room for ten.',
    scans: 12,
    limit: { cases: 10, ...WINDOW },
    judges: { ...all, 'ITERO-CLIENT-25': createsAll },
  }),
  manySituation({
    name: 'limit-four',
    summary: 'Thirteen scans are asked for, and a window of 2 s has room for four.',
    scans: 13,
    limit: { cases: 4, ...WINDOW },
    judges: { ...all, 'ITERO-CLIENT-25': createsAll },
  }),
  manySituation({
    name: 'limit-not-kept',
    // So few that a slow client too sends one too many of them within a window.
    summary: 'Five scans are asked for, and the server itself does not keep the limit of two in 2 s.',
    scans: 5,
    limit: { cases: 2, ...WINDOW },
    mockLimit: { cases: 1000, ...WINDOW },
    judges: { 'ITERO-CLIENT-25': createsAll },
  }),
  manySituation({
    name: 'limit-used-by-others',
    summary: 'Three scans are asked for, and the first creation is answered 429, with Retry-After in 2 s.',
    scans: 3,
    limit: { cases: 5, ...WINDOW },
    intercept: (_, { nth }) => (nth === 1 ? limited(429, () => '2') : undefined),
    judges: {},
    bringsUp: ['ITERO-CLIENT-09'],
  }),
  manySituation({
    name: 'many-one-refused',
    summary: 'Of four scans the second is answered 400.',
    scans: 4,
    intercept: onlyOne({ answer: json({ error: 'Bad request' }, 400) }),
    judges: { ...all, 'ITERO-CLIENT-23': reportsTheRefused },
  }),
  manySituation({
    name: 'many-one-500',
    summary: 'Of four scans the second is answered 500.',
    scans: 4,
    intercept: onlyOne({ answer: json({ error: 'Internal server error' }, 500) }),
    judges: { 'ITERO-CLIENT-26': notCreated('500', (code) => code === 500) },
  }),
  manySituation({
    name: 'many-one-html',
    summary: 'Of four scans the second is answered 200 with an HTML page.',
    scans: 4,
    intercept: onlyOne({ answer: HTML }),
    judges: { 'ITERO-CLIENT-26': notCreated('an HTML page', () => false) },
  }),
  manySituation({
    name: 'many-one-lost',
    summary: 'Of four scans the second is created, and the connection is lost before the answer.',
    scans: 4,
    intercept: onlyOne({ lose: 'after' }),
    judges: { 'ITERO-CLIENT-27': cannotKnowOne },
  }),
  manySituation({
    name: 'many-one-unlisted',
    summary: 'Of four scans the second is of a procedure and type that are not listed.',
    scans: 4,
    unlisted: ODD_ONE,
    judges: { 'ITERO-CLIENT-28': leavesTheUnlisted },
  }),
  manySituation({
    name: 'many-unauthorized',
    summary: 'Five scans are asked for with a wrong password.',
    scans: 5,
    password: 'a-wrong-password',
    judges: { 'ITERO-CLIENT-24': givesUp },
  }),
]
