import { broken, holds, unobserved } from '../../engine/finding.ts'
import { came, isAccepted, status } from '../../engine/status.ts'
import { acceptsLevels } from './levels.ts'
import { refusesFaults, ruleOnOrders } from './rule.ts'

// "Is Mandatory: Yes"
export const companyIdIsMandatory = refusesFaults('ITERO-REQ-01', 'createNewOrder')
export const scannerIsMandatory = refusesFaults('ITERO-REQ-02', 'createNewOrder')
export const mapIsMandatory = refusesFaults('ITERO-REQ-03', 'createNewOrder')
export const firstNameIsMandatory = refusesFaults('ITERO-REQ-04', 'createNewOrder')
export const lastNameIsMandatory = refusesFaults('ITERO-REQ-05', 'createNewOrder')
export const genderIsMandatory = refusesFaults('ITERO-REQ-06', 'createNewOrder')
export const dateOfBirthIsMandatory = refusesFaults('ITERO-REQ-07', 'createNewOrder')
export const patientIsMandatory = refusesFaults('ITERO-REQ-08', 'createNewOrder')
export const mandatoryIsNotBlank = refusesFaults('ITERO-REQ-09', 'createNewOrder')

// "Is Mandatory: No"
export const withoutOptionalFields = acceptsLevels('ITERO-OPT-01', 'createNewOrder', [
  ['an order without chartNumber', 'chart', 'none'],
  ['an order without mi', 'mi', 'none'],
  ['an order without zipCode', 'zip', 'none'],
  ['an order without notes', 'notes', 'none'],
  ['names of one letter', 'names', 'one-letter'],
  ['names of fifty letters', 'names', 'fifty-letters'],
])
export const withOptionalFields = acceptsLevels('ITERO-OPT-02', 'createNewOrder', [
  ['an order with chartNumber', 'chart', 'plain'],
  ['an order with mi', 'mi', 'plain'],
  ['an order with zipCode', 'zip', 'plain'],
  ['an order with notes', 'notes', 'plain'],
])
export const nonAsciiTexts = acceptsLevels('ITERO-OPT-03', 'createNewOrder', [
  ['names with non-ASCII letters, apostrophes and hyphens', 'names', 'non-ascii'],
  ['a chart number with them', 'chart', 'non-ascii'],
  ['notes with them', 'notes', 'non-ascii'],
])
/** "Any free text that the scanning doctor wants to add to the RX." */
export const anyNotes = acceptsLevels('ITERO-OPT-04', 'createNewOrder', [
  ['notes of 2,000 characters with line breaks, quotes, angle brackets and emoji', 'notes', 'long'],
])
export const foreignZipCodes = acceptsLevels('ITERO-OPT-05', 'createNewOrder', [
  ['the zip code SW1A 1AA', 'zip', 'SW1A 1AA'],
  ['the zip code 11122', 'zip', '11122'],
])

// The column "Type"; the appendix of JSON types is JSON's own.
export const companyIdIsANumber = refusesFaults('ITERO-TYPE-01', 'createNewOrder')
export const scannerIsAString = refusesFaults('ITERO-TYPE-02', 'createNewOrder')
export const mapIsANumber = refusesFaults('ITERO-TYPE-03', 'createNewOrder')
export const namesAreStrings = refusesFaults('ITERO-TYPE-04', 'createNewOrder')
export const genderIsANumber = refusesFaults('ITERO-TYPE-05', 'createNewOrder')
export const dateOfBirthIsADate = refusesFaults('ITERO-TYPE-06', 'createNewOrder')
export const labIdIsANumber = refusesFaults('ITERO-TYPE-07', 'createNewOrder')
export const optionalTextsAreStrings = refusesFaults('ITERO-TYPE-08', 'createNewOrder')
export const almostNumbers = refusesFaults('ITERO-TYPE-09', 'createNewOrder', 'createNewOrderByRx')

/** "0 - male 1 - female" */
export const bothGenders = acceptsLevels('ITERO-GENDER-01', 'createNewOrder', [
  ['gender 0', 'gender', '0'],
  ['gender 1', 'gender', '1'],
])
export const noOtherGender = refusesFaults('ITERO-GENDER-02', 'createNewOrder')

/** "Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD": the second one with its hyphen. */
export const dateTimeOfBirth = acceptsLevels('ITERO-DOB-01', 'createNewOrder', [
  ['29 February 1928 as YYYY-MM-DDTHH:MM:ss.SSSZ', 'dateOfBirth', 'date-time leap-day'],
  ['31 December 1969 as YYYY-MM-DDTHH:MM:ss.SSSZ', 'dateOfBirth', 'date-time year-end'],
])
export const dateOfBirth = acceptsLevels('ITERO-DOB-02', 'createNewOrder', [
  ['29 February 1928 as YYYY-MM-DD', 'dateOfBirth', 'date leap-day'],
  ['31 December 1969 as YYYY-MM-DD', 'dateOfBirth', 'date year-end'],
  ['yesterday as YYYY-MM-DD', 'dateOfBirth', 'date yesterday'],
])
export const noOtherDateFormat = refusesFaults('ITERO-DOB-03', 'createNewOrder')
export const datesExist = refusesFaults('ITERO-DOB-04', 'createNewOrder')
export const notBornYet = refusesFaults('ITERO-DOB-05', 'createNewOrder')

/** "use the Get Available Map IDs endpoint and select one" */
export const onlyListedMaps = refusesFaults('ITERO-MAP-01', 'createNewOrder')

/** A kind of which no map is accepted is the lab rules' matter; a single map of an accepted kind is this one's. */
export const listedMapsAreAccepted = ruleOnOrders('ITERO-MAP-02', {
  probe: async (itero) => (await itero.mapTries()).map(({ map, exchange }) => ({ map, exchange })),
  judge: (tries) => {
    const accepted = tries.filter((one) => isAccepted(one.exchange))
    const kindOf = ({ map, exchange }: (typeof tries)[number]) => `${exchange.operation} ${map.sendTo}`
    const kinds = new Set(accepted.map(kindOf))
    const refused = tries.filter((one) => status(one.exchange) === 400 && kinds.has(kindOf(one)))
    if (refused.length > 0) {
      const named = refused.map(
        ({ map, exchange }) => `${exchange.operation} on map ${map.procedureMapId} (${map.sendTo}): ${came(exchange)}`,
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
})

/** "iTero ID of the doctor's clinic" */
export const onlyTheDoctorsClinic = refusesFaults('ITERO-ACC-01', 'createNewOrder')
/** "Scanner serial number of the specified clinic" */
export const onlyTheClinicsScanner = refusesFaults('ITERO-ACC-02', 'createNewOrder')
