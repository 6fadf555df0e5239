import { listOr } from '../../engine/words.ts'
import type { ResponseObject } from '../../openapi/document.ts'
import type { Call } from './call.ts'
import type { Matcher } from './matching-rules.ts'
import type { Field } from './pact.ts'
import type { Contradiction, ProfileRules } from './profile.ts'
import { compileRegex } from './regex.ts'
import { namedBy } from './settled.ts'

/** What is expected of an answer's headers beyond what the document promises. */
export function headerProblems(call: Call, documented: ResponseObject, profile: ProfileRules): Contradiction[] {
  const { headers, rules, generators } = call.interaction.response
  const known = Object.keys((documented.headers as object | undefined) ?? {}).map((name) => name.toLowerCase())
  return headers.flatMap((header): Contradiction[] => {
    const name = header.name.toLowerCase()
    const matchers = rules.headers.get(name)
    const tell = (what: string): Contradiction[] => [
      { ...profile.header(call, name), path: header.at, what: `the ${header.name} header ${what}` },
    ]
    if (name === 'content-type') {
      const what = contentTypeWords(header, matchers, Object.keys(documented.content ?? {}))
      return what ? tell(what) : []
    }
    // RFC 9110, section 6.6.1: a server that has a clock sends Date.
    if (!known.includes(name) && name !== 'date') return tell('is expected, and the document does not have it')
    const each = matchers?.flatMap((one) => (one.match === 'either' ? one.matchers : one))
    const isFree = each?.some(({ match }) => match === 'type' || match === 'regex')
    const isSettled =
      generators.headers.get(name)?.type === 'ProviderState' || namedBy(call.interaction.states)(header.values[0])
    return isFree || isSettled
      ? []
      : tell(`must be ${JSON.stringify(header.values[0])}, and the document promises no value`)
  })
}

function contentTypeWords(
  { values: [value = ''] }: Field,
  matchers: readonly Matcher[] | undefined,
  documented: readonly string[],
): string | undefined {
  const promised = documented.length > 0 ? listOr(documented) : 'no body'
  if (documented.length === 0) return `is expected, and the document has ${promised}`
  const regexes = (matchers ?? []).flatMap((one) => (one.match === 'regex' ? (compileRegex(one.regex) ?? []) : []))
  if (matchers && regexes.length === 0) return undefined
  const possible = documented.flatMap((type) => [type, `${type}; charset=utf-8`])
  if (matchers) {
    const refused = possible.find((one) => !regexes.every((regex) => regex.test(one)))
    return refused === undefined
      ? undefined
      : `must match ${JSON.stringify(value)}'s form, and ${JSON.stringify(refused)} is as promised`
  }
  const [type = '', ...params] = value
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const isPromised = documented.includes(type) && params.every((param) => /^charset="?utf-8"?$/.test(param))
  return isPromised ? undefined : `must be ${JSON.stringify(value)}, and the document has ${promised}`
}
