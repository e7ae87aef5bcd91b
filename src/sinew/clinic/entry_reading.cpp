#include <sinew/care/asked_questions.hpp>
#include <sinew/clinic/entries_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/domain/week_log.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

using domain::Observation;

domain::WhenAsked moment_named(const std::string& word) {
    return word == "before"  ? domain::WhenAsked::before
           : word == "after" ? domain::WhenAsked::after
                             : domain::WhenAsked::now;
}

std::optional<domain::WhyMissing> reason_named(const std::string& word) {
    constexpr std::array<std::string_view, 5> kReasons{"not_asked", "not_answered", "refused",
                                                       "device", "unknown"};
    const auto found = std::find(kReasons.begin(), kReasons.end(), word);
    if (found == kReasons.end()) return std::nullopt;
    return static_cast<domain::WhyMissing>(found - kReasons.begin());
}

ObservationSaid read_observation(const StrictBody& body, const PhoneTime& time,
                                 const knowledge::Catalogue& catalogue) {
    body.only({"outcome", "value", "missing", "moment", "bout", "practice", "corrects", "reason"});
    ObservationSaid result;
    Observation& said = result.said;
    said.outcome = body.text("outcome", 1, 60);
    const auto* outcome = catalogue.outcomes.find(said.outcome);
    if (outcome == nullptr) {
        std::vector<std::string> ids;
        for (const auto& one : catalogue.outcomes.outcomes) ids.push_back(one.id);
        const auto near = nearest_word(said.outcome, ids);
        body.fault("outcome", "unknown outcome",
                   near ? "did you mean " + *near + "?" : "there are: " + join(ids, ", "));
    } else {
        said.value = body.maybe_number("value", outcome->lowest, outcome->highest);
    }
    said.day = time.day;
    said.second_of_day = time.second_of_day;
    said.offset_min = time.offset_min;
    const std::string missing =
        body.one_of("missing", {"not_asked", "not_answered", "refused", "device", "unknown"});
    if (!missing.empty() && said.value)
        body.fault("missing", "a value and a reason why it is missing", "keep one of the two");
    if (!body.has("value"))
        said.missing = reason_named(missing).value_or(domain::WhyMissing::unknown);
    const std::string moment = body.one_of("moment", {"now", "before", "after"});
    if (moment.empty() && !body.has("moment"))
        body.fault("moment", "missing", "say now, before or after");
    said.moment = moment_named(moment);
    said.bout = body.maybe_text("bout", 80).value_or("");
    said.practice = body.maybe_yes("practice");
    result.corrects = body.maybe_id("corrects");
    result.reason = body.maybe_text("reason", 300).value_or("");
    if (result.corrects && trim(result.reason).size() < 3)
        body.fault("reason", "a correction needs its reason", "say why in a few words");
    return result;
}

SessionSaid read_session(const StrictBody& body, const knowledge::Catalogue& catalogue) {
    body.only({"day", "session", "status", "minutes", "effort", "hr_mean", "stop_signs", "how",
               "script"});
    SessionSaid result;
    OrderedJson& json = result.body;
    json["day"] = body.whole("day", 0, domain::kWeeks * 7).value_or(0);
    json["session"] = body.whole("session", 0, 9).value_or(0);
    const auto status = body.word<domain::DoneStatus>("status");
    if (!status && !body.has("status")) body.fault("status", "missing", "");
    json["status"] = domain::name_of(status.value_or(domain::DoneStatus::missed));
    // Bounds that catch a typing slip, as knowledge/schema/sessions.schema.json has them.
    if (const auto minutes = body.maybe_number("minutes", 0, 600)) json["minutes"] = *minutes;
    if (const auto effort = body.maybe_number("effort", 0, 10)) json["effort"] = *effort;
    if (const auto hr = body.maybe_number("hr_mean", 30, 260)) json["hr_mean"] = *hr;
    result.stop_signs = body.texts("stop_signs", 40, 20);
    for (const std::string& sign : result.stop_signs) {
        const auto& rules = catalogue.screening.session_rules;
        if (std::none_of(rules.begin(), rules.end(),
                         [&](const auto& rule) { return rule.id == sign; }))
            body.fault("stop_signs", "unknown stop sign \"" + sign + "\"",
                       "there is: " + rules.front().id + " to " + rules.back().id);
    }
    if (!result.stop_signs.empty()) json["stop_signs"] = result.stop_signs;
    if (const auto how = body.maybe_text("how", 500)) json["how"] = *how;
    const std::string script = body.one_of("script", {"session", "on_demand", "meanwhile"});
    if (!script.empty()) json["script"] = script;
    return result;
}

AnswersSaid read_answers(const StrictBody& body, const knowledge::Catalogue& catalogue) {
    body.only({"instrument", "answers"});
    AnswersSaid result;
    result.instrument = body.text("instrument", 1, 60);
    const auto* instrument = catalogue.instruments.find(result.instrument);
    if (instrument == nullptr || !instrument->computable) {
        body.fault("instrument", "unknown questionnaire",
                   "see what the centre has with GET /api/v1/questionnaires");
        return result;
    }
    const StrictBody answers = body.member("answers");
    if (!answers.json().is_object()) {
        body.fault("answers", "answers by question are wanted here", "");
        return result;
    }
    result.answers = answers.json();
    const auto questions = care::asked_questions(*instrument, domain::Language::en);
    std::vector<Json> list;
    std::vector<std::string> names;
    for (const care::AskedQuestion& question : questions) {
        names.push_back(question.name);
        Json value = result.answers.value(question.name, Json());
        // An option is sent as its number; where the instrument wants its word, it gets it.
        if (question.rule.kind == knowledge::ValueKind::choice && value.is_number())
            for (const care::AskedOption& option : question.options)
                if (option.value == value.get<double>()) {
                    value = option.code;
                    break;
                }
        list.push_back(std::move(value));
    }
    for (const auto& [name, value] : result.answers.items())
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            const auto near = nearest_word(name, names);
            answers.fault(name, "unknown question", near ? "did you mean " + *near + "?" : "");
        }
    result.input = care::joined_answers(*instrument, questions, list);
    return result;
}

}  // namespace

Checked<EntrySaid> read_entry(const Json& json, const std::string& at,
                              const knowledge::Catalogue& catalogue) {
    Faults faults;
    const StrictBody body{json, at, faults};
    body.only({"id", "kind", "at", "observation", "session_done", "answers"});
    EntrySaid entry;
    if (const auto id = body.maybe_id("id"); id && *id != Id{})
        entry.id = *id;
    else
        body.fault("id", "missing or no id", "give a UUID made on the phone");
    auto time = read_phone_time(body.text("at", 1, 40), at + "/at");
    if (time)
        entry.time = *time;
    else
        faults.add(std::move(time).error());
    const std::string kind = body.one_of("kind", {"observation", "session_done", "answers"});
    if (kind.empty() && !body.has("kind")) body.fault("kind", "missing", "");
    if (!kind.empty() && !body.has(kind)) body.fault(kind, "missing", "");
    for (const char* other : {"observation", "session_done", "answers"})
        if (other != kind && body.has(other))
            body.fault(other, "an entry is of one kind", "leave it out, or send it by itself");
    if (faults.none()) {
        if (kind == "observation")
            entry.what = read_observation(body.member(kind), entry.time, catalogue);
        if (kind == "session_done") entry.what = read_session(body.member(kind), catalogue);
        if (kind == "answers") entry.what = read_answers(body.member(kind), catalogue);
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return entry;
}

}  // namespace sinew::clinic
