/** Header fields that speak of one connection alone (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Names and values in turns, as they came over the wire. */
export type RawHeaders = readonly string[]

const pairs = (raw: RawHeaders): [name: string, value: string][] =>
  Array.from({ length: raw.length / 2 }, (_, nth) => [raw[2 * nth] as string, raw[2 * nth + 1] as string])

/** The fields without those of one connection, and those that it names itself; order and spelling as they are. */
export function endToEnd(raw: RawHeaders, ...besides: string[]): string[] {
  const all = pairs(raw)
  const named = all.flatMap(([name, value]) => (name.toLowerCase() === 'connection' ? value.split(',') : []))
  const aside = new Set([...HOP_BY_HOP, ...named.map((name) => name.trim().toLowerCase()), ...besides])
  return all.filter(([name]) => !aside.has(name.toLowerCase())).flat()
}

/** As an exchange has them: lower-case names, the values of one name joined. */
export function asEvidence(raw: RawHeaders): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const [name, value] of pairs(raw)) {
    const key = name.toLowerCase()
    joined[key] = Object.hasOwn(joined, key) ? `${joined[key]}, ${value}` : value
  }
  return joined
}
