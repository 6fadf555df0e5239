import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FleetError } from '../error.ts'

/** Folders that this process has: a number that is its own in any other folder is that of one before it in a container. */
const owned = new Set<string>()

/**
 * Makes a folder this process's own, by a file in it that names the process; what a process that is gone left is taken
 * over.
 *
 * @returns what gives it back
 * @throws FleetError where another process has it.
 */
export function ownFolder(dir: string): () => void {
  const file = join(dir, 'owner')
  const mine = join(dir, `owner.${process.pid}`)
  writeFileSync(mine, String(process.pid))
  try {
    for (;;) {
      try {
        // Unlike a rename, a link does not replace a file that is there.
        linkSync(mine, file)
        owned.add(file)
        return () => {
          owned.delete(file)
          rmSync(file, { force: true })
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const owner = ownerIn(file)
      if (owner !== undefined && isAnothers(owner, file)) {
        throw new FleetError(
          `${dir} is in use by the process ${owner}`,
          'Wait until it is through; several processes at once need a PostgreSQL (--database)',
        )
      }
      takeAway(file, join(dir, `owner.left.${process.pid}`), owner)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Of several that take a folder over at once one may move away what another has just put there: it puts it back. */
function takeAway(file: string, aside: string, owner: number | undefined): void {
  try {
    renameSync(file, aside)
    if (ownerIn(aside) !== owner) linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

const isAnothers = (owner: number, file: string) => (owner === process.pid ? owned.has(file) : isAlive(owner))

function ownerIn(file: string): number | undefined {
  try {
    const owner = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(owner) && owner > 0 ? owner : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
