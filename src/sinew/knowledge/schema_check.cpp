// The only file that names valijson: it is all headers, and slow to compile.
#include <sinew/base/json_pointer.hpp>
#include <sinew/knowledge/schema_check.hpp>

#if SINEW_HAS_VALIJSON
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#endif

namespace sinew::knowledge {

#if SINEW_HAS_VALIJSON
namespace {

constexpr std::size_t kMostFaults = 100;

/// {"<root>", "[rules]", "[3]"} -> "/rules/3"
std::string pointer_of(const std::vector<std::string>& context) {
    std::string pointer;
    for (const std::string& step : context)
        if (step.size() > 2 && step.front() == '[')
            pointer += "/" + escaped(std::string_view{step}.substr(1, step.size() - 2));
    return pointer;
}

}  // namespace

bool schemas_can_be_checked() noexcept { return true; }

void check_against_schema(const Json& document, const Json& schema, const std::string& name,
                          Faults& faults) {
    valijson::Schema compiled;
    try {
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter{schema}, compiled);
    } catch (const std::exception& error) {
        faults.add(ErrorCode::bad_input, name,
                   std::string{"its schema cannot be read: "} + error.what(), "mend the schema");
        return;
    }
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(compiled, valijson::adapters::NlohmannJsonAdapter{document}, &results))
        return;
    valijson::ValidationResults::Error error;
    // The list goes from the innermost fault out; the outer ones only say that an inner part failed.
    std::string deepest;
    for (std::size_t count = 0; count < kMostFaults && results.popError(error);) {
        const std::string place = pointer_of(error.context);
        if (deepest.size() > place.size() && deepest.starts_with(place)) continue;
        deepest = place;
        ++count;
        faults.add(ErrorCode::bad_input, name + ":" + place,
                   "not as the schema says: " + error.description, "see `sinew schema`");
    }
}
#else
bool schemas_can_be_checked() noexcept { return false; }

void check_against_schema(const Json&, const Json&, const std::string&, Faults&) {}
#endif

}  // namespace sinew::knowledge
