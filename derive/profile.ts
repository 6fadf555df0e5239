import { basename, extname } from 'node:path'
import type { Profile, SettingsSchema } from '../engine/profile.ts'
import type { Api, Operation, SecurityScheme, Skipped } from './api.ts'
import { clientSide } from './client.ts'
import { Driver } from './driver.ts'
import { mockFor } from './mock/index.ts'
import { deriveAll, PHASES } from './operation.ts'
import { readApi } from './reader.ts'
import { Schemas } from './schemas.ts'
import { readSource } from './source.ts'
import { mediaOf } from './wire.ts'

/** A profile that was derived from a document, and what of the document no rule could be derived from. */
export interface DerivedProfile {
  manifest: Profile
  notes: string[]
}

/** The name of a document's profile: its file's, as profiles are named. */
export const nameOf = (path: string): string =>
  basename(path, extname(path))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '') || 'api'

/**
 * Derives a profile from an OpenAPI document.
 *
 * @param path absolute
 * @param shown the path as messages name it
 * @throws ProfileError where there is none that can be read.
 */
export async function deriveProfile(path: string, shown: string, name = nameOf(path)): Promise<DerivedProfile> {
  const source = await readSource(path, basename(shown))
  const api = readApi(source)
  const schemas = new Schemas(source)
  const notes = notesOf(api, schemas)
  const all = once(() => deriveAll(api, schemas, name))
  const manifest: Profile = {
    name,
    title: api.title.replace(/\s+/g, ' ').trim() || name,
    openapi: path,
    requirements: () => all().rows,
    rules: () => all().rules,
    experiments: () => all().experiments,
    phases: PHASES,
    settings: settingsOf(api),
    init: initOf(api, name),
    client: once(() => clientSide(api, schemas, name, all().rows)),
    mock: () => {
      const { rows } = all()
      return mockFor(api, schemas, name, rows)
    },
    open(session, run) {
      all()
      const driver = new Driver(api, schemas, session, run)
      const told = () => {
        const leftBehind = session.ledger.leftBehind()
        return { ...(notes.length > 0 ? { discovered: notes } : {}), ...(leftBehind.length > 0 ? { leftBehind } : {}) }
      }
      return { context: { driver }, told }
    },
  }
  return { manifest, notes }
}

/** Makes something when it is first asked for. */
function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** What of a document no rule could be derived from, a line each. */
function notesOf({ source, skipped, operations }: Api, { flaws }: Schemas): string[] {
  const line = ({ pointer, line, reason }: Skipped) => `${source.name}:${line} #${pointer}: ${reason}`
  const told = (operation: Operation, reason: string) =>
    line({ pointer: operation.pointer, line: source.lineOf(operation.pointer), reason })
  const lines = [
    ...skipped.map(line),
    ...flaws.map((one) => line({ ...one, line: source.lineOf(one.pointer) })),
    ...operations.flatMap((one) => {
      if (one.deprecated) return [told(one, `${one.id} is deprecated, and is left alone`)]
      const unwritten = one.body && one.body.media.length > 0 && !mediaOf(one)
      return unwritten
        ? [
            told(
              one,
              `${one.id} takes ${one.body?.media.map(({ type }) => type).join(', ')}, which is not written here: it is called without a body`,
            ),
          ]
        : []
    }),
  ]
  return [...new Set(lines)]
}

const definition = (name: string, description: string): SettingsSchema => ({ $ref: `#/$defs/${name}`, description })

const object = (title: string, description: string, properties: Record<string, SettingsSchema>): SettingsSchema => ({
  title,
  description,
  type: 'object',
  additionalProperties: false,
  properties,
})

function credentialsOf({ type, scheme }: SecurityScheme): Record<string, SettingsSchema> {
  if (type === 'apiKey') return { value: definition('headerSecret', 'The key.') }
  if (scheme === 'basic') return { user: definition('user', 'User name.'), password: definition('secret', 'Password.') }
  return { token: definition('headerSecret', 'The token.') }
}

/** What a target of the document may be configured with. */
function settingsOf({ title, schemes }: Api): SettingsSchema {
  const auth = Object.entries(schemes).map(([name, scheme]) => [
    name,
    object(
      `an object with the credentials of ${name}`,
      `Credentials of the security scheme ${name}.`,
      credentialsOf(scheme),
    ),
  ])
  return {
    title: `a target of ${title}`,
    type: 'object',
    properties: {
      ...(auth.length > 0
        ? {
            auth: object(
              'an object of credentials by security scheme',
              'Credentials by security scheme.',
              Object.fromEntries(auth),
            ),
          }
        : {}),
      values: {
        title: 'an object of values by name',
        description: 'Values of requests: by "operation.path.to.field", or by a name that stands for every operation.',
        type: 'object',
        default: {},
      },
      skip: {
        title: 'a list of operations',
        description: 'Operations that are left alone.',
        type: 'array',
        default: [],
        items: { title: 'an operationId', type: 'string', minLength: 1 },
      },
      rateLimit: {
        title: 'an object with cases, windowSeconds and operations',
        description:
          'The limit that accepted requests to these operations are held under; by default to all that write.',
        type: 'object',
        additionalProperties: false,
        required: ['cases', 'windowSeconds'],
        properties: {
          cases: definition('count', 'Accepted requests in any window.'),
          windowSeconds: {
            title: 'a number of seconds above 0',
            description: 'Length of the window.',
            type: 'number',
            exclusiveMinimum: 0,
          },
          operations: {
            title: 'a list of operations',
            description: 'The operations that it counts.',
            type: 'array',
            items: { title: 'an operationId', type: 'string', minLength: 1 },
          },
        },
      },
    },
  }
}

/** A target to start from. */
function initOf({ schemes }: Api, name: string): Record<string, unknown> {
  const variable = (...path: string[]) =>
    `\${${[name, ...path]
      .join('_')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .toUpperCase()}}`
  const auth = Object.entries(schemes).map(([scheme, one]) => [
    scheme,
    Object.fromEntries(Object.keys(credentialsOf(one)).map((key) => [key, variable(scheme, key)])),
  ])
  return { baseUrl: variable('base_url'), ...(auth.length > 0 ? { auth: Object.fromEntries(auth) } : {}) }
}
