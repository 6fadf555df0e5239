import type { Operation } from '../api.ts'
import { VERSION } from '../fresh.ts'
import { placeOfInteraction } from '../interactions.ts'
import { placeOf } from '../wire.ts'
import { give, type MockSetting, refuse, respond } from './give.ts'
import { namedOf, statusOf } from './named.ts'
import { operationsAt, ownPath } from './paths.ts'
import { type Fault, type Read, readRequest, received, unauthorized } from './request.ts'
import { calledAs, isBelowNothing, isOfAnotherVersion, succeed } from './things.ts'
import { answerFor, exampleOf, jsonOf, refusalOf, successOf } from './values.ts'

/** Answers as the document says, but for the breaches that are seeded. */
export async function answer(setting: MockSetting, request: Request): Promise<Response> {
  const { api, schemas, breach, auth } = setting
  const url = new URL(request.url)
  const path = ownPath(api, url.pathname)
  const there = operationsAt(api, path)
  const [best] = there
  if (!best) return Response.json({ message: 'there is nothing here' }, { status: 404 })
  const same = there.filter((one) => one.operation.path === best.operation.path)
  const found = same.find((one) => one.operation.method === request.method)
  if (!found) {
    if (same.some(({ operation }) => breach.has(operation, 'method', 'method'))) return Response.json({})
    const allow = same.map(({ operation }) => operation.method).join(', ')
    return Response.json({ message: 'not described here' }, { status: 405, headers: { allow } })
  }
  const { operation, values } = found
  const lacking = unauthorized(api, operation, request, auth)
  const isUnseen = (name: string) => {
    const scheme = api.schemes[name]
    return scheme !== undefined && breach.has(operation, placeOf(scheme), 'security')
  }
  // Of several that are asked for at once, each can be overlooked by itself.
  const isOverlooked = operation.security.length === 1 ? lacking.every(isUnseen) : breach.kinds(operation, 'security')
  const isGuarded = lacking.length > 0 && !isOverlooked
  if (isGuarded) {
    const status = [401, 403].find((one) => answerFor(operation, one)?.status === String(one)) ?? 401
    return refuse(setting, operation, status, 'credentials are missing or wrong')
  }
  const read = readRequest(schemas, operation, await received(request), values)
  const named = answerToExample(setting, operation, read)
  if (named) return named
  const isLetPass = ({ place, kind }: Fault) => breach.has(operation, place, kind)
  const passed = read.faults.filter(isLetPass)
  // Whoever does not look at a value's type does not look at the value.
  const unseen = passed.filter(({ kind }) => kind === 'type' || kind === 'null').map(({ place }) => place)
  const faults = read.faults.filter((one) => !isLetPass(one) && !unseen.includes(one.place))
  const fault = faults[0] ?? breach.refuses(operation, read)
  if (fault) {
    const status = fault.kind === 'media' && answerFor(operation, 415)?.status === '415' ? 415 : refusalOf(operation)
    return refuse(setting, operation, status, wordsOf(fault))
  }
  const called = { ...calledAs(setting, operation, path, read), isLoose: passed.length > 0 }
  if (isOfAnotherVersion(setting, called, request.headers.get(VERSION)))
    return refuse(setting, operation, 412, 'it was changed meanwhile')
  if (!called.isLoose && isBelowNothing(setting, operation, called.path))
    return refuse(setting, operation, 404, 'there is none')
  return succeed(setting, called)
}

/** The answer to an example that the document has one to; undefined where all others are answered alike. */
function answerToExample(setting: MockSetting, operation: Operation, read: Read): Response | undefined {
  const { schemas, breach, seed } = setting
  const named = namedOf(operation, read)
  if (!named) return undefined
  const isBroken = breach.has(operation, placeOfInteraction(named), 'example')
  const status = statusOf(operation, named, isBroken)
  if (status === successOf(operation).status) return isBroken ? give(setting, operation, {}) : undefined
  const media = jsonOf(answerFor(operation, status))
  const isRight =
    !isBroken && (media?.schema === undefined || schemas.errors(media.schema, named.answer, 'answer').length === 0)
  const body = isRight ? named.answer : exampleOf(schemas, media, seed)
  return respond(operation, status, media ? body : undefined, media?.type)
}

const wordsOf = ({ place, kind }: Fault): string => `${place.replace(/^[a-z]+\./, '')}: ${kind}`
