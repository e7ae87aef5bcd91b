#include <sinew/base/ensure.hpp>
#include <sinew/render/evidence_baujat_chart.hpp>
#include <sinew/render/evidence_cumulative_chart.hpp>
#include <sinew/render/evidence_funnel_chart.hpp>
#include <sinew/render/evidence_gosh_chart.hpp>
#include <sinew/render/evidence_scale.hpp>
#include <sinew/render/evidence_steps_picture.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::render {
namespace {

std::string model_words(const pooling::Settings& settings) {
    return settings.method == pooling::Method::common
               ? "Common effect"
               : fmt::format("Random effects ({})", pooling::code_of(settings.method));
}

CumulativePicture steps_picture(const care::PoolAnswer& answer,
                                const std::vector<pooling::MeanStep>& steps, bool exponentiate) {
    CumulativePicture picture;
    picture.scale = scale_of(answer, exponentiate);
    const bool random = answer.settings.method != pooling::Method::common;
    for (const pooling::MeanStep& step : steps) {
        CumulativePicture::Step row{.name = answer.effects.rows[step.row].label,
                                    .value = {std::nan(""), std::nan(""), std::nan("")}};
        if (step.fit) {
            row.value = {step.fit->mean.b, step.fit->mean.ci_lb, step.fit->mean.ci_ub};
            if (random) row.tau2 = step.fit->tau2.value;
            row.i2 = step.fit->heterogeneity.I2;
        }
        picture.steps.push_back(std::move(row));
    }
    const pooling::Coefficient& mean = answer.fit.mean;
    picture.pooled = ForestPicture::Pooled{.label = model_words(answer.settings),
                                           .value = {mean.b, mean.ci_lb, mean.ci_ub}};
    return picture;
}

}  // namespace

figure::Scene pool_baujat(const care::PoolAnswer& answer, const care::PoolSteps& steps) {
    SINEW_ENSURE(steps.influence.has_value(), "influence was asked for");
    BaujatPicture picture;
    for (std::size_t i = 0; i < steps.influence->studies.size(); ++i) {
        const pooling::StudyInfluence& one = steps.influence->studies[i];
        picture.studies.push_back({answer.effects.rows[i].label, one.baujat_x, one.baujat_y});
    }
    picture.title = "Baujat plot";
    picture.subtitle = model_words(answer.settings);
    return evidence_baujat_chart(picture);
}

figure::Scene pool_gosh(const care::PoolAnswer& answer, const care::PoolSteps& steps,
                        bool exponentiate) {
    SINEW_ENSURE(steps.gosh && steps.influence, "subsets and influence were asked for");
    const pooling::Gosh& gosh = *steps.gosh;
    std::size_t apart = 0;
    const auto& studies = steps.influence->studies;
    for (std::size_t i = 1; i < studies.size(); ++i)
        if (std::abs(studies[i].dffits) > std::abs(studies[apart].dffits)) apart = i;
    GoshPicture picture{.effect = gosh.estimate, .i2 = gosh.I2};
    for (std::size_t subset = 0; subset < gosh.estimate.size(); ++subset)
        picture.holds.push_back(gosh.holds(subset, apart));
    picture.apart = answer.effects.rows[apart].label;
    picture.scale = scale_of(answer, exponentiate);
    picture.title = gosh.all ? fmt::format("All {} subsets", gosh.estimate.size())
                             : fmt::format("{} subsets drawn by chance", gosh.estimate.size());
    picture.subtitle =
        model_words(answer.settings) + "; with and without the study that moves the answer most";
    if (!gosh.all) picture.footnote = fmt::format("Seed {}.", gosh.seed);
    return evidence_gosh_chart(picture);
}

figure::Scene pool_cumulative(const care::PoolAnswer& answer, const care::PoolSteps& steps,
                              bool exponentiate) {
    SINEW_ENSURE(steps.cumulative.has_value(), "a cumulative analysis was asked for");
    CumulativePicture picture = steps_picture(answer, *steps.cumulative, exponentiate);
    picture.title = "Adding one study after the other, by " + steps.cumulative_column;
    return evidence_cumulative_chart(picture);
}

figure::Scene pool_leave_one_out(const care::PoolAnswer& answer, const care::PoolSteps& steps,
                                 bool exponentiate) {
    SINEW_ENSURE(steps.leave_one_out.has_value(), "leaving out was asked for");
    CumulativePicture picture = steps_picture(answer, *steps.leave_one_out, exponentiate);
    picture.title = "Leaving one study out";
    picture.step_heading = "Left out";
    return evidence_cumulative_chart(picture);
}

figure::Scene bias_funnel(const care::BiasAnswer& answer, bool exponentiate) {
    FunnelPicture picture;
    picture.scale = scale_of(answer.effects, answer.settings.level, exponentiate);
    for (std::size_t i = 0; i < answer.effects.size(); ++i)
        picture.studies.push_back({answer.effects.yi[i], std::sqrt(answer.effects.vi[i])});
    picture.pooled = answer.fit.mean.b;
    if (answer.trim_fill && answer.trim_fill->k0 > 0) {
        for (std::size_t i = 0; i < answer.trim_fill->filled_yi.size(); ++i)
            picture.filled.push_back(
                {answer.trim_fill->filled_yi[i], std::sqrt(answer.trim_fill->filled_vi[i])});
        picture.pooled_filled = answer.trim_fill->fit.mean.b;
    }
    if (answer.egger && answer.egger->precision == pooling::Precision::standard_error)
        picture.regression = FunnelPicture::Line{answer.egger->intercept.b, answer.egger->slope.b};
    picture.title = "Funnel plot: " + picture.scale.measure;
    if (answer.few)
        picture.footnote = "Fewer than ten studies: the shape of a funnel cannot be judged.";
    return evidence_funnel_chart(picture);
}

}  // namespace sinew::render
