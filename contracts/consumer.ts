import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { MatchersV3, PactV4 } from '@pact-foundation/pact'
import createClient from 'openapi-fetch'
import { Agent, fetch } from 'undici'
import type { Contract, Interaction, MessageContract } from './interaction.ts'
import { REFERENCE } from './reference.ts'

/** The consumer of the package's own pacts. */
const CONSUMER = 'bitewing'

/** The name that Pact gives the file of a pact. */
export const pactFile = (provider: string): string => `${CONSUMER}-${provider}.json`

/**
 * Runs the consumer's side of a contract: each interaction's typed call against Pact's mock of the provider, which
 * refuses a call that is not as the contract says. Writes the pact to the folder and resolves with its text; the same
 * contract gives the same bytes. The folder must not hold an older pact, which Pact would merge this one into.
 *
 * @throws Error of Pact's, where a call and its interaction do not fit each other.
 */
export async function writePact<Paths extends object>(contract: Contract<Paths>, folder: string): Promise<string> {
  const { provider, interactions, messages = [] } = contract
  const pact = new PactV4({ consumer: CONSUMER, provider, dir: folder, logLevel: 'error' })
  for (const interaction of interactions) await play(pact, interaction)
  for (const message of messages) await receive(pact, message)
  return `${readFileSync(join(folder, pactFile(provider)), 'utf8').trim()}\n`
}

async function play<Paths extends object>(
  pact: PactV4,
  { description, given, requirements, request, answer, call }: Interaction<Paths>,
): Promise<void> {
  const { method, path, query, headers = {}, body } = request
  const [status, ...others] = typeof answer.status === 'number' ? [answer.status] : answer.status
  await given
    .reduce((built, { name, params }) => built.given(name, params), pact.addInteraction())
    .uponReceiving(description)
    .reference(REFERENCE.group, REFERENCE.name, requirements.join(' '))
    .withRequest(method, path as string, (builder) => {
      if (query) builder.query(query as Record<string, string>)
      builder.headers(headers as Record<string, string>)
      if (body !== undefined) builder.jsonBody(body)
    })
    .willRespondWith(
      others.length === 0 ? status! : MatchersV3.matchStatus(status!, [status!, ...others]),
      (builder) => {
        if (answer.headers) builder.headers(answer.headers as Record<string, string>)
        if (answer.body !== undefined) builder.jsonBody(answer.body)
      },
    )
    .executeTest(async ({ url, port }) => {
      const client = createClient<Paths>({ baseUrl: url, fetch: unpooled })
      const sent = {
        query: MatchersV3.reify(query ?? {}),
        headers: MatchersV3.reify<Record<string, string>>(headers),
        body: body === undefined ? undefined : MatchersV3.reify(body),
      }
      const { response } = await call(client, sent)
      if (response.status !== status) throw new Error(`${description}: the client was answered ${response.status}`)
      await noted(pact, port)
    })
}

async function receive(
  pact: PactV4,
  { description, given, requirements, contents, handle }: MessageContract,
): Promise<void> {
  await given
    .reduce((built, { name, params }) => built.given(name, params), pact.addAsynchronousInteraction())
    .reference(REFERENCE.group, REFERENCE.name, requirements.join(' '))
    .expectsToReceive(description, (builder) => void builder.withJSONContent(contents))
    .executeTest(async (message) => handle(message.contents.content))
}

/** Pact's mock answers before it notes that it was asked, and `executeTest` looks at its notes at once. */
async function noted(pact: PactV4, port: number): Promise<void> {
  const until = performance.now() + 1000
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and there is no other way to its notes
  while (!pact['pact'].mockServerMatchedSuccessfully(port) && performance.now() < until) await setImmediate()
}

/**
 * Every interaction has a mock of its own, and a port that an earlier one may have had: a connection that is kept alive
 * would still lead to that one.
 */
async function unpooled(request: Request): Promise<Response> {
  const dispatcher = new Agent({ pipelining: 0 })
  try {
    const body = await request.text()
    const answer = await fetch(request.url, {
      method: request.method,
      headers: [...request.headers],
      ...(body === '' ? {} : { body }),
      redirect: 'manual',
      dispatcher,
    })
    return new Response(answer.status === 204 ? null : await answer.text(), {
      status: answer.status,
      headers: [...answer.headers],
    })
  } finally {
    await dispatcher.close()
  }
}
