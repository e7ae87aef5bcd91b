// Any bytes as a QuestionnaireResponse: refused with places, or answers that can be scored, written and read again alike.
#include <sinew/base/ensure.hpp>
#include <sinew/document/answer_sheet.hpp>
#include <sinew/document/score_json.hpp>
#include <sinew/fhir/score_bundle.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::instruments});
    static care::ScoringDesk desk{(*catalogue)->instruments};
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    const auto json = read_json(text, "r.json");
    if (!json) return 0;
    const auto read = fhir::read_response(*json, "r.json", desk.pack());
    if (!read) {
        SINEW_ENSURE(!read.error().none(), "a refusal names its faults");
        for (const Error& fault : read.error().list())
            SINEW_ENSURE(fault.where.starts_with("r.json:/"), "with a pointer");
        return 0;
    }
    const auto& instrument = *read->instrument;
    const auto sheet = document::read_answer_sheet(read->input, instrument);
    const auto& score = desk.score(instrument, sheet);
    (void)fhir::check_stated_total(*read, score);
    const OrderedJson output = document::output_json(instrument, score);
    const auto bundle = fhir::score_bundle(instrument, read->input, score, {}, read->head).dump();
    const auto again = fhir::read_response(Json::parse(bundle), "b.json", desk.pack());
    SINEW_ENSURE(again.has_value() || read->input.is_null() || !instrument.computable ||
                     document::output_json(instrument, score).contains("error_kind"),
                 "what could be scored is written so that it can be read");
    if (!again) return 0;
    const auto sheet_again = document::read_answer_sheet(again->input, instrument);
    SINEW_ENSURE(document::output_json(instrument, desk.score(instrument, sheet_again)) == output,
                 "and gives the same score");
    return 0;
}
