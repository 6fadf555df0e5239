import { startMock } from '../../profiles/mock.ts'

/** How many deviations a mock is given at once, at the most; with `KILL_MATRIX=whole` each is tried alone. */
const AT_ONCE = process.env.KILL_MATRIX === 'whole' ? 1 : 12

/** Whether a mock can have all these deviations: two that decide one thing in ways of their own it refuses. */
export const goTogether = (profile: string, kind: 'defects' | 'variants', group: readonly { id: string }[]) =>
  startMock(profile, { [kind]: group.map(({ id }) => id) }).then(
    (mock) => mock.close().then(() => true),
    () => false,
  )

/**
 * Tries several at once: a run of a dozen takes hardly more than a run of one. They are taken from all over the list, since
 * neighbours, which are about one subject, hide one another.
 *
 * @param mayJoin whether these can be tried at once; the last one is to join the others.
 * @param attempt tries them.
 * @returns gives the attempt that one took part in. What does not come out there as it should is to be tried alone.
 */
export function together<One, Attempt>(
  all: readonly One[],
  mayJoin: (group: readonly One[]) => Promise<boolean>,
  attempt: (group: readonly One[]) => Promise<Attempt>,
): (one: One) => Promise<{ group: readonly One[]; attempt: Attempt }> {
  const rows = Math.ceil(all.length / AT_ONCE)
  const spread = all.map((one, nth) => ({ one, row: nth % rows })).toSorted((a, b) => a.row - b.row)
  const left = new Set(spread.map(({ one }) => one))
  const attempts = new Map<One, { group: readonly One[]; attempt: Attempt }>()
  return async (first) => {
    const group = [first]
    if (!attempts.has(first)) {
      left.delete(first)
      for (const other of left) {
        if (group.length < AT_ONCE && (await mayJoin([...group, other]))) group.push(other)
      }
      const made = { group, attempt: await attempt(group) }
      for (const one of group) {
        left.delete(one)
        attempts.set(one, made)
      }
    }
    return attempts.get(first)!
  }
}
