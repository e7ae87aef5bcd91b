#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/server/route_match.hpp>

namespace sinew::server {

RouteTree::RouteTree(std::span<const Route> routes) : routes_{routes} {
    for (std::size_t i = 0; i < routes.size(); ++i) {
        Node* node = &root_;
        for (const std::string_view part : split(routes[i].path.substr(1), '/')) {
            auto& next = part.starts_with('{') ? node->named : node->literal[std::string{part}];
            if (!next) next = std::make_unique<Node>();
            node = next.get();
        }
        const bool fresh = node->routes.emplace(routes[i].method, i).second;
        SINEW_ENSURE(fresh, "two routes of one shape");
    }
}

const RouteTree::Node* RouteTree::descend(const Node& node, std::string_view rest,
                                          std::vector<std::string_view>& values) const {
    if (rest.empty()) return node.routes.empty() ? nullptr : &node;
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    if (const auto at = node.literal.find(part); at != node.literal.end())
        if (const Node* found = descend(*at->second, rest.substr(end), values)) return found;
    if (!node.named || part.empty()) return nullptr;
    values.push_back(part);
    if (const Node* found = descend(*node.named, rest.substr(end), values)) return found;
    values.pop_back();
    return nullptr;
}

std::optional<Match> RouteTree::match(Method method, std::string_view path) const {
    std::vector<std::string_view> values;
    const Node* node = descend(root_, path, values);
    if (node == nullptr) return std::nullopt;
    Match match;
    for (const auto& [known, index] : node->routes) {
        if (!match.allow.empty()) match.allow += ", ";
        match.allow += name_of(known);
        if (known == Method::get) match.allow += ", HEAD";
    }
    const auto at = node->routes.find(method == Method::head ? Method::get : method);
    if (at == node->routes.end()) return match;
    match.route = at->second;
    std::size_t next = 0;
    for (const std::string_view part : split(routes_[at->second].path.substr(1), '/'))
        if (part.starts_with('{'))
            match.parts.emplace(part.substr(1, part.size() - 2), values[next++]);
    return match;
}

}  // namespace sinew::server
