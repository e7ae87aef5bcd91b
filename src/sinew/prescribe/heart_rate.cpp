#include <sinew/prescribe/heart_rate.hpp>
#include <sinew/prescribe/rounding.hpp>

#include <algorithm>

namespace sinew::prescribe {

using domain::NoHeartRate;

double predict_hr_max(double age, const knowledge::HrMaxSpec& equation) noexcept {
    return settled(equation.constant + equation.per_year * age +
                   equation.per_year_squared * age * age);
}

NoHeartRate why_no_heart_rate(const domain::Intake& judged, const domain::Limits& limits,
                              const knowledge::HeartRateSpec& spec) noexcept {
    for (const domain::FactIndex fact : spec.invalid_when) {
        const domain::Reading& answer = judged[fact];
        const bool known = answer.state == domain::Reading::State::known && !answer.stale;
        if (!known || answer.value != 0) return NoHeartRate::hr_invalid;
    }
    return limits.rpe_talk ? NoHeartRate::rpe_talk : NoHeartRate::none;
}

HeartRateTarget heart_rate_target(const HeartRateQuestion& question, NoHeartRate validity,
                                  const knowledge::PrescriptionPack& pack) {
    const knowledge::HeartRateSpec& spec = pack.heart_rate;
    HeartRateTarget target;
    target.none_because = validity;
    if (validity != NoHeartRate::none) {
        target.rules.push_back(validity == NoHeartRate::rpe_talk ? "HRT-04" : "HRT-03");
        return target;
    }
    target.rules.push_back("HRT-01");
    target.rules.push_back("HRT-02");
    const double hr_max =
        question.measured_hr_max
            ? *question.measured_hr_max
            : predict_hr_max(question.age,
                             spec.equations[static_cast<std::size_t>(question.equation)]);
    const double reserve = settled(hr_max - question.rest);
    if (reserve <= 0) {
        target.none_because = NoHeartRate::hrmax_not_above_rest;
        return target;
    }
    const auto& decimals = pack.load.decimals;
    const auto bpm = [&](double percent) {
        const double exact = question.rest + percent / 100 * reserve;
        return static_cast<int>(
            rounded(std::clamp(exact, -1e6, 1e6), decimals.heart_rate));  // what an int can hold
    };
    target.hr_max = rounded(hr_max, decimals.hrmax);
    target.reserve = rounded(reserve, decimals.hrmax);
    target.low = bpm(question.pct_low);
    target.high = bpm(question.pct_high);
    target.alarm = target.high + spec.alarm_margin;
    target.rules.push_back("HRT-05");
    return target;
}

}  // namespace sinew::prescribe
