// Finding one's way in the document of a synthesis: margins, rows, numbers as people read them.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::render {

/// Kinds of training in the order of the map, "all" not among them.
[[nodiscard]] const std::vector<std::string>& synthesis_modalities();

/// The margin of an outcome over weeks or after one bout, against any comparator; nullptr when there is none.
[[nodiscard]] const OrderedJson* synthesis_margin(const OrderedJson& synthesis,
                                                  std::string_view outcome,
                                                  std::string_view modality,
                                                  std::string_view course = "chronic");

/// The element of a list whose `row` this is; nullptr when there is none.
[[nodiscard]] const OrderedJson* synthesis_row(const OrderedJson& list, std::string_view id);

/// "−0.48 (−0.78 to −0.18)"; an en dash for nothing.
[[nodiscard]] std::string synthesis_interval(const OrderedJson& own);
/// "−0.40 ± 0.20".
[[nodiscard]] std::string synthesis_prior(const OrderedJson& prior);
/// After a label: the reader's own.
[[nodiscard]] std::string synthesis_colon(const knowledge::Words& words);
/// With a real minus and two decimals.
[[nodiscard]] std::string synthesis_number(double value, int decimals = 2);
/// "3/5": trials that got better with exercise, of those compared; empty when none was.
[[nodiscard]] std::string synthesis_directions(const OrderedJson& directions);
/// What the map writes in a cell: "k=2", "1", "3/5", "(1)" where only single groups or arms are known; empty where nothing is.
[[nodiscard]] std::string synthesis_mark(const OrderedJson& cell);
/// Ids of the rows of a cell that stand so, parted by commas.
[[nodiscard]] std::string synthesis_rows(const OrderedJson& cell, std::string_view standing);
/// Sections of the page: outcome and course of every margin over all training that has rows or is over weeks.
struct SynthesisSection {
    std::string outcome, course;
};
[[nodiscard]] std::vector<SynthesisSection> synthesis_sections(const OrderedJson& synthesis);
/// "Craving, after one bout".
[[nodiscard]] std::string synthesis_section_title(const SynthesisSection& section,
                                                  const knowledge::Words& words);

}  // namespace sinew::render
