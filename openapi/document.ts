/**
 * An OpenAPI 3.1 document as far as this repository reads one; `openapi/<profile>.gen.ts` holds each.
 * References are left as they are written (`$ref`).
 */
export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; [field: string]: unknown }
  paths: Record<string, PathItem>
  components?: Components
  [field: string]: unknown
}

export interface Components {
  schemas?: Record<string, Schema>
  responses?: Record<string, ResponseObject>
  [section: string]: unknown
}

export type Schema = Record<string, unknown>

/** The operations of one path by their methods in lower case, and the path's own fields. */
export interface PathItem {
  get?: Operation
  post?: Operation
  put?: Operation
  delete?: Operation
  [field: string]: unknown
}

export interface Operation {
  operationId: string
  /** Operations of the vendor's that share this method and path, and are told apart by their query. */
  'x-operations'?: { operationId: string; [field: string]: unknown }[]
  requestBody?: RequestBody
  responses: Record<string, ResponseObject>
  [field: string]: unknown
}

export interface RequestBody {
  content?: Content
  [field: string]: unknown
}

/** An answer, or a reference to one in `components`. */
export interface ResponseObject {
  $ref?: string
  content?: Content
  [field: string]: unknown
}

/** By media type. */
export type Content = Record<string, MediaType>

export interface MediaType {
  schema?: Schema
  examples?: Record<string, { value?: unknown; [field: string]: unknown }>
  [field: string]: unknown
}

/** Where an operation stands in its document. */
export interface OperationPlace {
  path: string
  /** In lower case. */
  method: 'get' | 'post' | 'put' | 'delete'
  operation: Operation
}

const METHODS = ['get', 'post', 'put', 'delete'] as const

/** Every operation of a document, in its order. */
export function operations(document: OpenApiDocument): OperationPlace[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ path, method, operation }] : []
    }),
  )
}

/** The IDs that an operation goes by: its own, and those of the vendor's operations that share its path. */
export function operationIds(operation: Operation): string[] {
  return [operation.operationId, ...(operation['x-operations'] ?? []).map((one) => one.operationId)]
}

/**
 * The operation that goes by an ID.
 *
 * @throws RangeError where the document has none.
 */
export function findOperation(document: OpenApiDocument, operationId: string): OperationPlace {
  const place = operations(document).find(({ operation }) => operationIds(operation).includes(operationId))
  if (!place) throw new RangeError(`${document.info.title} has no operation ${operationId}`)
  return place
}

/**
 * JSON pointer to the schema of an operation's request body, for `validatorFor`; undefined where none is described.
 *
 * @throws RangeError where the document has no such operation.
 */
export function requestSchema(document: OpenApiDocument, operationId: string): string | undefined {
  const { path, method, operation } = findOperation(document, operationId)
  return schemaPointer(operation.requestBody?.content, ['paths', path, method, 'requestBody'])
}

/**
 * JSON pointer to the schema of an operation's answer of that status, for `validatorFor`; undefined where the document
 * describes no body for it.
 *
 * @throws RangeError where the document has no such operation.
 */
export function answerSchema(document: OpenApiDocument, operationId: string, status: number): string | undefined {
  const { path, method, operation } = findOperation(document, operationId)
  const answer = operation.responses[status]
  const shared = answer?.$ref?.split('/').at(-1)
  return shared === undefined
    ? schemaPointer(answer?.content, ['paths', path, method, 'responses', String(status)])
    : schemaPointer(document.components?.responses?.[shared]?.content, ['components', 'responses', shared])
}

function schemaPointer(content: Content | undefined, parent: string[]): string | undefined {
  const described = Object.entries(content ?? {}).find(([, { schema }]) => schema !== undefined)
  return described && pointer([...parent, 'content', described[0], 'schema'])
}

/** A JSON pointer as a URI fragment (RFC 6901, section 6). */
function pointer(tokens: string[]): string {
  return `#/${tokens.map((token) => encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
}
