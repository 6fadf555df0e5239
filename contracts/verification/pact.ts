/** A pact of specification version 4 as it stands in its file, as far as verification reads it. */
export interface Pact {
  consumer: { name: string }
  provider: { name: string }
  interactions: PactInteraction[]
  metadata: { pactSpecification: { version: string }; [field: string]: unknown }
  [field: string]: unknown
}

export interface PactInteraction {
  type: string
  description: string
  pending?: boolean
  providerStates?: { name: string; params?: Record<string, unknown> }[]
  comments?: { references?: Record<string, Record<string, unknown>>; [field: string]: unknown }
  pluginConfiguration?: unknown
  /** Of a message. */
  contents?: { content?: unknown }
  generators?: { body?: Record<string, { type?: string; expression?: string }> }
  request?: {
    method: string
    path: string
    query?: Record<string, unknown>
    headers?: Record<string, string | string[]>
    [part: string]: unknown
  }
  response?: { status?: number; [part: string]: unknown }
  [field: string]: unknown
}

/** A text that is no pact, or none that can be replayed. The message says why, without the file's name. */
export class PactError extends Error {
  override name = 'PactError'
}

/**
 * Reads a pact of specification version 4.
 *
 * @throws PactError where the text is not JSON, no pact, of another version, or without an interaction.
 */
export function readPact(text: string): Pact {
  const pact = parse(text)
  if (!isObject(pact)) throw new PactError('is no pact: expected a JSON object')
  const { consumer, provider, interactions } = pact
  for (const [role, one] of Object.entries({ consumer, provider })) {
    if (!isObject(one) || typeof one.name !== 'string' || one.name === '') {
      throw new PactError(`is no pact: ${role}.name is not there`)
    }
  }
  const version = versionOf(pact)
  if (version === undefined) throw new PactError('does not say its specification version (metadata.pactSpecification)')
  if (!/^4(\.|$)/.test(version)) {
    throw new PactError(
      `has the specification version ${version}, and only version 4 can be replayed; write it anew with a Pact library in its V4 interface`,
    )
  }
  if (!Array.isArray(interactions)) throw new PactError('is no pact: interactions is no list')
  if (interactions.length === 0) throw new PactError('has no interaction')
  interactions.forEach((one, index) => {
    const fault = faultOf(one)
    if (fault) throw new PactError(`interactions[${index}] ${fault}`)
  })
  return pact as Pact
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    if (text.trim() === '') throw new PactError('is empty')
    throw new PactError(`is not JSON: ${(error as Error).message}`)
  }
}

function versionOf({ metadata }: Record<string, unknown>): string | undefined {
  if (!isObject(metadata)) return undefined
  const places = [metadata.pactSpecification, metadata['pact-specification'], metadata.pactSpecificationVersion]
  const given = places.map((place) => (isObject(place) ? place.version : place)).find((one) => one !== undefined)
  return given === undefined ? undefined : String(given)
}

function faultOf(interaction: unknown): string | undefined {
  if (!isObject(interaction)) return 'is no object'
  const { type, description, request, providerStates = [] } = interaction
  if (typeof type !== 'string') return 'has no type'
  if (typeof description !== 'string') return 'has no description'
  if (!Array.isArray(providerStates) || !providerStates.every((one) => isObject(one) && typeof one.name === 'string')) {
    return 'has providerStates that are no list of states with a name'
  }
  if (type !== 'Synchronous/HTTP') return undefined
  if (!isObject(request) || typeof request.method !== 'string' || typeof request.path !== 'string') {
    return 'has no request with a method and a path'
  }
  return undefined
}

/**
 * The message of an interaction, with what its provider states gave in it. Of Pact's generators only `ProviderState` is
 * carried out, on paths such as `$.accountId`: a message needs no other to be valid.
 */
export function messageOf({ contents, generators }: PactInteraction, given: Record<string, unknown>): unknown {
  const message = structuredClone(contents?.content)
  for (const [path, { type, expression = '' }] of Object.entries(generators?.body ?? {})) {
    const [, name = ''] = /^\$\{(\w+)\}$/.exec(expression) ?? []
    if (type !== 'ProviderState' || !(name in given)) continue
    const keys = path.split('.').slice(1)
    const last = keys.pop()
    const parent = keys.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), message)
    if (last !== undefined && isObject(parent)) parent[last] = given[name]
  }
  return message
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
