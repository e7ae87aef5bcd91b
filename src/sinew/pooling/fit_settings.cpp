#include <sinew/pooling/fit_settings.hpp>

#include <array>
#include <string>
#include <utility>

namespace sinew::pooling {
namespace {

constexpr std::array<std::pair<std::string_view, Method>, 11> kMethods{
    {{"FE", Method::common},
     {"CE", Method::common},
     {"EE", Method::common},
     {"DL", Method::dersimonian_laird},
     {"PM", Method::paule_mandel},
     {"REML", Method::reml},
     {"ML", Method::ml},
     {"EB", Method::empirical_bayes},
     {"SJ", Method::sidik_jonkman},
     {"HE", Method::hedges},
     {"HS", Method::hunter_schmidt}}};

constexpr std::array<std::pair<std::string_view, WaldTest>, 4> kTests{
    {{"z", WaldTest::z}, {"t", WaldTest::t}, {"knha", WaldTest::knha}, {"adhoc", WaldTest::adhoc}}};

template <class Table, class Value>
std::string_view code_in(const Table& table, Value wanted) noexcept {
    for (const auto& [code, value] : table)
        if (value == wanted) return code;
    return {};
}

template <class Value, class Table>
Result<Value> value_in(const Table& table, std::string_view wanted, std::string what,
                       std::string hint) {
    for (const auto& [code, value] : table)
        if (code == wanted) return value;
    return fail({ErrorCode::not_found, std::move(what), std::string{wanted}, std::move(hint)});
}

}  // namespace

std::string_view code_of(Method method) noexcept { return code_in(kMethods, method); }
std::string_view code_of(WaldTest test) noexcept { return code_in(kTests, test); }

Result<Method> method_of(std::string_view code) {
    return value_in<Method>(kMethods, code, "no such estimator of tau2",
                            "FE, DL, PM, REML, ML, EB, SJ, HE or HS");
}
Result<WaldTest> test_of(std::string_view code) {
    return value_in<WaldTest>(kTests, code, "no such test", "z, t, knha or adhoc");
}

}  // namespace sinew::pooling
