import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const templates = new Map<string, string>()

/**
 * A page as `scripts/build-report.mjs` builds it, with its slots.
 *
 * @param name of the file in `dist/reports`
 * @throws Error where the package was not built.
 */
export function pageTemplate(name: string): string {
  const known = templates.get(name)
  if (known !== undefined) return known
  // This module may stand in its own folder or in a bundle of another one.
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'dist/reports', name)
    if (existsSync(file)) {
      const template = readFileSync(file, 'utf8')
      templates.set(name, template)
      return template
    }
    if (folder === dirname(folder)) throw new Error(`dist/reports/${name} is missing: run "npm run build"`)
  }
}

/**
 * A page with its slots filled. The data is a JSON block in which no `<` is left, so that nothing in it can end the block;
 * the page's script sets it as text.
 *
 * @param slots markup, by name, in the order in which they stand in the page
 */
export function fillSlots(page: string, slots: { title: string; fallback: string; data: unknown }): string {
  const filled = { ...slots, data: JSON.stringify(slots.data).replaceAll('<', '\\u003c') }
  let rest = page
  let text = ''
  for (const [name, content] of Object.entries(filled)) {
    const slot = `<!--${name}-->`
    const at = rest.indexOf(slot)
    if (at < 0) throw new Error(`the page has no ${slot}`)
    text += rest.slice(0, at) + content
    rest = rest.slice(at + slot.length)
  }
  return text + rest
}
