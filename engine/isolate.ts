/** A composed request by the level of each of its factors: `{ gender: '0', dateOfBirth: 'date' }`. */
export type Levels = Readonly<Record<string, string>>

export const levelKey = (factor: string, level: string): string => `${factor}:${level}`
export const levelKeys = (levels: Levels): string[] =>
  Object.entries(levels).map(([factor, level]) => levelKey(factor, level))

export interface Isolation<Try> {
  /** The levels that the refusal is due to, each enough by itself, or together where `together` is set; none where the repetition was accepted. */
  blamed: string[]
  together: boolean
  /** The tries that show it. */
  tries: { levels: Levels; accepted: boolean; outcome: Try }[]
}

/**
 * Finds what a composed request was refused for, with few accepted tries: the refused request once more; then an accepted
 * one with each suspicious level put in, one at a time, and again with everything else changed, so that a level is blamed
 * by itself only where it is refused in any company. Where none is, the levels of a refused request are exchanged one at a
 * time, to find those that are refused together.
 *
 * @param refused the request that was refused
 * @param base one that was accepted
 * @param good levels that stand in any accepted request
 * @param attempt sends a request composed of these levels; `accepted` undefined where it said nothing
 */
export async function isolate<Try>(
  refused: Levels,
  base: Levels,
  good: ReadonlySet<string>,
  attempt: (levels: Levels) => Promise<{ accepted: boolean | undefined; outcome: Try }>,
): Promise<Isolation<Try>> {
  const tries: Isolation<Try>['tries'] = []
  const accepts = async (levels: Levels) => {
    const { accepted, outcome } = await attempt(levels)
    if (accepted !== undefined) tries.push({ levels, accepted, outcome })
    return accepted
  }
  /** Another level of a factor that is known to be good. */
  const other = (factor: string, level: string | undefined): string | undefined =>
    [...good]
      .filter((key) => key.startsWith(`${factor}:`))
      .map((key) => key.slice(factor.length + 1))
      .find((one) => one !== level)
  const inOtherCompany = (levels: Levels, kept: string): Levels =>
    Object.fromEntries(
      Object.entries(levels).map(([factor, level]) => [
        factor,
        factor === kept ? level : (other(factor, level) ?? level),
      ]),
    )
  /** The levels without any one of which the request is accepted. */
  const needed = async (levels: Levels): Promise<string[]> => {
    const found: string[] = []
    for (const [factor, level] of Object.entries(levels)) {
      const instead = base[factor] === level ? other(factor, level) : base[factor]
      if (instead !== undefined && (await accepts({ ...levels, [factor]: instead })))
        found.push(levelKey(factor, level))
    }
    return found
  }

  if (await accepts(refused)) return { blamed: [], together: false, tries }
  const blamed: string[] = []
  for (const [factor, level] of Object.entries(refused)) {
    if (level === base[factor] || good.has(levelKey(factor, level))) continue
    const alone = { ...base, [factor]: level }
    if ((await accepts(alone)) !== false) continue
    const company = inOtherCompany(alone, factor)
    if (levelKeys(company).join() !== levelKeys(alone).join() && (await accepts(company))) {
      return { blamed: await needed(alone), together: true, tries }
    }
    blamed.push(levelKey(factor, level))
  }
  if (blamed.length > 0) return { blamed, together: false, tries }
  return { blamed: await needed(refused), together: true, tries }
}
