#include <sinew/prescribe/weekdays.hpp>

#include <algorithm>
#include <array>

namespace sinew::prescribe {
namespace {

constexpr unsigned kWeek = 7;

struct Evenness {
    int smallest = 7;
    int squares = 0;  ///< sum of squared gaps: the smaller, the more even
};

constexpr Evenness evenness_of(unsigned mask) noexcept {
    Evenness e;
    int first = -1;
    int last = -1;
    const auto count_gap = [&](int gap) {
        e.smallest = std::min(e.smallest, gap);
        e.squares += gap * gap;
    };
    for (int day = 0; day < 7; ++day) {
        if (((mask >> static_cast<unsigned>(day)) & 1U) == 0) continue;
        if (first < 0) first = day;
        if (last >= 0) count_gap(day - last);
        last = day;
    }
    if (first >= 0) count_gap(first + 7 - last);
    return e;
}

/// Rank of every set of days: evenness does not depend on the person.
constexpr auto kEvenness = [] {
    std::array<Evenness, 128> table{};
    for (unsigned mask = 0; mask < table.size(); ++mask) table[mask] = evenness_of(mask);
    return table;
}();

/// The sets of days in order of their size: those of `count` days stand from begin[count] to begin[count + 1].
struct SetsBySize {
    std::array<unsigned, 128> masks{};
    std::array<std::size_t, 9> begin{};
};
constexpr SetsBySize kSets = [] {
    SetsBySize sets;
    std::size_t next = 0;
    for (int size = 0; size <= 7; ++size) {
        sets.begin[static_cast<std::size_t>(size)] = next;
        for (unsigned mask = 0; mask < 128; ++mask) {
            int days = 0;
            for (unsigned left = mask; left != 0; left &= left - 1) ++days;
            if (days == size) sets.masks[next++] = mask;
        }
    }
    sets.begin[8] = next;
    return sets;
}();

/// The set turned so that `first` is day 0: comparing these prefers early days.
unsigned turned(unsigned mask, unsigned first) noexcept {
    return ((mask >> first) | (mask << (kWeek - first))) & 0x7FU;
}

Days days_of(unsigned mask) noexcept {
    Days days;
    for (unsigned day = 0; day < kWeek; ++day)
        if (((mask >> day) & 1U) != 0) days.add(static_cast<Weekday>(day));
    return days;
}

/// Lowest bits first: {mon, wed} before {tue, thu}.
bool earlier(unsigned a, unsigned b) noexcept {
    const unsigned differs = a ^ b;
    return differs != 0 && ((a & (differs & (~differs + 1U))) != 0);
}

}  // namespace

Days spread(int count, Days free, Weekday first) noexcept {
    count = std::min(count, free.count());
    if (count <= 0) return {};
    const unsigned start = static_cast<unsigned>(first);
    unsigned best = 0;
    const auto size = static_cast<std::size_t>(count);
    for (std::size_t i = kSets.begin[size]; i < kSets.begin[size + 1]; ++i) {
        const unsigned mask = kSets.masks[i];
        if ((mask & ~free.bits()) != 0) continue;
        if (best == 0) {
            best = mask;
            continue;
        }
        const Evenness& a = kEvenness[mask];
        const Evenness& b = kEvenness[best];
        const bool better = a.smallest != b.smallest ? a.smallest > b.smallest
                            : a.squares != b.squares
                                ? a.squares < b.squares
                                : earlier(turned(mask, start), turned(best, start));
        if (better) best = mask;
    }
    return days_of(best);
}

int smallest_gap(Days days) noexcept { return kEvenness[days.bits()].smallest; }

Days spread_apart(int count, Days free, int gap, Weekday first) noexcept {
    for (int wanted = std::min(count, free.count()); wanted > 0; --wanted) {
        const Days days = spread(wanted, free, first);
        if (smallest_gap(days) >= gap) return days;
    }
    return {};
}

}  // namespace sinew::prescribe
