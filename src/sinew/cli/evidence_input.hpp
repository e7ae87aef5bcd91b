// A table of studies from the command line: the file, the flags that say how to read it, and the effects in it.
#pragma once

#include <sinew/care/effects_use.hpp>
#include <sinew/cli/call.hpp>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace sinew::cli {

/// The argument TABLE.
[[nodiscard]] ArgumentSpec table_argument();

/// `own` first, then --measure, --shape, --align, --convert, then a flag a column of these shapes that takes the
/// researcher's name of it. A flag that `own` has is not doubled.
[[nodiscard]] std::vector<OptionSpec> table_options(std::initializer_list<effect::Shape> shapes,
                                                    std::vector<OptionSpec> own);

/// "--level": confidence of intervals in per cent; put it into `own` and read it with `level_of` (95 without it).
[[nodiscard]] OptionSpec level_option();
[[nodiscard]] double level_of(const Call& call, Faults& faults);

/// The first argument, "-" is standard input.
[[nodiscard]] Checked<domain::StudyTable> read_study_table(const Call& call);
/// --cov of networks; nothing without it.
[[nodiscard]] Checked<std::optional<domain::StudyTable>> network_covariances(const Call& call);

/// --favours "exercise,control": the sides of a forest, left first; empty without it.
[[nodiscard]] OptionSpec favours_option();
[[nodiscard]] std::pair<std::string, std::string> favours_of(const Call& call, Faults& faults);

/// Only what was given on the command line; faults name the option.
[[nodiscard]] effect::EffectsQuestion effects_question(const Call& call, Faults& faults);

/// Both of the above, and the effects.
/// @errors every fault of the options, else of the file, else of the table
[[nodiscard]] Checked<effect::Effects> read_effects(const Call& call, std::size_t fewest = 1);
/// The same of a question that the command made its own.
[[nodiscard]] Checked<effect::Effects> read_effects(const Call& call,
                                                    const effect::EffectsQuestion& question);

}  // namespace sinew::cli
