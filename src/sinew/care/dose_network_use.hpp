// The use case of dose curves for several treatments at once.
#pragma once

#include <sinew/care/dose_use.hpp>
#include <sinew/dose_response/dose_network.hpp>

namespace sinew::care {

struct DoseNetworkAnswer {
    DoseTable table;
    DoseQuestion question;
    dose_response::NetworkFit fit;
    std::vector<dose_response::AgentPoint>
        points;  ///< at `question.at`, or at the doses of the table
    std::vector<dose_response::AgentPoint> line;  ///< close together, for the picture
    std::vector<dose_response::AgentPoint>
        seen;  ///< effects of studies with their se, moved by the curve of their reference
    std::vector<std::string> warnings;
};

/// Knots of a spline stand at the usual percentiles of all doses unless they are given.
/// @errors every fault of the table (with a column treatment), of a study, of the network
[[nodiscard]] Checked<DoseNetworkAnswer> dose_network_answer(
    const domain::StudyTable& table, const DoseQuestion& question,
    dose_response::NetworkSettings settings);

}  // namespace sinew::care
