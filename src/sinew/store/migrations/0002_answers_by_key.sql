-- Kept answers by their key first: keys that are made in the order of time come one behind the other, so that the answers of one
-- commit lie on a few pages and not on one page for each account.

CREATE TABLE kept_answers_by_key (
    answer_key   TEXT    NOT NULL,
    account      BLOB    NOT NULL,
    request_hash TEXT    NOT NULL,
    status       INTEGER NOT NULL,
    content      BLOB    NOT NULL,
    kept_at      INTEGER NOT NULL,
    PRIMARY KEY (answer_key, account)
) STRICT;
INSERT INTO kept_answers_by_key (answer_key, account, request_hash, status, content, kept_at)
    SELECT answer_key, account, request_hash, status, content, kept_at FROM kept_answers ORDER BY kept_at;
DROP TABLE kept_answers;
ALTER TABLE kept_answers_by_key RENAME TO kept_answers;
CREATE INDEX kept_answers_by_time ON kept_answers (kept_at);
