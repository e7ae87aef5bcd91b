// One connection to SQLite with its kept statements, and SQLite's refusals in words. The only file that names sqlite3.h besides
// its source and the backup.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/base/time_ordered_id.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace sinew::store {

/// Bytes for a BLOB column; a plain text goes to a TEXT column.
struct Bytes {
    std::string_view view;
};

/// A kept statement while it is in use: bound, stepped, and reset when it goes out of sight.
class Query {
public:
    Query(sqlite3_stmt* statement, std::string_view file) : statement_{statement}, file_{file} {}
    Query(Query&& other) noexcept;
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query& operator=(Query&&) = delete;
    ~Query();

    /// The next parameter, in the order of their numbers.
    Query& bind(std::int64_t value);
    Query& bind(int value) { return bind(std::int64_t{value}); }
    Query& bind(bool value) { return bind(std::int64_t{value ? 1 : 0}); }
    Query& bind(double value);
    Query& bind(std::string_view text);
    Query& bind(const std::string& text) { return bind(std::string_view{text}); }
    Query& bind(const char* text) { return bind(std::string_view{text}); }
    Query& bind(Bytes bytes);
    Query& bind(const Id& id);
    Query& bind(Instant at) { return bind(std::int64_t{at.time_since_epoch().count()}); }
    Query& bind(Day day) { return bind(std::int64_t{day.time_since_epoch().count()}); }
    Query& bind_nothing();
    template <class T>
    Query& bind(const std::optional<T>& value) {
        return value ? bind(*value) : bind_nothing();
    }

    /// Moves to the next row. @return false after the last
    [[nodiscard]] Result<bool> row();
    /// For statements that give no rows.
    [[nodiscard]] Result<void> run();

    // Columns count from 0 and are read once each, from left to right.
    [[nodiscard]] bool empty();  ///< the next one holds nothing; then it is passed over
    [[nodiscard]] std::int64_t whole();
    [[nodiscard]] double number();
    [[nodiscard]] std::string text();
    [[nodiscard]] std::string_view bytes();  ///< until the next row
    [[nodiscard]] Id id();
    [[nodiscard]] bool yes() { return whole() != 0; }
    [[nodiscard]] Instant instant() { return Instant{std::chrono::seconds{whole()}}; }
    [[nodiscard]] Day day() { return Day{std::chrono::days{whole()}}; }
    [[nodiscard]] std::optional<Id> maybe_id();
    [[nodiscard]] std::optional<Day> maybe_day();
    [[nodiscard]] std::optional<std::int64_t> maybe_whole();

private:
    sqlite3_stmt* statement_;
    std::string_view file_;
    int next_parameter_ = 1, next_column_ = 0;
    int bound_ = 0;  ///< first refusal of a bind
};

class Database {
public:
    enum class Mode : std::uint8_t { create, write, read };
    static constexpr int kWaitMs = 2000;  ///< for a lock that another connection holds

    /// @param vfs  a registered SQLite file layer; empty = the system's (tests put faults in its place)
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::string& file, Mode mode,
                                                                const std::string& vfs = {});
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    /// Numbers of parameters are $1, $2 .. in the order in which they first stand in the text.
    [[nodiscard]] Result<Query> query(std::string_view sql);
    template <class... Values>
    [[nodiscard]] Result<Query> query(std::string_view sql, const Values&... values) {
        auto made = query(sql);
        if (made) (made->bind(values), ...);
        return made;
    }
    template <class... Values>
    [[nodiscard]] Result<void> run(std::string_view sql, const Values&... values) {
        auto made = query(sql, values...);
        if (!made) return fail(made.error());
        return made->run();
    }
    /// A script of statements without parameters.
    [[nodiscard]] Result<void> script(const std::string& sql);
    /// The first column of the first row.
    [[nodiscard]] Result<std::int64_t> one_number(std::string_view sql);

    /// False inside BEGIN .. COMMIT. A full disk may end a transaction by itself.
    [[nodiscard]] bool no_transaction() const noexcept;
    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    [[nodiscard]] sqlite3* handle() const noexcept { return handle_; }

private:
    Database(sqlite3* handle, std::string file) : handle_{handle}, file_{std::move(file)} {}

    sqlite3* handle_;
    std::string file_;
    std::unordered_map<std::string, sqlite3_stmt*> kept_;
};

/// What SQLite's refusal means for whoever runs the clinic.
[[nodiscard]] Error database_error(int code, std::string_view file);

}  // namespace sinew::store

/// Returns the error of a Result<void> from the enclosing function.
#define SINEW_DO(expression)                         \
    if (auto sinew_done = (expression); !sinew_done) \
    return tl::make_unexpected(std::move(sinew_done).error())
