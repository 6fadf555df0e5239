// Generated from openapi/opus.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { OpenApiDocument } from './document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.1",
  "info": {
    "title": "Opus ITB booking API",
    "version": "v1",
    "summary": "Online booking for dental clinics that run Opus Dental.",
    "description": "Written from the vendor's document, `docs/vendor/opus-itb-api.txt`, as `docs/reading/opus.md` reads it.\n\nExtensions:\n\n- `x-requirements`: IDs of the register's rules that the statement is traced to.\n- `x-assumed: true`: the vendor's document does not say this; it is our reading, and a target that differs is asked\n  about, not failed.\n- `x-contradiction`: where the vendor's document contradicts itself, in words.\n- `x-operations`: two operations of the vendor's document that share one method and path. OpenAPI allows one\n  operation there, so its parameters are all optional in OpenAPI's terms, and each entry tells, for the query that\n  selects it, which of them it requires and which it takes besides. A query that has everything that an entry\n  requires selects that entry; a query that fits none is a 400.\n",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "{baseUrl}",
      "description": "Each account has a subdomain of its own; the document names none.",
      "variables": {
        "baseUrl": {
          "default": "http://127.0.0.1:8080",
          "description": "Scheme, host and port of the account's server."
        }
      }
    }
  ],
  "security": [
    {
      "apiKey": []
    }
  ],
  "tags": [
    {
      "name": "Booking",
      "description": "Bookings of a patient."
    },
    {
      "name": "Clinic",
      "description": "Clinics that take part in the internet timebook."
    },
    {
      "name": "Clinician",
      "description": "Clinicians; the document also says providers."
    },
    {
      "name": "Patient",
      "description": "Patients, known by their personal number."
    },
    {
      "name": "Timeslot",
      "description": "Free times. Listing them works while the backend service cannot be reached."
    },
    {
      "name": "Treatment",
      "description": "Treatments; the document also says booking models."
    }
  ],
  "paths": {
    "/api/v1/booking": {
      "get": {
        "operationId": "getBookings",
        "tags": [
          "Booking"
        ],
        "summary": "Collects all booking data for a specific patient",
        "description": "The patient is named by the personal number, in four parameters.",
        "x-requirements": [
          "OPUS-KEY-03",
          "OPUS-BOOK-02",
          "OPUS-BOOK-03",
          "OPUS-BOOK-04",
          "OPUS-BOOK-10",
          "OPUS-DOWN-04"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/BirthYear"
          },
          {
            "$ref": "#/components/parameters/BirthMonth"
          },
          {
            "$ref": "#/components/parameters/BirthDay"
          },
          {
            "$ref": "#/components/parameters/ExtraDigits"
          }
        ],
        "responses": {
          "200": {
            "description": "All bookings of the patient, and none of another's.",
            "x-requirements": [
              "OPUS-BOOK-02",
              "OPUS-BOOK-03",
              "OPUS-BOOK-04",
              "OPUS-SHAPE-02"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Bookings"
                },
                "examples": {
                  "document": {
                    "$ref": "#/components/examples/MadeBookings"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "description": "The patient has no booking, or there is no such patient.",
            "x-requirements": [
              "OPUS-BOOK-09"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorBody"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      },
      "post": {
        "operationId": "createBooking",
        "tags": [
          "Booking"
        ],
        "summary": "Creates a booking",
        "description": "Books a free time slot for a patient, who may not be known yet.",
        "x-requirements": [
          "OPUS-KEY-04",
          "OPUS-BOOK-01",
          "OPUS-BOOK-11",
          "OPUS-BOOK-12",
          "OPUS-BOOK-13",
          "OPUS-BOOK-14",
          "OPUS-BOOK-15",
          "OPUS-BOOK-16",
          "OPUS-BOOK-17",
          "OPUS-BOOK-25",
          "OPUS-BOOK-26",
          "OPUS-PAT-18",
          "OPUS-DOWN-05"
        ],
        "requestBody": {
          "required": true,
          "x-requirements": [
            "OPUS-CODE-05",
            "OPUS-CT-01"
          ],
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/BookingRequest"
              },
              "examples": {
                "document": {
                  "$ref": "#/components/examples/Booking"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The booking that was made.",
            "x-requirements": [
              "OPUS-BOOK-01",
              "OPUS-SHAPE-02"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Booking"
                },
                "examples": {
                  "document": {
                    "$ref": "#/components/examples/MadeBooking"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "description": "The clinic, clinician or treatment does not exist.",
            "x-requirements": [
              "OPUS-BOOK-16"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorBody"
                }
              }
            }
          },
          "409": {
            "$ref": "#/components/responses/SlotTaken"
          },
          "415": {
            "$ref": "#/components/responses/WrongContentType"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      },
      "put": {
        "operationId": "updateBooking",
        "tags": [
          "Booking"
        ],
        "summary": "Updates a booking",
        "description": "Moves a booking to another free slot.",
        "x-requirements": [
          "OPUS-KEY-05",
          "OPUS-BOOK-17",
          "OPUS-BOOK-19",
          "OPUS-BOOK-22",
          "OPUS-BOOK-23",
          "OPUS-BOOK-24",
          "OPUS-BOOK-27",
          "OPUS-BOOK-28",
          "OPUS-DOWN-06"
        ],
        "parameters": [
          {
            "name": "bookingID",
            "in": "query",
            "required": true,
            "description": "The booking that is moved.",
            "examples": {
              "document": {
                "value": 90000
              }
            },
            "x-requirements": [
              "OPUS-BOOK-20",
              "OPUS-BOOK-23"
            ],
            "schema": {
              "$ref": "#/components/schemas/BookingID"
            }
          },
          {
            "name": "clinicID",
            "in": "query",
            "required": true,
            "description": "The booking's clinic. Whether the old or the new slot's is not documented, so a booking is moved within one\nclinic.\n",
            "x-requirements": [
              "OPUS-BOOK-21",
              "OPUS-BOOK-28"
            ],
            "examples": {
              "document": {
                "value": "17-a9ffb031-417f-4169-810a-cfd0d00adc7d"
              }
            },
            "schema": {
              "$ref": "#/components/schemas/ClinicID"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "x-requirements": [
            "OPUS-BOOK-22",
            "OPUS-CODE-05"
          ],
          "x-contradiction": "\"[PersonalNumber]\" alone is required, yet the one example beside the operation carries a Patient and a\nTimeSlot; it is read as the body of both createBooking and updateBooking.\n",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/BookingUpdate"
              },
              "examples": {
                "document": {
                  "$ref": "#/components/examples/Booking"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The booking as it is now.",
            "x-requirements": [
              "OPUS-BOOK-19",
              "OPUS-SHAPE-02"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Booking"
                },
                "examples": {
                  "document": {
                    "$ref": "#/components/examples/MadeBooking"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "description": "The booking or the clinic does not exist, for which 400 is as good.",
            "x-requirements": [
              "OPUS-BOOK-23",
              "OPUS-BOOK-28"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorBody"
                }
              }
            }
          },
          "409": {
            "$ref": "#/components/responses/SlotTaken"
          },
          "415": {
            "$ref": "#/components/responses/WrongContentType"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      }
    },
    "/api/v1/clinic": {
      "get": {
        "operationId": "getClinics",
        "tags": [
          "Clinic"
        ],
        "summary": "Gathers all clinics, or those of a clinician, a treatment or both",
        "description": "Unless told otherwise, only clinics that have a free time.",
        "x-requirements": [
          "OPUS-KEY-07",
          "OPUS-CLINIC-01",
          "OPUS-CLINIC-02",
          "OPUS-CLINIC-03",
          "OPUS-CLINIC-04",
          "OPUS-CLINIC-09",
          "OPUS-CLINICIAN-07",
          "OPUS-TREAT-05",
          "OPUS-FILTER-01"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/ClinicianFilter"
          },
          {
            "$ref": "#/components/parameters/TreatmentFilter"
          },
          {
            "name": "onlyWithFreeTimes",
            "in": "query",
            "description": "Only clinics that have a free time for the given clinician and treatment.",
            "x-requirements": [
              "OPUS-CLINIC-05",
              "OPUS-CLINIC-06",
              "OPUS-CLINIC-09",
              "OPUS-FILTER-03"
            ],
            "schema": {
              "type": "boolean",
              "default": true
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The clinics.",
            "x-requirements": [
              "OPUS-CLINIC-01",
              "OPUS-SHAPE-03"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Clinics"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "$ref": "#/components/responses/NothingToList"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      }
    },
    "/api/v1/clinic/{clinicID}": {
      "get": {
        "operationId": "getClinic",
        "tags": [
          "Clinic"
        ],
        "summary": "Gathers a specific clinic",
        "description": "The clinic as the list of clinics has it.",
        "x-requirements": [
          "OPUS-KEY-07",
          "OPUS-CLINIC-07",
          "OPUS-CLINIC-08"
        ],
        "x-contradiction": "The document writes this path without the leading slash that all others have.",
        "parameters": [
          {
            "name": "clinicID",
            "in": "path",
            "required": true,
            "description": "The clinic.",
            "x-requirements": [
              "OPUS-CLINIC-07",
              "OPUS-CLINIC-08"
            ],
            "schema": {
              "$ref": "#/components/schemas/ClinicID"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The clinic, as the list has it.",
            "x-requirements": [
              "OPUS-CLINIC-07",
              "OPUS-SHAPE-03"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Clinic"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "description": "There is no such clinic.",
            "x-requirements": [
              "OPUS-CLINIC-08"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorBody"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      }
    },
    "/api/v1/clinician": {
      "get": {
        "operationId": "getClinicians",
        "tags": [
          "Clinician"
        ],
        "summary": "Gathers all clinicians, or those of a clinic, a treatment or both",
        "description": "Unless told otherwise, only clinicians who have a free time.",
        "x-requirements": [
          "OPUS-KEY-07",
          "OPUS-CLINICIAN-01",
          "OPUS-CLINICIAN-02",
          "OPUS-CLINICIAN-03",
          "OPUS-CLINICIAN-04",
          "OPUS-CLINICIAN-07",
          "OPUS-TREAT-06",
          "OPUS-FILTER-01"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/ClinicFilter"
          },
          {
            "$ref": "#/components/parameters/TreatmentFilter"
          },
          {
            "name": "onlyWithFreeTimes",
            "in": "query",
            "description": "Only clinicians who have a free time at the given clinic for the given treatment.",
            "x-requirements": [
              "OPUS-CLINICIAN-05",
              "OPUS-CLINICIAN-06",
              "OPUS-FILTER-03"
            ],
            "schema": {
              "type": "boolean",
              "default": true
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The clinicians.",
            "x-requirements": [
              "OPUS-CLINICIAN-01",
              "OPUS-SHAPE-03"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Clinicians"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "$ref": "#/components/responses/NothingToList"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      }
    },
    "/api/v1/patient": {
      "get": {
        "operationId": "getPatient",
        "tags": [
          "Patient"
        ],
        "summary": "Gathers a patient",
        "description": "The patient is named by the personal number, in four parameters.",
        "x-requirements": [
          "OPUS-KEY-01",
          "OPUS-KEY-02",
          "OPUS-PAT-01",
          "OPUS-PAT-06",
          "OPUS-PAT-07",
          "OPUS-PAT-08",
          "OPUS-DOWN-02"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/BirthYear"
          },
          {
            "$ref": "#/components/parameters/BirthMonth"
          },
          {
            "$ref": "#/components/parameters/BirthDay"
          },
          {
            "$ref": "#/components/parameters/ExtraDigits"
          }
        ],
        "responses": {
          "200": {
            "description": "The patient.",
            "x-requirements": [
              "OPUS-PAT-01",
              "OPUS-PAT-10",
              "OPUS-PAT-19",
              "OPUS-PAT-20",
              "OPUS-SHAPE-01"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Patient"
                },
                "examples": {
                  "document": {
                    "$ref": "#/components/examples/BookedPatient"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "description": "There is no such patient.",
            "x-requirements": [
              "OPUS-PAT-06"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorBody"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      },
      "post": {
        "operationId": "createPatient",
        "tags": [
          "Patient"
        ],
        "summary": "Creates a patient",
        "description": "Registers a patient at a clinic, with a clinician.",
        "x-requirements": [
          "OPUS-KEY-06",
          "OPUS-PAT-09",
          "OPUS-PAT-10",
          "OPUS-PAT-13",
          "OPUS-PAT-14",
          "OPUS-PAT-15",
          "OPUS-PAT-16",
          "OPUS-PAT-17",
          "OPUS-PAT-18",
          "OPUS-DOWN-03"
        ],
        "parameters": [
          {
            "name": "clinicID",
            "in": "query",
            "required": true,
            "description": "The clinic that the patient is registered at.",
            "examples": {
              "document": {
                "value": "17-a9ffb031-417f-4169-810a-cfd0d00adc7d"
              }
            },
            "x-requirements": [
              "OPUS-PAT-11",
              "OPUS-PAT-17"
            ],
            "schema": {
              "$ref": "#/components/schemas/ClinicID"
            }
          },
          {
            "name": "clinicianID",
            "in": "query",
            "required": true,
            "description": "The clinician that the patient is registered with.",
            "examples": {
              "document": {
                "value": 3
              }
            },
            "x-requirements": [
              "OPUS-PAT-12",
              "OPUS-PAT-17"
            ],
            "schema": {
              "$ref": "#/components/schemas/ClinicianID"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "x-requirements": [
            "OPUS-PAT-13",
            "OPUS-CODE-05",
            "OPUS-CT-01"
          ],
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PatientRequest"
              },
              "examples": {
                "document": {
                  "summary": "The document's example",
                  "value": {
                    "FirstName": "Fredrik",
                    "LastName": "Lindfors",
                    "PostalCode": "12345",
                    "Email": "mail@mail.com",
                    "MobilePhoneNumber": "0701223456",
                    "PersonalNumber": {
                      "Year": 1961,
                      "Month": 7,
                      "Day": 14,
                      "ExtraDigits": 1234
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The patient that was created.",
            "x-requirements": [
              "OPUS-PAT-09",
              "OPUS-SHAPE-01"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Patient"
                },
                "examples": {
                  "document": {
                    "$ref": "#/components/examples/CreatedPatient"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "description": "The clinic or the clinician does not exist.",
            "x-requirements": [
              "OPUS-PAT-17"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorBody"
                }
              }
            }
          },
          "415": {
            "$ref": "#/components/responses/WrongContentType"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      }
    },
    "/api/v1/timeslot": {
      "get": {
        "operationId": "getTimeslots",
        "tags": [
          "Timeslot"
        ],
        "summary": "Gathers free time slots, of a month or from a date",
        "description": "The document has two operations here, told apart by their query: see `x-operations`. A query that has\n`startingFromDateTime` is getTimeslotsFrom, any other is getTimeslotsByMonth.\n",
        "x-requirements": [
          "OPUS-KEY-07",
          "OPUS-SLOT-19",
          "OPUS-SLOT-21",
          "OPUS-SLOT-22",
          "OPUS-SLOT-23",
          "OPUS-BOOK-18",
          "OPUS-DOWN-01"
        ],
        "x-contradiction": "The document describes two operations with one method and one path, and one of its templates is not closed:\n\"clinicianID={clinicianID&treatmentID={treatmentID}\".\n",
        "x-operations": [
          {
            "operationId": "getTimeslotsByMonth",
            "summary": "Gathers the time slots of a month",
            "required": [
              "year",
              "month"
            ],
            "optional": [
              "delay",
              "clinicID",
              "clinicianID",
              "treatmentID"
            ],
            "x-requirements": [
              "OPUS-SLOT-01",
              "OPUS-SLOT-02",
              "OPUS-SLOT-03",
              "OPUS-SLOT-04",
              "OPUS-SLOT-05",
              "OPUS-SLOT-06",
              "OPUS-SLOT-07",
              "OPUS-SLOT-08",
              "OPUS-SLOT-09",
              "OPUS-SLOT-10",
              "OPUS-SLOT-11",
              "OPUS-SLOT-12",
              "OPUS-SLOT-19",
              "OPUS-SLOT-25",
              "OPUS-SLOT-26"
            ]
          },
          {
            "operationId": "getTimeslotsFrom",
            "summary": "Gathers the time slots of a treatment from a date and time on",
            "required": [
              "startingFromDateTime",
              "treatmentID"
            ],
            "optional": [
              "delay",
              "clinicID",
              "clinicianID"
            ],
            "x-requirements": [
              "OPUS-SLOT-10",
              "OPUS-SLOT-13",
              "OPUS-SLOT-14",
              "OPUS-SLOT-15",
              "OPUS-SLOT-16",
              "OPUS-SLOT-17",
              "OPUS-SLOT-18",
              "OPUS-SLOT-19",
              "OPUS-SLOT-20",
              "OPUS-SLOT-24",
              "OPUS-SLOT-26"
            ]
          }
        ],
        "parameters": [
          {
            "name": "year",
            "in": "query",
            "description": "Required by getTimeslotsByMonth.",
            "x-requirements": [
              "OPUS-SLOT-02",
              "OPUS-SLOT-04",
              "OPUS-SLOT-11"
            ],
            "schema": {
              "type": "integer"
            }
          },
          {
            "name": "month",
            "in": "query",
            "description": "Required by getTimeslotsByMonth.",
            "x-requirements": [
              "OPUS-SLOT-03",
              "OPUS-SLOT-04",
              "OPUS-SLOT-11"
            ],
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 12
            }
          },
          {
            "name": "startingFromDateTime",
            "in": "query",
            "description": "Required by getTimeslotsFrom. The earliest start that is listed.",
            "x-requirements": [
              "OPUS-SLOT-14",
              "OPUS-SLOT-20",
              "OPUS-SLOT-24"
            ],
            "schema": {
              "$ref": "#/components/schemas/LocalDateTime"
            }
          },
          {
            "name": "delay",
            "in": "query",
            "description": "The document says no more than the name. A number is accepted, and assumed never to add a slot.\n",
            "x-requirements": [
              "OPUS-SLOT-09",
              "OPUS-SLOT-10",
              "OPUS-SLOT-17",
              "OPUS-SLOT-26"
            ],
            "schema": {
              "type": "integer",
              "minimum": 0,
              "x-assumed": true
            }
          },
          {
            "name": "clinicID",
            "in": "query",
            "description": "Only slots at this clinic.",
            "x-requirements": [
              "OPUS-SLOT-05",
              "OPUS-SLOT-08",
              "OPUS-SLOT-16",
              "OPUS-SLOT-25"
            ],
            "schema": {
              "$ref": "#/components/schemas/ClinicID"
            }
          },
          {
            "name": "clinicianID",
            "in": "query",
            "description": "Only slots with this clinician.",
            "x-requirements": [
              "OPUS-SLOT-06",
              "OPUS-SLOT-08",
              "OPUS-SLOT-16",
              "OPUS-SLOT-25",
              "OPUS-FILTER-03"
            ],
            "schema": {
              "$ref": "#/components/schemas/ClinicianID"
            }
          },
          {
            "name": "treatmentID",
            "in": "query",
            "description": "Only slots for this treatment. Required by getTimeslotsFrom.",
            "x-requirements": [
              "OPUS-SLOT-07",
              "OPUS-SLOT-08",
              "OPUS-SLOT-15",
              "OPUS-SLOT-18",
              "OPUS-SLOT-25",
              "OPUS-FILTER-02"
            ],
            "schema": {
              "$ref": "#/components/schemas/TreatmentID"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The free time slots.",
            "x-requirements": [
              "OPUS-SLOT-01",
              "OPUS-SLOT-13",
              "OPUS-SHAPE-04",
              "OPUS-DOWN-01"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TimeSlots"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "description": "There is no slot to list.",
            "x-requirements": [
              "OPUS-SLOT-12"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorBody"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v1/treatment": {
      "get": {
        "operationId": "getTreatments",
        "tags": [
          "Treatment"
        ],
        "summary": "Gathers all treatments, or those of a clinic, a clinician or both",
        "description": "Whether or not there are free times for them.",
        "x-requirements": [
          "OPUS-KEY-07",
          "OPUS-TREAT-01",
          "OPUS-TREAT-02",
          "OPUS-TREAT-03",
          "OPUS-TREAT-04",
          "OPUS-TREAT-05",
          "OPUS-TREAT-06",
          "OPUS-FILTER-01"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/ClinicFilter"
          },
          {
            "$ref": "#/components/parameters/ClinicianFilter"
          }
        ],
        "responses": {
          "200": {
            "description": "The treatments.",
            "x-requirements": [
              "OPUS-TREAT-01",
              "OPUS-SHAPE-03"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Treatments"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/KeyRefused"
          },
          "403": {
            "$ref": "#/components/responses/KeyForbidden"
          },
          "404": {
            "$ref": "#/components/responses/NothingToList"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/BackendUnreachable"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "apiKey": {
        "type": "apiKey",
        "in": "header",
        "name": "api_key",
        "description": "The key given by Opus Dental, expected on every call. How a missing or wrong key is refused is not documented.\n",
        "x-requirements": [
          "OPUS-KEY-01",
          "OPUS-KEY-02",
          "OPUS-KEY-03",
          "OPUS-KEY-04",
          "OPUS-KEY-05",
          "OPUS-KEY-06",
          "OPUS-KEY-07",
          "OPUS-KEY-08",
          "OPUS-KEY-09",
          "OPUS-DOWN-08"
        ]
      }
    },
    "parameters": {
      "BirthYear": {
        "name": "year",
        "in": "query",
        "required": true,
        "description": "Year of the personal number.",
        "examples": {
          "document": {
            "value": 1975
          }
        },
        "x-requirements": [
          "OPUS-PAT-02",
          "OPUS-PAT-08",
          "OPUS-BOOK-05",
          "OPUS-BOOK-10"
        ],
        "schema": {
          "type": "integer"
        }
      },
      "BirthMonth": {
        "name": "month",
        "in": "query",
        "required": true,
        "description": "Month of the personal number.",
        "examples": {
          "document": {
            "value": 2
          }
        },
        "x-requirements": [
          "OPUS-PAT-03",
          "OPUS-PAT-07",
          "OPUS-PAT-08",
          "OPUS-BOOK-06",
          "OPUS-BOOK-10"
        ],
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 12
        }
      },
      "BirthDay": {
        "name": "day",
        "in": "query",
        "required": true,
        "description": "Day of the personal number; the three together are a date that exists.",
        "examples": {
          "document": {
            "value": 28
          }
        },
        "x-requirements": [
          "OPUS-PAT-04",
          "OPUS-PAT-07",
          "OPUS-PAT-08",
          "OPUS-BOOK-07",
          "OPUS-BOOK-10"
        ],
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 31
        }
      },
      "ExtraDigits": {
        "name": "extradigits",
        "in": "query",
        "required": true,
        "description": "The digits that follow the date of birth, leading zeros included.",
        "examples": {
          "document": {
            "value": "3175"
          }
        },
        "x-requirements": [
          "OPUS-PAT-05",
          "OPUS-PAT-08",
          "OPUS-PAT-20",
          "OPUS-BOOK-08",
          "OPUS-BOOK-10"
        ],
        "schema": {
          "type": "string",
          "pattern": "^[0-9]+$"
        }
      },
      "ClinicFilter": {
        "name": "clinicID",
        "in": "query",
        "description": "Only what belongs to this clinic.",
        "x-requirements": [
          "OPUS-FILTER-01",
          "OPUS-CLINICIAN-02",
          "OPUS-CLINICIAN-04",
          "OPUS-TREAT-02",
          "OPUS-TREAT-04"
        ],
        "schema": {
          "$ref": "#/components/schemas/ClinicID"
        }
      },
      "ClinicianFilter": {
        "name": "clinicianID",
        "in": "query",
        "description": "Only what belongs to this clinician (the document also says provider).",
        "x-requirements": [
          "OPUS-FILTER-01",
          "OPUS-FILTER-03",
          "OPUS-CLINIC-02",
          "OPUS-CLINIC-04",
          "OPUS-TREAT-03",
          "OPUS-TREAT-04"
        ],
        "schema": {
          "$ref": "#/components/schemas/ClinicianID"
        }
      },
      "TreatmentFilter": {
        "name": "treatmentID",
        "in": "query",
        "description": "Only what offers this treatment (the document also says booking model).",
        "x-requirements": [
          "OPUS-FILTER-01",
          "OPUS-FILTER-02",
          "OPUS-CLINIC-03",
          "OPUS-CLINIC-04",
          "OPUS-CLINICIAN-03",
          "OPUS-CLINICIAN-04"
        ],
        "schema": {
          "$ref": "#/components/schemas/TreatmentID"
        }
      }
    },
    "responses": {
      "BadRequest": {
        "description": "One or more of the parameters have missing or invalid data. The body tells what has to be corrected: \"Invalid\nSSN\", invalid treatmentid.\n",
        "x-requirements": [
          "OPUS-CODE-01",
          "OPUS-CODE-03",
          "OPUS-CODE-04"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "KeyRefused": {
        "description": "The api_key is missing or wrong. The status is not documented.",
        "x-assumed": true,
        "x-requirements": [
          "OPUS-KEY-08",
          "OPUS-CODE-01"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "KeyForbidden": {
        "description": "The api_key is missing or wrong. The status is not documented.",
        "x-assumed": true,
        "x-requirements": [
          "OPUS-KEY-08",
          "OPUS-CODE-01"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "NothingToList": {
        "description": "There is nothing to list, or an ID in the query names nothing (which may be a 400 as well).",
        "x-requirements": [
          "OPUS-FILTER-01"
        ],
        "x-contradiction": "404 is for \"a valid request for an entity that does not exist\", yet \"invalid treatmentid\" is an example of a\n400: both are accepted for a well-formed ID that names nothing.\n",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "SlotTaken": {
        "description": "The slot is taken, by the same patient or by another, or was never offered: at that time, by that clinician, for that\ntreatment or until then. The status is not documented; any other 4xx is as good.\n",
        "x-assumed": true,
        "x-requirements": [
          "OPUS-BOOK-17",
          "OPUS-BOOK-26",
          "OPUS-CODE-01"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "WrongContentType": {
        "description": "The body's content type is not application/json. The status is not documented; 400 is as good.",
        "x-assumed": true,
        "x-requirements": [
          "OPUS-CT-01",
          "OPUS-CODE-01"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "ServerError": {
        "description": "Internal server error. \"You are not supposed to run into any 500 errors\".",
        "x-requirements": [
          "OPUS-CODE-02"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "BackendUnreachable": {
        "description": "Unable to contact the backend service, the on-premise service behind the API. All calls that need it are\naffected; listing timeslots is not. Whether the lists of clinics, clinicians and treatments need it is not\ndocumented.\n",
        "x-requirements": [
          "OPUS-CODE-06",
          "OPUS-DOWN-02",
          "OPUS-DOWN-03",
          "OPUS-DOWN-04",
          "OPUS-DOWN-05",
          "OPUS-DOWN-06",
          "OPUS-DOWN-07"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      }
    },
    "examples": {
      "Booking": {
        "summary": "The document's example",
        "value": {
          "Patient": {
            "FirstName": "krister",
            "LastName": "nässlind",
            "PostalCode": "22222",
            "Email": "star@dental.com",
            "MobilePhoneNumber": "+46705506228",
            "PersonalNumber": {
              "Year": 1975,
              "Month": 2,
              "Day": 28,
              "ExtraDigits": "3175"
            }
          },
          "TimeSlot": {
            "Start": "2017-02-03T08:00:00",
            "End": "2017-02-03T08:30:00",
            "ClinicID": "17-a9ffb031-417f-4169-810a-cfd0d00adc7d",
            "ClinicianID": 3,
            "TreatmentID": 2
          }
        }
      },
      "MadeBooking": {
        "summary": "The document's example, as an answer has it",
        "x-assumed": true,
        "value": {
          "BookingID": 90000,
          "Patient": {
            "FirstName": "krister",
            "LastName": "nässlind",
            "PostalCode": "22222",
            "Email": "star@dental.com",
            "MobilePhoneNumber": "+46705506228",
            "PersonalNumber": {
              "Year": 1975,
              "Month": 2,
              "Day": 28,
              "ExtraDigits": "3175"
            }
          },
          "TimeSlot": {
            "Start": "2017-02-03T08:00:00",
            "End": "2017-02-03T08:30:00",
            "ClinicID": "17-a9ffb031-417f-4169-810a-cfd0d00adc7d",
            "ClinicianID": 3,
            "TreatmentID": 2
          }
        }
      },
      "MadeBookings": {
        "summary": "The bookings of the document's patient",
        "x-assumed": true,
        "value": [
          {
            "BookingID": 90000,
            "Patient": {
              "FirstName": "krister",
              "LastName": "nässlind",
              "PostalCode": "22222",
              "Email": "star@dental.com",
              "MobilePhoneNumber": "+46705506228",
              "PersonalNumber": {
                "Year": 1975,
                "Month": 2,
                "Day": 28,
                "ExtraDigits": "3175"
              }
            },
            "TimeSlot": {
              "Start": "2017-02-03T08:00:00",
              "End": "2017-02-03T08:30:00",
              "ClinicID": "17-a9ffb031-417f-4169-810a-cfd0d00adc7d",
              "ClinicianID": 3,
              "TreatmentID": 2
            }
          }
        ]
      },
      "BookedPatient": {
        "summary": "The document's patient",
        "x-assumed": true,
        "value": {
          "FirstName": "krister",
          "LastName": "nässlind",
          "PostalCode": "22222",
          "Email": "star@dental.com",
          "MobilePhoneNumber": "+46705506228",
          "PersonalNumber": {
            "Year": 1975,
            "Month": 2,
            "Day": 28,
            "ExtraDigits": "3175"
          }
        }
      },
      "CreatedPatient": {
        "summary": "The patient of the document's other example",
        "x-assumed": true,
        "value": {
          "FirstName": "Fredrik",
          "LastName": "Lindfors",
          "PostalCode": "12345",
          "Email": "mail@mail.com",
          "MobilePhoneNumber": "0701223456",
          "PersonalNumber": {
            "Year": 1961,
            "Month": 7,
            "Day": 14,
            "ExtraDigits": "1234"
          }
        }
      }
    },
    "schemas": {
      "LocalDateTime": {
        "description": "The clinic's local time, without a zone, as in the document's example.",
        "type": "string",
        "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$"
      },
      "ClinicID": {
        "description": "A string in the document's example, 17-a9ffb031-417f-4169-810a-cfd0d00adc7d.",
        "type": "string",
        "minLength": 1
      },
      "ClinicianID": {
        "description": "A number in the document's example.",
        "type": "integer"
      },
      "TreatmentID": {
        "description": "A number in the document's example.",
        "type": "integer",
        "x-requirements": [
          "OPUS-FILTER-02"
        ]
      },
      "BookingID": {
        "description": "Its form is not documented.",
        "anyOf": [
          {
            "type": "integer"
          },
          {
            "type": "string"
          }
        ],
        "x-assumed": true
      },
      "ExtraDigits": {
        "description": "The digits that follow the date of birth, leading zeros included.",
        "anyOf": [
          {
            "type": "string",
            "pattern": "^[0-9]+$"
          },
          {
            "type": "integer",
            "minimum": 0
          }
        ],
        "x-requirements": [
          "OPUS-PAT-18",
          "OPUS-PAT-20"
        ],
        "x-contradiction": "The string \"3175\" in the example of a booking, the number 1234 in that of a patient: both are accepted. A string\nis what to write, since a number loses leading zeros.\n"
      },
      "PersonalNumber": {
        "description": "The date of birth, which exists, and the extra digits. Whether the check digit is verified is not documented.",
        "type": "object",
        "required": [
          "Year",
          "Month",
          "Day",
          "ExtraDigits"
        ],
        "x-requirements": [
          "OPUS-PAT-14",
          "OPUS-PAT-15",
          "OPUS-BOOK-12",
          "OPUS-BOOK-14"
        ],
        "properties": {
          "Year": {
            "type": "integer"
          },
          "Month": {
            "type": "integer",
            "minimum": 1,
            "maximum": 12
          },
          "Day": {
            "type": "integer",
            "minimum": 1,
            "maximum": 31
          },
          "ExtraDigits": {
            "$ref": "#/components/schemas/ExtraDigits"
          }
        }
      },
      "PatientRequest": {
        "description": "A patient to be created. That the names are required follows from what a patient is.",
        "type": "object",
        "required": [
          "FirstName",
          "LastName",
          "PersonalNumber"
        ],
        "x-requirements": [
          "OPUS-PAT-13",
          "OPUS-PAT-14",
          "OPUS-PAT-16"
        ],
        "properties": {
          "FirstName": {
            "type": "string",
            "minLength": 1,
            "x-requirements": [
              "OPUS-PAT-16",
              "OPUS-PAT-19"
            ]
          },
          "LastName": {
            "type": "string",
            "minLength": 1,
            "x-requirements": [
              "OPUS-PAT-16",
              "OPUS-PAT-19"
            ]
          },
          "PostalCode": {
            "type": "string",
            "x-assumed": true
          },
          "Email": {
            "type": "string",
            "x-assumed": true
          },
          "MobilePhoneNumber": {
            "description": "With a country code in one of the document's examples, without in the other.",
            "type": "string",
            "x-assumed": true
          },
          "PersonalNumber": {
            "$ref": "#/components/schemas/PersonalNumber"
          }
        }
      },
      "BookingPatient": {
        "description": "The patient of a booking; only the personal number is required.",
        "type": "object",
        "required": [
          "PersonalNumber"
        ],
        "x-requirements": [
          "OPUS-BOOK-11",
          "OPUS-BOOK-12",
          "OPUS-BOOK-22"
        ],
        "properties": {
          "FirstName": {
            "type": "string",
            "x-assumed": true
          },
          "LastName": {
            "type": "string",
            "x-assumed": true
          },
          "PostalCode": {
            "type": "string",
            "x-assumed": true
          },
          "Email": {
            "type": "string",
            "x-assumed": true
          },
          "MobilePhoneNumber": {
            "type": "string",
            "x-assumed": true
          },
          "PersonalNumber": {
            "$ref": "#/components/schemas/PersonalNumber"
          }
        }
      },
      "BookingRequest": {
        "type": "object",
        "required": [
          "Patient",
          "TimeSlot"
        ],
        "x-requirements": [
          "OPUS-BOOK-11",
          "OPUS-BOOK-13"
        ],
        "properties": {
          "Patient": {
            "$ref": "#/components/schemas/BookingPatient"
          },
          "TimeSlot": {
            "$ref": "#/components/schemas/TimeSlot"
          }
        }
      },
      "BookingUpdate": {
        "description": "As a booking is made; without a time slot it stays where it is.",
        "type": "object",
        "required": [
          "Patient"
        ],
        "x-requirements": [
          "OPUS-BOOK-22"
        ],
        "properties": {
          "Patient": {
            "$ref": "#/components/schemas/BookingPatient"
          },
          "TimeSlot": {
            "$ref": "#/components/schemas/TimeSlot",
            "x-assumed": true
          }
        }
      },
      "TimeSlot": {
        "description": "In answers the shape is assumed; it follows the request's example.",
        "type": "object",
        "required": [
          "Start",
          "End",
          "ClinicID",
          "ClinicianID",
          "TreatmentID"
        ],
        "x-requirements": [
          "OPUS-BOOK-02",
          "OPUS-BOOK-15",
          "OPUS-SLOT-22",
          "OPUS-SHAPE-04"
        ],
        "properties": {
          "Start": {
            "$ref": "#/components/schemas/LocalDateTime"
          },
          "End": {
            "$ref": "#/components/schemas/LocalDateTime"
          },
          "ClinicID": {
            "$ref": "#/components/schemas/ClinicID"
          },
          "ClinicianID": {
            "$ref": "#/components/schemas/ClinicianID"
          },
          "TreatmentID": {
            "$ref": "#/components/schemas/TreatmentID"
          }
        }
      },
      "TimeSlots": {
        "type": "array",
        "minItems": 1,
        "uniqueItems": true,
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-04",
          "OPUS-SLOT-12",
          "OPUS-SLOT-23"
        ],
        "items": {
          "$ref": "#/components/schemas/TimeSlot"
        }
      },
      "Patient": {
        "description": "Assumed; it follows the request's example.",
        "type": "object",
        "required": [
          "FirstName",
          "LastName",
          "PostalCode",
          "Email",
          "MobilePhoneNumber",
          "PersonalNumber"
        ],
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-01",
          "OPUS-PAT-10"
        ],
        "properties": {
          "FirstName": {
            "type": "string"
          },
          "LastName": {
            "type": "string"
          },
          "PostalCode": {
            "type": "string"
          },
          "Email": {
            "type": "string"
          },
          "MobilePhoneNumber": {
            "type": "string"
          },
          "PersonalNumber": {
            "$ref": "#/components/schemas/PersonalNumber"
          }
        }
      },
      "Booking": {
        "description": "Assumed; it follows the request's example.",
        "type": "object",
        "required": [
          "BookingID",
          "TimeSlot"
        ],
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-02",
          "OPUS-BOOK-02"
        ],
        "properties": {
          "BookingID": {
            "$ref": "#/components/schemas/BookingID"
          },
          "Patient": {
            "$ref": "#/components/schemas/BookingPatient"
          },
          "TimeSlot": {
            "$ref": "#/components/schemas/TimeSlot"
          }
        }
      },
      "Bookings": {
        "type": "array",
        "minItems": 1,
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-02",
          "OPUS-BOOK-09"
        ],
        "items": {
          "$ref": "#/components/schemas/Booking"
        }
      },
      "Clinic": {
        "description": "Assumed.",
        "type": "object",
        "required": [
          "ClinicID",
          "Name"
        ],
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-03",
          "OPUS-CLINIC-07"
        ],
        "properties": {
          "ClinicID": {
            "$ref": "#/components/schemas/ClinicID"
          },
          "Name": {
            "type": "string"
          }
        }
      },
      "Clinics": {
        "type": "array",
        "minItems": 1,
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-03"
        ],
        "items": {
          "$ref": "#/components/schemas/Clinic"
        }
      },
      "Clinician": {
        "description": "Assumed.",
        "type": "object",
        "required": [
          "ClinicianID",
          "Name"
        ],
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-03"
        ],
        "properties": {
          "ClinicianID": {
            "$ref": "#/components/schemas/ClinicianID"
          },
          "Name": {
            "type": "string"
          }
        }
      },
      "Clinicians": {
        "type": "array",
        "minItems": 1,
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-03"
        ],
        "items": {
          "$ref": "#/components/schemas/Clinician"
        }
      },
      "Treatment": {
        "description": "Assumed.",
        "type": "object",
        "required": [
          "TreatmentID",
          "Name"
        ],
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-03"
        ],
        "properties": {
          "TreatmentID": {
            "$ref": "#/components/schemas/TreatmentID"
          },
          "Name": {
            "type": "string"
          }
        }
      },
      "Treatments": {
        "type": "array",
        "minItems": 1,
        "x-assumed": true,
        "x-requirements": [
          "OPUS-SHAPE-03"
        ],
        "items": {
          "$ref": "#/components/schemas/Treatment"
        }
      },
      "ErrorBody": {
        "description": "What went wrong, in any form; for a 400 it names what has to be corrected.",
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "object"
          },
          {
            "type": "array",
            "items": {}
          }
        ],
        "x-assumed": true,
        "x-requirements": [
          "OPUS-CODE-03",
          "OPUS-CODE-04"
        ]
      }
    }
  }
}
