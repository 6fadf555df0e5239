// Generated from suites/itero/requirements.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { Requirement } from '../../engine/requirement.ts'

export const requirements = [
  {
    "id": "ITERO-AUTH-01",
    "level": "must",
    "area": "Authorization",
    "title": "createNewOrder without credentials answers 401.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "401 Unauthorized error 1. Wrong user or password 2. Miss credentials"
    }
  },
  {
    "id": "ITERO-AUTH-02",
    "level": "must",
    "area": "Authorization",
    "title": "createNewOrder with the right user and a wrong password answers 401 (in another case, with a letter more or less, another user's password where a second account is configured: each).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "401 Unauthorized error 1. Wrong user or password 2. Miss credentials"
    }
  },
  {
    "id": "ITERO-AUTH-03",
    "level": "must",
    "area": "Authorization",
    "title": "createNewOrder with an unknown user answers 401.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "401 Unauthorized error 1. Wrong user or password 2. Miss credentials"
    }
  },
  {
    "id": "ITERO-AUTH-04",
    "level": "must",
    "area": "Authorization",
    "title": "createNewOrderByRx without credentials answers 401.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "401 Unauthorized error 1. Wrong user or password 2. Miss credentials"
    }
  },
  {
    "id": "ITERO-AUTH-05",
    "level": "must",
    "area": "Authorization",
    "title": "createNewOrderByRx with the right user and a wrong password answers 401.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "401 Unauthorized error 1. Wrong user or password 2. Miss credentials"
    }
  },
  {
    "id": "ITERO-AUTH-06",
    "level": "must",
    "area": "Authorization",
    "title": "createNewOrderByRx with an unknown user answers 401.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "401 Unauthorized error 1. Wrong user or password 2. Miss credentials"
    }
  },
  {
    "id": "ITERO-AUTH-07",
    "level": "must",
    "area": "Authorization",
    "title": "getAvailableProcedureMaps answers 200 with no Authorization header.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › Header",
      "quote": "No authorization is required for this call"
    }
  },
  {
    "id": "ITERO-AUTH-08",
    "level": "assumed",
    "area": "Authorization",
    "title": "An Authorization header of another scheme, or that is not base64, answers 401 on both create operations.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan",
      "quote": "Authorization: Basic auth requires a doctor user and password that were provided by the Professional Services Engineer supporting your project.",
      "silent": "The document does not say what an Authorization header of another scheme, or one that is not base64, answers: is it 401, like missing credentials?"
    },
    "question": "Is an Authorization header of another scheme, or one that is not base64, meant to be answered 401 on both create operations?"
  },
  {
    "id": "ITERO-AUTH-09",
    "level": "assumed",
    "area": "Authorization",
    "title": "Bad credentials with an invalid body answer 401, not 400 (nothing about the body is told to a stranger).",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "400 Bad request One of the parameters is not valid 401 Unauthorized error 1. Wrong user or password 2. Miss credentials",
      "silent": "The document does not say which status is answered where both the credentials and a parameter are wrong: is it 401, so that nothing about the body is told to a stranger?"
    },
    "question": "Where both the credentials and the body are wrong, is 401 meant to be answered rather than 400, so that a stranger learns nothing about the body?"
  },
  {
    "id": "ITERO-CODE-01",
    "level": "must",
    "area": "Status codes",
    "title": "Every answer's status is 200, 400, 401 or 500 (aside: a refusal by the rate limit, 415 for a body that is not application/json).",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx",
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "APIs returned codes are described below: HTTP Status Code Description Scenario 200 OK / 400 Bad request One of the parameters is not valid 401 Unauthorized error 1. Wrong user or password 2. Miss credentials 500 Internal Server error /"
    }
  },
  {
    "id": "ITERO-CODE-02",
    "level": "must",
    "area": "Status codes",
    "title": "No request of the suite, valid or not, draws a 500: bodies that are JSON but no object (`[]`, `null`, `\"x\"`, `7`) included.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx",
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "400 Bad request One of the parameters is not valid 401 Unauthorized error 1. Wrong user or password 2. Miss credentials 500 Internal Server error /"
    }
  },
  {
    "id": "ITERO-CODE-03",
    "level": "assumed",
    "area": "Status codes",
    "title": "A 400 carries a body that tells what is wrong.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Returned Codes",
      "quote": "400 Bad request One of the parameters is not valid",
      "silent": "The document describes no body for a 400: does it tell which parameter is not valid, and why?"
    },
    "question": "Is a 400 meant to carry a body that tells which parameter is not valid?"
  },
  {
    "id": "ITERO-CODE-04",
    "level": "assumed",
    "area": "Status codes",
    "title": "A body that is not JSON, or is empty, or is sent as text/plain, answers 400.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "Body includes RX information and scan procedure and type: { \"companyId\": number, \"scannerSerialNumber\": string, \"procedureMapId\": number,",
      "silent": "The document shows a JSON body but does not say what a body that is not JSON, is empty, or is sent as text/plain answers: is it 400?"
    },
    "question": "Is a body that is not JSON, is empty, or is sent as text/plain meant to be answered 400?"
  },
  {
    "id": "ITERO-CODE-05",
    "level": "assumed",
    "area": "Status codes",
    "title": "Answers with a body are application/json.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx",
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "Upon success of the call the API returns the following: { \"orderId\": number, \"orderCode\": string, \"patientGuid\": GUID, \"rxGuid\": GUID (RXID) }",
      "silent": "The document shows JSON answers but names no content type: is every answer with a body sent as application/json?"
    },
    "question": "Is every answer with a body meant to be sent as application/json?"
  },
  {
    "id": "ITERO-REQ-01",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "createNewOrder with companyId missing or null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "Tag Name Type Description Is Mandatory CompanyId number iTero ID of the doctor's clinic Yes"
    }
  },
  {
    "id": "ITERO-REQ-02",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "createNewOrder with scannerSerialNumber missing or null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "ScannerSerialNumber string Scanner serial number of the specified clinic Yes"
    }
  },
  {
    "id": "ITERO-REQ-03",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "createNewOrder with procedureMapId missing or null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "ProcedureMapId number ID of the procedure. Refer to 'Get Available Procedure Maps' Yes"
    }
  },
  {
    "id": "ITERO-REQ-04",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "createNewOrder with patient.firstName missing or null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "FirstName string Patient's first name Yes"
    }
  },
  {
    "id": "ITERO-REQ-05",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "createNewOrder with patient.lastName missing or null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "LastName string Patient's last name Yes"
    }
  },
  {
    "id": "ITERO-REQ-06",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "createNewOrder with patient.gender missing or null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "Gender number 0 - male 1 - female Yes"
    }
  },
  {
    "id": "ITERO-REQ-07",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "createNewOrder with patient.dateOfBirth missing or null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "DateOfBirth date Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD Yes"
    }
  },
  {
    "id": "ITERO-REQ-08",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "createNewOrder with patient missing or null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "\"patient\": { \"firstName\": string, \"lastName\": string, \"chartNumber\": string, \"mi\": string, \"gender\": number, \"dateOfBirth\": date, \"zipCode\": string }"
    }
  },
  {
    "id": "ITERO-REQ-09",
    "level": "assumed",
    "area": "createNewOrder: request",
    "title": "createNewOrder with an empty or blank string in a mandatory string field answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "FirstName string Patient's first name Yes LastName string Patient's last name Yes",
      "silent": "The document marks the field as mandatory but does not say whether an empty or blank string will do: is it answered 400?"
    },
    "question": "Is an empty or blank string in a mandatory field meant to be answered 400?"
  },
  {
    "id": "ITERO-OPT-01",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "An order without chartNumber, zipCode, notes and mi is accepted (200).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "ZipCode string Patient's zip code No Notes string Any free text that the scanning doctor wants to add to the RX. No",
      "silent": "mi stands in the request body but has no row in the table: it is read as an optional middle initial."
    }
  },
  {
    "id": "ITERO-OPT-02",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "An order with chartNumber, zipCode, notes and mi is accepted (200).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "\"chartNumber\": string, \"mi\": string, \"gender\": number, \"dateOfBirth\": date, \"zipCode\": string }, \"notes\": string,",
      "silent": "mi stands in the request body but has no row in the table: it is read as an optional middle initial."
    }
  },
  {
    "id": "ITERO-OPT-03",
    "level": "should",
    "area": "createNewOrder: request",
    "title": "Names, notes and chart numbers with non-ASCII letters, apostrophes and hyphens are accepted (200).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "FirstName string Patient's first name Yes LastName string Patient's last name Yes ChartNumber string Patient's chart number No",
      "silent": "The document sets no limit to the characters of names, notes and chart numbers: are non-ASCII letters, apostrophes and hyphens accepted?"
    }
  },
  {
    "id": "ITERO-OPT-04",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "notes takes any free text (200): 2,000 characters, line breaks, quotes, angle brackets, emoji.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "Notes string Any free text that the scanning doctor wants to add to the RX. No"
    }
  },
  {
    "id": "ITERO-OPT-05",
    "level": "should",
    "area": "createNewOrder: request",
    "title": "zipCode takes postal codes of other countries (SW1A 1AA, 11122) (200).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "ZipCode string Patient's zip code No",
      "silent": "The document names no format for the zip code: are postal codes of countries other than the United States accepted?"
    }
  },
  {
    "id": "ITERO-TYPE-01",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A value of the wrong JSON type in companyId answers 400 (a non-numeric string, an object, an array, a boolean).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "CompanyId number iTero ID of the doctor's clinic Yes"
    }
  },
  {
    "id": "ITERO-TYPE-02",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A value of the wrong JSON type in scannerSerialNumber answers 400 (an object, an array, a boolean).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "ScannerSerialNumber string Scanner serial number of the specified clinic Yes"
    }
  },
  {
    "id": "ITERO-TYPE-03",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A value of the wrong JSON type in procedureMapId answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "ProcedureMapId number ID of the procedure. Refer to 'Get Available Procedure Maps' Yes"
    }
  },
  {
    "id": "ITERO-TYPE-04",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A value of the wrong JSON type in patient.firstName or patient.lastName answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "FirstName string Patient's first name Yes LastName string Patient's last name Yes"
    }
  },
  {
    "id": "ITERO-TYPE-05",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A value of the wrong JSON type in patient.gender answers 400 (\"male\" included).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "Gender number 0 - male 1 - female Yes"
    }
  },
  {
    "id": "ITERO-TYPE-06",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A value of the wrong JSON type in patient.dateOfBirth answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "DateOfBirth date Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD Yes"
    }
  },
  {
    "id": "ITERO-TYPE-07",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A value of the wrong JSON type in labId, on a map that needs a lab, answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "LabId number iTero ID of the lab that the scan is sent to. This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field. Pass null if lab is not required. Depends"
    }
  },
  {
    "id": "ITERO-TYPE-08",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A value of the wrong JSON type in one of the optional strings chartNumber, zipCode and notes answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "\"chartNumber\": string, \"mi\": string, \"gender\": number, \"dateOfBirth\": date, \"zipCode\": string }, \"notes\": string,"
    }
  },
  {
    "id": "ITERO-TYPE-09",
    "level": "assumed",
    "area": "createNewOrder: request",
    "title": "A number given as a numeric string (\"1\"), a fraction (1.5) for an ID, or a number in a string field, answers 400, on both operations.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "\"companyId\": number, \"scannerSerialNumber\": string, \"procedureMapId\": number,",
      "silent": "The document says number without saying how strictly: is a number sent as a numeric string (\"1\"), or a fraction (1.5) for an ID, answered 400?"
    },
    "question": "Is a number sent as a numeric string (\"1\"), or a fraction (1.5) for an ID, meant to be answered 400?"
  },
  {
    "id": "ITERO-GENDER-01",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "gender 0 and gender 1 are accepted.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "Gender number 0 - male 1 - female Yes"
    }
  },
  {
    "id": "ITERO-GENDER-02",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A gender that is any other number (2, -1, 0.5) answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "Gender number 0 - male 1 - female Yes"
    }
  },
  {
    "id": "ITERO-DOB-01",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "dateOfBirth YYYY-MM-DDTHH:MM:ss.SSSZ is accepted.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "DateOfBirth date Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD Yes"
    }
  },
  {
    "id": "ITERO-DOB-02",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "dateOfBirth YYYY-MM-DD is accepted.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "DateOfBirth date Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD Yes",
      "silent": "The document prints the second format as YYYYMM-DD, at the end of a line: it is read as YYYY-MM-DD with a hyphen lost."
    }
  },
  {
    "id": "ITERO-DOB-03",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A dateOfBirth in another format answers 400 (31/12/1990, 1990.12.31, a word).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "DateOfBirth date Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD Yes",
      "silent": "The document prints the second format as YYYYMM-DD: it is read as YYYY-MM-DD, and the literal YYYYMM-DD is never sent."
    }
  },
  {
    "id": "ITERO-DOB-04",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A dateOfBirth that does not exist answers 400 (1990-13-01, 1990-02-30).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "DateOfBirth date Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD Yes"
    }
  },
  {
    "id": "ITERO-DOB-05",
    "level": "assumed",
    "area": "createNewOrder: request",
    "title": "A date of birth in the future answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "DateOfBirth date Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYYMM-DD Yes",
      "silent": "The document does not say whether a date of birth may lie in the future: is it answered 400?"
    },
    "question": "Is a date of birth in the future meant to be answered 400?"
  },
  {
    "id": "ITERO-MAP-01",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A procedureMapId that is not in the list of available maps answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "ProcedureMapId number ID of the procedure. Refer to 'Get Available Procedure Maps' Yes"
    }
  },
  {
    "id": "ITERO-MAP-02",
    "level": "should",
    "area": "createNewOrder: request",
    "title": "Every listed map that needs no lab, and every one whose lab is configured, is accepted. Sampled within the ten orders so that each sendTo, each of the six procedures, and the first and the last entry of the list occur; all of them with `--exhaustive`.",
    "operations": [
      "getAvailableProcedureMaps",
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › What is MapID",
      "quote": "In order to know which number to pass, use the Get Available Map IDs endpoint and select one that is relevant to your flow.",
      "silent": "The document does not say that each account may use every map that is listed: is every one accepted that needs no lab, or whose lab is given?"
    }
  },
  {
    "id": "ITERO-ACC-01",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A companyId that is not the doctor's clinic answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "CompanyId number iTero ID of the doctor's clinic Yes"
    }
  },
  {
    "id": "ITERO-ACC-02",
    "level": "must",
    "area": "createNewOrder: request",
    "title": "A scannerSerialNumber that is not of the clinic answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "ScannerSerialNumber string Scanner serial number of the specified clinic Yes"
    }
  },
  {
    "id": "ITERO-LAB-01",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on a resto map with a resto lab of the clinic answers 200.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "restoLab Case should be sent to a resto lab Caller should provide an account number of a resto lab (LabId) that is related to the clinic account"
    }
  },
  {
    "id": "ITERO-LAB-02",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on an ortho map with an ortho lab of the clinic answers 200.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "orthoLab Case should be sent to an ortho lab Caller should provide an account number of an ortho lab (LabId) that is related to the clinic account"
    }
  },
  {
    "id": "ITERO-LAB-03",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on a resto map with labId null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field. Pass null if lab is not required."
    }
  },
  {
    "id": "ITERO-LAB-04",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on an ortho map with labId null answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field. Pass null if lab is not required."
    }
  },
  {
    "id": "ITERO-LAB-05",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on a resto or ortho map with labId left out answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field. Pass null if lab is not required."
    }
  },
  {
    "id": "ITERO-LAB-06",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on a chairside map with labId null answers 200.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "chairside Case is sent to chair side Caller should pass null in LabId"
    }
  },
  {
    "id": "ITERO-LAB-07",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on a midc_only map with labId null answers 200.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "midc_only Case is sent to myitero.com Caller should pass null in LabId"
    }
  },
  {
    "id": "ITERO-LAB-08",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on an N/A map with labId null answers 200.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "N/A No lab is involved Caller should pass null in LabId"
    }
  },
  {
    "id": "ITERO-LAB-09",
    "level": "should",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on a chairside, midc_only or N/A map with a labId answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "chairside Case is sent to chair side Caller should pass null in LabId midc_only Case is sent to myitero.com Caller should pass null in LabId N/A No lab is involved Caller should pass null in LabId",
      "silent": "The document says that the caller should pass null, not what a labId on such a map answers: is it 400?"
    }
  },
  {
    "id": "ITERO-LAB-10",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder on a resto map with an ortho lab, or on an ortho map with a resto lab, answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "restoLab Case should be sent to a resto lab Caller should provide an account number of a resto lab (LabId) that is related to the clinic account orthoLab Case should be sent to an ortho lab Caller should provide an account number of an ortho lab (LabId) that is related to the clinic account"
    }
  },
  {
    "id": "ITERO-LAB-11",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder with a lab that exists but is not related to the clinic answers 400, tried on a resto and on an ortho map.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "restoLab Case should be sent to a resto lab Caller should provide an account number of a resto lab (LabId) that is related to the clinic account orthoLab Case should be sent to an ortho lab Caller should provide an account number of an ortho lab (LabId) that is related to the clinic account"
    }
  },
  {
    "id": "ITERO-LAB-12",
    "level": "must",
    "area": "Lab rule, on createNewOrder",
    "title": "createNewOrder with a lab that does not exist answers 400.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Request Body",
      "quote": "LabId number iTero ID of the lab that the scan is sent to. This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field. Pass null if lab is not required. Depends"
    }
  },
  {
    "id": "ITERO-RESP-01",
    "level": "must",
    "area": "createNewOrder: response",
    "title": "In the answer of createNewOrder, orderId is there and a number.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "orderId number A unique number assigned to the scan."
    }
  },
  {
    "id": "ITERO-RESP-02",
    "level": "must",
    "area": "createNewOrder: response",
    "title": "In the answer of createNewOrder, orderCode is there and a string that is not empty.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "orderCode string A unique string assigned to the scan."
    }
  },
  {
    "id": "ITERO-RESP-03",
    "level": "must",
    "area": "createNewOrder: response",
    "title": "In the answer of createNewOrder, patientGuid is there and a GUID.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "patientGuid GUID A unique identifier of the patient"
    }
  },
  {
    "id": "ITERO-RESP-04",
    "level": "must",
    "area": "createNewOrder: response",
    "title": "In the answer of createNewOrder, rxGuid is there and a GUID.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "rxGuid GUID A unique identifier of the RX"
    }
  },
  {
    "id": "ITERO-RESP-05",
    "level": "must",
    "area": "createNewOrder: response",
    "title": "orderId differs from scan to scan, over both operations and over clinics (second account).",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "orderId number A unique number assigned to the scan. This number will be used for downloading the scan's assets."
    }
  },
  {
    "id": "ITERO-RESP-06",
    "level": "must",
    "area": "createNewOrder: response",
    "title": "orderCode differs from scan to scan.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "orderCode string A unique string assigned to the scan. This information is not required to be used by other endpoints."
    }
  },
  {
    "id": "ITERO-RESP-07",
    "level": "must",
    "area": "createNewOrder: response",
    "title": "rxGuid differs from one createNewOrder to the next (each makes a new RX), for the same patient and the same order too.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "How to use",
      "quote": "Create scan Create and send a new case with a new RX"
    }
  },
  {
    "id": "ITERO-RESP-08",
    "level": "assumed",
    "area": "createNewOrder: response",
    "title": "In the answer of createNewOrder, the GUIDs are not the nil GUID, and patientGuid and rxGuid differ.",
    "operations": [
      "createNewOrder"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "patientGuid GUID A unique identifier of the patient rxGuid GUID A unique identifier of the RX",
      "silent": "The document calls both GUIDs unique identifiers without saying of what kind: may one be the nil GUID, or may both be the same?"
    },
    "question": "Are patientGuid and rxGuid in the answer of createNewOrder meant to be two different GUIDs, neither of them the nil GUID?"
  },
  {
    "id": "ITERO-RX-01",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx accepts the rxGuid of a created scan as rxId (200).",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create Scan › Response",
      "quote": "Upon success of the call the API returns the following: { \"orderId\": number, \"orderCode\": string, \"patientGuid\": GUID, \"rxGuid\": GUID (RXID) }"
    }
  },
  {
    "id": "ITERO-RX-02",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with an rxId of no existing RX answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "RxId GUID GUID of an existing RX Yes"
    }
  },
  {
    "id": "ITERO-RX-03",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with an rxId that is not a GUID answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "RxId GUID GUID of an existing RX Yes"
    }
  },
  {
    "id": "ITERO-RX-04",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with companyId missing or null answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "Fields Name Type Description Is Mandatory CompanyId number iTero ID of the doctor's clinic Yes"
    }
  },
  {
    "id": "ITERO-RX-05",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with scannerSerialNumber missing or null answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "ScannerSerialNumber string Scanner serial number of the specified clinic Yes"
    }
  },
  {
    "id": "ITERO-RX-06",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with rxId missing or null answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "RxId GUID GUID of an existing RX Yes"
    }
  },
  {
    "id": "ITERO-RX-07",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with procedureMapId missing or null answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "ProcedureMapId number ID of the procedure. Refer to 'Get Available Procedure Maps' Yes"
    }
  },
  {
    "id": "ITERO-RX-08",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with a value of the wrong JSON type in any of the four mandatory fields, or in labId, answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "\"companyId\": number, \"scannerSerialNumber\": string, \"rxId\": GUID (RXID), \"procedureMapId\": number, \"labId\": number"
    }
  },
  {
    "id": "ITERO-RX-09",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with an unknown procedureMapId answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "ProcedureMapId number ID of the procedure. Refer to 'Get Available Procedure Maps' Yes"
    }
  },
  {
    "id": "ITERO-RX-10",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with a companyId that is not the doctor's clinic, or a scanner that is not of the clinic, answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "CompanyId number iTero ID of the doctor's clinic Yes ScannerSerialNumber string Scanner serial number of the specified clinic Yes"
    }
  },
  {
    "id": "ITERO-RX-11",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx on a resto or ortho map with its lab answers 200.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "restoLab Case should be sent to a resto lab Caller should provide an account number of a resto lab (LabId) that is related to the clinic account orthoLab Case should be sent to an ortho lab Caller should provide an account number of an ortho lab (LabId) that is related to the clinic account"
    }
  },
  {
    "id": "ITERO-RX-12",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx on a resto or ortho map with labId null or left out answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Request Body",
      "quote": "LabId number iTero ID of the lab that the scan is sent to. This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field. Pass null if lab is not required. Depends"
    }
  },
  {
    "id": "ITERO-RX-13",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx on a chairside, midc_only or N/A map with labId null answers 200.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "chairside Case is sent to chair side Caller should pass null in LabId midc_only Case is sent to myitero.com Caller should pass null in LabId N/A No lab is involved Caller should pass null in LabId"
    }
  },
  {
    "id": "ITERO-RX-14",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx with the wrong kind of lab, an unrelated lab or an unknown lab answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "restoLab Case should be sent to a resto lab Caller should provide an account number of a resto lab (LabId) that is related to the clinic account orthoLab Case should be sent to an ortho lab Caller should provide an account number of an ortho lab (LabId) that is related to the clinic account"
    }
  },
  {
    "id": "ITERO-RX-15",
    "level": "should",
    "area": "createNewOrderByRx",
    "title": "createNewOrderByRx on a chairside, midc_only or N/A map with a labId answers 400.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Appendix › Send To Options",
      "quote": "chairside Case is sent to chair side Caller should pass null in LabId midc_only Case is sent to myitero.com Caller should pass null in LabId N/A No lab is involved Caller should pass null in LabId",
      "silent": "The document says that the caller should pass null, not what a labId on such a map answers: is it 400?"
    }
  },
  {
    "id": "ITERO-RX-16",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "The answer of createNewOrderByRx has orderId (number), orderCode (string), patientGuid (GUID) and rxGuid (GUID).",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Response",
      "quote": "Upon success of the call the API returns the following: { \"orderId\": number, \"orderCode\": string, \"patientGuid\": GUID, \"rxGuid\": GUID (RXID) }"
    }
  },
  {
    "id": "ITERO-RX-17",
    "level": "must",
    "area": "createNewOrderByRx",
    "title": "The orderId and orderCode that createNewOrderByRx answers differ from those of every other scan.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Response",
      "quote": "OrderId number A unique number assigned to the case. This number will be used for downloading the scan's assets. OrderCode string A unique string assigned to the case."
    }
  },
  {
    "id": "ITERO-RX-18",
    "level": "assumed",
    "area": "createNewOrderByRx",
    "title": "The rxGuid that createNewOrderByRx answers is the RX that was passed, and patientGuid is the patient of that RX.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID › Response",
      "quote": "PatientGuid GUID A unique identifier of the patient RxGuid GUID A unique identifier of the RX",
      "silent": "The document does not say which RX and which patient the answer names: is rxGuid the RX that was passed, and patientGuid the patient of that RX?"
    },
    "question": "Is createNewOrderByRx meant to answer the rxGuid that was passed, and the patientGuid of that RX?"
  },
  {
    "id": "ITERO-RX-19",
    "level": "assumed",
    "area": "createNewOrderByRx",
    "title": "The same RX can be used more than once with createNewOrderByRx.",
    "operations": [
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Create scan using RXID",
      "quote": "\"Scan Request\" call creates a RX that is sent to the scanner. The call returns an RXID that should be passed in this call.",
      "silent": "The document does not say how often one RX may be passed: can the same RX be used for more than one scan?"
    },
    "question": "May the same RX be used for more than one scan with createNewOrderByRx?"
  },
  {
    "id": "ITERO-MAPS-01",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "getAvailableProcedureMaps answers 200 with an object whose procedureMaps is an array that is not empty.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › Response",
      "quote": "Upon success of the call the API returns the following: { \"procedureMaps\": [ { \"procedureMapId\": number,"
    }
  },
  {
    "id": "ITERO-MAPS-02",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "Every entry of the map list has procedureMapId as a number.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › Response",
      "quote": "ProcedureMapId number ID of the trio: Procedure, type and send To"
    }
  },
  {
    "id": "ITERO-MAPS-03",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "Every entry of the map list has description, note, caseType, procedure, type and sendTo as strings (note, caseType and type may be null).",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › Response",
      "quote": "\"procedureMapId\": number, \"description\": string, \"note\": string, \"caseType\": string, \"procedure\": string, \"type\": string, \"sendTo\": string",
      "silent": "The document says string for every field and does not say whether one may be null: null is taken for note, caseType and type, which do not apply to every map."
    }
  },
  {
    "id": "ITERO-MAPS-04",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "procedureMapId is unique in the map list.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › What is MapID",
      "quote": "The combination of these three parameters is part of every iTero RX, and has a unique number. This number is passed when creating a case using iTero new API."
    }
  },
  {
    "id": "ITERO-MAPS-05",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "The procedure of every map is one of the six.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › Response",
      "quote": "Procedure string One of 6 available procedures. Check the appendix",
      "silent": "The appendix row \"Study Model - iRecord - Ortho Model/iCast\" can be split two ways: both \"Study Model - iRecord\" and \"Study Model\" are taken for the procedure."
    }
  },
  {
    "id": "ITERO-MAPS-06",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "The type of every map is one of its procedure's types in the appendix, or none.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › Response",
      "quote": "Type string Procedure type if applicable. Check the appendix",
      "silent": "The appendix row \"Study Model - iRecord - Ortho Model/iCast\" can be split two ways, and no type is written NA or /: for that procedure iRecord and Ortho Model/iCast are taken, and for no type NA, N/A, /, an empty string or null."
    }
  },
  {
    "id": "ITERO-MAPS-07",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "The sendTo of every map is one of the five options.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › Response",
      "quote": "SendTo string Type of lab to send to. Check the appendix",
      "silent": "The examples print \"Ortho lab\", \"Resto lab\", \"Myitero.com\" and \"NA\" where the appendix has orthoLab, restoLab, midc_only and N/A: the appendix is read as the values, the examples as labels of them."
    }
  },
  {
    "id": "ITERO-MAPS-08",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "The trio procedure, type, sendTo is unique in the map list (\"has a unique number\").",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › What is MapID",
      "quote": "The combination of these three parameters is part of every iTero RX, and has a unique number. This number is passed when creating a case using iTero new API."
    }
  },
  {
    "id": "ITERO-MAPS-09",
    "level": "must",
    "area": "getAvailableProcedureMaps",
    "title": "The six common examples (1, 4, 30, 41, 83, 85), where listed, have the trio that the document gives them (1: Study Model - iRecord or Study Model, no type or iRecord, orthoLab).",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › What is MapID",
      "quote": "Below are some common examples: Procedure Type Send To Map ID Study Model - iRecord NA Ortho lab 1 Invisalign Invisalign First Aligners NA 4 Fixed Restorative NA Resto lab 30 Appliance NA Ortho lab 41 Denture/Removable Partial Denture/Framework Myitero.com 83 Implant Planning Surgical guide Tooth supported Myitero.com 85",
      "silent": "The examples print \"Ortho lab\", \"Resto lab\", \"Myitero.com\" and \"NA\", read as labels of orthoLab, restoLab, midc_only and N/A; for map 1 the procedure Study Model, and the type iRecord, are taken as well."
    }
  },
  {
    "id": "ITERO-MAPS-10",
    "level": "should",
    "area": "getAvailableProcedureMaps",
    "title": "The six common examples (1, 4, 30, 41, 83, 85) are listed.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › What is MapID",
      "quote": "Below are some common examples: Procedure Type Send To Map ID Study Model - iRecord NA Ortho lab 1 Invisalign Invisalign First Aligners NA 4 Fixed Restorative NA Resto lab 30 Appliance NA Ortho lab 41 Denture/Removable Partial Denture/Framework Myitero.com 83 Implant Planning Surgical guide Tooth supported Myitero.com 85",
      "silent": "The document calls the six maps common examples and does not say that every account has them: are they always listed?"
    }
  },
  {
    "id": "ITERO-MAPS-11",
    "level": "should",
    "area": "getAvailableProcedureMaps",
    "title": "The description of every map is not blank.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps › Response",
      "quote": "Description string Description of the procedure",
      "silent": "The document does not say whether a description may be blank: does every map have one?"
    }
  },
  {
    "id": "ITERO-MAPS-12",
    "level": "assumed",
    "area": "getAvailableProcedureMaps",
    "title": "Two calls of getAvailableProcedureMaps give the same set of maps.",
    "operations": [
      "getAvailableProcedureMaps"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Get Available Procedure Maps",
      "quote": "Send a GET call to get the available Map IDs",
      "silent": "The document does not say whether the list of maps changes over time: do two calls in a row give the same set?"
    },
    "question": "Are two calls of getAvailableProcedureMaps in a row meant to give the same set of maps?"
  },
  {
    "id": "ITERO-RATE-01",
    "level": "must",
    "area": "Rate limit",
    "title": "Ten cases created within one minute are all accepted.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API"
    }
  },
  {
    "id": "ITERO-RATE-02",
    "level": "must",
    "area": "Rate limit",
    "title": "The eleventh within that minute is refused (not 200): tried right after the tenth, again late in the minute, and once with several creations under way at the same time (never more than ten accepted).",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API",
      "silent": "The document gives no status for the eleventh case in a minute: any 4xx or 503 is taken as the refusal, a 200 is not."
    }
  },
  {
    "id": "ITERO-RATE-03",
    "level": "must",
    "area": "Rate limit",
    "title": "Once the minute has passed, a case is accepted again, whatever was refused meanwhile.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API",
      "silent": "The document does not say how the minute is counted (from the first case, sliding, or by the clock): every way is accepted, and refused tries do not put its end off."
    }
  },
  {
    "id": "ITERO-RATE-04",
    "level": "must",
    "area": "Rate limit",
    "title": "The limit counts cases of both create operations together.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API"
    }
  },
  {
    "id": "ITERO-RATE-05",
    "level": "must",
    "area": "Rate limit",
    "title": "getAvailableProcedureMaps is not limited (fifteen in a row answer 200, also while cases are refused), and does not count as a case.",
    "operations": [
      "getAvailableProcedureMaps",
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API",
      "silent": "The limit speaks of cases that are created: a GET creates none, so it is read as neither counted nor limited."
    }
  },
  {
    "id": "ITERO-RATE-06",
    "level": "assumed",
    "area": "Rate limit",
    "title": "The refusal of a case over the limit is a 429, with Retry-After.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API",
      "silent": "The document does not say how a case over the limit is refused: is it a 429 with Retry-After?"
    },
    "question": "Is a case over the limit meant to be refused with 429 and a Retry-After header?"
  },
  {
    "id": "ITERO-RATE-07",
    "level": "assumed",
    "area": "Rate limit",
    "title": "Requests refused with 400 or 401 do not count as cases.",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API",
      "silent": "The document does not say whether a request that creates no case uses up the limit: are those answered 400 or 401 left uncounted?"
    },
    "question": "Are requests that are answered 400 or 401 meant not to count against the limit?"
  },
  {
    "id": "ITERO-RATE-08",
    "level": "assumed",
    "area": "Rate limit",
    "title": "The limit is per caller: another doctor's credentials are not held back (needs a second account in the configuration).",
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "clause": {
      "document": "itero-scanning-tool.txt",
      "section": "Limitations",
      "quote": "Caller can create up to 10 cases per minute using the API",
      "silent": "The document does not say who the caller is: is the limit counted for each doctor's credentials on their own?"
    },
    "question": "Is the limit meant to be counted for each doctor's credentials on their own?"
  }
] as const satisfies readonly Requirement[]

export type RequirementId = (typeof requirements)[number]['id']
