import { MatchersV3 } from '@pact-foundation/pact'
import { pathFromState } from '../from-state.ts'
import {
  A_FREE_SLOT,
  CLINIC,
  CLINICIAN,
  given,
  givenText,
  KEY_REFUSALS,
  key,
  NO_DATA,
  ONE_CLINIC,
  type OpusInteraction,
  STRANGERS,
  TREATMENT,
} from './provider.ts'

type Listed = typeof CLINIC | typeof CLINICIAN | typeof TREATMENT

/** The operations that list, and the filters that they take. */
const LISTS: {
  path: Listed
  noun: string
  all: string
  filters: [name: keyof typeof givenText, requirement: string][]
}[] = [
  {
    path: CLINIC,
    noun: 'clinics',
    all: 'OPUS-CLINIC-01',
    filters: [
      ['clinicianID', 'OPUS-CLINIC-02'],
      ['treatmentID', 'OPUS-CLINIC-03'],
    ],
  },
  {
    path: CLINICIAN,
    noun: 'clinicians',
    all: 'OPUS-CLINICIAN-01',
    filters: [
      ['clinicID', 'OPUS-CLINICIAN-02'],
      ['treatmentID', 'OPUS-CLINICIAN-03'],
    ],
  },
  {
    path: TREATMENT,
    noun: 'treatments',
    all: 'OPUS-TREAT-01',
    filters: [
      ['clinicID', 'OPUS-TREAT-02'],
      ['clinicianID', 'OPUS-TREAT-03'],
    ],
  },
]

const list = (path: Listed, one: Omit<OpusInteraction, 'call' | 'request'> & Partial<OpusInteraction['request']>) => {
  const { description, given: states, requirements, answer, query, headers = key } = one
  return {
    description,
    given: states,
    requirements,
    request: { method: 'GET', path, headers, ...(query ? { query } : {}) },
    answer,
    call: (client, sent) => client.GET(path, { headers: sent.headers, params: { query: sent.query } }),
  } satisfies OpusInteraction as OpusInteraction
}

const oneClinic = (
  one: Omit<OpusInteraction, 'call' | 'request'> & { path: OpusInteraction['request']['path']; id: string } & Partial<
      Pick<OpusInteraction['request'], 'headers'>
    >,
): OpusInteraction => {
  const { path, id, headers = key, ...rest } = one
  return {
    ...rest,
    request: { method: 'GET', path, headers },
    call: (client, sent) => client.GET(ONE_CLINIC, { headers: sent.headers, params: { path: { clinicID: id } } }),
  }
}

const exampleID = MatchersV3.reify<string>(given.clinicID)
const listedClinic = pathFromState(ONE_CLINIC, { clinicID: exampleID })

export const lists: OpusInteraction[] = [
  ...LISTS.flatMap(({ path, noun, all, filters }): OpusInteraction[] => [
    list(path, {
      description: `all ${noun} with free times`,
      given: [A_FREE_SLOT],
      requirements: [all, 'OPUS-CODE-01'],
      answer: { status: 200 },
    }),
    ...filters.map(([name, requirement]) =>
      list(path, {
        description: `the ${noun} of a ${name}`,
        given: [A_FREE_SLOT],
        requirements: [requirement],
        query: { [name]: givenText[name] },
        answer: { status: 200 },
      }),
    ),
    list(path, {
      description: `the ${noun} of a ${filters[0]![0]} that does not exist`,
      given: [],
      requirements: ['OPUS-CODE-01'],
      query: { [filters[0]![0]]: filters[0]![0] === 'clinicID' ? 'no-such-clinic' : '2147480000' },
      answer: { status: [...NO_DATA, 400] },
    }),
    ...(filters.some(([name]) => name === 'treatmentID')
      ? [
          list(path, {
            description: `the ${noun} of a treatmentID that is not a number`,
            given: [],
            requirements: ['OPUS-FILTER-02'],
            query: { treatmentID: 'abc' },
            answer: { status: 400 },
          }),
        ]
      : []),
    ...STRANGERS.map(([who, headers]) =>
      list(path, {
        description: `all ${noun}, ${who}`,
        given: [],
        requirements: ['OPUS-KEY-07'],
        headers,
        answer: { status: KEY_REFUSALS },
      }),
    ),
  ]),
  oneClinic({
    description: 'a listed clinic',
    given: [A_FREE_SLOT],
    requirements: ['OPUS-CLINIC-07'],
    path: listedClinic,
    id: exampleID,
    answer: { status: 200 },
  }),
  oneClinic({
    description: 'a clinic that does not exist',
    given: [],
    requirements: ['OPUS-CLINIC-08'],
    path: `${CLINIC}/no-such-clinic`,
    id: 'no-such-clinic',
    answer: { status: 404 },
  }),
  ...STRANGERS.map(([who, headers]) =>
    oneClinic({
      description: `a listed clinic, ${who}`,
      given: [A_FREE_SLOT],
      requirements: ['OPUS-KEY-07'],
      path: listedClinic,
      id: exampleID,
      headers,
      answer: { status: KEY_REFUSALS },
    }),
  ),
]
