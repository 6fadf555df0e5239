import { groupedBy } from '../engine/grouped-by.ts'
import { allowancesOf } from './allowances.ts'
import { faultsOf } from './answers.ts'
import type { Operation } from './api.ts'
import { type Attempt, attemptsOf, isSeldomChecked } from './attempts.ts'
import { baseOf, type Change, type Made, type Place, shown, whole, withRoot } from './change.ts'
import { fieldsOf, pathText, typesOf, type View, viewOf } from './fields.ts'
import { valueFor } from './generate.ts'
import { loneExamples, parameterExamples } from './interactions.ts'
import { holdsPlace, placeAt, setAt } from './places.ts'
import { referencesOf } from './references.ts'
import { COMPOSITE, type Schemas } from './schemas.ts'
import { isJson, mediaOf } from './wire.ts'

/** What the document says of requests to an operation, as changes of one that is accepted. */
export function changesOf(schemas: Schemas, operation: Operation): Change[] {
  const examples = loneExamples(operation)
  const places = placesOf(schemas, operation)
  const own = places.flatMap((place) => [...changesAt(schemas, place), ...allowancesOf(schemas, place, examples)])
  return [...own, ...referencesOf(schemas, operation, places)]
}

function placesOf(schemas: Schemas, operation: Operation): Place[] {
  const ofParameters = operation.parameters.flatMap((one): Place[] => {
    if (one.schema === undefined || one.deprecated) return []
    const field = {
      path: [],
      pointer: one.schema,
      required: one.required,
      requiredAt: `${one.pointer}/required`,
      alternative: false,
    }
    const { name, in: where, schema } = one
    const examples = parameterExamples(operation, one)
    const place: Place = { name: `${where}.${name}`, root: [where, name], isTyped: false, schema, field, examples }
    const items = viewOf(schemas, schema).at.items
    if (items === undefined || one.media !== undefined) return [place]
    const ofItems = { path: ['[]'], pointer: items, required: false, requiredAt: schema, alternative: false }
    return [place, { ...place, name: `${place.name}[]`, field: ofItems, examples: [] }]
  })
  const media = mediaOf(operation)
  const schema = media?.schema
  if (media === undefined || schema === undefined) return ofParameters
  const isTyped = isJson(media)
  const ofBody = fieldsOf(schemas, schema).map(({ parent, ...field }): Place => {
    const name = `body.${pathText(field.path)}`.replace('body.[]', 'body[]')
    return { name, root: ['body'], isTyped, schema, field: { ...field, requiredAt: parent } }
  })
  const required = operation.body?.required === true
  const whole = { path: [], pointer: schema, required, requiredAt: schema, alternative: false }
  return [...ofParameters, { name: 'body', root: ['body'], isTyped, schema, field: whole }, ...ofBody]
}

function changesAt(schemas: Schemas, place: Place): Change[] {
  const { field, name, root } = place
  const view = viewOf(schemas, field.pointer)
  if (view.keywords.readOnly === true) return []
  const isWhole = field.path.length === 0
  const last = field.path.at(-1)
  const inBody = root[0] === 'body'
  const site = {
    isTyped: place.isTyped,
    name: last ?? root[1] ?? '',
    required: field.required || last === '[]',
    itemOf: (nth: number) => valueFor(schemas, view.at.items ?? '', { seed: nth, full: false }, [...field.path, '[]']),
  }
  const attempts = () => groupedBy(attemptsOf(view, site), ({ kind }) => kind)
  // Values are made when they are tried: a document may have many thousands of places.
  const refused = [...attempts()].map(([kind, own]) =>
    refusal(schemas, place, view, own, () => attempts().get(kind) ?? []),
  )
  const leaves: Change[] = []
  const canBeLeftOut = root[0] !== 'path' && last !== '[]' && !(isWhole && inBody)
  if (canBeLeftOut && field.required) {
    leaves.push({
      place: name,
      kind: 'required',
      title: `${name} is required: a request without it is refused`,
      pointer: field.requiredAt,
      quote: isWhole ? `${root[1]}: required` : `required: ${last}`,
      accepted: false,
      make: (inputs) => {
        const base = whole(inputs, place)
        if (isWhole ? base === undefined : placeAt(base, field.path) === undefined)
          return `the accepted request has no ${name}`
        const changed = isWhole ? undefined : setAt(base, field.path, undefined)
        if (!isWhole && !breaksOnly(schemas, place, changed, 'required'))
          return `without ${name} it would break another clause too`
        return [{ what: `without ${name}`, inputs: withRoot(inputs, place, changed) }]
      },
    })
  } else if (canBeLeftOut && !field.required && !isAskedForInWords(view)) {
    leaves.push({
      place: name,
      kind: 'optional',
      title: `${name} may be left out`,
      pointer: field.pointer,
      quote: `${last ?? root[1]}: not required`,
      accepted: true,
      // What stands in something that is left out is not seen to be left out itself.
      together: `left out, ${field.path.length} deep`,
      make: (inputs) => {
        const base = whole(inputs, place)
        if (isWhole && base === undefined) return []
        if (!isWhole && placeAt(base, field.path) === undefined)
          return holdsPlace(base, field.path) ? [] : `the accepted request has no ${name}`
        const changed = isWhole ? undefined : setAt(base, field.path, undefined)
        if (!isWhole && schemas.errors(place.schema, changed).length > 0)
          return `without ${name} it would break another clause`
        return [{ what: `without ${name}`, inputs: withRoot(inputs, place, changed) }]
      },
    })
  }
  return [...leaves, ...refused]
}

/** Whether a place's description says that it is needed in some cases, which a schema seldom tells. */
function isAskedForInWords({ keywords: { description } }: View): boolean {
  const words =
    typeof description === 'string' ? description.replace(/\b(not|never|isn't) (required|mandatory|needed)/gi, '') : ''
  return /\b(requires?|required|mandatory|needed|depend(s|ing|ent)? on|unless|conditional(ly)?|obligatory)\b/i.test(
    words,
  )
}

/** Servers that take null for nothing at all are many, and documents that say whether it is are few. */
const NULL_FOR_NONE = {
  level: 'assumed',
  silent: 'the document does not say whether null stands for a property that is left out',
} as const

/** Changes each of which breaks one keyword of a place, all of one kind, proved by the document's own schema. */
function refusal(
  schemas: Schemas,
  place: Place,
  view: View,
  attempts: readonly [Attempt, ...Attempt[]],
  again: () => readonly Attempt[],
): Change {
  const { field, name } = place
  const [{ kind, keyword: first }] = attempts
  const isOptionalNull = kind === 'null' && attempts.every(({ wrongs }) => wrongs.every(({ lenience }) => lenience))
  const isUnread = kind === 'format' && isSeldomChecked(view.keywords.format)
  return {
    place: name,
    kind,
    ...(isOptionalNull ? NULL_FOR_NONE : isUnread ? { level: 'should' as const } : {}),
    title: `${name}: ${attempts.map(({ what }) => what).join(', or ')} is refused`,
    pointer: view.at[first] ?? field.pointer,
    accepted: false,
    make: (inputs) => {
      const base = baseOf(schemas, inputs, place)
      if (field.path.length > 0 && !holdsPlace(base, field.path))
        return `the accepted request has nothing around ${name}`
      const ways = again().flatMap(({ wrongs, ...attempt }) => wrongs.map((wrong) => ({ ...attempt, ...wrong })))
      const changes = ways.flatMap(({ keyword, what, values, lenience }): Made[] => {
        for (const value of values) {
          const wrong = typeof value === 'function' ? value(placeAt(base, field.path)) : value
          const changed = wrong === undefined ? undefined : setAt(base, field.path, wrong)
          if (changed === undefined || !breaksOnly(schemas, place, changed, keyword)) continue
          const said = `${name}: ${what} (${shown(wrong)})`
          const excuse = lenience === undefined ? undefined : excuseOf(schemas, field.pointer, view, wrong, lenience)
          return [{ what: said, inputs: withRoot(inputs, place, changed), ...(excuse ? { lenience: excuse } : {}) }]
        }
        return []
      })
      return changes.length > 0 ? changes : `no value of ${name} was found that breaks ${kind} and nothing else`
    },
  }
}

/**
 * What excuses that a value of another type is taken: that it fits once it is read as if it were of the right one. Where
 * it does not, nothing does; but readers of times take a number for the seconds since 1970.
 */
function excuseOf(schemas: Schemas, pointer: string, view: View, wrong: unknown, lenience: string): string | undefined {
  if (typeof wrong !== 'number' && typeof wrong !== 'boolean') return lenience
  const { format } = view.keywords
  if (typeof wrong === 'number' && TIMES.includes(format as string)) return `a number for a ${format}`
  const read = typesOf(view).includes('string') ? String(wrong) : Math.trunc(Number(wrong))
  return typesOf(view).includes('boolean') || schemas.errors(pointer, read).length === 0 ? lenience : undefined
}

const TIMES = ['date-time', 'date', 'time', 'duration']

/** Whether a value breaks one keyword at a place, and nothing else: of alternatives, the one that it comes closest to. */
function breaksOnly(schemas: Schemas, { schema, field }: Place, value: unknown, keyword: string): boolean {
  const faults = faultsOf(schemas, schema, value, 'request')
  const isOwn = (one: string) => one === keyword || (keyword === 'type' && COMPOSITE.includes(one))
  return (
    faults.some(({ error }) => isOwn(error.keyword)) &&
    faults.every(
      ({ path, error }) => pathText(path) === pathText(field.path) && (isOwn(error.keyword) || keyword === 'type'),
    )
  )
}
