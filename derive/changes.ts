import type { ErrorObject } from 'ajv'
import { isObject, type Json, type Operation, type Parameter } from './api.ts'
import { type Field, fieldsOf, pathText, typesOf, type View, viewOf } from './fields.ts'
import { holdsPlace, placeAt, setAt } from './places.ts'
import { isIdentity } from './pool.ts'
import type { Statement } from './rows.ts'
import type { Schemas } from './schemas.ts'
import { tokensOf } from './source.ts'
import { type Inputs, mediaOf } from './wire.ts'

/** One change of an accepted request, and whether it is still to be accepted. */
export interface Change extends Statement {
  accepted: boolean
  /** The changed values, in words and as they are; or why the change cannot be made to these. */
  make(inputs: Inputs): Made[] | string
}

interface Made {
  what: string
  inputs: Inputs
}

/** A place of a request: a parameter, or a field of its body. */
interface Place {
  /** `body.patient.firstName` */
  name: string
  /** `body`, or the place and name of a parameter. */
  root: ['body'] | [Parameter['in'], string]
  /** Pointer to the schema of the root. */
  schema: string
  field: Omit<Field, 'parent'> & { requiredAt: string }
}

/** A value that breaks one keyword, or keeps it; the kind is the ID's. */
interface Attempt {
  kind: string
  keyword: string
  values: unknown[]
  what: string
}

/** What the document says of requests to an operation, as changes of one that is accepted. */
export function changesOf(schemas: Schemas, operation: Operation): Change[] {
  return placesOf(schemas, operation).flatMap((place) => changesAt(schemas, place))
}

function placesOf(schemas: Schemas, { parameters, ...operation }: Operation): Place[] {
  const ofParameters = parameters.flatMap((one): Place[] => {
    if (one.schema === undefined || one.deprecated) return []
    const field = {
      path: [],
      pointer: one.schema,
      required: one.required,
      requiredAt: `${one.pointer}/required`,
      alternative: false,
    }
    return [{ name: `${one.in}.${one.name}`, root: [one.in, one.name], schema: one.schema, field }]
  })
  const schema = mediaOf({ parameters, ...operation })?.schema
  if (schema === undefined) return ofParameters
  const ofBody = fieldsOf(schemas, schema).map(({ parent, ...field }): Place => {
    const name = `body.${pathText(field.path)}`.replace('body.[]', 'body[]')
    return { name, root: ['body'], schema, field: { ...field, requiredAt: parent } }
  })
  const whole = { path: [], pointer: schema, required: false, requiredAt: schema, alternative: false }
  return [...ofParameters, { name: 'body', root: ['body'], schema, field: whole }, ...ofBody]
}

function changesAt(schemas: Schemas, place: Place): Change[] {
  const { field, name, root } = place
  const view = viewOf(schemas, field.pointer)
  if (view.keywords.readOnly === true) return []
  const isWhole = field.path.length === 0
  const last = field.path.at(-1)
  const inBody = root[0] === 'body'
  const refused = attemptsOf(view, inBody).map((attempt) => refusal(schemas, place, view, attempt))
  const leaves: Change[] = []
  const canBeLeftOut = root[0] !== 'path' && last !== '[]' && !(isWhole && inBody)
  if (canBeLeftOut && field.required && !field.alternative) {
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
  } else if (canBeLeftOut && !field.required) {
    leaves.push({
      place: name,
      kind: 'optional',
      title: `${name} may be left out`,
      pointer: field.pointer,
      quote: `${last ?? root[1]}: not required`,
      accepted: true,
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
  return [...leaves, ...refused, ...acceptedOf(schemas, place, view)]
}

const whole = (inputs: Inputs, { root }: Place): unknown =>
  root[0] === 'body' ? inputs.body : inputs[root[0]][root[1]]

/** The inputs with another value of a parameter, or another body; undefined leaves it out. */
function withRoot(inputs: Inputs, { root }: Place, value: unknown): Inputs {
  if (root[0] === 'body') return { ...inputs, body: value }
  const { [root[1]]: _, ...others } = inputs[root[0]]
  return { ...inputs, [root[0]]: value === undefined ? others : { ...others, [root[1]]: value } }
}

/** Servers that take null for nothing at all are many, and documents that say whether it is are few. */
const NULL_FOR_NONE = {
  level: 'assumed',
  silent: 'the document does not say whether null stands for a property that is left out',
} as const

/** A change that breaks one keyword of a place, proved by the document's own schema. */
function refusal(schemas: Schemas, place: Place, view: View, { kind, keyword, values, what }: Attempt): Change {
  const { field, name } = place
  return {
    place: name,
    kind,
    ...(kind === 'null' && !field.required && field.path.length > 0 && field.path.at(-1) !== '[]' ? NULL_FOR_NONE : {}),
    title: `${name}: ${what} is refused`,
    pointer: view.at[keyword] ?? field.pointer,
    accepted: false,
    make: (inputs) => {
      const base = whole(inputs, place)
      if (field.path.length > 0 && !holdsPlace(base, field.path))
        return `the accepted request has nothing around ${name}`
      for (const value of values) {
        const changed = setAt(base, field.path, typeof value === 'function' ? value(placeAt(base, field.path)) : value)
        if (changed === undefined || !breaksOnly(schemas, place, changed, keyword)) continue
        return [
          {
            what: `${name}: ${what} (${shown(placeAt(changed, field.path))})`,
            inputs: withRoot(inputs, place, changed),
          },
        ]
      }
      return `no value of ${name} was found that breaks ${keyword} and nothing else`
    },
  }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

const COMPOSITE = ['anyOf', 'oneOf', 'allOf', 'if', 'not', '$ref']

/** Whether a value breaks one keyword at a place, and nothing else. */
function breaksOnly(schemas: Schemas, { schema, field }: Place, value: unknown, keyword: string): boolean {
  const at = field.path.map((name) => (name === '[]' ? '0' : name))
  const own = keyword === 'required' ? at.slice(0, -1) : at
  const errors = schemas
    .errors(schema, value)
    .filter(({ keyword: one, params }) => !COMPOSITE.includes(one) && !(one === 'type' && params.type === 'null'))
  const isHere = ({ instancePath, keyword: one, params }: ErrorObject) =>
    tokensOf(instancePath).join('/') === own.join('/') &&
    (one === keyword || keyword === 'type') &&
    (one !== 'required' || keyword !== 'required' || params.missingProperty === at.at(-1))
  return errors.some(({ keyword: one }) => one === keyword) && errors.every(isHere)
}

/** Values that break each keyword of a place. */
function attemptsOf(view: View, inBody: boolean): Attempt[] {
  const { keywords } = view
  const types = typesOf(view)
  const found: Attempt[] = []
  const add = (kind: string, keyword: string, what: string, ...values: unknown[]) =>
    found.push({ kind, keyword, what, values })
  const isText = types.includes('string')
  if (inBody && types.length > 0 && !types.includes('null')) add('null', 'type', 'null', null)
  if (types.length > 0) {
    // Servers that read a number as a text do no harm; none has a text for an object.
    const wrong = isText ? (inBody ? [{ bitewing: true }, ['bitewing']] : []) : ['bitewing', ...(inBody ? [7] : [])]
    const isWritten = inBody || !types.some((one) => ['array', 'object'].includes(one))
    if (wrong.length > 0 && isWritten) add('type', 'type', `a value that is no ${types.join(' or ')}`, ...wrong)
  }
  if (Array.isArray(keywords.enum))
    add('enum', 'enum', 'a value that is none of the enum', isText ? 'BITEWING-NONE' : 987654)
  if (Object.hasOwn(keywords, 'const'))
    add('enum', 'const', 'another value than the one', isText ? 'BITEWING-NONE' : 987654)
  const text = (length: number) => (now: unknown) =>
    (typeof now === 'string' && now !== '' ? now : 'x').padEnd(length, 'x').slice(0, length)
  if (typeof keywords.format === 'string' && isText)
    add('format', 'format', `a text that is no ${keywords.format}`, 'not-as-it-should-be', 'not as it should be', '%')
  const number = (key: string) => (typeof keywords[key] === 'number' ? (keywords[key] as number) : undefined)
  const [least, most] = [number('minimum'), number('maximum')]
  const [above, below] = [number('exclusiveMinimum'), number('exclusiveMaximum')]
  if (least !== undefined) add('minimum', 'minimum', `less than ${least}`, least - 1)
  if (above !== undefined) add('minimum', 'exclusiveMinimum', `${above}, which it has to exceed,`, above)
  if (most !== undefined) add('maximum', 'maximum', `more than ${most}`, most + 1)
  if (below !== undefined) add('maximum', 'exclusiveMaximum', `${below}, below which it has to be,`, below)
  const [shortest, longest] = [number('minLength'), number('maxLength')]
  if (shortest !== undefined && shortest > 0 && (inBody || shortest > 1))
    add('minLength', 'minLength', `a text of fewer than ${shortest} characters`, text(shortest - 1))
  if (longest !== undefined && longest < 20_000)
    add(
      'maxLength',
      'maxLength',
      `a text of more than ${longest} characters`,
      text(longest + 1),
      '0'.repeat(longest + 1),
    )
  if (typeof keywords.pattern === 'string')
    add(
      'pattern',
      'pattern',
      'a text that does not match the pattern',
      (now: unknown) => `${now ?? ''}!`,
      (now: unknown) => String(now ?? 'x').replace(/./, '!'),
      '!!',
      'bitewing',
      '0',
      '-1',
    )
  if (inBody && types.includes('array')) {
    const [fewest, largest] = [number('minItems'), number('maxItems')]
    const list = (length: number) => (now: unknown) =>
      Array.isArray(now) && now.length > 0 ? Array.from({ length }, (_, nth) => now[nth % now.length]) : undefined
    if (fewest !== undefined && fewest > 0)
      add('items', 'minItems', `fewer than ${fewest} items`, (now: unknown) =>
        Array.isArray(now) ? now.slice(0, fewest - 1) : undefined,
      )
    else if (largest !== undefined && largest < 1000)
      add('items', 'maxItems', `more than ${largest} items`, list(largest + 1))
    else if (keywords.uniqueItems === true) add('items', 'uniqueItems', 'an item twice', list(2))
  }
  if (inBody && keywords.additionalProperties === false) {
    add('additional', 'additionalProperties', 'a property that is not described', (now: unknown) =>
      isObject(now) ? { ...now, bitewingUndescribed: 'x' } : undefined,
    )
  }
  return found
}

/** Values that the document gives leave for: each of an enum, and the bounds. */
function acceptedOf(schemas: Schemas, place: Place, view: View): Change[] {
  const { keywords } = view
  const last = place.field.path.at(-1) ?? place.root[1] ?? ''
  // What names a thing is not free, whatever its bounds are.
  if (place.root[0] === 'path' || isIdentity(last)) return []
  const values = (Array.isArray(keywords.enum) ? keywords.enum : []).filter((one) => one !== null) as unknown[]
  const bounds = (['minimum', 'maximum'] as const).flatMap((key) =>
    typeof keywords[key] === 'number' ? [keywords[key] as Json[string]] : [],
  )
  const lengths =
    keywords.format === undefined && keywords.pattern === undefined && values.length === 0
      ? (['minLength', 'maxLength'] as const).flatMap((key) => {
          const length = keywords[key]
          return typeof length === 'number' && length > 0 && length <= 5000 ? ['x'.repeat(length)] : []
        })
      : []
  const add = (kind: string, at: string[], of: unknown[], words: string): Change[] => {
    const key = at.find((one) => view.at[one] !== undefined)
    if (of.length === 0 || key === undefined) return []
    const make = (inputs: Inputs): Made[] | string => {
      const base = whole(inputs, place)
      if (place.field.path.length > 0 && !holdsPlace(base, place.field.path))
        return `the accepted request has nothing around ${place.name}`
      return of.flatMap((value) => {
        const changed = setAt(base, place.field.path, value)
        const isNew = JSON.stringify(changed) !== JSON.stringify(base)
        return isNew && schemas.errors(place.schema, changed).length === 0
          ? [{ what: `${place.name}: ${shown(value)}`, inputs: withRoot(inputs, place, changed) }]
          : []
      })
    }
    return [
      {
        place: place.name,
        kind,
        // What a bound allows, what stands beside it may forbid: a day of 31 in a month of 30.
        ...(kind === 'boundary' ? { level: 'should' as const } : {}),
        title: `${place.name}: ${words} is accepted`,
        pointer: view.at[key] as string,
        accepted: true,
        make,
      },
    ]
  }
  return [
    ...add('value', ['enum'], values, 'each value of the enum'),
    ...add('boundary', ['minimum', 'maximum', 'minLength', 'maxLength'], [...bounds, ...lengths], 'each bound'),
  ]
}
