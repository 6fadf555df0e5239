import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a file as a whole or not at all: whoever reads it meanwhile, or after this process was killed, has no half of it. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const beside = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(beside, content)
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
