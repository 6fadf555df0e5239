import { basename } from 'node:path'
import type { Noun } from '../generators/index.ts'
import type { Operation } from './api.ts'
import { changesOf } from './changes.ts'
import { fittingFor } from './generate.ts'
import { readApi } from './reader.ts'
import { idOf } from './rows.ts'
import { Schemas } from './schemas.ts'
import { pointerOf, readSource } from './source.ts'
import { mediaOf } from './wire.ts'

/**
 * What can be generated of a document: the bodies of its operations, and its schemas by their names.
 *
 * @param path absolute
 * @param profile the name of its profile, for IDs
 * @throws ProfileError where there is none that can be read.
 */
export async function nounsOf(path: string, profile: string): Promise<Record<string, Noun>> {
  const source = await readSource(path, basename(path))
  const api = readApi(source)
  const schemas = new Schemas(source)
  const { components } = schemas.document as { components?: { schemas?: object } }
  const valid = (pointer: string, seed: number) => fittingFor(schemas, pointer, { seed, full: true })
  const bodies = api.operations.flatMap((operation): [string, Noun][] => {
    const schema = mediaOf(operation)?.schema
    if (schema === undefined) return []
    const summary = `a body of ${operation.method} ${operation.path}`
    const generate: Noun['generate'] = async (seed, { invalid = false } = {}) => {
      const body = valid(schema, seed)
      return invalid ? brokenBody(schemas, profile, operation, body, seed) : body
    }
    return [[operation.id, { summary, breakable: true, generate }]]
  })
  const named = Object.keys(components?.schemas ?? {}).map((name): [string, Noun] => {
    const pointer = `/components/schemas${pointerOf([name])}`
    return [
      name,
      { summary: 'a schema of the document', breakable: false, generate: async (seed) => valid(pointer, seed) },
    ]
  })
  return Object.fromEntries([...named, ...bodies])
}

/** A body with one change that breaks one clause; which one is drawn by the seed. */
function brokenBody(schemas: Schemas, profile: string, operation: Operation, body: unknown, seed: number) {
  const inputs = { path: {}, query: {}, header: {}, cookie: {}, body }
  const faults = changesOf(schemas, operation)
    .filter(({ accepted, place }) => !accepted && place.startsWith('body'))
    .flatMap(({ place, kind, make }) => {
      const made = make(inputs)
      const all = typeof made === 'string' ? [] : made
      return all.map(({ what, inputs: { body: value } }) => ({
        breaks: idOf(profile, operation, place, kind),
        what,
        value,
      }))
    })
  if (faults.length === 0) throw new RangeError(`nothing is wrong with any body of ${operation.id}`)
  return faults[seed % faults.length]
}
