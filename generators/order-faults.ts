import { faker } from '@faker-js/faker/locale/en'
import { type Alteration, absent, neitherStringNorNumber, noNumber, setTo, turned } from './alteration.ts'
import { clinicFaults, scannerFaults } from './clinic-faults.ts'
import { bothForms, futureDates, NO_DATES, OTHER_FORMATS } from './dates-of-birth.ts'
import type { MissingFault } from './fault.ts'
import { labFaults } from './lab-faults.ts'
import type { SendTo } from './order.ts'
import { ANY, broken, type LabSendTo, malformed, type OrderFault, WITH_LAB } from './order-fault.ts'
import type { OrderOperation, OrderWorld } from './order-world.ts'
import { seeded } from './seeded.ts'

export type { OrderFault }

/**
 * Every invalid body that the register names for an operation, each breaking one clause of a valid order.
 *
 * Left out on purpose, because a conforming target may accept them: a date-time without milliseconds or with an offset,
 * the literal `YYYYMM-DD`, null in an optional field, labId left out where none is taken.
 */
export function orderFaults(operation: OrderOperation, world: OrderWorld): (OrderFault | MissingFault)[] {
  const faults = operation === 'createNewOrder' ? newOrderFaults(world) : orderByRxFaults(world)
  return faults.map((fault) => ('missing' in fault ? fault : possible(fault, world)))
}

function newOrderFaults(world: OrderWorld): (OrderFault | MissingFault)[] {
  return [
    ...broken('ITERO-REQ-01', ANY, absent('companyId')),
    ...broken('ITERO-REQ-02', ANY, absent('scannerSerialNumber')),
    ...broken('ITERO-REQ-03', ANY, absent('procedureMapId')),
    ...broken('ITERO-REQ-04', ANY, absent('patient.firstName')),
    ...broken('ITERO-REQ-05', ANY, absent('patient.lastName')),
    ...broken('ITERO-REQ-06', ANY, absent('patient.gender')),
    ...broken('ITERO-REQ-07', ANY, absent('patient.dateOfBirth')),
    ...broken('ITERO-REQ-08', ANY, absent('patient')),
    ...malformed(
      'ITERO-REQ-09',
      ANY,
      ['scannerSerialNumber', 'patient.firstName', 'patient.lastName'].flatMap((field) => [
        setTo(field, '', 'empty'),
        setTo(field, '   ', 'blank'),
      ]),
    ),
    ...malformed('ITERO-TYPE-01', ANY, noNumber('companyId')),
    ...malformed('ITERO-TYPE-02', ANY, neitherStringNorNumber('scannerSerialNumber')),
    ...malformed('ITERO-TYPE-03', ANY, noNumber('procedureMapId')),
    ...malformed('ITERO-TYPE-04', ANY, ['patient.firstName', 'patient.lastName'].flatMap(neitherStringNorNumber)),
    ...malformed('ITERO-TYPE-05', ANY, [...noNumber('patient.gender'), setTo('patient.gender', 'male')]),
    ...malformed('ITERO-TYPE-06', ANY, neitherStringNorNumber('patient.dateOfBirth')),
    ...malformed('ITERO-TYPE-07', [...WITH_LAB], noNumber('labId')),
    ...malformed(
      'ITERO-TYPE-08',
      ANY,
      ['patient.chartNumber', 'patient.zipCode', 'notes'].flatMap(neitherStringNorNumber),
    ),
    ...almostNumbers(),
    ...malformed('ITERO-TYPE-09', ANY, [
      numericString('patient.gender'),
      setTo('patient.dateOfBirth', 631_152_000_000),
      ...['patient.firstName', 'patient.lastName', 'patient.chartNumber', 'patient.zipCode', 'notes'].map(aNumber),
    ]),
    ...malformed(
      'ITERO-GENDER-02',
      ANY,
      [2, -1, 0.5].map((gender) => setTo('patient.gender', gender)),
    ),
    ...malformed('ITERO-DOB-03', ANY, OTHER_FORMATS.map(dateOfBirth)),
    ...malformed('ITERO-DOB-04', ANY, NO_DATES.flatMap(bothForms).map(dateOfBirth)),
    ...malformed('ITERO-DOB-05', ANY, futureDates(world.today).flatMap(bothForms).map(dateOfBirth)),
    ...broken('ITERO-MAP-01', ANY, unlistedMaps(world)),
    ...clinicFaults(world, 'ITERO-ACC-01'),
    ...scannerFaults(world, 'ITERO-ACC-02'),
    ...labFaults(world, {
      null: { restoLab: 'ITERO-LAB-03', orthoLab: 'ITERO-LAB-04' },
      leftOut: 'ITERO-LAB-05',
      notTaken: 'ITERO-LAB-09',
      wrongKind: 'ITERO-LAB-10',
      unrelated: 'ITERO-LAB-11',
      unknown: 'ITERO-LAB-12',
    }),
  ]
}

function orderByRxFaults(world: OrderWorld): (OrderFault | MissingFault)[] {
  return [
    ...broken('ITERO-RX-02', ANY, [
      setTo('rxId', seeded(faker, world.seed, 'rx').string.uuid(), 'of no RX'),
      setTo('rxId', '00000000-0000-0000-0000-000000000000'),
      turned('rxId', 'with another first digit', (rxId) => otherFirstDigit(String(rxId))),
    ]),
    ...malformed('ITERO-RX-03', ANY, [
      setTo('rxId', 'not-a-guid'),
      setTo('rxId', '', 'empty'),
      turned('rxId', 'a digit short', (rxId) => String(rxId).slice(0, -1)),
      turned('rxId', 'a digit longer', (rxId) => `${rxId}0`),
      turned('rxId', 'with a "g" for a digit', (rxId) => `${String(rxId).slice(0, -1)}g`),
    ]),
    ...broken('ITERO-RX-04', ANY, absent('companyId')),
    ...broken('ITERO-RX-05', ANY, absent('scannerSerialNumber')),
    ...broken('ITERO-RX-06', ANY, absent('rxId')),
    ...broken('ITERO-RX-07', ANY, absent('procedureMapId')),
    ...malformed('ITERO-RX-08', ANY, [
      ...['companyId', 'procedureMapId'].flatMap(noNumber),
      ...['scannerSerialNumber', 'rxId'].flatMap(neitherStringNorNumber),
    ]),
    ...malformed('ITERO-RX-08', [...WITH_LAB], noNumber('labId')),
    ...almostNumbers(),
    ...broken('ITERO-RX-09', ANY, unlistedMaps(world)),
    ...clinicFaults(world, 'ITERO-RX-10'),
    ...scannerFaults(world, 'ITERO-RX-10'),
    ...labFaults(world, {
      null: { restoLab: 'ITERO-RX-12', orthoLab: 'ITERO-RX-12' },
      leftOut: 'ITERO-RX-12',
      notTaken: 'ITERO-RX-15',
      wrongKind: 'ITERO-RX-14',
      unrelated: 'ITERO-RX-14',
      unknown: 'ITERO-RX-14',
    }),
  ]
}

/** The fault on those maps alone for which a valid order can be had: a lab that is not configured makes none. */
function possible(fault: OrderFault, world: OrderWorld): OrderFault | MissingFault {
  const on = fault.on.filter((sendTo) => !isLab(sendTo) || world[LAB_KEY[sendTo]] !== undefined)
  if (on.length > 0) return { ...fault, on }
  const { requirement, what } = fault
  return { requirement, what, missing: `account.${LAB_KEY[fault.on.find(isLab)!]}` }
}

const LAB_KEY = { restoLab: 'restoLabId', orthoLab: 'orthoLabId' } as const
const isLab = (sendTo: SendTo): sendTo is LabSendTo => sendTo in LAB_KEY

const dateOfBirth = (date: string) => setTo('patient.dateOfBirth', date)
const numericString = (field: string) => turned(field, 'as a numeric string', String)
/** A serial number of digits is sent as the number that it is; of any other field the server cannot know better. */
const aNumber = (field: string) =>
  turned(field, 'as a number', (text) => (/^[1-9]\d{0,14}$/.test(String(text)) ? Number(text) : 12345))
const fraction = (field: string) =>
  turned(field, 'plus a half', (id) => {
    const fraction = Number(id) + 0.5
    // No double that large has a fraction.
    return Number.isInteger(fraction) ? 0.5 : fraction
  })

/** The same on both operations. gender's fraction is ITERO-GENDER-02. */
function almostNumbers(): OrderFault[] {
  return [
    ...malformed('ITERO-TYPE-09', ANY, [
      ...['companyId', 'procedureMapId'].flatMap((field) => [numericString(field), fraction(field)]),
      aNumber('scannerSerialNumber'),
    ]),
    ...broken('ITERO-TYPE-09', [...WITH_LAB], [numericString('labId'), fraction('labId')]),
  ]
}

/** A gap in the list, the number after its last one, and numbers that no list has. */
function unlistedMaps({ maps }: OrderWorld): Alteration[] {
  const listed = new Set(maps.map((map) => map.procedureMapId))
  const next = Math.max(0, ...[...listed].filter((id) => typeof id === 'number')) + 1
  let gap = 1
  while (listed.has(gap)) gap += 1
  return [...new Set([gap, next, 0, -1, 2 ** 31 - 1, Number.MAX_SAFE_INTEGER])]
    .filter((id) => !listed.has(id))
    .map((id) => setTo('procedureMapId', id))
}

/** The first digit, whatever stands before it: a server that counts its GUIDs up has used the neighbours of the last one. */
function otherFirstDigit(guid: string): string {
  return guid.replace(/[0-9a-f]/i, (digit) => (Number.parseInt(digit, 16) ^ 8).toString(16))
}
