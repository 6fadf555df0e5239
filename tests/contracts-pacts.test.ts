import { describe, expect, test } from 'vitest'
import { PLACEHOLDERS } from '../contracts/placeholders.ts'
import { operationsOf } from '../contracts/verification/operation.ts'
import type { PactInteraction } from '../contracts/verification/pact.ts'
import { operationIds, operations } from '../openapi/document.ts'
import { document as inbox } from '../openapi/inbox.gen.ts'
import { document as itero } from '../openapi/itero.gen.ts'
import { document as opus } from '../openapi/opus.gen.ts'
import { ownPact } from './support/contracts.ts'

const requests = (interactions: PactInteraction[]) => interactions.filter(({ request }) => request !== undefined)

/** What each operation may be answered with in a pact: its example status, and the others that a matcher takes. */
const statuses = ({ response }: PactInteraction): number[] => {
  const rules = response?.matchingRules as { status?: { $: { matchers: { status: number[] }[] } } } | undefined
  return [response?.status ?? 0, ...(rules?.status?.$.matchers.flatMap(({ status }) => status) ?? [])]
}

const DOCUMENTS = { itero, opus, inbox }

describe.each(Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[])('the pact with %s', (profile) => {
  const { pact } = ownPact(profile)
  const document = DOCUMENTS[profile]
  const found = requests(pact.interactions).map((interaction) => {
    const { method, path, query = {} } = interaction.request!
    return { interaction, operation: operationsOf(document)(method, path, Object.keys(query))?.operationId }
  })
  const shared = operations(document).filter(({ operation }) => 'x-operations' in operation)
  const ids = operations(document)
    .flatMap(({ operation }) => operationIds(operation))
    .filter((id) => !shared.some(({ operation }) => operation.operationId === id))

  test('is of the current specification, and calls every interaction by a name of its own', () => {
    expect(pact.metadata.pactSpecification.version).toBe('4.0')
    const descriptions = pact.interactions.map(({ description }) => description)
    expect(new Set(descriptions).size).toBe(descriptions.length)
  })

  test.each(ids)('has a success of %s, and a refusal', (id) => {
    const own = found.filter(({ operation }) => operation === id).map(({ interaction }) => statuses(interaction))
    expect(own.some((taken) => taken[0]! < 400)).toBe(true)
    if (id !== 'getAvailableProcedureMaps') expect(own.some((taken) => taken[0]! >= 400)).toBe(true)
  })

  test('takes statuses that the document has for the operation, or that the reading grants', () => {
    // No status is documented for a refusal by the rate limit, or of a key: the reading names those that may come.
    const granted: Record<string, number[]> = { itero: [403, 503], opus: [401, 403], inbox: [200, 403] }
    const strange = found.flatMap(({ interaction, operation }) => {
      const place = operations(document).find((one) => operationIds(one.operation).includes(operation ?? ''))
      const documented = Object.keys(place?.operation.responses ?? {}).map(Number)
      return statuses(interaction).filter((one) => ![...documented, ...granted[profile]!].includes(one))
    })
    expect(strange).toEqual([])
  })

  test('holds no credential but placeholders and made-up ones', () => {
    const values = found.flatMap(({ interaction }) =>
      Object.entries(interaction.request!.headers ?? {}).flatMap(([name, value]) =>
        /^(authorization|api_key|x-push-secret)$/i.test(name) ? [value].flat() : [],
      ),
    )
    const plain = values.map((value) => Buffer.from(value.replace(/^Basic /, ''), 'base64').toString())
    const known = [...Object.values(PLACEHOLDERS), 'a-wrong-api-key', 'a-token-of-nobody', 'nobody@clinic.example']
    const others = values.filter((value, at) => !known.some((one) => value.includes(one) || plain[at]!.includes(one)))
    expect(others).toEqual([])
  })
})
