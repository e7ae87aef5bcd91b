// Two groups by their means and SDs, or by what papers print in place of them.
#include <sinew/effect/one_group.hpp>
#include <sinew/effect/printed_statistics.hpp>
#include <sinew/effect/quantile_summaries.hpp>
#include <sinew/effect/row_estimate.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::effect {
namespace {

/// The columns of one group: "m1i" of "m" in group 1.
class GroupColumns {
public:
    GroupColumns(RowReading& row, char group) : row_{row}, group_{group} {}

    [[nodiscard]] std::string name(std::string_view stem) const {
        return std::string{stem} + group_ + "i";
    }
    [[nodiscard]] bool has(std::string_view stem) const { return row_.cells.has(name(stem)); }
    double number(std::string_view stem) { return row_.cells.number(name(stem)); }
    double above_zero(std::string_view stem, std::string_view what) {
        return row_.cells.above_zero(name(stem), what);
    }

    std::optional<Group> group() {
        const double n = row_.cells.group_size(name("n"));
        if (!has("m") && has("med")) return of_quantiles(n);
        if (!has("m") && has("pre")) return of_change(n);
        Group group{n, number("m"), 0};
        if (!has("sd") && has("se")) {
            group.sd = above_zero("se", "a standard error") * std::sqrt(n);
            row_.remarks.step("Standard deviations were taken from standard errors of means.",
                              "cochrane_handbook6");
        } else {
            group.sd = above_zero("sd", "a standard deviation");
        }
        return done(group);
    }

private:
    [[nodiscard]] std::optional<Group> done(const Group& group) const {
        return row_.cells.sound() ? std::optional{group} : std::nullopt;
    }

    std::optional<Group> of_quantiles(double n) {
        QuantileSummary summary{.n = n, .median = number("med")};
        summary.lower_quartile = row_.cells.maybe(name("lq"));
        summary.upper_quartile = row_.cells.maybe(name("uq"));
        summary.minimum = row_.cells.maybe(name("min"));
        summary.maximum = row_.cells.maybe(name("max"));
        if (!summary.has_quartiles() && !summary.has_extremes())
            row_.cells.note_missing(name("lq"));
        if (!row_.cells.sound()) return {};
        if (!summary.in_order()) {
            row_.cells.fault(name("med"), ErrorCode::conflict,
                             "minimum, quartiles, median and maximum out of order",
                             "check them against the paper");
            return {};
        }
        const auto group = group_of(summary, row_.settings.medians);
        if (!group || !(group->sd > 0)) {
            row_.cells.fault(name("med"), ErrorCode::out_of_range,
                             "quartiles or extremes that are all alike",
                             "no standard deviation can be told from them");
            return {};
        }
        if (looks_skewed(summary))
            row_.remarks.warnings.push_back(fmt::format(
                "row {}: the quantiles of group {} look skewed; a mean told from them may be off",
                row_.cells.row() + 1, group_));
        tell_quantile_method(summary);
        return group;
    }

    void tell_quantile_method(const QuantileSummary& summary) {
        if (row_.settings.medians == MedianMethod::wan) {
            row_.remarks.step(
                "Means and standard deviations were told from medians with quartiles or ranges by "
                "the method of Wan.",
                "wan2014");
            return;
        }
        row_.remarks.step(
            "Means were told from medians with quartiles or ranges by the method of Luo.",
            "luo2018");
        if (summary.has_quartiles() && summary.has_extremes())
            row_.remarks.step(
                "Standard deviations were told from five-number summaries by the method of Shi.",
                "shi2020");
        else
            row_.remarks.step(
                "Standard deviations were told from quartiles or ranges by the method of Wan.",
                "wan2014");
    }

    /// The change since before as the outcome: its SD as printed, from a paired t, or from both SDs and their correlation.
    std::optional<Group> of_change(double n) {
        const double change = number("post") - number("pre");
        Group group{n, change, 0};
        if (has("sdch")) {
            group.sd = above_zero("sdch", "a standard deviation of change");
            row_.remarks.step("Changes since before were compared.");
        } else if (has("tch")) {
            const double t = number("tch");
            if (t == 0)
                row_.cells.fault(name("tch"), ErrorCode::out_of_range, "a paired t of 0",
                                 "no standard deviation of change can be told from it");
            group.sd = sd_of_change_from_paired_t(change, t, n);
            row_.remarks.step("Standard deviations of change were taken from paired t tests.",
                              "cochrane_handbook6");
        } else {
            const std::string correlation = has("r") || !row_.cells.has("ri") ? name("r") : "ri";
            group.sd = sd_of_change(above_zero("sdpost", "a standard deviation"),
                                    above_zero("sdpre", "a standard deviation"),
                                    row_.cells.between(correlation, -1, 1, "a correlation"));
            row_.remarks.step(
                "Standard deviations of change were computed from those before and after and their "
                "correlation.",
                "cochrane_handbook6");
        }
        if (!row_.cells.sound()) return {};
        if (!(group.sd > 0)) {
            row_.cells.fault(name("pre"), ErrorCode::out_of_range,
                             "a standard deviation of change of 0",
                             "check the correlation, the paired t and both means");
            return {};
        }
        return group;
    }

    RowReading& row_;
    char group_;
};

/// d out of a test statistic; nothing when none is there.
std::optional<double> printed_d(RowReading& row, double n1, double n2) {
    RowCells& cells = row.cells;
    const auto told = [&](std::string_view what) {
        row.remarks.step(fmt::format("Standardised differences were taken from {}.", what),
                         "cochrane_handbook6");
    };
    // F and eta squared do not know which group was higher.
    const auto sign = [&] {
        const double value = cells.between("sign", -1, 1, "a sign");
        if (value == 0)
            cells.fault("sign", ErrorCode::out_of_range, "a sign of 0",
                        "1: the first group was higher, -1: lower");
        return value < 0 ? -1.0 : 1.0;
    };
    if (cells.has("di")) return cells.number("di");
    if (cells.has("ti")) {
        told("t statistics");
        return d_from_t(cells.number("ti"), n1, n2);
    }
    if (cells.has("fi")) {
        told("F ratios of two groups");
        return sign() * d_from_f(cells.not_below_zero("fi", "an F ratio"), n1, n2);
    }
    if (cells.has("etai")) {
        told("partial eta squared");
        return sign() * d_from_partial_eta_squared(
                            cells.between("etai", 0, 0.9999, "a partial eta squared"));
    }
    if (cells.has("pi")) {
        told("p values of t tests");
        const double p = cells.between("pi", -1, 1, "a signed p value");
        if (p == 0 || std::abs(p) == 1)
            cells.fault("pi", ErrorCode::out_of_range, "a p value of 0 or 1",
                        "give the p value with its digits; its sign says which group was higher");
        return d_from_p(p, n1, n2);
    }
    return {};
}

bool takes_printed(Measure measure) {
    return measure == Measure::SMD || measure == Measure::D2ORL || measure == Measure::D2ORN;
}

std::optional<Estimate> crossover_estimate(RowReading& row, const Group& one, const Group& other) {
    RowCells& cells = row.cells;
    const double r = cells.between("ri", -1, 1, "a correlation");
    if (!cells.sound()) return {};
    if (one.n != other.n) {
        cells.fault("n2i", ErrorCode::conflict, "a crossover with groups of unlike size",
                    "both periods are of the same people: n1i and n2i are alike");
        return {};
    }
    const Estimate estimate = from_crossover(row.measure, one, other, r, row.settings);
    if (std::isnan(estimate.vi)) {
        cells.fault("design", ErrorCode::bad_input,
                    fmt::format("no crossover variance for {}", spec_of(row.measure).code),
                    "use MD, SMD or ROM");
        return {};
    }
    row.remarks.warnings.push_back(fmt::format(
        "row {}: variance of a crossover whose periods correlate by {}", cells.row() + 1, r));
    row.remarks.step("Variances of crossover trials allow for the correlation of both periods.",
                     "elbourne2002");
    return estimate;
}

}  // namespace

bool has_means(const RowCells& cells) {
    return cells.has("m1i") || cells.has("med1i") || cells.has("pre1i");
}

std::optional<Estimate> means_estimate(RowReading& row) {
    RowCells& cells = row.cells;
    if (!has_means(cells) && takes_printed(row.measure)) {
        const double n1 = cells.group_size("n1i"), n2 = cells.group_size("n2i");
        const auto d = printed_d(row, n1, n2);
        if (!d) cells.note_missing("m1i");
        if (!cells.sound()) return {};
        return from_standardised(row.measure, *d, n1, n2, row.settings);
    }
    const auto one = GroupColumns{row, '1'}.group(), other = GroupColumns{row, '2'}.group();
    if (!one || !other) return {};
    if (cells.text("design") == "crossover") return crossover_estimate(row, *one, *other);
    if (row.measure == Measure::ROM && !(one->mean / other->mean > 0))
        row.left_out = "a ratio of means that are not both above zero is not defined";
    return from_two_means(row.measure, *one, *other, row.settings);
}

}  // namespace sinew::effect
