import type { Exchange } from '../../../engine/exchange.ts'
import type { SecretHeader } from '../../../engine/session.ts'
import { type Caller, HOUR, isPushed, SECOND } from '../api.ts'
import type { Lane } from '../lanes.ts'
import { dateOf, listsAll } from '../reading.ts'
import type { Call, Stage, Tried } from '../stage.ts'
import { nearMisses } from '../strangers.ts'
import type { World } from '../world.ts'

/** What the pushed vendor does in an everyday scenario. */
export interface Pushes {
  /** Cases that were pushed by the vendor, and by the suite with the right secret. */
  pushed: string[]
  /** Pushes that the suite sent with the right secret. */
  sent: Exchange[]
  /** The case inbox right after the pushes, and half a minute later where one was not there yet. */
  atOnce: Exchange[]
  /** Cases whose push was lost, with one that was pushed after them. */
  lost: string[]
  /** Cases that were pushed more than once. */
  repeated: string[]
  wrongSecrets: Tried[]
  /** The case whose push had a wrong secret only. */
  unauthorized: string
  afterWrongSecrets: Exchange
}

/** Resolves with what pushes once more what is known already, to be called when time has passed. */
export async function playPushes(
  stage: Stage,
  world: World,
  lanes: readonly Lane[],
  parts: Partial<Pushes>,
): Promise<(() => Promise<void>) | undefined> {
  const { company, pushSecret } = world
  const { companyId } = company
  const me = company.employees[0] as Caller
  const lane = lanes.find(({ vendor }) => isPushed(vendor))
  if (!lane) return undefined
  const first = await stage.newCase(lane)
  const lost = [await stage.newCase(lane, { push: false }), await stage.newCase(lane, { push: false })]
  const second = await stage.newCase(lane)
  parts.pushed = [first, second]
  parts.lost = lost

  const push = (caseId: string, what: string, event: string, secret: SecretHeader | null): Call => ({
    operation: 'receivePush',
    what,
    ...(secret ? { headers: { 'x-push-secret': secret } } : {}),
    body: {
      eventId: `${caseId}-${event}`,
      accountId: companyId,
      caseId,
      createdAt: anHourAgo(stage),
      patientName: 'Synthetic Patient',
    },
  })
  let again: (() => Promise<void>) | undefined

  if (pushSecret !== undefined) {
    const right: SecretHeader = { value: pushSecret, shown: '[redacted:pushSecret]' }
    const late = await stage.newCase(lane, { push: false })
    parts.sent = [await stage.call(push(late, 'a push that comes late', 'late', right))]
    parts.pushed.push(late)
    for (const [what, event] of [
      ['a push of a case that was pushed', 'repeated'],
      ['the same push again', 'repeated'],
      ['a push of that case under another event', 'repeated-otherwise'],
    ] as const) {
      parts.sent.push(await stage.call(push(first, what, event, right)))
    }
    parts.repeated = [first, late]
    again = async () => {
      const found = lost[0] as string
      for (const caseId of [first, late, found])
        parts.sent?.push(await stage.call(push(caseId, 'a push of a case that is known', 'known', right)))
      parts.repeated?.push(found)
    }
  }
  parts.atOnce = [await stage.cases(me, 'right after pushes')]
  if (listsAll(parts.atOnce[0] as Exchange, parts.pushed) === false) {
    await stage.pass(30 * SECOND)
    parts.atOnce.push(await stage.cases(me, 'half a minute after pushes'))
  }
  if (pushSecret !== undefined) {
    const caseId = await stage.newCase(lane, { push: false })
    parts.unauthorized = caseId
    parts.wrongSecrets = []
    for (const { what, secret } of wrongSecrets(pushSecret))
      parts.wrongSecrets.push(await stage.try(push(caseId, what, 'unauthorized', secret)))
    parts.afterWrongSecrets = await stage.cases(me, 'right after pushes with wrong secrets')
  }
  return again
}

/** A vendor's time, which is not to be taken for the hub's: an hour before its last answer. */
function anHourAgo(stage: Stage): string {
  const dates = stage.calls.map(dateOf).filter((date) => date !== undefined)
  return new Date((dates.at(-1) ?? stage.now) - HOUR).toISOString()
}

function wrongSecrets(secret: string): { what: string; secret: SecretHeader | null }[] {
  const shown = '[redacted:pushSecret]'
  const wrong = [
    { what: 'a push without a secret', secret: null },
    {
      what: 'a push with another secret',
      secret: { value: 'bitewing-not-the-secret', shown: 'bitewing-not-the-secret' },
    },
    { what: 'a push with an empty secret', secret: { value: '', shown: '' } },
    ...nearMisses(secret).map(({ how, value }) => ({
      what: `a push with its secret ${how}`,
      secret: { value, shown: `${shown} ${how}` },
    })),
  ]
  return wrong.filter((one) => one.secret?.value !== secret)
}
