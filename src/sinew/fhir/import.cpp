#include <sinew/fhir/import.hpp>
#include <sinew/fhir/read_entries.hpp>
#include <sinew/fhir/settle.hpp>

#include <algorithm>

namespace sinew::fhir {
namespace {

using namespace domain;

/// The day of birth. A year or month alone leaves the age open unless both ends agree: then it is asked.
void read_birth(const Json& patient, Findings& findings, Record& record) {
    const AsOf& as_of = findings.as_of();
    const std::string text = text_at(patient, {"birthDate"});
    const auto birth = read_moment(text);
    ImportLine line;
    line.resource = "Patient";
    line.label = "birth date " + shown(text);
    line.target = "age";
    line.status = Status::read;
    if (!birth || birth->earliest > as_of.when) {
        if (!text.empty()) findings.tell(line, ImportFate::not_used, NotUsed::outside_range);
        return;
    }
    const auto day = [](Instant when) { return std::chrono::floor<std::chrono::days>(when); };
    const int oldest = whole_years(day(birth->earliest), as_of.day());
    const int youngest = whole_years(day(birth->latest) - std::chrono::days{1}, as_of.day());
    if (oldest > 120) return findings.tell(line, ImportFate::not_used, NotUsed::outside_range);
    if (text.size() >= 10)
        record.person.birth_date = day(birth->earliest);
    else if (oldest == youngest)
        record.person.age = oldest;
    else {
        record.hints.push_back({"age", "Patient: " + line.label});
        return findings.tell(line, ImportFate::asked);
    }
    findings.tell(line, ImportFate::used);
    record.facts[findings.catalogue().screening.fact("age")] =
        Reading::number(oldest, hours_between(as_of.stated, as_of.when));
}

void read_patient(const Json& patient, Findings& findings, Record& record) {
    const auto& pack = findings.catalogue().screening;
    const AsOf& as_of = findings.as_of();
    read_birth(patient, findings, record);
    const std::string gender = text_at(patient, {"gender"});
    const std::string sex = gender == "male"     ? "M"
                            : gender == "female" ? "F"
                            : gender == "other"  ? "other"
                                                 : "";
    const auto& values = pack.facts[pack.fact("sex")].values;
    if (const auto found = std::find(values.begin(), values.end(), sex); found != values.end())
        record.facts[pack.fact("sex")] = Reading::number(
            static_cast<double>(found - values.begin()), hours_between(as_of.stated, as_of.when));

    const Json& died = member(patient, "deceasedBoolean");
    ImportLine line;
    line.resource = "Patient";
    line.target = "person.deceased";
    line.status = Status::read;
    if (died.is_boolean() && died.get<bool>()) {
        findings.deceased = true;
        findings.tell(line, ImportFate::used);
    } else if (!member(patient, "deceasedDateTime").is_null()) {
        // A date that cannot be read still says that the person has died.
        if (const auto when = date_of(patient, {"deceasedDateTime"})) line.newest = when->earliest;
        const bool ahead = line.newest && *line.newest > as_of.when;
        findings.deceased = !ahead;
        findings.tell(line, ahead ? ImportFate::not_used : ImportFate::used,
                      ahead ? NotUsed::after_as_of : NotUsed::none);
    }
}

void read_entry(const Entry& entry, const Bundle& bundle, Findings& findings) {
    const auto subject = bundle.subject_of(*entry.resource);
    if (subject != Bundle::Subject::patient) {
        ImportLine line;
        line.resource = entry.type;
        const bool other = subject == Bundle::Subject::other;
        return findings.tell(line, ImportFate::not_used,
                             other ? NotUsed::other_person : NotUsed::unresolved);
    }
    if (entry.type == "Condition")
        read_condition(entry, findings);
    else if (entry.type == "Observation")
        read_observation(entry, findings);
    else if (entry.type == "MedicationRequest" || entry.type == "MedicationStatement")
        read_medication(entry, bundle, findings);
    else if (entry.type == "Procedure")
        read_procedure(entry, findings);
    else if (entry.type == "CarePlan")
        read_care_plan(entry, findings);
    else if (entry.type == "Encounter")
        read_encounter(entry, findings);
    else if (entry.type == "AllergyIntolerance")
        read_allergy(entry, findings);
}

}  // namespace

Checked<Import> import_bundle(std::string_view bytes, const std::string& name, const AsOf& as_of,
                              const knowledge::Catalogue& catalogue) {
    auto bundle = read_bundle(bytes, name, as_of);
    if (!bundle) return tl::make_unexpected(std::move(bundle).error());
    Import import;
    Record& record = import.record;
    record.assessed_at = as_of.stated;
    record.assessed_day_only = as_of.whole_day;
    record.facts.resize(catalogue.screening.facts.size());
    Findings findings{catalogue, as_of, bundle->newest};
    read_patient(*bundle->patient, findings, record);
    for (const Entry& entry : bundle->entries) read_entry(entry, *bundle, findings);
    settle(findings, record);

    ImportReport& report = import.report;
    report.entries = bundle->count;
    report.newest_entry = bundle->newest;
    report.not_read.assign(bundle->not_read.begin(), bundle->not_read.end());
    report.lines = std::move(findings.lines);
    std::stable_sort(report.lines.begin(), report.lines.end(),
                     [](const ImportLine& a, const ImportLine& b) {
                         if (a.fate != b.fate) return a.fate < b.fate;
                         if (a.newest != b.newest)
                             return a.newest && (!b.newest || *a.newest > *b.newest);
                         return a.code < b.code;
                     });
    return import;
}

}  // namespace sinew::fhir
