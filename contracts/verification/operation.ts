import type { OpenApiDocument, Operation } from '../../openapi/document.ts'
import { routeOf } from '../check/route.ts'

/** An operation of the document that a request is for. */
export interface Found {
  operationId: string
  /** The document's path, with names in braces. */
  template: string
  /** The requirements that a request and its answer touch, for a pact that names none. */
  requirementsOf(status: number | undefined): string[]
}

/** Finds operations by the document's method and path, and where two share those, by the query. */
export const operationsOf =
  (document: OpenApiDocument) =>
  (method: string, path: string, query: readonly string[]): Found | undefined => {
    const route = routeOf(document, method.toUpperCase(), path)
    if ('methods' in route) return undefined
    const { operation, template } = route
    const shared = (operation['x-operations'] ?? []) as { operationId: string; required: string[] }[]
    const chosen = shared.find(({ required }) => required.every((name) => query.includes(name))) ?? shared[0]
    return {
      operationId: chosen?.operationId ?? operation.operationId,
      template,
      requirementsOf: (status) => requirementsOf(document, operation, status),
    }
  }

/** The path on the target, where the target's differs from the document's. */
export function pathOn(paths: Record<string, string>, { operationId, template }: Found, path: string): string {
  const own = paths[operationId]
  if (own === undefined) return path
  const names = template.split('/')
  const values = path.split('/')
  return own.replace(/\{\w+\}/g, (name) => values[names.indexOf(name)] ?? name)
}

/** Those of the answer with that status; where it has none, those of the operation. */
function requirementsOf(document: OpenApiDocument, operation: Operation, status: number | undefined): string[] {
  const answer = operation.responses[String(status)]
  const shared = answer?.$ref?.split('/').at(-1)
  const described = shared === undefined ? answer : document.components?.responses?.[shared]
  const own = described?.['x-requirements'] ?? operation['x-requirements'] ?? []
  return [...(own as string[])]
}
