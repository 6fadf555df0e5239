import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { allowOf } from '../allow.ts'
import { readJson } from '../body.ts'
import type { App } from '../server.ts'
import type { Behaviour } from './behaviour.ts'
import { createBooking, getBookings, updateBooking } from './bookings.ts'
import { type Call, type OperationId, Refusal } from './call.ts'
import { Desk } from './desk.ts'
import { getClinic, getClinicians, getClinics, getTreatments } from './listings.ts'
import { createPatient, getPatient } from './patients.ts'
import { getTimeslotsByMonth, getTimeslotsFrom } from './timeslots.ts'
import type { World } from './world.ts'

const HANDLERS: Record<OperationId, (desk: Desk) => unknown> = {
  getBookings,
  createBooking,
  updateBooking,
  getClinics,
  getClinic,
  getClinicians,
  getPatient,
  createPatient,
  getTimeslotsByMonth,
  getTimeslotsFrom,
  getTreatments,
}

const TAKES_BODY = new Set<OperationId>(['createBooking', 'updateBooking', 'createPatient'])

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' }

type HttpContext = Context<{ Bindings: HttpBindings }>

/** The eleven operations over HTTP. Another path answers 404, another method 405, with a JSON body too. */
export function createApp(world: World, behaviour: Behaviour): App {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const serve = (operation: OperationId) => async (context: HttpContext) => answer(await readCall(operation, context))
  const byMonth = serve('getTimeslotsByMonth')
  const from = serve('getTimeslotsFrom')

  app.get('/api/v1/booking', serve('getBookings'))
  app.post('/api/v1/booking', serve('createBooking'))
  app.put('/api/v1/booking', serve('updateBooking'))
  app.get('/api/v1/clinic', serve('getClinics'))
  app.get('/api/v1/clinic/:clinicID', serve('getClinic'))
  app.get('/api/v1/clinician', serve('getClinicians'))
  app.get('/api/v1/patient', serve('getPatient'))
  app.post('/api/v1/patient', serve('createPatient'))
  app.get('/api/v1/timeslot', (c) => (c.req.query('startingFromDateTime') === undefined ? byMonth(c) : from(c)))
  app.get('/api/v1/treatment', serve('getTreatments'))
  app.notFound((c) => {
    const allow = allowOf(app, c.req)
    const body = { Message: `No such operation: ${c.req.method} ${c.req.path}` }
    return allow === undefined ? c.json(body, 404) : c.json(body, 405, { allow })
  })
  return app

  async function readCall(operation: OperationId, { req, env: { incoming } }: HttpContext): Promise<Call> {
    return {
      operation,
      // Sent twice, node joins the values, and what comes of it is no key.
      apiKey: incoming.headers.api_key as string | undefined,
      query: req.query(),
      clinicID: req.param('clinicID'),
      body: TAKES_BODY.has(operation) ? await readJson(incoming) : undefined,
      isOutage: !world.isBackendReachable,
    }
  }

  function answer(call: Call): Response {
    try {
      const body = handle(new Desk(behaviour, world, call))
      return respond(behaviour.successStatus(call), behaviour.wire(body, call))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { objection } = error
      return respond(behaviour.refusalStatus(objection, call), behaviour.refusalBody(objection, call, world))
    }
  }

  function handle(desk: Desk): unknown {
    const { call } = desk
    if (call.body && !call.body.valid) {
      const value = behaviour.jsonIn(call.body.text, call)
      if (value !== undefined) call.body = { ...call.body, valid: true, value }
    }
    if (!behaviour.isKeyRight(call.apiKey, world.apiKey, call)) desk.object({ reason: 'key', parameter: 'api_key' })
    if (behaviour.asksBackendFirst(call)) desk.askBackend()
    if (call.body && !call.body.declared && !call.body.empty)
      desk.object({ reason: 'content-type', parameter: 'Content-Type' })
    const body = HANDLERS[call.operation](desk)
    desk.settle()
    return body
  }
}

function respond(status: number, body: unknown): Response {
  // 204 must have no body; an undefined body is none at all.
  if (status === 204 || body === undefined) return new Response(null, { status })
  return new Response(JSON.stringify(body), { status, headers: JSON_HEADERS })
}
