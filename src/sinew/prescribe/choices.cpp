#include <sinew/prescribe/choices.hpp>
#include <sinew/prescribe/choices_dose.hpp>
#include <sinew/prescribe/choices_practice.hpp>

#include <algorithm>

namespace sinew::prescribe {

using namespace domain;

std::vector<Choice> explain_choices(const ChoiceInput& input) {
    std::vector<Choice> choices;
    choices.reserve(Names<ChoiceId>::all.size());
    add_dose_choices(input, choices);
    add_practice_choices(input, choices);
    std::sort(choices.begin(), choices.end(),
              [](const Choice& a, const Choice& b) { return a.id < b.id; });
    return choices;
}

}  // namespace sinew::prescribe
