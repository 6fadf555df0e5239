import { execFileSync } from 'node:child_process'
import { chmodSync, constants, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('../..', import.meta.url))

interface Locked {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** Packs the package as it was built into `folder`, and gives the tarball's path and the files that it holds. */
export function pack(folder: string): { tarball: string; files: string[] } {
  // Without scripts: what is built stays as it is, since other tests use it meanwhile.
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const told = execFileSync('npm', args, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  // One entry for each package, as a list or (from npm 11 on) by name.
  const [packed] = Object.values(JSON.parse(told) as { filename: string; files: { path: string }[] }[])
  return { tarball: join(folder, packed!.filename), files: packed!.files.map(({ path }) => path) }
}

/**
 * Makes an empty project with the tarball installed, as `npm install` would, but with nothing to fetch: the packages that
 * it depends on, and no others, are copied from the repository's own folder.
 */
export function install(tarball: string, project: string): void {
  const home = join(project, 'node_modules/bitewing')
  mkdirSync(home, { recursive: true })
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true }))
  execFileSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1'])
  const { bin, dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  for (const path of needed(Object.keys(dependencies))) {
    cpSync(join(repository, path), join(project, path), { recursive: true, mode: constants.COPYFILE_FICLONE })
  }
  mkdirSync(join(project, 'node_modules/.bin'))
  symlinkSync(join('../bitewing', bin.bitewing), join(project, 'node_modules/.bin/bitewing'))
  chmodSync(join(home, bin.bitewing), 0o755)
}

/** The folders of the packages that these need in turn, by the lock file; optional ones as far as they are there. */
function needed(names: readonly string[]): Set<string> {
  const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const found = new Set<string>()
  const visit = (name: string, from: string): void => {
    const path = posix.join(from, 'node_modules', name)
    if (!packages[path]) {
      if (from !== '') visit(name, above(from))
      return
    }
    if (found.has(path) || !existsSync(join(repository, path))) return
    found.add(path)
    const { dependencies, optionalDependencies } = packages[path]
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, path)
  }
  for (const name of names) visit(name, '')
  return found
}

/** `node_modules/a` for `node_modules/a/node_modules/b`, and nothing for `node_modules/a`. */
const above = (path: string): string => path.slice(0, path.lastIndexOf('node_modules')).replace(/\/$/, '')
