import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { ClientSide } from '../engine/client-side.ts'
import type { Exchange } from '../engine/exchange.ts'
import { loaded } from '../engine/lazy.ts'
import type { Traffic } from '../engine/traffic.ts'
import { findProfile } from '../profiles/find.ts'
import { mockOf } from '../profiles/mock.ts'
import { conformance, targetOf } from './support/run.ts'

const DOCUMENTS = ['support/acme.yaml', '../openapi/itero.yaml', '../openapi/opus.yaml', '../openapi/inbox.yaml']

/** Kinds of rules whose changes a server accepts, or that are no change of a request's values. */
const RIGHT =
  /\/(optional|value|boundary|example|letters|unknown|read-back|gone|listed|subset|stable|schema|documented)$/

/** What a run by the document alone sends to the document's mock: right requests, and changes of them. */
async function sentBy(document: string): Promise<{ side: ClientSide; exchanges: readonly Exchange[] }> {
  const found = await findProfile(fileURLToPath(new URL(document, import.meta.url)), '/')
  const mock = await (await mockOf(found)).start({ seed: 1 })
  try {
    const target = targetOf({ ...mock.target, profile: found.ref, baseUrl: mock.baseUrl }, found.manifest.name)
    const { exchanges } = await conformance(target)
    const side = await loaded(found.manifest.client as ClientSide)
    return { side, exchanges: exchanges.map((one) => ({ ...one, operation: operationOf(side, one) })) }
  } finally {
    await mock.close()
  }
}

const operationOf = (side: ClientSide, { request: { method, url } }: Exchange): string =>
  side.operationOf({ method, path: new URL(url).pathname, query: new URL(url).searchParams }, {} as never) ?? ''

function brokenBy(rules: ClientSide['rules'], exchange: Exchange): string[] {
  const traffic: Traffic = { exchanges: [exchange], kind: 'mock', settings: {} }
  return Object.entries(rules).flatMap(([id, rule]) => (rule(traffic).outcome === 'broken' ? [id] : []))
}

/** As if the server had done what was asked of it. */
const letPass = ({ response, ...exchange }: Exchange): Exchange => ({
  ...exchange,
  ...(response ? { response: { ...response, status: 204, body: '', headers: {} } } : {}),
})

describe.each(DOCUMENTS)('a client by %s', async (document) => {
  const { side, exchanges } = await sentBy(document)

  test('breaks no rule by requests that are right', () => {
    const right = exchanges.filter(({ purpose, rule }) => purpose !== 'variation' || RIGHT.test(rule))
    expect(right.length).toBeGreaterThan(5)
    expect(right.flatMap((one) => brokenBy(side.rules, one).map((id) => [one.what, id]))).toEqual([])
  })

  test('breaks the rule that a request changes, and no other', () => {
    const wrong = exchanges.filter(
      ({ purpose, rule, request }) =>
        // That credentials are nobody's is not seen from them.
        purpose === 'variation' &&
        Object.hasOwn(side.rules, rule) &&
        !Object.values(request.headers).some((value) => value.includes('wrong credentials')),
    )
    expect(wrong.length).toBeGreaterThan(5)
    expect(wrong.map((one) => [one.what, brokenBy(side.rules, one)])).toEqual(
      wrong.map((one) => [one.what, [one.rule]]),
    )
  })

  test('breaks no rule of the server that refuses what is wrong, and its own where it is let pass', () => {
    const { server = {} } = side
    const wrong = exchanges.filter(
      ({ purpose, rule, response }) =>
        purpose === 'variation' && Object.hasOwn(side.rules, rule) && Object.hasOwn(server, rule) && response,
    )
    expect(wrong.length).toBeGreaterThan(5)
    expect(exchanges.flatMap((one) => brokenBy(server, one))).toEqual([])
    const named = wrong.map((one) => brokenBy(server, letPass(one)).filter((id) => !/\/(documented|schema)$/.test(id)))
    expect(named).toEqual(wrong.map(({ rule }) => [rule]))
  })
})

test('credentials of another scheme are none', async () => {
  const { side, exchanges } = await sentBy('../openapi/itero.yaml')
  const right = exchanges.find(({ purpose, operation }) => purpose === 'control' && operation === 'createNewOrder')!
  const sentAs = (authorization: string): Exchange => ({
    ...right,
    request: { ...right.request, headers: { ...right.request.headers, authorization } },
  })
  expect(brokenBy(side.rules, sentAs('Basic eDp5'))).toEqual([])
  expect(brokenBy(side.rules, sentAs('Bearer eDp5'))).toEqual([
    'itero-openapi/createNewOrder/header.authorization/security',
  ])
})
