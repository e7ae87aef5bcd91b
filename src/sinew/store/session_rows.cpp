#include <sinew/store/packed_fields.hpp>
#include <sinew/store/rows.hpp>

namespace sinew::store {
namespace {

std::string place_of(const Id& account, std::string_view key) {
    return "kept_answers:" + id_text(account) + ":" + std::string{key};
}

}  // namespace

Result<std::optional<clinic::WebSession>> find_session(const Rows& rows,
                                                       std::string_view token_hash) {
    SINEW_TRY(Query row,
              rows.database.query("SELECT account, csrf, created_at, seen_at, expires_at,"
                                  " second_factor_done, pin_locked FROM web_sessions"
                                  " WHERE token_hash = $1",
                                  token_hash));
    SINEW_TRY(const bool found, row.row());
    if (!found) return std::nullopt;
    clinic::WebSession session;
    session.token_hash = token_hash;
    session.account = row.id();
    session.csrf = row.text();
    session.created_at = row.instant();
    session.seen_at = row.instant();
    session.expires_at = row.instant();
    session.second_factor_done = row.yes();
    session.pin_locked = row.yes();
    return session;
}

Result<void> put_session(const Rows& rows, const clinic::WebSession& session) {
    return rows.database.run(
        "INSERT INTO web_sessions (token_hash, account, csrf, created_at, seen_at, expires_at,"
        " second_factor_done, pin_locked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        " ON CONFLICT (token_hash) DO UPDATE SET account = excluded.account, csrf = excluded.csrf,"
        " created_at = excluded.created_at, seen_at = excluded.seen_at,"
        " expires_at = excluded.expires_at, second_factor_done = excluded.second_factor_done,"
        " pin_locked = excluded.pin_locked",
        session.token_hash, session.account, session.csrf, session.created_at, session.seen_at,
        session.expires_at, session.second_factor_done, session.pin_locked);
}

Result<std::optional<clinic::Invitation>> find_invitation(const Rows& rows,
                                                          std::string_view token_hash) {
    SINEW_TRY(Query row, rows.database.query("SELECT account, expires_at, used FROM invitations"
                                             " WHERE token_hash = $1",
                                             token_hash));
    SINEW_TRY(const bool found, row.row());
    if (!found) return std::nullopt;
    clinic::Invitation invitation;
    invitation.token_hash = token_hash;
    invitation.account = row.id();
    invitation.expires_at = row.instant();
    invitation.used = row.yes();
    return invitation;
}

Result<void> put_invitation(const Rows& rows, const clinic::Invitation& invitation) {
    return rows.database.run(
        "INSERT INTO invitations (token_hash, account, expires_at, used) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (token_hash) DO UPDATE SET account = excluded.account,"
        " expires_at = excluded.expires_at, used = excluded.used",
        invitation.token_hash, invitation.account, invitation.expires_at, invitation.used);
}

Result<std::optional<clinic::KeptAnswer>> find_answer(const Rows& rows, const Id& account,
                                                      std::string_view key) {
    SINEW_TRY(Query row,
              rows.database.query("SELECT request_hash, status, content, kept_at FROM kept_answers"
                                  " WHERE account = $1 AND answer_key = $2",
                                  account, key));
    SINEW_TRY(const bool found, row.row());
    if (!found) return std::nullopt;
    clinic::KeptAnswer answer;
    answer.account = account;
    answer.key = key;
    answer.request_hash = row.text();
    answer.status = static_cast<int>(row.whole());
    SINEW_TRY(const std::string packed,
              rows.keys.centre().open(row.bytes(), place_of(account, key)));
    SINEW_TRY(auto fields, unpack(packed, 2));
    answer.headers = std::move(fields[0]);
    answer.body = std::move(fields[1]);
    answer.kept_at = row.instant();
    return answer;
}

Result<void> keep_answer(const Rows& rows, const clinic::KeptAnswer& answer) {
    const std::string content = rows.keys.centre().seal(pack({answer.headers, answer.body}),
                                                        place_of(answer.account, answer.key));
    return rows.database.run(
        "INSERT INTO kept_answers (account, answer_key, request_hash, status, content, kept_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        answer.account, answer.key, answer.request_hash, answer.status, Bytes{content},
        answer.kept_at);
}

Result<void> sweep_rows(const Rows& rows, Instant now, Instant answers_before) {
    SINEW_DO(rows.database.run("DELETE FROM web_sessions WHERE expires_at <= $1", now));
    SINEW_DO(rows.database.run("DELETE FROM invitations WHERE expires_at <= $1", now));
    return rows.database.run("DELETE FROM kept_answers WHERE kept_at < $1", answers_before);
}

}  // namespace sinew::store
