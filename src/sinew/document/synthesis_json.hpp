// The synthesis as our JSON (knowledge/schema/synthesis.schema.json): cells, the rows behind them, published results, checks.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/synthesis_use.hpp>

namespace sinew::document {

/// Full precision; sentences in the reader's language, keys and words of verdicts in English.
[[nodiscard]] OrderedJson synthesis_json(const care::SynthesisAnswer& answer,
                                         const care::Words& words);

/// Certainty alone, for `sinew evidence certainty` too: {"level", "domains": [{"domain", "steps", "judgement", "reason"}]}.
[[nodiscard]] OrderedJson certainty_json(const evidence::Certainty& certainty,
                                         const care::Words& words);

/// cells.csv, rows.csv and published.csv of --out: the same numbers as tables.
[[nodiscard]] std::string synthesis_cells_csv(const OrderedJson& synthesis);
[[nodiscard]] std::string synthesis_rows_csv(const OrderedJson& synthesis);
[[nodiscard]] std::string synthesis_published_csv(const OrderedJson& synthesis);

}  // namespace sinew::document
