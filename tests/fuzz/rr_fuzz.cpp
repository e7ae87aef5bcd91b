// Any bytes as a recording of beats: refused with a place and words for every fault, or a series that means something.
#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/recording/rr_reader.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

void hold_to_contract(std::string_view bytes, const sinew::recording::RrReading& how) {
    using namespace sinew;
    const auto recording = recording::read_rr(bytes, "beats", how);
    if (!recording) {
        SINEW_ENSURE(!recording.error().none(), "a refusal says why");
        for (const Error& fault : recording.error().list())
            SINEW_ENSURE(fault.where.starts_with("beats") && !fault.what.empty() &&
                             valid_utf8(fault.what) && valid_utf8(fault.hint),
                         "a fault has its place and words that can be shown");
        return;
    }
    const auto& series = recording->series;
    SINEW_ENSURE(!series.rr_ms.empty() && !recording->format.empty(), "a recording holds beats");
    for (const double rr_ms : series.rr_ms)
        SINEW_ENSURE(std::isfinite(rr_ms) && rr_ms > 0, "an interval is above 0");
    std::size_t last = 0;
    for (const std::size_t gap : series.gaps) {
        SINEW_ENSURE(gap > last && gap < series.rr_ms.size(), "gaps ascend, between two intervals");
        last = gap;
    }
    for (const std::string& remark : recording->remarks)
        SINEW_ENSURE(valid_utf8(remark), "remarks can be shown");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using sinew::recording::BadLines;
    using sinew::recording::RrFormat;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    hold_to_contract(bytes, {});
    hold_to_contract(bytes, {.bad_lines = BadLines::gap});
    hold_to_contract(bytes, {.format = RrFormat::ble, .bad_lines = BadLines::gap});
    hold_to_contract(bytes, {.unit = sinew::domain::RrUnit::seconds, .column = "2"});
    return 0;
}
