#include <sinew/base/text.hpp>
#include <sinew/exchange/model_numbers.hpp>

#include <fmt/format.h>

namespace sinew::exchange {
namespace {

/// "d" is days; loads of reference session-days are days of sessions; everything else is a pure number.
int days_of_unit(std::string_view unit) noexcept {
    if (unit == "d" || unit == "ref session-days") return 1;
    if (unit == "1/d") return -1;
    return 0;
}

}  // namespace

int ModelExport::days_of(std::string_view symbol) const noexcept {
    if (symbol == "F" || symbol == "t_rec" || symbol == "time" || symbol == "day_number" ||
        symbol == "weekday" || symbol == "week")
        return 1;
    if (symbol == "lam" || symbol == "dlt") return -1;
    for (const ModelNumber& number : numbers)
        if (number.symbol == symbol) return number.days;
    return 0;
}

Result<ModelExport> export_of(const knowledge::ModelPack& pack, model::DrugClass drug) {
    ModelExport out{record_slow_layer(), {}, drug};
    for (const std::string& symbol : out.model.parameters) {
        const auto* row = pack.find(row_symbol_of(symbol, drug));
        if (row == nullptr)
            return fail({ErrorCode::bad_input, "the equations need " + symbol,
                         "model/parameters.csv", "add its row"});
        out.numbers.push_back({symbol, row, days_of_unit(row->unit)});
    }
    return out;
}

std::string decimal_text(double value) {
    std::string text = fmt::format("{}", value);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

}  // namespace sinew::exchange
