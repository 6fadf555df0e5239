import { describe, expect, test } from 'vitest'
import { allIDs, type IDName, keyOf, MONTHS, openMock, PATHS, type Query } from './mock-opus-client.ts'

describe('time slots', () => {
  test('of a month start in it, right from its first minute to the last half hour', async () => {
    const { slots } = await openMock()
    for (const [year, month] of MONTHS.slice(1)) {
      const listed = await slots({ year, month })
      const prefix = `${year}-${String(month).padStart(2, '0')}-`
      const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
      expect(listed.filter(({ Start }) => !Start.startsWith(prefix))).toEqual([])
      expect(listed[0]!.Start).toBe(`${prefix}01T00:00:00`)
      expect(listed.at(-1)!.Start).toBe(`${last}T23:30:00`)
    }
  })

  test('lie on working days apart from the duty, and not at lunch', async () => {
    const { slots, ids } = await openMock()
    const [dutyClinic] = await ids('clinic')
    const listed = (await slots({ year: 2027, month: 3 })).filter(({ ClinicID }) => ClinicID !== dutyClinic)
    expect(listed.length).toBeGreaterThan(100)
    for (const { Start, End } of listed) {
      expect([0, 6]).not.toContain(new Date(`${Start}Z`).getUTCDay())
      const [from, to] = [Start.slice(11), End.slice(11)]
      expect(from >= '08:00' && to <= '17:00:00' && (to <= '12:00:00' || from >= '13:00:00')).toBe(true)
    }
    // Good Friday and Easter Monday.
    expect(listed.filter(({ Start }) => /^2027-03-(26|29)/.test(Start))).toEqual([])
  })

  test('take as long as their treatment, and no clinician is in two places', async () => {
    const { slots } = await openMock()
    const lengths = new Map<number, Set<number>>()
    const byClinician = new Map<number, [string, string][]>()
    for (const { Start, End, ClinicianID, TreatmentID } of await slots({ year: 2027, month: 3 })) {
      const minutes = (Date.parse(`${End}Z`) - Date.parse(`${Start}Z`)) / 60_000
      lengths.set(TreatmentID, (lengths.get(TreatmentID) ?? new Set()).add(minutes))
      byClinician.set(ClinicianID, [...(byClinician.get(ClinicianID) ?? []), [Start, End]])
    }
    expect(new Set([...lengths.values()].map(({ size }) => size))).toEqual(new Set([1]))
    expect(new Set([...lengths.values()].flatMap((set) => [...set])).size).toBeGreaterThan(4)
    for (const times of byClinician.values())
      for (const [index, [start]] of times.entries())
        expect(index === 0 || times[index - 1]![1] <= start, start).toBe(true)
  })

  test('by filters are those of the month that fit, alone, in pairs and all three', async () => {
    const mock = await openMock()
    const all = await allIDs(mock)
    const month = await mock.slots({ year: 2027, month: 3 })
    const props = { clinicID: 'ClinicID', clinicianID: 'ClinicianID', treatmentID: 'TreatmentID' } as const
    const choices = <Name extends IDName>(name: Name) => [undefined, ...all[name]] as (string | number | undefined)[]
    let empty = 0
    for (const clinicID of choices('clinicID'))
      for (const clinicianID of choices('clinicianID'))
        for (const treatmentID of clinicianID === undefined ? choices('treatmentID') : [undefined, 10, 22]) {
          const filter = { clinicID, clinicianID, treatmentID }
          const fitting = month.filter((slot) =>
            PATHS.every(([, name]) => filter[name] === undefined || filter[name] === slot[props[name]]),
          )
          if (fitting.length === 0) empty++
          expect(await mock.slots({ year: 2027, month: 3, ...filter })).toEqual(fitting)
        }
    expect(empty).toBeGreaterThan(20)
  })

  test('from a date are those of the months, of one treatment, from that minute on', async () => {
    const mock = await openMock()
    const months = (await Promise.all(MONTHS.map(([year, month]) => mock.slots({ year, month })))).flat()
    const ofTreatment = months.filter(({ TreatmentID }) => TreatmentID === 10)
    const start = ofTreatment[40]!
    const later = ofTreatment.filter(({ Start }) => Start >= start.Start)
    const query = { startingFromDateTime: start.Start, treatmentID: 10 }
    expect(await mock.slots(query)).toEqual(later)
    const { ClinicID: clinicID, ClinicianID: clinicianID } = start
    const atClinic = later.filter(({ ClinicID }) => ClinicID === clinicID)
    const withClinician = later.filter(({ ClinicianID }) => ClinicianID === clinicianID)
    expect(await mock.slots({ ...query, clinicID })).toEqual(atClinic)
    expect(await mock.slots({ ...query, clinicianID })).toEqual(withClinician)
    expect(await mock.slots({ ...query, clinicID, clinicianID })).toEqual(
      atClinic.filter(({ ClinicianID }) => ClinicianID === clinicianID),
    )
  })

  test('in the past are not offered, and those of the rest of today are', async () => {
    const mock = await openMock({ startsAt: new Date('2027-02-15T10:30:00Z') })
    const listed = await mock.slots({ year: 2027, month: 2 })
    expect(listed.every(({ Start }) => Start >= '2027-02-15T10:30:00')).toBe(true)
    expect(listed.some(({ Start }) => Start.startsWith('2027-02-15'))).toBe(true)
    expect((await mock.get('timeslot', { year: 2027, month: 1 })).status).toBe(404)
    await mock.state('time moves forward', { seconds: 24 * 3600 })
    expect((await mock.slots({ year: 2027, month: 2 }))[0]!.Start >= '2027-02-16T10:30:00').toBe(true)
  })

  test('after the horizon are not offered until time has moved on', async () => {
    const mock = await openMock()
    expect(await mock.slots({ year: 2027, month: 7 })).toEqual([])
    await mock.state('time moves forward', { seconds: 28 * 24 * 3600 })
    expect((await mock.slots({ year: 2027, month: 7 })).length).toBeGreaterThan(100)
  })

  test('are fewer with delay, which is read as hours from now', async () => {
    const mock = await openMock()
    const query = { year: 2027, month: 2 }
    const all = await mock.slots(query)
    const later = all.filter(({ Start }) => Start >= '2027-02-03T07:00:00')
    expect(later.length).toBeLessThan(all.length)
    expect(await mock.slots({ ...query, delay: 48 })).toEqual(later)
    expect(await mock.slots({ ...query, delay: 0 })).toEqual(all)
  })

  test('are found by a date alone, by minutes, by seconds and by a time with its zone', async () => {
    const { slots } = await openMock()
    const from = async (startingFromDateTime: string) =>
      (await slots({ startingFromDateTime, treatmentID: 10 })).map(keyOf)
    const expected = await from('2027-03-01T00:00:00')
    expect(expected.length).toBeGreaterThan(10)
    for (const start of ['2027-03-01', '2027-03-01T00:00', '2027-03-01T00:00:00Z', '2027-03-01T01:00:00+01:00'])
      expect(await from(start)).toEqual(expected)
  })

  test.each<[Query, string]>([
    [{ month: 2 }, 'Missing year'],
    [{ year: 2027 }, 'Missing month'],
    [{ year: 'abc', month: 2 }, 'Invalid year: it is not a number'],
    [{ year: 2027, month: 'abc' }, 'Invalid month: it is not a number'],
    [{ year: 2027, month: 13 }, 'Invalid month: there is no such month'],
    [{ year: 2027, month: 0 }, 'Invalid month: there is no such month'],
    [{ year: 2027, month: 2, treatmentID: 'abc' }, 'Invalid treatmentID: it is not a number'],
    [{ year: 2027, month: 2, delay: 'abc' }, 'Invalid delay: it is not a number'],
    [{ treatmentID: 2 }, 'Missing year and month, or startingFromDateTime'],
    [{}, 'Missing year and month, or startingFromDateTime'],
    [{ startingFromDateTime: '2027-03-01T00:00:00' }, 'Missing treatmentID'],
    [{ startingFromDateTime: 'abc', treatmentID: 2 }, 'Invalid startingFromDateTime: it is not a date and time'],
    [{ startingFromDateTime: '2027-02-30', treatmentID: 2 }, 'Invalid startingFromDateTime: it is not a date and time'],
    [{ startingFromDateTime: '', treatmentID: 2 }, 'Missing startingFromDateTime'],
  ])('%j is refused', async (query, message) => {
    const { get } = await openMock()
    const answer = await get('timeslot', query)
    expect([answer.status, answer.json.Message]).toEqual([400, message])
  })
})
