/**
 * What the bundle takes of undici, in its name's place: its own index loads fetch, WebSockets, caches and mocks as well,
 * which would be half of what a run has to load.
 */
export { default as Agent } from '../node_modules/undici/lib/dispatcher/agent.js'
export { default as Pool } from '../node_modules/undici/lib/dispatcher/pool.js'
export { default as ProxyAgent } from '../node_modules/undici/lib/dispatcher/proxy-agent.js'
