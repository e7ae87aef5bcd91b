#include <sinew/base/text.hpp>
#include <sinew/care/network_use.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

using network::Connection;
using network::Network;
using network::SubNetwork;

Faults one_fault(Error error) {
    Faults faults;
    faults.add(std::move(error));
    return faults;
}

std::string names_of(const std::vector<std::size_t>& treatments, const Network& all,
                     std::size_t most = 8) {
    std::string text;
    for (std::size_t i = 0; i < std::min(most, treatments.size()); ++i)
        text += (text.empty() ? "" : ", ") + all.treatments[treatments[i]];
    if (treatments.size() > most) text += fmt::format(" and {} more", treatments.size() - most);
    return text;
}

std::string studies_in(const SubNetwork& part, const Network& all, std::size_t most = 5) {
    std::string text;
    for (std::size_t i = 0; i < std::min(most, part.trials.size()); ++i)
        text += (text.empty() ? "" : ", ") + all.trials[part.trials[i]].study;
    if (part.trials.size() > most) text += fmt::format(" and {} more", part.trials.size() - most);
    return text;
}

std::vector<std::size_t> count_studies(const Network& all) {
    std::vector<std::size_t> counts(all.treatments.size(), 0);
    for (const network::Trial& trial : all.trials)
        for (const std::size_t treatment : trial.treatments) ++counts[treatment];
    return counts;
}

/// The treatment of most studies of a piece: where a joining trial would help most.
std::size_t hub_of(const SubNetwork& part, const std::vector<std::size_t>& counts) {
    return *std::max_element(part.treatments.begin(), part.treatments.end(),
                             [&](std::size_t a, std::size_t b) { return counts[a] < counts[b]; });
}

/// One fault a piece, so that all of them are seen with their studies.
Faults in_pieces(const Network& all, const Connection& connection, const std::string& table) {
    Faults faults;
    const auto counts = count_studies(all);
    const std::size_t first = hub_of(connection.networks.front(), counts);
    std::string joins;
    for (std::size_t i = 1; i < connection.networks.size(); ++i)
        joins += (joins.empty() ? "" : "; ") + all.treatments[first] + " against " +
                 all.treatments[hub_of(connection.networks[i], counts)];
    faults.add(
        ErrorCode::conflict, table,
        fmt::format("the network is in {} pieces that no study joins", connection.networks.size()),
        "pick one with --subnetwork TREATMENT, join them by --components + when names share "
        "components, or add trials such as " +
            joins);
    for (std::size_t i = 0; i < connection.networks.size(); ++i) {
        const SubNetwork& part = connection.networks[i];
        faults.add(
            ErrorCode::conflict, fmt::format("{}:sub-network {}", table, i + 1),
            fmt::format("{} treatments ({}) in {} {} ({})", part.treatments.size(),
                        names_of(part.treatments, all), part.trials.size(),
                        part.trials.size() == 1 ? "study" : "studies", studies_in(part, all)),
            "--subnetwork \"" + all.treatments[hub_of(part, counts)] + "\"");
    }
    return faults;
}

Result<std::size_t> treatment_named(const Network& all, const std::string& name,
                                    const std::string& option) {
    if (const auto found = all.treatment(name)) return *found;
    const auto near = nearest_word(name, all.treatments);
    return fail({ErrorCode::not_found, "no treatment is called \"" + name + "\"", option,
                 near ? "did you mean " + *near + "?"
                      : "there are: " + join(all.treatments, ", ").substr(0, 300)});
}

/// Those that were named first, then the others in byte order, the reference last.
Result<std::vector<std::size_t>> order_of(const NetworkAnswer& answer) {
    std::vector<std::size_t> order;
    for (const std::string& name : answer.question.order) {
        SINEW_TRY(const std::size_t treatment, treatment_named(answer.network, name, "--order"));
        if (std::ranges::find(order, treatment) != order.end())
            return fail({ErrorCode::conflict, "\"" + name + "\" stands in the order twice",
                         "--order", "name each treatment once"});
        order.push_back(treatment);
    }
    const auto put = [&](std::size_t treatment) {
        if (std::ranges::find(order, treatment) == order.end()) order.push_back(treatment);
    };
    for (std::size_t t = 0; t < answer.network.treatments.size(); ++t)
        if (t != answer.reference) put(t);
    put(answer.reference);
    return order;
}

Result<NetworkFindings> findings_of(const NetworkAnswer& answer) {
    const NetworkQuestion& question = answer.question;
    NetworkFindings found;
    SINEW_TRY(found.fit, network::fit_network(answer.network, question.fit));
    found.p_scores = network::p_scores(found.fit, answer.small);
    found.ranking = network::simulate_ranks(
        found.fit, {.small = answer.small, .draws = question.draws, .seed = question.seed});
    SINEW_TRY(found.inconsistency, network::inconsistency_of(answer.network, question.fit.method));
    SINEW_TRY(found.heat, network::net_heat(answer.network, 0));
    found.loops = network::test_loops(answer.network, found.fit);
    if (question.split) {
        SINEW_TRY(found.splits, network::split_nodes(answer.network, found.fit, answer.reference));
    }
    if (question.contributions)
        found.contributions = network::contributions_of(answer.network, found.fit, question.paths);
    return found;
}

void warn(NetworkAnswer& answer) {
    auto& warnings = answer.warnings;
    for (const std::string& one : answer.network.left_out) warnings.push_back(one);
    if (!answer.findings) return;
    const network::NetworkFit& fit = answer.findings->fit;
    const bool random = fit.settings.method != network::Tau2Method::common;
    if (fit.df == 0)
        warnings.push_back(
            "as many contrasts as treatments to be told: heterogeneity and inconsistency cannot be "
            "seen, tau2 is taken as 0 and prediction intervals are not defined");
    else if (random && fit.df < 3)
        warnings.push_back(
            fmt::format("tau2 rests on {} degrees of freedom and is hardly known", fit.df));
    if (fit.several_maxima)
        warnings.push_back(
            "the likelihood of tau2 has more than one maximum; the highest was taken");
    const auto& between = answer.findings->inconsistency.between;
    if (fit.df > 0 && between.df == 0)
        warnings.push_back("no closed loop of different trials: consistency cannot be looked at");
    if (answer.connection.independent_loops > 0 && between.df > 0 &&
        answer.findings->inconsistency.interaction.pval < 0.1)
        warnings.push_back(fmt::format(
            "direct and indirect evidence disagree (design-by-treatment p = {}): look at --split "
            "and --figure netheat before the league is believed",
            number_text(round_half_away(answer.findings->inconsistency.interaction.pval, 4))));
    if (!answer.findings->loops.loops.empty() &&
        answer.findings->loops.loops.front().difference.pval < 0.05) {
        const network::Loop& worst = answer.findings->loops.loops.front();
        std::string ring;
        for (const std::size_t t : worst.treatments)
            ring += (ring.empty() ? "" : " - ") + answer.network.treatments[t];
        warnings.push_back(fmt::format(
            "the loop {} disagrees with itself (p = {}), one of {} loops that were tested: some do "
            "by chance",
            ring, number_text(round_half_away(worst.difference.pval, 4)),
            answer.findings->loops.loops.size()));
    }
    if (answer.findings->contributions && answer.findings->contributions->negative_weights)
        warnings.push_back(
            "the covariance of a multi-arm study gives one of its comparisons a negative weight: "
            "its "
            "contributions are approximate");
}

}  // namespace

Checked<NetworkAnswer> network_answer(const domain::StudyTable& table,
                                      const NetworkQuestion& question,
                                      const std::optional<domain::StudyTable>& covariances) {
    SINEW_TRY(NetworkTable read, network_table(table, question.table, covariances));
    NetworkAnswer answer;
    answer.question = question;
    answer.ledger = std::move(read.ledger);
    answer.network = std::move(read.network);
    answer.connection = network::connection_of(answer.network);
    if (!question.subnetwork.empty()) {
        const auto inside = treatment_named(answer.network, question.subnetwork, "--subnetwork");
        if (!inside) return tl::make_unexpected(one_fault(inside.error()));
        for (const SubNetwork& part : answer.connection.networks)
            if (std::binary_search(part.treatments.begin(), part.treatments.end(), *inside)) {
                if (!answer.connection.connected())
                    answer.warnings.push_back(fmt::format(
                        "only the sub-network with {} was analysed: {} of {} studies",
                        question.subnetwork, part.trials.size(), answer.network.trials.size()));
                answer.network = network::part_of(answer.network, part);
                break;
            }
        answer.connection = network::connection_of(answer.network);
    }
    const bool whole = answer.connection.connected();
    if (!whole && !question.separator)
        return tl::make_unexpected(in_pieces(answer.network, answer.connection, table.name));
    answer.studies_of = count_studies(answer.network);
    if (read.participants) {
        answer.people_of.assign(answer.network.treatments.size(), 0);
        for (const network::Trial& trial : answer.network.trials)
            for (std::size_t arm = 0; arm < trial.treatments.size(); ++arm)
                answer.people_of[trial.treatments[arm]] += trial.participants[arm];
    }
    if (question.reference.empty()) {
        answer.reference = static_cast<std::size_t>(
            std::max_element(answer.studies_of.begin(), answer.studies_of.end()) -
            answer.studies_of.begin());
    } else {
        const auto reference = treatment_named(answer.network, question.reference, "--reference");
        if (!reference) return tl::make_unexpected(one_fault(reference.error()));
        answer.reference = *reference;
    }
    auto order = order_of(answer);
    if (!order) return tl::make_unexpected(one_fault(order.error()));
    answer.order = *std::move(order);
    answer.small = question.small.value_or(
        answer.ledger.direction == effect::Direction::higher_better ? network::Small::bad
                                                                    : network::Small::good);
    if (!question.small && answer.ledger.direction == effect::Direction::unknown)
        answer.warnings.push_back(
            "nobody said whether small values are good: they were taken as good in P-scores and "
            "ranks; say --small bad if they are not");
    if (whole) {
        auto found = findings_of(answer);
        if (!found) return tl::make_unexpected(one_fault(found.error()));
        answer.findings = *std::move(found);
    } else {
        answer.warnings.push_back(fmt::format(
            "the network is in {} pieces: only the additive model of components joins them",
            answer.connection.networks.size()));
    }
    if (question.separator) {
        network::ComponentSettings settings{question.fit, *question.separator, question.inactive};
        auto components = network::fit_components(answer.network, settings);
        if (!components) return tl::make_unexpected(one_fault(components.error()));
        answer.components = *std::move(components);
    }
    warn(answer);
    return answer;
}

}  // namespace sinew::care
