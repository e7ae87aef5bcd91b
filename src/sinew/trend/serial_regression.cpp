#include <sinew/base/ensure.hpp>
#include <sinew/trend/serial_regression.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::trend {
namespace {

/// Lower triangle L with L L' = A, in place; false when A is not positive definite.
bool factor(std::vector<double>& a, std::size_t width) {
    for (std::size_t j = 0; j < width; ++j) {
        double pivot = a[j * width + j];
        const double before = pivot;
        for (std::size_t k = 0; k < j; ++k) pivot -= a[j * width + k] * a[j * width + k];
        if (!(pivot > 1e-11 * before)) return false;
        const double root = std::sqrt(pivot);
        a[j * width + j] = root;
        for (std::size_t i = j + 1; i < width; ++i) {
            double sum = a[i * width + j];
            for (std::size_t k = 0; k < j; ++k) sum -= a[i * width + k] * a[j * width + k];
            a[i * width + j] = sum / root;
        }
    }
    return true;
}

/// Solves L L' x = b in place.
void solve(const std::vector<double>& l, std::size_t width, std::span<double> b) {
    for (std::size_t i = 0; i < width; ++i) {
        for (std::size_t k = 0; k < i; ++k) b[i] -= l[i * width + k] * b[k];
        b[i] /= l[i * width + i];
    }
    for (std::size_t i = width; i-- > 0;) {
        for (std::size_t k = i + 1; k < width; ++k) b[i] -= l[k * width + i] * b[k];
        b[i] /= l[i * width + i];
    }
}

/// One point of the grid: rows are whitened one after the other, because only neighbours in time matter to each other.
class WhitenedFit {
public:
    WhitenedFit(const LinearModel& model, double middle)
        : model_{model},
          middle_{middle},
          white_(model.columns.size()),
          white_values_(model.values.size()) {}

    /// @return false when the columns do not tell apart
    bool at(double memory, SerialFit::Point& point, double& log_likelihood) {
        const std::size_t width = model_.width;
        const std::size_t rows = model_.values.size();
        double log_variances = 0;
        std::vector<double> cross(width * width, 0.0);
        std::vector<double> moment(width, 0.0);
        double known_gap = 0;  // the first row stands alone; most gaps are like the one before
        double link = 0, unit = 1, log_variance = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            const double gap = i > 0 ? model_.times[i] - model_.times[i - 1] : 0;
            if (gap != known_gap) {
                known_gap = gap;
                link = gap == 1.0 ? memory : std::pow(memory, gap);
                const double variance = 1 - link * link;
                unit = 1 / std::sqrt(variance);
                log_variance = std::log(variance);
            }
            log_variances += log_variance;
            double value = model_.values[i] - middle_;
            if (i > 0) value -= link * (model_.values[i - 1] - middle_);
            white_values_[i] = value * unit;
            for (std::size_t j = 0; j < width; ++j) {
                double column = model_.columns[i * width + j];
                if (i > 0) column -= link * model_.columns[(i - 1) * width + j];
                white_[i * width + j] = column * unit;
            }
            for (std::size_t j = 0; j < width; ++j) {
                moment[j] += white_[i * width + j] * white_values_[i];
                for (std::size_t k = 0; k <= j; ++k)
                    cross[j * width + k] += white_[i * width + j] * white_[i * width + k];
            }
        }
        double log_precisions = 0;
        double degrees = static_cast<double>(rows - width);
        for (std::size_t j = 0; j < model_.precisions.size(); ++j) {
            if (!(model_.precisions[j] > 0)) continue;
            cross[j * width + j] += model_.precisions[j];
            log_precisions += std::log(model_.precisions[j]);
            degrees += 1;
        }
        if (!factor(cross, width)) return false;
        point.coefficients = moment;
        solve(cross, width, point.coefficients);
        point.residual_sum = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            double rest = white_values_[i];
            for (std::size_t j = 0; j < width; ++j)
                rest -= white_[i * width + j] * point.coefficients[j];
            point.residual_sum += rest * rest;
        }
        for (std::size_t j = 0; j < model_.precisions.size(); ++j)
            point.residual_sum +=
                model_.precisions[j] * point.coefficients[j] * point.coefficients[j];
        point.cross_inverse.assign(width * width, 0.0);
        double log_pivots = 0;
        for (std::size_t j = 0; j < width; ++j) {
            point.cross_inverse[j * width + j] = 1;
            solve(cross, width, std::span{point.cross_inverse}.subspan(j * width, width));
            log_pivots += std::log(cross[j * width + j]);
        }
        point.memory = memory;
        degrees_ = degrees;
        log_likelihood = 0.5 * (log_precisions - log_variances) - log_pivots -
                         0.5 * degrees * std::log(point.residual_sum);
        return true;
    }

    [[nodiscard]] double degrees() const noexcept { return degrees_; }

private:
    const LinearModel& model_;
    double degrees_ = 0;
    double middle_;
    std::vector<double> white_;
    std::vector<double> white_values_;
};

double share_at(const MemoryPrior& prior, std::size_t point) {
    return (static_cast<double>(point) + 0.5) / prior.points;
}
double memory_at(const MemoryPrior& prior, std::size_t point) {
    return prior.lowest + (prior.highest - prior.lowest) * share_at(prior, point);
}

/// Logarithms of the prior's weights, which sum to 1.
std::vector<double> log_densities(const MemoryPrior& prior) {
    std::vector<double> logs(static_cast<std::size_t>(prior.points));
    double sum = 0;
    for (std::size_t i = 0; i < logs.size(); ++i) {
        const double share = share_at(prior, i);
        logs[i] =
            (prior.shape_low - 1) * std::log(share) + (prior.shape_high - 1) * std::log1p(-share);
        sum += std::exp(logs[i]);
    }
    for (double& value : logs) value -= std::log(sum);
    return logs;
}

}  // namespace

Belief SerialFit::contrast(std::span<const double> weights) const {
    std::vector<Belief::Part> parts;
    parts.reserve(points_.size());
    for (const Point& point : points_) {
        double centre = 0;
        double quadratic = 0;
        for (std::size_t j = 0; j < width_; ++j) {
            centre += weights[j] * point.coefficients[j];
            for (std::size_t k = 0; k < width_; ++k)
                quadratic += weights[j] * weights[k] * point.cross_inverse[j * width_ + k];
        }
        parts.push_back(
            {point.weight, centre, std::sqrt(quadratic * point.residual_sum / degrees_)});
    }
    return {std::move(parts), degrees_};
}

Belief SerialFit::coefficient(std::size_t column) const {
    std::vector<double> weights(width_, 0.0);
    weights.at(column) = 1;
    return contrast(weights);
}

double SerialFit::memory() const noexcept {
    double sum = 0;
    for (const Point& point : points_) sum += point.weight * point.memory;
    return sum;
}

double SerialFit::spread() const noexcept {
    double sum = 0;
    for (const Point& point : points_) sum += point.weight * point.residual_sum / degrees_;
    return std::sqrt(sum);
}

Result<SerialFit> fit_serial(const LinearModel& model, const MemoryPrior& prior) {
    const std::size_t rows = model.values.size();
    if (rows < model.width + 2)
        return fail({ErrorCode::bad_input,
                     "too few values for this model",
                     {},
                     "at least two more than there are unknowns"});
    for (std::size_t i = 0; i < rows; ++i) {
        const double step = i == 0 ? 1 : model.times[i] - model.times[i - 1];
        if (!(step > 0) || step != std::floor(step))
            return fail({ErrorCode::bad_input,
                         "times that do not rise by whole steps",
                         {},
                         "sort them, and take one value a step"});
        SINEW_ENSURE(model.columns[i * model.width] == 1.0, "the first column carries the level");
    }
    const auto [least, most] = std::minmax_element(model.values.begin(), model.values.end());
    const double no_spread = 1e-18 * (*most - *least) * (*most - *least);
    const std::vector<double> log_prior = log_densities(prior);
    std::vector<SerialFit::Point> points(log_prior.size());
    std::vector<double> logs(points.size());
    // Taken off for accuracy and given back to the level below.
    const double middle = model.values.front();
    WhitenedFit fit{model, middle};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double memory = memory_at(prior, i);
        if (!fit.at(memory, points[i], logs[i]))
            return fail({ErrorCode::bad_input,
                         "columns that cannot be told apart",
                         {},
                         "values are needed in every phase that is compared"});
        if (!(points[i].residual_sum > no_spread))
            return fail({ErrorCode::bad_input,
                         "values without any spread",
                         {},
                         "noise cannot be judged where there is none"});
        points[i].coefficients[0] += middle;
        logs[i] += log_prior[i];
    }
    const double highest = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].weight = std::exp(logs[i] - highest);
        sum += points[i].weight;
    }
    for (SerialFit::Point& point : points) point.weight /= sum;
    return SerialFit{std::move(points), model.width, fit.degrees(), highest + std::log(sum)};
}

}  // namespace sinew::trend
