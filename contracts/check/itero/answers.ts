import { isFields } from '../../../generators/fields.ts'
import { document } from '../../../openapi/itero.gen.ts'
import { validatorFor } from '../../../openapi/validators.ts'
import type { Call } from '../call.ts'
import { assertedValues } from '../expectation.ts'
import { type Path, valueAt } from '../path.ts'
import type { Contradiction } from '../profile.ts'
import { documentedMaps } from './maps.ts'

const NIL = '00000000-0000-0000-0000-000000000000'

/** Values that an answer must have, by name, where they are asserted as they stand. */
function assertedIn(call: Call): { path: Path; value: unknown }[] {
  const { body, rules } = call.interaction.response
  return body.kind === 'json' ? assertedValues(body.value, rules.body) : []
}

/** What contradicts what the document says of scans and of the list of maps. */
export function answerContradictions(call: Call): Contradiction[] {
  const { status } = call.interaction.response
  if (status >= 300) return []
  return call.operationId === 'getAvailableProcedureMaps' ? mapContradictions(call) : scanContradictions(call)
}

/** "A unique number assigned to the scan": two scans of one pact cannot have the same. */
const UNIQUE: Record<string, Record<string, string>> = {
  createNewOrder: { orderId: 'ITERO-RESP-05', orderCode: 'ITERO-RESP-06', rxGuid: 'ITERO-RESP-07' },
  createNewOrderByRx: { orderId: 'ITERO-RX-17', orderCode: 'ITERO-RX-17' },
}

function scanContradictions(call: Call): Contradiction[] {
  const { at } = call.interaction.response.body
  const asserted = assertedIn(call)
  const find = (calls: Call, name: string) =>
    assertedIn(calls).find(({ path }) => path.length === 1 && path[0] === name)
  const earlier = call.all.slice(0, call.all.indexOf(call)).filter((one) => UNIQUE[one.operationId])
  const repeated = Object.entries(UNIQUE[call.operationId] ?? {}).flatMap(([name, requirement]): Contradiction[] => {
    const own = find(call, name)
    const other = own && earlier.find((one) => find(one, name)?.value === own.value)
    if (!other) return []
    const what = `${name} must be ${JSON.stringify(own.value)}, as in "${other.interaction.description}"`
    return [{ requirement, path: [...at, name], what }]
  })
  const guids = asserted.filter(({ path }) => path[0] === 'patientGuid' || path[0] === 'rxGuid')
  const odd = guids
    .filter(({ value }, nth) => value === NIL || guids.slice(0, nth).some((one) => one.value === value))
    .map(({ path, value }): Contradiction => {
      const what = `${path[0]} must be ${value}, which is the nil GUID or the answer's other one`
      return { requirement: 'ITERO-RESP-08', path: [...at, ...path], what }
    })
  return [...repeated, ...(call.operationId === 'createNewOrder' ? odd : []), ...otherRx(call)]
}

/** The RX that was passed is the one that is answered. */
function otherRx(call: Call): Contradiction[] {
  const { request, response } = call.interaction
  if (call.operationId !== 'createNewOrderByRx' || request.body.kind !== 'json') return []
  const rxId = valueAt(request.body.value, ['rxId'])
  const isState = request.generators.body.some(({ pattern }) => pattern[0] === 'rxId')
  return assertedIn(call)
    .filter(
      ({ path, value }) =>
        path[0] === 'rxGuid' && !isState && String(value).toLowerCase() !== String(rxId).toLowerCase(),
    )
    .map(({ path, value }) => ({
      requirement: 'ITERO-RX-18',
      path: [...response.body.at, ...path],
      what: `rxGuid must be ${JSON.stringify(value)}, and the RX that is passed is ${JSON.stringify(rxId)}`,
    }))
}

function mapContradictions(call: Call): Contradiction[] {
  const { body } = call.interaction.response
  if (body.kind !== 'json' || !isFields(body.value) || !Array.isArray(body.value.procedureMaps)) return []
  const asserted = new Set(assertedIn(call).map(({ path }) => path.join('/')))
  const entries = body.value.procedureMaps.map((entry: unknown, nth) => {
    const path: Path = ['procedureMaps', nth]
    const fields = isFields(entry) ? entry : {}
    const firm = Object.fromEntries(Object.entries(fields).filter(([name]) => asserted.has([...path, name].join('/'))))
    return { path: [...body.at, ...path], firm }
  })
  return entries.flatMap(({ path, firm }, nth): Contradiction[] => {
    const { procedureMapId: id, procedure, type, sendTo, description } = firm
    const before = entries.slice(0, nth).map((one) => one.firm)
    const found: Contradiction[] = []
    const tell = (requirement: string, name: string, what: string) =>
      void found.push({ requirement, path: [...path, name], what })
    if (id !== undefined && before.some((one) => one.procedureMapId === id)) {
      tell('ITERO-MAPS-04', 'procedureMapId', `procedureMapId ${JSON.stringify(id)} must be there twice`)
    }
    if (typeof description === 'string' && description.trim() === '')
      tell('ITERO-MAPS-11', 'description', 'description must be blank')
    const isSameTrio = (one: typeof firm) =>
      one.procedure === procedure && one.type === type && one.sendTo === sendTo && one.procedureMapId !== id
    if (procedure !== undefined && type !== undefined && sendTo !== undefined && before.some(isSameTrio)) {
      tell('ITERO-MAPS-08', 'procedure', 'the same procedure, type and sendTo must be there under two numbers')
    }
    const documented = documentedMaps.find((one) => one.procedureMapId === id)
    if (documented && sendTo !== undefined && sendTo !== documented.sendTo) {
      tell(
        'ITERO-MAPS-09',
        'sendTo',
        `sendTo of map ${id} must be ${JSON.stringify(sendTo)}, and the document has ${documented.sendTo}`,
      )
    }
    if (documented && procedure !== undefined && !isSame(procedure, documented.procedure)) {
      tell(
        'ITERO-MAPS-09',
        'procedure',
        `procedure of map ${id} must be ${JSON.stringify(procedure)}, and the document has ${documented.procedure}`,
      )
    }
    if (procedure !== undefined && type !== undefined && isOfAnother(firm)) {
      tell(
        'ITERO-MAPS-06',
        'type',
        `type must be ${JSON.stringify(type)}, which is none of ${JSON.stringify(procedure)}`,
      )
    }
    return found
  })
}

/** Names compare without regard to case or runs of white space; the first of the six has two names. */
function isSame(one: unknown, other: string): boolean {
  const plain = (text: unknown) =>
    String(text)
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/^study model - irecord$/, 'study model')
  return plain(one) === plain(other)
}

function isOfAnother({ procedure, type }: Record<string, unknown>): boolean {
  const entry = { procedureMapId: 1, description: '', note: null, caseType: null, procedure, type, sendTo: 'N/A' }
  return validatorFor(document, 'ProcedureMap')(entry).some(({ instancePath }) => instancePath === '/type')
}
