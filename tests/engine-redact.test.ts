import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactor } from '../engine/redact.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const escapedAll = (text: string) =>
  Array.from({ length: text.length }, (_, nth) => `\\u${text.charCodeAt(nth).toString(16).padStart(4, '0')}`).join('')
const percentAll = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

const PASSWORD = 'päss+w/ord "<&\\1'
const USER = 'doctor@clinic.example'
const redact = redactor({ 'account.password': PASSWORD }, { 'account.password': USER })

describe('a secret', () => {
  test.each([
    ['as it is', PASSWORD],
    ['in base64', base64(PASSWORD)],
    ['in base64 without padding', base64(PASSWORD).replace(/=+$/, '')],
    ['in the base64 of URLs', Buffer.from(PASSWORD).toString('base64url')],
    ['in Basic credentials', base64(`${USER}:${PASSWORD}`)],
    ['in Basic credentials, escaped for a URL', encodeURIComponent(base64(`${USER}:${PASSWORD}`))],
    ['escaped for a URL', encodeURIComponent(PASSWORD)],
    ['escaped for a URL, in lower case', encodeURIComponent(PASSWORD).toLowerCase()],
    ['in a form', new URLSearchParams({ p: PASSWORD }).toString().slice(2)],
    ['escaped for JSON', JSON.stringify(PASSWORD).slice(1, -1)],
    ['escaped for JSON, with slashes', JSON.stringify(PASSWORD).slice(1, -1).replaceAll('/', '\\/')],
    ['escaped for JSON as ASCII', JSON.stringify(PASSWORD).slice(1, -1).replace('ä', '\\u00e4')],
    [
      'escaped for JSON as .NET does',
      PASSWORD.replace(/[^a-z0-9 /]/g, (c) => escapedAll(c).toUpperCase().replace('U', 'u')),
    ],
    ['escaped for JSON, every letter', escapedAll(PASSWORD)],
    ['escaped for HTML', PASSWORD.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
    ['escaped for HTML by numbers', PASSWORD.replace(/[&<"]/g, (c) => `&#${c.charCodeAt(0)};`).replace('+', '&#x2B;')],
  ])('%s', (_, form) =>
    expect(redact(`<p>${form}</p> ${form}`)).toBe('<p>[redacted:account.password]</p> [redacted:account.password]'),
  )

  test.each([`${USER}x:${PASSWORD}`, `:${PASSWORD}`, `${USER}:${PASSWORD}x`, `x${PASSWORD}yz`])(
    'in the base64 of %j cannot be decoded any more',
    (text) => {
      const shown = redact(`Authorization: Basic ${base64(text)}`)
      expect(shown).toContain('[redacted:account.password]')
      const rest = shown.replace('Authorization: Basic ', '').split('[redacted:account.password]')
      for (const part of rest) expect(Buffer.from(part, 'base64').toString()).not.toMatch(/ss\+w|ord/)
    },
  )

  test('is not what is near to it', () => {
    for (const text of [PASSWORD.slice(0, -1), PASSWORD.toUpperCase(), base64(USER), 'order "<&'])
      expect(redact(text)).toBe(text)
  })
})

describe('a short secret', () => {
  const short = redactor({ apiKey: 'key' })

  test('is hidden where it stands alone', () =>
    expect(short('{"key":"key","other":"key-1"} key')).toBe(
      '{"[redacted:apiKey]":"[redacted:apiKey]","other":"[redacted:apiKey]-1"} [redacted:apiKey]',
    ))
  test('is left where it is part of a word', () => expect(short('monkeys keyed')).toBe('monkeys keyed'))
})

test('the longest secret wins where one is part of another', () => {
  const both = redactor({ short: 'password', long: 'password-two' })
  expect(both('password-two password')).toBe('[redacted:long] [redacted:short]')
})

test('an empty secret and no secret hide nothing', () => {
  expect(redactor({ empty: '' })('text')).toBe('text')
  expect(redactor({})('text')).toBe('text')
})

test('no canary survives, whatever it is made of and however it is written', () => {
  const secret = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 24 }).filter((text) => text.trim().length >= 8)
  const form = fc.constantFrom<(text: string) => string>(
    (text) => text,
    base64,
    (text) => base64(`${USER}:${text}`),
    (text) => Buffer.from(text).toString('base64url'),
    encodeURIComponent,
    percentAll,
    escapedAll,
    (text) => JSON.stringify(text).slice(1, -1),
  )
  fc.assert(
    fc.property(secret, form, fc.string(), fc.string(), (canary, write, before, after) => {
      const hide = redactor({ key: canary }, { key: USER })
      const shown = hide(`${before} ${write(canary)} ${after}`)
      expect(shown).not.toContain(write(canary))
      expect(shown).toContain('[redacted:key]')
    }),
  )
})

test('eight megabytes are searched quickly', () => {
  const body = 'päs'.repeat(2_000_000)
  const began = performance.now()
  expect(redact(body)).toBe(body)
  expect(performance.now() - began).toBeLessThan(10_000)
})
