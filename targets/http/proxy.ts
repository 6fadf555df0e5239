import { BlockList, isIP } from 'node:net'
import { bareHost, isThisMachine } from '../../engine/this-machine.ts'

/** Variables of the environment, as `process.env` has them. */
type Environment = Readonly<Record<string, string | undefined>>

/** How a URL is reached: directly, by way of a proxy, or not at all, since a variable names none that can be asked. */
export type Way = 'direct' | { proxy: URL } | { variable: string; expected: string }

const SCHEMES = ['http:', 'https:', 'socks5:', 'socks:']
const PROXIES = /^(all|https?)_proxy$/i

/** Where the proxy for each scheme is looked for; what is lower-case goes before. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'http:': ['http_proxy', 'all_proxy'],
  'https:': ['https_proxy', 'all_proxy', 'http_proxy'],
}

/**
 * How a URL is reached, as HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say. A proxy without a scheme is one of http;
 * this machine is never asked by way of one.
 */
export function wayTo(url: string, env: Environment = process.env): Way {
  const { protocol, hostname, port } = new URL(url)
  const variable = (VARIABLES[protocol] ?? [])
    .flatMap((name) => [name, name.toUpperCase()])
    .find((name) => (env[name] ?? '').trim() !== '')
  if (variable === undefined || isThisMachine(hostname)) return 'direct'
  const portOf = port || (protocol === 'https:' ? '443' : '80')
  if (isExempt(hostname, portOf, env.no_proxy ?? env.NO_PROXY ?? '')) return 'direct'
  const given = (env[variable] as string).trim()
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`
  if (!URL.canParse(text) || !SCHEMES.includes(new URL(text).protocol)) {
    return { variable, expected: 'the URL of an http, https or socks5 proxy, such as http://127.0.0.1:3128' }
  }
  return { proxy: new URL(text) }
}

/** The environment for a process that asks a URL, so that it goes the same way there as requests of ours. */
export function environmentFor(url: string, env: Environment = process.env): Record<string, string | undefined> {
  const way = wayTo(url, env)
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !PROXIES.test(name)))
  return typeof way === 'object' && 'proxy' in way
    ? { ...rest, http_proxy: way.proxy.href, https_proxy: way.proxy.href }
    : rest
}

/** Whether NO_PROXY has a host: by its name or a domain it is in, by its number or a net it is in, for its port, or with all others. */
function isExempt(hostname: string, port: string, noProxy: string): boolean {
  const host = bareHost(hostname)
  const entries = noProxy.split(/[,\s]+/).filter((entry) => entry !== '')
  return entries.some((entry) => {
    if (entry === '*') return true
    const [, name = entry, ofPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? []
    if (ofPort !== undefined && ofPort !== port) return false
    return isIP(host) === 0 ? isWithin(host, bareHost(name)) : isInNet(host, name)
  })
}

function isWithin(host: string, name: string): boolean {
  const domain = name.replace(/^\*?\./, '')
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`))
}

function isInNet(address: string, entry: string): boolean {
  const [net = '', bits] = entry.split('/')
  const bare = bareHost(net)
  const version = isIP(bare)
  const width = version === 6 ? 128 : 32
  const prefix = bits === undefined ? width : Number(bits || Number.NaN)
  if (version === 0 || !(prefix >= 0 && prefix <= width)) return false
  const family = (number: number) => (number === 6 ? 'ipv6' : 'ipv4')
  const list = new BlockList()
  list.addSubnet(bare, prefix, family(version))
  return list.check(address, family(isIP(address)))
}
