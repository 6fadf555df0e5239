import { REFERENCE } from './reference.ts'
import type { Pact } from './verification/pact.ts'

/** By profile and defect: the descriptions of the interactions that do not pass. */
export type KillMatrix = Record<string, Record<string, string[]>>

/** Why requirements are covered by no interaction: a reason, and the IDs that it is for. */
export type Uncovered = Record<string, string[]>

/** What the contracts do for one requirement. */
export interface Coverage {
  id: string
  /** How many interactions touch it. */
  interactions: number
  /** Of the mock's defects that break it: how many there are, and how many an interaction that touches it fails on. */
  defects: number
  caught: number
  /** Why no interaction covers it, where a reason is given. */
  reason?: string
}

/** The requirements that an interaction of a pact of ours touches. */
export const touchedBy = (interaction: Pact['interactions'][number]): string[] =>
  String(interaction.comments?.references?.[REFERENCE.group]?.[REFERENCE.name] ?? '').split(' ')

/** What the contracts do for each requirement of a profile, in register order. */
export function coverage(
  requirements: readonly { id: string }[],
  defects: readonly { id: string; requirement: string }[],
  pacts: readonly { pact: Pact }[],
  killed: Readonly<Record<string, readonly string[]>>,
  uncovered: Uncovered,
): Coverage[] {
  const interactions = pacts.flatMap(({ pact }) => pact.interactions)
  const reasonOf = new Map(Object.entries(uncovered).flatMap(([reason, ids]) => ids.map((id) => [id, reason] as const)))
  return requirements.map(({ id }) => {
    const touching = interactions.filter((one) => touchedBy(one).includes(id)).map(({ description }) => description)
    const own = defects.filter(({ requirement }) => requirement === id)
    const reason = reasonOf.get(id)
    return {
      id,
      interactions: touching.length,
      defects: own.length,
      caught: own.filter((defect) => killed[defect.id]?.some((description) => touching.includes(description))).length,
      ...(reason === undefined ? {} : { reason }),
    }
  })
}
