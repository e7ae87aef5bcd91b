#include <sinew/base/json_text.hpp>
#include <sinew/store/backup.hpp>
#include <sinew/store/file_lock.hpp>
#include <sinew/store/key_file.hpp>
#include <sinew/store/migrations.hpp>
#include <sinew/store/upkeep.hpp>

#include <filesystem>

namespace sinew::store {
namespace {

constexpr std::size_t kAtOnce = 1000;

/// A clinic that is only read, with its key.
struct Opened {
    std::unique_ptr<Database> database;
    std::unique_ptr<KeyRing> keys;
};

Result<std::unique_ptr<Database>> open_to_read(const Options& options) {
    std::error_code trouble;
    if (!std::filesystem::exists(options.database, trouble))
        return fail({ErrorCode::not_found, "there is no clinic here", options.database,
                     "name its folder with --data"});
    SINEW_TRY(auto database, Database::open(options.database, Database::Mode::read, options.vfs));
    SINEW_DO(refuse_newer(*database, migrations()));
    SINEW_TRY(const int shape, shape_of(*database));
    if (shape == 0)
        return fail({ErrorCode::storage, "there is nothing in this database", options.database,
                     "start the service once, or restore a backup"});
    return database;
}

Result<Opened> open_with_key(const Options& options) {
    Opened opened;
    SINEW_TRY(opened.database, open_to_read(options));
    SINEW_TRY(const Key key, read_key_file(options.key_file));
    opened.keys = std::make_unique<KeyRing>(key);
    SINEW_DO(check_key(*opened.database, *opened.keys));
    return opened;
}

}  // namespace

Result<std::uint64_t> backup_clinic(const Options& options, const std::string& file) {
    SINEW_TRY(const auto database, open_to_read(options));
    SINEW_DO(copy_database(*database, file));
    std::error_code trouble;
    return std::uint64_t{std::filesystem::file_size(file, trouble)};
}

Result<Integrity> check_clinic(const Options& options, std::vector<clinic::AuditAnchor> anchors) {
    SINEW_TRY(const Opened opened, open_with_key(options));
    return check_database(Rows{*opened.database, *opened.keys}, std::move(anchors));
}

Result<clinic::AuditVerifier> check_clinic_audit(const Options& options,
                                                 std::vector<clinic::AuditAnchor> anchors) {
    SINEW_TRY(const Opened opened, open_with_key(options));
    SINEW_DO(opened.database->run("BEGIN"));
    return check_audit(Rows{*opened.database, *opened.keys}, std::move(anchors));
}

Result<void> each_audit_entry(const Options& options, std::int64_t from,
                              const std::function<bool(const clinic::AuditEntry&)>& take) {
    SINEW_TRY(const Opened opened, open_with_key(options));
    SINEW_DO(opened.database->run("BEGIN"));
    const Rows rows{*opened.database, *opened.keys};
    while (true) {
        SINEW_TRY(const auto page, find_audit(rows, from, kAtOnce));
        for (const auto& entry : page)
            if (!take(entry)) return {};
        if (page.size() < kAtOnce) return {};
        from = page.back().sequence + 1;
    }
}

Result<Id> account_named(const Options& options, std::string_view login) {
    SINEW_TRY(const Opened opened, open_with_key(options));
    SINEW_TRY(const auto account,
              find_account_of_login(Rows{*opened.database, *opened.keys}, login));
    if (!account)
        return fail({ErrorCode::not_found, "no account has this login", std::string{login},
                     "while the clinic is closed: sinew account list"});
    return account->id;
}

Result<std::map<Id, std::string>> codes_of_people(const Options& options) {
    SINEW_TRY(const Opened opened, open_with_key(options));
    clinic::DocumentQuery everybody;
    everybody.kind = clinic::DocumentKind::person;
    SINEW_TRY(const auto documents,
              find_documents(Rows{*opened.database, *opened.keys}, everybody));
    std::map<Id, std::string> codes;
    for (const auto& document : documents) {
        const auto body = read_json(document.body, "person");
        const bool told = body && body->contains("code") && body->at("code").is_string();
        codes.emplace(document.person.value_or(document.id),
                      told ? body->at("code").get<std::string>() : std::string{});
    }
    return codes;
}

Result<Shapes> migrate_clinic(const Options& options) {
    Shapes shapes;
    {
        SINEW_TRY(const auto database, open_to_read(options));
        SINEW_TRY(shapes.before, shape_of(*database));
    }
    SINEW_TRY(const auto store, open_sqlite_store(options));
    shapes.now = static_cast<int>(migrations().size());
    if (shapes.now != shapes.before)
        shapes.copy = options.database + ".before-" + std::to_string(shapes.before + 1);
    return shapes;
}

}  // namespace sinew::store
