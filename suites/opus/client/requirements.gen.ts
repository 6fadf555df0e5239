// Generated from suites/opus/client/requirements.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { Requirement } from '../../../engine/requirement.ts'

export const requirements = [
  {
    "id": "OPUS-CLIENT-01",
    "level": "must",
    "area": "Clients",
    "title": "Every call carries the header api_key, not empty.",
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
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "api_key The key given to you by Opus Dental"
    }
  },
  {
    "id": "OPUS-CLIENT-02",
    "level": "must",
    "area": "Clients",
    "title": "The key stands in no URL and no body.",
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
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "The following request headers are expected for api calls"
    }
  },
  {
    "id": "OPUS-CLIENT-03",
    "level": "must",
    "area": "Clients",
    "title": "A call with a body is Content-Type: application/json, and its body is JSON in UTF-8.",
    "operations": [
      "createPatient",
      "createBooking",
      "updateBooking"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "the content type should be \"application/json\""
    }
  },
  {
    "id": "OPUS-CLIENT-04",
    "level": "must",
    "area": "Clients",
    "title": "Every required parameter and body part is there: the four of a personal number in a query, Patient, PersonalNumber and TimeSlot, bookingID and clinicID, clinicID and clinicianID, year and month, or startingFromDateTime and treatmentID.",
    "operations": [
      "getPatient",
      "createPatient",
      "getBookings",
      "createBooking",
      "updateBooking",
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking",
      "quote": "Required: Year, Month, Day, Extradigits"
    }
  },
  {
    "id": "OPUS-CLIENT-05",
    "level": "must",
    "area": "Clients",
    "title": "Personal numbers are possible: the date exists, extra digits are digits, in queries and bodies.",
    "operations": [
      "getPatient",
      "createPatient",
      "getBookings",
      "createBooking",
      "updateBooking"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "Some examples: \"Invalid SSN\", invalid treatmentid."
    }
  },
  {
    "id": "OPUS-CLIENT-06",
    "level": "must",
    "area": "Clients",
    "title": "Parameters have their types: year, month (1 to 12), day, clinicianID, treatmentID as numbers, onlyWithFreeTimes true or false, startingFromDateTime a date-time.",
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
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "one or more of the parameters have missing or invalid data"
    }
  },
  {
    "id": "OPUS-CLIENT-07",
    "level": "should",
    "area": "Clients",
    "title": "A booking or a move asks for a slot that this target offered before, in this session: same Start, End, ClinicID, ClinicianID, TreatmentID.",
    "operations": [
      "createBooking",
      "updateBooking"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Introduction",
      "quote": "bookings can be made"
    }
  },
  {
    "id": "OPUS-CLIENT-08",
    "level": "must",
    "area": "Clients",
    "title": "Methods and paths are the documented ones.",
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
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "The ITB api is a REST api."
    }
  },
  {
    "id": "OPUS-CLIENT-09",
    "level": "should",
    "area": "Clients",
    "title": "A call that was refused with 400 is not sent again unchanged.",
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
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "what needs to be corrected before the request can be sent again"
    }
  },
  {
    "id": "OPUS-CLIENT-10",
    "level": "should",
    "area": "Clients",
    "title": "After a refused key (401, 403) no call is sent again with the same key more than once.",
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
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Request headers",
      "quote": "api_key The key given to you by Opus Dental"
    }
  },
  {
    "id": "OPUS-CLIENT-11",
    "level": "should",
    "area": "Clients",
    "title": "A 500 is not sent again unchanged more than once (\"send the request data to the Opus support\").",
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
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "if you encounter a 500, send the request data to the Opus support"
    }
  },
  {
    "id": "OPUS-CLIENT-12",
    "level": "should",
    "area": "Clients",
    "title": "After a 503, the same call waits at least 1 s before it is sent again, and longer from one time to the next; it is not sent more than five times in a job.",
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
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service."
    }
  },
  {
    "id": "OPUS-CLIENT-13",
    "level": "should",
    "area": "Clients",
    "title": "An uncertain booking or move is not sent again before getBookings was asked whether it is there.",
    "operations": [
      "createBooking",
      "updateBooking"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking",
      "quote": "Collects all booking data for a specific patient"
    }
  },
  {
    "id": "OPUS-CLIENT-14",
    "level": "assumed",
    "area": "Clients",
    "title": "ExtraDigits keep their leading zeros: four digits in every query and body.",
    "operations": [
      "getPatient",
      "createPatient",
      "getBookings",
      "createBooking",
      "updateBooking"
    ],
    "seenBy": "traffic",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking",
      "quote": "\"ExtraDigits\": \"3175\"",
      "silent": "It shows four digits, and does not say whether leading zeros may be left out. May they?"
    },
    "question": "Do ExtraDigits always have four digits, leading zeros included?"
  },
  {
    "id": "OPUS-CLIENT-20",
    "level": "must",
    "area": "Clients",
    "title": "list-slots reports exactly the slots that were answered, with times as they stand (no shift by a time zone), for both timeslot operations, and an empty list for a 404.",
    "operations": [
      "getTimeslotsByMonth",
      "getTimeslotsFrom"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Timeslot",
      "quote": "Gathers timeslots with only year and month specified"
    }
  },
  {
    "id": "OPUS-CLIENT-21",
    "level": "must",
    "area": "Clients",
    "title": "register-patient and book send names, phone number, postal code and personal number as given, non-ASCII letters and leading zeros included.",
    "operations": [
      "createPatient",
      "createBooking"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking",
      "quote": "\"LastName\": \"nässlind\""
    }
  },
  {
    "id": "OPUS-CLIENT-22",
    "level": "must",
    "area": "Clients",
    "title": "book takes the earliest slot of that treatment (and clinic) from notBefore on, and reports the booking that the server then has.",
    "operations": [
      "createBooking"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking",
      "quote": "Creates a booking"
    }
  },
  {
    "id": "OPUS-CLIENT-23",
    "level": "must",
    "area": "Clients",
    "title": "A slot that is taken in the meantime (400 or 409) leads to the next one, or to refused; never to done without a booking.",
    "operations": [
      "createBooking"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "one or more of the parameters have missing or invalid data"
    }
  },
  {
    "id": "OPUS-CLIENT-24",
    "level": "must",
    "area": "Clients",
    "title": "During an outage list-slots still reports the slots; book, move-booking, list-bookings and register-patient report unavailable.",
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
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "However listing timeslots is not affected by this."
    }
  },
  {
    "id": "OPUS-CLIENT-25",
    "level": "must",
    "area": "Clients",
    "title": "An outage that is over by the second try, 1 s or more after the first, ends as done, once, or as unavailable; never as two bookings.",
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
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "503: Unable to contact the backend service."
    }
  },
  {
    "id": "OPUS-CLIENT-26",
    "level": "must",
    "area": "Clients",
    "title": "A booking that was made, and whose answer was lost, is there once at the end, reported as done (found by getBookings) or uncertain.",
    "operations": [
      "createBooking",
      "getBookings"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking",
      "quote": "Collects all booking data for a specific patient"
    }
  },
  {
    "id": "OPUS-CLIENT-27",
    "level": "must",
    "area": "Clients",
    "title": "move-booking moves that booking of that patient (of several), within its clinic, and reports the new slot; the others stay.",
    "operations": [
      "updateBooking"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking",
      "quote": "Updates a booking"
    }
  },
  {
    "id": "OPUS-CLIENT-28",
    "level": "must",
    "area": "Clients",
    "title": "list-bookings reports every booking of the patient, and an empty list for a 404.",
    "operations": [
      "getBookings"
    ],
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Booking",
      "quote": "Collects all booking data for a specific patient"
    }
  },
  {
    "id": "OPUS-CLIENT-29",
    "level": "must",
    "area": "Clients",
    "title": "A 400 is reported as refused, a refused key as refused or failed, a 500 as failed; none as done or as an empty list.",
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
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "400: Bad request."
    }
  },
  {
    "id": "OPUS-CLIENT-30",
    "level": "should",
    "area": "Clients",
    "title": "Answers in another property case, lists in an object with one array, BookingIDs that are strings, times with a zone designator, and further properties are read as well.",
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
    "seenBy": "drill",
    "clause": {
      "document": "opus-itb-api.txt",
      "section": "Return from api calls",
      "quote": "In most cases there is additional information in the response bodies."
    }
  }
] as const satisfies readonly Requirement[]
