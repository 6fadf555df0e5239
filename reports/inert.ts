/**
 * Characters of a target's that do something other than show: control characters and escapes that a terminal obeys and
 * XML 1.0 forbids, lone surrogates, bidi controls that reorder the words around them, and characters that show as nothing.
 */
const ACTIVE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u00ad\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/gu

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * The text with every active character replaced by its JavaScript escape (`\x1b`, `\u{202e}`, `\n`), so that it can be
 * printed on a terminal, put into XML or set in a page. With `lines`, line feeds and tabs stay as they are.
 */
export function visible(text: string, { lines = false } = {}): string {
  return text.replace(ACTIVE, (char) => {
    if (lines && (char === '\n' || char === '\t')) return char
    const code = char.codePointAt(0)!
    const hex = code.toString(16)
    return SHORT[char] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`)
  })
}

/** A copy of a JSON value with every string in it made {@link visible}; property names are the model's own and stay. */
export function visibleDeep<T>(value: T): T {
  if (typeof value === 'string') return visible(value) as T
  if (Array.isArray(value)) return value.map(visibleDeep) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visibleDeep(inner)])) as T
}

/** JSON text with its active characters as `\uXXXX`: the same value to a parser, and harmless where it is printed. */
export function inertJson(json: string): string {
  return json
    .replace(ACTIVE, (char) => {
      // Line feeds in JSON text are its layout; those of a string are escaped already.
      if (char === '\n') return char
      return Array.from(
        { length: char.length },
        (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
      ).join('')
    })
    .replace(COMMAND_INSIDE, '#\\u0023')
}

/** Where GitHub Actions, Azure Pipelines and TeamCity, as they read a log, take a command from inside a line. */
const COMMAND_INSIDE = /##(?=\[|vso\[|teamcity\[)/g

/** Text for a log, in which the CI system that reads it finds no command: `##[add-mask]a`, or `::add-mask::a` at the start of a line. */
export function unheard(text: string): string {
  return text.replace(COMMAND_INSIDE, '#\\x23').replace(/^(\s*):(?=:)/gm, '$1\\x3a')
}

/** Text as HTML or XML takes it, in an element or in a quoted attribute. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
