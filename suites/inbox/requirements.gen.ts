// Generated from suites/inbox/requirements.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { Requirement } from '../../engine/requirement.ts'

export const requirements = [
  {
    "id": "INBOX-CONN-01",
    "level": "must",
    "area": "Connection",
    "title": "A connected inbox is listed for its company.",
    "operations": [
      "connectInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Scanner inboxes are connected on the company level."
    }
  },
  {
    "id": "INBOX-CONN-02",
    "level": "must",
    "area": "Connection",
    "title": "A second inbox of the same vendor for the same company is refused (409), and the first one is untouched.",
    "operations": [
      "connectInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Each company can connect multiple scanner inboxes, but only one inbox per supported vendor can be connected for the same company.",
      "silent": "The document describes the page and documents no interface behind it: the refusal is a 409 of the inbox profile."
    }
  },
  {
    "id": "INBOX-CONN-03",
    "level": "must",
    "area": "Connection",
    "title": "One company can connect inboxes of several vendors.",
    "operations": [
      "connectInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Each company can connect multiple scanner inboxes, but only one inbox per supported vendor can be connected for the same company."
    }
  },
  {
    "id": "INBOX-CONN-04",
    "level": "must",
    "area": "Connection",
    "title": "Another company can connect the same vendor.",
    "operations": [
      "connectInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Each company can connect multiple scanner inboxes, but only one inbox per supported vendor can be connected for the same company."
    }
  },
  {
    "id": "INBOX-CONN-05",
    "level": "must",
    "area": "Connection",
    "title": "The connection belongs to the company: another employee of it sees the same inbox, and can refresh it.",
    "operations": [
      "listInboxes",
      "getInbox",
      "reauthorizeInbox",
      "updateCredentials"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "This means the connection belongs to the company, not to a single employee."
    }
  },
  {
    "id": "INBOX-CONN-06",
    "level": "must",
    "area": "Connection",
    "title": "An employee of another company neither sees nor changes the inbox (403 or 404 on every operation).",
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
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "This means the connection belongs to the company, not to a single employee.",
      "silent": "The document describes the page and documents no interface behind it: the refusal is a 403 or 404 of the inbox profile."
    }
  },
  {
    "id": "INBOX-CONN-07",
    "level": "assumed",
    "area": "Connection",
    "title": "Without a token, or with an unknown one, every operation but the callback and the push answers 401.",
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
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Scanner inboxes are connected on the company level. This means the connection belongs to the company, not to a single employee.",
      "silent": "The document describes the page and documents no interface behind it: does each operation but the callback and the push ask for the bearer token of an employee, and answer 401 without one?"
    },
    "question": "Is every operation but the callback and the push meant to ask for the bearer token of an employee, and to answer 401 without one?"
  },
  {
    "id": "INBOX-CONN-08",
    "level": "should",
    "area": "Connection",
    "title": "A disconnected inbox is no longer listed, and the vendor can be connected again.",
    "operations": [
      "disconnectInbox",
      "listInboxes",
      "connectInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Troubleshooting › The scanner integration is connected, but no cases appear in the Case Inbox",
      "quote": "If the integration still does not update, reconnect it",
      "silent": "The document speaks of reconnecting and not of disconnecting: can an inbox be disconnected, is it then no longer listed, and can its vendor be connected again?"
    }
  },
  {
    "id": "INBOX-CONN-09",
    "level": "should",
    "area": "Connection",
    "title": "A vendor that is not supported, or a body that is not valid, answers 400 or 422, and nothing is connected.",
    "operations": [
      "connectInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Why use Scanner Inbox Integrations?",
      "quote": "Connecting scanner inboxes helps your team: • collect incoming scanner cases in one place",
      "silent": "The document does not say what connecting a vendor that is not supported answers: is it 400 or 422, with nothing connected?"
    }
  },
  {
    "id": "INBOX-CONN-10",
    "level": "must",
    "area": "Connection",
    "title": "Two requests at the same time to connect the same vendor leave exactly one inbox.",
    "operations": [
      "connectInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Each company can connect multiple scanner inboxes, but only one inbox per supported vendor can be connected for the same company."
    }
  },
  {
    "id": "INBOX-SHOW-01",
    "level": "must",
    "area": "What is shown",
    "title": "Every inbox shows its vendor and its name.",
    "operations": [
      "listInboxes",
      "getInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "What is shown on the page?",
      "quote": "For each configured integration, the page can show: • the vendor or inbox name"
    }
  },
  {
    "id": "INBOX-SHOW-02",
    "level": "must",
    "area": "What is shown",
    "title": "Every inbox shows its connection state.",
    "operations": [
      "listInboxes",
      "getInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "What is shown on the page?",
      "quote": "For each configured integration, the page can show: • the vendor or inbox name • the current connection state"
    }
  },
  {
    "id": "INBOX-SHOW-03",
    "level": "must",
    "area": "What is shown",
    "title": "Every inbox shows the date and time of its last successful sync, once it has synced; never one in the future, never going backwards.",
    "operations": [
      "listInboxes",
      "getInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "What is shown on the page?",
      "quote": "• the date and time of the last successful sync"
    }
  },
  {
    "id": "INBOX-SHOW-04",
    "level": "must",
    "area": "What is shown",
    "title": "An inbox whose synchronization is interrupted shows a warning; one that works shows none.",
    "operations": [
      "listInboxes",
      "getInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "What is shown on the page?",
      "quote": "• a warning when synchronization is interrupted (action is required)",
      "silent": "The document does not say when synchronization counts as interrupted: read as a reason that is known at once, or 4 hours of outage."
    }
  },
  {
    "id": "INBOX-SHOW-05",
    "level": "should",
    "area": "What is shown",
    "title": "A warning says what to do (message and action are not blank), and since when.",
    "operations": [
      "listInboxes",
      "getInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Warning shown – the user should verify authentication, credentials, or credits/storage status",
      "silent": "The document asks the user to act on a warning and does not say what it shows: does it say what to do, and since when?"
    }
  },
  {
    "id": "INBOX-AUTH-01",
    "level": "must",
    "area": "Vendor authorization",
    "title": "Connecting an authorization vendor answers an authorization URL, and the inbox is not connected until the authorization is complete.",
    "operations": [
      "connectInbox",
      "getInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Vendor authorization flow",
      "quote": "The majority of the scanner platforms require a browser-based authorization flow. In this case, the user is redirected to the vendor login page and must complete the authorization there."
    }
  },
  {
    "id": "INBOX-AUTH-02",
    "level": "must",
    "area": "Vendor authorization",
    "title": "Completing the authorization connects the inbox, and cases begin to arrive.",
    "operations": [
      "completeAuthorization",
      "getInbox",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Vendor authorization flow",
      "quote": "In this case, the user is redirected to the vendor login page and must complete the authorization there."
    }
  },
  {
    "id": "INBOX-AUTH-03",
    "level": "must",
    "area": "Vendor authorization",
    "title": "When the authorization expires, the inbox shows it, warns, and no new case arrives.",
    "operations": [
      "getInbox",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Troubleshooting › The integration shows a warning and no new cases arrive",
      "quote": "Possible causes: • the vendor authorization has expired"
    }
  },
  {
    "id": "INBOX-AUTH-04",
    "level": "must",
    "area": "Vendor authorization",
    "title": "Signing in again restores the inbox: state, no warning, and the cases of the meantime arrive.",
    "operations": [
      "reauthorizeInbox",
      "completeAuthorization",
      "getInbox",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Vendor authorization flow",
      "quote": "If the authorization expires later, the connection must be refreshed by signing in again."
    }
  },
  {
    "id": "INBOX-AUTH-05",
    "level": "assumed",
    "area": "Vendor authorization",
    "title": "A callback with a forged, reused or missing state is refused (400), and connects nothing.",
    "operations": [
      "completeAuthorization",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Vendor authorization flow",
      "quote": "In this case, the user is redirected to the vendor login page and must complete the authorization there.",
      "silent": "The document describes the page and documents no interface behind it: is a callback whose state is forged, reused or missing refused with 400, and nothing connected by it?"
    },
    "question": "Is a callback whose state is forged, reused or missing meant to be refused with 400, and to connect nothing?"
  },
  {
    "id": "INBOX-AUTH-06",
    "level": "should",
    "area": "Vendor authorization",
    "title": "Re-authorizing keeps the inbox: same inboxId, cases that were collected stay.",
    "operations": [
      "reauthorizeInbox",
      "completeAuthorization",
      "getInbox",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Vendor authorization flow",
      "quote": "If the authorization expires later, the connection must be refreshed by signing in again.",
      "silent": "The document says that the connection is refreshed and not what is kept: does the inbox keep its ID and the cases that were collected?"
    }
  },
  {
    "id": "INBOX-LOGIN-01",
    "level": "must",
    "area": "Login-based connection",
    "title": "medit-link connects with user name and password, with no authorization URL.",
    "operations": [
      "connectInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Login-based connection",
      "quote": "The Medit Link connection uses direct username/password authentication during setup."
    }
  },
  {
    "id": "INBOX-LOGIN-02",
    "level": "must",
    "area": "Login-based connection",
    "title": "medit-link with a wrong password is refused (400, 401 or 422), and nothing is connected.",
    "operations": [
      "connectInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Login-based connection",
      "quote": "The Medit Link connection uses direct username/password authentication during setup.",
      "silent": "The document describes the page and documents no interface behind it: the refusal is a 400, 401 or 422 of the inbox profile."
    }
  },
  {
    "id": "INBOX-LOGIN-03",
    "level": "must",
    "area": "Login-based connection",
    "title": "When the vendor no longer accepts the stored credentials, the inbox shows it, warns, and no new case arrives.",
    "operations": [
      "getInbox",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Troubleshooting › The integration shows a warning and no new cases arrive",
      "quote": "• stored login credentials are no longer valid (Medit Link)",
      "silent": "The document says that the integration may stop synchronizing: that it does, and warns, is read from this list of causes."
    }
  },
  {
    "id": "INBOX-LOGIN-04",
    "level": "must",
    "area": "Login-based connection",
    "title": "Updating the credentials restores the inbox, and the cases of the meantime arrive.",
    "operations": [
      "updateCredentials",
      "getInbox",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Login-based connection",
      "quote": "If the stored credentials are no longer valid, the integration may stop synchronizing until the credentials are updated."
    }
  },
  {
    "id": "INBOX-LOGIN-05",
    "level": "should",
    "area": "Login-based connection",
    "title": "No answer of any operation holds the password.",
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
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Login-based connection",
      "quote": "If the stored credentials are no longer valid, the integration may stop synchronizing until the credentials are updated.",
      "silent": "The document speaks of stored credentials and not of keeping them secret: is the password in no answer?"
    }
  },
  {
    "id": "INBOX-LOGIN-06",
    "level": "should",
    "area": "Login-based connection",
    "title": "Updating with credentials that the vendor refuses leaves the inbox as it was, and is refused.",
    "operations": [
      "updateCredentials",
      "getInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Connection types › Login-based connection",
      "quote": "If the stored credentials are no longer valid, the integration may stop synchronizing until the credentials are updated.",
      "silent": "The document does not say what an update with credentials that the vendor refuses does: is it refused, and the inbox left as it was?"
    }
  },
  {
    "id": "INBOX-HEALTH-01",
    "level": "must",
    "area": "Last sync and health",
    "title": "A polled inbox whose last sync is up to 10 minutes old is healthy, without a warning.",
    "operations": [
      "getInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Last sync was recent (within the last 10 minutes) – the connection is working normally.",
      "silent": "The document does not say on which side exactly 10 minutes lies: up to and including 10 minutes is read as recent."
    }
  },
  {
    "id": "INBOX-HEALTH-02",
    "level": "must",
    "area": "Last sync and health",
    "title": "A polled inbox whose last sync is over 10 minutes old has health attention.",
    "operations": [
      "getInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Last sync is outdated – the connection may need attention, a connection issue is reported after 4 hours of outage as IOS vendor portals may have temporary outages",
      "silent": "The document does not say when a sync is outdated: read as everything over the 10 minutes of a recent one."
    }
  },
  {
    "id": "INBOX-HEALTH-03",
    "level": "must",
    "area": "Last sync and health",
    "title": "During a vendor outage of less than 4 hours no issue is reported.",
    "operations": [
      "getInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Last sync is outdated – the connection may need attention, a connection issue is reported after 4 hours of outage as IOS vendor portals may have temporary outages"
    }
  },
  {
    "id": "INBOX-HEALTH-04",
    "level": "must",
    "area": "Last sync and health",
    "title": "From 4 hours of outage on an issue is reported, with a warning.",
    "operations": [
      "getInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Last sync is outdated – the connection may need attention, a connection issue is reported after 4 hours of outage as IOS vendor portals may have temporary outages",
      "silent": "The document does not say from when the 4 hours count: from the last successful sync and from the first failed poll are both accepted."
    }
  },
  {
    "id": "INBOX-HEALTH-05",
    "level": "must",
    "area": "Last sync and health",
    "title": "When the outage ends and a sync succeeds, the inbox is healthy again, without a warning.",
    "operations": [
      "getInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Last sync was recent (within the last 10 minutes) – the connection is working normally."
    }
  },
  {
    "id": "INBOX-HEALTH-06",
    "level": "must",
    "area": "Last sync and health",
    "title": "While the vendor answers, a polled inbox never gets older than 10 minutes.",
    "operations": [
      "getInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Last sync was recent (within the last 10 minutes) – the connection is working normally."
    }
  },
  {
    "id": "INBOX-HEALTH-07",
    "level": "must",
    "area": "Last sync and health",
    "title": "health agrees with lastSuccessfulSync and the answer's own Date at every read of the run (read-only: also on a live target).",
    "operations": [
      "getInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Last sync was recent (within the last 10 minutes) – the connection is working normally. Please check the additional details about the Shining 3D sync mechanism below • Last sync is outdated – the connection may need attention, a connection issue is reported after 4 hours of outage as IOS vendor portals may have temporary outages"
    }
  },
  {
    "id": "INBOX-PUSH-01",
    "level": "must",
    "area": "Push",
    "title": "A pushed case arrives without waiting for a poll.",
    "operations": [
      "receivePush",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism."
    }
  },
  {
    "id": "INBOX-PUSH-02",
    "level": "must",
    "area": "Push",
    "title": "shining-3d is not flagged for a sync older than 10 minutes while its pushes and cross-checks work.",
    "operations": [
      "getInbox",
      "listInboxes"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism. There are regular cross checks (polling) to verify if there were no cases missed by the push mechanism, but this is performed only a few times a day."
    }
  },
  {
    "id": "INBOX-PUSH-03",
    "level": "must",
    "area": "Push",
    "title": "A case whose push was lost arrives by cross-check within 8 hours.",
    "operations": [
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "There are regular cross checks (polling) to verify if there were no cases missed by the push mechanism, but this is performed only a few times a day.",
      "silent": "The document says a few times a day: read as three times, at least every 8 hours."
    }
  },
  {
    "id": "INBOX-PUSH-04",
    "level": "must",
    "area": "Push",
    "title": "A case that was pushed, pushed again, and seen by a cross-check is there once.",
    "operations": [
      "receivePush",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism. There are regular cross checks (polling) to verify if there were no cases missed by the push mechanism, but this is performed only a few times a day."
    }
  },
  {
    "id": "INBOX-PUSH-05",
    "level": "assumed",
    "area": "Push",
    "title": "A push with a wrong secret is refused (401 or 403), and brings no case.",
    "operations": [
      "receivePush",
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Last sync and warnings",
      "quote": "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism.",
      "silent": "The document does not say how a push shows that it comes from the vendor: is one with a wrong secret refused with 401 or 403, and brings no case?"
    },
    "question": "Is a push with a wrong secret meant to be refused with 401 or 403, and to bring no case?"
  },
  {
    "id": "INBOX-LIMIT-01",
    "level": "must",
    "area": "Credits and storage",
    "title": "Out of credits: a warning says so, and no new case arrives.",
    "operations": [
      "getInbox",
      "listCases",
      "getAccount"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Troubleshooting › The integration shows a warning and no new cases arrive",
      "quote": "• the company has run out of available credits"
    }
  },
  {
    "id": "INBOX-LIMIT-02",
    "level": "must",
    "area": "Credits and storage",
    "title": "With credits again, the warning goes and the waiting cases arrive.",
    "operations": [
      "getInbox",
      "listCases",
      "getAccount"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Troubleshooting › The integration shows a warning and no new cases arrive",
      "quote": "• Check whether your company still has available credits and storage"
    }
  },
  {
    "id": "INBOX-LIMIT-03",
    "level": "must",
    "area": "Credits and storage",
    "title": "Storage full: a warning says so, and no new case arrives.",
    "operations": [
      "getInbox",
      "listCases",
      "getAccount"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Troubleshooting › The integration shows a warning and no new cases arrive",
      "quote": "• the company storage is full"
    }
  },
  {
    "id": "INBOX-LIMIT-04",
    "level": "must",
    "area": "Credits and storage",
    "title": "With room again, the warning goes and the waiting cases arrive.",
    "operations": [
      "getInbox",
      "listCases",
      "getAccount"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Troubleshooting › The integration shows a warning and no new cases arrive",
      "quote": "• Check whether your company still has available credits and storage"
    }
  },
  {
    "id": "INBOX-LIMIT-05",
    "level": "should",
    "area": "Credits and storage",
    "title": "Each collected case takes one credit, and none is taken twice.",
    "operations": [
      "listCases",
      "getAccount"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Best practice",
      "quote": "• Adjust your subscription plan to match the number of received IOS cases or purchase additional credits",
      "silent": "The document sets the credits beside the number of cases that are received and does not say what a case costs: does each collected case take one credit, and only once?"
    }
  },
  {
    "id": "INBOX-CASE-01",
    "level": "must",
    "area": "Case inbox",
    "title": "Cases of all connected inboxes are in the one case inbox, each with its vendor and inbox.",
    "operations": [
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Scanner inbox integration",
      "quote": "Connect all supported scanner inboxes in one place – collect all incoming scanner cases centrally in the Case Inbox."
    }
  },
  {
    "id": "INBOX-CASE-02",
    "level": "must",
    "area": "Case inbox",
    "title": "Every case that a vendor had while it could be collected is there exactly once.",
    "operations": [
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Scanner inbox integration",
      "quote": "Connect all supported scanner inboxes in one place – collect all incoming scanner cases centrally in the Case Inbox."
    }
  },
  {
    "id": "INBOX-CASE-03",
    "level": "must",
    "area": "Case inbox",
    "title": "A company's cases are not in another company's case inbox.",
    "operations": [
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Supported connection model",
      "quote": "Scanner inboxes are connected on the company level. This means the connection belongs to the company, not to a single employee."
    }
  },
  {
    "id": "INBOX-CASE-04",
    "level": "should",
    "area": "Case inbox",
    "title": "An interruption of one inbox does not hold up the others.",
    "operations": [
      "listCases",
      "getInbox"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "What is shown on the page?",
      "quote": "For each configured integration, the page can show:",
      "silent": "The document shows state, last sync and warning for each integration and does not say that they work apart: do the others go on collecting while one is interrupted?"
    }
  },
  {
    "id": "INBOX-HTTP-01",
    "level": "assumed",
    "area": "HTTP interface",
    "title": "Status codes, fields, formats and problem+json errors are those of the inbox profile.",
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
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "What is shown on the page?",
      "quote": "For each configured integration, the page can show: • the vendor or inbox name • the current connection state • the date and time of the last successful sync • a warning when synchronization is interrupted (action is required)",
      "silent": "The document describes the page and documents no interface behind it: status codes, fields, formats and problem+json errors are those of the inbox profile; are they what the hub answers?"
    },
    "question": "Are the status codes, fields, formats and problem+json errors of the inbox profile the ones that the hub is meant to answer?"
  },
  {
    "id": "INBOX-HTTP-02",
    "level": "assumed",
    "area": "HTTP interface",
    "title": "Cases are listed newest first, and ?vendor= lists exactly that vendor's.",
    "operations": [
      "listCases"
    ],
    "clause": {
      "document": "scanner-inbox-integration.txt",
      "section": "Why use Scanner Inbox Integrations?",
      "quote": "Connecting scanner inboxes helps your team: • collect incoming scanner cases in one place",
      "silent": "The document describes the page and documents no interface behind it: are cases listed newest first, and does ?vendor= list exactly those of that vendor?"
    },
    "question": "Are cases meant to be listed newest first, and is ?vendor= meant to list exactly those of that vendor?"
  }
] as const satisfies readonly Requirement[]

export type RequirementId = (typeof requirements)[number]['id']
