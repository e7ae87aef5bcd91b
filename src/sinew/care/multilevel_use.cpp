#include <sinew/base/text.hpp>
#include <sinew/care/multilevel_terms.hpp>
#include <sinew/care/multilevel_use.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace sinew::care {
namespace {

Result<double> number_cell(const domain::StudyTable& table, std::size_t row, std::size_t column) {
    const auto number = parse_number(table.rows[row][column]);
    if (number) return *number;
    return fail({ErrorCode::bad_input, "not a number: " + table.rows[row][column],
                 fmt::format("{}:{}:{}", table.name, row + 1, table.columns[column]),
                 "give row numbers and a covariance"});
}

/// Pairs of used rows. Pairs with a row that was left out are dropped: the effect is not there.
Result<std::vector<multilevel::CovariancePair>> pairs_of(const domain::StudyTable& table,
                                                         const effect::Effects& effects) {
    std::map<std::size_t, std::size_t> place;
    for (std::size_t i = 0; i < effects.size(); ++i) place[effects.rows[i].row] = i;
    std::set<std::size_t> left;
    for (const auto& row : effects.rows_left_out) left.insert(row.row);
    std::size_t column[3];
    const char* const names[3] = {"row_i", "row_j", "cov"};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto found = table.column(names[i]);
        if (!found)
            return fail({ErrorCode::not_found, fmt::format("the column {} is missing", names[i]),
                         table.name,
                         "--cov reads study,row_i,row_j,cov with data rows counted from 1"});
        column[i] = *found;
    }
    const auto study = table.column("study");
    std::vector<multilevel::CovariancePair> pairs;
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string at = fmt::format("{}:{}", table.name, row + 1);
        double value[3];
        for (std::size_t i = 0; i < 3; ++i) {
            SINEW_TRY(value[i], number_cell(table, row, column[i]));
        }
        std::size_t ends[2];
        bool gone = false;
        for (std::size_t i = 0; i < 2; ++i) {
            const auto wanted =
                value[i] >= 1 && value[i] <= 1e9 ? static_cast<std::size_t>(value[i]) : 0;
            const bool whole = static_cast<double>(wanted) == value[i];
            if (!whole || (!place.contains(wanted) && !left.contains(wanted)))
                return fail(
                    {ErrorCode::not_found,
                     fmt::format("the table of studies has no data row {}", number_text(value[i])),
                     at, "row_i and row_j count data rows from 1"});
            gone = gone || left.contains(wanted);
            ends[i] = wanted;
        }
        if (!seen.insert(std::minmax(ends[0], ends[1])).second)
            return fail(
                {ErrorCode::conflict,
                 fmt::format("the covariance of rows {} and {} is given twice", ends[0], ends[1]),
                 at, "give each pair once"});
        if (gone) continue;
        const std::size_t a = place[ends[0]], b = place[ends[1]];
        if (study && !table.rows[row][*study].empty() &&
            (effects.rows[a].study != table.rows[row][*study] ||
             effects.rows[b].study != table.rows[row][*study]))
            return fail({ErrorCode::conflict,
                         fmt::format("rows {} and {} are not both of study {}", ends[0], ends[1],
                                     table.rows[row][*study]),
                         at, "correct the study or the rows"});
        if (a == b) {
            if (std::abs(value[2] - effects.vi[a]) > 1e-8 * effects.vi[a])
                return fail(
                    {ErrorCode::conflict,
                     fmt::format("the variance of row {} differs from the table's", ends[0]), at,
                     "leave the diagonal out of --cov"});
            continue;
        }
        pairs.push_back({a, b, value[2]});
    }
    return pairs;
}

/// Rows as the researcher counts them: the room counts those that were used.
Error in_rows_of_table(Error error, const effect::Effects& effects) {
    const auto renamed = [&](std::string text) {
        std::string made;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t word = std::string::npos;
            for (const std::string_view start :
                 {std::string_view{"rows "}, std::string_view{"row "}, std::string_view{" and "},
                  std::string_view{", "}})
                if (text.compare(at, start.size(), start) == 0) word = start.size();
            if (word == std::string::npos) {
                made += text[at++];
                continue;
            }
            made += text.substr(at, word);
            at += word;
            std::size_t digits = 0;
            while (at + digits < text.size() && text[at + digits] >= '0' &&
                   text[at + digits] <= '9')
                ++digits;
            if (digits == 0) continue;
            const auto number = parse_number(text.substr(at, digits));
            const auto used = number ? static_cast<std::size_t>(*number) : 0;
            made += used >= 1 && used <= effects.size()
                        ? fmt::format("{} ({})", effects.rows[used - 1].row,
                                      effects.rows[used - 1].study)
                        : text.substr(at, digits);
            at += digits;
        }
        return made;
    };
    if (error.where.starts_with("row")) {
        error.where = renamed(error.where);
        error.what = renamed(error.what);
    }
    return error;
}

std::vector<ComponentInterval> component_intervals(const MultilevelAnswer& answer,
                                                   std::vector<std::string>& warnings) {
    std::vector<ComponentInterval> made;
    for (std::size_t term = 0; term < answer.fit.terms.size(); ++term)
        for (const auto component :
             {multilevel::Component::variance, multilevel::Component::correlation}) {
            const auto& here = answer.fit.terms[term];
            const std::size_t count = component == multilevel::Component::variance
                                          ? here.variance.size()
                                          : here.correlation.size();
            for (std::size_t index = 0; index < count; ++index) {
                const auto interval =
                    multilevel::profile_interval(answer.model, answer.fit, term, component, index);
                auto& one = made.emplace_back(
                    ComponentInterval{.term = term, .index = index, .component = component});
                if (interval)
                    one.interval = *interval;
                else
                    warnings.push_back(here.name + ": " + interval.error().what);
            }
        }
    return made;
}

void add_warnings(MultilevelAnswer& answer) {
    for (const std::string& warning : answer.fit.warnings) answer.warnings.push_back(warning);
    for (const auto& term : answer.fit.terms)
        for (std::size_t i = 0; i < term.variance.size(); ++i)
            if (term.at_zero[i])
                answer.warnings.push_back(fmt::format(
                    "the variance of {} is estimated at 0: the data show no variation there, "
                    "which is not proof that there is none",
                    term.name));
    if (answer.robust)
        for (const std::string& warning : answer.robust->warnings)
            answer.warnings.push_back(warning);
    if (!answer.question.rho && !answer.question.covariance &&
        answer.studies < answer.effects.size())
        answer.warnings.push_back(
            answer.robust
                ? "sampling errors of one study are taken as independent in the working model"
                : "sampling errors of one study are taken as independent; if its effects share "
                  "people, give "
                  "--rho or --cov, or add --robust CR2");
}

}  // namespace

Result<MultilevelAnswer> multilevel_of(effect::Effects effects,
                                       const MultilevelQuestion& question) {
    MultilevelAnswer answer{.question = question, .effects = std::move(effects)};
    SINEW_TRY(answer.design, design_of(answer.effects, question.mods));
    SINEW_TRY(TermsRead terms, terms_named(answer.effects, question.random, question.structure));
    answer.model = {.y = answer.effects.yi, .x = answer.design.x, .names = answer.design.names};
    answer.model.terms = std::move(terms.terms);
    answer.group_names = std::move(terms.group_names);
    const auto cluster = answer.effects.cluster_numbers();
    if (question.covariance && question.rho)
        return fail({ErrorCode::conflict,
                     "both --cov and --rho say how sampling errors go together", "--rho",
                     "give one of them"});
    answer.model.v =
        question.rho ? multilevel::correlated_in_clusters(answer.effects.vi, cluster, *question.rho)
                     : multilevel::independent(answer.effects.vi);
    if (question.covariance) {
        SINEW_TRY(answer.model.v.pairs, pairs_of(*question.covariance, answer.effects));
    }
    const auto fit = multilevel::fit_mixed(answer.model, question.fit);
    if (!fit) return fail(in_rows_of_table(fit.error(), answer.effects));
    answer.fit = *fit;
    answer.terms = term_tests(answer.design, answer.fit.b, answer.fit.vb, answer.fit.degrees);
    SINEW_TRY(answer.shares, multilevel::variance_shares(answer.model, answer.fit));
    if (answer.design.names == std::vector<std::string>{"intrcpt"}) {
        SINEW_TRY(answer.prediction,
                  multilevel::predict(answer.model, answer.fit, std::vector<double>{1}));
    }
    SINEW_TRY(answer.groups, multilevel::group_effects(answer.model, answer.fit));
    const auto study = answer.effects.study_numbers();
    answer.studies = std::set<std::size_t>(study.begin(), study.end()).size();
    answer.clusters = std::set<std::size_t>(cluster.begin(), cluster.end()).size();
    if (question.robust) {
        multilevel::RobustSettings settings;
        settings.correction = *question.robust;
        settings.level = question.fit.level;
        auto robust = multilevel::robust_variance(answer.model, answer.fit, cluster, settings);
        if (!robust) return fail(in_rows_of_table(robust.error(), answer.effects));
        answer.robust = *std::move(robust);
    }
    add_warnings(answer);
    if (question.intervals) answer.intervals = component_intervals(answer, answer.warnings);
    return answer;
}

Result<multilevel::RobustFit> cluster_robust(const effect::Effects& effects,
                                             const EvidenceDesign& design, double tau2,
                                             const multilevel::RobustSettings& settings) {
    multilevel::MixedModel model{.y = effects.yi,
                                 .x = design.x,
                                 .names = design.names,
                                 .v = multilevel::independent(effects.vi)};
    for (double& variance : model.v.variance) variance += tau2;
    const auto fit = multilevel::fit_mixed(model);
    if (!fit) return fail(in_rows_of_table(fit.error(), effects));
    auto robust = multilevel::robust_variance(model, *fit, effects.cluster_numbers(), settings);
    if (!robust) return fail(in_rows_of_table(robust.error(), effects));
    return robust;
}

}  // namespace sinew::care
