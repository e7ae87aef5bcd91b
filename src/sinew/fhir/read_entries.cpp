#include <sinew/fhir/read_entries.hpp>

#include <algorithm>
#include <array>

namespace sinew::fhir {

using namespace domain;
using knowledge::CodeSystem;
using knowledge::MappedResource;
using knowledge::MapRow;

ImportLine line_of(const Entry& entry, std::optional<Moment> when) {
    ImportLine line;
    line.resource = entry.type;
    if (when) line.newest = when->earliest;
    return line;
}

bool lies_ahead(const ImportLine& line, const Findings& findings) noexcept {
    return line.newest && *line.newest > findings.as_of().when;
}

std::vector<RowMatch> rows_of(const Json& concept_json, MappedResource resource,
                              const ImportLine& line, Findings& findings) {
    static constexpr std::array<std::string_view, 4> kNames{"SNOMED", "LOINC", "RxNorm", "ActCode"};
    std::vector<RowMatch> found;
    std::vector<ImportLine> unknown;
    for (const Coding& coding : codings_of(concept_json)) {
        const auto system = knowledge::code_system(coding.system);
        const MapRow* row =
            system ? findings.catalogue().fhir.find(resource, *system, coding.code) : nullptr;
        ImportLine filled = line;
        filled.code = shown(coding.code);
        filled.system = system ? kNames[static_cast<std::size_t>(*system)] : shown(coding.system);
        filled.label = row != nullptr ? row->label : coding.label;
        if (row == nullptr) {
            unknown.push_back(std::move(filled));
            continue;
        }
        filled.status = row->status;
        filled.note = row->note;
        const bool twice = std::any_of(found.begin(), found.end(),
                                       [&](const RowMatch& match) { return match.row == row; });
        if (!twice) found.push_back({row, std::move(filled)});
    }
    // A concept that one of its codes explains is understood; its other codes say the same in other words.
    if (found.empty())
        for (ImportLine& one : unknown) findings.tell(std::move(one), ImportFate::unknown_code);
    return found;
}

namespace {

/// Carries a row out, unless something stands against the entry: it lies ahead, is refuted, is not active any more.
void take(RowMatch match, NotUsed objection, const Entry& entry, Findings& findings) {
    const MapRow& row = *match.row;
    match.line.target = row.effect.name;
    if (lies_ahead(match.line, findings)) objection = NotUsed::after_as_of;
    if (objection != NotUsed::none)
        return findings.tell(std::move(match.line), ImportFate::not_used, objection);
    findings.apply(row, row.effect, match.line, entry.place);
    const auto days = findings.days_ago(match.line.newest);
    if (row.within_days && !(days && *days <= *row.within_days))
        return;  // what comes along holds for the same days
    for (const auto& effect : row.also) findings.apply(row, effect, match.line, entry.place);
}

bool bears(const MapRow& row) noexcept { return row.effect.kind != knowledge::TargetKind::none; }

}  // namespace

void read_condition(const Entry& entry, Findings& findings) {
    const Json& condition = *entry.resource;
    const ImportLine line =
        line_of(entry, date_of(condition, {"onsetDateTime", "onsetPeriod/start", "recordedDate"}));
    const bool refuted =
        has_code(member(condition, "verificationStatus"), {"refuted", "entered-in-error"});
    const bool active =
        has_code(member(condition, "clinicalStatus"), {"active", "recurrence", "relapse"});
    for (RowMatch& match :
         rows_of(member(condition, "code"), MappedResource::condition, line, findings)) {
        const bool passed = !active && !match.row->any_status && bears(*match.row);
        take(std::move(match),
             refuted  ? NotUsed::refuted
             : passed ? NotUsed::not_active
                      : NotUsed::none,
             entry, findings);
    }
}

void read_medication(const Entry& entry, const Bundle& bundle, Findings& findings) {
    const Json& request = *entry.resource;
    const ImportLine line =
        line_of(entry, date_of(request, {"authoredOn", "effectiveDateTime", "effectivePeriod/start",
                                         "dateAsserted"}));
    const Json* concept_json = &member(request, "medicationCodeableConcept");
    if (const std::string reference = text_at(request, {"medicationReference", "reference"});
        !reference.empty()) {
        const Json* medication = bundle.resolve(reference, request);
        if (medication == nullptr) {
            ImportLine lost = line;
            lost.label = shown(text_at(request, {"medicationReference", "display"}));
            lost.value = shown(reference);
            findings.tell(std::move(lost), ImportFate::not_used, NotUsed::unresolved);
            return;
        }
        concept_json = &member(*medication, "code");
    }
    const std::string status = text_at(request, {"status"});
    for (RowMatch& match : rows_of(*concept_json, MappedResource::medication, line, findings)) {
        const bool passed = status != "active" && bears(*match.row);
        const auto objection = status == "entered-in-error" ? NotUsed::refuted
                               : passed                     ? NotUsed::not_active
                                                            : NotUsed::none;
        take(std::move(match), objection, entry, findings);
    }
}

void read_procedure(const Entry& entry, Findings& findings) {
    const Json& procedure = *entry.resource;
    const ImportLine line =
        line_of(entry, date_of(procedure, {"performedDateTime", "performedPeriod/start"}));
    const std::string status = text_at(procedure, {"status"});
    const auto objection =
        status == "entered-in-error" || status == "not-done" ? NotUsed::refuted : NotUsed::none;
    for (RowMatch& match :
         rows_of(member(procedure, "code"), MappedResource::procedure, line, findings))
        take(std::move(match), objection, entry, findings);
}

void read_care_plan(const Entry& entry, Findings& findings) {
    const Json& plan = *entry.resource;
    const ImportLine line = line_of(entry, date_of(plan, {"period/start", "created"}));
    const std::string status = text_at(plan, {"status"});
    for (const Json* activity : elements(member(plan, "activity"))) {
        const Json& detail = member(*activity, "detail");
        const std::string doing = text_at(detail, {"status"});
        const bool active = status == "active" && (doing == "in-progress" || doing == "scheduled" ||
                                                   doing == "not-started");
        for (RowMatch& match :
             rows_of(member(detail, "code"), MappedResource::care_plan, line, findings))
            take(std::move(match), active ? NotUsed::none : NotUsed::not_active, entry, findings);
    }
}

void read_encounter(const Entry& entry, Findings& findings) {
    const Json& encounter = *entry.resource;
    const ImportLine line = line_of(entry, date_of(encounter, {"period/end", "period/start"}));
    const std::string status = text_at(encounter, {"status"});
    const auto objection =
        status == "entered-in-error" || status == "cancelled" ? NotUsed::refuted : NotUsed::none;
    // The class of an encounter is one coding, not a concept; it is read as a concept of one.
    const Json wrapped = {{"coding", Json::array({member(encounter, "class")})}};
    for (RowMatch& match : rows_of(wrapped, MappedResource::encounter, line, findings))
        take(std::move(match), objection, entry, findings);
}

void read_allergy(const Entry& entry, Findings& findings) {
    const Json& allergy = *entry.resource;
    const bool refuted =
        has_code(member(allergy, "verificationStatus"), {"refuted", "entered-in-error"});
    const ImportLine line = line_of(entry, date_of(allergy, {"onsetDateTime", "recordedDate"}));
    for (const Coding& coding : codings_of(member(allergy, "code"))) {
        ImportLine one = line;
        one.system = shown(coding.system);
        one.code = shown(coding.code);
        one.label = coding.label;
        one.target = "report";
        if (refuted)
            findings.tell(std::move(one), ImportFate::not_used, NotUsed::refuted);
        else
            findings.tell(std::move(one), ImportFate::reported);
        break;  // one allergy, one line: further codings say the same
    }
}

}  // namespace sinew::fhir
