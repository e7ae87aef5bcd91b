// Any bytes as the log of a week: an adaptation that stays lawful, or faults that each have a place.
#include <sinew/base/ensure.hpp>
#include <sinew/document/adaptation_json.hpp>
#include <sinew/document/sessions_json.hpp>
#include "support/made_programme.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto programme =
        document::read_programme(made_answer(0), "programme.json", whole_catalogue());
    const auto json = read_json({reinterpret_cast<const char*>(bytes), size}, "sessions.json");
    if (!json) return 0;
    const auto log = document::read_week_log(*json, "sessions.json", *programme, whole_catalogue());
    if (!log) {
        for (const Error& fault : log.error().list())
            SINEW_ENSURE(fault.where.starts_with("sessions.json:") && !fault.what.empty(),
                         "every fault has a place and a text");
        return 0;
    }
    const auto adapted = care::adapt(programme->programme, programme->record, programme->as_of,
                                     *log, {}, whole_catalogue());
    SINEW_ENSURE(adapted.decision.suspended() == !adapted.answer.programme.has_value(),
                 "suspended or planned, never both");
    const bool may_rise = adapted.decision.next.decision == domain::WeekDecision::progress;
    SINEW_ENSURE(may_rise || adapted.decision.after.minutes <= adapted.decision.before.minutes,
                 "only progress raises");
    return 0;
}
