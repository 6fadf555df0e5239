import { isObject } from '../../body.ts'
import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { type CompanyCall, problem } from '../call.ts'
import { createInbox } from '../connecting.ts'
import { isVendor } from '../vendors.ts'

/** INBOX-CONN-09. */
function invalid(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CONN-09'
  /** A body is read as another one. */
  const reading = (id: string, summary: string, read: (value: unknown) => unknown): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      readConnection: (sent, hub) => base.readConnection({ ...sent, value: read(sent.value) }, hub),
    }),
  })
  const answering = (id: string, status: number): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `A body that is not valid answers ${status} on connecting.`,
    patch: (base) => ({
      refuseBody: (detail, call) =>
        call.operation === 'connectInbox' ? problem(status, 'Invalid request', detail) : base.refuseBody(detail, call),
    }),
  })
  const itero = { vendor: 'itero' }
  const vendorOf = (value: unknown) => (isObject(value) ? value.vendor : undefined)
  return [
    reading('unsupported-vendor-becomes-itero', 'A vendor that is not supported is connected as iTero.', (value) =>
      typeof vendorOf(value) === 'string' && !isVendor(vendorOf(value)) ? itero : value,
    ),
    reading('vendor-in-capitals-accepted', 'A vendor in capital letters is connected.', (value) => {
      const vendor = vendorOf(value)
      return typeof vendor === 'string' ? { ...(value as object), vendor: vendor.toLowerCase() } : value
    }),
    reading('missing-vendor-becomes-itero', 'A body without a vendor connects iTero.', (value) =>
      isObject(value) && value.vendor === undefined ? itero : value,
    ),
    reading('null-vendor-becomes-itero', 'The vendor null connects iTero.', (value) =>
      vendorOf(value) === null ? itero : value,
    ),
    reading('vendor-in-a-list-accepted', 'A vendor in an array is taken for the vendor.', (value) => {
      const vendor = vendorOf(value)
      return Array.isArray(vendor) ? { ...(value as object), vendor: String(vendor) } : value
    }),
    reading('no-json-becomes-itero', 'A body that is no JSON connects iTero.', (value) =>
      value === undefined ? itero : value,
    ),
    {
      id: 'login-vendor-without-login-accepted',
      requirement,
      summary: 'Medit Link is connected without user name and password.',
      patch: (base) => ({
        readConnection: (sent, hub) =>
          isObject(sent.value) && sent.value.vendor === 'medit-link' && sent.value.username === undefined
            ? { vendor: 'medit-link', login: hub.login }
            : base.readConnection(sent, hub),
      }),
    },
    {
      id: 'login-vendor-without-password-accepted',
      requirement,
      summary: 'Medit Link is connected without a password.',
      patch: (base) => ({
        readConnection: (sent, hub) =>
          isObject(sent.value) &&
          sent.value.vendor === 'medit-link' &&
          typeof sent.value.username === 'string' &&
          sent.value.password === undefined
            ? { vendor: 'medit-link', login: hub.login }
            : base.readConnection(sent, hub),
      }),
    },
    answering('invalid-body-answers-404', 404),
    answering('invalid-body-answers-409', 409),
    {
      id: 'invalid-body-connects-all-the-same',
      requirement,
      summary: 'A body that is not valid is refused, and iTero is connected.',
      patch: (base) => ({
        refuseBody(detail, call) {
          const { operation } = call
          if (operation === 'connectInbox')
            call.company?.inboxes.push(createInbox({ vendor: 'itero', login: null }, call as CompanyCall))
          return base.refuseBody(detail, call)
        },
      }),
    },
  ]
}

/** What is connected that cannot be. */
export const invalidConnectionDefects: Defect<Behaviour>[] = [...invalid()]
