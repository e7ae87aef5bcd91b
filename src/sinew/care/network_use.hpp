// The network use case: a table of arms or contrasts in; league, ranking, inconsistency, components and contributions out.
#pragma once

#include <sinew/care/network_table.hpp>
#include <sinew/network/adjusted_funnel.hpp>
#include <sinew/network/component_model.hpp>
#include <sinew/network/connection.hpp>
#include <sinew/network/contribution.hpp>
#include <sinew/network/loops.hpp>
#include <sinew/network/node_split.hpp>
#include <sinew/network/ranking.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sinew::care {

struct NetworkQuestion {
    NetworkTableQuestion table = {};
    network::FitSettings fit = {};
    std::string reference = {};  ///< empty: the treatment of most studies
    std::optional<network::Small> small =
        {};                       ///< nothing: the column `direction`, else small is good
    std::string subnetwork = {};  ///< of a network in pieces: the piece that holds this treatment
    std::optional<std::string> separator = {};  ///< of components in the names of treatments
    std::string inactive = {};
    bool split = false;
    std::string favours_low = {},
                favours_high = {};  ///< the reader's words for the sides of a forest
    std::vector<std::string> order =
        {};  ///< of treatments for the funnel, first = favoured by small studies
    bool contributions = false;
    network::Paths paths = network::Paths::shortest;
    std::size_t draws = 20000;
    std::uint64_t seed = 1;
};

/// The consistency model and what rests on it; not there for a network in pieces that components join.
struct NetworkFindings {
    network::NetworkFit fit;
    std::vector<double> p_scores;
    network::Ranking ranking;
    network::Inconsistency inconsistency;
    std::optional<network::NetHeat> heat;
    std::vector<network::NodeSplit> splits;
    network::LoopTests loops;
    std::optional<network::Contributions> contributions;
};

struct NetworkAnswer {
    NetworkQuestion question;
    effect::Effects ledger;
    network::Network network;
    network::Connection connection;
    std::size_t reference = 0;
    network::Small small = network::Small::good;
    /// All treatments; those that nobody put in order follow, the reference last.
    std::vector<std::size_t> order;
    std::vector<std::size_t> studies_of;  ///< a treatment's trials
    std::vector<double> people_of;  ///< a treatment's participants; empty where arms do not say
    std::optional<NetworkFindings> findings;
    std::optional<network::ComponentFit> components;
    std::vector<std::string> warnings;  ///< of the method
};

/// @errors all faults of the table; an unknown treatment; a network in pieces, with the pieces and what would join them
[[nodiscard]] Checked<NetworkAnswer> network_answer(
    const domain::StudyTable& table, const NetworkQuestion& question,
    const std::optional<domain::StudyTable>& covariances = {});

}  // namespace sinew::care
