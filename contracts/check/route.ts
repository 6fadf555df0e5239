import { type OpenApiDocument, type Operation, operations } from '../../openapi/document.ts'
import { token } from './openapi-node.ts'

/** The operation that a request is for. */
export interface Route {
  operation: Operation
  /** As the document writes it: `/api/v1/clinic/{clinicID}`. */
  template: string
  /** JSON pointer to the operation. */
  pointer: string
  /** Values of the path's parameters, decoded. */
  pathParams: Readonly<Record<string, string>>
}

/** A path that no operation has, or that none has with that method. */
export interface NoRoute {
  /** Methods that the path has. */
  methods: readonly string[]
  /** Paths of the document. */
  paths: readonly string[]
}

/** @param method in upper case */
export function routeOf(document: OpenApiDocument, method: string, path: string): Route | NoRoute {
  const onPath = operations(document)
    .map((place) => ({ ...place, pathParams: paramsIn(place.path, path) }))
    .filter(({ pathParams }) => pathParams !== undefined)
  const found = onPath.find((place) => place.method.toUpperCase() === method)
  if (!found) {
    const methods = onPath.map((place) => place.method.toUpperCase())
    return { methods, paths: Object.keys(document.paths) }
  }
  return {
    operation: found.operation,
    template: found.path,
    pointer: `#/paths/${token(found.path)}/${found.method}`,
    pathParams: found.pathParams!,
  }
}

/** The parameters of a path that has the form of a template; undefined for one that has not. */
function paramsIn(template: string, path: string): Record<string, string> | undefined {
  const expected = template.split('/')
  const given = path.split('/')
  if (expected.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, step] of expected.entries()) {
    const name = /^\{(.+)\}$/.exec(step)?.[1]
    const value = given[at]!
    if (name === undefined ? value !== step : value === '') return undefined
    if (name !== undefined) params[name] = decoded(value)
  }
  return params
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
