/** Scrolls to an element by its ID; what leads there is unfolded. */
export function bringIntoView(id: string): void {
  const element = document.getElementById(id)
  if (element instanceof HTMLDetailsElement) element.open = true
  element?.scrollIntoView({ block: 'start' })
}

/** Scrolls to a rule, clear of the filters that stick to the top, and puts the focus on it. */
export function bringRuleIntoView(id: string): void {
  const rule = document.getElementById(id)
  const area = rule?.closest<HTMLDetailsElement>('details.area')
  if (!rule || !area) return
  area.open = true
  // The filters take as many lines as the window needs.
  const filters = document.querySelector<HTMLElement>('.filters')!
  const covered = getComputedStyle(filters).position === 'sticky' ? filters.offsetHeight : 0
  document.documentElement.style.scrollPaddingTop = `${covered + 12}px`
  const summary = rule.querySelector('summary')!
  summary.scrollIntoView({ block: 'start' })
  summary.focus({ preventScroll: true })
}
