// Every rule id that this room writes into an answer stands in the pack, and can so be explained.
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <filesystem>
#include <regex>

namespace sinew::prescribe {
namespace {

TEST(RulesNamed, all_stand_in_the_pack) {
    const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                     {knowledge::Part::prescription});
    const std::regex literal{"\"([A-Z]{3}-[0-9]{2})\""};
    std::size_t named = 0;
    for (const auto& file :
         std::filesystem::directory_iterator{SINEW_SOURCE_DIR "/src/sinew/prescribe"}) {
        const std::string name = file.path().filename().string();
        if (file.path().extension() != ".cpp" || name.ends_with("_test.cpp")) continue;
        const std::string text = *read_file(file.path().string());
        for (std::sregex_iterator match{text.begin(), text.end(), literal}, end; match != end;
             ++match, ++named)
            EXPECT_NE((*catalogue)->prescription.find_rule((*match)[1].str()), nullptr)
                << name << " names " << (*match)[1];
    }
    EXPECT_GT(named, 20u);
}

}  // namespace
}  // namespace sinew::prescribe
