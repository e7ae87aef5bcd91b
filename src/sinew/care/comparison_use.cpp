#include <sinew/care/comparison_use.hpp>
#include <sinew/ensemble/score_draws.hpp>
#include <sinew/model/forecast_run.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace sinew::care {
namespace {

/// Numbers of all draws together: 800 MB of them stand in memory at once.
constexpr std::size_t kMostNumbers = 100'000'000;

Error refusal(std::string what, std::string where, std::string hint) {
    return {ErrorCode::out_of_range, std::move(what), std::move(where), std::move(hint)};
}

/// The outcomes of the class, the shares and the one asked for among them.
Result<std::vector<inference::ModelOutput>> outputs_for(
    const std::string& asked, model::DrugClass drug,
    std::span<const knowledge::ObservationSpec> instruments, std::size_t& by) {
    std::vector<std::string> ids;
    for (const auto& spec : instruments)
        if (!spec.opioid_only || drug == model::DrugClass::opioid) ids.push_back(spec.id);
    for (const char* share : {"lapse_free", "in_programme"}) ids.emplace_back(share);
    std::vector<inference::ModelOutput> outputs;
    for (const std::string& id : ids) {
        SINEW_TRY(auto output, inference::ModelOutput::bind({id, 0, false}, instruments, drug));
        outputs.push_back(std::move(output));
    }
    const auto found = std::find(ids.begin(), ids.end(), asked);
    by = static_cast<std::size_t>(found - ids.begin());
    if (found != ids.end()) return outputs;
    // Says which are there, or that this class has it not; a state has no better and worse.
    auto bound = inference::ModelOutput::bind({asked, 0, false}, instruments, drug);
    Error fault = bound ? refusal("the states of the model have no better and worse", "--by",
                                  "name an instrument, lapse_free or in_programme")
                        : bound.error();
    fault.where = "--by";
    return tl::make_unexpected(std::move(fault));
}

}  // namespace

/// What the lanes read of some draws.
struct ComparisonJob::Draws {
    std::vector<model::Parameters> all, known;  ///< known: hypotheses switched off
    std::vector<model::SlowState> start;
    std::vector<double> medication;  ///< by day and then by draw; empty: none
};

Result<std::vector<ComparisonJob>> ComparisonJob::make(
    const domain::Record& record, const std::vector<NamedProgramme>& programmes,
    const ComparisonAsked& asked, const ForecastPacks& packs,
    const knowledge::Catalogue& catalogue) {
    std::vector<ComparisonJob> jobs;
    std::size_t shortest = model::kLongestDays;
    for (const NamedProgramme& one : programmes) {
        SINEW_TRY(auto questions,
                  questions_of(record, one.programme, asked.settings, packs, catalogue));
        const bool first = jobs.empty();
        for (std::size_t i = 0; i < questions.size(); ++i) {
            if (first) {
                jobs.push_back(ComparisonJob{});
                jobs[i].told_ = std::move(questions[i].told);
                jobs[i].question_ = questions[i].question;
                jobs[i].sessions_.emplace_back();  // none
            }
            jobs[i].names_.push_back(one.name);
            if (!questions[i].question) continue;
            questions[i].question->view_day.reset();
            if (auto sound = model::check(*questions[i].question); !sound) {
                Error fault = std::move(sound).error();
                fault.where = one.name + ": " + fault.where;
                return tl::make_unexpected(std::move(fault));
            }
            jobs[i].question_->mind_body_used |= questions[i].question->mind_body_used;
            shortest = std::min(shortest, questions[i].question->days.size());
            jobs[i].sessions_.push_back(all_segments(questions[i].question->days));
        }
    }
    for (ComparisonJob& job : jobs) {
        job.asked_ = asked;
        if (!job.question_) continue;
        job.day_ = asked.day > 0 ? asked.day : static_cast<int>(shortest);
        if (job.day_ > static_cast<int>(shortest))
            return tl::make_unexpected(
                refusal(fmt::format("day {} of programmes of {} days", job.day_, shortest), "--day",
                        fmt::format("give 1 to {}", shortest)));
        SINEW_TRY(job.outputs_, outputs_for(asked.outcome, job.question_->person.drug,
                                            packs.instruments, job.by_));
        if (job.row() * job.draws() > kMostNumbers)
            return tl::make_unexpected(
                refusal(fmt::format("{} programmes under {} draws", programmes.size(), job.draws()),
                        "--draws", "fewer draws, or fewer programmes at a time"));
        job.hypotheses_ = model::hypotheses_of(packs.links, job.question_->mind_body_used);
        SINEW_TRY(job.prior_, model::Prior::read(packs.model, packs.links));
        SINEW_TRY(job.concentrations_,
                  model::buprenorphine_days(job.question_->person, packs.model));
    }
    return jobs;
}

std::size_t ComparisonJob::row() const noexcept { return 2 * sessions_.size() * outputs_.size(); }

std::size_t ComparisonJob::at(std::size_t draw, bool known, std::size_t programme,
                              std::size_t outcome) const noexcept {
    return ((draw * 2 + (known ? 1 : 0)) * sessions_.size() + programme) * outputs_.size() +
           outcome;
}

ComparisonJob::Draws ComparisonJob::drawn(std::span<const std::size_t> draws) const {
    Draws made;
    made.all.resize(draws.size());
    made.known.resize(draws.size());
    made.start.resize(draws.size());
    const auto days = static_cast<std::size_t>(day_);
    const bool medicated = question_->person.medication != model::Medication::none;
    if (medicated) made.medication.resize(days * draws.size());
    numerics::parallel_for(draws.size(), asked_.settings.threads, [&](std::size_t i) {
        const auto person = drawn_person(question_->person, concentrations_,
                                         prior_.draw(question_->seed, draws[i]).parameters, days);
        made.all[i] = person.parameters;
        made.known[i] = model::without(person.parameters, hypotheses_);
        made.start[i] = person.start;
        for (std::size_t day = 0; medicated && day < days; ++day)
            made.medication[day * draws.size() + i] = person.medication[day];
    });
    return made;
}

Result<std::vector<double>> ComparisonJob::scores_at(
    std::span<const std::size_t> draws, bool finer,
    const std::function<void(std::size_t)>& progress) const {
    if (draws.empty()) return std::vector<double>{};
    const Draws made = drawn(draws);
    std::vector<ensemble::FollowedDays> programmes;
    for (const auto& sessions : sessions_)
        programmes.push_back({sessions, static_cast<std::size_t>(day_),
                              question_->person.availability, question_->person.stress,
                              made.medication});
    const ensemble::EndReading reading{
        outputs_.size(), [this](const model::Parameters& p, const model::SlowState& start,
                                const model::SlowState& end, std::span<double> into) {
            for (std::size_t i = 0; i < outputs_.size(); ++i)
                into[i] = outputs_[i].level<double>(end, start, p);
        }};
    ensemble::RunSettings settings;
    settings.threads = asked_.settings.threads;
    if (finer) settings.accuracy = ensemble::Accuracy::close;
    const std::size_t half = row() / 2;
    std::vector<double> rows(draws.size() * row());
    for (const bool known : {false, true}) {
        SINEW_TRY(const auto scores,
                  ensemble::score_draws({known ? made.known : made.all, made.start}, programmes,
                                        reading, settings, known ? progress : nullptr));
        for (std::size_t i = 0; i < draws.size(); ++i)
            std::copy_n(scores.begin() + static_cast<std::ptrdiff_t>(i * half), half,
                        rows.begin() + static_cast<std::ptrdiff_t>(at(i, known, 0, 0)));
    }
    return rows;
}

Result<std::vector<double>> ComparisonJob::scores(
    std::span<const std::size_t> draws, const std::function<void(std::size_t)>& progress) const {
    return scores_at(draws, false, progress);
}

void ComparisonJob::put_in_order(std::span<const double> all, Comparison& answer) const {
    const double sign = answer.outcomes[by_].lower_is_better ? 1 : -1;
    const std::size_t count = answer.programmes.size();
    std::vector<double> score(count);
    for (std::size_t draw = 0; draw < draws(); ++draw)
        for (const bool known : {false, true}) {
            for (std::size_t q = 0; q < count; ++q)
                score[q] = sign * all[at(draw, known, q + 1, by_)];
            const double none = sign * all[at(draw, known, 0, by_)];
            const double best = *std::min_element(score.begin(), score.end());
            const auto share =
                1.0 / static_cast<double>(std::count(score.begin(), score.end(), best));
            for (std::size_t q = 0; q < count; ++q) {
                ComparedProgramme& one = answer.programmes[q];
                double place = 1;  // ties share the middle of their places
                for (std::size_t other = 0; other < count; ++other)
                    place += score[other] < score[q]                  ? 1
                             : other != q && score[other] == score[q] ? 0.5
                                                                      : 0;
                (known ? one.known_place : one.mean_place) += place;
                if (known) continue;
                if (score[q] == best) one.first += share;
                if (score[q] < none) one.better += 1;
            }
        }
    const auto draws_in_all = static_cast<double>(draws());
    for (ComparedProgramme& one : answer.programmes)
        for (double* sum : {&one.mean_place, &one.known_place, &one.first, &one.better})
            *sum /= draws_in_all;
    std::stable_sort(answer.programmes.begin(), answer.programmes.end(),
                     [](const auto& a, const auto& b) { return a.mean_place < b.mean_place; });
}

Result<Comparison> ComparisonJob::told(std::span<const double> all) const {
    Comparison answer{told_, asked_, day_, {}, by_, {}};
    for (const auto& output : outputs_)
        answer.outcomes.push_back({output.asked.id, output.spec,
                                   output.spec != nullptr && output.spec->lower_is_better, 0});
    const std::size_t few = std::min(draws(), ensemble::kBlock<double>);
    std::vector<std::size_t> first(few);
    std::iota(first.begin(), first.end(), std::size_t{0});
    SINEW_TRY(const auto finer, scores_at(first, true, {}));
    for (std::size_t i = 0; i < finer.size(); ++i) {
        double& error = answer.outcomes[i % outputs_.size()].step_error;
        error = std::max(error, std::abs(finer[i] - all[i]));
    }
    std::vector<double> value(draws()), difference(draws()), known(draws());
    for (std::size_t q = 0; q < names_.size(); ++q) {
        ComparedProgramme& one = answer.programmes.emplace_back();
        one.name = names_[q];
        for (std::size_t i = 0; i < outputs_.size(); ++i) {
            for (std::size_t draw = 0; draw < draws(); ++draw) {
                value[draw] = all[at(draw, false, q + 1, i)];
                difference[draw] = value[draw] - all[at(draw, false, 0, i)];
                known[draw] = all[at(draw, true, q + 1, i)] - all[at(draw, true, 0, i)];
            }
            ComparedOutcome& outcome = one.outcomes.emplace_back();
            outcome.value = model::band_of(value);
            outcome.difference = model::band_of(difference);
            outcome.difference_known = model::band_of(known)[2];
        }
    }
    put_in_order(all, answer);
    return answer;
}

}  // namespace sinew::care
