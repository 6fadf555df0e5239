// Generated from suites/opus/requirements.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { Requirement } from '../../engine/requirement.ts'

export const requirements = [
  {
    "id": "OPUS-KEY-01",
    "level": "must",
    "area": "Key and headers",
    "title": "getPatient without api_key is refused, and no patient data is in the answer.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Get:/api/v1/patient",
      "quote": "Gathers a patient Gathers a patient without valid API-key",
      "silent": "The document gives no status for a missing or wrong api_key: any refusal is taken, 400, 401, 403 or 404, as long as there is no data in it."
    }
  },
  {
    "id": "OPUS-KEY-02",
    "level": "must",
    "area": "Key and headers",
    "title": "getPatient with a wrong api_key is refused, and no patient data is in the answer.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Get:/api/v1/patient",
      "quote": "Gathers a patient Gathers a patient without valid API-key",
      "silent": "The document gives no status for a missing or wrong api_key: any refusal is taken, 400, 401, 403 or 404, as long as there is no data in it."
    }
  },
  {
    "id": "OPUS-KEY-03",
    "level": "must",
    "area": "Key and headers",
    "title": "getBookings without, and with a wrong, api_key is refused.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "The following request headers are expected for api calls: Key Value api_key The key given to you by Opus Dental",
      "silent": "The document gives no status for a missing or wrong api_key: any refusal is taken, 400, 401, 403 or 404, as long as there is no data in it."
    }
  },
  {
    "id": "OPUS-KEY-04",
    "level": "must",
    "area": "Key and headers",
    "title": "createBooking without, and with a wrong, api_key is refused, and nothing is booked.",
    "operations": [
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "The following request headers are expected for api calls: Key Value api_key The key given to you by Opus Dental",
      "silent": "The document gives no status for a missing or wrong api_key: any refusal is taken, 400, 401, 403 or 404, as long as there is no data in it."
    }
  },
  {
    "id": "OPUS-KEY-05",
    "level": "must",
    "area": "Key and headers",
    "title": "updateBooking without, and with a wrong, api_key is refused, and nothing is changed.",
    "operations": [
      "updateBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "The following request headers are expected for api calls: Key Value api_key The key given to you by Opus Dental",
      "silent": "The document gives no status for a missing or wrong api_key: any refusal is taken, 400, 401, 403 or 404, as long as there is no data in it."
    }
  },
  {
    "id": "OPUS-KEY-06",
    "level": "must",
    "area": "Key and headers",
    "title": "createPatient without, and with a wrong, api_key is refused, and no patient is created.",
    "operations": [
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "The following request headers are expected for api calls: Key Value api_key The key given to you by Opus Dental",
      "silent": "The document gives no status for a missing or wrong api_key: any refusal is taken, 400, 401, 403 or 404, as long as there is no data in it."
    }
  },
  {
    "id": "OPUS-KEY-07",
    "level": "must",
    "area": "Key and headers",
    "title": "getClinics, getClinic, getClinicians, getTreatments and both timeslot operations without, and with a wrong, api_key are refused.",
    "operations": [
      "getClinics",
      "getClinic",
      "getClinicians",
      "getTreatments",
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "The following request headers are expected for api calls: Key Value api_key The key given to you by Opus Dental",
      "silent": "The document gives no status for a missing or wrong api_key: any refusal is taken, 400, 401, 403 or 404, as long as there is no data in it."
    }
  },
  {
    "id": "OPUS-KEY-08",
    "level": "assumed",
    "area": "Key and headers",
    "title": "A missing or wrong api_key is refused with status 400, 401 or 403.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "The following request headers are expected for api calls: Key Value api_key The key given to you by Opus Dental",
      "silent": "The document gives no status for a missing or wrong api_key: is it 400, 401 or 403, rather than 404?"
    },
    "question": "Is a missing or wrong api_key meant to be refused with 400, 401 or 403, rather than 404?"
  },
  {
    "id": "OPUS-KEY-09",
    "level": "assumed",
    "area": "Key and headers",
    "title": "An empty api_key, and the right key in lower or upper case or with a letter more, are wrong keys.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "The following request headers are expected for api calls: Key Value api_key The key given to you by Opus Dental",
      "silent": "The document does not say how exactly the key is compared: are an empty key, the right key in lower or upper case, and the right key with a letter more refused as wrong?"
    },
    "question": "Are an empty api_key, the right key in lower or upper case, and the right key with a letter more meant to be refused as wrong keys?"
  },
  {
    "id": "OPUS-CT-01",
    "level": "assumed",
    "area": "Key and headers",
    "title": "createBooking and createPatient with a JSON body sent as text/plain are refused with a 4xx.",
    "operations": [
      "createBooking",
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "Content-Type This one is needed when a body is passed to the method. In those cases the content type should be \"application/json\"",
      "silent": "The document says that the content type should be application/json, not what another one answers: is a JSON body sent as text/plain refused with a 4xx?"
    },
    "question": "Is a JSON body that is sent as text/plain meant to be refused with a 4xx?"
  },
  {
    "id": "OPUS-CODE-01",
    "level": "must",
    "area": "Status codes",
    "title": "Every answer's status is 200, 400, 404, 500 or 503 (aside: a refused key with 401 or 403, a taken slot with 409, a wrong content type with 415).",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "There are only a few http-status codes that are used. The following codes are used.",
      "silent": "The list has no status for a refused key, a taken slot or a wrong content type: 401 or 403, 409 and 415 are taken for these."
    }
  },
  {
    "id": "OPUS-CODE-02",
    "level": "must",
    "area": "Status codes",
    "title": "No request of the suite draws a 500.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "500: Internal server error. You are not supposed to run into any 500 errors, because that means that there is a bug in ITB."
    }
  },
  {
    "id": "OPUS-CODE-03",
    "level": "must",
    "area": "Status codes",
    "title": "Every 400 carries a body that is not empty.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data. In those cases the body should contain more information about what needs to be corrected before the request can be sent again."
    }
  },
  {
    "id": "OPUS-CODE-04",
    "level": "should",
    "area": "Status codes",
    "title": "The body of a 400 names the parameter that has to be corrected; for a personal number \"SSN\" or \"personal number\" will do.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "In those cases the body should contain more information about what needs to be corrected before the request can be sent again. Some examples: \"Invalid SSN\", invalid treatmentid.",
      "silent": "The document does not say how the body tells what needs to be corrected: does it name the parameter?"
    }
  },
  {
    "id": "OPUS-CODE-05",
    "level": "must",
    "area": "Status codes",
    "title": "A body that is not JSON answers 400.",
    "operations": [
      "createBooking",
      "updateBooking",
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data."
    }
  },
  {
    "id": "OPUS-CODE-06",
    "level": "must",
    "area": "Status codes",
    "title": "Outside an outage no request draws a 503.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service. This one means that the database calls cannot reach the onpremise-service."
    }
  },
  {
    "id": "OPUS-PAT-01",
    "level": "must",
    "area": "Patient",
    "title": "getPatient of an existing patient answers 200 with that patient.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Get:/api/v1/patient",
      "quote": "Required: Year, Month, Day, Extradigits Optional: None Body: None Gathers a patient",
      "silent": "The document describes no answer bodies: they are read in the shape of the request examples."
    }
  },
  {
    "id": "OPUS-PAT-02",
    "level": "must",
    "area": "Patient",
    "title": "getPatient with year missing answers 400.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Get:/api/v1/patient",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-PAT-03",
    "level": "must",
    "area": "Patient",
    "title": "getPatient with month missing answers 400.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Get:/api/v1/patient",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-PAT-04",
    "level": "must",
    "area": "Patient",
    "title": "getPatient with day missing answers 400.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Get:/api/v1/patient",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-PAT-05",
    "level": "must",
    "area": "Patient",
    "title": "getPatient with extradigits missing answers 400.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Get:/api/v1/patient",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-PAT-06",
    "level": "must",
    "area": "Patient",
    "title": "getPatient with a well-formed number of no patient answers 404.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "Can also be returned in the case of a valid request for an entity that does not exist."
    }
  },
  {
    "id": "OPUS-PAT-07",
    "level": "must",
    "area": "Patient",
    "title": "getPatient with an impossible date (month 13, day 32, 30 February) answers 400.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data. In those cases the body should contain more information about what needs to be corrected before the request can be sent again. Some examples: \"Invalid SSN\", invalid treatmentid.",
      "silent": "The document does not say what makes an SSN invalid: a date that does not exist, or extra digits that are not digits, certainly is; a wrong check digit may be accepted or refused."
    }
  },
  {
    "id": "OPUS-PAT-08",
    "level": "must",
    "area": "Patient",
    "title": "getPatient with a parameter that is not a number (year=abc, extradigits=abcd) answers 400.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data. In those cases the body should contain more information about what needs to be corrected before the request can be sent again. Some examples: \"Invalid SSN\", invalid treatmentid."
    }
  },
  {
    "id": "OPUS-PAT-09",
    "level": "must",
    "area": "Patient",
    "title": "createPatient with a valid patient answers 200.",
    "operations": [
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "Required: ClinicID, ClinicianID, [patient] Optional: None Body: Yes - example to the right Creates a patient"
    }
  },
  {
    "id": "OPUS-PAT-10",
    "level": "must",
    "area": "Patient",
    "title": "The created patient is then returned by getPatient (a 404 fails this rule; OPUS-PAT-01 is then inconclusive), with the FirstName, LastName, PostalCode, Email and MobilePhoneNumber that were sent.",
    "operations": [
      "createPatient",
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "{ \"FirstName\": \"Fredrik\", \"LastName\": \"Lindfors\", \"PostalCode\": \"12345\", \"Email\": \"mail@mail.com\", \"MobilePhoneNumber\": \"0701223456\",",
      "silent": "The document describes no answer bodies: they are read in the shape of the request examples."
    }
  },
  {
    "id": "OPUS-PAT-11",
    "level": "must",
    "area": "Patient",
    "title": "createPatient with clinicID missing answers 400.",
    "operations": [
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "Required: ClinicID, ClinicianID, [patient]"
    }
  },
  {
    "id": "OPUS-PAT-12",
    "level": "must",
    "area": "Patient",
    "title": "createPatient with clinicianID missing answers 400.",
    "operations": [
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "Required: ClinicID, ClinicianID, [patient]"
    }
  },
  {
    "id": "OPUS-PAT-13",
    "level": "must",
    "area": "Patient",
    "title": "createPatient with no body, or {}, answers 400.",
    "operations": [
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "Required: ClinicID, ClinicianID, [patient] Optional: None Body: Yes - example to the right Creates a patient"
    }
  },
  {
    "id": "OPUS-PAT-14",
    "level": "should",
    "area": "Patient",
    "title": "createPatient with PersonalNumber missing, or with one of its four parts missing, answers 400.",
    "operations": [
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "\"PersonalNumber\": { \"Year\": 1961, \"Month\": 7, \"Day\": 14, \"ExtraDigits\": 1234}",
      "silent": "The document requires \"[patient]\" as a whole, and shows it with a personal number: that it is required, and each of its parts, follows from the example."
    }
  },
  {
    "id": "OPUS-PAT-15",
    "level": "must",
    "area": "Patient",
    "title": "createPatient with an impossible PersonalNumber answers 400.",
    "operations": [
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data. In those cases the body should contain more information about what needs to be corrected before the request can be sent again. Some examples: \"Invalid SSN\", invalid treatmentid.",
      "silent": "The document does not say what makes an SSN invalid: a date that does not exist, or extra digits that are not digits, certainly is; a wrong check digit may be accepted or refused."
    }
  },
  {
    "id": "OPUS-PAT-16",
    "level": "should",
    "area": "Patient",
    "title": "createPatient with FirstName or LastName missing answers 400.",
    "operations": [
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "{ \"FirstName\": \"Fredrik\", \"LastName\": \"Lindfors\",",
      "silent": "The document requires [patient] without saying which of its properties: is one without FirstName, or without LastName, answered 400?"
    }
  },
  {
    "id": "OPUS-PAT-17",
    "level": "must",
    "area": "Patient",
    "title": "createPatient for a clinic or a clinician that does not exist answers 400 or 404, and no patient is created.",
    "operations": [
      "createPatient",
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "Can also be returned in the case of a valid request for an entity that does not exist.",
      "silent": "The document has 400 for invalid data and 404 for an entity that does not exist: for an ID that is well-formed but of nothing, in a query or a body, both are taken."
    }
  },
  {
    "id": "OPUS-PAT-18",
    "level": "must",
    "area": "Patient",
    "title": "ExtraDigits as a string and as a number are both accepted, by createPatient and by createBooking.",
    "operations": [
      "createPatient",
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "\"PersonalNumber\": { \"Year\": 1961, \"Month\": 7, \"Day\": 14, \"ExtraDigits\": 1234}",
      "silent": "ExtraDigits is the number 1234 in this example and the string \"3175\" in the example of a booking: both are taken."
    }
  },
  {
    "id": "OPUS-PAT-19",
    "level": "must",
    "area": "Patient",
    "title": "Non-ASCII names (\"nässlind\") come back as they were sent.",
    "operations": [
      "createPatient",
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "{ \"Patient\": { \"FirstName\": \"krister\", \"LastName\": \"nässlind\","
    }
  },
  {
    "id": "OPUS-PAT-20",
    "level": "assumed",
    "area": "Patient",
    "title": "Extra digits with leading zeros (\"0042\") come back with them.",
    "operations": [
      "createPatient",
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "\"PersonalNumber\": { \"Year\": 1975, \"Month\": 2, \"Day\": 28, \"ExtraDigits\": \"3175\" }",
      "silent": "ExtraDigits is a string in one example and a number in the other, and a number has no leading zeros: do extra digits such as \"0042\" come back with them?"
    },
    "question": "Are extra digits with leading zeros (\"0042\") meant to come back with them?"
  },
  {
    "id": "OPUS-BOOK-01",
    "level": "must",
    "area": "Booking",
    "title": "createBooking with a patient and a free time slot answers 200.",
    "operations": [
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "Required: [Patient] [PersonalNumber] [TimeSlot] Optional: None Body: Yes - example to the right Creates a booking"
    }
  },
  {
    "id": "OPUS-BOOK-02",
    "level": "must",
    "area": "Booking",
    "title": "The booking that was created is then listed by getBookings for that patient, with the slot's Start, End, ClinicID, ClinicianID and TreatmentID.",
    "operations": [
      "createBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Get:/api/v1/booking",
      "quote": "Collects all booking data for a specific patient",
      "silent": "The document describes no answer bodies: they are read in the shape of the request examples."
    }
  },
  {
    "id": "OPUS-BOOK-03",
    "level": "must",
    "area": "Booking",
    "title": "getBookings answers all bookings of the patient (two made, two listed).",
    "operations": [
      "createBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Get:/api/v1/booking",
      "quote": "Collects all booking data for a specific patient"
    }
  },
  {
    "id": "OPUS-BOOK-04",
    "level": "must",
    "area": "Booking",
    "title": "getBookings answers no booking of another patient.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Get:/api/v1/booking",
      "quote": "Collects all booking data for a specific patient"
    }
  },
  {
    "id": "OPUS-BOOK-05",
    "level": "must",
    "area": "Booking",
    "title": "getBookings with year missing answers 400.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Get:/api/v1/booking",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-BOOK-06",
    "level": "must",
    "area": "Booking",
    "title": "getBookings with month missing answers 400.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Get:/api/v1/booking",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-BOOK-07",
    "level": "must",
    "area": "Booking",
    "title": "getBookings with day missing answers 400.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Get:/api/v1/booking",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-BOOK-08",
    "level": "must",
    "area": "Booking",
    "title": "getBookings with extradigits missing answers 400.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Get:/api/v1/booking",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-BOOK-09",
    "level": "must",
    "area": "Booking",
    "title": "getBookings for a patient with no booking, and for a number of no patient, answers 404.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "404: No data. This can be the case when you try to list data for an entity, but there is no data to return. For instance if you try to list invoices for a patient that has no invoices. Can also be returned in the case of a valid request for an entity that does not exist.",
      "silent": "The document has 404 where there is no data to return: a 200 with an empty list only warns."
    }
  },
  {
    "id": "OPUS-BOOK-10",
    "level": "must",
    "area": "Booking",
    "title": "getBookings with an impossible date, or with a parameter that is not a number, answers 400.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data. In those cases the body should contain more information about what needs to be corrected before the request can be sent again. Some examples: \"Invalid SSN\", invalid treatmentid.",
      "silent": "The document does not say what makes an SSN invalid: a date that does not exist, or extra digits that are not digits, certainly is; a wrong check digit may be accepted or refused."
    }
  },
  {
    "id": "OPUS-BOOK-11",
    "level": "must",
    "area": "Booking",
    "title": "createBooking without Patient answers 400.",
    "operations": [
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "Required: [Patient] [PersonalNumber] [TimeSlot]"
    }
  },
  {
    "id": "OPUS-BOOK-12",
    "level": "must",
    "area": "Booking",
    "title": "createBooking without PersonalNumber, or with one of its four parts missing, answers 400.",
    "operations": [
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "Required: [Patient] [PersonalNumber] [TimeSlot] Optional: None Body: Yes - example to the right"
    }
  },
  {
    "id": "OPUS-BOOK-13",
    "level": "must",
    "area": "Booking",
    "title": "createBooking without TimeSlot answers 400.",
    "operations": [
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "Required: [Patient] [PersonalNumber] [TimeSlot]"
    }
  },
  {
    "id": "OPUS-BOOK-14",
    "level": "must",
    "area": "Booking",
    "title": "createBooking with an impossible PersonalNumber answers 400.",
    "operations": [
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data. In those cases the body should contain more information about what needs to be corrected before the request can be sent again. Some examples: \"Invalid SSN\", invalid treatmentid.",
      "silent": "The document does not say what makes an SSN invalid: a date that does not exist, or extra digits that are not digits, certainly is; a wrong check digit may be accepted or refused."
    }
  },
  {
    "id": "OPUS-BOOK-15",
    "level": "should",
    "area": "Booking",
    "title": "createBooking with Start, End, ClinicID, ClinicianID or TreatmentID missing from TimeSlot, or a date that is none, answers 400.",
    "operations": [
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "\"TimeSlot\": { \"Start\": \"2017-02-03T08:00:00\", \"End\": \"2017-02-03T08:30:00\",",
      "silent": "The document requires [TimeSlot] without saying which of its properties: does one without Start, End, ClinicID, ClinicianID or TreatmentID, or with a date that is none, answer 400?"
    }
  },
  {
    "id": "OPUS-BOOK-16",
    "level": "must",
    "area": "Booking",
    "title": "createBooking for a clinic, clinician or treatment that does not exist answers 400 or 404, and nothing is booked.",
    "operations": [
      "createBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "Can also be returned in the case of a valid request for an entity that does not exist.",
      "silent": "The document has 400 for invalid data and 404 for an entity that does not exist: for an ID that is well-formed but of nothing, in a query or a body, both are taken."
    }
  },
  {
    "id": "OPUS-BOOK-17",
    "level": "assumed",
    "area": "Booking",
    "title": "A slot that is taken cannot be booked again (4xx), neither by createBooking (of another or of the same patient) nor by moving another booking onto it, and its first booking stands.",
    "operations": [
      "createBooking",
      "updateBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "Required: [Patient] [PersonalNumber] [TimeSlot] Optional: None Body: Yes - example to the right Creates a booking",
      "silent": "The document does not say what happens when a slot is booked that is taken, by another patient or once more by the same one: is it refused with a 4xx, and does the first booking stand?"
    },
    "question": "Is booking a slot that is taken, by another patient or once more by the same one, meant to be refused with a 4xx, so that the first booking stands?"
  },
  {
    "id": "OPUS-BOOK-18",
    "level": "assumed",
    "area": "Booking",
    "title": "A slot that is booked is no longer listed by the timeslot operations.",
    "operations": [
      "createBooking",
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots with only year and month specified",
      "silent": "The document does not say that the timeslots listed are the free ones: is a slot no longer listed once it is booked?"
    },
    "question": "Is a slot meant to be listed no longer by the timeslot operations once it is booked?"
  },
  {
    "id": "OPUS-BOOK-19",
    "level": "must",
    "area": "Booking",
    "title": "updateBooking to another free slot answers 200, and getBookings then shows the new slot and no longer the old one.",
    "operations": [
      "updateBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Put:/api/v1/booking",
      "quote": "Required: BookingID, ClinicID, [PersonalNumber] Optional: None Body: Yes - example to the right Updates a booking",
      "silent": "The document does not say whether clinicID names the clinic of the old or of the new slot, nor shows a body of its own: the booking is moved within one clinic, with the body of the example."
    }
  },
  {
    "id": "OPUS-BOOK-20",
    "level": "must",
    "area": "Booking",
    "title": "updateBooking without bookingID answers 400.",
    "operations": [
      "updateBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Put:/api/v1/booking",
      "quote": "Required: BookingID, ClinicID, [PersonalNumber]"
    }
  },
  {
    "id": "OPUS-BOOK-21",
    "level": "must",
    "area": "Booking",
    "title": "updateBooking without clinicID answers 400.",
    "operations": [
      "updateBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Put:/api/v1/booking",
      "quote": "Required: BookingID, ClinicID, [PersonalNumber]"
    }
  },
  {
    "id": "OPUS-BOOK-22",
    "level": "must",
    "area": "Booking",
    "title": "updateBooking without PersonalNumber answers 400.",
    "operations": [
      "updateBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Put:/api/v1/booking",
      "quote": "Required: BookingID, ClinicID, [PersonalNumber]"
    }
  },
  {
    "id": "OPUS-BOOK-23",
    "level": "must",
    "area": "Booking",
    "title": "updateBooking of a booking that does not exist answers 404 (or 400: the form of a BookingID is not documented), and changes nothing.",
    "operations": [
      "updateBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "Can also be returned in the case of a valid request for an entity that does not exist.",
      "silent": "The document does not show what a BookingID looks like, so that one made up may be malformed: 400 is taken as well."
    }
  },
  {
    "id": "OPUS-BOOK-24",
    "level": "assumed",
    "area": "Booking",
    "title": "updateBooking with another patient's PersonalNumber is refused, and the booking is unchanged.",
    "operations": [
      "updateBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Put:/api/v1/booking",
      "quote": "Required: BookingID, ClinicID, [PersonalNumber] Optional: None Body: Yes - example to the right Updates a booking",
      "silent": "The document requires a PersonalNumber without saying what it is for: is an update with another patient's refused, and the booking left as it is?"
    },
    "question": "Is updateBooking with another patient's PersonalNumber meant to be refused, and to leave the booking as it is?"
  },
  {
    "id": "OPUS-BOOK-25",
    "level": "assumed",
    "area": "Booking",
    "title": "createBooking for a patient that is not known yet creates the patient.",
    "operations": [
      "createBooking",
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "Required: [Patient] [PersonalNumber] [TimeSlot] Optional: None Body: Yes - example to the right Creates a booking",
      "silent": "The document does not say whether a booking may be made for a patient who is not known yet: does it create the patient that its body describes?"
    },
    "question": "Is createBooking for a patient who is not known yet meant to create that patient?"
  },
  {
    "id": "OPUS-BOOK-26",
    "level": "assumed",
    "area": "Booking",
    "title": "A slot that was never offered (the middle of the night, a clinician who is not at that clinic, a treatment that the slot was not offered for, another End) cannot be booked (4xx).",
    "operations": [
      "createBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "\"TimeSlot\": { \"Start\": \"2017-02-03T08:00:00\", \"End\": \"2017-02-03T08:30:00\",",
      "silent": "The document does not say that a booking has to be made in a slot that was listed: is one that was never offered (in the middle of the night, with a clinician who is not at that clinic, for another treatment, until another End) refused with a 4xx?"
    },
    "question": "Is booking a slot that was never offered (in the middle of the night, with a clinician who is not at that clinic, for another treatment, until another End) meant to be refused with a 4xx?"
  },
  {
    "id": "OPUS-BOOK-28",
    "level": "must",
    "area": "Booking",
    "title": "updateBooking with a clinicID that does not exist answers 400 or 404, and changes nothing.",
    "operations": [
      "updateBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "Can also be returned in the case of a valid request for an entity that does not exist.",
      "silent": "An ID in the query that names nothing may be invalid data as well: 400 is taken too."
    }
  },
  {
    "id": "OPUS-BOOK-27",
    "level": "assumed",
    "area": "Booking",
    "title": "After a booking was moved, its old slot is offered again.",
    "operations": [
      "updateBooking",
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Put:/api/v1/booking",
      "quote": "Required: BookingID, ClinicID, [PersonalNumber] Optional: None Body: Yes - example to the right Updates a booking",
      "silent": "The document does not say what becomes of the slot that a booking was moved away from: is it offered again?"
    },
    "question": "Is the old slot of a booking that was moved meant to be offered again?"
  },
  {
    "id": "OPUS-CLINIC-01",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinics answers 200 with the clinics.",
    "operations": [
      "getClinics"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinic › Get:/api/v1/clinic",
      "quote": "Gathers all clinics"
    }
  },
  {
    "id": "OPUS-CLINIC-02",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinics by clinician answers a subset of all clinics.",
    "operations": [
      "getClinics"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinic › Get:/api/v1/clinic",
      "quote": "Gathers all clinics for a provider",
      "silent": "\"Provider\" is read as the clinician whom clinicianID names."
    }
  },
  {
    "id": "OPUS-CLINIC-03",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinics by treatment answers a subset of all clinics.",
    "operations": [
      "getClinics"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinic › Get:/api/v1/clinic",
      "quote": "Gathers all clinics for a booking model",
      "silent": "\"Booking model\" is read as the treatment that treatmentID names."
    }
  },
  {
    "id": "OPUS-CLINIC-04",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinics by clinician and treatment answers a subset of both.",
    "operations": [
      "getClinics"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinic › Get:/api/v1/clinic",
      "quote": "Gathers all clinics for a provider and a booking model",
      "silent": "\"Provider\" is read as the clinician whom clinicianID names, \"booking model\" as the treatment that treatmentID names."
    }
  },
  {
    "id": "OPUS-CLINIC-05",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "For getClinics, onlyWithFreeTimes is true by default: leaving it out and true answer the same.",
    "operations": [
      "getClinics"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinic › Get:/api/v1/clinic",
      "quote": "Optional: ClinicianID, TreatmentID, OnlyWithFreeTimes (default true)"
    }
  },
  {
    "id": "OPUS-CLINIC-06",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinics with onlyWithFreeTimes=false answers a superset of true, with each of its filters as well.",
    "operations": [
      "getClinics"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinic › Get:/api/v1/clinic",
      "quote": "Repeats the above with false as value for onlyWithFreeTimes"
    }
  },
  {
    "id": "OPUS-CLINIC-07",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinic answers 200 with that clinic, as the list has it, for every listed clinic (sampled).",
    "operations": [
      "getClinics",
      "getClinic"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinic › Get: api/v1/clinic/{clinicID}",
      "quote": "Required: ClinicID Optional: None Body: None Gathers a specific clinic"
    }
  },
  {
    "id": "OPUS-CLINIC-08",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinic of an unknown clinicID answers 404.",
    "operations": [
      "getClinic"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "Can also be returned in the case of a valid request for an entity that does not exist."
    }
  },
  {
    "id": "OPUS-CLINIC-09",
    "level": "should",
    "area": "Clinic, clinician, treatment",
    "title": "A clinic that is listed only with onlyWithFreeTimes=false has no free slot in the months looked at; one that is listed with true has one (inconclusive where the horizon hides it).",
    "operations": [
      "getClinics",
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinic › Get:/api/v1/clinic",
      "quote": "OnlyWithFreeTimes (default true)",
      "silent": "The document does not say how far ahead a clinic has to have a free time: is one listed with true exactly where the timeslot operation lists a slot of it?"
    }
  },
  {
    "id": "OPUS-CLINICIAN-01",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinicians answers 200 with the clinicians.",
    "operations": [
      "getClinicians"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinician › Get:/api/v1/clinician",
      "quote": "Gathers all providers"
    }
  },
  {
    "id": "OPUS-CLINICIAN-02",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinicians by clinic answers a subset of all clinicians.",
    "operations": [
      "getClinicians"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinician › Get:/api/v1/clinician",
      "quote": "Gathers all providers for a clinic"
    }
  },
  {
    "id": "OPUS-CLINICIAN-03",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinicians by treatment answers a subset of all clinicians.",
    "operations": [
      "getClinicians"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinician › Get:/api/v1/clinician",
      "quote": "Gathers all providers for a booking model",
      "silent": "\"Booking model\" is read as the treatment that treatmentID names."
    }
  },
  {
    "id": "OPUS-CLINICIAN-04",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinicians by clinic and treatment answers a subset of both.",
    "operations": [
      "getClinicians"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinician › Get:/api/v1/clinician",
      "quote": "Gathers all providers for a clinic and a booking model",
      "silent": "\"Booking model\" is read as the treatment that treatmentID names."
    }
  },
  {
    "id": "OPUS-CLINICIAN-05",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "For getClinicians, onlyWithFreeTimes is true by default: leaving it out and true answer the same.",
    "operations": [
      "getClinicians"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinician › Get:/api/v1/clinician",
      "quote": "Optional: ClinicID, TreatmentID, OnlyWithFreeTimes (default true)"
    }
  },
  {
    "id": "OPUS-CLINICIAN-06",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getClinicians with onlyWithFreeTimes=false answers a superset of true, with each filter as well.",
    "operations": [
      "getClinicians"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinician › Get:/api/v1/clinician",
      "quote": "Repeats the above with false as value for onlyWithFreeTimes"
    }
  },
  {
    "id": "OPUS-CLINICIAN-07",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "Clinician and clinic agree: a clinician is listed for a clinic exactly where the clinic is listed for the clinician (both with onlyWithFreeTimes=false).",
    "operations": [
      "getClinicians",
      "getClinics"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Clinician › Get:/api/v1/clinician",
      "quote": "Gathers all providers for a clinic",
      "silent": "The document does not say in words that both lists agree; it follows from what each filter gathers, and shows a filter that is ignored."
    }
  },
  {
    "id": "OPUS-TREAT-01",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getTreatments answers 200 with the treatments.",
    "operations": [
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Treatment › Get:/api/v1/treatment",
      "quote": "Gathers treatments without parameters"
    }
  },
  {
    "id": "OPUS-TREAT-02",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getTreatments by clinic answers a subset of all treatments.",
    "operations": [
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Treatment › Get:/api/v1/treatment",
      "quote": "Gathers treatments for a clinic"
    }
  },
  {
    "id": "OPUS-TREAT-03",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getTreatments by clinician answers a subset of all treatments.",
    "operations": [
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Treatment › Get:/api/v1/treatment",
      "quote": "Gathers treatments for a provider",
      "silent": "\"Provider\" is read as the clinician whom clinicianID names."
    }
  },
  {
    "id": "OPUS-TREAT-04",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "getTreatments by clinic and clinician answers a subset of both.",
    "operations": [
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Treatment › Get:/api/v1/treatment",
      "quote": "Gathers treatments for a clinic and a provider",
      "silent": "\"Provider\" is read as the clinician whom clinicianID names."
    }
  },
  {
    "id": "OPUS-TREAT-05",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "Treatment and clinic agree: a treatment is listed for a clinic exactly where the clinic is listed for the treatment (with onlyWithFreeTimes=false).",
    "operations": [
      "getTreatments",
      "getClinics"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Treatment › Get:/api/v1/treatment",
      "quote": "Gathers treatments for a clinic",
      "silent": "The document does not say in words that both lists agree; it follows from what each filter gathers, and shows a filter that is ignored."
    }
  },
  {
    "id": "OPUS-TREAT-06",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "Treatment and clinician agree: a treatment is listed for a clinician exactly where the clinician is listed for the treatment (with onlyWithFreeTimes=false).",
    "operations": [
      "getTreatments",
      "getClinicians"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Treatment › Get:/api/v1/treatment",
      "quote": "Gathers treatments for a provider",
      "silent": "The document does not say in words that both lists agree; it follows from what each filter gathers, and shows a filter that is ignored."
    }
  },
  {
    "id": "OPUS-FILTER-01",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "A filter ID that does not exist answers 404 or 400 (never the unfiltered list), on all three list operations.",
    "operations": [
      "getClinics",
      "getClinicians",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "Can also be returned in the case of a valid request for an entity that does not exist.",
      "silent": "The document has 400 for invalid data and 404 for an entity that does not exist: for an ID that is well-formed but of nothing, in a query or a body, both are taken. A 200 with an empty list only warns."
    }
  },
  {
    "id": "OPUS-FILTER-02",
    "level": "must",
    "area": "Clinic, clinician, treatment",
    "title": "A treatmentID that is not a number answers 400 (\"Invalid treatmentid\"), on every operation that takes it.",
    "operations": [
      "getClinics",
      "getClinicians",
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data. In those cases the body should contain more information about what needs to be corrected before the request can be sent again. Some examples: \"Invalid SSN\", invalid treatmentid."
    }
  },
  {
    "id": "OPUS-FILTER-03",
    "level": "should",
    "area": "Clinic, clinician, treatment",
    "title": "A clinicianID that is not a number, or an onlyWithFreeTimes that is neither true nor false, answers 400.",
    "operations": [
      "getClinics",
      "getClinicians",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data.",
      "silent": "The document does not say in what form a clinicianID or onlyWithFreeTimes is written: is one that is not a number, or neither true nor false, answered 400?"
    }
  },
  {
    "id": "OPUS-SLOT-01",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month answer 200 with slots, for a month that has some.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots with only year and month specified"
    }
  },
  {
    "id": "OPUS-SLOT-02",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month with year missing answer 400.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Required: Year, Month"
    }
  },
  {
    "id": "OPUS-SLOT-03",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month with month missing answer 400.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Required: Year, Month"
    }
  },
  {
    "id": "OPUS-SLOT-04",
    "level": "must",
    "area": "Timeslot",
    "title": "In timeslots by month, every slot starts in that year and month.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots with only year and month specified"
    }
  },
  {
    "id": "OPUS-SLOT-05",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month with clinicID are exactly the month's slots of that clinic.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots for a clinic"
    }
  },
  {
    "id": "OPUS-SLOT-06",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month with clinicianID are exactly the month's slots of that clinician.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots for a provider",
      "silent": "\"Provider\" is read as the clinician whom clinicianID names."
    }
  },
  {
    "id": "OPUS-SLOT-07",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month with treatmentID are exactly the month's slots of that treatment.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots for a booking model",
      "silent": "\"Booking model\" is read as the treatment that treatmentID names."
    }
  },
  {
    "id": "OPUS-SLOT-08",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month with clinic and clinician, clinic and treatment, or clinician and treatment are exactly the month's slots of both.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots for a clinic and a provider Gathers timeslots for a clinic and a booking model Gathers timeslots for a provider and a booking model",
      "silent": "\"Provider\" is read as the clinician whom clinicianID names, \"booking model\" as the treatment that treatmentID names."
    }
  },
  {
    "id": "OPUS-SLOT-09",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month with delay, alone and with each filter and pair of filters, are accepted.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Repeat the above with a value for delay",
      "silent": "The document gives delay neither a unit nor a meaning: that it is accepted is all that is asked."
    }
  },
  {
    "id": "OPUS-SLOT-10",
    "level": "assumed",
    "area": "Timeslot",
    "title": "delay never adds a slot.",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Optional: ClinicID, ClinicianID, Treatment ID, Delay",
      "silent": "The document gives delay neither a unit nor a meaning: what does it do, and can it ever add a slot?"
    },
    "question": "Is delay meant only to take slots away, and never to add one?"
  },
  {
    "id": "OPUS-SLOT-11",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month with a month outside 1 to 12, or with a year or month that is not a number, answer 400.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data."
    }
  },
  {
    "id": "OPUS-SLOT-12",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots by month for a month with no slots (long past) answer 404 (200 with an empty list warns).",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "404: No data. This can be the case when you try to list data for an entity, but there is no data to return. For instance if you try to list invoices for a patient that has no invoices.",
      "silent": "The document has 404 where there is no data to return: a 200 with an empty list only warns."
    }
  },
  {
    "id": "OPUS-SLOT-13",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots from a date, with startingFromDateTime and treatmentID alone, answer 200 with slots.",
    "operations": [
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Gathers timeslots with only startingFromDateTime and TreatentID specified"
    }
  },
  {
    "id": "OPUS-SLOT-14",
    "level": "must",
    "area": "Timeslot",
    "title": "In timeslots from a date, no slot starts before startingFromDateTime.",
    "operations": [
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Required: startingFromDateTime, TreatmentID"
    }
  },
  {
    "id": "OPUS-SLOT-15",
    "level": "must",
    "area": "Timeslot",
    "title": "In timeslots from a date, every slot is of that treatment.",
    "operations": [
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Gathers timeslots with only startingFromDateTime and TreatentID specified"
    }
  },
  {
    "id": "OPUS-SLOT-16",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots from a date with clinicID, with clinicianID, or with both are only those, and none of those left out.",
    "operations": [
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Gathers timeslots for a clinic Gathers timeslots for a provider Gathers timeslots for a clinic and a provider Repeat the above with a value for Delay",
      "silent": "\"Provider\" is read as the clinician whom clinicianID names."
    }
  },
  {
    "id": "OPUS-SLOT-17",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots from a date with delay are accepted.",
    "operations": [
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Repeat the above with a value for Delay",
      "silent": "The document gives Delay neither a unit nor a meaning: that it is accepted is all that is asked."
    }
  },
  {
    "id": "OPUS-SLOT-18",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots from a date without treatmentID answer 400.",
    "operations": [
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Required: startingFromDateTime, TreatmentID"
    }
  },
  {
    "id": "OPUS-SLOT-19",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots with treatmentID alone, without year, month or startingFromDateTime, answer 400.",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Required: startingFromDateTime, TreatmentID Optional: ClinicID, ClinicianID, Delay",
      "silent": "The two operations share one path and are told apart by their query: treatmentID alone fits neither."
    }
  },
  {
    "id": "OPUS-SLOT-20",
    "level": "must",
    "area": "Timeslot",
    "title": "Timeslots from a startingFromDateTime that is no date answer 400.",
    "operations": [
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data."
    }
  },
  {
    "id": "OPUS-SLOT-21",
    "level": "should",
    "area": "Timeslot",
    "title": "The two timeslot operations agree: for one treatment, the slots from the first of a month that lie in that month are the month's slots of that treatment (as far as both reach).",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Gathers timeslots with only startingFromDateTime and TreatentID specified",
      "silent": "The document does not say that the two operations list the same slots: do they, for one treatment and month, as far as both reach?"
    }
  },
  {
    "id": "OPUS-SLOT-22",
    "level": "should",
    "area": "Timeslot",
    "title": "Every slot ends after it starts.",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "\"Start\": \"2017-02-03T08:00:00\", \"End\": \"2017-02-03T08:30:00\",",
      "silent": "The document only shows it in the example: does every slot end after it starts?"
    }
  },
  {
    "id": "OPUS-SLOT-26",
    "level": "should",
    "area": "Timeslot",
    "title": "A delay that is not a number answers 400, by month and from a date.",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request. In this case one or more of the parameters have missing or invalid data.",
      "silent": "The document gives Delay neither a unit nor a meaning; that it is a number follows from its name."
    }
  },
  {
    "id": "OPUS-SLOT-24",
    "level": "assumed",
    "area": "Timeslot",
    "title": "A slot that starts exactly at startingFromDateTime is listed.",
    "operations": [
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?startingFromDateTime={startingFromDateTime}",
      "quote": "Required: startingFromDateTime, TreatmentID",
      "silent": "The document does not say whether startingFromDateTime itself is included: is a slot listed that starts exactly then?"
    },
    "question": "Is a slot that starts exactly at startingFromDateTime meant to be listed?"
  },
  {
    "id": "OPUS-SLOT-25",
    "level": "assumed",
    "area": "Timeslot",
    "title": "Timeslots by month with clinicID, clinicianID and treatmentID together are exactly the month's slots of all three.",
    "operations": [
      "getTimeslotsByMonth"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots for a provider and a booking model",
      "silent": "The document lists each pair of the three filters, and not all three together: are exactly the slots of clinic, clinician and treatment listed then?"
    },
    "question": "Are timeslots by month with clinicID, clinicianID and treatmentID together meant to be exactly those of all three?"
  },
  {
    "id": "OPUS-SLOT-23",
    "level": "should",
    "area": "Timeslot",
    "title": "No slot is listed twice, and a clinician has no two slots for one treatment that overlap.",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot › Get:/api/v1/timeslot?year={year}",
      "quote": "Gathers timeslots for a provider",
      "silent": "The document does not say so: is no slot listed twice, and do the slots of one clinician for one treatment never overlap?"
    }
  },
  {
    "id": "OPUS-SHAPE-01",
    "level": "assumed",
    "area": "Assumed shapes",
    "title": "Patient answers have the assumed shape.",
    "operations": [
      "getPatient",
      "createPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Patient › Post:/api/v1/patient",
      "quote": "{ \"FirstName\": \"Fredrik\", \"LastName\": \"Lindfors\", \"PostalCode\": \"12345\", \"Email\": \"mail@mail.com\", \"MobilePhoneNumber\": \"0701223456\", \"PersonalNumber\": { \"Year\": 1961, \"Month\": 7, \"Day\": 14, \"ExtraDigits\": 1234} }",
      "silent": "The document describes no answer bodies: does a patient come back in the shape of the request example?"
    },
    "question": "Is a patient meant to be answered in the shape of the request example (FirstName, LastName, PostalCode, Email, MobilePhoneNumber, PersonalNumber)?"
  },
  {
    "id": "OPUS-SHAPE-02",
    "level": "assumed",
    "area": "Assumed shapes",
    "title": "Booking answers have the assumed shape.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "200: The api-call was successful. In most cases there is additional information in the response bodies. For more details refer to the documentation for the individual api calls.",
      "silent": "The document describes no answer bodies: is a booking answered as { BookingID, Patient, TimeSlot }, the latter two in the shape of the request example?"
    },
    "question": "Is a booking meant to be answered as { BookingID, Patient, TimeSlot }, the latter two in the shape of the request example?"
  },
  {
    "id": "OPUS-SHAPE-03",
    "level": "assumed",
    "area": "Assumed shapes",
    "title": "Clinic, clinician and treatment answers have the assumed shape.",
    "operations": [
      "getClinics",
      "getClinic",
      "getClinicians",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "200: The api-call was successful. In most cases there is additional information in the response bodies. For more details refer to the documentation for the individual api calls.",
      "silent": "The document describes no answer bodies: are clinics, clinicians and treatments answered as { ClinicID, Name }, { ClinicianID, Name } and { TreatmentID, Name }, and lists of them as bare arrays?"
    },
    "question": "Are clinics, clinicians and treatments meant to be answered as { ClinicID, Name }, { ClinicianID, Name } and { TreatmentID, Name }, and lists of them as bare arrays?"
  },
  {
    "id": "OPUS-SHAPE-04",
    "level": "assumed",
    "area": "Assumed shapes",
    "title": "Timeslot answers have the assumed shape.",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking › Post:/api/v1/booking",
      "quote": "\"TimeSlot\": { \"Start\": \"2017-02-03T08:00:00\", \"End\": \"2017-02-03T08:30:00\",",
      "silent": "The document describes no answer bodies: is a timeslot answered as in the request example, { Start, End, ClinicID, ClinicianID, TreatmentID }, with local times without zone?"
    },
    "question": "Is a timeslot meant to be answered as { Start, End, ClinicID, ClinicianID, TreatmentID }, with local times without a zone?"
  },
  {
    "id": "OPUS-DOWN-01",
    "level": "must",
    "area": "Backend outage",
    "title": "During a backend outage getTimeslotsByMonth and getTimeslotsFrom still answer 200.",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "However listing timeslots is not affected by this."
    }
  },
  {
    "id": "OPUS-DOWN-02",
    "level": "must",
    "area": "Backend outage",
    "title": "During a backend outage getPatient answers 503.",
    "operations": [
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service. This one means that the database calls cannot reach the onpremise-service. When running into a 503, this will by necessity affect all calls to the backend, such as patients trying to book a time."
    }
  },
  {
    "id": "OPUS-DOWN-03",
    "level": "must",
    "area": "Backend outage",
    "title": "During a backend outage createPatient answers 503, and no patient is there once the backend is back.",
    "operations": [
      "createPatient",
      "getPatient"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service. This one means that the database calls cannot reach the onpremise-service. When running into a 503, this will by necessity affect all calls to the backend, such as patients trying to book a time."
    }
  },
  {
    "id": "OPUS-DOWN-04",
    "level": "must",
    "area": "Backend outage",
    "title": "During a backend outage getBookings answers 503.",
    "operations": [
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service. This one means that the database calls cannot reach the onpremise-service. When running into a 503, this will by necessity affect all calls to the backend, such as patients trying to book a time."
    }
  },
  {
    "id": "OPUS-DOWN-05",
    "level": "must",
    "area": "Backend outage",
    "title": "During a backend outage createBooking answers 503, and nothing is booked once the backend is back.",
    "operations": [
      "createBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service. This one means that the database calls cannot reach the onpremise-service. When running into a 503, this will by necessity affect all calls to the backend, such as patients trying to book a time."
    }
  },
  {
    "id": "OPUS-DOWN-06",
    "level": "must",
    "area": "Backend outage",
    "title": "During a backend outage updateBooking answers 503, and nothing is changed once the backend is back.",
    "operations": [
      "updateBooking",
      "getBookings"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service. This one means that the database calls cannot reach the onpremise-service. When running into a 503, this will by necessity affect all calls to the backend, such as patients trying to book a time."
    }
  },
  {
    "id": "OPUS-DOWN-07",
    "level": "must",
    "area": "Backend outage",
    "title": "Once the backend is back, all operations answer as before.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service. This one means that the database calls cannot reach the onpremise-service. When running into a 503, this will by necessity affect all calls to the backend, such as patients trying to book a time."
    }
  },
  {
    "id": "OPUS-DOWN-08",
    "level": "assumed",
    "area": "Backend outage",
    "title": "During a backend outage a wrong key is still refused as a wrong key, and never answered with data.",
    "operations": [
      "getBookings",
      "createBooking",
      "updateBooking",
      "getClinics",
      "getClinic",
      "getClinicians",
      "getPatient",
      "createPatient",
      "getTimeslotsByMonth",
      "getTimeslotsFrom",
      "getTreatments"
    ],
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service. This one means that the database calls cannot reach the onpremise-service. When running into a 503, this will by necessity affect all calls to the backend, such as patients trying to book a time.",
      "silent": "The document does not say what a call with a wrong key answers while the backend service cannot be reached: is it still refused as a wrong key, and never answered with data?"
    },
    "question": "Is a wrong key meant to be refused as a wrong key also while the backend service cannot be reached, and never to be answered with data?"
  }
] as const satisfies readonly Requirement[]

export type RequirementId = (typeof requirements)[number]['id']
