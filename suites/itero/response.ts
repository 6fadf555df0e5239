import type { Exchange } from '../../engine/exchange.ts'
import { broken, holds, mildlyBroken, unobserved } from '../../engine/finding.ts'
import { isNumber, toJson } from '../../engine/json.ts'
import type { Finding } from '../../engine/verdict.ts'
import type { CreateOperation } from './api.ts'
import type { Itero } from './open.ts'
import { answered, GUID, isGuid } from './orders.ts'
import { ruleOnOrders } from './rule.ts'

/** What the tables of both responses say of each field. */
export const RESPONSE_FIELDS = {
  orderId: { expected: 'orderId is a number', fits: isNumber },
  orderCode: {
    expected: 'orderCode is a string that is not empty',
    fits: (value: unknown) => typeof value === 'string' && value.trim() !== '',
  },
  patientGuid: { expected: 'patientGuid is a GUID', fits: isGuid },
  rxGuid: { expected: 'rxGuid is a GUID', fits: isGuid },
}
export type ResponseField = keyof typeof RESPONSE_FIELDS

const NOTHING = 'no such order was accepted'
const REMEDY = 'a target that accepts valid orders'

/** The accepted answers of an operation, those that broke off left out: nothing can be said of their fields. */
export const answersOf = async (itero: Itero, operation: CreateOperation, two?: 'two'): Promise<Exchange[]> =>
  (await itero.accepted(operation, two))
    .map((order) => order.exchange)
    .filter((exchange) => !exchange.response?.truncated)

/** Every answer has these fields as documented. */
export function fieldsFit(answers: readonly Exchange[], fields: readonly ResponseField[], leansOn: string): Finding {
  if (answers.length === 0) return unobserved(NOTHING, REMEDY, [leansOn])
  const faults = answers.flatMap((exchange) =>
    fields
      .filter((field) => !RESPONSE_FIELDS[field].fits(answered(exchange, field)))
      .map((field) => ({ exchange, field, value: toJson(answered(exchange, field)) ?? 'not there' })),
  )
  const [first] = faults
  const odd = answers.filter((exchange) =>
    fields.some((field) => field.endsWith('Guid') && !GUID.test(String(answered(exchange, field)))),
  )
  if (!first && odd.length > 0)
    return mildlyBroken(
      'GUIDs in the form 8-4-4-4-12',
      `without hyphens or in braces in ${odd.length} of ${answers.length} answers`,
      odd,
    )
  if (!first) return holds(`${fields.join(', ')} as documented in ${answers.length} answers`, answers)
  const faulty = [...new Set(faults.map((fault) => fault.field))]
  return broken(
    faulty.map((field) => RESPONSE_FIELDS[field].expected).join('; '),
    `${first.field} is ${first.value} in ${new Set(faults.map((fault) => fault.exchange)).size} of ${answers.length} answers`,
    faults.map((fault) => fault.exchange),
  )
}

/** A field's values all differ. */
export function allDiffer(answers: readonly Exchange[], field: ResponseField, leansOn: string): Finding {
  const known = answers.filter((exchange) => RESPONSE_FIELDS[field].fits(answered(exchange, field)))
  if (known.length < 2)
    return unobserved(
      `fewer than two answers have a usable ${field}`,
      answers.length < 2 ? 'two accepted orders' : `${leansOn} holds`,
      [leansOn],
    )
  const same = firstRepeated(known, field)
  if (!same) return holds(`${known.length} answers, ${known.length} values of ${field}`, known)
  const value = toJson(answered(same[0], field))
  return broken(
    `${field} differs from scan to scan`,
    `${same[0].id} and ${same[1].id} both have ${field} ${value}`,
    same,
  )
}

/** The first two answers that share a value. */
export function firstRepeated(answers: readonly Exchange[], field: ResponseField): [Exchange, Exchange] | undefined {
  const seen = new Map<string, Exchange>()
  for (const exchange of answers) {
    const value = String(answered(exchange, field)).toLowerCase()
    const earlier = seen.get(value)
    if (earlier) return [earlier, exchange]
    seen.set(value, exchange)
  }
  return undefined
}

const hasField = (id: 'ITERO-RESP-01' | 'ITERO-RESP-02' | 'ITERO-RESP-03' | 'ITERO-RESP-04', field: ResponseField) =>
  ruleOnOrders(id, {
    probe: (itero) => answersOf(itero, 'createNewOrder'),
    judge: (answers) => fieldsFit(answers, [field], 'ITERO-OPT-01'),
  })

// "Upon success of the call the API returns the following"
export const orderIdIsANumber = hasField('ITERO-RESP-01', 'orderId')
export const orderCodeIsAString = hasField('ITERO-RESP-02', 'orderCode')
export const patientGuidIsAGuid = hasField('ITERO-RESP-03', 'patientGuid')
export const rxGuidIsAGuid = hasField('ITERO-RESP-04', 'rxGuid')

/** "A unique number assigned to the scan" */
export const orderIdIsUnique = ruleOnOrders('ITERO-RESP-05', {
  probe: async (itero) => [...(await answersOf(itero, 'createNewOrder', 'two')), ...(await itero.otherClinics())],
  judge: (answers) => allDiffer(answers, 'orderId', 'ITERO-RESP-01'),
})

/** "A unique string assigned to the scan" */
export const orderCodeIsUnique = ruleOnOrders('ITERO-RESP-06', {
  probe: (itero) => answersOf(itero, 'createNewOrder', 'two'),
  judge: (answers) => allDiffer(answers, 'orderCode', 'ITERO-RESP-02'),
})

/** "A unique identifier of the RX"; "Create and send a new case with a new RX" */
export const everyOrderMakesItsRx = ruleOnOrders('ITERO-RESP-07', {
  probe: (itero) => answersOf(itero, 'createNewOrder', 'two'),
  judge: (answers) => allDiffer(answers, 'rxGuid', 'ITERO-RESP-04'),
})

/** "A unique identifier of the patient", "… of the RX": two things, so two GUIDs, and neither is nil. */
export const guidsAreReal = ruleOnOrders('ITERO-RESP-08', {
  probe: (itero) => answersOf(itero, 'createNewOrder'),
  judge: (answers) => {
    const guid = (exchange: Exchange, field: ResponseField) => String(answered(exchange, field)).toLowerCase()
    const known = answers.filter(
      (exchange) => isGuid(guid(exchange, 'patientGuid')) && isGuid(guid(exchange, 'rxGuid')),
    )
    if (known.length === 0)
      return unobserved('no answer has both GUIDs', 'answers with GUIDs', ['ITERO-RESP-03', 'ITERO-RESP-04'])
    const nil = known.filter((exchange) =>
      ['patientGuid', 'rxGuid'].some((field) => /^[{0}-]+$/.test(guid(exchange, field as ResponseField))),
    )
    if (nil.length > 0)
      return broken('GUIDs that are not the nil GUID', `the nil GUID in ${nil.length} of ${known.length} answers`, nil)
    const same = known.filter((exchange) => guid(exchange, 'patientGuid') === guid(exchange, 'rxGuid'))
    if (same.length > 0)
      return broken(
        'patientGuid and rxGuid differ',
        `they are the same in ${same.length} of ${known.length} answers`,
        same,
      )
    return holds(`two real GUIDs in each of ${known.length} answers`, known)
  },
})
