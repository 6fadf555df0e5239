const NODES = 'details.rule > summary, details.area > summary'

/** Arrow keys on a rule or an area: up and down to the next one in sight, right and left to open and close, as in a tree. */
export function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const at = event.target
  if (!(at instanceof HTMLElement) || !at.matches(NODES) || event.ctrlKey || event.metaKey || event.altKey) return
  const details = at.parentElement as HTMLDetailsElement
  const opens = event.key === 'ArrowRight' && !details.open
  const closes = event.key === 'ArrowLeft' && details.open
  const next = opens || closes ? undefined : neighbour(event.currentTarget, at, event.key)
  if (!opens && !closes && !next) return
  event.preventDefault()
  if (next) next.focus()
  else details.open = opens
}

function neighbour(tree: HTMLElement, at: HTMLElement, key: string): HTMLElement | undefined {
  const inSight = [...tree.querySelectorAll<HTMLElement>(NODES)].filter(
    (one) => one.matches('.area > summary') || one.closest<HTMLDetailsElement>('details.area')!.open,
  )
  const place = inSight.indexOf(at)
  const to: Record<string, number> = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    Home: 0,
    End: inSight.length - 1,
    // From a rule to its area.
    ArrowLeft: at.matches('.rule > summary') ? inSight.indexOf(at.closest('.area')!.querySelector('summary')!) : -1,
  }
  return inSight[to[key] ?? -1]
}
