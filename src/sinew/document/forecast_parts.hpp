// The larger parts of a forecast document, one function each.
#pragma once

#include <sinew/document/forecast_json.hpp>

namespace sinew::document {

/// 6 significant digits.
[[nodiscard]] double rounded_for_forecast(double value);
[[nodiscard]] OrderedJson band_json(const model::Band& band);
[[nodiscard]] OrderedJson bands_json(const std::vector<model::Band>& bands);
[[nodiscard]] OrderedJson numbers_json(const std::vector<double>& values);

/// What was read of the person and what was assumed, each with its label.
[[nodiscard]] OrderedJson person_facts_json(const care::ForecastAnswer& answer,
                                            const knowledge::Words& words);
[[nodiscard]] std::string substance_name(const std::string& word, const care::ForecastPacks& packs,
                                         const knowledge::Words& words);
[[nodiscard]] OrderedJson forecast_warnings_json(const care::ForecastAnswer& answer,
                                                 const care::ForecastPacks& packs,
                                                 const knowledge::Words& words);

/// All of the followed path, then all of the sampled one.
[[nodiscard]] OrderedJson outcomes_json(const care::ForecastAnswer& answer,
                                        const knowledge::Words& words);
[[nodiscard]] OrderedJson contributions_json(const care::ForecastAnswer& answer,
                                             const knowledge::Words& words);
[[nodiscard]] OrderedJson evidence_json(const care::EvidenceOnly& one,
                                        const knowledge::Words& words);
/// The share still free of lapse or in the programme, by hazards and counted.
[[nodiscard]] OrderedJson lapse_json(const care::ForecastAnswer& answer,
                                     const knowledge::Words& words);
[[nodiscard]] OrderedJson dropout_json(const care::ForecastAnswer& answer,
                                       const knowledge::Words& words);
[[nodiscard]] OrderedJson events_json(const care::ForecastAnswer& answer);
[[nodiscard]] OrderedJson session_day_json(const model::SessionDayView& view, Day start,
                                           const knowledge::Words& words);
[[nodiscard]] OrderedJson explanation_json(const care::ForecastAnswer& answer,
                                           const care::ForecastPacks& packs,
                                           const knowledge::Words& words);

}  // namespace sinew::document
