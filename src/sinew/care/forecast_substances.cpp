#include <sinew/care/forecast_substances.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

using knowledge::AnswersAs;
using knowledge::ModelSubstance;

/// Known by the record as a number: not never, not unknown.
bool used(const domain::Record& record, const knowledge::ScreeningPack& screening,
          std::string_view fact) {
    return record.facts[screening.fact(fact)].state == domain::Reading::State::known;
}

std::string recorded(const domain::Record& record, const knowledge::ScreeningPack& screening) {
    const auto fact = screening.fact("primary_substance");
    const auto& reading = record.facts[fact];
    if (reading.state != domain::Reading::State::known) return {};
    return screening.facts[fact].values[static_cast<std::size_t>(reading.value)];
}

void add(Concerns& concerns, const ModelSubstance& one, bool is_main) {
    if (one.answers_as == AnswersAs::none) {
        concerns.not_in_model.push_back(one.word);
        if (concerns.unmodelled_word.empty()) concerns.unmodelled_word = one.word;
        if (concerns.why_not.empty()) concerns.why_not = one.reason;
        return;
    }
    const auto drug = one.answers_as == AnswersAs::opioid ? model::DrugClass::opioid
                                                          : model::DrugClass::stimulant;
    const bool there = std::any_of(concerns.modelled.begin(), concerns.modelled.end(),
                                   [&](const Concern& other) { return other.drug == drug; });
    if (!there) concerns.modelled.push_back({one.word, drug, one.borrowed, is_main});
}

/// "poly": the classes the record knows a last use of. Nothing says which one is the main concern.
Concerns several(const domain::Record& record, const knowledge::ScreeningPack& screening) {
    Concerns concerns;
    if (used(record, screening, "days_since_last_opioid"))
        concerns.modelled.push_back({"opioid", model::DrugClass::opioid, false, false});
    if (used(record, screening, "hours_since_last_stimulant"))
        concerns.modelled.push_back({"stimulant", model::DrugClass::stimulant, true, false});
    if (used(record, screening, "hours_since_last_alcohol"))
        concerns.not_in_model.emplace_back("alcohol");
    concerns.unmodelled_word = "poly";
    concerns.why_not = "poly";
    return concerns;
}

}  // namespace

Result<Concerns> concerns_of(const domain::Record& record, const std::vector<std::string>& words,
                             const std::vector<ModelSubstance>& glossary,
                             const knowledge::ScreeningPack& screening) {
    const std::string main = recorded(record, screening);
    if (words.empty() && main.empty()) return Concerns{{}, {}, {}, "unknown"};
    if (words.empty() && main == "poly") return several(record, screening);
    Concerns concerns;
    for (const std::string& word : words.empty() ? std::vector{main} : words) {
        const ModelSubstance* one = knowledge::substance_named(glossary, word);
        if (one == nullptr) {
            std::string known;
            for (const ModelSubstance& each : glossary)
                known += (known.empty() ? "" : ", ") + each.word;
            return fail({ErrorCode::not_found, "no substance of the glossary: \"" + word + "\"",
                         words.empty() ? "/facts/primary_substance" : "--substance",
                         "one of " + known});
        }
        const ModelSubstance* kept = knowledge::substance_named(glossary, main);
        const bool is_main = kept != nullptr && kept->answers_as == one->answers_as;
        add(concerns, *one, is_main);
    }
    return concerns;
}

}  // namespace sinew::care
