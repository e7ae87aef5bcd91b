// What an instrument asks, one question at a time, as forms of other systems want it; and answers put back together.
#pragma once

#include <sinew/care/score_use.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::care {

/// In which shape one question is answered.
enum class AskedAs : std::uint8_t {
    choice,   ///< one of `options`
    whole,    ///< a whole number in the rule's range
    number,   ///< any number in the rule's range
    yes_no,   ///< true or false
    clock,    ///< a time of day
    signs,    ///< a text, one sign a day
    row_text  ///< numbers of one row parted by a colon, such as 15:104
};

struct AskedOption {
    double value = 0;   ///< as the scorer takes it; of a word its place
    std::string code;   ///< the number as text, or the word
    std::string label;  ///< own words; the code where the pack has none
};

struct AskedQuestion {
    std::string link;   ///< "/44250-9" for a LOINC item, else "items.3" or "pre"
    std::string name;   ///< short and plain: "3", "resting_pulse", "pre"
    std::string loinc;  ///< empty without one
    domain::Language language = domain::Language::en;
    std::string text;  ///< the pack's own topic words, never a protected text
    std::string unit;
    std::string field;                   ///< the key of the answers it belongs to
    std::optional<std::size_t> element;  ///< its place in a list of a fixed length
    bool repeats = false;                ///< a list of any length
    bool required = true;
    AskedAs as = AskedAs::number;
    knowledge::ValueRule rule;
    std::vector<AskedOption> options;
};

/// Every question of a computable instrument, in the order of the pack; nothing for one without a key.
[[nodiscard]] std::vector<AskedQuestion> asked_questions(const Instrument& instrument,
                                                         domain::Language language);

/// May the questions of this instrument leave the house?
/// @errors not_found with the licence reason: proprietary text is with the site, or nothing of it is here to ask
[[nodiscard]] Result<const Instrument*> shippable(const Instrument& instrument);

/// The answers as the scorer's documents write them: a list, fields or one value.
/// @param answers  one a question, null = not answered; of a repeating question a list
[[nodiscard]] Json joined_answers(const Instrument& instrument,
                                  const std::vector<AskedQuestion>& questions,
                                  const std::vector<Json>& answers);

/// The other way: one answer a question. What has no question is left out.
[[nodiscard]] std::vector<Json> parted_answers(const Json& input, const Instrument& instrument,
                                               const std::vector<AskedQuestion>& questions);

/// The output that says most: the total, else the first number.
[[nodiscard]] const knowledge::OutputSpec* main_output(const Instrument& instrument);

/// The instruments of the core battery, by id.
[[nodiscard]] std::vector<const Instrument*> core_battery(const InstrumentPack& pack);

}  // namespace sinew::care
