import type { Exchange } from '../../../engine/exchange.ts'
import { broken } from '../../../engine/finding.ts'
import { came, status } from '../../../engine/status.ts'
import { allDiffer, fieldsFit, guidsAreReal, type ResponseField } from '../answer-fields.ts'
import { rule } from '../rule.ts'

const hasField = (field: ResponseField) => rule({ needs: ['scans'], judge: ({ scans }) => fieldsFit(scans, [field]) })

/** Any 4xx. */
const isTurnedAway = (exchange: Exchange): boolean => {
  const code = status(exchange) ?? 0
  return code >= 400 && code < 500
}

/** What createNewOrder answers: "Upon success of the call the API returns the following". */
export const rules = {
  'ITERO-RESP-01': hasField('orderId'),
  'ITERO-RESP-02': hasField('orderCode'),
  'ITERO-RESP-03': hasField('patientGuid'),
  'ITERO-RESP-04': hasField('rxGuid'),

  /** "A unique number assigned to the scan": of all clinics' */
  'ITERO-RESP-05': rule({
    needs: ['twoScans'],
    probe: async (itero, { twoScans }) => [...twoScans, ...(await itero.otherClinics())],
    judge: (answers) => allDiffer(answers, 'orderId', 'ITERO-RESP-01'),
  }),
  /** "A unique string assigned to the scan" */
  'ITERO-RESP-06': rule({
    needs: ['twoScans'],
    judge: ({ twoScans }) => allDiffer(twoScans, 'orderCode', 'ITERO-RESP-02'),
  }),
  /** "A unique identifier of the RX"; "Create and send a new case with a new RX" */
  'ITERO-RESP-07': rule({
    needs: ['twoScans'],
    probe: async (itero, { twoScans }) => ({ scans: twoScans, again: await itero.wordForWord() }),
    judge: ({ scans, again }) =>
      again && isTurnedAway(again)
        ? broken('a new RX for the same order too', `the same order, word for word: ${came(again)}`, [again])
        : allDiffer(scans, 'rxGuid', 'ITERO-RESP-04'),
  }),
  /** "A unique identifier of the patient", "… of the RX": two things, so two GUIDs, and neither is nil. */
  'ITERO-RESP-08': rule({ needs: ['scans'], judge: ({ scans }) => guidsAreReal(scans) }),
}
