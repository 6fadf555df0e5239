import type { JsonBody } from '../body.ts'
import type { Clinic, Doctor, Lab, Rx } from './data.ts'
import type { ProcedureMap } from './maps.ts'

/** The operations that create a case. */
export type CreateOperation = 'createNewOrder' | 'createNewOrderByRx'

export interface Credentials {
  user: string
  password: string
}

/** A try to create a case: what was sent, and what of it the mock knows. */
export interface Attempt {
  operation: CreateOperation
  /** Milliseconds of the mock's clock. */
  now: number
  authorization: string | undefined
  /** What a well-formed Basic header says; undefined for any other and for none. */
  credentials: Credentials | undefined
  /** The doctor whose user name they give, whatever the password. */
  named: Doctor | undefined
  /** The doctor whom the credentials stand for. */
  doctor: Doctor | undefined
  /** The doctor's clinic. */
  clinic: Clinic | undefined
  sent: JsonBody
  /** The body's properties; none where it is not an object. */
  body: Readonly<Record<string, unknown>>
  /** The patient's properties; undefined where the body has no patient object. */
  patient: Readonly<Record<string, unknown>> | undefined
  /** The maps, labs and RXs that the body's IDs name; undefined where they name none. */
  map: ProcedureMap | undefined
  lab: Lab | undefined
  rx: Rx | undefined
}

/** Why a field is refused. */
export type Reason =
  | 'missing'
  | 'null'
  /** Of another JSON type than the documented one. */
  | 'type'
  /** A number in quotes. */
  | 'numeric-string'
  /** A number in a string field. */
  | 'number'
  /** A number that is not whole, for an ID. */
  | 'fraction'
  /** Empty, or nothing but white space. */
  | 'blank'
  /** Of the right type, but not one of the values that there are. */
  | 'value'
  | 'format'
  | 'no-such-date'
  | 'future'
  /** An ID that names nothing. */
  | 'unknown'
  /** It exists, and belongs to others. */
  | 'not-yours'
  /** A lab where the map takes none. */
  | 'needless'
  /** An ortho lab for a resto map, or the other way round. */
  | 'wrong-kind'
  /** A property that the document does not have. */
  | 'unexpected'
  | 'not-json'

export interface Problem {
  /** `patient.gender`; `body` for the whole of it. */
  field: string
  reason: Reason
  /** For people. */
  message: string
}

/** A created case. */
export interface Order {
  /** 1 for the mock's first. */
  sequence: number
  orderId: number
  orderCode: string
  patientGuid: string
  rxGuid: string
}

/** How a request ends. The two fields that tell the operations apart are on every one of them. */
export type Outcome =
  | { kind: 'created'; at: Attempt; order: Order }
  | { kind: 'invalid'; at: Attempt; problems: readonly Problem[] }
  | { kind: 'unauthorized'; at: Attempt | undefined }
  | { kind: 'limited'; at: Attempt | undefined; retryAfterSeconds: number }
  | { kind: 'crashed'; at: Attempt }
  | { kind: 'listed'; at: undefined }
