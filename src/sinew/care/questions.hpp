// What is still to be asked about a person, in the order in which to ask it.
#pragma once

#include <sinew/domain/clearance.hpp>
#include <sinew/domain/question_group.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::care {

/// Parts of the record that are no facts; all may be left open.
enum class Field : std::uint8_t {
    height,
    weight,
    activity_minutes,
    symptom,
    cautions,
    goals,
    likes,
    dislikes,
    days,
    minutes,
    twice_daily,
    equipment,
};

/// One open question. Its words stand under `question.<key>.ask`, `.why`, `.label` and `.value.<word>`.
struct Question {
    std::string key;  ///< "sbp", "symptoms.craving", "goals"
    domain::QuestionGroup group = domain::QuestionGroup::optional;
    std::optional<domain::FactIndex>
        fact;  ///< nothing for a field of the record, or a topic without a fact
    std::optional<Field> field;
    domain::Symptom symptom{};  ///< of Field::symptom
    bool needed = false;        ///< no programme without it
    domain::MissingReason reason = domain::MissingReason::unknown;
    std::optional<domain::Reading> old;  ///< what was said before and no longer counts
    std::optional<Instant> old_from;     ///< when; nothing when nobody knows
    std::vector<std::string> because;    ///< entries of an outside record that ask for it
};

/// Missing facts first, group by group; what an outside record hints at on top of its group; then what would be
/// useful to know, then the record's own fields. Needs the screening and questions parts of the catalogue.
/// @source docs/methods/fhir-import.md "What an old record can never tell"
[[nodiscard]] std::vector<Question> open_questions(const domain::Clearance& clearance,
                                                   const domain::Record& record,
                                                   const knowledge::Catalogue& catalogue);

/// What an answer may look like: "a number from 40 to 300 mmHg", "y / n", "one of: none, local, systemic".
[[nodiscard]] std::string expected_answer(const Question& question,
                                          const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
