import { deflateRawSync } from 'node:zlib'
import type { Exchange } from '../engine/exchange.ts'
import { escapeMarkup, visible, visibleDeep } from './inert.ts'
import type { ReportInput, Writer } from './model.ts'
import { fillSlots, pageTemplate } from './page-template.ts'
import type { Payload } from './payload.ts'
import { responseTimesOf } from './response-times.ts'
import { summary } from './summary.ts'
import { timelineOf } from './timeline.ts'

/** `report.html`: one file that works from disk, with no network, and runs nothing of the target's. */
export const html: Writer = {
  write: (input) => fillPage(pageTemplate(PAGE), input),
}

const PAGE = 'page.html'

/**
 * The style of the page, for pages that are made in its design.
 *
 * @throws Error where the package was not built.
 */
export const pageStyle = (): string => styleOf(pageTemplate(PAGE))

/** The style that stands in a page. */
export const styleOf = (page: string): string =>
  page.slice(page.indexOf('<style>') + '<style>'.length, page.indexOf('</style>'))

/** The page with a report in it. The fallback is for readers without script (Jenkins shows artefacts like that). */
export function fillPage(page: string, input: ReportInput): string {
  const { report } = input
  const names = report.targets.map((target) => target.name).join(', ')
  const title = `${names} · ${report.complete ? '' : 'incomplete '}Bitewing report`
  const fallback = summary(report, { columns: 200, lines: 200, reportFile: 'report.json has all of it' })
  return fillSlots(page, {
    title: escapeMarkup(visible(title)),
    fallback: escapeMarkup(fallback),
    data: payloadOf(input),
  })
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
    responseTimes: visibleDeep(report.targets.map(({ name }) => responseTimesOf(name, exchanges))),
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
