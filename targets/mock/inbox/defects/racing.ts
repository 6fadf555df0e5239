import { setTimeout as delay } from 'node:timers/promises'
import type { Portal, Vendor } from '../model.ts'
import { decides, defectsOf, isLogin, isOf, type Patch } from '../patches.ts'

/** A second connect slips through for so long. The wait stands for the round trip to the vendor. */
const open = (milliseconds: number, when: (one: { vendor: Vendor }) => boolean = () => true): Patch =>
  decides({
    async beforeConnecting(connection) {
      if (when(connection)) await delay(milliseconds)
      return false
    },
  })

/** Two connects at the same moment. */
export const racingDefects = defectsOf({
  'INBOX-CONN-10': {
    'race-leaves-two': ['Two connects at the same moment leave two inboxes.', open(20)],
    'race-leaves-two-now-and-then': ['The moment in which a second connect slips through is very short.', open(1)],
    'race-leaves-two-logins': ['Two connects of Medit Link at the same moment leave two inboxes.', open(20, isLogin)],
    'race-leaves-two-pushed': [
      'Two connects of Shining 3D at the same moment leave two inboxes.',
      open(20, isOf('shining-3d')),
    ],
    'race-leaves-none': [
      'Two connects at the same moment are both refused.',
      () => {
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
    ],
    'race-of-two-employees-leaves-two': [
      'Connects of one employee wait for each other, those of two employees do not.',
      () => {
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
    ],
  },
})
