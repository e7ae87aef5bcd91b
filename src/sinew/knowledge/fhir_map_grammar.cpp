#include <sinew/base/text.hpp>
#include <sinew/knowledge/fhir_map_grammar.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

using domain::FactIndex;

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (const std::string_view word : split(text, ' '))
        if (!trim(word).empty()) words.push_back(trim(word));
    return words;
}

/// "within 90 d" at the front, taken off.
std::optional<int> take_within(std::vector<std::string_view>& words) {
    if (words.size() < 3 || words[0] != "within" || words[2] != "d") return std::nullopt;
    const auto days = parse_number(words[1]);
    if (!days) return std::nullopt;
    words.erase(words.begin(), words.begin() + 3);
    return static_cast<int>(*days);
}

/// Cells that a unit, an answer or a band decides; anything else in `value` is a word for the target.
bool is_word(std::string_view value) {
    for (const char* opening : {"unit ", "answer ", "band ", "normal ", "hours"})
        if (value.substr(0, std::string_view{opening}.size()) == opening) return false;
    return !value.empty();
}

}  // namespace

std::vector<std::string_view> parts_of(std::string_view cell) {
    std::vector<std::string_view> parts;
    for (const std::string_view part : split(cell, ';'))
        if (!trim(part).empty()) parts.push_back(trim(part));
    return parts;
}

void RowGrammar::fault(const std::string& at, std::string_view what, std::string hint) const {
    faults_->add(ErrorCode::bad_input, at, std::string{what}, std::move(hint));
}

double RowGrammar::fact_word(FactIndex fact, std::string_view word, const std::string& at) const {
    const FactSpec& spec = screening_->facts[fact];
    switch (spec.type) {
        case FactType::boolean:
            if (word == "true" || word == "false") return word == "true" ? 1 : 0;
            break;
        case FactType::choice: {
            const auto found = std::find(spec.values.begin(), spec.values.end(), word);
            if (found != spec.values.end()) return static_cast<double>(found - spec.values.begin());
            break;
        }
        case FactType::number:
            if (const auto number = parse_number(word)) return *number;
            break;
    }
    fault(at, "\"" + std::string{word} + "\" is no value of " + spec.name,
          "see facts in screening/rules.json");
    return 0;
}

std::optional<domain::Caution> RowGrammar::caution(std::string_view word,
                                                   const std::string& at) const {
    const auto found = domain::named<domain::Caution>(word);
    if (!found) fault(at, "unknown caution", "use one of: " + domain::all_names<domain::Caution>());
    return found;
}

MapEffect RowGrammar::effect(std::string_view target, std::string_view value,
                             const std::string& at) const {
    MapEffect effect;
    effect.name = target;
    if (target == "none")
        effect.kind = TargetKind::none;
    else if (target == "report")
        effect.kind = TargetKind::report;
    else if (target == "(panel)")
        effect.kind = TargetKind::panel;
    else if (target == "(days)")
        effect.kind = TargetKind::days;
    else if (target == "(minutes)")
        effect.kind = TargetKind::minutes;
    else if (target == "person.deceased")
        effect.kind = TargetKind::deceased;
    else if (target == "person.height_cm" || target == "person.weight_kg" ||
             target == "person.mvpa_min_week")
        effect.kind = TargetKind::person;
    else if (target == "caution") {
        effect.kind = TargetKind::caution;
        effect.caution = caution(value, at).value_or(domain::Caution{});
    } else if (target.substr(0, 4) == "ask:") {
        effect.kind = TargetKind::ask;
        effect.fact = screening_->find_fact(target.substr(4));
    } else if (const auto fact = screening_->find_fact(target)) {
        effect.kind = TargetKind::fact;
        effect.fact = fact;
        if (is_word(value)) effect.value = fact_word(*fact, value, at);
    } else {
        fault(at, "unknown target \"" + std::string{target} + "\"",
              "use a fact, ask:X, caution, person.X, report, (panel) or none");
    }
    return effect;
}

void RowGrammar::value(std::string_view cell, const std::string& at, MapRow& row) const {
    if (is_word(cell)) return;
    for (const std::string_view part : parts_of(cell)) {
        const auto words = words_of(part);
        const bool pairs = words.size() % 2 == 0;
        if (words[0] == "hours" && words.size() == 1) {
            row.hours = true;
        } else if (words[0] == "unit" && words.size() >= 2 && pairs) {
            UnitRule unit{std::string{words[1]}, {}};
            for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
                const auto amount = parse_number(words[i + 1]);
                if (words[i].size() != 1 ||
                    std::string_view{"+-*/"}.find(words[i]) == std::string_view::npos || !amount)
                    fault(at, "not a step of conversion", "write such as * 10 or - 32");
                else
                    unit.steps.emplace_back(words[i][0], *amount);
            }
            row.units.push_back(std::move(unit));
        } else if (words[0] == "answer" && words.size() == 4 && words[2] == "=" &&
                   row.effect.fact) {
            row.answers.push_back(
                {std::string{words[1]}, fact_word(*row.effect.fact, words[3], at)});
        } else if (words[0] == "band" && words.size() == 3 && words[1] == "else" &&
                   row.effect.fact) {
            row.bands.push_back({std::nullopt, false, fact_word(*row.effect.fact, words[2], at)});
        } else if (words[0] == "band" && words.size() == 4 && parse_number(words[2]) &&
                   row.effect.fact) {
            row.bands.push_back({parse_number(words[2]),
                                 words[1] == "<=", fact_word(*row.effect.fact, words[3], at)});
        } else if (words[0] == "normal" && words.size() == 3 && parse_number(words[1]) &&
                   parse_number(words[2])) {
            row.normal = std::pair{*parse_number(words[1]), *parse_number(words[2])};
        } else {
            fault(at, "not understood: \"" + std::string{part} + "\"",
                  "see docs/methods/fhir-import.md");
        }
    }
}

void RowGrammar::when(std::string_view cell, const std::string& at, MapRow& row) const {
    for (const std::string_view part : parts_of(cell)) {
        auto words = words_of(part);
        if (part == "active") continue;  // the rule for every row that does not say otherwise
        if (part == "any status") {
            row.any_status = true;
        } else if (part == "at rest") {
            row.at_rest = true;
        } else if (const auto days = take_within(words); days && words.empty()) {
            row.within_days = *days;
        } else if (words.size() == 3 && words[0] == "value" && parse_number(words[2]) &&
                   words[1] == ">=") {
            row.at_least = parse_number(words[2]);
        } else if (words.size() == 3 && words[0] == "value" && parse_number(words[2]) &&
                   words[1] == "<") {
            row.below = parse_number(words[2]);
        } else if (words.size() == 6 && words[0] == "two" && words[1] == "<" &&
                   parse_number(words[2]) && words[3] == "over" && parse_number(words[4])) {
            row.below = parse_number(words[2]);
            row.twice_over_days = static_cast<int>(*parse_number(words[4]));
        } else {
            fault(at, "not understood: \"" + std::string{part} + "\"",
                  "see docs/methods/fhir-import.md");
        }
    }
}

MapEffect RowGrammar::also(std::string_view part, const std::string& at) const {
    auto words = words_of(part);
    const auto within = take_within(words);
    MapEffect effect;
    if (words.size() == 3 && words[1] == "=") {
        effect = this->effect(words[0], words[2], at);
    } else if (words.size() == 1 && words[0].substr(0, 8) == "caution:") {
        effect = this->effect("caution", words[0].substr(8), at);
    } else if (words.size() == 1 && words[0].substr(0, 4) == "ask:") {
        effect = this->effect(words[0], {}, at);
    } else {
        fault(at, "not understood: \"" + std::string{part} + "\"",
              "see docs/methods/fhir-import.md");
    }
    effect.within_days = within;
    return effect;
}

}  // namespace sinew::knowledge
