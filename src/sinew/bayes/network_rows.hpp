// Rows of a network of treatments, checked, and the design they make.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/numerics/matrix.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sinew::bayes {

/// Treatment against base in one study. Rows of a multi-arm study share their base and its variance.
struct ContrastRow {
    std::string study, base, treatment;
    double y = 0, v = 0;
    std::optional<double> v_base =
        {};               ///< variance of the base arm = covariance of the study's contrasts
    std::size_t row = 0;  ///< of the table, from 1, for messages
};

/// One arm with counts.
struct EventArm {
    std::string study, treatment;
    double events = 0, n = 0;
    std::size_t row = 0;
};

/// One arm with a mean and the variance of that mean.
struct MeanArm {
    std::string study, treatment;
    double mean = 0, variance = 0;
    std::size_t row = 0;
};

/// Means of arms as contrasts against the first arm of each study.
[[nodiscard]] std::vector<ContrastRow> contrasts_of(std::span<const MeanArm> arms);

struct ContrastNetwork {
    std::vector<std::string> treatments;  ///< [0] is the reference, the others in byte order
    std::size_t studies = 0;
    std::vector<double> y;
    numerics::Matrix x;         ///< one column a treatment but the reference
    numerics::Matrix sampling;  ///< known covariance of y
    numerics::Matrix between;   ///< of the random effects over tau^2: 1, and 1/2 inside a study
};

/// Arms grouped by study, the base first (the treatment that comes first in `treatments`).
struct EventNetwork {
    struct Arm {
        std::size_t treatment = 0;
        double events = 0, n = 0;
    };
    std::vector<std::string> treatments;
    std::vector<std::vector<Arm>> studies;
};

/// @param reference  the treatment all are compared with; the first in byte order where it is empty
/// @errors every row at fault: a variance not above 0, a treatment against itself, a pair given twice, a multi-arm study
///         without the variance of its base or with two bases; a network that falls apart, with its parts named.
[[nodiscard]] Checked<ContrastNetwork> contrast_network(std::span<const ContrastRow> rows,
                                                        std::string_view reference = {});
/// @errors a count outside 0..n or not whole, an arm given twice, a study of one arm; a network that falls apart.
[[nodiscard]] Checked<EventNetwork> event_network(std::span<const EventArm> arms,
                                                  std::string_view reference = {});

}  // namespace sinew::bayes
