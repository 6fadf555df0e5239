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

/** What a deviation does, in one sentence, how, and what else is known of it. */
export type Told<Behaviour, More = Deviation<Behaviour>> = readonly [
  summary: string,
  patch: Deviation<Behaviour>['patch'],
  more?: Omit<More, keyof Deviation<Behaviour>>,
]

/** Deviations by their IDs. */
export type Deviations<Behaviour, More = Deviation<Behaviour>> = Readonly<Record<string, Told<Behaviour, More>>>

type Outcome<Decision> = Decision extends (...given: never[]) => infer Result ? Result : never
type Given<Decision> = Decision extends (...given: infer Values) => unknown ? Values : never
type Decide<Decision> = (...given: Given<Decision>) => Outcome<Decision>

/** What the deviations of a mock are written in: tables of them, and changes of its behaviour at one decision. */
export const deviationsOf = <Behaviour extends object>() => ({
  /** Defects as a table: by the requirement that they break, and by their IDs. */
  defectsOf: (
    table: Readonly<Record<string, Deviations<Behaviour, Omit<Defect<Behaviour>, 'requirement'>>>>,
  ): Defect<Behaviour>[] =>
    Object.entries(table).flatMap(([requirement, deviations]) =>
      Object.entries(deviations).map(([id, [summary, patch, more]]) => ({ id, requirement, summary, patch, ...more })),
    ),

  /** Variants as a table, by their IDs. */
  variantsOf: (table: Deviations<Behaviour, Variant<Behaviour>>): Variant<Behaviour>[] =>
    Object.entries(table).map(([id, [summary, patch, more]]) => ({ id, summary, patch, ...more })),

  /** Deviations of one kind, one or more for each of some things. */
  each: <Thing, More = Deviation<Behaviour>>(
    things: readonly Thing[],
    deviationsOf: (thing: Thing) => Deviations<Behaviour, More>,
  ): Deviations<Behaviour, More> => Object.assign({}, ...things.map(deviationsOf)),

  /** Several changes that make one, each laid over those before it. */
  together:
    (...patches: readonly Deviation<Behaviour>['patch'][]) =>
    (base: Behaviour): Partial<Behaviour> => {
      const changed: Partial<Behaviour> = {}
      for (const patch of patches) Object.assign(changed, patch({ ...base, ...changed }))
      return changed
    },

  /** Decides otherwise, whatever was decided before. */
  decides:
    (decisions: Partial<Behaviour>): (() => Partial<Behaviour>) =>
    () =>
      decisions,
  /** Decides as before, and makes something else of the outcome. */
  alters:
    <Name extends keyof Behaviour>(
      name: Name,
      change: (outcome: Outcome<Behaviour[Name]>, ...given: Given<Behaviour[Name]>) => Outcome<Behaviour[Name]>,
    ) =>
    (base: Behaviour): Partial<Behaviour> => {
      const decide: Decide<Behaviour[Name]> = (...given) =>
        change((base[name] as Decide<Behaviour[Name]>)(...given), ...given)
      return { [name]: decide } as Partial<Behaviour>
    },
  /** Does something else first, and decides as before. */
  precedes:
    <Name extends keyof Behaviour>(name: Name, act: (...given: Given<Behaviour[Name]>) => void) =>
    (base: Behaviour): Partial<Behaviour> => {
      const decide: Decide<Behaviour[Name]> = (...given) => {
        act(...given)
        return (base[name] as Decide<Behaviour[Name]>)(...given)
      }
      return { [name]: decide } as Partial<Behaviour>
    },
})

/** The behaviour of a mock that is started with these variants and defects; see {@link deviate}. */
export const behaviourOf = <Behaviour extends object>(
  conforming: Behaviour,
  known: { defects: readonly Deviation<Behaviour>[]; variants: readonly Deviation<Behaviour>[] },
  { defects = [], variants = [] }: { defects?: readonly string[]; variants?: readonly string[] },
): Behaviour => deviate(conforming, [...known.defects, ...known.variants], [...variants, ...defects])

/**
 * The behaviour with the named deviations laid over it: first those that put a decision of their own in the place of
 * another, then those that change the decision that is there, each in the order given.
 *
 * @throws RangeError naming the unknown ID and the known ones, or two deviations of which one would be lost, since both
 *   put another decision in one place.
 */
export function deviate<Behaviour extends object>(
  behaviour: Behaviour,
  known: readonly Deviation<Behaviour>[],
  ids: readonly string[],
): Behaviour {
  const chosen = [...new Set(ids)].map((id) => {
    const deviation = known.find((one) => one.id === id)
    if (deviation) return { ...deviation, replaced: replacedBy(deviation, behaviour) }
    throw new RangeError(`unknown defect or variant "${id}"; known: ${known.map((one) => one.id).join(', ')}`)
  })
  const replacing = chosen.filter(({ replaced }) => replaced.length > 0)
  const changing = chosen.filter(({ replaced }) => replaced.length === 0)
  const changedBy = new Map<string, string>()
  let table = behaviour
  for (const { id, replaced, patch } of [...replacing, ...changing]) {
    const lost = replaced.find((decision) => changedBy.has(decision))
    if (lost !== undefined) {
      const pair = `"${changedBy.get(lost)}" and "${id}"`
      throw new RangeError(`${pair} cannot be combined: both decide ${lost}; start a mock for each`)
    }
    const patched = patch(table)
    for (const decision of Object.keys(patched)) changedBy.set(decision, id)
    table = { ...table, ...patched }
  }
  return table
}

/**
 * The decisions that a deviation makes anew, without regard to how they were made before: it takes no table, or takes
 * other decisions out of it. One that keeps the table may look into it when it decides.
 */
function replacedBy<Behaviour extends object>({ patch }: Deviation<Behaviour>, behaviour: Behaviour): string[] {
  const looked = new Set<string>()
  const watched = new Proxy(behaviour, {
    get(table, decision, receiver) {
      looked.add(String(decision))
      return Reflect.get(table, decision, receiver)
    },
  })
  const decisions = Object.keys(patch(watched))
  const keepsTable = patch.length > 0 && looked.size === 0
  return keepsTable ? [] : decisions.filter((decision) => !looked.has(decision))
}
