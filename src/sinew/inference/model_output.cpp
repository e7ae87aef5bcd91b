#include <sinew/base/text.hpp>
#include <sinew/inference/model_output.hpp>

#include <fmt/format.h>

namespace sinew::inference {

Result<ModelOutput> ModelOutput::bind(const OutputAsked& asked,
                                      std::span<const knowledge::ObservationSpec> instruments,
                                      model::DrugClass drug) {
    constexpr int kLongest = 730;
    if (asked.day < 0 || asked.day > kLongest)
        return fail({ErrorCode::out_of_range, "a day outside what the model can answer", "--day",
                     fmt::format("give 0 to {}", kLongest)});
    ModelOutput output{asked, nullptr, 0};
    std::vector<std::string> names{"lapse_free", "in_programme"};
    for (const std::string& name : names)
        if (name == asked.id) return output;
    for (const auto& spec : instruments) {
        names.push_back(spec.id);
        if (spec.id != asked.id) continue;
        if (spec.opioid_only && drug != model::DrugClass::opioid)
            return fail({ErrorCode::bad_input, asked.id + " belongs to the opioid class",
                         "--outcome", "ask for another outcome or for --class opioid"});
        output.spec = &spec;
        return output;
    }
    for (std::size_t i = 0; i < model::kStateNames.size(); ++i) {
        names.emplace_back(model::kStateNames[i].symbol);
        if (names.back() == asked.id) {
            output.state = i;
            return output;
        }
    }
    const auto near = nearest_word(asked.id, names);
    return fail({ErrorCode::not_found, "no outcome called " + asked.id, "--outcome",
                 near ? "did you mean " + *near + "?" : "one of " + join(names, ", ")});
}

}  // namespace sinew::inference
