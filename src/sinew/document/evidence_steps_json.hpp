// What a pooled answer rests on, added to the document of `sinew evidence pool`.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/pool_steps_use.hpp>

#include <string>
#include <vector>

namespace sinew::document {

/// Adds `leave_one_out`, `influence`, `cumulative` and `gosh` where they were asked for, before `rows_used`. Names are metafor's.
void add_pool_steps(OrderedJson& json, const care::PoolAnswer& answer,
                    const care::PoolSteps& steps);

}  // namespace sinew::document
