// Any bytes as a record: refused with a place for every fault, or read, written and read back to the same.
#include <sinew/base/ensure.hpp>
#include <sinew/document/record_json.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto catalogue =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::screening});
    const auto json = read_json({reinterpret_cast<const char*>(bytes), size}, "record.json");
    if (!json) return 0;
    const Moment as_of = *read_moment("2026-11-23");
    const auto record = document::read_record(*json, "record.json", as_of, **catalogue);
    if (!record) {
        for (const Error& fault : record.error().list())
            SINEW_ENSURE(fault.where.starts_with("record.json:") && !fault.what.empty(),
                         "a fault has its place and its words");
        return 0;
    }
    const auto written = document::record_json(*record, (*catalogue)->screening).dump();
    const auto again =
        document::read_record(Json::parse(written), "record.json", as_of, **catalogue);
    SINEW_ENSURE(again.has_value(), "what was written is read");
    SINEW_ENSURE(*again == *record, "what was written reads back to the same");
    return 0;
}
