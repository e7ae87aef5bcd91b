#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/evidence_pooling.hpp>

namespace sinew::cli {

OptionSpec method_option() {
    return {"method",
            "CODE",
            "estimator of the variance between studies (REML); FE, CE, EE: the common effect",
            {"REML", "DL", "PM", "ML", "EB", "SJ", "HE", "HS", "FE", "CE", "EE"}};
}
OptionSpec pool_method_option() {
    OptionSpec option = method_option();
    option.meaning =
        "estimator of the variance between studies (REML); FE, CE, EE: the common effect; MH, "
        "Peto: the counts themselves, for rare events";
    option.choices.emplace_back("MH");
    option.choices.emplace_back("Peto");
    return option;
}

std::optional<care::CountMethod> count_method(const Call& call, Faults& faults) {
    const std::string code = call.text("method").value_or("");
    if (code != "MH" && code != "Peto") return {};
    for (const char* option : {"subgroup", "permutations", "tau2", "align", "pi", "drop00",
                               "leave-one-out", "influence", "cumulative", "gosh", "robust"})
        if (call.has(option))
            faults.add(ErrorCode::conflict, "--" + std::string{option},
                       "not of counts pooled by themselves",
                       "leave it away, or take another --method");
    for (const char* option : {"add", "to"})
        if (code == "Peto" && call.has(option))
            faults.add(ErrorCode::conflict, "--" + std::string{option},
                       "Peto's method needs nothing added to a zero", "leave it away");
    if (call.text("test").value_or("z") != "z")
        faults.add(ErrorCode::conflict, "--test",
                   "counts pooled by themselves are tested by normal quantiles",
                   "leave --test away, or take another --method");
    const std::string figure = call.text("figure").value_or("forest");
    if (figure != "forest" && figure != "funnel")
        faults.add(ErrorCode::conflict, "--figure",
                   "a picture that is not of counts pooled by themselves",
                   "take forest or funnel, or another --method");
    return code == "MH" ? care::CountMethod::mantel_haenszel : care::CountMethod::peto;
}

OptionSpec test_option() {
    return {"test",
            "CODE",
            "z, t, knha (Knapp-Hartung) or adhoc (the same, never narrower) (z)",
            {"z", "t", "knha", "adhoc"}};
}
OptionSpec tau2_option() {
    return {"tau2", "NUMBER", "take this variance between studies instead of estimating it"};
}
OptionSpec permutations_option() {
    return {"permutations", "N",
            "also p values by permutation, of so many arrangements (all when they are fewer)"};
}
OptionSpec seed_option() { return {"seed", "N", "of whatever is drawn (1)"}; }
OptionSpec transform_option() {
    return {"transform", "HOW", "also effects brought back from logarithms", {"exp"}};
}

OptionSpec robust_option() {
    return {
        "robust", "CODE", "cluster-robust standard errors", {"CR2", "CR1", "CR1p", "CR1S", "CR0"}};
}

std::optional<multilevel::Correction> robust_correction(const Call& call) {
    using multilevel::Correction;
    const auto word = call.text("robust");
    if (!word) return {};
    if (*word == "CR0") return Correction::cr0;
    if (*word == "CR1") return Correction::cr1;
    if (*word == "CR1p") return Correction::cr1p;
    if (*word == "CR1S") return Correction::cr1s;
    return Correction::cr2;
}

pooling::Settings pooling_settings(const Call& call, Faults& faults) {
    pooling::Settings settings;
    settings.level = level_of(call, faults) / 100;
    if (const auto code = call.text("method"))
        settings.method = pooling::method_of(*code).value_or(pooling::Method::common);
    if (const auto code = call.text("test")) settings.test = pooling::test_of(*code).value();
    settings.tau2 = call.number("tau2", 0, 1e12, faults);
    if (settings.tau2 && settings.method == pooling::Method::common && *settings.tau2 > 0)
        faults.add(ErrorCode::conflict, "--tau2",
                   "the common effect has no variance between studies",
                   "leave out --tau2, or take another --method");
    return settings;
}

std::optional<pooling::PermutationSettings> permutation_settings(const Call& call, Faults& faults) {
    const auto count = call.whole("permutations", 100, 10'000'000, faults);
    const auto seed = call.whole("seed", 0, 2'000'000'000, faults);
    if (!count) return {};
    pooling::PermutationSettings settings;
    settings.permutations = static_cast<std::size_t>(*count);
    settings.seed = static_cast<std::uint64_t>(seed.value_or(1));
    return settings;
}

Result<std::string> evidence_picture(const figure::Scene& scene, const std::string& path) {
    SINEW_TRY(const auto format, render::picture_format(path));
    return render::picture_bytes(scene, format, {});
}

}  // namespace sinew::cli
