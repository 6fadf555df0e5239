import { describe, expect, test } from 'vitest'
import { bodyProblems } from '../contracts/check/expectation.ts'
import { readRules } from '../contracts/check/matching-rules.ts'
import { schemaAt } from '../contracts/check/openapi-node.ts'
import { document } from '../openapi/itero.gen.ts'

const type = { match: 'type' }
const regex = { match: 'regex', regex: '^\\d+$' }

describe('the paths of matching rules', () => {
  test.each([
    '$.headers.Retry-After',
    '$.header.Retry-After',
    '$.headers.Retry-After[0]',
    '$.header.$.Retry-After[0]',
    "$['headers']['Retry-After']",
    '$["headers"]["Retry-After"][0]',
    "$.headers['retry-after']",
  ])('%s of version 2 leads to a header', (path) => {
    expect([...readRules({ [path]: regex }).headers]).toEqual([['retry-after', [regex]]])
  })

  test.each(['$.query.year', '$.query.year[0]', "$['query']['year'][0]", '$.query.$.year[0]', '$.query.year[*]'])(
    '%s of version 2 leads to a parameter',
    (path) => {
      expect([...readRules({ [path]: type }).query]).toEqual([['year', [type]]])
    },
  )

  test.each(['Retry-After', 'retry-after[0]', '$.Retry-After', "$['Retry-After'][0]"])(
    '%s of version 3 leads to a header',
    (path) => {
      expect([...readRules({ header: { [path]: { matchers: [type] } } }).headers]).toEqual([['retry-after', [type]]])
    },
  )

  test.each(['patient.year', 'filter[year]'])('%s is a name as it stands', (name) => {
    expect([...readRules({ query: { [name]: { matchers: [type] } } }).query.keys()]).toEqual([name])
  })

  test.each(['$.body.a[0].b', "$['body']['a'][0]['b']", "$.body['a'][0].b"])(
    '%s of version 2 leads into the body',
    (path) => {
      expect(readRules({ [path]: type }).body).toEqual([{ pattern: ['a', 0, 'b'], matchers: [type] }])
    },
  )
})

test('matchers that are combined by OR are read as a choice', () => {
  const rules = (combine: string) =>
    readRules({ body: { '$.note': { combine, matchers: [type, { match: 'null' }] } } }).body[0]?.matchers
  expect(rules('OR')).toEqual([{ match: 'either', matchers: [type, { match: 'null' }] }])
  expect(rules('AND')).toEqual([type, { match: 'null' }])
})

test.each([
  ['note', 'OR', []],
  ['note', 'AND', ['narrower']],
  ['description', 'OR', []],
])('%s of a map, a text or null by %s', (name, combine, kinds) => {
  const { body: rules } = readRules({ body: { [`$.${name}`]: { combine, matchers: [type, { match: 'null' }] } } })
  const node = schemaAt(document, '#/components/schemas/ProcedureMap')
  const expected = { document, rules, isSettled: () => false, byStates: false }
  expect(bodyProblems({ [name]: 'a text' }, node, expected).map(({ kind }) => kind)).toEqual(kinds)
})
