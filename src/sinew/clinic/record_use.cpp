#include <sinew/base/json_pointer.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/clinic/question_view.hpp>
#include <sinew/clinic/record_use.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/fhir/import.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

Moment moment_of(const domain::AsOf& as_of) { return {as_of.when, as_of.when, true}; }

/// One entry of a bundle, as a clinician reads it; empty for what says nothing.
std::string import_line(const domain::ImportLine& line, const knowledge::Words& words) {
    using domain::ImportFate;
    if (line.fate == ImportFate::no_bearing) return {};
    std::string text = words("import.fate." + std::string{domain::name_of(line.fate)}) + ": ";
    text += line.label.empty() ? line.code : line.label;
    if (!line.value.empty() && line.value != "true" && line.value != "yes")
        text += " " + line.value;
    if (line.newest) text += " (" + day_text(day_of(*line.newest)) + ")";
    if (line.reason != domain::NotUsed::none)
        text += " – " + words("import.reason." + std::string{domain::name_of(line.reason)});
    return text;
}

/// "sbp" -> /facts/sbp; "goals" -> /goals; "person.height_cm" -> /person/height_cm.
void lay_answer(Json& document, const std::string& key, const Json& value,
                const knowledge::Catalogue& catalogue) {
    if (catalogue.screening.find_fact(key)) {
        // Age and sex stand with the person, as the record keeps them.
        if (key == "age" || key == "sex")
            document["person"][key] = value;
        else
            document["facts"][key] = value;
        return;
    }
    const auto dot = key.find('.');
    if (dot == std::string::npos)
        document[key] = value;
    else
        document[key.substr(0, dot)][key.substr(dot + 1)] = value;
}

}  // namespace

domain::AsOf judged_now(const Acting& acting) noexcept { return domain::AsOf::at(acting.now); }

Result<KeptRecord> record_of(const ReadStore& store, const Id& person, const domain::AsOf& as_of,
                             const knowledge::Catalogue& catalogue) {
    SINEW_TRY(auto document, newest_of(store, DocumentKind::record, person));
    if (!document) return fail(nothing_here("there is no such person"));
    SINEW_TRY(const Json body, body_of(*document));
    // A record written by a clock ahead of ours is judged at its own moment, not refused.
    domain::AsOf when = as_of;
    if (const auto own = document::assessed_at_of(body); own && own->earliest > as_of.when)
        when = domain::AsOf::of(*own);
    SINEW_TRY(auto record,
              told_once(document::read_record(body, "record", moment_of(when), catalogue)));
    return KeptRecord{*std::move(document), std::move(record), when};
}

Result<RecordView> record_view(const ReadStore& store, const Id& person) {
    SINEW_TRY(const auto document, newest_of(store, DocumentKind::record, person));
    if (!document) return fail(nothing_here("there is no such person"));
    auto json = OrderedJson::parse(document->body, nullptr, false);
    if (json.is_discarded()) return fail({ErrorCode::storage, "the record cannot be read", "", ""});
    return RecordView{std::move(json), document->version};
}

Checked<domain::Record> read_sent_record(const Json& json, const Acting& acting) {
    return document::read_record(json, "record", moment_of(judged_now(acting)), acting.packs());
}

Result<int> keep_record(WriteStore& store, const Id& person, const domain::Record& record,
                        std::optional<int> version, const Acting& acting) {
    SINEW_TRY(const auto document, newest_of(store, DocumentKind::record, person));
    if (!document) return fail(nothing_here("there is no such person"));
    if (auto same = same_version(*document, version); !same) return fail(same.error());
    Document next = next_version(*document, "",
                                 document::record_json(record, acting.packs().screening), acting);
    next.day = day_of(record.assessed_at);
    if (auto done = store.replace(next); !done) return fail(done.error());
    return next.version;
}

Checked<LaidBundle> read_sent_bundle(std::string_view bytes,
                                     const std::optional<domain::Record>& before,
                                     const Acting& acting) {
    SINEW_TRY(auto import,
              fhir::import_bundle(bytes, "bundle", judged_now(acting), acting.packs()));
    LaidBundle laid{std::move(import.record), {}};
    const auto words = acting.words();
    for (const domain::ImportLine& line : import.report.lines)
        if (std::string text = import_line(line, words); !text.empty())
            laid.notes.push_back(std::move(text));
    if (!before) return laid;
    // What people told us here is laid over what a bundle says, unless the bundle's entry is newer.
    Json own = Json::parse(document::record_json(*before, acting.packs().screening).dump());
    const Json theirs =
        Json::parse(document::record_json(laid.record, acting.packs().screening).dump());
    if (own.contains("facts") && own["facts"].is_object()) {
        const Json told = own["facts"];
        for (const auto& [fact, value] : told.items()) {
            const auto index = acting.packs().screening.find_fact(fact);
            if (!index) continue;
            const auto* ours = domain::origin_of(*before, *index);
            const auto* other = domain::origin_of(laid.record, *index);
            if (ours && other && ours->observed_at && other->observed_at &&
                *other->observed_at > *ours->observed_at)
                own["facts"].erase(fact);
        }
    }
    // An empty list of a fresh record says nothing; it must not wipe what the bundle holds.
    for (const char* key : {"cautions", "goals", "ask", "overrides", "equipment"})
        if (own.contains(key) && theirs.contains(key)) own.erase(key);
    own.erase("$schema");
    auto both = document::apply_answers(std::move(laid.record), own, "record",
                                        moment_of(judged_now(acting)), acting.packs());
    if (!both) return tl::make_unexpected(std::move(both).error());
    laid.record = *std::move(both);
    return laid;
}

Result<OrderedJson> questions_view(const ReadStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const KeptRecord kept, record_of(store, person, judged_now(acting), acting.packs()));
    const auto clearance = care::screen_record(kept.record, kept.as_of.day(), acting.packs());
    const auto words = acting.words();
    OrderedJson json;
    json["open"] = OrderedJson::array();
    const std::string substance = substance_words(kept.record, acting.packs(), words);
    const auto ask = [&](const care::Question& question) {
        json["open"].push_back(question_json(question, acting.packs(), words, substance));
    };
    const auto open = care::open_questions(clearance, kept.record, acting.packs());
    for (const care::Question& question : open) {
        // The index follows from height and weight: those are what somebody can answer.
        if (question.key != "bmi") {
            ask(question);
            continue;
        }
        for (const care::Field field : {care::Field::height, care::Field::weight}) {
            care::Question part = question;
            part.key = field == care::Field::height ? "person.height_cm" : "person.weight_kg";
            part.field = field;
            part.fact.reset();
            const bool again = std::any_of(open.begin(), open.end(),
                                           [&](const auto& it) { return it.key == part.key; });
            if (!again) ask(part);
        }
    }
    json["outcome"] = domain::name_of(clearance.outcome);
    json["outcome_words"] = words("outcome." + std::string{domain::name_of(clearance.outcome)});
    json["firm"] = clearance.complete();
    return json;
}

Checked<domain::Record> answered_record(const domain::Record& record, const Json& answers,
                                        const Acting& acting) {
    Json document{{"assessed_at", instant_text(acting.now)}};
    for (const auto& [key, value] : answers.items())
        lay_answer(document, key, value, acting.packs());
    return document::apply_answers(record, document, "answers", moment_of(judged_now(acting)),
                                   acting.packs());
}

}  // namespace sinew::clinic
