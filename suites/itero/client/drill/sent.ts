import type { Answered, DrillJudge, Played } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds, unobserved } from '../../../../engine/finding.ts'
import type { Finding } from '../../../../engine/verdict.ts'
import { isNothing, type Order, ordersIn } from '../creations.ts'
import type { WantedScan } from './scans.ts'
import type { JobPatient } from './world.ts'

/** The scan that a situation asks for. */
const wantedIn = ({ expected }: Pick<Played, 'expected'>): WantedScan => (expected as { scan: WantedScan }).scan

/** What is wrong with what was sent, over all creations of a job; nothing sent is told by the caller. */
function overOrders(
  { traffic }: Answered,
  expected: string,
  faultsOf: (order: Order) => readonly string[],
): Finding | undefined {
  const orders = ordersIn(traffic)
  const faulty = orders.flatMap((order) => {
    const faults = faultsOf(order)
    return faults.length === 0 ? [] : [{ exchange: order.exchange, faults }]
  })
  if (faulty.length === 0) return undefined
  return broken(
    expected,
    [...new Set(faulty.flatMap(({ faults }) => faults))].join(', '),
    faulty.map(({ exchange }) => exchange),
  )
}

/** A type that is not the documented one is another rule's matter: `"7"` is the map 7. */
const same = (value: unknown, wanted: unknown) => String(value ?? null) === String(wanted ?? null)

/** ITERO-CLIENT-20: the map that was asked for, with its lab. */
export const sendsTheMap: DrillJudge = (played) => {
  const { procedureMapId, labId } = wantedIn(played)
  const lab = labId === null ? 'labId null' : `labId ${labId}`
  const expected = `procedureMapId ${procedureMapId} with ${lab}`
  if (ordersIn(played.traffic).length === 0) {
    return broken(expected, `the client sent no creation, and answered ${answerInWords(played.answer)}`)
  }
  return (
    overOrders(played, expected, ({ fields }) => [
      ...(same(fields.procedureMapId, procedureMapId) ? [] : [`it sent procedureMapId ${fields.procedureMapId}`]),
      ...(same(fields.labId, labId) ? [] : [`it sent labId ${fields.labId}`]),
    ]) ?? holds('the map that was asked for was sent, with the lab of its kind')
  )
}

/** As {@link sendsTheMap}, where no type was asked for: what the client does not find is how the list is read. */
export const sendsTheMapWithoutType: DrillJudge = (played) =>
  ordersIn(played.traffic).length > 0
    ? sendsTheMap(played)
    : unobserved('the client found no map without a type', 'a client that reads the list', ['ITERO-CLIENT-29'])

/** ITERO-CLIENT-29: what is listed is found. */
export const findsTheMap: DrillJudge = (played) => {
  const { procedureMapId } = wantedIn(played)
  return ordersIn(played.traffic).length > 0
    ? sendsTheMap(played)
    : broken(
        `procedureMapId ${procedureMapId}, which is listed`,
        `the client sent no creation, and answered ${answerInWords(played.answer)}`,
      )
}

/** ITERO-CLIENT-29, where no type was asked for in a plain list: what is sent is ITERO-CLIENT-20's matter. */
export const findsTheMapWithoutType: DrillJudge = (played) =>
  ordersIn(played.traffic).length > 0 ? holds('a map without a type was found') : findsTheMap(played)

/** ITERO-CLIENT-21: what was asked for arrives as asked. */
export const arrivesAsAsked: DrillJudge = (played) => {
  const wanted = wantedIn(played)
  if (ordersIn(played.traffic).length === 0) {
    return unobserved('the client sent no creation', 'a client that creates what it is asked for', ['ITERO-CLIENT-20'])
  }
  return (
    overOrders(played, 'what was asked for', (order) => fieldFaults(order, wanted)) ??
    holds('what was asked for was sent as it is')
  )
}

const GENDERS = { male: 0, female: 1 }
const text = (value: unknown) => (typeof value === 'string' ? value.normalize('NFC') : value)
const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))

/** What a body has otherwise than the scan that was asked for, its map and lab aside. */
export function fieldFaults({ fields, patient }: Order, wanted: WantedScan): string[] {
  const differs = (name: string, value: unknown, asked: unknown, isSame = text(value) === text(asked)) =>
    isSame ? [] : [`${name} ${shown(value)} instead of ${shown(asked)}`]
  const { companyId, scannerSerialNumber, rxId, notes } = wanted
  const place = [
    ...differs('companyId', fields.companyId, companyId),
    ...differs('scannerSerialNumber', fields.scannerSerialNumber, scannerSerialNumber),
  ]
  if (rxId !== undefined) {
    const sent = String(fields.rxId).toLowerCase().replace(/[{}-]/g, '')
    return [...place, ...differs('rxId', fields.rxId, rxId, sent === rxId.toLowerCase().replaceAll('-', ''))]
  }
  const asked = wanted.patient as JobPatient
  const optional = (name: string, value: unknown, given: string | undefined, mayLack = false) =>
    isNothing(value) && (given === undefined || mayLack) ? [] : differs(name, value, given)
  const { firstName, lastName, gender, dateOfBirth, chartNumber, mi, zipCode } = patient
  return [
    ...place,
    ...differs('firstName', firstName, asked.firstName),
    ...differs('lastName', lastName, asked.lastName),
    ...differs('gender', gender, GENDERS[asked.gender]),
    // With a time or without: the day is what was asked for.
    ...differs('dateOfBirth', dateOfBirth, asked.dateOfBirth, String(dateOfBirth).slice(0, 10) === asked.dateOfBirth),
    ...optional('chartNumber', chartNumber, asked.chartNumber),
    // The table of the request body does not have it.
    ...optional('mi', mi, asked.mi, true),
    ...optional('zipCode', zipCode, asked.zipCode),
    ...optional('notes', fields.notes, notes),
  ]
}
