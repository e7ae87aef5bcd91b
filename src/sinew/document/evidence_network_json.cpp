#include <sinew/base/text.hpp>
#include <sinew/document/evidence_json.hpp>
#include <sinew/document/evidence_network_json.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

using network::Comparison;
using network::Inconsistency;
using network::QStatistic;

/// Writes comparisons and names of one answer.
class Writer {
public:
    Writer(const care::NetworkAnswer& answer, bool exponentiate)
        : answer_{answer}, exponentiate_{exponentiate} {}

    [[nodiscard]] const std::string& name(std::size_t treatment) const {
        return answer_.network.treatments[treatment];
    }

    [[nodiscard]] OrderedJson comparison(const Comparison& one, bool prediction = true) const {
        OrderedJson json = {
            {"b", number_or_null(one.b)},         {"se", number_or_null(one.se)},
            {"stat", number_or_null(one.stat)},   {"pval", number_or_null(one.pval)},
            {"ci_lb", number_or_null(one.ci_lb)}, {"ci_ub", number_or_null(one.ci_ub)}};
        if (prediction) {
            json["pi_lb"] = number_or_null(one.pi_lb);
            json["pi_ub"] = number_or_null(one.pi_ub);
        }
        if (exponentiate_) {
            json["exp_b"] = number_or_null(std::exp(one.b));
            json["exp_ci_lb"] = number_or_null(std::exp(one.ci_lb));
            json["exp_ci_ub"] = number_or_null(std::exp(one.ci_ub));
            if (prediction && one.pi_lb && one.pi_ub) {
                json["exp_pi_lb"] = number_or_null(std::exp(*one.pi_lb));
                json["exp_pi_ub"] = number_or_null(std::exp(*one.pi_ub));
            }
        }
        return json;
    }

    [[nodiscard]] OrderedJson pair(std::size_t treatment, std::size_t other) const {
        return {{"treatment", name(treatment)}, {"other", name(other)}};
    }

private:
    const care::NetworkAnswer& answer_;
    bool exponentiate_;
};

OrderedJson q_json(const QStatistic& q) {
    return {{"Q", number_or_null(q.Q)},
            {"df", q.df},
            {"pval", q.df > 0 ? number_or_null(q.pval) : OrderedJson(nullptr)}};
}

OrderedJson treatments_json(const care::NetworkAnswer& answer) {
    OrderedJson list = OrderedJson::array();
    for (std::size_t t = 0; t < answer.network.treatments.size(); ++t)
        list.push_back(
            {{"treatment", answer.network.treatments[t]},
             {"studies", answer.studies_of[t]},
             {"participants", answer.people_of.empty() ? OrderedJson(nullptr)
                                                       : number_or_null(answer.people_of[t])}});
    return list;
}

OrderedJson edges_json(const care::NetworkAnswer& answer, const Writer& writer) {
    OrderedJson list = OrderedJson::array();
    for (const network::Edge& edge : answer.connection.edges)
        list.push_back({{"treatment", writer.name(edge.first)},
                        {"other", writer.name(edge.second)},
                        {"studies", edge.studies},
                        {"multi_arm", edge.multi_arm}});
    return list;
}

OrderedJson against_json(const care::NetworkAnswer& answer, const Writer& writer) {
    OrderedJson list = OrderedJson::array();
    for (std::size_t t = 0; t < answer.network.treatments.size(); ++t) {
        if (t == answer.reference) continue;
        OrderedJson one = {{"treatment", writer.name(t)}};
        one.update(writer.comparison(answer.findings->fit.compare(t, answer.reference)));
        list.push_back(std::move(one));
    }
    return list;
}

OrderedJson league_json(const care::NetworkAnswer& answer, const Writer& writer) {
    OrderedJson list = OrderedJson::array();
    for (std::size_t i = 0; i < answer.network.treatments.size(); ++i)
        for (std::size_t j = 0; j < answer.network.treatments.size(); ++j) {
            if (i == j) continue;
            OrderedJson one = writer.pair(i, j);
            one.update(writer.comparison(answer.findings->fit.compare(i, j)));
            list.push_back(std::move(one));
        }
    return list;
}

OrderedJson ranking_json(const care::NetworkAnswer& answer, const Writer& writer) {
    const care::NetworkFindings& found = *answer.findings;
    OrderedJson list = OrderedJson::array();
    for (std::size_t t = 0; t < answer.network.treatments.size(); ++t)
        list.push_back({{"treatment", writer.name(t)},
                        {"p_score", number_or_null(found.p_scores[t])},
                        {"sucra", number_or_null(found.ranking.sucra[t])},
                        {"median_rank", found.ranking.median_rank[t]},
                        {"rank_chance", numbers_or_null(found.ranking.chance.row(t))}});
    std::stable_sort(list.begin(), list.end(), [](const OrderedJson& a, const OrderedJson& b) {
        return a["p_score"].get<double>() > b["p_score"].get<double>();
    });
    return {{"small", answer.small == network::Small::good ? "good" : "bad"},
            {"draws", found.ranking.settings.draws},
            {"seed", found.ranking.settings.seed},
            {"treatments", std::move(list)}};
}

OrderedJson inconsistency_json(const care::NetworkAnswer& answer) {
    const Inconsistency& found = answer.findings->inconsistency;
    OrderedJson designs = OrderedJson::array();
    for (const network::DesignQ& one : found.designs)
        designs.push_back({{"design", network::name_of(one.design, answer.network)},
                           {"studies", one.design.trials.size()},
                           {"within", q_json(one.within)},
                           {"between_when_detached", one.when_detached ? q_json(*one.when_detached)
                                                                       : OrderedJson(nullptr)}});
    return {{"total", q_json(found.total)},
            {"within_designs", q_json(found.within)},
            {"between_designs", q_json(found.between)},
            {"design_by_treatment",
             {{"tau2_within", number_or_null(found.tau2_within)},
              {"QM", number_or_null(found.interaction.Q)},
              {"df", found.interaction.df},
              {"pval", found.interaction.df > 0 ? number_or_null(found.interaction.pval)
                                                : OrderedJson(nullptr)}}},
            {"designs", std::move(designs)}};
}

OrderedJson heat_json(const care::NetworkAnswer& answer, const Writer& writer) {
    const auto& heat = answer.findings->heat;
    if (!heat) return nullptr;
    OrderedJson rows = OrderedJson::array();
    for (std::size_t i = 0; i < heat->rows.size(); ++i)
        rows.push_back(
            {{"treatment", writer.name(heat->rows[i].treatment)},
             {"other", writer.name(heat->rows[i].base)},
             {"design", network::name_of(heat->designs[heat->rows[i].design], answer.network)},
             {"share", numbers_or_null(heat->share.row(i))},
             {"heat", numbers_or_null(heat->heat.row(i))}});
    return {{"tau2", heat->tau2}, {"rows", std::move(rows)}};
}

OrderedJson splits_json(const care::NetworkAnswer& answer, const Writer& writer) {
    OrderedJson list = OrderedJson::array();
    for (const network::NodeSplit& split : answer.findings->splits) {
        OrderedJson one = writer.pair(split.treatment, split.other);
        one["studies"] = split.studies;
        one["proportion_direct"] = number_or_null(split.proportion_direct);
        one["network"] = writer.comparison(split.network, false);
        one["direct"] = writer.comparison(split.direct, false);
        one["indirect"] =
            split.indirect ? writer.comparison(*split.indirect, false) : OrderedJson(nullptr);
        one["difference"] =
            split.difference ? writer.comparison(*split.difference, false) : OrderedJson(nullptr);
        one["model"] =
            split.model
                ? OrderedJson{{"tau2", number_or_null(split.model->tau2)},
                              {"direct", writer.comparison(split.model->direct, false)},
                              {"indirect", writer.comparison(split.model->indirect, false)},
                              {"difference", writer.comparison(split.model->difference, false)}}
                : OrderedJson(nullptr);
        list.push_back(std::move(one));
    }
    return list;
}

OrderedJson loops_json(const care::NetworkAnswer& answer, const Writer& writer) {
    const network::LoopTests& tested = answer.findings->loops;
    OrderedJson list = OrderedJson::array();
    for (const network::Loop& loop : tested.loops) {
        OrderedJson ring = OrderedJson::array();
        for (const std::size_t t : loop.treatments) ring.push_back(writer.name(t));
        OrderedJson one = {
            {"loop", std::move(ring)}, {"chord", loop.chord}, {"studies", loop.studies}};
        one.update(writer.pair(loop.treatments[0], loop.treatments[1]));
        one["direct"] = writer.comparison(loop.direct, false);
        one["indirect"] = writer.comparison(loop.indirect, false);
        one["difference"] = writer.comparison(loop.difference, false);
        list.push_back(std::move(one));
    }
    return {{"tau2", number_or_null(tested.tau2)},
            {"inside_one_trial", tested.bound},
            {"loops", std::move(list)}};
}

OrderedJson contributions_json(const care::NetworkAnswer& answer, const Writer& writer) {
    const network::Contributions& told = *answer.findings->contributions;
    OrderedJson direct = OrderedJson::array(), rows = OrderedJson::array(),
                studies = OrderedJson::array();
    for (const auto& one : told.direct) direct.push_back(writer.pair(one.first, one.second));
    for (const network::Trial& trial : answer.network.trials) studies.push_back(trial.study);
    for (std::size_t r = 0; r < told.rows.size(); ++r) {
        OrderedJson one = writer.pair(told.rows[r].treatment, told.rows[r].other);
        one["by_direct"] = numbers_or_null(told.by_direct.row(r));
        one["by_study"] = numbers_or_null(told.by_study.row(r));
        rows.push_back(std::move(one));
    }
    return {{"paths", told.paths == network::Paths::shortest ? "shortest" : "random_walk"},
            {"direct", std::move(direct)},
            {"studies", std::move(studies)},
            {"comparisons", std::move(rows)}};
}

OrderedJson components_json(const care::NetworkAnswer& answer, const Writer& writer) {
    const network::ComponentFit& fit = *answer.components;
    OrderedJson effects = OrderedJson::array(), combined = OrderedJson::array();
    for (const auto& one : fit.effects) {
        OrderedJson json = {{"component", one.component}, {"identified", one.effect.has_value()}};
        if (one.effect) json.update(writer.comparison(*one.effect, false));
        effects.push_back(std::move(json));
    }
    for (std::size_t t = 0; t < answer.network.treatments.size(); ++t) {
        if (t == answer.reference) continue;
        OrderedJson json = {{"treatment", writer.name(t)}};
        const auto made = fit.compare(t, answer.reference);
        json["identified"] = made.has_value();
        if (made) json.update(writer.comparison(*made, false));
        combined.push_back(std::move(json));
    }
    return {{"separator", fit.settings.separator},
            {"inactive", fit.settings.inactive.empty() ? OrderedJson(nullptr)
                                                       : OrderedJson(fit.settings.inactive)},
            {"tau2", number_or_null(fit.tau2)},
            {"QE", q_json(fit.Q)},
            {"interaction", fit.interaction ? q_json(*fit.interaction) : OrderedJson(nullptr)},
            {"components", std::move(effects)},
            {"against_reference", std::move(combined)}};
}

OrderedJson pieces_json(const care::NetworkAnswer& answer) {
    OrderedJson pieces = OrderedJson::array();
    for (const auto& part : answer.connection.networks) {
        OrderedJson treatments = OrderedJson::array(), studies = OrderedJson::array();
        for (const std::size_t t : part.treatments)
            treatments.push_back(answer.network.treatments[t]);
        for (const std::size_t s : part.trials) studies.push_back(answer.network.trials[s].study);
        pieces.push_back({{"treatments", std::move(treatments)}, {"studies", std::move(studies)}});
    }
    return pieces;
}

}  // namespace

OrderedJson evidence_network_json(const care::NetworkAnswer& answer,
                                  const knowledge::Citations& citations, bool exponentiate) {
    const Writer writer{answer, exponentiate};
    const network::FitSettings& settings = answer.question.fit;
    OrderedJson json = {{"k", answer.network.trials.size()},
                        {"contrasts", answer.network.contrasts()},
                        {"measure", effect::spec_of(answer.ledger.measure).code},
                        {"method", network::name_of(settings.method)},
                        {"test", settings.test == network::Test::z ? "z" : "t"},
                        {"level", 100 * settings.level},
                        {"reference", writer.name(answer.reference)}};
    if (answer.findings) {
        const network::NetworkFit& fit = answer.findings->fit;
        json["tau2"] = number_or_null(fit.tau2);
        json["QE"] = number_or_null(fit.Q);
        json["QE_df"] = fit.df;
        json["QEp"] = fit.df > 0 ? number_or_null(fit.Qp) : OrderedJson(nullptr);
        json["I2"] = number_or_null(fit.I2);
        json["log_likelihood"] = number_or_null(fit.log_likelihood);
    }
    json["treatments"] = treatments_json(answer);
    json["direct_comparisons"] = edges_json(answer, writer);
    json["independent_loops"] = answer.connection.independent_loops;
    json["sub_networks"] = pieces_json(answer);
    if (answer.findings) {
        json["against_reference"] = against_json(answer, writer);
        json["league"] = league_json(answer, writer);
        json["ranking"] = ranking_json(answer, writer);
        json["inconsistency"] = inconsistency_json(answer);
        json["loop_tests"] = loops_json(answer, writer);
        json["net_heat"] = heat_json(answer, writer);
        if (answer.question.split) json["node_splits"] = splits_json(answer, writer);
        if (answer.findings->contributions)
            json["contributions"] = contributions_json(answer, writer);
    }
    if (answer.components) json["component_model"] = components_json(answer, writer);
    add_rows_and_warnings(json, answer.ledger, answer.warnings);
    json["methods_text"] = network_methods(answer, citations);
    return json;
}

}  // namespace sinew::document
