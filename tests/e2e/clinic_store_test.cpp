// The clinic's memory from the command line: backup, restore, check, migrate, the audit log – in use and at rest.
#include <sinew/store/database.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

#include "program_run.hpp"
#include "store/made_things.hpp"
#include "store/store_folder.hpp"

namespace sinew::e2e {
namespace {

using namespace store_test;
using Json = nlohmann::json;
using clinic::WriteStore;

/// A clinic with ten documents, observations and audit entries.
std::unique_ptr<clinic::Store> filled(const StoreFolder& folder) {
    auto options = folder.options();
    options.anchor_file = folder.path("audit.anchors");
    auto store = store::open_sqlite_store(options).value();
    for (std::uint32_t i = 1; i <= 10; ++i)
        EXPECT_TRUE(store->write_and_wait([i](WriteStore& w) -> Result<void> {
            if (auto done = w.add(document_of(i)); !done) return done;
            if (auto done = w.add(observation_of(i)); !done) return done;
            return w.append(entry_of(i));
        }));
    return store;
}

void change(const StoreFolder& folder, const std::string& sql) {
    const auto database =
        store::Database::open(folder.database(), store::Database::Mode::write).value();
    ASSERT_TRUE(database->script(sql));
}

TEST(StoreCommand, backs_up_while_in_use_and_restores_elsewhere) {
    const StoreFolder folder, elsewhere;
    const auto store = filled(folder);  // in use all the while
    const std::string backup = elsewhere.path("backup.sqlite");
    const Ending run = run_sinew({"store", "backup", backup, "--data", folder.path("")});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("The key is not in it"), std::string::npos);
    const Ending again =
        run_sinew({"store", "backup", backup, "--data", folder.path(""), "--json"});
    EXPECT_EQ(again.code, 2);
    EXPECT_EQ(Json::parse(again.out)["errors"][0]["code"], "conflict");

    const Ending keyless = run_sinew({"store", "restore", backup, "--data", elsewhere.path("new")});
    EXPECT_EQ(keyless.code, 2);
    EXPECT_NE(keyless.err.find("key"), std::string::npos);
    std::filesystem::create_directories(elsewhere.path("new/key"));
    std::filesystem::copy(folder.options().key_file, elsewhere.path("new/key/clinic.key"));
    const Ending restored =
        run_sinew({"store", "restore", backup, "--data", elsewhere.path("new")});
    EXPECT_EQ(restored.code, 0) << restored.err;
    const Ending used = run_sinew({"store", "restore", backup, "--data", elsewhere.path("new")});
    EXPECT_EQ(used.code, 2);
    EXPECT_NE(used.err.find("there is a clinic already"), std::string::npos);
    const Ending check = run_sinew({"store", "check", "--data", elsewhere.path("new"), "--json"});
    EXPECT_EQ(check.code, 0) << check.out;
    const Json told = Json::parse(check.out);
    EXPECT_EQ(told["documents"], 10);
    EXPECT_EQ(told["observations"], 10);
    EXPECT_EQ(told["audit_entries"], 10);
    EXPECT_TRUE(told["errors"].empty());
}

TEST(StoreCommand, checks_a_clinic_in_use_and_a_backup) {
    const StoreFolder folder;
    const auto store = filled(folder);
    const Ending run = run_sinew({"store", "check", "--data", folder.path("")});
    EXPECT_EQ(run.code, 0) << run.err << run.out;
    EXPECT_NE(run.out.find("no fault in 10 documents"), std::string::npos);
    ASSERT_TRUE(store->backup(folder.path("b.sqlite")));
    const Ending backup =
        run_sinew({"store", "check", folder.path("b.sqlite"), "--data", folder.path("")});
    EXPECT_EQ(backup.code, 0) << backup.err << backup.out;
}

TEST(StoreCommand, migrate_says_that_nothing_is_to_do_and_waits_for_nobody) {
    const StoreFolder folder;
    auto store = filled(folder);
    const Ending busy = run_sinew({"store", "migrate", "--data", folder.path("")});
    EXPECT_EQ(busy.code, 2);
    EXPECT_NE(busy.err.find("works on this clinic"), std::string::npos);
    store.reset();
    const Ending run = run_sinew({"store", "migrate", "--data", folder.path("")});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("nothing to do"), std::string::npos);
}

TEST(StoreCommand, finds_its_folder_in_the_environment) {
    const StoreFolder folder;
    { const auto store = filled(folder); }
    Surroundings around;
    around.environment = {"SINEW_DATA=" + folder.path("")};
    EXPECT_EQ(run_sinew({"store", "check"}, around).code, 0);
    std::filesystem::create_directories(folder.path("xdg"));
    around.environment = {"XDG_DATA_HOME=" + folder.path("xdg")};
    const Ending none = run_sinew({"store", "check"}, around);
    EXPECT_EQ(none.code, 2);
    EXPECT_NE(none.err.find(folder.path("xdg") + "/sinew/clinic.sqlite"), std::string::npos);
    EXPECT_NE(none.err.find("--data"), std::string::npos);
    // A credential of the service manager instead of the file.
    std::filesystem::create_directories(folder.path("credentials"));
    std::filesystem::rename(folder.options().key_file, folder.path("credentials/sinew.key"));
    around.environment = {"SINEW_DATA=" + folder.path("")};
    EXPECT_EQ(run_sinew({"store", "check"}, around).code, 2);
    around.environment.push_back("CREDENTIALS_DIRECTORY=" + folder.path("credentials"));
    EXPECT_EQ(run_sinew({"store", "check"}, around).code, 0);
}

TEST(StoreCommand, tells_a_wrong_key_a_newer_database_and_damage_apart) {
    const StoreFolder folder, other;
    { const auto store = filled(folder); }
    { const auto store = filled(other); }
    const std::string key = folder.options().key_file, kept = folder.path("kept.key");
    std::filesystem::copy(key, kept);
    std::filesystem::copy(other.options().key_file, key,
                          std::filesystem::copy_options::overwrite_existing);
    std::filesystem::permissions(key, std::filesystem::perms::owner_read);
    const Ending wrong = run_sinew({"store", "check", "--data", folder.path("")});
    EXPECT_EQ(wrong.code, 3);
    EXPECT_NE(wrong.err.find("the data is not damaged"), std::string::npos) << wrong.err;
    std::filesystem::remove(key);
    std::filesystem::copy(kept, key);
    change(folder,
           "DROP TRIGGER documents_stay; UPDATE documents SET body = x'01' WHERE rowid = 3");
    const Ending damaged = run_sinew({"store", "check", "--data", folder.path(""), "--json"});
    EXPECT_EQ(damaged.code, 1);
    EXPECT_EQ(Json::parse(damaged.out)["errors"].size(), 1u);
    change(folder, "PRAGMA user_version=99");
    const Ending newer = run_sinew({"store", "check", "--data", folder.path("")});
    EXPECT_EQ(newer.code, 3);
    EXPECT_NE(newer.err.find("newer Sinew"), std::string::npos);
}

TEST(AuditCommand, verifies_the_chain_and_finds_what_was_changed) {
    const StoreFolder folder;
    { const auto store = filled(folder); }
    const Ending run = run_sinew({"audit", "verify", "--data", folder.path("")});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("the chain holds: 10 entries, 1 anchors"), std::string::npos) << run.out;
    change(folder,
           "DROP TRIGGER audit_stays; UPDATE audit SET action = 'nothing' WHERE sequence = 4");
    const Ending changed = run_sinew({"audit", "verify", "--data", folder.path(""), "--json"});
    EXPECT_EQ(changed.code, 1);
    const Json told = Json::parse(changed.out);
    ASSERT_EQ(told["errors"].size(), 1u);
    EXPECT_EQ(told["errors"][0]["where"], "audit:4");
}

TEST(AuditCommand, sees_by_its_anchors_that_the_end_was_cut) {
    const StoreFolder folder;
    { const auto store = filled(folder); }
    const std::string anchors = folder.path("kept.anchors");
    const Json list = [&] {
        const Ending all = run_sinew({"audit", "list", "--data", folder.path(""), "--json"});
        EXPECT_EQ(all.code, 0);
        EXPECT_EQ(lines_in(all.out), 10u);
        return Json::parse(all.out.substr(all.out.rfind('\n', all.out.size() - 2) + 1));
    }();
    std::FILE* file = std::fopen(anchors.c_str(), "w");
    std::fputs(("2026-11-23 10 " + list["hash"].get<std::string>() + "\n").c_str(), file);
    std::fclose(file);
    const std::vector<std::string> verify{"audit",         "verify",    "--data",
                                          folder.path(""), "--anchors", anchors};
    EXPECT_EQ(run_sinew(verify).code, 0);
    change(folder, "DROP TRIGGER audit_never_goes; DELETE FROM audit WHERE sequence > 8");
    EXPECT_EQ(run_sinew({"audit", "verify", "--data", folder.path("")}).code, 0);
    const Ending cut = run_sinew(verify);
    EXPECT_EQ(cut.code, 1);
    EXPECT_NE(cut.out.find("the end of the log was cut off"), std::string::npos);
    const Ending none =
        run_sinew({"audit", "verify", "--data", folder.path(""), "--anchors", folder.path("none")});
    EXPECT_EQ(none.code, 2);
    { const std::ofstream empty{folder.path("empty")}; }
    const Ending nothing = run_sinew(
        {"audit", "verify", "--data", folder.path(""), "--anchors", folder.path("empty")});
    EXPECT_EQ(nothing.code, 2) << "the log holds against nothing";
    EXPECT_NE(nothing.err.find("holds no anchors"), std::string::npos) << nothing.err;
}

TEST(AuditCommand, names_whom_a_breach_touches_and_by_when_who_is_told) {
    const StoreFolder folder;
    { const auto store = filled(folder); }
    const std::vector<std::string> everybody{"audit",         "affected", "--data",
                                             folder.path(""), "--known",  "2026-11-23T09:00:00Z"};
    const Ending said = run_sinew(everybody);
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_NE(said.out.find("2026-11-26T09:00:00Z  GDPR"), std::string::npos) << said.out;
    auto as_json = everybody;
    as_json.emplace_back("--json");
    const Json told = Json::parse(run_sinew(as_json).out);
    EXPECT_EQ(told["entries"], 10);
    ASSERT_FALSE(told["people"].empty());
    EXPECT_EQ(told["to_be_told"].size(), 5U);
    for (const auto& [option, value, place] : {std::tuple{"--account", "nobody", "nobody"},
                                               {"--from", "soon", "--from"},
                                               {"--until", "1999", "--until"}}) {
        auto broken = as_json;
        broken.insert(broken.end(), {option, value, "--from", "2026-01-01"});
        const Ending refused = run_sinew(broken);
        EXPECT_EQ(refused.code, 2) << option;
        EXPECT_NE((refused.out + refused.err).find(place), std::string::npos) << refused.out;
    }
}

}  // namespace
}  // namespace sinew::e2e
