import type { Exchange } from '../../../engine/exchange.ts'
import type { Opus } from '../context.ts'
import { sample } from '../sampling.ts'
import { entriesOf, idOf, property } from '../shapes.ts'

/** Clinics that are asked for one by one. */
const MOST_CLINICS = 12

/** Each listed clinic, asked for by its ID. */
export async function eachClinic(opus: Opus): Promise<{ id: string; list: Exchange; exchange: Exchange }[]> {
  const query = { onlyWithFreeTimes: 'false' }
  const list = await opus.client.read('getClinics', query, { purpose: 'read', what: 'all clinics' })
  const ids = (entriesOf(list) ?? []).flatMap((entry) => idOf(property(entry, 'ClinicID')) ?? [])
  const asked = sample([...new Set(ids)], opus.exhaustive ? ids.length : MOST_CLINICS, opus.seed)
  return Promise.all(asked.map(async (id) => ({ id, list, exchange: await opus.clinic(id) })))
}
