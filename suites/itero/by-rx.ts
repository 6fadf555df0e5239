import type { Exchange } from '../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../engine/finding.ts'
import { toJson } from '../../engine/json.ts'
import { acceptsLevels } from './levels.ts'
import { answered, isGuid } from './orders.ts'
import { answersOf, fieldsFit, firstRepeated, RESPONSE_FIELDS } from './response.ts'
import { refusesFaults, ruleOnOrders } from './rule.ts'

/** "GUID of an existing RX" */
export const rxOfAScan = acceptsLevels('ITERO-RX-01', 'createNewOrderByRx', [
  ['the rxGuid of a created scan as rxId', 'rx', 'fresh'],
])
export const rxThatDoesNotExist = refusesFaults('ITERO-RX-02', 'createNewOrderByRx')
export const rxIdIsAGuid = refusesFaults('ITERO-RX-03', 'createNewOrderByRx')

// "Is Mandatory: Yes"
export const companyIdIsMandatory = refusesFaults('ITERO-RX-04', 'createNewOrderByRx')
export const scannerIsMandatory = refusesFaults('ITERO-RX-05', 'createNewOrderByRx')
export const rxIdIsMandatory = refusesFaults('ITERO-RX-06', 'createNewOrderByRx')
export const mapIsMandatory = refusesFaults('ITERO-RX-07', 'createNewOrderByRx')
export const typesOfFields = refusesFaults('ITERO-RX-08', 'createNewOrderByRx')
export const onlyListedMaps = refusesFaults('ITERO-RX-09', 'createNewOrderByRx')
export const onlyTheDoctorsClinicAndScanner = refusesFaults('ITERO-RX-10', 'createNewOrderByRx')

// "This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field."
export const mapsWithTheirLab = acceptsLevels('ITERO-RX-11', 'createNewOrderByRx', [
  ['a resto map with its lab', 'sendTo', 'restoLab'],
  ['an ortho map with its lab', 'sendTo', 'orthoLab'],
])
export const labIsNeeded = refusesFaults('ITERO-RX-12', 'createNewOrderByRx')
/** "Pass null if lab is not required." */
export const mapsWithoutLab = acceptsLevels('ITERO-RX-13', 'createNewOrderByRx', [
  ['a chairside map with labId null', 'sendTo', 'chairside'],
  ['a midc_only map with labId null', 'sendTo', 'midc_only'],
  ['an N/A map with labId null', 'sendTo', 'N/A'],
])
export const wrongLab = refusesFaults('ITERO-RX-14', 'createNewOrderByRx')
export const labWhereNoneIsTaken = refusesFaults('ITERO-RX-15', 'createNewOrderByRx')

/** "Upon success of the call the API returns the following" */
export const response = ruleOnOrders('ITERO-RX-16', {
  probe: (itero) => answersOf(itero, 'createNewOrderByRx'),
  judge: (answers) => fieldsFit(answers, ['orderId', 'orderCode', 'patientGuid', 'rxGuid'], 'ITERO-RX-01'),
})

/** "A unique number assigned to the case", "A unique string assigned to the case": of all cases, by either operation. */
export const caseIsUnique = ruleOnOrders('ITERO-RX-17', {
  probe: async (itero) => ({
    own: await answersOf(itero, 'createNewOrderByRx'),
    others: await answersOf(itero, 'createNewOrder'),
  }),
  judge: ({ own, others }) => {
    if (own.length === 0) return unobserved('no order by RX was accepted', 'a target that accepts one', ['ITERO-RX-01'])
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
    return holds(`orderId and orderCode of ${own.length} orders by RX are their own`, own)
  },
})

interface ByRx {
  made: Exchange
  byRx: Exchange
  /** Further orders that answered the RX for theirs: whose patient is the RX's, nobody can say then. */
  twins: Exchange[]
}

const sameText = (one: unknown, other: unknown): boolean => String(one).toLowerCase() === String(other).toLowerCase()

/** "Create and send a new case based on an existing RX": the answer's GUIDs are then that RX's and its patient's. */
export const answerNamesTheRx = ruleOnOrders('ITERO-RX-18', {
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
      `${known.length} orders by RX name the RX that was passed, and its patient`,
      known.flatMap(({ made, byRx }) => [made, byRx]),
    )
  },
})

/** The document does not say that an RX is used up. */
export const rxCanBeUsedAgain = acceptsLevels('ITERO-RX-19', 'createNewOrderByRx', [
  ['an RX that was used before', 'rx', 'used'],
])
