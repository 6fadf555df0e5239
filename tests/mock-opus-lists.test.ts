import { describe, expect, test } from 'vitest'
import {
  allIDs,
  type IDName,
  MONTHS,
  type OpusClient,
  openMock,
  PATHS,
  type Path,
  patient,
  type Query,
} from './mock-opus-client.ts'

/** The triples of clinic, clinician and treatment that one of the lists tells of. */
async function triplesBy({ ids }: OpusClient, path: Path, all: Record<IDName, unknown[]>, flag?: boolean) {
  const listed = PATHS.find(([one]) => one === path)![1]
  const [first, second] = PATHS.map(([, name]) => name).filter((name) => name !== listed) as [IDName, IDName]
  const triples = new Set<string>()
  for (const a of all[first])
    for (const b of all[second])
      for (const id of await ids(path, { [first]: a, [second]: b, onlyWithFreeTimes: flag } as Query))
        triples.add(PATHS.map(([, name]) => ({ [listed]: id, [first]: a, [second]: b })[name]).join(' '))
  return triples
}

describe('clinics, clinicians and treatments', () => {
  test('tell of the same offers, by whichever list', async () => {
    const mock = await openMock()
    const all = await allIDs(mock)
    const [clinics, clinicians, treatments] = await Promise.all(
      PATHS.map(([path]) => triplesBy(mock, path, all, false)),
    )
    expect(clinics!.size).toBeGreaterThan(40)
    expect(clinicians).toEqual(clinics)
    expect(treatments).toEqual(clinics)
  })

  test('are related by the pairs of those offers', async () => {
    const mock = await openMock()
    const all = await allIDs(mock)
    const triples = [...(await triplesBy(mock, 'treatment', all))].map((triple) => triple.split(' '))
    for (const [listedIndex, [path]] of PATHS.entries())
      for (const [index, [, name]] of PATHS.entries()) {
        if (index === listedIndex) continue
        for (const id of all[name]) {
          const expected = triples
            .filter((triple) => triple[index] === String(id))
            .map((triple) => triple[listedIndex]!)
          const listed = await mock.ids(path, { [name]: id as string, onlyWithFreeTimes: false })
          expect(listed.map(String).sort(), `${path} by ${name} ${id}`).toEqual([...new Set(expected)].sort())
        }
      }
  })

  test('differ by every filter, so that one that is ignored shows', async () => {
    const mock = await openMock()
    const all = await allIDs(mock)
    for (const [path, listed] of PATHS)
      for (const [, name] of PATHS.filter(([, one]) => one !== listed))
        for (const id of all[name]) {
          const filtered = await mock.ids(path, { [name]: id as string, onlyWithFreeTimes: false })
          expect(filtered.length, `${path} by ${name} ${id}`).toBeGreaterThan(0)
          expect(filtered.length, `${path} by ${name} ${id}`).toBeLessThan(all[listed].length)
        }
  })

  test('with free times are those of the free slots, by each filter', async () => {
    const mock = await openMock()
    const all = await allIDs(mock)
    const months = await Promise.all(MONTHS.map(([year, month]) => mock.slots({ year, month })))
    const offered = months.flat().map((slot) => ({
      clinicID: slot.ClinicID,
      clinicianID: slot.ClinicianID,
      treatmentID: slot.TreatmentID,
    }))
    for (const [path, listed] of PATHS.slice(0, 2)) {
      const filters: Query[] = [{}]
      for (const [, name] of PATHS.filter(([, one]) => one !== listed))
        for (const id of all[name]) filters.push({ [name]: id as string })
      for (const filter of filters) {
        const [[name, value] = []] = Object.entries(filter)
        const fitting = offered.filter((slot) => name === undefined || slot[name as IDName] === value)
        const expected = new Set(fitting.map((slot) => slot[listed]))
        expect(new Set(await mock.ids(path, filter))).toEqual(expected)
        expect(new Set(await mock.ids(path, { ...filter, onlyWithFreeTimes: true }))).toEqual(expected)
      }
    }
  })

  test('are without free times somewhere of every kind', async () => {
    const mock = await openMock()
    const all = await allIDs(mock)
    expect(await mock.ids('clinic')).toEqual(all.clinicID.slice(0, -1))
    expect(await mock.ids('clinician')).toEqual(all.clinicianID.slice(0, -1))
    const halfFree = []
    for (const clinicianID of all.clinicianID as number[]) {
      const free = await mock.ids('clinic', { clinicianID })
      if (free.length > 0 && free.length < (await mock.ids('clinic', { clinicianID, onlyWithFreeTimes: false })).length)
        halfFree.push(clinicianID)
    }
    expect(halfFree.length).toBeGreaterThan(0)
  })

  test('lose those with free times whose last slot is booked', async () => {
    const mock = await openMock({ size: { clinics: 1, clinicians: 1, treatments: 1 }, monthsAhead: 0 })
    for (const [index, slot] of (await mock.slots({ year: 2027, month: 2 })).entries()) {
      expect(await mock.ids('clinic')).toHaveLength(1)
      const booked = await mock.createBooking({ Patient: patient(String(index).padStart(4, '0')), TimeSlot: slot })
      expect(booked.status).toBe(200)
    }
    expect((await mock.get('clinic')).status).toBe(404)
    expect(await mock.ids('clinic', { onlyWithFreeTimes: false })).toHaveLength(1)
  })

  test('getClinic answers each clinic, with free times or not', async () => {
    const { get, ids } = await openMock()
    for (const id of await ids('clinic', { onlyWithFreeTimes: false }))
      expect((await get(`clinic/${id}`)).json).toMatchObject({ ClinicID: id, Name: expect.any(String) })
    expect((await get('clinic/17')).status).toBe(404)
  })

  test.each<[string, Query, number, string]>([
    ['clinic', { clinicianID: 4 }, 404, 'Invalid clinicianID: it does not exist'],
    ['clinic', { treatmentID: 3 }, 404, 'Invalid treatmentID: it does not exist'],
    ['clinician', { clinicID: '17' }, 404, 'Invalid clinicID: it does not exist'],
    ['treatment', { clinicID: '17' }, 404, 'Invalid clinicID: it does not exist'],
    ['clinic', { treatmentID: 'abc' }, 400, 'Invalid treatmentID: it is not a number'],
    ['clinician', { treatmentID: '2x' }, 400, 'Invalid treatmentID: it is not a number'],
    ['clinic', { clinicianID: 'abc' }, 400, 'Invalid clinicianID: it is not a number'],
    ['treatment', { clinicianID: '-3' }, 400, 'Invalid clinicianID: it is negative'],
    ['clinic', { onlyWithFreeTimes: 'maybe' }, 400, 'Invalid onlyWithFreeTimes: it is neither true nor false'],
  ])('%s refuses %j', async (path, query, status, message) => {
    const { get } = await openMock()
    const answer = await get(path, query)
    expect([answer.status, answer.json.Message]).toEqual([status, message])
  })
})
