/**
 * A regular expression of a pact, which other languages' engines run, as JavaScript's. It is searched for, as the
 * verifiers do, and not anchored.
 *
 * @returns undefined where JavaScript has nothing that says the same
 */
export function compileRegex(source: string): RegExp | undefined {
  const [, flags = '', rest = ''] = /^(?:\(\?([imsx]+)\))?([\s\S]*)$/.exec(source) ?? []
  const translated = rest
    .replaceAll('\\A', '^')
    .replace(/\\[zZ]/g, '$')
    .replaceAll('\\h', '[0-9a-fA-F]')
  for (const unicode of ['u', '']) {
    try {
      return new RegExp(translated, flags.replaceAll('x', '') + unicode)
    } catch {
      // Tried without the flag, which forbids escapes that are not needed.
    }
  }
  return undefined
}
