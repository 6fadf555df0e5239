import { defectsOf } from '../../deviation.ts'
import type { Attempt, CreateOperation } from '../attempt.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { answers, answers200, because, invalidIn, onMapTo, overlooks, refuses } from '../patches.ts'

/** The lab rule's requirements on one operation; createNewOrderByRx has fewer, coarser ones. */
interface LabRequirements {
  restoAccepted: string
  orthoAccepted: string
  restoNull: string
  orthoNull: string
  missing: string
  chairsideNull: string
  midcNull: string
  noneNull: string
  needless: string
  wrongKind: string
  unrelated: string
  unknown: string
}

const CREATE: LabRequirements = {
  restoAccepted: 'LAB-01',
  orthoAccepted: 'LAB-02',
  restoNull: 'LAB-03',
  orthoNull: 'LAB-04',
  missing: 'LAB-05',
  chairsideNull: 'LAB-06',
  midcNull: 'LAB-07',
  noneNull: 'LAB-08',
  needless: 'LAB-09',
  wrongKind: 'LAB-10',
  unrelated: 'LAB-11',
  unknown: 'LAB-12',
}

const BY_RX: LabRequirements = {
  restoAccepted: 'RX-11',
  orthoAccepted: 'RX-11',
  restoNull: 'RX-12',
  orthoNull: 'RX-12',
  missing: 'RX-12',
  chairsideNull: 'RX-13',
  midcNull: 'RX-13',
  noneNull: 'RX-13',
  needless: 'RX-15',
  wrongKind: 'RX-14',
  unrelated: 'RX-14',
  unknown: 'RX-14',
}

const RESTO = onMapTo('restoLab')
const ORTHO = onMapTo('orthoLab')
const CHAIRSIDE = onMapTo('chairside')
const MIDC = onMapTo('midc_only')
const NONE = onMapTo('N/A')

/** ID, requirement, what is refused though it is in order. */
type Refused = readonly [string, keyof LabRequirements, string, (at: Attempt) => boolean]

const REFUSED: readonly Refused[] = [
  ['resto-lab-refused', 'restoAccepted', 'a resto lab of the clinic on resto maps', RESTO],
  ['ortho-lab-refused', 'orthoAccepted', 'an ortho lab of the clinic on ortho maps', ORTHO],
  ['chairside-null-refused', 'chairsideNull', 'a labId of null on chairside maps', CHAIRSIDE],
  ['midc-null-refused', 'midcNull', 'a labId of null on midc_only maps', MIDC],
  ['na-null-refused', 'noneNull', 'a labId of null on N/A maps', NONE],
]

/** ID, requirement, why labId is in truth refused, on which maps it is accepted all the same. */
type Accepted = readonly [string, keyof LabRequirements, string, ReturnType<typeof because>, (at: Attempt) => boolean]

const isSmall = (id: unknown): boolean => Number(id) > 0 && Number(id) < 1000
const isLabMap = (at: Attempt) => RESTO(at) || ORTHO(at)

const ACCEPTED: readonly Accepted[] = [
  ['resto-null-accepted', 'restoNull', 'a labId of null on resto maps', because('null'), RESTO],
  ['ortho-null-accepted', 'orthoNull', 'a labId of null on ortho maps', because('null'), ORTHO],
  ['resto-lab-missing-accepted', 'missing', 'a resto map without labId', because('missing'), RESTO],
  ['ortho-lab-missing-accepted', 'missing', 'an ortho map without labId', because('missing'), ORTHO],
  ['chairside-lab-accepted', 'needless', 'a labId on chairside maps', because('needless'), CHAIRSIDE],
  ['midc-lab-accepted', 'needless', 'a labId on midc_only maps', because('needless'), MIDC],
  ['na-lab-accepted', 'needless', 'a labId on N/A maps', because('needless'), NONE],
  ['ortho-lab-on-resto-map-accepted', 'wrongKind', 'an ortho lab on resto maps', because('wrong-kind'), RESTO],
  ['resto-lab-on-ortho-map-accepted', 'wrongKind', 'a resto lab on ortho maps', because('wrong-kind'), ORTHO],
  ['unrelated-lab-accepted', 'unrelated', 'a lab that is not related to the clinic', because('not-yours'), isLabMap],
  ['unrelated-lab-on-resto-map-accepted', 'unrelated', 'an unrelated lab on resto maps', because('not-yours'), RESTO],
  ['unrelated-lab-on-ortho-map-accepted', 'unrelated', 'an unrelated lab on ortho maps', because('not-yours'), ORTHO],
  ['unknown-lab-accepted', 'unknown', 'a lab that does not exist', because('unknown'), isLabMap],
  ['small-lab-accepted', 'unknown', 'a lab below 1000', because('unknown'), ({ body }) => isSmall(body.labId)],
]

function labDefects(operation: CreateOperation, requirements: LabRequirements): readonly IteroDefect[] {
  const prefix = operation === 'createNewOrder' ? '' : 'by-rx-'
  return [
    ...REFUSED.map(([id, requirement, words, when]) => ({
      id: prefix + id,
      requirement: `ITERO-${requirements[requirement]}`,
      summary: `${operation} refuses ${words}.`,
      patch: refuses(operation, 'checkLabId', when),
    })),
    ...ACCEPTED.map(([id, requirement, words, found, when]) => ({
      id: prefix + id,
      requirement: `ITERO-${requirements[requirement]}`,
      summary: `${operation} takes ${words}.`,
      patch: overlooks(operation, 'checkLabId', (problem, at) => found(problem, at) && when(at)),
    })),
  ]
}

export const createLabDefects: readonly IteroDefect[] = [
  ...labDefects('createNewOrder', CREATE),
  ...defectsOf<Behaviour>({
    'ITERO-LAB-04': {
      // LAB-04 alone: the null on resto maps and the labId left out are refused as they should be.
      'ortho-null-answers-200': [
        'createNewOrder answers 200 to a labId of null on ortho maps, with the error in the body.',
        answers200((outcome) => invalidIn('createNewOrder', 'labId', 'null')(outcome) && ORTHO(outcome.at!)),
      ],
    },
    'ITERO-LAB-03': {
      'resto-null-answers-401': [
        'createNewOrder answers 401 to a labId of null on resto maps.',
        answers(401, (outcome) => invalidIn('createNewOrder', 'labId', 'null')(outcome) && RESTO(outcome.at!)),
      ],
    },
    'ITERO-LAB-12': {
      'unknown-lab-answers-401': [
        'createNewOrder answers 401 to a lab that does not exist.',
        answers(401, invalidIn('createNewOrder', 'labId', 'unknown')),
      ],
    },
    'ITERO-LAB-01': {
      'resto-lab-answers-401': [
        'createNewOrder answers 401 to a resto map with a resto lab.',
        (behaviour) => ({
          ...refuses('createNewOrder', 'checkLabId', RESTO)(behaviour),
          ...answers(401, invalidIn('createNewOrder', 'labId', 'value'))(behaviour),
        }),
      ],
    },
  }),
]

export const byRxLabDefects: readonly IteroDefect[] = labDefects('createNewOrderByRx', BY_RX)
