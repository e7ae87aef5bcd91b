#include <sinew/store/rows.hpp>

#include <fmt/format.h>

namespace sinew::store {
namespace {

using clinic::Document;
using clinic::DocumentKind;
using clinic::DocumentQuery;

constexpr std::string_view kColumns =
    "SELECT d.id, d.version, h.kind, h.person, d.day, d.state, d.body, d.recorded_at, d.recorded_by"
    " FROM document_heads h JOIN documents d ON d.id = h.id";

Drawer drawer_of(const Document& document) noexcept {
    return document.kind == DocumentKind::counselling_note ? Drawer::apart : Drawer::usual;
}

/// What a body is sealed for: moved to another row, or its row changed, it does not open.
std::string place_of(const Document& document) {
    return fmt::format("documents:{}:{}:{}:{}:{}:{}", id_text(document.id), document.version,
                       domain::name_of(document.kind),
                       document.person ? id_text(*document.person) : "",
                       document.day ? day_text(*document.day) : "", document.state);
}

/// Nothing when the person was erased.
Result<std::optional<Document>> read_row(const Rows& rows, Query& row) {
    Document document;
    document.id = row.id();
    document.version = static_cast<int>(row.whole());
    SINEW_TRY(document.kind, read_word<DocumentKind>(row.text()));
    document.person = row.maybe_id();
    document.day = row.maybe_day();
    document.state = row.text();
    const std::string_view body = row.bytes();
    SINEW_TRY(const auto sealer, sealer_of(rows, document.person, drawer_of(document)));
    if (!sealer) return std::nullopt;
    SINEW_TRY(document.body, sealer->open(body, place_of(document)));
    document.recorded_at = row.instant();
    document.recorded_by = row.maybe_id();
    return document;
}

Result<void> insert_version(const Rows& rows, const Document& document) {
    SINEW_TRY(const auto sealer, sealer_for(rows, document.person, drawer_of(document)));
    const std::string body = sealer->seal(document.body, place_of(document));
    return rows.database.run(
        "INSERT INTO documents (id, version, day, state, body, recorded_at, recorded_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        document.id, document.version, document.day, document.state, Bytes{body},
        document.recorded_at, document.recorded_by);
}

/// The query's conditions in SQL; `bind` gives their values in the same order.
std::string sql_of(const DocumentQuery& query) {
    std::string sql{kColumns};
    int n = 0;
    const auto add = [&](std::string_view condition) {
        sql += n == 0 ? " WHERE " : " AND ";
        sql += fmt::format("{} ${}", condition, ++n);
    };
    if (!query.history) sql += " AND d.version = h.version";
    if (query.kind) add("h.kind =");
    if (query.person) add("h.person =");
    const std::string_view side = query.history ? "d" : "h";  // a head has an index
    if (query.state) add(fmt::format("{}.state =", side));
    if (query.from) add(fmt::format("{}.day >=", side));
    if (query.to) add(fmt::format("{}.day <=", side));
    if (query.id) add("h.id =");
    if (query.after) add("h.id >");
    sql += query.after ? " ORDER BY h.id, d.version"
                       : fmt::format(" ORDER BY {}.day NULLS FIRST, h.id, d.version", side);
    return sql;
}

}  // namespace

Result<std::optional<Document>> find_document(const Rows& rows, const Id& id) {
    static const std::string kSql =
        fmt::format("{} AND d.version = h.version WHERE h.id = $1", kColumns);
    SINEW_TRY(Query row, rows.database.query(kSql, id));
    SINEW_TRY(const bool found, row.row());
    if (!found) return std::nullopt;
    return read_row(rows, row);
}

Result<std::vector<Document>> find_documents(const Rows& rows, const DocumentQuery& query) {
    SINEW_TRY(Query row, rows.database.query(sql_of(query)));
    if (query.kind) row.bind(domain::name_of(*query.kind));
    if (query.person) row.bind(*query.person);
    if (query.state) row.bind(*query.state);
    if (query.from) row.bind(*query.from);
    if (query.to) row.bind(*query.to);
    if (query.id) row.bind(*query.id);
    if (query.after) row.bind(*query.after);
    std::vector<Document> found;
    // The limit counts what is given, not what erased people left behind.
    while (query.limit == 0 || found.size() < query.limit) {
        SINEW_TRY(const bool more, row.row());
        if (!more) break;
        SINEW_TRY(auto document, read_row(rows, row));
        if (document) found.push_back(*std::move(document));
    }
    return found;
}

Result<void> add_document(const Rows& rows, const Document& first) {
    if (first.version != 1)
        return fail({ErrorCode::conflict,
                     "a new document begins with version 1",
                     {},
                     "replace the one that is there"});
    SINEW_DO(insert_version(rows, first));
    return rows.database.run(
        "INSERT INTO document_heads (id, version, kind, person, day, state)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        first.id, first.version, domain::name_of(first.kind), first.person, first.day, first.state);
}

Result<void> replace_document(const Rows& rows, const Document& next) {
    {
        SINEW_TRY(Query head, rows.database.query("SELECT version, kind, person FROM document_heads"
                                                  " WHERE id = $1",
                                                  next.id));
        SINEW_TRY(const bool found, head.row());
        if (!found)
            return fail({ErrorCode::not_found, "there is no such document", {}, "add it first"});
        if (head.whole() != next.version - 1)
            return fail({ErrorCode::conflict,
                         "somebody else changed it first",
                         {},
                         "read it again and apply the change to that version"});
        if (head.text() != domain::name_of(next.kind) || head.maybe_id() != next.person)
            return fail({ErrorCode::conflict,
                         "a document keeps its kind and its person",
                         {},
                         "add a new document"});
    }
    SINEW_DO(insert_version(rows, next));
    return rows.database.run(
        "UPDATE document_heads SET version = $1, day = $2, state = $3 WHERE id = $4", next.version,
        next.day, next.state, next.id);
}

}  // namespace sinew::store
