#include <sinew/store/database.hpp>

#include <fmt/format.h>
#include <sqlite3.h>

namespace sinew::store {
namespace {

Error made(ErrorCode code, std::string what, std::string_view file, std::string hint) {
    return {code, std::move(what), std::string{file}, std::move(hint)};
}

}  // namespace

Error database_error(int code, std::string_view file) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
            return made(ErrorCode::conflict, "it is there already", file, "read it and try again");
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return made(ErrorCode::not_found, "it names something that is not there", file,
                        "add that first");
        case SQLITE_CONSTRAINT_TRIGGER:
            return made(ErrorCode::conflict,
                        "it is there already, and what is kept is never changed or deleted", file,
                        "add a new version or a correction");
        default: break;
    }
    switch (code & 0xff) {
        case SQLITE_FULL:
            return made(
                ErrorCode::storage, "the disk is full", file,
                "free space: nothing acknowledged is lost, and the store goes on by itself");
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return made(ErrorCode::storage, "the database cannot be written to", file,
                        "make the disk and its folder writable for this account");
        case SQLITE_IOERR:
            return made(ErrorCode::storage,
                        fmt::format("the disk does not do what it is asked (code {})", code), file,
                        "look after the disk; nothing acknowledged was on it only in part");
        case SQLITE_CANTOPEN:
            return made(ErrorCode::storage, "the database cannot be opened", file,
                        "check the folder and its permissions");
        case SQLITE_CORRUPT:
            return made(ErrorCode::storage, "the database is damaged", file,
                        "keep a copy of the file, then restore the newest good backup");
        case SQLITE_NOTADB:
            return made(ErrorCode::storage, "this is no database, or its beginning is damaged",
                        file, "name another file, or put a good backup in its place");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return made(ErrorCode::storage, "another program holds the database", file,
                        "wait until it is done");
        case SQLITE_NOMEM:
            return made(ErrorCode::storage, "not enough memory", file, "free memory");
        case SQLITE_TOOBIG:
            return made(ErrorCode::out_of_range, "larger than the database takes", file,
                        "send less at once");
        default:
            return made(ErrorCode::storage,
                        fmt::format("the database refused: {} ({})", sqlite3_errstr(code), code),
                        file, "see the code in SQLite's list of results");
    }
}

Query::Query(Query&& other) noexcept
    : statement_{std::exchange(other.statement_, nullptr)},
      file_{other.file_},
      next_parameter_{other.next_parameter_},
      next_column_{other.next_column_},
      bound_{other.bound_} {}

Query::~Query() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Query& Query::bind(std::int64_t value) {
    bound_ |= sqlite3_bind_int64(statement_, next_parameter_++, value);
    return *this;
}

Query& Query::bind(double value) {
    bound_ |= sqlite3_bind_double(statement_, next_parameter_++, value);
    return *this;
}

Query& Query::bind(std::string_view text) {
    bound_ |= sqlite3_bind_text64(statement_, next_parameter_++, text.data() ? text.data() : "",
                                  text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Query& Query::bind(Bytes bytes) {
    bound_ |= sqlite3_bind_blob64(statement_, next_parameter_++,
                                  bytes.view.data() ? bytes.view.data() : "", bytes.view.size(),
                                  SQLITE_TRANSIENT);
    return *this;
}

Query& Query::bind(const Id& id) {
    return bind(Bytes{{reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}});
}

Query& Query::bind_nothing() {
    bound_ |= sqlite3_bind_null(statement_, next_parameter_++);
    return *this;
}

Result<bool> Query::row() {
    if (bound_ != SQLITE_OK) return fail(database_error(bound_, file_));
    next_column_ = 0;
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return fail(database_error(sqlite3_extended_errcode(sqlite3_db_handle(statement_)), file_));
}

Result<void> Query::run() {
    while (true) {
        const auto more = row();
        if (!more) return fail(more.error());
        if (!*more) return {};
    }
}

bool Query::empty() {
    if (sqlite3_column_type(statement_, next_column_) != SQLITE_NULL) return false;
    ++next_column_;
    return true;
}

std::int64_t Query::whole() { return sqlite3_column_int64(statement_, next_column_++); }
double Query::number() { return sqlite3_column_double(statement_, next_column_++); }
std::string Query::text() { return std::string{bytes()}; }

std::string_view Query::bytes() {
    const int column = next_column_++;
    const auto* const start = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    if (start == nullptr) return {};
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Id Query::id() {
    Id id;
    const std::string_view held = bytes();
    for (std::size_t i = 0; i < id.bytes.size() && i < held.size(); ++i)
        id.bytes[i] = static_cast<std::uint8_t>(held[i]);
    return id;
}

std::optional<Id> Query::maybe_id() {
    if (empty()) return std::nullopt;
    return id();
}

std::optional<Day> Query::maybe_day() {
    if (empty()) return std::nullopt;
    return day();
}

std::optional<std::int64_t> Query::maybe_whole() {
    if (empty()) return std::nullopt;
    return whole();
}

Result<std::unique_ptr<Database>> Database::open(const std::string& file, Mode mode,
                                                 const std::string& vfs) {
    // Once, before SQLite begins: nobody reads its statistics, and counting them takes a lock at every allocation.
    static const int kNoStatistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(kNoStatistics);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
    sqlite3* handle = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
    std::unique_ptr<Database> database{new Database{handle, file}};
    if (code != SQLITE_OK) return fail(database_error(code, file));
    sqlite3_busy_timeout(handle, kWaitMs);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    SINEW_DO(database->script(
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;"
        "PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON;"));
    return database;
}

Database::~Database() {
    for (const auto& [sql, statement] : kept_) sqlite3_finalize(statement);
    sqlite3_close(handle_);
}

Result<Query> Database::query(std::string_view sql) {
    const auto found = kept_.find(std::string{sql});
    if (found != kept_.end()) return Query{found->second, file_};
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return fail(database_error(code, file_));
    kept_.emplace(sql, statement);
    return Query{statement, file_};
}

Result<void> Database::script(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(database_error(sqlite3_extended_errcode(handle_), file_));
    return {};
}

Result<std::int64_t> Database::one_number(std::string_view sql) {
    SINEW_TRY(Query asked, query(sql));
    SINEW_TRY(const bool found, asked.row());
    return found ? asked.whole() : 0;
}

bool Database::no_transaction() const noexcept { return sqlite3_get_autocommit(handle_) != 0; }

}  // namespace sinew::store
