// In which order questions are asked: safety first, then what is measured today, then the rest.
#pragma once

#include <sinew/domain/question_group.hpp>
#include <sinew/knowledge/screening_pack.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

/// Every fact of the screening pack once, in the order of asking, with the group it belongs to.
struct QuestionOrder {
    struct Place {
        domain::QuestionGroup group = domain::QuestionGroup::conditions;
        int rank = 0;
    };
    std::vector<Place> of_fact;  ///< by fact index
};

/// @errors a fact that is unknown, stands twice or is missing; a group that is none
void read_question_order(std::string_view text, const std::string& name,
                         const ScreeningPack& screening, QuestionOrder& order, Faults& faults);

}  // namespace sinew::knowledge
