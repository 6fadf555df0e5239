import type { Exchange } from '../../../engine/exchange.ts'
import type { SecretHeader } from '../../../engine/session.ts'
import { HOUR, isPushed, SECOND } from '../api.ts'
import type { Usable } from '../connections.ts'
import type { Attempt, Call, Hub } from '../hub.ts'
import { dateOf, listsAll } from '../reading.ts'
import type { Cast } from '../scenario.ts'
import { nearMisses } from '../wrong-secrets.ts'

/** The pushed vendor's first cases; returns what pushes once more what is known already, to be called when time has passed. */
export async function* playPushes({ hub, companyId, me, pushSecret }: Cast, connections: readonly Usable[]) {
  const pushing = connections.find(({ vendor }) => isPushed(vendor))
  if (!pushing) return undefined
  const first = await hub.newCase(pushing)
  /** Cases whose push was lost, with one that was pushed after them. */
  const lost = [await hub.newCase(pushing, { push: false }), await hub.newCase(pushing, { push: false })]
  /** Cases that were pushed, by the vendor and by the suite; those that were pushed more than once; and the suite's pushes. */
  const [pushed, repeated, sent] = [[first, await hub.newCase(pushing)], [] as string[], [] as Exchange[]]
  yield { lost, pushed, repeated, sent }

  const push = (caseId: string, what: string, event: string, secret: SecretHeader | null): Call => ({
    operation: 'receivePush',
    what,
    ...(secret ? { headers: { 'x-push-secret': secret } } : {}),
    body: {
      eventId: `${caseId}-${event}`,
      accountId: companyId,
      caseId,
      createdAt: anHourAgo(hub),
      patientName: 'Synthetic Patient',
    },
  })
  const pushRight = async (caseId: string, what: string, event: string) => {
    if (pushSecret === undefined) return
    const right = { value: pushSecret, shown: '[redacted:pushSecret]' }
    sent.push(await hub.call(push(caseId, what, event, right)))
  }
  if (pushSecret !== undefined) {
    const late = await hub.newCase(pushing, { push: false })
    await pushRight(late, 'a push that comes late', 'late')
    pushed.push(late)
    await pushRight(first, 'a push of a case that was pushed', 'repeated')
    await pushRight(first, 'the same push again', 'repeated')
    await pushRight(first, 'a push of that case under another event', 'repeated-otherwise')
    repeated.push(first, late)
  }
  const atOnce = [await hub.cases(me, 'right after pushes')]
  yield { atOnce }
  if (listsAll(atOnce[0] as Exchange, pushed) === false) {
    await hub.pass(30 * SECOND)
    atOnce.push(await hub.cases(me, 'half a minute after pushes'))
  }
  if (pushSecret === undefined) return undefined
  /** The case whose push had a wrong secret only. */
  const unauthorized = await hub.newCase(pushing, { push: false })
  const wrongSecrets: Attempt[] = []
  for (const { what, secret } of wrongOnes(pushSecret))
    wrongSecrets.push(await hub.try(push(unauthorized, what, 'unauthorized', secret)))
  yield {
    unauthorized,
    wrongSecrets,
    afterWrongSecrets: await hub.cases(me, 'right after pushes with wrong secrets'),
  }
  return async () => {
    repeated.push(lost[0] as string)
    for (const caseId of repeated) await pushRight(caseId, 'a push of a case that is known', 'known')
  }
}

/** A vendor's time, which is not to be taken for the hub's: an hour before its last answer. */
function anHourAgo({ calls, now }: Hub): string {
  const dates = calls.map(dateOf).filter((date) => date !== undefined)
  return new Date((dates.at(-1) ?? now) - HOUR).toISOString()
}

function wrongOnes(secret: string): { what: string; secret: SecretHeader | null }[] {
  const another = 'bitewing-not-the-secret'
  const wrong = [
    { what: 'a push without a secret', secret: null },
    { what: 'a push with another secret', secret: { value: another, shown: another } },
    { what: 'a push with an empty secret', secret: { value: '', shown: '' } },
    ...nearMisses(secret).map(({ how, value }) => ({
      what: `a push with its secret ${how}`,
      secret: { value, shown: `[redacted:pushSecret] ${how}` },
    })),
  ]
  return wrong.filter((one) => one.secret?.value !== secret)
}
