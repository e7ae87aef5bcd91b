#include <sinew/document/record_facts.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/document/record_overrides.hpp>
#include <sinew/document/record_sections.hpp>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::ScreeningPack;

void refuse_other_documents(const Node& root) {
    if (!root.has("resourceType")) return;
    root.fault("this is a FHIR resource, not a record of ours",
               "bring it in with `sinew record import`");
}

void not_after(const std::optional<Moment>& assessed, const AsOf& as_of, const Node& root) {
    if (assessed && assessed->earliest > as_of.when)
        root.get("assessed_at")
            .fault("lies after the moment the record is judged at",
                   "correct it, or give a later --date");
}

}  // namespace

std::optional<Moment> assessed_at_of(const Json& json) {
    if (!json.is_object() || !json.contains("assessed_at") || !json["assessed_at"].is_string())
        return std::nullopt;
    const auto moment = read_moment(json["assessed_at"].get<std::string>());
    return moment ? std::optional{*moment} : std::nullopt;
}

AsOf as_of_record(const Record& record) noexcept {
    if (!record.assessed_day_only) return AsOf::at(record.assessed_at);
    return AsOf::of({record.assessed_at, record.assessed_at + std::chrono::days{1}, false});
}

Checked<Record> read_record(const Json& json, const std::string& name, std::optional<Moment> as_of,
                            const knowledge::Catalogue& catalogue) {
    const ScreeningPack& pack = catalogue.screening;
    Faults faults;
    const Node root{json, name + ":", faults};
    Record record;
    record.facts.resize(pack.facts.size());
    if (is_object(root)) {
        refuse_other_documents(root);
        if (!faults.none()) return tl::make_unexpected(std::move(faults));
        std::optional<Moment> assessed;
        if (root.maybe("assessed_at"))
            assessed = moment_of(root.get("assessed_at"));
        else
            root.faults().add(ErrorCode::bad_input, root.at() + "/assessed_at", "missing",
                              "say when this was written, such as \"2026-11-23T09:30:00Z\"");
        DocumentTime time;
        if (assessed) {
            record.assessed_at = time.observed = assessed->earliest;
            record.assessed_day_only = !assessed->has_time;
        }
        time.as_of = as_of ? AsOf::of(*as_of) : as_of_record(record);
        not_after(assessed, time.as_of, root);
        read_sections(root, time, pack, record);
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return record;
}

Checked<Record> apply_answers(Record record, const Json& answers, const std::string& name,
                              std::optional<Moment> as_of, const knowledge::Catalogue& catalogue) {
    const ScreeningPack& pack = catalogue.screening;
    Faults faults;
    const Node root{answers, name + ":", faults};
    if (is_object(root)) {
        refuse_other_documents(root);
        if (!faults.none()) return tl::make_unexpected(std::move(faults));
        std::optional<Moment> assessed;
        if (root.maybe("assessed_at")) assessed = moment_of(root.get("assessed_at"));
        DocumentTime time;
        time.as_of = as_of      ? AsOf::of(*as_of)
                     : assessed ? AsOf::of(*assessed)
                                : as_of_record(record);
        time.observed = assessed ? assessed->earliest : time.as_of.stated;
        not_after(assessed, time.as_of, root);
        if (time.observed > record.assessed_at) {
            record.assessed_at = time.observed;
            record.assessed_day_only = assessed ? !assessed->has_time : time.as_of.whole_day;
        }
        age_facts(record, time.as_of, pack);
        read_sections(root, time, pack, record);
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return record;
}

}  // namespace sinew::document
