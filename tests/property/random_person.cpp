#include "property/random_person.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/document/fact_values.hpp>
#include "property/random_facts.hpp"

namespace sinew::property {
namespace {

using namespace domain;

constexpr auto kFirstDay =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};  // a Monday; the index moves it

Record healthy() {
    const Json cases =
        Json::parse(*read_file(SINEW_SOURCE_DIR "/tests/golden/clinical/cases.json"));
    Record record;
    record.facts =
        *document::read_facts(cases["baseline_facts"], catalogue().screening, "baseline_facts");
    record.person.age = 34;
    return record;
}

template <class Enum>
EnumSet<Enum> some(RandomStream& chance, double probability) {
    EnumSet<Enum> set;
    for (const Enum value : values_of<Enum>())
        if (chance.chance(probability)) set.add(value);
    return set;
}

template <class Enum>
std::string told(EnumSet<Enum> set) {
    std::string text;
    for (const Enum value : values_of<Enum>())
        if (set.has(value)) text += " " + std::string{name_of(value)};
    return text.empty() ? " none" : text;
}

EnumSet<Weekday> some_days(RandomStream& chance, double probability) {
    EnumSet<Weekday> days;
    for (unsigned day = 0; day < 7; ++day)
        if (chance.chance(probability)) days.add(static_cast<Weekday>(day));
    return days;
}

Change fitness(RandomStream& chance) {
    const std::optional<double> minutes =
        chance.chance(0.8) ? std::optional{30.0 * static_cast<double>(chance.below(14))}
                           : std::nullopt;
    const std::optional<double> mets =
        chance.chance(0.3) ? std::optional{4 + 9 * chance.uniform()} : std::nullopt;
    const std::optional<double> top =
        chance.chance(0.2) ? std::optional{90 + 110 * chance.uniform()} : std::nullopt;
    return {fmt::format("fitness: {} min, {} MET, HRmax {}", minutes.value_or(-1),
                        mets.value_or(-1), top.value_or(-1)),
            [=](Record& record) {
                record.person.mvpa_min_week = minutes;
                record.person.peak_mets = mets;
                record.person.hr_max_measured = top;
            }};
}

Change symptoms(RandomStream& chance) {
    std::array<std::optional<double>, kSymptoms> ratings{};
    for (auto& rating : ratings)
        if (chance.chance(0.5)) rating = static_cast<double>(chance.below(11));
    return {"symptoms", [=](Record& record) { record.symptoms = ratings; }};
}

Change cautions(RandomStream& chance) {
    const auto set = some<Caution>(chance, 0.15);
    return {"cautions:" + told(set),
            [=](Record& record) { record.cautions = record.cautions | set; }};
}

Change wishes(RandomStream& chance) {
    const auto like = some<Modality>(chance, 0.2), dislike = some<Modality>(chance, 0.12);
    return {"like:" + told(like) + "; dislike:" + told(dislike), [=](Record& record) {
                record.like = like;
                record.dislike = dislike;
                record.goals = {Goal::sleep, Goal::craving};
            }};
}

Change days(RandomStream& chance) {
    const auto set = some_days(chance, 0.25 + 0.6 * chance.uniform());
    const bool twice = chance.chance(0.4);
    return {fmt::format("days {:07b}{}", set.bits(), twice ? ", twice daily" : ""),
            [=](Record& record) {
                record.availability.days = set;
                record.availability.twice_daily = twice;
            }};
}

Change minutes(RandomStream& chance) {
    constexpr std::array<int, 12> kMinutes{5, 6, 9, 10, 12, 15, 20, 24, 30, 40, 45, 60};
    const int most = kMinutes[chance.below(kMinutes.size())];
    return {fmt::format("minutes_max {}", most),
            [=](Record& record) { record.availability.minutes_max = most; }};
}

Change equipment(RandomStream& chance) {
    auto set = some<Equipment>(chance, 0.4);
    return {"equipment:" + told(set), [=](Record& record) { record.equipment = set; }};
}

std::vector<Appointment> appointments(RandomStream& chance, std::size_t most) {
    std::vector<Appointment> list(1 + chance.below(most));
    for (Appointment& one : list)
        one = {static_cast<Weekday>(chance.below(7)), 15 * static_cast<int>(chance.below(96))};
    return list;
}

Change groups(RandomStream& chance) {
    const auto list = appointments(chance, 4);
    std::string name = "groups:";
    for (const auto& one : list) name += fmt::format(" {} {}", sinew::name_of(one.day), one.minute);
    return {name, [=](Record& record) { record.group_sessions = list; }};
}

Change visits(RandomStream& chance) {
    const auto list = appointments(chance, 7);
    std::string name = "visits:";
    for (const auto& one : list) name += fmt::format(" {} {}", sinew::name_of(one.day), one.minute);
    return {name, [=](Record& record) { record.moud_visits = list; }};
}

Change history(RandomStream& chance, Day today) {
    const auto stage = static_cast<Stage>(chance.below(3));
    const Day since = today - std::chrono::days{chance.below(120)};
    return {fmt::format("history {} since {}", name_of(stage), day_text(since)),
            [=](Record& record) {
                record.previous_stage = stage;
                record.stage_since = since;
            }};
}

Change override_of(RandomStream& chance, Day today) {
    Override one;
    one.who = "clinician";
    one.reason = "seen today";
    one.from = today;
    one.until = today + std::chrono::days{chance.below(30)};
    if (chance.chance(0.5)) {
        one.rule = "SITE-1";
        one.added = Override::Added{static_cast<Outcome>(chance.below(3)), random_limits(chance),
                                    "as agreed"};
        return {"override adds" + limits_told(one.added->limits),
                [=](Record& record) { record.overrides.push_back(one); }};
    }
    std::vector<const knowledge::ScreeningRule*> open;
    for (const auto& rule : catalogue().screening.rules)
        if (rule.overridable) open.push_back(&rule);
    one.rule = open[chance.below(open.size())]->id;
    one.limits_too = chance.chance(0.3);
    return {"override sets aside " + one.rule,
            [=](Record& record) { record.overrides.push_back(one); }};
}

}  // namespace

const knowledge::Catalogue& catalogue() {
    using knowledge::Part;
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {Part::screening, Part::prescription, Part::forms,
                                            Part::exercises, Part::text, Part::citations});
    if (!loaded) {
        for (const Error& fault : loaded.error().list()) ADD_FAILURE() << to_line(fault);
        std::abort();
    }
    return **loaded;
}

Record RandomPerson::record() const {
    static const Record kHealthy = healthy();
    Record record = kHealthy;
    record.assessed_at = today.stated;
    for (const Change& change : changes) change.apply(record);
    return record;
}

std::string RandomPerson::told() const {
    std::string text = fmt::format("SINEW_PROPERTY_SEED={} SINEW_PROPERTY_INDEX={} on {}", seed,
                                   index, day_text(today.day()));
    for (const Change& change : changes) text += "\n    " + change.name;
    return text;
}

RandomPerson random_person(std::uint64_t seed, std::uint64_t index) {
    RandomStream chance{seed, "person", index};
    RandomPerson person;
    person.seed = seed;
    person.index = index;
    const Day today = kFirstDay + std::chrono::days{chance.below(7)};
    person.today = AsOf::at(Instant{today} + std::chrono::hours{9});
    const auto add = [&](double probability, auto&& make) {
        if (chance.chance(probability)) person.changes.push_back(make());
    };
    add(0.7, [&] { return fitness(chance); });
    const std::size_t clusters = chance.below(4);
    for (std::size_t i = 0; i < clusters; ++i)
        for (Change& change : random_cluster(chance)) person.changes.push_back(std::move(change));
    const std::size_t singles = chance.chance(0.1) ? chance.below(12) : chance.below(3);
    for (std::size_t i = 0; i < singles; ++i) person.changes.push_back(random_fact(chance));
    add(0.4, [&] { return symptoms(chance); });
    add(0.3, [&] { return cautions(chance); });
    add(0.3, [&] { return wishes(chance); });
    add(0.5, [&] { return days(chance); });
    add(0.4, [&] { return minutes(chance); });
    add(0.3, [&] { return equipment(chance); });
    add(0.3, [&] { return groups(chance); });
    add(0.4, [&] { return visits(chance); });
    add(0.2, [&] { return history(chance, today); });
    add(0.25, [&] { return override_of(chance, today); });
    return person;
}

}  // namespace sinew::property
