#include <sinew/base/text.hpp>
#include <sinew/chart/chart.hpp>
#include <sinew/render/evidence_bayes_network_chart.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::render {
namespace {

using chart::Dash;
using chart::Direction;
using chart::Ink;
using chart::RangesMark;

std::string_view measure_of(care::NetworkRows kind) {
    switch (kind) {
        case care::NetworkRows::event_arms: return "Log odds ratio";
        case care::NetworkRows::mean_arms: return "Mean difference";
        case care::NetworkRows::contrasts: break;
    }
    return "Effect";
}

/// Every treatment against the reference, best mean rank first.
std::vector<const bayes::ComparedPair*> against_reference(const bayes::NetworkPosterior& found) {
    std::vector<const bayes::ComparedPair*> pairs;
    for (const bayes::ComparedPair& pair : found.pairs)
        if (pair.against == 0) pairs.push_back(&pair);
    std::stable_sort(pairs.begin(), pairs.end(), [&](const auto* a, const auto* b) {
        return found.ranks[a->treatment].mean < found.ranks[b->treatment].mean;
    });
    return pairs;
}

std::string told(const bayes::Summary& effect) {
    return fmt::format("{} ({} to {})", fixed_text(effect.median, 2),
                       fixed_text(effect.central.low, 2), fixed_text(effect.central.high, 2));
}

}  // namespace

figure::Scene evidence_bayes_network_chart(const care::BayesNetworkAnswer& answer) {
    const bayes::NetworkPosterior& found = answer.posterior;
    const std::string& reference = found.treatments[0];
    const std::string level = number_text(found.questions.of_effects.level) + " %";
    const auto pairs = against_reference(found);
    bayes::Questions half = found.questions.of_effects;
    half.level = 50;

    chart::Panel panel;
    panel.x.title = fmt::format("{} against {}", measure_of(answer.rows.kind), reference);
    panel.y.kind = chart::AxisKind::categories;
    panel.y.grid = false;
    RangesMark wide{level + " interval", {}, Direction::horizontal, {Ink::pine, 1.4}, 5};
    RangesMark narrow{"50 % interval", {}, Direction::horizontal, {Ink::pine, 5}, 0};
    chart::PointsMark median{"median", {}, chart::Marker::diamond, Ink::clay, 8};
    chart::Chart made;
    double row = 0;
    for (const bayes::ComparedPair* pair : pairs) {
        const std::string& name = found.treatments[pair->treatment];
        const bayes::Interval middle =
            bayes::summary_of_draws(found.draws.of(pair->treatment - 1), half).central;
        panel.y.categories.push_back(name);
        panel.y.beside.push_back(told(pair->effect));
        wide.ranges.push_back({row, pair->effect.central.low, pair->effect.central.high});
        narrow.ranges.push_back({row, middle.low, middle.high});
        median.places.push_back({pair->effect.median, row});
        made.description +=
            fmt::format(" {}: {}, half of the posterior from {} to {}.", name, told(pair->effect),
                        fixed_text(middle.low, 2), fixed_text(middle.high, 2));
        row += 1;
    }
    panel.marks.emplace_back(
        chart::RuleMark{"", Direction::vertical, 0, {Ink::soft, 1, Dash::whole, 0.8}});
    if (const auto mid = found.questions.of_effects.minimal_important)
        panel.marks.emplace_back(
            chart::RuleMark{"MID", Direction::vertical, *mid, {Ink::amber, 1.2, Dash::dotted, 1}});
    panel.marks.emplace_back(std::move(wide));
    panel.marks.emplace_back(std::move(narrow));
    panel.marks.emplace_back(std::move(median));

    made.title = fmt::format("Treatments against {}", reference);
    made.subtitle =
        fmt::format("{} studies of {} treatments; tau {} ({} interval {} to {})", found.studies,
                    found.treatments.size(), fixed_text(found.tau.median, 2), level,
                    fixed_text(found.tau.central.low, 2), fixed_text(found.tau.central.high, 2));
    made.footnote = fmt::format(
        "Priors: effects {}, tau {}. Median and equal-tailed intervals, {}; best mean rank first.",
        name_of(found.prior.mu), name_of(found.prior.tau),
        found.exact ? "by quadrature over tau (50 %: of draws)" : "of the sampler's draws");
    made.description = made.title + ". " + made.subtitle + "." + made.description;
    made.rows.push_back({{std::move(panel)}, std::max(70.0, 26.0 * row)});
    return chart::draw(made);
}

}  // namespace sinew::render
