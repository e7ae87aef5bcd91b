#include <sinew/base/refused.hpp>
#include <sinew/care/pool_steps_use.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::care {
namespace {

Result<std::vector<double>> order_of(const effect::Effects& effects, const std::string& column) {
    SINEW_TRY(const effect::Moderator order, effect::moderator_of(effects, column));
    if (!order.numeric)
        return fail({ErrorCode::bad_input, "the order of a cumulative analysis is a number",
                     fmt::format("{}: column {}", effects.table, column), "such as the year"});
    for (std::size_t i = 0; i < order.numbers.size(); ++i)
        if (!std::isfinite(order.numbers[i]))
            return fail(
                {ErrorCode::bad_input, "the study has no place in the order",
                 fmt::format("{}: row {}, column {}", effects.table, effects.rows[i].row, column),
                 "fill the cell in, or leave the row out"});
    return order.numbers;
}

}  // namespace

Checked<PoolSteps> pool_steps(const PoolAnswer& answer, const PoolStepsQuestion& question) {
    const effect::Effects& of = answer.effects;
    PoolSteps made;
    if (question.leave_one_out) {
        auto steps = pooling::leave_one_out(of.yi, of.vi, answer.settings);
        if (!steps) return refused(steps.error());
        made.leave_one_out = *std::move(steps);
    }
    if (question.cumulative) {
        auto order = order_of(of, *question.cumulative);
        if (!order) return refused(order.error());
        auto steps = pooling::cumulative_means(of.yi, of.vi, *order, answer.settings);
        if (!steps) return refused(steps.error());
        made.cumulative = *std::move(steps);
        made.cumulative_column = *question.cumulative;
        made.order = *std::move(order);
    }
    if (question.influence || question.gosh) {
        auto influence = pooling::influence_of(of.yi, of.vi, answer.settings);
        if (!influence) return refused(influence.error());
        made.influence = *std::move(influence);
    }
    if (question.gosh) {
        auto cloud = pooling::gosh(of.yi, of.vi, answer.settings, question.subsets);
        if (!cloud) return refused(cloud.error());
        made.gosh = *std::move(cloud);
    }
    return made;
}

}  // namespace sinew::care
