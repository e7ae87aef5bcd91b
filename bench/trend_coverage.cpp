// Do the intervals of room trend cover as often as they say, and do its alarms stay quiet as often as they say?
// The grid stands in docs/methods/trends.md. Prints JSON; every cell has its own named stream, so any one can be run again.
#include <sinew/base/json_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/trend/alert_chart.hpp>
#include <sinew/trend/bout_effect.hpp>
#include <sinew/trend/change_point.hpp>
#include <sinew/trend/level_change.hpp>
#include <sinew/trend/practice_days.hpp>

#include <cmath>
#include <functional>
#include <iostream>
#include <string>

namespace {

using namespace sinew;
using namespace sinew::trend;

constexpr std::uint64_t kSeed = 20260503;
constexpr double kTruth = -3;

/// How errors look apart from their memory.
enum class Shape { normal, heavy, whole };

std::vector<double> errors_of(RandomStream& stream, int count, double memory, Shape shape) {
    const auto draw = [&] {
        const double z = numerics::normal_draw(stream);
        if (shape != Shape::heavy) return z;
        return z / std::sqrt(numerics::chi_squared_draw(stream, 3));  // t of 3 degrees, over root 3
    };
    std::vector<double> errors;
    double error = draw();
    for (int i = 0; i < count; ++i) {
        errors.push_back(error);
        error = memory * error + std::sqrt(1 - memory * memory) * draw();
    }
    return errors;
}

Series series_of(const std::vector<double>& values) {
    Series series;
    for (std::size_t i = 0; i < values.size(); ++i)
        series.values.push_back({Day{std::chrono::days{20'000 + static_cast<int>(i)}}, values[i]});
    return series;
}

struct Cells {
    OrderedJson list = OrderedJson::array();

    /// Runs one cell: `one` says yes, no, or nothing (no answer given, such as too few bouts).
    void run(const std::string& what, OrderedJson where, int repeats,
             const std::function<std::optional<bool>(RandomStream&, std::uint64_t)>& one) {
        int told = 0;
        int yes = 0;
        const std::string name = what + where.dump();
        for (int repeat = 0; repeat < repeats; ++repeat) {
            const auto index = static_cast<std::uint64_t>(repeat);
            RandomStream stream{kSeed, name, index};
            const auto answer = one(stream, index);
            if (!answer) continue;
            ++told;
            yes += *answer ? 1 : 0;
        }
        const double share = static_cast<double>(yes) / told;
        OrderedJson cell = {{"what", what}};
        cell.update(where);
        cell["repeats"] = repeats;
        cell["answered"] = told;
        cell["share_pct"] = round_half_away(100 * share, 2);
        cell["monte_carlo_se_pct"] =
            round_half_away(100 * std::sqrt(share * (1 - share) / told), 2);
        std::cerr << cell.dump() << '\n';
        list.push_back(std::move(cell));
    }
};

std::vector<Bout> bouts_of(RandomStream& stream, int count, double memory, double missing,
                           Shape shape, bool by_before) {
    std::vector<Bout> bouts;
    for (const double error : errors_of(stream, count, memory, shape)) {
        const double before = 50 + 10 * numerics::normal_draw(stream);
        double change = kTruth + 5 * error;
        if (by_before) change -= 0.3 * (before - 50);
        if (shape == Shape::whole) change = std::round(change / 5) * 5;
        Bout bout{before, before + change, true};
        if (by_before ? before > 57 && stream.chance(0.8) : stream.chance(missing))
            bout.after.reset();
        bouts.push_back(bout);
    }
    return bouts;
}

/// What most would do: a paired t interval that takes bouts for independent.
std::optional<bool> plain_t_holds(const std::vector<Bout>& bouts) {
    std::vector<double> changes;
    for (const Bout& bout : bouts)
        if (bout.after) changes.push_back(*bout.after - *bout.before);
    if (changes.size() < 6) return std::nullopt;
    const double n = static_cast<double>(changes.size());
    double mean = 0;
    for (const double change : changes) mean += change / n;
    double squares = 0;
    for (const double change : changes) squares += (change - mean) * (change - mean);
    const double half = numerics::student_quantile(0.975, n - 1) * std::sqrt(squares / (n - 1) / n);
    return std::abs(mean - kTruth) <= half;
}

void bouts(Cells& cells, int repeats) {
    for (const double memory : {0.0, 0.3, 0.6})
        for (const double missing : {0.0, 0.2, 0.35})
            for (const int count : {8, 15, 30, 60}) {
                const OrderedJson where = {
                    {"memory", memory}, {"missing", missing}, {"bouts", count}};
                cells.run("bout_interval_covers", where, repeats,
                          [&](RandomStream& stream, std::uint64_t) -> std::optional<bool> {
                              const auto effect = bout_effect(
                                  bouts_of(stream, count, memory, missing, Shape::normal, false),
                                  {});
                              if (!effect.change) return std::nullopt;
                              return effect.change->interval.holds(kTruth);
                          });
                if (missing == 0)
                    cells.run("plain_t_interval_covers", where, repeats,
                              [&](RandomStream& stream, std::uint64_t) {
                                  return plain_t_holds(
                                      bouts_of(stream, count, memory, 0, Shape::normal, false));
                              });
            }
}

void outside(Cells& cells, int repeats) {
    for (const int count : {15, 30})
        for (const auto& [name, shape] : {std::pair{"heavy tails (t of 3 degrees)", Shape::heavy},
                                          std::pair{"answers in steps of one SD", Shape::whole}})
            cells.run("bout_interval_covers", {{"shape", name}, {"memory", 0.3}, {"bouts", count}},
                      repeats, [&](RandomStream& stream, std::uint64_t) -> std::optional<bool> {
                          const auto effect =
                              bout_effect(bouts_of(stream, count, 0.3, 0, shape, false), {});
                          if (!effect.change) return std::nullopt;
                          return effect.change->interval.holds(kTruth);
                      });
    for (const int count : {15, 30})
        for (const bool adjusted : {false, true})
            cells.run(adjusted ? "adjusted_bout_interval_covers" : "bout_interval_covers",
                      {{"missing", "after high values before"}, {"memory", 0.3}, {"bouts", count}},
                      repeats, [&](RandomStream& stream, std::uint64_t) -> std::optional<bool> {
                          const auto made = bouts_of(stream, count, 0.3, 0, Shape::normal, true);
                          const auto effect = bout_effect(made, {});
                          if (!effect.change || !effect.adjusted) return std::nullopt;
                          double mean_before = 0;
                          for (const Bout& bout : made) mean_before += *bout.before / count;
                          return adjusted ? effect.adjusted->interval.holds(
                                                kTruth - 0.3 * (mean_before - 50))
                                          : effect.change->interval.holds(kTruth);
                      });
}

/// A memory drawn as the setting weighs them.
double drawn_memory(RandomStream& stream, const MemoryPrior& prior) {
    std::vector<double> sums;
    double sum = 0;
    for (int i = 0; i < prior.points; ++i) {
        const double share = (i + 0.5) / prior.points;
        sum += std::pow(share, prior.shape_low - 1) * std::pow(1 - share, prior.shape_high - 1);
        sums.push_back(sum);
    }
    const double at = stream.uniform() * sum;
    int i = 0;
    while (i + 1 < prior.points && at >= sums[static_cast<std::size_t>(i)]) ++i;
    return prior.lowest + (prior.highest - prior.lowest) * (i + 0.5) / prior.points;
}

void alarms(Cells& cells, int repeats) {
    for (const int baseline : {14, 21, 28, 56})
        for (const double memory : {-1.0, 0.0, 0.3, 0.6}) {
            OrderedJson where = {{"baseline_days", baseline}, {"memory", memory}};
            if (memory < 0) where["memory"] = "drawn from the weights";
            cells.run("alarm_in_90_unchanged_days", where, repeats,
                      [&](RandomStream& stream, std::uint64_t index) -> std::optional<bool> {
                          const ChartSettings settings{
                              .baseline_days = baseline, .futures = 199, .seed = index};
                          const double known =
                              memory < 0 ? drawn_memory(stream, settings.memory) : memory;
                          const auto chart = alert_chart(
                              series_of(errors_of(stream, baseline + 90, known, Shape::normal)),
                              settings);
                          if (!chart) return std::nullopt;
                          return !chart->alarms.empty();
                      });
        }
    for (const int seen : {14, 28, 56})
        cells.run("quiet_alarm_in_90_unchanged_days", {{"days_seen", seen}}, repeats / 4,
                  [&](RandomStream& stream, std::uint64_t) -> std::optional<bool> {
                      const double answers = stream.uniform();
                      std::size_t answered = 0;
                      for (int i = 0; i < seen; ++i) answered += stream.chance(answers) ? 1 : 0;
                      const int limit =
                          quiet_limit(answered, static_cast<std::size_t>(seen), 90, 0.05);
                      int run = 0;
                      for (int i = 0; i < 90; ++i) {
                          run = stream.chance(answers) ? 0 : run + 1;
                          if (run >= limit) return true;
                      }
                      return false;
                  });
}

void steps(Cells& cells, int repeats) {
    for (const double memory : {0.0, 0.3, 0.6})
        for (const int count : {15, 30, 60})
            cells.run(
                "step_found_where_none_is", {{"memory", memory}, {"values", count}}, repeats,
                [&](RandomStream& stream, std::uint64_t) -> std::optional<bool> {
                    return !change_points(
                                series_of(errors_of(stream, count, memory, Shape::normal)).values,
                                {.most_steps = 1})
                                .empty();
                });
}

void others(Cells& cells, int repeats) {
    for (const double memory : {0.0, 0.3, 0.6}) {
        for (const int window : {7, 14, 28})
            cells.run("level_interval_covers", {{"memory", memory}, {"window_days", window}},
                      repeats, [&](RandomStream& stream, std::uint64_t) -> std::optional<bool> {
                          const Series series =
                              series_of(errors_of(stream, 2 * window + 10, memory, Shape::normal));
                          const auto change =
                              level_change(series, series.values.back().day, {}, {},
                                           {.baseline_days = window, .recent_days = window});
                          if (!change.interval) return std::nullopt;
                          return change.interval->holds(0);
                      });
        for (const int count : {10, 20, 40})
            cells.run("slope_interval_covers", {{"memory", memory}, {"values", count}}, repeats,
                      [&](RandomStream& stream, std::uint64_t) -> std::optional<bool> {
                          auto values = errors_of(stream, count, memory, Shape::normal);
                          for (std::size_t i = 0; i < values.size(); ++i)
                              values[i] += 0.1 * static_cast<double>(i);
                          const auto slope = robust_slope(series_of(values).values);
                          if (!slope) return std::nullopt;
                          return slope->interval.holds(0.1);
                      });
        for (const int phase : {1, 7, 14})
            cells.run("practice_interval_covers",
                      {{"memory", memory}, {"phase_days", phase}, {"days", 56}}, repeats,
                      [&](RandomStream& stream, std::uint64_t) -> std::optional<bool> {
                          const auto values = errors_of(stream, 56, memory, Shape::normal);
                          std::vector<PracticeDay> days;
                          for (std::size_t i = 0; i < values.size(); ++i)
                              days.push_back(
                                  {Day{std::chrono::days{20'000 + static_cast<int>(i)}}, values[i],
                                   phase == 1 ? stream.chance(0.5)
                                              : (i / static_cast<std::size_t>(phase)) % 2 == 1});
                          const auto effect = practice_effect(days, Better::lower);
                          if (!effect.interval) return std::nullopt;
                          return effect.interval->holds(0);
                      });
    }
}

}  // namespace

int main(int argc, char** argv) {
    // The share of the full number of repeats, for a quick look: trend_coverage 0.05
    const double share = argc > 1 ? parse_number(argv[1]).value_or(1) : 1;
    const auto repeats = [&](int full) { return std::max(20, static_cast<int>(full * share)); };
    Cells cells;
    bouts(cells, repeats(10'000));
    outside(cells, repeats(4'000));
    alarms(cells, repeats(4'000));
    steps(cells, repeats(2'000));
    others(cells, repeats(2'000));
    const OrderedJson json = {{"question", "coverage and false alarms of room trend"},
                              {"page", "docs/methods/trends.md"},
                              {"seed", kSeed},
                              {"cells", cells.list}};
    std::cout << json.dump(1) << '\n';
}
