import type { Exchange } from '../../../engine/exchange.ts'
import { missing, type Observation } from '../../../engine/experiment.ts'
import type { Unobserved } from '../../../engine/finding.ts'
import { isUnjudgeable } from '../../../engine/rule.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { Call, Query } from '../api.ts'
import type { Variation } from '../client.ts'
import type { Opus } from '../context.ts'
import type { Discovery } from '../discovery.ts'
import { faultsFor, withFault, worldOf } from '../faults.ts'
import { notAccepted } from '../trials.ts'
import { acceptedForm, createCall, registrationOf } from './people.ts'

/** Changes of createPatient for a number of nobody; where it is asked for, how getPatient answers to it afterwards. */
export interface Strangers {
  observations: Observation[]
  after?: Exchange
}

/** Changes of a valid call. */
type Changes = (valid: Call, found: Discovery) => readonly Pick<Variation, 'what' | 'call' | 'alsoNamed'>[]

/**
 * Sends changes of an accepted registration for someone who is not registered, one after the other.
 *
 * @param checked whether getPatient is asked afterwards; without it an accepted one is followed by another number
 */
export function varyRegistration(opus: Opus, changes: Changes, checked = false): Promise<Strangers> {
  return opus.during('writes', async () => {
    const people = await opus.people()
    if (isUnjudgeable(people)) return { observations: [notTried(people)] }
    const found = await opus.found()
    return opus.turn(async () => {
      const place = (await opus.place()) as Query
      const registered = [people.base, people.sibling, people.single]
      const control = registered.map((one) => registrationOf(one, place)).find((one) => one !== undefined)
      if (!control) return { observations: [notAccepted('each change of createPatient', 'createPatient')] }
      let patient = await opus.registry.stranger()
      const observations: Observation[] = []
      const callFor = () => createCall(place, patient, acceptedForm(people.base))
      let base = callFor()
      let variations = changes(base, found)
      for (let nth = 0; ; nth++) {
        const variation = variations[nth]
        if (!variation) break
        const trial = await opus.client.vary(control, { ...variation, base })
        observations.push(trial)
        if (!isAccepted(trial.exchange)) continue
        opus.registry.strangerIsKnown()
        if (checked) continue
        patient = await opus.registry.stranger()
        base = callFor()
        variations = changes(base, found)
      }
      if (!checked) return { observations }
      const what = 'the number of the requests that were to be refused'
      const after = await opus.registry.ask(patient.PersonalNumber, what)
      if (isAccepted(after)) opus.registry.strangerIsKnown()
      return { observations, after }
    })
  })
}

/** Every fault that the catalogue has for a requirement on createPatient. */
export const registrationFaults = (opus: Opus, checked = false): Promise<Strangers> =>
  varyRegistration(
    opus,
    (valid, found) => {
      const world = worldOf(found, opus.seed, (valid.body as OpusPatient).PersonalNumber)
      return faultsFor('createPatient', world).map((fault) => ({
        what: `createPatient with ${fault.what}`,
        call: withFault(valid, fault, world),
      }))
    },
    checked,
  )

export const notTried = ({ reason, remedy, leansOn }: Unobserved): Observation =>
  missing('it could not be tried', reason, remedy, leansOn)
