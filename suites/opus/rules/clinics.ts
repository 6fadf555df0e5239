import type { Exchange } from '../../../engine/exchange.ts'
import { broken } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import { unusedIdLike } from '../../../generators/unused-id.ts'
import type { Opus } from '../context.ts'
import { each, rule } from '../rule.ts'
import { sample } from '../sampling.ts'
import { bodyOf, entriesOf, idOf, property } from '../shapes.ts'
import { heldBy, judgeable, leaning, refusedWith } from '../statuses.ts'
import { notAccepted } from '../trials.ts'

/** Clinics that are asked for one by one. */
const MOST_CLINICS = 12

/** Each listed clinic, asked for by its ID. */
async function eachClinic(opus: Opus): Promise<{ id: string; list: Exchange; exchange: Exchange }[]> {
  const query = { onlyWithFreeTimes: 'false' }
  const list = await opus.client.read('getClinics', query, { purpose: 'read', what: 'all clinics' })
  const ids = (entriesOf(list) ?? []).flatMap((entry) => idOf(property(entry, 'ClinicID')) ?? [])
  const asked = sample([...new Set(ids)], opus.exhaustive ? ids.length : MOST_CLINICS, opus.seed)
  return Promise.all(asked.map(async (id) => ({ id, list, exchange: await opus.clinic(id) })))
}

/** Single clinics. */
export const rules = {
  /** "Gathers a specific clinic" */
  'OPUS-CLINIC-07': rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const clinics = await eachClinic(opus)
        const [first] = clinics
        for (const time of first ? ['second', 'third'] : []) {
          const what = `clinic ${first?.id}, for the ${time} time`
          const call = { operation: 'getClinic', clinicID: first?.id ?? '' } as const
          const { exchange } = await opus.client.send(call, { purpose: 'read', what })
          if (first) clinics.push({ ...first, exchange })
        }
        return clinics
      }),
    judge: (clinics) =>
      each(
        clinics,
        ({ id, list, exchange }) => {
          const what = `clinic ${id}`
          const expected = '200 with that clinic, as the list has it, for every listed clinic'
          judgeable(what, exchange)
          if (!isAccepted(exchange)) return broken(expected, `${what}: ${came(exchange)}`, [exchange])
          const answered = idOf(property(bodyOf(exchange), 'ClinicID'))
          if (answered === undefined) {
            return leaning(`${what}: the answer has no ClinicID`, 'OPUS-SHAPE-03', [exchange])
          }
          if (answered !== id) return broken(expected, `${what}: the answer is clinic ${answered}`, [exchange])
          const entry = entriesOf(list)?.find((one) => idOf(property(one, 'ClinicID')) === id)
          const [listed, own] = [property(entry, 'Name'), property(bodyOf(exchange), 'Name')]
          // What only one of the two answers has is no contradiction.
          return listed === undefined || own === undefined || listed === own
            ? heldBy([200], `${what}: ${status(exchange)}`, [exchange])
            : broken(expected, `${what}: its Name is ${toJson(own)}, in the list ${toJson(listed)}`, [list, exchange])
        },
        leaning('no clinic is listed', 'OPUS-CLINIC-01'),
      ),
  }),

  /** "404 … in the case of a valid request for an entity that does not exist" */
  'OPUS-CLINIC-08': rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const { clinics } = await opus.found()
        const control = (await eachClinic(opus)).find(({ exchange }) => isAccepted(exchange))
        const what = 'getClinic of a clinic that does not exist'
        if (!control) return [notAccepted('getClinic')]
        const clinicID = String(unusedIdLike(opus.seed, 'clinic', clinics))
        const call = { operation: 'getClinic' as const, clinicID: control.id }
        return [await opus.client.vary({ call, exchange: control.exchange }, { what, call: { ...call, clinicID } })]
      }),
    judge: refusedWith(404),
  }),
}
