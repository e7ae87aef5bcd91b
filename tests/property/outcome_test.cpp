// Laws of the outcome: no training without a clearance, nothing missing ever clear, a stop survives more facts, and one
// rule more never loosens outcome or limits.
#include <gtest/gtest.h>
#include "property/law.hpp"
#include "property/programme_walk.hpp"
#include "property/random_facts.hpp"
#include "support/tries.hpp"

#include <algorithm>

namespace sinew::property {
namespace {

using namespace domain;

care::Prescription answer_of(const RandomPerson& person) {
    return care::prescribe(person.record(), person.today, catalogue());
}

RandomPerson with(RandomPerson person, Change change) {
    person.changes.push_back(std::move(change));
    return person;
}

TEST(OutcomeProperty, without_a_clearance_there_is_no_training) {
    int programmes = 0, meanwhile = 0;
    hold(20000, [&](const RandomPerson& person) {
        Broken broken;
        const auto answer = answer_of(person);
        const bool trains = answer.clearance.outcome <= Outcome::supervise;
        ++(trains ? programmes : meanwhile);
        if (trains != answer.programme.has_value())
            broken.emplace_back("a programme without a clearance, or a clearance without one");
        if (trains == answer.clearance.permitted_meanwhile.has_value())
            broken.emplace_back("permitted meanwhile beside training");
        if (trains && !answer.clearance.missing.empty())
            broken.emplace_back("trains with questions open");
        return broken;
    });
    const auto fifth = static_cast<int>(tries(20000) / 5);
    EXPECT_GT(programmes, fifth);  // the generator must reach both sides
    EXPECT_GT(meanwhile, fifth);
}

TEST(OutcomeProperty, a_missing_required_fact_never_trains) {
    hold(10000, [](const RandomPerson& person) {
        Broken broken;
        RandomStream chance{person.seed, "missing", person.index};
        std::vector<FactIndex> required;
        for (std::size_t i = 0; i < catalogue().screening.facts.size(); ++i)
            if (catalogue().screening.facts[i].required)
                required.push_back(static_cast<FactIndex>(i));
        const FactIndex fact = required[chance.below(required.size())];
        const auto unknown = with(person, {"one required fact is unknown",
                                           [=](Record& record) { record.facts[fact] = {}; }});
        const auto answer = answer_of(unknown);
        const Reading& judged = answer.clearance.facts[fact];
        if (judged.derived) return broken;  // another answer stands in for it (DER-03 to DER-05)
        const std::string& name = catalogue().screening.facts[fact].name;
        if (answer.clearance.outcome < Outcome::incomplete)
            broken.push_back(name + " is missing and the person trains");
        const auto& missing = answer.clearance.missing;
        if (std::none_of(missing.begin(), missing.end(),
                         [&](MissingFact m) { return m.fact == fact; }))
            broken.push_back(name + " is not asked for");
        return broken;
    });
}

TEST(OutcomeProperty, a_stop_survives_more_facts) {
    int stops = 0;
    hold(20000, [&](const RandomPerson& person) {
        Broken broken;
        const Record before = person.record();
        const auto stopped = care::prescribe(before, person.today, catalogue());
        if (stopped.clearance.outcome != Outcome::stop_now) return broken;
        ++stops;
        RandomStream chance{person.seed, "more", person.index};
        Record after = before;
        for (int i = 0; i < 8; ++i) {
            Record trial = after;
            const Change change = random_fact(chance);
            change.apply(trial);
            // Facts are added, none is taken back: only what nobody had answered takes an answer, and a possible one.
            for (std::size_t f = 0; f < trial.facts.size(); ++f) {
                const bool added = before.facts[f].state == Reading::State::absent &&
                                   stopped.clearance.facts[f].state == Reading::State::absent;
                if (!added) trial.facts[f] = after.facts[f];
            }
            after = trial;
        }
        const Outcome outcome = care::prescribe(after, person.today, catalogue()).clearance.outcome;
        if (outcome != Outcome::stop_now)
            broken.push_back(fmt::format("stop_now became {}", name_of(outcome)));
        return broken;
    });
    EXPECT_GT(stops, static_cast<int>(tries(20000) / 40));
}

void clearance_never_looser(const Clearance& a, const Clearance& b, Broken& broken) {
    if (b.outcome < a.outcome)
        broken.push_back(fmt::format("{} became {}", name_of(a.outcome), name_of(b.outcome)));
    Limits merged = a.limits;
    merged.merge(b.limits);
    if (!(merged == b.limits)) broken.emplace_back("the merged limits are looser");
}

TEST(OutcomeProperty, one_rule_more_never_loosens_the_clearance) {
    hold(30000, [](const RandomPerson& person) {
        Broken broken;
        RandomStream chance{person.seed, "contraindication", person.index};
        const Change change = random_fact(chance);
        const auto before = answer_of(person), after = answer_of(with(person, change));
        const auto &a = before.clearance, &b = after.clearance;
        // The change must add: every rule that spoke still speaks, one speaks more, no question is closed by it.
        const bool more =
            b.fired.size() > a.fired.size() &&
            std::includes(b.fired.begin(), b.fired.end(), a.fired.begin(), a.fired.end());
        const bool asks =
            std::includes(b.missing.begin(), b.missing.end(), a.missing.begin(), a.missing.end(),
                          [](MissingFact x, MissingFact y) { return x.fact < y.fact; });
        if (!more || !asks) return broken;
        clearance_never_looser(a, b, broken);
        if (!broken.empty()) broken.emplace_back("after " + change.name);
        return broken;
    });
}

}  // namespace
}  // namespace sinew::property
