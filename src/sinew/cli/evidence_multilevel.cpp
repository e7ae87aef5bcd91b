#include <sinew/care/multilevel_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/evidence_pooling.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/evidence_multilevel_json.hpp>
#include <sinew/document/study_table_reader.hpp>
#include <sinew/render/evidence_multilevel_chart.hpp>
#include <sinew/render/evidence_multilevel_text.hpp>
#include <sinew/render/picture.hpp>

namespace sinew::cli {
namespace {

using multilevel::Structure;

Structure structure_named(std::string_view word) {
    if (word == "UN") return Structure::unstructured;
    if (word == "HCS") return Structure::hetero_compound;
    if (word == "DIAG") return Structure::diagonal;
    if (word == "ID") return Structure::scaled;
    return Structure::compound;
}

care::MultilevelQuestion question_of(const Call& call, Faults& faults) {
    care::MultilevelQuestion question;
    if (const auto random = call.text("random")) question.random = *random;
    if (const auto word = call.text("struct")) question.structure = structure_named(*word);
    if (const auto mods = call.text("mods")) question.mods = *mods;
    question.rho = call.number("rho", -0.999, 0.999, faults);
    question.robust = robust_correction(call);
    question.intervals = call.has("intervals");
    if (call.text("method") == "ML") question.fit.criterion = multilevel::Criterion::ml;
    if (call.text("test") == "t") question.fit.quantile = multilevel::Quantile::t;
    question.fit.level = level_of(call, faults) / 100;
    if (call.text("figure") && !call.text("plot"))
        faults.add(ErrorCode::bad_input, "--figure", "no file for the picture",
                   "give --plot FILE too");
    if (const auto path = call.text("cov")) {
        const auto bytes = read_document(*path);
        if (!bytes)
            faults.add(bytes.error());
        else if (auto table = document::read_study_table(*bytes, name_of_input(*path)); !table)
            faults.take(std::move(table.error()));
        else
            question.covariance = *std::move(table);
    }
    return question;
}

Result<std::string> plot_bytes(const Call& call, const std::string& path,
                               const care::MultilevelAnswer& answer) {
    SINEW_TRY(const auto format, render::picture_format(path));
    const auto picture = call.text("figure") == "caterpillar"
                             ? render::multilevel_caterpillar(answer)
                             : render::multilevel_forest(answer);
    return render::picture_bytes(render::evidence_forest_chart(picture), format, {});
}

Exit run_multilevel(Call& call) {
    Faults faults;
    const care::MultilevelQuestion question = question_of(call, faults);
    if (!faults.none()) return refuse(call, faults);
    auto effects = read_effects(call, 2);
    if (!effects) return refuse(call, effects.error());
    const auto answer = care::multilevel_of(*std::move(effects), question);
    if (!answer) return refuse(call, answer.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const OrderedJson json = document::multilevel_json(*answer, (*catalogue)->citations);
    OutputFiles files;
    if (const auto plot = call.text("plot")) {
        auto picture = plot_bytes(call, *plot, *answer);
        if (!picture) return refuse(call, picture.error());
        files.add(*plot, *std::move(picture));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json ? json.dump(1) + "\n"
                                          : render::multilevel_text(
                                                json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace

CommandSpec evidence_multilevel_command() {
    return {
        .name = "multilevel",
        .summary =
            "several effects of one study, several outcomes: three-level and multivariate models",
        .about =
            "Pools effects that depend on each other. --random says what rows share: "
            "\"study/effect_id\" (the default: "
            "effects within studies), \"study + lab\" (crossed), \"outcome | study\" (effects of "
            "outcomes that go together "
            "within a study, see --struct). Known covariances of sampling errors come from --cov, "
            "a table with the columns "
            "study,row_i,row_j,cov that counts data rows from 1, or from --rho, one correlation "
            "inside each `cluster` "
            "(without that column, each study).\n\n"
            "--robust adds standard errors that hold when the model of dependence is wrong, with "
            "degrees of freedom that "
            "are honest about few clusters. Components that the rows cannot tell apart are named "
            "and refused.",
        .arguments = {table_argument()},
        .options = table_options(
            {effect::Shape::effect, effect::Shape::two_group, effect::Shape::one_group,
             effect::Shape::arm},
            {{"random", "TERMS", "what rows share (study/effect_id)"},
             {"struct",
              "KIND",
              "of \"inner | outer\": variances and correlations (CS)",
              {"CS", "HCS", "UN", "DIAG", "ID"}},
             {"mods", "FORMULA",
              "moderators: \"dose + type\", \"dose*type\"; \"0 + outcome\" without intercept"},
             {"cov",
              "FILE",
              "covariances of sampling errors: study,row_i,row_j,cov",
              {},
              Completes::file},
             {"rho", "R", "correlation of sampling errors inside a cluster"},
             robust_option(),
             {"method", "METHOD", "of the components (REML)", {"REML", "ML"}},
             {"test", "KIND", "normal or t with k - p degrees of freedom (z)", {"z", "t"}},
             {"intervals", "", "profile-likelihood intervals of the components"},
             level_option(),
             {"plot", "FILE", "a picture: .svg, .png or .pdf", {}, Completes::file},
             {"figure", "KIND", "which picture (forest)", {"forest", "caterpillar"}},
             {"explain", "", "with the methods paragraph"}}),
        .examples =
            {{"sinew evidence multilevel effects.csv --robust CR2",
              "three levels, robust standard errors"},
             {"sinew evidence multilevel effects.csv --rho 0.6 --intervals --plot forest.svg",
              "correlated sampling errors, intervals, picture"},
             {"sinew evidence multilevel outcomes.csv --random \"outcome | trial\" --struct UN "
              "--mods \"0 + outcome\" --cov cov.csv",
              "two outcomes of each trial together"}},
        .run = run_multilevel};
}

}  // namespace sinew::cli
