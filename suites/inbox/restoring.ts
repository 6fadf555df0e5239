import { broken, holds } from '../../engine/finding.ts'
import { came, isAccepted } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import { isLogin, type Vendor } from './api.ts'
import { isTaken } from './hub.ts'
import { part, viewOf } from './judging.ts'
import { inboxIn } from './reading.ts'
import type { Seen } from './rule.ts'

/** What renews a sign-in, or credentials, is taken; and a sign-in that is only begun restores nothing. */
export const restoring = ({ refusal }: Seen<'refusal'>, of: (vendor: Vendor) => boolean): Finding =>
  part(refusal, 'restoring', (done) =>
    done
      .filter(({ vendor }) => of(vendor))
      .map(({ vendor, asked, signIn }) => {
        const expected = `${isLogin(vendor) ? 'updating the credentials' : 'signing in again'} restores the inbox`
        const cited = [asked, signIn]
        if (!isAccepted(asked)) return broken(expected, `${vendor}: ${came(asked)}`, cited)
        if (isLogin(vendor)) return holds(expected, cited)
        if (!signIn) return broken('an authorization URL to sign in at again', `${vendor}: ${came(asked)}`, cited)
        const was = viewOf(refusal.later, vendor)?.state
        if (was === 'authorization-expired' && inboxIn(asked)?.state === 'connected')
          return broken(
            'an inbox that is not connected before the sign-in',
            `${vendor} is connected once a sign-in is begun`,
            cited,
          )
        return isTaken(signIn)
          ? holds(expected, cited)
          : broken(expected, `the callback of ${vendor}: ${came(signIn)}`, cited)
      }),
  )
