import { faker } from '@faker-js/faker/locale/en'
import { setTo, turned } from './alteration.ts'
import type { MissingFault } from './fault.ts'
import { ANY, broken, type OrderFault, WITHOUT_LAB } from './order-fault.ts'
import type { OrderWorld } from './order-world.ts'
import { seeded } from './seeded.ts'
import { unusedId } from './unused-id.ts'

/** A clinic that is not the doctor's. On maps without a lab alone: a lab of the one clinic is none of the other's. */
export function clinicFaults(world: OrderWorld, requirement: string): (OrderFault | MissingFault)[] {
  const { otherCompanyId, otherScannerSerialNumber } = world
  const unknown = unusedId(world.seed, 'company', [world.companyId, otherCompanyId])
  const known = "companyId of another doctor's clinic"
  const withScanner = `${known}, with a scanner of it`
  const faults: (OrderFault | MissingFault)[] = broken(requirement, WITHOUT_LAB, [
    setTo('companyId', unknown, 'of no clinic'),
    setTo('companyId', 0),
  ])
  if (otherCompanyId === undefined) {
    const missing = 'account.otherCompanyId'
    return [...faults, { requirement, what: known, missing }, { requirement, what: withScanner, missing }]
  }
  faults.push({ requirement, on: WITHOUT_LAB, ...setTo('companyId', otherCompanyId), what: known })
  if (otherScannerSerialNumber === undefined)
    return [...faults, { requirement, what: withScanner, missing: 'account.otherScannerSerialNumber' }]
  return [
    ...faults,
    {
      requirement,
      what: withScanner,
      on: WITHOUT_LAB,
      apply: (body) => ({ ...body, companyId: otherCompanyId, scannerSerialNumber: otherScannerSerialNumber }),
    },
  ]
}

/** A scanner that is not of the doctor's clinic. */
export function scannerFaults(world: OrderWorld, requirement: string): (OrderFault | MissingFault)[] {
  const { otherScannerSerialNumber } = world
  const other = "of another clinic's scanner"
  const unknown = `NOSCANNER${seeded(faker, world.seed, 'scanner').string.numeric(8)}`
  return [
    ...broken(requirement, ANY, [
      setTo('scannerSerialNumber', unknown, 'of no scanner'),
      turned('scannerSerialNumber', 'with a letter more', (serial) => `${serial}x`),
    ]),
    ...(otherScannerSerialNumber === undefined
      ? [{ requirement, what: `scannerSerialNumber ${other}`, missing: 'account.otherScannerSerialNumber' }]
      : broken(requirement, ANY, [setTo('scannerSerialNumber', otherScannerSerialNumber, other)])),
  ]
}
