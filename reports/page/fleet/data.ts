import type { FleetReport } from '../../fleets/model.ts'

/** The report that the page carries. */
export const fleet: FleetReport = JSON.parse(document.getElementById('bitewing-data')!.textContent)

const reports = new Map(fleet.targets.map(({ name, report }) => [name, report]))

/** Where a target's own report is, where it was written. */
export const reportOf = (target: string): string | undefined => reports.get(target)
