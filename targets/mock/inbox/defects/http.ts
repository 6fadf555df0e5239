import { type Call, problem, type Reply } from '../call.ts'
import type { CollectedCase, Operation, Vendor } from '../model.ts'
import { alters, type Defect, defectsOf, isLogin, type Patch, shows } from '../patches.ts'

const answers = (change: (reply: Reply, call: Call) => Partial<Reply>): Patch =>
  alters('answer', (reply, _given, call) => ({ ...reply, ...change(reply, call) }))

/** Right but for the number. */
const status = (operation: Operation, from: number, to: number): Defect => [
  `${operation} answers ${to} in place of ${from}.`,
  answers((reply, call) => (call.operation === operation && reply.status === from ? { status: to } : {})),
]

/** Problem details, RFC 9457, that are not as they should be. */
const problems = (change: (reply: Reply, call: Call) => Partial<Reply>): Patch =>
  answers((reply, call) => (reply.status >= 400 ? change(reply, call) : {}))

const problemsAs = (type: string, when: (reply: Reply, call: Call) => boolean = () => true): Defect => [
  `Errors are sent as ${type}.`,
  problems((reply, call) => (when(reply, call) ? { headers: { ...reply.headers, 'content-type': type } } : {})),
]

const inboxHas = (fields: object, when: (one: { vendor: Vendor }) => boolean = () => true): Patch =>
  shows((_answer, inbox) => (when(inbox) ? fields : {}))

const received = (at: (receivedAt: string) => unknown): Patch =>
  alters('showCase', (shown) => ({ ...shown, receivedAt: at(shown.receivedAt) as string }))

const hoursLater = (hours: number, time: string) => new Date(Date.parse(time) + hours * 3_600_000).toISOString()

const orders = (order: (newestFirst: CollectedCase[], call: Call) => CollectedCase[]): Patch =>
  alters('orderCases', (ordered, _cases, call) => order(ordered, call))

const filters = (filter: (right: CollectedCase[], cases: CollectedCase[], vendor: Vendor) => CollectedCase[]): Patch =>
  alters('filterCases', filter)

/** Shapes and statuses, and how cases are listed. */
export const httpDefects = defectsOf({
  'INBOX-HTTP-01': {
    'connect-answers-200': status('connectInbox', 201, 200),
    'disconnect-answers-200': status('disconnectInbox', 204, 200),
    'push-answers-200': status('receivePush', 202, 200),
    'push-answers-204': status('receivePush', 202, 204),
    'callback-answers-302': status('completeAuthorization', 303, 302),
    'reauthorizing-answers-201': status('reauthorizeInbox', 200, 201),
    'update-answers-202': status('updateCredentials', 200, 202),
    'problems-as-json': problemsAs('application/json'),
    'problems-as-html': problemsAs('text/html; charset=utf-8'),
    'conflict-as-json': problemsAs('application/json', (reply) => reply.status === 409),
    'refused-callback-as-json': problemsAs(
      'application/json',
      (_reply, { operation }) => operation === 'completeAuthorization',
    ),
    'problem-names-another-status': [
      'Problem details name the status 500.',
      problems(({ body }) => ({ body: { ...(body as object), status: 500 } })),
    ],
    'problem-is-a-string': [
      'Problem details are a string.',
      problems(({ body }) => ({ body: (body as { detail: string }).detail })),
    ],
    'problem-status-in-quotes': [
      'Problem details have their status as a string.',
      problems((reply) => ({ body: { ...(reply.body as object), status: String(reply.status) } })),
    ],
    'unknown-inbox-answers-400': [
      'An inbox that the own company does not have answers 400.',
      (base) => ({
        // Not what another company has: its status is INBOX-CONN-06's.
        refuseForeigner: (call) =>
          call.company && !call.hub.companies.some((company) => base.findInbox(company, call))
            ? problem(400, 'Unknown inbox', 'There is no such inbox.')
            : base.refuseForeigner(call),
      }),
    ],
    // Fields that no other rule reads.
    'inbox-id-is-no-uuid': [
      'Inboxes have IDs that are no UUIDs.',
      alters('inboxId', (id) => `inbox-${id.slice(0, 8)}`),
    ],
    'company-missing-in-inbox': ['Inboxes do not name their company.', inboxHas({ companyId: undefined })],
    'connection-type-missing': ['Inboxes have no connectionType.', inboxHas({ connectionType: undefined })],
    'connection-type-of-its-own': [
      'Inboxes have a connectionType that there is not.',
      inboxHas({ connectionType: 'oauth' }),
    ],
    'login-has-connection-type-authorization': [
      'Medit Link has the connectionType authorization.',
      inboxHas({ connectionType: 'authorization' }, isLogin),
    ],
    'push-has-sync-mode-polling': [
      'Shining 3D has the syncMode polling.',
      inboxHas({ syncMode: 'polling' }, ({ vendor }) => vendor === 'shining-3d'),
    ],
    'sync-mode-in-capitals': [
      'Inboxes have their syncMode in capital letters.',
      shows((_answer, { vendor }) => ({ syncMode: vendor === 'shining-3d' ? 'PUSH' : 'POLLING' })),
    ],
    'no-warning-field-without-warning': [
      'An inbox without a warning has no field of that name.',
      shows(({ warning }) => ({ warning: warning ?? undefined })),
    ],
    'patient-missing-in-case': [
      'Cases do not name their patient.',
      alters('showCase', (shown) => ({ ...shown, patientName: undefined as never })),
    ],
    'received-without-zone': [
      'Cases are received at a time without a zone.',
      received((time) => time.replace('Z', '')),
    ],
    'received-on-a-day': ['Cases are received on a day.', received((time) => time.slice(0, 10))],
    'received-by-a-clock-three-hours-slow': [
      'Cases are received at a time three hours early.',
      received((time) => hoursLater(-3, time)),
    ],
    'received-in-milliseconds': ['Cases are received at a number.', received((time) => Date.parse(time))],
    'received-in-another-zone': [
      'Cases are received at a time of another zone.',
      received((time) => hoursLater(2, time).replace('Z', '+02:00')),
    ],
    'credits-in-quotes': [
      'The account has its credits as a string.',
      alters('showAccount', (shown) => ({ ...shown, credits: String(shown.credits) as never })),
    ],
    'account-without-storage': [
      'The account does not tell of storage.',
      alters('showAccount', (shown) => ({ ...shown, storage: undefined as never })),
    ],
    'cases-as-text': [
      'The list of cases is sent as text/plain.',
      answers((reply, { operation }) =>
        operation === 'listCases' && reply.status === 200
          ? { headers: { ...reply.headers, 'content-type': 'text/plain' } }
          : {},
      ),
    ],
    // Right in form alone.
    'received-by-the-vendors-clock': [
      'A case shows when its vendor got it in place of when the hub collected it.',
      alters('record', (one, { createdAt }) => ({ ...one, receivedAt: createdAt })),
    ],
  },
  'INBOX-HTTP-02': {
    'cases-oldest-first': ['Cases are listed oldest first.', orders((cases) => cases.toReversed())],
    'filtered-cases-oldest-first': [
      'With a vendor cases are listed oldest first.',
      orders((cases, call) => (call.query('vendor') === undefined ? cases : cases.toReversed())),
    ],
    'cases-by-vendor': [
      'Cases are listed vendor by vendor.',
      orders((cases) => cases.toSorted((one, other) => one.vendor.localeCompare(other.vendor))),
    ],
    'newest-case-last': [
      'The newest case is listed last.',
      orders(([newest, ...others]) => (newest ? [...others, newest] : [])),
    ],
    'filter-ignored': ['The vendor that is asked for is ignored.', filters((_right, cases) => cases)],
    'filter-drops-the-newest': ['With a vendor its newest case is missing.', filters((right) => right.slice(0, -1))],
    'filter-adds-login-cases': [
      'With a vendor the cases of Medit Link are listed as well.',
      filters((_right, cases, vendor) => cases.filter((one) => one.vendor === vendor || isLogin(one))),
    ],
    'filter-knows-no-pushes': [
      'With the vendor Shining 3D nothing is listed.',
      filters((right, _cases, vendor) => (vendor === 'shining-3d' ? [] : right)),
    ],
    'filter-excludes': [
      'With a vendor all cases but its own are listed.',
      filters((_right, cases, vendor) => cases.filter((one) => one.vendor !== vendor)),
    ],
  },
})
