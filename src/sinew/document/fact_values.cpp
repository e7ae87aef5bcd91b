#include <sinew/base/json_pointer.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/fact_values.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {

using domain::Intake;
using domain::Reading;
using knowledge::FactSpec;
using knowledge::FactType;

std::string what_is_wanted(const FactSpec& fact) {
    switch (fact.type) {
        case FactType::boolean: return "true or false";
        case FactType::choice: return "one of: " + join(fact.values, ", ");
        case FactType::number: break;
    }
    std::string text = fact.integer ? "a whole number" : "a number";
    if (fact.lowest && fact.highest)
        text +=
            fmt::format(" from {} to {}", number_text(*fact.lowest), number_text(*fact.highest));
    if (!fact.unit.empty()) text += " " + fact.unit;
    if (fact.null_means_never) text += ", or null for never";
    return text;
}

std::string what_is_wrong(const Json& value, const FactSpec& fact) {
    if (value.is_null()) return {};
    switch (fact.type) {
        case FactType::boolean: return value.is_boolean() ? "" : "not a yes/no";
        case FactType::choice: {
            if (!value.is_string()) return "not a word";
            const auto word = value.get<std::string>();
            const bool known =
                std::find(fact.values.begin(), fact.values.end(), word) != fact.values.end();
            return known ? "" : "unknown word \"" + word.substr(0, 40) + "\"";
        }
        case FactType::number: {
            if (!value.is_number()) return "not a number";
            const double number = value.get<double>();
            if ((fact.lowest && number < *fact.lowest) || (fact.highest && number > *fact.highest))
                return number_text(number) + " is outside its range";
            return fact.integer && number != std::floor(number) ? "not a whole number" : "";
        }
    }
    return {};
}

Reading read_fact_value(const Json& value, const FactSpec& fact) {
    Reading reading;
    if (value.is_null()) {
        reading.state = fact.null_means_never ? Reading::State::never : Reading::State::absent;
        return reading;
    }
    if (!what_is_wrong(value, fact).empty()) {
        reading.state = Reading::State::invalid;
        return reading;
    }
    reading.state = Reading::State::known;
    switch (fact.type) {
        case FactType::boolean: reading.value = value.get<bool>() ? 1 : 0; break;
        case FactType::number: reading.value = value.get<double>(); break;
        case FactType::choice:
            reading.value = static_cast<double>(
                std::find(fact.values.begin(), fact.values.end(), value.get<std::string>()) -
                fact.values.begin());
            break;
    }
    return reading;
}

OrderedJson fact_json(const Reading& reading, const FactSpec& fact) {
    if (reading.state != Reading::State::known) return nullptr;
    switch (fact.type) {
        case FactType::boolean: return reading.value != 0;
        case FactType::choice: return fact.values[static_cast<std::size_t>(reading.value)];
        case FactType::number: break;
    }
    if (reading.value == std::floor(reading.value) && std::abs(reading.value) < 1e15)
        return static_cast<std::int64_t>(reading.value);
    return reading.value;
}

Result<Intake> read_facts(const Json& facts, const knowledge::ScreeningPack& pack,
                          const std::string& at) {
    if (!facts.is_object())
        return fail(
            {ErrorCode::bad_input, "facts must be an object", at, R"(write {"sbp": 122, ...})"});
    Intake intake(pack.facts.size());
    for (const auto& [name, json] : facts.items()) {
        const std::string place = at + "/" + escaped(name);
        const auto index = pack.find_fact(name);
        if (!index) {
            std::vector<std::string> names;
            for (const FactSpec& fact : pack.facts) names.push_back(fact.name);
            const auto near = nearest_word(name, names);
            return fail({ErrorCode::not_found, "unknown fact", place,
                         near ? "did you mean " + *near + "?" : "see `sinew schema record`"});
        }
        const FactSpec& fact = pack.facts[*index];
        if (!json.is_object()) {
            intake[*index] = read_fact_value(json, fact);
            continue;
        }
        if (!json.contains("value"))
            return fail({ErrorCode::bad_input, "an observation lacks its value", place,
                         R"(write {"value": ..., "age_h": ...})"});
        intake[*index] = read_fact_value(json["value"], fact);
        if (!json.contains("age_h")) continue;
        if (!json["age_h"].is_number())
            return fail({ErrorCode::bad_input, "age_h is not a number", place + "/age_h",
                         "give hours since the observation"});
        intake[*index].age_h = json["age_h"].get<double>();
        // An observation of the future cannot have been made.
        if (intake[*index].age_h < 0) intake[*index].state = Reading::State::invalid;
    }
    return intake;
}

}  // namespace sinew::document
