/** Secrets shorter than this are only hidden where they stand as a whole word: hiding every `a` would destroy the evidence. */
const WORD_ONLY_BELOW = 8

/**
 * For each secret's key, the user name that Basic authorization joins to it: the `user` or `username` beside it.
 *
 * @param settings the target's own keys, in which the secrets stand
 */
export function usersOf(secrets: Record<string, string>, settings: Record<string, unknown>): Record<string, string> {
  const users = Object.keys(secrets).flatMap((key): [string, string][] => {
    const around = key.split('.').slice(0, -1)
    const beside = around.reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      settings,
    )
    const { user, username } = (beside ?? {}) as { user?: unknown; username?: unknown }
    const name = user ?? username
    return typeof name === 'string' ? [[key, name]] : []
  })
  return Object.fromEntries(users)
}

/**
 * Makes a function that replaces every secret in a text by `[redacted:<key>]`, in the forms in which it may occur:
 * as it is, escaped for JSON, URLs or HTML, character by character and in any mixture; and in base64, alone, behind the
 * user name of Basic credentials, and in the middle of anything else.
 *
 * @param secrets key path in the configuration to value, `{ 'account.password': '…' }`
 * @param users for each password's key, the user name that Basic authorization joins to it
 */
export function redactor(
  secrets: Record<string, string>,
  users: Record<string, string> = {},
): (text: string) => string {
  const keyOf = new Map<string, string>()
  for (const [key, secret] of Object.entries(secrets)) {
    if (secret === '') continue
    const user = users[key]
    const texts = user === undefined ? [secret] : [secret, `${user}:${secret}`]
    for (const form of [secret, ...texts.flatMap(base64Forms), ...base64Cores(secret)]) keyOf.set(form, key)
  }
  if (keyOf.size === 0) return (text) => text
  const forms = [...keyOf].sort(([one], [other]) => other.length - one.length)
  const patternOf = (characterPattern: (character: string) => string) =>
    new RegExp(forms.map(([form]) => `(${toPattern(form, characterPattern)})`).join('|'), 'g')
  const plain = patternOf(literal)
  let escaped: RegExp | undefined
  // It is long: many a redactor, of one request's own secret, never sees a text that has need of it.
  const patternFor = (text: string) => {
    if (!MAY_BE_ESCAPED.test(text)) return plain
    escaped ??= patternOf(anyFormOf)
    return escaped
  }
  return (text) =>
    text.replace(
      patternFor(text),
      (_found, ...groups) => `[redacted:${forms[groups.findIndex((group) => group !== undefined)]?.[1]}]`,
    )
}

/** A copy of a JSON value with its texts redacted, and its numbers where their digits are a secret. */
export function redactedIn<Value>(value: Value, redact: (text: string) => string): Value {
  const copy = (one: unknown): unknown => {
    if (typeof one === 'string') return redact(one)
    // A BigInt is written as text: an exchange is plain JSON, which every reader of it takes.
    if (typeof one === 'bigint') return redact(String(one))
    if (typeof one === 'number') return redact(String(one)) === String(one) ? one : redact(String(one))
    if (Array.isArray(one)) return one.map(copy)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, below]) => [redact(key), copy(below)]))
  }
  return copy(value) as Value
}

const base64Forms = (text: string): string[] => {
  const encoded = Buffer.from(text, 'utf8').toString('base64')
  const url = Buffer.from(text, 'utf8').toString('base64url')
  return [encoded, encoded.replace(/=+$/, ''), url]
}

/** The digits that base64 has for a text wherever it stands in what is encoded: those that share no bit with what is around it. */
function base64Cores(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8')
  const cores = [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
    const from = Math.ceil((before * 8) / 6)
    const to = Math.floor((encoded.length * 8) / 6)
    return [encoded.toString('base64').slice(from, to), encoded.toString('base64url').slice(from, to)]
  })
  return cores.filter((core) => core.length >= WORD_ONLY_BELOW)
}

/** What every escaped form of a character holds. The many texts without it are searched for the secrets as they are, which is faster. */
const MAY_BE_ESCAPED = /[\\%&+]/

function toPattern(form: string, characterPattern: (character: string) => string): string {
  const pattern = [...form].map(characterPattern).join('')
  return form.length < WORD_ONLY_BELOW ? `(?<![A-Za-z0-9])${pattern}(?![A-Za-z0-9])` : pattern
}

const NAMED: Readonly<Record<string, readonly string[]>> = {
  '"': ['\\"', '&quot;'],
  '\\': ['\\\\'],
  '/': ['\\/'],
  '&': ['&amp;'],
  "'": ['&apos;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  ' ': ['+'],
  '\b': ['\\b'],
  '\f': ['\\f'],
  '\n': ['\\n'],
  '\r': ['\\r'],
  '\t': ['\\t'],
}

const anyForms = new Map<string, string>()

/** A pattern for one character, as it is and in every escaped form. */
function anyFormOf(character: string): string {
  const pattern = anyForms.get(character) ?? patternOfAnyForm(character)
  anyForms.set(character, pattern)
  return pattern
}

function patternOfAnyForm(character: string): string {
  const units = Array.from({ length: character.length }, (_, nth) => character.charCodeAt(nth))
  const json = units.map((unit) => `\\\\u${hex(unit, 4)}`).join('')
  const url = [...Buffer.from(character, 'utf8')].map((byte) => `%${hex(byte, 2)}`).join('')
  const code = character.codePointAt(0) as number
  const html = `&#(?:0*${code}|[xX]0*${hex(code, 1)});`
  return `(?:${[...[character, ...(NAMED[character] ?? [])].map(literal), json, url, html].join('|')})`
}

/** Hexadecimal digits in either case. */
const hex = (value: number, digits: number): string =>
  value
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
