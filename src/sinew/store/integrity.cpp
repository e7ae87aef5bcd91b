#include <sinew/store/integrity.hpp>

#include <fmt/format.h>

namespace sinew::store {
namespace {

constexpr std::size_t kAtOnce = 1000;  ///< rows held in memory while checking
constexpr std::string_view kPlace = "settings.key_check";
constexpr std::string_view kWord = "sinew";

Error damaged(const Database& database, std::string what) {
    return {ErrorCode::storage, std::move(what), database.file(),
            "keep a copy of the file, then restore the newest good backup"};
}

Result<std::optional<std::string>> setting(Database& database, std::string_view name) {
    SINEW_TRY(Query row, database.query("SELECT value FROM settings WHERE name = $1", name));
    SINEW_TRY(const bool found, row.row());
    if (!found) return std::nullopt;
    return row.text();
}

void count_fault(Faults& faults, Database& database, std::string_view sql, std::string_view what) {
    const auto wrong = database.one_number(sql);
    if (!wrong)
        faults.add(wrong.error());
    else if (*wrong > 0)
        faults.add(damaged(database, fmt::format("{} {}", *wrong, what)));
}

/// Opens every sealed value of a kind, page by page. @param find  (after) -> rows
template <class Find>
std::int64_t open_all(Faults& faults, Find find) {
    std::int64_t count = 0;
    Id after{};
    while (true) {
        const auto page = find(after);
        if (!page) {
            faults.add(page.error());
            return count;
        }
        count += static_cast<std::int64_t>(page->size());
        if (page->size() < kAtOnce) return count;
        after = page->back().id;
    }
}

}  // namespace

Result<void> check_pages(Database& database, bool whole) {
    SINEW_TRY(Query row,
              database.query(whole ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)"));
    SINEW_TRY(const bool told, row.row());
    if (!told) return fail(damaged(database, "the database does not answer"));
    const std::string verdict = row.text();
    if (verdict == "ok") return {};
    return fail(damaged(database, "the database is damaged: " + verdict));
}

Result<void> check_key(Database& database, const KeyRing& keys) {
    SINEW_TRY(const auto made_with, setting(database, "key_fingerprint"));
    SINEW_TRY(const auto check, setting(database, "key_check"));
    if (!made_with || !check)
        return fail(damaged(database, "the database does not say with which key it was sealed"));
    if (*made_with != keys.fingerprint())
        return fail({ErrorCode::storage,
                     fmt::format("this key ({}) is not the one this database was sealed with ({})",
                                 keys.fingerprint(), *made_with),
                     database.file(),
                     "put the centre's own key file back; the data is not damaged"});
    std::string sealed;
    for (std::size_t i = 0; i + 1 < check->size(); i += 2)
        sealed += static_cast<char>(std::stoi(check->substr(i, 2), nullptr, 16));
    const auto opened = keys.centre().open(sealed, kPlace);
    if (opened && *opened == kWord) return {};
    return fail(damaged(
        database, "the key is right and what it sealed does not open: the database is damaged"));
}

Result<void> check_or_set_key(Database& database, const KeyRing& keys) {
    SINEW_TRY(const auto made_with, setting(database, "key_fingerprint"));
    if (made_with) return check_key(database, keys);
    std::string check;
    for (const char byte : keys.centre().seal(kWord, kPlace))
        fmt::format_to(std::back_inserter(check), "{:02x}", static_cast<unsigned char>(byte));
    SINEW_DO(database.run("BEGIN IMMEDIATE"));
    SINEW_DO(database.run("INSERT INTO settings (name, value) VALUES ($1, $2)", "key_fingerprint",
                          keys.fingerprint()));
    SINEW_DO(
        database.run("INSERT INTO settings (name, value) VALUES ($1, $2)", "key_check", check));
    return database.run("COMMIT");
}

Result<clinic::AuditVerifier> check_audit(const Rows& rows,
                                          std::vector<clinic::AuditAnchor> anchors) {
    clinic::AuditVerifier verifier{std::move(anchors)};
    std::int64_t from = 1;
    while (true) {
        SINEW_TRY(const auto page, find_audit(rows, from, kAtOnce));
        for (const auto& entry : page) verifier.take(entry);
        if (page.size() < kAtOnce) break;
        from = page.back().sequence + 1;
    }
    verifier.finish();
    return verifier;
}

Result<Integrity> check_database(const Rows& rows, std::vector<clinic::AuditAnchor> anchors) {
    Integrity found;
    Database& database = rows.database;
    SINEW_DO(database.run("BEGIN"));  // one view for all questions
    if (auto pages = check_pages(database, true); !pages) found.faults.add(pages.error());
    {
        SINEW_TRY(Query row, database.query("PRAGMA foreign_key_check"));
        SINEW_TRY(const bool wrong, row.row());
        if (wrong) found.faults.add(damaged(database, "rows name something that is not there"));
    }
    count_fault(found.faults, database,
                "SELECT count(*) FROM document_heads h WHERE h.version <>"
                " (SELECT count(*) FROM documents d WHERE d.id = h.id)",
                "documents lack a version");
    count_fault(found.faults, database,
                "SELECT count(*) FROM documents d WHERE NOT EXISTS"
                " (SELECT 1 FROM document_heads h WHERE h.id = d.id)",
                "versions belong to no document");
    SINEW_TRY(found.versions, database.one_number("SELECT count(*) FROM documents"));
    found.documents = open_all(found.faults, [&](const Id& after) {
        clinic::DocumentQuery query;
        query.after = after;
        query.limit = kAtOnce;
        return find_documents(rows, query);
    });
    found.observations = open_all(found.faults, [&](const Id& after) {
        clinic::ObservationQuery query;
        query.with_corrected = true;
        query.after = after;
        query.limit = kAtOnce;
        return find_observations(rows, query);
    });
    if (const auto accounts = all_accounts(rows); accounts)
        found.accounts = static_cast<std::int64_t>(accounts->size());
    else
        found.faults.add(accounts.error());
    if (auto audit = check_audit(rows, std::move(anchors)); audit) {
        found.audit = *std::move(audit);
        for (const Error& fault : found.audit.faults.list()) found.faults.add(fault);
    } else {
        found.faults.add(audit.error());
    }
    (void)database.run("ROLLBACK");
    return found;
}

}  // namespace sinew::store
