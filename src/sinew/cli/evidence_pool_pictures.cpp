#include <sinew/cli/evidence_pool_pictures.hpp>
#include <sinew/render/evidence_pool_picture.hpp>

#include <algorithm>
#include <thread>

namespace sinew::cli {

std::vector<OptionSpec> pool_steps_options() {
    return {
        {"leave-one-out", "", "also the answer without each study"},
        {"influence", "", "also how much each study moves the answer"},
        {"cumulative", "COLUMN", "also the answer as studies were added, by a column such as year"},
        {"gosh", "", "also the answers of all subsets of the studies, or of many"},
        {"subsets", "N", "at most so many subsets, drawn with --seed when there are more (65536)"},
        {"figure",
         "KIND",
         "which picture (forest)",
         {"forest", "funnel", "baujat", "gosh", "cumulative", "leave-one-out"}}};
}

care::PoolStepsQuestion pool_steps_question(const Call& call, Faults& faults) {
    care::PoolStepsQuestion question;
    const std::string figure = call.has("plot") ? call.text("figure").value_or("forest") : "";
    question.leave_one_out = call.has("leave-one-out") || figure == "leave-one-out";
    question.influence = call.has("influence") || figure == "baujat";
    question.gosh = call.has("gosh") || figure == "gosh";
    question.cumulative = call.text("cumulative");
    if (figure == "cumulative" && !question.cumulative)
        faults.add(ErrorCode::bad_input, "--figure cumulative", "no order to add studies by",
                   "give --cumulative COLUMN too, such as the year");
    if (call.has("subsets") && !question.gosh)
        faults.add(ErrorCode::bad_input, "--subsets", "subsets of nothing that was asked for",
                   "give --gosh or --figure gosh too");
    if (const auto most = call.whole("subsets", 2, 4'000'000, faults))
        question.subsets.most_subsets = static_cast<std::size_t>(*most);
    if (const auto seed = call.whole("seed", 0, 2'000'000'000, faults))
        question.subsets.seed = static_cast<std::uint64_t>(*seed);
    question.subsets.threads = std::clamp(std::thread::hardware_concurrency(), 1U, 16U);
    return question;
}

figure::Scene pool_picture(const Call& call, const care::PoolAnswer& answer,
                           const care::PoolSteps& steps, bool exponentiate) {
    const std::string figure = call.text("figure").value_or("forest");
    if (figure == "funnel") return render::pool_funnel(answer, exponentiate);
    if (figure == "baujat") return render::pool_baujat(answer, steps);
    if (figure == "gosh") return render::pool_gosh(answer, steps, exponentiate);
    if (figure == "cumulative") return render::pool_cumulative(answer, steps, exponentiate);
    if (figure == "leave-one-out") return render::pool_leave_one_out(answer, steps, exponentiate);
    return render::pool_forest(answer, exponentiate);
}

}  // namespace sinew::cli
