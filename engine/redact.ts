/** Secrets shorter than this are only hidden where they stand as a whole word: hiding every `a` would destroy the evidence. */
const WORD_ONLY_BELOW = 8

/**
 * Makes a function that replaces every secret in a text by `[redacted:<key>]`, in the forms in which it may occur:
 * as it is, in base64 (alone, and behind the user name of Basic credentials), URL-encoded, and escaped for JSON.
 *
 * @param secrets key path in the configuration to value, `{ 'account.password': '…' }`
 * @param users for each password's key, the user name that Basic authorization joins to it
 */
export function redactor(
  secrets: Record<string, string>,
  users: Record<string, string> = {},
): (text: string) => string {
  const forms = new Map<string, string>()
  for (const [key, secret] of Object.entries(secrets)) {
    if (secret === '') continue
    const user = users[key]
    const texts = user === undefined ? [secret] : [secret, `${user}:${secret}`]
    for (const text of texts) {
      for (const form of [base64(text), base64(text).replace(/=+$/, ''), base64Url(text)]) forms.set(form, key)
    }
    for (const form of [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      escapeNonAscii(secret),
    ]) {
      forms.set(form, key)
    }
  }
  if (forms.size === 0) return (text) => text
  const longestFirst = [...forms.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map(toPattern).join('|'), 'g')
  return (text) => text.replace(pattern, (form) => `[redacted:${forms.get(form)}]`)
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const base64Url = (text: string) => Buffer.from(text, 'utf8').toString('base64url')
const escapeNonAscii = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

function toPattern(form: string): string {
  const literal = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return form.length < WORD_ONLY_BELOW ? `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])` : literal
}
