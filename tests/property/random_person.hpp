// Random people, reproducible from a seed: a healthy start and a list of changes, each of which can be left out again.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/domain/as_of.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <functional>
#include <string>
#include <vector>

namespace sinew::property {

/// Everything the properties need, read once. Fails the process when a pack does not read.
[[nodiscard]] const knowledge::Catalogue& catalogue();

/// One thing that is different about this person.
struct Change {
    std::string name;  ///< for the report: "sbp = 161", "days: mon wed"
    std::function<void(domain::Record&)> apply;
};

/// A person is what a healthy record becomes when the changes are made in order.
struct RandomPerson {
    std::uint64_t seed = 0, index = 0;
    domain::AsOf today{};
    std::vector<Change> changes;

    [[nodiscard]] domain::Record record() const;
    [[nodiscard]] std::string told() const;  ///< the changes, one after the other
};

/// Facts over the whole pack (unknown, never, stale, impossible, at and beside every threshold), clusters of facts that
/// belong together, wishes, time, equipment, treatment, history and overrides.
[[nodiscard]] RandomPerson random_person(std::uint64_t seed, std::uint64_t index);

/// A fact and an answer to it, at or beside a threshold as often as not. Used for one more contraindication as well.
[[nodiscard]] Change random_fact(RandomStream& chance);
/// Limits of every kind, each absent more often than not.
[[nodiscard]] domain::Limits random_limits(RandomStream& chance);

}  // namespace sinew::property
