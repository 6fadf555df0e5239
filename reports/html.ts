import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import type { Exchange } from '../engine/exchange.ts'
import { escapeMarkup, visible, visibleDeep } from './inert.ts'
import type { ReportInput, Writer } from './model.ts'
import type { Payload } from './payload.ts'
import { responseTimesOf } from './response-times.ts'
import { summary } from './summary.ts'
import { timelineOf } from './timeline.ts'

/** `report.html`: one file that works from disk, with no network, and runs nothing of the target's. */
export const html: Writer = {
  write: (input) => fillPage(packagedPage('page.html'), input),
}

const pages = new Map<string, string>()

/**
 * A page that `scripts/build-report.mjs` put into the package's `dist/reports`.
 *
 * @throws Error where the package was not built.
 */
export function packagedPage(name: 'page.html' | 'fleet.html' | 'serve.html'): string {
  const known = pages.get(name)
  if (known !== undefined) return known
  // This module may stand in its own folder or in a bundle of another one.
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'dist/reports', name)
    if (existsSync(file)) {
      const page = readFileSync(file, 'utf8')
      pages.set(name, page)
      return page
    }
    if (folder === dirname(folder)) throw new Error(`dist/reports/${name} is missing: run "npm run build"`)
  }
}

/**
 * The style of the page, for pages that are made in its design.
 *
 * @throws Error where the package was not built.
 */
export const pageStyle = (): string => styleOf(packagedPage('page.html'))

/** The style that stands in a page. */
export const styleOf = (page: string): string =>
  page.slice(page.indexOf('<style>') + '<style>'.length, page.indexOf('</style>'))

/** The page with a report in it. The fallback is for readers without script (Jenkins shows artefacts like that). */
export function fillPage(page: string, input: ReportInput): string {
  const { report } = input
  const names = [...new Set(report.targets.map(({ name }) => name))].join(', ')
  const title = `${names} · ${report.complete ? '' : 'incomplete '}Bitewing report`
  const fallback = summary(report, { columns: 200, lines: 200, reportFile: 'report.json has all of it' })
  return fillSlots(page, { title, fallback, data: payloadOf(input) })
}

/**
 * A page with its slots filled. The data is a JSON block in which no `<` is left, so that nothing in it can end the block;
 * the page's script sets it as text.
 */
export function fillSlots(page: string, { title, fallback, data }: { title: string; fallback: string; data: unknown }) {
  const slots: [string, string][] = [
    ['<!--title-->', escapeMarkup(visible(title))],
    ['<!--fallback-->', escapeMarkup(fallback)],
    ['<!--data-->', JSON.stringify(data).replaceAll('<', '\\u003c')],
  ]
  let rest = page
  let filled = ''
  for (const [slot, content] of slots) {
    const at = rest.indexOf(slot)
    if (at < 0) throw new Error(`the page has no ${slot}`)
    filled += rest.slice(0, at) + content
    rest = rest.slice(at + slot.length)
  }
  return filled + rest
}

function payloadOf({ report, exchanges }: ReportInput): Payload {
  const packs: string[] = []
  const packOf: [string, number][] = []
  for (const pack of packed(exchanges)) {
    packOf.push(...pack.map(({ id }): [string, number] => [id, packs.length]))
    packs.push(deflateRawSync(JSON.stringify(pack)).toString('base64'))
  }
  return {
    report: visibleDeep(report),
    timelines: visibleDeep(report.targets.map((target) => timelineOf(target, exchanges) ?? null)),
    // In drills they are those of embedded mocks.
    responseTimes: visibleDeep(
      report.targets.map(({ name, kind }) => (kind === 'driver' ? [] : responseTimesOf(name, exchanges))),
    ),
    packs,
    packOf: Object.fromEntries(packOf),
  }
}

/** About as much text as unpacks without a pause. */
const PACK_CHARS = 100_000

function* packed(exchanges: readonly Exchange[]): Generator<Exchange[]> {
  let pack: Exchange[] = []
  let chars = 0
  for (const exchange of exchanges) {
    pack.push(exchange)
    chars += 1_000 + (exchange.request.body?.length ?? 0) + (exchange.response?.body.length ?? 0)
    if (chars < PACK_CHARS) continue
    yield pack
    pack = []
    chars = 0
  }
  if (pack.length) yield pack
}
