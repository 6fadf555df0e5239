import { groupedBy } from '../engine/grouped-by.ts'
import { operationNaming } from '../engine/operation-name.ts'
import {
  type Answer,
  type Api,
  collectionOf,
  isObject,
  type Json,
  type Media,
  type Operation,
  type Parameter,
  partAt,
  type SecurityScheme,
  type Skipped,
  valueAt,
} from './api.ts'
import { decoded, eachPart, pointerOf, type Source } from './source.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** What a path may have besides, by OpenAPI 3.2: other methods. */
const OF_3_2 = ['query', 'additionalOperations']

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
    const root = { value: content, pointer: '' }
    const info = isObject(content.info) ? content.info : {}
    const operations = this.#entries(root, 'paths').flatMap(([path, at]) => this.#operationsOf(path, at))
    return {
      source: this.source,
      title: typeof info.title === 'string' ? info.title : this.source.name,
      basePath: this.#basePath(content.servers),
      operations,
      byPath: groupedBy(operations, ({ path }) => path),
      readers: readersOf(operations),
      schemes: Object.fromEntries(
        this.#entries(root, 'components', 'securitySchemes').map(([name, at]) => [name, schemeOf(at)]),
      ),
      assumed: assumedIn(content),
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

  /** What stands below a part, its reference followed; undefined, and listed, where that leads nowhere. */
  #below({ value, pointer }: At, ...keys: (string | number)[]): At | undefined {
    return this.#followed(partAt(value, keys), pointer + pointerOf(keys))
  }

  #followed(value: unknown, pointer: string, seen: readonly string[] = []): At | undefined {
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
    const found = valueAt(this.source.content, target)
    if (found === undefined) {
      this.#skip(pointer, `the reference ${value.$ref} leads nowhere`)
      return undefined
    }
    return this.#followed(found, target, [...seen, target])
  }

  #entries(above: At, ...keys: string[]): [string, At][] {
    const parent = this.#below(above, ...keys)
    if (!parent) return []
    return Object.keys(parent.value).flatMap((key): [string, At][] => {
      if (key.startsWith('x-')) return []
      const at = this.#below(parent, key)
      return at ? [[key, at]] : []
    })
  }

  #items(parent: At, key: string): At[] {
    const list = parent.value[key]
    if (!Array.isArray(list)) return []
    return list.flatMap((_, index) => this.#below(parent, key, index) ?? [])
  }

  #operationsOf(path: string, item: At): Operation[] {
    for (const key of OF_3_2.filter((one) => item.value[one] !== undefined))
      this.#skip(`${item.pointer}/${key}`, `${key} of OpenAPI 3.2 is not read`)
    return METHODS.flatMap((method) => {
      const at = this.#below(item, method)
      return at ? [this.#operation(path, method, item, at)] : []
    })
  }

  #operation(path: string, method: string, item: At, at: At): Operation {
    const own = this.#items(at, 'parameters').flatMap((one) => this.#parameter(one))
    const shared = this.#items(item, 'parameters').flatMap((one) => this.#parameter(one))
    const beside = shared.filter((one) => !own.some((other) => other.name === one.name && other.in === one.in))
    const isBodiless = ['get', 'head', 'trace'].includes(method)
    const body = at.value.requestBody === undefined || isBodiless ? undefined : this.#below(at, 'requestBody')
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
      answers: this.#entries(at, 'responses').map(([status, answer]) => this.#answer(status, answer)),
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
    const schema = [...(media === undefined ? [] : ['content', media]), 'schema']
    return [
      {
        name,
        in: place as Parameter['in'],
        required: value.required === true || place === 'path',
        deprecated: value.deprecated === true,
        style,
        explode: typeof value.explode === 'boolean' ? value.explode : style === 'form',
        allowReserved: value.allowReserved === true,
        ...(partAt(value, schema) === undefined ? {} : { schema: pointer + pointerOf(schema) }),
        ...(media === undefined ? {} : { media }),
        examples: this.#examples({ value, pointer }),
        pointer,
      },
    ]
  }

  #media(parent: At): Media[] {
    return this.#entries(parent, 'content').map(([type, at]) => ({
      type: type.toLowerCase(),
      ...(at.value.schema === undefined ? {} : { schema: `${at.pointer}/schema` }),
      examples: this.#examples(at),
      pointer: at.pointer,
      ...(type.startsWith('multipart/') ? { files: this.#filesOf(at) } : {}),
    }))
  }

  #filesOf(media: At): string[] {
    const isFile = ({ value, pointer }: At): boolean =>
      value.format === 'binary' ||
      value.contentMediaType !== undefined ||
      (isObject(value.items) && isFile({ value: value.items, pointer }))
    const schema = this.#below(media, 'schema')
    return schema ? this.#entries(schema, 'properties').flatMap(([name, at]) => (isFile(at) ? [name] : [])) : []
  }

  #answer(status: string, at: At): Answer {
    return {
      status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
      assumed: at.value['x-assumed'] === true,
      media: this.#media(at),
      headers: this.#entries(at, 'headers')
        .filter(([name]) => !/^content-type$/i.test(name))
        .map(([name, header]) => ({
          name: name.toLowerCase(),
          required: header.value.required === true,
          ...(header.value.schema === undefined ? {} : { schema: `${header.pointer}/schema` }),
          pointer: header.pointer,
        })),
      links: this.#entries(at, 'links').map(([name, link]) => ({
        name,
        ...(typeof link.value.operationId === 'string' ? { operationId: link.value.operationId } : {}),
        parameters: isObject(link.value.parameters) ? link.value.parameters : {},
        pointer: link.pointer,
      })),
      pointer: at.pointer,
    }
  }

  /** `example`, `examples`, and those of the schema. */
  #examples(at: At): { name: string; value: unknown }[] {
    const { value } = at
    const named = this.#entries(at, 'examples').flatMap(([name, one]) =>
      ['value', 'dataValue'].flatMap((key) => (Object.hasOwn(one.value, key) ? [{ name, value: one.value[key] }] : [])),
    )
    const schema = this.#below(at, 'schema')
    const ofSchema =
      schema && Object.hasOwn(schema.value, 'example') ? [{ name: 'schema', value: schema.value.example }] : []
    const single = Object.hasOwn(value, 'example') ? [{ name: 'example', value: value.example }] : []
    return [...single, ...named, ...ofSchema]
  }
}

function readersOf(operations: readonly Operation[]): Map<string, Operation> {
  const readers = new Map<string, Operation>()
  for (const one of operations) {
    const collection = one.method === 'GET' ? collectionOf(one.path) : undefined
    if (collection !== undefined && !readers.has(collection)) readers.set(collection, one)
  }
  return readers
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

/** Pointers to the schemas that are marked as assumed. */
function assumedIn(content: object): string[] {
  const found: string[] = []
  eachPart(content, (part, path) => {
    if (part['x-assumed'] === true && path.some((one) => one === 'schema' || one === 'schemas'))
      found.push(pointerOf(path))
  })
  return found
}
