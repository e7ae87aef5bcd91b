#include <sinew/care/screening_use.hpp>
#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/programme_use.hpp>
#include <sinew/document/programme_json.hpp>
#include <sinew/document/record_facts.hpp>
#include <sinew/document/record_json.hpp>

namespace sinew::clinic {
namespace {

/// A fact that cannot outlive a day is a matter of the day: it is asked anew at every session.
constexpr double kHoursOfADay = 24;

/// The record aged to the end of a day, but for the facts of the day.
domain::Record aged_to(const domain::Record& record, Day day, Instant decided_at,
                       const knowledge::ScreeningPack& pack) {
    domain::Record then = record;
    document::age_facts(then, domain::AsOf::at(decided_at), pack);
    domain::Record aged = record;
    document::age_facts(
        aged, domain::AsOf{Instant{day} + std::chrono::hours{24}, Instant{day}, true}, pack);
    for (std::size_t fact = 0; fact < pack.facts.size(); ++fact)
        if (pack.facts[fact].max_age_h <= kHoursOfADay) aged.facts[fact] = then.facts[fact];
    return aged;
}

OrderedJson answer_of(const domain::Clearance& clearance, const domain::AsOf& as_of,
                      const knowledge::Catalogue& catalogue, const knowledge::Words& words) {
    OrderedJson json{{"as_of", instant_text(as_of.when)},
                     {"mode", domain::name_of(clearance.mode)}};
    json.update(document::screening_json(clearance, catalogue, words));
    return json;
}

}  // namespace

StandingScreening standing_screening(const domain::Record& record, Day decided_on,
                                     Instant decided_at, Day today, std::optional<Day> rescreen,
                                     const knowledge::Catalogue& catalogue) {
    const auto judged = [&](Day day) {
        return care::screen_record(
            aged_to(record, std::max(day, decided_on), decided_at, catalogue.screening),
            std::max(day, decided_on), catalogue);
    };
    StandingScreening standing;
    standing.screened = true;
    standing.decided_on = decided_on;
    standing.clearance = judged(today);
    standing.decided = today == decided_on ? standing.clearance : judged(decided_on);
    standing.outcome = standing.clearance.outcome;
    standing.rescreening_due = rescreen && *rescreen <= today && decided_on < *rescreen;
    standing.holds = standing.clearance.complete() && !standing.rescreening_due;
    if (!standing.holds) return standing;
    // Staleness only ever sets in, so the last good day is found by halving.
    int good = 0, bad = kLongestValidityDays;
    if (judged(today + std::chrono::days{bad}).complete()) good = bad;
    while (bad - good > 1) {
        const int middle = good + (bad - good) / 2;
        (judged(today + std::chrono::days{middle}).complete() ? good : bad) = middle;
    }
    if (good < kLongestValidityDays) standing.holds_until = today + std::chrono::days{good};
    if (rescreen && *rescreen > decided_on) {
        const Day last = *rescreen - std::chrono::days{1};
        if (!standing.holds_until || *standing.holds_until > last) standing.holds_until = last;
    }
    return standing;
}

Result<std::optional<KeptClearance>> newest_clearance(const ReadStore& store, const Id& person,
                                                      const knowledge::Catalogue& catalogue) {
    SINEW_TRY(auto document, newest_of(store, DocumentKind::clearance, person));
    if (!document) return std::optional<KeptClearance>{};
    SINEW_TRY(const Json body, body_of(*document));
    SINEW_TRY(const Moment as_of, read_moment(text_in(body, "as_of"), "clearance"));
    KeptClearance kept;
    kept.as_of = domain::AsOf::of(as_of);
    kept.knowledge = text_in(body, "knowledge");
    SINEW_TRY(kept.record,
              told_once(document::read_record(body["record"], "clearance", as_of, catalogue)));
    kept.document = *std::move(document);
    return std::optional{std::move(kept)};
}

Result<OrderedJson> screen_now(WriteStore& store, const Id& person, const Acting& acting) {
    const auto& packs = acting.packs();
    SINEW_TRY(const KeptRecord kept, record_of(store, person, judged_now(acting), packs));
    if (kept.record.person.deceased)
        return fail({ErrorCode::conflict, "the record says that this person has died", "", ""});
    const auto clearance = care::screen_record(kept.record, kept.as_of.day(), packs);
    OrderedJson body;
    body["as_of"] = instant_text(kept.as_of.when);
    body["knowledge"] = packs.hash;
    body["outcome"] = domain::name_of(clearance.outcome);
    body["record_version"] = kept.document.version;
    body["record"] = document::record_json(kept.record, packs.screening);
    body["language"] = domain::name_of(acting.language);
    body["answer"] = answer_of(clearance, kept.as_of, packs, acting.words());
    if (auto added =
            store.add(first_version(DocumentKind::clearance, acting.new_id(), person, acting.today,
                                    std::string{domain::name_of(clearance.outcome)}, body, acting));
        !added)
        return fail(added.error());
    return clearance_view(store, person, acting);
}

Result<OrderedJson> clearance_view(const ReadStore& store, const Id& person, const Acting& acting) {
    const auto& packs = acting.packs();
    SINEW_TRY(const auto kept, newest_clearance(store, person, packs));
    if (!kept) return fail(nothing_here("nobody has screened this record yet", "clearance"));
    SINEW_TRY(const Json body, body_of(kept->document));
    const Day decided = kept->document.day.value_or(kept->as_of.day());
    SINEW_TRY(const auto rescreen, rescreening_day(store, person, decided));
    const auto standing =
        standing_screening(kept->record, decided, kept->as_of.when, acting.today, rescreen, packs);
    const auto words = acting.words();
    OrderedJson json;
    json["id"] = id_text(kept->document.id);
    json["decided_on"] = day_text(decided);
    json["valid_until"] = day_or_null(standing.holds_until);
    json["outcome"] = text_in(body, "outcome");
    json["outcome_words"] = words("outcome." + text_in(body, "outcome"));
    json["valid"] = standing.holds;
    json["knowledge"] = kept->knowledge;
    // With the same packs the answer is put into the reader's words; with others it stays as it was said.
    const bool same_words = text_in(body, "language") == domain::name_of(acting.language);
    if (kept->knowledge == packs.hash && !same_words) {
        const auto clearance = care::screen_record(kept->record, kept->as_of.day(), packs);
        json["answer"] = answer_of(clearance, kept->as_of, packs, words);
    } else {
        json["answer"] = OrderedJson(body["answer"]);
    }
    return json;
}

}  // namespace sinew::clinic
