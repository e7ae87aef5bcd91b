// Trends on a terminal: who needs a look today, then each person's outcomes, the answer first.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/sparkline.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

struct TrendTextStyle {
    TextStyle page;
    Letters letters = Letters::unicode;
    bool only_bouts = false;  ///< leave out everything but what happens after sessions
};

/// @param trends  the document of document::trend_json
[[nodiscard]] std::string trend_text(const OrderedJson& trends, const knowledge::Words& words,
                                     const TrendTextStyle& style);

}  // namespace sinew::render
