// The clinic's memory as a command opens it.
#pragma once

#include <sinew/cli/call.hpp>
#include <sinew/clinic/store.hpp>

#include <memory>

namespace sinew::cli {

/// The store of --data and --key-file; made when it is not there.
[[nodiscard]] Result<std::unique_ptr<clinic::Store>> open_clinic(const Call& call);

}  // namespace sinew::cli
