import { typesOf, viewOf } from './fields.ts'
import { valueFor } from './generate.ts'
import type { Schemas } from './schemas.ts'

/** Values that fit, and that nothing has, the likeliest to be nobody's first. */
export function unknownFor(schemas: Schemas, pointer: string): [unknown, ...unknown[]] {
  const types = typesOf(viewOf(schemas, pointer))
  const tried =
    types.includes('integer') || types.includes('number')
      ? [2147480000, 987654, 9999, 99]
      : ['bitewing-unknown', '987654321', '00000000-0000-4000-8000-00000000b17e']
  const made = valueFor(schemas, pointer, { seed: 4_000_000, full: false }, ['unknown'])
  const found = [...tried, made].find((one) => schemas.errors(pointer, one).length === 0) ?? made
  return typeof found === 'string' && NIL.length === found.length ? [found, NIL] : [found]
}

const NIL = '00000000-0000-0000-0000-000000000000'
