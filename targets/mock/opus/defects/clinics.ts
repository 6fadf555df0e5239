import { accepts, alters, answers, defectsOf, says, together, where } from '../patches.ts'
import { bookableIDs, idsOf, lists, named } from './list-effects.ts'

const UNKNOWN = where('getClinic', 'no-data')

export const clinicDefects = defectsOf({
  'OPUS-CLINIC-07': {
    'get-clinic-first': [
      'getClinic answers the first clinic, whichever is asked for.',
      alters('findClinic', (found, { practice }) => found && practice.clinics[0]),
    ],
    'get-clinic-neighbour': [
      'getClinic of one clinic answers another.',
      alters('findClinic', (found, { practice: { clinics } }, id) =>
        id === clinics.at(-2)?.id ? clinics.at(-3) : found,
      ),
    ],
    'get-clinic-without-free-times-404': [
      'getClinic does not know the clinic that has no free times.',
      alters('findClinic', (found, world, id) => (bookableIDs(world, 'clinicID', {}).has(id) ? found : undefined)),
    ],
    'get-clinic-one-404': [
      'getClinic does not know the second clinic.',
      alters('findClinic', (found, { practice }, id) => (id === practice.clinics[1]?.id ? undefined : found)),
    ],
    'get-clinic-other-name': [
      'getClinic answers a clinic under another name than getClinics.',
      alters('wire', (body, _body, { operation }) =>
        operation === 'getClinic' ? { ...(body as object), Name: 'Kliniken' } : body,
      ),
    ],
  },
  'OPUS-CLINIC-08': {
    'get-clinic-unknown-first': [
      'getClinic of an unknown clinicID answers the first clinic.',
      alters('findClinic', (found, { practice }) => found ?? practice.clinics[0]),
    ],
    'get-clinic-unknown-400': [
      'getClinic of an unknown clinicID answers 400.',
      // As refused parameters do, it names what has to be corrected.
      together(answers(400, UNKNOWN), says({ Message: 'Invalid clinicID' }, UNKNOWN)),
    ],
    'get-clinic-unknown-null': ['getClinic of an unknown clinicID answers 200 with null.', accepts(UNKNOWN)],
  },
  'OPUS-CLINIC-09': {
    // In every list with true, so that those by a filter stay subsets of the one without.
    'get-clinics-hides-free': [
      'getClinics leaves a clinic with free times out where onlyWithFreeTimes is true.',
      lists('getClinics', (ids, filter, world) =>
        filter.onlyWithFreeTimes ? ids.filter((id) => id !== world.practice.clinics[2]?.id) : ids,
      ),
    ],
    'get-clinics-true-lists-all': [
      'getClinics without a filter lists clinics without free times where onlyWithFreeTimes is true.',
      lists('getClinics', (ids, filter, world) => (named(filter).length === 0 ? idsOf(world, 'clinicID') : ids)),
    ],
  },
})
