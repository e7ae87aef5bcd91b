// A forecast as a document: bands by day and path, events, one day in minutes, what it rests on, what was assumed, and the plain words.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/forecast_use.hpp>

#include <string>

namespace sinew::document {

/// What stands round a forecast. `words` speak the reader's language; the plain paragraph stands in both.
struct ForecastFrame {
    Day start{};  ///< day 1 of the programme
    std::string revision, pack_hash;
    const knowledge::Words& words;
    const knowledge::Words& english;
    const knowledge::Words& chinese;
};

/// Shape: `sinew schema forecast`. Numbers keep 6 significant digits: the step error is larger. One answer is the document itself; two
/// (opioid and stimulant) stand side by side under `forecasts`.
/// @pre answers is not empty
[[nodiscard]] OrderedJson forecasts_json(const std::vector<care::ForecastAnswer>& answers,
                                         const care::ForecastPacks& packs,
                                         const ForecastFrame& frame);

/// Two or three sentences that do not oversell: what moves, how sure, what it rests on.
[[nodiscard]] std::string forecast_plain(const care::ForecastAnswer& answer,
                                         const knowledge::Words& words);

/// The instrument's name and unit in the reader's language.
[[nodiscard]] std::string outcome_name(const knowledge::ObservationSpec& spec,
                                       const knowledge::Words& words);
[[nodiscard]] std::string outcome_unit(const knowledge::ObservationSpec& spec,
                                       const knowledge::Words& words);

}  // namespace sinew::document
