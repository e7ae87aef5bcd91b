#include <sinew/model/followed_forecast.hpp>
#include <sinew/model/sampled_forecast.hpp>
#include <sinew/model/within_day.hpp>

#include <cmath>

namespace sinew::model {
namespace {

constexpr double kNormal95 = 1.6448536269514722;  // both tails of 5 %

}  // namespace

std::array<double, 2> counted_interval(double hits, double n) noexcept {
    const double z2 = kNormal95 * kNormal95, share = hits / n;
    const double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
    const double reach =
        kNormal95 * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return {std::max(0.0, middle - reach), std::min(1.0, middle + reach)};
}

SampledForecast::SampledForecast(const ForecastQuestion& question,
                                 const std::vector<ObservationModel>& models)
    : q_{question},
      models_{models},
      days_{question.days.size()},
      draws_{static_cast<std::size_t>(question.draws)},
      with_(models.size(), Sheet{days_ + 1, draws_}),
      without_(models.size(), Sheet{days_ + 1, draws_}),
      luck_(draws_),
      luck_without_(draws_) {}

SampledForecast::Luck SampledForecast::luck_of(const SampledPath& path) {
    return {path.first_lapse, path.first_lapse_slot, path.dropout, path.lapses,
            path.use_days,    path.attended,         path.planned};
}

void SampledForecast::draw(const DrawnPerson& person, std::size_t k) {
    const Parameters& p = person.parameters;
    const EventDraws draws{q_.seed, q_.person_number, k};
    SampledPath path;
    const auto run = [&](const PlannedDays* planned, std::vector<Sheet>& sheets, Luck& luck) {
        run_sampled(person, planned, p, draws, q_.sample, days_, path);
        for (std::size_t i = 0; i < models_.size(); ++i)
            for (std::size_t day = 0; day <= days_; ++day)
                sheets[i].at(day, k) = models_[i].expected(path.course[day], path.course[0], p);
        luck = luck_of(path);
    };
    run(&q_.days, with_, luck_[k]);
    run(nullptr, without_, luck_without_[k]);
}

CountedShare SampledForecast::counted(const std::vector<Luck>& all,
                                      std::optional<std::size_t> Luck::*when) const {
    std::vector<double> ended(days_ + 1);  // by the start of each day
    for (const Luck& one : all)
        if (one.*when) ++ended[*(one.*when) + 1];
    CountedShare share;
    const auto n = static_cast<double>(draws_);
    double gone = 0;
    for (const double more : ended) {
        gone += more;
        const auto [low, high] = counted_interval(n - gone, n);
        share.free.push_back((n - gone) / n);
        share.low.push_back(low);
        share.high.push_back(high);
    }
    return share;
}

void SampledForecast::fold(Forecast& forecast) {
    for (std::size_t i = 0; i < models_.size(); ++i)
        forecast.outcomes[i].sampled =
            path_bands(with_[i], without_[i], models_[i].spec(), q_.threads);
    SampledEvents events;
    events.lapse_free = counted(luck_, &Luck::first_lapse);
    events.lapse_free_without = counted(luck_without_, &Luck::first_lapse);
    events.in_programme = counted(luck_, &Luck::dropout);
    const auto band = [&](const std::vector<Luck>& all, auto read) {
        std::vector<double> values;
        for (const Luck& one : all) values.push_back(read(one));
        return band_of(values);
    };
    const auto share_done = [](const Luck& one) {
        return one.planned > 0 ? static_cast<double>(one.attended) / one.planned : 0.0;
    };
    const auto lapses = [](const Luck& one) { return static_cast<double>(one.lapses); };
    const auto use_days = [](const Luck& one) { return static_cast<double>(one.use_days); };
    events.attended = band(luck_, share_done);
    events.lapses = band(luck_, lapses);
    events.lapses_without = band(luck_without_, lapses);
    events.use_days = band(luck_, use_days);
    events.use_days_without = band(luck_without_, use_days);
    if (q_.sample.within_day) {
        events.first_lapse_by_hour.assign(24, 0);
        double lapsed = 0;
        for (const Luck& one : luck_)
            if (one.first_lapse_slot) {
                ++events.first_lapse_by_hour[*one.first_lapse_slot * 24 / kSlots];
                ++lapsed;
            }
        if (lapsed > 0)
            for (double& share : events.first_lapse_by_hour) share /= lapsed;
    }
    forecast.events = std::move(events);
}

}  // namespace sinew::model
