import { answerFor, faultsOf, isRight } from './answers.ts'
import type { Loaded } from './compat.ts'
import { pathText } from './fields.ts'
import { faultsOfRequest, received } from './mock/request.ts'
import { idOf } from './rows.ts'
import { isJson } from './wire.ts'

/** Something that a client sends, or expects of the answer, and the document rules out. */
export interface Misfit {
  at: 'request' | 'status' | 'body'
  /** ID of the derived rule; null where the document has no such operation. */
  requirement: string | null
  what: string
}

/**
 * In what a client's request, and what it expects for an answer, do not fit a document.
 *
 * @param profile the name of the document's profile, for IDs
 * @param body a part of what is expected: what it does not have is not missed; undefined where nothing is said of it
 */
export async function misfitsOf(
  { api, schemas }: Loaded,
  profile: string,
  request: Request,
  { status, body }: { status: number; body?: unknown },
): Promise<Misfit[]> {
  const read = faultsOfRequest(api, schemas, await received(request))
  if (!read)
    return [
      {
        at: 'request',
        requirement: null,
        what: `the document has no ${request.method} ${new URL(request.url).pathname}`,
      },
    ]
  const { operation, faults } = read
  const wrong = (status < 400 ? faults : []).map(({ place, kind }): Misfit => {
    return {
      at: 'request',
      requirement: idOf(profile, operation, place, kind),
      what: `${place} breaks ${kind}, and ${status} is expected`,
    }
  })
  if (!isRight(operation, status)) {
    const documented = operation.answers.map((one) => one.status).join(', ')
    const requirement = idOf(profile, operation, 'status', 'documented')
    return [
      ...wrong,
      { at: 'status', requirement, what: `${status} is expected, and the document answers ${documented}` },
    ]
  }
  const answer = answerFor(operation, status)
  const schema = answer?.media.find(isJson)?.schema
  const unpromised =
    answer && schema !== undefined && body !== undefined ? faultsOf(schemas, schema, body, 'answer') : []
  return [
    ...wrong,
    ...unpromised
      .filter(({ error }) => error.keyword !== 'required')
      .map(({ path, error }): Misfit => {
        const place = `answer.${answer?.status}${path.length > 0 ? `.${pathText(path)}` : ''}`.replace('.[]', '[]')
        return {
          at: 'body',
          requirement: idOf(profile, operation, place, 'schema'),
          what: `${pathText(path) || 'the body'} ${error.message}`,
        }
      }),
  ]
}
