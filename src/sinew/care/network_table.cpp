#include <sinew/base/text.hpp>
#include <sinew/care/network_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::care {
namespace {

using effect::Columns;
using effect::Measure;
using effect::RowCells;
using effect::Shape;
using network::kUnknown;

/// One arm as it was counted or measured.
struct Arm {
    std::string study, treatment;
    double n = kUnknown, mean = kUnknown, sd = kUnknown, se = kUnknown;
    double events = kUnknown, time = kUnknown;
    double design_effect = 1;
    std::size_t row = 0;
};

enum class Counted : std::uint8_t { means, people, person_time };

std::string codes_of(Counted counted) {
    switch (counted) {
        case Counted::means: return "MD, SMD, ROM";
        case Counted::people: return "OR, RR, RD";
        case Counted::person_time: return "IRR, IRD";
    }
    return {};
}

bool fits(Counted counted, Measure measure) {
    switch (counted) {
        case Counted::means:
            return measure == Measure::MD || measure == Measure::SMD || measure == Measure::ROM;
        case Counted::people:
            return measure == Measure::OR || measure == Measure::RR || measure == Measure::RD;
        case Counted::person_time: return measure == Measure::IRR || measure == Measure::IRD;
    }
    return false;
}

/// Variance times 1 + (m - 1) icc when the table says so.
double design_effect(RowCells& cells) {
    const auto icc = cells.maybe("icc"), size = cells.maybe("cluster_size");
    if (!icc || !size) return 1;
    const double factor = 1 + (*size - 1) * *icc;
    if (factor > 0) return factor;
    cells.fault("icc", ErrorCode::out_of_range, "the design effect is not above zero",
                "icc lies between 0 and 1, cluster_size is 1 or more");
    return 1;
}

std::string study_of(RowCells& cells) {
    std::string study{cells.text("study")};
    if (study.empty())
        cells.fault("study", ErrorCode::bad_input, "no study is named",
                    "arms belong together by the name of their study");
    return study;
}

void leave_out(effect::Effects& ledger, const RowCells& cells, std::string study,
               std::string reason = "missing") {
    ledger.rows_left_out.push_back(
        {cells.row() + 1, std::move(study), cells.missing(), std::move(reason)});
}

void use(effect::Effects& ledger, std::size_t row, std::string study) {
    effect::EffectRow used;
    used.row = row;
    used.study = std::move(study);
    ledger.rows.push_back(std::move(used));
}

/// "lower_better" in every row, or the fault of mixed ones.
void read_direction(const Columns& columns, effect::Effects& ledger, Faults& faults) {
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        const std::string_view cell = columns.text(row, "direction");
        if (cell.empty()) continue;
        const auto direction = cell == "lower_better"    ? effect::Direction::lower_better
                               : cell == "higher_better" ? effect::Direction::higher_better
                                                         : effect::Direction::unknown;
        if (direction == effect::Direction::unknown)
            faults.add(ErrorCode::bad_input, columns.where(row, "direction"),
                       "an unknown direction", "write lower_better or higher_better");
        else if (ledger.direction == effect::Direction::unknown)
            ledger.direction = direction;
        else if (ledger.direction != direction)
            faults.add(ErrorCode::conflict, columns.where(row, "direction"),
                       "two directions in one table",
                       "turn the numbers of one of them round before they are compared");
    }
}

std::vector<Arm> read_arms(const Columns& columns, Counted counted, effect::Effects& ledger,
                           Faults& faults) {
    std::vector<Arm> arms;
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        RowCells cells{columns, row, faults};
        Arm arm;
        arm.row = row + 1;
        arm.study = study_of(cells);
        arm.treatment = cells.has("treatment") ? cells.text("treatment") : cells.text("arm");
        if (arm.treatment.empty()) cells.note_missing("treatment");
        if (counted == Counted::means) {
            arm.mean = cells.number("mean");
            if (columns.has("n")) arm.n = cells.group_size("n");
            if (columns.has("sd"))
                arm.sd = cells.above_zero("sd", "a standard deviation");
            else
                arm.se = cells.above_zero("se", "a standard error");
        } else {
            arm.events = cells.not_below_zero("events", "a number of events");
            if (counted == Counted::people)
                arm.n = cells.above_zero("n", "a number of people");
            else
                arm.time = cells.above_zero("time", "person-time");
            if (arm.events > arm.n)
                cells.fault("events", ErrorCode::out_of_range, "more events than people",
                            "count people with an event, once each");
        }
        arm.design_effect = design_effect(cells);
        if (cells.sound())
            arms.push_back(std::move(arm));
        else if (!cells.faulty())
            leave_out(ledger, cells, arm.study);
    }
    return arms;
}

bool ratio(Measure measure) {
    return measure == Measure::OR || measure == Measure::RR || measure == Measure::IRR;
}

/// 1/2 in every cell of a study that has an empty one; studies that tell nothing of a ratio go.
std::vector<Arm> with_empty_cells(std::vector<Arm> arms, Measure measure, effect::Effects& ledger) {
    std::map<std::string, std::vector<std::size_t>> studies;
    for (std::size_t i = 0; i < arms.size(); ++i) studies[arms[i].study].push_back(i);
    std::vector<bool> gone(arms.size(), false);
    std::size_t mended = 0;
    for (const auto& [study, members] : studies) {
        const auto none = [&](std::size_t i) { return arms[i].events == 0; };
        const auto all = [&](std::size_t i) { return arms[i].events == arms[i].n; };
        const bool no_events = std::all_of(members.begin(), members.end(), none);
        const bool only_events = std::all_of(members.begin(), members.end(), all);
        if (ratio(measure) && (no_events || (measure == Measure::OR && only_events))) {
            for (const std::size_t i : members) {
                gone[i] = true;
                ledger.rows_left_out.push_back(
                    {arms[i].row, study, "events",
                     no_events ? "no event in any arm of the study: it tells nothing of a ratio"
                               : "an event in everybody of the study: it tells nothing of odds"});
            }
            continue;
        }
        const bool empty = std::any_of(members.begin(), members.end(), none) ||
                           (measure != Measure::IRR && measure != Measure::IRD &&
                            std::any_of(members.begin(), members.end(), all));
        if (!empty) continue;
        ++mended;
        for (const std::size_t i : members) {
            arms[i].events += 0.5;
            arms[i].n += 1;
        }
    }
    if (mended > 0)
        ledger.steps.push_back(
            fmt::format("In {} {} with an empty cell 1/2 was added to every cell of all arms.",
                        mended, mended == 1 ? "study" : "studies"));
    std::vector<Arm> kept;
    for (std::size_t i = 0; i < arms.size(); ++i)
        if (!gone[i]) kept.push_back(std::move(arms[i]));
    return kept;
}

/// A mean of the arm and its variance, on the analysis scale.
std::pair<double, double> summary_of(const Arm& arm, Measure measure) {
    const double e = arm.events, n = arm.n, t = arm.time;
    const double squared_error = std::isnan(arm.se) ? arm.sd * arm.sd / arm.n : arm.se * arm.se;
    if (measure == Measure::ROM) return {std::log(arm.mean), squared_error / (arm.mean * arm.mean)};
    if (measure == Measure::OR) return {std::log(e / (n - e)), 1 / e + 1 / (n - e)};
    if (measure == Measure::RR) return {std::log(e / n), 1 / e - 1 / n};
    if (measure == Measure::RD) return {e / n, e / n * (1 - e / n) / n};
    if (measure == Measure::IRR) return {std::log(e / t), 1 / e};
    if (measure == Measure::IRD) return {e / t, e / (t * t)};
    return {arm.mean, squared_error};  // MD, and SMD until it is standardised
}

/// Exact correction of Hedges: E(g) = d.
double small_sample_factor(double degrees) {
    return std::exp(std::lgamma(degrees / 2) - 0.5 * std::log(degrees / 2) -
                    std::lgamma((degrees - 1) / 2));
}

void standardise(network::Trial& trial, const std::vector<const Arm*>& arms) {
    double people = 0, squares = 0, factor = 0;
    for (const Arm* arm : arms) {
        people += arm->n;
        squares += (arm->n - 1) * arm->sd * arm->sd;
        factor = std::max(factor, arm->design_effect);
    }
    const double degrees = people - static_cast<double>(arms.size());
    const double sd = std::sqrt(squares / degrees), correction = small_sample_factor(degrees);
    for (double& y : trial.y) y *= correction / sd;
    for (std::size_t i = 0; i < trial.y.size(); ++i)
        for (std::size_t j = 0; j < trial.y.size(); ++j)
            trial.covariance.at(i, j) =
                factor * (1 / arms[0]->n + (i == j ? 1 / arms[i + 1]->n : 0.0) +
                          trial.y[i] * trial.y[j] / (2 * people));
}

Checked<NetworkTable> from_arms(const Columns& columns, Measure measure, Counted counted,
                                NetworkTable made, Faults faults) {
    const std::string& name = columns.table().name;
    std::vector<Arm> arms = read_arms(columns, counted, made.ledger, faults);
    for (const Arm& arm : arms)
        if (measure == Measure::ROM && !(arm.mean > 0))
            faults.add(ErrorCode::out_of_range, columns.where(arm.row - 1, "mean"),
                       "a ratio of means needs means above zero", "use MD or SMD");
    if (measure == Measure::SMD && !columns.has("sd"))
        faults.add(ErrorCode::bad_input, name, "SMD needs the column sd, se is not enough",
                   "give n, mean and sd of every arm");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    if (counted != Counted::means) arms = with_empty_cells(std::move(arms), measure, made.ledger);
    std::vector<network::ArmRow> rows;
    std::map<std::string, std::vector<const Arm*>> studies;
    std::size_t stretched = 0;
    for (const Arm& arm : arms) {
        const auto [mean, variance] = summary_of(arm, measure);
        rows.push_back(
            {arm.study, arm.treatment, mean, variance * arm.design_effect, arm.n, arm.row});
        studies[arm.study].push_back(&arm);
        use(made.ledger, arm.row, arm.study);
        if (arm.design_effect != 1) ++stretched;
    }
    SINEW_TRY(made.network, network::network_of_arms(rows, name));
    for (network::Trial& trial : made.network.trials)
        if (measure == Measure::SMD) standardise(trial, studies.at(trial.study));
    made.participants = counted == Counted::people || columns.has("n");
    if (stretched > 0)
        made.ledger.steps.push_back(fmt::format(
            "Variances of {} arms were multiplied by the design effect 1 + (m - 1) icc.",
            stretched));
    return made;
}

Result<std::vector<network::RowCovariance>> covariances_of(const domain::StudyTable& table,
                                                           Faults& faults) {
    std::vector<network::RowCovariance> list;
    const Columns columns{table, {}, faults};
    if (!columns.has_all({"row_i", "row_j", "cov"}))
        return fail({ErrorCode::bad_input, "covariances need the columns row_i, row_j and cov",
                     table.name, "study,row_i,row_j,cov; rows are data rows from 1"});
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        RowCells cells{columns, row, faults};
        const double i = cells.above_zero("row_i", "a row"), j = cells.above_zero("row_j", "a row");
        const double covariance = cells.number("cov");
        if (cells.sound())
            list.push_back({static_cast<std::size_t>(i), static_cast<std::size_t>(j), covariance});
        else if (!cells.faulty())
            cells.fault("cov", ErrorCode::bad_input, "a covariance is missing",
                        "leave the whole row out");
    }
    return list;
}

Checked<NetworkTable> from_contrasts(const Columns& columns, NetworkTable made, Faults faults,
                                     const std::optional<domain::StudyTable>& covariances) {
    std::vector<network::ContrastRow> rows;
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        RowCells cells{columns, row, faults};
        network::ContrastRow one;
        one.row = row + 1;
        one.study = study_of(cells);
        one.base = cells.text("base");
        one.treatment = cells.text("trt");
        if (one.base.empty()) cells.note_missing("base");
        if (one.treatment.empty()) cells.note_missing("trt");
        one.y = cells.number("y");
        one.v = cells.above_zero("v", "a variance");
        one.base_variance = cells.maybe("v_base");
        const double factor = design_effect(cells);
        one.v *= factor;
        if (one.base_variance) *one.base_variance *= factor;
        if (cells.sound()) {
            use(made.ledger, one.row, one.study);
            rows.push_back(std::move(one));
        } else if (!cells.faulty()) {
            leave_out(made.ledger, cells, one.study);
        }
    }
    std::vector<network::RowCovariance> known;
    if (covariances) {
        auto read = covariances_of(*covariances, faults);
        if (read)
            known = *std::move(read);
        else
            faults.add(read.error());
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    SINEW_TRY(made.network, network::network_of_contrasts(rows, columns.table().name, known));
    return made;
}

}  // namespace

Checked<NetworkTable> network_table(const domain::StudyTable& table,
                                    const NetworkTableQuestion& question,
                                    const std::optional<domain::StudyTable>& covariances) {
    Faults faults;
    const Columns columns{table, question.renames, faults};
    NetworkTable made;
    made.ledger.table = table.name;
    made.ledger.columns = table.columns;
    read_direction(columns, made.ledger, faults);
    const bool contrasts = columns.has_all({"study", "base", "trt", "y", "v"});
    const bool named = columns.has("study") && (columns.has("arm") || columns.has("treatment"));
    const bool means =
        named && columns.has("mean") && (columns.has("se") || columns.has_all({"sd", "n"}));
    const bool people = named && columns.has_all({"events", "n"});
    const bool person_time = named && columns.has_all({"events", "time"});
    const bool arms = means || people || person_time;
    if ((question.shape == Shape::contrast && !contrasts) ||
        (question.shape == Shape::arm && !arms) || (!contrasts && !arms))
        faults.add(ErrorCode::bad_input, table.name,
                   "the columns make neither arms nor contrasts of trials",
                   "arms: study treatment, and n mean sd, events n, or events time; contrasts: "
                   "study base trt y v; rename yours with --COLUMN YOUR_NAME");
    else if (contrasts && arms && !question.shape)
        faults.add(ErrorCode::conflict, table.name, "the columns fit arms and contrasts",
                   "say which with --shape arm or --shape contrast");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    made.ledger.measure = question.measure.value_or(Measure::GEN);
    if (contrasts && question.shape != Shape::arm) {
        made.ledger.shape = Shape::contrast;
        return from_contrasts(columns, std::move(made), std::move(faults), covariances);
    }
    made.ledger.shape = Shape::arm;
    const Counted counted = means    ? Counted::means
                            : people ? Counted::people
                                     : Counted::person_time;
    if (!question.measure || !fits(counted, *question.measure)) {
        faults.add(ErrorCode::bad_input, "--measure",
                   question.measure ? std::string{effect::spec_of(*question.measure).code} +
                                          " does not come from these columns"
                                    : "these arms can be compared in more than one way",
                   "one of: " + codes_of(counted));
        return tl::make_unexpected(std::move(faults));
    }
    return from_arms(columns, *question.measure, counted, std::move(made), std::move(faults));
}

}  // namespace sinew::care
