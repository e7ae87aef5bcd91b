#include <sinew/base/json_pointer.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/explain_place.hpp>
#include <sinew/document/explain_synthesis.hpp>
#include <sinew/document/programme_json.hpp>

#include <algorithm>

namespace sinew::document {
namespace {

using care::Explained;

constexpr std::size_t kLongestValue = 400;

std::string text_at(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::vector<std::string> texts_at(const Json& json, const char* key) {
    std::vector<std::string> lines;
    const auto found = json.find(key);
    if (found == json.end() || !found->is_array()) return lines;
    for (const Json& item : *found) {
        if (item.is_string()) lines.push_back(item.get<std::string>());
        if (!item.is_object()) continue;
        const std::string rule = text_at(item, "rule");
        lines.push_back(text_at(item, "text") + (rule.empty() ? "" : " [" + rule + "]"));
    }
    return lines;
}

std::string short_value(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= kLongestValue) return text;
    if (value.is_array()) return "[" + std::to_string(value.size()) + "]";
    std::vector<std::string> keys;
    for (const auto& [key, member] : value.items()) keys.push_back(key);
    return "{" + join(keys, ", ") + "}";
}

class Reader {
public:
    Reader(const Json& document, const care::Catalogue& catalogue, const care::Words& words)
        : document_{document}, catalogue_{catalogue}, words_{words} {}

    /// A decision of the document's list of choices.
    Explained choice(const Json& json) const {
        Explained out{.id = text_at(json, "id"), .kind = "choice", .title = text_at(json, "title")};
        add(out, "answer", "why.answer", {text_at(json, "answer")});
        std::vector<std::string> facts;
        if (const auto found = json.find("facts"); found != json.end() && found->is_array())
            for (const Json& fact : *found)
                if (fact.is_object()) facts.push_back(fact_line(fact));
        add(out, "facts", "why.facts", std::move(facts));
        add(out, "against", "why.against", texts_at(json, "against"));
        add(out, "lost", "why.lost", texts_at(json, "lost"));
        add(out, "change", "why.change", texts_at(json, "what_would_change_it"));
        out.grade = domain::named<domain::Grade>(text_at(json, "grade"));
        out.status = domain::named<domain::Status>(text_at(json, "status"));
        for (const std::string& key : texts_at(json, "sources"))
            if (const auto cited = catalogue_.citations.find(key);
                cited != catalogue_.citations.end())
                out.sources.push_back({key, cited->second.citation, cited->second.locator,
                                       cited->second.note, cited->second.status});
        out.see_also = texts_at(json, "rules");
        return out;
    }

    std::optional<Explained> choice_named(std::string_view id) const {
        const auto choices = document_.find("choices");
        if (choices == document_.end() || !choices->is_array()) return std::nullopt;
        for (const Json& json : *choices)
            if (json.is_object() && text_at(json, "id") == id) return choice(json);
        return std::nullopt;
    }

    void add(Explained& to, std::string_view key, std::string_view label,
             std::vector<std::string> lines) const {
        std::erase_if(lines, [](const std::string& line) { return line.empty(); });
        if (!lines.empty()) to.parts.push_back({key, words_(label), std::move(lines)});
    }

private:
    std::string fact_line(const Json& fact) const {
        const Json value = fact.value("value", Json{});
        const std::string said =
            value.is_null() ? words_("why.unknown")
            : value.is_boolean()
                ? words_(value.get<bool>() ? "question.value.yes" : "question.value.no")
                : short_value(value);
        return words_("why.fact_value", {{"fact", text_at(fact, "label")}, {"value", said}});
    }

    const Json& document_;
    const care::Catalogue& catalogue_;
    const care::Words& words_;
};

/// The entry of the list that the pointer stands in: "/choices/3/answer" -> choices[3].
const Json* entry_of(const Json& document, const std::vector<std::string>& tokens,
                     std::string_view list) {
    const auto at = std::find(tokens.begin(), tokens.end(), list);
    if (at == tokens.end() || at + 1 == tokens.end()) return nullptr;
    std::string pointer;
    for (auto token = tokens.begin(); token != at + 2; ++token) pointer += "/" + escaped(*token);
    const auto found = value_at(document, pointer);
    return found && (*found)->is_object() ? *found : nullptr;
}

/// The longest beginning of the pointer that stands in the document and holds null: a rest day has no targets.
std::optional<std::string> empty_ancestor(const Json& document,
                                          const std::vector<std::string>& tokens) {
    std::string pointer;
    for (const std::string& token : tokens) {
        pointer += "/" + escaped(token);
        const auto found = value_at(document, pointer);
        if (!found) return std::nullopt;
        if ((*found)->is_null()) return pointer;
    }
    return std::nullopt;
}

}  // namespace

std::optional<PlaceName> place_named(const std::string& text) {
    const auto colon = text.rfind(":/");
    if (colon != std::string::npos && colon > 0)
        return PlaceName{text.substr(0, colon), text.substr(colon + 1)};
    if (text.size() > 1 && text.back() == ':')
        return PlaceName{text.substr(0, text.size() - 1), ""};
    if (text.ends_with(".json")) return PlaceName{text, ""};
    return std::nullopt;
}

Result<std::vector<Explained>> explain_place(const Json& document, const PlaceName& place,
                                             const care::Catalogue& catalogue,
                                             const care::Words& words) {
    const bool synthesis = is_synthesis(document);
    const std::string pointer = synthesis ? numbered_place(document, place.pointer) : place.pointer;
    SINEW_TRY(auto tokens, pointer_tokens(pointer));
    const Reader reader{document, catalogue, words};
    Explained here{.id = place.file + ":" + pointer,
                   .kind = "place",
                   .title = tokens.empty() ? "" : tokens.back()};
    const auto value = value_at(document, pointer);
    if (value) {
        reader.add(here, "value", "explain.value",
                   {(*value)->is_null() ? words("why.not_available") : short_value(**value)});
    } else if (const auto empty = empty_ancestor(document, tokens)) {
        reader.add(here, "value", "explain.value",
                   {words("explain.nothing_here", {{"place", *empty}})});
    } else {
        Error fault = value.error();
        fault.where = place.file + ":" + fault.where;
        return fail(std::move(fault));
    }
    std::vector<Explained> answers;
    if (synthesis) {
        answers = explain_synthesis_place(document, tokens, catalogue, words);
    } else if (const Json* choice = entry_of(document, tokens, "choices")) {
        answers.push_back(reader.choice(*choice));
    } else if (const Json* finding = entry_of(document, tokens, "findings")) {
        if (auto rule = care::explain(text_at(*finding, "rule"), catalogue, words))
            answers.push_back(*std::move(rule));
    } else {
        // Inside a list of facts, forms or exercises the entry's own name says what it is.
        for (const char* name : {"form", "exercise", "fact", "need", "activity"})
            for (const char* list : {"forms", "exercises", "facts", "needs", "permitted_meanwhile",
                                     "whole_sequence", "questions", "missing"})
                if (const Json* entry = entry_of(document, tokens, list);
                    entry != nullptr && answers.empty())
                    if (auto named = care::explain(text_at(*entry, name), catalogue, words))
                        answers.push_back(*std::move(named));
        for (const domain::ChoiceId id : document::choices_at(tokens))
            if (auto decision = reader.choice_named(domain::name_of(id)))
                answers.push_back(*std::move(decision));
        if (answers.empty() && !tokens.empty())
            if (auto named = care::explain(tokens.back(), catalogue, words))
                answers.push_back(*std::move(named));
    }
    if (answers.empty()) reader.add(here, "note", "explain.note", {words("explain.no_decision")});
    answers.insert(answers.begin(), std::move(here));
    return answers;
}

}  // namespace sinew::document
