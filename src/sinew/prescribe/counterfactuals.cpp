#include <sinew/prescribe/counterfactuals.hpp>
#include <sinew/screening/logic.hpp>
#include <sinew/screening/screen.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::ConditionNode;
using knowledge::FactSpec;
using knowledge::FactType;
using knowledge::Op;

/// Smallest change a person would speak of: one for whole numbers and large ranges, a tenth for fine ones.
double step_of(const FactSpec& fact) noexcept {
    constexpr double kFineRange = 20;  // temperatures, half days
    const bool fine =
        !fact.integer && fact.lowest && fact.highest && *fact.highest - *fact.lowest <= kFineRange;
    return fine ? 0.1 : 1.0;
}

/// The nearest value at which this comparison no longer holds; nothing when there is none to speak of.
std::optional<double> nearest_other(const ConditionNode& atom, const FactSpec& fact, double now) {
    std::optional<double> value;
    switch (atom.op) {
        case Op::eq:
            if (fact.type == FactType::boolean) value = 1 - atom.value;
            if (fact.type == FactType::choice && atom.value != 0) value = 0;
            break;
        case Op::ne:
            if (fact.type == FactType::choice) value = atom.value;
            break;
        case Op::in:
            if ((atom.members & 1U) == 0) value = 0;
            break;
        case Op::gt: value = atom.value; break;
        case Op::ge: value = std::ceil((atom.value - step_of(fact)) * 10 - 1e-9) / 10; break;
        case Op::lt: value = atom.value; break;
        case Op::le: value = std::floor((atom.value + step_of(fact)) * 10 + 1e-9) / 10; break;
        case Op::all:
        case Op::any: break;
    }
    if (!value || *value == now) return std::nullopt;
    if (fact.type == FactType::number &&
        ((fact.lowest && *value < *fact.lowest) || (fact.highest && *value > *fact.highest)))
        return std::nullopt;
    return value;
}

bool can_change(const FactSpec& fact) noexcept { return fact.name != "age" && fact.name != "sex"; }

template <class T>
bool looser(const std::optional<T>& then, const std::optional<T>& now) {
    return now && (!then || *now < *then);
}

bool betters(const Clearance& then, const Clearance& now) {
    if (then.outcome != now.outcome) return then.outcome < now.outcome;
    const Limits& a = then.limits;
    const Limits& b = now.limits;
    return looser(a.intensity_cap, b.intensity_cap) ||
           looser(a.session_min_max, b.session_min_max) ||
           looser(a.weekly_min_max, b.weekly_min_max) ||
           (b.supervision && a.supervision.value_or(Supervision::none) < *b.supervision) ||
           (b.rpe_talk && !a.rpe_talk) ||
           (b.allow && (!a.allow || a.allow->count() > b.allow->count()));
}

Phrase with_fact(std::string_view key, const Counterfactual& change) {
    Phrase phrase{key, {}};
    phrase.values.push_back({"fact", FactValue{change.fact, change.value}});
    return phrase;
}

}  // namespace

std::vector<Counterfactual> counterfactuals(const Intake& said, const Clearance& clearance,
                                            std::span<const Override> overrides,
                                            const knowledge::Catalogue& catalogue) {
    const auto& pack = catalogue.screening;
    std::vector<Counterfactual> list;
    for (const RuleIndex index : clearance.fired) {
        for (const ConditionNode& atom : pack.rules[index].when) {
            if (atom.op == Op::all || atom.op == Op::any) continue;
            const FactSpec& fact = pack.facts[atom.fact];
            const Reading& reading = clearance.facts[atom.fact];
            if (!can_change(fact) || reading.state != Reading::State::known || reading.stale)
                continue;
            ConditionNode alone = atom;
            alone.end = 1;
            if (screening::evaluate({alone}, clearance.facts) != screening::Truth::yes) continue;
            const auto value = nearest_other(atom, fact, reading.value);
            if (!value) continue;
            const bool tried = std::any_of(list.begin(), list.end(), [&](const Counterfactual& c) {
                return c.fact == atom.fact && c.value == *value;
            });
            if (tried) continue;
            Intake other = said;
            other[atom.fact] = Reading::number(*value);
            const Clearance then =
                screening::screen(std::move(other), pack, clearance.mode, overrides);
            if (betters(then, clearance))
                list.push_back({atom.fact, *value, then.outcome, then.limits,
                                then.missing.size() < clearance.missing.size()});
        }
    }
    std::stable_sort(
        list.begin(), list.end(),
        [](const Counterfactual& a, const Counterfactual& b) { return a.outcome < b.outcome; });
    return list;
}

std::vector<Phrase> outcome_phrases(const std::vector<Counterfactual>& list,
                                    const Clearance& clearance, std::size_t most) {
    std::vector<Phrase> phrases;
    for (const Counterfactual& change : list) {
        if (change.outcome >= clearance.outcome || phrases.size() == most) continue;
        Phrase phrase = with_fact("change.outcome", change);
        phrase.values.push_back(
            {"outcome", TextKeys{"outcome." + std::string{name_of(change.outcome)} + ".short"}});
        phrases.push_back(std::move(phrase));
    }
    return phrases;
}

void add_counterfactuals(Programme& programme, const std::vector<Counterfactual>& list) {
    const Limits& now = programme.clearance.limits;
    const auto add = [&](ChoiceId id, Phrase phrase) {
        for (Choice& choice : programme.choices)
            if (choice.id == id) choice.would_change.insert(choice.would_change.begin(), phrase);
    };
    for (auto change = list.rbegin(); change != list.rend(); ++change) {
        const Limits& then = change->limits;
        if (looser(then.intensity_cap, now.intensity_cap)) {
            Phrase phrase = with_fact(then.intensity_cap ? "change.cap" : "change.no_cap", *change);
            if (then.intensity_cap)
                phrase.values.push_back(
                    {"zone", TextKeys{"zone." + std::string{name_of(*then.intensity_cap)}}});
            add(ChoiceId::aerobic_zone, phrase);
            add(ChoiceId::resistance_load, std::move(phrase));
        }
        if (looser(then.session_min_max, now.session_min_max)) {
            Phrase phrase = with_fact(
                then.session_min_max ? "change.session_minutes" : "change.no_session_minutes",
                *change);
            if (then.session_min_max) phrase.values.push_back({"minutes", *then.session_min_max});
            add(ChoiceId::aerobic_minutes, std::move(phrase));
        }
        if (looser(then.weekly_min_max, now.weekly_min_max))
            add(ChoiceId::weekly_minutes, with_fact("change.no_weekly_minutes", *change));
        if (now.supervision && then.supervision.value_or(Supervision::none) < *now.supervision) {
            Phrase phrase = with_fact("change.supervision", *change);
            phrase.values.push_back(
                {"supervision",
                 TextKeys{"supervision." +
                          std::string{name_of(then.supervision.value_or(Supervision::none))}}});
            add(ChoiceId::supervision, std::move(phrase));
        }
        if (now.rpe_talk && !then.rpe_talk)
            add(ChoiceId::heart_rate_target, with_fact("change.heart_rate", *change));
        if (now.allow && (!then.allow || then.allow->count() > now.allow->count()))
            add(ChoiceId::modality_mix, with_fact("change.more_kinds", *change));
    }
}

}  // namespace sinew::prescribe
