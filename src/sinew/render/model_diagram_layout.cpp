#include <sinew/render/model_diagram_layout.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::render::diagram {
namespace {

constexpr double kPort = 7.5, kShortest = 36, kGap = 20;  // between ports, box heights, boxes
constexpr double kNowhere = 1e9;

/// Where a symbol stands. Orders within a column are found, not written.
struct Home {
    std::string_view symbol;
    std::size_t column;
    bool minutes = false;  ///< in the strip of the fast layer
};
constexpr std::array<Home, 37> kHomes{{
    {"E_m", 0},
    {"T", 0},
    {"E_x", 0},
    {"use", 0},
    {"abstinence", 0},
    {"t_rec", 0},
    {"s", 0},
    {"E_A", 0},
    {"E_R", 0},
    {"E_M", 0},
    {"E_T", 0},
    {"E_X", 0},
    {"Psi", 0},
    {"W", 1},
    {"V", 2},
    {"L", 2},
    {"N", 2},
    {"R", 2},
    {"Q", 2},
    {"G", 2},
    {"S", 2},
    {"P", 3},
    {"U", 3},
    {"X", 3},
    {"C", 4},
    {"K", 4},
    {"lapse", 5},
    {"dropout", 5},
    {"bout_A", 0, true},
    {"bout_R", 0, true},
    {"bout_M", 0, true},
    {"breath", 3, true},
    {"Iv", 3, true},
    {"z", 2, true},
    {"v_a", 5, true},
    {"cort", 5, true},
    {"bE", 5, true},
}};

Home home_of(std::string_view symbol) {
    for (const Home& home : kHomes)
        if (home.symbol == symbol) return home;
    return {symbol, 0};
}

Diagram gathered(std::span<const ModelLink> links) {
    Diagram diagram;
    std::map<std::string, std::size_t, std::less<>> place;
    const auto box = [&](const std::string& symbol) {
        const auto [found, fresh] = place.try_emplace(symbol, diagram.boxes.size());
        if (fresh) {
            const Home home = home_of(symbol);
            diagram.boxes.push_back({symbol, home.column, home.minutes, 0, kShortest, {}, {}});
        }
        return found->second;
    };
    for (const ModelLink& link : links) {
        const std::size_t from = box(link.from), to = box(link.to);
        diagram.boxes[from].out.push_back(diagram.lines.size());
        diagram.boxes[to].in.push_back(diagram.lines.size());
        diagram.lines.push_back({from, to, &link, {}, {}, {}});
    }
    // A link inside a column leaves and comes back on the right side of its boxes.
    for (Box& one : diagram.boxes) {
        std::size_t left = 0, right = one.out.size();
        for (const std::size_t in : one.in)
            ++(diagram.boxes[diagram.lines[in].from].column == one.column ? right : left);
        one.height = std::max(kShortest, kPort * static_cast<double>(std::max(left, right) + 1));
    }
    return diagram;
}

/// Boxes of one column from top to bottom at even gaps, the whole in the middle of `height`.
void stack(Diagram& diagram, const std::vector<std::size_t>& column, double top, double height) {
    double needed = -kGap;
    for (const std::size_t i : column) needed += diagram.boxes[i].height + kGap;
    const double gaps = static_cast<double>(column.size()) + 1;
    const double spare = std::min(46.0, std::max(0.0, (height - needed) / gaps));
    const double used = needed + spare * (gaps - 2);
    double y = top + (height - used) / 2;
    for (const std::size_t i : column) {
        Box& box = diagram.boxes[i];
        box.y = y + box.height / 2;
        y += box.height + kGap + spare;
    }
}

/// How far the lines have to climb in all: what the order of the columns makes small.
double climb(const Diagram& diagram) {
    double sum = 0;
    for (const Line& line : diagram.lines)
        sum += std::abs(diagram.boxes[line.from].y - diagram.boxes[line.to].y);
    return sum;
}

/// Swaps neighbours and moves single boxes within columns until nothing gets shorter. Always the same picture.
void order(Diagram& diagram, bool minutes, double top, double height) {
    std::array<std::vector<std::size_t>, kColumns> columns;
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i)
        if (diagram.boxes[i].minutes == minutes) columns[diagram.boxes[i].column].push_back(i);
    for (const auto& column : columns) stack(diagram, column, top, height);
    for (bool better = true; better;) {
        better = false;
        for (auto& column : columns)
            for (std::size_t from = 0; from < column.size(); ++from)
                for (std::size_t to = 0; to < column.size(); ++to) {
                    const double before = climb(diagram);
                    auto tried = column;
                    const std::size_t taken = tried[from];
                    tried.erase(tried.begin() + static_cast<std::ptrdiff_t>(from));
                    tried.insert(tried.begin() + static_cast<std::ptrdiff_t>(to), taken);
                    stack(diagram, tried, top, height);
                    if (climb(diagram) < before - 1e-9) {
                        column = tried;
                        better = true;
                    } else {
                        stack(diagram, column, top, height);
                    }
                }
    }
}

double column_height(const Diagram& diagram, bool minutes) {
    std::array<double, kColumns> heights{};
    for (const Box& box : diagram.boxes)
        if (box.minutes == minutes) heights[box.column] += box.height + kGap;
    return *std::max_element(heights.begin(), heights.end());
}

/// Ends of the lines along the sides of the boxes, in the order of what they lead to.
void set_ports(Diagram& diagram) {
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        const Box& box = diagram.boxes[i];
        struct Port {
            double towards;
            std::size_t line;
            bool outgoing;
        };
        std::vector<Port> left, right;
        for (const std::size_t k : box.out)
            right.push_back({diagram.boxes[diagram.lines[k].to].y, k, true});
        for (const std::size_t k : box.in) {
            const Box& from = diagram.boxes[diagram.lines[k].from];
            (from.column == box.column ? right : left).push_back({from.y, k, false});
        }
        for (auto* side : {&left, &right}) {
            std::stable_sort(side->begin(), side->end(),
                             [](const Port& a, const Port& b) { return a.towards < b.towards; });
            const auto count = static_cast<double>(side->size());
            for (std::size_t n = 0; n < side->size(); ++n) {
                const double y = box.y + (static_cast<double>(n) - (count - 1) / 2) * kPort;
                const Point at{side == &left ? box.left() : box.right(), y};
                const Port& port = (*side)[n];
                (port.outgoing ? diagram.lines[port.line].start : diagram.lines[port.line].end) =
                    at;
            }
        }
    }
}

/// The free stretches of a column, from top to bottom.
std::vector<std::pair<double, double>> gaps_of(const Diagram& diagram, std::size_t column,
                                               bool minutes) {
    std::vector<const Box*> boxes;
    for (const Box& box : diagram.boxes)
        if (box.column == column && box.minutes == minutes) boxes.push_back(&box);
    std::sort(boxes.begin(), boxes.end(), [](const Box* a, const Box* b) { return a->y < b->y; });
    constexpr double kFar = 3000;  // above the first and below the last box there is room for all
    if (boxes.empty()) return {{-kFar, kFar}};
    std::vector<std::pair<double, double>> gaps;
    double free_from = boxes.front()->y - boxes.front()->height / 2 - kFar;
    for (const Box* box : boxes) {
        gaps.emplace_back(free_from, box->y - box->height / 2);
        free_from = box->y + box->height / 2;
    }
    gaps.emplace_back(free_from, free_from + kFar);
    return gaps;
}

/// Leads lines that pass a column through the gaps between its boxes: none runs under a box.
void lead_through_gaps(Diagram& diagram) {
    struct Passing {
        std::size_t line;
        double wish;
    };
    for (std::size_t column = 1; column + 1 < kColumns; ++column)
        for (const bool minutes : {false, true}) {
            const auto gaps = gaps_of(diagram, column, minutes);
            std::vector<std::vector<Passing>> passing(gaps.size());
            for (std::size_t k = 0; k < diagram.lines.size(); ++k) {
                const Line& line = diagram.lines[k];
                const Box &from = diagram.boxes[line.from], &to = diagram.boxes[line.to];
                if (from.minutes != minutes || from.column >= column || to.column <= column)
                    continue;
                const double before = line.through.empty() ? line.start.y : line.through.back();
                const double steps = static_cast<double>(to.column - column + 1);
                const double wish = before + (line.end.y - before) / steps;
                std::size_t nearest = 0;
                double best = kNowhere;
                for (std::size_t g = 0; g < gaps.size(); ++g) {
                    const double away =
                        std::max({gaps[g].first + 6 - wish, wish - gaps[g].second + 6, 0.0});
                    if (away < best) {
                        best = away;
                        nearest = g;
                    }
                }
                passing[nearest].push_back({k, wish});
            }
            for (std::size_t g = 0; g < gaps.size(); ++g) {
                auto& here = passing[g];
                std::stable_sort(here.begin(), here.end(), [&](const Passing& a, const Passing& b) {
                    return a.wish < b.wish;
                });
                const auto [low, high] = gaps[g];
                const auto n = static_cast<double>(here.size());
                const double apart = std::min(6.0, (high - low - 6) / std::max(1.0, n));
                double middle = 0;
                // In a wide gap each line keeps its own height, in a narrow one they share it out.
                for (const Passing& one : here) middle += one.wish / n;
                const double half = apart * (n - 1) / 2;
                middle =
                    std::clamp(middle, low + 6 + half, std::max(low + 6 + half, high - 6 - half));
                double last = -kNowhere;
                std::vector<double> heights;
                for (std::size_t i = 0; i < here.size(); ++i) {
                    const auto left = static_cast<double>(here.size() - 1 - i);
                    const double most = high - 6 - left * apart;
                    const double even = middle + (static_cast<double>(i) - (n - 1) / 2) * apart;
                    const bool wide = high - low > 12 + 3 * apart * n;
                    last = wide ? std::min(most, std::max({here[i].wish, last + apart, low + 6}))
                                : even;
                    heights.push_back(last);
                }
                for (std::size_t i = 0; i < here.size(); ++i)
                    diagram.lines[here[i].line].through.push_back(heights[i]);
            }
        }
}

}  // namespace

Diagram laid_out(std::span<const ModelLink> links) {
    Diagram diagram = gathered(links);
    const double main = column_height(diagram, false) + 8;
    const double strip = column_height(diagram, true);
    diagram.strip_top = kHead + main + kStripGap;
    diagram.bottom = diagram.strip_top + strip;
    order(diagram, false, kHead, main);
    order(diagram, true, diagram.strip_top, strip);
    set_ports(diagram);
    lead_through_gaps(diagram);
    return diagram;
}

}  // namespace sinew::render::diagram
