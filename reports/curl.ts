import type { ExchangeRequest } from '../engine/exchange.ts'
import {
  basicPair,
  CLIENTS_OWN,
  type Pair,
  placeholder,
  REDACTED,
  type Secret,
  type Variables,
} from './placeholders.ts'

/**
 * A shell command that sends the request again. Secrets are the environment variables that the configuration names for their
 * keys, or else those of the keys: `[redacted:apiKey]` is `"$BITEWING_API_KEY"`. A pair, `[redacted:account.user:account.password]`, stands for its base64;
 * under the scheme Basic it becomes curl's `--user`.
 * Everything else is quoted so that no byte of it is read by the shell (bash, zsh and ksh).
 */
export function curl({ method, url, headers, body }: ExchangeRequest, variables: Variables = {}): string {
  const quote = (text: string) => quoted(text, variables)
  const options: string[] = []
  if (method === 'HEAD') options.push('--head')
  else if (method !== 'GET' || body !== null) options.push(`--request ${quote(method)}`)
  if (/[[\]{}]/.test(url)) options.push('--globoff')
  if (/\/\.{1,2}(\/|$|\?)/.test(url)) options.push('--path-as-is')

  for (const [name, value] of Object.entries(headers)) {
    if (CLIENTS_OWN.has(name)) continue
    const credentials = name === 'authorization' ? basicPair(value, variables) : undefined
    if (credentials) options.push(`--user ${pair(credentials)}`)
    else options.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`)
  }
  if (body === null) return lines(['curl --include', ...options, quote(url)])
  // Without this curl would add a content type of its own.
  if (headers['content-type'] === undefined) options.push("--header 'content-type:'")
  if (!body.includes('\0')) return lines(['curl --include', ...options, `--data-raw ${quote(body)}`, quote(url)])
  // No argument of a command can hold a NUL: the body goes through a pipe.
  return `printf -- ${quote(printfFormat(body))} |\n${lines(['curl --include', ...options, '--data-binary @-', quote(url)])}`
}

function lines(parts: string[]): string {
  return parts.join(' \\\n  ')
}

/** The shell's double-quoted words for a user and a password. */
function pair({ user, password }: Pair): string {
  return `"${secret(user)}:${secret(password)}"`
}

/** What stands between double quotes for a secret. */
function secret(one: Secret): string {
  return 'variable' in one ? `$${one.variable}` : one.words
}

/** Single quotes around what is literal, double quotes around the variables that stand for secrets. */
function quoted(text: string, variables: Variables): string {
  const parts = text.replace(/\p{Cs}/gu, '\ufffd').split(REDACTED)
  const words = parts.map((part, at) => (at % 2 === 1 ? inserted(part, variables) : part === '' ? '' : literal(part)))
  return words.join('') || "''"
}

function inserted(key: string, variables: Variables): string {
  const one = placeholder(key, variables)
  return 'user' in one ? `"$(printf %s ${pair(one)} | base64 | tr -d '\\n')"` : `"${secret(one)}"`
}

/** What could act on a terminal, or hide in it, is written as an escape of `$'…'`, which is then all ASCII. */
function literal(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  if (!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const escaped = text.replace(/[\\']|[^\x20-\x7e]/gu, (char) => {
    if (char === '\n') return '\\n'
    if (char === '\\' || char === "'") return `\\${char}`
    return [...new TextEncoder().encode(char)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
  })
  return `$'${escaped}'`
}

function printfFormat(body: string): string {
  return body.replaceAll('\\', '\\\\').replaceAll('%', '%%').replaceAll('\0', '\\000')
}
