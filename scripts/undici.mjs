/**
 * What the bundle takes of undici, in its name's place: its own index loads fetch, WebSockets, caches and mocks as well,
 * which would be half of what a run has to load.
 */
import request from '../node_modules/undici/lib/api/api-request.js'
import Dispatcher from '../node_modules/undici/lib/dispatcher/dispatcher.js'

export { default as Agent } from '../node_modules/undici/lib/dispatcher/agent.js'
export { default as Pool } from '../node_modules/undici/lib/dispatcher/pool.js'
export { default as ProxyAgent } from '../node_modules/undici/lib/dispatcher/proxy-agent.js'

// The index gives it to every dispatcher, with what else there is of the kind.
Dispatcher.prototype.request = request
