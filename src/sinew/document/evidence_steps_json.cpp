#include <sinew/document/evidence_json.hpp>
#include <sinew/document/evidence_steps_json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::document {
namespace {

OrderedJson step_json(const effect::Effects& effects, const pooling::MeanStep& step) {
    OrderedJson json = {{"row", effects.rows[step.row].row},
                        {"study", effects.rows[step.row].label}};
    const auto put = [&](const char* name, double value) { json[name] = number_or_null(value); };
    const pooling::MeanFit fit = step.fit.value_or(pooling::MeanFit{});
    const double there = step.fit ? 1 : std::nan("");
    put("b", there * fit.mean.b);
    put("se", there * fit.mean.se);
    put("stat", there * fit.mean.stat);
    put("pval", there * fit.mean.pval);
    put("ci_lb", there * fit.mean.ci_lb);
    put("ci_ub", there * fit.mean.ci_ub);
    put("QE", there * fit.heterogeneity.QE);
    put("QEp", there * fit.heterogeneity.QEp);
    put("tau2", there * fit.tau2.value);
    put("I2", there * fit.heterogeneity.I2);
    put("H2", there * fit.heterogeneity.H2);
    return json;
}

OrderedJson influence_json(const effect::Effects& effects, const pooling::Influence& influence) {
    OrderedJson list = OrderedJson::array();
    for (std::size_t i = 0; i < influence.studies.size(); ++i) {
        const pooling::StudyInfluence& one = influence.studies[i];
        list.push_back({{"row", effects.rows[i].row},
                        {"study", effects.rows[i].label},
                        {"rstudent", number_or_null(one.rstudent)},
                        {"dffits", number_or_null(one.dffits)},
                        {"cook_d", number_or_null(one.cook_d)},
                        {"cov_r", number_or_null(one.cov_r)},
                        {"tau2_del", number_or_null(one.tau2_del)},
                        {"QE_del", number_or_null(one.QE_del)},
                        {"hat", number_or_null(one.hat)},
                        {"weight", number_or_null(one.weight)},
                        {"dfbetas", numbers_or_null(one.dfbetas)},
                        {"influential", one.influential},
                        {"baujat_x", number_or_null(one.baujat_x)},
                        {"baujat_y", number_or_null(one.baujat_y)}});
    }
    return list;
}

/// The cloud as its quantiles: sixty thousand numbers serve nobody in a document.
OrderedJson gosh_json(const pooling::Gosh& gosh) {
    const auto spread = [](std::vector<double> values) {
        std::erase_if(values, [](double value) { return !std::isfinite(value); });
        OrderedJson list = OrderedJson::array();
        if (values.empty()) return list;
        std::sort(values.begin(), values.end());
        for (const double p : {0.0, 0.025, 0.25, 0.5, 0.75, 0.975, 1.0})
            list.push_back(values[static_cast<std::size_t>(
                std::floor(p * static_cast<double>(values.size() - 1)))]);
        return list;
    };
    return {{"subsets", gosh.estimate.size()},
            {"all", gosh.all},
            {"seed", gosh.all ? OrderedJson{} : OrderedJson(gosh.seed)},
            {"unsettled", gosh.unsettled},
            {"at", {0.0, 0.025, 0.25, 0.5, 0.75, 0.975, 1.0}},
            {"b", spread(gosh.estimate)},
            {"I2", spread(gosh.I2)},
            {"tau2", spread(gosh.tau2)}};
}

}  // namespace

void add_pool_steps(OrderedJson& json, const care::PoolAnswer& answer,
                    const care::PoolSteps& steps) {
    // The rows, the warnings and the methods stay at the end.
    OrderedJson last = OrderedJson::object();
    for (const char* key : {"rows_used", "rows_left_out", "warnings", "methods_text"}) {
        if (!json.contains(key)) continue;
        last[key] = std::move(json[key]);
        json.erase(key);
    }
    const auto list = [&](const std::vector<pooling::MeanStep>& fits) {
        OrderedJson made = OrderedJson::array();
        for (const pooling::MeanStep& step : fits) made.push_back(step_json(answer.effects, step));
        return made;
    };
    if (steps.leave_one_out) json["leave_one_out"] = list(*steps.leave_one_out);
    if (steps.influence) json["influence"] = influence_json(answer.effects, *steps.influence);
    if (steps.cumulative) {
        json["cumulative"] = list(*steps.cumulative);
        for (std::size_t i = 0; i < steps.cumulative->size(); ++i)
            json["cumulative"][i][steps.cumulative_column] =
                steps.order[(*steps.cumulative)[i].row];
    }
    if (steps.gosh) json["gosh"] = gosh_json(*steps.gosh);
    for (auto& [key, value] : last.items()) json[key] = std::move(value);
}

}  // namespace sinew::document
