import type { components } from '../openapi/types/itero.ts'
import { longNotes, notes } from './notes.ts'
import { patient } from './patient.ts'

/** Where a case is sent: the appendix's five options. */
export type SendTo = 'restoLab' | 'orthoLab' | 'chairside' | 'midc_only' | 'N/A'

type Schemas = components['schemas']

/** Clinic, scanner, map and lab of an order; labId is null where the map takes no lab. */
export type OrderPlace = Required<Pick<Schemas['NewOrder'], 'companyId' | 'scannerSerialNumber' | 'labId'>> & {
  /** A BigInt where a double would round it. */
  procedureMapId: number | bigint
}

/**
 * Body of `createNewOrder`. Optional fields are values or left out, never null: a target may take null or refuse it.
 */
export type NewOrder = Omit<Schemas['NewOrder'], keyof OrderPlace> & OrderPlace & { patient: { dateOfBirth: string } }

/** Body of `createNewOrderByRx`. */
export type OrderByRx = Omit<Schemas['OrderByRx'], keyof OrderPlace> & OrderPlace

/** What an order carries along, so that a refusal can be traced to one of them. */
export interface OrderFactors {
  gender: 0 | 1
  dateOfBirth: 'date' | 'date-time'
  texts: Texts
}

/**
 * The free texts of an order. Names are plain in all but `non-ascii`.
 * - `none`: no chartNumber, zipCode, notes or mi;
 * - `plain`: all four, in ASCII, the zip code of five digits;
 * - `non-ascii`: names, notes and chart number with non-ASCII letters, apostrophes and hyphens, nothing else optional;
 * - `long-notes`: notes of 2,000 characters ({@link longNotes}), nothing else optional;
 * - `zip-uk`, `zip-se`: the zip code `SW1A 1AA` or `11122`, nothing else optional.
 */
export type Texts = 'none' | 'plain' | 'non-ascii' | 'long-notes' | 'zip-uk' | 'zip-se'

/** A valid order with a made-up patient. labId is always there. */
export function newOrder(seed: number, place: OrderPlace, factors: OrderFactors): NewOrder {
  const { gender, dateOfBirth, texts } = factors
  const spelling = texts === 'non-ascii' ? 'non-ascii' : 'plain'
  const drawn = patient(seed, { gender, dateOfBirth, spelling })
  const { firstName, lastName, chartNumber, mi, zipCode } = drawn
  const mandatory = { firstName, lastName, gender, dateOfBirth: drawn.dateOfBirth }
  const { labId, ...clinic } = place
  switch (texts) {
    case 'none':
      return { ...clinic, patient: mandatory, labId }
    case 'plain':
      return { ...clinic, patient: { ...mandatory, chartNumber, mi, zipCode }, notes: notes(seed, 'plain'), labId }
    case 'non-ascii':
      return { ...clinic, patient: { ...mandatory, chartNumber }, notes: notes(seed, 'non-ascii'), labId }
    case 'long-notes':
      return { ...clinic, patient: mandatory, notes: longNotes(seed), labId }
    case 'zip-uk':
      return { ...clinic, patient: { ...mandatory, zipCode: 'SW1A 1AA' }, labId }
    case 'zip-se':
      return { ...clinic, patient: { ...mandatory, zipCode: '11122' }, labId }
  }
}

/**
 * A valid order for an RX that exists. labId is always there.
 *
 * @param rxId the rxGuid of a scan, or the RXID that a scan request returned
 */
export function orderByRx(place: OrderPlace, rxId: string): OrderByRx {
  const { companyId, scannerSerialNumber, procedureMapId, labId } = place
  return { companyId, scannerSerialNumber, rxId, procedureMapId, labId }
}
