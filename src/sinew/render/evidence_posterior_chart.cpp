#include <sinew/base/text.hpp>
#include <sinew/chart/chart.hpp>
#include <sinew/render/evidence_posterior_chart.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::render {
namespace {

using chart::Dash;
using chart::Direction;
using chart::Ink;
using chart::LineMark;
using chart::Marker;
using chart::Place;
using chart::RangesMark;
using chart::RuleMark;

std::vector<Place> places_of(const PosteriorPicture::Curve& curve) {
    std::vector<Place> made;
    for (std::size_t i = 0; i < curve.x.size(); ++i) made.push_back({curve.x[i], curve.density[i]});
    return made;
}

/// The part of a density between two values, down to zero.
chart::BandMark shade(const PosteriorPicture::Curve& curve, double low, double high,
                      std::string name) {
    chart::BandMark band;
    band.name = std::move(name);
    for (std::size_t i = 0; i < curve.x.size(); ++i)
        if (curve.x[i] >= low && curve.x[i] <= high) {
            band.x.push_back(curve.x[i]);
            band.low.push_back(0);
            band.high.push_back(curve.density[i]);
        }
    band.opacity = 0.28;
    return band;
}

chart::Axis density_axis() {
    chart::Axis axis;
    axis.title = "Posterior density";
    axis.zero = true;
    axis.grid = false;
    return axis;
}

chart::Panel effect_panel(const PosteriorPicture& picture) {
    chart::Panel panel;
    panel.heading = "Mean effect, and the effect in a new study";
    panel.share = 1.7;
    panel.x.title = picture.measure;
    panel.x.ends = chart::Ends::tight;
    panel.y = density_axis();
    panel.marks.emplace_back(
        shade(picture.mu, picture.mu_low, picture.mu_high, picture.level + " interval"));
    panel.marks.emplace_back(LineMark{"mean effect", places_of(picture.mu), {Ink::pine, 1.8}});
    panel.marks.emplace_back(
        LineMark{"new study", places_of(picture.predictive), {Ink::clay, 1.4, Dash::dashed}});
    panel.marks.emplace_back(
        RuleMark{"", Direction::vertical, 0, {Ink::soft, 1, Dash::whole, 0.8}});
    if (picture.minimal_important)
        panel.marks.emplace_back(RuleMark{"MID",
                                          Direction::vertical,
                                          *picture.minimal_important,
                                          {Ink::amber, 1.2, Dash::dotted, 1}});
    return panel;
}

chart::Panel tau_panel(const PosteriorPicture& picture) {
    chart::Panel panel;
    panel.heading = "SD between studies";
    panel.x.title = "tau";
    panel.x.ends = chart::Ends::tight;
    panel.y = density_axis();
    panel.marks.emplace_back(shade(picture.tau, picture.tau_low, picture.tau_high, ""));
    panel.marks.emplace_back(LineMark{"posterior", places_of(picture.tau), {Ink::pine, 1.8}});
    panel.marks.emplace_back(
        LineMark{"prior", places_of(picture.tau_prior), {Ink::soft, 1.2, Dash::dotted}});
    return panel;
}

chart::Panel study_panel(const PosteriorPicture& picture) {
    chart::Panel panel;
    panel.heading = "Each study as observed, and drawn towards the others";
    panel.x.title = picture.measure;
    panel.y.kind = chart::AxisKind::categories;
    panel.y.grid = false;
    RangesMark observed{"observed", {}, Direction::horizontal, {Ink::soft, 1.1}, 0};
    RangesMark shrunk{"shrunk", {}, Direction::horizontal, {Ink::pine, 1.8}, 4};
    chart::PointsMark observed_at{"", {}, Marker::ring, Ink::soft, 5},
        shrunk_at{"", {}, Marker::square, Ink::pine, 6};
    double row = 0;
    for (const PosteriorPicture::Study& study : picture.studies) {
        panel.y.categories.push_back(study.name);
        panel.y.beside.push_back(fmt::format("{} ({} to {})", fixed_text(study.shrunk, 2),
                                             fixed_text(study.shrunk_low, 2),
                                             fixed_text(study.shrunk_high, 2)));
        observed.ranges.push_back({row - 0.16, study.observed_low, study.observed_high});
        observed_at.places.push_back({study.observed, row - 0.16});
        shrunk.ranges.push_back({row + 0.16, study.shrunk_low, study.shrunk_high});
        shrunk_at.places.push_back({study.shrunk, row + 0.16});
        row += 1;
    }
    for (const auto& [name, low, middle, high, ink] :
         {std::tuple{"Mean effect", picture.mu_low, picture.mu_median, picture.mu_high, Ink::pine},
          std::tuple{"New study", picture.new_low, picture.mu_median, picture.new_high,
                     Ink::clay}}) {
        panel.y.categories.emplace_back(name);
        panel.y.beside.push_back(fmt::format("{} ({} to {})", fixed_text(middle, 2),
                                             fixed_text(low, 2), fixed_text(high, 2)));
        panel.marks.emplace_back(
            RangesMark{"", {{row, low, high}}, Direction::horizontal, {ink, 2.2}, 6});
        if (ink == Ink::pine)
            panel.marks.emplace_back(
                chart::PointsMark{"", {{middle, row}}, Marker::diamond, ink, 9});
        row += 1;
    }
    panel.marks.emplace_back(
        RuleMark{"", Direction::vertical, 0, {Ink::soft, 1, Dash::whole, 0.8}});
    panel.marks.emplace_back(std::move(observed));
    panel.marks.emplace_back(std::move(shrunk));
    panel.marks.emplace_back(std::move(observed_at));
    panel.marks.emplace_back(std::move(shrunk_at));
    return panel;
}

}  // namespace

figure::Scene evidence_posterior_chart(const PosteriorPicture& picture) {
    chart::Chart made;
    made.title = picture.title;
    made.subtitle =
        fmt::format("Mean effect {} ({} {} to {}); new study {} to {}; tau {} ({} to {})",
                    fixed_text(picture.mu_median, 2), picture.level + " interval",
                    fixed_text(picture.mu_low, 2), fixed_text(picture.mu_high, 2),
                    fixed_text(picture.new_low, 2), fixed_text(picture.new_high, 2),
                    fixed_text(picture.tau_median, 2), fixed_text(picture.tau_low, 2),
                    fixed_text(picture.tau_high, 2));
    made.footnote = picture.footnote;
    made.description = picture.title + ". " + made.subtitle + ".";
    for (const PosteriorPicture::Study& study : picture.studies)
        made.description +=
            fmt::format(" {}: observed {}, shrunk {} ({} to {}).", study.name,
                        fixed_text(study.observed, 2), fixed_text(study.shrunk, 2),
                        fixed_text(study.shrunk_low, 2), fixed_text(study.shrunk_high, 2));
    made.letters = true;
    made.rows.push_back({{effect_panel(picture), tau_panel(picture)}, 190});
    made.rows.push_back({{study_panel(picture)},
                         std::max(90.0, 19.0 * static_cast<double>(picture.studies.size() + 2))});
    return chart::draw(made);
}

}  // namespace sinew::render
