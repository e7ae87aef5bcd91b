// The packs a command needs, and no more: start-up is most of a short command's time.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/cli/call.hpp>

#include <memory>

namespace sinew::cli {

/// Packs of --knowledge, else those in the program.
[[nodiscard]] care::PackSource packs_of(const Settings& settings);

/// @errors every fault of every pack asked for
[[nodiscard]] Checked<std::unique_ptr<const care::Catalogue>> catalogue_for(const Call& call,
                                                                            care::Parts parts);

}  // namespace sinew::cli
