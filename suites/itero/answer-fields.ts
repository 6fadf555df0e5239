import type { Exchange } from '../../engine/exchange.ts'
import { broken, holds, mildlyBroken, unobserved } from '../../engine/finding.ts'
import { isNumber, toJson } from '../../engine/json.ts'
import type { Finding } from '../../engine/verdict.ts'
import { plural } from '../../engine/words.ts'
import { answered, GUID, isGuid } from './orders.ts'

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

/** Every answer has these fields as documented. */
export function fieldsFit(answers: readonly Exchange[], fields: readonly ResponseField[]): Finding {
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
      `without hyphens or in braces in ${odd.length} of ${plural(answers.length, 'answer')}`,
      odd,
    )
  if (!first) return holds(`${fields.join(', ')} as documented in ${plural(answers.length, 'answer')}`, answers)
  const faulty = [...new Set(faults.map((fault) => fault.field))]
  return broken(
    faulty.map((field) => RESPONSE_FIELDS[field].expected).join('; '),
    `${first.field} is ${first.value} in ${new Set(faults.map((fault) => fault.exchange)).size} of ${plural(answers.length, 'answer')}`,
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
  if (!same) return holds(`${plural(known.length, 'answer')}, ${plural(known.length, 'value')} of ${field}`, known)
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

const guidsOf = (exchange: Exchange): string[] =>
  (['patientGuid', 'rxGuid'] as const).map((field) => String(answered(exchange, field)).toLowerCase())

/** Both GUIDs are there, neither is nil, and they are two. */
export function guidsAreReal(answers: readonly Exchange[]): Finding {
  const known = answers.filter((exchange) => guidsOf(exchange).every(isGuid))
  if (known.length === 0)
    return unobserved('no answer has both GUIDs', 'answers with GUIDs', ['ITERO-RESP-03', 'ITERO-RESP-04'])
  const of = (faulty: readonly Exchange[]) => `in ${faulty.length} of ${plural(known.length, 'answer')}`
  const nil = known.filter((exchange) => guidsOf(exchange).some((guid) => /^[{0}-]+$/.test(guid)))
  if (nil.length > 0) return broken('GUIDs that are not the nil GUID', `the nil GUID ${of(nil)}`, nil)
  const same = known.filter((exchange) => new Set(guidsOf(exchange)).size === 1)
  if (same.length > 0) return broken('patientGuid and rxGuid differ', `they are the same ${of(same)}`, same)
  return holds(`two real GUIDs in each of ${plural(known.length, 'answer')}`, known)
}
