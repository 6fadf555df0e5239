import { escapeMarkup, visible } from './inert.ts'

/** A `testsuite` element, and what the one around it counts. */
export interface Suite {
  tests: number
  failures: number
  errors: number
  xml: string
}

/** Name and attributes of a tag, without its angle brackets. */
export function element(name: string, attributes: Record<string, string | number | boolean>): string {
  return [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeMarkup(visible(String(value)))}"`),
  ].join(' ')
}

/** Element text; line feeds stay. */
export function text(value: string): string {
  return escapeMarkup(visible(value, { lines: true }))
}

export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
