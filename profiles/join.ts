import type { ClientSide } from '../engine/client-side.ts'
import { type Lazy, loaded } from '../engine/lazy.ts'
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
    ...(manifest.client && other.client ? { client: () => bothSides(manifest.client!, other.client!) } : {}),
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

/** What a profile has about clients, and what its document says of them besides. */
async function bothSides(own: Lazy<ClientSide>, derived: Lazy<ClientSide>): Promise<ClientSide> {
  const [mine, others] = await Promise.all([loaded(own), loaded(derived)])
  return {
    ...others,
    ...mine,
    requirements: async () => [...(await loaded(mine.requirements)), ...(await loaded(others.requirements))],
    rules: { ...others.rules, ...mine.rules },
    server: { ...others.server, ...mine.server },
  }
}
