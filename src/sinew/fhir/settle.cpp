#include <sinew/base/text.hpp>
#include <sinew/domain/person_bounds.hpp>
#include <sinew/fhir/settle.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::fhir {
namespace {

using namespace domain;
using Candidates = std::vector<Candidate>;

/// Newest first; what has no date comes last. Among equals the order of the bundle stays.
void newest_first(Candidates& candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) {
                         return a.when && (!b.when || *a.when > *b.when);
                     });
}

bool says_the_same(const Candidate& a, const Candidate& b) {
    return a.reading.state == b.reading.state && a.reading.value == b.reading.value;
}

/// The newest candidate, unless another of the same time says otherwise. All others are told as older.
const Candidate* winner(Candidates& candidates, Findings& findings) {
    if (candidates.empty()) return nullptr;
    newest_first(candidates);
    const auto same_time =
        std::find_if(candidates.begin(), candidates.end(),
                     [&](const Candidate& c) { return c.when != candidates.front().when; });
    const bool agree = std::all_of(candidates.begin(), same_time, [&](const Candidate& c) {
        return says_the_same(c, candidates.front());
    });
    for (auto it = candidates.begin() + (agree ? 1 : 0); it != candidates.end(); ++it) {
        const bool repeats = agree && it < same_time;
        if (repeats)
            findings.tell(it->line, ImportFate::used);
        else
            findings.tell(it->line, ImportFate::not_used,
                          it < same_time ? NotUsed::contradicted : NotUsed::older);
    }
    return agree ? &candidates.front() : nullptr;
}

void put(FactIndex fact, const Candidate& chosen, Findings& findings, Record& record) {
    Reading reading = chosen.reading;
    reading.age_h =
        chosen.aged_from ? hours_between(*chosen.aged_from, findings.as_of().when) : kUnknownAge;
    const bool invalid = reading.state == Reading::State::invalid;
    std::string note = chosen.line.code.empty() ? chosen.line.label : origin_text(chosen.line);
    if (invalid) note += ": " + chosen.line.value;
    put_fact(record, fact, reading, chosen.aged_from, std::move(note));
    if (invalid) return findings.tell(chosen.line, ImportFate::not_used, chosen.flaw);
    // Kept and shown with its date, but it says nothing about today: screening asks again.
    const bool stale = reading.age_h > findings.catalogue().screening.facts[fact].max_age_h;
    findings.tell(chosen.line, ImportFate::used, stale ? NotUsed::too_old : NotUsed::none);
}

/// Both halves come from one observation, or at least from one moment; otherwise the newest stands alone.
void pair_pressures(Findings& findings) {
    const auto& pack = findings.catalogue().screening;
    auto& upper = findings.facts[pack.fact("sbp")];
    auto& lower = findings.facts[pack.fact("dbp")];
    if (upper.empty() || lower.empty()) return;
    newest_first(upper);
    newest_first(lower);
    const auto drop_older_than = [&](Candidates& half, const Candidate& newest) {
        // The other half of a newer reading is not known: an old one must not stand beside it.
        std::erase_if(half, [&](const Candidate& c) {
            const bool apart = c.when != newest.when && c.entry != newest.entry;
            if (apart) findings.tell(c.line, ImportFate::not_used, NotUsed::lone_component);
            return apart;
        });
    };
    const bool upper_newer =
        upper.front().when && (!lower.front().when || *upper.front().when > *lower.front().when);
    const bool lower_newer =
        lower.front().when && (!upper.front().when || *lower.front().when > *upper.front().when);
    if (upper_newer) drop_older_than(lower, upper.front());
    if (lower_newer) drop_older_than(upper, lower.front());
}

/// A lower value that is not below the upper one makes both of them impossible.
void refuse_upside_down(Findings& findings, Record& record) {
    const auto& pack = findings.catalogue().screening;
    Reading& upper = record.facts[pack.fact("sbp")];
    Reading& lower = record.facts[pack.fact("dbp")];
    if (upper.state != Reading::State::known || lower.state != Reading::State::known ||
        lower.value < upper.value)
        return;
    for (FactOrigin& origin : record.origins)
        if (origin.fact == pack.fact("sbp") || origin.fact == pack.fact("dbp"))
            origin.note += ": " + number_text(record.facts[origin.fact].value) +
                           " mm[Hg], the lower not below the upper";
    for (Reading* half : {&upper, &lower}) {
        half->state = Reading::State::invalid;
        half->value = 0;
    }
}

/// The lowest score of the newest date, and never below what a diagnosis states.
void settle_bones(FactIndex fact, Candidates& candidates, Findings& findings, Record& record) {
    newest_first(candidates);
    const auto newest_measured = std::find_if(candidates.begin(), candidates.end(),
                                              [](const auto& c) { return c.measured; });
    const Candidate* worst = nullptr;
    for (const Candidate& c : candidates) {
        const bool counts = !c.measured || c.when == newest_measured->when;
        if (counts && (worst == nullptr || c.reading.value > worst->reading.value)) worst = &c;
    }
    for (const Candidate& c : candidates)
        if (&c != worst) findings.tell(c.line, ImportFate::not_used, NotUsed::older);
    if (worst != nullptr) put(fact, *worst, findings, record);
}

/// Sodium, potassium and calcium: one outside its limits is enough; all three, in date and inside, are needed for "no".
void settle_electrolytes(Findings& findings, Record& record) {
    if (findings.electrolytes.empty()) return;
    const auto& pack = findings.catalogue().screening;
    const FactIndex fact = pack.fact("electrolytes_abnormal");
    std::map<std::string, Candidates> by_code;
    for (Candidate& c : findings.electrolytes) by_code[c.line.code].push_back(std::move(c));
    const auto rows =
        std::count_if(findings.catalogue().fhir.rows.begin(), findings.catalogue().fhir.rows.end(),
                      [](const knowledge::MapRow& row) { return row.normal.has_value(); });
    Candidates newest;
    for (auto& [code, candidates] : by_code)
        if (const Candidate* chosen = winner(candidates, findings)) newest.push_back(*chosen);
    newest_first(newest);
    const auto abnormal = std::find_if(newest.begin(), newest.end(), [](const Candidate& c) {
        return c.reading.state == Reading::State::known && c.reading.value == 1;
    });
    const bool all_in_date = static_cast<std::ptrdiff_t>(newest.size()) == rows &&
                             std::all_of(newest.begin(), newest.end(), [&](const Candidate& c) {
                                 const auto days = findings.days_ago(c.when);
                                 return c.reading.state == Reading::State::known && days &&
                                        *days * 24 <= pack.facts[fact].max_age_h;
                             });
    for (auto it = newest.begin(); it != newest.end(); ++it)
        if (it != abnormal)
            findings.tell(it->line,
                          all_in_date                 ? ImportFate::used
                          : it->flaw == NotUsed::none ? ImportFate::reported
                                                      : ImportFate::not_used,
                          it->flaw);
    if (abnormal != newest.end()) return put(fact, *abnormal, findings, record);
    if (all_in_date) {
        Candidate oldest = newest.back();
        put_fact(record, fact,
                 Reading::number(0, hours_between(*oldest.aged_from, findings.as_of().when)),
                 oldest.aged_from, "LOINC 2947-0, 6298-4, 49765-1");
    }
}

void put_person(const std::string& key, Findings& findings, Record& record) {
    const auto found = findings.person.find(key);
    if (found == findings.person.end()) return;
    const Candidate* chosen = winner(found->second, findings);
    if (chosen == nullptr) return;
    if (chosen->reading.state != Reading::State::known)
        return findings.tell(chosen->line, ImportFate::not_used, chosen->flaw);
    // A number of `person` carries no date of its own: a weight must be as young as the index it stands for.
    const auto& pack = findings.catalogue().screening;
    const auto& fact = pack.facts[pack.fact(key == "mvpa_min_week" ? "regularly_active" : "bmi")];
    const auto days = findings.days_ago(chosen->when);
    if (key != "height_cm" && !(days && *days * 24 <= fact.max_age_h))
        return findings.tell(chosen->line, ImportFate::not_used, NotUsed::too_old);
    // Where the index itself was doubtful, the pair must not make a new one under today's date.
    if (key == "weight_kg" && record.person.height_cm &&
        origin_of(record, pack.fact("bmi")) == nullptr)
        return findings.tell(chosen->line, ImportFate::not_used, NotUsed::contradicted);
    record.person.*(person_number(key)->member) = chosen->reading.value;
    findings.tell(chosen->line, ImportFate::used);
}

Candidates known_newest_first(const Findings& findings, const std::string& key) {
    Candidates list;
    if (const auto found = findings.person.find(key); found != findings.person.end())
        for (const Candidate& c : found->second)
            if (c.reading.state == Reading::State::known && (c.when || key == "height_cm"))
                list.push_back(c);
    newest_first(list);
    return list;
}

/// A weight newer than any body mass index gives one, with the newest height.
void conclude_body(Findings& findings) {
    const auto& pack = findings.catalogue().screening;
    const auto weights = known_newest_first(findings, "weight_kg");
    const auto heights = known_newest_first(findings, "height_cm");
    if (weights.empty()) return;
    auto& indices = findings.facts[pack.fact("bmi")];
    const bool newer = std::none_of(indices.begin(), indices.end(), [&](const Candidate& c) {
        return c.when && *c.when >= *weights.front().when;
    });
    if (!heights.empty() && newer) {
        Candidate index = weights.front();
        const double metres = heights.front().reading.value / 100;
        index.reading = reading_of(weights.front().reading.value / (metres * metres),
                                   pack.facts[pack.fact("bmi")]);
        index.flaw =
            index.reading.state == Reading::State::invalid ? NotUsed::outside_range : NotUsed::none;
        index.line.system = index.line.code = "";
        index.line.label = kFromBody;
        index.line.target = "bmi";
        index.line.value = fixed_text(index.reading.value, 1);
        indices.push_back(std::move(index));
    }
    // Weight lost: two weights 60 to 120 d apart, the newer in date.
    const FactIndex loss = pack.fact("weight_loss_pct_3mo");
    const Candidate& now = weights.front();
    if (const auto days = findings.days_ago(now.when);
        !days || *days * 24 > pack.facts[loss].max_age_h)
        return;
    const Candidate* before = nullptr;
    const auto apart_days = [&](const Candidate& c) {
        return hours_between(*c.when, *now.when) / 24;
    };
    for (const Candidate& c : weights) {
        if (apart_days(c) < 60 || apart_days(c) > 120) continue;
        if (before == nullptr || std::abs(apart_days(c) - 90) < std::abs(apart_days(*before) - 90))
            before = &c;
    }
    if (before == nullptr) return;
    Candidate lost = now;
    lost.reading =
        reading_of(100 * (before->reading.value - now.reading.value) / before->reading.value,
                   pack.facts[loss]);
    lost.line.target = "weight_loss_pct_3mo";
    lost.line.value = fixed_text(lost.reading.value, 1) + " %";
    findings.facts[loss].push_back(std::move(lost));
}

/// Days a week times minutes a day, when both were asked at one time.
void multiply_exercise(Findings& findings) {
    for (const NumberSeen& days : findings.exercise_days)
        for (const NumberSeen& minutes : findings.exercise_minutes) {
            if (!days.when || days.when != minutes.when) continue;
            Candidate product;
            const double value = days.value * minutes.value;
            const bool inside = person_number("mvpa_min_week")->bounds.hold(value);
            product.reading = Reading::number(value);
            if (!inside) product.reading.state = Reading::State::invalid;
            product.flaw = inside ? NotUsed::none : NotUsed::outside_range;
            product.when = product.aged_from = days.when;
            product.line = minutes.line;
            product.line.target = "person.mvpa_min_week";
            product.line.value = number_text(value) + " min/wk";
            findings.person["mvpa_min_week"].push_back(std::move(product));
        }
}

/// Rows that ask only when two low values lie far enough apart.
void settle_low_values(Findings& findings) {
    for (auto& [code, seen] : findings.low_values) {
        const auto* row = findings.catalogue().fhir.find(knowledge::MappedResource::observation,
                                                         knowledge::CodeSystem::loinc, code);
        double apart = 0;
        for (const NumberSeen& a : seen)
            for (const NumberSeen& b : seen)
                if (a.when && b.when) apart = std::max(apart, hours_between(*a.when, *b.when) / 24);
        const bool asks = row != nullptr && apart >= *row->twice_over_days;
        for (NumberSeen& one : seen) {
            if (asks)
                findings.apply(*row, row->effect, one.line, 0);
            else
                findings.tell(one.line, ImportFate::not_used, NotUsed::below_threshold);
        }
    }
}

/// Questions that a measured, still valid value answers are not asked; what a code leaves open is.
void keep_open_hints(Findings& findings, Record& record) {
    const auto& pack = findings.catalogue().screening;
    for (const Findings::Asked& asked : findings.hints) {
        if (asked.fact && !asked.confirm) {
            const Reading& reading = record.facts[*asked.fact];
            if (reading.state == Reading::State::known &&
                reading.age_h <= pack.facts[*asked.fact].max_age_h)
                continue;
        }
        record.hints.push_back(asked.hint);
    }
}

}  // namespace

void settle(Findings& findings, Record& record) {
    const auto& pack = findings.catalogue().screening;
    record.facts.resize(pack.facts.size());
    settle_low_values(findings);
    multiply_exercise(findings);
    conclude_body(findings);
    pair_pressures(findings);
    for (auto& [fact, candidates] : findings.facts) {
        if (fact == pack.fact("bone_status"))
            settle_bones(fact, candidates, findings, record);
        else if (const Candidate* chosen = winner(candidates, findings))
            put(fact, *chosen, findings, record);
    }
    refuse_upside_down(findings, record);
    settle_electrolytes(findings, record);
    for (const char* key : {"height_cm", "weight_kg", "mvpa_min_week"})
        put_person(key, findings, record);
    record.cautions = findings.cautions;
    record.person.deceased = findings.deceased;
    if (findings.deceased)
        record.hints.clear();  // there is nobody to ask
    else
        keep_open_hints(findings, record);
}

}  // namespace sinew::fhir
