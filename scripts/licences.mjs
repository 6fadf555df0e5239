import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders, from the repository's, of the packages that a build took code from. */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs))
  return inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [])
}

/**
 * The licences of packages whose code is handed on, as their terms ask for.
 *
 * @param root the repository's folder
 * @throws Error for a package without a licence text
 */
export function licencesOf(root, folders) {
  const line = `\n${'-'.repeat(80)}\n\n`
  return [...new Set(folders)]
    .sort()
    .map((folder) => licenceOf(join(root, folder)))
    .join(line)
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  if (!file) throw new Error(`${name} is bundled and has no licence text`)
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
}
