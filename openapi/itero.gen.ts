// Generated from openapi/itero.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { OpenApiDocument } from './document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.1",
  "info": {
    "title": "iTero scanning tool",
    "version": "1.0.0",
    "summary": "Creates scans for development purposes, without a real scanner.",
    "description": "A scanning tool is a set of APIs that allows 3rd parties integrating with iTero to create scans for development\npurposes (without a real scanner). All endpoints use the same base URL.\n\nCaller can create up to 10 cases per minute using the API. No clinical information can be passed.\n",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "x-contradiction": "The tables of fields print PascalCase names (CompanyId) where the bodies have camelCase ones (companyId): the names in the tables are read as labels.",
  "servers": [
    {
      "url": "https://mate-for-partners-us-west-1-prod.iterocloud.com",
      "description": "The base URL of all endpoints."
    }
  ],
  "x-rate-limit": {
    "description": "Caller can create up to 10 cases per minute using the API.",
    "cases": 10,
    "windowSeconds": 60,
    "operations": [
      "createNewOrder",
      "createNewOrderByRx"
    ],
    "x-requirements": [
      "ITERO-RATE-01",
      "ITERO-RATE-02",
      "ITERO-RATE-03",
      "ITERO-RATE-04",
      "ITERO-RATE-05",
      "ITERO-RATE-06",
      "ITERO-RATE-07",
      "ITERO-RATE-08"
    ]
  },
  "tags": [
    {
      "name": "Orders",
      "description": "Creating scans. Each one counts as a case of the rate limit."
    },
    {
      "name": "Presets",
      "description": "What an order can be made of."
    }
  ],
  "paths": {
    "/api/v1/order/create-new-order": {
      "x-contradiction": "The overview prints create-neworder, the section create-new-order: the overview lost a hyphen at the end of a line.",
      "post": {
        "operationId": "createNewOrder",
        "tags": [
          "Orders"
        ],
        "summary": "Create scan",
        "description": "Creates and sends a new case with a new RX.",
        "x-requirements": [
          "ITERO-RESP-07"
        ],
        "security": [
          {
            "doctor": []
          }
        ],
        "requestBody": {
          "required": true,
          "description": "RX information and scan procedure and type.",
          "x-requirements": [
            "ITERO-CODE-04"
          ],
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewOrder"
              },
              "examples": {
                "noLab": {
                  "summary": "A map that needs no lab, and mandatory fields alone",
                  "value": {
                    "companyId": 41001,
                    "scannerSerialNumber": "MOCK-SCANNER-0001",
                    "procedureMapId": 4,
                    "patient": {
                      "firstName": "Test",
                      "lastName": "Patient",
                      "gender": 1,
                      "dateOfBirth": "1990-06-15"
                    },
                    "labId": null
                  }
                },
                "withLab": {
                  "summary": "A map of a resto lab, with every field",
                  "value": {
                    "companyId": 41001,
                    "scannerSerialNumber": "MOCK-SCANNER-0001",
                    "procedureMapId": 30,
                    "patient": {
                      "firstName": "Test",
                      "lastName": "Patient",
                      "chartNumber": "CHART-1",
                      "mi": "T",
                      "gender": 0,
                      "dateOfBirth": "1990-06-15T00:00:00.000Z",
                      "zipCode": "00000"
                    },
                    "notes": "Synthetic order.",
                    "labId": 52001
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/ScanCreated"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "415": {
            "$ref": "#/components/responses/WrongContentType"
          },
          "429": {
            "$ref": "#/components/responses/LimitReached"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/api/v1/order/create-new-order-by-rx": {
      "x-contradiction": "The overview prints create-neworder-by-rx, the section create-new-order-by-rx: the overview lost a hyphen at the end of a line.",
      "post": {
        "operationId": "createNewOrderByRx",
        "tags": [
          "Orders"
        ],
        "summary": "Create scan using RXID",
        "description": "Creates and sends a new case based on an existing RX, following a \"Scan Request\": that call creates an RX that is\nsent to the scanner, and returns an RXID that should be passed in this call.\n",
        "x-requirements": [
          "ITERO-RX-01",
          "ITERO-RX-18",
          "ITERO-RX-19"
        ],
        "security": [
          {
            "doctor": []
          }
        ],
        "requestBody": {
          "required": true,
          "description": "RX information and scan procedure and type.",
          "x-requirements": [
            "ITERO-CODE-04"
          ],
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/OrderByRx"
              },
              "examples": {
                "noLab": {
                  "summary": "A map that needs no lab",
                  "value": {
                    "companyId": 41001,
                    "scannerSerialNumber": "MOCK-SCANNER-0001",
                    "rxId": "7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10",
                    "procedureMapId": 83,
                    "labId": null
                  }
                },
                "withLab": {
                  "summary": "A map of an ortho lab",
                  "value": {
                    "companyId": 41001,
                    "scannerSerialNumber": "MOCK-SCANNER-0001",
                    "rxId": "7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10",
                    "procedureMapId": 41,
                    "labId": 52002
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/ScanCreated"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "415": {
            "$ref": "#/components/responses/WrongContentType"
          },
          "429": {
            "$ref": "#/components/responses/LimitReached"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/api/v1/presets/available-procedure-maps": {
      "x-contradiction": "The overview prints availableprocedure-maps, the section available-procedure-maps: the overview lost a hyphen at the end of a line.",
      "get": {
        "operationId": "getAvailableProcedureMaps",
        "tags": [
          "Presets"
        ],
        "summary": "Get Available Procedure Maps",
        "description": "Gets the available Map IDs. No authorization is required for this call.\n\nEach iTero case must use one of six procedures, a type (that is applicable is some of the procedures) and lab to\nsend the case to (if applicable). The combination of these three parameters is part of every iTero RX, and has a\nunique number. This number is passed when creating a case.\n",
        "x-requirements": [
          "ITERO-AUTH-07",
          "ITERO-RATE-05",
          "ITERO-MAPS-12"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "The available maps.",
            "x-requirements": [
              "ITERO-MAPS-01",
              "ITERO-MAPS-09",
              "ITERO-MAPS-10"
            ],
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AvailableProcedureMaps"
                },
                "examples": {
                  "common": {
                    "summary": "The document's six common examples",
                    "x-contradiction": "The table prints \"Ortho lab\", \"Resto lab\", \"Myitero.com\" and \"NA\" under Send To where the appendix has orthoLab, restoLab, midc_only and N/A: the table's words are read as labels of the appendix's values.",
                    "value": {
                      "procedureMaps": [
                        {
                          "procedureMapId": 1,
                          "description": "Study Model - iRecord",
                          "note": null,
                          "caseType": null,
                          "procedure": "Study Model - iRecord",
                          "type": "NA",
                          "sendTo": "orthoLab"
                        },
                        {
                          "procedureMapId": 4,
                          "description": "Invisalign, Invisalign First Aligners",
                          "note": null,
                          "caseType": null,
                          "procedure": "Invisalign",
                          "type": "Invisalign First Aligners",
                          "sendTo": "N/A"
                        },
                        {
                          "procedureMapId": 30,
                          "description": "Fixed Restorative",
                          "note": null,
                          "caseType": null,
                          "procedure": "Fixed Restorative",
                          "type": "NA",
                          "sendTo": "restoLab"
                        },
                        {
                          "procedureMapId": 41,
                          "description": "Appliance",
                          "note": null,
                          "caseType": null,
                          "procedure": "Appliance",
                          "type": "NA",
                          "sendTo": "orthoLab"
                        },
                        {
                          "procedureMapId": 83,
                          "description": "Denture/Removable, Partial Denture/Framework",
                          "note": null,
                          "caseType": null,
                          "procedure": "Denture/Removable",
                          "type": "Partial Denture/Framework",
                          "sendTo": "midc_only"
                        },
                        {
                          "procedureMapId": 85,
                          "description": "Implant Planning, Surgical guide Tooth supported",
                          "note": null,
                          "caseType": null,
                          "procedure": "Implant Planning",
                          "type": "Surgical guide Tooth supported",
                          "sendTo": "midc_only"
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "doctor": {
        "type": "http",
        "scheme": "basic",
        "description": "Basic auth requires a doctor user and password that were provided by the Professional Services Engineer\nsupporting your project.\n"
      }
    },
    "responses": {
      "ScanCreated": {
        "description": "OK.",
        "x-requirements": [
          "ITERO-CODE-01",
          "ITERO-CODE-05"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Scan"
            },
            "examples": {
              "noLab": {
                "summary": "A scan on a map that needs no lab",
                "value": {
                  "orderId": 3000001,
                  "orderCode": "SYNTHETIC-3000001",
                  "patientGuid": "0b8f5c7e-93a4-4f8f-8f0e-2f3c1d4e5a60",
                  "rxGuid": "7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10"
                }
              },
              "withLab": {
                "summary": "A scan that is sent to a lab",
                "value": {
                  "orderId": 3000002,
                  "orderCode": "SYNTHETIC-3000002",
                  "patientGuid": "0b8f5c7e-93a4-4f8f-8f0e-2f3c1d4e5a60",
                  "rxGuid": "7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10"
                }
              }
            }
          }
        }
      },
      "BadRequest": {
        "description": "Bad request. One of the parameters is not valid.",
        "x-requirements": [
          "ITERO-CODE-01",
          "ITERO-CODE-03",
          "ITERO-CODE-05"
        ],
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "Unauthorized": {
        "description": "Unauthorized error. Wrong user or password, or missing credentials.",
        "x-requirements": [
          "ITERO-AUTH-01",
          "ITERO-AUTH-02",
          "ITERO-AUTH-03",
          "ITERO-AUTH-04",
          "ITERO-AUTH-05",
          "ITERO-AUTH-06",
          "ITERO-AUTH-08",
          "ITERO-AUTH-09",
          "ITERO-CODE-01"
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
        "x-requirements": [
          "ITERO-CODE-01",
          "ITERO-CODE-04"
        ],
        "x-assumed": true,
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "LimitReached": {
        "description": "The caller has created 10 cases within this minute. The document gives no status for this.",
        "x-requirements": [
          "ITERO-RATE-02",
          "ITERO-RATE-06"
        ],
        "x-assumed": true,
        "headers": {
          "Retry-After": {
            "description": "Seconds until a case is accepted again, or the time from which one is.",
            "schema": {
              "type": "string"
            }
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      },
      "InternalServerError": {
        "description": "Internal Server error. No request is expected to draw it, one whose body is JSON and no object included.",
        "x-requirements": [
          "ITERO-CODE-01",
          "ITERO-CODE-02"
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
    "schemas": {
      "NewOrder": {
        "type": "object",
        "required": [
          "companyId",
          "scannerSerialNumber",
          "procedureMapId",
          "patient"
        ],
        "properties": {
          "companyId": {
            "$ref": "#/components/schemas/CompanyId"
          },
          "scannerSerialNumber": {
            "$ref": "#/components/schemas/ScannerSerialNumber"
          },
          "procedureMapId": {
            "$ref": "#/components/schemas/ProcedureMapId"
          },
          "patient": {
            "$ref": "#/components/schemas/Patient"
          },
          "notes": {
            "type": "string",
            "description": "Any free text that the scanning doctor wants to add to the RX.",
            "x-requirements": [
              "ITERO-OPT-01",
              "ITERO-OPT-02",
              "ITERO-OPT-03",
              "ITERO-OPT-04",
              "ITERO-TYPE-08",
              "ITERO-TYPE-09"
            ]
          },
          "labId": {
            "$ref": "#/components/schemas/LabId"
          }
        }
      },
      "Patient": {
        "type": "object",
        "description": "The patient of the RX.",
        "x-requirements": [
          "ITERO-REQ-08"
        ],
        "required": [
          "firstName",
          "lastName",
          "gender",
          "dateOfBirth"
        ],
        "properties": {
          "firstName": {
            "type": "string",
            "pattern": "\\S",
            "description": "Patient's first name.",
            "x-requirements": [
              "ITERO-REQ-04",
              "ITERO-REQ-09",
              "ITERO-TYPE-04",
              "ITERO-TYPE-09",
              "ITERO-OPT-03"
            ]
          },
          "lastName": {
            "type": "string",
            "pattern": "\\S",
            "description": "Patient's last name.",
            "x-requirements": [
              "ITERO-REQ-05",
              "ITERO-REQ-09",
              "ITERO-TYPE-04",
              "ITERO-TYPE-09",
              "ITERO-OPT-03"
            ]
          },
          "chartNumber": {
            "type": "string",
            "description": "Patient's chart number.",
            "x-requirements": [
              "ITERO-OPT-01",
              "ITERO-OPT-02",
              "ITERO-OPT-03",
              "ITERO-TYPE-08",
              "ITERO-TYPE-09"
            ]
          },
          "mi": {
            "type": "string",
            "x-assumed": true,
            "description": "Patient's middle initial.",
            "x-requirements": [
              "ITERO-OPT-01",
              "ITERO-OPT-02"
            ],
            "x-contradiction": "The body has mi, the table of fields has not; it is read as an optional middle initial."
          },
          "gender": {
            "type": "integer",
            "enum": [
              0,
              1
            ],
            "description": "0 - male, 1 - female.",
            "x-requirements": [
              "ITERO-REQ-06",
              "ITERO-TYPE-05",
              "ITERO-TYPE-09",
              "ITERO-GENDER-01",
              "ITERO-GENDER-02"
            ]
          },
          "dateOfBirth": {
            "type": "string",
            "pattern": "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z)?$",
            "description": "Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYY-MM-DD.",
            "x-requirements": [
              "ITERO-REQ-07",
              "ITERO-TYPE-06",
              "ITERO-DOB-01",
              "ITERO-DOB-02",
              "ITERO-DOB-03",
              "ITERO-DOB-04",
              "ITERO-DOB-05"
            ],
            "x-contradiction": "The document prints the second format as YYYYMM-DD, at the end of a line: it is read as YYYY-MM-DD with a hyphen lost."
          },
          "zipCode": {
            "type": "string",
            "description": "Patient's zip code.",
            "x-requirements": [
              "ITERO-OPT-01",
              "ITERO-OPT-02",
              "ITERO-OPT-05",
              "ITERO-TYPE-08",
              "ITERO-TYPE-09"
            ]
          }
        }
      },
      "OrderByRx": {
        "type": "object",
        "required": [
          "companyId",
          "scannerSerialNumber",
          "rxId",
          "procedureMapId"
        ],
        "properties": {
          "companyId": {
            "$ref": "#/components/schemas/CompanyId"
          },
          "scannerSerialNumber": {
            "$ref": "#/components/schemas/ScannerSerialNumber"
          },
          "rxId": {
            "type": "string",
            "format": "uuid",
            "description": "GUID of an existing RX.",
            "x-requirements": [
              "ITERO-RX-01",
              "ITERO-RX-02",
              "ITERO-RX-03",
              "ITERO-RX-06",
              "ITERO-RX-08"
            ]
          },
          "procedureMapId": {
            "$ref": "#/components/schemas/ProcedureMapId"
          },
          "labId": {
            "$ref": "#/components/schemas/LabId"
          }
        }
      },
      "CompanyId": {
        "type": "integer",
        "description": "iTero ID of the doctor's clinic.",
        "x-requirements": [
          "ITERO-REQ-01",
          "ITERO-TYPE-01",
          "ITERO-TYPE-09",
          "ITERO-ACC-01",
          "ITERO-RX-04",
          "ITERO-RX-08",
          "ITERO-RX-10"
        ]
      },
      "ScannerSerialNumber": {
        "type": "string",
        "pattern": "\\S",
        "description": "Scanner serial number of the specified clinic.",
        "x-requirements": [
          "ITERO-REQ-02",
          "ITERO-REQ-09",
          "ITERO-TYPE-02",
          "ITERO-TYPE-09",
          "ITERO-ACC-02",
          "ITERO-RX-05",
          "ITERO-RX-08",
          "ITERO-RX-10"
        ]
      },
      "ProcedureMapId": {
        "type": "integer",
        "description": "ID of the procedure. Refer to getAvailableProcedureMaps.",
        "x-requirements": [
          "ITERO-REQ-03",
          "ITERO-TYPE-03",
          "ITERO-TYPE-09",
          "ITERO-MAP-01",
          "ITERO-MAP-02",
          "ITERO-RX-07",
          "ITERO-RX-08",
          "ITERO-RX-09"
        ]
      },
      "LabId": {
        "type": [
          "integer",
          "null"
        ],
        "description": "iTero ID of the lab that the scan is sent to.\n\nThis parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field. Pass null\nif lab is not required. Whether it is required depends on the sendTo of the map, which a schema cannot tell.\n",
        "x-requirements": [
          "ITERO-LAB-01",
          "ITERO-LAB-02",
          "ITERO-LAB-03",
          "ITERO-LAB-04",
          "ITERO-LAB-05",
          "ITERO-LAB-06",
          "ITERO-LAB-07",
          "ITERO-LAB-08",
          "ITERO-LAB-09",
          "ITERO-LAB-10",
          "ITERO-LAB-11",
          "ITERO-LAB-12",
          "ITERO-TYPE-07",
          "ITERO-TYPE-09",
          "ITERO-RX-08",
          "ITERO-RX-11",
          "ITERO-RX-12",
          "ITERO-RX-13",
          "ITERO-RX-14",
          "ITERO-RX-15"
        ]
      },
      "Scan": {
        "type": "object",
        "required": [
          "orderId",
          "orderCode",
          "patientGuid",
          "rxGuid"
        ],
        "properties": {
          "orderId": {
            "type": "number",
            "description": "A unique number assigned to the scan. This number will be used for downloading the scan's assets.\n",
            "x-requirements": [
              "ITERO-RESP-01",
              "ITERO-RESP-05",
              "ITERO-RX-16",
              "ITERO-RX-17"
            ]
          },
          "orderCode": {
            "type": "string",
            "minLength": 1,
            "description": "A unique string assigned to the scan. This information is not required to be used by other endpoints.\n",
            "x-requirements": [
              "ITERO-RESP-02",
              "ITERO-RESP-06",
              "ITERO-RX-16",
              "ITERO-RX-17"
            ]
          },
          "patientGuid": {
            "type": "string",
            "format": "uuid",
            "description": "A unique identifier of the patient.",
            "x-requirements": [
              "ITERO-RESP-03",
              "ITERO-RESP-08",
              "ITERO-RX-16",
              "ITERO-RX-18"
            ]
          },
          "rxGuid": {
            "type": "string",
            "format": "uuid",
            "description": "A unique identifier of the RX (RXID).",
            "x-requirements": [
              "ITERO-RESP-04",
              "ITERO-RESP-07",
              "ITERO-RESP-08",
              "ITERO-RX-16",
              "ITERO-RX-18"
            ]
          }
        }
      },
      "ErrorBody": {
        "description": "The document describes no body for an error, so that every JSON value is one."
      },
      "AvailableProcedureMaps": {
        "type": "object",
        "required": [
          "procedureMaps"
        ],
        "properties": {
          "procedureMaps": {
            "type": "array",
            "minItems": 1,
            "description": "The available maps; procedureMapId, and the trio procedure, type, sendTo, are unique among them.",
            "x-requirements": [
              "ITERO-MAPS-01",
              "ITERO-MAPS-04",
              "ITERO-MAPS-08"
            ],
            "items": {
              "$ref": "#/components/schemas/ProcedureMap"
            }
          }
        }
      },
      "ProcedureMap": {
        "type": "object",
        "required": [
          "procedureMapId",
          "description",
          "note",
          "caseType",
          "procedure",
          "type",
          "sendTo"
        ],
        "properties": {
          "procedureMapId": {
            "type": "number",
            "description": "ID of the trio: procedure, type and send to.",
            "x-requirements": [
              "ITERO-MAPS-02",
              "ITERO-MAPS-04",
              "ITERO-MAPS-08"
            ]
          },
          "description": {
            "type": "string",
            "description": "Description of the procedure.",
            "x-requirements": [
              "ITERO-MAPS-03",
              "ITERO-MAPS-11"
            ]
          },
          "note": {
            "type": [
              "string",
              "null"
            ],
            "description": "How to use this Map ID.",
            "x-requirements": [
              "ITERO-MAPS-03"
            ]
          },
          "caseType": {
            "type": [
              "string",
              "null"
            ],
            "description": "For backwards compatibility, if account does not support procedures, pass the mapped case type.\n",
            "x-requirements": [
              "ITERO-MAPS-03"
            ]
          },
          "procedure": {
            "$ref": "#/components/schemas/Procedure"
          },
          "type": {
            "type": [
              "string",
              "null"
            ],
            "description": "Procedure type if applicable, one of those of its procedure. Names compare without regard to case or runs of\nwhite space.\n",
            "x-requirements": [
              "ITERO-MAPS-03",
              "ITERO-MAPS-06"
            ]
          },
          "sendTo": {
            "$ref": "#/components/schemas/SendTo"
          }
        },
        "allOf": [
          {
            "if": {
              "required": [
                "procedure"
              ],
              "properties": {
                "procedure": {
                  "type": "string",
                  "enum": [
                    "Study Model - iRecord",
                    "Study Model"
                  ]
                }
              }
            },
            "then": {
              "properties": {
                "type": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/NoType"
                    },
                    {
                      "type": "string",
                      "enum": [
                        "iRecord",
                        "Ortho Model/iCast"
                      ]
                    }
                  ]
                }
              }
            }
          },
          {
            "if": {
              "required": [
                "procedure"
              ],
              "properties": {
                "procedure": {
                  "const": "Invisalign"
                }
              }
            },
            "then": {
              "properties": {
                "type": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/NoType"
                    },
                    {
                      "type": "string",
                      "enum": [
                        "Invisalign Aligners",
                        "Invisalign First Aligners",
                        "Invisalign First Palatal Expander",
                        "Vivera Retainer",
                        "Invisalign Retainer"
                      ]
                    }
                  ]
                }
              }
            }
          },
          {
            "if": {
              "required": [
                "procedure"
              ],
              "properties": {
                "procedure": {
                  "const": "Implant Planning"
                }
              }
            },
            "then": {
              "properties": {
                "type": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/NoType"
                    },
                    {
                      "type": "string",
                      "enum": [
                        "Surgical guide Tooth supported",
                        "Surgical guide Tissue Supported",
                        "Surgical guide Bone supported"
                      ]
                    }
                  ]
                }
              }
            }
          },
          {
            "if": {
              "required": [
                "procedure"
              ],
              "properties": {
                "procedure": {
                  "const": "Fixed Restorative"
                }
              }
            },
            "then": {
              "properties": {
                "type": {
                  "$ref": "#/components/schemas/NoType"
                }
              }
            }
          },
          {
            "if": {
              "required": [
                "procedure"
              ],
              "properties": {
                "procedure": {
                  "const": "Denture/Removable"
                }
              }
            },
            "then": {
              "properties": {
                "type": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/NoType"
                    },
                    {
                      "type": "string",
                      "enum": [
                        "Partial Denture/Framework",
                        "Immediate Denture",
                        "Full Denture Tissue Based",
                        "Full Denture Implant Based"
                      ]
                    }
                  ]
                }
              }
            }
          },
          {
            "if": {
              "required": [
                "procedure"
              ],
              "properties": {
                "procedure": {
                  "const": "Appliance"
                }
              }
            },
            "then": {
              "properties": {
                "type": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/NoType"
                    },
                    {
                      "type": "string",
                      "enum": [
                        "Night guard",
                        "Bite Splint",
                        "Sports/Mouth guard",
                        "Apnea/Sleep Appliance",
                        "Clear aligners",
                        "Ortho Appliance"
                      ]
                    }
                  ]
                }
              }
            }
          }
        ]
      },
      "NoType": {
        "description": "What stands for no type.",
        "type": [
          "string",
          "null"
        ],
        "enum": [
          "NA",
          "N/A",
          "/",
          "",
          null
        ],
        "x-contradiction": "The document writes no type as NA in its examples and as / in its appendix: NA, N/A, /, an empty string and null are all read as none."
      },
      "Procedure": {
        "type": "string",
        "description": "One of 6 available procedures. Names compare without regard to case or runs of white space.\n",
        "enum": [
          "Study Model - iRecord",
          "Study Model",
          "Invisalign",
          "Implant Planning",
          "Fixed Restorative",
          "Denture/Removable",
          "Appliance"
        ],
        "x-requirements": [
          "ITERO-MAPS-03",
          "ITERO-MAPS-05"
        ],
        "x-contradiction": "The appendix's row \"Study Model - iRecord - Ortho Model/iCast\" can be split two ways: both Study Model - iRecord and Study Model are read as the first of the six."
      },
      "SendTo": {
        "type": "string",
        "description": "Type of lab to send to.\n\n- restoLab: case should be sent to a resto lab. Caller should provide an account number of a resto lab (labId)\n  that is related to the clinic account.\n- orthoLab: case should be sent to an ortho lab. Caller should provide an account number of an ortho lab (labId)\n  that is related to the clinic account.\n- chairside: case is sent to chair side. Caller should pass null in labId.\n- midc_only: case is sent to myitero.com. Caller should pass null in labId.\n- N/A: no lab is involved. Caller should pass null in labId.\n",
        "enum": [
          "restoLab",
          "orthoLab",
          "chairside",
          "midc_only",
          "N/A"
        ],
        "x-requirements": [
          "ITERO-MAPS-03",
          "ITERO-MAPS-07"
        ],
        "x-contradiction": "The examples print \"Ortho lab\", \"Resto lab\", \"Myitero.com\" and \"NA\": read as labels of orthoLab, restoLab, midc_only and N/A."
      }
    }
  }
}
