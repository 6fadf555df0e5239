import { BUILT_IN } from '../../profiles/index.ts'
import { nearest } from '../nearest.ts'
import { OPTION_VARIABLES } from '../options.ts'
import { settingVariables } from './setting-variables.ts'
import type { Environment } from './variables.ts'

/**
 * Variables that are probably misspelt: they begin as Bitewing's do, are none of them, and are near to one. Without a
 * word about it `BITEWING_BASEURL` would have the embedded mock judged in the server's place.
 */
export function strayVariables(env: Environment): { name: string; meant: string }[] {
  const known = [
    ...OPTION_VARIABLES.map(({ name }) => name),
    ...BUILT_IN.flatMap((profile) => settingVariables(profile).map(({ name }) => name)),
  ]
  return Object.keys(env)
    .filter((name) => name.startsWith('BITEWING_') && !known.includes(name))
    .flatMap((name) => nearest(name, known).map((meant) => ({ name, meant })))
}
