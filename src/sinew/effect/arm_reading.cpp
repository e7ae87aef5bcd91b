#include <sinew/base/text.hpp>
#include <sinew/effect/arm_reading.hpp>
#include <sinew/effect/two_counts.hpp>
#include <sinew/effect/two_means.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace sinew::effect {
namespace {

double square(double value) noexcept { return value * value; }

struct Arm {
    std::size_t row = 0;  ///< from 0
    std::string name, treatment;
    Group group = {};                         ///< of means
    double events = 0, others = 0, time = 0;  ///< of counts and rates
    [[nodiscard]] bool has_zero(Ingredients needs) const {
        return events == 0 || (needs == Ingredients::two_counts && others == 0);
    }
};

struct Study {
    std::string name;
    std::vector<Arm> arms = {};
};

std::optional<Arm> arm_of(RowCells& cells, Ingredients needs) {
    Arm arm{.row = cells.row(), .name = std::string{cells.text("arm")}, .treatment = {}};
    if (arm.name.empty()) cells.note_missing("arm");
    arm.treatment = cells.has("treatment") ? std::string{cells.text("treatment")} : arm.name;
    if (needs == Ingredients::two_means) {
        const double n = cells.group_size("n"), mean = cells.number("mean");
        const double sd = cells.has("se") && !cells.has("sd")
                              ? cells.above_zero("se", "a standard error") * std::sqrt(n)
                              : cells.above_zero("sd", "a standard deviation");
        arm.group = {n, mean, sd};
    } else if (needs == Ingredients::two_counts) {
        arm.events = cells.not_below_zero("events", "a count");
        const double n = cells.above_zero("n", "a group size");
        if (arm.events > n)
            cells.fault(
                "events", ErrorCode::conflict,
                fmt::format("{} events among {} people", number_text(arm.events), number_text(n)),
                "check both numbers");
        arm.others = n - arm.events;
    } else {
        arm.events = cells.not_below_zero("events", "a count");
        arm.time = cells.above_zero("time", "a person-time");
    }
    return cells.sound() ? std::optional{arm} : std::nullopt;
}

Estimate contrast_of(Measure measure, const Arm& arm, const Arm& control,
                     const MeasureSettings& settings) {
    switch (spec_of(measure).needs) {
        case Ingredients::two_means:
            return from_two_means(measure, arm.group, control.group, settings);
        case Ingredients::two_counts:
            return from_four_cells(
                measure, {arm.events, arm.others, control.events, control.others}, settings);
        case Ingredients::two_rates:
            return from_two_rates(measure, {arm.events, arm.time, control.events, control.time});
        case Ingredients::none:
        case Ingredients::correlation:
        case Ingredients::before_after:
        case Ingredients::one_mean:
        case Ingredients::one_count:
        case Ingredients::one_rate:
        case Ingredients::hazard: break;
    }
    return {};
}

/// What two contrasts with the same control share; NaN where no formula is known to us.
double shared_covariance(Measure measure, const Arm& c, double people, double y1, double y2) {
    const double n = c.events + c.others, p = c.events / n, rate = c.events / c.time;
    if (measure == Measure::MD) return square(c.group.sd) / c.group.n;
    if (measure == Measure::SMD) return 1 / c.group.n + y1 * y2 / (2 * people);
    if (measure == Measure::ROM) return square(c.group.sd / c.group.mean) / c.group.n;
    if (measure == Measure::OR) return 1 / c.events + 1 / c.others;
    if (measure == Measure::RR) return 1 / c.events - 1 / n;
    if (measure == Measure::RD) return p * (1 - p) / n;
    if (measure == Measure::AS) return 1 / (4 * n);
    if (measure == Measure::IRR) return 1 / c.events;
    if (measure == Measure::IRD) return rate / c.time;
    if (measure == Measure::IRSD) return 1 / (4 * c.time);
    return std::numeric_limits<double>::quiet_NaN();
}

class ArmReading {
public:
    ArmReading(const Columns& columns, const EffectsQuestion& question, Remarks& remarks,
               Faults& faults)
        : columns_{columns},
          question_{question},
          remarks_{remarks},
          faults_{faults},
          measure_{question.measure.value_or(Measure::GEN)} {}

    Effects read() {
        if (!question_.measure && columns_.has("measure"))
            for (std::size_t r = 0; r < columns_.rows() && measure_ == Measure::GEN; ++r)
                if (const MeasureSpec* found = measure_named(columns_.text(r, "measure")))
                    measure_ = found->measure;
        needs_ = spec_of(measure_).needs;
        if (!fits()) return {};
        read_arms();
        if (faults_.none())
            for (Study& study : studies_) add_study(study);
        if (!effects_.covariances.empty())
            effects_.warnings.push_back(
                "studies of more than two arms give effects that share their control: pooling them "
                "as independent counts "
                "its people more than once; see `covariances`, or use sinew evidence multilevel or "
                "network");
        return std::move(effects_);
    }

private:
    bool fits() {
        const bool known = needs_ == Ingredients::two_means || needs_ == Ingredients::two_counts ||
                           needs_ == Ingredients::two_rates;
        const bool there =
            known && columns_.has(needs_ == Ingredients::two_means ? "mean" : "events");
        if (there) return true;
        faults_.add(ErrorCode::bad_input, columns_.table().name,
                    measure_ == Measure::GEN
                        ? "arms, and no measure"
                        : fmt::format("these arms do not give {}", spec_of(measure_).code),
                    "say --measure: MD, SMD, ROM for means; RR, OR, RD for events of people; IRR, "
                    "IRD for events over time");
        return false;
    }

    void read_arms() {
        std::map<std::string, std::size_t, std::less<>> places;
        for (std::size_t r = 0; r < columns_.rows(); ++r) {
            RowCells cells{columns_, r, faults_};
            if (!cells.has("study")) cells.note_missing("study");
            const auto arm = arm_of(cells, needs_);
            const std::string study{cells.text("study")};
            if (cells.faulty()) continue;
            if (!arm) {
                effects_.rows_left_out.push_back({r + 1, study, cells.missing(), "missing"});
                continue;
            }
            const auto [place, fresh] = places.try_emplace(study, studies_.size());
            if (fresh) studies_.push_back({study});
            Study& own = studies_[place->second];
            const auto twin = std::find_if(own.arms.begin(), own.arms.end(), [&](const Arm& other) {
                return other.name == arm->name;
            });
            if (twin != own.arms.end())
                cells.fault("arm", ErrorCode::conflict,
                            fmt::format("arm {} of {} stands in row {} already", arm->name, study,
                                        twin->row + 1),
                            "give each arm of a study a name of its own");
            else
                own.arms.push_back(*arm);
        }
    }

    std::optional<std::size_t> control_of(const Study& study) const {
        if (!question_.control) return study.arms.size() - 1;
        for (std::size_t a = 0; a < study.arms.size(); ++a)
            if (study.arms[a].treatment == *question_.control) return a;
        return {};
    }

    void leave_out(const Study& study, std::string reason) {
        for (const Arm& arm : study.arms)
            effects_.rows_left_out.push_back({arm.row + 1, study.name, std::string{}, reason});
    }

    /// 1/2, or what was asked for, goes to every arm of a study with a cell of nothing, so that its contrasts agree.
    void add_to_zero(Study& study) {
        if (needs_ == Ingredients::two_means) return;
        const ZeroCells& zero = question_.settings.zero;
        const auto empty = [&](const Study& one) {
            return std::any_of(one.arms.begin(), one.arms.end(),
                               [&](const Arm& arm) { return arm.has_zero(needs_); });
        };
        const bool touched = zero.to == ZeroCellsTo::all ||
                             (zero.to == ZeroCellsTo::only0 && empty(study)) ||
                             (zero.to == ZeroCellsTo::if0all &&
                              std::any_of(studies_.begin(), studies_.end(), empty));
        const double add = added_to(measure_, zero);
        if (!touched || add == 0) return;
        for (Arm& arm : study.arms) {
            arm.events += add;
            arm.others += add;
        }
        remarks_.warnings.push_back(fmt::format("study {}: {} added to the counts of every arm",
                                                study.name, number_text(add)));
    }

    static CountRow count_row(const Study& study, std::size_t arm, std::size_t control) {
        const Arm &one = study.arms[arm], &base = study.arms[control];
        return {one.row + 1,
                study.name,
                {one.events, one.others, base.events, base.others},
                {one.events, one.time, base.events, base.time}};
    }
    [[nodiscard]] bool counts_say_nothing(const CountRow& counts) const {
        return (needs_ == Ingredients::two_counts && counts.people.without_contrast()) ||
               (needs_ == Ingredients::two_rates && counts.rates.without_contrast());
    }
    /// The counts of every arm against the control, those that will give no effect too.
    void keep_counts(const Study& study, std::size_t control) {
        if (needs_ == Ingredients::two_means) return;
        for (std::size_t a = 0; a < study.arms.size(); ++a)
            if (a != control) effects_.counts.push_back(count_row(study, a, control));
    }

    void add_study(Study& study) {
        if (study.arms.size() < 2) return leave_out(study, "the only usable arm of its study");
        const auto control = control_of(study);
        if (!control)
            return leave_out(study, "no arm of its study has the treatment " + *question_.control);
        keep_counts(study, *control);
        if (question_.settings.zero.drop00 && needs_ != Ingredients::two_means &&
            std::all_of(study.arms.begin(), study.arms.end(),
                        [](const Arm& arm) { return arm.events == 0; }))
            return leave_out(study, "no events in any arm of its study");
        const Study as_read = study;
        add_to_zero(study);
        const Arm& base = study.arms[*control];
        double people = 0;
        for (const Arm& arm : study.arms) people += arm.group.n;
        const std::size_t first = effects_.size();
        for (std::size_t a = 0; a < study.arms.size(); ++a) {
            if (a == *control) continue;
            const Arm& arm = study.arms[a];
            const CountRow counts = count_row(as_read, a, *control);
            if (question_.settings.zero.drop00 && counts_say_nothing(counts)) {
                effects_.rows_left_out.push_back({arm.row + 1, study.name, std::string{},
                                                  "no events, or nothing else, in both groups"});
                continue;
            }
            const Estimate estimate = contrast_of(measure_, arm, base, question_.settings);
            if (!std::isfinite(estimate.yi) || !(estimate.vi > 0) || !std::isfinite(estimate.vi)) {
                effects_.rows_left_out.push_back({arm.row + 1, study.name, std::string{},
                                                  "the measure is not defined for these numbers"});
                continue;
            }
            const std::string_view cluster = columns_.text(arm.row, "cluster");
            effects_.rows.push_back(
                {.row = arm.row + 1,
                 .study = study.name,
                 .label = fmt::format("{}: {} vs {}", study.name, arm.treatment, base.treatment),
                 .cluster = cluster.empty() ? study.name : std::string{cluster},
                 .measure = measure_,
                 .cells = columns_.table().rows[arm.row]});
            effects_.yi.push_back(estimate.yi);
            effects_.vi.push_back(estimate.vi);
        }
        for (std::size_t i = first; i < effects_.size(); ++i)
            for (std::size_t j = first; j < i; ++j) {
                const double value =
                    shared_covariance(measure_, base, people, effects_.yi[i], effects_.yi[j]);
                if (std::isfinite(value)) effects_.covariances.push_back({j, i, value});
            }
    }

    const Columns& columns_;
    const EffectsQuestion& question_;
    Remarks& remarks_;
    Faults& faults_;
    Measure measure_;
    Ingredients needs_ = Ingredients::none;
    std::vector<Study> studies_ = {};
    Effects effects_ = {};
};

}  // namespace

Effects effects_of_arms(const Columns& columns, const EffectsQuestion& question, Remarks& remarks,
                        Faults& faults) {
    return ArmReading{columns, question, remarks, faults}.read();
}

}  // namespace sinew::effect
