#include <sinew/base/text.hpp>
#include <sinew/care/bayes_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_bayes_dose.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/document/evidence_bayes_json.hpp>
#include <sinew/render/evidence_bayes_network_chart.hpp>
#include <sinew/render/evidence_bayes_text.hpp>
#include <sinew/render/evidence_posterior_picture.hpp>
#include <sinew/render/picture.hpp>

#include <functional>
#include <mutex>

namespace sinew::cli {
namespace {

constexpr std::string_view kTauPrior = "half-normal:0.5";

void read_priors(const Call& call, care::BayesQuestion& question, Faults& faults) {
    const auto tau = call.text("tau-prior");
    question.tau_prior_given = tau.has_value();
    if (auto prior = bayes::read_tau_prior(tau.value_or(std::string{kTauPrior}), "--tau-prior"))
        question.prior.tau = *prior;
    else
        faults.add(std::move(prior).error());
    const auto mu = call.text("mu-prior");
    if (auto prior = bayes::read_normal_prior(
            mu.value_or(call.has("network") ? "normal:0:10" : "flat"), "--mu-prior"))
        question.prior.mu = *prior;
    else
        faults.add(std::move(prior).error());
    const auto also = call.text("compare");
    if (!also) return;
    for (const std::string_view words : split(*also, ',')) {
        if (auto prior = bayes::read_tau_prior(trim(words), "--compare"))
            question.also.push_back(*prior);
        else
            faults.add(std::move(prior).error());
    }
}

care::BayesQuestion question_of(const Call& call, Faults& faults) {
    care::BayesQuestion question;
    read_priors(call, question, faults);
    auto& asked = question.of_effects;
    asked.level = level_of(call, faults);
    if (call.text("benefit") == "higher") asked.benefit = bayes::Benefit::higher;
    asked.minimal_important = call.number("mid", -1e6, 1e6, faults);
    if (asked.minimal_important &&
        (*asked.minimal_important == 0 ||
         (*asked.minimal_important < 0) != (asked.benefit == bayes::Benefit::lower)))
        faults.add(ErrorCode::bad_input, "--mid",
                   "a minimal important difference lies on the side of the benefit",
                   "lower is better: give --mid below 0; higher is better: --benefit higher and "
                   "--mid above 0");
    auto& sampler = question.sampler;
    sampler.chains = static_cast<std::size_t>(call.whole("chains", 1, 64, faults).value_or(4));
    sampler.each =
        static_cast<std::size_t>(call.whole("draws", 10, 1'000'000, faults).value_or(2500));
    sampler.warm_up =
        static_cast<std::size_t>(call.whole("warm-up", 0, 1'000'000, faults).value_or(1000));
    sampler.seed =
        static_cast<std::uint64_t>(call.whole("seed", 0, 2'147'483'647, faults).value_or(20260301));
    question.reference = call.text("reference").value_or("");
    check_bayes_dose_options(call, faults);
    if (!call.has("network") && !call.has("dose-column"))
        for (const char* option : {"chains", "draws", "warm-up", "seed", "reference"})
            if (call.has(option))
                faults.add(
                    ErrorCode::bad_input, std::string{"--"} + option,
                    "nothing is drawn for a table of effects: the answer is computed by quadrature",
                    "leave it out, or give --network with a table of arms or contrasts");
    if (call.has("network") && call.has("compare"))
        faults.add(ErrorCode::bad_input, "--compare", "is not made for a network",
                   "use it with a table of effects");
    return question;
}

Exit write_answer(Call& call, OutputFiles& files, const OrderedJson& json,
                  const std::string& text) {
    if (!files.uses_standard_output())
        files.add("-", call.settings.json ? json.dump(1) + "\n" : text);
    return files.write(call);
}

/// Adds the picture that --plot asks for, if it does. @errors the format of its name; a picture that cannot be written
Result<bool> add_picture(Call& call, OutputFiles& files,
                         const std::function<figure::Scene()>& scene) {
    const auto path = call.text("plot");
    if (!path) return false;
    SINEW_TRY(const render::PictureFormat format, render::picture_format(*path));
    SINEW_TRY(std::string picture, render::picture_bytes(scene(), format, {}));
    files.add(*path, std::move(picture));
    return true;
}

Exit run_network(Call& call, care::BayesQuestion& question, const knowledge::Citations& citations) {
    Faults faults;
    const auto renames = effects_question(call, faults).renames;
    if (!faults.none()) return refuse(call, faults);
    const auto table = read_study_table(call);
    if (!table) return refuse(call, table.error());
    const std::size_t whole =
        question.sampler.chains * (question.sampler.each + question.sampler.warm_up);
    std::mutex one_at_a_time;
    Progress bar{call.notes, !call.settings.quiet && !call.settings.json, whole, "draws", 1};
    question.sampler.progress = [&](std::size_t done) {
        const std::scoped_lock lock{one_at_a_time};
        bar.show(done, done);
    };
    const auto answer = care::bayes_network_of(*table, renames, question);
    if (!answer) return refuse(call, answer.error());
    const OrderedJson json = document::bayes_network_json(*answer, citations);
    OutputFiles files;
    if (const auto drawn =
            add_picture(call, files, [&] { return render::evidence_bayes_network_chart(*answer); });
        !drawn)
        return refuse(call, drawn.error());
    return write_answer(
        call, files, json,
        render::bayes_network_text(json, page_style(call.out, call.has("explain"))));
}

Exit run_effects(Call& call, care::BayesQuestion& question, const knowledge::Citations& citations) {
    const auto effects = read_effects(call);
    if (!effects) return refuse(call, effects.error());
    if (!call.has("benefit") && effects->direction == effect::Direction::higher_better)
        question.of_effects.benefit = bayes::Benefit::higher;
    const auto answer = care::bayes_of(*effects, question);
    if (!answer) return refuse(call, answer.error());
    const OrderedJson json = document::bayes_json(*effects, *answer, citations);
    OutputFiles files;
    const auto scene = [&] {
        return render::evidence_posterior_chart(
            render::posterior_picture_of(*effects, answer->posterior));
    };
    if (const auto drawn = add_picture(call, files, scene); !drawn)
        return refuse(call, drawn.error());
    return write_answer(call, files, json,
                        render::bayes_text(json, page_style(call.out, call.has("explain"))));
}

Exit run_bayes(Call& call) {
    Faults faults;
    care::BayesQuestion question = question_of(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto& citations = (*catalogue)->citations;
    if (call.has("dose-column")) return run_bayes_dose(call, question, citations);
    return call.has("network") ? run_network(call, question, citations)
                               : run_effects(call, question, citations);
}

}  // namespace

namespace {

std::vector<OptionSpec> with_dose_options(std::vector<OptionSpec> options) {
    for (const OptionSpec& option : bayes_dose_options()) options.push_back(option);
    return options;
}

}  // namespace

CommandSpec evidence_bayes_command() {
    using effect::Shape;
    return {
        .name = "bayes",
        .summary =
            "what to believe of the mean effect, the spread and the next study, under a stated "
            "prior",
        .about =
            "Effects of studies under a prior: the mean effect, tau (the SD of true effects "
            "between studies), the effect to expect in a "
            "new study, each study drawn towards the others, the chance of benefit and of a "
            "benefit that matters (--mid). Computed by "
            "quadrature, exact to about eight digits; one study is enough for an answer, and the "
            "answer says when it is the prior's.\n\n"
            "The same studies are always shown under three priors of tau. When the rows disagree, "
            "the studies have not decided.\n\n"
            "With --network the table holds arms (study, treatment, events, n or n, mean, sd) or "
            "contrasts (study, base, trt, y, v, v_base): "
            "every pair of treatments, and ranks. Counts are sampled by the No-U-Turn sampler; "
            "R-hat and effective draws are reported, and "
            "chains that do not agree are called out.\n\n"
            "With --dose-column the table holds doses of treatments as for `sinew evidence dose "
            "--by "
            "treatment`: a curve for each, and with --class-column treatments of a class are drawn "
            "from it (their mean, their spread, and what another treatment of the class may do). "
            "Sampled too.\n\n"
            "Priors of tau: half-normal:SCALE, half-cauchy:SCALE, half-t:SCALE:DEGREES, "
            "log-normal:MEAN_LOG:SD_LOG, uniform:HIGHEST, "
            "exponential:MEAN, fixed:TAU. Priors of the effect: flat, normal:MEAN:SD.",
        .arguments = {table_argument()},
        .options = with_dose_options(table_options(
            {Shape::effect, Shape::two_group, Shape::one_group, Shape::arm, Shape::contrast,
             Shape::dose},
            {{"tau-prior", "PRIOR",
              "prior of tau (half-normal:0.5, for standardised differences and log ratios)"},
             {"mu-prior", "PRIOR",
              "prior of the mean effect (flat), or of each effect in a network (normal:0:10)"},
             {"compare", "PRIORS",
              "further priors of tau for the table of priors, commas between them"},
             {"mid", "NUMBER", "minimal important difference, with its sign"},
             {"benefit",
              "SIDE",
              "which side helps (lower, or what the column `direction` says)",
              {"lower", "higher"}},
             {"network", "", "the table is a network of treatments"},
             {"reference", "TREATMENT",
              "--network: the treatment all are compared with (the first in byte order)"},
             {"chains", "NUMBER", "--network: chains (4)"},
             {"draws", "NUMBER", "--network: draws a chain that are kept (2500)"},
             {"warm-up", "NUMBER", "--network: draws a chain before that (1000)"},
             {"seed", "NUMBER", "--network: the same seed gives the same draws (20260301)"},
             {"plot",
              "FILE",
              "write the picture of the posterior, or a network's forest, here (.svg, .png or "
              ".pdf)",
              {},
              Completes::file},
             level_option(),
             {"explain", "", "with all pairs, the chains and the methods paragraph"}})),
        .examples =
            {{"sinew evidence bayes craving.csv --mid -0.2", "chance of a benefit that matters"},
             {"sinew evidence bayes craving.csv --mu-prior normal:-0.4:0.2 --plot posterior.svg",
              "a cautious prior, and the picture"},
             {"sinew evidence bayes arms.csv --network --reference usual --benefit higher",
              "every pair of treatments from counts of events"},
             {"sinew evidence bayes doses.csv --dose-column dose --class-column class --curve emax "
              "--at 60,120",
              "dose curves of modalities, drawn from their classes"}},
        .run = run_bayes};
}

}  // namespace sinew::cli
