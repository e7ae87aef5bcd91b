// Does each closed loop of three or four comparisons agree with itself: Bucher's direct against indirect.
#pragma once

#include <sinew/network/consistency.hpp>
#include <sinew/network/direct_evidence.hpp>

#include <vector>

namespace sinew::network {

/// A loop of comparisons that trials make, a - b - c (- d) - a. `direct` and `indirect` are first minus second treatment;
/// their difference is the inconsistency of the loop, the same (but for its sign) whichever comparison is looked at.
struct Loop {
    std::vector<std::size_t> treatments;  ///< three or four, in the order of the loop
    bool chord = false;  ///< of four: two of them that do not stand side by side are compared too
    std::size_t studies = 0;      ///< that take part
    Comparison direct, indirect;  ///< of treatments[0] minus treatments[1]
    Comparison difference;        ///< direct minus indirect, with what multi-arm trials share
};

struct LoopTests {
    std::vector<Loop> loops;  ///< most doubtful first; loops that could disagree
    std::size_t bound = 0;    ///< loops that cannot disagree: a multi-arm trial holds all of them
    double tau2 = 0;          ///< of the network, for every comparison
};

/// Direct estimates at the heterogeneity of the network. Trials of several arms count once: what their contrasts share is
/// in the variance of the difference (a trial's own loop cancels and adds nothing).
/// @source bucher1997, veroniki2013 (one heterogeneity for all loops)
[[nodiscard]] LoopTests test_loops(const Network& network, const NetworkFit& fit);

}  // namespace sinew::network
