#include <sinew/base/text.hpp>
#include <sinew/fhir/own_names.hpp>
#include <sinew/fhir/score_bundle.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::fhir {
namespace {

using care::Instrument;
using knowledge::OutputSpec;
using knowledge::ScoreFault;
using knowledge::ValueKind;

/// HL7's reasons are few: what was not answered is unknown, what cannot be reckoned unsupported, the rest an error.
std::string_view absent_reason(ScoreFault kind) {
    switch (kind) {
        case ScoreFault::missing: return "unknown";
        case ScoreFault::no_key: return "unsupported";
        case ScoreFault::wrong_length:
        case ScoreFault::not_allowed:
        case ScoreFault::out_of_range:
        case ScoreFault::inconsistent: break;
    }
    return "error";
}

/// The UCUM code of a unit of ours; scores are {score}.
std::string ucum(const std::string& unit) {
    if (unit.empty()) return "{score}";
    if (unit == "lb") return "[lb_av]";
    if (unit == "steps/min") return "{steps}/min";
    return unit;
}

class Writer {
public:
    Writer(const Instrument& instrument, const Json& input, const care::Score& score,
           const ScoreRemarks& remarks, const ResponseHead& head)
        : instrument_{instrument}, score_{score}, remarks_{remarks}, head_{head} {
        response_ = questionnaire_response(instrument, input, head);
        seed_ = response_.dump() + instrument.hash;
    }

    OrderedJson bundle() && {
        OrderedJson entries = OrderedJson::array();
        const std::string address = address_of(seed_ + "response");
        entries.push_back({{"fullUrl", address}, {"resource", std::move(response_)}});
        const OutputSpec* main = care::main_output(instrument_);
        if (main || score_.refusal) add(entries, observation(main, address), "main");
        for (const OutputSpec& output : instrument_.outputs)
            if (&output != main && is_told(output))
                add(entries, observation(&output, address), output.name);
        OrderedJson json;
        json["resourceType"] = "Bundle";
        json["type"] = "collection";
        json["entry"] = std::move(entries);
        return json;
    }

private:
    void add(OrderedJson& entries, OrderedJson resource, const std::string& what) const {
        entries.push_back(
            {{"fullUrl", address_of(seed_ + what)}, {"resource", std::move(resource)}});
    }

    bool is_told(const OutputSpec& output) const {
        if (output.list || (score_.refusal && !(score_.ran && output.with_error))) return false;
        return !std::isnan(score_.value(output));
    }

    OrderedJson code_of(const OutputSpec* output) const {
        OrderedJson codings = OrderedJson::array();
        const auto total = instrument_.loinc.find("total");
        const bool is_main = output == nullptr || output == care::main_output(instrument_);
        if (is_main && total != instrument_.loinc.end())
            codings.push_back({{"system", kLoinc}, {"code", total->second}});
        const std::string name = output ? output->name : "total";
        codings.push_back({{"system", kMeasures}, {"code", instrument_.id + "." + name}});
        const std::string label = output && !output->label.en.empty() ? output->label.en : name;
        return {{"coding", std::move(codings)},
                {"text", fmt::format("{}: {}", instrument_.title, label)}};
    }

    OrderedJson observation(const OutputSpec* output, const std::string& response) const {
        OrderedJson json;
        json["resourceType"] = "Observation";
        json["status"] = "final";
        json["category"] = OrderedJson::array(
            {{{"coding",
               OrderedJson::array(
                   {{{"system", "http://terminology.hl7.org/CodeSystem/observation-category"},
                     {"code", "survey"}}})}}});
        json["code"] = code_of(output);
        json["subject"] = {{"reference", head_.subject}};
        if (!head_.authored.empty()) json["effectiveDateTime"] = head_.authored;
        add_value(json, output);
        if (output == nullptr || output == care::main_output(instrument_)) add_notes(json);
        json["method"] = {{"text", fmt::format("Sinew {} {}, pack {}", instrument_.id,
                                               instrument_.version, instrument_.hash)}};
        json["derivedFrom"] = OrderedJson::array({{{"reference", response}}});
        return json;
    }

    void add_value(OrderedJson& json, const OutputSpec* output) const {
        if (!output || !is_told(*output)) {
            const auto kind = score_.refusal ? score_.refusal->kind : ScoreFault::missing;
            json["dataAbsentReason"] = {
                {"coding",
                 OrderedJson::array(
                     {{{"system", "http://terminology.hl7.org/CodeSystem/data-absent-reason"},
                       {"code", absent_reason(kind)}}})},
                {"text", score_.refusal
                             ? fmt::format("{}: {}", knowledge::name_of(kind), remarks_.refusal)
                             : std::string{"not reckoned from these answers"}}};
            return;
        }
        const double value = care::told(score_.value(*output), *output);
        switch (output->kind) {
            case ValueKind::whole:
            case ValueKind::number: {
                OrderedJson number = value;
                if (output->kind == ValueKind::whole && std::abs(value) < 1e15)
                    number = static_cast<std::int64_t>(value);
                json["valueQuantity"] = {{"value", std::move(number)},
                                         {"unit", ucum(output->unit)},
                                         {"system", kUnits},
                                         {"code", ucum(output->unit)}};
                break;
            }
            case ValueKind::truth: json["valueBoolean"] = value == 1; break;
            case ValueKind::choice:
                json["valueString"] = output->words[static_cast<std::size_t>(value)];
                break;
            case ValueKind::text:
                json["valueString"] = instrument_.code.words[static_cast<std::size_t>(value)];
                break;
            case ValueKind::clock:
                json["valueTime"] = fmt::format("{:02}:{:02}:00", static_cast<int>(value) / 60,
                                                static_cast<int>(value) % 60);
                break;
            case ValueKind::null: break;
        }
    }

    void add_notes(OrderedJson& json) const {
        OrderedJson notes = OrderedJson::array();
        for (const std::string& finding : remarks_.findings) notes.push_back({{"text", finding}});
        if (const auto total = instrument_.loinc.find("total"); total != instrument_.loinc.end()) {
            const auto status = instrument_.loinc.find("status");
            const auto note = instrument_.loinc.find("note");
            notes.push_back(
                {{"text", fmt::format("LOINC codes of this instrument: {} ({})",
                                      status == instrument_.loinc.end() ? "NA" : status->second,
                                      note == instrument_.loinc.end() ? "" : note->second)}});
        }
        if (!instrument_.bands_status.empty())
            notes.push_back({{"text", "bands: " + instrument_.bands_status}});
        if (!notes.empty()) json["note"] = std::move(notes);
    }

    const Instrument& instrument_;
    const care::Score& score_;
    const ScoreRemarks& remarks_;
    const ResponseHead& head_;
    OrderedJson response_;
    std::string seed_;
};

}  // namespace

OrderedJson score_bundle(const Instrument& instrument, const Json& input, const care::Score& score,
                         const ScoreRemarks& remarks, const ResponseHead& head) {
    return Writer{instrument, input, score, remarks, head}.bundle();
}

}  // namespace sinew::fhir
