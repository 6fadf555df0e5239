import { leftOut, setTo } from '../../generators/alteration.ts'
import { isFields } from '../../generators/fields.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { validatorFor } from '../../openapi/validators.ts'
import { alternativesOf, elementOf, propertyOf, type SchemaNode } from './openapi-node.ts'
import { formatPath, type Path, valueAt } from './path.ts'
import type { Fault } from './profile.ts'

/** A clause that one field of a body breaks. */
export interface FieldFault {
  /** Dotted: `patient.gender`. */
  field: string
  requirement: string
}

/**
 * The clauses that a body breaks, field by field: each field alone is put into a body that is right, so that the clause
 * that is broken then is its own.
 *
 * @param fields dotted; a field that the control does not have either is left out where the body has none
 * @param control a body that breaks no clause
 * @param clausesOf the requirements that a body breaks
 */
export function fieldFaults(
  body: unknown,
  fields: readonly string[],
  control: object,
  clausesOf: (body: object) => readonly string[],
): FieldFault[] {
  return fields.flatMap((field) => {
    const value = valueAt(body, field.split('.'))
    const changed = (value === undefined ? leftOut(field) : setTo(field, value, '')).apply(control)
    return clausesOf(changed).map((requirement) => ({ field, requirement }))
  })
}

/** What a field of a body has, in words: `patient.gender is 2`. */
export function fieldWords(body: unknown, field: string): string {
  const value = valueAt(body, field.split('.'))
  if (value === undefined) return `${field} is missing`
  const shown = JSON.stringify(value)
  return `${field} is ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}`
}

/**
 * What a body has that the document does not describe, or not so, and that no clause speaks of: a server may take it or
 * refuse it.
 *
 * @param at of the body in the pact
 * @param known paths of faults that are told already; what is at or below one of them is left out
 */
export function openFaults(
  document: OpenApiDocument,
  node: SchemaNode,
  body: unknown,
  at: Path,
  known: readonly Path[],
): Fault[] {
  const invalid = validatorFor(
    document,
    node.pointer,
  )(body).map(({ instancePath, params, message, keyword }) => {
    const path = pathOf(instancePath, body)
    if (keyword === 'required') {
      const name = String(params.missingProperty)
      return {
        path: [...path, name],
        what: `${shown([...path, name])} is missing, and the document has it in every request`,
      }
    }
    return {
      path,
      what: `${shown(path)} is ${JSON.stringify(valueAt(body, path))}, and the document has something else there (${message})`,
    }
  })
  const strange = strangers(document, node, body, []).map((path) => ({
    path,
    what: `${shown(path)} is sent, and the document does not have it`,
  }))
  const told = new Set<string>()
  return [...invalid, ...strange].flatMap(({ path, what }): Fault[] => {
    const place = [...at, ...path]
    const key = formatPath(place)
    if (told.has(key) || known.some((one) => isWithin(place, one) || isWithin(one, place))) return []
    told.add(key)
    return [{ requirement: null, level: 'assumed', path: place, what, refusedWith: [] }]
  })
}

const shown = (path: Path): string =>
  path.length === 0 ? 'the body' : formatPath(path).slice(path[0] === undefined ? 1 : 2)

const isWithin = (path: Path, parent: Path): boolean =>
  parent.length <= path.length && parent.every((step, nth) => step === path[nth])

/** A JSON pointer of ajv's as a path. */
function pathOf(pointer: string, body: unknown): Path {
  const path: (string | number)[] = []
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(Array.isArray(valueAt(body, path)) ? Number(name) : name)
  }
  return path
}

/** Properties that no schema of theirs describes. */
function strangers(document: OpenApiDocument, node: SchemaNode, value: unknown, path: Path): Path[] {
  const element = elementOf(document, node)
  if (Array.isArray(value)) {
    return element ? value.flatMap((one, nth) => strangers(document, element, one, [...path, nth])) : []
  }
  const alternatives = alternativesOf(document, node).filter((one) => one.schema.properties)
  if (!isFields(value) || alternatives.length === 0) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const properties = alternatives.flatMap((one) => propertyOf(document, one, name) ?? [])
    if (properties.length === 0) return [[...path, name]]
    return strangers(document, properties[0]!, inner, [...path, name])
  })
}
