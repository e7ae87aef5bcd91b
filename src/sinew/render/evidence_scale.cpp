#include <sinew/render/evidence_scale.hpp>

#include <cmath>

namespace sinew::render {

EvidenceScale scale_of(const effect::Effects& effects, double level, bool exponentiate) {
    EvidenceScale scale;
    if (effects.measure == effect::Measure::GEN) {
        scale.measure = exponentiate ? "exp(effect)" : "Effect";
    } else {
        std::string words{effect::spec_of(effects.measure).name};
        if (exponentiate && words.starts_with("log ")) words.erase(0, 4);
        if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
            words[0] = static_cast<char>(words[0] - 'a' + 'A');
        scale.measure = std::move(words);
    }
    scale.exponentiated = exponentiate;
    scale.level_percent = static_cast<int>(std::lround(100 * level));
    if (effects.shape != effect::Shape::one_group &&
        effects.direction != effect::Direction::unknown) {
        const bool low = effects.direction == effect::Direction::lower_better;
        scale.favours_low = low ? "favours treatment" : "favours comparison";
        scale.favours_high = low ? "favours comparison" : "favours treatment";
    }
    return scale;
}

EvidenceScale scale_of(const care::PoolAnswer& answer, bool exponentiate) {
    EvidenceScale scale = scale_of(answer.effects, answer.settings.level, exponentiate);
    if (answer.favours_low.empty()) return scale;
    scale.favours_low = "favours " + answer.favours_low;
    scale.favours_high = "favours " + answer.favours_high;
    return scale;
}

}  // namespace sinew::render
