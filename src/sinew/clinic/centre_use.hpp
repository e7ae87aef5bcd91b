// The centre's own settings: its name, what a bystander reads, the numbers to call, when silence counts as quiet.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

struct CallNumber {
    std::string label, number, hours;
    bool emergency = false;
};

struct Centre {
    std::string name = "Centre";
    std::string discreet_name = "Practice";
    domain::Language language = domain::Language::en;
    domain::Framing framing = domain::Framing::secular;
    std::vector<CallNumber> call;
    int quiet_days = 7;  ///< ours: a week is what one looks back over at a weekly visit
    int utc_offset_min =
        0;  ///< of the centre's clock on the wall, east of UTC; decides its "today"
    bool demonstration = false;
    int version = 0;  ///< 0: nothing was saved yet
};

/// What was saved, or the defaults of a fresh centre.
[[nodiscard]] Result<Centre> centre_of(const ReadStore& store);
[[nodiscard]] OrderedJson centre_json(const Centre& centre);
[[nodiscard]] OrderedJson call_json(const std::vector<CallNumber>& numbers);
/// @errors every fault with its place
[[nodiscard]] Checked<Centre> read_centre(const Json& json);
[[nodiscard]] Checked<std::vector<CallNumber>> read_call(const Json& list, const std::string& at);
/// @param version  read before; nothing when it is the first
/// @errors conflict
[[nodiscard]] Result<OrderedJson> keep_centre(WriteStore& store, Centre centre,
                                              std::optional<int> version, const Acting& acting);
/// The centre's own day at a moment.
[[nodiscard]] Day local_day(Instant now, int utc_offset_min) noexcept;

}  // namespace sinew::clinic
