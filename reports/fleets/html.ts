import { fillSlots, packagedPage } from '../html.ts'
import { visibleDeep } from '../inert.ts'
import { fleetMarkdown } from './markdown.ts'
import type { FleetReport } from './model.ts'
import { fleetInWords } from './words.ts'

/** `fleet.html`: one page for a whole fleet, that works from disk as report.html does. */
export const fleetHtml = (report: FleetReport): string => fillFleetPage(packagedPage('fleet.html'), report)

/** The page with a fleet in it; its fallback is for readers without script. */
export const fillFleetPage = (page: string, report: FleetReport): string =>
  fillSlots(page, {
    title: `${fleetInWords(report).headline} · Bitewing fleet report`,
    fallback: fleetMarkdown(report),
    data: visibleDeep(report),
  })
