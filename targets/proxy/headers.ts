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

/** The fields without those of one connection, and those that it names itself; order and spelling as they are. */
export function endToEnd(raw: RawHeaders, ...besides: string[]): string[] {
  const aside = new Set(besides)
  eachOf(raw, (name, value) => {
    if (name.toLowerCase() === 'connection') for (const named of value.split(',')) aside.add(named.trim().toLowerCase())
  })
  const kept: string[] = []
  eachOf(raw, (name, value) => {
    const key = name.toLowerCase()
    if (!HOP_BY_HOP.has(key) && !aside.has(key)) kept.push(name, value)
  })
  return kept
}

/** As an exchange has them: lower-case names, the values of one name joined. */
export function asEvidence(raw: RawHeaders): Record<string, string> {
  const joined: Record<string, string> = {}
  eachOf(raw, (name, value) => {
    const key = name.toLowerCase()
    joined[key] = Object.hasOwn(joined, key) ? `${joined[key]}, ${value}` : value
  })
  return joined
}

/** Every request has some: pairs that are made anew for each would cost more than what is done with them. */
function eachOf(raw: RawHeaders, use: (name: string, value: string) => void): void {
  for (let at = 0; at < raw.length; at += 2) use(raw[at] as string, raw[at + 1] as string)
}
