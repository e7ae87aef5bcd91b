#include <sinew/store/packed_fields.hpp>
#include <sinew/store/rows.hpp>

#include <fmt/format.h>

namespace sinew::store {
namespace {

using clinic::Account;

constexpr const char* kColumns =
    "SELECT id, role, person, secrets, totp_last_step, state, failures, locked_until, created_at"
    " FROM accounts";

std::string place_of(const Id& account) { return "accounts.secrets:" + id_text(account); }

/// An account's secrets are the person's when it is a person's: they go with the person's key.
Result<Account> read_row(const Rows& rows, Query& row) {
    Account account;
    account.id = row.id();
    SINEW_TRY(account.role, read_word<clinic::Role>(row.text()));
    account.person = row.maybe_id();
    const std::string_view secrets = row.bytes();
    SINEW_TRY(const auto sealer, sealer_of(rows, account.person));
    if (sealer && !secrets.empty()) {
        SINEW_TRY(std::string packed, sealer->open(secrets, place_of(account.id)));
        SINEW_TRY(auto fields, unpack(packed, 5));
        wipe(packed);
        account.login = std::move(fields[0]);
        account.name = std::move(fields[1]);
        account.password_hash = std::move(fields[2]);
        account.pin_hash = std::move(fields[3]);
        account.totp_secret = std::move(fields[4]);
    }
    account.totp_last_step = row.whole();
    SINEW_TRY(account.state, read_word<clinic::AccountState>(row.text()));
    account.failures = static_cast<int>(row.whole());
    account.locked_until = row.instant();
    account.created_at = row.instant();
    return account;
}

Result<std::optional<Account>> first_of(const Rows& rows, Query row) {
    SINEW_TRY(const bool found, row.row());
    if (!found) return std::nullopt;
    SINEW_TRY(auto account, read_row(rows, row));
    return account;
}

}  // namespace

Result<std::shared_ptr<const Sealer>> sealer_of(const Rows& rows, const std::optional<Id>& person,
                                                Drawer drawer) {
    if (!person)  // the centre's lives as long as the ring
        return std::shared_ptr<const Sealer>{std::shared_ptr<void>{}, &rows.keys.centre()};
    if (rows.gone != nullptr && rows.gone->contains(*person)) return nullptr;
    return rows.keys.of_person(rows.database, *person, drawer);
}

Result<std::shared_ptr<const Sealer>> sealer_for(const Rows& rows, const std::optional<Id>& person,
                                                 Drawer drawer) {
    SINEW_TRY(auto sealer, sealer_of(rows, person, drawer));
    if (sealer || !person) return sealer;
    SINEW_TRY(sealer, rows.keys.of_person_or_new(rows.database, *person, drawer));
    if (rows.made != nullptr) rows.made->insert(*person);
    return sealer;
}

Result<std::optional<Account>> find_account(const Rows& rows, const Id& id) {
    static const std::string kSql = fmt::format("{} WHERE id = $1", kColumns);
    SINEW_TRY(Query row, rows.database.query(kSql, id));
    return first_of(rows, std::move(row));
}

Result<std::optional<Account>> find_account_of_login(const Rows& rows, std::string_view login) {
    static const std::string kSql = fmt::format("{} WHERE login_hash = $1", kColumns);
    if (login.empty()) return std::nullopt;
    SINEW_TRY(Query row, rows.database.query(kSql, rows.keys.login_hash(login)));
    return first_of(rows, std::move(row));
}

Result<std::vector<Account>> all_accounts(const Rows& rows) {
    static const std::string kSql = fmt::format("{} ORDER BY id", kColumns);
    SINEW_TRY(Query row, rows.database.query(kSql));
    std::vector<Account> found;
    while (true) {
        SINEW_TRY(const bool more, row.row());
        if (!more) return found;
        SINEW_TRY(auto account, read_row(rows, row));
        found.push_back(std::move(account));
    }
}

Result<void> put_account(const Rows& rows, const Account& account) {
    SINEW_TRY(const auto sealer, sealer_for(rows, account.person));
    std::string packed = pack({account.login, account.name, account.password_hash, account.pin_hash,
                               account.totp_secret});
    const std::string secrets = sealer->seal(packed, place_of(account.id));
    wipe(packed);
    std::optional<std::string> login;
    if (!account.login.empty()) login = rows.keys.login_hash(account.login);
    return rows.database.run(
        "INSERT INTO accounts (id, role, login_hash, person, secrets, totp_last_step, state,"
        " failures, locked_until, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        " ON CONFLICT (id) DO UPDATE SET role = excluded.role, login_hash = excluded.login_hash,"
        " person = excluded.person, secrets = excluded.secrets,"
        " totp_last_step = excluded.totp_last_step, state = excluded.state,"
        " failures = excluded.failures, locked_until = excluded.locked_until,"
        " created_at = excluded.created_at",
        account.id, domain::name_of(account.role), login, account.person, Bytes{secrets},
        account.totp_last_step, domain::name_of(account.state), account.failures,
        account.locked_until, account.created_at);
}

Result<void> erase_person_rows(const Rows& rows, const Id& person, Instant now) {
    Database& database = rows.database;
    // A person without a key yet gets a row all the same: the id is never taken again.
    SINEW_DO(database.run(
        "INSERT INTO people (person, sealed_key, erased_at) VALUES ($1, NULL, $2)"
        " ON CONFLICT (person) DO UPDATE SET sealed_key = NULL, erased_at = excluded.erased_at"
        " WHERE people.sealed_key IS NOT NULL",
        person, now));
    SINEW_DO(
        database.run("DELETE FROM web_sessions WHERE account IN"
                     " (SELECT id FROM accounts WHERE person = $1)",
                     person));
    SINEW_DO(
        database.run("DELETE FROM invitations WHERE account IN"
                     " (SELECT id FROM accounts WHERE person = $1)",
                     person));
    // What colleagues were answered may be about this person, under the centre's key: it goes too. Other people's phones keep theirs.
    SINEW_DO(
        database.run("DELETE FROM kept_answers WHERE account NOT IN"
                     " (SELECT id FROM accounts WHERE person IS NOT NULL AND person <> $1)",
                     person));
    SINEW_DO(
        database.run("UPDATE accounts SET login_hash = NULL, secrets = $1, state = $2"
                     " WHERE person = $3",
                     Bytes{""}, domain::name_of(clinic::AccountState::closed), person));
    if (rows.gone != nullptr) rows.gone->insert(person);
    return {};
}

}  // namespace sinew::store
