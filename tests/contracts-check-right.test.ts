import { describe, expect, test } from 'vitest'
import { readPact } from '../contracts/check/pact-file.ts'
import { checkPact } from './support/contracts.ts'
import { type Draft, type PactVersion, pactOf } from './support/pact-drafts.ts'
import * as partner from './support/partner-drafts.ts'

const { order, orderByRx, maps, opusGet, inboxGet } = partner
const TYPE = { match: 'type' }
const CLINIC = { name: 'a clinic with its labs' }
const map = (sendTo: string) => ({ name: 'a procedure map is available', params: { sendTo } })
const PATIENT_BY_NAME = { name: 'a patient with the name krister nässlind, postal code 22222' }

/** Pacts that ask for no more than the documents promise, by words that say what is special about each. */
const RIGHT: Record<string, Record<string, Draft[]>> = {
  itero: {
    'a map without a lab': [order(4)],
    'a resto map': [order(30)],
    'an ortho map': [order(41)],
    'by RX': [orderByRx(83), orderByRx(30), orderByRx(1)],
    'no word of the answer but its status': [order(4, { answer: undefined, rules: undefined })],
    'less of the answer': [order(85, { answer: { orderId: 12 }, rules: { '$.orderId': TYPE } })],
    'a GUID by Pact’s own matcher': [
      order(4, {
        answer: { rxGuid: '7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10' },
        rules: {
          '$.rxGuid': { match: 'regex', regex: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' },
        },
      }),
    ],
    'a type for the whole answer': [
      order(83, { answer: { orderId: 12, orderCode: 'X', rxGuid: 'abc' }, rules: { $: TYPE } }),
    ],
    'a date of birth with a time': [order(4, { body: bodyWith({ dateOfBirth: '1990-06-15T00:00:00.000Z' }) })],
    'every optional field': [
      order(4, {
        body: { ...bodyWith({ mi: 'T', chartNumber: 'Å-1', zipCode: 'SW1A 1AA' }), notes: '<b>"é"\n🦷</b>' },
      }),
    ],
    'the list of maps': [maps()],
    'the list of maps, with credentials': [maps({ headers: { Authorization: 'Basic YTpi' } })],
    'a map that a state has listed': [
      order(4, {
        states: [CLINIC, map('chairside')],
        fromState: { '$.procedureMapId': '$' + '{procedureMapId}', '$.labId': '$' + '{labId}' },
      }),
    ],
    'a lab that a state gives': [
      order(30, {
        states: [CLINIC],
        fromState: { '$.labId': '$' + '{restoLabId}', '$.companyId': '$' + '{companyId}' },
      }),
    ],
    'a map that the words of a state name': [
      order(4, {
        states: [{ name: 'map 31 is listed, for chairside' }],
        body: { ...bodyWith({}), procedureMapId: 31 },
      }),
    ],
    'the refusal of what is missing': [order(4, { ...refused(400), body: { companyId: 41001 } })],
    'the refusal of two faults': [
      order(30, { ...refused(400), body: { ...bodyWith({ gender: 7 }), procedureMapId: 30 } }),
    ],
    'the refusal of no credentials': [order(4, { ...refused(401), headers: { 'Content-Type': 'application/json' } })],
    'the refusal of a wrong password': [order(4, { ...refused(401), description: 'an order with a wrong password' })],
    'the refusal of a clinic that is not the doctor’s': [
      order(4, {
        ...refused(400),
        states: [{ name: "the clinic is another doctor's" }],
        description: 'an order for another clinic',
      }),
    ],
    'the refusal of a lab that is not there': [
      order(30, { ...refused(400), description: 'an order with a lab that does not exist' }),
    ],
    'the refusal of a lab of the wrong kind': [
      order(30, {
        ...refused(400),
        states: [CLINIC],
        fromState: { '$.labId': '$' + '{orthoLabId}' },
        description: 'an order with an ortho lab on a resto map',
      }),
    ],
    'the refusal of a map that is not listed': [
      order(4, { ...refused(400), body: { ...bodyWith({}), procedureMapId: 77777 } }),
    ],
    'the refusal of the eleventh case': [
      order(4, { ...refused(429), states: [{ name: 'the rate limit is used up' }] }),
    ],
    'ten cases': Array.from({ length: 10 }, (_, nth) => order(4, { description: `case ${nth}` })),
    'ten cases, and the refusal of one more': Array.from({ length: 11 }, (_, nth) =>
      order(4, { description: `case ${nth}`, ...(nth === 10 ? refused(429) : {}) }),
    ),
    'twelve cases, with a fresh minute between them': Array.from({ length: 12 }, (_, nth) =>
      order(4, { description: `case ${nth}`, states: nth === 6 ? [{ name: 'no case was created lately' }] : [] }),
    ),
    'content types': [order(4, { answerHeaders: { 'Content-Type': 'application/json; charset=utf-8' } })],
  },
  opus: {
    'a patient': [partner.getPatient()],
    'a patient whom the state names': [
      partner.getPatient({
        states: [PATIENT_BY_NAME],
        answer: { FirstName: 'krister', PersonalNumber: { Year: 1975, Month: 2 } },
        rules: {},
      }),
    ],
    'a new patient, given back': [partner.createPatient()],
    'extra digits as a number': [
      partner.createPatient({
        body: { FirstName: 'F', LastName: 'L', PersonalNumber: { Year: 1961, Month: 7, Day: 14, ExtraDigits: 1234 } },
        answer: undefined,
      }),
    ],
    'a new booking': [partner.createBooking()],
    'a booking for a number alone': [
      partner.createBooking({
        body: { Patient: { PersonalNumber: { Year: 1975, Month: 2, Day: 28, ExtraDigits: '3175' } }, TimeSlot: slot() },
      }),
    ],
    'a booking at another time': [partner.updateBooking()],
    bookings: [partner.getBookings()],
    clinics: [
      opusGet('clinic', {}),
      opusGet('clinic', { clinicianID: '3', treatmentID: '2', onlyWithFreeTimes: 'false' }),
      opusGet('clinic/17-a', {}),
      opusGet('clinic', {}, { answer: [{ ClinicID: 'c', Name: 'n' }], rules: { $: { match: 'type', min: 1 } } }),
    ],
    'clinicians and treatments': [opusGet('clinician', { clinicID: 'c' }), opusGet('treatment', { clinicianID: '3' })],
    'timeslots by month': [
      partner.slotsByMonth(),
      partner.slotsByMonth({ clinicID: 'c', delay: '2' }),
      partner.slotsByMonth({ treatmentID: '2' }),
    ],
    'timeslots from a date': [partner.slotsFrom(), partner.slotsFrom({ clinicianID: '3' })],
    'the refusal of no key': [
      partner.getPatient({ ...refused(401), headers: {} }),
      opusGet('clinic', {}, { ...refused(403), headers: {} }),
    ],
    'the refusal of a wrong key': [
      partner.getPatient({ ...refused(401), description: 'a patient, asked for with a wrong key' }),
    ],
    'the refusal of a number that is none': [
      partner.getPatient({ ...refused(400), query: { year: '1975', month: '2', day: '30', extradigits: '3175' } }),
    ],
    'no such patient': [
      partner.getPatient({ ...refused(404), description: 'an unknown patient' }),
      partner.getPatient(refused(404)),
    ],
    'nothing to list': [opusGet('treatment', {}, refused(404)), partner.slotsByMonth({ year: '1990' }, refused(404))],
    'the refusal of a slot that is taken': [
      partner.createBooking({ ...refused(409), states: [{ name: 'the time slot is taken' }] }),
    ],
    'no treatment with a date': [opusGet('timeslot', { startingFromDateTime: '2030-02-01T00:00:00' }, refused(400))],
    'an outage': [
      partner.getPatient({ ...refused(503), states: [{ name: 'the backend service cannot be reached' }] }),
      partner.slotsFrom({}, { states: [{ name: 'the backend service cannot be reached' }] }),
    ],
  },
  inbox: {
    'an inbox': [partner.getInbox()],
    'a list of inboxes': [
      inboxGet('inboxes', {
        answer: { inboxes: [{ inboxId: 'x', name: 'n', lastSuccessfulSync: '2026-01-01T00:00:00Z' }] },
        rules: { $: TYPE, '$.inboxes': { match: 'type', min: 1 } },
      }),
      inboxGet('inboxes', { states: [{ name: 'a company with no inboxes' }], answer: { inboxes: [] } }),
    ],
    connections: [
      partner.connectInbox(),
      partner.connectInbox('medit-link'),
      partner.connectInbox('itero', {
        answer: { state: 'authorization-pending', authorizationUrl: 'https://vendor.example/login' },
        rules: { '$.authorizationUrl': TYPE },
      }),
    ],
    'a second inbox of a vendor': [
      partner.connectInbox('itero', {
        ...refused(409),
        states: [
          { name: 'an inbox is connected', params: { companyId: 'company-1', vendor: 'itero' } },
          { name: 'the company already has an inbox of itero' },
        ],
      }),
    ],
    'no token': [inboxGet('cases', { ...refused(401), headers: {} })],
    'another company’s': [inboxGet('account', { ...refused(404), description: "another company's account" })],
    cases: [
      inboxGet('cases', {
        query: { vendor: 'itero' },
        answer: { cases: [{ caseId: 'c', vendor: 'itero' }] },
        rules: { '$.cases': TYPE, '$.cases[*].caseId': TYPE },
      }),
    ],
    'an account': [inboxGet('account', { answer: { credits: 5 }, rules: { '$.credits': TYPE } })],
    'no more inbox': [inboxGet('inboxes/6f1c2f0a-3f0d-4a55-9a9e-0a1f5d1c2b3e', { method: 'DELETE', status: 204 })],
    'a push': [partner.push(), partner.push({ ...refused(401), headers: { 'Content-Type': 'application/json' } })],
    'the way back from a vendor': [
      partner.callback(),
      partner.callback({ code: 'c', state: 'forged' }, { ...refused(400), description: 'a forged state' }),
    ],
    'an expired authorization': [
      partner.getInbox({
        states: [{ name: 'the vendor authorization has expired', params: { companyId: 'company-1', vendor: 'itero' } }],
        answer: { state: 'authorization-expired', warning: { code: 'authorization-expired' } },
        rules: { '$.warning.code': TYPE },
      }),
    ],
  },
}

function bodyWith(patient: Record<string, unknown>): Record<string, unknown> {
  const { body } = order(4) as { body: { patient: object } }
  return { ...body, patient: { ...body.patient, ...patient } }
}

function slot() {
  return (partner.createBooking().body as { TimeSlot: object }).TimeSlot
}

function refused(status: number): Partial<Draft> {
  return { status, answer: undefined, rules: undefined }
}

const cases = Object.entries(RIGHT).flatMap(([profile, pacts]) =>
  Object.entries(pacts).map(([what, drafts]) => ({ profile: profile, what, drafts })),
)

/** What needs params of states, or generators, cannot be said before version 3. */
const needsV3 = ({ drafts }: { drafts: Draft[] }) =>
  drafts.some(({ fromState, states }) => fromState !== undefined || states?.some(({ params }) => params !== undefined))

describe('a pact that asks for no more than is promised has no finding', () => {
  for (const version of [2, 3, 4] as PactVersion[]) {
    test.each(cases.filter((one) => version > 2 || !needsV3(one)))(
      `$profile, $what, in version ${version}`,
      async ({ profile, drafts }) => {
        const pact = readPact(JSON.stringify(pactOf(profile, drafts, version)))
        expect(await checkPact(pact, 'partner.json', profile)).toEqual([])
      },
    )
  }
})
