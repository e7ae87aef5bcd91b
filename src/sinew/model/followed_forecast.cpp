#include <sinew/model/followed_forecast.hpp>
#include <sinew/model/hazard.hpp>
#include <sinew/model/shapley.hpp>

#include <algorithm>

namespace sinew::model {
namespace {

constexpr int kReadingEvery = 7;  // days

}  // namespace

PathBands path_bands(Sheet& with, Sheet& without, const knowledge::ObservationSpec& spec,
                     unsigned threads) {
    PathBands bands;
    for (std::size_t day = 0; day < with.days(); day += kReadingEvery) {
        const auto quantiles = reading_quantiles(spec, with.row(day), kBandLevels);
        bands.reading_days.push_back(static_cast<int>(day));
        std::copy(quantiles.begin(), quantiles.end(), bands.reading.emplace_back().begin());
    }
    Sheet difference = difference_of(with, without);
    bands.with = bands_of(with, threads);
    bands.without = bands_of(without, threads);
    bands.difference = bands_of(difference, threads);
    return bands;
}

FollowedForecast::FollowedForecast(const ForecastQuestion& question,
                                   const std::vector<ObservationModel>& models,
                                   std::span<const knowledge::ModelLink> links)
    : q_{question},
      models_{models},
      segments_{all_segments(question.days)},
      days_{question.days.size()},
      draws_{static_cast<std::size_t>(question.draws)},
      contributions_{
          static_cast<std::size_t>(std::clamp(question.contribution_draws, 0, question.draws))},
      hypotheses_{hypotheses_of(links, question.mind_body_used)},
      borrowed_{borrowed_of(links)},
      mechanisms_{mechanisms_of(links)},
      latent_(kLatentStates.size(), Sheet{days_ + 1, draws_}),
      latent_without_(kLatentStates.size(), Sheet{days_ + 1, draws_}),
      lapse_{days_ + 1, draws_},
      lapse_without_{days_ + 1, draws_},
      stay_{days_ + 1, draws_},
      stay_without_{days_ + 1, draws_} {
    const std::vector<std::vector<double>> by_mechanism(mechanisms_.size(),
                                                        std::vector<double>(contributions_));
    for (std::size_t i = 0; i < models_.size(); ++i) {
        const std::vector<double> by_draw(draws_);
        outcomes_.push_back({Sheet{days_ + 1, draws_}, Sheet{days_ + 1, draws_}, by_draw, by_draw,
                             by_draw, by_mechanism, by_mechanism});
    }
}

void FollowedForecast::run_both(const DrawnPerson& person, const Parameters& p, Pair& pair) const {
    run_course(person, segments_, p, days_, pair.with);
    run_course(person, {}, p, days_, pair.without);
}

double FollowedForecast::score(std::size_t instrument, const Course& course, std::size_t day,
                               const Parameters& p) const noexcept {
    return models_[instrument].expected(course[day], course.front(), p);
}

std::vector<double> FollowedForecast::ends(const Pair& pair, const Parameters& p) const {
    std::vector<double> all(models_.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = score(i, pair.with, days_, p) - score(i, pair.without, days_, p);
    return all;
}

void FollowedForecast::draw(const DrawnPerson& person, std::size_t k) {
    const Parameters& p = person.parameters;
    Pair pair;
    run_both(person, p, pair);
    for (std::size_t day = 0; day <= days_; ++day) {
        for (std::size_t i = 0; i < models_.size(); ++i) {
            outcomes_[i].with.at(day, k) = score(i, pair.with, day, p);
            outcomes_[i].without.at(day, k) = score(i, pair.without, day, p);
        }
        lapse_.at(day, k) = free_of_lapse(pair.with[day].H, p);
        lapse_without_.at(day, k) = free_of_lapse(pair.without[day].H, p);
        stay_.at(day, k) = still_in_programme(pair.with[day].D);
        stay_without_.at(day, k) = still_in_programme(pair.without[day].D);
        for (std::size_t i = 0; i < kLatentStates.size(); ++i) {
            const auto state = state_named(kLatentStates[i]);
            latent_[i].at(day, k) = pair.with[day].*state;
            latent_without_[i].at(day, k) = pair.without[day].*state;
        }
    }
    const auto put = [&](const std::vector<double>& values, std::vector<double> Outcome::*where) {
        for (std::size_t i = 0; i < values.size(); ++i) (outcomes_[i].*where)[k] = values[i];
    };
    const auto ends_without = [&](const Links& links) {
        const Parameters off = sinew::model::without(p, links);
        run_both(person, off, pair);
        return ends(pair, off);
    };
    put(ends(pair, p), &Outcome::end);
    put(ends_without(hypotheses_), &Outcome::end_known);
    put(ends_without(borrowed_), &Outcome::end_own);
    if (k < contributions_) contributions_of(person, k, pair);
}

void FollowedForecast::contributions_of(const DrawnPerson& person, std::size_t k, Pair& pair) {
    const Parameters& p = person.parameters;
    const auto worth = [&](const Parameters& off) {
        run_both(person, off, pair);
        return ends(pair, off);
    };
    for (std::size_t m = 0; m < mechanisms_.size(); ++m) {
        const std::vector<double> off = worth(sinew::model::without(p, mechanisms_[m].links));
        for (std::size_t i = 0; i < off.size(); ++i) outcomes_[i].end_off[m][k] = off[i];
    }
    if (q_.shapley_orders == 0) return;
    std::vector<double> all(models_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = outcomes_[i].end[k];
    const auto parts = shapley_values(mechanisms_, p, all, worth, q_.seed, k, q_.shapley_orders);
    for (std::size_t m = 0; m < parts.size(); ++m)
        for (std::size_t i = 0; i < all.size(); ++i) outcomes_[i].shapley[m][k] = parts[m][i];
}

OutcomeForecast FollowedForecast::outcome(std::size_t i, const Pair& centre, const Parameters& p) {
    Outcome& sheets = outcomes_[i];
    OutcomeForecast answer;
    answer.spec = &models_[i].spec();
    const double scale = answer.spec->highest > 0 ? answer.spec->highest : 100;
    for (std::size_t day = 0; day <= days_; ++day) {
        answer.centre.push_back(score(i, centre.with, day, p));
        answer.centre_without.push_back(score(i, centre.without, day, p));
    }
    answer.followed = path_bands(sheets.with, sheets.without, *answer.spec, q_.threads);
    answer.hypotheses = share_of(sheets.end, sheets.end_known, scale);
    answer.borrowed = share_of(sheets.end, sheets.end_own, scale);
    if (contributions_ == 0) return answer;
    std::vector<double> rest(sheets.end.begin(),
                             sheets.end.begin() + static_cast<std::ptrdiff_t>(contributions_));
    for (std::size_t m = 0; m < mechanisms_.size(); ++m) {
        std::vector<double> change(contributions_);
        for (std::size_t k = 0; k < contributions_; ++k) {
            change[k] = sheets.end[k] - sheets.end_off[m][k];
            rest[k] -= change[k];
        }
        Contribution part;
        part.name = mechanisms_[m].name;
        for (const auto* link : mechanisms_[m].links) part.links.push_back(link->id);
        part.change = band_of(change);
        if (q_.shapley_orders > 0) part.shapley = band_of(sheets.shapley[m]);
        answer.contributions.push_back(std::move(part));
    }
    answer.interaction = band_of(rest);
    return answer;
}

void FollowedForecast::fold(const DrawnPerson& centre, Forecast& forecast) {
    const Parameters& p = centre.parameters;
    Pair pair;
    run_both(centre, p, pair);
    for (std::size_t i = 0; i < models_.size(); ++i)
        forecast.outcomes.push_back(outcome(i, pair, p));
    forecast.lapse_free = {
        bands_of(lapse_, q_.threads), bands_of(lapse_without_, q_.threads), {}, {}};
    forecast.in_programme = {
        bands_of(stay_, q_.threads), bands_of(stay_without_, q_.threads), {}, {}};
    for (std::size_t i = 0; i < kLatentStates.size(); ++i)
        forecast.latent.push_back({kLatentStates[i], bands_of(latent_[i], q_.threads),
                                   bands_of(latent_without_[i], q_.threads)});
    for (std::size_t day = 0; day <= days_; ++day) {
        forecast.lapse_free.centre.push_back(free_of_lapse(pair.with[day].H, p));
        forecast.lapse_free.centre_without.push_back(free_of_lapse(pair.without[day].H, p));
        forecast.in_programme.centre.push_back(still_in_programme(pair.with[day].D));
        forecast.in_programme.centre_without.push_back(still_in_programme(pair.without[day].D));
    }
}

}  // namespace sinew::model
