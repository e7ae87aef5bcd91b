#include <sinew/clinic/entries_use.hpp>
#include <sinew/clinic/flags.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/document/session_json.hpp>
#include <sinew/document/trend_say.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

bool seen_since(const LookedAt& looked, Instant raised) {
    return (looked.call_or_visit && *looked.call_or_visit >= raised) ||
           (looked.screening && *looked.screening >= raised);
}

}  // namespace

Result<LookedAt> looked_at(const ReadStore& store, const Id& person) {
    LookedAt looked;
    SINEW_TRY(const auto notes, all_of(store, DocumentKind::note, person));
    for (const Document& note : notes)
        if (note.state == "call" || note.state == "visit")
            looked.call_or_visit =
                std::max(looked.call_or_visit.value_or(note.recorded_at), note.recorded_at);
    // A screening that leaves questions open, or goes by answers from before the sign, has not asked about it: nobody has looked.
    SINEW_TRY(const auto screening, newest_of(store, DocumentKind::clearance, person));
    SINEW_TRY(const auto record, newest_of(store, DocumentKind::record, person));
    if (screening && record && screening->state != domain::name_of(domain::Outcome::incomplete))
        looked.screening = std::min(screening->recorded_at, record->recorded_at);
    return looked;
}

Result<std::vector<RaisedFlag>> flags_of_entries(const ReadStore& store, const Id& person,
                                                 const LookedAt& looked, const Acting& acting) {
    std::vector<RaisedFlag> flags;
    const auto words = acting.words();
    SINEW_TRY(const auto sessions, all_of(store, DocumentKind::session_done, person));
    for (const Document& document : sessions) {
        if (seen_since(looked, document.recorded_at)) continue;
        SINEW_TRY(const Json body, body_of(document));
        const Json& said = body.at("session_done");
        for (const Json& sign : said.value("stop_signs", Json::array())) {
            const std::string id = sign.get<std::string>();
            const auto told = document::stop_rule_json(id, acting.packs(), words);
            const std::string trigger = words("ses." + id + ".trigger");
            RaisedFlag flag;
            flag.id = id;
            flag.words =
                words("clinic.flag.stop_sign",
                      {{"sign", trigger.starts_with('<') ? told.value("say", id) : trigger},
                       {"day", day_text(document.day.value_or(day_of(document.recorded_at)))}});
            flag.own_words = text_in(said, "how");
            flag.grave = is_grave_sign(id, acting.packs());
            flag.since = document.day;
            flag.place = id;
            flag.raised_at = document.recorded_at;
            flags.push_back(std::move(flag));
        }
    }
    SINEW_TRY(const auto answers, all_of(store, DocumentKind::answers, person));
    for (const Document& document : answers) {
        if (seen_since(looked, document.recorded_at)) continue;
        SINEW_TRY(const Json body, body_of(document));
        for (const Json& finding : body.value("findings", Json::array())) {
            const std::string weight = text_in(finding, "weight");
            if (weight == "note") continue;
            const auto* instrument = acting.packs().instruments.find(document.state);
            RaisedFlag flag;
            flag.id = document.state + ":" + text_in(finding, "id");
            flag.words = words(
                "clinic.flag.answer",
                {{"instrument", instrument ? instrument->name.in(acting.language) : document.state},
                 {"say", text_in(finding, acting.language == domain::Language::zh &&
                                                  !text_in(finding, "zh").empty()
                                              ? "zh"
                                              : "en")},
                 {"day", day_text(document.day.value_or(day_of(document.recorded_at)))}});
            flag.grave = weight == "urgent";
            flag.since = document.day;
            flag.place = text_in(finding, "rule");
            flag.raised_at = document.recorded_at;
            flags.push_back(std::move(flag));
        }
    }
    std::stable_sort(flags.begin(), flags.end(), [](const auto& one, const auto& other) {
        return one.raised_at > other.raised_at;
    });
    return flags;
}

std::vector<RaisedFlag> flags_of_screening(const StandingScreening& standing,
                                           const Acting& acting) {
    std::vector<RaisedFlag> flags;
    if (!standing.screened || standing.outcome < domain::Outcome::refer_first) return flags;
    const auto& pack = acting.packs().screening;
    const auto words = acting.words();
    for (std::size_t i = 0; i < standing.clearance.fired.size(); ++i) {
        const auto& rule = pack.rules[standing.clearance.fired[i]];
        const auto& aside = standing.clearance.set_aside;
        if (rule.outcome < domain::Outcome::refer_first ||
            std::find(aside.begin(), aside.end(), standing.clearance.fired[i]) != aside.end())
            continue;
        RaisedFlag flag;
        flag.id = rule.id;
        flag.words = words("rule." + rule.id + ".title");
        flag.grave = rule.outcome == domain::Outcome::stop_now;
        flag.since = standing.decided_on;
        flag.place = "/clearance/findings/" + std::to_string(i);
        flag.raised_at = Instant{standing.decided_on};
        flags.push_back(std::move(flag));
    }
    return flags;
}

std::vector<RaisedFlag> flags_of_trends(const care::TrendAnswer& trends,
                                        const knowledge::Words& words) {
    std::vector<RaisedFlag> flags;
    for (const care::OutcomeTrend& trend : trends.trends) {
        if (gravest(trend) != care::Attention::worse_alarm) continue;
        const document::TrendSay say{trend, words};
        const auto sentences = say.attention();
        for (std::size_t i = 0; i < trend.attention.size(); ++i) {
            if (trend.attention[i] != care::Attention::worse_alarm) continue;
            RaisedFlag flag;
            flag.id = "alarm:" + trend.outcome->id;
            flag.words = sentences[i];
            if (trend.chart)
                for (const trend::AlertDay& alarm : trend.chart->alarms)
                    if (alarm.worse) flag.since = alarm.day;
            flag.raised_at = Instant{flag.since.value_or(trends.as_of)};
            flags.push_back(std::move(flag));
        }
    }
    return flags;
}

Result<OrderedJson> open_flags_view(const ReadStore& store, const Id& person,
                                    const Acting& acting) {
    SINEW_TRY(const LookedAt looked, looked_at(store, person));
    SINEW_TRY(auto flags, flags_of_entries(store, person, looked, acting));
    SINEW_TRY(const auto clearance, newest_clearance(store, person, acting.packs()));
    if (clearance) {
        const Day decided = clearance->document.day.value_or(clearance->as_of.day());
        const auto standing = standing_screening(clearance->record, decided, clearance->as_of.when,
                                                 acting.today, std::nullopt, acting.packs());
        for (RaisedFlag& flag : flags_of_screening(standing, acting))
            flags.push_back(std::move(flag));
    }
    SINEW_TRY(const Document about, person_document(store, person));
    SINEW_TRY(const Json body, body_of(about));
    OrderedJson list = OrderedJson::array();
    for (const RaisedFlag& flag : flags)
        list.push_back(flag_json(flag, words_of_person(body).language));
    return list;
}

OrderedJson flag_json(const RaisedFlag& flag, domain::Language language) {
    OrderedJson json{{"id", flag.id}, {"words", flag.words}, {"grave", flag.grave}};
    json["since"] = day_or_null(flag.since);
    if (!flag.own_words.empty())
        json["own_words"] = {{"text", flag.own_words}, {"language", domain::name_of(language)}};
    if (!flag.place.empty()) json["place"] = flag.place;
    return json;
}

}  // namespace sinew::clinic
