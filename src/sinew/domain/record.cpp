#include <sinew/domain/record.hpp>

#include <algorithm>

namespace sinew::domain {

const FactOrigin* origin_of(const Record& record, FactIndex fact) {
    const auto found =
        std::lower_bound(record.origins.begin(), record.origins.end(), fact,
                         [](const FactOrigin& origin, FactIndex key) { return origin.fact < key; });
    return found != record.origins.end() && found->fact == fact ? &*found : nullptr;
}

void put_fact(Record& record, FactIndex fact, Reading reading, std::optional<Instant> observed_at,
              std::string note) {
    if (record.facts.size() <= fact) record.facts.resize(fact + std::size_t{1});
    record.facts[fact] = reading;
    const auto place =
        std::lower_bound(record.origins.begin(), record.origins.end(), fact,
                         [](const FactOrigin& origin, FactIndex key) { return origin.fact < key; });
    FactOrigin origin{fact, observed_at, std::move(note)};
    if (place != record.origins.end() && place->fact == fact)
        *place = std::move(origin);
    else
        record.origins.insert(place, std::move(origin));
}

}  // namespace sinew::domain
