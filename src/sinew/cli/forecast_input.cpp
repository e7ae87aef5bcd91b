#include <sinew/cli/forecast_input.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/programme_reader.hpp>

namespace sinew::cli {

Checked<ForecastInput> read_forecast_input(const Call& call) {
    using care::Part;
    ForecastInput input;
    SINEW_TRY(input.catalogue, catalogue_for(call, {Part::screening, Part::prescription,
                                                    Part::forms, Part::exercises, Part::text}));
    const std::string& path = call.arguments().back();
    SINEW_TRY(const auto json, read_json_document(path));
    SINEW_TRY(auto programme,
              document::read_programme(json, name_of_input(path), *input.catalogue));
    input.programme = std::move(programme.programme);
    input.record = std::move(programme.record);
    if (call.arguments().size() == 2) {
        SINEW_TRY(auto given, read_record_input(call, call.arguments().front(), {Part::screening}));
        input.record = std::move(given.record);
    }
    return input;
}

}  // namespace sinew::cli
