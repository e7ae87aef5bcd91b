// How long do three-level models of 240 effects take, with independent and with dense known sampling errors?
//
// evidence_multilevel_bench write FOLDER   the fixed input as CSV, for another program
// evidence_multilevel_bench RUNS           {"three_level": {...}, "dense": {...}, "blocks": {...}} with seconds of processor time and the answers
#include <sinew/base/random_stream.hpp>
#include <sinew/multilevel/fit.hpp>
#include <sinew/numerics/draws.hpp>

#include <fmt/format.h>
#include <fmt/os.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

using namespace sinew;
using namespace sinew::multilevel;

namespace {

constexpr std::size_t kStudies = 48, kEach = 5, kRows = kStudies * kEach;

/// 48 studies of five effects; variances 0.02 to 0.2, between studies 0.09, within 0.04.
MixedModel three_level() {
    RandomStream stream{20240501, "bench multilevel"};
    MixedModel model;
    std::vector<std::size_t> study, row;
    for (std::size_t s = 0; s < kStudies; ++s) {
        const double common = 0.3 + 0.3 * numerics::normal_draw(stream);
        for (std::size_t e = 0; e < kEach; ++e) {
            const double v = 0.02 + 0.18 * stream.uniform();
            model.y.push_back(common + 0.2 * numerics::normal_draw(stream) +
                              std::sqrt(v) * numerics::normal_draw(stream));
            model.v.variance.push_back(v);
            study.push_back(s);
            row.push_back(row.size());
        }
    }
    model.x = intercept_only(kRows);
    model.names = {"intrcpt"};
    model.terms = {random_intercept("study", study), random_intercept("study/effect", row)};
    return model;
}

/// Every pair of rows correlated, less with distance.
MixedModel dense() {
    MixedModel model = three_level();
    numerics::Matrix v{kRows, kRows};
    for (std::size_t i = 0; i < kRows; ++i)
        for (std::size_t j = 0; j < kRows; ++j) {
            const double apart = std::fabs(static_cast<double>(i) - static_cast<double>(j));
            v.at(i, j) = (i == j ? 1 : 0.5 * std::exp(-apart / 20)) *
                         std::sqrt(model.v.variance[i] * model.v.variance[j]);
        }
    model.v = dense_covariance(v);
    return model;
}

MixedModel blocks() {
    MixedModel model = three_level();
    model.v = correlated_in_clusters(model.v.variance, model.terms[0].group, 0.6);
    return model;
}

void write(const std::string& folder) {
    const MixedModel rows = three_level(), full = dense();
    auto table = fmt::output_file(folder + "/rows.csv");
    table.print("study,effect,yi,vi\n");
    for (std::size_t i = 0; i < kRows; ++i)
        table.print("{},{},{:.17g},{:.17g}\n", rows.terms[0].group[i], i, rows.y[i],
                    rows.v.variance[i]);
    auto matrix = fmt::output_file(folder + "/dense.csv");
    for (std::size_t i = 0; i < kRows; ++i)
        for (std::size_t j = 0; j < kRows; ++j)
            matrix.print("{:.17g}{}", full.v.dense.at(i, j), j + 1 == kRows ? "\n" : ",");
}

constexpr int kAgain = 5;  // fits a measurement: processor time comes in microseconds

std::string measured(const char* name, const MixedModel& model, int runs) {
    std::vector<double> seconds;
    Result<MixedFit> fit = fit_mixed(model);
    for (int run = 0; run < runs; ++run) {
        const std::clock_t start = std::clock();
        for (int again = 0; again < kAgain; ++again) fit = fit_mixed(model);
        seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / kAgain);
    }
    if (!fit) {
        std::fputs(to_line(fit.error()).c_str(), stderr);
        std::exit(1);
    }
    std::sort(seconds.begin(), seconds.end());
    return fmt::format(
        "\"{}\": {{\"seconds\": {:.6g}, \"least\": {:.6g}, \"most\": {:.6g}, \"b\": {:.17g}, "
        "\"se\": {:.17g}, \"sigma2\": [{:.17g}, {:.17g}], "
        "\"logLik\": {:.17g}, \"evaluations\": {}, \"gradient\": {:.3g}}}",
        name, seconds[seconds.size() / 2], seconds.front(), seconds.back(), fit->b[0], fit->se[0],
        fit->terms[0].variance[0], fit->terms[1].variance[0], fit->log_likelihood,
        fit->convergence.evaluations, fit->convergence.gradient);
}

}  // namespace

int main(int count, char** words) {
    if (count == 3 && std::string{words[1]} == "write") {
        write(words[2]);
        return 0;
    }
    const int runs = count > 1 ? std::max(1, std::atoi(words[1])) : 101;
    std::puts(fmt::format("{{{},\n{},\n{}}}", measured("three_level", three_level(), runs),
                          measured("dense", dense(), runs), measured("blocks", blocks(), runs))
                  .c_str());
    return 0;
}
