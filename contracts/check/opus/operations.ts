import type { Operation } from '../../../openapi/document.ts'
import { type Call, sentQuery } from '../call.ts'
import type { Route } from '../route.ts'

/** Requirements of each operation, as the register has them. */
interface OperationRows {
  /** Without, and with a wrong, api_key it is refused. */
  key: string
  /** A right request is accepted. */
  accepted: string
  /** What its answers look like. */
  shape: string
  /** What it answers while the backend service cannot be reached; undefined where that is not stated. */
  outage?: { requirement: string; status: number }
}

const list = (accepted: string): OperationRows => ({ key: 'OPUS-KEY-07', accepted, shape: 'OPUS-SHAPE-03' })
const slots = (accepted: string): OperationRows => ({
  key: 'OPUS-KEY-07',
  accepted,
  shape: 'OPUS-SHAPE-04',
  outage: { requirement: 'OPUS-DOWN-01', status: 200 },
})
const down = (requirement: string) => ({ outage: { requirement, status: 503 } })

export const ROWS: Readonly<Record<string, OperationRows>> = {
  getPatient: { key: 'OPUS-KEY-01', accepted: 'OPUS-PAT-01', shape: 'OPUS-SHAPE-01', ...down('OPUS-DOWN-02') },
  createPatient: { key: 'OPUS-KEY-06', accepted: 'OPUS-PAT-09', shape: 'OPUS-SHAPE-01', ...down('OPUS-DOWN-03') },
  getBookings: { key: 'OPUS-KEY-03', accepted: 'OPUS-BOOK-03', shape: 'OPUS-SHAPE-02', ...down('OPUS-DOWN-04') },
  createBooking: { key: 'OPUS-KEY-04', accepted: 'OPUS-BOOK-01', shape: 'OPUS-SHAPE-02', ...down('OPUS-DOWN-05') },
  updateBooking: { key: 'OPUS-KEY-05', accepted: 'OPUS-BOOK-19', shape: 'OPUS-SHAPE-02', ...down('OPUS-DOWN-06') },
  getClinics: list('OPUS-CLINIC-01'),
  getClinic: list('OPUS-CLINIC-07'),
  getClinicians: list('OPUS-CLINICIAN-01'),
  getTreatments: list('OPUS-TREAT-01'),
  getTimeslotsByMonth: slots('OPUS-SLOT-01'),
  getTimeslotsFrom: slots('OPUS-SLOT-13'),
}

export const isTimeslots = ({ operationId }: Pick<Call, 'operationId'>): boolean =>
  operationId.startsWith('getTimeslots')

/** Two operations share a path: "a query that has startingFromDateTime is getTimeslotsFrom". */
export function operationIdOf({ operation }: Route, { interaction }: Pick<Call, 'interaction'>): string {
  if (!operation['x-operations']) return operation.operationId
  const names = interaction.request.query.map(({ name }) => name.toLowerCase())
  return names.includes('startingfromdatetime') ? 'getTimeslotsFrom' : 'getTimeslotsByMonth'
}

/** The parameters that one of several operations on a path takes. */
export function parametersOf(operation: Operation, operationId: string): { required: string[]; optional: string[] } {
  const own = operation['x-operations']?.find((one) => one.operationId === operationId)
  return { required: (own?.required as string[]) ?? [], optional: (own?.optional as string[]) ?? [] }
}

/** By the filters that a query has, in this order: the requirement that promises that it is accepted with them. */
const WITH_FILTERS: Readonly<Record<string, readonly [filters: readonly string[], requirement: string][]>> = {
  getClinics: [
    [['clinicianID', 'treatmentID'], 'OPUS-CLINIC-04'],
    [['clinicianID'], 'OPUS-CLINIC-02'],
    [['treatmentID'], 'OPUS-CLINIC-03'],
    [['onlyWithFreeTimes'], 'OPUS-CLINIC-06'],
  ],
  getClinicians: [
    [['clinicID', 'treatmentID'], 'OPUS-CLINICIAN-04'],
    [['clinicID'], 'OPUS-CLINICIAN-02'],
    [['treatmentID'], 'OPUS-CLINICIAN-03'],
    [['onlyWithFreeTimes'], 'OPUS-CLINICIAN-06'],
  ],
  getTreatments: [
    [['clinicID', 'clinicianID'], 'OPUS-TREAT-04'],
    [['clinicID'], 'OPUS-TREAT-02'],
    [['clinicianID'], 'OPUS-TREAT-03'],
  ],
  getTimeslotsByMonth: [
    [['delay'], 'OPUS-SLOT-09'],
    [['clinicID', 'clinicianID', 'treatmentID'], 'OPUS-SLOT-25'],
    [['clinicID', 'clinicianID'], 'OPUS-SLOT-08'],
    [['clinicID', 'treatmentID'], 'OPUS-SLOT-08'],
    [['clinicianID', 'treatmentID'], 'OPUS-SLOT-08'],
    [['clinicID'], 'OPUS-SLOT-05'],
    [['clinicianID'], 'OPUS-SLOT-06'],
    [['treatmentID'], 'OPUS-SLOT-07'],
  ],
  getTimeslotsFrom: [
    [['delay'], 'OPUS-SLOT-17'],
    [['clinicID'], 'OPUS-SLOT-16'],
    [['clinicianID'], 'OPUS-SLOT-16'],
  ],
}

/** The requirement that promises that a right request is accepted, with the filters that it has. */
export function acceptedWith(call: Call): string {
  const row = WITH_FILTERS[call.operationId]?.find(([filters]) => filters.every((name) => sentQuery(call, name)))
  return row?.[1] ?? ROWS[call.operationId]!.accepted
}
