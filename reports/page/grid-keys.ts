/** Arrow keys on a square: left and right through the row's, up and down to the nearest of the row above or below. */
export function moveInGrid(event: KeyboardEvent, table: HTMLTableElement): void {
  const at = event.target
  if (!(at instanceof HTMLElement) || !at.matches('a.square')) return
  const next = neighbour(at, event.key, table)
  if (!next) return
  event.preventDefault()
  at.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

function neighbour(at: HTMLElement, key: string, table: HTMLTableElement): HTMLElement | undefined {
  const row = at.closest('tr')!
  const inRow = squaresOf(row)
  const place = inRow.indexOf(at)
  switch (key) {
    case 'ArrowRight':
      return inRow[place + 1]
    case 'ArrowLeft':
      return inRow[place - 1]
    case 'Home':
      return inRow[0]
    case 'End':
      return inRow.at(-1)
    case 'ArrowDown':
    case 'ArrowUp': {
      const rows = [...table.tBodies[0]!.rows].filter((one) => squaresOf(one).length > 0)
      const beside = rows[rows.indexOf(row) + (key === 'ArrowDown' ? 1 : -1)]
      const x = at.getBoundingClientRect().x
      const distance = (one: HTMLElement) => Math.abs(one.getBoundingClientRect().x - x)
      return beside && squaresOf(beside).sort((a, b) => distance(a) - distance(b))[0]
    }
  }
}

function squaresOf(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('a.square')]
}
