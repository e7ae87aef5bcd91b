#include <sinew/document/certainty_reader.hpp>
#include <sinew/knowledge/pack_reader.hpp>

namespace sinew::document {
namespace {

using knowledge::Node;

std::optional<double> maybe(const Node& root, std::string_view key) {
    const auto member = root.maybe(key);
    return member ? std::optional{member->number()} : std::nullopt;
}

}  // namespace

bool is_pool_answer(const Json& json) {
    return json.is_object() && json.contains("k") && json.contains("ci_lb");
}

Checked<evidence::CertaintyInputs> read_pool_answer(const Json& json, const std::string& name) {
    Faults faults;
    const Node root{json, name + ":", faults};
    evidence::CertaintyInputs in;
    in.k = root.get("k").whole();
    in.ci_lb = maybe(root, "ci_lb");
    in.ci_ub = maybe(root, "ci_ub");
    in.I2 = maybe(root, "I2");
    in.tau2 = maybe(root, "tau2");
    in.pi_lb = maybe(root, "pi_lb");
    in.pi_ub = maybe(root, "pi_ub");
    if (faults.none() && in.k < 1)
        root.get("k").fault("no studies", "give the answer of a pool of one or more");
    if (in.ci_lb && in.ci_ub && *in.ci_lb > *in.ci_ub)
        root.get("ci_lb").fault("above ci_ub", "give the lower end first");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return in;
}

}  // namespace sinew::document
