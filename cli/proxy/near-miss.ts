import { distance } from 'fastest-levenshtein'
import type { Change, Exchange } from '../../engine/exchange.ts'
import { differences, parsed } from '../../engine/json-diff.ts'

/** Header fields of which each request has its own. */
const OWN_FIELDS =
  /^(host|connection|content-length|transfer-encoding|date|user-agent|accept.*|traceparent|tracestate|x-.*(id|trace).*)$/
/** So many right requests of one kind are looked at, the latest of them, for so many wrong ones, the first of them. */
const MOST_RIGHT = 200
const MOST_WRONG = 50

/**
 * Each request that breaks a rule beside one that breaks none and differs in one place alone: `controlId` and `changes`, as
 * a variation has them. Where an equal request breaks none, what is wrong does not stand in the request.
 *
 * @param wrong the IDs of those that break a rule
 */
export function withNearMisses(exchanges: readonly Exchange[], wrong: ReadonlySet<string>): Exchange[] {
  const right = new Map<string, Exchange[]>()
  for (const one of exchanges) {
    if (wrong.has(one.id) || one.operation === '') continue
    const known = right.get(one.operation)
    if (!known) right.set(one.operation, [one])
    else if (known.push(one) > MOST_RIGHT) known.shift()
  }
  let looked = 0
  return exchanges.map((one) => {
    const near = wrong.has(one.id) && looked++ < MOST_WRONG ? nearMiss(one, right) : undefined
    return near ? { ...one, controlId: near.control.id, changes: near.changes } : one
  })
}

function nearMiss(
  wrong: Exchange,
  right: ReadonlyMap<string, readonly Exchange[]>,
): { control: Exchange; changes: Change[] } | undefined {
  const candidates = wrong.operation === '' ? [...right.values()].flat() : (right.get(wrong.operation) ?? [])
  const compared = candidates.map((control) => ({ control, changes: changesOf(control, wrong) }))
  if (compared.some(({ changes }) => changes.length === 0)) return undefined
  return compared
    .filter(({ changes }) => changes.length === 1)
    .map((one) => ({
      ...one,
      edits: distance(written(one.changes[0]?.from), written(one.changes[0]?.to)),
    }))
    .sort((one, other) => one.edits - other.edits)[0]
}

/** What is absent is written as nothing. */
const written = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value))

/** The first near miss among them, in words; '' where there is none. */
export function nearMissInWords(exchanges: readonly Exchange[], wrong: readonly string[]): string {
  const one = withNearMisses(exchanges, new Set(wrong)).find(({ id, changes }) => changes && wrong.includes(id))
  const [change] = one?.changes ?? []
  if (!one || !change) return ''
  const shown = (value: unknown) => (value === undefined ? 'absent' : JSON.stringify(value).slice(0, 80))
  return ` (beside ${one.controlId}, ${one.id} differs in ${change.at} alone: ${shown(change.to)}, not ${shown(change.from)})`
}

/** In what a request differs from one that is right. */
function changesOf({ request: right }: Exchange, { request: wrong }: Exchange): Change[] {
  const line = (name: string, from: string, to: string): Change[] => (from === to ? [] : [{ at: name, from, to }])
  const [rightUrl, wrongUrl] = [new URL(right.url), new URL(wrong.url)]
  const fields = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_FIELDS.test(name)))
  const [from, to] = [parsed(right.body), parsed(wrong.body)]
  return [
    ...line('method', right.method, wrong.method),
    ...line('path', rightUrl.pathname, wrongUrl.pathname),
    ...differences(Object.fromEntries(rightUrl.searchParams), Object.fromEntries(wrongUrl.searchParams), 'query'),
    ...differences(fields(right.headers), fields(wrong.headers), 'header'),
    ...(from === undefined || to === undefined
      ? line('body', right.body ?? '', wrong.body ?? '')
      : differences(from, to, 'body')),
  ]
}
