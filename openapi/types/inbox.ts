// Generated from openapi/inbox.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
export interface paths {
    "/api/v1/companies/{companyId}/inboxes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        /**
         * List the inboxes that a company has connected
         * @description Lists every inbox of the company, whoever of its employees connected it, the pending ones too.
         */
        get: operations["listInboxes"];
        put?: never;
        /**
         * Connect a company to a vendor
         * @description A vendor with browser authorization answers an inbox that is pending, with the URL at which the user signs in.
         *     A login-based vendor is asked at once whether it accepts the credentials.
         *     A company has one inbox of a vendor at most; one that is pending counts.
         */
        post: operations["connectInbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{companyId}/inboxes/{inboxId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
                /** @description One inbox of that company. */
                inboxId: components["parameters"]["InboxId"];
            };
            cookie?: never;
        };
        /**
         * Read one inbox
         * @description The inbox as it stands at the answer's `Date`. Up to and including 10 minutes after its last sync a polled inbox is
         *     healthy, then it needs attention; from 4 hours of outage on there is an issue, with a warning. A pushed inbox is
         *     not judged by the age of its sync.
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        /**
         * Disconnect an inbox
         * @description The inbox is no longer listed, and its vendor can be connected again. Collected cases stay.
         */
        delete: operations["disconnectInbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{companyId}/inboxes/{inboxId}/authorization": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
                /** @description One inbox of that company. */
                inboxId: components["parameters"]["InboxId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start to sign in at the vendor again
         * @description Answers a fresh authorization URL. Until the user has signed in, the inbox is as it was, or pending; an older
         *     authorization URL may be void from now on.
         */
        post: operations["reauthorizeInbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{companyId}/inboxes/{inboxId}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
                /** @description One inbox of that company. */
                inboxId: components["parameters"]["InboxId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the stored login of an inbox
         * @description The vendor is asked at once; credentials that it refuses leave the inbox as it was.
         */
        put: operations["updateCredentials"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorization/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Come back from the vendor's login page
         * @description Where the vendor sends the browser once the user has signed in. It carries no token: the state stands for the
         *     inbox, was made by the hub, and is good for one time.
         */
        get: operations["completeAuthorization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{companyId}/cases": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        /**
         * List the case inbox
         * @description The collected cases of all the company's inboxes, newest first.
         */
        get: operations["listCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{companyId}/account": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        /**
         * Read a company's credits and storage
         * @description Each collected case takes one credit, and may take storage.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/shining-3d": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a pushed case
         * @description The hub's end of the webhook `shining3dCase`. The vendor may push a case more than once; it is collected once.
         *     A push that cannot be collected now is accepted all the same, and the case waits at the vendor.
         */
        post: operations["receivePush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    shining3dCase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A Shining 3D account has a new case
         * @description The vendor's end of `receivePush`: Shining 3D calls the hub once for each new case. A push that does not reach the
         *     hub is not sent again; the hub finds its case by a cross-check, which it makes at least every 8 hours.
         */
        post: operations["pushCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description `medit-link` is connected with user name and password, the others by signing in at the vendor in the browser.
         *     `shining-3d` pushes, the others are polled.
         * @enum {string}
         */
        Vendor: "itero" | "3shape" | "dexis" | "sirona" | "medit-link" | "shining-3d";
        /**
         * @description The vendors with browser authorization.
         * @enum {string}
         */
        AuthorizationVendor: "itero" | "3shape" | "dexis" | "sirona" | "shining-3d";
        /**
         * @description The login-based vendors.
         * @enum {string}
         */
        LoginVendor: "medit-link";
        /** @description What is connected. A login-based vendor needs the login too. */
        Connection: components["schemas"]["AuthorizationConnection"] | components["schemas"]["LoginConnection"];
        /** @description A connection by browser authorization. */
        AuthorizationConnection: {
            vendor: components["schemas"]["AuthorizationVendor"];
        };
        /** @description A connection by user name and password. */
        LoginConnection: {
            vendor: components["schemas"]["LoginVendor"];
            username: string;
            /**
             * Format: password
             * @description Stored for syncing; no answer holds it.
             */
            password: string;
        };
        /** @description The login that the vendor is asked with from now on. */
        Credentials: {
            username: string;
            /**
             * Format: password
             * @description Stored for syncing; no answer holds it.
             */
            password: string;
        };
        /** @description The inboxes of one company, in no set order. */
        InboxList: {
            inboxes: components["schemas"]["Inbox"][];
        };
        /** @description One company's connection to one vendor. */
        Inbox: {
            /**
             * Format: uuid
             * @description Stays the same for as long as the inbox is connected, signing in again included.
             */
            inboxId: string;
            companyId: string;
            vendor: components["schemas"]["Vendor"];
            /** @description What people call the inbox. */
            name: string;
            connectionType: components["schemas"]["ConnectionType"];
            syncMode: components["schemas"]["SyncMode"];
            state: components["schemas"]["ConnectionState"];
            /**
             * Format: date-time
             * @description Null before the first sync; never in the future, never going backwards.
             */
            lastSuccessfulSync: string | null;
            health: components["schemas"]["Health"];
            /** @description Null where the synchronization is not interrupted. */
            warning: components["schemas"]["Warning"] | null;
            /**
             * Format: uri
             * @description Where the user signs in, while that is awaited. Absent for a login-based vendor.
             */
            authorizationUrl?: string;
        };
        /**
         * @description How the vendor is connected.
         * @enum {string}
         */
        ConnectionType: "authorization" | "login";
        /**
         * @description Whether the hub asks the vendor for cases, or the vendor brings them.
         * @enum {string}
         */
        SyncMode: "polling" | "push";
        /**
         * @description `paused` is for out of credits and storage full; such an inbox may also be shown as connected.
         * @enum {string}
         */
        ConnectionState: "authorization-pending" | "connected" | "authorization-expired" | "credentials-invalid" | "paused";
        /**
         * @description Of a connected, polled inbox without a warning: healthy up to and including 10 minutes after the last sync, then
         *     attention, and issue from 4 hours of outage on.
         * @enum {string}
         */
        Health: "healthy" | "attention" | "issue";
        /** @description Says that the synchronization is interrupted, since when, and what to do. */
        Warning: {
            code: components["schemas"]["WarningCode"];
            /** Format: date-time */
            since: string;
            /** @description What is wrong. */
            message: string;
            /** @description What the user should do. */
            action: string;
        };
        /**
         * @description Why the synchronization is interrupted. A hub may have further codes.
         * @example authorization-expired
         * @example credentials-invalid
         * @example out-of-credits
         * @example storage-full
         * @example vendor-outage
         * @example sync-overdue
         */
        WarningCode: string;
        /** @description The case inbox of one company, newest first. */
        CaseList: {
            cases: components["schemas"]["Case"][];
        };
        /** @description A case that was collected. */
        Case: {
            /** @description The vendor's own ID, or one that a vendor's namespace goes before; the vendor's is its last part. */
            caseId: string;
            vendor: components["schemas"]["Vendor"];
            /**
             * Format: uuid
             * @description The inbox that it was collected from.
             */
            inboxId: string;
            /**
             * Format: date-time
             * @description When the hub collected it.
             */
            receivedAt: string;
            patientName: string;
        };
        /** @description What a company has left to collect cases with. */
        Account: {
            credits: number;
            storage: {
                usedBytes: number;
                limitBytes: number;
            };
        };
        /** @description A new case at Shining 3D. */
        Push: {
            /** @description Names the push; the case may be pushed again under the same or another one. */
            eventId: string;
            /** @description The companyId. */
            accountId: string;
            caseId: string;
            /** Format: date-time */
            createdAt: string;
            patientName: string;
        };
        /** @description Problem details (RFC 9457). Every member may be left out; what is there has its type. */
        Problem: {
            /**
             * Format: uri-reference
             * @default about:blank
             */
            type: string;
            title?: string;
            /** @description The answer's own status. */
            status?: number;
            detail?: string;
            /** Format: uri-reference */
            instance?: string;
        };
    };
    responses: {
        /** @description The inbox. */
        Inbox: {
            headers: {
                Date: components["headers"]["Date"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Inbox"];
            };
        };
        /** @description The push was taken. */
        PushAccepted: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request does not have the form that the profile gives it. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request has the right form and cannot be carried out, or the vendor refuses the credentials. */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no token, or no employee has it. */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no token, or no employee has it; or the vendor refuses the credentials in the body. */
        UnauthenticatedOrRefusedByVendor: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The employee is of another company. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such company or inbox, as far as this employee is told. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The company has an inbox of this vendor already. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The secret is wrong or missing. The push brings no case. */
        WrongSecret: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The company. An employee reaches the own one only. */
        CompanyId: string;
        /** @description One inbox of that company. */
        InboxId: string;
    };
    requestBodies: never;
    headers: {
        /** @description When the answer was made, by the clock by which syncs and warnings are dated (RFC 9110, whole seconds). */
        Date: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listInboxes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The company's inboxes. */
            200: {
                headers: {
                    Date: components["headers"]["Date"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxList"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    connectInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Connection"];
            };
        };
        responses: {
            /** @description The new inbox, with `authorizationUrl` while its authorization is pending. */
            201: {
                headers: {
                    Date: components["headers"]["Date"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["UnauthenticatedOrRefusedByVendor"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
        };
    };
    getInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
                /** @description One inbox of that company. */
                inboxId: components["parameters"]["InboxId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Inbox"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    disconnectInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
                /** @description One inbox of that company. */
                inboxId: components["parameters"]["InboxId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The inbox is disconnected. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    reauthorizeInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
                /** @description One inbox of that company. */
                inboxId: components["parameters"]["InboxId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Inbox"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The inbox is of a login-based vendor. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
                /** @description One inbox of that company. */
                inboxId: components["parameters"]["InboxId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            200: components["responses"]["Inbox"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["UnauthenticatedOrRefusedByVendor"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The inbox is of a vendor with browser authorization. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Unprocessable"];
        };
    };
    completeAuthorization: {
        parameters: {
            query: {
                /** @description The vendor's authorization code, good for one time. */
                code: string;
                /** @description The state of the authorization URL, unchanged. */
                state: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The inbox is connected; the browser goes on to the integrations page. */
            303: {
                headers: {
                    /** @description The integrations page. */
                    Location: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The state is forged, used or missing, or the vendor did not issue the code. Nothing is connected. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCases: {
        parameters: {
            query?: {
                /** @description Lists exactly this vendor's cases. */
                vendor?: components["schemas"]["Vendor"];
            };
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cases, newest first. */
            200: {
                headers: {
                    Date: components["headers"]["Date"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The company. An employee reaches the own one only. */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the company has left. */
            200: {
                headers: {
                    Date: components["headers"]["Date"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    receivePush: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Push"];
            };
        };
        responses: {
            202: components["responses"]["PushAccepted"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["WrongSecret"];
            403: components["responses"]["WrongSecret"];
            422: components["responses"]["Unprocessable"];
        };
    };
    pushCase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Push"];
            };
        };
        responses: {
            202: components["responses"]["PushAccepted"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["WrongSecret"];
            403: components["responses"]["WrongSecret"];
            422: components["responses"]["Unprocessable"];
        };
    };
}
