#include <sinew/trend/bout_effect.hpp>

#include <cmath>
#include <numeric>
#include <vector>

namespace sinew::trend {
namespace {

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sd_of(std::span<const double> values) {
    const double mean = mean_of(values);
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

/// A fit's answer, or nothing when there is no spread to judge by.
std::optional<MeanChange> change_in(const LinearModel& model, std::span<const double> weights,
                                    const BoutSettings& settings) {
    const auto fit = fit_serial(model, settings.memory);
    if (!fit) return std::nullopt;
    const Belief belief = fit->contrast(weights);
    return MeanChange{belief.centre(), belief.interval(settings.level), fit->memory()};
}

struct Pairs {
    std::vector<double> order, change, before;  ///< of complete bouts
    std::vector<double> all_before;             ///< of all bouts with a value before
};

Pairs pairs_of(std::span<const Bout> bouts) {
    Pairs pairs;
    double order = 0;
    for (const Bout& bout : bouts) {
        if (!bout.exercised) continue;
        order += 1;  // a bout without its answer still lies between its neighbours
        if (bout.before) pairs.all_before.push_back(*bout.before);
        if (!bout.before || !bout.after) continue;
        pairs.order.push_back(order);
        pairs.change.push_back(*bout.after - *bout.before);
        pairs.before.push_back(*bout.before);
    }
    return pairs;
}

void count(std::span<const Bout> bouts, BoutEffect& effect) {
    for (const Bout& bout : bouts) {
        if (!bout.exercised) {
            effect.comparison_pairs += bout.before && bout.after ? 1 : 0;
            continue;
        }
        ++effect.bouts;
        effect.missing_before += bout.before ? 0 : 1;
        effect.missing_after += bout.after ? 0 : 1;
        if (!bout.before || !bout.after) continue;
        ++effect.pairs;
        ++(*bout.after < *bout.before   ? effect.fell
           : *bout.after > *bout.before ? effect.rose
                                        : effect.same);
    }
}

/// change = level + slope * (before - mean of all before): the level is the change at the usual value before.
std::optional<MeanChange> adjusted_change(const Pairs& pairs, const BoutSettings& settings) {
    if (pairs.all_before.size() == pairs.change.size() || pairs.change.size() < settings.fewest + 2)
        return std::nullopt;
    const double centre = mean_of(pairs.all_before);
    LinearModel model{.width = 2, .times = {}, .values = {}, .columns = {}};
    for (std::size_t i = 0; i < pairs.change.size(); ++i)
        model.add(pairs.order[i], pairs.change[i], {1.0, pairs.before[i] - centre});
    return change_in(model, std::vector<double>{1.0, 0.0}, settings);
}

/// change = level + effect * exercised + slope * before, over all occasions in their order.
std::optional<MeanChange> against_no_bout(std::span<const Bout> bouts,
                                          const BoutSettings& settings) {
    LinearModel model{.width = 3, .times = {}, .values = {}, .columns = {}};
    double order = 0;
    for (const Bout& bout : bouts) {
        order += 1;
        if (bout.before && bout.after)
            model.add(order, *bout.after - *bout.before,
                      {1.0, bout.exercised ? 1.0 : 0.0, *bout.before});
    }
    return change_in(model, std::vector<double>{0.0, 1.0, 0.0}, settings);
}

}  // namespace

BoutEffect bout_effect(std::span<const Bout> bouts, std::span<const double> usual,
                       const BoutSettings& settings) {
    BoutEffect effect;
    effect.settings = settings;
    count(bouts, effect);
    const Pairs pairs = pairs_of(bouts);
    if (usual.size() >= settings.fewest && !pairs.all_before.empty()) {
        const double spread = sd_of(usual);
        if (spread > 0) {
            effect.excess_before_sd = (mean_of(pairs.all_before) - mean_of(usual)) / spread;
            effect.regression_to_mean_likely =
                std::abs(*effect.excess_before_sd) >= settings.rtm_warning_sd;
        }
    }
    if (effect.pairs < settings.fewest) return effect;
    LinearModel model;
    for (std::size_t i = 0; i < pairs.change.size(); ++i)
        model.add(pairs.order[i], pairs.change[i], {1.0});
    effect.change = change_in(model, std::vector<double>{1.0}, settings);
    if (!effect.change) {
        // Every pair changed by the same amount: a coarse scale, or nothing to compare with. Said as it stands.
        const double all = pairs.change.front();
        effect.no_spread = true;
        effect.change = MeanChange{all, {all, all}, 0};
        effect.verdict = all < 0   ? BoutVerdict::fell
                         : all > 0 ? BoutVerdict::rose
                                   : BoutVerdict::no_clear_effect;
        return effect;
    }
    const Interval& interval = effect.change->interval;
    effect.verdict = interval.high < 0  ? BoutVerdict::fell
                     : interval.low > 0 ? BoutVerdict::rose
                                        : BoutVerdict::no_clear_effect;
    effect.adjusted = adjusted_change(pairs, settings);
    if (effect.comparison_pairs >= settings.fewest)
        effect.against_no_bout = against_no_bout(bouts, settings);
    return effect;
}

}  // namespace sinew::trend
