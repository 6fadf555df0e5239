import type { Profile } from '../engine/profile.ts'
import inbox from './inbox.ts'
import itero from './itero.ts'
import opus from './opus.ts'

/** The built-in profiles, in the order in which `all` runs them: the one place where they are registered. */
export const BUILT_IN = [itero, opus, inbox] as unknown as readonly Profile[]

/** Their names. */
export const PROFILES: readonly string[] = BUILT_IN.map(({ name }) => name)

/** The manifest of a built-in profile; undefined for any other name. */
export const builtIn = (name: string): Profile | undefined => BUILT_IN.find((one) => one.name === name)
