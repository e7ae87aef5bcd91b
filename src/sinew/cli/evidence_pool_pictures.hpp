// The part of `sinew evidence pool` that asks what the answer rests on: its options, its question and its pictures.
#pragma once

#include <sinew/care/pool_steps_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/render/evidence_steps_picture.hpp>

namespace sinew::cli {

/// --leave-one-out, --influence, --cumulative, --gosh, --subsets and --figure.
[[nodiscard]] std::vector<OptionSpec> pool_steps_options();

/// What was asked for, by an option or as a picture.
[[nodiscard]] care::PoolStepsQuestion pool_steps_question(const Call& call, Faults& faults);

/// The picture that --figure names; the forest without it.
[[nodiscard]] figure::Scene pool_picture(const Call& call, const care::PoolAnswer& answer,
                                         const care::PoolSteps& steps, bool exponentiate);

}  // namespace sinew::cli
