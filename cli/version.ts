import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The package's version: package.json stands one folder up from the sources, and two from what is built of them. */
export function version(): string {
  const paths = ['../package.json', '../../package.json'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  const path = paths.find((one) => existsSync(one))
  return path ? (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version : 'unknown'
}
