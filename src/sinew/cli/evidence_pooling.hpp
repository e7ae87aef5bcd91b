// Options that commands which pool have in common, and their way to settings.
#pragma once

#include <sinew/care/pool_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/render/picture.hpp>

namespace sinew::cli {

/// --method, --test, --tau2; with --level they say how studies are pooled.
[[nodiscard]] OptionSpec method_option();
/// --method of `pool`: also MH and Peto.
[[nodiscard]] OptionSpec pool_method_option();
/// MH or Peto when --method says so; other options that do not go with them are faults.
[[nodiscard]] std::optional<care::CountMethod> count_method(const Call& call, Faults& faults);
[[nodiscard]] OptionSpec test_option();
[[nodiscard]] OptionSpec tau2_option();
[[nodiscard]] pooling::Settings pooling_settings(const Call& call, Faults& faults);

/// --permutations and --seed; nothing when no permutation was asked for.
[[nodiscard]] OptionSpec permutations_option();
[[nodiscard]] OptionSpec seed_option();
[[nodiscard]] std::optional<pooling::PermutationSettings> permutation_settings(const Call& call,
                                                                               Faults& faults);

/// --robust CR0 ... CR2; of `pool`, --cluster alone asks for CR2 too.
[[nodiscard]] OptionSpec robust_option();
[[nodiscard]] std::optional<multilevel::Correction> robust_correction(const Call& call);

/// --transform exp
[[nodiscard]] OptionSpec transform_option();

/// The picture as the file's name says. @errors an ending that is none of svg, png, pdf; Cairo's
[[nodiscard]] Result<std::string> evidence_picture(const figure::Scene& scene,
                                                   const std::string& path);

}  // namespace sinew::cli
