// Any bytes as a formula of a pack: read into code that runs, or refused with its place.
#include <sinew/base/ensure.hpp>
#include <sinew/knowledge/formula_code.hpp>
#include <sinew/measure/run_code.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

/// Inputs of every kind a formula can meet.
const sinew::knowledge::Instrument& instrument() {
    using namespace sinew::knowledge;
    static const Instrument made = [] {
        Instrument m;
        const auto add = [&](const char* name, ValueKind kind, bool list) {
            InputSpec input;
            input.name = input.field = name;
            input.list = list;
            input.longest = input.shortest = 4;
            ValueRule rule;
            rule.kind = kind;
            rule.high = 3;
            if (kind == ValueKind::choice) rule.words = {"A", "U", "M"};
            input.rules = {rule};
            m.inputs.push_back(input);
        };
        add("items", ValueKind::whole, true);
        add("x", ValueKind::number, false);
        add("n", ValueKind::whole, false);
        add("form", ValueKind::choice, false);
        add("days", ValueKind::choice, true);
        add("at", ValueKind::clock, false);
        add("yes", ValueKind::truth, false);
        return m;
    }();
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    knowledge::ScoreCode code;
    knowledge::FormulaCompiler compiler{instrument(), {}, code};
    const auto compiled = compiler.add(text, "pack.json:/compute/0/is", "answer");
    if (!compiled) {
        SINEW_ENSURE(compiled.error().where.starts_with("pack.json:/compute/0/is"),
                     "a fault names its place");
        SINEW_ENSURE(!compiled.error().what.empty(), "a fault says what");
        return 0;
    }
    std::vector<double> scalars = code.initial;
    std::vector<std::span<const double>> lists(code.lists);
    std::vector<std::vector<double>> buffers(code.lists);
    const double items[] = {0, 3, std::numeric_limits<double>::quiet_NaN(), 1};
    const double days[] = {0, 1, 2, 0};
    lists[0] = items;
    lists[4] = days;
    scalars[1] = 0.25;
    scalars[2] = 2;
    scalars[3] = 1;
    scalars[5] = 600;
    scalars[6] = 1;
    measure::run_code(code, scalars, lists, buffers);
    const auto again = scalars;
    measure::run_code(code, scalars, lists, buffers);
    for (std::size_t i = 0; i < again.size(); ++i)
        SINEW_ENSURE(again[i] == scalars[i] || (again[i] != again[i] && scalars[i] != scalars[i]),
                     "the same answers give the same bits");
    return 0;
}
