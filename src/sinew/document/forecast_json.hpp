// A forecast as a document: bands by day, shares, what rests on hypotheses, what was assumed, and the plain words.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/forecast_use.hpp>

#include <string>

namespace sinew::document {

/// @param start  day 1 of the programme
/// Shape: `sinew schema forecast`. Numbers keep 6 significant digits: the step error is larger.
[[nodiscard]] OrderedJson forecast_json(const care::ForecastAnswer& answer, Day start,
                                        const knowledge::Words& words);

/// Two or three sentences that do not oversell: what moves, how sure, what it rests on.
[[nodiscard]] std::string forecast_plain(const care::ForecastAnswer& answer,
                                         const knowledge::Words& words);

/// The instrument's name and unit in the reader's language.
[[nodiscard]] std::string outcome_name(const knowledge::ObservationSpec& spec,
                                       const knowledge::Words& words);
[[nodiscard]] std::string outcome_unit(const knowledge::ObservationSpec& spec,
                                       const knowledge::Words& words);

}  // namespace sinew::document
