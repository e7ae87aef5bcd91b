#include <sinew/clinic/followed.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/timeline_use.hpp>

#include <algorithm>
#include <map>

namespace sinew::clinic {
namespace {

using Values = std::vector<std::pair<std::string_view, std::string>>;

std::string shortened(const std::string& text) {
    constexpr std::size_t kLongest = 160;
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
}

/// One version of one document in words; empty for what is no event of its own.
std::string event_words(const Document& document, const Json& body, const knowledge::Words& words) {
    const std::string kind{domain::name_of(document.kind)};
    const std::string stem = "clinic.event." + kind;
    const auto say = [&](const std::string& key, const Values& values = {}) {
        return words(key, values);
    };
    switch (document.kind) {
        case DocumentKind::person:
            return say(document.version == 1 ? stem + ".new" : stem + ".changed");
        case DocumentKind::record:
            return say(document.version == 1 ? stem + ".new" : stem + ".changed",
                       {{"version", std::to_string(document.version)}});
        case DocumentKind::clearance:
            return say(stem, {{"outcome", words("outcome." + document.state)}});
        case DocumentKind::programme:
        case DocumentKind::adaptation: return say(stem + "." + document.state);
        case DocumentKind::session_done: {
            const Json& said = body.at("session_done");
            const std::string script = text_in(said, "script");
            return say(
                stem + "." + document.state,
                {{"what", words(script == "on_demand"   ? "clinic.script.on_demand"
                                : script == "meanwhile" ? "clinic.script.meanwhile"
                                                        : "clinic.script.session")},
                 {"minutes", number_text(said.contains("minutes") && said["minutes"].is_number()
                                             ? said["minutes"].get<double>()
                                             : 0)}});
        }
        case DocumentKind::note: return say(stem + "." + document.state);
        case DocumentKind::message:
            if (document.version > 1) return {};
            return say(stem + (document.state.starts_with("from_person") ? ".person" : ".staff"));
        case DocumentKind::consent:
        case DocumentKind::disclosure:
            return say(
                document.kind == DocumentKind::disclosure ? stem : stem + "." + document.state,
                {{"recipient", text_in(body, "recipient")}});
        case DocumentKind::answers: {
            const std::string name = "trend.outcome." + document.state;
            return say(stem, {{"instrument", words.has(name) ? words(name) : document.state}});
        }
        case DocumentKind::coping_plan: return say(stem);
        case DocumentKind::emergency_access:
            return document.version > 1 ? std::string{}
                                        : say(stem, {{"by", text_in(body, "by_name")}});
        case DocumentKind::treating: return say(stem);
        case DocumentKind::counselling_note:  // kept apart: a timeline is a summary
        case DocumentKind::team:
        case DocumentKind::centre:
        case DocumentKind::class_plan:
        case DocumentKind::attendance: break;
    }
    return {};
}

/// A day's check-ins as one line: ten single values say less than their range.
struct DayOfValues {
    Instant at{};
    std::map<std::string, std::pair<double, double>> low_high;
};

/// What somebody wrote, as they wrote it: it may be in another language than the page.
OrderedJson quote_of(const Document& document, const Json& body, domain::Language of_person) {
    const bool message = document.kind == DocumentKind::message;
    if (!message && document.kind != DocumentKind::note) return nullptr;
    OrderedJson quote{{"text", shortened(text_in(body, "text"))}, {"language", nullptr}};
    if (message && document.state.starts_with("from_person"))
        quote["language"] = domain::name_of(of_person);
    return quote;
}

/// A phone may send days later: a line stands on the day it is about, and says when it came in.
struct Line {
    Day day{};
    Instant at{};
    OrderedJson json;
};

/// What somebody did on a day that has been; what a plan or a consent is for may lie ahead and says nothing of when it was made.
Day happened_on(const Document& document) {
    const bool done =
        document.kind == DocumentKind::session_done || document.kind == DocumentKind::answers;
    return done && document.day ? *document.day : day_of(document.recorded_at);
}

}  // namespace

Result<OrderedJson> timeline_view(const ReadStore& store, const Id& person, std::size_t limit,
                                  const Acting& acting) {
    const auto words = acting.words();
    DocumentQuery query;
    query.person = person;
    query.history = true;
    SINEW_TRY(const auto documents, store.documents(query));
    SINEW_TRY(const Document about, person_document(store, person));
    SINEW_TRY(const Json about_body, body_of(about));
    const PersonWords reads = words_of_person(about_body);
    std::vector<Line> lines;
    for (const Document& document : documents) {
        SINEW_TRY(const Json body, body_of(document));
        const std::string text = event_words(document, body, words);
        if (text.empty()) continue;
        OrderedJson json;
        json["at"] = instant_text(document.recorded_at);
        json["day"] = day_text(happened_on(document));
        json["kind"] = domain::name_of(document.kind);
        json["words"] = text;
        if (auto quote = quote_of(document, body, reads.language); !quote.is_null())
            json["quote"] = std::move(quote);
        if (const std::string by = name_of_account(store, document.recorded_by); !by.empty())
            json["by"] = by;
        json["object"] = id_text(document.id);
        json["grave"] = body.is_object() && body.value("grave", false);
        lines.push_back({happened_on(document), document.recorded_at, std::move(json)});
    }
    ObservationQuery rows;
    rows.person = person;
    SINEW_TRY(const auto observations, store.observations(rows));
    std::map<Day, DayOfValues> days;
    for (const KeptObservation& row : observations) {
        if (!row.said.value) continue;
        DayOfValues& day = days[row.said.day];
        day.at = std::max(day.at, row.recorded_at);
        const auto [at, is_new] =
            day.low_high.try_emplace(row.said.outcome, *row.said.value, *row.said.value);
        if (is_new) continue;
        at->second.first = std::min(at->second.first, *row.said.value);
        at->second.second = std::max(at->second.second, *row.said.value);
    }
    for (const auto& [day, values] : days) {
        std::string text;
        for (const auto& [outcome, range] : values.low_high) {
            const std::string low = number_text(round_half_away(range.first, 1));
            const std::string high = number_text(round_half_away(range.second, 1));
            text += (text.empty() ? "" : " · ") + words("trend.outcome." + outcome) + " " +
                    (low == high ? low : low + "–" + high);
        }
        lines.push_back({day, values.at,
                         OrderedJson{{"at", instant_text(values.at)},
                                     {"day", day_text(day)},
                                     {"kind", "check_in"},
                                     {"words", text},
                                     {"object", nullptr},
                                     {"grave", false}}});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line& one, const Line& other) {
        return std::pair{one.day, one.at} > std::pair{other.day, other.at};
    });
    OrderedJson list = OrderedJson::array();
    for (Line& line : lines) {
        if (list.size() >= limit) break;
        list.push_back(std::move(line.json));
    }
    return list;
}

}  // namespace sinew::clinic
