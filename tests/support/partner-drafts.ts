import type { Draft } from './pact-drafts.ts'

/** What a partner's client of each profile may rely on: right by the documents. Each call gives a fresh copy. */

const TYPE = { match: 'type' }
const GUID = { match: 'regex', regex: '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' }

const CREATE = '/api/v1/order/create-new-order'
const BY_RX = '/api/v1/order/create-new-order-by-rx'
export const MAPS = '/api/v1/presets/available-procedure-maps'

const JSON_TYPE = { 'Content-Type': 'application/json' }
const DOCTOR = { ...JSON_TYPE, Authorization: `Basic ${Buffer.from('doctor:secret').toString('base64')}` }

const SCAN = {
  answer: {
    orderId: 3000001,
    orderCode: 'SYNTHETIC-3000001',
    patientGuid: '0b8f5c7e-93a4-4f8f-8f0e-2f3c1d4e5a60',
    rxGuid: '7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10',
  },
  rules: {
    '$.orderId': { match: 'type' },
    '$.orderCode': TYPE,
    '$.patientGuid': GUID,
    '$.rxGuid': GUID,
  },
}

const PATIENT = { firstName: 'Test', lastName: 'Patient', gender: 1, dateOfBirth: '1990-06-15' }

/** An order on a map of the document's: 4 takes no lab, 30 a resto lab, 41 an ortho lab. */
export function order(procedureMapId = 4, more: Partial<Draft> = {}): Draft {
  return {
    description: `an order on map ${procedureMapId}`,
    method: 'POST',
    path: CREATE,
    headers: { ...DOCTOR },
    body: {
      companyId: 41001,
      scannerSerialNumber: 'SCANNER-0001',
      procedureMapId,
      patient: { ...PATIENT },
      labId: procedureMapId === 30 ? 52001 : procedureMapId === 41 || procedureMapId === 1 ? 52002 : null,
    },
    status: 200,
    ...structuredClone(SCAN),
    ...more,
  }
}

export function orderByRx(procedureMapId = 83, more: Partial<Draft> = {}): Draft {
  const { body, ...rest } = order(procedureMapId)
  const { patient: _, ...others } = body as Record<string, unknown>
  return {
    ...rest,
    description: `an order by RX on map ${procedureMapId}`,
    path: BY_RX,
    body: { ...others, rxId: '7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10' },
    ...more,
  }
}

export function maps(more: Partial<Draft> = {}): Draft {
  return {
    description: 'the available maps',
    method: 'GET',
    path: MAPS,
    status: 200,
    answer: {
      procedureMaps: [
        { procedureMapId: 30, description: 'Fixed Restorative', procedure: 'Fixed Restorative', sendTo: 'restoLab' },
      ],
    },
    rules: { '$.procedureMaps': { match: 'type', min: 1 }, '$.procedureMaps[*]': TYPE },
    ...more,
  }
}

const KEY = { api_key: 'a-key' }
const NUMBER = { year: '1975', month: '2', day: '28', extradigits: '3175' }
const PERSON = {
  FirstName: 'krister',
  LastName: 'nässlind',
  PostalCode: '22222',
  Email: 'krister@example.com',
  MobilePhoneNumber: '+46701740605',
  PersonalNumber: { Year: 1975, Month: 2, Day: 28, ExtraDigits: '3175' },
}
const SLOT = {
  Start: '2030-02-04T08:00:00',
  End: '2030-02-04T08:30:00',
  ClinicID: '17-a9ffb031-417f-4169-810a-cfd0d00adc7d',
  ClinicianID: 3,
  TreatmentID: 2,
}

export function opusGet(path: string, query: Record<string, string>, more: Partial<Draft> = {}): Draft {
  return {
    description: `GET ${path}`,
    method: 'GET',
    path: `/api/v1/${path}`,
    query: { ...query },
    headers: { ...KEY },
    status: 200,
    ...more,
  }
}

export const getPatient = (more: Partial<Draft> = {}): Draft =>
  opusGet('patient', NUMBER, {
    answer: { FirstName: 'krister', LastName: 'nässlind' },
    rules: { '$.FirstName': TYPE, '$.LastName': TYPE },
    ...more,
  })

export const getBookings = (more: Partial<Draft> = {}): Draft =>
  opusGet('booking', NUMBER, {
    answer: [{ TimeSlot: { ...SLOT } }],
    rules: { $: { match: 'type', min: 1 }, '$[*]': TYPE },
    ...more,
  })

export const createPatient = (more: Partial<Draft> = {}): Draft => ({
  description: 'a new patient',
  method: 'POST',
  path: '/api/v1/patient',
  query: { clinicID: SLOT.ClinicID, clinicianID: '3' },
  headers: { ...KEY, ...JSON_TYPE },
  body: structuredClone(PERSON),
  status: 200,
  answer: { FirstName: 'krister', LastName: 'nässlind' },
  ...more,
})

export const createBooking = (more: Partial<Draft> = {}): Draft => ({
  description: 'a new booking',
  method: 'POST',
  path: '/api/v1/booking',
  headers: { ...KEY, ...JSON_TYPE },
  body: { Patient: structuredClone(PERSON), TimeSlot: { ...SLOT } },
  status: 200,
  ...more,
})

export const updateBooking = (more: Partial<Draft> = {}): Draft => ({
  ...createBooking(),
  description: 'a booking at another time',
  method: 'PUT',
  query: { bookingID: '12', clinicID: SLOT.ClinicID },
  ...more,
})

export const slotsByMonth = (query: Record<string, string> = {}, more: Partial<Draft> = {}): Draft =>
  opusGet(
    'timeslot',
    { year: '2030', month: '2', ...query },
    {
      answer: [{ ...SLOT }],
      rules: { $: { match: 'type', min: 1 } },
      ...more,
    },
  )

export const slotsFrom = (query: Record<string, string> = {}, more: Partial<Draft> = {}): Draft =>
  opusGet(
    'timeslot',
    { startingFromDateTime: '2030-02-01T00:00:00', treatmentID: '2', ...query },
    {
      answer: [{ ...SLOT }],
      rules: { $: { match: 'type', min: 1 } },
      ...more,
    },
  )

const TOKEN = { Authorization: 'Bearer a-token' }
const INBOX_ID = '6f1c2f0a-3f0d-4a55-9a9e-0a1f5d1c2b3e'
const INBOXES = '/api/v1/companies/company-1/inboxes'
const AN_INBOX = { name: 'an inbox is connected', params: { companyId: 'company-1', vendor: 'itero' } }

export const inboxGet = (path: string, more: Partial<Draft> = {}): Draft => ({
  description: `GET ${path || 'inboxes'}`,
  states: [AN_INBOX],
  method: 'GET',
  path: `/api/v1/companies/company-1/${path}`,
  headers: { ...TOKEN },
  status: 200,
  ...more,
})

export const getInbox = (more: Partial<Draft> = {}): Draft =>
  inboxGet(`inboxes/${INBOX_ID}`, {
    answer: { name: 'iTero', state: 'connected', health: 'healthy', vendor: 'itero' },
    rules: { '$.name': TYPE },
    ...more,
  })

export const connectInbox = (vendor = 'itero', more: Partial<Draft> = {}): Draft => ({
  description: `a connection to ${vendor}`,
  states: [{ name: 'a company with no inboxes', params: { companyId: 'company-1' } }],
  method: 'POST',
  path: INBOXES,
  headers: { ...TOKEN, ...JSON_TYPE },
  body: vendor === 'medit-link' ? { vendor, username: 'clinic', password: 'synthetic' } : { vendor },
  status: 201,
  answer: { inboxId: INBOX_ID, vendor },
  rules: { '$.inboxId': GUID },
  ...more,
})

export const push = (more: Partial<Draft> = {}): Draft => ({
  description: 'a pushed case',
  method: 'POST',
  path: '/api/v1/push/shining-3d',
  headers: { ...JSON_TYPE, 'X-Push-Secret': 'a-secret' },
  body: {
    eventId: 'event-1',
    accountId: 'company-1',
    caseId: 'case-1',
    createdAt: '2026-01-05T08:00:00Z',
    patientName: 'Test',
  },
  status: 202,
  ...more,
})

export const callback = (
  query: Record<string, string> = { code: 'a-code', state: 'a-state' },
  more: Partial<Draft> = {},
): Draft => ({
  description: 'the browser comes back',
  method: 'GET',
  path: '/api/v1/authorization/callback',
  query,
  status: 303,
  ...more,
})
