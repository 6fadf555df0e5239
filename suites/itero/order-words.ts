import { parsed } from '../../engine/json-diff.ts'

/** What an order makes at the target, in words, as far as its body says: one that is to be refused may lack anything. */
export function orderInWords(body: string): string {
  const { rxGuid, patient, procedureMapId, companyId, scannerSerialNumber } = record(parsed(body))
  const { firstName, lastName } = record(patient)
  const name = [firstName, lastName].filter((one) => one !== undefined).join(' ')
  const whose = rxGuid === undefined ? `order for ${name || 'nobody'}` : `order by the RX ${rxGuid}`
  return `${whose}: map ${procedureMapId ?? '(none)'}, company ${companyId ?? '(none)'}, scanner ${scannerSerialNumber ?? '(none)'}`
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
