import { setTimeout as delay } from 'node:timers/promises'
import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Portal, Vendor } from '../model.ts'

/** INBOX-CONN-10. The wait stands for the round trip to the vendor. */
function race(): Defect<Behaviour>[] {
  const open = (
    id: string,
    summary: string,
    milliseconds: number,
    concerns: (vendor: Vendor) => boolean,
  ): Defect<Behaviour> => ({
    id,
    requirement: 'INBOX-CONN-10',
    summary,
    patch: () => ({
      async beforeConnecting({ vendor }) {
        if (concerns(vendor)) await delay(milliseconds)
        return false
      },
    }),
  })
  return [
    open('race-leaves-two', 'Two connects at the same moment leave two inboxes.', 20, () => true),
    open(
      'race-leaves-two-now-and-then',
      'The moment in which a second connect slips through is very short.',
      1,
      () => true,
    ),
    open(
      'race-leaves-two-logins',
      'Two connects of Medit Link at the same moment leave two inboxes.',
      20,
      (vendor) => vendor === 'medit-link',
    ),
    open(
      'race-leaves-two-pushed',
      'Two connects of Shining 3D at the same moment leave two inboxes.',
      20,
      (vendor) => vendor === 'shining-3d',
    ),
    {
      id: 'race-leaves-none',
      requirement: 'INBOX-CONN-10',
      summary: 'Two connects at the same moment are both refused.',
      patch() {
        const underWay = new Set<{ portal: Portal; clashes: boolean }>()
        return {
          async beforeConnecting({ vendor }, { company }) {
            const mine = { portal: company.portals[vendor], clashes: false }
            for (const other of underWay) if (other.portal === mine.portal) other.clashes = mine.clashes = true
            underWay.add(mine)
            await delay(20)
            underWay.delete(mine)
            return mine.clashes
          },
        }
      },
    },
    {
      id: 'race-of-two-employees-leaves-two',
      requirement: 'INBOX-CONN-10',
      summary: 'Connects of one employee wait for each other, those of two employees do not.',
      patch() {
        const busy = new Set<string>()
        return {
          async beforeConnecting({ vendor }, { employee }) {
            const key = `${employee.token} ${vendor}`
            if (busy.has(key)) return true
            busy.add(key)
            await delay(20)
            busy.delete(key)
            return false
          },
        }
      },
    },
  ]
}

/** Two connects at the same moment. */
export const racingDefects: Defect<Behaviour>[] = [...race()]
