import type { Observation } from '../../../engine/experiment.ts'
import { type Unobserved, unobserved } from '../../../engine/finding.ts'
import { ProviderStateError } from '../../../engine/states.ts'
import { isAccepted } from '../../../engine/status.ts'
import { type Call, LISTINGS, OPERATIONS, type Operation } from '../api.ts'
import type { Opus } from '../context.ts'
import { tryKeys, wrongKey } from '../keys.ts'
import { slotsIn } from '../shapes.ts'
import { answerTo, validRead } from '../trials.ts'
import { planBackend } from './backend.ts'
import { ask, type Outage, type Plan, type Through } from './outage.ts'

/** The state that the register names, and its opposite, which a target need not know. */
const DOWN = 'the backend service cannot be reached'
const UP = 'the backend service can be reached'

/** Takes the backend down, tries everything, and brings it back, whatever happens meanwhile. */
export async function observeOutage(opus: Opus): Promise<Outage | Unobserved> {
  const { states, client } = opus
  if (!states) {
    const remedy = `set providerStatesUrl in the target's configuration: the run sets the provider state "${DOWN}" up there, and ends it by its teardown and by "${UP}"`
    return unobserved('the target offers no provider states', remedy)
  }
  const prepared = await prepare(opus)
  const outage: Outage = { calls: [], missing: prepared.missing, keys: [] }
  client.hadOutage = true
  try {
    await states.setup(DOWN)
    for (const plan of prepared.plans) outage.calls.push(await during(opus, plan))
    for (const { call, before } of prepared.wrongKeys) {
      const { operation } = call
      const asked = {
        purpose: 'variation' as const,
        what: `${operation} with a wrong key in an outage`,
      }
      outage.keys.push({ operation, before, during: (await client.send(call, asked)).exchange })
    }
  } catch (error) {
    if (error instanceof ProviderStateError) {
      return unobserved(error.message, `a target that knows the state "${DOWN}"`)
    }
    throw error
  } finally {
    // A failure to bring it back shows in what is answered afterwards.
    await states.undo(DOWN, UP).catch(() => {})
  }
  // First what was done meanwhile, then whether all of it works again: that changes the same data.
  const done = await prepared.whatWasDone()
  for (const [nth, { after }] of prepared.plans.entries()) {
    const call = outage.calls[nth]
    if (after && call) call.after = await ask(opus, after, 'once the backend is back')
  }
  return { ...outage, ...done }
}

async function during(opus: Opus, { operation, before, during: call }: Plan): Promise<Through> {
  const asked = {
    purpose: 'variation' as const,
    what: `${operation} in an outage`,
  }
  const { exchange } = await opus.client.send(call, asked)
  return { operation, before, during: exchange }
}

interface Prepared {
  plans: Plan[]
  missing: Outage['missing']
  wrongKeys: { call: Call; before: Observation | undefined }[]
  whatWasDone(): Promise<Pick<Outage, 'patient' | 'booking' | 'month' | 'move' | 'untouched'>>
}

/** Asks for all that is compared afterwards, while the backend is there. */
async function prepare(opus: Opus): Promise<Prepared> {
  const plans: Plan[] = []
  for (const operation of ['getTimeslotsByMonth', 'getTimeslotsFrom'] as const) {
    const call = await validRead(opus, operation)
    if ('kind' in call) continue
    // Not what was answered earlier: the run has booked slots since, and a clinic may have had no others.
    const before = await ask(opus, call, 'right before an outage')
    plans.push({ operation, before, during: call, after: call })
    const clinicID = slotsIn(before)?.[0]?.clinicID
    if (clinicID === undefined) continue
    const atClinic = { ...call, query: { ...call.query, clinicID } }
    plans.push({ operation, before: await ask(opus, atClinic, 'right before an outage'), during: atClinic })
  }
  const backend = await planBackend(opus)
  plans.push(...backend.plans)
  const wrongKeys: Prepared['wrongKeys'] = []
  const key = wrongKey(opus.client.rightKey)
  for (const operation of OPERATIONS) {
    const call = plans.find((plan) => plan.operation === operation)?.during ?? (await validListing(opus, operation))
    if (!call) continue
    const before = (await tryKeys(opus, operation, 'wrong')).observations.at(-1)
    wrongKeys.push({ call: { ...call, key }, before })
  }
  return { plans, missing: backend.missing, wrongKeys, whatWasDone: backend.whatWasDone }
}

async function validListing(opus: Opus, operation: Operation): Promise<Call | undefined> {
  if (!LISTINGS.includes(operation)) return undefined
  const call = await validRead(opus, operation)
  return !('kind' in call) && isAccepted(await answerTo(opus, call)) ? call : undefined
}
