import { isObject } from '../../body.ts'
import type { CompanyCall } from '../call.ts'
import { createInbox } from '../connecting.ts'
import { alters, answers, defectsOf, type Patch, precedes } from '../patches.ts'
import { isVendor } from '../vendors.ts'

const ITERO = { vendor: 'itero' }
const vendorOf = (value: unknown) => (isObject(value) ? value.vendor : undefined)

/** A body is read as another one. */
const reads =
  (read: (value: unknown) => unknown): Patch =>
  (base) => ({ readConnection: (sent, hub) => base.readConnection({ ...sent, value: read(sent.value) }, hub) })

/** Medit Link is connected with a login that is not whole. */
const takesLogin = (when: (login: Record<string, unknown>) => boolean): Patch =>
  alters('readConnection', (read, { value }, { login }) =>
    isObject(value) && value.vendor === 'medit-link' && when(value) ? { vendor: 'medit-link', login } : read,
  )

const answersConnect = (status: number): Patch =>
  answers('refuseBody', status, ({ operation }) => operation === 'connectInbox')

/** What is connected that cannot be. */
export const invalidConnectionDefects = defectsOf({
  'INBOX-CONN-09': {
    'unsupported-vendor-becomes-itero': [
      'A vendor that is not supported is connected as iTero.',
      reads((value) => (typeof vendorOf(value) === 'string' && !isVendor(vendorOf(value)) ? ITERO : value)),
    ],
    'vendor-in-capitals-accepted': [
      'A vendor in capital letters is connected.',
      reads((value) => {
        const vendor = vendorOf(value)
        return typeof vendor === 'string' ? { ...(value as object), vendor: vendor.toLowerCase() } : value
      }),
    ],
    'missing-vendor-becomes-itero': [
      'A body without a vendor connects iTero.',
      reads((value) => (isObject(value) && value.vendor === undefined ? ITERO : value)),
    ],
    'null-vendor-becomes-itero': [
      'The vendor null connects iTero.',
      reads((value) => (vendorOf(value) === null ? ITERO : value)),
    ],
    'vendor-in-a-list-accepted': [
      'A vendor in an array is taken for the vendor.',
      reads((value) => {
        const vendor = vendorOf(value)
        return Array.isArray(vendor) ? { ...(value as object), vendor: String(vendor) } : value
      }),
    ],
    'no-json-becomes-itero': [
      'A body that is no JSON connects iTero.',
      reads((value) => (value === undefined ? ITERO : value)),
    ],
    'login-vendor-without-login-accepted': [
      'Medit Link is connected without user name and password.',
      takesLogin(({ username }) => username === undefined),
    ],
    'login-vendor-without-password-accepted': [
      'Medit Link is connected without a password.',
      takesLogin(({ username, password }) => typeof username === 'string' && password === undefined),
    ],
    'invalid-body-answers-404': ['A body that is not valid answers 404 on connecting.', answersConnect(404)],
    'invalid-body-answers-409': ['A body that is not valid answers 409 on connecting.', answersConnect(409)],
    'invalid-body-connects-all-the-same': [
      'A body that is not valid is refused, and iTero is connected.',
      precedes('refuseBody', (_detail, call) => {
        if (call.operation === 'connectInbox')
          call.company?.inboxes.push(createInbox({ vendor: 'itero', login: null }, call as CompanyCall))
      }),
    ],
  },
})
