import type { DrillJudge, Situation, Stage } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds, unobserved } from '../../../../engine/finding.ts'
import { plural } from '../../../../engine/words.ts'
import { ordersIn } from '../creations.ts'
import { anyTrio, onBothJobs, SCAN_JOBS, type ScanJob, scanOf } from './scans.ts'
import { findsTheMap } from './sent.ts'
import { type ListedMap, type ListStyle, type Trio, type World, world } from './world.ts'

type ListSituation = Omit<Situation, 'stage' | 'job'> & { style?: ListStyle; intercept?: Stage['intercept'] }

/** A situation in which the maps are asked for. */
export const listSituation = ({ style, intercept, ...rest }: ListSituation): Situation => ({
  ...rest,
  job: 'list-maps',
  async stage({ seed, start }) {
    const own = world(seed, style)
    await start({ data: own.data })
    const maps = own.maps.map(({ procedureMapId, sendTo }) => ({ procedureMapId, sendTo }))
    return {
      input: {},
      credentials: { user: own.account.user, password: own.account.password },
      expected: { maps },
      ...(intercept ? { intercept } : {}),
    }
  },
})

/** ITERO-CLIENT-29, of the job that lists: every map that is listed, with where it is sent. */
const listsEveryMap: DrillJudge = ({ answer, expected, traffic }) => {
  const { maps } = expected as { maps: Pick<ListedMap, 'procedureMapId' | 'sendTo'>[] }
  if (traffic.exchanges.length === 0) return unobserved('the client asked for no list', 'a client that does its job')
  const words = `${plural(maps.length, 'map')}`
  if (answer.status !== 'done') return broken(words, `the client answered ${answerInWords(answer)}`)
  const told = Array.isArray(answer.result.maps) ? (answer.result.maps as unknown[]) : []
  const key = (one: unknown) => {
    const { procedureMapId, sendTo } = (one ?? {}) as Partial<ListedMap>
    return `${procedureMapId} to ${sendTo}`
  }
  const [asked, given] = [maps.map(key), told.map(key)]
  const faults = [
    ...asked.filter((one) => !given.includes(one)).map((one) => `without map ${one}`),
    ...given.filter((one) => !asked.includes(one)).map((one) => `with map ${one}`),
    ...(given.length > new Set(given).size ? ['a map twice'] : []),
  ]
  return faults.length === 0
    ? holds('every map that is listed is reported')
    : broken(words, `${plural(given.length, 'map')}, ${faults.slice(0, 3).join(', ')}`)
}

/** Lists that are the plain one in other clothes, and the trio that is asked for in them. */
const ODD: readonly [name: string, words: string, style: ListStyle, asked: 'typed' | 'untyped'][] = [
  ['shuffled', 'The list is in another order.', { isShuffled: true }, 'typed'],
  ['long', 'The list has further maps.', { isLong: true }, 'typed'],
  ['nulls', 'The list has null notes and case types.', { hasNulls: true }, 'typed'],
  ['no-type-na', 'No type is written NA.', { noType: 'NA' }, 'untyped'],
  ['no-type-n-a', 'No type is written N/A.', { noType: 'N/A' }, 'untyped'],
  ['no-type-slash', 'No type is written /.', { noType: '/' }, 'untyped'],
  ['no-type-empty', 'No type is written as an empty string.', { noType: '' }, 'untyped'],
  ['no-type-null', 'No type is written as null.', { noType: null }, 'untyped'],
  ['no-type-null-typed', 'No type is written as null, and a type is asked for.', { noType: null }, 'typed'],
  ['no-type-empty-typed', 'No type is written as an empty string, and a type is asked for.', { noType: '' }, 'typed'],
  [
    'odd',
    'The list is in another order, with further maps, null notes, and no type written as null.',
    { isShuffled: true, isLong: true, hasNulls: true, noType: null },
    'untyped',
  ],
]

const UNTYPED = ['Appliance', 'Denture/Removable', 'Implant Planning', 'Study Model - iRecord'] as const
const SENT_TO = ['restoLab', 'orthoLab', 'chairside', 'midc_only', 'N/A'] as const

const untyped = (seed: number): Trio => ({
  procedure: UNTYPED[seed % UNTYPED.length] as string,
  type: null,
  sendTo: SENT_TO[(seed >>> 3) % SENT_TO.length] as Trio['sendTo'],
})

/** ITERO-CLIENT-28: what is not listed is not made. */
const makesNothing: DrillJudge = ({ traffic, answer, reached }) => {
  if (traffic.exchanges.length === 0 && answer.status === 'done') {
    return broken('refused or failed', 'the client answered done, and sent nothing')
  }
  const made = reached.filter(({ operation, status }) => operation.startsWith('createNewOrder') && status < 300)
  const sent = ordersIn(traffic).map(({ exchange }) => exchange)
  if (made.length > 0) {
    return broken(
      'refused or failed, and nothing created',
      `${plural(made.length, 'scan was', 'scans were')} created`,
      sent,
    )
  }
  return ['refused', 'failed'].includes(answer.status)
    ? holds(`what is not listed is reported as ${answer.status}`)
    : broken('refused or failed', `the client answered ${answerInWords(answer)}`, sent)
}

/** What a list lacks: the whole procedure, its type, where it is sent to, or every map. */
const LACKS: readonly [name: string, words: string, lacks: (map: ListedMap, trio: Trio) => boolean][] = [
  ['procedure', 'the procedure', (map, { procedure }) => map.procedure === procedure],
  ['type', 'the type of the procedure', (map, { procedure, type }) => map.procedure === procedure && map.type === type],
  [
    'send-to',
    'where the procedure is to be sent',
    (map, { procedure, sendTo }) => map.procedure === procedure && map.sendTo === sendTo,
  ],
  [
    'trio',
    'the one map',
    (map, trio) => map.procedure === trio.procedure && map.type === trio.type && map.sendTo === trio.sendTo,
  ],
  ['map', 'any map', () => true],
]

const lacking = (
  job: ScanJob,
  name: string,
  words: string,
  lacks: (map: ListedMap, trio: Trio) => boolean,
): Situation => ({
  name: job === 'create-scan' ? `lacks-${name}` : `lacks-${name}-by-rx`,
  summary: `The list lacks ${words} that is asked for.`,
  job,
  async stage({ seed, start }) {
    const whole = world(seed)
    const trio = anyTrio(seed, whole)
    const maps = whole.maps.filter((map) => !lacks(map, trio))
    const own: World = { ...whole, maps, data: { ...whole.data, maps } }
    await start({ data: own.data })
    return { input: scanOf(job, seed, own, { trio }).input, expected: 'refused or failed, and nothing created' }
  },
  judges: { 'ITERO-CLIENT-28': makesNothing },
})

/** Lists that are odd, and lists that lack what is asked for. */
export const listSituations: readonly Situation[] = [
  listSituation({
    name: 'list-plain',
    summary: 'The maps are asked for.',
    judges: { 'ITERO-CLIENT-29': listsEveryMap },
  }),
  ...ODD.flatMap(([name, summary, style, asked]) => [
    ...(name.endsWith('-typed')
      ? []
      : [listSituation({ name: `list-${name}`, summary, style, judges: { 'ITERO-CLIENT-29': listsEveryMap } })]),
    ...onBothJobs(`maps-${name}`, summary, () => ({
      asked: (seed) => ({ list: style, ...(asked === 'untyped' ? { trio: untyped(seed) } : {}) }),
      judges: { 'ITERO-CLIENT-29': findsTheMap },
    })),
  ]),
  ...LACKS.flatMap(([name, words, lacks]) => SCAN_JOBS.map((job) => lacking(job, name, words, lacks))),
]
