import type { ListFilter } from './behaviour.ts'
import type { Desk } from './desk.ts'
import type { Clinician, Treatment } from './practice.ts'
import { areKnown, queryOf, readFlag, readNumber } from './reading.ts'
import { isOffered, slotsBetween } from './schedule.ts'

export function getClinics(desk: Desk): unknown {
  return list(desk, 'clinicID', desk.world.practice.clinics).map((clinic) => desk.behaviour.clinicAnswer(clinic))
}

export function getClinic(desk: Desk): unknown {
  desk.admit()
  const clinic = desk.behaviour.findClinic(desk.world, desk.call.clinicID ?? '')
  if (clinic) return desk.behaviour.clinicAnswer(clinic)
  desk.object({ reason: 'no-data' })
  return null
}

export function getClinicians(desk: Desk): unknown {
  return list(desk, 'clinicianID', desk.world.practice.clinicians).map(answerClinician)
}

export function getTreatments(desk: Desk): unknown {
  return list(desk, 'treatmentID', desk.world.practice.treatments).map(answerTreatment)
}

type IDName = 'clinicID' | 'clinicianID' | 'treatmentID'

/** The rows that some offer, or some free time, which fits the filter names. */
function list<Row extends { id: unknown }>(desk: Desk, name: IDName, rows: readonly Row[]): Row[] {
  const { behaviour, world, call } = desk
  const filter = readListFilter(desk, name)
  desk.admit()
  areKnown(desk, filter)
  const applied = behaviour.appliedFilter(filter, call, world)
  const listed = behaviour.listedIDs([...idsOf(desk, name, applied)], filter, call, world)
  const found = rows.filter(({ id }) => listed.includes(id))
  if (found.length === 0) desk.object({ reason: 'no-data' })
  return found
}

function idsOf(desk: Desk, name: IDName, filter: ListFilter): Set<unknown> {
  const { behaviour, world, call, now, horizon } = desk
  const offered = new Set<unknown>()
  const bookable = new Set<unknown>()
  for (const offer of world.practice.offers) {
    if (!isOffered(offer, filter)) continue
    offered.add(offer[name])
    if (offer.bookable) bookable.add(offer[name])
  }
  if (!filter.onlyWithFreeTimes) return offered
  const free = new Set<unknown>()
  for (const slot of slotsBetween(world.schedule, now, horizon)) {
    if (free.size === bookable.size) break
    if (free.has(slot[name]) || !isOffered(slot, filter) || !behaviour.isOpen(slot, now, horizon)) continue
    if (!behaviour.isBookedUp(slot, world, call)) free.add(slot[name])
  }
  return free
}

/** A list is not narrowed by the ID that it lists, and getTreatments knows no free times. */
function readListFilter(desk: Desk, listed: IDName): ListFilter {
  const query = queryOf(desk)
  return {
    clinicID: listed === 'clinicID' ? undefined : query('clinicID'),
    clinicianID: listed === 'clinicianID' ? undefined : readNumber(desk, query('clinicianID'), 'clinicianID'),
    treatmentID: listed === 'treatmentID' ? undefined : readNumber(desk, query('treatmentID'), 'treatmentID'),
    onlyWithFreeTimes:
      listed !== 'treatmentID' &&
      (readFlag(desk, query('onlyWithFreeTimes'), 'onlyWithFreeTimes') ??
        desk.behaviour.onlyWithFreeTimesByDefault(desk.call)),
  }
}

function answerClinician({ id, name }: Clinician): unknown {
  return { ClinicianID: id, Name: name }
}

function answerTreatment({ id, name }: Treatment): unknown {
  return { TreatmentID: id, Name: name }
}
