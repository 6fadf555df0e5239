import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { accepts, answers, both, defect } from './effects.ts'
import { bookableIDs, idsOf, lists, named } from './list-effects.ts'

export const clinicDefects: readonly Defect<Behaviour>[] = [
  defect(
    'OPUS-CLINIC-07',
    'get-clinic-first',
    'getClinic answers the first clinic, whichever is asked for.',
    ({ findClinic }) => ({ findClinic: (world, id) => findClinic(world, id) && world.practice.clinics[0] }),
  ),
  defect('OPUS-CLINIC-07', 'get-clinic-neighbour', 'getClinic of one clinic answers another.', ({ findClinic }) => ({
    findClinic: (world, id) => {
      const { clinics: all } = world.practice
      return id === all.at(-2)?.id ? all.at(-3) : findClinic(world, id)
    },
  })),
  defect(
    'OPUS-CLINIC-07',
    'get-clinic-without-free-times-404',
    'getClinic does not know the clinic that has no free times.',
    ({ findClinic }) => ({
      findClinic: (world, id) => (bookableIDs(world, 'clinicID', {}).has(id) ? findClinic(world, id) : undefined),
    }),
  ),
  defect('OPUS-CLINIC-07', 'get-clinic-one-404', 'getClinic does not know the second clinic.', ({ findClinic }) => ({
    findClinic: (world, id) => (id === world.practice.clinics[1]?.id ? undefined : findClinic(world, id)),
  })),
  defect(
    'OPUS-CLINIC-07',
    'get-clinic-other-name',
    'getClinic answers a clinic under another name than getClinics.',
    ({ wire }) => ({
      wire: (body, call) =>
        call.operation === 'getClinic' ? { ...(wire(body, call) as object), Name: 'Kliniken' } : wire(body, call),
    }),
  ),
  defect(
    'OPUS-CLINIC-08',
    'get-clinic-unknown-first',
    'getClinic of an unknown clinicID answers the first clinic.',
    ({ findClinic }) => ({ findClinic: (world, id) => findClinic(world, id) ?? world.practice.clinics[0] }),
  ),
  defect(
    'OPUS-CLINIC-08',
    'get-clinic-unknown-400',
    'getClinic of an unknown clinicID answers 400.',
    // As refused parameters do, it names what has to be corrected.
    both(answers(400, { operation: 'getClinic', reason: 'no-data' }), ({ refusalBody }) => ({
      refusalBody: (objection, call, world) =>
        call.operation === 'getClinic' && objection.reason === 'no-data'
          ? { Message: 'Invalid clinicID' }
          : refusalBody(objection, call, world),
    })),
  ),
  defect(
    'OPUS-CLINIC-08',
    'get-clinic-unknown-null',
    'getClinic of an unknown clinicID answers 200 with null.',
    accepts({ operation: 'getClinic', reason: 'no-data' }),
  ),
  // In every list with true, so that those by a filter stay subsets of the one without.
  defect(
    'OPUS-CLINIC-09',
    'get-clinics-hides-free',
    'getClinics leaves a clinic with free times out where onlyWithFreeTimes is true.',
    lists('getClinics', (ids, filter, world) =>
      filter.onlyWithFreeTimes ? ids.filter((id) => id !== world.practice.clinics[2]?.id) : ids,
    ),
  ),
  defect(
    'OPUS-CLINIC-09',
    'get-clinics-true-lists-all',
    'getClinics without a filter lists clinics without free times where onlyWithFreeTimes is true.',
    lists('getClinics', (ids, filter, world) => (named(filter).length === 0 ? idsOf(world, 'clinicID') : ids)),
  ),
]
