#include <sinew/base/text.hpp>
#include <sinew/document/scenario_fields.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

const Json kNull;
const Json kEmptyList = Json::array();
const Json kEmptyObject = Json::object();

}  // namespace

ScenarioFields::ScenarioFields(const Json& json, std::string at,
                               std::initializer_list<std::string_view> known, Faults& faults)
    : json_{&json}, at_{std::move(at)}, faults_{&faults} {
    if (!json.is_object()) {
        fault(at_, "an object is wanted here", "write it in braces");
        json_ = &kEmptyObject;
        return;
    }
    const std::vector<std::string> names{known.begin(), known.end()};
    for (const auto& [key, value] : json.items()) {
        if (std::find(names.begin(), names.end(), key) != names.end()) continue;
        const auto near = nearest_word(key, names);
        fault(place(key), "unknown key",
              near ? "did you mean " + *near + "?" : "known keys: " + join(names, ", "));
    }
}

bool ScenarioFields::has(std::string_view key) const { return json_->contains(key); }

const Json& ScenarioFields::of(std::string_view key) const {
    const auto found = json_->find(key);
    return found == json_->end() ? kNull : *found;
}

std::string ScenarioFields::place(std::string_view key) const {
    return fmt::format("{}{}/{}", at_, at_.find('/') == std::string::npos ? ":" : "", key);
}

void ScenarioFields::fault(const std::string& where, std::string what, std::string hint) {
    faults_->add(ErrorCode::bad_input, where, std::move(what), std::move(hint));
}

std::optional<double> ScenarioFields::number(std::string_view key, double lowest, double highest,
                                             bool needed) {
    if (!has(key)) {
        if (needed) fault(place(key), "missing", "add it");
        return std::nullopt;
    }
    const Json& value = of(key);
    const double number = value.is_number() ? value.get<double>() : std::nan("");
    if (number >= lowest && number <= highest) return number;
    faults_->add(
        value.is_number() ? ErrorCode::out_of_range : ErrorCode::bad_input, place(key),
        value.is_number() ? number_text(number) + " is out of range"
                          : std::string{"a number is wanted here"},
        fmt::format("give a number from {} to {}", number_text(lowest), number_text(highest)));
    return std::nullopt;
}

std::optional<int> ScenarioFields::whole(std::string_view key, int lowest, int highest,
                                         bool needed) {
    const auto value = number(key, lowest, highest, needed);
    if (!value) return std::nullopt;
    if (*value == std::floor(*value)) return static_cast<int>(*value);
    fault(place(key), number_text(*value) + " is no whole number", "give a whole number");
    return std::nullopt;
}

std::optional<std::size_t> ScenarioFields::word(std::string_view key,
                                                std::initializer_list<std::string_view> words) {
    if (!has(key)) return std::nullopt;
    const Json& value = of(key);
    if (value.is_string())
        for (std::size_t i = 0; i < words.size(); ++i)
            if (value.get_ref<const std::string&>() == words.begin()[i]) return i;
    fault(place(key), "unknown word", "use one of: " + join({words.begin(), words.end()}, ", "));
    return std::nullopt;
}

std::optional<bool> ScenarioFields::truth(std::string_view key) {
    if (!has(key)) return std::nullopt;
    if (of(key).is_boolean()) return of(key).get<bool>();
    fault(place(key), "true or false is wanted here", "write it without quotes");
    return std::nullopt;
}

const Json& ScenarioFields::list(std::string_view key, bool needed) {
    if (!has(key)) {
        if (needed) fault(place(key), "missing", "add it");
        return kEmptyList;
    }
    if (of(key).is_array()) return of(key);
    fault(place(key), "a list is wanted here", "write it in brackets");
    return kEmptyList;
}

}  // namespace sinew::document
