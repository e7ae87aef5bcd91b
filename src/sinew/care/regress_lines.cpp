#include <sinew/base/text.hpp>
#include <sinew/care/regress_lines.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::care {
namespace {

constexpr std::size_t kLinePlaces = 61;
constexpr std::size_t kMostLines = 4;  ///< more cannot be told apart on paper

using Held = EvidenceDesign::Held;

Held level_alone(std::size_t levels, std::size_t level) {
    Held held(levels, 0.0);
    held[level] = 1;
    return held;
}

std::size_t level_of(const effect::Moderator& moderator, std::size_t row) {
    return static_cast<std::size_t>(
        std::lower_bound(moderator.levels.begin(), moderator.levels.end(), moderator.cells[row]) -
        moderator.levels.begin());
}

Result<std::size_t> place_over(const EvidenceDesign& design,
                               const std::optional<std::string>& over) {
    if (design.moderators.empty())
        return fail({ErrorCode::not_found, "there is no moderator to draw the effects over",
                     "--plot", "name columns in --mods"});
    for (std::size_t i = 0; i < design.read.size(); ++i)
        if (over ? design.moderators[i] == *over : design.read[i].numeric) return i;
    if (!over) return 0;
    return fail({ErrorCode::not_found, "the formula has no moderator " + *over, "--over",
                 "take one of: " + join(design.moderators, ", ")});
}

/// A text column beside the axis: one that a product joins to it first, then any other with few levels.
std::optional<std::size_t> place_split(const EvidenceDesign& design, std::size_t over) {
    const auto few = [&](std::size_t i) {
        return i != over && !design.read[i].numeric && design.read[i].levels.size() <= kMostLines;
    };
    for (const auto& column : design.parts) {
        const bool joins = std::any_of(column.begin(), column.end(), [&](const DesignPart& part) {
            return part.moderator == over;
        });
        for (const DesignPart& part : column)
            if (joins && few(part.moderator)) return part.moderator;
    }
    for (std::size_t i = 0; i < design.read.size(); ++i)
        if (few(i)) return i;
    return {};
}

}  // namespace

Result<RegressLines> regress_lines(const RegressAnswer& answer,
                                   const std::optional<std::string>& over) {
    const EvidenceDesign& design = answer.design;
    SINEW_TRY(const std::size_t axis, place_over(design, over));
    const effect::Moderator& moderator = design.read[axis];
    RegressLines made{
        .over = moderator.name, .numeric = moderator.numeric, .levels = moderator.levels};
    const auto split = place_split(design, axis);
    if (split) made.split = design.moderators[*split];
    std::vector<Held> held = design.held_at_means();
    for (std::size_t i = 0; i < held.size(); ++i)
        if (i != axis && i != split)
            made.held.push_back(
                design.read[i].numeric
                    ? fmt::format("{} at its mean {:.4g}", design.moderators[i], held[i][0])
                    : design.moderators[i] + " as in the rows together");
    const std::size_t rows = moderator.cells.size();
    for (std::size_t line = 0; line < (split ? design.read[*split].levels.size() : 1); ++line) {
        FittedLine& told = made.lines.emplace_back();
        std::vector<double> places;
        double low = 1e300, high = -1e300;
        for (std::size_t row = 0; row < rows; ++row) {
            if (split && level_of(design.read[*split], row) != line) continue;
            const double x = moderator.numeric ? moderator.numbers[row]
                                               : static_cast<double>(level_of(moderator, row));
            low = std::min(low, x);
            high = std::max(high, x);
            if (!moderator.numeric && std::find(places.begin(), places.end(), x) == places.end())
                places.push_back(x);
            made.points.push_back({x, answer.effects.yi[row],
                                   1 / (answer.effects.vi[row] + answer.fit.tau2.value), line,
                                   answer.effects.rows[row].label});
        }
        std::sort(places.begin(), places.end());
        if (moderator.numeric)
            for (std::size_t i = 0; i < kLinePlaces; ++i)
                places.push_back(low + (high - low) * static_cast<double>(i) / (kLinePlaces - 1));
        if (split) {
            told.group = design.read[*split].levels[line];
            held[*split] = level_alone(design.read[*split].levels.size(), line);
        }
        for (const double x : places) {
            held[axis] = moderator.numeric
                             ? Held{x}
                             : level_alone(moderator.levels.size(), static_cast<std::size_t>(x));
            const auto fitted = pooling::predicted(answer.fit, design.row_at(held));
            told.places.push_back({x, fitted.effect.b, fitted.effect.ci_lb, fitted.effect.ci_ub,
                                   fitted.prediction.low, fitted.prediction.high});
        }
    }
    return made;
}

}  // namespace sinew::care
