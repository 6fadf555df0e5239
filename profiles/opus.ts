import { defineProfile } from '../engine/profile.ts'
import { headerSecret, variable } from './settings.ts'

/** The Opus ITB booking API. */
export default defineProfile({
  name: 'opus',
  title: 'Opus ITB booking API',
  documents: [{ id: 'opus-itb-api.txt', file: '../docs/vendor/opus-itb-api.txt' }],
  openapi: '../openapi/opus.yaml',
  requirements: async () => (await import('../suites/opus/requirements.gen.ts')).requirements,
  operations: [
    'getBookings',
    'createBooking',
    'updateBooking',
    'getClinics',
    'getClinic',
    'getClinicians',
    'getPatient',
    'createPatient',
    'getTimeslotsByMonth',
    'getTimeslotsFrom',
    'getTreatments',
  ],
  states: ['the backend service cannot be reached'],
  settings: {
    title: 'an Opus ITB booking API',
    type: 'object',
    properties: { apiKey: headerSecret('The key given by Opus Dental.') },
  },
  experiments: async () => (await import('../suites/opus/index.ts')).experiments,
  rules: async () => (await import('../suites/opus/index.ts')).rules,
  open: async (session, settings) => (await import('../suites/opus/open.ts')).openOpus(session, settings),
  sign: async (target) => (await import('../suites/opus/api.ts')).signOf(target),
  client: async () => (await import('../suites/opus/client/index.ts')).client,
  pact: {
    rules: async () => (await import('../contracts/check/opus/index.ts')).opus,
    provider: async () => (await import('../contracts/verification/states/opus.ts')).opus,
  },
  mock: () => import('../targets/mock/opus/index.ts'),
  init: { baseUrl: variable('OPUS_BASE_URL'), apiKey: variable('OPUS_API_KEY') },
})
