#include <sinew/ranks/ranks.hpp>

namespace sinew::ranks {

std::optional<Trouble> judged(std::span<const Standing> all) noexcept {
    for (std::size_t rank = 0; rank < all.size(); ++rank)
        if (all[rank].code != 0) return Trouble{rank, all[rank].code};
    for (std::size_t rank = 1; rank < all.size(); ++rank)
        if (all[rank].work != all.front().work) return Trouble{rank, 0};
    return std::nullopt;
}

std::vector<std::size_t> dealt(std::size_t pieces, std::size_t block, std::size_t rank,
                               std::size_t count) {
    std::vector<std::size_t> mine;
    for (std::size_t first = rank * block; first < pieces; first += count * block)
        for (std::size_t piece = first; piece < pieces && piece < first + block; ++piece)
            mine.push_back(piece);
    return mine;
}

std::optional<Trouble> Alone::meet(const Standing& mine) { return judged({&mine, 1}); }

std::vector<std::vector<double>> Alone::gather(std::span<const double> mine) {
    return {{mine.begin(), mine.end()}};
}

}  // namespace sinew::ranks
