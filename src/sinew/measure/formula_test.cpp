// The language of scoring: what formulas answer, what null does to them, and how their faults are told.
#include <gtest/gtest.h>
#include <sinew/knowledge/formula_code.hpp>
#include <sinew/measure/answers.hpp>
#include <sinew/measure/run_code.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::measure {
namespace {

using knowledge::InputSpec;
using knowledge::Instrument;
using knowledge::ValueKind;
using knowledge::ValueRule;

InputSpec input(const char* name, ValueKind kind, bool list) {
    InputSpec made;
    made.name = made.field = name;
    made.list = list;
    ValueRule rule;
    rule.kind = kind;
    rule.high = 4;
    if (kind == ValueKind::choice) rule.words = {"A", "U", "M"};
    made.rules = {rule};
    if (list) made.shortest = made.longest = 5;
    return made;
}

/// items = 3, 1, null, 2, 4; rr = 800, 810, 790; days = A A U U U M; x = 0.1; none = null; form = 'U'
struct Sheet {
    Instrument instrument;
    Sheet() {
        instrument.inputs = {
            input("items", ValueKind::whole, true),    input("rr", ValueKind::number, true),
            input("days", ValueKind::choice, true),    input("x", ValueKind::number, false),
            input("none", ValueKind::number, false),   input("form", ValueKind::choice, false),
            input("evening", ValueKind::clock, false), input("morning", ValueKind::clock, false),
            input("absent", ValueKind::number, true)};
    }
};

/// The answer of one formula; NaN = null.
double answer(const std::string& formula) {
    const Sheet sheet;
    knowledge::ScoreCode code;
    knowledge::FormulaCompiler compiler{sheet.instrument, {}, code};
    const auto compiled = compiler.add(formula, "test");
    if (!compiled) {
        ADD_FAILURE() << to_line(compiled.error());
        return kMissing;
    }
    std::vector<double> scalars = code.initial;
    std::vector<std::span<const double>> lists(code.lists);
    std::vector<std::vector<double>> buffers(code.lists);
    const std::vector<double> items{3, 1, kMissing, 2, 4}, rr{800, 810, 790},
        days{0, 0, 1, 1, 1, 2};
    lists[0] = items;
    lists[1] = rr;
    lists[2] = days;
    scalars[3] = 0.1;
    scalars[5] = 1;
    scalars[6] = 23 * 60 + 30;
    scalars[7] = 6 * 60;
    run_code(code, scalars, lists, buffers);
    return scalars[compiled->at];
}

std::string fault(const std::string& formula) {
    const Sheet sheet;
    knowledge::ScoreCode code;
    knowledge::FormulaCompiler compiler{sheet.instrument, {}, code};
    const auto compiled = compiler.add(formula, "p.json:/compute/0/is");
    return compiled ? "" : to_line(compiled.error());
}

TEST(Formula, arithmetic_binds_as_on_paper) {
    EXPECT_EQ(answer("1 + 2 * 3 - 4 / 2"), 5);
    EXPECT_EQ(answer("-2 ^ 2"), -4);
    EXPECT_EQ(answer("2 ^ 3 ^ 2"), 512);
    EXPECT_EQ(answer("(1 + 2) * -3"), -9);
    EXPECT_EQ(answer("floor(39 * 1.25)"), 48);
    EXPECT_EQ(answer("floor((0.1 + 0.7) * 10)"), 8) << "settled before it is cut";
    EXPECT_EQ(answer("round(2.5) + round(-2.5)"), 0);
    EXPECT_EQ(answer("round(1.005, 2)"), 1.01);
}

TEST(Formula, null_is_carried_and_never_taken_for_zero) {
    for (const char* formula :
         {"none + 1", "none > 1", "sum(items)", "mean(items)", "max(items)", "1 / 0", "ln(0)",
          "sqrt(-1)", "if(none > 1, 1, 2)", "none ^ 0", "sum(absent)", "count(absent)",
          "max(given(absent))", "none = none", "min(x, none)", "not (none > 1)"})
        EXPECT_TRUE(std::isnan(answer(formula))) << formula;
    EXPECT_EQ(answer("is_given(none)"), 0);
    EXPECT_EQ(answer("is_given(absent)"), 0);
    EXPECT_EQ(answer("first_given(none, none, 7)"), 7);
    EXPECT_EQ(answer("none > 1 or x < 1"), 1) << "one side decides";
    EXPECT_EQ(answer("none > 1 and x > 1"), 0);
    EXPECT_TRUE(std::isnan(answer("none > 1 and x < 1")));
}

TEST(Formula, lists_are_summed_counted_and_picked) {
    EXPECT_EQ(answer("sum(given(items))"), 10);
    EXPECT_EQ(answer("count(items)"), 4);
    EXPECT_EQ(answer("length(items)"), 5);
    EXPECT_EQ(answer("mean(given(items))"), 2.5);
    EXPECT_EQ(answer("sum(pick(items, 1, 2, 5))"), 8);
    EXPECT_EQ(answer("items[5] - items[1]"), 1);
    EXPECT_EQ(answer("last(items) + last(items, 2)"), 6);
    EXPECT_EQ(answer("sum(given(keyed(items, 1, 2)))"), 10);
    EXPECT_EQ(answer("items[1] + sum(pick(keyed(items, 1), 1))"), 4);
    EXPECT_EQ(answer("count(items >= 2)"), 3);
    EXPECT_EQ(answer("max(given(join(items, rr)))"), 810);
    EXPECT_EQ(answer("min(4, x, 2)"), 0.1);
}

TEST(Formula, runs_over_a_calendar) {
    EXPECT_EQ(answer("count(days = 'U')"), 3);
    EXPECT_EQ(answer("longest_run(days = 'A')"), 2);
    EXPECT_EQ(answer("first_place(days = 'U')"), 3);
    EXPECT_EQ(answer("run_place(days = 'U', 3)"), 5);
    EXPECT_TRUE(std::isnan(answer("run_place(days = 'A', 3)")));
}

TEST(Formula, series_have_differences_spread_and_a_line) {
    EXPECT_DOUBLE_EQ(answer("sd(rr)"), 10);
    EXPECT_DOUBLE_EQ(answer("sqrt(mean(differences(rr) * differences(rr)))"), std::sqrt(250.0));
    EXPECT_DOUBLE_EQ(answer("slope(rr, 2 * rr + 5)"), 2);
    EXPECT_NEAR(answer("intercept(rr, 2 * rr + 5)"), 5, 1e-9);
    EXPECT_TRUE(std::isnan(answer("slope(rr * 0, rr)"))) << "no spread, no line";
    EXPECT_EQ(answer("minutes_until(evening, morning)"), 390);
    EXPECT_EQ(answer("minutes_until(morning, morning)"), 0);
}

TEST(Formula, comparisons_are_made_on_settled_values) {
    EXPECT_EQ(answer("x * 3 = 0.3"), 1);
    EXPECT_EQ(answer("100 * 5.1 / 6 >= 85"), 1);
    EXPECT_EQ(answer("form = 'U' and form != 'A'"), 1);
    EXPECT_EQ(answer("if(x > 1, 1, x > 0.05, 2, 3)"), 2);
}

TEST(Formula, a_fault_names_its_column_and_what_would_be_right) {
    EXPECT_EQ(
        fault("sum(itms)"),
        "p.json:/compute/0/is:5: \"itms\" is no input and no line above (did you mean items?)");
    EXPECT_NE(fault("summ(items)").find("did you mean sum?"), std::string::npos);
    EXPECT_NE(fault("1 + form").find("this is a choice"), std::string::npos);
    EXPECT_NE(fault("form = 'X'").find("use one of: A, U, M"), std::string::npos);
    EXPECT_NE(fault("if(x, 1, 2)").find("a condition is wanted"), std::string::npos);
    EXPECT_NE(fault("if(x > 1, 1, 'high')").find("different kinds"), std::string::npos);
    EXPECT_NE(fault("items[6]").find("a place in the list"), std::string::npos);
    EXPECT_NE(fault("items[0]").find("a place in the list"), std::string::npos);
    EXPECT_NE(fault("1 +").find("ends too early"), std::string::npos);
    EXPECT_NE(fault("(1 + 2").find("\")\" is wanted"), std::string::npos);
    EXPECT_NE(fault("'open").find("has no end"), std::string::npos);
    EXPECT_NE(fault("1 # 2").find("a sign that formulas do not have"), std::string::npos);
    EXPECT_NE(fault("1 2").find("does not fit here"), std::string::npos);
    EXPECT_NE(fault("x < 'A'").find("cannot be compared"), std::string::npos);
    EXPECT_NE(fault("sum(x)").find("does not take these"), std::string::npos);
    EXPECT_NE(fault("sum()").find("needs an argument"), std::string::npos);
    EXPECT_NE(fault("band(x)").find("no table of steps"), std::string::npos);
    EXPECT_NE(fault(fmt::format("{:(>60}1{:)>60}", "", "")).find("too many brackets"),
              std::string::npos);
    EXPECT_NE(fault(std::string(2001, '1')).find("too long"), std::string::npos);
    EXPECT_NE(fault("1.2.3").find("not a number"), std::string::npos);
}

}  // namespace
}  // namespace sinew::measure
