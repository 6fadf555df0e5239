import type { Call } from '../engine/probe-context.ts'
import type { Api, Operation } from './api.ts'
import type { Driver } from './driver.ts'
import { typesOf, viewOf } from './fields.ts'
import { takesVersion, VERSION } from './fresh.ts'
import { isIdentity } from './pool.ts'
import type { Statement } from './rows.ts'
import type { Schemas } from './schemas.ts'
import { unknownFor } from './unknown.ts'
import { type Inputs, mediaOf } from './wire.ts'

/** A change of how a request is made, rather than of its values. */
export interface CallChange extends Statement {
  what: string
  /** The method that is sent instead, where it is another. */
  method?: string
  change(call: Call, driver: Driver, inputs: Inputs): Call
}

/** What a document says of how requests are made: media types, methods, IDs of nothing. */
export function callChanges(api: Api, schemas: Schemas, operation: Operation): CallChange[] {
  const media = mediaOf(operation)
  const { body, path, pointer } = operation
  const found: CallChange[] = []
  if (body?.required && media) {
    found.push({
      place: 'body',
      kind: 'required',
      title: 'a body is required: a request without one is refused',
      pointer: `${body.pointer}/required`,
      what: 'without a body',
      change: ({ body: _body, headers = {}, ...call }) => ({ ...call, headers: without(headers, 'content-type') }),
    })
  }
  if (media && /[/+]json\b/.test(media.type)) {
    if (!body?.media.some(({ type }) => type === '*/*' || type.startsWith('text/')))
      found.push({
        place: 'body',
        kind: 'media',
        // Servers that read every body as JSON are many, and do no harm.
        level: 'should',
        title: 'a body of another media type is refused',
        pointer: media.pointer,
        quote: `content: ${body?.media.map(({ type }) => type).join(', ')}`,
        what: 'the body as text/csv',
        change: (call) => ({ ...call, headers: { ...call.headers, 'content-type': 'text/csv' } }),
      })
    found.push({
      place: 'body',
      kind: 'malformed',
      title: 'a body that is no JSON is refused',
      pointer: media.pointer,
      quote: `content: ${media.type}`,
      what: 'a body that breaks off',
      change: (call) => ({ ...call, body: brokenOff(String(call.body ?? '')) }),
    })
  }
  const beside = api.byPath.get(path) ?? []
  const other = ['PATCH', 'PUT', 'POST'].find((method) => !beside.some((one) => one.method === method))
  if (beside[0] === operation && other)
    found.push({
      place: 'method',
      kind: 'method',
      level: 'should',
      title: `${other}, which is not described at this path, is refused`,
      pointer: pointer.replace(/\/[^/]*$/, ''),
      quote: `${path}: ${beside.map(({ method }) => method.toLowerCase()).join(', ')}`,
      what: `${other} in place of ${operation.method}`,
      method: other,
      change: ({ body: _, ...call }) => ({ ...call, method: other }),
    })
  if (takesVersion(operation) && operation.answers.some(({ status }) => status === '412'))
    found.push({
      place: 'header.If-Match',
      kind: 'unknown',
      title: 'another version than the one that is there is refused',
      pointer: `${pointer}/responses/412`,
      what: 'a version that is not there',
      change: (call) => ({ ...call, headers: { ...call.headers, [VERSION]: '"bitewing-none"' } }),
    })
  const lastName = /\{([^{}]+)\}[^{}]*$/.exec(path)?.[1]
  const last = operation.parameters.find((one) => one.in === 'path' && one.name === lastName)
  const has404 = operation.answers.some((one) => one.status === '404')
  const isRead = operation.method === 'GET' && isIdentity(last?.name ?? '') && path.endsWith(`{${last?.name}}`)
  if (last?.schema !== undefined && (isRead || has404)) {
    const { schema, name } = last
    const view = viewOf(schemas, schema)
    if (!view.keywords.enum && typesOf(view)[0] !== 'boolean')
      found.push({
        place: `path.${name}`,
        kind: 'unknown',
        level: has404 ? 'must' : 'should',
        title: `a ${name} of nothing is refused`,
        pointer: has404 ? `${pointer}/responses/404` : last.pointer,
        ...(has404 ? {} : { quote: `name: ${name}, in: path` }),
        what: `a ${name} of nothing`,
        change: (_, driver, inputs) =>
          driver.callOf(operation, { ...inputs, path: { ...inputs.path, [name]: unknownFor(schemas, schema)[0] } }),
      })
  }
  return found
}

export const without = (headers: NonNullable<Call['headers']>, name: string) => {
  const { [name]: _, ...others } = headers
  return others
}

/** JSON that breaks off: of a number, what is left would be one. */
const brokenOff = (json: string): string => (/[\d\s]$/.test(json) || json.length < 2 ? `{${json}` : json.slice(0, -1))
