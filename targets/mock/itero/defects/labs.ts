import type { Reason } from '../attempt.ts'
import { answers, byRx, create, defectsOf, onMapTo, together, type When } from '../patches.ts'

const RESTO = onMapTo('restoLab')
const ORTHO = onMapTo('orthoLab')
const CHAIRSIDE = onMapTo('chairside')
const MIDC = onMapTo('midc_only')
const NONE = onMapTo('N/A')
const ANY_LAB = onMapTo('restoLab', 'orthoLab')

/** The rule of createNewOrder, and the coarser one of createNewOrderByRx. */
type Rules = readonly [create: string, byRx: string]

/** What is refused though it is in order. */
const REFUSED: readonly (readonly [id: string, Rules, what: string, When])[] = [
  ['resto-lab-refused', ['LAB-01', 'RX-11'], 'a resto lab of the clinic on resto maps', RESTO],
  ['ortho-lab-refused', ['LAB-02', 'RX-11'], 'an ortho lab of the clinic on ortho maps', ORTHO],
  ['chairside-null-refused', ['LAB-06', 'RX-13'], 'a labId of null on chairside maps', CHAIRSIDE],
  ['midc-null-refused', ['LAB-07', 'RX-13'], 'a labId of null on midc_only maps', MIDC],
  ['na-null-refused', ['LAB-08', 'RX-13'], 'a labId of null on N/A maps', NONE],
]

/** Why labId is in truth refused, and on which maps it is accepted all the same. */
const ACCEPTED: readonly (readonly [id: string, Rules, what: string, Reason, When])[] = [
  ['resto-null-accepted', ['LAB-03', 'RX-12'], 'a labId of null on resto maps', 'null', RESTO],
  ['ortho-null-accepted', ['LAB-04', 'RX-12'], 'a labId of null on ortho maps', 'null', ORTHO],
  ['resto-lab-missing-accepted', ['LAB-05', 'RX-12'], 'a resto map without labId', 'missing', RESTO],
  ['ortho-lab-missing-accepted', ['LAB-05', 'RX-12'], 'an ortho map without labId', 'missing', ORTHO],
  ['chairside-lab-accepted', ['LAB-09', 'RX-15'], 'a labId on chairside maps', 'needless', CHAIRSIDE],
  ['midc-lab-accepted', ['LAB-09', 'RX-15'], 'a labId on midc_only maps', 'needless', MIDC],
  ['na-lab-accepted', ['LAB-09', 'RX-15'], 'a labId on N/A maps', 'needless', NONE],
  ['ortho-lab-on-resto-map-accepted', ['LAB-10', 'RX-14'], 'an ortho lab on resto maps', 'wrong-kind', RESTO],
  ['resto-lab-on-ortho-map-accepted', ['LAB-10', 'RX-14'], 'a resto lab on ortho maps', 'wrong-kind', ORTHO],
  ['unrelated-lab-accepted', ['LAB-11', 'RX-14'], 'a lab that is not related to the clinic', 'not-yours', ANY_LAB],
  ['unrelated-lab-on-resto-map-accepted', ['LAB-11', 'RX-14'], 'an unrelated lab on resto maps', 'not-yours', RESTO],
  ['unrelated-lab-on-ortho-map-accepted', ['LAB-11', 'RX-14'], 'an unrelated lab on ortho maps', 'not-yours', ORTHO],
  ['unknown-lab-accepted', ['LAB-12', 'RX-14'], 'a lab that does not exist', 'unknown', ANY_LAB],
  ['small-lab-accepted', ['LAB-12', 'RX-14'], 'a lab below 1000', 'unknown', ({ body }) => isSmall(body.labId)],
]

const isSmall = (id: unknown): boolean => Number(id) > 0 && Number(id) < 1000

const places = [create, byRx].flatMap(({ prefix, refuses, takes }, nth) => [
  ...REFUSED.flatMap(([id, rules, what, when]) =>
    defectsOf({ [`ITERO-${rules[nth]}`]: { [prefix + id]: refuses(what, 'labId', when) } }),
  ),
  ...ACCEPTED.flatMap(([id, rules, what, why, when]) =>
    defectsOf({
      [`ITERO-${rules[nth]}`]: {
        [prefix + id]: takes(what, 'labId', ({ reason }, at) => reason === why && when(at)),
      },
    }),
  ),
])

export const labDefects = [
  ...places,
  ...defectsOf({
    'ITERO-LAB-01': {
      'resto-lab-answers-401': [
        'createNewOrder answers 401 to a resto map with a resto lab.',
        together(create.objects('labId', RESTO), answers(401, create.ends(['labId', 'value']))),
      ],
    },
    'ITERO-LAB-03': {
      'resto-null-answers-401': create.answers(401, 'a labId of null on resto maps', ['labId', 'null'], RESTO),
    },
    'ITERO-LAB-04': {
      // LAB-04 alone: the null on resto maps and the labId left out are refused as they should be.
      'ortho-null-answers-200': create.answers(200, 'a labId of null on ortho maps', ['labId', 'null'], ORTHO),
    },
    'ITERO-LAB-12': {
      'unknown-lab-answers-401': create.answers(401, 'a lab that does not exist', ['labId', 'unknown']),
    },
  }),
]
