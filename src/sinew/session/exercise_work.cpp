#include <sinew/session/exercise_work.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace sinew::session {
namespace {

using namespace domain;
using knowledge::Catalogue;
using knowledge::Exercise;

ExercisePlace place_of(const Catalogue& catalogue, const ExerciseUse& use, std::uint8_t set) {
    const Exercise& exercise = catalogue.exercises[use.exercise];
    return {use.exercise,  use.part,       set, std::max<std::uint8_t>(1, use.sets), use.amount,
            exercise.unit, exercise.easier};
}

Segment exercise_segment(const Catalogue& catalogue, const ExerciseUse& use, SegmentKind kind,
                         std::int32_t duration_ms, std::uint8_t set = 1) {
    Segment segment;
    segment.kind = kind;
    segment.duration_ms = duration_ms;
    segment.exercise = place_of(catalogue, use, set);
    return segment;
}

/// Effort below the target's lower end: how one recovers between two stretches of work.
Targets easy_targets(const Targets& work) {
    Targets easy = work;
    easy.zone_high = work.zone_low;
    easy.effort = {0, work.effort.low};
    easy.borg = {6, work.borg.low};
    easy.pct_hrr = {0, work.pct_hrr.low};
    if (work.hr_bpm) easy.hr_bpm = Range{0, work.hr_bpm->low};
    return easy;
}

std::vector<Prompt> steady_prompts(const Catalogue& catalogue, const Targets& targets,
                                   std::int32_t duration_ms) {
    const auto& plan = catalogue.sessions;
    std::vector<Prompt> prompts;
    const std::string talk = talk_key(catalogue, targets.zone_high);
    if (!talk.empty())
        for (std::int32_t at = 0; at < duration_ms; at += seconds_ms(plan.talk_test_every_s))
            prompts.push_back({at, talk});
    if (duration_ms >= seconds_ms(plan.half_from_s))
        prompts.push_back({duration_ms / 2, "session.work.half"});
    if (duration_ms >= seconds_ms(plan.last_minute_from_s))
        prompts.push_back({duration_ms - minutes_ms(1), "session.work.last_minute"});
    std::stable_sort(prompts.begin(), prompts.end(),
                     [](const auto& a, const auto& b) { return a.at_ms < b.at_ms; });
    return prompts;
}

void add_intervals(Timeline& timeline, const Catalogue& catalogue, const ExerciseUse& use,
                   const Targets& targets, std::int32_t duration_ms) {
    const std::int32_t work = seconds_ms(catalogue.sessions.interval_work_s);
    const std::int32_t easy = seconds_ms(catalogue.sessions.interval_easy_s);
    // Easy first and easy last: nobody starts or ends hard. n stretches of work need n + 1 easy ones.
    const std::int32_t count = std::max<std::int32_t>(0, (duration_ms - easy) / (work + easy));
    const std::int32_t rest = duration_ms - count * work;
    const std::vector<double> even(static_cast<std::size_t>(count) + 1, 1.0);
    const auto easies = share_ms(rest, even);
    for (std::int32_t i = 0; i <= count; ++i) {
        Segment recover = exercise_segment(catalogue, use, SegmentKind::interval_easy,
                                           easies[static_cast<std::size_t>(i)]);
        recover.targets = easy_targets(targets);
        timeline.add(std::move(recover));
        if (i == count) break;
        Segment hard = exercise_segment(catalogue, use, SegmentKind::interval_work, work);
        hard.exercise->set = static_cast<std::uint8_t>(i + 1);
        hard.exercise->of = static_cast<std::uint8_t>(count);
        hard.targets = targets;
        if (const std::string talk = talk_key(catalogue, targets.zone_high); !talk.empty())
            hard.prompts = {{0, talk}};
        timeline.add(std::move(hard));
    }
}

/// One set and how long it may take.
struct SetPlan {
    ExerciseUse use;
    std::uint8_t set = 1;
    double usual_s = 0, low_s = 0, high_s = 0;
    bool rises = false;  ///< the person stands up before it
};

std::vector<SetPlan> plan_sets(const Catalogue& catalogue, std::span<const ExerciseUse> uses) {
    const auto& plan = catalogue.sessions;
    std::vector<SetPlan> sets;
    Position before = Position::standing;
    for (const ExerciseUse& use : uses) {
        const Exercise& exercise = catalogue.exercises[use.exercise];
        const double amount = std::max<int>(1, use.amount);
        for (int set = 1; set <= std::max<int>(1, use.sets); ++set) {
            SetPlan one{
                use,    static_cast<std::uint8_t>(set),
                amount, amount,
                amount, before != Position::standing && exercise.position == Position::standing};
            if (exercise.unit == DoseUnit::repetitions) {
                one.usual_s = amount * plan.repetition_s;
                one.low_s = amount * plan.repetition_low_s;
                one.high_s = amount * plan.repetition_high_s;
            }
            sets.push_back(one);
            before = exercise.position;
        }
    }
    return sets;
}

double rest_low(const Catalogue& catalogue, const SetPlan& next, bool rise_slowly) {
    const double low = catalogue.sessions.rest_low_s;
    return rise_slowly && next.rises ? std::max<double>(low, catalogue.sessions.position_change_s)
                                     : low;
}

double shortest_s(const Catalogue& catalogue, const std::vector<SetPlan>& sets, bool rise_slowly) {
    double sum = 0;
    for (std::size_t i = 0; i < sets.size(); ++i)
        sum += sets[i].low_s + (i > 0 ? rest_low(catalogue, sets[i], rise_slowly) : 0);
    return sum;
}

/// Drops last sets of several first, then whole exercises from the end.
std::vector<ExerciseIndex> drop_what_does_not_fit(const Catalogue& catalogue,
                                                  std::vector<SetPlan>& sets, double budget_s,
                                                  bool rise_slowly) {
    std::vector<ExerciseIndex> dropped;
    while (!sets.empty() && shortest_s(catalogue, sets, rise_slowly) > budget_s) {
        auto victim = std::find_if(sets.rbegin(), sets.rend(),
                                   [](const SetPlan& set) { return set.set > 1; });
        if (victim == sets.rend()) {
            victim = sets.rbegin();
            dropped.push_back(victim->use.exercise);
        }
        const ExerciseIndex exercise = victim->use.exercise;
        sets.erase(std::next(victim).base());
        for (SetPlan& set : sets)
            if (set.use.exercise == exercise && set.use.sets > 1) --set.use.sets;
    }
    return dropped;
}

}  // namespace

std::string talk_key(const Catalogue& catalogue, Intensity zone) {
    if (zone == Intensity::breathing_only) return {};
    std::string id = catalogue.prescription.zone(zone).talk;
    for (char& c : id)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    return id.empty() ? id : "talk." + id + ".say";
}

void add_aerobic(Timeline& timeline, const Catalogue& catalogue, std::span<const ExerciseUse> uses,
                 const Targets& targets, std::int32_t duration_ms) {
    if (duration_ms <= 0) return;
    if (uses.empty()) {
        Segment segment;
        segment.kind = SegmentKind::exercise;
        segment.duration_ms = duration_ms;
        segment.title = "session.work.title";
        segment.instruction = talk_key(catalogue, targets.zone_high);
        segment.targets = targets;
        segment.prompts = steady_prompts(catalogue, targets, duration_ms);
        return timeline.add(std::move(segment));
    }
    std::vector<double> weights;
    for (const ExerciseUse& use : uses)
        weights.push_back(std::max<int>(1, use.amount) * std::max<int>(1, use.sets));
    const auto parts = share_ms(duration_ms, weights);
    const auto& intervals = catalogue.sessions.interval_exercises;
    for (std::size_t i = 0; i < uses.size(); ++i) {
        if (std::find(intervals.begin(), intervals.end(), uses[i].exercise) != intervals.end()) {
            add_intervals(timeline, catalogue, uses[i], targets, parts[i]);
            continue;
        }
        Segment segment = exercise_segment(catalogue, uses[i], SegmentKind::exercise, parts[i]);
        segment.targets = targets;
        segment.prompts = steady_prompts(catalogue, targets, parts[i]);
        timeline.add(std::move(segment));
    }
}

std::vector<ExerciseIndex> add_strength(Timeline& timeline, const Catalogue& catalogue,
                                        std::span<const ExerciseUse> uses, const Targets& targets,
                                        std::int32_t duration_ms, bool rise_slowly) {
    if (duration_ms <= 0) return {};
    std::vector<SetPlan> sets = plan_sets(catalogue, uses);
    auto dropped = drop_what_does_not_fit(catalogue, sets, duration_ms / 1000.0, rise_slowly);
    // Every set and rest has a low, a usual and a high length; one factor stretches them all alike.
    std::vector<double> low, usual, high;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        if (i > 0) {
            low.push_back(rest_low(catalogue, sets[i], rise_slowly));
            usual.push_back(std::max<double>(low.back(), catalogue.sessions.rest_s));
            high.push_back(std::max<double>(low.back(), catalogue.sessions.rest_high_s));
        }
        low.push_back(sets[i].low_s);
        usual.push_back(sets[i].usual_s);
        high.push_back(sets[i].high_s);
    }
    const auto sum = [](const std::vector<double>& list) {
        double total = 0;
        for (const double x : list) total += x;
        return total;
    };
    const double budget_s = duration_ms / 1000.0;
    const bool tight = sum(usual) > budget_s;
    const std::vector<double>& from = tight ? low : usual;
    const std::vector<double>& to = tight ? usual : high;
    const double room = sum(to) - sum(from);
    const double stretch = room > 0 ? std::clamp((budget_s - sum(from)) / room, 0.0, 1.0) : 0;
    std::vector<double> lengths;
    for (std::size_t i = 0; i < from.size(); ++i)
        lengths.push_back(from[i] + stretch * (to[i] - from[i]));
    const double spare = budget_s - sum(lengths);
    const bool easy_end = lengths.empty() || spare >= catalogue.sessions.rest_low_s;
    const std::int32_t end_ms =
        easy_end ? static_cast<std::int32_t>(std::lround(std::max(0.0, spare) * 1000)) : 0;
    const auto parts = share_ms(duration_ms - end_ms, lengths);
    std::size_t at = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        if (i > 0) {
            const bool slow = rise_slowly && sets[i].rises;
            timeline.add(SegmentKind::rest, parts[at++], "session.work.rest",
                         slow ? "session.change.slow" : "");
        }
        Segment segment = exercise_segment(catalogue, sets[i].use, SegmentKind::exercise,
                                           parts[at++], sets[i].set);
        segment.targets = targets;
        segment.prompts = {{0, "session.work.breathe_out"}};
        timeline.add(std::move(segment));
    }
    timeline.add(SegmentKind::rest, end_ms, "session.mobility.title", "session.mobility.say");
    return dropped;
}

void add_rounds(Timeline& timeline, const Catalogue& catalogue, std::span<const ExerciseUse> uses,
                SegmentKind kind, std::int32_t duration_ms, const std::vector<std::string>& texts) {
    if (duration_ms <= 0) return;
    const std::string stem = kind == SegmentKind::warm_up ? "session.warm_up" : "session.cool_down";
    if (uses.empty()) {
        std::vector<std::string> said = texts;
        const std::string first = said.empty() ? stem + ".say" : said.front();
        if (!said.empty()) said.erase(said.begin());
        return timeline.add(kind, duration_ms, stem + ".title", first,
                            spread(std::move(said), duration_ms));
    }
    const double entry_ms = seconds_ms(catalogue.sessions.warm_up_entry_s);
    const auto count = static_cast<double>(uses.size());
    const auto rounds =
        static_cast<std::size_t>(std::max(1.0, std::round(duration_ms / (entry_ms * count))));
    const std::vector<double> even(rounds * uses.size(), 1.0);
    const auto parts = share_ms(duration_ms, even);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const ExerciseUse& use = uses[i % uses.size()];
        Segment segment = exercise_segment(catalogue, use, kind, parts[i],
                                           static_cast<std::uint8_t>(i / uses.size() + 1));
        segment.exercise->of = static_cast<std::uint8_t>(rounds);
        segment.title = stem + ".title";
        if (i == 0) segment.prompts = spread(texts, parts[i]);
        timeline.add(std::move(segment));
    }
}

}  // namespace sinew::session
