// A forecast as one tidy table: a row a number.
#pragma once

#include <sinew/base/json_text.hpp>

#include <string>

namespace sinew::document {

/// Header: substance,block,outcome,unit,path,arm,kind,day,minute,probability,value. Blocks: outcome, latent, lapse, dropout, contribution,
/// session_day. Kinds: band and reading (with their probability), centre, counted, counted_low, counted_high, shapley.
/// @param forecasts  as forecasts_json writes it
[[nodiscard]] std::string forecast_csv(const OrderedJson& forecasts);

}  // namespace sinew::document
