import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type NewOrder,
  newOrder,
  type OrderByRx,
  type OrderFactors,
  orderByRx,
  type SendTo,
} from '../generators/order.ts'
import { brokenClauses } from '../generators/order-clauses.ts'
import { type OrderFault, orderFaults } from '../generators/order-faults.ts'
import type { OrderOperation, OrderWorld } from '../generators/order-world.ts'
import { patient } from '../generators/patient.ts'
import { document } from '../openapi/itero.gen.ts'
import { validatorFor } from '../openapi/validators.ts'

const SEND_TO: SendTo[] = ['restoLab', 'orthoLab', 'chairside', 'midc_only', 'N/A']
const RX_ID = '0b5cde0a-6a1c-4b8e-9a51-3f0f7f6a2b11'

const seeds = fc.integer()
const factors: fc.Arbitrary<OrderFactors> = fc.record({
  gender: fc.constantFrom(0, 1),
  dateOfBirth: fc.constantFrom('date', 'date-time'),
  texts: fc.constantFrom('none', 'plain', 'non-ascii', 'long-notes', 'zip-uk', 'zip-se'),
})
const worlds: fc.Arbitrary<OrderWorld> = fc
  .record({
    ids: fc.uniqueArray(fc.integer({ min: 1, max: 2_100_000_000 }), { minLength: 5, maxLength: 5 }),
    maps: fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { minLength: 5, maxLength: 30 }),
    serials: fc.uniqueArray(fc.stringMatching(/^[A-Z]{2}\d{4,10}$/), { minLength: 2, maxLength: 2 }),
    seed: seeds,
  })
  .map(({ ids, maps, serials, seed }) => ({
    companyId: ids[0]!,
    otherCompanyId: ids[1],
    restoLabId: ids[2],
    orthoLabId: ids[3],
    unrelatedLabId: ids[4],
    scannerSerialNumber: serials[0]!,
    otherScannerSerialNumber: serials[1],
    maps: maps.map((procedureMapId, index) => ({ procedureMapId, sendTo: SEND_TO[index % 5]! })),
    rxIds: [RX_ID],
    today: '2026-03-01',
    seed,
  }))
const world: OrderWorld = {
  companyId: 1001,
  scannerSerialNumber: 'SN1',
  restoLabId: 7,
  orthoLabId: 8,
  unrelatedLabId: 9,
  otherCompanyId: 1002,
  otherScannerSerialNumber: 'SN2',
  maps: SEND_TO.map((sendTo, index) => ({ procedureMapId: index + 1, sendTo })),
  rxIds: [RX_ID],
  seed: 1,
}

function control(
  operation: OrderOperation,
  sendTo: SendTo,
  from: OrderWorld,
  carried: OrderFactors,
): NewOrder | OrderByRx {
  const { procedureMapId } = from.maps.find((map) => map.sendTo === sendTo)!
  const labId = {
    restoLab: from.restoLabId!,
    orthoLab: from.orthoLabId!,
    chairside: null,
    midc_only: null,
    'N/A': null,
  }[sendTo]
  const { companyId, scannerSerialNumber } = from
  const place = { companyId, scannerSerialNumber, procedureMapId, labId }
  return operation === 'createNewOrder' ? newOrder(from.seed, place, carried) : orderByRx(place, RX_ID)
}

describe.each(['createNewOrder', 'createNewOrderByRx'] as const)('%s', (operation) => {
  it('is valid for every map and factor, and as documented', () => {
    const errors = validatorFor(document, operation === 'createNewOrder' ? 'NewOrder' : 'OrderByRx')
    fc.assert(
      fc.property(worlds, factors, fc.constantFrom(...SEND_TO), (from, carried, sendTo) => {
        expect(errors(control(operation, sendTo, from, carried))).toEqual([])
        expect(brokenClauses(operation, control(operation, sendTo, from, carried), from)).toEqual([])
      }),
    )
  })

  it('breaks by each fault exactly the clause that it names, on every map that it can be applied to', () => {
    fc.assert(
      fc.property(worlds, factors, (from, carried) => {
        const wrong = orderFaults(operation, from).flatMap((fault) => {
          if ('missing' in fault) return [`${fault.what} lacks ${fault.missing}`]
          return fault.on.flatMap((sendTo) => {
            const valid = control(operation, sendTo, from, carried)
            const before = JSON.stringify(valid)
            const broken = brokenClauses(operation, JSON.parse(JSON.stringify(fault.apply(valid))), from)
            const exact = broken.length === 1 && broken[0] === fault.requirement
            return exact && JSON.stringify(valid) === before ? [] : [`${fault.what}, ${sendTo}: ${broken}`]
          })
        })
        expect(wrong).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  it('has faults that differ in words and in what is sent', () => {
    const faults = orderFaults(operation, { ...world, today: '2026-03-01' }) as OrderFault[]
    const words = faults.map((fault) => `${fault.requirement} ${fault.what}`)
    expect(new Set(words).size).toBe(words.length)
    for (const sendTo of SEND_TO) {
      const valid = control(operation, sendTo, world, { gender: 1, dateOfBirth: 'date', texts: 'plain' })
      const bodies = faults
        .filter((fault) => fault.on.includes(sendTo))
        .map((fault) => JSON.stringify(fault.apply(valid)))
      expect(new Set(bodies).size).toBe(bodies.length)
    }
  })

  it('has the same faults for the same world', () => {
    const [first, second] = [orderFaults(operation, world), orderFaults(operation, world)].map((faults) =>
      faults.map((fault) =>
        JSON.stringify(
          'missing' in fault
            ? fault
            : {
                ...fault,
                body: fault.apply(
                  control(operation, fault.on[0]!, world, { gender: 0, dateOfBirth: 'date', texts: 'none' }),
                ),
              },
        ),
      ),
    )
    expect(first).toEqual(second)
  })
})

const numbered = (area: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `ITERO-${area}-${String(from + index).padStart(2, '0')}`)

describe('the catalogue', () => {
  const requirements = (operation: OrderOperation, from: OrderWorld) =>
    [...new Set(orderFaults(operation, from).map((fault) => fault.requirement))].sort()

  it('covers every rule about a body of createNewOrder', () => {
    expect(requirements('createNewOrder', world)).toEqual(
      [
        ...numbered('REQ', 1, 9),
        ...numbered('TYPE', 1, 9),
        'ITERO-GENDER-02',
        ...numbered('DOB', 3, 5),
        'ITERO-MAP-01',
        ...numbered('ACC', 1, 2),
        ...numbered('LAB', 3, 5),
        ...numbered('LAB', 9, 12),
      ].sort(),
    )
  })

  it('covers every rule about a body of createNewOrderByRx', () => {
    expect(requirements('createNewOrderByRx', world)).toEqual(
      [...numbered('RX', 2, 10), 'ITERO-RX-12', 'ITERO-RX-14', 'ITERO-RX-15', 'ITERO-TYPE-09'].sort(),
    )
  })

  it('tries a rule that speaks of several maps on each of them', () => {
    const tried = (requirement: string, operation: OrderOperation) =>
      (orderFaults(operation, world) as OrderFault[])
        .filter((fault) => fault.requirement === requirement)
        .map((fault) => fault.on)
    const labs = [['restoLab'], ['orthoLab']]
    for (const id of ['ITERO-LAB-05', 'ITERO-LAB-10', 'ITERO-LAB-11']) expect(tried(id, 'createNewOrder')).toEqual(labs)
    expect(tried('ITERO-LAB-12', 'createNewOrder')).toEqual([
      ['restoLab'],
      ['restoLab'],
      ['restoLab'],
      ['orthoLab'],
      ['orthoLab'],
      ['orthoLab'],
    ])
    const none = [['chairside'], ['chairside'], ['midc_only'], ['midc_only'], ['N/A'], ['N/A']]
    expect(tried('ITERO-LAB-09', 'createNewOrder')).toEqual(none)
    expect(tried('ITERO-RX-15', 'createNewOrderByRx')).toEqual(none)
    expect(tried('ITERO-RX-12', 'createNewOrderByRx').sort()).toEqual([...labs, ...labs].sort())
    expect(tried('ITERO-RX-14', 'createNewOrderByRx')).toHaveLength(10)
  })

  it.each([
    ['unrelatedLabId', ['ITERO-LAB-11', 'ITERO-LAB-11'], ['ITERO-RX-14', 'ITERO-RX-14']],
    ['otherCompanyId', ['ITERO-ACC-01', 'ITERO-ACC-01'], ['ITERO-RX-10', 'ITERO-RX-10']],
    ['otherScannerSerialNumber', ['ITERO-ACC-01', 'ITERO-ACC-02'], ['ITERO-RX-10', 'ITERO-RX-10']],
  ] as const)('names account.%s where a fault needs it and it is missing', (key, onNewOrder, onByRx) => {
    const without = { ...world, [key]: undefined }
    const lacking = (operation: OrderOperation) =>
      orderFaults(operation, without).flatMap((fault) =>
        'missing' in fault ? [[fault.requirement, fault.missing]] : [],
      )
    expect(lacking('createNewOrder')).toEqual(onNewOrder.map((id) => [id, `account.${key}`]))
    expect(lacking('createNewOrderByRx')).toEqual(onByRx.map((id) => [id, `account.${key}`]))
  })

  it('leaves the maps of a lab out of every control where that lab is not configured', () => {
    const without = { ...world, restoLabId: undefined }
    const faults = orderFaults('createNewOrder', without)
    expect(faults.filter((fault) => 'on' in fault && fault.on.includes('restoLab'))).toEqual([])
    expect(faults).toContainEqual({
      requirement: 'ITERO-LAB-03',
      what: 'labId null on a resto map',
      missing: 'account.restoLabId',
    })
  })

  it('never sends what a conforming target may accept', () => {
    const sent = (orderFaults('createNewOrder', world) as OrderFault[])
      .filter((fault) => fault.requirement.startsWith('ITERO-DOB'))
      .map(
        (fault) =>
          (
            fault.apply(
              control('createNewOrder', 'N/A', world, { gender: 0, dateOfBirth: 'date', texts: 'none' }),
            ) as NewOrder
          ).patient.dateOfBirth,
      )
    expect(sent).toContain('31/12/1990')
    for (const date of sent) {
      expect(date).not.toMatch(/^\d{6}-\d{2}$/)
      expect(date).not.toMatch(/T\d{2}:\d{2}:\d{2}(?!\.\d{3}Z)/)
    }
  })
})

describe('a new order', () => {
  const place = { companyId: 1, scannerSerialNumber: 'SN1', procedureMapId: 3, labId: null }
  const of = (seed: number, texts: OrderFactors['texts']) =>
    newOrder(seed, place, { gender: 0, dateOfBirth: 'date', texts })

  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(seeds, factors, (seed, carried) => {
        const once = newOrder(seed, place, carried)
        patient(seed + 1)
        expect(newOrder(seed, place, carried)).toEqual(once)
      }),
    )
    const names = Array.from({ length: 50 }, (_, seed) => of(seed, 'none').patient.lastName)
    expect(new Set(names).size).toBeGreaterThan(30)
  })

  it('carries its optional fields as values or not at all', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(Object.keys(of(seed, 'none').patient)).toEqual(['firstName', 'lastName', 'gender', 'dateOfBirth'])
        expect(of(seed, 'none')).not.toHaveProperty('notes')
        expect(of(seed, 'none')).toHaveProperty('labId', null)

        const { patient: person, notes } = of(seed, 'plain')
        for (const text of [person.firstName, person.lastName]) expect(text).toMatch(/^[A-Za-z]+$/)
        expect(person.chartNumber).toMatch(/^[A-Z0-9]+$/)
        expect(person.mi).toMatch(/^[A-Z]$/)
        expect(person.zipCode).toMatch(/^\d{5}$/)
        expect(notes).toMatch(/^[\x20-\x7e]+$/)

        expect(of(seed, 'zip-uk').patient.zipCode).toBe('SW1A 1AA')
        expect(of(seed, 'zip-se').patient.zipCode).toBe('11122')
      }),
    )
  })

  it('has non-ASCII letters in each text, and apostrophes and hyphens among them', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { patient: person, notes = '' } = of(seed, 'non-ascii')
        const texts = [person.firstName, person.lastName, person.chartNumber ?? '', notes]
        for (const text of texts) expect(text).toMatch(/[^\p{ASCII}]/u)
        expect(person.firstName).toMatch(/-/)
        for (const text of texts.slice(1)) expect(text).toMatch(/'.*-|-.*'/)
        expect(person).not.toHaveProperty('mi')
        expect(person).not.toHaveProperty('zipCode')
      }),
    )
  })

  it('has long notes of 2,000 UTF-16 units, 1,999 code points, with everything that free text can hold', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { notes = '' } = of(seed, 'long-notes')
        expect(notes).toHaveLength(2000)
        expect([...notes]).toHaveLength(1999)
        expect(notes.trim()).toBe(notes)
        for (const part of ['\n', '\r\n', '"', "'", '<', '>', '🦷']) expect(notes).toContain(part)
      }),
    )
  })

  it('has a patient who was born on a day that exists, before 2020, in the form asked for', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const date = patient(seed, { dateOfBirth: 'date' }).dateOfBirth
        const dateTime = patient(seed, { dateOfBirth: 'date-time' }).dateOfBirth
        expect(dateTime).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
        expect(dateTime.slice(0, 10)).toBe(date)
        expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
        expect(date < '2020-01-01').toBe(true)
      }),
    )
  })
})

describe('brokenClauses', () => {
  const valid = () =>
    structuredClone(
      control('createNewOrder', 'restoLab', world, { gender: 0, dateOfBirth: 'date', texts: 'plain' }),
    ) as NewOrder
  const broken = (change: (order: NewOrder) => unknown) => {
    const order = valid()
    return brokenClauses('createNewOrder', change(order) ?? order, world)
  }

  it('names several clauses where several are broken, each once', () => {
    expect(
      broken((order) => ({ ...order, companyId: null, labId: null, patient: { ...order.patient, gender: 3 } })),
    ).toEqual(['ITERO-REQ-01', 'ITERO-GENDER-02', 'ITERO-LAB-03'])
    expect(broken((order) => ({ ...order, patient: { ...order.patient, firstName: 1, lastName: {} } }))).toEqual([
      'ITERO-TYPE-09',
      'ITERO-TYPE-04',
    ])
    expect(brokenClauses('createNewOrder', [], world)).toEqual([
      'ITERO-REQ-01',
      'ITERO-REQ-02',
      'ITERO-REQ-03',
      'ITERO-REQ-08',
    ])
  })

  it('takes a leap day, a GUID in upper case and labId left out where none is taken', () => {
    expect(broken((order) => ({ ...order, patient: { ...order.patient, dateOfBirth: '2000-02-29' } }))).toEqual([])
    expect(broken(({ labId, ...order }) => ({ ...order, procedureMapId: 3 }))).toEqual([])
    const byRx = control('createNewOrderByRx', 'N/A', world, { gender: 0, dateOfBirth: 'date', texts: 'none' })
    expect(brokenClauses('createNewOrderByRx', { ...byRx, rxId: RX_ID.toUpperCase() }, world)).toEqual([])
  })

  it('draws the line of the future after today', () => {
    const at = (dateOfBirth: string) =>
      brokenClauses(
        'createNewOrder',
        { ...valid(), patient: { ...valid().patient, dateOfBirth } },
        { ...world, today: '2026-03-01' },
      )
    expect(at('2026-03-01')).toEqual([])
    expect(at('2026-03-02T00:00:00.000Z')).toEqual(['ITERO-DOB-05'])
  })
})
