#include <gtest/gtest.h>
#include <sinew/base/text.hpp>
#include <sinew/render/programme_html.hpp>
#include <sinew/render/programme_pdf.hpp>
#include <sinew/render/sample_programme_for_test.hpp>

#include <set>

namespace sinew::render {
namespace {
using domain::Framing;
using domain::Language;

/// Every tag is closed in order; void elements stand alone. Small, but it finds a forgotten end.
std::string first_unbalanced(const std::string& html) {
    static const std::set<std::string> kVoid{"meta", "br", "path", "circle"};
    std::vector<std::string> open;
    for (std::size_t at = html.find("</style>"); (at = html.find('<', at)) != std::string::npos;
         ++at) {
        const std::size_t end = html.find('>', at);
        if (end == std::string::npos) return "an open tag at the end";
        const bool closing = html[at + 1] == '/';
        const std::size_t from = at + (closing ? 2 : 1);
        const std::string name = html.substr(from, html.find_first_of(" >/", from) - from);
        if (kVoid.contains(name) || name == "style" || name == "head") continue;
        if (!closing)
            open.push_back(name);
        else if (open.empty()) {
            if (name != "html" && name != "body") return name + " ends without a beginning";
        } else if (open.back() != name)
            return name + " closes " + open.back();
        else
            open.pop_back();
    }
    return open.empty() ? std::string{} : open.back() + " stays open";
}

TEST(ProgrammeHtml, is_balanced_and_asks_nobody_in_every_language_and_framing) {
    for (const Language language : {Language::en, Language::zh})
        for (const Framing framing : {Framing::secular, Framing::traditional}) {
            const std::string html = programme_html(sample_programme(), test_catalogue(),
                                                    test_catalogue().words(language, framing));
            EXPECT_EQ(first_unbalanced(html), "");
            std::string without_names = html;
            for (std::size_t at;
                 (at = without_names.find("http://www.w3.org/2000/svg")) != std::string::npos;)
                without_names.erase(at, 26);
            for (const char* request :
                 {"src=", "href=", "url(", "@import", "<script", "<link", "<img"})
                EXPECT_EQ(without_names.find(request), std::string::npos) << request;
            for (const char* prefix :
                 {"&lt;sheet", "&lt;programme", "&lt;form", "&lt;rule", "&lt;choice", "&lt;why",
                  "&lt;zone", "&lt;limit", "&lt;cert"})
                EXPECT_EQ(html.find(prefix), std::string::npos) << prefix;
            EXPECT_TRUE(valid_utf8(html));
            EXPECT_NE(html.find(language == Language::zh ? "<html lang=\"zh-Hans\">"
                                                         : "<html lang=\"en\">"),
                      std::string::npos);
            EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
            EXPECT_EQ(html, programme_html(sample_programme(), test_catalogue(),
                                           test_catalogue().words(language, framing)));
        }
}

TEST(ProgrammeHtml, every_id_stands_once_and_every_label_points_at_one) {
    const std::string html = programme_html(sample_programme(), test_catalogue(),
                                            test_catalogue().words(Language::en, Framing::secular));
    std::set<std::string> ids;
    for (std::size_t at = 0; (at = html.find(" id=\"", at)) != std::string::npos;) {
        at += 5;
        EXPECT_TRUE(ids.insert(html.substr(at, html.find('"', at) - at)).second)
            << html.substr(at, 30);
    }
    for (std::size_t at = 0; (at = html.find("aria-labelledby=\"", at)) != std::string::npos;) {
        at += 17;
        for (const std::string_view id :
             split(std::string_view{html}.substr(at, html.find('"', at) - at), ' '))
            EXPECT_TRUE(ids.contains(std::string{id})) << id;
    }
}

TEST(ProgrammeHtml, says_what_is_borrowed_and_unfolds_the_why) {
    const std::string html = programme_html(sample_programme(), test_catalogue(),
                                            test_catalogue().words(Language::en, Framing::secular));
    for (const char* phrase :
         {"No controlled trial of YiJinJing",
          "<details><summary><strong>Aerobic minutes</strong> 15 min each time.", "garber2011",
          "Stop signs", "109–125 beats a minute", "Exercise reporting (CERT, 16 items)"})
        EXPECT_NE(html.find(phrase), std::string::npos) << phrase;
    const std::string chinese =
        programme_html(sample_programme(), test_catalogue(),
                       test_catalogue().words(Language::zh, Framing::secular));
    EXPECT_NE(chinese.find("草稿"), std::string::npos) << "drafts are marked";
}

TEST(ProgrammeHtml,
     what_a_centre_hands_out_has_its_number_and_its_notice_and_the_terminal_neither) {
    const auto words = test_catalogue().words(Language::en, Framing::secular);
    const std::string bare = programme_html(sample_programme(), test_catalogue(), words);
    EXPECT_NE(bare.find("Emergency  ____"), std::string::npos) << "a line to write on";
    EXPECT_EQ(bare.find("42 CFR"), std::string::npos);
    const SheetOrigin origin{.emergency_numbers = {"Ambulance 112", "Night desk 5 & 6"},
                             .notice = words("clinic.notice.part2.short")};
    const std::string html = programme_html(sample_programme(), test_catalogue(), words, origin);
    EXPECT_EQ(html.find("Emergency  ____"), std::string::npos);
    EXPECT_NE(html.find("<li>Emergency: Ambulance 112, Night desk 5 &amp; 6</li>"),
              std::string::npos);
    const std::size_t notice = html.find("42 CFR part 2 prohibits");
    ASSERT_NE(notice, std::string::npos);
    EXPECT_GT(notice, html.find("id=\"clinician\"")) << "not where a bystander reads";
    const auto plain = programme_pdf(sample_programme(), test_catalogue(), words);
    const auto handed =
        programme_pdf(sample_programme(), test_catalogue(), words, Print::normal, origin);
    ASSERT_TRUE(plain && handed);
    EXPECT_NE(*plain, *handed);
}

TEST(ProgrammePdf, the_same_programme_gives_the_same_bytes) {
    for (const Language language : {Language::en, Language::zh}) {
        const auto words = test_catalogue().words(language, Framing::secular);
        const auto first = programme_pdf(sample_programme(), test_catalogue(), words);
        const auto second = programme_pdf(sample_programme(), test_catalogue(), words);
        ASSERT_TRUE(first && second);
        EXPECT_TRUE(*first == *second);
        EXPECT_EQ(first->substr(0, 5), "%PDF-");
        EXPECT_NE(first->find("/CreationDate (20261123000000Z)"), std::string::npos)
            << "dated by the programme, not by the clock";
    }
}

TEST(ProgrammePdf, large_print_has_more_pages) {
    const auto words = test_catalogue().words(Language::en, Framing::secular);
    const auto normal = programme_pdf(sample_programme(), test_catalogue(), words, Print::normal);
    const auto large = programme_pdf(sample_programme(), test_catalogue(), words, Print::large);
    ASSERT_TRUE(normal && large);
    const auto pages = [](const std::string& pdf) {
        const std::size_t at = pdf.find("/Count ");
        return at == std::string::npos
                   ? 0.0
                   : parse_number(
                         pdf.substr(at + 7, pdf.find_first_not_of("0123456789", at + 7) - at - 7))
                         .value_or(0);
    };
    EXPECT_GE(pages(*normal), 5);
    EXPECT_GT(pages(*large), pages(*normal));
}

}  // namespace
}  // namespace sinew::render
