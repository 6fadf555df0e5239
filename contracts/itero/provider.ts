import { MatchersV3 } from '@pact-foundation/pact'
import type { paths } from '../../openapi/types/itero.ts'
import { fromState } from '../from-state.ts'
import { type Interaction, state } from '../interaction.ts'
import { basic, PLACEHOLDERS } from '../placeholders.ts'

export type IteroInteraction = Interaction<paths>

const { regex } = MatchersV3

/** Of what is drawn for this profile's contracts. */
export const SEED = 6101

export const CREATE = '/api/v1/order/create-new-order'
export const CREATE_BY_RX = '/api/v1/order/create-new-order-by-rx'
export const MAPS = '/api/v1/presets/available-procedure-maps'

/** The doctor's credentials, which are put in when the pact is verified. */
export const doctor = {
  Authorization: regex('^Basic \\S+$', basic(PLACEHOLDERS.user, PLACEHOLDERS.password)),
}

/** The account's clinic, scanner and labs; and room for a case. */
export const CLINIC = [state('a clinic with its labs'), state('no case was created lately')]

/** A listed map of that sendTo, with the clinic's lab where it takes one. */
export const map = (sendTo: string) => state('a procedure map is available', { sendTo })

export const AN_RX = state('an RX exists')

/** What the states give; the examples are in nobody's range. */
export const given = {
  companyId: fromState('companyId', 1001),
  scannerSerialNumber: fromState('scannerSerialNumber', 'SYNTHETIC-0001'),
  procedureMapId: fromState('procedureMapId', 30),
  labId: fromState('labId', 2001),
  restoLabId: fromState('restoLabId', 2001),
  orthoLabId: fromState('orthoLabId', 2002),
  unrelatedLabId: fromState('unrelatedLabId', 2003),
  otherCompanyId: fromState('otherCompanyId', 1002),
  otherScannerSerialNumber: fromState('otherScannerSerialNumber', 'SYNTHETIC-0002'),
  rxId: fromState('rxId', '7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10'),
}

/** A GUID however it is written: the document names no form, and Pact's own matcher takes lower case with hyphens alone. */
const guid = (example: string) => regex('^\\{?[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}\\}?$', example)

/** "Upon success of the call the API returns the following." */
export const scan = {
  orderId: MatchersV3.number(3000001),
  orderCode: regex('^.+$', 'SYNTHETIC-3000001'),
  patientGuid: guid('0b8f5c7e-93a4-4f8f-8f0e-2f3c1d4e5a60'),
  rxGuid: guid('7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10'),
}

/** The document names no status for the case that is one too many: these are the refusals that a target may choose from. */
export const LIMIT_REFUSALS: [number, number, ...number[]] = [429, 400, 403, 503]
