/** Lines around what differs that are shown with it. */
const CONTEXT = 2

/** Lines that are worth hiding. */
const LEAST = 3

/** A stretch of lines that is shown, or one that is folded; from the first line to before the second. */
export interface Stretch {
  from: number
  to: number
  folded: boolean
}

/** Folds the lines that are far from any that differs; where none does, all are shown. */
export function foldedLines(count: number, differs: (line: number) => boolean): Stretch[] {
  const near = new Uint8Array(count)
  for (let line = 0; line < count; line++) {
    if (differs(line)) near.fill(1, Math.max(0, line - CONTEXT), line + CONTEXT + 1)
  }
  if (!near.includes(1)) return [{ from: 0, to: count, folded: false }]
  const stretches: Stretch[] = []
  for (let from = 0; from < count; ) {
    let to = from + 1
    while (to < count && near[to] === near[from]) to++
    const folded = near[from] === 0 && to - from >= LEAST
    const last = stretches.at(-1)
    if (last && !last.folded && !folded) last.to = to
    else stretches.push({ from, to, folded })
    from = to
  }
  return stretches
}
