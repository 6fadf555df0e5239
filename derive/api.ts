import { operationNaming } from '../engine/operation-name.ts'
import { decoded, pointerOf, type Source, tokensOf } from './source.ts'

/** A part of a document, by where it stands. */
export type Json = Record<string, unknown>

/** Something of the document that no rule could be derived from. */
export interface Skipped {
  pointer: string
  line: number
  reason: string
}

/** An API as its document describes it, references resolved; what could not be read is listed. */
export interface Api {
  source: Source
  title: string
  /** Path that every operation's begins with, from `servers`: `/v2`, or `''`. */
  basePath: string
  operations: Operation[]
  /** Security schemes by name. */
  schemes: Record<string, SecurityScheme>
  /** Pointers to the schemas that the document says are a guess: `x-assumed: true`. */
  assumed: string[]
  skipped: Skipped[]
}

export interface Operation {
  /** `operationId`, or one made of method and path; unique, without slashes. */
  id: string
  /** In capitals. */
  method: string
  /** As written, with its placeholders: `/pets/{petId}`. */
  path: string
  pointer: string
  deprecated: boolean
  parameters: Parameter[]
  body?: Body
  answers: Answer[]
  /** Alternatives, each of them schemes with their scopes; empty where none is asked for. */
  security: Record<string, string[]>[]
}

export interface Parameter {
  name: string
  in: 'query' | 'path' | 'header' | 'cookie'
  required: boolean
  deprecated: boolean
  style: string
  explode: boolean
  allowReserved: boolean
  /** Pointer to its schema; absent where it has none. */
  schema?: string
  /** For `content`: the media type that its value is written in. */
  media?: string
  examples: { name: string; value: unknown }[]
  pointer: string
}

export interface Body {
  required: boolean
  media: Media[]
  pointer: string
}

export interface Media {
  type: string
  schema?: string
  examples: { name: string; value: unknown }[]
  pointer: string
  /** Of a form of several parts, the fields that are files. */
  files?: string[]
}

export interface Answer {
  /** `200`, `4XX` or `default`. */
  status: string
  media: Media[]
  headers: { name: string; required: boolean; schema?: string; pointer: string }[]
  links: { name: string; operationId?: string; parameters: Json; pointer: string }[]
  pointer: string
}

export interface SecurityScheme {
  type: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS'
  /** For `http`, in lower case: `basic`, `bearer`. */
  scheme?: string
  in?: 'query' | 'header' | 'cookie'
  name?: string
  pointer: string
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** What a path may have besides, by OpenAPI 3.2: other methods. */
const OF_3_2 = ['query', 'additionalOperations']

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads what a document says of its operations. */
export function readApi(source: Source): Api {
  return new Reader(source).api()
}

/** A value with where it stands, its reference followed. */
interface At {
  value: Json
  pointer: string
}

class Reader {
  readonly skipped: Skipped[] = []
  readonly #nameOf = operationNaming()

  constructor(private readonly source: Source) {}

  api(): Api {
    const { content } = this.source
    const info = isObject(content.info) ? content.info : {}
    return {
      source: this.source,
      title: typeof info.title === 'string' ? info.title : this.source.name,
      basePath: this.#basePath(content.servers),
      operations: this.#entries('/paths').flatMap(([path, at]) => this.#operationsOf(path, at)),
      schemes: Object.fromEntries(
        this.#entries('/components/securitySchemes').map(([name, at]) => [name, schemeOf(at)]),
      ),
      assumed: [...assumedIn(content)],
      skipped: this.skipped,
    }
  }

  /** Servers are alternatives: the first one's path is where the operations' paths begin. */
  #basePath(servers: unknown): string {
    const [first] = Array.isArray(servers) ? servers : []
    if (!isObject(first) || typeof first.url !== 'string') return ''
    const variables = isObject(first.variables) ? first.variables : {}
    const url = first.url.replace(/\{([^}]+)\}/g, (_, name: string) => {
      const variable = variables[name]
      return isObject(variable) ? String(variable.default ?? '') : ''
    })
    const path = /^[a-z][a-z0-9+.-]*:\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? (url.startsWith('/') ? url : '')
    return path.replace(/[?#].*$/, '').replace(/\/+$/, '')
  }

  #skip(pointer: string, reason: string): void {
    this.skipped.push({ pointer, line: this.source.lineOf(pointer), reason })
  }

  /** What a pointer leads to, its reference followed; undefined, and listed, where it leads nowhere. */
  #at(pointer: string, seen: readonly string[] = []): At | undefined {
    const value = valueAt(this.source.content, pointer)
    if (!isObject(value)) {
      if (value !== undefined) this.#skip(pointer, 'expected an object')
      return undefined
    }
    if (typeof value.$ref !== 'string') return { value, pointer }
    const target = decoded(value.$ref.replace(/^#/, ''))
    if (seen.includes(target)) {
      this.#skip(pointer, `the reference ${value.$ref} leads back to itself`)
      return undefined
    }
    if (valueAt(this.source.content, target) === undefined) {
      this.#skip(pointer, `the reference ${value.$ref} leads nowhere`)
      return undefined
    }
    return this.#at(target, [...seen, target])
  }

  #entries(pointer: string): [string, At][] {
    const parent = this.#at(pointer)
    if (!parent) return []
    return Object.keys(parent.value).flatMap((key): [string, At][] => {
      if (key.startsWith('x-')) return []
      const at = this.#at(`${parent.pointer}${pointerOf([key])}`)
      return at ? [[key, at]] : []
    })
  }

  #items(parent: At, key: string): At[] {
    const list = parent.value[key]
    if (!Array.isArray(list)) return []
    return list.flatMap((_, index) => this.#at(`${parent.pointer}${pointerOf([key, index])}`) ?? [])
  }

  #operationsOf(path: string, item: At): Operation[] {
    for (const key of OF_3_2.filter((one) => item.value[one] !== undefined))
      this.#skip(`${item.pointer}/${key}`, `${key} of OpenAPI 3.2 is not read`)
    return METHODS.flatMap((method) => {
      const at = this.#at(`${item.pointer}/${method}`)
      return at ? [this.#operation(path, method, item, at)] : []
    })
  }

  #operation(path: string, method: string, item: At, at: At): Operation {
    const own = this.#items(at, 'parameters').flatMap((one) => this.#parameter(one))
    const shared = this.#items(item, 'parameters').flatMap((one) => this.#parameter(one))
    const beside = shared.filter((one) => !own.some((other) => other.name === one.name && other.in === one.in))
    const isBodiless = ['get', 'head', 'trace'].includes(method)
    const body = at.value.requestBody === undefined || isBodiless ? undefined : this.#at(`${at.pointer}/requestBody`)
    if (isBodiless && at.value.requestBody !== undefined)
      this.#skip(`${at.pointer}/requestBody`, `a body of ${method.toUpperCase()} means nothing: it is left out`)
    const security = at.value.security ?? this.source.content.security
    return {
      id: this.#idOf(at, method, path),
      method: method.toUpperCase(),
      path,
      pointer: at.pointer,
      deprecated: at.value.deprecated === true,
      parameters: [...own, ...beside],
      ...(body
        ? { body: { required: body.value.required === true, media: this.#media(body), pointer: body.pointer } }
        : {}),
      answers: this.#entries(`${at.pointer}/responses`).map(([status, answer]) => this.#answer(status, answer)),
      security: Array.isArray(security) ? (security.filter(isObject) as Record<string, string[]>[]) : [],
    }
  }

  #idOf({ value, pointer }: At, method: string, path: string): string {
    const { name, given } = this.#nameOf(value.operationId, method, path)
    if (given !== '' && name !== given)
      this.#skip(pointer, `the operationId ${given} is another operation's: it is called ${name}`)
    return name
  }

  #parameter({ value, pointer }: At): Parameter[] {
    const { name, in: place } = value
    if (typeof name !== 'string' || !['query', 'path', 'header', 'cookie'].includes(place as string)) {
      this.#skip(pointer, 'expected a parameter with name and in')
      return []
    }
    // "If in is header and the name field is Accept, Content-Type or Authorization, the parameter definition SHALL be ignored."
    if (place === 'header' && /^(accept|content-type|authorization)$/i.test(name)) return []
    const style =
      typeof value.style === 'string' ? value.style : place === 'query' || place === 'cookie' ? 'form' : 'simple'
    const [media] = isObject(value.content) ? Object.keys(value.content) : []
    const schema = media === undefined ? `${pointer}/schema` : `${pointer}${pointerOf(['content', media])}/schema`
    const hasSchema = valueAt(this.source.content, schema) !== undefined
    return [
      {
        name,
        in: place as Parameter['in'],
        required: value.required === true || place === 'path',
        deprecated: value.deprecated === true,
        style,
        explode: typeof value.explode === 'boolean' ? value.explode : style === 'form',
        allowReserved: value.allowReserved === true,
        ...(hasSchema ? { schema } : {}),
        ...(media === undefined ? {} : { media }),
        examples: this.#examples({ value, pointer }),
        pointer,
      },
    ]
  }

  #media(parent: At): Media[] {
    return this.#entries(`${parent.pointer}/content`).map(([type, at]) => ({
      type: type.toLowerCase(),
      ...(at.value.schema === undefined ? {} : { schema: `${at.pointer}/schema` }),
      examples: this.#examples(at),
      pointer: at.pointer,
      ...(type.startsWith('multipart/') ? { files: this.#filesOf(`${at.pointer}/schema`) } : {}),
    }))
  }

  #filesOf(schema: string): string[] {
    const properties = this.#at(schema)
    const isFile = ({ value, pointer }: At): boolean =>
      value.format === 'binary' ||
      value.contentMediaType !== undefined ||
      (isObject(value.items) && isFile({ value: value.items, pointer }))
    return properties
      ? this.#entries(`${properties.pointer}/properties`).flatMap(([name, at]) => (isFile(at) ? [name] : []))
      : []
  }

  #answer(status: string, at: At): Answer {
    return {
      status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
      media: this.#media(at),
      headers: this.#entries(`${at.pointer}/headers`)
        .filter(([name]) => !/^content-type$/i.test(name))
        .map(([name, header]) => ({
          name: name.toLowerCase(),
          required: header.value.required === true,
          ...(header.value.schema === undefined ? {} : { schema: `${header.pointer}/schema` }),
          pointer: header.pointer,
        })),
      links: this.#entries(`${at.pointer}/links`).map(([name, link]) => ({
        name,
        ...(typeof link.value.operationId === 'string' ? { operationId: link.value.operationId } : {}),
        parameters: isObject(link.value.parameters) ? link.value.parameters : {},
        pointer: link.pointer,
      })),
      pointer: at.pointer,
    }
  }

  /** `example`, `examples`, and those of the schema. */
  #examples({ value, pointer }: At): { name: string; value: unknown }[] {
    const named = this.#entries(`${pointer}/examples`).flatMap(([name, at]) =>
      ['value', 'dataValue'].flatMap((key) => (Object.hasOwn(at.value, key) ? [{ name, value: at.value[key] }] : [])),
    )
    const schema = value.schema === undefined ? undefined : this.#at(`${pointer}/schema`)
    const ofSchema =
      schema && Object.hasOwn(schema.value, 'example') ? [{ name: 'schema', value: schema.value.example }] : []
    const single = Object.hasOwn(value, 'example') ? [{ name: 'example', value: value.example }] : []
    return [...single, ...named, ...ofSchema]
  }
}

function schemeOf({ value, pointer }: At): SecurityScheme {
  const text = (key: string) => (typeof value[key] === 'string' ? (value[key] as string) : undefined)
  const scheme = text('scheme')?.toLowerCase()
  return {
    type: value.type as SecurityScheme['type'],
    ...(scheme === undefined ? {} : { scheme }),
    ...(text('in') === undefined ? {} : { in: text('in') as SecurityScheme['in'] & {} }),
    ...(text('name') === undefined ? {} : { name: text('name') as string }),
    pointer,
  }
}

function* assumedIn(value: object, pointer = ''): Iterable<string> {
  if ((value as Json)['x-assumed'] === true && /\/schemas?\//.test(`${pointer}/`)) yield pointer
  for (const [key, one] of Object.entries(value as Json))
    if (typeof one === 'object' && one !== null) yield* assumedIn(one, `${pointer}${pointerOf([key])}`)
}

/** What a JSON Pointer leads to in a document; undefined where it leads nowhere. */
export function valueAt(content: unknown, pointer: string): unknown {
  return tokensOf(pointer).reduce<unknown>(
    (value, token) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, token) ? (value as Json)[token] : undefined,
    content,
  )
}

/** The operation that reads what others of a path change or delete, or, of a list, what they add to. */
export const readerBeside = (api: Api, { path }: Operation): Operation | undefined =>
  api.operations.find((one) => one.method === 'GET' && !one.deprecated && one.path === path)
