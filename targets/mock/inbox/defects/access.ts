import { bearerToken } from '../access.ts'
import type { Behaviour } from '../behaviour.ts'
import { type Call, ok } from '../call.ts'
import { createInbox } from '../connecting.ts'
import { companyOf, type Inbox, type Operation } from '../model.ts'
import {
  alters,
  answers,
  type Defect,
  decides,
  defectsOf,
  each,
  isOf,
  type Patch,
  precedes,
  shows,
} from '../patches.ts'

/** Every operation that is a company's, as it is called in the IDs of defects. */
const COMPANY_OPERATIONS = Object.entries({
  listInboxes: 'list-inboxes',
  connectInbox: 'connect-inbox',
  getInbox: 'get-inbox',
  reauthorizeInbox: 'reauthorize-inbox',
  updateCredentials: 'update-credentials',
  disconnectInbox: 'disconnect-inbox',
  listCases: 'list-cases',
  getAccount: 'get-account',
})

const isColleague = (inbox: Inbox, { employee }: Call) => employee !== undefined && employee !== inbox.connectedBy

/** Only the employee who connected an inbox finds it. */
const hides = (operation: Operation): Defect => [
  `Only the employee who connected an inbox finds it on ${operation}.`,
  alters('findInbox', (inbox, _company, call) =>
    inbox && call.operation === operation && isColleague(inbox, call) ? undefined : inbox,
  ),
]

/** The inbox that the path names, whosever it is. */
const anybodys = (call: Call) =>
  call.hub.companies.flatMap(({ inboxes }) => inboxes).find(({ inboxId }) => inboxId === call.path.inboxId)

const throughOwnCompany = (operation: Operation, more: Partial<Behaviour> = {}): Defect => [
  `With the own company in the path, ${operation} finds every company’s inboxes.`,
  (base) => ({
    findInbox: (company, call) =>
      base.findInbox(company, call) ?? (call.operation === operation ? anybodys(call) : undefined),
    ...more,
  }),
]

/** Refused, and carried out. */
const carriedOut = (operation: Operation, carryOut: (call: Call) => void): Defect => [
  `An employee of another company is refused ${operation}, and it is carried out.`,
  precedes('refuseForeigner', (call) => {
    if (call.operation === operation) carryOut(call)
  }),
]

// Not what the own company does not have: its status is INBOX-HTTP-01's.
const answersForeigner = (status: number): Patch => answers('refuseForeigner', status, ({ company }) => !company)

const emptyFor = (operation: Operation, body: object): Patch =>
  alters('refuseForeigner', (reply, call) => (call.operation === operation ? ok(body) : reply))

const firstEmployee = ({ hub, path }: Call) => hub.employees.find(({ companyId }) => companyId === path.companyId)

/** Who reaches what. */
export const accessDefects = defectsOf({
  'INBOX-CONN-05': {
    'list-of-own-inboxes': [
      'An employee’s list holds the inboxes that this employee has connected.',
      alters('selectInboxes', (inboxes, _company, call) => inboxes.filter((inbox) => !isColleague(inbox, call))),
    ],
    'cases-of-own-inboxes': [
      'An employee’s case inbox holds the cases of the inboxes that this employee has connected.',
      alters('selectCases', (cases, { inboxes }, call) =>
        cases.filter(({ inboxId }) => {
          const inbox = inboxes.find((one) => one.inboxId === inboxId)
          return !inbox || !isColleague(inbox, call)
        }),
      ),
    ],
    'colleague-cannot-read': hides('getInbox'),
    'colleague-cannot-sign-in-again': hides('reauthorizeInbox'),
    'colleague-cannot-update-credentials': hides('updateCredentials'),
    'colleague-sees-another-id': [
      'Another employee is shown the inbox under another ID.',
      shows(({ inboxId }, inbox, call) =>
        isColleague(inbox, call) ? { inboxId: inboxId.replace(/^.{8}/, '00000000') } : {},
      ),
    ],
    'colleague-sees-no-warning': [
      'Another employee is not shown the warning.',
      alters('showWarning', (shown, _warning, inbox, call) => (isColleague(inbox, call) ? null : shown)),
    ],
    'colleague-sees-it-pending': [
      'Another employee is shown a connected inbox as pending.',
      shows((_answer, inbox, call) => (isColleague(inbox, call) ? { state: 'authorization-pending' } : {})),
    ],
    'colleague-gets-a-void-url': [
      'The authorization URL that another employee asks for leads to a callback that is refused.',
      (base) => ({
        onReauthorize(inbox, call) {
          base.onReauthorize(inbox, call)
          if (isColleague(inbox, call) && inbox.signIn) inbox.signIn.status = 'void'
        },
      }),
    ],
  },
  'INBOX-CONN-06': {
    ...each(COMPANY_OPERATIONS, ([operation, name]) => ({
      [`foreigner-reaches-${name}`]: [
        `An employee of any company is let through to ${operation}.`,
        alters('mayReach', (may, _employee, call) => call.operation === operation || may),
      ],
    })),
    // The case inbox itself is right: it is who may read it that is wrong, not INBOX-CASE-03.
    'foreigner-reaches-filtered-cases': [
      'An employee of any company is let through to listCases with a vendor.',
      alters(
        'mayReach',
        (may, _employee, call) => (call.operation === 'listCases' && call.query('vendor') !== undefined) || may,
      ),
    ],
    'foreigner-reads-through-own-company': throughOwnCompany('getInbox'),
    'foreigner-signs-in-through-own-company': throughOwnCompany('reauthorizeInbox'),
    'foreigner-disconnects-through-own-company': throughOwnCompany('disconnectInbox', {
      onDisconnect(inbox, _company, hub) {
        const company = companyOf(hub, inbox)
        company.inboxes = company.inboxes.filter((one) => one !== inbox)
      },
    }),
    'refused-foreigner-disconnects': carriedOut('disconnectInbox', (call) => {
      const inbox = anybodys(call)
      if (inbox) call.hub.behaviour.onDisconnect(inbox, companyOf(call.hub, inbox), call.hub)
    }),
    'refused-foreigner-updates-credentials': carriedOut('updateCredentials', (call) => {
      const inbox = anybodys(call)
      const login = call.hub.behaviour.readCredentials(call.sent!)
      if (inbox?.login && typeof login === 'object') inbox.login = login
    }),
    'refused-foreigner-connects': carriedOut('connectInbox', (call) => {
      const { hub, path, sent } = call
      const company = hub.companies.find(({ companyId }) => companyId === path.companyId)
      const employee = hub.behaviour.authenticate(call)
      const connection = hub.behaviour.readConnection(sent!, hub)
      if (company && employee && typeof connection === 'object')
        company.inboxes.push(createInbox(connection, { ...call, company, employee }))
    }),
    'disconnecting-reaches-other-companies': [
      'Disconnecting a vendor disconnects it for all companies.',
      (base) => ({
        onDisconnect({ vendor }, _company, hub) {
          for (const one of hub.companies.flatMap(({ inboxes }) => inboxes).filter(isOf(vendor)))
            base.onDisconnect(one, companyOf(hub, one), hub)
        },
      }),
    ],
    'list-holds-all-companies-inboxes': [
      'The list holds the inboxes of all companies.',
      decides({ selectInboxes: (_company, { hub }) => hub.companies.flatMap(({ inboxes }) => inboxes) }),
    ],
    'foreigner-gets-an-empty-list': [
      'An employee of another company is answered 200 with an empty list of inboxes.',
      emptyFor('listInboxes', { inboxes: [] }),
    ],
    'foreigner-gets-no-cases': [
      'An employee of another company is answered 200 with an empty list of cases.',
      emptyFor('listCases', { cases: [] }),
    ],
    'foreigner-answered-401': ['An employee of another company is answered 401.', answersForeigner(401)],
    'foreigner-answered-400': ['An employee of another company is answered 400.', answersForeigner(400)],
  },
  'INBOX-CONN-07': {
    ...each(COMPANY_OPERATIONS, ([operation, name]) => ({
      [`${name}-without-a-token`]: [
        `${operation} needs no token.`,
        alters('authenticate', (employee, call) =>
          !employee && call.operation === operation && call.header('authorization') === undefined
            ? firstEmployee(call)
            : employee,
        ),
      ],
    })),
    'unknown-token-accepted': [
      'A token that no employee has stands for the company in the path.',
      alters(
        'authenticate',
        (employee, call) => employee ?? (bearerToken(call) === undefined ? undefined : firstEmployee(call)),
      ),
    ],
    'longer-token-accepted': [
      'Only the beginning of a token is compared.',
      decides({
        authenticate(call) {
          const token = bearerToken(call)
          return call.hub.employees.find((employee) => token?.startsWith(employee.token))
        },
      }),
    ],
    'no-token-answers-403': [
      'A call without a token answers 403.',
      answers('refuseStranger', 403, (call) => bearerToken(call) === undefined),
    ],
    'unknown-token-answers-403': [
      'A call with an unknown token answers 403.',
      answers('refuseStranger', 403, (call) => bearerToken(call) !== undefined),
    ],
    'no-token-answers-404': ['A call without a good token answers 404.', answers('refuseStranger', 404)],
    'no-token-answers-400-on-cases': [
      'listCases without a good token answers 400.',
      answers('refuseStranger', 400, ({ operation }) => operation === 'listCases'),
    ],
  },
})
