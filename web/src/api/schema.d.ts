// Made by tools/make_api_types.mjs from src/sinew/server/openapi.json. Do not edit: npm run api
export interface paths {
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** whether a first account is needed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Setup"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** make the first administrator, with the code that the terminal shows */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        login: string;
                        password: string;
                        name: string;
                        centre?: string;
                        /** @description make the demonstration cohort too */
                        demonstration?: boolean;
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** who I am */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** come in */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        login: string;
                        password: string;
                        /** @description of the second factor */
                        code?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /** leave */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** give the code */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** lock with the PIN */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** unlock with the PIN */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        pin: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** show again who you are, for one signature */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password?: string;
                        /** @description one-time code */
                        code?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description good once, for two minutes, in this session */
                            proof: string;
                            /** @description instant, ISO 8601 with offset or Z */
                            expires_at: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** change the password */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        old: string;
                        new: string;
                    };
                };
            };
            responses: {
                /** @description done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** set a PIN */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                        pin: string;
                    };
                };
            };
            responses: {
                /** @description done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** confirm with a first code */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        /** begin: a secret to scan */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            secret: string;
                            /** @description otpauth, draw it as a QR code */
                            uri: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /** switch off */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        /** whom an invitation is for */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            role: components["schemas"]["Role"];
                            /** @description instant, ISO 8601 with offset or Z */
                            expires_at: string;
                            needs_login: boolean;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** accept */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        login?: string;
                        password: string;
                        pin?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** all accounts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** invite a colleague */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        role: components["schemas"]["Role"];
                        name: string;
                        login: string;
                        /** @description the colleague joins these */
                        teams?: string[];
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** change role or name, close, unlock */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    account: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        role?: components["schemas"]["Role"];
                        name?: string;
                        /** @enum {string} */
                        state?: "active" | "closed";
                        unlock?: boolean;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        trace?: never;
    };
    "/api/v1/accounts/{account}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** a new invitation */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    account: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** who looked and who changed, newest last */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    person?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            lines: components["schemas"]["AuditLine"][];
                            /** @description the chain of this page fits */
                            intact: boolean;
                            next?: string | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/centre": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** the centre: name, numbers to call */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Centre"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /** change it */
        put: {
            parameters: {
                query?: never;
                header: {
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Centre"];
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Centre"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** the caseload, who needs you first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    find?: string;
                    due?: string;
                    /** @description only people the reader is named for, not those of a team */
                    named?: "me";
                    /** @description another day than today */
                    date?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Caseload"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** take in a person */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code?: string;
                        name?: string;
                        /** @description YYYY-MM-DD */
                        born?: string | null;
                        language?: components["schemas"]["Language"];
                        framing?: components["schemas"]["Framing"];
                        contact?: string;
                        emergency_contact?: string;
                        /** @description a FHIR R4 bundle */
                        bundle?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** who somebody is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** correct it */
        patch: {
            parameters: {
                query?: never;
                header: {
                    "If-Match": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code?: string;
                        name?: string;
                        /** @description YYYY-MM-DD */
                        born?: string | null;
                        language?: components["schemas"]["Language"];
                        framing?: components["schemas"]["Framing"];
                        contact?: string;
                        emergency_contact?: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        trace?: never;
    };
    "/api/v1/people/{person}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** let the person in: link and QR code */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/team": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** who treats this person */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TreatingTeam"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /** hand over, add or take out */
        put: {
            parameters: {
                query?: never;
                header: {
                    "If-Match": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        teams: string[];
                        colleagues: string[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TreatingTeam"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** the record */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /** replace the record */
        put: {
            parameters: {
                query?: never;
                header: {
                    "If-Match": string;
                    "X-Reason"?: string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** lay a FHIR R4 bundle over the record */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            notes: string[];
                            faults?: components["schemas"]["Problem"][];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** what is still open, safety first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Questions"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** answers to open questions */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description by fact; null = asked and unknown */
                        answers: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Questions"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/clearance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** the clearance, reasons and open questions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Clearance"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** screen now and keep it */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Clearance"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/programme": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** the programme in force, or proposed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProgrammeView"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** prescribe: screens, keeps a proposal */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description YYYY-MM-DD */
                        start?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProgrammeView"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/programme/decision": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** sign, or decline with a reason */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "sign" | "decline";
                        version: number;
                        reason?: string;
                        /** @description from POST /api/v1/session/proof; a signature needs it */
                        proof?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProgrammeView"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/programme.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** sheets for wall and folder */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/programme.ics": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** a calendar with neutral titles */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/calendar": string;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/programme.html": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** one printable page */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/programme.fhir": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** FHIR R4 bundle: CarePlan, Goals, ServiceRequests; a disclosure */
        get: {
            parameters: {
                query?: {
                    /** @description the consent it rests on */
                    consent?: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/fhir+json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/why": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** why: answer, facts, rule, source, grade, what would change it */
        get: {
            parameters: {
                query?: {
                    /** @description /weeks/0/days/2/targets/hr, /clearance/findings/0, SCR-035 */
                    place?: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Why"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** the days of the programme */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionLine"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/sessions/{day}/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
                day: number;
                session: number;
            };
            cookie?: never;
        };
        /** the timed script */
        get: {
            parameters: {
                query?: {
                    tempo?: number;
                    seated?: boolean;
                    breath_level?: number;
                };
                header?: never;
                path: {
                    person: string;
                    day: number;
                    session: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/on-demand": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** the practice for when craving comes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/meanwhile/{activity}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
                activity: string;
            };
            cookie?: never;
        };
        /** what stays permitted while no training is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                    activity: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** what was entered */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: components["schemas"]["Entry"][];
                            next: string | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** check-ins and sessions done, one or many; safe to send again */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        entries: components["schemas"]["Entry"][];
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Entries"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/today": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** today in one screen */
        get: {
            parameters: {
                query?: {
                    /** @description the phone's day */
                    date?: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Today"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/offline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** what the phone keeps for 14 days */
        get: {
            parameters: {
                query?: {
                    date?: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Offline"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/change": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** what changed, in honest words */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Change"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/coping-plan": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** triggers, signs and what helps */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CopingPlan"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /** keep it */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "If-Match"?: string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CopingPlan"];
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CopingPlan"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** the thread */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** write */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/messages/read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** all read */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** staff notes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** add a note */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                        /** @enum {string} */
                        kind?: "note" | "call" | "visit";
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/counselling-notes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** notes of counselling, kept apart: one's own; those of others on the person's consent that names the reader */
        get: {
            parameters: {
                query?: {
                    /** @description a consent of the purpose counselling_notes */
                    consent?: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CounsellingNotes"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** add one */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID, version 7 */
                            id: string;
                            by: string;
                            /** @description instant, ISO 8601 with offset or Z */
                            at: string;
                            own: boolean;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/flags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** what is open by what was entered and by the screening, newest first; also in emergency access */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Flag"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** everything that happened, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TimelineEntry"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/adaptation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** what changes next week, by rule, from what was done */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdaptationView"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** accept, edit or decline with a reason */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "accept" | "edit" | "decline";
                        reason?: string;
                        /** @description from POST /api/v1/session/proof; accepting and editing need it */
                        proof?: string;
                        edits?: {
                            /** @enum {string} */
                            place: "/dose/now/aerobic_minutes" | "/dose/now/aerobic_days" | "/dose/now/strength_minutes";
                            /** @description at most what was proposed */
                            value: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdaptationView"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** consents */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Consent"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** record a consent */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        purpose: "treatment_payment_operations" | "research" | "counselling_notes" | "legal_proceedings" | "cross_border" | "sensitive_class" | "other";
                        purpose_text?: string;
                        recipient: string;
                        classes: string[];
                        /** @description YYYY-MM-DD */
                        start: string;
                        /** @description YYYY-MM-DD */
                        until?: string | null;
                        language: components["schemas"]["Language"];
                        /** @enum {string} */
                        method: "paper" | "spoken" | "screen";
                        signer: string;
                        witness?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Consent"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/consents/{consent}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
                consent: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** revoke: from now on */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                    consent: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Consent"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/disclosures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** what left the centre */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Disclosure"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** export on a consent, an emergency or a court order, with the notice */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        basis: "consent" | "medical_emergency" | "court_order";
                        /** @description UUID, version 7 */
                        consent?: string;
                        recipient: string;
                        court_order?: string;
                        /** @description of the emergency */
                        nature?: string;
                        what?: string[];
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/my-data": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        /** everything about me, machine-readable */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** erase: the key is destroyed, a tombstone stays */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description the person's code, typed again */
                        code: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** emergency access: one's own, and about people one treats; all of it for administrators */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EmergencyAccess"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** reach somebody whom one does not treat, for an hour */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description the whole code, or the whole name */
                        whom: string;
                        reason: components["schemas"]["EmergencyReason"];
                        /** @description what happened */
                        words: string;
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EmergencyAccess"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-access/{access}/review": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                access: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** look at it; not for whoever opened it */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    access: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        justified: boolean;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EmergencyAccess"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** teams and their members */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Team"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** make a team */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        members?: string[];
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Team"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{team}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** change its name or members */
        patch: {
            parameters: {
                query?: never;
                header: {
                    "If-Match": string;
                };
                path: {
                    team: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        members?: string[];
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Team"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        trace?: never;
    };
    "/api/v1/treated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** every person as a code, with who treats them; those without anybody first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Treated"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** planned classes */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClassPlan"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** plan a class */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        /** @description YYYY-MM-DD */
                        day: string;
                        start: string;
                        minutes: number;
                        room: string;
                        size: number;
                        /** @enum {string} */
                        kind: "large" | "small";
                        weekly?: boolean;
                        people?: string[];
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClassPlan"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classes/{class}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        /** one class */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    class: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClassPlan"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** change it */
        patch: {
            parameters: {
                query?: never;
                header: {
                    "If-Match": string;
                };
                path: {
                    class: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        /** @description YYYY-MM-DD */
                        day?: string;
                        start?: string;
                        minutes?: number;
                        room?: string;
                        size?: number;
                        /** @enum {string} */
                        kind?: "large" | "small";
                        people?: string[];
                        /** @enum {string} */
                        state?: "planned" | "held" | "cancelled";
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClassPlan"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        trace?: never;
    };
    "/api/v1/classes/{class}/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        /** duties, emergency card, who is in it and what each must not do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    class: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClassSheet"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classes/{class}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        get?: never;
        /** who was there, two taps each */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    class: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        people: {
                            /** @description UUID, version 7 */
                            person: string;
                            /** @enum {string} */
                            state: "unknown" | "here" | "away" | "left_early";
                        }[];
                    };
                };
            };
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClassSheet"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classes/{class}/script": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        /** the script for the big screen: no names, the safest variant of the group */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    class: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demonstration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** make the demonstration cohort: marked, and only in an empty store */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        people?: number;
                    };
                };
            };
            responses: {
                /** @description done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: number;
                            logins: {
                                role: components["schemas"]["Role"];
                                login: string;
                                password: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/figure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** forms and keyframes for the figure */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** outcomes that can be entered */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Outcome"][];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questionnaires/{instrument}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instrument: string;
            };
            cookie?: never;
        };
        /** a questionnaire */
        get: {
            parameters: {
                query?: {
                    lang?: string;
                };
                header?: never;
                path: {
                    instrument: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Questionnaire"];
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        /** the JSON Schema of a document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** this document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** alive */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "alive";
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ready to serve */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "ready" | "draining" | "store";
                            store?: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prometheus text */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
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
        Problem: {
            type: string;
            /** @description what happened, one sentence */
            title: string;
            status: number;
            /** @description what is safe */
            detail?: string;
            /** @description what to do next */
            hint?: string;
            /** @description JSON pointer or parameter */
            where?: string;
            faults?: {
                what: string;
                where?: string;
                hint?: string;
            }[];
        };
        /** @enum {string} */
        Role: "person" | "therapist" | "clinician" | "researcher" | "administrator";
        /** @enum {string} */
        Language: "en" | "zh";
        /** @enum {string} */
        Framing: "secular" | "traditional";
        Me: {
            /** @description UUID, version 7 */
            account: string;
            role: components["schemas"]["Role"];
            name: string;
            /** @description UUID, version 7 */
            person?: string | null;
            /** @description send as X-CSRF-Token with every change */
            csrf: string;
            language: components["schemas"]["Language"];
            framing: components["schemas"]["Framing"];
            /** @enum {string} */
            second_factor: "none" | "due" | "done";
            /** @description a PIN is set */
            pin: boolean;
            /** @description the PIN is asked for */
            locked: boolean;
            /** @description instant, ISO 8601 with offset or Z */
            expires_at?: string;
        };
        Setup: {
            /** @description no account exists yet */
            needed: boolean;
            /** @description the store holds the demonstration cohort */
            demonstration: boolean;
            version: string;
            /** @description hash of the packs */
            knowledge: string;
        };
        CallNumber: {
            label: string;
            /** @description as dialled */
            number: string;
            hours?: string;
            emergency?: boolean;
        };
        Centre: {
            name: string;
            /** @description what a phone shows a bystander */
            discreet_name: string;
            language: components["schemas"]["Language"];
            framing: components["schemas"]["Framing"];
            call: components["schemas"]["CallNumber"][];
            /** @description days without an entry after which somebody counts as quiet */
            quiet_days: number;
            /** @description of the clock on the centre's wall, minutes east of UTC; decides its today */
            utc_offset_min?: number;
            version?: number;
        };
        PersonLine: {
            /** @description UUID, version 7 */
            id: string;
            /** @description programme id, enough where names are optional */
            code: string;
            /** @description may be empty */
            name: string;
        };
        Person: {
            /** @description UUID, version 7 */
            id: string;
            code: string;
            name: string;
            /** @description YYYY-MM-DD */
            born?: string | null;
            language: components["schemas"]["Language"];
            framing: components["schemas"]["Framing"];
            contact?: string;
            emergency_contact?: string;
            /** @description YYYY-MM-DD */
            since?: string;
            /** @description UUID, version 7 */
            account?: string | null;
            labels?: {
                jurisdiction?: string;
                part2?: boolean;
                sensitivity?: string[];
                research_only?: boolean;
            };
            /** @description for If-Match */
            version: number;
        };
        Point: {
            /** @description YYYY-MM-DD */
            day: string;
            value: number;
        };
        Series: {
            outcome: string;
            label: string;
            unit?: string;
            lowest?: number;
            highest?: number;
            /** @enum {string} */
            better?: "lower" | "higher" | "none";
            points: components["schemas"]["Point"][];
            band?: {
                low: number;
                high: number;
            } | null;
            /** @enum {string} */
            attention: "none" | "quiet" | "worse_alarm" | "worsened" | "rose_after_bouts";
            /** @description honest words: no clear effect yet, clearly better ...; to the person without digits and alarms */
            words: string;
            /** @description a few words for a row of a table */
            brief?: string;
            /** @description the digits behind the words */
            detail?: string;
        };
        /** @description what somebody wrote, as they wrote it */
        Quote: {
            text: string;
            language: components["schemas"]["Language"] | null;
        };
        Flag: {
            id: string;
            /** @description the sign and the measurement behind it */
            words: string;
            own_words?: components["schemas"]["Quote"];
            /** @description somebody should look today */
            grave: boolean;
            /** @description YYYY-MM-DD */
            since: string | null;
            /** @description where its why is: /clearance/findings/0 ... */
            place?: string;
        };
        NextSession: {
            /** @description YYYY-MM-DD */
            date: string;
            time?: string | null;
            label: string;
            minutes?: number;
            day?: number;
            session?: number;
        };
        CaseloadRow: {
            person: components["schemas"]["PersonLine"];
            /** @enum {string} */
            outcome: "clear" | "modify" | "supervise" | "incomplete" | "refer_first" | "stop_now" | "not_screened";
            /** @description five words */
            outcome_words: string;
            /** @description YYYY-MM-DD */
            screening_day?: string | null;
            /** @description a valid screening holds today */
            screening_valid?: boolean;
            /** @description YYYY-MM-DD */
            last_seen: string | null;
            quiet: boolean;
            due: ("screening" | "sign_programme" | "adaptation" | "message" | "check_in" | "review" | "emergency_access")[];
            next_session?: components["schemas"]["NextSession"] | null;
            flags: components["schemas"]["Flag"][];
            /** @description craving and mood */
            series: components["schemas"]["Series"][];
            /** @description 0 first: who needs you */
            rank: number;
            week?: {
                done: number;
                planned: number;
            };
        };
        Caseload: {
            /** @description YYYY-MM-DD */
            today: string;
            rows: components["schemas"]["CaseloadRow"][];
            counts: {
                people: number;
                due: number;
                quiet: number;
                moved: number;
                flagged: number;
                unscreened: number;
            };
            /** @description cursor */
            next?: string | null;
        };
        Question: {
            fact: string;
            text: string;
            /** @description why it is asked */
            why: string;
            rules?: string[];
            /** @description no programme without it */
            needed?: boolean;
            /** @description never is an answer: send null */
            never?: boolean;
            /** @description what was said before and no longer counts */
            before?: string;
            /** @description entries of an outside record that ask for it */
            because?: string[];
            safety?: boolean;
            /** @enum {string} */
            kind: "yes_no" | "number" | "choice" | "several" | "date" | "text";
            unit?: string;
            lowest?: number;
            highest?: number;
            choices?: {
                value: string;
                label: string;
            }[];
            group?: string;
        };
        Questions: {
            open: components["schemas"]["Question"][];
            outcome: string;
            outcome_words: string;
            /** @description nothing is missing */
            firm: boolean;
        };
        Clearance: {
            /** @description UUID, version 7 */
            id?: string;
            /** @description YYYY-MM-DD */
            decided_on: string;
            /** @description YYYY-MM-DD */
            valid_until: string | null;
            outcome: string;
            outcome_words: string;
            valid?: boolean;
            knowledge?: string;
            /** @description what sinew screen --json answers; shape: GET /api/v1/schemas/answer */
            answer: {
                [key: string]: unknown;
            };
        };
        ProgrammeView: {
            /** @description UUID, version 7 */
            id: string;
            version: number;
            /**
             * @description not_yet: screening allows no training; the answer says what is open
             * @enum {string}
             */
            state: "proposed" | "signed" | "declined" | "replaced" | "not_yet";
            signed_by?: string | null;
            /** @description instant, ISO 8601 with offset or Z */
            signed_at?: string | null;
            /**
             * @description broken: what is shown is not what was signed
             * @enum {string}
             */
            signature?: "none" | "holds" | "broken";
            /** @description instant, ISO 8601 with offset or Z */
            made_at?: string;
            knowledge?: string;
            /** @description what sinew prescribe --json answers; shape: GET /api/v1/schemas/answer */
            answer: {
                [key: string]: unknown;
            };
        };
        Why: {
            place: string;
            title?: string;
            /** @description what stands at the place */
            value?: string;
            /** @description what else is known of it */
            told?: string[];
            answer: string;
            facts: {
                label: string;
                value: string;
                unit?: string;
                /** @description YYYY-MM-DD */
                day?: string | null;
                missing?: boolean;
            }[];
            rules: {
                id: string;
                text: string;
                source?: string;
                grade?: string;
                /** @description read, recalled, ours, NA */
                status?: string;
                ours?: boolean;
            }[];
            against?: string[];
            would_change: string[];
            honesty?: string[];
        };
        SessionLine: {
            day: number;
            session: number;
            /** @description YYYY-MM-DD */
            date: string;
            time?: string | null;
            label: string;
            kind?: string;
            minutes: number;
            /** @description words: gentle ... */
            zone?: string;
            /** @description part of the day, in words */
            when?: string;
            /** @enum {string} */
            state: "ahead" | "open" | "done" | "partly" | "stopped" | "past";
            needs_new_screening?: boolean;
            /** @description UUID, version 7 */
            in_class?: string | null;
        };
        Today: {
            /** @description YYYY-MM-DD */
            date: string;
            name?: string;
            /** @enum {string} */
            training: "yes" | "meanwhile" | "none";
            /** @description when training waits: what is open and what is permitted */
            training_words?: string;
            meanwhile?: {
                activity: string;
                label: string;
            }[];
            next: components["schemas"]["SessionLine"] | null;
            later: components["schemas"]["SessionLine"][];
            week: {
                /** @description YYYY-MM-DD */
                date: string;
                /** @enum {string} */
                state: "done" | "partly" | "open" | "rest" | "ahead" | "past";
            }[];
            change: components["schemas"]["Series"] | null;
            call: components["schemas"]["CallNumber"][];
            unread: number;
            /** @description the smallest next step, after days without an entry */
            next_step?: string | null;
            honesty?: string[];
        };
        /** @enum {string} */
        EntryKind: "observation" | "session_done" | "answers";
        Entry: {
            /** @description UUID, version 7 */
            id: string;
            kind: components["schemas"]["EntryKind"];
            /** @description the moment on the phone, ISO 8601 with offset */
            at: string;
            observation?: {
                /** @description id of the outcomes pack, such as craving_vas */
                outcome: string;
                value?: number | null;
                /** @enum {string|null} */
                missing?: "not_asked" | "not_answered" | "refused" | "device" | "unknown" | null;
                /** @enum {string} */
                moment: "now" | "before" | "after";
                /** @description joins before and after; empty = by the day */
                bout?: string;
                practice?: boolean | null;
                /** @description UUID, version 7 */
                corrects?: string | null;
                reason?: string;
            };
            session_done?: {
                /** @description 0 = outside the programme: craving practice, meanwhile */
                day: number;
                session: number;
                /** @enum {string} */
                status: "done" | "partly" | "missed" | "stopped";
                minutes?: number | null;
                effort?: number | null;
                hr_mean?: number | null;
                stop_signs?: string[];
                /** @description words after a stop */
                how?: string;
                /** @description session, on_demand or meanwhile */
                script?: string;
            };
            answers?: {
                instrument: string;
                answers: {
                    [key: string]: number | string | boolean | null;
                };
            };
        };
        EntryResult: {
            /** @description UUID, version 7 */
            id: string;
            /** @enum {string} */
            state: "kept" | "already_kept" | "refused";
            problem?: components["schemas"]["Problem"];
            /** @description for the person, such as a stop sign that needs somebody */
            say?: string;
        };
        Entries: {
            results: components["schemas"]["EntryResult"][];
        };
        Change: {
            series: components["schemas"]["Series"][];
            bouts: {
                outcome: string;
                label: string;
                words: string;
                /** @description the digits behind the words */
                detail?: string;
                n: number;
                mean?: number | null;
                low?: number | null;
                high?: number | null;
                points: {
                    /** @description YYYY-MM-DD */
                    day: string;
                    before: number;
                    after: number;
                }[];
            }[];
            practices?: {
                /** @description YYYY-MM-DD */
                day: string;
                label: string;
                minutes?: number;
            }[];
            honesty: string[];
        };
        CopingPlan: {
            triggers: string[];
            signs: string[];
            helps: string[];
            people?: components["schemas"]["CallNumber"][];
            reasons?: string[];
            version: number;
        };
        Note: {
            /** @description UUID, version 7 */
            id: string;
            text: string;
            by: string;
            /** @description instant, ISO 8601 with offset or Z */
            at: string;
            version?: number;
            /** @enum {string} */
            kind?: "note" | "call" | "visit";
        };
        Message: {
            /** @description UUID, version 7 */
            id: string;
            text: string;
            /** @enum {string} */
            from: "person" | "staff";
            by?: string;
            /** @description instant, ISO 8601 with offset or Z */
            at: string;
            read: boolean;
        };
        Colleague: {
            /** @description UUID, version 7 */
            id: string;
            name: string;
            role: components["schemas"]["Role"];
        };
        Team: {
            /** @description UUID, version 7 */
            id: string;
            name: string;
            members: components["schemas"]["Colleague"][];
            version: number;
        };
        TreatingTeam: {
            teams: components["schemas"]["Team"][];
            colleagues: components["schemas"]["Colleague"][];
            choices?: {
                teams: components["schemas"]["Team"][];
                colleagues: components["schemas"]["Colleague"][];
            };
            version: number;
        };
        Treated: {
            /** @description UUID, version 7 */
            person: string;
            code: string;
            teams: {
                /** @description UUID, version 7 */
                id: string;
                name: string;
            }[];
            colleagues: components["schemas"]["Colleague"][];
            /** @description nobody with an open account treats this person */
            nobody: boolean;
            version: number;
        };
        /** @enum {string} */
        EmergencyReason: "medical_emergency" | "danger_to_self_or_others" | "team_unreachable";
        EmergencyAccess: {
            /** @description UUID, version 7 */
            id: string;
            /** @description UUID, version 7 */
            person: string | null;
            code: string;
            by: string;
            /** @description the reader opened it */
            own: boolean;
            reason: components["schemas"]["EmergencyReason"];
            /** @description empty for administrators */
            words: string;
            /** @description instant, ISO 8601 with offset or Z */
            at: string;
            /** @description instant, ISO 8601 with offset or Z */
            until: string;
            open: boolean;
            /** @enum {string} */
            state: "waits" | "reviewed";
            /** @description nobody looked within a day */
            overdue: boolean;
            review: {
                by: string;
                /** @description instant, ISO 8601 with offset or Z */
                at: string;
                justified: boolean;
                words: string;
            } | null;
        };
        CounsellingNote: {
            /** @description UUID, version 7 */
            id: string;
            text: string;
            by: string;
            /** @description instant, ISO 8601 with offset or Z */
            at: string;
            own: boolean;
        };
        CounsellingNotes: {
            notes: components["schemas"]["CounsellingNote"][];
            /** @description of colleagues, closed to this one */
            others: number;
        };
        AdaptationView: {
            /** @description UUID, version 7 */
            id?: string | null;
            /** @enum {string} */
            state: "none" | "proposed" | "accepted" | "edited" | "declined";
            week?: number;
            /** @description what sinew adapt --json answers, with old and new of every target; shape: GET /api/v1/schemas/adaptation */
            answer?: {
                [key: string]: unknown;
            };
            by?: string | null;
            reason?: string | null;
            /** @description instant, ISO 8601 with offset or Z */
            at?: string | null;
            missing?: string[];
        };
        ClassPlan: {
            /** @description UUID, version 7 */
            id: string;
            title: string;
            /** @description YYYY-MM-DD */
            day: string;
            /** @description HH:MM, local */
            start: string;
            minutes: number;
            room: string;
            /** @description seats */
            size: number;
            /** @enum {string} */
            kind: "large" | "small";
            /** @description UUID, version 7 */
            instructor?: string | null;
            instructor_name?: string;
            weekly?: boolean;
            forms?: string[];
            people?: components["schemas"]["PersonLine"][];
            /** @description people in it whom the reader does not treat */
            others?: number;
            conflicts?: string[];
            version: number;
            /** @enum {string} */
            state?: "planned" | "held" | "cancelled";
        };
        ClassSheet: {
            class: components["schemas"]["ClassPlan"];
            /** @description duties, parts, room, stop signs, emergency cards; shape: GET /api/v1/schemas/class-sheet */
            sheet: {
                [key: string]: unknown;
            };
            attendance: {
                person: components["schemas"]["PersonLine"];
                /** @enum {string} */
                state: "unknown" | "here" | "away" | "left_early";
                may_train?: boolean;
                limits?: string[];
            }[];
        };
        Consent: {
            /** @description UUID, version 7 */
            id: string;
            /** @enum {string} */
            purpose: "treatment_payment_operations" | "research" | "counselling_notes" | "legal_proceedings" | "cross_border" | "sensitive_class" | "other";
            purpose_text?: string;
            /** @description named, or a class of recipients */
            recipient: string;
            classes: string[];
            /** @description YYYY-MM-DD */
            start: string;
            /** @description YYYY-MM-DD */
            until?: string | null;
            /** @enum {string} */
            state: "in_force" | "expired" | "revoked";
            language?: components["schemas"]["Language"];
            text_version?: string;
            /** @enum {string} */
            method?: "paper" | "spoken" | "screen";
            signer?: string;
            witness?: string;
            /** @description instant, ISO 8601 with offset or Z */
            revoked_at?: string | null;
            version?: number;
        };
        Disclosure: {
            /** @description UUID, version 7 */
            id: string;
            /** @description instant, ISO 8601 with offset or Z */
            at: string;
            recipient: string;
            what: string[];
            /** @enum {string} */
            basis: "consent" | "medical_emergency" | "emergency_access" | "court_order" | "own_request";
            /** @description UUID, version 7 */
            consent?: string | null;
            by?: string;
            notice?: string;
        };
        Account: {
            /** @description UUID, version 7 */
            id: string;
            role: components["schemas"]["Role"];
            login: string;
            name: string;
            /** @enum {string} */
            state: "invited" | "active" | "closed";
            /** @description UUID, version 7 */
            person?: string | null;
            second_factor?: boolean;
            locked?: boolean;
            /** @description instant, ISO 8601 with offset or Z */
            created_at?: string;
        };
        Invitation: {
            /** @description shown once; draw it as a QR code */
            url: string;
            /** @description instant, ISO 8601 with offset or Z */
            expires_at: string;
            /** @description UUID, version 7 */
            account: string;
        };
        AuditLine: {
            sequence: number;
            /** @description instant, ISO 8601 with offset or Z */
            at: string;
            /** @description UUID, version 7 */
            actor?: string | null;
            actor_name?: string;
            role?: string;
            action: string;
            /** @description UUID, version 7 */
            person?: string | null;
            /** @description UUID, version 7 */
            object?: string | null;
            reason?: string;
            authority?: string;
            hash?: string;
        };
        TimelineEntry: {
            /** @description instant, ISO 8601 with offset or Z */
            at: string;
            /** @description YYYY-MM-DD */
            day?: string;
            kind: string;
            words: string;
            quote?: components["schemas"]["Quote"];
            by?: string;
            /** @description UUID, version 7 */
            object?: string | null;
            grave?: boolean;
        };
        Outcome: {
            id: string;
            label: string;
            unit: string;
            lowest: number;
            highest: number;
            /** @enum {string} */
            better: "lower" | "higher" | "none";
        };
        Offline: {
            /** @description instant, ISO 8601 with offset or Z */
            made_at: string;
            /** @description YYYY-MM-DD */
            until: string;
            today: components["schemas"]["Today"];
            lines: components["schemas"]["SessionLine"][];
            /** @description by "day/session": session scripts */
            scripts: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** @description null: not even seated breathing is permitted now */
            on_demand: {
                [key: string]: unknown;
            } | null;
            meanwhile?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            coping_plan?: components["schemas"]["CopingPlan"] | null;
            call: components["schemas"]["CallNumber"][];
            questionnaires?: components["schemas"]["Questionnaire"][];
            /** @description stop signs, duties and form names in the person's language */
            words?: {
                [key: string]: string;
            };
        };
        Questionnaire: {
            id: string;
            title: string;
            about?: string;
            source?: string;
            items: {
                id: string;
                text: string;
                options: {
                    value: number;
                    label: string;
                }[];
                lowest?: number | null;
                highest?: number | null;
            }[];
            /** @description licence or draft remark */
            words_status?: string;
        };
    };
    responses: {
        /** @description why not, and what to do */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
