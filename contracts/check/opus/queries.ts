import { listAnd } from '../../../engine/words.ts'
import { document } from '../../../openapi/opus.gen.ts'
import { type Call, sentQuery } from '../call.ts'
import type { Fault } from '../profile.ts'
import { parametersOf } from './operations.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  schema: Record<string, unknown>
}

/** The parameters of an operation's query, references followed. */
function queryParameters(call: Call): Parameter[] {
  const { components } = document as unknown as { components: { parameters: Record<string, Parameter> } }
  const listed = (call.route.operation.parameters as (Parameter & { $ref?: string })[] | undefined) ?? []
  return listed
    .map((one) => (one.$ref ? components.parameters[one.$ref.split('/').at(-1)!]! : one))
    .filter((one) => one.in === 'query')
}

/** What a text in a query stands for, by a schema with a number or a truth value in it. */
export const isWhole = (text: string): boolean => /^-?\d+$/.test(text)

/** "Invalid treatmentid", and the parameters beside it, where an operation takes them. */
export function filterFaults(call: Call): Fault[] {
  const names = queryParameters(call).map(({ name }) => name)
  const check = (name: string, requirement: string, isRight: (text: string) => boolean): Fault[] => {
    const sent = names.includes(name) ? sentQuery(call, name) : undefined
    if (!sent || sent.fromState || isRight(sent.value)) return []
    return [{ requirement, path: sent.at, what: `${name} is ${JSON.stringify(sent.value)}`, refusedWith: [400] }]
  }
  const isOther = call.operationId === 'createPatient'
  return [
    ...check('treatmentID', 'OPUS-FILTER-02', isWhole),
    ...check(
      'clinicianID',
      isOther ? 'OPUS-PAT-17' : 'OPUS-FILTER-03',
      (text) => isWhole(text) || (isOther && text === ''),
    ),
    ...check('onlyWithFreeTimes', 'OPUS-FILTER-03', (text) => /^(?:true|false)$/i.test(text)),
  ]
}

/** What is sent in the query, and the document does not have there; a server may overlook or refuse it. */
export function strangeParameters(call: Call): Fault[] {
  const { required, optional } = parametersOf(call.route.operation, call.operationId)
  const own = [...required, ...optional]
  const taken = queryParameters(call).map(({ name }) => name)
  return call.interaction.request.query.flatMap(({ name, at }): Fault[] => {
    const isOf = (names: readonly string[]) => names.some((one) => one.toLowerCase() === name.toLowerCase())
    if (!isOf(taken)) return [open(at, `${name} is sent in the query, and the document does not have it there`)]
    if (own.length === 0 || isOf(own)) return []
    // The other operation's: no operation of the document has such a query.
    const what = `${name} is sent together with ${listAnd(required)}, and the document has two operations that take one or the other`
    return [{ requirement: null, level: 'must', path: at, what, refusedWith: [] }]
  })
}

const open = (path: Fault['path'], what: string): Fault => ({
  requirement: null,
  level: 'assumed',
  path,
  what,
  refusedWith: [],
})
