#include <sinew/model/forecast.hpp>
#include <sinew/model/forecast_run.hpp>
#include <sinew/model/hazard.hpp>
#include <sinew/numerics/order_statistics.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <set>

namespace sinew::model {
namespace {

constexpr std::size_t kLongestDays = 730;
constexpr double kSmallestShareOfScale = 0.01;  // below it a share of a difference means nothing
constexpr int kReadingEvery = 7;                // days

using Links = std::vector<const knowledge::ModelLink*>;

Result<void> refuse(std::string what, std::string where, std::string hint) {
    return fail({ErrorCode::out_of_range, std::move(what), std::move(where), std::move(hint)});
}

Result<void> check(const ForecastQuestion& q) {
    const PersonCourse& person = q.person;
    if (q.days.empty() || q.days.size() > kLongestDays)
        return refuse(fmt::format("{} days", q.days.size()), "programme",
                      fmt::format("give 1 to {} days", kLongestDays));
    if (q.draws < 20 || q.draws > 100'000)
        return refuse(fmt::format("{} draws", q.draws), "draws", "give 20 to 100000");
    if (!(person.days_abstinent >= 0 && person.days_abstinent <= kLongestDays))
        return refuse("days since last use outside what the model can answer",
                      "/facts/days_since_last_use", "the model answers for 0 to 730 days");
    if (!(person.availability >= 0 && person.availability <= 1))
        return refuse("availability lies from 0 to 1", "availability", "1 = community");
    if (!(person.stress >= 0 && person.stress <= 1))
        return refuse("stress lies from 0 to 1", "stress", "0.3 by habit");
    for (std::size_t day = 0; day < q.days.size(); ++day)
        for (const Segment& segment : q.days[day])
            if (!(segment.minutes >= 0 && segment.minutes <= 1440 && segment.intensity >= 0 &&
                  segment.intensity <= 1.2))
                return refuse("a session that nobody can do", fmt::format("day {}", day + 1),
                              "minutes 0 to 1440, intensity 0 to 1.2");
    return {};
}

/// What all draws leave behind, one row a quantity and day: row-major, a draw a column.
class Sheet {
public:
    Sheet(std::size_t days, std::size_t draws) : draws_{draws}, values_(days * draws) {}
    [[nodiscard]] double& at(std::size_t day, std::size_t draw) noexcept {
        return values_[day * draws_ + draw];
    }
    [[nodiscard]] std::span<double> row(std::size_t day) noexcept {
        return {values_.data() + day * draws_, draws_};
    }

private:
    std::size_t draws_;
    std::vector<double> values_;
};

Band band_of(std::span<double> values) {
    Band band;
    for (std::size_t i = 0; i < band.size(); ++i)
        band[i] = numerics::quantile_of(values, kBandLevels[i]);
    return band;
}

std::vector<Band> bands_of(Sheet& sheet, std::size_t days, unsigned threads) {
    std::vector<Band> bands(days);
    numerics::parallel_for(days, threads,
                           [&](std::size_t day) { bands[day] = band_of(sheet.row(day)); });
    return bands;
}

/// Sheets of one outcome; the difference is filled from the two arms before they are sorted.
struct OutcomeSheets {
    Sheet followed, without;
    std::vector<double> end, end_known,
        end_own;  ///< differences at the end: all links, hypotheses off, borrowed off
    std::vector<std::vector<double>> end_off;  ///< by mechanism
    OutcomeSheets(std::size_t days, std::size_t draws, std::size_t mechanisms)
        : followed{days, draws},
          without{days, draws},
          end(draws),
          end_known(draws),
          end_own(draws),
          end_off(mechanisms) {}
};

LinkShare share_of(const std::vector<double>& all, const std::vector<double>& off, double scale) {
    LinkShare answer;
    std::vector<double> with = all, without = off, share;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] != 0) share.push_back((all[i] - off[i]) / all[i]);
    const double low = numerics::quantile_of(with, 0.25), high = numerics::quantile_of(with, 0.75);
    answer.with = numerics::median_of(with);
    answer.without = numerics::median_of(without);
    const bool clear = low * high > 0 && std::abs(answer.with) >= kSmallestShareOfScale * scale;
    if (clear) answer.share = numerics::median_of(share);
    return answer;
}

class Work {
public:
    Work(const ForecastQuestion& question, const Prior& prior, ConcentrationDays concentrations,
         std::span<const knowledge::ModelLink> links, std::vector<ObservationModel> instruments)
        : q_{question},
          prior_{prior},
          concentrations_{std::move(concentrations)},
          instruments_{std::move(instruments)},
          days_{question.days.size()},
          draws_{static_cast<std::size_t>(question.draws)},
          contributions_{
              static_cast<std::size_t>(std::clamp(question.contribution_draws, 0, question.draws))},
          hypotheses_{hypotheses_of(links, question.mind_body_used)},
          borrowed_{borrowed_of(links)},
          lapse_{days_ + 1, draws_},
          lapse_without_{days_ + 1, draws_},
          dropout_{days_ + 1, draws_},
          dropout_without_{days_ + 1, draws_},
          dependence_{days_ + 1, draws_},
          rejections_(draws_) {
        for (const knowledge::ModelLink& link : links) {
            const auto known = std::find(names_.begin(), names_.end(), link.mechanism);
            const auto place = static_cast<std::size_t>(known - names_.begin());
            if (known == names_.end()) {
                names_.push_back(link.mechanism);
                mechanisms_.emplace_back();
            }
            mechanisms_[place].push_back(&link);
        }
        for (std::size_t i = 0; i < instruments_.size(); ++i)
            sheets_.emplace_back(days_ + 1, draws_, names_.size());
        for (OutcomeSheets& sheet : sheets_)
            for (auto& off : sheet.end_off) off.resize(contributions_);
    }

    void draw(std::size_t k) {
        const PriorDraw drawn = prior_.draw(q_.seed, k);
        rejections_[k] = drawn.rejections;
        const DrawnPerson person =
            drawn_person(q_.person, concentrations_, drawn.parameters, days_);
        const Parameters& p = person.parameters;
        Course with, without;
        run_both(person, p, with, without);
        for (std::size_t day = 0; day <= days_; ++day) {
            for (std::size_t i = 0; i < instruments_.size(); ++i) {
                sheets_[i].followed.at(day, k) = score(i, with, day, p);
                sheets_[i].without.at(day, k) = score(i, without, day, p);
            }
            lapse_.at(day, k) = free_of_lapse(with[day].H, p);
            lapse_without_.at(day, k) = free_of_lapse(without[day].H, p);
            dropout_.at(day, k) = still_in_programme(with[day].D);
            dropout_without_.at(day, k) = still_in_programme(without[day].D);
            dependence_.at(day, k) = with[day].T;
        }
        put_ends(with, without, p, k, &OutcomeSheets::end);
        const auto switched_off = [&](const Links& links) {
            const Parameters off = sinew::model::without(p, links);
            run_both(person, off, with, without);
            return off;
        };
        put_ends(with, without, switched_off(hypotheses_), k, &OutcomeSheets::end_known);
        put_ends(with, without, switched_off(borrowed_), k, &OutcomeSheets::end_own);
        if (k >= contributions_) return;
        for (std::size_t m = 0; m < mechanisms_.size(); ++m) {
            const Parameters off = switched_off(mechanisms_[m]);
            for (std::size_t i = 0; i < instruments_.size(); ++i)
                sheets_[i].end_off[m][k] =
                    score(i, with, days_, off) - score(i, without, days_, off);
        }
    }

    [[nodiscard]] Forecast folded() {
        Forecast forecast;
        forecast.draws = q_.draws;
        forecast.seed = q_.seed;
        for (const int rejected : rejections_) forecast.rejections += rejected;
        const DrawnPerson centre = drawn_person(q_.person, concentrations_, prior_.centre(), days_);
        Course with, without;
        run_both(centre, centre.parameters, with, without);
        for (std::size_t i = 0; i < instruments_.size(); ++i)
            forecast.outcomes.push_back(outcome(i, with, without, centre.parameters));
        const std::size_t all = days_ + 1;
        forecast.lapse_free = {
            bands_of(lapse_, all, q_.threads), bands_of(lapse_without_, all, q_.threads), {}, {}};
        forecast.in_programme = {bands_of(dropout_, all, q_.threads),
                                 bands_of(dropout_without_, all, q_.threads),
                                 {},
                                 {}};
        forecast.dependence = bands_of(dependence_, all, q_.threads);
        for (std::size_t day = 0; day <= days_; ++day) {
            const Parameters& p = centre.parameters;
            forecast.lapse_free.centre.push_back(free_of_lapse(with[day].H, p));
            forecast.lapse_free.centre_without.push_back(free_of_lapse(without[day].H, p));
            forecast.in_programme.centre.push_back(still_in_programme(with[day].D));
            forecast.in_programme.centre_without.push_back(still_in_programme(without[day].D));
        }
        return forecast;
    }

private:
    void run_both(const DrawnPerson& person, const Parameters& p, Course& with,
                  Course& without) const {
        run_course(person, q_.days, p, days_, with);
        run_course(person, {}, p, days_, without);
    }
    [[nodiscard]] double score(std::size_t instrument, const Course& course, std::size_t day,
                               const Parameters& p) const noexcept {
        return instruments_[instrument].expected(course[day], course.front(), p);
    }
    void put_ends(const Course& with, const Course& without, const Parameters& p, std::size_t k,
                  std::vector<double> OutcomeSheets::*ends) {
        for (std::size_t i = 0; i < instruments_.size(); ++i)
            (sheets_[i].*ends)[k] = score(i, with, days_, p) - score(i, without, days_, p);
    }

    [[nodiscard]] OutcomeForecast outcome(std::size_t i, const Course& with, const Course& without,
                                          const Parameters& p) {
        OutcomeSheets& sheet = sheets_[i];
        OutcomeForecast answer;
        answer.spec = &instruments_[i].spec();
        const double scale = answer.spec->highest > 0 ? answer.spec->highest : 100;
        for (std::size_t day = 0; day <= days_; day += kReadingEvery) {
            answer.reading_days.push_back(static_cast<int>(day));
            const auto quantiles =
                reading_quantiles(*answer.spec, sheet.followed.row(day), kBandLevels);
            Band band;
            std::copy(quantiles.begin(), quantiles.end(), band.begin());
            answer.reading.push_back(band);
        }
        Sheet difference{days_ + 1, draws_};
        for (std::size_t day = 0; day <= days_; ++day) {
            for (std::size_t k = 0; k < draws_; ++k)
                difference.at(day, k) = sheet.followed.at(day, k) - sheet.without.at(day, k);
            answer.centre.push_back(score(i, with, day, p));
            answer.centre_without.push_back(score(i, without, day, p));
        }
        answer.followed = bands_of(sheet.followed, days_ + 1, q_.threads);
        answer.without_programme = bands_of(sheet.without, days_ + 1, q_.threads);
        answer.difference = bands_of(difference, days_ + 1, q_.threads);
        answer.hypotheses = share_of(sheet.end, sheet.end_known, scale);
        answer.borrowed = share_of(sheet.end, sheet.end_own, scale);
        if (contributions_ == 0) return answer;
        std::vector<double> rest(sheet.end.begin(),
                                 sheet.end.begin() + static_cast<std::ptrdiff_t>(contributions_));
        for (std::size_t m = 0; m < mechanisms_.size(); ++m) {
            std::vector<double> change(contributions_);
            for (std::size_t k = 0; k < contributions_; ++k) {
                change[k] = sheet.end[k] - sheet.end_off[m][k];
                rest[k] -= change[k];
            }
            answer.contributions.push_back({names_[m], band_of(change)});
        }
        answer.interaction = band_of(rest);
        return answer;
    }

    const ForecastQuestion& q_;
    const Prior& prior_;
    ConcentrationDays concentrations_;
    std::vector<ObservationModel> instruments_;
    std::size_t days_, draws_, contributions_;
    Links hypotheses_, borrowed_;
    std::vector<std::string> names_;
    std::vector<Links> mechanisms_;
    std::vector<OutcomeSheets> sheets_;
    Sheet lapse_, lapse_without_, dropout_, dropout_without_, dependence_;
    std::vector<int> rejections_;
};

}  // namespace

Links hypotheses_of(std::span<const knowledge::ModelLink> links, bool mind_body_used) {
    Links chosen;
    for (const knowledge::ModelLink& link : links)
        if (link.hypothesis(mind_body_used)) chosen.push_back(&link);
    return chosen;
}

Links borrowed_of(std::span<const knowledge::ModelLink> links) {
    Links chosen;
    for (const knowledge::ModelLink& link : links)
        if (link.borrowed()) chosen.push_back(&link);
    return chosen;
}

Result<Forecast> forecast(const ForecastQuestion& question, const knowledge::ModelPack& pack,
                          std::span<const knowledge::ModelLink> links,
                          std::span<const knowledge::ObservationSpec> specs,
                          const std::function<void(std::size_t)>& progress) {
    if (const auto fine = check(question); !fine) return tl::make_unexpected(fine.error());
    SINEW_TRY(const Prior prior, Prior::read(pack, links));
    SINEW_TRY(ConcentrationDays concentrations, buprenorphine_days(question.person, pack));
    std::vector<ObservationModel> instruments;
    for (const knowledge::ObservationSpec& spec : specs) {
        if (spec.opioid_only && question.person.drug != DrugClass::opioid) continue;
        SINEW_TRY(ObservationModel bound, ObservationModel::bind(spec));
        instruments.push_back(std::move(bound));
    }
    Work work{question, prior, std::move(concentrations), links, std::move(instruments)};
    std::atomic<std::size_t> done = 0;
    numerics::parallel_for(static_cast<std::size_t>(question.draws), question.threads,
                           [&](std::size_t k) {
                               work.draw(k);
                               if (progress) progress(++done);
                           });
    return work.folded();
}

}  // namespace sinew::model
