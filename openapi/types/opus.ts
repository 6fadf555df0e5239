// Generated from openapi/opus.yaml by `node --import tsx scripts/generate.ts`. Do not edit.
export interface paths {
    "/api/v1/booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Collects all booking data for a specific patient
         * @description The patient is named by the personal number, in four parameters.
         */
        get: operations["getBookings"];
        /**
         * Updates a booking
         * @description Moves a booking to another free slot.
         */
        put: operations["updateBooking"];
        /**
         * Creates a booking
         * @description Books a free time slot for a patient, who may not be known yet.
         */
        post: operations["createBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clinic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gathers all clinics, or those of a clinician, a treatment or both
         * @description Unless told otherwise, only clinics that have a free time.
         */
        get: operations["getClinics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clinic/{clinicID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gathers a specific clinic
         * @description The clinic as the list of clinics has it.
         */
        get: operations["getClinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clinician": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gathers all clinicians, or those of a clinic, a treatment or both
         * @description Unless told otherwise, only clinicians who have a free time.
         */
        get: operations["getClinicians"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gathers a patient
         * @description The patient is named by the personal number, in four parameters.
         */
        get: operations["getPatient"];
        put?: never;
        /**
         * Creates a patient
         * @description Registers a patient at a clinic, with a clinician.
         */
        post: operations["createPatient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/timeslot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gathers free time slots, of a month or from a date
         * @description The document has two operations here, told apart by their query: see `x-operations`. A query that has
         *     `startingFromDateTime` is getTimeslotsFrom, any other is getTimeslotsByMonth.
         */
        get: operations["getTimeslots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/treatment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gathers all treatments, or those of a clinic, a clinician or both
         * @description Whether or not there are free times for them.
         */
        get: operations["getTreatments"];
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
        /** @description The clinic's local time, without a zone, as in the document's example. */
        LocalDateTime: string;
        /** @description A string in the document's example, 17-a9ffb031-417f-4169-810a-cfd0d00adc7d. */
        ClinicID: string;
        /** @description A number in the document's example. */
        ClinicianID: number;
        /** @description A number in the document's example. */
        TreatmentID: number;
        /** @description Its form is not documented. */
        BookingID: number | string;
        /** @description The digits that follow the date of birth, leading zeros included. */
        ExtraDigits: string | number;
        /** @description The date of birth, which exists, and the extra digits. Whether the check digit is verified is not documented. */
        PersonalNumber: {
            Year: number;
            Month: number;
            Day: number;
            ExtraDigits: components["schemas"]["ExtraDigits"];
        };
        /** @description A patient to be created. That the names are required follows from what a patient is. */
        PatientRequest: {
            FirstName: string;
            LastName: string;
            PostalCode?: string;
            Email?: string;
            /** @description With a country code in one of the document's examples, without in the other. */
            MobilePhoneNumber?: string;
            PersonalNumber: components["schemas"]["PersonalNumber"];
        };
        /** @description The patient of a booking; only the personal number is required. */
        BookingPatient: {
            FirstName?: string;
            LastName?: string;
            PostalCode?: string;
            Email?: string;
            MobilePhoneNumber?: string;
            PersonalNumber: components["schemas"]["PersonalNumber"];
        };
        BookingRequest: {
            Patient: components["schemas"]["BookingPatient"];
            TimeSlot: components["schemas"]["TimeSlot"];
        };
        /** @description As a booking is made; without a time slot it stays where it is. */
        BookingUpdate: {
            Patient: components["schemas"]["BookingPatient"];
            TimeSlot?: components["schemas"]["TimeSlot"];
        };
        /** @description In answers the shape is assumed; it follows the request's example. */
        TimeSlot: {
            Start: components["schemas"]["LocalDateTime"];
            End: components["schemas"]["LocalDateTime"];
            ClinicID: components["schemas"]["ClinicID"];
            ClinicianID: components["schemas"]["ClinicianID"];
            TreatmentID: components["schemas"]["TreatmentID"];
        };
        TimeSlots: components["schemas"]["TimeSlot"][];
        /** @description Assumed; it follows the request's example. */
        Patient: {
            FirstName: string;
            LastName: string;
            PostalCode: string;
            Email: string;
            MobilePhoneNumber: string;
            PersonalNumber: components["schemas"]["PersonalNumber"];
        };
        /** @description Assumed; it follows the request's example. */
        Booking: {
            BookingID: components["schemas"]["BookingID"];
            Patient?: components["schemas"]["BookingPatient"];
            TimeSlot: components["schemas"]["TimeSlot"];
        };
        Bookings: components["schemas"]["Booking"][];
        /** @description Assumed. */
        Clinic: {
            ClinicID: components["schemas"]["ClinicID"];
            Name: string;
        };
        Clinics: components["schemas"]["Clinic"][];
        /** @description Assumed. */
        Clinician: {
            ClinicianID: components["schemas"]["ClinicianID"];
            Name: string;
        };
        Clinicians: components["schemas"]["Clinician"][];
        /** @description Assumed. */
        Treatment: {
            TreatmentID: components["schemas"]["TreatmentID"];
            Name: string;
        };
        Treatments: components["schemas"]["Treatment"][];
        /** @description What went wrong, in any form; for a 400 it names what has to be corrected. */
        ErrorBody: string | Record<string, never> | unknown[];
    };
    responses: {
        /**
         * @description One or more of the parameters have missing or invalid data. The body tells what has to be corrected: "Invalid
         *     SSN", invalid treatmentid.
         */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The api_key is missing or wrong. The status is not documented. */
        KeyRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The api_key is missing or wrong. The status is not documented. */
        KeyForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description There is nothing to list, or an ID in the query names nothing (which may be a 400 as well). */
        NothingToList: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /**
         * @description The slot is taken, by the same patient or by another, or was never offered: at that time, by that clinician, for that
         *     treatment or until then. The status is not documented; any other 4xx is as good.
         */
        SlotTaken: {
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
        /** @description Internal server error. "You are not supposed to run into any 500 errors". */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /**
         * @description Unable to contact the backend service, the on-premise service behind the API. All calls that need it are
         *     affected; listing timeslots is not. Whether the lists of clinics, clinicians and treatments need it is not
         *     documented.
         */
        BackendUnreachable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /** @description Year of the personal number. */
        BirthYear: number;
        /** @description Month of the personal number. */
        BirthMonth: number;
        /** @description Day of the personal number; the three together are a date that exists. */
        BirthDay: number;
        /** @description The digits that follow the date of birth, leading zeros included. */
        ExtraDigits: string;
        /** @description Only what belongs to this clinic. */
        ClinicFilter: components["schemas"]["ClinicID"];
        /** @description Only what belongs to this clinician (the document also says provider). */
        ClinicianFilter: components["schemas"]["ClinicianID"];
        /** @description Only what offers this treatment (the document also says booking model). */
        TreatmentFilter: components["schemas"]["TreatmentID"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getBookings: {
        parameters: {
            query: {
                /** @description Year of the personal number. */
                year: components["parameters"]["BirthYear"];
                /** @description Month of the personal number. */
                month: components["parameters"]["BirthMonth"];
                /** @description Day of the personal number; the three together are a date that exists. */
                day: components["parameters"]["BirthDay"];
                /** @description The digits that follow the date of birth, leading zeros included. */
                extradigits: components["parameters"]["ExtraDigits"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All bookings of the patient, and none of another's. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bookings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            /** @description The patient has no booking, or there is no such patient. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
    updateBooking: {
        parameters: {
            query: {
                /** @description The booking that is moved. */
                bookingID: components["schemas"]["BookingID"];
                /**
                 * @description The booking's clinic. Whether the old or the new slot's is not documented, so a booking is moved within one
                 *     clinic.
                 */
                clinicID: components["schemas"]["ClinicID"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookingUpdate"];
            };
        };
        responses: {
            /** @description The booking as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            /** @description The booking or the clinic does not exist, for which 400 is as good. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            409: components["responses"]["SlotTaken"];
            415: components["responses"]["WrongContentType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
    createBooking: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookingRequest"];
            };
        };
        responses: {
            /** @description The booking that was made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            /** @description The clinic, clinician or treatment does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            409: components["responses"]["SlotTaken"];
            415: components["responses"]["WrongContentType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
    getClinics: {
        parameters: {
            query?: {
                /** @description Only what belongs to this clinician (the document also says provider). */
                clinicianID?: components["parameters"]["ClinicianFilter"];
                /** @description Only what offers this treatment (the document also says booking model). */
                treatmentID?: components["parameters"]["TreatmentFilter"];
                /** @description Only clinics that have a free time for the given clinician and treatment. */
                onlyWithFreeTimes?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clinics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clinics"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            404: components["responses"]["NothingToList"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
    getClinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The clinic. */
                clinicID: components["schemas"]["ClinicID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clinic, as the list has it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clinic"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            /** @description There is no such clinic. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
    getClinicians: {
        parameters: {
            query?: {
                /** @description Only what belongs to this clinic. */
                clinicID?: components["parameters"]["ClinicFilter"];
                /** @description Only what offers this treatment (the document also says booking model). */
                treatmentID?: components["parameters"]["TreatmentFilter"];
                /** @description Only clinicians who have a free time at the given clinic for the given treatment. */
                onlyWithFreeTimes?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clinicians. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clinicians"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            404: components["responses"]["NothingToList"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
    getPatient: {
        parameters: {
            query: {
                /** @description Year of the personal number. */
                year: components["parameters"]["BirthYear"];
                /** @description Month of the personal number. */
                month: components["parameters"]["BirthMonth"];
                /** @description Day of the personal number; the three together are a date that exists. */
                day: components["parameters"]["BirthDay"];
                /** @description The digits that follow the date of birth, leading zeros included. */
                extradigits: components["parameters"]["ExtraDigits"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The patient. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            /** @description There is no such patient. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
    createPatient: {
        parameters: {
            query: {
                /** @description The clinic that the patient is registered at. */
                clinicID: components["schemas"]["ClinicID"];
                /** @description The clinician that the patient is registered with. */
                clinicianID: components["schemas"]["ClinicianID"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatientRequest"];
            };
        };
        responses: {
            /** @description The patient that was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            /** @description The clinic or the clinician does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            415: components["responses"]["WrongContentType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
    getTimeslots: {
        parameters: {
            query?: {
                /** @description Required by getTimeslotsByMonth. */
                year?: number;
                /** @description Required by getTimeslotsByMonth. */
                month?: number;
                /** @description Required by getTimeslotsFrom. The earliest start that is listed. */
                startingFromDateTime?: components["schemas"]["LocalDateTime"];
                /** @description The document says no more than the name. A number is accepted, and assumed never to add a slot. */
                delay?: number;
                /** @description Only slots at this clinic. */
                clinicID?: components["schemas"]["ClinicID"];
                /** @description Only slots with this clinician. */
                clinicianID?: components["schemas"]["ClinicianID"];
                /** @description Only slots for this treatment. Required by getTimeslotsFrom. */
                treatmentID?: components["schemas"]["TreatmentID"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The free time slots. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeSlots"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            /** @description There is no slot to list. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    getTreatments: {
        parameters: {
            query?: {
                /** @description Only what belongs to this clinic. */
                clinicID?: components["parameters"]["ClinicFilter"];
                /** @description Only what belongs to this clinician (the document also says provider). */
                clinicianID?: components["parameters"]["ClinicianFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The treatments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Treatments"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["KeyForbidden"];
            404: components["responses"]["NothingToList"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["BackendUnreachable"];
        };
    };
}
