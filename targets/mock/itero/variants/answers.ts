import { variantsOf } from '../../deviation.ts'
import type { Outcome } from '../attempt.ts'
import type { Behaviour } from '../behaviour.ts'
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

const orders: readonly IteroVariant[] = variantsOf<Behaviour>({
  'extra-fields-in-orders': [
    'Answers to created cases have more fields than documented.',
    rendersOrder('both', ({ sequence, ...order }) => ({
      status: 'Created',
      ...order,
      sequence,
      links: [{ rel: 'self', href: `/orders/${order.orderId}` }],
      deletedAt: null,
    })),
  ],
  'fields-in-other-order': [
    'Answers to created cases have their fields in another order.',
    rendersOrder('both', ({ orderId, orderCode, patientGuid, rxGuid }) => ({
      rxGuid,
      patientGuid,
      orderCode,
      orderId,
    })),
  ],
  'upper-case-guids': [
    'GUIDs are in upper case.',
    rendersOrder('both', ({ sequence: _, patientGuid, rxGuid, ...order }) => ({
      ...order,
      patientGuid: patientGuid.toUpperCase(),
      rxGuid: rxGuid.toUpperCase(),
    })),
  ],
  'guids-without-hyphens': [
    'GUIDs have no hyphens.',
    writesGuids((guid) => guid.replaceAll('-', '')),
    { mayWarn: ['ITERO-RESP-03', 'ITERO-RESP-04', 'ITERO-RX-16'] },
  ],
  'guids-in-braces': [
    'GUIDs stand in braces.',
    writesGuids((guid) => `{${guid}}`),
    { mayWarn: ['ITERO-RESP-03', 'ITERO-RESP-04', 'ITERO-RX-16'] },
  ],
  'big-order-ids': [
    'orderIds are just under 2^53, and fall.',
    (behaviour) => ({ orderId: (next, at) => Number.MAX_SAFE_INTEGER - behaviour.orderId(next, at) }),
  ],
  'small-order-ids': [
    'orderIds start at 1.',
    () => {
      let last = 0
      return { orderId: () => ++last }
    },
  ],
  'order-ids-with-gaps': [
    'orderIds rise by 1,000.',
    (behaviour) => ({ orderId: (next, at) => behaviour.orderId(next, at) * 1000 }),
  ],
  'order-codes-of-digits': [
    'orderCodes are strings of digits.',
    (behaviour) => ({
      orderCode: (next, at) => String(Number.parseInt(behaviour.orderCode(next, at), 36)),
    }),
  ],
  'long-order-codes': [
    'orderCodes have signs and spaces in them.',
    (behaviour) => ({ orderCode: (next, at) => `Scan #${behaviour.orderCode(next, at)} / <A> "é"` }),
  ],
  'pretty-json': [
    'JSON is sent with line breaks and indents.',
    () => ({ serialise: (body) => `${JSON.stringify(body, null, 2)}\n` }),
  ],
})

/** "Error bodies of any shape"; those that are not application/json leave our reading of CODE-05. */
const errors: readonly IteroVariant[] = variantsOf<Behaviour>({
  'errors-as-string': ['The body of a refusal is a JSON string.', refusesWith((messages) => messages.join('; '))],
  'errors-as-array': ['The body of a refusal is an array of strings.', refusesWith((messages) => messages)],
  'errors-by-field': [
    'The body of a refusal has the messages by field, in PascalCase.',
    refusesWith((messages) => ({
      Title: 'One or more validation errors occurred.',
      Errors: Object.fromEntries(messages.map((message) => [message.split(' ')[0], [message]])),
    })),
  ],
  'errors-as-problem-json': [
    'Refusals are application/problem+json.',
    refusesAs('application/problem+json', (messages) =>
      JSON.stringify({ type: 'about:blank', title: 'Refused', detail: messages.join('; ') }),
    ),
    { mayWarn: ['ITERO-CODE-05'] },
  ],
  'errors-as-plain-text': [
    'Refusals are plain text.',
    refusesAs('text/plain; charset=utf-8', (messages) => messages.join('\n')),
    { mayWarn: ['ITERO-CODE-05'] },
  ],
  'errors-as-html': [
    'Refusals are HTML pages.',
    refusesAs('text/html', (messages) => `<html><body><h1>Refused</h1><p>${messages.join('<br>')}</p></body></html>`),
    { mayWarn: ['ITERO-CODE-05'] },
  ],
  'unauthorized-without-body': [
    'A 401 has neither a body nor a Content-Type.',
    (behaviour) => ({
      serialise: (body, outcome) => (outcome.kind === 'unauthorized' ? '' : behaviour.serialise(body, outcome)),
      contentType: (outcome) => (outcome.kind === 'unauthorized' ? undefined : behaviour.contentType(outcome)),
    }),
  ],
})

const transport: readonly IteroVariant[] = variantsOf<Behaviour>({
  'json-with-charset': [
    'Content-Type names the character set.',
    () => ({ contentType: () => 'application/json; charset=utf-8' }),
  ],
  chunked: ['Bodies are sent in chunks, without a Content-Length.', () => ({ isChunked: () => true })],
  'no-keep-alive': ['The connection is closed after every answer.', sendsHeaders({ connection: 'close' })],
  'more-headers': [
    'Answers carry the headers of proxies, and a cookie.',
    sendsHeaders({
      'x-request-id': 'mock-0001',
      'cache-control': 'no-store',
      server: 'mock',
      'set-cookie': 'affinity=mock; Path=/; HttpOnly',
      'x-powered-by': 'mock',
    }),
  ],
  'slow-answers': ['Every answer takes 30 ms.', () => ({ delayMs: () => 30 })],
  'uneven-answers': [
    'Refusals come at once, everything else takes 50 ms.',
    () => ({ delayMs: (outcome) => (isRefusal(outcome) ? 0 : 50) }),
  ],
})

export const answerVariants: readonly IteroVariant[] = [...orders, ...errors, ...transport]
