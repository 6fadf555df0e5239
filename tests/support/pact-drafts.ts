/** An interaction as every version of the Pact specification can have it. */
export interface Draft {
  description: string
  /** Their params are left out before version 3. */
  states?: { name: string; params?: Record<string, unknown> }[]
  method: string
  path: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: unknown
  /** By the path in the request's body: `$.companyId`; the expression of a provider state. From version 3 on. */
  fromState?: Record<string, string>
  status: number
  answerHeaders?: Record<string, string>
  answer?: unknown
  /** By the path in the answer's body. */
  rules?: Record<string, Record<string, unknown>>
}

export type PactVersion = 1 | 2 | 3 | 4

const SPECIFICATION: Record<PactVersion, string> = { 1: '1.1.0', 2: '2.0.0', 3: '3.0.0', 4: '4.0' }

/** A pact file as a value. */
export function pactOf(provider: string, drafts: readonly Draft[], version: PactVersion = 3): Record<string, unknown> {
  return {
    consumer: { name: 'a partner' },
    provider: { name: provider },
    interactions: drafts.map((draft) => interactionOf(draft, version)),
    metadata: { pactSpecification: { version: SPECIFICATION[version] } },
  }
}

function interactionOf(draft: Draft, version: PactVersion): Record<string, unknown> {
  const {
    description,
    states = [],
    method,
    path,
    query,
    headers,
    body,
    fromState,
    status,
    answerHeaders,
    answer,
  } = draft
  const { rules } = draft
  return {
    ...(version === 4 ? { type: 'Synchronous/HTTP', pending: false } : {}),
    description,
    ...statesOf(states, version),
    request: {
      method,
      path,
      ...(query ? { query: queryOf(query, version) } : {}),
      ...(headers ? { headers: headersOf(headers, version) } : {}),
      ...(body === undefined ? {} : { body: bodyOf(body, version) }),
      ...(fromState && version > 2 ? { generators: { body: generatorsOf(fromState) } } : {}),
    },
    response: {
      status,
      ...(answerHeaders ? { headers: headersOf(answerHeaders, version) } : {}),
      ...(answer === undefined ? {} : { body: bodyOf(answer, version) }),
      ...(rules && version > 1 ? { matchingRules: rulesOf(rules, version) } : {}),
    },
  }
}

function statesOf(states: NonNullable<Draft['states']>, version: PactVersion): object {
  if (states.length === 0) return {}
  return version < 3 ? { providerState: states.map(({ name }) => name).join(' and ') } : { providerStates: states }
}

function queryOf(query: Record<string, string>, version: PactVersion): unknown {
  if (version < 3) return new URLSearchParams(query).toString()
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]))
}

function headersOf(headers: Record<string, string>, version: PactVersion): unknown {
  return version === 4 ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])) : headers
}

function bodyOf(body: unknown, version: PactVersion): unknown {
  return version === 4 ? { content: body, contentType: 'application/json', encoded: false } : body
}

function generatorsOf(fromState: Record<string, string>): object {
  return Object.fromEntries(
    Object.entries(fromState).map(([path, expression]) => [path, { type: 'ProviderState', expression }]),
  )
}

function rulesOf(rules: NonNullable<Draft['rules']>, version: PactVersion): object {
  if (version === 2) {
    return Object.fromEntries(Object.entries(rules).map(([path, rule]) => [path.replace('$', '$.body'), rule]))
  }
  const grouped = Object.entries(rules).map(([path, rule]) => [path, { matchers: [rule], combine: 'AND' }])
  return { body: Object.fromEntries(grouped) }
}
