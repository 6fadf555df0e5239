import type { Context } from 'hono'
import type { SchemaNode } from '../config/schema.ts'
import { validate } from '../config/validate.ts'
import { UsageError, usageError } from '../usage-error.ts'

const text: SchemaNode = { type: 'string' }
const ids: SchemaNode = { type: 'array', items: { type: 'string' } }

/** `RunRequest` */
export const RUN: SchemaNode = {
  type: 'object',
  required: ['names'],
  additionalProperties: false,
  properties: {
    names: ids,
    only: ids,
    allowWrites: { type: 'boolean' },
    exhaustive: { type: 'boolean' },
    seed: { type: 'integer' },
  },
}

/** What a proxy is to stand before. */
export const PROXY: SchemaNode = {
  type: 'object',
  required: ['target'],
  additionalProperties: false,
  properties: { target: text },
}

/** `DrillRequest` */
export const DRILL: SchemaNode = {
  type: 'object',
  required: ['client'],
  additionalProperties: false,
  properties: { client: text, only: ids },
}

/** `WaiverRequest` */
export const WAIVER: SchemaNode = {
  type: 'object',
  required: ['run', 'target', 'id', 'reason', 'expires'],
  additionalProperties: false,
  properties: { run: text, target: text, id: text, reason: text, expires: text, seen: text },
}

/**
 * The JSON in a request.
 *
 * @throws UsageError where there is none, or it is another one than the schema says.
 */
export async function bodyOf<Body>(context: Context, schema: SchemaNode): Promise<Body> {
  if (!/^application\/json\b/.test(context.req.header('content-type') ?? '')) {
    throw usageError('content-type', 'expected application/json')
  }
  const body: unknown = await context.req.json().catch(() => {
    throw usageError('the body', 'it is not JSON')
  })
  const problems = await validate(body, new Map(), () => false, schema)
  if (problems.length > 0) throw new UsageError(problems)
  return body as Body
}
