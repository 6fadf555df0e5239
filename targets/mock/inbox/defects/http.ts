import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { type Call, problem, type Reply } from '../call.ts'
import type { CollectedCase, Operation, Vendor } from '../model.ts'

const PROFILE = 'INBOX-HTTP-01'

/** Changes an answer of the API. */
const answering = (
  id: string,
  summary: string,
  change: (reply: Reply, call: Call) => Partial<Reply> | undefined,
): Defect<Behaviour> => ({
  id,
  requirement: PROFILE,
  summary,
  patch: (base) => ({
    answer(given, call) {
      const reply = base.answer(given, call)
      return { ...reply, ...change(reply, call) }
    },
  }),
})

/** INBOX-HTTP-01: right but for the number. */
function statuses(): Defect<Behaviour>[] {
  const status = (id: string, operation: Operation, from: number, to: number) =>
    answering(id, `${operation} answers ${to} in place of ${from}.`, (reply, call) =>
      call.operation === operation && reply.status === from ? { status: to } : {},
    )
  return [
    status('connect-answers-200', 'connectInbox', 201, 200),
    status('disconnect-answers-200', 'disconnectInbox', 204, 200),
    status('push-answers-200', 'receivePush', 202, 200),
    status('push-answers-204', 'receivePush', 202, 204),
    status('callback-answers-302', 'completeAuthorization', 303, 302),
    status('reauthorizing-answers-201', 'reauthorizeInbox', 200, 201),
    status('update-answers-202', 'updateCredentials', 200, 202),
  ]
}

/** INBOX-HTTP-01: RFC 9457. */
function problems(): Defect<Behaviour>[] {
  const typed = (id: string, type: string, concerns: (reply: Reply, call: Call) => boolean) =>
    answering(id, `Errors are sent as ${type}.`, (reply, call) =>
      reply.status >= 400 && concerns(reply, call) ? { headers: { ...reply.headers, 'content-type': type } } : {},
    )
  return [
    typed('problems-as-json', 'application/json', () => true),
    typed('problems-as-html', 'text/html; charset=utf-8', () => true),
    typed('conflict-as-json', 'application/json', ({ status }) => status === 409),
    typed(
      'refused-callback-as-json',
      'application/json',
      (_reply, { operation }) => operation === 'completeAuthorization',
    ),
    answering('problem-names-another-status', 'Problem details name the status 500.', (reply) =>
      reply.status >= 400 ? { body: { ...(reply.body as object), status: 500 } } : {},
    ),
    answering('problem-is-a-string', 'Problem details are a string.', (reply) =>
      reply.status >= 400 ? { body: (reply.body as { detail: string }).detail } : {},
    ),
    answering('problem-status-in-quotes', 'Problem details have their status as a string.', (reply) =>
      reply.status >= 400 ? { body: { ...(reply.body as object), status: String(reply.status) } } : {},
    ),
    {
      id: 'unknown-inbox-answers-400',
      requirement: PROFILE,
      summary: 'An inbox that the own company does not have answers 400.',
      patch: (base) => ({
        // Not what another company has: its status is INBOX-CONN-06's.
        refuseForeigner: (call) =>
          call.company && !call.hub.companies.some((company) => base.findInbox(company, call))
            ? problem(400, 'Unknown inbox', 'There is no such inbox.')
            : base.refuseForeigner(call),
      }),
    },
  ]
}

/** INBOX-HTTP-01: fields that no other rule reads. */
function fields(): Defect<Behaviour>[] {
  const ofInbox = (id: string, summary: string, change: (vendor: Vendor) => object): Defect<Behaviour> => ({
    id,
    requirement: PROFILE,
    summary,
    patch: (base) => ({
      showInbox: (answer, inbox, call) => ({ ...base.showInbox(answer, inbox, call), ...change(inbox.vendor) }),
    }),
  })
  const ofCase = (id: string, summary: string, change: (receivedAt: string) => object): Defect<Behaviour> => ({
    id,
    requirement: PROFILE,
    summary,
    patch: (base) => ({
      showCase(answer, call) {
        const shown = base.showCase(answer, call)
        return { ...shown, ...change(shown.receivedAt) }
      },
    }),
  })
  return [
    {
      id: 'inbox-id-is-no-uuid',
      requirement: PROFILE,
      summary: 'Inboxes have IDs that are no UUIDs.',
      patch: (base) => ({ inboxId: (hub) => `inbox-${base.inboxId(hub).slice(0, 8)}` }),
    },
    ofInbox('company-missing-in-inbox', 'Inboxes do not name their company.', () => ({ companyId: undefined })),
    ofInbox('connection-type-missing', 'Inboxes have no connectionType.', () => ({ connectionType: undefined })),
    ofInbox('connection-type-of-its-own', 'Inboxes have a connectionType that there is not.', () => ({
      connectionType: 'oauth',
    })),
    ofInbox('login-has-connection-type-authorization', 'Medit Link has the connectionType authorization.', (vendor) =>
      vendor === 'medit-link' ? { connectionType: 'authorization' } : {},
    ),
    ofInbox('push-has-sync-mode-polling', 'Shining 3D has the syncMode polling.', (vendor) =>
      vendor === 'shining-3d' ? { syncMode: 'polling' } : {},
    ),
    ofInbox('sync-mode-in-capitals', 'Inboxes have their syncMode in capital letters.', (vendor) => ({
      syncMode: vendor === 'shining-3d' ? 'PUSH' : 'POLLING',
    })),
    {
      id: 'no-warning-field-without-warning',
      requirement: PROFILE,
      summary: 'An inbox without a warning has no field of that name.',
      patch: (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          return { ...shown, warning: shown.warning ?? (undefined as never) }
        },
      }),
    },
    ofCase('patient-missing-in-case', 'Cases do not name their patient.', () => ({ patientName: undefined })),
    ofCase('received-without-zone', 'Cases are received at a time without a zone.', (receivedAt) => ({
      receivedAt: receivedAt.replace('Z', ''),
    })),
    ofCase('received-on-a-day', 'Cases are received on a day.', (receivedAt) => ({
      receivedAt: receivedAt.slice(0, 10),
    })),
    ofCase('received-by-a-clock-three-hours-slow', 'Cases are received at a time three hours early.', (receivedAt) => ({
      receivedAt: new Date(Date.parse(receivedAt) - 10_800_000).toISOString(),
    })),
    ofCase('received-in-milliseconds', 'Cases are received at a number.', (receivedAt) => ({
      receivedAt: Date.parse(receivedAt),
    })),
    ofCase('received-in-another-zone', 'Cases are received at a time of another zone.', (receivedAt) => ({
      receivedAt: new Date(Date.parse(receivedAt) + 7_200_000).toISOString().replace('Z', '+02:00'),
    })),
    {
      id: 'credits-in-quotes',
      requirement: PROFILE,
      summary: 'The account has its credits as a string.',
      patch: (base) => ({
        showAccount(answer, company) {
          const shown = base.showAccount(answer, company)
          return { ...shown, credits: String(shown.credits) as never }
        },
      }),
    },
    {
      id: 'account-without-storage',
      requirement: PROFILE,
      summary: 'The account does not tell of storage.',
      patch: (base) => ({
        showAccount: (answer, company) => ({ ...base.showAccount(answer, company), storage: undefined as never }),
      }),
    },
    answering('cases-as-text', 'The list of cases is sent as text/plain.', ({ status, headers }, { operation }) =>
      operation === 'listCases' && status === 200 ? { headers: { ...headers, 'content-type': 'text/plain' } } : {},
    ),
  ]
}

/** INBOX-HTTP-02. */
function listing(): Defect<Behaviour>[] {
  const requirement = 'INBOX-HTTP-02'
  const ordering = (
    id: string,
    summary: string,
    order: (newestFirst: CollectedCase[], call: Call) => CollectedCase[],
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({ orderCases: (cases, call) => order(base.orderCases(cases, call), call) }),
  })
  const filtering = (
    id: string,
    summary: string,
    filter: (cases: CollectedCase[], vendor: Vendor, right: CollectedCase[]) => CollectedCase[],
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({ filterCases: (cases, vendor) => filter(cases, vendor, base.filterCases(cases, vendor)) }),
  })
  return [
    ordering('cases-oldest-first', 'Cases are listed oldest first.', (cases) => cases.toReversed()),
    ordering('filtered-cases-oldest-first', 'With a vendor cases are listed oldest first.', (cases, call) =>
      call.query('vendor') === undefined ? cases : cases.toReversed(),
    ),
    ordering('cases-by-vendor', 'Cases are listed vendor by vendor.', (cases) =>
      cases.toSorted((one, other) => one.vendor.localeCompare(other.vendor)),
    ),
    ordering('newest-case-last', 'The newest case is listed last.', ([newest, ...others]) =>
      newest ? [...others, newest] : [],
    ),
    filtering('filter-ignored', 'The vendor that is asked for is ignored.', (cases) => cases),
    filtering('filter-drops-the-newest', 'With a vendor its newest case is missing.', (_cases, _vendor, right) =>
      right.slice(0, -1),
    ),
    filtering('filter-adds-login-cases', 'With a vendor the cases of Medit Link are listed as well.', (cases, vendor) =>
      cases.filter((one) => one.vendor === vendor || one.vendor === 'medit-link'),
    ),
    filtering('filter-knows-no-pushes', 'With the vendor Shining 3D nothing is listed.', (_cases, vendor, right) =>
      vendor === 'shining-3d' ? [] : right,
    ),
    filtering('filter-excludes', 'With a vendor all cases but its own are listed.', (cases, vendor) =>
      cases.filter((one) => one.vendor !== vendor),
    ),
  ]
}

/** Fields that are right in form alone. */
function meanings(): Defect<Behaviour>[] {
  return [
    {
      id: 'received-by-the-vendors-clock',
      requirement: PROFILE,
      summary: 'A case shows when its vendor got it in place of when the hub collected it.',
      patch: (base) => ({
        record: (vendorCase, inbox, at, company) => ({
          ...base.record(vendorCase, inbox, at, company),
          receivedAt: vendorCase.createdAt,
        }),
      }),
    },
  ]
}

/** Shapes and statuses, and how cases are listed. */
export const httpDefects: Defect<Behaviour>[] = [...statuses(), ...problems(), ...fields(), ...meanings(), ...listing()]
