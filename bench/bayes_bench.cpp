// Effective draws a second of Bayesian networks on one core, for bench/bayes_side_by_side.py, which runs JAGS beside it.
// Usage: bayes_bench senn|smoking|pagliaro|magnesium DRAWS_A_CHAIN: four chains, one thread; prints JSON.
#include <sinew/base/files.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/bayes/chain_diagnostics.hpp>
#include <sinew/bayes/event_model.hpp>
#include <sinew/bayes/exact_draws.hpp>

#include <cmath>
#include <ctime>
#include <iostream>

namespace {

using namespace sinew;
using namespace sinew::bayes;

Table table_of(const std::string& name) {
    const auto text = read_file(SINEW_SOURCE_DIR "/tests/golden/evidence/bayes_" + name + ".csv");
    return *read_table(text->substr(text->find('\n') + 1), name, {});
}

/// Processor time of this process.
double seconds_now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

Draws draws_of_means(const std::string& set, std::size_t each) {
    const Table table = table_of(set + "_contrasts");
    std::vector<ContrastRow> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto number = [&](const char* column) {
            return parse_number(table.cell(i, column)).value_or(NAN);
        };
        rows.push_back({table.cell(i, "study"), table.cell(i, "base"), table.cell(i, "trt"),
                        number("y"), number("v"), number("v_base"), i + 1});
    }
    const auto network = contrast_network(rows, "placebo");
    auto model =
        GivenTau::make(*rows_of(network->y, network->x, network->sampling, network->between),
                       std::vector<NormalPrior>(network->x.columns, NormalPrior::normal(0, 10)));
    const auto posterior = TauPosterior::of(*std::move(model), TauPrior::half_normal(1));
    return exact_draws(posterior, {network->treatments.begin() + 1, network->treatments.end()}, 4,
                       each, 20260301, 1);
}

Draws draws_of_counts(const std::string& set, std::size_t each) {
    const Table table = table_of(set + "_arms");
    std::vector<EventArm> arms;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        arms.push_back({table.cell(i, "study"), table.cell(i, "treatment"),
                        *parse_number(table.cell(i, "events")), *parse_number(table.cell(i, "n")),
                        i + 1});
    const auto model =
        EventModel::make(*event_network(arms, set == "smoking" ? "no_contact" : "control"), {});
    SamplerSettings settings;
    settings.each = each;
    settings.threads = 1;
    return sample(*model, settings)->draws;
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    const std::string set = words[1];
    const auto each = static_cast<std::size_t>(parse_number(words[2]).value_or(1000));
    const double before = seconds_now();
    const Draws draws = set == "senn" ? draws_of_means(set, each) : draws_of_counts(set, each);
    const double seconds = seconds_now() - before;  // reading, warm-up and all
    OrderedJson answer{{"set", set},
                       {"chains", draws.chains},
                       {"each", draws.each},
                       {"seconds", seconds},
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
