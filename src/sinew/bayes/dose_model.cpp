#include <sinew/bayes/dose_model.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::bayes {
namespace {

using Eigen::MatrixXd;

bool known(const TauPrior& prior) { return prior.shape == TauShape::fixed; }

}  // namespace

Result<DoseModel> DoseModel::make(DoseNetwork network, const DosePriors& priors, DoseShape shape) {
    for (const auto& [prior, where] : {std::pair{&priors.tau, "prior for tau"},
                                       std::pair{&priors.class_spread, "prior for class spread"}})
        if (auto fault = fault_of(*prior, where)) return fail(*std::move(fault));
    if (auto fault = fault_of(priors.height, "prior for heights")) return fail(*std::move(fault));
    if (priors.height.flat)
        return fail({ErrorCode::out_of_range,
                     "dose curves need a proper prior: a modality that is seen at low doses only "
                     "leaves a flat one improper",
                     "prior for heights", "write it like normal:0:2"});
    if (!(priors.ed50_log_sd > 0))
        return fail({ErrorCode::out_of_range, "the SD of log ED50 is not above 0", "prior for ED50",
                     "1 lets ED50 be a seventh to seven times the middle dose"});
    if (network.studies.empty() || network.agents.empty())
        return fail(
            {ErrorCode::bad_input, "no study with a dose above 0", "column dose", "add rows"});
    DoseModel model;
    for (std::size_t s = 0; s < network.studies.size(); ++s) {
        const DoseRows& rows = network.studies[s];
        const auto n = static_cast<Eigen::Index>(rows.y.size());
        const MatrixXd v = numerics::view(rows.covariance);
        const Eigen::LLT<MatrixXd> root{v};
        if (root.info() != Eigen::Success)
            return fail({ErrorCode::bad_input, "a covariance that is not positive definite",
                         "study " + std::to_string(s + 1), "see its variances"});
        MatrixXd shared = MatrixXd::Constant(n, n, 0.5);
        shared.diagonal().setOnes();
        const MatrixXd inverse = root.matrixL().solve(MatrixXd::Identity(n, n));
        const Eigen::SelfAdjointEigenSolver<MatrixXd> parts{inverse * shared * inverse.transpose()};
        const MatrixXd turn = parts.eigenvectors().transpose() * inverse;
        const Eigen::VectorXd y = turn * numerics::view(std::span<const double>{rows.y});
        Turned made{
            .y = {y.begin(), y.end()}, .spread = {}, .turn = {}, .first = model.arm_.size()};
        for (Eigen::Index i = 0; i < n; ++i) {
            made.spread.push_back(parts.eigenvalues()(i));
            for (Eigen::Index j = 0; j < n; ++j) made.turn.push_back(turn(i, j));
        }
        model.studies_.push_back(std::move(made));
        model.arm_.insert(model.arm_.end(), rows.arm.begin(), rows.arm.end());
        model.against_.insert(model.against_.end(), rows.against.begin(), rows.against.end());
    }
    model.network_ = std::move(network);
    model.priors_ = priors;
    model.shape_ = shape;
    const std::size_t classes = model.network_.classes.size();
    model.agents_at_ = classes;
    std::size_t next = classes + model.network_.agents.size();
    model.spread_known_ = known(priors.class_spread) || classes == 0;
    model.tau_known_ = known(priors.tau);
    model.spread_at_ = next;
    if (!model.spread_known_) ++next;
    model.tau_at_ = next;
    if (!model.tau_known_) ++next;
    model.ed50_at_ = next;
    model.ed50s_ = shape == DoseShape::linear ? 0
                   : classes > 0              ? classes
                                              : model.network_.agents.size();
    model.dimension_ = next + model.ed50s_;
    return model;
}

DoseModel::Positive DoseModel::positive(const TauPrior& prior, double x) {
    if (prior.shape == TauShape::fixed) return {prior.location, 0, 0, 0};
    if (prior.shape == TauShape::uniform) {
        const double share = 1 / (1 + std::exp(-x)), slope = prior.scale * share * (1 - share);
        return {prior.scale * share, slope, std::log(slope), 1 - 2 * share};
    }
    const double value = std::exp(x);
    return {value, value, x, 1};
}

/// Emax over the effect at the unit dose: what is seen at middle doses says little of Emax and ED50 but much of that effect,
/// so it is the coordinate.
double DoseModel::stretch_at(std::span<const double> at, std::size_t ed50) const {
    return ed50s_ == 0 ? 1 : 1 + std::exp(at[ed50_at_ + ed50]);
}

double DoseModel::mean_score(std::span<const double> at, std::size_t group) const {
    double sum = 0, count = 0;
    for (std::size_t a = 0; a < network_.agents.size(); ++a)
        if (network_.class_of[a] == group) {
            sum += at[agents_at_ + a];
            ++count;
        }
    return sum / count;
}

void DoseModel::heights_at(std::span<const double> at, std::vector<double>& heights) const {
    heights.resize(network_.agents.size());
    if (!has_classes()) {
        for (std::size_t a = 0; a < heights.size(); ++a)
            heights[a] = at[agents_at_ + a] * stretch_at(at, a);
        return;
    }
    const double spread = positive(priors_.class_spread, spread_known_ ? 0 : at[spread_at_]).value;
    for (std::size_t a = 0; a < heights.size(); ++a) {
        const std::size_t group = network_.class_of[a];
        heights[a] = at[group] * stretch_at(at, group) +
                     spread * (at[agents_at_ + a] - mean_score(at, group));
    }
}

double DoseModel::log_density(std::span<const double> at, std::span<double> gradient) const {
    std::fill(gradient.begin(), gradient.end(), 0.0);
    // Kept between calls for their memory only; one of each a thread.
    thread_local std::vector<double> heights, by_height, by_class, members, by_ed50, pull;
    heights_at(at, heights);
    by_height.assign(heights.size(), 0.0);
    by_ed50.assign(ed50s_, 0.0);
    const Positive tau = positive(priors_.tau, tau_known_ ? 0 : at[tau_at_]);
    const double tau2 = tau.value * tau.value;
    double sum = 0, by_tau2 = 0;

    // The curve of a side, its share (height 1) and the slope of that over log ED50.
    const auto share_of = [&](const DoseSide& side) {
        if (!side.agent) return 0.0;
        const double dose = side.dose / network_.unit;
        if (shape_ == DoseShape::linear) return dose;
        return dose / (std::exp(at[ed50_at_ + ed50_of(*side.agent)]) + dose);
    };
    for (const Turned& study : studies_) {
        const std::size_t n = study.y.size();
        pull.assign(n, 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            double left = study.y[i];
            for (std::size_t j = 0; j < n; ++j) {
                const DoseSide &arm = arm_[study.first + j], &against = against_[study.first + j];
                double mean = 0;
                if (arm.agent) mean += heights[*arm.agent] * share_of(arm);
                if (against.agent) mean -= heights[*against.agent] * share_of(against);
                left -= study.turn[i * n + j] * mean;
            }
            const double variance = 1 + tau2 * study.spread[i];
            const double scaled = left / variance;
            sum -= 0.5 * (std::log(variance) + left * scaled);
            by_tau2 += 0.5 * study.spread[i] * (scaled * scaled - 1 / variance);
            for (std::size_t j = 0; j < n; ++j) pull[j] += study.turn[i * n + j] * scaled;
        }
        for (std::size_t j = 0; j < n; ++j)
            for (const auto& [side, sign] : {std::pair{&arm_[study.first + j], 1.0},
                                             std::pair{&against_[study.first + j], -1.0}}) {
                if (!side->agent) continue;
                const double share = share_of(*side);
                by_height[*side->agent] += sign * pull[j] * share;
                if (ed50s_ > 0)  // d share / d log ED50 = -share (1 - share)
                    by_ed50[ed50_of(*side->agent)] -=
                        sign * pull[j] * heights[*side->agent] * share * (1 - share);
            }
    }

    // Priors, and the chain from heights to coordinates.
    const auto normal = [&](std::size_t place, double mean, double sd) {
        const double off = (at[place] - mean) / sd;
        sum -= 0.5 * off * off;
        gradient[place] -= off / sd;
    };
    if (has_classes()) {
        const Positive spread = positive(priors_.class_spread, spread_known_ ? 0 : at[spread_at_]);
        double by_spread = 0;
        by_class.assign(network_.classes.size(), 0.0);
        members.assign(network_.classes.size(), 0.0);
        for (std::size_t a = 0; a < heights.size(); ++a) {
            by_class[network_.class_of[a]] += by_height[a];
            members[network_.class_of[a]] += 1;
        }
        for (std::size_t c = 0; c < network_.classes.size(); ++c) {
            const double middle = mean_score(at, c), stretch = stretch_at(at, c);
            const double off =
                (at[c] * stretch - spread.value * middle - priors_.height.mean) / priors_.height.sd;
            const double by_mean = -off / priors_.height.sd, slope = by_class[c] + by_mean;
            sum += -0.5 * off * off + std::log(stretch);
            gradient[c] += slope * stretch;
            if (ed50s_ > 0) gradient[ed50_at_ + c] += (slope * at[c] + 1 / stretch) * (stretch - 1);
            by_spread -= by_mean * middle;
            for (std::size_t a = 0; a < heights.size(); ++a) {
                if (network_.class_of[a] != c) continue;
                gradient[agents_at_ + a] +=
                    spread.value * (by_height[a] - (by_class[c] + by_mean) / members[c]);
                by_spread += by_height[a] * (at[agents_at_ + a] - middle);
                normal(agents_at_ + a, 0, 1);
            }
        }
        if (!spread_known_) {
            sum += bayes::log_density(priors_.class_spread, spread.value) + spread.log_slope;
            gradient[spread_at_] +=
                (by_spread + log_density_slope(priors_.class_spread, spread.value)) * spread.slope +
                spread.slope_of_log_slope;
        }
    } else {
        for (std::size_t a = 0; a < heights.size(); ++a) {
            const std::size_t place = agents_at_ + a;
            const double stretch = stretch_at(at, a);
            const double off = (at[place] * stretch - priors_.height.mean) / priors_.height.sd;
            const double slope = by_height[a] - off / priors_.height.sd;
            // The Jacobian of height = coordinate times stretch stands beside the prior.
            sum += -0.5 * off * off + std::log(stretch);
            gradient[place] += slope * stretch;
            if (ed50s_ > 0)
                gradient[ed50_at_ + a] += (slope * at[place] + 1 / stretch) * (stretch - 1);
        }
    }
    if (!tau_known_) {
        sum += bayes::log_density(priors_.tau, tau.value) + tau.log_slope;
        gradient[tau_at_] +=
            (by_tau2 * 2 * tau.value + log_density_slope(priors_.tau, tau.value)) * tau.slope +
            tau.slope_of_log_slope;
    }
    for (std::size_t e = 0; e < ed50s_; ++e) {
        gradient[ed50_at_ + e] += by_ed50[e];
        normal(ed50_at_ + e, 0, priors_.ed50_log_sd);
    }
    return sum;
}

std::vector<double> DoseModel::start(RandomStream& stream) const {
    std::vector<double> at(dimension_);
    const auto scattered = [&](const TauPrior& prior) {
        if (prior.shape == TauShape::uniform) return numerics::normal_draw(stream);
        return std::log(quantile(prior, 0.4)) + 0.7 * numerics::normal_draw(stream);
    };
    for (std::size_t i = 0; i < spread_at_; ++i) at[i] = 0.7 * numerics::normal_draw(stream);
    if (!spread_known_) at[spread_at_] = scattered(priors_.class_spread);
    if (!tau_known_) at[tau_at_] = scattered(priors_.tau);
    for (std::size_t e = 0; e < ed50s_; ++e)
        at[ed50_at_ + e] = priors_.ed50_log_sd * 0.7 * numerics::normal_draw(stream);
    return at;
}

std::vector<std::string> DoseModel::names() const {
    std::vector<std::string> made = network_.agents;
    for (const std::string& name : network_.classes) made.push_back("class " + name);
    if (has_classes()) made.emplace_back("class_spread");
    made.emplace_back("tau");
    for (std::size_t e = 0; e < ed50s_; ++e)
        made.push_back("ED50 " + (has_classes() ? network_.classes[e] : network_.agents[e]));
    return made;
}

void DoseModel::report(std::span<const double> at, std::span<double> kept) const {
    std::vector<double> heights;
    heights_at(at, heights);
    std::size_t next = 0;
    for (const double height : heights) kept[next++] = height;
    const double spread =
        has_classes() ? positive(priors_.class_spread, spread_known_ ? 0 : at[spread_at_]).value
                      : 0;
    for (std::size_t c = 0; c < network_.classes.size(); ++c)
        kept[next++] = at[c] * stretch_at(at, c) - spread * mean_score(at, c);
    if (has_classes()) kept[next++] = spread;
    kept[next++] = positive(priors_.tau, tau_known_ ? 0 : at[tau_at_]).value;
    for (std::size_t e = 0; e < ed50s_; ++e)
        kept[next++] = network_.unit * std::exp(at[ed50_at_ + e]);
}

}  // namespace sinew::bayes
