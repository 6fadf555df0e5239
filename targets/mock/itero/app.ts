import { setTimeout as delay } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { allowOf } from '../allow.ts'
import { readJson } from '../body.ts'
import type { App } from '../server.ts'
import type { Outcome } from './attempt.ts'
import type { Behaviour } from './behaviour.ts'
import type { Service } from './service.ts'

const PATHS = {
  createNewOrder: '/api/v1/order/create-new-order',
  createNewOrderByRx: '/api/v1/order/create-new-order-by-rx',
  getAvailableProcedureMaps: '/api/v1/presets/available-procedure-maps',
}

/** The three operations over HTTP. Another path answers 404, another method 405, with a JSON body too. */
export function createApp(service: Service, behaviour: Behaviour): App {
  const app = new Hono<{ Bindings: HttpBindings }>()
  for (const operation of ['createNewOrder', 'createNewOrderByRx'] as const)
    app.post(PATHS[operation], async ({ env: { incoming } }) =>
      send(service.create(operation, incoming.headers.authorization, await readJson(incoming))),
    )
  app.get(PATHS.getAvailableProcedureMaps, ({ env: { incoming } }) =>
    send(service.listMaps(incoming.headers.authorization)),
  )
  app.notFound((c) => {
    const allow = allowOf(app, c.req)
    const body = { error: `no such operation: ${c.req.method} ${c.req.path}` }
    return allow === undefined ? c.json(body, 404) : c.json(body, 405, { allow })
  })
  return app

  function render(outcome: Outcome): unknown {
    if (outcome.kind === 'created') return behaviour.renderOrder(outcome.order, outcome.at)
    if (outcome.kind === 'listed') return service.renderMaps()
    return behaviour.renderRefusal(outcome)
  }

  function send(outcome: Outcome): Response | Promise<Response> {
    const wait = behaviour.delayMs(outcome)
    return wait > 0 ? delay(wait).then(() => respond(outcome)) : respond(outcome)
  }

  function respond(outcome: Outcome): Response {
    const text = behaviour.serialise(render(outcome), outcome)
    const type = behaviour.contentType(outcome)
    const headers = { ...(type && { 'content-type': type }), ...behaviour.headers(outcome) }
    return new Response(behaviour.isChunked(outcome) ? inChunks(text) : text, {
      status: behaviour.statusOf(outcome),
      headers,
    })
  }
}

/** The text in two pieces, so that its length is not known when the head is written. */
function inChunks(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  const half = Math.ceil(bytes.length / 2)
  return new ReadableStream({
    start(controller) {
      for (const piece of [bytes.subarray(0, half), bytes.subarray(half)])
        if (piece.length > 0) controller.enqueue(piece)
      controller.close()
    },
  })
}
