import type { Operation } from './api.ts'
import { givenAt } from './candidates.ts'
import { baseOf, type Change, type Made, type Place, shown, withRoot } from './change.ts'
import type { Driver } from './driver.ts'
import { typesOf, viewOf } from './fields.ts'
import { placeAt, setAt } from './places.ts'
import { namesOf, plain, resourceOf } from './pool.ts'
import type { Schemas } from './schemas.ts'
import { unknownFor } from './unknown.ts'

/** Names of what tells one of the things that there are; a number or a code may be anybody's own. */
const OF_A_THING = /(id|guid|uuid|serial|serial_?number)$/i

/** Names of what whoever asks makes up. */
const OWN = /(external|client|correlation|transaction|request|trace|session|message|idempotency)/i

/** Operations that refer to what there is: of a list, what is asked for by an ID of nothing may be no item. */
const WRITING = ['POST', 'PUT', 'PATCH']

/**
 * References of a request to something that there is, as changes to an ID of nothing. Servers that keep their documents
 * may not look, so that it tells against a place only where the same target looks at most others.
 */
export function referencesOf(schemas: Schemas, operation: Operation, places: readonly Place[]): Change[] {
  if (!WRITING.includes(operation.method)) return []
  return places.flatMap((place): Change[] => {
    const { field, name, root } = place
    const last = field.path.at(-1) ?? root[1] ?? ''
    const view = viewOf(schemas, field.pointer)
    const isOf = (type: string) => typesOf(view).includes(type)
    const isOwn = [`${resourceOf(operation.path)}id`, 'id'].includes(plain(last))
    if (!OF_A_THING.test(last) || OWN.test(last) || isOwn || root[0] === 'path' || root[0] === 'cookie') return []
    if (view.keywords.enum !== undefined || view.keywords.readOnly === true) return []
    if (!['string', 'integer', 'number'].some(isOf)) return []
    const make: Change['make'] = (inputs, driver) => {
      const base = baseOf(schemas, inputs, place)
      const now = placeAt(base, field.path)
      if (now === undefined || now === null) return `the accepted request has no ${name}`
      const known = driver?.pool.valuesOf(namesOf(operation, last, false), { but: resourceOf(operation.path) }) ?? []
      if (!driver || (known.length === 0 && !isGiven(driver, operation, place)))
        return `nothing tells that the ${name} is of something that there is`
      return nothings(schemas, field.pointer, [now, ...known]).flatMap((value): Made[] => {
        const changed = setAt(base, field.path, value)
        if (schemas.errors(place.schema, changed).length > 0) return []
        const what = `${name} of nothing: ${shown(value)}`
        return [{ what, inputs: withRoot(inputs, place, changed), lenience: 'an ID of nothing' }]
      })
    }
    return [
      {
        place: name,
        kind: 'unknown',
        level: 'should',
        title: `a ${name} of nothing is refused`,
        pointer: field.pointer,
        accepted: false,
        make,
      },
    ]
  })
}

const isGiven = (driver: Driver, operation: Operation, { field, root }: Place): boolean =>
  givenAt(driver, operation, root[0] === 'body' ? field.path : [root[1]]) !== undefined

/** IDs that nothing has, beside those that are known: of numbers, also the next one, and one in between. */
function nothings(schemas: Schemas, pointer: string, known: readonly unknown[]): unknown[] {
  const numbers = known.filter((one) => typeof one === 'number')
  if (numbers.length === 0) return unknownFor(schemas, pointer)
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  const between = Array.from({ length: numbers.length }, (_, nth) => least + nth + 1).find(
    (one) => one < most && !numbers.includes(one),
  )
  return [
    ...unknownFor(schemas, pointer),
    0,
    -1,
    ...(known.length > 1 ? [most + 1] : []),
    ...(between ? [between] : []),
  ]
}
