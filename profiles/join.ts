import { loaded } from '../engine/lazy.ts'
import type { OpenTarget, Profile } from '../engine/profile.ts'
import type { FoundProfile } from './found-profile.ts'
import { requirementsOf } from './requirements.ts'

/** A profile's own rules and those of another one, of the same name, in one. */
export function joined(found: FoundProfile, other: Profile): Profile {
  const { manifest } = found
  const both = (key: 'rules' | 'experiments') => async () => ({
    ...(await loaded((other[key] ?? {}) as object)),
    ...(await loaded((manifest[key] ?? {}) as object)),
  })
  return {
    ...other,
    ...manifest,
    requirements: async () => [
      ...(await requirementsOf(found)),
      ...(await loaded(other.requirements as Exclude<Profile['requirements'], string | undefined>)),
    ],
    rules: both('rules') as NonNullable<Profile['rules']>,
    experiments: both('experiments') as NonNullable<Profile['experiments']>,
    phases: [...(manifest.phases ?? []), ...(other.phases ?? [])],
    settings: {
      type: 'object',
      ...manifest.settings,
      properties: { ...other.settings?.properties, ...manifest.settings?.properties },
    },
    async open(session, settings): Promise<OpenTarget> {
      const opened = [await other.open?.(session, settings), await manifest.open?.(session, settings)]
      return Object.assign({}, ...opened, { context: Object.assign({}, ...opened.map((one) => one?.context)) })
    },
  }
}
