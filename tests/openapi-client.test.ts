import createClient, { type Client } from 'openapi-fetch'
import { expect, onTestFinished, test } from 'vitest'
import { answerSchema, type OpenApiDocument, operations } from '../openapi/document.ts'
import { document as inbox } from '../openapi/inbox.gen.ts'
import { document as itero } from '../openapi/itero.gen.ts'
import { document as opus } from '../openapi/opus.gen.ts'
import type { paths as InboxPaths } from '../openapi/types/inbox.ts'
import type { paths as IteroPaths } from '../openapi/types/itero.ts'
import type { paths as OpusPaths } from '../openapi/types/opus.ts'
import { validatorFor } from '../openapi/validators.ts'
import { startMock } from '../profiles/mock.ts'

type Examples = Record<string, { value: unknown }>

/**
 * A mock, and a client whose calls are typed by the types that are generated from the document: it compiles only where
 * they fit. Each answer is what the document states of its operation and status, and each operation is called.
 */
async function clientOf<Paths extends object>(
  profile: string,
  document: OpenApiDocument,
  headersFor: (target: Record<string, unknown>) => Record<string, string>,
) {
  const mock = await startMock(profile)
  const client = createClient<Paths>({ baseUrl: mock.baseUrl, headers: headersFor(mock.target) })
  const called = new Set<string>()
  client.use({
    async onResponse({ schemaPath, request, response }) {
      const { operation } = operations(document).find(
        ({ path, method }) => path === schemaPath && method.toUpperCase() === request.method,
      )!
      called.add(operation.operationId)
      expect(Object.keys(operation.responses)).toContain(String(response.status))
      const schema = answerSchema(document, operation.operationId, response.status)
      if (schema) expect(validatorFor(document, schema)(await response.clone().json())).toEqual([])
    },
  })
  onTestFinished(async () => {
    await mock.close()
    expect([...called].sort()).toEqual(
      operations(document)
        .map(({ operation }) => operation.operationId)
        .sort(),
    )
  })
  const state = async (name: string, params: object = {}) => {
    const body = JSON.stringify({ state: name, action: 'setup', params })
    const answer = await fetch(mock.providerStatesUrl, { method: 'POST', body, headers: JSON_BODY })
    return answer.json()
  }
  return { client: client as Client<Paths>, state, target: mock.target }
}

const JSON_BODY = { 'content-type': 'application/json' }

/** The document's own example of a request. */
function example<Body>(document: OpenApiDocument, operationId: string, name: string): NonNullable<Body> {
  const { operation } = operations(document).find((one) => one.operation.operationId === operationId)!
  const [{ examples }] = Object.values(operation.requestBody!.content!) as unknown as [{ examples: Examples }]
  return examples[name]!.value as NonNullable<Body>
}

test('a client generated from the iTero document creates scans on the mock', async () => {
  const { client } = await clientOf<IteroPaths>('itero', itero, ({ account }) => {
    const { user, password } = account as { user: string; password: string }
    return { authorization: `Basic ${btoa(`${user}:${password}`)}` }
  })
  const { data: list } = await client.GET('/api/v1/presets/available-procedure-maps')
  expect(list?.procedureMaps.length).toBeGreaterThan(0)
  const made = await client.POST('/api/v1/order/create-new-order', {
    body: example(itero, 'createNewOrder', 'withLab'),
  })
  const again = await client.POST('/api/v1/order/create-new-order-by-rx', {
    body: { ...example<IteroRx>(itero, 'createNewOrderByRx', 'withLab'), rxId: made.data!.rxGuid },
  })
  expect(again.data?.rxGuid).toBe(made.data?.rxGuid)
})

type IteroRx = IteroPaths['/api/v1/order/create-new-order-by-rx']['post']['requestBody']['content']['application/json']

test('a client generated from the Opus document books and moves a time on the mock', async () => {
  const { client } = await clientOf<OpusPaths>('opus', opus, ({ apiKey }) => ({ api_key: apiKey as string }))
  const { data: clinics } = await client.GET('/api/v1/clinic')
  const { data: clinicians } = await client.GET('/api/v1/clinician')
  const { data: treatments } = await client.GET('/api/v1/treatment')
  const [clinic, treatment] = [clinics![0]!, treatments![0]!]
  await client.GET('/api/v1/clinic/{clinicID}', { params: { path: { clinicID: clinic.ClinicID } } })
  const body = example<Registered>(opus, 'createPatient', 'document')
  const query = { clinicID: clinic.ClinicID, clinicianID: clinicians![0]!.ClinicianID }
  expect((await client.POST('/api/v1/patient', { body, params: { query } })).response.status).toBe(200)
  const { Year, Month, Day, ExtraDigits } = body.PersonalNumber
  const number = { year: Year, month: Month, day: Day, extradigits: String(ExtraDigits) }
  const { data: patient } = await client.GET('/api/v1/patient', { params: { query: number } })
  expect(patient).toMatchObject({ LastName: body.LastName })
  const from = { startingFromDateTime: '2027-03-01T00:00:00', treatmentID: treatment.TreatmentID }
  const { data: slots } = await client.GET('/api/v1/timeslot', { params: { query: from } })
  const [slot, other] = [slots![0]!, slots!.find((one) => one.Start !== slots![0]!.Start)!]
  const booked = await client.POST('/api/v1/booking', { body: { Patient: body, TimeSlot: slot } })
  const moved = await client.PUT('/api/v1/booking', {
    body: { Patient: body, TimeSlot: other },
    params: { query: { bookingID: String(booked.data!.BookingID), clinicID: other.ClinicID } },
  })
  expect(moved.response.status).toBe(200)
  const { data: bookings } = await client.GET('/api/v1/booking', { params: { query: number } })
  expect(bookings).toMatchObject([{ TimeSlot: { Start: other.Start } }])
})

type Registered = OpusPaths['/api/v1/patient']['post']['requestBody']['content']['application/json']

test('a client generated from the inbox document connects and disconnects vendors on the mock', async () => {
  const { client, state, target } = await clientOf<InboxPaths>('inbox', inbox, ({ companies }) => ({
    authorization: `Bearer ${(companies as { tokens: string[] }[])[0]!.tokens[0]}`,
  }))
  const { companies, pushSecret } = target as { companies: { companyId: string }[]; pushSecret: string }
  const { companyId } = companies[0]!
  await state('a company with no inboxes', { companyId })
  const path = { companyId }
  const connect = (name: string) =>
    client.POST('/api/v1/companies/{companyId}/inboxes', {
      params: { path },
      body: example(inbox, 'connectInbox', name),
    })
  const { data: pending } = await connect('authorization')
  const { callbackUrl } = await state('the user signs in at the vendor', {
    authorizationUrl: pending!.authorizationUrl,
  })
  const { code, state: given } = Object.fromEntries(new URL(callbackUrl).searchParams) as Record<string, string>
  await client.GET('/api/v1/authorization/callback', {
    params: { query: { code: code!, state: given! } },
    redirect: 'manual',
  })
  const login = await connect('login')
  const of = { path: { companyId, inboxId: pending!.inboxId } }
  expect((await client.GET('/api/v1/companies/{companyId}/inboxes/{inboxId}', { params: of })).data?.state).toBe(
    'connected',
  )
  await client.POST('/api/v1/companies/{companyId}/inboxes/{inboxId}/authorization', { params: of })
  await client.PUT('/api/v1/companies/{companyId}/inboxes/{inboxId}/credentials', {
    params: { path: { companyId, inboxId: login.data!.inboxId } },
    body: example(inbox, 'updateCredentials', 'login'),
  })
  await client.POST('/api/v1/push/shining-3d', {
    headers: { 'x-push-secret': pushSecret },
    body: example(inbox, 'receivePush', 'push'),
  })
  await client.GET('/api/v1/companies/{companyId}/cases', { params: { path, query: { vendor: 'itero' } } })
  await client.GET('/api/v1/companies/{companyId}/account', { params: { path } })
  await client.DELETE('/api/v1/companies/{companyId}/inboxes/{inboxId}', { params: of })
  const { data: left } = await client.GET('/api/v1/companies/{companyId}/inboxes', { params: { path } })
  expect(left?.inboxes.map(({ inboxId }) => inboxId)).toEqual([login.data?.inboxId])
})
