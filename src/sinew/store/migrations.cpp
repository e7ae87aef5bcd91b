#include <sinew/store/migrations.hpp>

#include <fmt/format.h>

#include <array>

namespace sinew::store {
namespace {

#include "store_migrations.inc"

constexpr std::int64_t kApplicationId = 0x53696e77;  ///< "Sinw": tells our files from others'

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

Result<int> shape_of(Database& database) {
    SINEW_TRY(const std::int64_t owner, database.one_number("PRAGMA application_id"));
    SINEW_TRY(const std::int64_t shape, database.one_number("PRAGMA user_version"));
    SINEW_TRY(const std::int64_t tables, database.one_number("SELECT count(*) FROM sqlite_schema"));
    if (owner == 0 && shape == 0 && tables == 0) return 0;
    if (owner != kApplicationId)
        return fail({ErrorCode::storage, "this is another program's database", database.file(),
                     "name another file"});
    return static_cast<int>(shape);
}

Result<void> refuse_newer(Database& database, std::span<const Migration> steps) {
    SINEW_TRY(const int shape, shape_of(database));
    if (shape <= static_cast<int>(steps.size())) return {};
    return fail(
        {ErrorCode::storage,
         fmt::format("the database was written by a newer Sinew: it has shape {}, this program "
                     "knows shapes up to {}",
                     shape, steps.size()),
         database.file(), "use the newer program, or restore a backup that was made before it"});
}

Result<int> migrate(Database& database, std::span<const Migration> steps) {
    SINEW_DO(refuse_newer(database, steps));
    SINEW_TRY(const int shape, shape_of(database));
    for (std::size_t i = static_cast<std::size_t>(shape); i < steps.size(); ++i) {
        const auto done = database.script(fmt::format(
            "BEGIN IMMEDIATE;\n{}\nPRAGMA application_id={};\nPRAGMA user_version={};\nCOMMIT;",
            steps[i].sql, kApplicationId, i + 1));
        if (done) continue;
        if (!database.no_transaction()) (void)database.script("ROLLBACK");
        Error error = done.error();
        error.what = fmt::format("step {} failed: {}", steps[i].name, error.what);
        return fail(error);
    }
    return static_cast<int>(steps.size()) - shape;
}

}  // namespace sinew::store
