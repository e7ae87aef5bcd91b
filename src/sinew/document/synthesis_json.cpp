#include <sinew/document/synthesis_json.hpp>

#include <cmath>

namespace sinew::document {
namespace {

using domain::name_of;
using evidence::Cell;
using evidence::Finding;
using evidence::Said;

OrderedJson number(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? OrderedJson(*value) : OrderedJson(nullptr);
}

std::string sentence(const Said& said, const care::Words& words) {
    std::vector<std::pair<std::string_view, std::string>> values;
    for (const auto& [name, value] : said.values)
        values.emplace_back(name, name == "verdict" ? words("synthesis.verdict." + value) : value);
    return words(said.key, values);
}

OrderedJson sentences(const std::vector<Said>& list, const care::Words& words) {
    OrderedJson json = OrderedJson::array();
    for (const Said& said : list)
        json.push_back({{"key", said.key}, {"text", sentence(said, words)}});
    return json;
}

OrderedJson own_json(const evidence::OwnEstimate& own, std::string_view measure) {
    OrderedJson json{{"measure", measure},
                     {"b", own.shown.b},
                     {"se", own.shown.se},
                     {"ci_lb", own.shown.ci_lb},
                     {"ci_ub", own.shown.ci_ub}};
    json["method"] = own.bayes ? "bayes" : own.reml ? "REML" : "study";
    json["bayes"] = nullptr;
    json["reml"] = nullptr;
    if (own.bayes) {
        const auto& b = *own.bayes;
        json["bayes"] = {{"b", b.mean},
                         {"se", b.sd},
                         {"ci_lb", b.ci_lb},
                         {"ci_ub", b.ci_ub},
                         {"tau_median", b.tau_median},
                         {"tau_ci_lb", b.tau_ci_lb},
                         {"tau_ci_ub", b.tau_ci_ub},
                         {"pi_lb", b.pi_lb},
                         {"pi_ub", b.pi_ub},
                         {"chance_benefit", b.chance_benefit},
                         {"chance_important", b.chance_important},
                         {"tau_prior", {{"shape", "half_normal"}, {"scale", b.tau_prior_scale}}}};
    }
    if (own.reml) {
        const auto& r = *own.reml;
        json["reml"] = {{"method", "REML"},
                        {"test", "knha"},
                        {"b", r.mean.b},
                        {"se", r.mean.se},
                        {"ci_lb", r.mean.ci_lb},
                        {"ci_ub", r.mean.ci_ub},
                        {"tau2", r.tau2},
                        {"I2", r.I2},
                        {"QE", r.QE},
                        {"QEp", r.QEp},
                        {"pi_lb", number(r.pi_lb)},
                        {"pi_ub", number(r.pi_ub)}};
    }
    return json;
}

OrderedJson prior_json(const evidence::UsePrior& prior, const care::Words& words) {
    std::string reason = words("synthesis.prior." + prior.id);
    if (prior.borrowed) reason += " " + words("synthesis.prior.borrowed");
    return {{"id", prior.id},
            {"mean", prior.mean},
            {"sd", prior.sd},
            {"prediction_sd", prior.prediction_sd},
            {"grade", prior.grade},
            {"status", prior.status},
            {"from", prior.from.empty() ? OrderedJson(nullptr) : OrderedJson(prior.from)},
            {"borrowed", prior.borrowed},
            {"reason", reason}};
}

OrderedJson cell_json(const Cell& cell, const evidence::Synthesis& made, const care::Words& words) {
    const auto& key = cell.key;
    OrderedJson json{{"key", evidence::name_of(key)},
                     {"outcome", key.outcome},
                     {"course", name_of(key.course)},
                     {"comparison", name_of(key.comparison)},
                     {"modality", key.modality},
                     {"intensity", key.intensity},
                     {"control", key.control},
                     {"substance", key.substance},
                     {"verdict", name_of(cell.verdict)},
                     {"k", cell.k},
                     {"n", cell.n > 0 ? OrderedJson(cell.n) : OrderedJson(nullptr)}};
    json["own"] = cell.own ? own_json(*cell.own, name_of(cell.measure)) : OrderedJson(nullptr);
    json["rows"] = OrderedJson::array();
    for (const auto& row : cell.rows)
        json["rows"].push_back(
            {{"row", made.findings[row.finding].row->row}, {"standing", name_of(row.standing)}});
    const auto& d = cell.directions;
    json["directions"] = {{"exercise", d.exercise}, {"neither", d.neither},
                          {"control", d.control},   {"mixed", d.mixed},
                          {"not_read", d.not_read}, {"within", d.within}};
    json["published"] = OrderedJson::array();
    for (const auto* pool : cell.published) json["published"].push_back(pool->row);
    json["prior"] = cell.prior ? prior_json(*cell.prior, words) : OrderedJson(nullptr);
    json["certainty"] =
        cell.certainty.rated ? certainty_json(cell.certainty, words) : OrderedJson(nullptr);
    json["reasons"] = sentences(cell.reasons, words);
    json["would_change"] = sentences(cell.would_change, words);
    return json;
}

OrderedJson row_json(const Finding& finding) {
    const auto& row = *finding.row;
    return {
        {"row", row.row},
        {"study", row.study},
        {"source", finding.study->source},
        {"arm", row.arm},
        {"versus", row.versus.empty() && finding.partner ? finding.partner->arm : row.versus},
        {"partner_row", finding.partner ? OrderedJson(finding.partner->row) : OrderedJson(nullptr)},
        {"outcome", row.outcome},
        {"scale", row.scale},
        {"course", name_of(row.course)},
        {"comparison", name_of(finding.comparison)},
        {"modality", name_of(*finding.arm->modality)},
        {"subtype", finding.arm->subtype},
        {"intensity", name_of(finding.arm->intensity)},
        {"control", finding.control},
        {"substance", finding.study->substance},
        {"design", name_of(finding.study->design)},
        {"overlap_group", finding.study->overlap_group},
        {"kind", name_of(row.kind)},
        {"favours", row.favours ? OrderedJson(name_of(*row.favours)) : OrderedJson(nullptr)},
        {"direction", name_of(row.direction)},
        {"measure", name_of(finding.measure)},
        {"yi", number(finding.yi)},
        {"vi", number(finding.vi)},
        {"n", finding.n > 0 ? OrderedJson(finding.n) : OrderedJson(nullptr)},
        {"how", finding.how},
        {"standing", name_of(finding.standing)},
        {"status", name_of(row.status)},
        {"derivation", row.derivation},
        {"as_printed", row.as_printed}};
}

OrderedJson pool_json(const knowledge::PublishedPool& pool) {
    return {{"row", pool.row},
            {"review", pool.review},
            {"source", pool.source},
            {"outcome", pool.outcome},
            {"subgroup", pool.subgroup},
            {"course", name_of(pool.course)},
            {"modality", pool.modality},
            {"subtype", pool.subtype},
            {"intensity", pool.intensity},
            {"control", pool.control},
            {"k", number(pool.k)},
            {"n", number(pool.n)},
            {"measure", name_of(pool.measure)},
            {"estimate", number(pool.estimate)},
            {"ci_lb", number(pool.ci_lb)},
            {"ci_ub", number(pool.ci_ub)},
            {"I2", number(pool.i2)},
            {"sign_flipped", pool.sign_flipped},
            {"use", name_of(pool.use)},
            {"as_printed", pool.as_printed},
            {"status", pool.status}};
}

OrderedJson settings_json(const knowledge::SynthesisRules& rules) {
    return {{"rules_version", rules.version},
            {"tau_prior", {{"shape", "half_normal"}, {"scale", rules.tau_prior_scale}}},
            {"mean_prior", "flat"},
            {"many_trials", {{"method", "REML"}, {"test", "knha"}, {"from", 5}}},
            {"smd_variance", "N/(n1 n2) + g^2/(2 (N - 3.94))"},
            {"level", 95},
            {"prediction_tau", rules.prediction_tau},
            {"baseline_difference_sd", rules.baseline_difference},
            {"optimal_information_size", rules.certainty.optimal_information_size},
            {"yijinjing_sd_factor", rules.yijinjing_sd_factor},
            {"yijinjing_grade_steps", rules.yijinjing_grade_steps}};
}

/// Verdicts of the map: one cell a modality and outcome, over weeks.
OrderedJson totals_json(const evidence::Synthesis& made) {
    OrderedJson totals;
    for (const std::string_view verdict : domain::Names<evidence::Verdict>::all)
        totals[std::string{verdict}] = 0;
    for (const Cell& cell : made.cells)
        if (cell.key ==
                evidence::CellKey{.outcome = cell.key.outcome, .modality = cell.key.modality} &&
            cell.key.modality != "all")
            totals[std::string{name_of(cell.verdict)}] =
                totals[std::string{name_of(cell.verdict)}].get<int>() + 1;
    return totals;
}

OrderedJson flags_json(const std::vector<evidence::PackFlag>& flags, const care::Words& words) {
    OrderedJson json = OrderedJson::array();
    for (const auto& flag : flags)
        json.push_back({{"where", flag.where},
                        {"rule", flag.rule},
                        {"text", sentence({"synthesis.flag." + flag.rule, flag.values}, words)}});
    return json;
}

}  // namespace

OrderedJson certainty_json(const evidence::Certainty& certainty, const care::Words& words) {
    OrderedJson json{{"level", name_of(certainty.level)}, {"domains", OrderedJson::array()}};
    for (const auto& rating : certainty.domains)
        json["domains"].push_back({{"domain", name_of(rating.domain)},
                                   {"steps", rating.steps},
                                   {"judgement", rating.judgement},
                                   {"reason", sentence(rating.reason, words)}});
    return json;
}

OrderedJson synthesis_json(const care::SynthesisAnswer& answer, const care::Words& words) {
    const auto& made = answer.made;
    OrderedJson json{{"format", "sinew.synthesis/1"}};
    json["trials"] = {{"hash", answer.hash},
                      {"studies", answer.trials->studies.size()},
                      {"results", answer.trials->results.size()},
                      {"pooled", answer.trials->pooled.size()}};
    json["settings"] = settings_json(*answer.rules);
    json["statements"] = OrderedJson::array();
    for (const char* key : {"rebuild", "empty", "yijinjing", "sign"})
        json["statements"].push_back(
            {{"key", key}, {"text", words(std::string{"synthesis.statement."} + key)}});
    json["totals"] = totals_json(made);
    json["outcomes"] = OrderedJson::array();
    for (const auto& outcome : answer.rules->outcomes)
        json["outcomes"].push_back(
            {{"id", outcome.id},
             {"name", words("synthesis.outcome." + outcome.id)},
             {"direction", name_of(outcome.direction)},
             {"self_reported", outcome.self_reported},
             {"important_difference",
              {{"value", outcome.important_difference}, {"status", outcome.important_status}}}});
    json["cells"] = OrderedJson::array();
    for (const Cell& cell : made.cells) json["cells"].push_back(cell_json(cell, made, words));
    json["rows"] = OrderedJson::array();
    for (const Finding& finding : made.findings) json["rows"].push_back(row_json(finding));
    json["published"] = OrderedJson::array();
    for (const auto& pool : answer.trials->pooled) json["published"].push_back(pool_json(pool));
    json["flags"] = flags_json(made.flags, words);
    json["subgroup_tests"] = OrderedJson::array();
    for (const auto& test : made.subgroup_tests)
        json["subgroup_tests"].push_back({{"id", test.id},
                                          {"rows", test.rows},
                                          {"mean", test.mean},
                                          {"QM", test.Q},
                                          {"df", test.df},
                                          {"QMp", test.p}});
    return json;
}

}  // namespace sinew::document
