#include <sinew/screening/judge_facts.hpp>
#include <sinew/screening/logic.hpp>
#include <sinew/screening/missing_questions.hpp>
#include <sinew/screening/permitted.hpp>
#include <sinew/screening/screen.hpp>

#include <algorithm>

namespace sinew::screening {
namespace {

using namespace domain;
using knowledge::ScreeningPack;
using knowledge::ScreeningRule;

bool in_scope(const ScreeningRule& rule, Mode mode) noexcept {
    switch (mode) {
        case Mode::preparticipation: return rule.preparticipation;
        case Mode::daily: return rule.daily;
        case Mode::both: return true;
    }
    return true;
}

bool unknown(const Reading& reading) noexcept {
    return reading.stale || reading.state == Reading::State::absent ||
           reading.state == Reading::State::invalid;
}

/// Unknown facts named anywhere in an undecided rule, without those that are asked anyway.
std::vector<FactIndex> optional_questions(const Clearance& clearance, const ScreeningPack& pack) {
    std::vector<bool> named(pack.facts.size(), false);
    for (const RuleIndex rule : clearance.undecided)
        for (const FactIndex fact : pack.rules[rule].facts)
            named[fact] = unknown(clearance.facts[fact]);
    for (const MissingFact& missing : clearance.missing) named[missing.fact] = false;
    std::vector<FactIndex> list;
    for (std::size_t i = 0; i < named.size(); ++i)
        if (named[i]) list.push_back(static_cast<FactIndex>(i));
    return list;
}

const Override* override_of(const ScreeningRule& rule, std::span<const Override> overrides) {
    for (const Override& o : overrides)
        if (!o.added && o.rule == rule.id && rule.overridable) return &o;
    return nullptr;
}

}  // namespace

bool overridable(std::string_view rule, const ScreeningPack& pack) {
    const auto found = pack.find_rule(rule);
    return found && pack.rules[*found].overridable;
}

Clearance screen(Intake said, const ScreeningPack& pack, Mode mode,
                 std::span<const Override> overrides) {
    Clearance result;
    result.mode = mode;
    validate(said, pack);
    JudgedFacts judged = age_and_derive(said, pack);

    std::vector<RuleIndex> scope;
    scope.reserve(pack.rules.size());
    result.fired.reserve(16);
    result.passed.reserve(pack.rules.size());
    for (std::size_t i = 0; i < pack.rules.size(); ++i) {
        if (!in_scope(pack.rules[i], mode)) continue;
        const auto rule = static_cast<RuleIndex>(i);
        scope.push_back(rule);
        switch (evaluate(pack.rules[i].when, judged.facts)) {
            case Truth::yes: result.fired.push_back(rule); break;
            case Truth::no: result.passed.push_back(rule); break;
            case Truth::unknown: result.undecided.push_back(rule); break;
        }
    }
    result.missing = missing_questions(said, judged, scope, result.fired, pack);
    result.facts = std::move(judged.facts);
    result.optional_unknown = optional_questions(result, pack);

    result.outcome = result.complete() ? Outcome::clear : Outcome::incomplete;
    std::vector<RuleIndex> deciding;
    deciding.reserve(result.fired.size());
    for (const RuleIndex index : result.fired) {
        const ScreeningRule& rule = pack.rules[index];
        if (const Override* set_aside = override_of(rule, overrides)) {
            result.set_aside.push_back(index);
            if (!set_aside->limits_too) result.limits.merge(rule.limits);
            continue;
        }
        deciding.push_back(index);
        result.outcome = std::max(result.outcome, rule.outcome);
        result.limits.merge(rule.limits);
    }
    for (const Override& o : overrides) {
        if (o.added) {
            result.outcome = std::max(result.outcome, o.added->outcome);
            result.limits.merge(o.added->limits);
        }
        result.overrides.push_back(o);
    }
    if (result.limits.allow && result.limits.allow->empty())
        result.outcome = std::max(result.outcome, Outcome::refer_first);

    for (const RuleIndex index : pack.file_order) {
        if (!std::binary_search(result.fired.begin(), result.fired.end(), index)) continue;
        for (const std::string_view need : pack.rules[index].need)
            if (std::find(result.need.begin(), result.need.end(), need) == result.need.end())
                result.need.push_back(need);
    }
    result.permitted_meanwhile = permitted_meanwhile(result, deciding, pack);
    return result;
}

}  // namespace sinew::screening
