// Any bytes as a table of studies: a table whose rows are as long as its header, or faults that each have a place; and
// effects of it that are finite with a variance above nothing, or faults likewise.
#include <sinew/base/ensure.hpp>
#include <sinew/care/effects_use.hpp>
#include <sinew/document/study_table_reader.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    const auto table =
        document::read_study_table({reinterpret_cast<const char*>(bytes), size}, "t");
    if (!table) {
        for (const Error& fault : table.error().list())
            SINEW_ENSURE(fault.where.starts_with("t") && !fault.what.empty(),
                         "every fault has a place and a text");
        return 0;
    }
    SINEW_ENSURE(!table->rows.empty() &&
                     std::set<std::string>(table->columns.begin(), table->columns.end()).size() ==
                         table->columns.size(),
                 "rows, and columns of different names");
    for (const auto& row : table->rows)
        SINEW_ENSURE(row.size() == table->columns.size(), "every row is as long as the header");
    const auto effects = care::effects_of(*table, {});
    if (!effects) {
        for (const Error& fault : effects.error().list())
            SINEW_ENSURE(!fault.where.empty() && !fault.what.empty(),
                         "every fault has a place and a text");
        return 0;
    }
    SINEW_ENSURE(effects->yi.size() + effects->rows_left_out.size() <= table->rows.size(),
                 "no row is counted twice");
    for (std::size_t i = 0; i < effects->yi.size(); ++i)
        SINEW_ENSURE(std::isfinite(effects->yi[i]) && effects->vi[i] >= 0, "effects are numbers");
    return 0;
}
