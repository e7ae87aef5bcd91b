// Any bytes as answers laid over a record, and any line of them typed at a prompt.
#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/interview.hpp>
#include <sinew/document/record_json.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto catalogue = knowledge::load_catalogue(
        knowledge::PackSource::embedded(),
        {knowledge::Part::screening, knowledge::Part::questions, knowledge::Part::text});
    static const domain::Record base = *document::read_record(
        Json::parse(
            R"({"assessed_at":"2026-11-22T09:00:00Z","person":{"age":40},"facts":{"sbp":120,"dbp":80}})"),
        "base", {}, **catalogue);
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    if (const auto json = read_json(text, "answers.json")) {
        const auto laid = document::apply_answers(base, *json, "answers.json", {}, **catalogue);
        if (!laid)
            SINEW_ENSURE(!laid.error().none(), "a refusal names its faults");
        else
            SINEW_ENSURE(laid->facts.size() == base.facts.size(), "every fact keeps its place");
        return 0;
    }
    const auto now = domain::AsOf::of(*read_moment("2026-11-23T09:00:00Z"));
    care::Interview interview{base, now, **catalogue};
    int typed = 0;
    for (const std::string_view line : split(text, '\n')) {
        if (interview.question() == nullptr || ++typed > 60) break;
        const std::string key = interview.question()->key;
        if (line == "<") {
            (void)interview.back();
        } else if (!interview.answer(line, now)) {
            SINEW_ENSURE(interview.question()->key == key,
                         "a line that was not understood leaves the question");
            interview.skip();
        }
    }
    return 0;
}
