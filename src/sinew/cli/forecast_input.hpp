// What commands about a person's forecast are given: [RECORD] PROGRAMME, read and judged.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>

#include <memory>

namespace sinew::cli {

struct ForecastInput {
    std::unique_ptr<const care::Catalogue> catalogue;
    domain::Programme programme;
    domain::Record record;  ///< the one given, else the one inside the programme
};

/// @param call  whose arguments are [RECORD] PROGRAMME: the last one is the programme
/// @errors every fault of the document at fault
[[nodiscard]] Checked<ForecastInput> read_forecast_input(const Call& call);

}  // namespace sinew::cli
