#include <sinew/store/rows.hpp>

#include <fmt/format.h>

namespace sinew::store {
namespace {

using clinic::KeptObservation;
using clinic::ObservationQuery;
using domain::WhenAsked;
using domain::WhyMissing;

std::string place_of(const KeptObservation& kept) {
    return "observations.reason:" + id_text(kept.id) + ":" + id_text(kept.person);
}

Result<KeptObservation> read_row(const Rows& rows, Query& row) {
    KeptObservation kept;
    kept.id = row.id();
    kept.person = row.id();
    kept.said.outcome = row.text();
    kept.said.day = row.day();
    if (const auto second = row.maybe_whole()) kept.said.second_of_day = static_cast<int>(*second);
    if (const auto offset = row.maybe_whole()) kept.said.offset_min = static_cast<int>(*offset);
    if (!row.empty()) kept.said.value = row.number();
    if (!row.empty()) {
        SINEW_TRY(kept.said.missing, read_word<WhyMissing>(row.text()));
    }
    SINEW_TRY(kept.said.moment, read_word<WhenAsked>(row.text()));
    kept.said.bout = row.text();
    if (const auto practice = row.maybe_whole()) kept.said.practice = *practice != 0;
    kept.recorded_at = row.instant();
    kept.recorded_by = row.maybe_id();
    kept.corrects = row.maybe_id();
    const std::string_view reason = row.bytes();
    if (reason.empty()) return kept;
    SINEW_TRY(const auto sealer, sealer_of(rows, kept.person));
    if (sealer) {
        SINEW_TRY(kept.reason, sealer->open(reason, place_of(kept)));
    }
    return kept;
}

std::string sql_of(const ObservationQuery& query) {
    std::string sql =
        "SELECT id, person, outcome, day, second_of_day, offset_min, value, missing, moment, bout,"
        " practice, recorded_at, recorded_by, corrects, reason FROM observations o";
    int n = 0;
    std::string_view join = " WHERE ";
    const auto add = [&](std::string_view condition) {
        sql += join;
        sql += fmt::format("{} ${}", condition, ++n);
        join = " AND ";
    };
    if (query.person) add("person =");
    if (query.outcome) add("outcome =");
    if (query.from) add("day >=");
    if (query.to) add("day <=");
    if (query.after) add("id >");
    if (!query.with_corrected) {
        sql += join;
        sql += "NOT EXISTS (SELECT 1 FROM observations c WHERE c.corrects = o.id)";
    }
    sql += query.after ? " ORDER BY id" : " ORDER BY day, id";
    if (query.limit > 0) sql += fmt::format(" LIMIT ${}", ++n);
    return sql;
}

/// What it corrects must be there, of the same person, and not corrected before.
Result<void> check_correction(const Rows& rows, const KeptObservation& kept) {
    SINEW_TRY(Query old,
              rows.database.query("SELECT person FROM observations WHERE id = $1", *kept.corrects));
    SINEW_TRY(const bool found, old.row());
    if (!found || old.id() != kept.person)
        return fail({ErrorCode::not_found,
                     "this person has no such entry to correct",
                     {},
                     "name the entry that is wrong"});
    SINEW_TRY(Query later, rows.database.query("SELECT 1 FROM observations WHERE corrects = $1",
                                               *kept.corrects));
    SINEW_TRY(const bool corrected, later.row());
    if (corrected)
        return fail(
            {ErrorCode::conflict, "this entry was corrected before", {}, "correct the newest one"});
    return {};
}

}  // namespace

Result<std::vector<KeptObservation>> find_observations(const Rows& rows,
                                                       const ObservationQuery& query) {
    SINEW_TRY(Query row, rows.database.query(sql_of(query)));
    if (query.person) row.bind(*query.person);
    if (query.outcome) row.bind(*query.outcome);
    if (query.from) row.bind(*query.from);
    if (query.to) row.bind(*query.to);
    if (query.after) row.bind(*query.after);
    if (query.limit > 0) row.bind(static_cast<std::int64_t>(query.limit));
    std::vector<KeptObservation> found;
    while (true) {
        SINEW_TRY(const bool more, row.row());
        if (!more) return found;
        SINEW_TRY(auto kept, read_row(rows, row));
        found.push_back(std::move(kept));
    }
}

/// An id that is there already is refused by the table itself (trigger observations_come_once).
Result<void> add_observation(const Rows& rows, const KeptObservation& kept) {
    SINEW_TRY(const auto sealer, sealer_for(rows, kept.person));
    if (kept.corrects) {
        SINEW_DO(check_correction(rows, kept));
    }
    const std::string reason =
        kept.reason.empty() ? std::string{} : sealer->seal(kept.reason, place_of(kept));
    std::optional<std::string_view> missing;
    if (kept.said.missing) missing = domain::name_of(*kept.said.missing);
    return rows.database.run(
        "INSERT INTO observations (id, person, outcome, day, second_of_day, offset_min, value,"
        " missing, moment, bout, practice, recorded_at, recorded_by, corrects, reason)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        kept.id, kept.person, kept.said.outcome, kept.said.day, kept.said.second_of_day,
        kept.said.offset_min, kept.said.value, missing, domain::name_of(kept.said.moment),
        kept.said.bout, kept.said.practice, kept.recorded_at, kept.recorded_by, kept.corrects,
        Bytes{reason});
}

}  // namespace sinew::store
