#include <sinew/chart/clipping.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>

namespace sinew::chart {
using figure::Point;
namespace {

bool finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

/// Liang and Barsky's parameter test.
std::optional<std::array<Point, 2>> clipped_segment(Point a, Point b, const Box& box) {
    double enter = 0, leave = 1;
    const double dx = b.x - a.x, dy = b.y - a.y;
    const std::array<double, 4> along{-dx, dx, -dy, dy};
    const std::array<double, 4> room{a.x - box.left, box.right - a.x, a.y - box.top,
                                     box.bottom - a.y};
    for (std::size_t side = 0; side < 4; ++side) {
        if (along[side] == 0) {
            if (room[side] < 0) return std::nullopt;
            continue;
        }
        const double at = room[side] / along[side];
        if (along[side] < 0)
            enter = std::max(enter, at);
        else
            leave = std::min(leave, at);
    }
    if (!(enter <= leave)) return std::nullopt;
    const auto point = [&](double t) { return Point{a.x + t * dx, a.y + t * dy}; };
    return std::array{enter > 0 ? point(enter) : a, leave < 1 ? point(leave) : b};
}

Path cut(const Path& area, const std::function<double(Point)>& inside) {
    Path kept;
    for (std::size_t i = 0; i < area.size(); ++i) {
        const Point here = area[i], next = area[(i + 1) % area.size()];
        const double a = inside(here), b = inside(next);
        if (a >= 0) kept.push_back(here);
        if ((a < 0) != (b < 0)) {
            const double t = a / (a - b);
            kept.push_back({here.x + t * (next.x - here.x), here.y + t * (next.y - here.y)});
        }
    }
    return kept;
}

}  // namespace

std::vector<Path> clipped(const Path& path, const Box& box) {
    std::vector<Path> pieces;
    bool joined = false;  // the last piece ends where the next segment starts
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        if (!finite(path[i]) || !finite(path[i + 1])) {
            joined = false;
            continue;
        }
        const auto segment = clipped_segment(path[i], path[i + 1], box);
        if (!segment) {
            joined = false;
            continue;
        }
        if (!joined || !((*segment)[0] == path[i])) pieces.push_back({(*segment)[0]});
        pieces.back().push_back((*segment)[1]);
        joined = (*segment)[1] == path[i + 1];
    }
    return pieces;
}

Path thinned(const Path& path) {
    constexpr double kPerUnit = 2;
    if (path.size() < 400 ||
        !std::is_sorted(path.begin(), path.end(), [](Point a, Point b) { return a.x < b.x; }))
        return path;
    Path kept;
    for (std::size_t first = 0; first < path.size();) {
        const double column = std::floor(path[first].x * kPerUnit);
        std::size_t end = first, low = first, high = first;
        for (; end < path.size() && std::floor(path[end].x * kPerUnit) == column; ++end) {
            if (path[end].y < path[low].y) low = end;
            if (path[end].y > path[high].y) high = end;
        }
        std::array<std::size_t, 4> picks{first, std::min(low, high), std::max(low, high), end - 1};
        for (std::size_t k = 0; k < picks.size(); ++k)
            if (k == 0 || picks[k] != picks[k - 1]) kept.push_back(path[picks[k]]);
        first = end;
    }
    return kept;
}

Path clipped_area(const Path& area, const Box& box) {
    Path kept = cut(area, [&](Point p) { return p.x - box.left; });
    kept = cut(kept, [&](Point p) { return box.right - p.x; });
    kept = cut(kept, [&](Point p) { return p.y - box.top; });
    return cut(kept, [&](Point p) { return box.bottom - p.y; });
}

}  // namespace sinew::chart
