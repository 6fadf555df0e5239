import type { Outcome } from '../attempt.ts'
import type { IteroVariant } from '../deviations.ts'
import { because, overlooks, type Patch, rendersOrder, together } from '../patches.ts'

const isRefusal = ({ kind }: Outcome) => kind !== 'created' && kind !== 'listed'

/** Refusals with a body of another shape. */
function refusesWith(render: (messages: readonly string[]) => unknown): Patch {
  return () => ({
    renderRefusal: (outcome) =>
      render(
        outcome.kind === 'invalid' ? outcome.problems.map(({ message }) => message) : [`refused: ${outcome.kind}`],
      ),
  })
}

function refusesAs(type: string, text: (messages: readonly string[]) => string): Patch {
  return together(refusesWith(text), (behaviour) => ({
    contentType: (outcome) => (isRefusal(outcome) ? type : behaviour.contentType(outcome)),
    serialise: (body, outcome) => (isRefusal(outcome) ? String(body) : behaviour.serialise(body, outcome)),
  }))
}

function sendsHeaders(added: Record<string, string>): Patch {
  return (behaviour) => ({ headers: (outcome) => ({ ...added, ...behaviour.headers(outcome) }) })
}

/** GUIDs in another form, which they are kept in: an RX is passed as it was answered. */
function writesGuids(form: (guid: string) => string): Patch {
  return together(
    (behaviour) => ({
      rxFor: (at, { rxGuid, patientGuid, ...fresh }) =>
        behaviour.rxFor(at, { ...fresh, rxGuid: form(rxGuid), patientGuid: form(patientGuid) }),
    }),
    overlooks('createNewOrderByRx', 'checkRxId', (found, at) => at.rx !== undefined && because('format')(found, at)),
  )
}

const orders: readonly IteroVariant[] = [
  {
    id: 'extra-fields-in-orders',
    summary: 'Answers to created cases have more fields than documented.',
    patch: rendersOrder('both', ({ sequence, ...order }) => ({
      status: 'Created',
      ...order,
      sequence,
      links: [{ rel: 'self', href: `/orders/${order.orderId}` }],
      deletedAt: null,
    })),
  },
  {
    id: 'fields-in-other-order',
    summary: 'Answers to created cases have their fields in another order.',
    patch: rendersOrder('both', ({ orderId, orderCode, patientGuid, rxGuid }) => ({
      rxGuid,
      patientGuid,
      orderCode,
      orderId,
    })),
  },
  {
    id: 'upper-case-guids',
    summary: 'GUIDs are in upper case.',
    patch: rendersOrder('both', ({ sequence: _, patientGuid, rxGuid, ...order }) => ({
      ...order,
      patientGuid: patientGuid.toUpperCase(),
      rxGuid: rxGuid.toUpperCase(),
    })),
  },
  {
    id: 'guids-without-hyphens',
    summary: 'GUIDs have no hyphens.',
    mayWarn: ['ITERO-RESP-03', 'ITERO-RESP-04', 'ITERO-RX-16'],
    patch: writesGuids((guid) => guid.replaceAll('-', '')),
  },
  {
    id: 'guids-in-braces',
    summary: 'GUIDs stand in braces.',
    mayWarn: ['ITERO-RESP-03', 'ITERO-RESP-04', 'ITERO-RX-16'],
    patch: writesGuids((guid) => `{${guid}}`),
  },
  {
    id: 'big-order-ids',
    summary: 'orderIds are just under 2^53, and fall.',
    patch: (behaviour) => ({ orderId: (next, at) => Number.MAX_SAFE_INTEGER - behaviour.orderId(next, at) }),
  },
  {
    id: 'small-order-ids',
    summary: 'orderIds start at 1.',
    patch: () => {
      let last = 0
      return { orderId: () => ++last }
    },
  },
  {
    id: 'order-ids-with-gaps',
    summary: 'orderIds rise by 1,000.',
    patch: (behaviour) => ({ orderId: (next, at) => behaviour.orderId(next, at) * 1000 }),
  },
  {
    id: 'order-codes-of-digits',
    summary: 'orderCodes are strings of digits.',
    patch: (behaviour) => ({
      orderCode: (next, at) => String(Number.parseInt(behaviour.orderCode(next, at), 36)),
    }),
  },
  {
    id: 'long-order-codes',
    summary: 'orderCodes have signs and spaces in them.',
    patch: (behaviour) => ({ orderCode: (next, at) => `Scan #${behaviour.orderCode(next, at)} / <A> "é"` }),
  },
  {
    id: 'pretty-json',
    summary: 'JSON is sent with line breaks and indents.',
    patch: () => ({ serialise: (body) => `${JSON.stringify(body, null, 2)}\n` }),
  },
]

/** "Error bodies of any shape"; those that are not application/json leave our reading of CODE-05. */
const errors: readonly IteroVariant[] = [
  {
    id: 'errors-as-string',
    summary: 'The body of a refusal is a JSON string.',
    patch: refusesWith((messages) => messages.join('; ')),
  },
  {
    id: 'errors-as-array',
    summary: 'The body of a refusal is an array of strings.',
    patch: refusesWith((messages) => messages),
  },
  {
    id: 'errors-by-field',
    summary: 'The body of a refusal has the messages by field, in PascalCase.',
    patch: refusesWith((messages) => ({
      Title: 'One or more validation errors occurred.',
      Errors: Object.fromEntries(messages.map((message) => [message.split(' ')[0], [message]])),
    })),
  },
  {
    id: 'errors-as-problem-json',
    summary: 'Refusals are application/problem+json.',
    mayWarn: ['ITERO-CODE-05'],
    patch: refusesAs('application/problem+json', (messages) =>
      JSON.stringify({ type: 'about:blank', title: 'Refused', detail: messages.join('; ') }),
    ),
  },
  {
    id: 'errors-as-plain-text',
    summary: 'Refusals are plain text.',
    mayWarn: ['ITERO-CODE-05'],
    patch: refusesAs('text/plain; charset=utf-8', (messages) => messages.join('\n')),
  },
  {
    id: 'errors-as-html',
    summary: 'Refusals are HTML pages.',
    mayWarn: ['ITERO-CODE-05'],
    patch: refusesAs(
      'text/html',
      (messages) => `<html><body><h1>Refused</h1><p>${messages.join('<br>')}</p></body></html>`,
    ),
  },
  {
    id: 'unauthorized-without-body',
    summary: 'A 401 has neither a body nor a Content-Type.',
    patch: (behaviour) => ({
      serialise: (body, outcome) => (outcome.kind === 'unauthorized' ? '' : behaviour.serialise(body, outcome)),
      contentType: (outcome) => (outcome.kind === 'unauthorized' ? undefined : behaviour.contentType(outcome)),
    }),
  },
]

const transport: readonly IteroVariant[] = [
  {
    id: 'json-with-charset',
    summary: 'Content-Type names the character set.',
    patch: () => ({ contentType: () => 'application/json; charset=utf-8' }),
  },
  {
    id: 'chunked',
    summary: 'Bodies are sent in chunks, without a Content-Length.',
    patch: () => ({ isChunked: () => true }),
  },
  {
    id: 'no-keep-alive',
    summary: 'The connection is closed after every answer.',
    patch: sendsHeaders({ connection: 'close' }),
  },
  {
    id: 'more-headers',
    summary: 'Answers carry the headers of proxies, and a cookie.',
    patch: sendsHeaders({
      'x-request-id': 'mock-0001',
      'cache-control': 'no-store',
      server: 'mock',
      'set-cookie': 'affinity=mock; Path=/; HttpOnly',
      'x-powered-by': 'mock',
    }),
  },
  {
    id: 'slow-answers',
    summary: 'Every answer takes 30 ms.',
    patch: () => ({ delayMs: () => 30 }),
  },
  {
    id: 'uneven-answers',
    summary: 'Refusals come at once, everything else takes 50 ms.',
    patch: () => ({ delayMs: (outcome) => (isRefusal(outcome) ? 0 : 50) }),
  },
]

export const answerVariants: readonly IteroVariant[] = [...orders, ...errors, ...transport]
