import { expect, test } from 'vitest'
import { answerSchema, findOperation, operationIds, operations } from '../openapi/document.ts'
import { document } from '../openapi/opus.gen.ts'
import { validatorFor } from '../openapi/validators.ts'
import { OPERATIONS } from '../targets/mock/opus/call.ts'
import { type Answer, numberOf, type OpusClient, openMock, patient, type Query } from './mock-opus-client.ts'

interface Valid {
  path: string
  query?: Query
  body?: unknown
}

/** A valid request of each operation, for a mock that has a booking of the patient 0001. */
async function validRequests({ freeSlots, createBooking, ids }: OpusClient): Promise<Record<string, Valid>> {
  const [booked, free, other] = await freeSlots()
  const [clinicID] = (await ids('clinic')) as string[]
  const { BookingID: bookingID } = (await createBooking({ Patient: patient('0001'), TimeSlot: booked })).json
  const body = { Patient: patient('0001'), TimeSlot: free }
  return {
    getBookings: { path: 'booking', query: numberOf('0001') },
    createBooking: { path: 'booking', body },
    updateBooking: { path: 'booking', query: { bookingID, clinicID }, body: { ...body, TimeSlot: other } },
    getClinics: { path: 'clinic' },
    getClinic: { path: `clinic/${clinicID}` },
    getClinicians: { path: 'clinician' },
    getPatient: { path: 'patient', query: numberOf('0001') },
    createPatient: { path: 'patient', query: { clinicID, clinicianID: 3 }, body: patient('0002') },
    getTimeslotsByMonth: { path: 'timeslot', query: { year: 2027, month: 3 } },
    getTimeslotsFrom: { path: 'timeslot', query: { startingFromDateTime: '2027-03-01T00:00:00', treatmentID: 10 } },
    getTreatments: { path: 'treatment' },
  }
}

/** Query parameters that the document requires of an operation, alone or beside another on its path. */
function requiredQuery(operationId: string): string[] {
  const { operation } = findOperation(document, operationId)
  const shared = operation['x-operations']?.find((one) => one.operationId === operationId)
  if (shared) return shared.required as string[]
  const named = (operation.parameters ?? []) as { $ref?: string; name?: string; in?: string; required?: boolean }[]
  const parameters = document.components?.parameters as Record<string, { name: string; in: string; required?: boolean }>
  return named
    .map((one) => (one.$ref ? parameters[one.$ref.split('/').at(-1)!]! : one))
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name }) => name!)
}

async function send({ send: by }: OpusClient, operationId: string, { path, query, body }: Valid): Promise<Answer> {
  return by(findOperation(document, operationId).method.toUpperCase(), path, query, { body })
}

test('the document has the eleven operations of the mock, and one for the path that two share', () => {
  const ids = operations(document).flatMap(({ operation }) => operationIds(operation))
  expect(ids.sort()).toEqual([...OPERATIONS, 'getTimeslots'].sort())
})

test.each(OPERATIONS)('%s answers what the document describes', async (operationId) => {
  const mock = await openMock()
  const { status, json } = await send(mock, operationId, (await validRequests(mock))[operationId]!)
  expect(status).toBe(200)
  expect(validatorFor(document, answerSchema(document, operationId, 200)!)(json)).toEqual([])
})

test.each(OPERATIONS.flatMap((operationId) => requiredQuery(operationId).map((name) => [operationId, name] as const)))(
  '%s refuses a query without %s, as the document has it',
  async (operationId, name) => {
    const mock = await openMock()
    const valid = (await validRequests(mock))[operationId]!
    expect((await send(mock, operationId, valid)).status).toBe(200)
    // Without a startingFromDateTime the query is the other operation's, or none's.
    const { status, json } = await send(mock, operationId, { ...valid, query: { ...valid.query, [name]: undefined } })
    expect([status, json.Message]).toEqual([400, expect.stringContaining(name)])
  },
)
