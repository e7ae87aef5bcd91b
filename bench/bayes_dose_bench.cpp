// Bayesian dose networks: effective draws a second beside JAGS (bayes_side_by_side.py), and coverage of its intervals.
// Usage: bayes_dose_bench dose_linear|dose_emax DRAWS_A_CHAIN    four chains, one thread; prints JSON
//        bayes_dose_bench coverage REPLICATES                     truth drawn from the prior; prints JSON
#include <sinew/base/files.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/bayes/dose_posterior.hpp>
#include <sinew/numerics/draws.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <iostream>
#include <map>

namespace {

using namespace sinew;
using namespace sinew::bayes;

struct Arm {
    std::string treatment;
    double dose = 0, mean = 0, variance = 0;
    bool reference = false;
};

/// dose_data_made_network.csv as mean differences against the reference arm of each study; heights at a dose of 90.
DoseNetwork made_network() {
    const auto text =
        read_file(SINEW_SOURCE_DIR "/tests/golden/evidence/dose_data_made_network.csv");
    const Table table = *read_table(text->substr(text->find('\n') + 1), "network", {});
    std::map<std::string, std::vector<Arm>> studies;
    std::map<std::string, std::string> classes;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto number = [&](const char* column) {
            return parse_number(table.cell(r, column)).value_or(NAN);
        };
        const double dose = number("dose"), sd = number("sd");
        studies[table.cell(r, "study")].push_back({table.cell(r, "treatment"), dose, number("mean"),
                                                   sd * sd / number("n"), number("ref") == 1});
        if (dose > 0) classes[table.cell(r, "treatment")] = table.cell(r, "class");
    }
    DoseNetwork made;
    made.unit = 90;
    for (const auto& [agent, group] : classes) {
        made.agents.push_back(agent);
        if (std::find(made.classes.begin(), made.classes.end(), group) == made.classes.end())
            made.classes.push_back(group);
    }
    std::sort(made.classes.begin(), made.classes.end());
    const auto place = [](const std::vector<std::string>& list, const std::string& name) {
        return static_cast<std::size_t>(std::find(list.begin(), list.end(), name) - list.begin());
    };
    for (const auto& [agent, group] : classes) made.class_of.push_back(place(made.classes, group));
    for (const auto& [name, arms] : studies) {
        const auto base =
            *std::find_if(arms.begin(), arms.end(), [](const Arm& arm) { return arm.reference; });
        const auto side = [&](const Arm& arm) {
            return arm.dose > 0 ? DoseSide{place(made.agents, arm.treatment), arm.dose}
                                : DoseSide{};
        };
        DoseRows rows;
        std::vector<double> own;
        for (const Arm& arm : arms) {
            if (arm.reference) continue;
            rows.y.push_back(arm.mean - base.mean);
            own.push_back(arm.variance);
            rows.arm.push_back(side(arm));
            rows.against.push_back(side(base));
        }
        rows.covariance = numerics::Matrix{own.size(), own.size(), base.variance};
        for (std::size_t i = 0; i < own.size(); ++i) rows.covariance.at(i, i) += own[i];
        made.studies.push_back(std::move(rows));
    }
    return made;
}

/// Processor time of this process.
double seconds_now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int race(DoseShape shape, const std::string& set, std::size_t each) {
    const DoseNetwork network = made_network();
    const double before = seconds_now();
    const auto model = DoseModel::make(network, {}, shape);
    SamplerSettings settings;
    settings.each = each;
    settings.threads = 1;
    const Draws draws = sample(*model, settings)->draws;
    OrderedJson answer{{"set", set},
                       {"chains", draws.chains},
                       {"each", draws.each},
                       {"seconds", seconds_now() - before},
                       {"parameters", OrderedJson::object()}};
    for (std::size_t j = 0; j < draws.names.size(); ++j) {
        if (draws.names[j] == "log_density") continue;
        const auto found = diagnose(draws.of(j), draws.chains);
        answer["parameters"][draws.names[j]] = {
            {"mean", found.mean},         {"sd", found.sd},
            {"mcse", found.mcse_mean},    {"rhat", found.rhat},
            {"ess_bulk", found.ess_bulk}, {"ess_tail", found.ess_tail}};
    }
    std::cout << answer.dump(1) << '\n';
    return 0;
}

double drawn(const TauPrior& prior, RandomStream& stream) {
    return quantile(prior, stream.uniform());
}

/// A truth from the prior, effects from the truth on the design of the table, and where the truth lies among the draws.
int coverage(std::size_t replicates) {
    OrderedJson answer{
        {"question",
         "coverage of 95 % intervals and evenness of ranks, truth drawn from the prior"},
        {"design", "14 trials, 4 treatments in 2 classes (dose_data_made_network.csv)"},
        {"replicates", replicates}};
    for (const auto& [name, shape] :
         {std::pair{"linear", DoseShape::linear}, std::pair{"emax", DoseShape::emax}}) {
        std::map<std::string, std::size_t> inside;
        std::map<std::string, std::array<std::size_t, 10>> ranks;
        std::size_t divergent = 0;
        for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
            RandomStream stream{20261123, "dose coverage", replicate};
            DoseNetwork network = made_network();
            const DosePriors priors;
            std::map<std::string, double> truth;
            const double spread = truth["class_spread"] = drawn(priors.class_spread, stream);
            const double tau = truth["tau"] = drawn(priors.tau, stream);
            std::vector<double> means, heights, ed50;
            for (const std::string& group : network.classes) {
                means.push_back(priors.height.sd * numerics::normal_draw(stream));
                truth["class " + group] = means.back();
                ed50.push_back(network.unit *
                               std::exp(priors.ed50_log_sd * numerics::normal_draw(stream)));
                if (shape == DoseShape::emax) truth["ED50 " + group] = ed50.back();
            }
            for (std::size_t a = 0; a < network.agents.size(); ++a) {
                heights.push_back(means[network.class_of[a]] +
                                  spread * numerics::normal_draw(stream));
                truth[network.agents[a]] = heights.back();
            }
            const auto curve = [&](const DoseSide& side) {
                if (!side.agent) return 0.0;
                return heights[*side.agent] *
                       (shape == DoseShape::linear
                            ? side.dose / network.unit
                            : side.dose / (ed50[network.class_of[*side.agent]] + side.dose));
            };
            for (DoseRows& rows : network.studies) {
                // V + tau^2 P by its lower root.
                const std::size_t n = rows.y.size();
                std::vector<double> root(n * n, 0.0), normals(n);
                for (std::size_t i = 0; i < n; ++i) normals[i] = numerics::normal_draw(stream);
                for (std::size_t i = 0; i < n; ++i)
                    for (std::size_t j = 0; j <= i; ++j) {
                        double sum = rows.covariance.at(i, j) + tau * tau * (i == j ? 1.0 : 0.5);
                        for (std::size_t m = 0; m < j; ++m)
                            sum -= root[i * n + m] * root[j * n + m];
                        root[i * n + j] = i == j ? std::sqrt(sum) : sum / root[j * n + j];
                    }
                for (std::size_t i = 0; i < n; ++i) {
                    rows.y[i] = curve(rows.arm[i]) - curve(rows.against[i]);
                    for (std::size_t j = 0; j <= i; ++j) rows.y[i] += root[i * n + j] * normals[j];
                }
            }
            SamplerSettings settings;
            settings.each = 500;
            settings.warm_up = 500;
            settings.seed = 1000 + replicate;
            const auto model = DoseModel::make(std::move(network), priors, shape);
            const Sampled sampled = *sample(*model, settings);
            divergent += sampled.divergences > 0 ? 1 : 0;
            for (std::size_t j = 0; j < sampled.draws.names.size(); ++j) {
                const auto found = truth.find(sampled.draws.names[j]);
                if (found == truth.end()) continue;
                const auto values = sampled.draws.of(j);
                const auto below = static_cast<double>(
                    std::count_if(values.begin(), values.end(),
                                  [&](double value) { return value < found->second; }));
                const double share = below / static_cast<double>(values.size());
                inside[found->first] += share > 0.025 && share < 0.975 ? 1 : 0;
                ++ranks[found->first]
                       [std::min<std::size_t>(9, static_cast<std::size_t>(share * 10))];
            }
        }
        OrderedJson told = OrderedJson::object();
        for (const auto& [parameter, count] : inside)
            told[parameter] = {{"covered_percent", 100.0 * static_cast<double>(count) /
                                                       static_cast<double>(replicates)},
                               {"truth_in_tenths_of_the_draws", ranks[parameter]}};
        answer[name] = {{"parameters", std::move(told)},
                        {"replicates_with_divergences", divergent}};
    }
    std::cout << answer.dump(1) << '\n';
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    const std::string what = words[1];
    const auto number = static_cast<std::size_t>(parse_number(words[2]).value_or(1000));
    if (what == "coverage") return coverage(number);
    if (what != "dose_linear" && what != "dose_emax") return 2;
    return race(what == "dose_linear" ? DoseShape::linear : DoseShape::emax, what, number);
}
