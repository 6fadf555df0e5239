import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'

/**
 * Connections to a target, by way of the proxy of HTTP_PROXY, HTTPS_PROXY and NO_PROXY, if any.
 *
 * @param pipelining 0 for a connection of its own for each request
 * @param connections that are open at once; null for any number
 * @param connectMs milliseconds for a connection to be made
 */
export function dispatcherOf(pipelining: 0 | 1, connections: number | null, connectMs: number): Dispatcher {
  const settings = { connections, pipelining, connect: { timeout: connectMs } }
  return isProxied()
    ? new EnvHttpProxyAgent({ ...settings, noProxy: noProxy(), proxyTunnel: false })
    : new Agent(settings)
}

const isProxied = () =>
  ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some((name) => (process.env[name] ?? '') !== '')

/** The hosts that are asked directly: those of the environment, and this machine, where the embedded mocks listen. */
function noProxy(): string {
  const given = process.env.no_proxy ?? process.env.NO_PROXY ?? ''
  return given.trim() === '*' ? '*' : [given, 'localhost', '127.0.0.1', '[::1]'].filter((host) => host !== '').join(',')
}
