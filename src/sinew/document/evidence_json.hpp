// What the answers of all `sinew evidence` commands have in common.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/effects_use.hpp>
#include <sinew/care/evidence_design.hpp>
#include <sinew/knowledge/citations.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::document {

/// The number with all its digits; null when it is not finite.
[[nodiscard]] OrderedJson number_or_null(double value);
[[nodiscard]] OrderedJson number_or_null(const std::optional<double>& value);
[[nodiscard]] OrderedJson numbers_or_null(std::span<const double> values);

/// Puts `rows_used` (data rows), `rows_left_out` ([{row, study, column, reason}]) and `warnings` at the end of `answer`;
/// `more` are warnings of the method, after those of the table.
void add_rows_and_warnings(OrderedJson& answer, const effect::Effects& effects,
                           const std::vector<std::string>& more = {});

/// Sentences as one paragraph, then "References: " and what the keys stand for, in order of first naming, each once.
[[nodiscard]] std::string methods_paragraph(const std::vector<std::string>& sentences,
                                            const std::vector<std::string>& keys,
                                            const knowledge::Citations& citations);

/// One object a term: term, columns, QM (F when there are degrees of freedom), QM_df, QMp, interaction.
[[nodiscard]] OrderedJson term_tests_json(std::span<const care::TermTest> tests);

}  // namespace sinew::document
