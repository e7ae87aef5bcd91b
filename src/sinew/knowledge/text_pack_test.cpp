#include <gtest/gtest.h>
#include <sinew/knowledge/text_pack.hpp>

namespace sinew::knowledge {
namespace {

using domain::Framing;
using domain::Language;

TextPack sample() {
    TextPack pack;
    Faults faults;
    read_text_pack(Json::parse(R"({"status":"draft","strings":{
        "set":{"en":"guided set","zh":"伸展呼吸","zh_traditional":"易筋经"},"n":{"en":"{n} min","zh":"{n}分钟"}}})"),
                   "t.json", pack, faults);
    EXPECT_TRUE(faults.none());
    return pack;
}

TEST(Words, falls_back_to_the_secular_wording_of_the_same_language) {
    const TextPack pack = sample();
    EXPECT_EQ(Words(pack, Language::zh, Framing::traditional)("set"), "易筋经");
    EXPECT_EQ(Words(pack, Language::en, Framing::traditional)("set"), "guided set");
    EXPECT_EQ(Words(pack, Language::zh, Framing::secular)("n", {{"n", "5"}}), "5分钟");
}

TEST(Words, shows_a_gap_instead_of_hiding_it) {
    const TextPack pack = sample();
    EXPECT_EQ(Words(pack, Language::en, Framing::secular)("no.such"), "<no.such>");
}

TEST(ReadTextPack, wants_both_languages) {
    TextPack pack;
    Faults faults;
    read_text_pack(Json::parse(R"({"status":"draft","strings":{"a":{"en":"x"}}})"), "t.json", pack,
                   faults);
    ASSERT_EQ(faults.list().size(), 1u);
    EXPECT_EQ(faults.list()[0].where, "t.json:/strings/a");
}

}  // namespace
}  // namespace sinew::knowledge
