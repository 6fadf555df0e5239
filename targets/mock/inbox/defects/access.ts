import type { Defect } from '../../deviation.ts'
import { bearerToken } from '../access.ts'
import type { Behaviour } from '../behaviour.ts'
import { type Call, ok, problem } from '../call.ts'
import { createInbox } from '../connecting.ts'
import { companyOf, type Inbox, type Operation } from '../model.ts'

/** Every operation that is a company's. */
const COMPANY_OPERATIONS: Operation[] = [
  'listInboxes',
  'connectInbox',
  'getInbox',
  'reauthorizeInbox',
  'updateCredentials',
  'disconnectInbox',
  'listCases',
  'getAccount',
]

const kebab = (operation: Operation) => operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** INBOX-CONN-05. */
function colleagues(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CONN-05'
  const isColleague = (inbox: Inbox, { employee }: Call) => employee !== undefined && employee !== inbox.connectedBy
  const hidden = (id: string, operation: Operation): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `Only the employee who connected an inbox finds it on ${operation}.`,
    patch: (base) => ({
      findInbox(company, call) {
        const inbox = base.findInbox(company, call)
        return inbox && call.operation === operation && isColleague(inbox, call) ? undefined : inbox
      },
    }),
  })
  return [
    {
      id: 'list-of-own-inboxes',
      requirement,
      summary: 'An employee’s list holds the inboxes that this employee has connected.',
      patch: (base) => ({
        selectInboxes: (company, call) =>
          base.selectInboxes(company, call).filter((inbox) => !isColleague(inbox, call)),
      }),
    },
    {
      id: 'cases-of-own-inboxes',
      requirement,
      summary: 'An employee’s case inbox holds the cases of the inboxes that this employee has connected.',
      patch: (base) => ({
        selectCases: (company, call) =>
          base.selectCases(company, call).filter(({ inboxId }) => {
            const inbox = company.inboxes.find((one) => one.inboxId === inboxId)
            return !inbox || !isColleague(inbox, call)
          }),
      }),
    },
    hidden('colleague-cannot-read', 'getInbox'),
    hidden('colleague-cannot-sign-in-again', 'reauthorizeInbox'),
    hidden('colleague-cannot-update-credentials', 'updateCredentials'),
    {
      id: 'colleague-sees-another-id',
      requirement,
      summary: 'Another employee is shown the inbox under another ID.',
      patch: (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          return isColleague(inbox, call) ? { ...shown, inboxId: shown.inboxId.replace(/^.{8}/, '00000000') } : shown
        },
      }),
    },
    {
      id: 'colleague-sees-no-warning',
      requirement,
      summary: 'Another employee is not shown the warning.',
      patch: (base) => ({
        showWarning: (warning, inbox, call) =>
          isColleague(inbox, call) ? null : base.showWarning(warning, inbox, call),
      }),
    },
    {
      id: 'colleague-sees-it-pending',
      requirement,
      summary: 'Another employee is shown a connected inbox as pending.',
      patch: (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          return isColleague(inbox, call) ? { ...shown, state: 'authorization-pending' } : shown
        },
      }),
    },
    {
      id: 'colleague-gets-a-void-url',
      requirement,
      summary: 'The authorization URL that another employee asks for leads to a callback that is refused.',
      patch: (base) => ({
        onReauthorize(inbox, call) {
          base.onReauthorize(inbox, call)
          if (isColleague(inbox, call) && inbox.signIn) inbox.signIn.status = 'void'
        },
      }),
    },
  ]
}

/** INBOX-CONN-06. */
function foreigners(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CONN-06'
  /** The inbox that the path names, whosever it is. */
  const anybodys = (call: Call) =>
    call.hub.companies.flatMap(({ inboxes }) => inboxes).find(({ inboxId }) => inboxId === call.path.inboxId)
  const throughOwnCompany = (id: string, operation: Operation, patch: Partial<Behaviour> = {}): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `With the own company in the path, ${operation} finds every company’s inboxes.`,
    patch: (base) => ({
      findInbox: (company, call) =>
        base.findInbox(company, call) ?? (call.operation === operation ? anybodys(call) : undefined),
      ...patch,
    }),
  })
  /** Refused, and carried out. */
  const carriedOut = (id: string, operation: Operation, carryOut: (call: Call) => void): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `An employee of another company is refused ${operation}, and it is carried out.`,
    patch: (base) => ({
      refuseForeigner(call) {
        if (call.operation === operation) carryOut(call)
        return base.refuseForeigner(call)
      },
    }),
  })
  const answering = (id: string, status: number): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `An employee of another company is answered ${status}.`,
    patch: (base) => ({
      // Not what the own company does not have: its status is INBOX-HTTP-01's.
      refuseForeigner: (call) =>
        call.company ? base.refuseForeigner(call) : problem(status, 'Refused', 'This is another company’s.'),
    }),
  })
  return [
    ...COMPANY_OPERATIONS.map(
      (operation): Defect<Behaviour> => ({
        id: `foreigner-reaches-${kebab(operation)}`,
        requirement,
        summary: `An employee of any company is let through to ${operation}.`,
        patch: (base) => ({
          mayReach: (employee, call) => call.operation === operation || base.mayReach(employee, call),
        }),
      }),
    ),
    {
      // The case inbox itself is right: it is who may read it that is wrong, not INBOX-CASE-03.
      id: 'foreigner-reaches-filtered-cases',
      requirement,
      summary: 'An employee of any company is let through to listCases with a vendor.',
      patch: (base) => ({
        mayReach: (employee, call) =>
          (call.operation === 'listCases' && call.query('vendor') !== undefined) || base.mayReach(employee, call),
      }),
    },
    throughOwnCompany('foreigner-reads-through-own-company', 'getInbox'),
    throughOwnCompany('foreigner-signs-in-through-own-company', 'reauthorizeInbox'),
    throughOwnCompany('foreigner-disconnects-through-own-company', 'disconnectInbox', {
      onDisconnect(inbox, _company, hub) {
        const company = companyOf(hub, inbox)
        company.inboxes = company.inboxes.filter((one) => one !== inbox)
      },
    }),
    carriedOut('refused-foreigner-disconnects', 'disconnectInbox', (call) => {
      const inbox = anybodys(call)
      if (inbox) call.hub.behaviour.onDisconnect(inbox, companyOf(call.hub, inbox), call.hub)
    }),
    carriedOut('refused-foreigner-updates-credentials', 'updateCredentials', (call) => {
      const inbox = anybodys(call)
      const login = call.hub.behaviour.readCredentials(call.sent!)
      if (inbox?.login && typeof login === 'object') inbox.login = login
    }),
    carriedOut('refused-foreigner-connects', 'connectInbox', (call) => {
      const { hub, path, sent } = call
      const company = hub.companies.find(({ companyId }) => companyId === path.companyId)
      const employee = hub.behaviour.authenticate(call)
      const connection = hub.behaviour.readConnection(sent!, hub)
      if (company && employee && typeof connection === 'object')
        company.inboxes.push(createInbox(connection, { ...call, company, employee }))
    }),
    {
      id: 'disconnecting-reaches-other-companies',
      requirement,
      summary: 'Disconnecting a vendor disconnects it for all companies.',
      patch: (base) => ({
        onDisconnect(inbox, _company, hub) {
          const same = hub.companies.flatMap(({ inboxes }) => inboxes).filter(({ vendor }) => vendor === inbox.vendor)
          for (const one of same) base.onDisconnect(one, companyOf(hub, one), hub)
        },
      }),
    },
    {
      id: 'list-holds-all-companies-inboxes',
      requirement,
      summary: 'The list holds the inboxes of all companies.',
      patch: () => ({ selectInboxes: (_company, { hub }) => hub.companies.flatMap(({ inboxes }) => inboxes) }),
    },
    {
      id: 'foreigner-gets-an-empty-list',
      requirement,
      summary: 'An employee of another company is answered 200 with an empty list of inboxes.',
      patch: (base) => ({
        refuseForeigner: (call) =>
          call.operation === 'listInboxes' ? ok({ inboxes: [] }) : base.refuseForeigner(call),
      }),
    },
    {
      id: 'foreigner-gets-no-cases',
      requirement,
      summary: 'An employee of another company is answered 200 with an empty list of cases.',
      patch: (base) => ({
        refuseForeigner: (call) => (call.operation === 'listCases' ? ok({ cases: [] }) : base.refuseForeigner(call)),
      }),
    },
    answering('foreigner-answered-401', 401),
    answering('foreigner-answered-400', 400),
  ]
}

/** INBOX-CONN-07. */
function strangers(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CONN-07'
  const firstEmployee = ({ hub, path }: Call) => hub.employees.find(({ companyId }) => companyId === path.companyId)
  const answering = (
    id: string,
    summary: string,
    status: number,
    concerns: (call: Call) => boolean,
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      refuseStranger: (call) =>
        concerns(call) ? problem(status, 'Refused', 'A token is needed.') : base.refuseStranger(call),
    }),
  })
  return [
    ...COMPANY_OPERATIONS.map(
      (operation): Defect<Behaviour> => ({
        id: `${kebab(operation)}-without-a-token`,
        requirement,
        summary: `${operation} needs no token.`,
        patch: (base) => ({
          authenticate: (call) =>
            base.authenticate(call) ??
            (call.operation === operation && call.header('authorization') === undefined
              ? firstEmployee(call)
              : undefined),
        }),
      }),
    ),
    {
      id: 'unknown-token-accepted',
      requirement,
      summary: 'A token that no employee has stands for the company in the path.',
      patch: (base) => ({
        authenticate: (call) =>
          base.authenticate(call) ?? (bearerToken(call) === undefined ? undefined : firstEmployee(call)),
      }),
    },
    {
      id: 'longer-token-accepted',
      requirement,
      summary: 'Only the beginning of a token is compared.',
      patch: () => ({
        authenticate(call) {
          const token = bearerToken(call)
          return call.hub.employees.find((employee) => token?.startsWith(employee.token))
        },
      }),
    },
    answering(
      'no-token-answers-403',
      'A call without a token answers 403.',
      403,
      (call) => bearerToken(call) === undefined,
    ),
    answering(
      'unknown-token-answers-403',
      'A call with an unknown token answers 403.',
      403,
      (call) => bearerToken(call) !== undefined,
    ),
    answering('no-token-answers-404', 'A call without a good token answers 404.', 404, () => true),
    answering(
      'no-token-answers-400-on-cases',
      'listCases without a good token answers 400.',
      400,
      ({ operation }) => operation === 'listCases',
    ),
  ]
}

/** Who reaches what. */
export const accessDefects: Defect<Behaviour>[] = [...colleagues(), ...foreigners(), ...strangers()]
