import { defineProfile } from '../engine/profile.ts'
import { line, object, secretLine, user, variable, wholeNumber } from './settings.ts'

/** The iTero scanning tool. */
export default defineProfile({
  name: 'itero',
  title: 'iTero scanning tool',
  documents: [{ id: 'itero-scanning-tool.txt', file: '../docs/vendor/itero-scanning-tool.txt' }],
  openapi: '../openapi/itero.yaml',
  requirements: async () => (await import('../suites/itero/requirements.gen.ts')).requirements,
  // "Caller can create up to 10 cases per minute using the API."
  rateLimit: { cases: 10, windowSeconds: 60 },
  operations: ['createNewOrder', 'createNewOrderByRx', 'getAvailableProcedureMaps'],
  settings: {
    title: 'an iTero scanning tool',
    type: 'object',
    properties: {
      account: object(
        "an object with the account's keys",
        "The doctor's account that the suite works with, and the clinic's fixtures.",
        {
          user: user("The doctor's user name."),
          password: secretLine("The doctor's password."),
          companyId: wholeNumber("iTero ID of the doctor's clinic."),
          scannerSerialNumber: line('A scanner of the clinic.'),
          restoLabId: wholeNumber('A resto lab related to the clinic.'),
          orthoLabId: wholeNumber('An ortho lab related to the clinic.'),
          unrelatedLabId: wholeNumber('A lab that exists and is not related to the clinic.'),
          otherCompanyId: wholeNumber("A clinic that is not the doctor's."),
          otherScannerSerialNumber: line('A scanner of another clinic.'),
        },
      ),
      secondAccount: object(
        'an object with user, password, companyId and scannerSerialNumber',
        "Another doctor's account: whether the rate limit is per caller is tried with it.",
        {
          user: user("The second doctor's user name."),
          password: secretLine("The second doctor's password."),
          companyId: wholeNumber("iTero ID of the second doctor's clinic."),
          scannerSerialNumber: line('A scanner of that clinic.'),
        },
        ['user', 'password', 'companyId', 'scannerSerialNumber'],
      ),
    },
  },
  experiments: async () => (await import('../suites/itero/index.ts')).experiments,
  rules: async () => (await import('../suites/itero/index.ts')).rules,
  open: async (session, settings) => (await import('../suites/itero/open.ts')).openItero(session, settings),
  sign: async (target) => (await import('../suites/itero/api.ts')).signOf(target),
  client: async () => (await import('../suites/itero/client/index.ts')).client,
  pact: {
    rules: async () => (await import('../contracts/check/itero/index.ts')).itero,
    provider: async () => (await import('../contracts/verification/states/itero.ts')).itero,
  },
  mock: () => import('../targets/mock/itero/index.ts'),
  init: {
    baseUrl: variable('ITERO_BASE_URL'),
    account: {
      user: variable('ITERO_USER'),
      password: variable('ITERO_PASSWORD'),
      companyId: variable('ITERO_COMPANY_ID'),
      scannerSerialNumber: variable('ITERO_SCANNER_SERIAL_NUMBER'),
      restoLabId: variable('ITERO_RESTO_LAB_ID'),
      orthoLabId: variable('ITERO_ORTHO_LAB_ID'),
    },
  },
})
