#include <sinew/base/text.hpp>
#include <sinew/network/trials.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace sinew::network {
namespace {

std::string place(const std::string& name, std::size_t row, std::string_view column) {
    return name + ":" + number_text(static_cast<double>(row)) + ":" + std::string{column};
}

/// Rows by study, studies in the order of their first row.
template <class Row>
std::vector<std::vector<const Row*>> by_study(std::span<const Row> rows) {
    std::vector<std::vector<const Row*>> groups;
    std::map<std::string, std::size_t, std::less<>> index;
    for (const Row& row : rows) {
        const auto [at, fresh] = index.try_emplace(row.study, groups.size());
        if (fresh) groups.emplace_back();
        groups[at->second].push_back(&row);
    }
    return groups;
}

class TreatmentNames {
public:
    explicit TreatmentNames(const std::set<std::string>& names)
        : names_{names.begin(), names.end()} {}
    [[nodiscard]] std::size_t at(const std::string& name) const {
        return static_cast<std::size_t>(std::ranges::lower_bound(names_, name) - names_.begin());
    }
    [[nodiscard]] const std::vector<std::string>& all() const noexcept { return names_; }

private:
    std::vector<std::string> names_;
};

bool positive_definite(const numerics::Matrix& covariance) {
    const Eigen::LLT<Eigen::MatrixXd> factor{Eigen::MatrixXd{numerics::view(covariance)}};
    return factor.info() == Eigen::Success;
}

Trial trial_of(const std::vector<const ArmRow*>& arms, const TreatmentNames& names) {
    Trial trial;
    trial.study = arms.front()->study;
    const std::size_t contrasts = arms.size() - 1;
    trial.covariance = numerics::Matrix{contrasts, contrasts, arms.front()->variance};
    for (const ArmRow* arm : arms) {
        trial.treatments.push_back(names.at(arm->treatment));
        trial.participants.push_back(arm->participants);
    }
    for (std::size_t i = 0; i < contrasts; ++i) {
        trial.y.push_back(arms[i + 1]->mean - arms.front()->mean);
        trial.covariance.at(i, i) += arms[i + 1]->variance;
    }
    return trial;
}

void check_arm(const ArmRow& arm, const std::string& name, Faults& faults) {
    if (!std::isfinite(arm.mean))
        faults.add(ErrorCode::bad_input, place(name, arm.row, "mean"), "not a finite number",
                   "give the summary of the arm or leave the row out");
    if (!(arm.variance > 0) || !std::isfinite(arm.variance))
        faults.add(ErrorCode::out_of_range, place(name, arm.row, "variance"),
                   "the sampling variance of an arm must be above zero",
                   "check standard deviation and number; a standard deviation of zero is none");
}

void check_twice(const std::vector<const ArmRow*>& arms, const std::string& name, Faults& faults) {
    std::map<std::string, std::size_t, std::less<>> first;
    for (const ArmRow* arm : arms) {
        const auto [at, fresh] = first.try_emplace(arm->treatment, arm->row);
        if (!fresh)
            faults.add(ErrorCode::conflict, place(name, arm->row, "treatment"),
                       "study " + arm->study + " has two arms of " + arm->treatment +
                           " (the other in row " + number_text(static_cast<double>(at->second)) +
                           ")",
                       "combine the two arms into one, or give them different treatment names");
    }
}

/// Contrasts of one study; the covariances off the diagonal are filled in afterwards.
Trial trial_of(const std::vector<const ContrastRow*>& rows, const TreatmentNames& names) {
    Trial trial;
    trial.study = rows.front()->study;
    trial.treatments = {names.at(rows.front()->base)};
    trial.participants = {rows.front()->base_participants};
    trial.covariance = numerics::Matrix{rows.size(), rows.size()};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        trial.treatments.push_back(names.at(rows[i]->treatment));
        trial.participants.push_back(rows[i]->participants);
        trial.y.push_back(rows[i]->y);
        trial.covariance.at(i, i) = rows[i]->v;
    }
    return trial;
}

void check_contrasts(const std::vector<const ContrastRow*>& rows, const std::string& name,
                     Faults& faults) {
    std::map<std::string, std::size_t, std::less<>> first;
    for (const ContrastRow* row : rows) {
        if (!std::isfinite(row->y))
            faults.add(ErrorCode::bad_input, place(name, row->row, "y"), "not a finite number",
                       "give the contrast or leave the row out");
        if (!(row->v > 0) || !std::isfinite(row->v))
            faults.add(ErrorCode::out_of_range, place(name, row->row, "v"),
                       "the variance of a contrast must be above zero",
                       "give the squared standard error");
        if (row->base == row->treatment)
            faults.add(ErrorCode::conflict, place(name, row->row, "trt"),
                       row->treatment + " is compared with itself",
                       "a row compares two different treatments");
        if (row->base != rows.front()->base)
            faults.add(ErrorCode::conflict, place(name, row->row, "base"),
                       "study " + row->study + " has two bases, " + rows.front()->base + " and " +
                           row->base,
                       "tell all contrasts of a study against one of its arms");
        const auto [at, fresh] = first.try_emplace(row->treatment, row->row);
        if (!fresh)
            faults.add(ErrorCode::conflict, place(name, row->row, "trt"),
                       "study " + row->study + " has " + row->treatment + " twice (also in row " +
                           number_text(static_cast<double>(at->second)) + ")",
                       "one row a treatment: combine the arms or name them apart");
    }
}

using CovarianceTable = std::map<std::pair<std::size_t, std::size_t>, double>;

void fill_covariance(const std::vector<const ContrastRow*>& rows, const CovarianceTable& table,
                     const std::string& name, Trial& trial, Faults& faults) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto [low, high] = std::minmax(rows[i]->row, rows[j]->row);
            const auto found = table.find({low, high});
            std::optional<double> shared;
            if (found != table.end())
                shared = found->second;
            else
                shared = rows[i]->base_variance ? rows[i]->base_variance : rows[j]->base_variance;
            if (!shared || !std::isfinite(*shared)) {
                faults.add(ErrorCode::bad_input, place(name, rows[i]->row, "v_base"),
                           "study " + trial.study + " has " +
                               number_text(static_cast<double>(rows.size() + 1)) +
                               " arms and no covariance of its contrasts",
                           "give v_base (variance of the base arm) on its rows, or --cov FILE");
                return;
            }
            trial.covariance.at(i, j) = trial.covariance.at(j, i) = *shared;
        }
    if (!positive_definite(trial.covariance))
        faults.add(
            ErrorCode::out_of_range, place(name, rows.front()->row, "v_base"),
            "the variances and covariances of study " + trial.study + " cannot belong together",
            "the variance of the base arm is smaller than that of every contrast with it");
}

}  // namespace

std::optional<std::size_t> Network::treatment(std::string_view name) const {
    const auto at = std::ranges::find(treatments, name);
    if (at == treatments.end()) return {};
    return static_cast<std::size_t>(at - treatments.begin());
}

std::size_t Network::contrasts() const {
    std::size_t sum = 0;
    for (const Trial& trial : trials) sum += trial.y.size();
    return sum;
}

Checked<Network> network_of_arms(std::span<const ArmRow> rows, const std::string& name) {
    Faults faults;
    std::set<std::string> compared, seen;
    const auto studies = by_study(rows);
    for (const auto& arms : studies) {
        for (const ArmRow* arm : arms) {
            check_arm(*arm, name, faults);
            seen.insert(arm->treatment);
            if (arms.size() > 1) compared.insert(arm->treatment);
        }
        check_twice(arms, name, faults);
    }
    Network network;
    const TreatmentNames names{compared};
    network.treatments = names.all();
    for (const auto& arms : studies) {
        if (arms.size() > 1) {
            if (faults.none()) network.trials.push_back(trial_of(arms, names));
            continue;
        }
        network.left_out.push_back(
            "study " + arms.front()->study + " has one arm (" + arms.front()->treatment + ", row " +
            number_text(static_cast<double>(arms.front()->row)) + ") and compares nothing");
        if (!compared.contains(arms.front()->treatment))
            faults.add(ErrorCode::bad_input, place(name, arms.front()->row, "treatment"),
                       arms.front()->treatment + " occurs only in studies of one arm",
                       "leave its rows out: nothing compares it with anything");
    }
    if (faults.none() && network.trials.empty())
        faults.add(ErrorCode::bad_input, name, "no study has two arms or more",
                   "one row an arm, the arms of a study under one name in the column study");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return network;
}

Checked<Network> network_of_contrasts(std::span<const ContrastRow> rows, const std::string& name,
                                      std::span<const RowCovariance> covariances) {
    Faults faults;
    std::set<std::string> compared;
    const auto studies = by_study(rows);
    for (const auto& group : studies) {
        check_contrasts(group, name, faults);
        for (const ContrastRow* row : group) {
            compared.insert(row->base);
            compared.insert(row->treatment);
        }
    }
    if (studies.empty())
        faults.add(ErrorCode::bad_input, name, "no contrasts", "one row a contrast");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    CovarianceTable table;
    for (const RowCovariance& entry : covariances)
        table[std::minmax(entry.row_i, entry.row_j)] = entry.covariance;
    Network network;
    const TreatmentNames names{compared};
    network.treatments = names.all();
    for (const auto& group : studies) {
        Trial trial = trial_of(group, names);
        fill_covariance(group, table, name, trial, faults);
        network.trials.push_back(std::move(trial));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return network;
}

}  // namespace sinew::network
