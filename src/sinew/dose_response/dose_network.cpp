#include <sinew/base/text.hpp>
#include <sinew/dose_response/dose_network.hpp>
#include <sinew/multilevel/fit.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>
#include <sinew/numerics/root.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace sinew::dose_response {
namespace {

using Names = std::map<std::string, std::string, std::less<>>;
using Index = Eigen::Index;

/// One side of a comparison: a dose of a modality, by its number; none for a dose of 0.
struct Side {
    std::optional<std::size_t> agent;
    double dose = 0;
};

struct NetworkRows {
    std::vector<std::string> agents, groups;  ///< groups: classes, or the agents again
    std::vector<std::size_t> group_of;        ///< of each agent
    std::vector<Side> arm, against;           ///< of each row
    std::vector<std::size_t> study;
    std::vector<double> y;
    multilevel::KnownCovariance v, shared;  ///< sampling covariance; correlation of heterogeneity
};

/// Studies of one agent may leave its name out.
std::string agent_of(const StudyContrasts& study, std::size_t row) {
    return row < study.agents.size() ? study.agents[row] : std::string{};
}

NetworkRows rows_of(std::span<const StudyContrasts> studies, const Names& classes) {
    NetworkRows made;
    std::set<std::string> agents, groups;
    const auto group_name = [&](const std::string& agent) {
        const auto found = classes.find(agent);
        return found == classes.end() || found->second.empty() ? agent : found->second;
    };
    const auto note = [&](const std::string& agent, double dose) {
        if (dose == 0) return;
        agents.insert(agent);
        groups.insert(group_name(agent));
    };
    for (const StudyContrasts& study : studies) {
        note(study.reference_agent, study.reference_dose);
        for (std::size_t i = 0; i < study.doses.size(); ++i)
            note(agent_of(study, i), study.doses[i]);
    }
    made.agents.assign(agents.begin(), agents.end());
    made.groups.assign(groups.begin(), groups.end());
    const auto place = [](const std::vector<std::string>& list, const std::string& name) {
        return static_cast<std::size_t>(std::lower_bound(list.begin(), list.end(), name) -
                                        list.begin());
    };
    for (const std::string& agent : made.agents)
        made.group_of.push_back(place(made.groups, group_name(agent)));
    const auto side = [&](const std::string& agent, double dose) {
        return dose == 0 ? Side{} : Side{place(made.agents, agent), dose};
    };
    for (std::size_t s = 0; s < studies.size(); ++s) {
        const StudyContrasts& study = studies[s];
        const std::size_t first = made.y.size();
        for (std::size_t i = 0; i < study.doses.size(); ++i) {
            made.arm.push_back(side(agent_of(study, i), study.doses[i]));
            made.against.push_back(side(study.reference_agent, study.reference_dose));
            made.study.push_back(s);
            made.y.push_back(study.effects[i]);
            made.v.variance.push_back(study.covariance.at(i, i));
            made.shared.variance.push_back(1);
            for (std::size_t j = 0; j < i; ++j) {
                made.v.pairs.push_back({first + i, first + j, study.covariance.at(i, j)});
                made.shared.pairs.push_back({first + i, first + j, 0.5});
            }
        }
    }
    return made;
}

/// The terms of a dose of a modality, zero at dose 0.
class Curve {
public:
    Curve(const NetworkSettings& settings, std::vector<double> ed50)
        : emax_{settings.function == DoseFunction::emax}, ed50_{std::move(ed50)} {
        if (settings.function == DoseFunction::spline) {
            basis_.kind = CurveKind::spline;
            basis_.knots = settings.knots;
        }
    }
    [[nodiscard]] std::size_t size() const { return emax_ ? 1 : basis_.size(); }
    [[nodiscard]] std::vector<double> at(double dose, std::size_t group) const {
        if (emax_) return {dose / (ed50_[group] + dose)};
        std::vector<double> terms = basis_.at(dose);
        const std::vector<double> none = basis_.at(0);
        for (std::size_t j = 0; j < terms.size(); ++j) terms[j] -= none[j];
        return terms;
    }
    [[nodiscard]] std::vector<std::string> names() const {
        return emax_ ? std::vector<std::string>{"Emax"} : basis_.names();
    }

private:
    bool emax_;
    CurveBasis basis_ = {};
    std::vector<double> ed50_;
};

/// Rows x (owners x terms): `owner` of an agent is itself or its class.
Eigen::MatrixXd design_of(const NetworkRows& rows, const Curve& curve,
                          const std::vector<std::size_t>& owner_of, std::size_t owners) {
    const std::size_t q = curve.size();
    Eigen::MatrixXd x =
        Eigen::MatrixXd::Zero(static_cast<Index>(rows.y.size()), static_cast<Index>(owners * q));
    const auto add = [&](std::size_t row, const Side& side, double sign) {
        if (!side.agent) return;
        const auto terms = curve.at(side.dose, rows.group_of[*side.agent]);
        for (std::size_t j = 0; j < q; ++j)
            x(static_cast<Index>(row), static_cast<Index>(owner_of[*side.agent] * q + j)) +=
                sign * terms[j];
    };
    for (std::size_t row = 0; row < rows.y.size(); ++row) {
        add(row, rows.arm[row], 1);
        add(row, rows.against[row], -1);
    }
    return x;
}

std::vector<AgentCurve> agents_of(const NetworkRows& rows) {
    std::vector<AgentCurve> agents;
    for (std::size_t a = 0; a < rows.agents.size(); ++a) {
        AgentCurve agent;
        agent.agent = rows.agents[a];
        agent.group = rows.groups[rows.group_of[a]];
        std::set<double> doses;
        std::set<std::size_t> studies;
        for (std::size_t row = 0; row < rows.y.size(); ++row)
            for (const Side& side : {rows.arm[row], rows.against[row]})
                if (side.agent == a) {
                    doses.insert(side.dose);
                    studies.insert(rows.study[row]);
                    agent.highest_dose = std::max(agent.highest_dose, side.dose);
                }
        agent.doses = doses.size();
        agent.studies = studies.size();
        agents.push_back(std::move(agent));
    }
    return agents;
}

tl::unexpected<Error> unidentified(std::string what, std::string hint) {
    return fail({ErrorCode::bad_input, std::move(what), "--by treatment", std::move(hint)});
}

/// Which owners take part in a direction that no row sees.
Result<bool> checked_rank(const Eigen::MatrixXd& x, const std::vector<std::string>& owners,
                          std::size_t terms) {
    Eigen::VectorXd length = x.colwise().norm().transpose();
    for (Index j = 0; j < length.size(); ++j)
        if (!(length(j) > 0)) length(j) = 1;
    const Eigen::MatrixXd even = x * length.cwiseInverse().asDiagonal();
    Eigen::FullPivLU<Eigen::MatrixXd> lu{even};
    lu.setThreshold(1e-9);
    if (lu.rank() == x.cols()) return true;
    const Eigen::MatrixXd blind = lu.kernel();
    std::set<std::string> named;
    for (Index j = 0; j < blind.rows(); ++j)
        if (blind.row(j).cwiseAbs().maxCoeff() > 1e-6)
            named.insert(owners[static_cast<std::size_t>(j) / terms]);
    return unidentified(
        "cannot be identified from these data: the dose curve of " +
            join({named.begin(), named.end()}, ", ") +
            " (too few different doses, or only compared with each other)",
        "take --function linear, let classes share a curve (--classes curve), or leave these rows "
        "out");
}

multilevel::MixedModel model_of(const NetworkRows& rows, const Eigen::MatrixXd& x, bool random) {
    multilevel::MixedModel model;
    model.y = rows.y;
    model.x = numerics::matrix_of(x);
    for (Index j = 0; j < x.cols(); ++j)
        model.names.push_back("term" + number_text(static_cast<double>(j + 1)));
    model.v = rows.v;
    if (random) model.terms.push_back(multilevel::correlated_rows("heterogeneity", rows.shared));
    return model;
}

Eigen::MatrixXd full_of(const multilevel::KnownCovariance& known, double times = 1) {
    const auto n = static_cast<Index>(known.variance.size());
    Eigen::MatrixXd full = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i) full(i, i) = times * known.variance[static_cast<std::size_t>(i)];
    for (const auto& pair : known.pairs)
        full(static_cast<Index>(pair.row), static_cast<Index>(pair.column)) = full(
            static_cast<Index>(pair.column), static_cast<Index>(pair.row)) = times * pair.value;
    return full;
}

/// Columns of one size, so that terms of any dose unit weigh alike.
Eigen::VectorXd scale_of(const Eigen::MatrixXd& x) {
    Eigen::VectorXd scale = x.cwiseAbs().colwise().maxCoeff().transpose();
    for (Index j = 0; j < scale.size(); ++j)
        if (!(scale(j) > 0)) scale(j) = 1;
    return scale;
}

void take_common(NetworkFit& told, const multilevel::MixedFit& fit, bool random) {
    told.tau2 = random ? fit.terms.front().variance.front() : 0;
    told.log_likelihood = fit.log_likelihood;
    told.qe = fit.qe;
    told.qe_p = fit.qe_p;
    told.qe_degrees = fit.k - fit.p;
    told.warnings.insert(told.warnings.end(), fit.warnings.begin(), fit.warnings.end());
}

/// b and se of every agent from the numbers of its owner.
void hand_out(NetworkFit& told, const NetworkRows& rows, const Eigen::VectorXd& b,
              const Eigen::MatrixXd& vb, const std::vector<std::size_t>& owner_of, std::size_t q,
              Index more = 0) {
    const auto count = static_cast<Index>(rows.agents.size() * q);
    Eigen::MatrixXd spread = Eigen::MatrixXd::Zero(count + more, b.size());
    for (std::size_t a = 0; a < rows.agents.size(); ++a)
        for (std::size_t j = 0; j < q; ++j)
            spread(static_cast<Index>(a * q + j), static_cast<Index>(owner_of[a] * q + j)) = 1;
    for (Index j = 0; j < more; ++j) spread(count + j, b.size() - more + j) = 1;
    const Eigen::MatrixXd covariance = spread * vb * spread.transpose();
    told.covariance = numerics::matrix_of(covariance);
    const Eigen::VectorXd all = spread * b;
    for (std::size_t a = 0; a < rows.agents.size(); ++a)
        for (std::size_t j = 0; j < q; ++j) {
            const auto at = static_cast<Index>(a * q + j);
            told.agents[a].b.push_back(all(at));
            told.agents[a].se.push_back(std::sqrt(covariance(at, at)));
        }
}

Result<NetworkFit> fit_linear(NetworkFit told, const NetworkRows& rows,
                              const NetworkSettings& settings) {
    const Curve curve{settings, {}};
    const std::size_t q = curve.size();
    const bool shared = settings.classes == ClassEffect::curve;
    std::vector<std::size_t> own(rows.agents.size());
    for (std::size_t a = 0; a < own.size(); ++a) own[a] = a;
    const bool spread = settings.classes == ClassEffect::distribution;
    const auto& owner_of = shared || spread ? rows.group_of : own;
    const auto& owners = shared || spread ? rows.groups : rows.agents;
    Eigen::MatrixXd x = design_of(rows, curve, owner_of, owners.size());
    SINEW_TRY([[maybe_unused]] const bool good, checked_rank(x, owners, q));
    const Eigen::VectorXd scale = scale_of(x);
    x = x * scale.cwiseInverse().asDiagonal();
    multilevel::MixedModel model = model_of(rows, x, settings.random);
    std::vector<Eigen::MatrixXd> members;  // rows x agents, for each term
    if (spread) {
        const Eigen::MatrixXd agents = design_of(rows, curve, own, rows.agents.size());
        for (std::size_t j = 0; j < q; ++j) {
            Eigen::MatrixXd part(agents.rows(), static_cast<Index>(rows.agents.size()));
            for (std::size_t a = 0; a < rows.agents.size(); ++a)
                part.col(static_cast<Index>(a)) = agents.col(static_cast<Index>(a * q + j));
            part /= std::max(1e-300, part.cwiseAbs().maxCoeff());
            members.push_back(part);
            model.terms.push_back(multilevel::random_slopes(
                "modalities of a class", numerics::matrix_of(part),
                std::vector<std::size_t>(rows.y.size(), 0), multilevel::Structure::scaled));
        }
    }
    multilevel::FitSettings how;
    how.level = settings.level;
    SINEW_TRY(const multilevel::MixedFit fit, multilevel::fit_mixed(model, how));
    take_common(told, fit, settings.random);
    const Eigen::VectorXd smaller = scale.cwiseInverse();
    if (!spread) {
        const Eigen::VectorXd b =
            numerics::view(std::span<const double>{fit.b}).cwiseProduct(smaller);
        const Eigen::MatrixXd vb =
            smaller.asDiagonal() * Eigen::MatrixXd{numerics::view(fit.vb)} * smaller.asDiagonal();
        hand_out(told, rows, b, vb, owner_of, q);
        return told;
    }
    // Henderson's equations give class means and the modalities about them together.
    const std::size_t first = settings.random ? 1 : 0;
    const Eigen::MatrixXd agents = design_of(rows, curve, own, rows.agents.size());
    Eigen::MatrixXd r = full_of(rows.v) + full_of(rows.shared, told.tau2);
    const auto p = x.cols();
    Eigen::MatrixXd joint(x.rows(), p + agents.cols());
    joint << x * scale.asDiagonal(), agents;
    const Eigen::LLT<Eigen::MatrixXd> root{r};
    Eigen::MatrixXd equations = joint.transpose() * root.solve(joint);
    std::vector<double> variance;
    for (std::size_t j = 0; j < q; ++j) {
        double largest = 0;
        for (std::size_t a = 0; a < rows.agents.size(); ++a)
            largest =
                std::max(largest, agents.col(static_cast<Index>(a * q + j)).cwiseAbs().maxCoeff());
        variance.push_back(fit.terms[first + j].variance.front() / (largest * largest));
    }
    told.class_variance = variance;
    for (std::size_t a = 0; a < rows.agents.size(); ++a)
        for (std::size_t j = 0; j < q; ++j) {
            const auto at = p + static_cast<Index>(a * q + j);
            // A variance of zero leaves the modality on its class: a very small one in its place.
            const double least = 1e-9 / std::max(1e-300, equations(at, at));
            equations(at, at) += 1 / std::max(variance[j], least);
        }
    const Eigen::VectorXd y = numerics::view(std::span<const double>{rows.y});
    const Eigen::MatrixXd inverse =
        equations.ldlt().solve(Eigen::MatrixXd::Identity(equations.rows(), equations.cols()));
    const Eigen::VectorXd solved = inverse * (joint.transpose() * root.solve(y));
    Eigen::MatrixXd pick = Eigen::MatrixXd::Zero(agents.cols(), equations.cols());
    for (std::size_t a = 0; a < rows.agents.size(); ++a)
        for (std::size_t j = 0; j < q; ++j) {
            const auto at = static_cast<Index>(a * q + j);
            pick(at, static_cast<Index>(rows.group_of[a] * q + j)) = 1;
            pick(at, p + at) = 1;
        }
    hand_out(told, rows, pick * solved, pick * inverse * pick.transpose(), own, q);
    return told;
}

/// The log likelihood of Emax curves over the ED50 of each group, climbed one group at a time.
class EmaxNetwork {
public:
    EmaxNetwork(const NetworkRows& rows, const NetworkSettings& settings,
                std::vector<std::size_t> owner_of, std::size_t owners)
        : rows_{rows}, settings_{settings}, owner_of_{std::move(owner_of)}, owners_{owners} {}

    [[nodiscard]] Eigen::MatrixXd design(const std::vector<double>& log_ed50) const {
        std::vector<double> ed50;
        for (const double value : log_ed50) ed50.push_back(std::exp(value));
        return design_of(rows_, Curve{settings_, ed50}, owner_of_, owners_);
    }
    [[nodiscard]] Result<multilevel::MixedFit> fit(const std::vector<double>& log_ed50) const {
        multilevel::FitSettings how;
        how.criterion = multilevel::Criterion::ml;
        how.level = settings_.level;
        return multilevel::fit_mixed(model_of(rows_, design(log_ed50), settings_.random), how);
    }
    [[nodiscard]] double height(const std::vector<double>& log_ed50) const {
        const auto found = fit(log_ed50);
        return found ? found->log_likelihood : -1e300;
    }
    /// Climbs from a place; `held` stays where it is.
    double climb(std::vector<double>& place, const std::vector<std::pair<double, double>>& range,
                 std::optional<std::size_t> held = {}) const {
        double best = height(place);
        for (int round = 0; round < 30; ++round) {
            const double before = best;
            for (std::size_t g = 0; g < place.size(); ++g) {
                if (held == g) continue;
                const double wide = round == 0 ? range[g].second - range[g].first : 1.0;
                const double low = std::max(range[g].first, place[g] - wide);
                const double high = std::min(range[g].second, place[g] + wide);
                std::vector<double> tried = place;
                const auto down = [&](double value) {
                    tried[g] = value;
                    return -height(tried);
                };
                // A coarse walk in the first round: one group may have two tops.
                double from = low, to = high;
                if (round == 0) {
                    constexpr int kWalk = 16;
                    double lowest = 1e300;
                    for (int i = 0; i <= kWalk; ++i) {
                        const double here = low + (high - low) * i / kWalk;
                        if (const double value = down(here); value < lowest) {
                            lowest = value;
                            from = std::max(low, here - (high - low) / kWalk);
                            to = std::min(high, here + (high - low) / kWalk);
                        }
                    }
                }
                const auto minimum = numerics::minimum_between(down, from, to, 60);
                if (-minimum.value > best) {
                    best = -minimum.value;
                    place[g] = minimum.at;
                }
            }
            if (best - before < 1e-10) break;
        }
        return best;
    }

private:
    const NetworkRows& rows_;
    const NetworkSettings& settings_;
    std::vector<std::size_t> owner_of_;
    std::size_t owners_;
};

void tell_ed50(NetworkFit& told, const NetworkRows& rows, const EmaxNetwork& network,
               const std::vector<double>& top, double height,
               const std::vector<std::pair<double, double>>& range,
               const Eigen::MatrixXd& covariance, std::size_t first) {
    const double half = numerics::chi_squared_quantile(told.settings.level, 1) / 2;
    const double z = numerics::normal_quantile(0.5 + told.settings.level / 2);
    for (std::size_t g = 0; g < top.size(); ++g) {
        const auto as_good_at = [&](double end) {
            std::vector<double> place = top;
            place[g] = end;
            return network.climb(place, range, g) >= height - half;
        };
        const bool open_above = as_good_at(range[g].second),
                   open_below = as_good_at(range[g].first);
        const auto at = static_cast<Index>(first + g);
        const double se = std::sqrt(covariance(at, at));
        for (std::size_t a = 0; a < rows.agents.size(); ++a) {
            if (told.ed50_of[a] != g) continue;
            AgentCurve& agent = told.agents[a];
            agent.ed50 = std::exp(top[g]);
            agent.ed50_lb = {std::exp(top[g] - z * se), open_below};
            agent.ed50_ub = {std::exp(top[g] + z * se), open_above};
            if (open_above)
                agent.words = fmt::format(
                    "Emax and ED50 of {} cannot be identified from these data: at its doses (up "
                    "to {:.4g}) the effect does not level off beyond doubt; only the slope at low "
                    "dose, {:.4g} a unit, can be told",
                    agent.agent, agent.highest_dose, agent.b[0] / agent.ed50);
            else if (open_below)
                agent.words = fmt::format(
                    "ED50 of {} cannot be identified from these data: its lowest dose may have the "
                    "whole effect; only the height, Emax {:.4g}, can be told",
                    agent.agent, agent.b[0]);
        }
    }
}

Result<NetworkFit> fit_emax_network(NetworkFit told, const NetworkRows& rows,
                                    const NetworkSettings& settings) {
    if (settings.classes == ClassEffect::distribution)
        return unidentified(
            "a distribution of Emax curves over the modalities of a class is not offered",
            "take --classes curve, or --function linear");
    const bool shared = settings.classes == ClassEffect::curve;
    // Without classes every modality is a group of its own in `rows`.
    std::vector<std::size_t> own(rows.agents.size());
    for (std::size_t a = 0; a < own.size(); ++a) own[a] = a;
    const auto& owner_of = shared ? rows.group_of : own;
    const std::size_t owners = shared ? rows.groups.size() : rows.agents.size();
    std::vector<std::pair<double, double>> range;
    std::vector<double> place;
    for (std::size_t g = 0; g < rows.groups.size(); ++g) {
        std::set<double> doses;
        std::string names;
        for (std::size_t row = 0; row < rows.y.size(); ++row)
            for (const Side& side : {rows.arm[row], rows.against[row]})
                if (side.agent && rows.group_of[*side.agent] == g) doses.insert(side.dose);
        if (doses.size() < 2)
            return unidentified("cannot be identified from these data: the ED50 of " +
                                    rows.groups[g] + ", seen at one dose only",
                                "let its class share a curve (--classes curve), or take --function "
                                "linear");
        range.emplace_back(std::log(*doses.begin() / settings.reach),
                           std::log(*doses.rbegin() * settings.reach));
        place.push_back(std::log((*doses.begin() + *doses.rbegin()) / 2));
    }
    const EmaxNetwork network{rows, settings, owner_of, owners};
    SINEW_TRY([[maybe_unused]] const bool good,
              checked_rank(network.design(place), shared ? rows.groups : rows.agents, 1));
    const double height = network.climb(place, range);
    SINEW_TRY(const multilevel::MixedFit fit, network.fit(place));
    take_common(told, fit, settings.random);
    told.ed50_of = rows.group_of;
    // Delta method: the Jacobian over Emax of each owner and log ED50 of each group.
    const Eigen::MatrixXd x = network.design(place);
    Eigen::MatrixXd jacobian(x.rows(), x.cols() + static_cast<Index>(place.size()));
    jacobian.leftCols(x.cols()) = x;
    const Eigen::VectorXd b = numerics::view(std::span<const double>{fit.b});
    for (std::size_t g = 0; g < place.size(); ++g) {
        constexpr double kStep = 1e-5;
        std::vector<double> up = place, down = place;
        up[g] += kStep;
        down[g] -= kStep;
        jacobian.col(x.cols() + static_cast<Index>(g)) =
            (network.design(up) - network.design(down)) * b / (2 * kStep);
    }
    const Eigen::MatrixXd v = full_of(rows.v) + full_of(rows.shared, told.tau2);
    const Eigen::MatrixXd information = jacobian.transpose() * v.llt().solve(jacobian);
    const Eigen::MatrixXd covariance =
        information.completeOrthogonalDecomposition().pseudoInverse();
    Eigen::VectorXd all(b.size() + static_cast<Index>(place.size()));
    all << b, Eigen::Map<const Eigen::VectorXd>{place.data(), static_cast<Index>(place.size())};
    hand_out(told, rows, all, covariance, owner_of, 1, static_cast<Index>(place.size()));
    tell_ed50(told, rows, network, place, height, range,
              Eigen::MatrixXd{numerics::view(told.covariance)}, rows.agents.size());
    return told;
}

}  // namespace

Result<NetworkFit> fit_network(std::span<const StudyContrasts> studies, const Names& classes,
                               const NetworkSettings& settings) {
    for (const StudyContrasts& study : studies) {
        std::vector<double> doses = study.doses;
        doses.push_back(study.reference_dose);
        for (const double dose : doses)
            if (dose < 0)
                return fail({ErrorCode::bad_input, "a dose below zero",
                             "study " + study.name + ", column dose", "mend the dose"});
    }
    const NetworkRows rows =
        rows_of(studies, settings.classes == ClassEffect::none ? Names{} : classes);
    if (rows.agents.empty())
        return fail({ErrorCode::bad_input, "no dose above zero", "column dose", "add rows"});
    NetworkFit told;
    told.settings = settings;
    told.agents = agents_of(rows);
    told.k = studies.size();
    told.rows = rows.y.size();
    told.terms = Curve{settings, {}}.names();
    if (settings.classes == ClassEffect::none)
        for (AgentCurve& agent : told.agents) agent.group.clear();
    return settings.function == DoseFunction::emax
               ? fit_emax_network(std::move(told), rows, settings)
               : fit_linear(std::move(told), rows, settings);
}

std::vector<AgentPoint> predict_network(const NetworkFit& fit, std::span<const double> doses) {
    const double z = numerics::normal_quantile(0.5 + fit.settings.level / 2);
    const auto covariance = numerics::view(fit.covariance);
    const bool emax = fit.settings.function == DoseFunction::emax;
    std::vector<AgentPoint> points;
    for (std::size_t a = 0; a < fit.agents.size(); ++a) {
        const AgentCurve& agent = fit.agents[a];
        const Curve curve{fit.settings, {agent.ed50}};
        const std::size_t q = curve.size();
        for (const double dose : doses) {
            if (dose > agent.highest_dose || dose < 0) continue;
            Eigen::VectorXd gradient = Eigen::VectorXd::Zero(covariance.rows());
            AgentPoint point{.agent = agent.agent, .dose = dose};
            const auto terms = curve.at(dose, 0);
            for (std::size_t j = 0; j < q; ++j) {
                gradient(static_cast<Index>(a * q + j)) = terms[j];
                point.effect += terms[j] * agent.b[j];
            }
            if (emax)
                gradient(static_cast<Index>(fit.agents.size() + fit.ed50_of[a])) =
                    -agent.b[0] * dose * agent.ed50 / ((agent.ed50 + dose) * (agent.ed50 + dose));
            const double variance = gradient.dot(covariance * gradient);
            point.se = agent.words.empty() ? std::sqrt(std::max(0.0, variance))
                                           : std::numeric_limits<double>::quiet_NaN();
            point.ci_lb = point.effect - z * point.se;
            point.ci_ub = point.effect + z * point.se;
            points.push_back(std::move(point));
        }
    }
    return points;
}

}  // namespace sinew::dose_response
