import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { type Inbox, MINUTE, type Portal, type Vendor } from '../model.ts'

/**
 * INBOX-CONN-08. What a defect remembers of a disconnected inbox is kept by the company's portal, which the state
 * `a company with no inboxes` replaces.
 */
function disconnected(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CONN-08'
  const takenAfter = (id: string, summary: string, concerns: (vendor: Vendor) => boolean): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch(base) {
      const gone = new WeakMap<Portal, Inbox>()
      return {
        onDisconnect(inbox, company, hub) {
          if (concerns(inbox.vendor)) gone.set(company.portals[inbox.vendor], inbox)
          base.onDisconnect(inbox, company, hub)
        },
        existing: (vendor, call) => base.existing(vendor, call) ?? gone.get(call.company.portals[vendor]),
      }
    },
  })
  return [
    {
      id: 'disconnect-does-nothing',
      requirement,
      summary: 'Disconnecting answers 204, and the inbox stays.',
      patch: () => ({ onDisconnect() {} }),
    },
    {
      id: 'disconnected-still-listed',
      requirement,
      summary: 'A disconnected inbox is still listed; its vendor can be connected again.',
      patch(base) {
        const gone = new WeakSet<Inbox>()
        return {
          onDisconnect: (inbox) => void gone.add(inbox),
          existing: (vendor, { company }) => company.inboxes.find((one) => one.vendor === vendor && !gone.has(one)),
          findInbox(company, call) {
            const inbox = base.findInbox(company, call)
            return inbox && gone.has(inbox) ? undefined : inbox
          },
        }
      },
    },
    takenAfter('taken-after-disconnect', 'A vendor that was disconnected cannot be connected again.', () => true),
    takenAfter(
      'login-taken-after-disconnect',
      'Medit Link cannot be connected again.',
      (vendor) => vendor === 'medit-link',
    ),
    {
      id: 'disconnected-comes-back',
      requirement,
      summary: 'Ten minutes after it was disconnected an inbox is listed again.',
      patch(base) {
        const gone = new WeakMap<Portal, { inbox: Inbox; since: number }>()
        return {
          onDisconnect(inbox, company, hub) {
            gone.set(company.portals[inbox.vendor], { inbox, since: hub.clock.now() })
            base.onDisconnect(inbox, company, hub)
          },
          selectInboxes(company, call) {
            const back = Object.values(company.portals).flatMap((portal) => gone.get(portal) ?? [])
            const listed = base.selectInboxes(company, call)
            const risen = back.filter(
              ({ inbox, since }) =>
                call.at - since >= 10 * MINUTE && !listed.some((one) => one.vendor === inbox.vendor),
            )
            return [...listed, ...risen.map(({ inbox }) => inbox)]
          },
        }
      },
    },
  ]
}

/** What disconnecting leaves. */
export const disconnectingDefects: Defect<Behaviour>[] = [...disconnected()]
