import { requestSchema } from '../../../openapi/document.ts'
import { document } from '../../../openapi/inbox.gen.ts'
import { validatorFor } from '../../../openapi/validators.ts'
import { type Call, isPathFromState, type StandIn, sentBodies, sentHeader, sentQuery } from '../call.ts'
import { missingHeader } from '../credentials.ts'
import { openFaults } from '../fields.ts'
import { schemaAt } from '../openapi-node.ts'
import { mediaTypeOf } from '../pact.ts'
import type { Fault } from '../profile.ts'

const INVALID = [400, 422]

/** What is wrong with a request, as far as it can be seen in it. */
export function requestFaults(call: Call): Fault[] {
  switch (call.operationId) {
    case 'completeAuthorization':
      return callbackFaults(call)
    case 'receivePush':
      return [...missingHeader(call, 'X-Push-Secret', 'INBOX-PUSH-05', [401, 403]), ...bodyFaults(call)]
    default:
      return [...tokenFaults(call), ...pathFaults(call), ...vendorFaults(call), ...bodyFaults(call)]
  }
}

function tokenFaults(call: Call): Fault[] {
  const header = sentHeader(call, 'Authorization')
  if (!header) return missingHeader(call, 'Authorization', 'INBOX-CONN-07', [401])
  if (header.fromState || /^bearer +\S/i.test(header.value)) return []
  const what = 'the Authorization header has no bearer token'
  return [{ requirement: 'INBOX-CONN-07', path: header.at, what, refusedWith: [401] }]
}

function pathFaults(call: Call): Fault[] {
  const { inboxId } = call.route.pathParams
  const isRight =
    inboxId === undefined || validatorFor(document, '#/components/parameters/InboxId/schema')(inboxId).length === 0
  if (isRight || isPathFromState(call)) return []
  const path = [...call.interaction.request.at, 'path']
  return [
    {
      requirement: 'INBOX-HTTP-01',
      path,
      what: `inboxId is ${JSON.stringify(inboxId)}, which is no UUID`,
      refusedWith: [400, 403, 404],
    },
  ]
}

/** `?vendor=` of the list of cases. */
function vendorFaults(call: Call): Fault[] {
  const vendor = call.operationId === 'listCases' ? sentQuery(call, 'vendor') : undefined
  if (!vendor || vendor.fromState || validatorFor(document, 'Vendor')(vendor.value).length === 0) return []
  const what = `vendor is ${JSON.stringify(vendor.value)}, which is none of the profile's`
  return [{ requirement: 'INBOX-HTTP-02', path: vendor.at, what, refusedWith: INVALID }]
}

function callbackFaults(call: Call): Fault[] {
  const at = [...call.interaction.request.at, 'query']
  return [
    ['state', 'INBOX-AUTH-05'],
    ['code', 'INBOX-HTTP-01'],
  ].flatMap(([name = '', requirement = '']): Fault[] => {
    const sent = sentQuery(call, name)
    if (sent && (sent.fromState || sent.value !== '')) return []
    return [{ requirement, path: sent?.at ?? at, what: `the query has no ${name}`, refusedWith: [400] }]
  })
}

/** A value that the schema takes, for what a state gives. */
const standIn: StandIn = (field, _name, example) => {
  if (field === 'vendor') return 'itero'
  return field === 'createdAt'
    ? '2026-01-05T08:00:00Z'
    : typeof example === 'string' && example !== ''
      ? example
      : 'synthetic'
}

function bodyFaults(call: Call): Fault[] {
  const schema = requestSchema(document, call.operationId)
  const { request } = call.interaction
  if (!schema) return []
  const requirement = call.operationId === 'connectInbox' ? 'INBOX-CONN-09' : 'INBOX-HTTP-01'
  const { body } = request
  const wrong = (what: string, path: Fault['path'] = body.at): Fault[] => [
    { requirement, path, what, refusedWith: INVALID },
  ]
  if (body.kind === 'text') return wrong('the body is not JSON')
  if (body.kind !== 'json') return wrong('the request has no body')
  const type = mediaTypeOf(request)
  const wrongType =
    type === undefined || /^application\/(?:.+\+)?json$/.test(type)
      ? []
      : wrong(`the body is sent as ${type}`, [...request.at, 'headers'])
  const node = schemaAt(document, schema)
  return [...wrongType, ...(sentBodies(call, standIn) ?? []).flatMap((one) => invalid(one))]

  function invalid(value: unknown): Fault[] {
    const open = openFaults(document, node, value, body.at, [])
    if (validatorFor(document, schema!)(value).length === 0) return open
    // Of a choice of schemas, those that the vendor does not select have errors of their own to tell.
    const own = call.operationId === 'connectInbox' ? connectionFaults(value) : undefined
    return own
      ? wrong(own.what, [...body.at, ...own.path])
      : open.map(({ path, what }): Fault => ({ requirement, path, what, refusedWith: INVALID }))
  }
}

function connectionFaults(value: unknown): { path: string[]; what: string } {
  const { vendor, username, password } = (value ?? {}) as Record<string, unknown>
  if (validatorFor(document, 'Vendor')(vendor).length > 0) {
    return {
      path: ['vendor'],
      what:
        vendor === undefined
          ? 'vendor is missing'
          : `vendor is ${JSON.stringify(vendor)}, which is none of the profile's`,
    }
  }
  const isText = (one: unknown) => typeof one === 'string' && one !== ''
  const name = isText(username) ? 'password' : 'username'
  const given = name === 'password' ? password : username
  return {
    path: [name],
    what: `${name} is ${given === undefined ? 'missing' : JSON.stringify(given)} for the login-based vendor`,
  }
}
