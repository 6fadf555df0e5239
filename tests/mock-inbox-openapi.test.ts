import { describe, expect, test } from 'vitest'
import { document } from '../openapi/inbox.gen.ts'

type Node = Record<string, unknown>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const children = (node: unknown): Node[] => (isNode(node) ? Object.values(node).filter(isNode) : [])
const webhooks = document.webhooks as Record<string, Node>
const components = document.components as Record<string, Node>

/** Every operation, of the paths and of the webhooks. */
const operations = [...Object.values(document.paths), ...Object.values(webhooks)].flatMap((item) =>
  children(item).filter((one) => 'operationId' in one),
)

describe('openapi/inbox.yaml', () => {
  test.each([
    ['operations', operations],
    ['request bodies', operations.flatMap(({ requestBody }) => (isNode(requestBody) ? [requestBody] : []))],
    ['answers', [...operations.flatMap(({ responses }) => children(responses)), ...children(components.responses)]],
    [
      'parameters',
      [...operations.flatMap(({ parameters }) => children(parameters)), ...children(components.parameters)],
    ],
    ['headers', children(components.headers)],
    ['security schemes', children(components.securitySchemes)],
    ['schemas', children(components.schemas)],
  ])('marks its %s as assumed', (_, nodes) => {
    expect(nodes.length).toBeGreaterThan(0)
    expect(nodes.filter((node) => !('$ref' in node) && node['x-assumed'] !== true)).toEqual([])
  })

  test('traces every operation to the rules that speak of it', () => {
    expect(operations.filter((operation) => !Array.isArray(operation['x-requirements']))).toEqual([])
  })

  test('describes the push from both ends alike', () => {
    const { receivePush, pushCase } = Object.fromEntries(operations.map((one) => [one.operationId, one])) as Record<
      string,
      Node
    >
    for (const part of ['requestBody', 'responses', 'security']) expect(pushCase![part]).toEqual(receivePush![part])
  })
})
