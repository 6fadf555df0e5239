// Generated from suites/itero/client/requirements.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { Requirement } from '../../../engine/requirement.ts'

export const requirements = [
  {
    "id": "ITERO-CLIENT-01",
    "level": "must",
    "area": "Clients",
    "title": "Every creation carries Basic credentials that decode to a user and a password.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "Authorization: Basic auth requires a doctor user and password"
    }
  },
  {
    "id": "ITERO-CLIENT-02",
    "level": "should",
    "area": "Clients",
    "title": "getAvailableProcedureMaps is called without credentials (\"No authorization is required\"): they are not shown where they are not asked for.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps",
      "quote": "No authorization is required for this call"
    }
  },
  {
    "id": "ITERO-CLIENT-03",
    "level": "must",
    "area": "Clients",
    "title": "Every creation has its mandatory fields, none of them missing, null or (strings) empty: companyId, scannerSerialNumber, procedureMapId, patient.firstName, lastName, gender, dateOfBirth; by RX: companyId, scannerSerialNumber, rxId, procedureMapId.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "Tag Name Type Description Is Mandatory"
    }
  },
  {
    "id": "ITERO-CLIENT-04",
    "level": "must",
    "area": "Clients",
    "title": "Every field has its documented JSON type; gender is 0 or 1.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "The table below describes the fields that are passed in the request body"
    }
  },
  {
    "id": "ITERO-CLIENT-05",
    "level": "must",
    "area": "Clients",
    "title": "dateOfBirth exists as a date and is written YYYY-MM-DDTHH:MM:ss.SSSZ or YYYY-MM-DD.",
    "operations": [
      "createNewOrder"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD"
    }
  },
  {
    "id": "ITERO-CLIENT-06",
    "level": "must",
    "area": "Clients",
    "title": "labId is a number for a map with restoLab or orthoLab, and null for the others (left out, on those: ITERO-CLIENT-13). The map's sendTo is what the target's list says in the same session.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "Map IDs that have a lab require an ID in this field. Pass null if lab is not required."
    }
  },
  {
    "id": "ITERO-CLIENT-07",
    "level": "must",
    "area": "Clients",
    "title": "procedureMapId is one of the maps that the target lists.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "What is MapID",
      "quote": "In order to know which number to pass, use the Get Available Map IDs endpoint and select one that is relevant to your flow."
    }
  },
  {
    "id": "ITERO-CLIENT-08",
    "level": "must",
    "area": "Clients",
    "title": "No more than ten creations are sent in any minute, refused ones aside, while the client has been told of no other limit.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API"
    }
  },
  {
    "id": "ITERO-CLIENT-09",
    "level": "should",
    "area": "Clients",
    "title": "After a refusal by the limit no creation is sent until the window has room, or Retry-After (seconds or a date) has passed.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API"
    }
  },
  {
    "id": "ITERO-CLIENT-10",
    "level": "should",
    "area": "Clients",
    "title": "A creation that was refused with 400 is not sent again unchanged.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "400 Bad request One of the parameters is not valid"
    }
  },
  {
    "id": "ITERO-CLIENT-11",
    "level": "should",
    "area": "Clients",
    "title": "After a 401 no request is sent again with the same credentials more than once.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "401 Unauthorized error 1. Wrong user or password 2. Miss credentials"
    }
  },
  {
    "id": "ITERO-CLIENT-12",
    "level": "should",
    "area": "Clients",
    "title": "An uncertain creation is not sent again unchanged within the same job: it may have made a scan.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "Send a POST call to create a new scan."
    }
  },
  {
    "id": "ITERO-CLIENT-13",
    "level": "assumed",
    "area": "Clients",
    "title": "Bodies are as shown: camelCase names, no property that the document does not have (\"No clinical information can be passed\"), labId present (null where no lab is required).",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "No clinical information can be passed",
      "silent": "It does not say whether a server takes other spellings of the names, properties that are not shown, or a labId that is left out. Does it?"
    },
    "question": "Do bodies have the names as shown and no other property, and labId where no lab is required too?"
  },
  {
    "id": "ITERO-CLIENT-14",
    "level": "must",
    "area": "Clients",
    "title": "Methods and paths are the documented ones, with Content-Type: application/json on a body, in UTF-8.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx",
      "getAvailableProcedureMaps"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "How to use",
      "quote": "Name Description Type Endpoint Authentication"
    }
  },
  {
    "id": "ITERO-CLIENT-15",
    "level": "must",
    "area": "Clients",
    "title": "rxId is a GUID.",
    "operations": [
      "createNewOrderByRx"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID",
      "quote": "RxId GUID GUID of an existing RX Yes"
    }
  },
  {
    "id": "ITERO-CLIENT-20",
    "level": "must",
    "area": "Clients",
    "title": "create-scan sends the map of the procedure, type and sendTo that were asked for, with the lab of that kind, by the list of that target (which numbers them anew each time).",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "What is MapID",
      "quote": "The combination of these three parameters is part of every iTero RX, and has a unique number."
    }
  },
  {
    "id": "ITERO-CLIENT-21",
    "level": "must",
    "area": "Clients",
    "title": "What was asked for arrives as asked: names with non-ASCII letters, gender, date of birth, chart number, zip code with its leading zeros, notes with line breaks.",
    "operations": [
      "createNewOrder"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "The table below describes the fields that are passed in the request body"
    }
  },
  {
    "id": "ITERO-CLIENT-22",
    "level": "must",
    "area": "Clients",
    "title": "orderId, orderCode, patientGuid and rxGuid are reported as answered, orderIds beyond 2^31 and up to 2^53 without loss, further properties ignored.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "orderId number A unique number assigned to the scan."
    }
  },
  {
    "id": "ITERO-CLIENT-23",
    "level": "must",
    "area": "Clients",
    "title": "A 400 is reported as refused.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "400 Bad request One of the parameters is not valid"
    }
  },
  {
    "id": "ITERO-CLIENT-24",
    "level": "must",
    "area": "Clients",
    "title": "A 401 is reported as refused or failed, never done or unavailable.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "401 Unauthorized error 1. Wrong user or password 2. Miss credentials"
    }
  },
  {
    "id": "ITERO-CLIENT-25",
    "level": "must",
    "area": "Clients",
    "title": "create-scans of more scans than a window has room for ends with all of them created, each once.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API"
    }
  },
  {
    "id": "ITERO-CLIENT-26",
    "level": "must",
    "area": "Clients",
    "title": "A 500, an HTML page, an answer that is no JSON or lacks its fields, with any status, is never reported as done.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "Upon success of the call the API returns the following"
    }
  },
  {
    "id": "ITERO-CLIENT-27",
    "level": "should",
    "area": "Clients",
    "title": "A creation whose answer never comes (the connection is lost after it was accepted) ends as uncertain or failed, within the job's time limit.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "Send a POST call to create a new scan."
    }
  },
  {
    "id": "ITERO-CLIENT-28",
    "level": "must",
    "area": "Clients",
    "title": "A procedure that the target does not list, or a list without maps, is reported as refused or failed, and nothing is created.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "What is MapID",
      "quote": "In order to know which number to pass, use the Get Available Map IDs endpoint and select one that is relevant to your flow."
    }
  },
  {
    "id": "ITERO-CLIENT-29",
    "level": "should",
    "area": "Clients",
    "title": "A map list in another order, with further maps, with null notes and types written NA, N/A, /, an empty string or null, is read as well as the plain one.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps",
      "quote": "The table below describes the information returned by the call"
    }
  },
  {
    "id": "ITERO-CLIENT-30",
    "level": "must",
    "area": "Clients",
    "title": "Answers that take 3 s are waited for.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx",
      "getAvailableProcedureMaps"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "200 OK /"
    }
  }
] as const satisfies readonly Requirement[]
