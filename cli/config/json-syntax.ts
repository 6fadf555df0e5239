/** One token of JSON, with the white space before it. JSON forbids the control characters up to U+001F in a text, not those from U+007F on. */
const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b)/uy

/** What may come next; a scalar is read as `value`. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing'

/**
 * Where a text stops being JSON: `JSON.parse` gives no place for most errors, and quotes the text around it, in which a
 * password may stand.
 *
 * @returns line and column, counted from 1; undefined where the text is JSON.
 */
export function jsonErrorAt(text: string): { line: number; column: number } | undefined {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let at = 0
  for (;;) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    const start = at + (/^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0)
    if (!match) return expected === 'nothing' && start === text.length ? undefined : place(text, start)
    const next = accept(match[1] ?? (match[2] === undefined ? 'scalar' : 'string'), expected, open)
    if (!next) return place(text, start)
    expected = next
    at = TOKEN.lastIndex
  }
}

/** The step of the grammar: what is expected after this token, or undefined where it may not stand here. */
function accept(token: string, expected: Expected, open: ('{' | '[')[]): Expected | undefined {
  const isKey = expected === 'key' || expected === 'key or }'
  const isValue = expected === 'value' || expected === 'value or ]'
  const after = (): Expected => (open.length === 0 ? 'nothing' : ', or end')
  switch (token) {
    case 'string':
      return isKey ? ':' : isValue ? after() : undefined
    case 'scalar':
      return isValue ? after() : undefined
    case '{':
    case '[':
      if (!isValue) return undefined
      open.push(token)
      return token === '{' ? 'key or }' : 'value or ]'
    case ':':
      return expected === ':' ? 'value' : undefined
    case ',':
      return expected === ', or end' ? (open.at(-1) === '{' ? 'key' : 'value') : undefined
    default: {
      const fits = expected === ', or end' || expected === (token === '}' ? 'key or }' : 'value or ]')
      if (!fits || open.pop() !== (token === '}' ? '{' : '[')) return undefined
      return after()
    }
  }
}

function place(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}
