import { type Source, tokensOf } from './source.ts'

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
  /** The same by their paths. */
  byPath: ReadonlyMap<string, readonly Operation[]>
  /** Those that read one thing of a collection, by the collection's path. */
  readers: ReadonlyMap<string, Operation>
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
  /** The document says that it is a guess: `x-assumed: true`. */
  assumed: boolean
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

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands in a value at the end of these keys; undefined where nothing does. */
export const partAt = (value: unknown, keys: readonly (string | number)[]): unknown =>
  keys.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, key) ? (here as Json)[key] : undefined,
    value,
  )

/** What a JSON Pointer leads to in a document; undefined where it leads nowhere. */
export const valueAt = (content: unknown, pointer: string): unknown => partAt(content, tokensOf(pointer))

/** The path of the collection that an operation's path is one thing of; undefined where it is of none. */
export const collectionOf = (path: string): string | undefined => /^(.*)\/\{[^}]+\}$/.exec(path)?.[1]

/** The operation that reads what others of a path change or delete, or, of a list, what they add to. */
export const readerBeside = (api: Api, { path }: Operation): Operation | undefined =>
  api.byPath.get(path)?.find((one) => one.method === 'GET' && !one.deprecated)
