// Generated from openapi/itero.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
export interface paths {
    "/api/v1/order/create-new-order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create scan
         * @description Creates and sends a new case with a new RX.
         */
        post: operations["createNewOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order/create-new-order-by-rx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create scan using RXID
         * @description Creates and sends a new case based on an existing RX, following a "Scan Request": that call creates an RX that is
         *     sent to the scanner, and returns an RXID that should be passed in this call.
         */
        post: operations["createNewOrderByRx"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets/available-procedure-maps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Available Procedure Maps
         * @description Gets the available Map IDs. No authorization is required for this call.
         *
         *     Each iTero case must use one of six procedures, a type (that is applicable is some of the procedures) and lab to
         *     send the case to (if applicable). The combination of these three parameters is part of every iTero RX, and has a
         *     unique number. This number is passed when creating a case.
         */
        get: operations["getAvailableProcedureMaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        NewOrder: {
            companyId: components["schemas"]["CompanyId"];
            scannerSerialNumber: components["schemas"]["ScannerSerialNumber"];
            procedureMapId: components["schemas"]["ProcedureMapId"];
            patient: components["schemas"]["Patient"];
            /** @description Any free text that the scanning doctor wants to add to the RX. */
            notes?: string;
            labId?: components["schemas"]["LabId"];
        };
        /** @description The patient of the RX. */
        Patient: {
            /** @description Patient's first name. */
            firstName: string;
            /** @description Patient's last name. */
            lastName: string;
            /** @description Patient's chart number. */
            chartNumber?: string;
            /** @description Patient's middle initial. */
            mi?: string;
            /**
             * @description 0 - male, 1 - female.
             * @enum {integer}
             */
            gender: 0 | 1;
            /** @description Patient's date of birth. Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYY-MM-DD. */
            dateOfBirth: string;
            /** @description Patient's zip code. */
            zipCode?: string;
        };
        OrderByRx: {
            companyId: components["schemas"]["CompanyId"];
            scannerSerialNumber: components["schemas"]["ScannerSerialNumber"];
            /**
             * Format: uuid
             * @description GUID of an existing RX.
             */
            rxId: string;
            procedureMapId: components["schemas"]["ProcedureMapId"];
            labId?: components["schemas"]["LabId"];
        };
        /** @description iTero ID of the doctor's clinic. */
        CompanyId: number;
        /** @description Scanner serial number of the specified clinic. */
        ScannerSerialNumber: string;
        /** @description ID of the procedure. Refer to getAvailableProcedureMaps. */
        ProcedureMapId: number;
        /**
         * @description iTero ID of the lab that the scan is sent to.
         *
         *     This parameter is based on the Procedure Map ID. Map IDs that have a lab require an ID in this field. Pass null
         *     if lab is not required. Whether it is required depends on the sendTo of the map, which a schema cannot tell.
         */
        LabId: number | null;
        Scan: {
            /** @description A unique number assigned to the scan. This number will be used for downloading the scan's assets. */
            orderId: number;
            /** @description A unique string assigned to the scan. This information is not required to be used by other endpoints. */
            orderCode: string;
            /**
             * Format: uuid
             * @description A unique identifier of the patient.
             */
            patientGuid: string;
            /**
             * Format: uuid
             * @description A unique identifier of the RX (RXID).
             */
            rxGuid: string;
        };
        /** @description The document describes no body for an error, so that every JSON value is one. */
        ErrorBody: unknown;
        AvailableProcedureMaps: {
            /** @description The available maps; procedureMapId, and the trio procedure, type, sendTo, are unique among them. */
            procedureMaps: components["schemas"]["ProcedureMap"][];
        };
        ProcedureMap: {
            /** @description ID of the trio: procedure, type and send to. */
            procedureMapId: number;
            /** @description Description of the procedure. */
            description: string;
            /** @description How to use this Map ID. */
            note: string | null;
            /** @description For backwards compatibility, if account does not support procedures, pass the mapped case type. */
            caseType: string | null;
            procedure: components["schemas"]["Procedure"];
            /**
             * @description Procedure type if applicable, one of those of its procedure. Names compare without regard to case or runs of
             *     white space.
             */
            type: string | null;
            sendTo: components["schemas"]["SendTo"];
        } & (unknown & unknown & unknown & unknown & unknown & unknown);
        /**
         * @description What stands for no type.
         * @enum {string|null}
         */
        NoType: "NA" | "N/A" | "/" | "" | null;
        /**
         * @description One of 6 available procedures. Names compare without regard to case or runs of white space.
         * @enum {string}
         */
        Procedure: "Study Model - iRecord" | "Study Model" | "Invisalign" | "Implant Planning" | "Fixed Restorative" | "Denture/Removable" | "Appliance";
        /**
         * @description Type of lab to send to.
         *
         *     - restoLab: case should be sent to a resto lab. Caller should provide an account number of a resto lab (labId)
         *       that is related to the clinic account.
         *     - orthoLab: case should be sent to an ortho lab. Caller should provide an account number of an ortho lab (labId)
         *       that is related to the clinic account.
         *     - chairside: case is sent to chair side. Caller should pass null in labId.
         *     - midc_only: case is sent to myitero.com. Caller should pass null in labId.
         *     - N/A: no lab is involved. Caller should pass null in labId.
         * @enum {string}
         */
        SendTo: "restoLab" | "orthoLab" | "chairside" | "midc_only" | "N/A";
    };
    responses: {
        /** @description OK. */
        ScanCreated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Scan"];
            };
        };
        /** @description Bad request. One of the parameters is not valid. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Unauthorized error. Wrong user or password, or missing credentials. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The body's content type is not application/json. The status is not documented; 400 is as good. */
        WrongContentType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The caller has created 10 cases within this minute. The document gives no status for this. */
        LimitReached: {
            headers: {
                /** @description Seconds until a case is accepted again, or the time from which one is. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Internal Server error. No request is expected to draw it, one whose body is JSON and no object included. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createNewOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description RX information and scan procedure and type. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            200: components["responses"]["ScanCreated"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            415: components["responses"]["WrongContentType"];
            429: components["responses"]["LimitReached"];
            500: components["responses"]["InternalServerError"];
        };
    };
    createNewOrderByRx: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description RX information and scan procedure and type. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderByRx"];
            };
        };
        responses: {
            200: components["responses"]["ScanCreated"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            415: components["responses"]["WrongContentType"];
            429: components["responses"]["LimitReached"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getAvailableProcedureMaps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The available maps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailableProcedureMaps"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalServerError"];
        };
    };
}
