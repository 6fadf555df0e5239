import type { Credentials, Portal, Vendor } from './model.ts'

/** What is fixed about a vendor. */
export interface VendorFacts {
  /** The name that its inboxes are shown with. */
  name: string
  connectionType: 'authorization' | 'login'
  syncMode: 'polling' | 'push'
}

export const VENDORS: Record<Vendor, VendorFacts> = {
  itero: { name: 'iTero', connectionType: 'authorization', syncMode: 'polling' },
  '3shape': { name: '3Shape', connectionType: 'authorization', syncMode: 'polling' },
  dexis: { name: 'DEXIS', connectionType: 'authorization', syncMode: 'polling' },
  sirona: { name: 'Sirona', connectionType: 'authorization', syncMode: 'polling' },
  'medit-link': { name: 'Medit Link', connectionType: 'login', syncMode: 'polling' },
  'shining-3d': { name: 'Shining 3D', connectionType: 'authorization', syncMode: 'push' },
}

export const VENDOR_NAMES = Object.keys(VENDORS) as Vendor[]

export const isVendor = (value: unknown): value is Vendor => typeof value === 'string' && Object.hasOwn(VENDORS, value)

/** A company's accounts at all vendors as they are at first: portals up, no cases, one login accepted. */
export function freshPortals(login: Credentials): Record<Vendor, Portal> {
  const entries = VENDOR_NAMES.map((vendor): [Vendor, Portal] => [
    vendor,
    { up: true, authorized: false, logins: [login], cases: [] },
  ])
  return Object.fromEntries(entries) as Record<Vendor, Portal>
}

export const isSameLogin = (one: Credentials, other: Credentials): boolean =>
  one.username === other.username && one.password === other.password

export const accepts = (portal: Portal, given: Credentials): boolean =>
  portal.logins.some((login) => isSameLogin(login, given))
