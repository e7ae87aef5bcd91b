// The parts of an instrument's pack, read one by one; instrument_pack.cpp puts them together.
#pragma once

#include <sinew/knowledge/instrument_pack.hpp>
#include <sinew/knowledge/pack_reader.hpp>

namespace sinew::knowledge {

/// {"en": ..., "zh": ...}
[[nodiscard]] PackText read_pack_text(const Node& node);
/// The text at `key`, empty when it is not there.
[[nodiscard]] std::string text_or_none(const Node& node, std::string_view key);
/// [lowest, highest]; null = no limit
void read_range(const Node& node, ValueRule& rule);

void read_items(const Node& node, Instrument& instrument);
void read_inputs(const Node& node, Instrument& instrument);
void read_shape(const Node& node, Instrument& instrument);
void read_bands(const Node& node, Instrument& instrument);
/// compute, refuse, findings: formulas into code. Inputs, items and bands must stand.
void read_formulas(const Node& root, Instrument& instrument);

}  // namespace sinew::knowledge
