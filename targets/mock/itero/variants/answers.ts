import type { Outcome } from '../attempt.ts'
import { alters, because, byRx, decides, either, type Patch, together, variantsOf } from '../patches.ts'

const isRefusal = ({ kind }: Outcome) => kind !== 'created' && kind !== 'listed'

/** Refusals with a body of another shape. */
const refusesWith = (render: (messages: readonly string[]) => unknown): Patch =>
  decides({
    renderRefusal: (outcome) =>
      render(
        outcome.kind === 'invalid' ? outcome.problems.map(({ message }) => message) : [`refused: ${outcome.kind}`],
      ),
  })

const refusesAs = (type: string, text: (messages: readonly string[]) => string): Patch =>
  together(
    refusesWith(text),
    alters('contentType', (usual, outcome) => (isRefusal(outcome) ? type : usual)),
    alters('serialise', (usual, body, outcome) => (isRefusal(outcome) ? String(body) : usual)),
  )

const sendsHeaders = (added: Record<string, string>): Patch =>
  alters('headers', (headers) => ({ ...added, ...headers }))

/** GUIDs in another form, which they are kept in: an RX is passed as it was answered. */
const writesGuids = (form: (guid: string) => string): Patch =>
  together(
    (base) => ({
      rxFor: ({ rxGuid, patientGuid, ...fresh }, at) =>
        base.rxFor({ ...fresh, rxGuid: form(rxGuid), patientGuid: form(patientGuid) }, at),
    }),
    byRx.overlooks('rxId', (found, at) => at.rx !== undefined && because('format')(found, at)),
  )

const GUID_FORMS = { mayWarn: ['ITERO-RESP-03', 'ITERO-RESP-04', 'ITERO-RX-16'] }
/** "Error bodies of any shape"; those that are not application/json leave our reading. */
const ERROR_TYPES = { mayWarn: ['ITERO-CODE-05'] }

export const answerVariants = variantsOf({
  'extra-fields-in-orders': [
    'Answers to created cases have more fields than documented.',
    either.renders(({ sequence, ...order }) => ({
      status: 'Created',
      ...order,
      sequence,
      links: [{ rel: 'self', href: `/orders/${order.orderId}` }],
      deletedAt: null,
    })),
  ],
  'fields-in-other-order': [
    'Answers to created cases have their fields in another order.',
    either.renders(({ orderId, orderCode, patientGuid, rxGuid }) => ({ rxGuid, patientGuid, orderCode, orderId })),
  ],
  'upper-case-guids': [
    'GUIDs are in upper case.',
    either.renders(({ sequence: _, patientGuid, rxGuid, ...order }) => ({
      ...order,
      patientGuid: patientGuid.toUpperCase(),
      rxGuid: rxGuid.toUpperCase(),
    })),
  ],
  'guids-without-hyphens': ['GUIDs have no hyphens.', writesGuids((guid) => guid.replaceAll('-', '')), GUID_FORMS],
  'guids-in-braces': ['GUIDs stand in braces.', writesGuids((guid) => `{${guid}}`), GUID_FORMS],
  'big-order-ids': ['orderIds are just under 2^53, and fall.', alters('orderId', (id) => Number.MAX_SAFE_INTEGER - id)],
  'small-order-ids': [
    'orderIds start at 1.',
    () => {
      let last = 0
      return { orderId: () => ++last }
    },
  ],
  'order-ids-with-gaps': ['orderIds rise by 1,000.', alters('orderId', (id) => id * 1000)],
  'order-codes-of-digits': [
    'orderCodes are strings of digits.',
    alters('orderCode', (code) => String(Number.parseInt(code, 36))),
  ],
  'long-order-codes': [
    'orderCodes have signs and spaces in them.',
    alters('orderCode', (code) => `Scan #${code} / <A> "é"`),
  ],
  'pretty-json': [
    'JSON is sent with line breaks and indents.',
    decides({ serialise: (body) => `${JSON.stringify(body, null, 2)}\n` }),
  ],
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
    ERROR_TYPES,
  ],
  'errors-as-plain-text': [
    'Refusals are plain text.',
    refusesAs('text/plain; charset=utf-8', (messages) => messages.join('\n')),
    ERROR_TYPES,
  ],
  'errors-as-html': [
    'Refusals are HTML pages.',
    refusesAs('text/html', (messages) => `<html><body><h1>Refused</h1><p>${messages.join('<br>')}</p></body></html>`),
    ERROR_TYPES,
  ],
  'unauthorized-without-body': [
    'A 401 has neither a body nor a Content-Type.',
    together(
      alters('serialise', (usual, _body, { kind }) => (kind === 'unauthorized' ? '' : usual)),
      alters('contentType', (usual, { kind }) => (kind === 'unauthorized' ? undefined : usual)),
    ),
  ],
  'json-with-charset': [
    'Content-Type names the character set.',
    decides({ contentType: () => 'application/json; charset=utf-8' }),
  ],
  chunked: ['Bodies are sent in chunks, without a Content-Length.', decides({ isChunked: () => true })],
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
  'slow-answers': ['Every answer takes 30 ms.', decides({ delayMs: () => 30 })],
  'uneven-answers': [
    'Refusals come at once, everything else takes 50 ms.',
    decides({ delayMs: (outcome) => (isRefusal(outcome) ? 0 : 50) }),
  ],
})
