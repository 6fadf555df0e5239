/**
 * Pact's verifier, in a process of its own: it writes to the standard output of its process, and a crash of its native
 * part ends it. Asked by messages `{ id, options }`, answers `{ id, results }`, the verifier's JSON as text, or
 * `{ id, error }`.
 *
 * The core is called past the proxy of `@pact-foundation/pact`: that one parses bodies, and refuses one that is not JSON
 * itself, so that an interaction about such a body would pass without the provider having been asked.
 */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { verifyPacts } = createRequire(require.resolve('@pact-foundation/pact'))('@pact-foundation/pact-core').default

process.on('message', async ({ id, options }) => {
  const answer = await verifyPacts(options).then(
    (results) => ({ id, results }),
    // Where interactions fail, the message is the results; anything else is the verifier's own trouble.
    ({ message }) => (message.startsWith('{') ? { id, results: message } : { id, error: message }),
  )
  process.send(answer)
})
