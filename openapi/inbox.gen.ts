// Generated from openapi/inbox.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
import type { OpenApiDocument } from './document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.1",
  "info": {
    "title": "Scanner inbox hub",
    "version": "1.0.0",
    "summary": "The inbox profile, which a hub of scanner vendors' inboxes implements, or adapts to, in order to be verified.",
    "description": "A company connects the inboxes that it has at intraoral scanner vendors; the hub collects the cases that arrive there\nin one case inbox, and tells how each connection is doing.\n\nTimes are RFC 3339 in UTC, names are camelCase, errors are problem details (RFC 9457). Objects may have further\nfields. A hub may support fewer vendors than are listed here.\n\nThe push is described from both ends. To the hub it is an operation that it serves, `receivePush`; to the vendor it is\na webhook that it calls, `shining3dCase`. Both share their body, their secret and their answers.\n\n`x-assumed` marks a shape that the vendor's document leaves open, `x-requirements` the requirements that a behaviour\nis judged by.\n",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "x-assumed": true,
  "x-requirements": [
    "INBOX-HTTP-01"
  ],
  "servers": [
    {
      "url": "{origin}",
      "description": "The hub. The base path /api/v1 is part of every path.",
      "variables": {
        "origin": {
          "default": "http://127.0.0.1:4010",
          "description": "Scheme, host and port, without a slash at the end."
        }
      }
    }
  ],
  "security": [
    {
      "employeeToken": []
    }
  ],
  "tags": [
    {
      "name": "Inboxes",
      "description": "The connections of a company to scanner vendors."
    },
    {
      "name": "Authorization",
      "description": "The vendor authorization flow in the browser, and the stored login of Medit Link."
    },
    {
      "name": "Cases",
      "description": "What was collected, and what the company has left to collect with."
    },
    {
      "name": "Push",
      "description": "The hub's end of the push mechanism of Shining 3D."
    },
    {
      "name": "Webhook",
      "description": "The vendor's end of the push mechanism of Shining 3D."
    }
  ],
  "paths": {
    "/api/v1/companies/{companyId}/inboxes": {
      "parameters": [
        {
          "$ref": "#/components/parameters/CompanyId"
        }
      ],
      "get": {
        "operationId": "listInboxes",
        "tags": [
          "Inboxes"
        ],
        "summary": "List the inboxes that a company has connected",
        "description": "Lists every inbox of the company, whoever of its employees connected it, the pending ones too.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-01",
          "INBOX-CONN-03",
          "INBOX-CONN-05",
          "INBOX-CONN-06",
          "INBOX-CONN-07",
          "INBOX-CONN-08",
          "INBOX-SHOW-01",
          "INBOX-SHOW-02",
          "INBOX-SHOW-03",
          "INBOX-SHOW-04",
          "INBOX-SHOW-05",
          "INBOX-HEALTH-07",
          "INBOX-LOGIN-05"
        ],
        "responses": {
          "200": {
            "description": "The company's inboxes.",
            "x-assumed": true,
            "headers": {
              "Date": {
                "$ref": "#/components/headers/Date"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/InboxList"
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          }
        }
      },
      "post": {
        "operationId": "connectInbox",
        "tags": [
          "Inboxes"
        ],
        "summary": "Connect a company to a vendor",
        "description": "A vendor with browser authorization answers an inbox that is pending, with the URL at which the user signs in.\nA login-based vendor is asked at once whether it accepts the credentials.\nA company has one inbox of a vendor at most; one that is pending counts.\n",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-02",
          "INBOX-CONN-03",
          "INBOX-CONN-04",
          "INBOX-CONN-06",
          "INBOX-CONN-07",
          "INBOX-CONN-08",
          "INBOX-CONN-09",
          "INBOX-CONN-10",
          "INBOX-AUTH-01",
          "INBOX-LOGIN-01",
          "INBOX-LOGIN-02",
          "INBOX-LOGIN-05"
        ],
        "requestBody": {
          "required": true,
          "x-assumed": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Connection"
              },
              "examples": {
                "authorization": {
                  "summary": "A vendor with browser authorization",
                  "value": {
                    "vendor": "itero"
                  }
                },
                "login": {
                  "summary": "A login-based vendor",
                  "value": {
                    "vendor": "medit-link",
                    "username": "synthetic-user",
                    "password": "synthetic-password-1"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The new inbox, with `authorizationUrl` while its authorization is pending.",
            "x-assumed": true,
            "headers": {
              "Date": {
                "$ref": "#/components/headers/Date"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Inbox"
                },
                "examples": {
                  "authorization": {
                    "$ref": "#/components/examples/PendingInbox"
                  },
                  "login": {
                    "$ref": "#/components/examples/LoginInbox"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/UnauthenticatedOrRefusedByVendor"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "422": {
            "$ref": "#/components/responses/Unprocessable"
          }
        }
      }
    },
    "/api/v1/companies/{companyId}/inboxes/{inboxId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/CompanyId"
        },
        {
          "$ref": "#/components/parameters/InboxId"
        }
      ],
      "get": {
        "operationId": "getInbox",
        "tags": [
          "Inboxes"
        ],
        "summary": "Read one inbox",
        "description": "The inbox as it stands at the answer's `Date`. Up to and including 10 minutes after its last sync a polled inbox is\nhealthy, then it needs attention; from 4 hours of outage on there is an issue, with a warning. A pushed inbox is\nnot judged by the age of its sync.\n",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-05",
          "INBOX-CONN-06",
          "INBOX-CONN-07",
          "INBOX-SHOW-01",
          "INBOX-SHOW-02",
          "INBOX-SHOW-03",
          "INBOX-SHOW-04",
          "INBOX-SHOW-05",
          "INBOX-AUTH-03",
          "INBOX-AUTH-04",
          "INBOX-LOGIN-03",
          "INBOX-LOGIN-05",
          "INBOX-HEALTH-01",
          "INBOX-HEALTH-02",
          "INBOX-HEALTH-03",
          "INBOX-HEALTH-04",
          "INBOX-HEALTH-05",
          "INBOX-HEALTH-06",
          "INBOX-HEALTH-07",
          "INBOX-PUSH-02",
          "INBOX-LIMIT-01",
          "INBOX-LIMIT-02",
          "INBOX-LIMIT-03",
          "INBOX-LIMIT-04"
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Inbox"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          }
        }
      },
      "delete": {
        "operationId": "disconnectInbox",
        "tags": [
          "Inboxes"
        ],
        "summary": "Disconnect an inbox",
        "description": "The inbox is no longer listed, and its vendor can be connected again. Collected cases stay.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-06",
          "INBOX-CONN-07",
          "INBOX-CONN-08"
        ],
        "responses": {
          "204": {
            "description": "The inbox is disconnected.",
            "x-assumed": true
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          }
        }
      }
    },
    "/api/v1/companies/{companyId}/inboxes/{inboxId}/authorization": {
      "parameters": [
        {
          "$ref": "#/components/parameters/CompanyId"
        },
        {
          "$ref": "#/components/parameters/InboxId"
        }
      ],
      "post": {
        "operationId": "reauthorizeInbox",
        "tags": [
          "Authorization"
        ],
        "summary": "Start to sign in at the vendor again",
        "description": "Answers a fresh authorization URL. Until the user has signed in, the inbox is as it was, or pending; an older\nauthorization URL may be void from now on.\n",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-05",
          "INBOX-CONN-06",
          "INBOX-CONN-07",
          "INBOX-AUTH-04",
          "INBOX-AUTH-06"
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Inbox"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "description": "The inbox is of a login-based vendor.",
            "x-assumed": true,
            "content": {
              "application/problem+json": {
                "schema": {
                  "$ref": "#/components/schemas/Problem"
                }
              }
            }
          }
        }
      }
    },
    "/api/v1/companies/{companyId}/inboxes/{inboxId}/credentials": {
      "parameters": [
        {
          "$ref": "#/components/parameters/CompanyId"
        },
        {
          "$ref": "#/components/parameters/InboxId"
        }
      ],
      "put": {
        "operationId": "updateCredentials",
        "tags": [
          "Authorization"
        ],
        "summary": "Replace the stored login of an inbox",
        "description": "The vendor is asked at once; credentials that it refuses leave the inbox as it was.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-05",
          "INBOX-CONN-06",
          "INBOX-CONN-07",
          "INBOX-LOGIN-04",
          "INBOX-LOGIN-05",
          "INBOX-LOGIN-06"
        ],
        "requestBody": {
          "required": true,
          "x-assumed": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Credentials"
              },
              "examples": {
                "login": {
                  "summary": "A login at the vendor",
                  "value": {
                    "username": "synthetic-user",
                    "password": "synthetic-password-1"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Inbox"
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/UnauthenticatedOrRefusedByVendor"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "description": "The inbox is of a vendor with browser authorization.",
            "x-assumed": true,
            "content": {
              "application/problem+json": {
                "schema": {
                  "$ref": "#/components/schemas/Problem"
                }
              }
            }
          },
          "422": {
            "$ref": "#/components/responses/Unprocessable"
          }
        }
      }
    },
    "/api/v1/authorization/callback": {
      "get": {
        "operationId": "completeAuthorization",
        "tags": [
          "Authorization"
        ],
        "summary": "Come back from the vendor's login page",
        "description": "Where the vendor sends the browser once the user has signed in. It carries no token: the state stands for the\ninbox, was made by the hub, and is good for one time.\n",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-AUTH-02",
          "INBOX-AUTH-04",
          "INBOX-AUTH-05",
          "INBOX-AUTH-06"
        ],
        "security": [],
        "parameters": [
          {
            "name": "code",
            "in": "query",
            "required": true,
            "description": "The vendor's authorization code, good for one time.",
            "x-assumed": true,
            "schema": {
              "type": "string",
              "minLength": 1
            }
          },
          {
            "name": "state",
            "in": "query",
            "required": true,
            "description": "The state of the authorization URL, unchanged.",
            "x-assumed": true,
            "schema": {
              "type": "string",
              "minLength": 1
            }
          }
        ],
        "responses": {
          "303": {
            "description": "The inbox is connected; the browser goes on to the integrations page.",
            "x-assumed": true,
            "headers": {
              "Location": {
                "description": "The integrations page.",
                "required": true,
                "x-assumed": true,
                "schema": {
                  "type": "string",
                  "format": "uri-reference"
                }
              }
            }
          },
          "400": {
            "description": "The state is forged, used or missing, or the vendor did not issue the code. Nothing is connected.",
            "x-assumed": true,
            "x-requirements": [
              "INBOX-AUTH-05"
            ],
            "content": {
              "application/problem+json": {
                "schema": {
                  "$ref": "#/components/schemas/Problem"
                }
              }
            }
          }
        }
      }
    },
    "/api/v1/companies/{companyId}/cases": {
      "parameters": [
        {
          "$ref": "#/components/parameters/CompanyId"
        }
      ],
      "get": {
        "operationId": "listCases",
        "tags": [
          "Cases"
        ],
        "summary": "List the case inbox",
        "description": "The collected cases of all the company's inboxes, newest first.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-06",
          "INBOX-CONN-07",
          "INBOX-PUSH-01",
          "INBOX-PUSH-03",
          "INBOX-PUSH-04",
          "INBOX-CASE-01",
          "INBOX-CASE-02",
          "INBOX-CASE-03",
          "INBOX-CASE-04",
          "INBOX-HTTP-02"
        ],
        "parameters": [
          {
            "name": "vendor",
            "in": "query",
            "description": "Lists exactly this vendor's cases.",
            "x-assumed": true,
            "x-requirements": [
              "INBOX-HTTP-02"
            ],
            "schema": {
              "$ref": "#/components/schemas/Vendor"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The cases, newest first.",
            "x-assumed": true,
            "headers": {
              "Date": {
                "$ref": "#/components/headers/Date"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CaseList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "422": {
            "$ref": "#/components/responses/Unprocessable"
          }
        }
      }
    },
    "/api/v1/companies/{companyId}/account": {
      "parameters": [
        {
          "$ref": "#/components/parameters/CompanyId"
        }
      ],
      "get": {
        "operationId": "getAccount",
        "tags": [
          "Cases"
        ],
        "summary": "Read a company's credits and storage",
        "description": "Each collected case takes one credit, and may take storage.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-06",
          "INBOX-CONN-07",
          "INBOX-LIMIT-05"
        ],
        "responses": {
          "200": {
            "description": "What the company has left.",
            "x-assumed": true,
            "headers": {
              "Date": {
                "$ref": "#/components/headers/Date"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Account"
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          }
        }
      }
    },
    "/api/v1/push/shining-3d": {
      "post": {
        "operationId": "receivePush",
        "tags": [
          "Push"
        ],
        "summary": "Take a pushed case",
        "description": "The hub's end of the webhook `shining3dCase`. The vendor may push a case more than once; it is collected once.\nA push that cannot be collected now is accepted all the same, and the case waits at the vendor.\n",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-PUSH-01",
          "INBOX-PUSH-04",
          "INBOX-PUSH-05"
        ],
        "security": [
          {
            "pushSecret": []
          }
        ],
        "requestBody": {
          "required": true,
          "x-assumed": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Push"
              },
              "examples": {
                "push": {
                  "$ref": "#/components/examples/Push"
                }
              }
            }
          }
        },
        "responses": {
          "202": {
            "$ref": "#/components/responses/PushAccepted"
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/WrongSecret"
          },
          "403": {
            "$ref": "#/components/responses/WrongSecret"
          },
          "422": {
            "$ref": "#/components/responses/Unprocessable"
          }
        }
      }
    }
  },
  "webhooks": {
    "shining3dCase": {
      "post": {
        "operationId": "pushCase",
        "tags": [
          "Webhook"
        ],
        "summary": "A Shining 3D account has a new case",
        "description": "The vendor's end of `receivePush`: Shining 3D calls the hub once for each new case. A push that does not reach the\nhub is not sent again; the hub finds its case by a cross-check, which it makes at least every 8 hours.\n",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-PUSH-01",
          "INBOX-PUSH-02",
          "INBOX-PUSH-03",
          "INBOX-PUSH-04",
          "INBOX-PUSH-05"
        ],
        "security": [
          {
            "pushSecret": []
          }
        ],
        "requestBody": {
          "required": true,
          "x-assumed": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Push"
              },
              "examples": {
                "push": {
                  "$ref": "#/components/examples/Push"
                }
              }
            }
          }
        },
        "responses": {
          "202": {
            "$ref": "#/components/responses/PushAccepted"
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/WrongSecret"
          },
          "403": {
            "$ref": "#/components/responses/WrongSecret"
          },
          "422": {
            "$ref": "#/components/responses/Unprocessable"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "employeeToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "Stands for one employee of one company.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-07"
        ]
      },
      "pushSecret": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Push-Secret",
        "description": "What the vendor and the hub share, so that nobody else brings cases.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-PUSH-05"
        ]
      }
    },
    "parameters": {
      "CompanyId": {
        "name": "companyId",
        "in": "path",
        "required": true,
        "description": "The company. An employee reaches the own one only.",
        "examples": {
          "authorization": {
            "value": "synthetic-company-a"
          },
          "login": {
            "value": "synthetic-company-a"
          }
        },
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-05",
          "INBOX-CONN-06"
        ],
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "InboxId": {
        "name": "inboxId",
        "in": "path",
        "required": true,
        "description": "One inbox of that company.",
        "examples": {
          "login": {
            "value": "5b1f3c9e-7a42-4d0e-9c55-2e8a6f0b7d14"
          }
        },
        "x-assumed": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      }
    },
    "headers": {
      "Date": {
        "description": "When the answer was made, by the clock by which syncs and warnings are dated (RFC 9110, whole seconds).",
        "required": true,
        "x-assumed": true,
        "x-requirements": [
          "INBOX-HEALTH-07"
        ],
        "schema": {
          "type": "string"
        }
      }
    },
    "examples": {
      "Push": {
        "summary": "A new case of a company",
        "x-assumed": true,
        "value": {
          "eventId": "synthetic-event-1",
          "accountId": "synthetic-company-a",
          "caseId": "synthetic-case-1",
          "createdAt": "2026-01-05T08:00:00Z",
          "patientName": "Synthetic Patient"
        }
      },
      "PendingInbox": {
        "summary": "An inbox at which the user has yet to sign in",
        "x-assumed": true,
        "value": {
          "inboxId": "0d6c1f7a-2b38-4e95-8a41-c93f5e7d2b60",
          "companyId": "synthetic-company-a",
          "vendor": "itero",
          "name": "iTero",
          "connectionType": "authorization",
          "syncMode": "polling",
          "state": "authorization-pending",
          "lastSuccessfulSync": null,
          "health": "attention",
          "warning": null,
          "authorizationUrl": "https://vendor.example/login?state=synthetic-state-1"
        }
      },
      "LoginInbox": {
        "summary": "An inbox of a login-based vendor",
        "x-assumed": true,
        "value": {
          "inboxId": "5b1f3c9e-7a42-4d0e-9c55-2e8a6f0b7d14",
          "companyId": "synthetic-company-a",
          "vendor": "medit-link",
          "name": "Medit Link",
          "connectionType": "login",
          "syncMode": "polling",
          "state": "connected",
          "lastSuccessfulSync": "2026-01-05T08:00:00Z",
          "health": "healthy",
          "warning": null
        }
      }
    },
    "responses": {
      "Inbox": {
        "description": "The inbox.",
        "x-assumed": true,
        "headers": {
          "Date": {
            "$ref": "#/components/headers/Date"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Inbox"
            },
            "examples": {
              "login": {
                "$ref": "#/components/examples/LoginInbox"
              }
            }
          }
        }
      },
      "PushAccepted": {
        "description": "The push was taken.",
        "x-assumed": true
      },
      "Invalid": {
        "description": "The request does not have the form that the profile gives it.",
        "x-assumed": true,
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "Unprocessable": {
        "description": "The request has the right form and cannot be carried out, or the vendor refuses the credentials.",
        "x-assumed": true,
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "Unauthenticated": {
        "description": "There is no token, or no employee has it.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-07"
        ],
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "UnauthenticatedOrRefusedByVendor": {
        "description": "There is no token, or no employee has it; or the vendor refuses the credentials in the body.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-07",
          "INBOX-LOGIN-02",
          "INBOX-LOGIN-06"
        ],
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "Forbidden": {
        "description": "The employee is of another company.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-06"
        ],
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "NotFound": {
        "description": "There is no such company or inbox, as far as this employee is told.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-06"
        ],
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "Conflict": {
        "description": "The company has an inbox of this vendor already.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-02",
          "INBOX-CONN-10"
        ],
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      },
      "WrongSecret": {
        "description": "The secret is wrong or missing. The push brings no case.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-PUSH-05"
        ],
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      }
    },
    "schemas": {
      "Vendor": {
        "type": "string",
        "description": "`medit-link` is connected with user name and password, the others by signing in at the vendor in the browser.\n`shining-3d` pushes, the others are polled.\n",
        "x-assumed": true,
        "enum": [
          "itero",
          "3shape",
          "dexis",
          "sirona",
          "medit-link",
          "shining-3d"
        ]
      },
      "AuthorizationVendor": {
        "type": "string",
        "description": "The vendors with browser authorization.",
        "x-assumed": true,
        "enum": [
          "itero",
          "3shape",
          "dexis",
          "sirona",
          "shining-3d"
        ]
      },
      "LoginVendor": {
        "type": "string",
        "description": "The login-based vendors.",
        "x-assumed": true,
        "enum": [
          "medit-link"
        ]
      },
      "Connection": {
        "description": "What is connected. A login-based vendor needs the login too.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CONN-09"
        ],
        "oneOf": [
          {
            "$ref": "#/components/schemas/AuthorizationConnection"
          },
          {
            "$ref": "#/components/schemas/LoginConnection"
          }
        ]
      },
      "AuthorizationConnection": {
        "type": "object",
        "description": "A connection by browser authorization.",
        "x-assumed": true,
        "required": [
          "vendor"
        ],
        "properties": {
          "vendor": {
            "$ref": "#/components/schemas/AuthorizationVendor"
          }
        }
      },
      "LoginConnection": {
        "type": "object",
        "description": "A connection by user name and password.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-LOGIN-01",
          "INBOX-LOGIN-02"
        ],
        "required": [
          "vendor",
          "username",
          "password"
        ],
        "properties": {
          "vendor": {
            "$ref": "#/components/schemas/LoginVendor"
          },
          "username": {
            "type": "string",
            "minLength": 1
          },
          "password": {
            "type": "string",
            "format": "password",
            "minLength": 1,
            "description": "Stored for syncing; no answer holds it.",
            "x-requirements": [
              "INBOX-LOGIN-05"
            ]
          }
        }
      },
      "Credentials": {
        "type": "object",
        "description": "The login that the vendor is asked with from now on.",
        "x-assumed": true,
        "required": [
          "username",
          "password"
        ],
        "properties": {
          "username": {
            "type": "string",
            "minLength": 1
          },
          "password": {
            "type": "string",
            "format": "password",
            "minLength": 1,
            "description": "Stored for syncing; no answer holds it.",
            "x-requirements": [
              "INBOX-LOGIN-05"
            ]
          }
        }
      },
      "InboxList": {
        "type": "object",
        "description": "The inboxes of one company, in no set order.",
        "x-assumed": true,
        "required": [
          "inboxes"
        ],
        "properties": {
          "inboxes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Inbox"
            }
          }
        }
      },
      "Inbox": {
        "type": "object",
        "description": "One company's connection to one vendor.",
        "x-assumed": true,
        "required": [
          "inboxId",
          "companyId",
          "vendor",
          "name",
          "connectionType",
          "syncMode",
          "state",
          "lastSuccessfulSync",
          "health",
          "warning"
        ],
        "properties": {
          "inboxId": {
            "type": "string",
            "format": "uuid",
            "description": "Stays the same for as long as the inbox is connected, signing in again included.",
            "x-requirements": [
              "INBOX-AUTH-06"
            ]
          },
          "companyId": {
            "type": "string"
          },
          "vendor": {
            "$ref": "#/components/schemas/Vendor"
          },
          "name": {
            "type": "string",
            "description": "What people call the inbox.",
            "x-requirements": [
              "INBOX-SHOW-01"
            ]
          },
          "connectionType": {
            "$ref": "#/components/schemas/ConnectionType"
          },
          "syncMode": {
            "$ref": "#/components/schemas/SyncMode"
          },
          "state": {
            "$ref": "#/components/schemas/ConnectionState"
          },
          "lastSuccessfulSync": {
            "type": [
              "string",
              "null"
            ],
            "format": "date-time",
            "description": "Null before the first sync; never in the future, never going backwards.",
            "x-requirements": [
              "INBOX-SHOW-03",
              "INBOX-HEALTH-06"
            ]
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "warning": {
            "description": "Null where the synchronization is not interrupted.",
            "x-requirements": [
              "INBOX-SHOW-04"
            ],
            "oneOf": [
              {
                "$ref": "#/components/schemas/Warning"
              },
              {
                "type": "null"
              }
            ]
          },
          "authorizationUrl": {
            "type": "string",
            "format": "uri",
            "description": "Where the user signs in, while that is awaited. Absent for a login-based vendor.",
            "x-requirements": [
              "INBOX-AUTH-01",
              "INBOX-LOGIN-01"
            ]
          }
        }
      },
      "ConnectionType": {
        "type": "string",
        "description": "How the vendor is connected.",
        "x-assumed": true,
        "enum": [
          "authorization",
          "login"
        ]
      },
      "SyncMode": {
        "type": "string",
        "description": "Whether the hub asks the vendor for cases, or the vendor brings them.",
        "x-assumed": true,
        "enum": [
          "polling",
          "push"
        ]
      },
      "ConnectionState": {
        "type": "string",
        "description": "`paused` is for out of credits and storage full; such an inbox may also be shown as connected.\n",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-SHOW-02"
        ],
        "enum": [
          "authorization-pending",
          "connected",
          "authorization-expired",
          "credentials-invalid",
          "paused"
        ]
      },
      "Health": {
        "type": "string",
        "description": "Of a connected, polled inbox without a warning: healthy up to and including 10 minutes after the last sync, then\nattention, and issue from 4 hours of outage on.\n",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-HEALTH-01",
          "INBOX-HEALTH-02",
          "INBOX-HEALTH-03",
          "INBOX-HEALTH-04",
          "INBOX-HEALTH-05",
          "INBOX-HEALTH-07",
          "INBOX-PUSH-02"
        ],
        "enum": [
          "healthy",
          "attention",
          "issue"
        ]
      },
      "Warning": {
        "type": "object",
        "description": "Says that the synchronization is interrupted, since when, and what to do.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-SHOW-04",
          "INBOX-SHOW-05"
        ],
        "required": [
          "code",
          "since",
          "message",
          "action"
        ],
        "properties": {
          "code": {
            "$ref": "#/components/schemas/WarningCode"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "message": {
            "type": "string",
            "description": "What is wrong."
          },
          "action": {
            "type": "string",
            "description": "What the user should do."
          }
        }
      },
      "WarningCode": {
        "type": "string",
        "description": "Why the synchronization is interrupted. A hub may have further codes.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-AUTH-03",
          "INBOX-LOGIN-03",
          "INBOX-HEALTH-04",
          "INBOX-LIMIT-01",
          "INBOX-LIMIT-03"
        ],
        "minLength": 1,
        "examples": [
          "authorization-expired",
          "credentials-invalid",
          "out-of-credits",
          "storage-full",
          "vendor-outage",
          "sync-overdue"
        ]
      },
      "CaseList": {
        "type": "object",
        "description": "The case inbox of one company, newest first.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-HTTP-02"
        ],
        "required": [
          "cases"
        ],
        "properties": {
          "cases": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Case"
            }
          }
        }
      },
      "Case": {
        "type": "object",
        "description": "A case that was collected.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-CASE-01",
          "INBOX-CASE-02"
        ],
        "required": [
          "caseId",
          "vendor",
          "inboxId",
          "receivedAt",
          "patientName"
        ],
        "properties": {
          "caseId": {
            "type": "string",
            "description": "The vendor's own ID, or one that a vendor's namespace goes before; the vendor's is its last part.",
            "minLength": 1
          },
          "vendor": {
            "$ref": "#/components/schemas/Vendor"
          },
          "inboxId": {
            "type": "string",
            "format": "uuid",
            "description": "The inbox that it was collected from."
          },
          "receivedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When the hub collected it."
          },
          "patientName": {
            "type": "string"
          }
        }
      },
      "Account": {
        "type": "object",
        "description": "What a company has left to collect cases with.",
        "x-assumed": true,
        "x-requirements": [
          "INBOX-LIMIT-01",
          "INBOX-LIMIT-02",
          "INBOX-LIMIT-03",
          "INBOX-LIMIT-04",
          "INBOX-LIMIT-05"
        ],
        "required": [
          "credits",
          "storage"
        ],
        "properties": {
          "credits": {
            "type": "integer"
          },
          "storage": {
            "type": "object",
            "required": [
              "usedBytes",
              "limitBytes"
            ],
            "properties": {
              "usedBytes": {
                "type": "integer"
              },
              "limitBytes": {
                "type": "integer"
              }
            }
          }
        }
      },
      "Push": {
        "type": "object",
        "description": "A new case at Shining 3D.",
        "x-assumed": true,
        "required": [
          "eventId",
          "accountId",
          "caseId",
          "createdAt",
          "patientName"
        ],
        "properties": {
          "eventId": {
            "type": "string",
            "minLength": 1,
            "description": "Names the push; the case may be pushed again under the same or another one."
          },
          "accountId": {
            "type": "string",
            "minLength": 1,
            "description": "The companyId."
          },
          "caseId": {
            "type": "string",
            "minLength": 1
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "patientName": {
            "type": "string"
          }
        }
      },
      "Problem": {
        "type": "object",
        "description": "Problem details (RFC 9457). Every member may be left out; what is there has its type.",
        "x-assumed": true,
        "properties": {
          "type": {
            "type": "string",
            "format": "uri-reference",
            "default": "about:blank"
          },
          "title": {
            "type": "string"
          },
          "status": {
            "type": "integer",
            "minimum": 100,
            "maximum": 599,
            "description": "The answer's own status."
          },
          "detail": {
            "type": "string"
          },
          "instance": {
            "type": "string",
            "format": "uri-reference"
          }
        }
      }
    }
  }
}
