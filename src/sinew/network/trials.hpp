// Randomised trials as a network sees them: the contrasts of each trial against one of its arms, with their covariance.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/numerics/matrix.hpp>

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sinew::network {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// One trial of m arms. Contrast i is arm i + 1 minus arm 0.
struct Trial {
    std::string study;
    std::vector<std::size_t> treatments;    ///< m indices into Network::treatments, all different
    std::vector<double> y;                  ///< m - 1 contrasts, analysis scale
    numerics::Matrix covariance;            ///< (m - 1) x (m - 1), positive definite
    std::vector<double> participants = {};  ///< of each arm; NaN where unknown
};

struct Network {
    std::vector<std::string> treatments;  ///< in byte order: nothing depends on the order of rows
    std::vector<Trial> trials;
    std::vector<std::string> left_out = {};  ///< studies of one arm, in words

    [[nodiscard]] std::optional<std::size_t> treatment(std::string_view name) const;
    [[nodiscard]] std::size_t contrasts() const;
};

/// A mean (or log odds, log rate ...) of one arm with its sampling variance.
struct ArmRow {
    std::string study, treatment;
    double mean = 0, variance = 0;
    double participants = kUnknown;
    std::size_t row = 0;  ///< of the table, from 1, for messages
};

/// Treatment minus base in one study.
struct ContrastRow {
    std::string study, base, treatment;
    double y = 0, v = 0;
    std::optional<double> base_variance = {};  ///< of the base arm: the covariance of its contrasts
    double participants = kUnknown, base_participants = kUnknown;
    std::size_t row = 0;
};

/// A covariance of two rows of one study, named by their table rows.
struct RowCovariance {
    std::size_t row_i = 0, row_j = 0;
    double covariance = 0;
};

/// @param name  of the table, for places in faults
/// @errors a variance that is not above zero, a treatment twice in a study, a treatment that only single-arm studies hold,
///         no study of two arms. Single-arm studies are left out and named.
[[nodiscard]] Checked<Network> network_of_arms(std::span<const ArmRow> rows,
                                               const std::string& name);

/// @param covariances  for multi-arm studies whose rows carry no base variance
/// @errors two bases in one study, a multi-arm study without covariances (named), a covariance that no joint
///         distribution has, a treatment against itself or twice, a variance that is not above zero
[[nodiscard]] Checked<Network> network_of_contrasts(
    std::span<const ContrastRow> rows, const std::string& name,
    std::span<const RowCovariance> covariances = {});

}  // namespace sinew::network
