// Generated from suites/inbox/client/requirements.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { Requirement } from '../../../engine/requirement.ts'

export const requirements = [
  {
    "id": "INBOX-CLIENT-01",
    "level": "must",
    "area": "Clients",
    "title": "Every call but the callback and the push carries a bearer token, in the header alone.",
    "operations": [
      "listInboxes",
      "connectInbox",
      "getInbox",
      "reauthorizeInbox",
      "updateCredentials",
      "disconnectInbox",
      "listCases",
      "getAccount"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "This means the connection belongs to the company, not to a single employee."
    }
  },
  {
    "id": "INBOX-CLIENT-02",
    "level": "must",
    "area": "Clients",
    "title": "Methods, paths and bodies are the profile's: vendor is one of the six; medit-link with username and password, the others without.",
    "operations": [
      "listInboxes",
      "connectInbox",
      "getInbox",
      "reauthorizeInbox",
      "updateCredentials",
      "disconnectInbox",
      "completeAuthorization",
      "listCases",
      "getAccount",
      "receivePush"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Login-based connection",
      "quote": "The Medit Link connection uses direct username/password authentication during setup."
    }
  },
  {
    "id": "INBOX-CLIENT-03",
    "level": "should",
    "area": "Clients",
    "title": "No second connection of a vendor is asked for that the company's list already shows.",
    "operations": [
      "connectInbox"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Each company can connect multiple scanner inboxes, but only one inbox per supported vendor can be connected for the same company."
    }
  },
  {
    "id": "INBOX-CLIENT-04",
    "level": "should",
    "area": "Clients",
    "title": "Lists of inboxes or cases are not read more often than every 2 s for longer than 10 s.",
    "operations": [
      "listInboxes",
      "listCases"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "The page helps users quickly identify whether the integration is healthy."
    }
  },
  {
    "id": "INBOX-CLIENT-05",
    "level": "must",
    "area": "Clients",
    "title": "A push has its five fields, eventId and caseId not empty, createdAt a date-time with a zone, and the secret in its header alone.",
    "operations": [
      "receivePush"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism."
    }
  },
  {
    "id": "INBOX-CLIENT-06",
    "level": "must",
    "area": "Clients",
    "title": "A push that was answered 202 is not sent again; one that was not is sent again with the same eventId.",
    "operations": [
      "receivePush"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "There are regular cross checks (polling) to verify if there were no cases missed by the push mechanism, but this is performed only a few times a day."
    }
  },
  {
    "id": "INBOX-CLIENT-07",
    "level": "should",
    "area": "Clients",
    "title": "A refused token (401, 403) is not used again more than once.",
    "operations": [
      "listInboxes",
      "connectInbox",
      "getInbox",
      "reauthorizeInbox",
      "updateCredentials",
      "disconnectInbox",
      "listCases",
      "getAccount"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Scanner inboxes are connected on the company level."
    }
  },
  {
    "id": "INBOX-CLIENT-20",
    "level": "must",
    "area": "Clients",
    "title": "list-inboxes reports every inbox with its vendor and state, and needsAction exactly for those with a warning, with the warning's action.",
    "operations": [
      "listInboxes"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "What is shown on the page?",
      "quote": "• a warning when synchronization is interrupted (action is required)"
    }
  },
  {
    "id": "INBOX-CLIENT-21",
    "level": "must",
    "area": "Clients",
    "title": "connect reports the authorization URL of a pending inbox as it is, and never reports it as connected.",
    "operations": [
      "connectInbox"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Vendor authorization flow",
      "quote": "In this case, the user is redirected to the vendor login page and must complete the authorization there."
    }
  },
  {
    "id": "INBOX-CLIENT-22",
    "level": "must",
    "area": "Clients",
    "title": "A vendor that is connected already (409), and refused credentials, are reported as refused.",
    "operations": [
      "connectInbox"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "only one inbox per supported vendor can be connected for the same company."
    }
  },
  {
    "id": "INBOX-CLIENT-23",
    "level": "must",
    "area": "Clients",
    "title": "list-cases reports every case once, those of an interrupted inbox too.",
    "operations": [
      "listCases"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Scanner inbox integration",
      "quote": "Connect all supported scanner inboxes in one place – collect all incoming scanner cases centrally in the Case Inbox."
    }
  },
  {
    "id": "INBOX-CLIENT-24",
    "level": "must",
    "area": "Clients",
    "title": "A push that is lost (connection, 500, 503) is sent again until it is accepted, at least three times in 20 s, and ends as done; one that is refused (401, 403, 400) is not, and ends as refused or failed.",
    "operations": [
      "receivePush"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism."
    }
  },
  {
    "id": "INBOX-CLIENT-25",
    "level": "should",
    "area": "Clients",
    "title": "Warning codes, states and vendors that the client does not know are shown, not dropped, and break nothing.",
    "operations": [
      "listInboxes",
      "listCases"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Warning shown – the user should verify authentication, credentials, or credits/storage status"
    }
  }
] as const satisfies readonly Requirement[]
