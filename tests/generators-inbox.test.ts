import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  caseId,
  connection,
  connectionFaults,
  credentials,
  patientName,
  push,
  type Vendor,
} from '../generators/inbox.ts'
import { document } from '../openapi/inbox.gen.ts'
import { validatorFor } from '../openapi/validators.ts'

const VENDORS: Vendor[] = ['itero', '3shape', 'dexis', 'sirona', 'medit-link', 'shining-3d']
const seeds = fc.integer()
const vendors = fc.constantFrom(...VENDORS)
const connectionErrors = validatorFor(document, 'Connection')
const pushErrors = validatorFor(document, 'Push')

describe('what a hub is sent', () => {
  it('is the same for the same seed, and as documented', () => {
    fc.assert(
      fc.property(seeds, vendors, (seed, vendor) => {
        const body = connection(seed, vendor)
        expect(connectionErrors(body)).toEqual([])
        expect(connection(seed, vendor)).toEqual(body)
        const event = push(seed, 'company-1', '2026-01-05T08:00:00Z')
        expect(pushErrors(event)).toEqual([])
        expect(event).toMatchObject({ accountId: 'company-1', caseId: caseId(seed), patientName: patientName(seed) })
        expect(push(seed, 'company-1', '2026-01-05T08:00:00Z')).toEqual(event)
      }),
    )
  })

  it('carries a login for the login-based vendor alone', () => {
    expect(connection(1, 'medit-link')).toEqual({ vendor: 'medit-link', ...credentials(1) })
    expect(connection(1, '3shape')).toEqual({ vendor: '3shape' })
    expect(credentials(1).username).toMatch(/@example\.com$/)
  })

  it('has names with letters outside ASCII and case IDs that differ', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(patientName(seed)).toMatch(/^\p{L}+ \p{L}+$/u)
        expect(patientName(seed)).toMatch(/[^\p{ASCII}]/u)
      }),
    )
    const cases = Array.from({ length: 200 }, (_, seed) => caseId(seed))
    expect(new Set(cases).size).toBe(200)
    for (const id of cases) expect(id).toMatch(/^CASE-[0-9A-F]{12}$/)
  })
})

describe('an invalid connection', () => {
  it('is refused by the document, and leaves the control as it is', () => {
    fc.assert(
      fc.property(seeds, vendors, (seed, vendor) => {
        const control = connection(seed, vendor)
        const before = JSON.stringify(control)
        for (const fault of connectionFaults(vendor)) {
          expect(fault.requirement).toBe('INBOX-CONN-09')
          expect(connectionErrors(fault.apply(control)), fault.what).not.toEqual([])
        }
        expect(JSON.stringify(control)).toBe(before)
      }),
      { numRuns: 20 },
    )
  })

  it('lacks user name or password for the login-based vendor', () => {
    const words = (vendor: Vendor) => connectionFaults(vendor).map((fault) => fault.what)
    expect(words('medit-link')).toContain('password left out')
    expect(words('itero')).not.toContain('password left out')
    expect(new Set(words('medit-link')).size).toBe(words('medit-link').length)
  })
})
