#include "property/law.hpp"
#include <gtest/gtest.h>
#include "support/tries.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace sinew::property {
namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr int kReportsMost = 5;
constexpr std::size_t kFaultsShown = 6;

std::optional<std::uint64_t> number_from_environment(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? std::nullopt
                           : std::optional<std::uint64_t>{std::strtoull(text, nullptr, 10)};
}

RandomPerson smallest_that_breaks(RandomPerson person, const Law& law) {
    for (bool dropped = true; dropped;) {
        dropped = false;
        for (std::size_t i = person.changes.size(); i-- > 0;) {
            RandomPerson fewer = person;
            fewer.changes.erase(fewer.changes.begin() + static_cast<std::ptrdiff_t>(i));
            if (law(fewer).empty()) continue;
            person = std::move(fewer);
            dropped = true;
        }
    }
    return person;
}

void report(const RandomPerson& person, const Law& law) {
    const RandomPerson smallest = smallest_that_breaks(person, law);
    std::string text;
    const auto faults = law(smallest);
    for (std::size_t i = 0; i < std::min(faults.size(), kFaultsShown); ++i)
        text += "\n  " + faults[i];
    if (faults.size() > kFaultsShown)
        text += "\n  and " + std::to_string(faults.size() - kFaultsShown) + " more";
    ADD_FAILURE() << smallest.told() << text;
}

}  // namespace

void hold(std::uint64_t count, const Law& law) {
    const std::uint64_t seed = number_from_environment("SINEW_PROPERTY_SEED").value_or(kSeed);
    const auto only = number_from_environment("SINEW_PROPERTY_INDEX");
    count = tries(count);
    std::printf("seed %llu, %llu people\n", static_cast<unsigned long long>(seed),
                static_cast<unsigned long long>(count));
    int reports = 0;
    for (std::uint64_t index = only.value_or(0);
         index < (only ? *only + 1 : count) && reports < kReportsMost; ++index) {
        const RandomPerson person = random_person(seed, index);
        if (law(person).empty()) continue;
        report(person, law);
        ++reports;
    }
}

}  // namespace sinew::property
