#include <sinew/base/text.hpp>
#include <sinew/domain/person_bounds.hpp>
#include <sinew/fhir/read_entries.hpp>

#include <algorithm>

namespace sinew::fhir {
namespace {

using namespace domain;
using knowledge::MapRow;
using knowledge::TargetKind;

constexpr std::string_view kUcum = "http://unitsofmeasure.org";

/// What an observation measured, in the unit of its row: a number, or the value of a coded answer.
struct Measured {
    std::optional<double> number;  ///< converted; raw for rows that compare it
    bool coded = false;            ///< the number is a value of the fact's own coding
    NotUsed flaw = NotUsed::none;
    std::string text;  ///< as found, for showing
};

Measured quantity_of(const Json& quantity, const MapRow& row) {
    Measured measured;
    const Json& value = member(quantity, "value");
    const std::string code = text_at(quantity, {"code"});
    const std::string system = text_at(quantity, {"system"});
    if (!value.is_number()) {
        measured.flaw = NotUsed::no_value;
        return measured;
    }
    measured.text = shown(number_text(round_half_away(value.get<double>(), 2)) + " " +
                          (code.empty() ? text_at(quantity, {"unit"}) : code));
    const knowledge::UnitRule* unit = system.empty() || system == kUcum ? row.unit(code) : nullptr;
    // "< 5" is a limit of the method, not a value.
    if (!text_at(quantity, {"comparator"}).empty())
        measured.flaw = NotUsed::no_value;
    else if (unit == nullptr)
        measured.flaw = NotUsed::unit;
    else
        measured.number = unit->convert(value.get<double>());
    return measured;
}

Measured answer_of(const Json& concept_json, const MapRow& row) {
    Measured measured;
    measured.flaw = NotUsed::answer;
    for (const Coding& coding : codings_of(concept_json)) {
        if (measured.text.empty())
            measured.text = coding.label.empty() ? shown(coding.code) : coding.label;
        for (const knowledge::CodedAnswer& answer : row.answers) {
            if (answer.code != coding.code) continue;
            measured.number = answer.value;
            measured.coded = true;
            measured.flaw = NotUsed::none;
        }
    }
    return measured;
}

Measured measured_of(const Json& holder, const MapRow& row) {
    if (const Json& quantity = member(holder, "valueQuantity"); quantity.is_object())
        return quantity_of(quantity, row);
    if (const Json& answer = member(holder, "valueCodeableConcept"); answer.is_object())
        return answer_of(answer, row);
    Measured measured;
    const Json& whole = member(holder, "valueInteger");
    if (whole.is_number() && (row.unit("{score}") != nullptr || row.unit("1") != nullptr)) {
        measured.number = whole.get<double>();
        measured.text = number_text(*measured.number);
    } else {
        measured.flaw = NotUsed::no_value;
    }
    return measured;
}

/// A place on the row's scale: the first band that holds the number.
std::optional<double> band_of(double number, const MapRow& row) {
    for (const knowledge::Band& band : row.bands)
        if (!band.limit || number < *band.limit || (band.inclusive && number == *band.limit))
            return band.value;
    return std::nullopt;
}

/// Outside the report's own limits, or outside the usual ones where it gives none.
bool outside_limits(const Json& holder, double number, const MapRow& row) {
    for (const Json* range : elements(member(holder, "referenceRange"))) {
        const Json& low = member(member(*range, "low"), "value");
        const Json& high = member(member(*range, "high"), "value");
        if (!low.is_number() && !high.is_number()) continue;
        const knowledge::UnitRule* unit =
            row.unit(text_at(member(*range, low.is_number() ? "low" : "high"), {"code"}));
        const auto converted = [&](const Json& limit) {
            return unit ? unit->convert(limit.get<double>()) : limit.get<double>();
        };
        return (low.is_number() && number < converted(low)) ||
               (high.is_number() && number > converted(high));
    }
    return number < row.normal->first || number > row.normal->second;
}

Candidate candidate_of(const ImportLine& line, std::size_t entry) {
    Candidate candidate;
    candidate.when = candidate.aged_from = line.newest;
    candidate.entry = entry;
    candidate.measured = true;
    candidate.line = line;
    return candidate;
}

void read_fact(const Json& holder, const RowMatch& match, const Measured& measured,
               std::size_t entry, Findings& findings) {
    const MapRow& row = *match.row;
    const auto& spec = findings.catalogue().screening.facts[*row.effect.fact];
    if (measured.flaw == NotUsed::no_value)
        return findings.tell(match.line, ImportFate::not_used, NotUsed::no_value);
    Candidate candidate = candidate_of(match.line, entry);
    if (row.normal) {
        candidate.flaw = measured.flaw;
        if (measured.number)
            candidate.reading =
                Reading::number(outside_limits(holder, *measured.number, row) ? 1 : 0);
        else
            candidate.reading.state = Reading::State::invalid;
        findings.electrolytes.push_back(std::move(candidate));
        return;
    }
    if (measured.number && measured.coded)
        candidate.reading = Reading::number(*measured.number);
    else if (measured.number && !row.bands.empty())
        candidate.reading = Reading::number(band_of(*measured.number, row).value_or(0));
    else if (measured.number)
        candidate.reading = reading_of(*measured.number, spec);
    else
        candidate.reading.state = Reading::State::invalid;
    if (candidate.reading.state == Reading::State::invalid)
        candidate.flaw = measured.flaw == NotUsed::none ? NotUsed::outside_range : measured.flaw;
    findings.apply(row, row.effect, match.line, entry, candidate);
    if (candidate.reading.state != Reading::State::known) return;
    for (const auto& effect : row.also) findings.apply(row, effect, match.line, entry);
}

void read_person_number(const RowMatch& match, const Measured& measured, std::size_t entry,
                        Findings& findings) {
    const std::string key = match.row->effect.name.substr(std::string_view{"person."}.size());
    const PersonNumber* number = person_number(key);
    Candidate candidate = candidate_of(match.line, entry);
    const bool inside =
        measured.number && number != nullptr && number->bounds.hold(*measured.number);
    if (inside)
        candidate.reading = Reading::number(*measured.number);
    else
        candidate.reading.state = Reading::State::invalid;
    candidate.flaw = inside            ? NotUsed::none
                     : measured.number ? NotUsed::outside_range
                                       : measured.flaw;
    findings.person[key].push_back(std::move(candidate));
}

/// A row that asks only beyond a limit, once or twice.
bool beyond_limit(const RowMatch& match, const Measured& measured, Findings& findings) {
    const MapRow& row = *match.row;
    if (!row.at_least && !row.below) return true;
    const bool beyond = measured.number && (!row.at_least || *measured.number >= *row.at_least) &&
                        (!row.below || *measured.number < *row.below);
    if (!beyond) {
        findings.tell(match.line, ImportFate::not_used,
                      measured.number ? NotUsed::below_threshold : measured.flaw);
        return false;
    }
    if (!row.twice_over_days) return true;
    findings.low_values[row.code].push_back({*measured.number, match.line.newest, match.line});
    return false;
}

/// One code and its value: the observation itself, or one of its components.
void read_value(const Json& holder, const Json& observation, RowMatch match, std::size_t entry,
                Findings& findings) {
    const MapRow& row = *match.row;
    match.line.target = row.effect.name;
    if (row.at_rest &&
        std::ranges::any_of(elements(member(observation, "category")),
                            [](const Json* category) { return has_code(*category, {"activity"}); }))
        return findings.tell(std::move(match.line), ImportFate::not_used, NotUsed::not_at_rest);
    const Measured measured = measured_of(holder, row);
    match.line.value = measured.text;
    switch (row.effect.kind) {
        case TargetKind::fact: return read_fact(holder, match, measured, entry, findings);
        case TargetKind::person: return read_person_number(match, measured, entry, findings);
        case TargetKind::days:
        case TargetKind::minutes: {
            if (!measured.number)
                return findings.tell(std::move(match.line), ImportFate::not_used, measured.flaw);
            auto& list = row.effect.kind == TargetKind::days ? findings.exercise_days
                                                             : findings.exercise_minutes;
            list.push_back({*measured.number, match.line.newest, match.line});
            return;
        }
        case TargetKind::ask:
            if (!beyond_limit(match, measured, findings)) return;
            break;
        case TargetKind::panel:
            if (elements(member(observation, "component")).empty())
                findings.tell(std::move(match.line), ImportFate::not_used, NotUsed::no_value);
            return;
        case TargetKind::caution:
        case TargetKind::deceased:
        case TargetKind::report:
        case TargetKind::none: break;
    }
    findings.apply(row, row.effect, match.line, entry);
    for (const auto& effect : row.also) findings.apply(row, effect, match.line, entry);
}

}  // namespace

void read_observation(const Entry& entry, Findings& findings) {
    const Json& observation = *entry.resource;
    const ImportLine line = line_of(
        entry,
        date_of(observation, {"effectiveDateTime", "effectivePeriod/start", "effectiveInstant"}));
    const std::string status = text_at(observation, {"status"});
    const bool final = status == "final" || status == "amended" || status == "corrected";
    const auto read_all = [&](const Json& holder) {
        for (RowMatch& match : rows_of(member(holder, "code"),
                                       knowledge::MappedResource::observation, line, findings)) {
            match.line.target = match.row->effect.name;
            if (lies_ahead(match.line, findings))
                findings.tell(match.line, ImportFate::not_used, NotUsed::after_as_of);
            else if (status == "entered-in-error")
                findings.tell(match.line, ImportFate::not_used, NotUsed::refuted);
            else if (!final)
                findings.tell(match.line, ImportFate::not_used, NotUsed::not_final);
            else
                read_value(holder, observation, std::move(match), entry.place, findings);
        }
    };
    read_all(observation);
    for (const Json* component : elements(member(observation, "component"))) read_all(*component);
}

}  // namespace sinew::fhir
