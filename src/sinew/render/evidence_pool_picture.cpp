#include <sinew/base/text.hpp>
#include <sinew/care/effects_use.hpp>
#include <sinew/render/evidence_forest_chart.hpp>
#include <sinew/render/evidence_funnel_chart.hpp>
#include <sinew/render/evidence_pool_picture.hpp>
#include <sinew/render/evidence_scale.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::render {
namespace {

EvidenceInterval interval_of(const pooling::Coefficient& one) {
    return {one.b, one.ci_lb, one.ci_ub};
}

std::string model_words(const care::PoolAnswer& answer) {
    if (answer.counts)
        return answer.counts->method == care::CountMethod::peto ? "Peto" : "Mantel-Haenszel";
    const pooling::Settings& settings = answer.settings;
    return settings.method == pooling::Method::common
               ? "Common effect"
               : fmt::format("Random effects ({})", pooling::code_of(settings.method));
}

std::string heterogeneity_words(const pooling::MeanFit& fit, const pooling::Settings& settings) {
    const std::string p = fit.heterogeneity.QEp < 0.0001
                              ? "p < 0.0001"
                              : fmt::format("p = {:.4f}", fit.heterogeneity.QEp);
    const std::string q = fmt::format("Q({}) = {:.2f}, {}; I² = {:.1f} %", fit.k - 1,
                                      fit.heterogeneity.QE, p, fit.heterogeneity.I2);
    return settings.method == pooling::Method::common
               ? q
               : fmt::format("{}; τ² = {:.4f}", q, fit.tau2.value);
}

ForestPicture::Pooled diamond(const std::string& label, const pooling::MeanFit& fit) {
    ForestPicture::Pooled made{label, interval_of(fit.mean)};
    if (std::isfinite(fit.prediction.low)) {
        made.prediction_low = fit.prediction.low;
        made.prediction_high = fit.prediction.high;
    }
    return made;
}

}  // namespace

figure::Scene pool_forest(const care::PoolAnswer& answer, bool exponentiate) {
    ForestPicture forest;
    forest.scale = scale_of(answer, exponentiate);
    const double half = care::interval_half_width(100 * answer.settings.level);
    const auto study = [&](std::size_t i) {
        const double y = answer.effects.yi[i], reach = half * std::sqrt(answer.effects.vi[i]);
        return ForestPicture::Study{
            answer.effects.rows[i].label, {y, y - reach, y + reach}, answer.weights[i]};
    };
    if (!answer.subgroups) {
        ForestPicture::Block block;
        for (std::size_t i = 0; i < answer.effects.size(); ++i) block.studies.push_back(study(i));
        forest.blocks.push_back(std::move(block));
    } else {
        for (const pooling::Subgroup& group : answer.subgroups->groups) {
            ForestPicture::Block block{.heading = group.name};
            for (std::size_t i = 0; i < answer.effects.size(); ++i)
                if (answer.subgroup_of[i] == group.name) block.studies.push_back(study(i));
            block.pooled = ForestPicture::Pooled{model_words(answer), interval_of(group.own.mean)};
            if (group.own.k > 1) block.note = heterogeneity_words(group.own, answer.settings);
            forest.blocks.push_back(std::move(block));
        }
        const pooling::BetweenTest& between = answer.subgroups->separate;
        forest.notes.push_back(
            fmt::format("Between subgroups: Q({}) = {:.2f}, {}", between.df, between.Q,
                        between.p < 0.0001 ? "p < 0.0001" : fmt::format("p = {:.4f}", between.p)));
    }
    forest.pooled.push_back(diamond(model_words(answer), answer.fit));
    forest.notes.insert(forest.notes.begin(), heterogeneity_words(answer.fit, answer.settings));
    forest.title = forest.scale.measure;
    return evidence_forest_chart(forest);
}

figure::Scene pool_funnel(const care::PoolAnswer& answer, bool exponentiate) {
    FunnelPicture funnel;
    funnel.scale = scale_of(answer, exponentiate);
    for (std::size_t i = 0; i < answer.effects.size(); ++i)
        funnel.studies.push_back({answer.effects.yi[i], std::sqrt(answer.effects.vi[i])});
    funnel.pooled = answer.fit.mean.b;
    funnel.title = "Funnel plot: " + funnel.scale.measure;
    return evidence_funnel_chart(funnel);
}

}  // namespace sinew::render
