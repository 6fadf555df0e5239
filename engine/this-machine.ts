import { BlockList, isIP } from 'node:net'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/** A host without what URLs put around it: the brackets of an IPv6 address, the dot of a name that is complete. */
export const bareHost = (host: string): string => host.toLowerCase().replace(/^\[|\]$|\.$/g, '')

/**
 * Whether a host is this machine by its very name or number: 127.0.0.0/8, also as `::ffff:127.0.0.1`, `::1`, `localhost`
 * and all names below it (RFC 6761). What is written there is nobody else's, and it is never asked by way of a proxy.
 *
 * @param host as a URL's `hostname` has it, or as people write it
 */
export function isThisMachine(host: string): boolean {
  const bare = bareHost(host)
  const version = isIP(bare)
  if (version === 0) return /(^|\.)localhost$/.test(bare)
  return LOOPBACK.check(bare, version === 6 ? 'ipv6' : 'ipv4')
}
