/**
 * A small change of a mock at one point. A mock is composed of a table of small decisions, its *behaviour*;
 * a deviation replaces one of them (rarely two), and is given the table that it changes, so that deviations stack.
 */
export interface Deviation<Behaviour> {
  /** Kebab-case, unique in its profile: `gender-0-refused`. */
  id: string
  /** What the server then does, in one sentence. */
  summary: string
  patch(behaviour: Behaviour): Partial<Behaviour>
}

/** A seeded defect: it breaks one requirement, which the suite must name, and no other. */
export interface Defect<Behaviour> extends Deviation<Behaviour> {
  /** The requirement that it breaks. */
  requirement: string
  /** It shows only where everything is tried (`--exhaustive`): the requirement says that it is sampled. */
  exhaustive?: true
}

/** A conforming variant: a liberty that the reading grants, under which nothing may fail. */
export interface Variant<Behaviour> extends Deviation<Behaviour> {
  /** The requirements that may warn under it (an `assumed` reading that this variant does not share). */
  mayWarn?: string[]
  /** The requirements that cannot be observed under it. */
  mayBeInconclusive?: string[]
}

/**
 * The behaviour with the named deviations laid over it, in the order given.
 *
 * @throws RangeError naming the unknown ID and the known ones.
 */
export function deviate<Behaviour>(
  behaviour: Behaviour,
  known: readonly Deviation<Behaviour>[],
  ids: readonly string[],
): Behaviour {
  let table = behaviour
  for (const id of ids) {
    const deviation = known.find((one) => one.id === id)
    if (!deviation) {
      const ids = known.map((one) => one.id).join(', ')
      throw new RangeError(`unknown defect or variant "${id}"; known: ${ids}`)
    }
    table = { ...table, ...deviation.patch(table) }
  }
  return table
}
