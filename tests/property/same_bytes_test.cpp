// Law: the same input gives the same bytes, from another catalogue and on another thread as well.
#include <gtest/gtest.h>
#include <sinew/document/programme_json.hpp>
#include "property/law.hpp"
#include "property/programme_walk.hpp"

#include <thread>

namespace sinew::property {
namespace {

using namespace domain;
using knowledge::Part;

std::string bytes(const RandomPerson& person, const knowledge::Catalogue& packs) {
    const Record record = person.record();
    const auto answer = care::prescribe(record, person.today, packs);
    return document::answer_json(answer, record, packs, packs.words(Language::en, Framing::secular))
        .dump();
}

TEST(SameBytesProperty, the_same_person_gets_the_same_programme_twice) {
    hold(10000, [](const RandomPerson& person) {
        Broken broken;
        const auto first = care::prescribe(person.record(), person.today, catalogue());
        const auto second = care::prescribe(person.record(), person.today, catalogue());
        if (!(first.clearance == second.clearance) || first.programme != second.programme)
            broken.emplace_back("two answers differ");
        return broken;
    });
}

TEST(SameBytesProperty, another_catalogue_and_other_threads_write_the_same_bytes) {
    const auto again = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                 {Part::screening, Part::prescription, Part::forms,
                                                  Part::exercises, Part::text, Part::citations});
    ASSERT_TRUE(again);
    constexpr std::uint64_t kPeople = 60;
    std::vector<std::string> alone(kPeople), beside(kPeople);
    for (std::uint64_t i = 0; i < kPeople; ++i) alone[i] = bytes(random_person(7, i), catalogue());
    std::vector<std::jthread> threads;
    for (std::uint64_t t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (std::uint64_t i = t; i < kPeople; i += 4)
                beside[i] = bytes(random_person(7, i), **again);
        });
    threads.clear();
    for (std::uint64_t i = 0; i < kPeople; ++i)
        EXPECT_EQ(alone[i], beside[i]) << "person " << i << " of seed 7";
}

}  // namespace
}  // namespace sinew::property
