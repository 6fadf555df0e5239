/**
 * What of a message says how a target behaves, and not in which run it was: two runs that drew the same answers have the
 * same words here, though their IDs, times, counts and measured durations differ.
 *
 * - An excerpt of JSON is told by its kind and its first key.
 * - IDs, GUIDs, dates, times, durations, e-mail addresses and the origins of URLs are placeholders.
 * - Of the numbers, the statuses of HTTP stay, and a 0: none is another thing than some. Any other is `#`.
 * - Items that are joined by `; ` are a set: how many of a kind there were, and in which order, does not count.
 *
 * Its own result stays as it is. What stands behind the first {@link LONGEST} characters does not count.
 */
export function normalised(text: string): string {
  let found = text.slice(0, LONGEST)
  for (let round = 0; round < ROUNDS; round++) {
    const next = once(found)
    if (next === found) break
    found = next
  }
  return found
}

/** A placeholder may stand where what is around it reads otherwise than before: in odd texts it takes a third round to see that nothing is left. */
const ROUNDS = 8
const LONGEST = 4_000

function once(text: string): string {
  const items = withoutExcerpts(text)
    .replaceAll(/(?<![^\s{["])[^\s{["]*…/g, '…')
    .split(/; /)
    .map((item) =>
      alikeForOne(item.replaceAll(VARYING, placeholder))
        .replace(/( \(and # alike\))+$/, '')
        .trim(),
    )
    .filter((item) => !/^and # more$/.test(item))
  return [...new Set(items)].sort().join('; ')
}

/** How many there were does not count, and so neither does whether it was one: `# entries are` is as `# entry is`. */
const alikeForOne = (item: string): string =>
  item
    .replaceAll(/\b(?:are|were|have)\b/g, (verb) => ({ are: 'is', were: 'was', have: 'has' })[verb] as string)
    .replaceAll(/(?<=# (?:[a-z]+ )?)([a-z]*?)(?:y|ies|(?<=x|ch|sh)es|(?<!s)s)\b/g, '$1')

/** Where one alternative could match the beginning of what another one is for, the longer one stands first. */
const VARYING = new RegExp(
  [
    // The ID of a requirement is fixed for good, and stays.
    /(?<requirement>\b[A-Z]+(?:-[A-Z]+)+-\d{2,}\b)/,
    /(?<origin>\bhttps?:\/\/[^\s/"'<>]+)/,
    /(?<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/,
    /(?<id>\b(?:\d+-)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b[A-Za-z]\w*(?:-[A-Za-z]\w*)*-w?\d{3,}\b)/,
    // A personal number begins with a date.
    /(?<date>\b\d{4}-\d{1,2}-\d{1,2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?:-\w{4})?\b)/,
    /(?<time>\b\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\b)/,
    /(?<duration>\b\d+(?:[.,]\d+)*\s?(?:ms|s|min|h|seconds?|minutes?|hours?)\b(?: \d+ s\b)?)/,
    /(?<word>(?<![A-Za-z\d_])[A-Za-z\d_]*(?:[A-Za-z_]\d|\d[A-Za-z_])[A-Za-z\d_]*)/,
    /(?<number>\d+(?:[.,]\d+)*)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
)

function placeholder(found: string, ...rest: unknown[]): string {
  const groups = rest.at(-1) as Record<string, string | undefined>
  const [at, text] = rest.slice(-3) as [number, string]
  const [kind] = Object.entries(groups).find(([, value]) => value !== undefined) as [string, string]
  switch (kind) {
    case 'requirement':
      // The pattern as a whole takes either case; an ID of a requirement is in capitals.
      return found === found.toUpperCase() ? found : '<id>'
    case 'word':
      // A number with something after it (`26abc`) varies as the number does; `3shape` is a name.
      if (/^\d+[a-z]{1,3}$/i.test(found)) return found.replace(/^\d+/, '#')
      return looksMadeUp(found) ? '<id>' : found
    case 'number':
      return found === '0' || isStatus(found, text.slice(0, at), text.slice(at + found.length)) ? found : '#'
    default:
      return `<${kind}>`
  }
}

/** Of letters and digits in turns, as in `k3j9x0`; `base64`, `3shape` and `utf8` change once. */
function looksMadeUp(word: string): boolean {
  const turns = word.match(/[A-Za-z]\d|\d[A-Za-z]/g)?.length ?? 0
  return word.length >= 5 && turns >= 2
}

/** Words behind which a number is a status where it could be one. */
const BEFORE_A_STATUS =
  /(?:^|[:;,]\s|[(“"]|\b(?:status(?: of)?|a|an|is|was|are|drew|answers?|answered|by|with|or|and|to|after|not|no|than|expected)\s)$/i

/** Whether a number is a status of HTTP: three digits, where a status can stand, and not the count of something (`341 slots`). */
function isStatus(number: string, before: string, after: string): boolean {
  if (!/^[1-5]\d\d$/.test(number) || !BEFORE_A_STATUS.test(before)) return false
  const [, next] = /^ ([a-z]+s)\b/.exec(after) ?? []
  return next === undefined || ['is', 'was', 'has', 'as', 'this', 'thus'].includes(next)
}

/** The text with each excerpt of JSON cut down to its beginning: `{"orderId"…`, `[{"BookingID"…`, `[]`. */
function withoutExcerpts(text: string): string {
  let rest = text
  let kept = ''
  for (;;) {
    const found = /\{\s*["}]|\[\s*[[{"\]\d-]/.exec(rest)
    if (!found) return kept + rest
    const from = rest.slice(found.index)
    kept += rest.slice(0, found.index) + beginningOf(from)
    rest = from.slice(lengthOfExcerpt(from))
  }
}

function beginningOf(json: string): string {
  if (/^(?:\{\s*\}|\[\s*\])/.test(json)) return json.startsWith('{') ? '{}' : '[]'
  if (json.startsWith('[')) {
    const inner = json.slice(1).trimStart()
    return inner.startsWith('{') ? `[${beginningOf(inner).replace(/…$/, '')}…` : '[…'
  }
  const [, key] = /^\{\s*"((?:[^"\\…]|\\.)*)"/.exec(json) ?? []
  return key === undefined ? '{…' : `{"${key}"…`
}

/** Up to the bracket that closes it, or the `…` where it was cut off. */
function lengthOfExcerpt(json: string): number {
  let depth = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const character = json[at]
    if (character === '…') return at + 1
    if (quoted) {
      if (character === '\\') at++
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return at + 1
  }
  return json.length
}
