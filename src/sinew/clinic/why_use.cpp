#include <sinew/care/explain.hpp>
#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/why_use.hpp>
#include <sinew/document/explain_place.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

using care::Explained;

const Json* entry_named(const Json& document, const char* list, const char* key,
                        const std::string& id) {
    const auto found = document.find(list);
    if (found == document.end() || !found->is_array()) return nullptr;
    for (const Json& entry : *found)
        if (text_in(entry, key) == id) return &entry;
    return nullptr;
}

std::string value_words(const Json& value, const knowledge::Words& words) {
    if (value.is_null()) return words("why.not_available");
    if (value.is_boolean()) return words(value.get<bool>() ? "clinic.yes" : "clinic.no");
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return number_text(value.get<double>());
    return value.dump();
}

/// Facts as the document tells them: label, value, unit.
void add_facts(OrderedJson& json, const Json& entry, const knowledge::Words& words) {
    const auto facts = entry.find("facts");
    if (facts == entry.end() || !facts->is_array()) return;
    for (const Json& fact : *facts) {
        OrderedJson line{{"label", text_in(fact, "label")}};
        const Json value = fact.value("value", Json());
        line["value"] = value_words(value, words);
        if (fact.contains("unit")) line["unit"] = text_in(fact, "unit");
        line["missing"] = value.is_null() || fact.value("stale", false);
        json["facts"].push_back(std::move(line));
    }
}

void add_rule(OrderedJson& json, const std::string& id, const Acting& acting) {
    for (const auto& rule : json["rules"])
        if (rule["id"] == id) return;
    const auto rule = care::explain(id, acting.packs(), acting.words());
    OrderedJson line{{"id", id}, {"text", rule ? rule->title : id}};
    if (rule) {
        for (const auto& part : rule->parts)
            if ((part.key == "text" || part.key == "in_plain_words" || part.key == "claim") &&
                !part.lines.empty() && !part.lines.front().empty()) {
                line["text"] = part.lines.front();
                break;
            }
        std::string sources;
        for (const auto& source : rule->sources)
            sources += (sources.empty() ? "" : "; ") + source.citation;
        if (!sources.empty()) line["source"] = sources;
        if (rule->grade) line["grade"] = domain::name_of(*rule->grade);
        if (rule->status) {
            line["status"] = domain::name_of(*rule->status);
            line["ours"] = *rule->status == domain::Status::ours;
        }
    }
    json["rules"].push_back(std::move(line));
}

void lay_lines(OrderedJson& json, const char* key, const std::vector<std::string>& lines) {
    for (const std::string& line : lines)
        if (!line.empty()) json[key].push_back(line);
}

/// A choice, rule, fact or form: its parts go where the sheet looks for them; the rest is told after the answer.
void add_explained(OrderedJson& json, const Explained& explained, const Json& document,
                   const Acting& acting) {
    if (explained.kind == "place") return;
    if (!json.contains("title") || json["title"] == "") json["title"] = explained.title;
    const auto words = acting.words();
    const Json* entry = explained.kind == "choice"
                            ? entry_named(document, "choices", "id", explained.id)
                            : entry_named(document, "findings", "rule", explained.id);
    std::vector<std::string> more;
    for (const auto& part : explained.parts) {
        if (part.key == "answer" && !part.lines.empty() && json["answer"] == "")
            json["answer"] = part.lines.front();
        else if (part.key == "facts" && entry != nullptr)
            continue;
        else if (part.key == "against" || part.key == "lost")
            lay_lines(json, "against", part.lines);
        else if (part.key == "change" || part.key == "clears_when")
            lay_lines(json, "would_change", part.lines);
        else
            for (const std::string& line : part.lines)
                if (!line.empty()) more.push_back(part.label + ": " + line);
    }
    if (json["answer"] == "" && !more.empty()) {
        json["answer"] = more.front();
        more.erase(more.begin());
    }
    lay_lines(json, "told", more);
    if (entry != nullptr) add_facts(json, *entry, words);
    if (explained.kind == "choice")
        for (const std::string& rule : explained.see_also) add_rule(json, rule, acting);
    else
        add_rule(json, explained.id, acting);
}

}  // namespace

Result<OrderedJson> why_view(const ReadStore& store, const Id& person, const std::string& place,
                             const Acting& acting) {
    const auto& packs = acting.packs();
    const auto words = acting.words();
    OrderedJson json{{"place", place}, {"title", ""}, {"answer", ""}};
    for (const char* list : {"facts", "rules", "against", "would_change", "told", "honesty"})
        json[list] = OrderedJson::array();
    constexpr std::string_view kClearance = "/clearance";
    Json document = Json::object();
    std::vector<Explained> answers;
    if (place.starts_with('/') || place.empty()) {
        std::string pointer = place;
        if (place.starts_with(kClearance)) {
            SINEW_TRY(const auto view, clearance_view(store, person, acting));
            document = Json::parse(view["answer"].dump());
            pointer = place.substr(kClearance.size());
        } else {
            SINEW_TRY(const KeptProgramme kept, programme_shown(store, person, acting));
            document = Json::parse(answer_for(kept, acting).dump());
        }
        SINEW_TRY(answers, document::explain_place(document, {"programme", pointer}, packs, words));
        const auto& here = answers.front();
        for (const auto& part : here.parts)
            if (part.key == "value" && !part.lines.empty()) json["value"] = part.lines.front();
    } else {
        SINEW_TRY(auto one, care::explain(place, packs, words));
        answers.push_back(std::move(one));
        // Of a rule that fired for this person, with the facts it read.
        if (const auto view = clearance_view(store, person, acting))
            document = Json::parse((*view)["answer"].dump());
    }
    for (const Explained& explained : answers) add_explained(json, explained, document, acting);
    if (json["answer"] == "") json["answer"] = json.value("value", words("explain.no_decision"));
    if (const auto found = document.find("honesty"); found != document.end() && found->is_array())
        for (const Json& line : *found)
            if (line.is_string()) json["honesty"].push_back(line.get<std::string>());
    return json;
}

}  // namespace sinew::clinic
