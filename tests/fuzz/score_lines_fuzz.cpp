// Any bytes as a batch line of scoring: always one line of JSON, with an output or an error, never both; a refusal never
// carries a total.
#include <sinew/base/ensure.hpp>
#include <sinew/document/score_lines.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::instruments});
    static care::ScoringDesk desk{(*catalogue)->instruments};
    const std::string_view line{reinterpret_cast<const char*>(bytes), size};
    const auto answer = document::answer_score_line(line, 1, desk);
    const Json json = Json::parse(answer.text);
    SINEW_ENSURE(json.contains("id"), "an id always comes back, null when none could be read");
    SINEW_ENSURE(json.contains("output") == answer.answered, "an answered line has output");
    SINEW_ENSURE(json.contains("error") != answer.answered, "a refused line has an error");
    SINEW_ENSURE(answer.text.find('\n') == std::string::npos, "one line in, one line out");
    if (answer.answered && json["output"].contains("error_kind"))
        for (const char* key : {"total", "band", "prorated_total", "vo2max", "index", "mean"})
            SINEW_ENSURE(!json["output"].contains(key), "no number beside a refusal");
    return 0;
}
