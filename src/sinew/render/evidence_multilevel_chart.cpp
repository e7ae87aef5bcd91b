#include <sinew/base/text.hpp>
#include <sinew/render/evidence_multilevel_chart.hpp>
#include <sinew/render/evidence_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::render {
namespace {

using care::MultilevelAnswer;

EvidenceScale scale_of(const MultilevelAnswer& answer) {
    const effect::MeasureSpec& measure = effect::spec_of(answer.effects.measure);
    EvidenceScale scale{.measure = std::string{measure.name},
                        .exponentiated = measure.scale == effect::Scale::log};
    if (!scale.measure.empty() && scale.measure[0] >= 'a' && scale.measure[0] <= 'z')
        scale.measure[0] = static_cast<char>(scale.measure[0] - 'a' + 'A');
    if (measure.measure == effect::Measure::GEN) scale.measure = "Effect";
    scale.level_percent = static_cast<int>(std::lround(100 * answer.fit.settings.level));
    return scale;
}

std::string heterogeneity_note(const MultilevelAnswer& answer) {
    const std::string p = p_cell(answer.fit.qe_p);
    std::string note = fmt::format("Heterogeneity: Q = {}, df = {}, p {}",
                                   number_cell(answer.fit.qe, 2), answer.fit.k - answer.fit.p,
                                   p.starts_with('<') ? "< " + p.substr(1) : "= " + p);
    for (std::size_t term = 0; term < answer.fit.terms.size(); ++term) {
        const auto& fit = answer.fit.terms[term];
        if (fit.variance.size() != 1) continue;
        note += fmt::format("; {}: variance {}", fit.name, number_cell(fit.variance[0], 3));
        if (std::isfinite(answer.shares.by_term[term]))
            note += fmt::format(" (I2 {} %)", number_cell(answer.shares.by_term[term], 0));
    }
    return note;
}

}  // namespace

ForestPicture multilevel_forest(const MultilevelAnswer& answer) {
    ForestPicture picture{
        .scale = scale_of(answer), .same_squares = true, .title = "Effects by study"};
    picture.subtitle =
        fmt::format("{} effects of {} studies, {}", answer.fit.k, answer.studies,
                    answer.fit.settings.criterion == multilevel::Criterion::reml ? "REML" : "ML");
    const double z = care::interval_half_width(100 * answer.fit.settings.level);
    const auto study = answer.effects.study_numbers();
    std::vector<std::size_t> order(study.size()), block_of(answer.studies, 0);
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return study[a] < study[b]; });
    // The name of an effect: its place in the innermost random term that has a group for every row.
    const auto name_of = [&](std::size_t i) {
        for (std::size_t term = answer.model.terms.size(); term-- > 0;)
            if (answer.fit.terms[term].groups == answer.fit.k) {
                const std::string& path =
                    answer.group_names[term][answer.model.terms[term].group[i]];
                return path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
            }
        return fmt::format("row {}", answer.effects.rows[i].row);
    };
    for (std::size_t at = 0; at < order.size(); ++at) {
        const std::size_t i = order[at];
        const auto& row = answer.effects.rows[i];
        if (at == 0 || study[i] != study[order[at - 1]])
            picture.blocks.push_back({.heading = row.study});
        const double half = z * std::sqrt(answer.effects.vi[i]);
        picture.blocks.back().studies.push_back(
            {.name = name_of(i),
             .value = {answer.effects.yi[i], answer.effects.yi[i] - half,
                       answer.effects.yi[i] + half}});
    }
    if (answer.prediction) {
        ForestPicture::Pooled mean{
            .label = fmt::format("Mean over all{}", answer.robust ? ", robust" : ""),
            .value = {answer.fit.b[0], answer.fit.ci_lb[0], answer.fit.ci_ub[0]}};
        if (answer.robust)
            mean.value = {answer.fit.b[0], answer.robust->ci_lb[0], answer.robust->ci_ub[0]};
        if (std::isfinite(answer.prediction->pi_lb)) {
            mean.prediction_low = answer.prediction->pi_lb;
            mean.prediction_high = answer.prediction->pi_ub;
        }
        picture.pooled.push_back(std::move(mean));
    }
    picture.notes.push_back(heterogeneity_note(answer));
    return picture;
}

ForestPicture multilevel_caterpillar(const MultilevelAnswer& answer) {
    ForestPicture picture{.scale = scale_of(answer),
                          .same_squares = true,
                          .title = "How far each group lies from the mean"};
    picture.scale.exponentiated = false;
    picture.scale.measure =
        "Departure from the mean" +
        std::string{effect::spec_of(answer.effects.measure).scale == effect::Scale::log
                        ? " (log scale)"
                        : ""};
    picture.words.interval = "{level} % interval";
    auto& block = picture.blocks.emplace_back();
    std::vector<multilevel::GroupEffect> groups;
    for (const auto& group : answer.groups)
        if (group.term == 0) groups.push_back(group);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const auto& a, const auto& b) { return a.value < b.value; });
    for (const auto& group : groups) {
        const auto& columns = answer.model.terms[0].inner_names;
        std::string name = answer.group_names[0][group.group];
        if (!columns.empty()) name += ", " + columns[group.inner];
        block.studies.push_back(
            {.name = std::move(name), .value = {group.value, group.pi_lb, group.pi_ub}});
    }
    picture.words.study = answer.fit.terms[0].name;
    picture.subtitle = fmt::format("{} groups of {}, predicted from the model", groups.size(),
                                   answer.fit.terms[0].name);
    picture.notes.push_back(heterogeneity_note(answer));
    return picture;
}

}  // namespace sinew::render
