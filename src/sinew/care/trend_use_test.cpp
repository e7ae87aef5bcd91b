#include <sinew/base/random_stream.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/care/trend_use.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace sinew::care {
namespace {

const knowledge::Catalogue& packs() {
    static const auto kOpened = open_catalogue(packs_in({}), {knowledge::Part::outcomes});
    return **kOpened;
}

std::string told(const std::optional<trend::MeanChange>& change) {
    return change ? fmt::format(" {:a}[{:a},{:a}]{:a}", change->estimate, change->interval.low,
                                change->interval.high, change->memory)
                  : " -";
}

/// Every number of an answer, to the last bit.
std::string told(const TrendAnswer& answer) {
    std::string text;
    const auto add = [&](auto... numbers) {
        ((text += fmt::format(" {:a}", double(numbers))), ...);
    };
    const auto day = [](Day one) { return one.time_since_epoch().count(); };
    for (const OutcomeTrend& one : answer.trends) {
        text += "\n" + one.person + " " + one.outcome->id;
        add(one.before_sessions, one.quiet, one.quiet_limit_days, one.mixed_offsets,
            one.chart_values);
        for (const auto& value : one.series.values) add(day(value.day), value.value);
        const auto& level = one.level;
        add(int(level.verdict), level.change, level.standard_error, level.memory, level.baseline,
            level.recent, level.pulled, day(level.recent_to));
        if (level.interval) add(level.interval->low, level.interval->high);
        if (one.slope) add(one.slope->per_day, one.slope->interval.low, one.slope->interval.high);
        for (const auto& step : one.steps) add(step.evidence, day(step.earliest), day(step.latest));
        if (one.chart) {
            const auto& chart = *one.chart;
            add(chart.centre, chart.spread, chart.jump_limit, chart.drift_limit, chart.memory,
                chart.baseline_values, day(chart.baseline_to));
            for (const auto& read : chart.days) add(day(read.day), read.value, read.smoothed);
            for (const auto& alarm : chart.alarms) add(day(alarm.day), alarm.worse, alarm.value);
        }
        if (one.bouts)
            text += told(one.bouts->change) + told(one.bouts->adjusted) +
                    told(one.bouts->against_no_bout);
        for (const Attention attention : one.attention) add(int(attention));
    }
    return text;
}

/// Weeks of two outcomes of two people; some days with bouts, some without an answer.
std::vector<domain::Observation> some_weeks(RandomStream& draw, Day first, int days) {
    std::vector<domain::Observation> list;
    for (int day = 0; day < days; ++day)
        for (const char* person : {"A", "B"})
            for (const char* outcome : {"craving_vas", "mood"}) {
                if (draw.below(8) == 0) continue;
                domain::Observation one;
                one.person = person;
                one.outcome = outcome;
                one.day = first + std::chrono::days{day};
                one.value = outcome[0] == 'c' ? static_cast<double>(draw.below(101))
                                              : static_cast<double>(draw.below(11)) - 5;
                list.push_back(one);
                if (draw.below(3) != 0) continue;
                one.moment = domain::WhenAsked::before;
                one.bout = fmt::format("bout {}", day);
                list.push_back(one);
                one.moment = domain::WhenAsked::after;
                one.value = *one.value / 2;
                list.push_back(one);
            }
    return list;
}

TEST(Trends, are_the_same_with_a_memory_of_earlier_looks) {
    RandomStream draw{11, "looks"};
    const Day first{std::chrono::days{20'700}};
    auto list = some_weeks(draw, first, 45);
    TrendMemory memory;
    TrendQuestion question;
    question.as_of = first + std::chrono::days{45};
    int said_anew = 0;
    std::string last;
    for (int look = 0; look < 24; ++look) {
        switch (draw.below(6)) {
            case 0: *question.as_of += std::chrono::days{1}; break;
            case 1: question.baseline_days = 10 + static_cast<int>(draw.below(8)); break;
            case 2: list.erase(list.begin() + static_cast<long>(draw.below(list.size()))); break;
            case 3: break;  // nothing changed
            default: {      // a value anywhere, in the baseline as well
                auto& one = list[draw.below(list.size())];
                if (one.outcome == "craving_vas") one.value = static_cast<double>(draw.below(101));
            }
        }
        const std::string with = told(trends_of(list, question, packs(), &memory));
        ASSERT_EQ(with, told(trends_of(list, question, packs()))) << "look " << look;
        said_anew += with != last;
        last = with;
    }
    EXPECT_GT(said_anew, 12);
}

TEST(Trends, forget_nothing_that_a_design_asks_for) {
    RandomStream draw{12, "design"};
    auto list = some_weeks(draw, Day{std::chrono::days{20'700}}, 40);
    for (std::size_t i = 0; i < list.size(); ++i) list[i].practice = i / 20 % 2 == 0;
    TrendMemory memory;
    TrendQuestion question;
    const auto plain = trends_of(list, question, packs(), &memory);
    question.design = PracticeDesign{};
    const auto asked = trends_of(list, question, packs(), &memory);
    ASSERT_EQ(asked.trends.size(), plain.trends.size());
    EXPECT_TRUE(std::ranges::all_of(asked.trends,
                                    [](const auto& one) { return one.practice.has_value(); }));
}

}  // namespace
}  // namespace sinew::care
