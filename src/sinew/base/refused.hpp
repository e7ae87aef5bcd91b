// One fault as the answer of a function that can have many.
#pragma once

#include <sinew/base/result.hpp>

namespace sinew {

/// What `fail` is to a Result, for a Checked: `if (!answer) return refused(answer.error());`
[[nodiscard]] inline tl::unexpected<Faults> refused(Error fault) {
    Faults faults;
    faults.add(std::move(fault));
    return tl::unexpected<Faults>{std::move(faults)};
}

}  // namespace sinew
