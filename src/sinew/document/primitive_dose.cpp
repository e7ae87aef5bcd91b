// Primitives of the first week: zone, hr, hrmax, vo2r, stage, tier, start, clip.
#include <sinew/care/dose_arithmetic.hpp>
#include <sinew/document/primitive_answers.hpp>

#include <algorithm>
#include <cmath>
#include <deque>

namespace sinew::document {
namespace {

using care::DoseArithmetic;
using domain::NoHeartRate;
using knowledge::Catalogue;

OrderedJson zone_json(std::optional<domain::Intensity> zone) {
    if (!zone) return nullptr;
    return domain::name_of(*zone);
}

OrderedJson range_json(domain::Range range) { return OrderedJson::array({range.low, range.high}); }

/// Facts listed as invalidating. Only those the pack names do; the two names of the merged limit count as well.
NoHeartRate validity(BatchInput& input, const Catalogue& catalogue) {
    NoHeartRate answer = NoHeartRate::none;
    const auto& invalidating = catalogue.prescription.heart_rate.invalid_when;
    for (const std::string& name : input.texts("invalid")) {
        if (name == "rpe_talk" || name == "intensity_basis") {
            answer = NoHeartRate::hr_invalid;
            continue;
        }
        const auto fact = catalogue.screening.find_fact(name);
        if (!fact)
            input.fault(ErrorCode::not_found, input.place("invalid"), "unknown fact",
                        "name facts of the screening pack");
        else if (std::find(invalidating.begin(), invalidating.end(), *fact) != invalidating.end())
            answer = NoHeartRate::hr_invalid;
    }
    return answer;
}

/// A limit of minutes or days as documents may write it; null is no limit.
bool read_amount(BatchInput& input, const std::string& at, Json& value) {
    if (!value.is_number()) {
        input.fault(ErrorCode::bad_input, at, "a number is wanted here",
                    "write digits without quotes");
        return false;
    }
    const auto amount = value.get<double>();
    if (amount != std::floor(amount) || amount < 0 || amount > 100'000) {
        input.fault(ErrorCode::out_of_range, at, "not a whole number from 0",
                    "limits are whole minutes, days or sessions");
        return false;
    }
    value = static_cast<int>(amount);
    return true;
}

/// The limits of a line, tolerant of null and of 15.0 for 15, strict about everything else.
domain::Limits read_limits_of(BatchInput& input, std::deque<std::string>& words) {
    if (!input.has("limits")) {
        input.lacks("limits");
        return {};
    }
    Json limits = input.json("limits");
    if (!limits.is_object()) {
        input.fault(ErrorCode::bad_input, input.place("limits"), "an object is wanted here",
                    "write it in braces");
        return {};
    }
    for (auto limit = limits.begin(); limit != limits.end();) {
        const std::string at = input.place("limits") + "/" + escaped(limit.key());
        const bool amount = limit.key().ends_with("_min") || limit.key().ends_with("_max");
        if (limit->is_null()) {
            limit = limits.erase(limit);
            continue;
        }
        if (amount && !read_amount(input, at, *limit)) return {};
        for (const auto& [key, words_known] :
             {std::pair<std::string_view, std::vector<std::string_view>>{"start",
                                                                         {"light_to_moderate"}},
              {"intensity_basis", {"rpe_talk", "heart_rate"}}})
            if (limit.key() == key &&
                std::none_of(
                    words_known.begin(), words_known.end(), [&limit](std::string_view word) {
                        return limit->is_string() && limit->get_ref<const std::string&>() == word;
                    }))
                input.fault(ErrorCode::bad_input, at, "unknown word",
                            "see the screening pack's merge_limits");
        ++limit;
    }
    Faults faults;
    domain::Limits read = knowledge::read_limits({limits, input.place("limits"), faults}, words);
    if (!faults.none()) {
        const Error& first = faults.list().front();
        input.fault(first.code, first.where, first.what, first.hint);
    }
    return read;
}

}  // namespace

OrderedJson plain_number(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return static_cast<std::int64_t>(value);
    return value;
}

OrderedJson printed_or_null(const std::optional<double>& value, int decimals) {
    if (!value) return nullptr;
    return DoseArithmetic::printed(*value, decimals);
}

OrderedJson answer_zone(BatchInput& input, const Catalogue& catalogue) {
    const auto scale = input.one_of<domain::Scale>("scale");
    return {{"zone", zone_json(DoseArithmetic{catalogue}.zone(scale, input.number("value")))}};
}

OrderedJson answer_hr(BatchInput& input, const Catalogue& catalogue) {
    care::HeartRateQuestion question;
    question.age = input.number("age");
    question.rest = input.number("rest");
    const auto percent = input.numbers("pct");
    if (percent.size() == 2) {
        question.pct_low = percent[0];
        question.pct_high = percent[1];
    } else {
        input.fault(ErrorCode::bad_input, input.place("pct"), "a range has two ends",
                    "write [low, high]");
    }
    question.equation = input.one_of<domain::HrMaxEquation>("formula");
    question.measured_hr_max = input.maybe_number("measured_hrmax");
    const auto target = DoseArithmetic{catalogue}.heart_rate(question, validity(input, catalogue));
    if (target.none_because != NoHeartRate::none)
        return {{"target", nullptr}, {"reason", domain::name_of(target.none_because)}};
    return {{"hrmax", target.hr_max},
            {"hrr", target.reserve},
            {"low", target.low},
            {"high", target.high}};
}

OrderedJson answer_hrmax(BatchInput& input, const Catalogue& catalogue) {
    const double age = input.number("age");
    OrderedJson answer;
    for (const auto equation : domain::values_of<domain::HrMaxEquation>())
        answer[std::string{domain::name_of(equation)}] =
            DoseArithmetic{catalogue}.hr_max(equation, age);
    return answer;
}

OrderedJson answer_vo2r(BatchInput& input, const Catalogue& catalogue) {
    const DoseArithmetic arithmetic{catalogue};
    const double vo2max = input.number("vo2max");
    const auto percent = arithmetic.pct_vo2_reserve(vo2max, input.number("pct_vo2max"));
    // The zone is that of the exact share; only what is printed is rounded.
    return {{"pct_vo2r", printed_or_null(percent, arithmetic.decimals().pct_vo2r)},
            {"zone", zone_json(percent ? arithmetic.zone(domain::Scale::pct_hrr, *percent)
                                       : std::nullopt)}};
}

OrderedJson answer_stage(BatchInput& input, const Catalogue& catalogue) {
    care::StageFacts facts;
    facts.days_since_last_use = input.maybe_number("days_since_last_use");
    facts.cows_total = input.maybe_number("cows_total");
    facts.moud = input.maybe_one_of<domain::Moud>("moud");
    facts.moud_days_on = input.maybe_number("moud_days_on");
    facts.moud_days_since_dose_change = input.maybe_number("moud_days_since_dose_change");
    facts.previous = input.maybe_one_of<domain::Stage>("previous_stage");
    facts.days_in_previous = input.maybe_number("days_in_previous_stage");
    return {{"stage", domain::name_of(DoseArithmetic{catalogue}.stage(facts))}};
}

OrderedJson answer_tier(BatchInput& input, const Catalogue& catalogue) {
    const auto minutes = input.maybe_number("mvpa_min_week");
    return {{"tier", domain::name_of(DoseArithmetic{catalogue}.tier(
                         minutes, input.maybe_number("peak_mets")))}};
}

OrderedJson answer_start(BatchInput& input, const Catalogue& catalogue) {
    const auto modality = input.one_of<domain::StartModality>("modality");
    const auto stage = input.one_of<domain::Stage>("stage");
    return OrderedJson::parse(
        DoseArithmetic{catalogue}.start_cell(modality, stage, input.one_of<domain::Tier>("tier")));
}

OrderedJson answer_clip(BatchInput& input, const Catalogue& catalogue) {
    std::deque<std::string> words;
    care::ClipQuestion question;
    question.stage = input.one_of<domain::Stage>("stage");
    question.tier = input.one_of<domain::Tier>("tier");
    question.primary_substance = input.maybe_one_of<domain::Substance>("primary_substance");
    const domain::Limits limits = read_limits_of(input, words);
    question.limits = &limits;
    const auto dose = DoseArithmetic{catalogue}.clip(question);
    if (!dose) return nullptr;
    return {{"pct_hrr", range_json(dose->pct_hrr)},
            {"minutes", range_json(dose->minutes)},
            {"freq_per_week", range_json(dose->days)},
            {"effort_max", dose->effort_max},
            {"zone_cap", domain::name_of(dose->cap)}};
}

}  // namespace sinew::document
