import { createRequire } from 'node:module'

/**
 * SQLite as WebAssembly: nothing to compile, the same on every platform, and more than a megabyte, which is why it is
 * loaded for a history alone. It is CommonJS, of which a dynamic import gives no names.
 */
export default createRequire(import.meta.url)('node-sqlite3-wasm') as typeof import('node-sqlite3-wasm')
