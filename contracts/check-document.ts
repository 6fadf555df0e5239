import type { Loaded } from '../derive/compat.ts'
import { misfitsOf } from '../derive/expectation.ts'
import type { Finding } from './check/finding.ts'
import type { HttpInteraction, Pact } from './check/pact.ts'
import { existing, formatPath } from './check/path.ts'
import { pactRequest } from './pact-request.ts'

/**
 * Everything in which a pact does not fit an OpenAPI document, in the order of its interactions.
 *
 * @param profile the name of the document's profile
 * @param name of the file, for the findings
 */
export async function checkByDocument(document: Loaded, profile: string, pact: Pact, name: string): Promise<Finding[]> {
  const calls = pact.interactions.filter((one): one is HttpInteraction => one.kind === 'http')
  const each = calls.map(async ({ description, request, response }): Promise<Finding[]> => {
    const { body, status } = response
    const expected = { status, ...(body.kind === 'json' ? { body: body.value } : {}) }
    const misfits = await misfitsOf(document, profile, pactRequest(request), expected)
    const places = { request: request.at, status: [...response.at, 'status'], body: body.at }
    return misfits.map(({ at, requirement, what }) => ({
      pact: name,
      interaction: description,
      path: formatPath(existing(pact.json, places[at])),
      requirement,
      level: 'must',
      message: `${what}.`,
    }))
  })
  return (await Promise.all(each)).flat()
}
