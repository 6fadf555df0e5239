import { isFields } from '../../../generators/fields.ts'
import { documentedMap } from '../../../generators/procedure-maps.ts'
import { type Entry, type MapClause, mapClauses } from '../../../suites/itero/map-clauses.ts'
import type { Call } from '../call.ts'
import { assertedValues } from '../expectation.ts'
import { type Path, valueAt } from '../path.ts'
import type { Contradiction } from '../profile.ts'

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
  return JUDGED_HERE.flatMap((requirement) => {
    const { at, about, faultIn }: MapClause = mapClauses[requirement]
    const subjects = entries
      .map((one) => (requirement === 'ITERO-MAPS-09' ? { ...one, firm: asDocumented(one.firm) } : one))
      // What a pact leaves open is no fault of it.
      .filter(({ firm }) => firm[at] !== undefined && about?.subject(firm) !== false)
    const all = subjects.map(({ firm }) => firm)
    return subjects.flatMap(({ path, firm }, nth): Contradiction[] => {
      const fault = faultIn(all.slice(0, nth + 1))(firm)
      const id = firm.procedureMapId === undefined ? 'a map' : `map ${JSON.stringify(firm.procedureMapId)}`
      const isSentElsewhere =
        requirement === 'ITERO-MAPS-09' && documentedMap(firm.procedureMapId)?.sendTo !== firm.sendTo
      const name = isSentElsewhere ? 'sendTo' : at
      return fault === undefined ? [] : [{ requirement, path: [...path, name], what: `${id} ${fault}` }]
    })
  })
}

/** The clauses that the schema does not show. */
const JUDGED_HERE = ['ITERO-MAPS-04', 'ITERO-MAPS-06', 'ITERO-MAPS-08', 'ITERO-MAPS-09', 'ITERO-MAPS-11'] as const

/** An entry that is one of the document's, with what the document has where the pact leaves it open. */
const asDocumented = (firm: Entry): Entry => ({ ...documentedMap(firm.procedureMapId), ...firm })
