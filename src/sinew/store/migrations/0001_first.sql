-- The first shape of the clinic's memory. Ids are 16 bytes, instants seconds since 1970 UTC, days days since 1970.
-- Sealed columns are XChaCha20-Poly1305; what is not sealed names nobody.

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- A person's key, sealed by the centre's. An erased person keeps the row, so that the id is never taken again.
CREATE TABLE people (
    person     BLOB    NOT NULL PRIMARY KEY,
    sealed_key BLOB,
    erased_at  INTEGER,
    CHECK ((sealed_key IS NULL) = (erased_at IS NOT NULL))
) STRICT;

CREATE TABLE documents (
    id          BLOB    NOT NULL,
    version     INTEGER NOT NULL CHECK (version >= 1),
    day         INTEGER,
    state       TEXT    NOT NULL,
    body        BLOB    NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB,
    PRIMARY KEY (id, version)
) STRICT;

-- The newest version of each, and what never changes between versions.
CREATE TABLE document_heads (
    id      BLOB    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    person  BLOB REFERENCES people (person),
    day     INTEGER,
    state   TEXT    NOT NULL,
    FOREIGN KEY (id, version) REFERENCES documents (id, version)
) STRICT;
CREATE INDEX document_heads_by_person ON document_heads (person, kind, day);
CREATE INDEX document_heads_by_kind ON document_heads (kind, day);

CREATE TABLE observations (
    id            BLOB    NOT NULL PRIMARY KEY,
    person        BLOB    NOT NULL REFERENCES people (person),
    outcome       TEXT    NOT NULL,
    day           INTEGER NOT NULL,
    second_of_day INTEGER,
    offset_min    INTEGER,
    value         REAL,
    missing       TEXT,
    moment        TEXT    NOT NULL,
    bout          TEXT    NOT NULL,
    practice      INTEGER,
    recorded_at   INTEGER NOT NULL,
    recorded_by   BLOB,
    corrects      BLOB UNIQUE REFERENCES observations (id),
    reason        BLOB    NOT NULL
) STRICT;
CREATE INDEX observations_by_person ON observations (person, day);

CREATE TABLE accounts (
    id             BLOB    NOT NULL PRIMARY KEY,
    role           TEXT    NOT NULL,
    login_hash     TEXT UNIQUE,
    person         BLOB REFERENCES people (person),
    secrets        BLOB    NOT NULL,
    totp_last_step INTEGER NOT NULL,
    state          TEXT    NOT NULL,
    failures       INTEGER NOT NULL,
    locked_until   INTEGER NOT NULL,
    created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX accounts_by_person ON accounts (person);

CREATE TABLE web_sessions (
    token_hash         TEXT    NOT NULL PRIMARY KEY,
    account            BLOB    NOT NULL REFERENCES accounts (id),
    csrf               TEXT    NOT NULL,
    created_at         INTEGER NOT NULL,
    seen_at            INTEGER NOT NULL,
    expires_at         INTEGER NOT NULL,
    second_factor_done INTEGER NOT NULL,
    pin_locked         INTEGER NOT NULL
) STRICT;
CREATE INDEX web_sessions_by_account ON web_sessions (account);

CREATE TABLE invitations (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    account    BLOB    NOT NULL REFERENCES accounts (id),
    expires_at INTEGER NOT NULL,
    used       INTEGER NOT NULL
) STRICT;
CREATE INDEX invitations_by_account ON invitations (account);

CREATE TABLE kept_answers (
    account      BLOB    NOT NULL,
    answer_key   TEXT    NOT NULL,
    request_hash TEXT    NOT NULL,
    status       INTEGER NOT NULL,
    content      BLOB    NOT NULL,
    kept_at      INTEGER NOT NULL,
    PRIMARY KEY (account, answer_key)
) STRICT;
CREATE INDEX kept_answers_by_time ON kept_answers (kept_at);

CREATE TABLE audit (
    sequence      INTEGER NOT NULL PRIMARY KEY,
    at            INTEGER NOT NULL,
    actor         BLOB,
    role          TEXT    NOT NULL,
    action        TEXT    NOT NULL,
    person        BLOB,
    object        BLOB,
    authority     TEXT    NOT NULL,
    device        TEXT    NOT NULL,
    with_person   INTEGER NOT NULL,
    content       BLOB    NOT NULL,
    digest        TEXT    NOT NULL,
    previous_hash TEXT    NOT NULL,
    hash          TEXT    NOT NULL
) STRICT;

CREATE TRIGGER documents_stay BEFORE UPDATE ON documents
BEGIN SELECT RAISE (ABORT, 'versions of documents are never changed'); END;
CREATE TRIGGER documents_never_go BEFORE DELETE ON documents
BEGIN SELECT RAISE (ABORT, 'versions of documents are never deleted'); END;
CREATE TRIGGER observations_stay BEFORE UPDATE ON observations
BEGIN SELECT RAISE (ABORT, 'observations are never changed'); END;
CREATE TRIGGER observations_never_go BEFORE DELETE ON observations
BEGIN SELECT RAISE (ABORT, 'observations are never deleted'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit log is never deleted'); END;
-- REPLACE would delete without asking the triggers above.
CREATE TRIGGER documents_come_once BEFORE INSERT ON documents
WHEN EXISTS (SELECT 1 FROM documents WHERE id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE (ABORT, 'this version is there already'); END;
CREATE TRIGGER observations_come_once BEFORE INSERT ON observations
WHEN EXISTS (SELECT 1 FROM observations WHERE id = NEW.id OR corrects = NEW.corrects)
BEGIN SELECT RAISE (ABORT, 'this observation is there already'); END;
CREATE TRIGGER audit_comes_once BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE (ABORT, 'this entry is there already'); END;
