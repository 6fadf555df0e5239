import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { plural } from '../../../engine/words.ts'
import { fieldsFit, firstRepeated, RESPONSE_FIELDS } from '../answer-fields.ts'
import { answered, isGuid } from '../orders.ts'
import { accepts, refuses, rule } from '../rule.ts'

interface ByRx {
  made: Exchange
  byRx: Exchange
  /** Further orders that answered the RX for theirs: whose patient is the RX's, nobody can say then. */
  twins: Exchange[]
}

const sameText = (one: unknown, other: unknown): boolean => String(one).toLowerCase() === String(other).toLowerCase()

/** createNewOrderByRx: what it takes, what it refuses, and what it answers. */
export const rules = {
  /** "GUID of an existing RX" */
  'ITERO-RX-01': accepts('createNewOrderByRx', [['the rxGuid of a created scan as rxId', 'rx', 'fresh']]),
  'ITERO-RX-02': refuses('createNewOrderByRx'), // rx that does not exist
  'ITERO-RX-03': refuses('createNewOrderByRx'), // rxId is a GUID
  // "Is Mandatory: Yes"
  'ITERO-RX-04': refuses('createNewOrderByRx'), // companyId is mandatory
  'ITERO-RX-05': refuses('createNewOrderByRx'), // scanner is mandatory
  'ITERO-RX-06': refuses('createNewOrderByRx'), // rxId is mandatory
  'ITERO-RX-07': refuses('createNewOrderByRx'), // map is mandatory
  'ITERO-RX-08': refuses('createNewOrderByRx'), // types of fields
  'ITERO-RX-09': refuses('createNewOrderByRx'), // only listed maps
  'ITERO-RX-10': refuses('createNewOrderByRx'), // only the doctors clinic and scanner
  // "This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field."
  'ITERO-RX-11': accepts('createNewOrderByRx', [
    ['a resto map with its lab', 'sendTo', 'restoLab'],
    ['an ortho map with its lab', 'sendTo', 'orthoLab'],
  ]),
  'ITERO-RX-12': refuses('createNewOrderByRx'), // lab is needed
  /** "Pass null if lab is not required." */
  'ITERO-RX-13': accepts('createNewOrderByRx', [
    ['a chairside map with labId null', 'sendTo', 'chairside'],
    ['a midc_only map with labId null', 'sendTo', 'midc_only'],
    ['an N/A map with labId null', 'sendTo', 'N/A'],
  ]),
  'ITERO-RX-14': refuses('createNewOrderByRx'), // wrong lab
  'ITERO-RX-15': refuses('createNewOrderByRx'), // lab where none is taken
  /** "Upon success of the call the API returns the following" */
  'ITERO-RX-16': rule({
    needs: ['scansByRx'],
    judge: ({ scansByRx }) => fieldsFit(scansByRx, ['orderId', 'orderCode', 'patientGuid', 'rxGuid']),
  }),
  /** "A unique number assigned to the case", "A unique string assigned to the case": of all cases, by either operation. */
  'ITERO-RX-17': rule({
    needs: ['scansByRx', 'scans'],
    judge: ({ scansByRx: own, scans: others }) => {
      for (const field of ['orderId', 'orderCode'] as const) {
        const usable = (exchange: Exchange) => RESPONSE_FIELDS[field].fits(answered(exchange, field))
        if (!own.some(usable))
          return unobserved(`no answer has a usable ${field}`, 'answers as documented', ['ITERO-RX-16'])
        // Repetitions among createNewOrder's own answers are ITERO-RESP-05's and -06's matter.
        const distinct = new Map(others.filter(usable).map((exchange) => [String(answered(exchange, field)), exchange]))
        const same = firstRepeated([...distinct.values(), ...own.filter(usable)], field)
        if (same) {
          const value = toJson(answered(same[1], field))
          return broken(
            `${field} differs from that of every other scan`,
            `${same[1].id} has ${field} ${value}, as ${same[0].id} has`,
            same,
          )
        }
      }
      return holds(`orderId and orderCode of ${plural(own.length, 'order')} by RX are their own`, own)
    },
  }),
  /** "Create and send a new case based on an existing RX": the answer's GUIDs are then that RX's and its patient's. */
  'ITERO-RX-18': rule({
    probe: async (itero): Promise<ByRx[]> => {
      const created = (await itero.accepted('createNewOrder')).map((order) => order.exchange)
      return (await itero.accepted('createNewOrderByRx')).flatMap(({ rxFrom: made, exchange: byRx }) => {
        if (!made) return []
        const rx = answered(made, 'rxGuid')
        return [{ made, byRx, twins: created.filter((one) => one !== made && sameText(answered(one, 'rxGuid'), rx)) }]
      })
    },
    judge: (pairs) => {
      const fields = ['rxGuid', 'patientGuid'] as const
      const single = pairs.filter(({ twins }) => twins.length === 0)
      if (pairs.length > 0 && single.length === 0)
        return unobserved('no RX that was passed is of one order alone', 'ITERO-RESP-07 holds', ['ITERO-RESP-07'])
      const known = single.filter(({ made, byRx }) =>
        fields.every((field) => [made, byRx].every((exchange) => isGuid(answered(exchange, field)))),
      )
      if (known.length === 0) {
        return unobserved(
          'no order by RX answered both GUIDs',
          'answers as documented',
          pairs.length > 0 ? ['ITERO-RX-16'] : ['ITERO-RX-01'],
        )
      }
      for (const { made, byRx } of known) {
        for (const field of fields) {
          if (sameText(answered(made, field), answered(byRx, field))) continue
          const expected = field === 'rxGuid' ? 'rxGuid is the RX that was passed' : "patientGuid is that RX's patient"
          return broken(
            expected,
            `${field} is ${answered(byRx, field)}, and was ${answered(made, field)} when the RX was made`,
            [made, byRx],
          )
        }
      }
      return holds(
        `${plural(known.length, 'order')} by RX name the RX that was passed, and its patient`,
        known.flatMap(({ made, byRx }) => [made, byRx]),
      )
    },
  }),
  /** The document does not say that an RX is used up. */
  'ITERO-RX-19': accepts('createNewOrderByRx', [['an RX that was used before', 'rx', 'used']]),
}
