// Runs one fuzz target over its corpus and over seeded mutations of it: no crash, no hang, no broken contract.
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/base/random_stream.hpp>
#include "support/tries.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace sinew {
namespace {

std::vector<std::string> corpus() {
    std::vector<std::filesystem::path> paths;
    for (const auto& file : std::filesystem::directory_iterator{SINEW_FUZZ_CORPUS})
        if (file.is_regular_file()) paths.push_back(file.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const auto& path : paths) texts.push_back(*read_file(path.string()));
    return texts;
}

void run(const std::string& text) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

/// One to four small damages: a bit, a byte, a piece lost, a piece doubled, a piece of another input, an early end.
std::string mutated(std::string text, const std::vector<std::string>& others,
                    RandomStream& random) {
    const auto place = [&](const std::string& in) {
        return static_cast<std::size_t>(random.below(in.size() + 1));
    };
    for (std::uint64_t damage = random.below(4) + 1; damage > 0; --damage) {
        const std::size_t at = place(text);
        const std::size_t length = static_cast<std::size_t>(random.below(16));
        switch (random.below(6)) {
            case 0:
                if (at < text.size())
                    text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
                break;
            case 1: text.insert(at, 1, static_cast<char>(random.below(256))); break;
            case 2: text.erase(at, length); break;
            case 3: text.insert(at, text.substr(place(text), length)); break;
            case 4: {
                const std::string& other = others[random.below(others.size())];
                text.insert(at, other.substr(place(other), length));
                break;
            }
            default: text.resize(at); break;
        }
    }
    return text;
}

TEST(Fuzz, survives_its_corpus_and_mutations_of_it) {
    const std::vector<std::string> texts = corpus();
    ASSERT_FALSE(texts.empty()) << SINEW_FUZZ_CORPUS << " holds nothing";
    for (const std::string& text : texts) run(text);
    run("");
    RandomStream random{1, SINEW_FUZZ_NAME};
    const std::uint64_t mutations = tries(20'000);
    for (std::uint64_t i = 0; i < mutations; ++i)
        run(mutated(texts[random.below(texts.size())], texts, random));
}

}  // namespace
}  // namespace sinew
