#include <sinew/care/bout_use.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/prescribe/heart_rate.hpp>
#include <sinew/prescribe/load_monitor.hpp>
#include <sinew/prescribe/plan_context.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

using activity::HeartPiece;
using activity::HeartRange;

activity::ZoneBounds bounds_of(const knowledge::PrescriptionPack& pack, domain::Scale scale) {
    return {pack.scales[static_cast<std::size_t>(scale)].lower};
}

/// What stands in the way of anything that needs the person's range of heart rates; nothing when all is there.
std::optional<BoutGap> gap_of_range(const BoutPerson& person, const std::vector<HeartPiece>& pieces,
                                    bool needs_rest) {
    if (pieces.empty()) return BoutGap::no_heart_rate;
    if (person.no_heart_rate == domain::NoHeartRate::hr_invalid ||
        person.no_heart_rate == domain::NoHeartRate::rpe_talk)
        return BoutGap::heart_rate_not_used;
    if (!person.max_bpm) return BoutGap::max_hr;
    if (needs_rest && (!person.rest_bpm || *person.rest_bpm >= *person.max_bpm))
        return BoutGap::resting_hr;
    return std::nullopt;
}

/// Fills the metrics one by one and notes what each lacks.
class Measure {
public:
    Measure(const domain::RecordedActivity& activity, const BoutPerson& person,
            const knowledge::Catalogue& catalogue)
        : activity_{activity},
          person_{person},
          pack_{catalogue.prescription},
          load_{catalogue.load},
          cover_{cover_settings(catalogue)},
          pieces_{activity::heart_pieces(activity, cover_)},
          range_{person.rest_bpm.value_or(0), person.max_bpm.value_or(0)},
          range_gap_{gap_of_range(person, pieces_, true)} {}

    BoutMetrics all(std::optional<double> effort) {
        metrics_.coverage = activity::coverage_of(activity_, cover_);
        metrics_.heart = activity::summarise_heart(pieces_);
        if (!range_gap_) metrics_.mean_pct_reserve = range_.pct_reserve(metrics_.heart->mean_bpm);
        fill_zones();
        fill_impulses();
        metrics_.effort = effort;
        if (effort)
            metrics_.session_load =
                prescribe::session_load(*effort, metrics_.coverage.active_s() / 60);
        else
            lacks(BoutMetric::session_load, BoutGap::effort);
        fill_energy();
        metrics_.recovery = activity::recovery_after_peak(pieces_);
        if (!metrics_.recovery)
            lacks(BoutMetric::recovery, BoutGap::no_heart_rate);
        else if (!metrics_.recovery->fall_60s && !metrics_.recovery->fall_120s) {
            metrics_.recovery.reset();
            lacks(BoutMetric::recovery, BoutGap::ended_at_peak);
        }
        return std::move(metrics_);
    }

private:
    void lacks(BoutMetric metric, BoutGap gap) { metrics_.missing.push_back({metric, gap}); }

    void fill_zones() {
        const auto max_gap = gap_of_range(person_, pieces_, false);
        if (!range_gap_)
            metrics_.zones = time_in_zones(pieces_, range_, activity::ZoneScale::pct_reserve,
                                           bounds_of(pack_, domain::Scale::pct_hrr));
        else if (!max_gap) {
            metrics_.scale = activity::ZoneScale::pct_max;
            metrics_.zones = time_in_zones(pieces_, range_, activity::ZoneScale::pct_max,
                                           bounds_of(pack_, domain::Scale::pct_hrmax));
        } else
            lacks(BoutMetric::zones, *max_gap);
    }

    void fill_impulses() {
        if (range_gap_ || !person_.sex)
            lacks(BoutMetric::banister, range_gap_.value_or(BoutGap::sex));
        else {
            const auto& weight = *person_.sex == Sex::M ? load_.banister_men : load_.banister_women;
            metrics_.banister =
                activity::banister_impulse(pieces_, range_, {weight.factor, weight.exponent});
        }
        if (const auto gap = gap_of_range(person_, pieces_, false))
            lacks(BoutMetric::edwards, *gap);
        else
            metrics_.edwards = activity::edwards_impulse(
                pieces_, *person_.max_bpm, {load_.edwards_lower_pct_hrmax, load_.edwards_weight});
        if (pieces_.empty())
            lacks(BoutMetric::lucia, BoutGap::no_heart_rate);
        else if (!person_.thresholds)
            lacks(BoutMetric::lucia, BoutGap::thresholds);
        else
            metrics_.lucia =
                activity::lucia_impulse(pieces_, *person_.thresholds, load_.lucia_weight);
    }

    void fill_energy() {
        if (range_gap_ || !person_.peak_met || *person_.peak_met <= 1)
            lacks(BoutMetric::met_heart, range_gap_.value_or(BoutGap::peak_met));
        else
            metrics_.met_heart =
                activity::met_minutes_from_heart(pieces_, range_, *person_.peak_met);
        const auto by_speed = activity::met_minutes_from_speed(
            activity_, cover_,
            {pack_.energy.vo2_rest, load_.speed.walking, load_.speed.running,
             load_.speed.walking_from, load_.speed.walking_to, load_.speed.running_from});
        // The equations are of walking and running: a wheel's speed says nothing of effort.
        const bool on_foot = activity_.sport.find("cycl") == std::string::npos &&
                             activity_.sport.find("bik") == std::string::npos &&
                             activity_.sport.find("swim") == std::string::npos;
        if (on_foot && by_speed.counted_s > 0)
            metrics_.met_speed = by_speed;
        else
            lacks(BoutMetric::met_speed, BoutGap::speed);
    }

    const domain::RecordedActivity& activity_;
    const BoutPerson& person_;
    const knowledge::PrescriptionPack& pack_;
    const knowledge::LoadPack& load_;
    activity::CoverSettings cover_;
    std::vector<HeartPiece> pieces_;
    HeartRange range_;
    std::optional<BoutGap> range_gap_;
    BoutMetrics metrics_;
};

}  // namespace

activity::CoverSettings cover_settings(const knowledge::Catalogue& catalogue) {
    const auto& cover = catalogue.load.cover;
    return {cover.hold_s, cover.pause_s, cover.lowest_bpm, cover.highest_bpm};
}

BoutPerson bout_person(const domain::Record& record, Day as_of,
                       const knowledge::Catalogue& catalogue) {
    const auto clearance = screen_record(record, as_of, catalogue);
    const auto context = prescribe::plan_context(record, clearance, as_of, catalogue);
    BoutPerson person;
    person.no_heart_rate = context.no_heart_rate;
    person.rest_bpm = context.known("hr");
    person.sex = domain::named<Sex>(context.word("sex"));
    person.peak_met = record.person.peak_mets;
    person.max_bpm = record.person.hr_max_measured;
    if (!person.max_bpm)
        if (const auto age = context.known("age")) {
            const auto& heart = catalogue.prescription.heart_rate;
            person.max_bpm = prescribe::predict_hr_max(
                *age, heart.equations[static_cast<std::size_t>(heart.usual)]);
            person.max_predicted = true;
        }
    return person;
}

BoutMetrics measure_bout(const domain::RecordedActivity& activity, const BoutPerson& person,
                         std::optional<double> effort, const knowledge::Catalogue& catalogue) {
    return Measure{activity, person, catalogue}.all(effort);
}

}  // namespace sinew::care
