#include <sinew/base/text.hpp>
#include <sinew/knowledge/model_observation.hpp>
#include <sinew/knowledge/table_rows.hpp>

#include <array>
#include <optional>

namespace sinew::knowledge {
namespace {

constexpr const char* kFile = "model/observation.csv";
constexpr std::array<std::string_view, 6> kForms{"craving", "craving_cue", "clamped",
                                                 "logit",   "log_ratio",   "ratio"};
constexpr std::array<std::string_view, 4> kScatters{"logit_normal", "beta_binomial", "log_normal",
                                                    "proportional"};
constexpr std::array<std::string_view, 2> kBetter{"higher", "lower"};

class Reading : public TableRows {
public:
    using TableRows::TableRows;

    [[nodiscard]] ObservationSpec row(std::size_t index) {
        ObservationSpec spec;
        spec.id = cell(index, "id");
        spec.name_en = cell(index, "name_en");
        spec.name_zh = cell(index, "name_zh");
        spec.unit_en = cell(index, "unit_en");
        spec.unit_zh = cell(index, "unit_zh");
        spec.highest = number(index, "highest");
        spec.form = static_cast<ObservedAs>(word(index, "form", kForms));
        spec.intercept = number(index, "intercept");
        const std::string loads = cell(index, "loads");
        for (const std::string_view load : split(loads, ';')) {
            const std::size_t colon = load.find(':');
            const auto value = colon == std::string_view::npos
                                   ? std::nullopt
                                   : parse_number(trim(load.substr(colon + 1)));
            if (!value)
                fault(index, "loads", "\"" + std::string{load} + "\" is no loading",
                      "write symbol:number, parted by semicolons");
            else
                spec.loads.emplace_back(std::string{trim(load.substr(0, colon))}, *value);
        }
        spec.scatter = static_cast<Scatter>(word(index, "scatter", kScatters));
        spec.spread = number(index, "spread");
        if (!(spec.spread > 0)) fault(index, "spread", "a spread is above 0", "give its size");
        spec.opioid_only = truth(index, "opioid_only");
        spec.lower_is_better = word(index, "better", kBetter) == 1;
        spec.source = cell(index, "source");
        spec.status = cell(index, "status");
        return spec;
    }
};

}  // namespace

Checked<std::vector<ObservationSpec>> load_observation_models(const PackSource& source) {
    Faults faults;
    SINEW_TRY(const Table table, table_of(source, kFile,
                                          {"id", "name_en", "name_zh", "unit_en", "unit_zh",
                                           "highest", "form", "intercept", "loads", "scatter",
                                           "spread", "opioid_only", "better", "source", "status"}));
    std::vector<ObservationSpec> specs;
    Reading reading{kFile, table, faults};
    for (std::size_t row = 0; row < table.rows.size(); ++row) specs.push_back(reading.row(row));
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return specs;
}

}  // namespace sinew::knowledge
