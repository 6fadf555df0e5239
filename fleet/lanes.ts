/** A target, and what no two runs may use at once: its server, its account, its group. */
export interface Using {
  id: number
  uses: readonly string[]
}

/**
 * The lane of each target: all that are joined by something that they use, directly or by way of others, have one, and
 * of a lane one run is made at a time. It has the name of the first thing in it.
 */
export function lanesOf(targets: readonly Using[]): Map<number, string> {
  const parents = new Map<string, string>()
  const rootOf = (use: string): string => {
    let root = use
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent
    parents.set(use, root)
    return root
  }
  for (const { uses } of targets) {
    const roots = uses.map(rootOf).sort()
    for (const root of roots) parents.set(root, roots[0]!)
  }
  return new Map(targets.map(({ id, uses }) => [id, rootOf(uses[0]!)]))
}
