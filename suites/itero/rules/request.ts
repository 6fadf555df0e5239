import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import { accepts, refuses, rule } from '../rule.ts'

/** What createNewOrder takes and what it refuses, labs aside. */
export const rules = {
  // "Is Mandatory: Yes"
  'ITERO-REQ-01': refuses('createNewOrder'), // companyId is mandatory
  'ITERO-REQ-02': refuses('createNewOrder'), // scanner is mandatory
  'ITERO-REQ-03': refuses('createNewOrder'), // map is mandatory
  'ITERO-REQ-04': refuses('createNewOrder'), // firstName is mandatory
  'ITERO-REQ-05': refuses('createNewOrder'), // lastName is mandatory
  'ITERO-REQ-06': refuses('createNewOrder'), // gender is mandatory
  'ITERO-REQ-07': refuses('createNewOrder'), // dateOfBirth is mandatory
  'ITERO-REQ-08': refuses('createNewOrder'), // patient is mandatory
  'ITERO-REQ-09': refuses('createNewOrder'), // mandatory is not blank
  // "Is Mandatory: No"
  'ITERO-OPT-01': accepts('createNewOrder', [
    ['an order without chartNumber', 'chart', 'none'],
    ['an order without mi', 'mi', 'none'],
    ['an order without zipCode', 'zip', 'none'],
    ['an order without notes', 'notes', 'none'],
    ['names of one letter', 'names', 'one-letter'],
    ['names of fifty letters', 'names', 'fifty-letters'],
  ]),
  'ITERO-OPT-02': accepts('createNewOrder', [
    ['an order with chartNumber', 'chart', 'plain'],
    ['an order with mi', 'mi', 'plain'],
    ['an order with zipCode', 'zip', 'plain'],
    ['an order with notes', 'notes', 'plain'],
  ]),
  'ITERO-OPT-03': accepts('createNewOrder', [
    ['names with non-ASCII letters, apostrophes and hyphens', 'names', 'non-ascii'],
    ['a chart number with them', 'chart', 'non-ascii'],
    ['notes with them', 'notes', 'non-ascii'],
  ]),
  /** "Any free text that the scanning doctor wants to add to the RX." */
  'ITERO-OPT-04': accepts('createNewOrder', [
    ['notes of 2,000 characters with line breaks, quotes, angle brackets and emoji', 'notes', 'long'],
  ]),
  'ITERO-OPT-05': accepts('createNewOrder', [
    ['the zip code SW1A 1AA', 'zip', 'SW1A 1AA'],
    ['the zip code 11122', 'zip', '11122'],
  ]),
  // The column "Type"; the appendix of JSON types is JSON's own.
  'ITERO-TYPE-01': refuses('createNewOrder'), // companyId is a number
  'ITERO-TYPE-02': refuses('createNewOrder'), // scanner is a string
  'ITERO-TYPE-03': refuses('createNewOrder'), // map is a number
  'ITERO-TYPE-04': refuses('createNewOrder'), // names are strings
  'ITERO-TYPE-05': refuses('createNewOrder'), // gender is a number
  'ITERO-TYPE-06': refuses('createNewOrder'), // dateOfBirth is a date
  'ITERO-TYPE-07': refuses('createNewOrder'), // lab ID is a number
  'ITERO-TYPE-08': refuses('createNewOrder'), // optional texts are strings
  'ITERO-TYPE-09': refuses('createNewOrder', 'createNewOrderByRx'), // almost numbers
  /** "0 - male 1 - female" */
  'ITERO-GENDER-01': accepts('createNewOrder', [
    ['gender 0', 'gender', '0'],
    ['gender 1', 'gender', '1'],
  ]),
  'ITERO-GENDER-02': refuses('createNewOrder'), // no other gender
  /** "Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD": the second one with its hyphen. */
  'ITERO-DOB-01': accepts('createNewOrder', [
    ['29 February 1928 as YYYY-MM-DDTHH:MM:ss.SSSZ', 'dateOfBirth', 'date-time leap-day'],
    ['31 December 1969 as YYYY-MM-DDTHH:MM:ss.SSSZ', 'dateOfBirth', 'date-time year-end'],
  ]),
  'ITERO-DOB-02': accepts('createNewOrder', [
    ['29 February 1928 as YYYY-MM-DD', 'dateOfBirth', 'date leap-day'],
    ['31 December 1969 as YYYY-MM-DD', 'dateOfBirth', 'date year-end'],
    ['yesterday as YYYY-MM-DD', 'dateOfBirth', 'date yesterday'],
  ]),
  'ITERO-DOB-03': refuses('createNewOrder'), // no other date format
  'ITERO-DOB-04': refuses('createNewOrder'), // dates exist
  'ITERO-DOB-05': refuses('createNewOrder'), // not born yet
  /** "use the Get Available Map IDs endpoint and select one" */
  'ITERO-MAP-01': refuses('createNewOrder'), // only listed maps
  /** A kind of which no map is accepted is the lab rules' matter; a single map of an accepted kind is this one's. */
  'ITERO-MAP-02': rule({
    probe: async (itero) => (await itero.mapTries()).map(({ map, exchange }) => ({ map, exchange })),
    judge: (tries) => {
      const accepted = tries.filter((one) => isAccepted(one.exchange))
      const kindOf = ({ map, exchange }: (typeof tries)[number]) => `${exchange.operation} ${map.sendTo}`
      const kinds = new Set(accepted.map(kindOf))
      const refused = tries.filter((one) => status(one.exchange) === 400 && kinds.has(kindOf(one)))
      if (refused.length > 0) {
        const named = refused.map(
          ({ map, exchange }) =>
            `${exchange.operation} on map ${map.procedureMapId} (${map.sendTo}): ${came(exchange)}`,
        )
        const expected = 'every listed map that needs no lab, or whose lab is configured, is accepted'
        return broken(
          expected,
          named.join('; '),
          refused.map((one) => one.exchange),
        )
      }
      if (accepted.length === 0)
        return unobserved('no valid order was accepted', 'a target that accepts one', ['ITERO-OPT-01'])
      const maps = [...new Set(accepted.map((one) => one.map.procedureMapId))]
      return holds(
        `maps ${maps.join(', ')} were accepted`,
        accepted.map((one) => one.exchange),
      )
    },
  }),
  /** "iTero ID of the doctor's clinic" */
  'ITERO-ACC-01': refuses('createNewOrder'), // only the doctors clinic
  /** "Scanner serial number of the specified clinic" */
  'ITERO-ACC-02': refuses('createNewOrder'), // only the clinics scanner
}
