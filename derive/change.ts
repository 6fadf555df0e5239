import type { Parameter } from './api.ts'
import type { Driver } from './driver.ts'
import type { Field } from './fields.ts'
import { valueFor } from './generate.ts'
import type { Statement } from './rows.ts'
import type { Schemas } from './schemas.ts'
import type { Inputs } from './wire.ts'

/** One change of an accepted request, and whether it is still to be accepted. */
export interface Change extends Statement {
  accepted: boolean
  /** Changes of one name are made all at once first: only where that is refused is each made by itself. */
  together?: string
  /**
   * The changed values, in words and as they are; or why the change cannot be made to these.
   *
   * @param driver what the run knows, where there is one
   */
  make(inputs: Inputs, driver?: Driver): Made[] | string
}

export interface Made {
  what: string
  inputs: Inputs
  /** What a server does everywhere that takes it: see `attempts.ts`. */
  lenience?: string
  /** What has to be accepted for a refusal to be this change's own; by default the unchanged request. */
  beside?: Inputs
}

/** A place of a request: a parameter, or a field of its body. */
export interface Place {
  /** `body.patient.firstName` */
  name: string
  /** `body`, or the place and name of a parameter. */
  root: ['body'] | [Parameter['in'], string]
  /** Whether its values keep their types on the wire: not in a form, a path or a query. */
  isTyped: boolean
  /** Pointer to the schema of the root. */
  schema: string
  field: Omit<Field, 'parent'> & { requiredAt: string }
  /** Of a parameter, what the document gives for examples. */
  examples?: readonly unknown[]
}

export const whole = (inputs: Inputs, { root }: Place): unknown =>
  root[0] === 'body' ? inputs.body : inputs[root[0]][root[1]]

/** The value that a change at a place is made to: of a parameter that is a list and left out, one with an item that fits. */
export function baseOf(schemas: Schemas, inputs: Inputs, place: Place): unknown {
  const { path, pointer } = place.field
  const isItem = place.root[0] !== 'body' && path[0] === '[]'
  return whole(inputs, place) ?? (isItem ? [valueFor(schemas, pointer, { seed: 1, full: false })] : undefined)
}

/** The inputs with another value of a parameter, or another body; undefined leaves it out. */
export function withRoot(inputs: Inputs, { root }: Place, value: unknown): Inputs {
  if (root[0] === 'body') return { ...inputs, body: value }
  const { [root[1]]: _, ...others } = inputs[root[0]]
  return { ...inputs, [root[0]]: value === undefined ? others : { ...others, [root[1]]: value } }
}

/** A value as messages have it. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
