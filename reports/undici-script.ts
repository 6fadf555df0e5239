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
 * A module for Node that sends the request again by undici, as the suite sent it. Secrets are read from the environment
 * variables that the configuration names for their keys, or else those of the keys; all else is a string literal in which nothing is active.
 */
export function undiciScript({ method, url, headers, body }: ExchangeRequest, variables: Variables = {}): string {
  const expression = (text: string) => expressionOf(text, variables)
  const sent = Object.entries(headers).filter(([name]) => !CLIENTS_OWN.has(name))
  const lines = [
    `const { statusCode, headers, body } = await request(${expression(url)}, {`,
    `  method: ${expression(method)},`,
    ...(sent.length > 0
      ? ['  headers: {', ...sent.map(([name, value]) => `    ${header(name, value, variables)},`), '  },']
      : []),
    ...(body === null ? [] : [`  body: ${expression(body)},`]),
    '})',
    'console.log(statusCode, headers)',
    'console.log(await body.text())',
  ]
  return [
    '// npm install undici, then: node repeat.mjs',
    "import { request } from 'undici'",
    '',
    ...(lines.some((line) => line.includes('env(')) ? [ENVIRONMENT, ''] : []),
    ...lines,
  ].join('\n')
}

const ENVIRONMENT = `const env = (name) => {
  if (process.env[name] === undefined) throw new Error(name + ' is not set')
  return process.env[name]
}`

function header(name: string, value: string, variables: Variables): string {
  const pair = name === 'authorization' ? basicPair(value, variables) : undefined
  return `${literal(name)}: ${pair ? `'Basic ' + ${encoded(pair)}` : expressionOf(value, variables)}`
}

/** A string as JavaScript: literals, and what stands for secrets between them. */
function expressionOf(text: string, variables: Variables): string {
  const parts = text.split(REDACTED)
  const terms = parts.flatMap((part, at) =>
    at % 2 === 1 ? inserted(part, variables) : part === '' ? [] : literal(part),
  )
  return terms.join(' + ') || "''"
}

function inserted(key: string, variables: Variables): string {
  const one = placeholder(key, variables)
  return 'user' in one ? encoded(one) : read(one)
}

function encoded({ user, password }: Pair): string {
  return `Buffer.from(${read(user)} + ':' + ${read(password)}).toString('base64')`
}

function read(secret: Secret): string {
  return 'variable' in secret ? `env(${literal(secret.variable)})` : literal(secret.words)
}

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** In single quotes; what could act on a terminal or in an editor, or hide there, is an escape. */
function literal(text: string): string {
  const escaped = text.replace(/[\\'\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu, (char) => {
    if (char === '\\' || char === "'") return `\\${char}`
    return SHORT[char] ?? `\\u{${char.codePointAt(0)!.toString(16)}}`
  })
  return `'${escaped}'`
}
