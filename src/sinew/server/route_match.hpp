// Which route an address is for: a tree of path parts, where a literal part beats a {named} one.
#pragma once

#include <sinew/server/route.hpp>

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace sinew::server {

struct Match {
    std::optional<std::size_t> route;  ///< index; nothing: the path is known, the method is not
    PathParts parts;
    std::string allow;  ///< methods of this path, for the header Allow
};

class RouteTree {
public:
    explicit RouteTree(std::span<const Route> routes);
    /// Nothing when no route has such a path. HEAD is answered by GET.
    [[nodiscard]] std::optional<Match> match(Method method, std::string_view path) const;

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
        std::unique_ptr<Node> named;
        std::map<Method, std::size_t> routes;
    };
    const Node* descend(const Node& node, std::string_view rest,
                        std::vector<std::string_view>& values) const;

    Node root_;
    std::span<const Route> routes_;
};

}  // namespace sinew::server
