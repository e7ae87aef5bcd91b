// Two groups by their events; one group.
#include <sinew/base/text.hpp>
#include <sinew/effect/correlations.hpp>
#include <sinew/effect/one_group.hpp>
#include <sinew/effect/row_estimate.hpp>
#include <sinew/effect/two_counts.hpp>

#include <fmt/format.h>

namespace sinew::effect {
namespace {

constexpr std::string_view kNothing = "no events, or nothing else, in both groups";

/// Events and the others of one group: both counts, or events and the size.
std::pair<double, double> events_and_others(RowCells& cells, std::string_view events,
                                            std::string_view others, std::string_view size) {
    const double count = cells.not_below_zero(events, "a count");
    if (cells.has(others)) {
        const double rest = cells.not_below_zero(others, "a count");
        if (cells.has(size) && cells.number(size) != count + rest)
            cells.fault(size, ErrorCode::conflict, "the size is not the sum of both counts",
                        "mend one of the three");
        return {count, rest};
    }
    const double n = cells.above_zero(size, "a group size");
    if (count > n)
        cells.fault(events, ErrorCode::conflict,
                    fmt::format("{} events among {} people", number_text(count), number_text(n)),
                    "check both numbers");
    return {count, n - count};
}

/// Cells as they are in the row; only sound when `cells` is.
FourCells four_cells(RowCells& cells) {
    const auto [a, b] = events_and_others(cells, "ai", "bi", "n1i");
    const auto [c, d] = events_and_others(cells, "ci", "di", "n2i");
    if (cells.sound() && (a + b <= 0 || c + d <= 0))
        cells.fault("ai", ErrorCode::out_of_range, "a group without people", "leave the row away");
    return {a, b, c, d};
}

TwoRates two_rates(RowCells& cells) {
    return {cells.not_below_zero("x1i", "a count"), cells.above_zero("t1i", "a person-time"),
            cells.not_below_zero("x2i", "a count"), cells.above_zero("t2i", "a person-time")};
}

void tell_zero(RowReading& row, bool touched) {
    if (!touched) return;
    const double add = added_to(row.measure, row.settings.zero);
    if (row.settings.zero.to == ZeroCellsTo::only0)
        row.remarks.warnings.push_back(
            fmt::format("row {}: {} added to each count because one is 0", row.cells.row() + 1,
                        number_text(add)));
    row.remarks.step(fmt::format(
        "To counts of {} the value {} was added.",
        row.settings.zero.to == ZeroCellsTo::only0 ? "tables with a zero" : "all tables",
        number_text(add)));
}

}  // namespace

std::optional<Estimate> counts_estimate(RowReading& row) {
    const FourCells read = four_cells(row.cells);
    if (!row.cells.sound()) return {};
    row.people = read;
    if (row.settings.zero.drop00 && read.without_contrast()) {
        row.left_out = kNothing;
        return {};
    }
    const FourCells cells = corrected(read, row.measure, row.settings.zero, row.any_zero);
    tell_zero(row, cells.a != read.a);
    return from_four_cells(row.measure, cells, row.settings);
}

std::optional<Estimate> rates_estimate(RowReading& row) {
    const TwoRates read = two_rates(row.cells);
    if (!row.cells.sound()) return {};
    row.rates = read;
    if (row.settings.zero.drop00 && read.without_contrast()) {
        row.left_out = kNothing;
        return {};
    }
    const TwoRates rates = corrected(read, row.measure, row.settings.zero, row.any_zero);
    tell_zero(row, rates.x1 != read.x1);
    return from_two_rates(row.measure, rates);
}

std::optional<Estimate> hazard_estimate(RowReading& row) {
    const double difference = row.cells.number("o_e");
    const double variance = row.cells.above_zero("v_o_e", "a variance of observed less expected");
    if (!row.cells.sound()) return {};
    row.remarks.step(
        "Log hazard ratios were taken from observed less expected events and their variance.",
        "tierney2007");
    return Estimate{difference / variance, 1 / variance};
}

std::optional<Estimate> one_group_estimate(RowReading& row) {
    RowCells& cells = row.cells;
    const ZeroCells& zero = row.settings.zero;
    const auto added = [&](bool has_zero) {
        const bool touched = zero.to == ZeroCellsTo::all ||
                             (zero.to == ZeroCellsTo::only0 && has_zero) ||
                             (zero.to == ZeroCellsTo::if0all && row.any_zero);
        const double add = touched ? added_to(row.measure, zero) : 0;
        tell_zero(row, add > 0);
        return add;
    };
    switch (spec_of(row.measure).needs) {
        case Ingredients::before_after: {
            BeforeAfter group{cells.group_size("ni"),
                              cells.number("m1i"),
                              cells.number("m2i"),
                              cells.above_zero("sd1i", "a standard deviation"),
                              0,
                              cells.between("ri", -1, 1, "a correlation")};
            // SMCR divides by the one SD and knows the other from r alone.
            group.sd2 = row.measure == Measure::SMCR && !cells.has("sd2i")
                            ? group.sd1
                            : cells.above_zero("sd2i", "a standard deviation");
            if (!cells.sound()) return {};
            return from_before_after(row.measure, group, row.settings);
        }
        case Ingredients::correlation: {
            const double r = cells.between("ri", -1, 1, "a correlation"),
                         n = cells.group_size("ni");
            if (!cells.sound()) return {};
            return from_correlation(row.measure, r, n);
        }
        case Ingredients::one_mean: {
            const double n = cells.group_size("ni"), mean = cells.number("mi");
            const double sd = cells.above_zero("sdi", "a standard deviation");
            if (!cells.sound()) return {};
            return from_mean(n, mean, sd);
        }
        case Ingredients::one_count: {
            const auto [events, others] = events_and_others(cells, "xi", "mi", "ni");
            if (!cells.sound()) return {};
            const double add = added(events == 0 || others == 0);
            return from_events(row.measure, events + add, others + add, row.settings);
        }
        case Ingredients::one_rate: {
            const double events = cells.not_below_zero("xi", "a count"),
                         time = cells.above_zero("ti", "a person-time");
            if (!cells.sound()) return {};
            return from_rate(row.measure, events + added(events == 0), time);
        }
        case Ingredients::none:
        case Ingredients::two_means:
        case Ingredients::two_counts:
        case Ingredients::two_rates:
        case Ingredients::hazard: return {};
    }
    return {};
}

bool any_zero_count(const Columns& columns, Measure measure) {
    Faults ignored;  // every row is read again, and its faults told, for its estimate
    for (std::size_t r = 0; r < columns.rows(); ++r) {
        RowCells cells{columns, r, ignored};
        bool zero = false;
        switch (spec_of(measure).needs) {
            case Ingredients::two_counts: zero = four_cells(cells).has_zero(); break;
            case Ingredients::two_rates: zero = two_rates(cells).has_zero(); break;
            case Ingredients::one_count: {
                const auto [events, others] = events_and_others(cells, "xi", "mi", "ni");
                zero = events == 0 || others == 0;
                break;
            }
            case Ingredients::one_rate: zero = cells.number("xi") == 0; break;
            case Ingredients::none:
            case Ingredients::two_means:
            case Ingredients::correlation:
            case Ingredients::before_after:
            case Ingredients::one_mean:
            case Ingredients::hazard: return false;
        }
        if (zero && cells.sound()) return true;
    }
    return false;
}

}  // namespace sinew::effect
