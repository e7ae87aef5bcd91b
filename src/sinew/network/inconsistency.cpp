#include <sinew/network/inconsistency.hpp>
#include <sinew/numerics/distributions.hpp>

#include <algorithm>
#include <map>

namespace sinew::network {
namespace {

QStatistic statistic(double q, std::size_t df) {
    const double value = df > 0 ? std::max(0.0, q) : 0.0;
    const double pval =
        df > 0 ? numerics::chi_squared_upper_tail(value, static_cast<double>(df)) : 1.0;
    return {value, df, pval};
}

std::size_t place_in(const Design& design, std::size_t treatment) {
    return static_cast<std::size_t>(std::ranges::lower_bound(design.treatments, treatment) -
                                    design.treatments.begin());
}

/// Every design has effects of its own, told against its first treatment; columns from `first` on.
void own_effects(const Design& design, const Trial& trial, std::size_t first,
                 numerics::Matrix& rows) {
    const std::size_t base = place_in(design, trial.treatments.front());
    for (std::size_t i = 0; i < trial.y.size(); ++i) {
        const std::size_t treatment = place_in(design, trial.treatments[i + 1]);
        if (treatment > 0) rows.at(i, first + treatment - 1) += 1;
        if (base > 0) rows.at(i, first + base - 1) -= 1;
    }
}

struct Placed {
    std::vector<std::size_t> design;        ///< of each trial
    std::vector<std::size_t> first_column;  ///< of each design
    std::size_t columns = 0;
};

Placed places_of(const Network& network, const std::vector<Design>& designs) {
    Placed placed;
    placed.design.resize(network.trials.size());
    for (std::size_t d = 0; d < designs.size(); ++d) {
        placed.first_column.push_back(placed.columns);
        placed.columns += designs[d].treatments.size() - 1;
        for (const std::size_t trial : designs[d].trials) placed.design[trial] = d;
    }
    return placed;
}

std::vector<Block> full_blocks(const Network& network, const std::vector<Design>& designs,
                               const Placed& placed) {
    std::vector<Block> blocks;
    for (std::size_t t = 0; t < network.trials.size(); ++t) {
        const Trial& trial = network.trials[t];
        numerics::Matrix rows{trial.y.size(), placed.columns};
        own_effects(designs[placed.design[t]], trial, placed.first_column[placed.design[t]], rows);
        blocks.push_back({trial.y, &trial.covariance, std::move(rows)});
    }
    return blocks;
}

/// The consistency model with one design free to say what it wants.
std::vector<Block> detached_blocks(const Network& network, const Design& design) {
    const std::size_t shared = network.treatments.size() - 1;
    std::vector<Block> blocks;
    for (std::size_t t = 0; t < network.trials.size(); ++t) {
        const Trial& trial = network.trials[t];
        numerics::Matrix rows{trial.y.size(), shared + design.treatments.size() - 1};
        if (std::ranges::find(design.trials, t) != design.trials.end()) {
            own_effects(design, trial, shared, rows);
        } else {
            const numerics::Matrix usual = consistency_design(trial, network.treatments.size());
            for (std::size_t i = 0; i < usual.rows; ++i)
                std::ranges::copy(usual.row(i), rows.values.begin() +
                                                    static_cast<std::ptrdiff_t>(i * rows.columns));
        }
        blocks.push_back({trial.y, &trial.covariance, std::move(rows)});
    }
    return blocks;
}

}  // namespace

std::vector<Design> designs_of(const Network& network) {
    std::map<std::pair<std::size_t, std::vector<std::size_t>>, Design> designs;
    for (std::size_t t = 0; t < network.trials.size(); ++t) {
        std::vector<std::size_t> treatments = network.trials[t].treatments;
        std::ranges::sort(treatments);
        Design& design = designs[{treatments.size(), treatments}];
        design.treatments = treatments;
        design.trials.push_back(t);
    }
    std::vector<Design> list;
    for (auto& [key, design] : designs) list.push_back(std::move(design));
    return list;
}

std::string name_of(const Design& design, const Network& network) {
    std::string name;
    for (const std::size_t treatment : design.treatments)
        name += (name.empty() ? "" : " : ") + network.treatments[treatment];
    return name;
}

Result<Inconsistency> inconsistency_of(const Network& network, Tau2Method method) {
    const auto designs = designs_of(network);
    const Placed placed = places_of(network, designs);
    const std::size_t shared = network.treatments.size() - 1;
    const auto usual = consistency_blocks(network);
    const auto full = full_blocks(network, designs, placed);
    SINEW_TRY(const BlockFit consistent, fit_blocks_at(usual, 0));
    SINEW_TRY(const BlockFit common, fit_blocks_at(full, 0));
    SINEW_TRY(const BlockFit random, fit_blocks(full, method));
    SINEW_TRY(const BlockFit held, fit_blocks_at(usual, random.tau2));
    Inconsistency found;
    found.method = method;
    found.total = statistic(consistent.Q, consistent.effects - shared);
    found.within = statistic(common.Q, common.effects - placed.columns);
    found.between = statistic(consistent.Q - common.Q, placed.columns - shared);
    found.tau2_within = random.tau2;
    found.interaction = statistic(held.residual_sum - random.residual_sum, placed.columns - shared);
    for (std::size_t d = 0; d < designs.size(); ++d) {
        const Design& design = designs[d];
        const std::size_t own = design.treatments.size() - 1;
        std::vector<Block> alone;
        for (const std::size_t t : design.trials) {
            const Trial& trial = network.trials[t];
            numerics::Matrix rows{trial.y.size(), own};
            own_effects(design, trial, 0, rows);
            alone.push_back({trial.y, &trial.covariance, std::move(rows)});
        }
        SINEW_TRY(const BlockFit inside, fit_blocks_at(alone, 0));
        DesignQ told{design, statistic(inside.Q, own * (design.trials.size() - 1)), {}};
        // A fit that cannot be identified means that this design alone joins some treatments.
        if (found.between.df >= own)
            if (const auto without = fit_blocks_at(detached_blocks(network, design), 0))
                told.when_detached = statistic(without->Q - common.Q, found.between.df - own);
        found.designs.push_back(std::move(told));
    }
    return found;
}

}  // namespace sinew::network
