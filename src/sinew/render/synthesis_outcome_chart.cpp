#include <sinew/base/text.hpp>
#include <sinew/chart/chart.hpp>
#include <sinew/render/evidence_forest_chart.hpp>
#include <sinew/render/synthesis_outcome_chart.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace sinew::render {
namespace {

using knowledge::Words;

constexpr double kHalf = 1.959963984540054;
constexpr std::string_view kYijinjing = "yijinjing";
constexpr std::size_t kTrainings = 5;  ///< kinds of training besides YiJinJing

std::string text_of(const OrderedJson& json, const char* key) {
    return json.at(key).get<std::string>();
}

bool higher_is_better(const OrderedJson& synthesis, const std::string& outcome) {
    for (const OrderedJson& one : synthesis.at("outcomes"))
        if (one.at("id") == outcome) return one.at("direction") == "higher_better";
    return false;
}

EvidenceScale scale_of(const OrderedJson& synthesis, const SynthesisSection& section,
                       std::string_view measure, const Words& words) {
    EvidenceScale scale;
    const char* key = measure == "SMD"  ? "synthesis.label.smd"
                      : measure == "HR" ? "synthesis.label.log_hazard"
                      : measure == "OR" ? "synthesis.label.log_odds"
                                        : "synthesis.label.measured";
    scale.measure = words(key);
    const bool higher = higher_is_better(synthesis, section.outcome) || measure == "HR";
    scale.favours_low = words(higher ? "synthesis.favours.control" : "synthesis.favours.exercise");
    scale.favours_high = words(higher ? "synthesis.favours.exercise" : "synthesis.favours.control");
    return scale;
}

/// "WangMu2022.1 · Mind-body · usual care".
std::string row_name(const OrderedJson& row, const Words& words) {
    std::string name =
        text_of(row, "row") + " · " + words("synthesis.modality." + text_of(row, "modality"));
    const std::string comparison = text_of(row, "comparison");
    name += " · " + (comparison == "control" ? words("synthesis.control." + text_of(row, "control"))
                                             : words("synthesis.comparison." + comparison));
    return name;
}

EvidenceInterval interval_of(double estimate, double se) {
    return {estimate, estimate - kHalf * se, estimate + kHalf * se};
}

/// Its standing in the margin over all training, where the same people count once; outside it, its own.
std::string standing_in(const OrderedJson* margin, const OrderedJson& row) {
    if (margin)
        if (const OrderedJson* held = synthesis_row(margin->at("rows"), text_of(row, "row")))
            return text_of(*held, "standing");
    return text_of(row, "standing");
}

/// Rows of the section with a size on this scale; the hollow ones are not pooled anywhere in its margin.
ForestPicture::Block own_block(const OrderedJson& synthesis, const SynthesisSection& section,
                               std::string_view measure, const Words& words) {
    ForestPicture::Block block;
    block.heading = words("synthesis.label.own_rows");
    const OrderedJson* all = synthesis_margin(synthesis, section.outcome, "all", section.course);
    for (const OrderedJson& row : synthesis.at("rows")) {
        if (row.at("outcome") != section.outcome || row.at("course") != section.course ||
            row.at("measure") != measure || row.at("yi").is_null() || row.at("vi").is_null() ||
            row.at("kind") == "within")
            continue;
        const double se = std::sqrt(row.at("vi").get<double>());
        const std::string standing = standing_in(all, row);
        const bool used = standing == "usable" && row.at("comparison") == "control";
        std::string name = row_name(row, words);
        if (standing != "usable") name += " (" + words("synthesis.standing." + standing) + ")";
        block.studies.push_back({.name = std::move(name),
                                 .value = interval_of(row.at("yi").get<double>(), se),
                                 .faint = !used});
    }
    if (all && all->at("verdict") == "pooled" && all->at("own").at("measure") == measure) {
        const OrderedJson& own = all->at("own");
        ForestPicture::Pooled pooled{
            .label = words("synthesis.label.pooled_here",
                           {{"k", std::to_string(all->at("k").get<int>())}}),
            .value = {own.at("b").get<double>(), own.at("ci_lb").get<double>(),
                      own.at("ci_ub").get<double>()}};
        if (!own.at("bayes").is_null()) {
            pooled.prediction_low = own.at("bayes").at("pi_lb").get<double>();
            pooled.prediction_high = own.at("bayes").at("pi_ub").get<double>();
        }
        block.pooled = pooled;
    }
    return block;
}

ForestPicture::Block published_block(const OrderedJson& synthesis, const SynthesisSection& section,
                                     std::string_view measure, const Words& words) {
    ForestPicture::Block block;
    block.heading = words("synthesis.label.published");
    for (const OrderedJson& pool : synthesis.at("published")) {
        const bool shown = pool.at("use") == "beside" || pool.at("use") == "superseded";
        if (!shown || pool.at("outcome") != section.outcome ||
            pool.at("course") != section.course || pool.at("measure") != measure ||
            pool.at("ci_lb").is_null())
            continue;
        std::string name = text_of(pool, "row") + " · " + text_of(pool, "subgroup");
        if (pool.at("use") == "superseded")
            name += " (" + words("synthesis.label.superseded") + ")";
        block.studies.push_back(
            {.name = std::move(name),
             .value = {pool.at("estimate").get<double>(), pool.at("ci_lb").get<double>(),
                       pool.at("ci_ub").get<double>()},
             .faint = true});
    }
    return block;
}

/// Distinct priors of the section, with the kinds of training they serve.
std::map<std::string, std::pair<OrderedJson, std::string>> priors_of(
    const OrderedJson& synthesis, const SynthesisSection& section, const Words& words) {
    std::map<std::string, std::pair<OrderedJson, std::string>> priors;
    std::map<std::string, std::size_t> served;
    std::vector<std::string> modalities{"all"};
    for (const std::string& modality : synthesis_modalities()) modalities.push_back(modality);
    for (const std::string& modality : modalities) {
        const OrderedJson* cell =
            synthesis_margin(synthesis, section.outcome, modality, section.course);
        if (!cell || cell->at("prior").is_null()) continue;
        const OrderedJson& prior = cell->at("prior");
        const std::string key =
            (prior.at("borrowed").get<bool>() ? "z " : "a ") + text_of(prior, "id");
        auto [held, fresh] = priors.emplace(key, std::pair{prior, std::string{}});
        if (modality == "all") continue;
        if (modality != kYijinjing && ++served[key] == kTrainings) {
            held->second.second = words("synthesis.modality.all");
            continue;
        }
        held->second.second +=
            (held->second.second.empty() ? "" : ", ") + words("synthesis.modality." + modality);
    }
    return priors;
}

std::vector<chart::Place> density(double mean, double sd, double from, double to) {
    std::vector<chart::Place> places;
    for (int i = 0; i <= 240; ++i) {
        const double x = from + (to - from) * i / 240, z = (x - mean) / sd;
        places.push_back({x, std::exp(-z * z / 2) / (sd * std::sqrt(2 * std::numbers::pi))});
    }
    return places;
}

}  // namespace

std::optional<figure::Scene> synthesis_forest(const OrderedJson& synthesis,
                                              const SynthesisSection& section,
                                              std::string_view measure, const Words& words) {
    ForestPicture forest;
    for (auto block : {own_block(synthesis, section, measure, words),
                       published_block(synthesis, section, measure, words)})
        if (!block.studies.empty()) forest.blocks.push_back(std::move(block));
    if (forest.blocks.empty()) return {};
    if (measure == "SMD")
        for (const auto& [key, held] : priors_of(synthesis, section, words)) {
            const auto& [prior, serves] = held;
            const double mean = prior.at("mean").get<double>(), sd = prior.at("sd").get<double>(),
                         wide = prior.at("prediction_sd").get<double>();
            forest.pooled.push_back({.label = words("synthesis.label.prior") +
                                              (serves.empty() ? "" : " (" + serves + ")"),
                                     .value = interval_of(mean, sd),
                                     .prediction_low = mean - kHalf * wide,
                                     .prediction_high = mean + kHalf * wide,
                                     .main = false});
        }
    forest.scale = scale_of(synthesis, section, measure, words);
    forest.words.study = words("synthesis.label.row");
    forest.words.interval =
        words.language() == domain::Language::zh ? "{level} % 区间" : "{level} % interval";
    forest.words.prediction = words("synthesis.label.in_prediction");
    forest.title =
        synthesis_section_title(section, words) + " – " + words("synthesis.label.forest");
    forest.same_squares = true;
    return evidence_forest_chart(forest);
}

std::optional<figure::Scene> synthesis_prior_chart(const OrderedJson& synthesis,
                                                   const SynthesisSection& section,
                                                   const Words& words) {
    const auto priors = priors_of(synthesis, section, words);
    if (priors.empty()) return {};
    double from = -0.3, to = 0.3, densest = 0;
    for (const auto& [key, held] : priors) {
        densest = std::max(densest, 0.4 / held.first.at("sd").get<double>());
        const double mean = held.first.at("mean").get<double>(),
                     wide = held.first.at("prediction_sd").get<double>();
        from = std::min(from, mean - 2.6 * wide);
        to = std::max(to, mean + 2.6 * wide);
    }
    chart::Chart picture;
    picture.title =
        words("synthesis.label.prior") + " · " + synthesis_section_title(section, words);
    picture.width = 720;
    chart::Row row;
    row.height = 130;
    for (const auto& [key, held] : priors) {
        const auto& [prior, serves] = held;
        const double mean = prior.at("mean").get<double>(), sd = prior.at("sd").get<double>(),
                     wide = prior.at("prediction_sd").get<double>();
        chart::Panel panel;
        panel.heading = serves;
        panel.x = {.title = words("synthesis.label.smd"), .from = from, .to = to};
        // One scale for all, so that a wider prior looks wider.
        panel.y = {
            .title = words("synthesis.label.density"), .from = 0, .to = densest, .grid = false};
        const auto curve = density(mean, sd, from, to);
        chart::BandMark band{.name = words("synthesis.label.in_use"), .opacity = 0.35};
        for (const auto& place : curve) {
            band.x.push_back(place.x);
            band.low.push_back(0);
            band.high.push_back(place.y);
        }
        panel.marks.push_back(band);
        panel.marks.push_back(
            chart::LineMark{.name = words("synthesis.label.in_prediction"),
                            .places = density(mean, wide, from, to),
                            .stroke = {chart::Ink::clay, 1.4, chart::Dash::dashed}});
        panel.marks.push_back(chart::RuleMark{.direction = chart::Direction::vertical, .value = 0});
        row.panels.push_back(std::move(panel));
        if (row.panels.size() == 3) {
            picture.rows.push_back(std::exchange(row, chart::Row{.height = 130}));
        }
    }
    if (!row.panels.empty()) picture.rows.push_back(std::move(row));
    return chart::draw(picture);
}

}  // namespace sinew::render
