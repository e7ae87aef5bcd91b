#include <sinew/model/link_share.hpp>
#include <sinew/numerics/order_statistics.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

constexpr double kSmallestShareOfScale = 0.01;  // below it a share of a difference means nothing

}  // namespace

Links hypotheses_of(std::span<const knowledge::ModelLink> links, bool mind_body_used) {
    Links chosen;
    for (const knowledge::ModelLink& link : links)
        if (link.hypothesis(mind_body_used)) chosen.push_back(&link);
    return chosen;
}

Links borrowed_of(std::span<const knowledge::ModelLink> links) {
    Links chosen;
    for (const knowledge::ModelLink& link : links)
        if (link.borrowed()) chosen.push_back(&link);
    return chosen;
}

std::vector<Mechanism> mechanisms_of(std::span<const knowledge::ModelLink> links) {
    std::vector<Mechanism> mechanisms;
    for (const knowledge::ModelLink& link : links) {
        const auto known =
            std::find_if(mechanisms.begin(), mechanisms.end(),
                         [&](const Mechanism& one) { return one.name == link.mechanism; });
        if (known == mechanisms.end())
            mechanisms.push_back({link.mechanism, {&link}});
        else
            known->links.push_back(&link);
    }
    return mechanisms;
}

LinkShare share_of(std::vector<double> all, std::vector<double> off, double scale) {
    LinkShare answer;
    std::vector<double> share;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] != 0) share.push_back((all[i] - off[i]) / all[i]);
    const double low = numerics::quantile_of(all, 0.25), high = numerics::quantile_of(all, 0.75);
    answer.with = numerics::median_of(all);
    answer.without = numerics::median_of(off);
    const bool clear = low * high > 0 && std::abs(answer.with) >= kSmallestShareOfScale * scale;
    if (clear) answer.share = numerics::median_of(share);
    return answer;
}

}  // namespace sinew::model
