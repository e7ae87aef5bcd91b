// One instrument as its pack states it: what is asked, how it is scored, on whose evidence, under which licence.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/names.hpp>
#include <sinew/knowledge/score_code.hpp>

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

/// A short text of the pack itself: English, and Chinese where the pack has it.
struct PackText {
    std::string en, zh;
    [[nodiscard]] const std::string& in(domain::Language language) const noexcept {
        return language == domain::Language::zh && !zh.empty() ? zh : en;
    }
};

/// Why an instrument gives no score. The order is the order of report: the first that applies is told.
enum class ScoreFault : std::uint8_t {
    wrong_length,
    not_allowed,
    out_of_range,
    inconsistent,
    missing,
    no_key
};
inline constexpr std::array<std::string_view, 6> kScoreFaultNames{
    "wrong_length", "not_allowed", "out_of_range", "inconsistent", "missing", "no_key"};
[[nodiscard]] inline std::string_view name_of(ScoreFault fault) noexcept {
    return kScoreFaultNames[static_cast<std::size_t>(fault)];
}

/// What one value may be.
struct ValueRule {
    ValueKind kind = ValueKind::number;
    double low = 0, high = 0;        ///< inclusive
    bool above_low = false;          ///< `low` itself is outside
    std::vector<double> allowed;     ///< when not empty, only these
    std::vector<std::string> words;  ///< of a choice: its answers, a value is a place here
    bool anything = false;           ///< carried, never scored: a value of any type is taken
};

/// A named input of the formulas: one value, or a list of them.
struct InputSpec {
    std::string name;
    std::string field;  ///< the key it comes from; differs from `name` for a column of rows
    std::size_t column = 0, columns = 0;  ///< of rows; columns = 0: no rows
    bool list = false;
    bool calendar = false;  ///< a text, one sign a day
    std::size_t shortest = 0, longest = std::numeric_limits<std::size_t>::max();
    std::vector<ValueRule> rules;  ///< one for all, or one an element
    bool optional = false;
    bool nulls_ruled = false;  ///< elements may be null: the formulas say what follows
    double standard = std::numeric_limits<double>::quiet_NaN();  ///< taken when it is not given
    PackText label;
    std::string unit;

    [[nodiscard]] const ValueRule& rule(std::size_t element) const noexcept {
        return rules[rules.size() == 1 ? 0 : element];
    }
};

/// In which shapes answers come.
struct AnswerShape {
    std::optional<std::size_t> list;               ///< a bare list is this input
    std::optional<std::size_t> value;              ///< a bare value is this input
    std::vector<std::size_t> fields;               ///< an object holds these
    std::vector<std::vector<std::size_t>> any_of;  ///< at least one whole group must be there
};

struct InstrumentItem {
    std::optional<int> number;
    std::string code, loinc, scale;
    PackText topic;                              ///< our own words, never a protected text
    std::map<std::string, std::string> anchors;  ///< value -> own words
    bool reverse = false, optional = false;
    ValueRule rule;
    bool ranged = false;  ///< false for a description of items that are not listed
};

struct OutputSpec {
    std::string name;  ///< "physical.raw_4_20" is a member of "physical"
    ValueKind kind = ValueKind::number;
    bool list = false, digits_joined = false;  ///< a list; written as one text of digits
    std::uint16_t at = 0;                      ///< its register, of lists when `list`
    int decimals = 2;
    bool if_given = false;           ///< left out when null
    bool with_error = false;         ///< given even where there is no total
    std::vector<std::string> words;  ///< of a choice
    PackText label;
    std::string unit;
};

/// A condition under which there is no score.
struct RefusalRule {
    ScoreFault kind = ScoreFault::missing;
    std::uint16_t at = 0;  ///< truth register
    std::string item;      ///< what the error names
    PackText say;
};

/// Something a person must see beside the score: a red flag, a restriction, an estimate outside its range.
struct FindingRule {
    std::string id, rule, action;
    std::string weight;  ///< "urgent", "warning" or "note"
    std::uint16_t at = 0;
    PackText say;
};

struct InstrumentBand {
    std::optional<double> min, max;
    std::string label, rule;  ///< `rule`: told in words, not a step
    PackText say;
};

struct InstrumentExample {
    Json input, output;
};

/// An estimate's error and range, told beside it.
struct EquationNote {
    std::string output;  ///< whose
    std::optional<double> standard_error;
    std::string unit, validity, source, status, status_note;
};

/// @source knowledge/instruments, knowledge/fitness
struct Instrument {
    std::string id, version, title, pack, hash;
    PackText name;
    bool fitness = false;  ///< a physical test
    std::string battery;   ///< "core": asked of everybody
    std::string ship, construct, respondent, recall, schedule, licence, bands_status, grade;
    std::string status, status_note;  ///< how the scoring rule was read
    std::vector<std::string> languages, sources, notes;
    PackText restriction;
    double minutes = 0;
    std::optional<double> mid;
    std::string mid_text, mid_unit, mid_status, mid_note;
    std::map<std::string, std::string>
        method;  ///< the scoring rule in words, as the source file says it
    /// panel, total, answers ("CODE=VALUE ..."), unscored, status, note
    std::map<std::string, std::string> loinc;
    std::vector<InstrumentItem> items;
    std::vector<InstrumentBand> bands;
    std::vector<EquationNote> equations;

    bool computable = true;
    PackText why_not;  ///< when it is not computable
    std::vector<InputSpec> inputs;
    AnswerShape takes;
    ScoreCode code;
    std::vector<OutputSpec> outputs;
    std::vector<RefusalRule> refusals;
    std::vector<FindingRule> findings;
    std::vector<InstrumentExample> examples;

    /// Metadata and scorer only: the site loads the text under its own licence.
    [[nodiscard]] bool hook_only() const noexcept {
        return ship == "hook_only" || ship == "permission_required";
    }
};

/// All instruments, by id.
struct InstrumentPack {
    std::map<std::string, Instrument, std::less<>> instruments;
    [[nodiscard]] const Instrument* find(std::string_view id) const noexcept {
        const auto found = instruments.find(id);
        return found == instruments.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::vector<std::string> ids() const;
};

/// Adds one file. @errors every fault at once: shapes, ranges, formulas with their column, a doubled id.
void read_instrument(const Json& json, const std::string& name, std::string_view bytes,
                     InstrumentPack& pack, Faults& faults);

}  // namespace sinew::knowledge
