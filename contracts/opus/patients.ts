import { type Alteration, leftOut, setTo } from '../../generators/alteration.ts'
import { fromState } from '../from-state.ts'
import { state } from '../interaction.ts'
import {
  A_FREE_SLOT,
  A_PATIENT,
  givenText,
  KEY_REFUSALS,
  key,
  type OpusInteraction,
  OUTAGE,
  PATIENT,
  queryOf,
  registered,
  STRANGERS,
  unregistered,
} from './provider.ts'

const known = queryOf(registered)
const at = { clinicID: givenText.clinicID, clinicianID: givenText.clinicianID }

/** Nobody's personal number yet: a provider may refuse to create a patient twice. */
const NEWCOMER = state('a person who is not a patient yet')
const newcomer = {
  ...unregistered,
  PersonalNumber: {
    Year: fromState('year', unregistered.PersonalNumber.Year),
    Month: fromState('month', unregistered.PersonalNumber.Month),
    Day: fromState('day', unregistered.PersonalNumber.Day),
    ExtraDigits: fromState('extradigits', unregistered.PersonalNumber.ExtraDigits),
  },
}

const INVALID_QUERIES: [requirement: string, change: Alteration][] = [
  ['OPUS-PAT-02', leftOut('year')],
  ['OPUS-PAT-03', leftOut('month')],
  ['OPUS-PAT-04', leftOut('day')],
  ['OPUS-PAT-05', leftOut('extradigits')],
  ['OPUS-PAT-07', setTo('month', '13')],
  ['OPUS-PAT-08', setTo('year', 'abc')],
]

const INVALID_PATIENTS: [requirement: string, change: Alteration][] = [
  ['OPUS-PAT-13', { what: 'nothing in it', apply: () => ({}) }],
  ['OPUS-PAT-14', leftOut('PersonalNumber')],
  ['OPUS-PAT-15', setTo('PersonalNumber.Month', 13)],
]

const get = (one: Omit<OpusInteraction, 'call'>): OpusInteraction => ({
  ...one,
  call: (client, { query, headers }) => client.GET(PATIENT, { headers, params: { query } }),
})
const post = (one: Omit<OpusInteraction, 'call'>): OpusInteraction => ({
  ...one,
  call: (client, { query, headers, body }) => client.POST(PATIENT, { headers, params: { query }, body }),
})

/** The document describes no answer bodies: what a client can rely on is the status. */
export const patients: OpusInteraction[] = [
  get({
    description: 'a patient by personal number',
    given: [A_PATIENT],
    requirements: ['OPUS-PAT-01', 'OPUS-CODE-01'],
    request: { method: 'GET', path: PATIENT, query: known, headers: key },
    answer: { status: 200 },
  }),
  get({
    description: 'a patient by the personal number of nobody',
    given: [],
    requirements: ['OPUS-PAT-06'],
    request: { method: 'GET', path: PATIENT, query: queryOf(unregistered), headers: key },
    answer: { status: 404 },
  }),
  ...INVALID_QUERIES.map(([requirement, { what, apply }]) =>
    get({
      description: `a patient, with ${what}`,
      given: [A_PATIENT],
      requirements: [requirement],
      request: { method: 'GET', path: PATIENT, query: apply(known) as Record<string, string>, headers: key },
      answer: { status: 400 },
    }),
  ),
  ...STRANGERS.map(([who, headers], index) =>
    get({
      description: `a patient by personal number, ${who}`,
      given: [A_PATIENT],
      requirements: [['OPUS-KEY-01', 'OPUS-KEY-02'][index]!],
      request: { method: 'GET', path: PATIENT, query: known, headers },
      answer: { status: KEY_REFUSALS },
    }),
  ),
  get({
    description: 'a patient by personal number, during an outage',
    given: [A_PATIENT, OUTAGE],
    requirements: ['OPUS-DOWN-02'],
    request: { method: 'GET', path: PATIENT, query: known, headers: key },
    answer: { status: 503 },
  }),
  post({
    description: 'a new patient',
    given: [A_FREE_SLOT, NEWCOMER],
    requirements: ['OPUS-PAT-09', 'OPUS-PAT-18', 'OPUS-CODE-01'],
    request: { method: 'POST', path: PATIENT, query: at, headers: key, body: newcomer },
    answer: { status: 200 },
  }),
  ...(['clinicID', 'clinicianID'] as const).map((name, index) =>
    post({
      description: `a new patient, with ${name} left out`,
      given: [A_FREE_SLOT],
      requirements: [['OPUS-PAT-11', 'OPUS-PAT-12'][index]!],
      request: {
        method: 'POST',
        path: PATIENT,
        query: leftOut(name).apply(at) as Record<string, string>,
        headers: key,
        body: unregistered,
      },
      answer: { status: 400 },
    }),
  ),
  ...INVALID_PATIENTS.map(([requirement, { what, apply }]) =>
    post({
      description: `a new patient, with ${what}`,
      given: [A_FREE_SLOT],
      requirements: [requirement],
      request: { method: 'POST', path: PATIENT, query: at, headers: key, body: apply(unregistered) },
      answer: { status: 400 },
    }),
  ),
  post({
    description: 'a new patient at a clinic that does not exist',
    given: [A_FREE_SLOT],
    requirements: ['OPUS-PAT-17'],
    request: {
      method: 'POST',
      path: PATIENT,
      query: { ...at, clinicID: 'no-such-clinic' },
      headers: key,
      body: unregistered,
    },
    answer: { status: [404, 400] },
  }),
  ...STRANGERS.map(([who, headers]) =>
    post({
      description: `a new patient, ${who}`,
      given: [A_FREE_SLOT],
      requirements: ['OPUS-KEY-06'],
      request: { method: 'POST', path: PATIENT, query: at, headers, body: unregistered },
      answer: { status: KEY_REFUSALS },
    }),
  ),
  post({
    description: 'a new patient, during an outage',
    given: [A_FREE_SLOT, OUTAGE],
    requirements: ['OPUS-DOWN-03'],
    request: { method: 'POST', path: PATIENT, query: at, headers: key, body: unregistered },
    answer: { status: 503 },
  }),
]
