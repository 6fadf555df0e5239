import { defineProfile } from '../engine/profile.ts'
import { headerSecret, line, list, object, secretLine, variable } from './settings.ts'

/** Hubs of scanner vendors' inboxes. */
export default defineProfile({
  name: 'inbox',
  title: 'scanner inbox hub',
  documents: [{ id: 'scanner-inbox-integration.txt', file: '../docs/vendor/scanner-inbox-integration.txt' }],
  openapi: '../openapi/inbox.yaml',
  requirements: async () => (await import('../suites/inbox/requirements.gen.ts')).requirements,
  operations: [
    'listInboxes',
    'connectInbox',
    'getInbox',
    'reauthorizeInbox',
    'updateCredentials',
    'disconnectInbox',
    'completeAuthorization',
    'listCases',
    'getAccount',
    'receivePush',
  ],
  resumes: false,
  states: ['a company with no inboxes', 'time moves forward'],
  settings: {
    title: 'a scanner inbox hub',
    type: 'object',
    properties: {
      pushSecret: headerSecret('Value of X-Push-Secret that the hub expects.'),
      vendors: {
        ...list('a list of scanner vendors', 'The vendors that the hub supports.', {
          title: 'a scanner vendor',
          enum: ['itero', '3shape', 'dexis', 'sirona', 'medit-link', 'shining-3d'],
        }),
        uniqueItems: true,
      },
      companies: list(
        'a list of companies',
        'Companies of the hub, with a token for each employee that the suite may act as.',
        {
          ...object(
            'an object with companyId and tokens',
            'A company of the hub.',
            {
              companyId: line('ID of the company.'),
              tokens: list(
                'a list of bearer tokens',
                'Bearer tokens, one for each employee.',
                headerSecret('A token.'),
              ),
            },
            ['companyId', 'tokens'],
          ),
        },
      ),
      login: object(
        'an object with username and password',
        'A login that the login-based vendor (medit-link) accepts.',
        { username: line("The vendor's user name."), password: secretLine("The vendor's password.") },
        ['username', 'password'],
      ),
    },
  },
  experiments: async () => (await import('../suites/inbox/index.ts')).experiments,
  rules: async () => (await import('../suites/inbox/index.ts')).rules,
  open: async (session, settings) => (await import('../suites/inbox/open.ts')).openInbox(session, settings),
  sign: async (target) => (await import('../suites/inbox/api.ts')).signOf(target),
  client: async () => (await import('../suites/inbox/client/index.ts')).client,
  pact: {
    rules: async () => (await import('../contracts/check/inbox/index.ts')).inbox,
    provider: async () => (await import('../contracts/verification/states/inbox.ts')).inbox,
  },
  mock: () => import('../targets/mock/inbox/index.ts'),
  init: {
    baseUrl: variable('INBOX_BASE_URL'),
    pushSecret: variable('INBOX_PUSH_SECRET'),
    vendors: ['3shape', 'medit-link', 'shining-3d'],
    companies: [{ companyId: variable('INBOX_COMPANY_ID'), tokens: [variable('INBOX_TOKEN')] }],
  },
})
