#include <sinew/base/text.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/render/evidence_forest_chart.hpp>
#include <sinew/render/evidence_funnel_chart.hpp>
#include <sinew/render/evidence_league_chart.hpp>
#include <sinew/render/evidence_network_chart.hpp>
#include <sinew/render/evidence_network_pictures.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace sinew::render {
namespace {

std::string measure_name(const care::NetworkAnswer& answer, bool exponentiate) {
    const auto& measure = effect::spec_of(answer.ledger.measure);
    if (measure.measure == effect::Measure::GEN) return exponentiate ? "Ratio" : "Effect";
    std::string name{measure.name};
    if (exponentiate && name.starts_with("log ")) name.erase(0, 4);
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z')
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

std::string counts(const care::NetworkAnswer& answer) {
    return fmt::format("{} treatments, {} studies", answer.network.treatments.size(),
                       answer.network.trials.size());
}

std::string fitted(const care::NetworkAnswer& answer) {
    const network::NetworkFit& fit = answer.findings->fit;
    return fmt::format("{}; {}, tau² {}, I² {} %", counts(answer),
                       network::name_of(fit.settings.method), fixed_text(fit.tau2, 3),
                       fixed_text(fit.I2, 0));
}

/// Best first.
std::vector<std::size_t> by_score(const care::NetworkFindings& found) {
    std::vector<std::size_t> order(found.p_scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return found.p_scores[a] > found.p_scores[b];
    });
    return order;
}

figure::Scene network_scene(const care::NetworkAnswer& answer) {
    NetworkPicture picture;
    picture.title = "Network of treatments";
    picture.subtitle = counts(answer);
    const bool people = !answer.people_of.empty();
    picture.size_means = people ? "participants" : "studies";
    for (std::size_t t = 0; t < answer.network.treatments.size(); ++t)
        picture.nodes.push_back(
            {answer.network.treatments[t],
             people ? answer.people_of[t] : static_cast<double>(answer.studies_of[t])});
    for (const network::Edge& edge : answer.connection.edges)
        picture.edges.push_back({edge.first, edge.second, edge.studies});
    for (const network::Trial& trial : answer.network.trials)
        if (trial.treatments.size() > 2) picture.multi_arm.push_back({trial.treatments});
    return evidence_network_chart(picture);
}

figure::Scene league_scene(const care::NetworkAnswer& answer, bool exponentiate) {
    const care::NetworkFindings& found = *answer.findings;
    LeaguePicture picture;
    picture.subtitle = fitted(answer);
    picture.measure = measure_name(answer, exponentiate);
    picture.exponentiated = exponentiate;
    picture.small_is_good = answer.small == network::Small::good;
    picture.level_percent = static_cast<int>(std::lround(100 * found.fit.settings.level));
    const auto order = by_score(found);
    for (const std::size_t row : order) {
        picture.treatments.push_back(answer.network.treatments[row]);
        picture.cells.emplace_back();
        for (const std::size_t column : order) {
            const auto one = found.fit.compare(row, column);
            picture.cells.back().push_back({one.b, one.ci_lb, one.ci_ub, one.pi_lb, one.pi_ub});
        }
    }
    return evidence_league_chart(picture);
}

/// The six busiest comparisons have a mark of their own.
constexpr std::size_t kFunnelGroups = 6;

figure::Scene funnel_scene(const care::NetworkAnswer& answer) {
    const auto& names = answer.network.treatments;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<FunnelPicture::Point>> all;
    for (const auto& one :
         network::adjusted_contrasts(answer.network, answer.findings->fit, answer.order))
        all[{one.treatment, one.other}].push_back({one.adjusted, one.se});
    // One study is its own direct estimate: it stands on the line whatever it found.
    const std::size_t alone =
        std::erase_if(all, [](const auto& one) { return one.second.size() < 2; });
    std::vector<std::pair<std::pair<std::size_t, std::size_t>, std::vector<FunnelPicture::Point>>>
        sorted{all.begin(), all.end()};
    std::ranges::stable_sort(sorted, std::greater<>{},
                             [](const auto& one) { return one.second.size(); });
    FunnelPicture picture;
    picture.title = "Comparison-adjusted funnel plot";
    const std::string& first = names[answer.order.front()];
    const std::string& last = names[answer.order.back()];
    picture.subtitle = answer.question.order.empty()
                           ? fmt::format(
                                 "each treatment minus {}; between others by the alphabet, "
                                 "which names no direction",
                                 last)
                           : fmt::format(
                                 "in the order {} ... {}: the earlier minus the later "
                                 "treatment",
                                 first, last);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto& [pair, points] = sorted[i];
        if (i < kFunnelGroups || sorted.size() == kFunnelGroups + 1)
            picture.groups.push_back(
                {fmt::format("{} minus {}", names[pair.first], names[pair.second]), points});
        else if (i == kFunnelGroups)
            picture.groups.push_back(
                {fmt::format("{} other comparisons", sorted.size() - kFunnelGroups), points});
        else
            picture.groups.back().points.insert(picture.groups.back().points.end(), points.begin(),
                                                points.end());
    }
    picture.contours = false;
    picture.pooled = 0;
    picture.sides_name = "direct estimate of the comparison ± 1.96 standard errors";
    picture.scale.measure = measure_name(answer, false) + " less that of its comparison";
    picture.footnote =
        "Small studies on one side only: they favour the treatment named first, or the one named "
        "second.";
    if (alone > 0)
        picture.footnote += fmt::format(
            " {} comparisons of one study each say nothing here and are left out.", alone);
    picture.description = fmt::format(
        "Comparison-adjusted funnel plot of {} comparisons: each study's contrast less "
        "the direct estimate of its comparison, against its standard error.",
        sorted.size());
    return evidence_funnel_chart(picture);
}

figure::Scene forest_scene(const care::NetworkAnswer& answer, bool exponentiate) {
    const care::NetworkFindings& found = *answer.findings;
    ForestPicture picture;
    const std::string& reference = answer.network.treatments[answer.reference];
    picture.title = "Against " + reference;
    picture.subtitle = fitted(answer);
    picture.words.study = "Treatment";
    picture.scale.measure = measure_name(answer, exponentiate);
    picture.scale.exponentiated = exponentiate;
    picture.scale.level_percent = static_cast<int>(std::lround(100 * found.fit.settings.level));
    const bool small = answer.small == network::Small::good;
    picture.scale.favours_low = "favours " + (small ? std::string{"treatment"} : reference);
    picture.scale.favours_high = "favours " + (small ? reference : std::string{"treatment"});
    if (!answer.question.favours_low.empty()) {
        picture.scale.favours_low = "favours " + answer.question.favours_low;
        picture.scale.favours_high = "favours " + answer.question.favours_high;
    }
    picture.same_squares = true;
    const bool predicted =
        found.fit.compare(answer.reference == 0 ? 1 : 0, answer.reference).pi_lb.has_value();
    picture.columns = {"Studies", "P-score"};
    if (predicted) picture.columns.push_back("Prediction interval");
    picture.blocks.emplace_back();
    const auto told = [&](double value) {
        return chart::number_label(exponentiate ? std::exp(value) : value, 2);
    };
    for (const std::size_t t : by_score(found)) {
        if (t == answer.reference) continue;
        const auto one = found.fit.compare(t, answer.reference);
        ForestPicture::Study study;
        study.name = answer.network.treatments[t];
        study.value = {one.b, one.ci_lb, one.ci_ub};
        study.cells = {std::to_string(answer.studies_of[t]), fixed_text(found.p_scores[t], 2)};
        if (predicted) study.cells.push_back(told(*one.pi_lb) + " to " + told(*one.pi_ub));
        picture.blocks.back().studies.push_back(std::move(study));
    }
    return evidence_forest_chart(picture);
}

Result<figure::Scene> heat_scene(const care::NetworkAnswer& answer) {
    const auto& heat = answer.findings->heat;
    if (!heat)
        return fail({ErrorCode::not_found,
                     "designs of this network cannot disagree: there is no loop", "--figure",
                     "another figure: network, league, forest or rank"});
    NetHeatPicture picture;
    const auto& between = answer.findings->inconsistency.between;
    picture.subtitle = fmt::format("{}; Q between designs {} (df {}), common effect within designs",
                                   counts(answer), fixed_text(between.Q, 1), between.df);
    for (std::size_t i = 0; i < heat->rows.size(); ++i) {
        const network::HeatRow& row = heat->rows[i];
        const network::Design& design = heat->designs[row.design];
        picture.rows.push_back(
            {answer.network.treatments[row.treatment] + " : " + answer.network.treatments[row.base],
             design.treatments.size() > 2 ? network::name_of(design, answer.network)
                                          : std::string{}});
        const auto share = heat->share.row(i), warm = heat->heat.row(i);
        picture.share.emplace_back(share.begin(), share.end());
        picture.heat.emplace_back(warm.begin(), warm.end());
    }
    return evidence_net_heat_chart(picture);
}

figure::Scene rank_scene(const care::NetworkAnswer& answer) {
    const care::NetworkFindings& found = *answer.findings;
    RankPicture picture;
    picture.subtitle =
        fitted(answer) + (answer.small == network::Small::good ? "; small values are good"
                                                               : "; large values are good");
    picture.footnote =
        fmt::format("{} draws, seed {}", found.ranking.settings.draws, found.ranking.settings.seed);
    for (const std::size_t t : by_score(found)) {
        const auto chance = found.ranking.chance.row(t);
        picture.rows.push_back({answer.network.treatments[t], found.p_scores[t],
                                std::vector<double>(chance.begin(), chance.end())});
    }
    return evidence_rank_chart(picture);
}

}  // namespace

Result<figure::Scene> evidence_network_picture(const care::NetworkAnswer& answer,
                                               NetworkFigure kind, bool exponentiate) {
    if (kind == NetworkFigure::network) return network_scene(answer);
    if (!answer.findings)
        return fail({ErrorCode::not_found, "a network in pieces has no league and no ranking",
                     "--figure", "--figure network, or pick a piece with --subnetwork"});
    switch (kind) {
        case NetworkFigure::network: break;
        case NetworkFigure::league: return league_scene(answer, exponentiate);
        case NetworkFigure::forest: return forest_scene(answer, exponentiate);
        case NetworkFigure::netheat: return heat_scene(answer);
        case NetworkFigure::rank: return rank_scene(answer);
        case NetworkFigure::funnel: return funnel_scene(answer);
    }
    return network_scene(answer);
}

}  // namespace sinew::render
