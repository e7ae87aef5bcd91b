// How far a forecast's stepper is from the independent solver, as a document.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/forecast_oracle_use.hpp>
#include <sinew/knowledge/text_pack.hpp>

namespace sinew::document {

/// {"kind": "forecast", "oracle", "calibrated": false, "forecasts": [{"substance", "days", "relative", "stored", "states", "outcomes"}]}
[[nodiscard]] OrderedJson forecast_oracle_json(
    const std::vector<care::ForecastOracleAnswer>& answers, const care::ForecastPacks& packs,
    const knowledge::Words& words);

}  // namespace sinew::document
