#include <sinew/model/forecast_question.hpp>
#include <sinew/model/group_reading.hpp>
#include <sinew/model/virtual_trial.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace sinew::model {
namespace {

/// Replicates are folded in this many heaps, each in order, joined in order: neither memory nor bits depend on replicates or threads.
constexpr std::size_t kHeaps = 64;
constexpr double kTwoSided95 = 1.959963984540054;

Error refused(std::string what, std::string where, std::string hint) {
    return {ErrorCode::out_of_range, std::move(what), std::move(where), std::move(hint)};
}

Result<void> check(const TrialQuestion& q) {
    if (q.arms.size() < 2 || q.arms.size() > 8)
        return fail(refused(fmt::format("{} arms", q.arms.size()), "arms", "give 2 to 8"));
    if (q.people.size() < 2 * q.arms.size() || q.people.size() > 100'000)
        return fail(refused(fmt::format("{} people", q.people.size()), "people",
                            "at least two an arm, at most 100000"));
    if (q.replicates < 1 || q.replicates > 1'000'000)
        return fail(
            refused(fmt::format("{} replicates", q.replicates), "replicates", "give 1 to 1000000"));
    if (q.steps_a_day < 1 || q.steps_a_day > 64)
        return fail(refused("steps", "steps", "give 1 to 64"));
    const std::size_t days = q.arms.front().days.size();
    if (days == 0 || days > kLongestDays)
        return fail(refused(fmt::format("{} days", days), "arms", "give 1 to 730 days"));
    for (const TrialArm& arm : q.arms)
        if (arm.days.size() != days)
            return fail(refused("arms of unlike length", "arms", "the same number of days"));
    for (const std::size_t visit : q.visits)
        if (visit > days)
            return fail(refused("a visit after the end", "visits", "a day of the trial"));
    return {};
}

/// People whose courses before the trial are the same, worked out once a draw.
struct Profile {
    PersonCourse person;
    ConcentrationDays concentrations;
};

bool alike(const PersonCourse& a, const PersonCourse& b) noexcept {
    return a.drug == b.drug && a.sex == b.sex && a.days_abstinent == b.days_abstinent &&
           a.medication == b.medication && a.medication_days == b.medication_days &&
           a.buprenorphine_mg == b.buprenorphine_mg && a.weight_kg == b.weight_kg &&
           a.bmi == b.bmi && a.availability == b.availability && a.stress == b.stress &&
           a.training_per_day == b.training_per_day;
}

class Trial {
public:
    Trial(const TrialQuestion& question, const Prior& prior, std::vector<Profile> profiles,
          std::vector<std::size_t> profile_of, std::vector<ObservationModel> models)
        : q_{question},
          prior_{prior},
          profiles_{std::move(profiles)},
          profile_of_{std::move(profile_of)},
          models_{std::move(models)},
          days_{question.arms.front().days.size()},
          cells_{question.visits.size() * models_.size()},
          heaps_(kHeaps, empty()) {
        for (const ObservationModel& model : models_) {
            readings_.emplace_back(q_.seed, "model.reading/" + model.spec().id);
            spreads_.emplace_back(q_.seed, "model.reading/" + model.spec().id + "/person");
        }
    }

    /// All replicates of one heap, in order.
    void heap(std::size_t which, const std::function<void()>& one_done) {
        std::vector<DrawnPerson> people(profiles_.size());
        SampledPath path;
        std::vector<Moments> readings(q_.arms.size() * cells_);
        for (auto r = which; r < static_cast<std::size_t>(q_.replicates); r += kHeaps) {
            const Parameters drawn = prior_.draw(q_.seed, r).parameters;
            for (std::size_t i = 0; i < people.size(); ++i) {
                people[i] =
                    drawn_person(profiles_[i].person, profiles_[i].concentrations, drawn, days_);
                people[i].steps_a_day = q_.steps_a_day;
            }
            replicate(r, people, path, readings, heaps_[which]);
            one_done();
        }
    }

    [[nodiscard]] TrialResult joined() const {
        TrialResult all = empty();
        for (const TrialResult& heap : heaps_)
            for (std::size_t arm = 0; arm < all.arms.size(); ++arm) {
                TrialArmResult& to = all.arms[arm];
                const TrialArmResult& from = heap.arms[arm];
                for (std::size_t i = 0; i < cells_; ++i) {
                    to.cells[i].group_mean.join(from.cells[i].group_mean);
                    to.cells[i].group_sd.join(from.cells[i].group_sd);
                    to.cells[i].difference.join(from.cells[i].difference);
                    to.cells[i].clear += from.cells[i].clear;
                }
                to.lapse_free.join(from.lapse_free);
                to.in_programme.join(from.in_programme);
                to.attended.join(from.attended);
            }
        for (TrialArmResult& arm : all.arms)
            for (TrialCell& cell : arm.cells) cell.clear /= q_.replicates;
        return all;
    }

private:
    [[nodiscard]] TrialResult empty() const {
        TrialResult result;
        result.instruments = models_.size();
        result.arms.assign(q_.arms.size(), {});
        for (TrialArmResult& arm : result.arms) arm.cells.resize(cells_);
        return result;
    }

    void replicate(std::size_t r, const std::vector<DrawnPerson>& people, SampledPath& path,
                   std::vector<Moments>& readings, TrialResult& heap) const {
        std::fill(readings.begin(), readings.end(), Moments{});
        struct Shares {
            double free = 0, stayed = 0, attended = 0, planned = 0, people = 0;
        };
        std::array<Shares, 8> shares{};
        std::array<const PlannedDays*, 8> plans{};
        for (std::size_t arm = 0; arm < q_.arms.size(); ++arm) plans[arm] = plan_of(arm);
        for (std::size_t i = 0; i < q_.people.size(); ++i) {
            const std::size_t arm = i % q_.arms.size();
            const DrawnPerson& person = people[profile_of_[i]];
            const Parameters& p = person.parameters;
            run_sampled(person, plans[arm], p, EventDraws{q_.seed, i, r, r}, q_.sample, days_,
                        path);
            read(path, p, i, r, {&readings[arm * cells_], cells_});
            Shares& share = shares[arm];
            share.free += path.first_lapse ? 0 : 1;
            share.stayed += path.dropout ? 0 : 1;
            share.attended += path.attended;
            share.planned += path.planned;
            ++share.people;
        }
        for (std::size_t arm = 0; arm < q_.arms.size(); ++arm) {
            const Shares& share = shares[arm];
            heap.arms[arm].lapse_free.add(share.free / share.people);
            heap.arms[arm].in_programme.add(share.stayed / share.people);
            if (share.planned > 0) heap.arms[arm].attended.add(share.attended / share.planned);
            for (std::size_t c = 0; c < cells_; ++c)
                compare(readings[arm * cells_ + c], readings[c], heap.arms[arm].cells[c]);
        }
    }

    /// Null for an arm without a session: nobody leaves what is not there.
    [[nodiscard]] const PlannedDays* plan_of(std::size_t arm) const noexcept {
        const PlannedDays& days = q_.arms[arm].days;
        const bool any =
            std::any_of(days.begin(), days.end(), [](const auto& day) { return !day.empty(); });
        return any ? &days : nullptr;
    }

    static void compare(const Moments& arm, const Moments& first, TrialCell& cell) {
        cell.group_mean.add(arm.mean);
        cell.group_sd.add(arm.sd());
        const double difference = arm.mean - first.mean;
        cell.difference.add(difference);
        const double error =
            std::sqrt(arm.sd() * arm.sd() / arm.count + first.sd() * first.sd() / first.count);
        if (std::abs(difference) > kTwoSided95 * error) ++cell.clear;
    }

    /// One reading of every instrument at every visit: the person's own place, then the instrument's scatter.
    void read(const SampledPath& path, const Parameters& p, std::size_t person, std::size_t r,
              std::span<Moments> to) const {
        for (std::size_t m = 0; m < models_.size(); ++m) {
            const knowledge::ObservationSpec& spec = models_[m].spec();
            const double place =
                p.sigma_b *
                numerics::normal_quantile(spreads_[m].with(person).with(r).with(r).open_uniform());
            const StreamKey luck = readings_[m].with(person).with(r).with(r);
            for (std::size_t v = 0; v < q_.visits.size(); ++v) {
                const std::size_t day = q_.visits[v];
                const double expected =
                    models_[m].expected(path.course[day], path.course.front(), p);
                to[v * models_.size() + m].add(reading_at(
                    spec, shifted_score(spec, expected, place), luck.with(day).open_uniform()));
            }
        }
    }

    const TrialQuestion& q_;
    const Prior& prior_;
    std::vector<Profile> profiles_;
    std::vector<std::size_t> profile_of_;
    std::vector<ObservationModel> models_;
    std::size_t days_, cells_;
    std::vector<StreamKey> readings_, spreads_;
    std::vector<TrialResult> heaps_;
};

Result<std::vector<ObservationModel>> models_named(
    const TrialQuestion& q, std::span<const knowledge::ObservationSpec> specs) {
    std::vector<ObservationModel> models;
    const bool all_opioid = std::all_of(q.people.begin(), q.people.end(), [](const auto& one) {
        return one.drug == DrugClass::opioid;
    });
    for (const std::string& id : q.instruments) {
        const auto spec =
            std::find_if(specs.begin(), specs.end(), [&](const auto& one) { return one.id == id; });
        if (spec == specs.end() || (spec->opioid_only && !all_opioid))
            return fail({ErrorCode::not_found, "no instrument for everybody: " + id, "instruments",
                         "an id of knowledge/model/observation.csv"});
        SINEW_TRY(ObservationModel bound, ObservationModel::bind(*spec));
        models.push_back(std::move(bound));
    }
    return models;
}

}  // namespace

void Moments::add(double value) noexcept {
    ++count;
    const double away = value - mean;
    mean += away / count;
    squares += away * (value - mean);
}

void Moments::join(const Moments& other) noexcept {
    if (other.count == 0) return;
    const double all = count + other.count, away = other.mean - mean;
    mean += away * other.count / all;
    squares += other.squares + away * away * count * other.count / all;
    count = all;
}

double Moments::sd() const noexcept { return count > 1 ? std::sqrt(squares / (count - 1)) : 0; }

Result<TrialResult> virtual_trial(const TrialQuestion& question, const knowledge::ModelPack& pack,
                                  std::span<const knowledge::ModelLink> links,
                                  std::span<const knowledge::ObservationSpec> specs,
                                  const std::function<void(std::size_t)>& progress) {
    if (const auto fine = check(question); !fine) return tl::make_unexpected(fine.error());
    SINEW_TRY(const Prior prior, Prior::read(pack, links));
    SINEW_TRY(auto models, models_named(question, specs));
    std::vector<Profile> profiles;
    std::vector<std::size_t> profile_of;
    for (const PersonCourse& person : question.people) {
        const auto known = std::find_if(profiles.begin(), profiles.end(), [&](const Profile& one) {
            return alike(one.person, person);
        });
        profile_of.push_back(static_cast<std::size_t>(known - profiles.begin()));
        if (known != profiles.end()) continue;
        SINEW_TRY(ConcentrationDays concentrations, buprenorphine_days(person, pack));
        profiles.push_back({person, std::move(concentrations)});
    }
    Trial trial{question, prior, std::move(profiles), std::move(profile_of), std::move(models)};
    std::atomic<std::size_t> done = 0;
    numerics::parallel_for(kHeaps, question.threads, [&](std::size_t which) {
        trial.heap(which, [&] {
            if (progress) progress(++done);
        });
    });
    return trial.joined();
}

}  // namespace sinew::model
