// What every command shares: usage, exit codes, streams, colours, the manual and the completions.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sinew/base/text.hpp>

#include <cstdlib>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

TEST(Usage, every_command_has_help_with_an_example) {
    const Ending all = run_sinew({"--help"});
    EXPECT_EQ(all.code, 0);
    EXPECT_EQ(all.err, "");
    std::size_t commands = 0;
    std::istringstream lines{all.out.substr(all.out.find("Commands\n"))};
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && !line.empty()) {
        const std::string name = line.substr(2, line.find(' ', 2) - 2);
        if (name.empty()) continue;
        ++commands;
        const Ending help = run_sinew({name, "--help"});
        EXPECT_EQ(help.code, 0) << name;
        EXPECT_NE(help.out.find("sinew " + name), std::string::npos) << name;
        EXPECT_NE(help.out.find(help.out.find("Commands\n") == std::string::npos ? "Examples\n"
                                                                                 : "Commands\n"),
                  std::string::npos)
            << name;
    }
    EXPECT_GE(commands, 6u);
}

TEST(Usage, a_slip_is_refused_with_the_word_that_was_meant) {
    for (const auto& [words, hint] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"screne"}, "did you mean screen?"},
             {{"screen", "--fatcs", "x"}, "did you mean --facts?"},
             {{"schema", "recrod"}, "did you mean record?"},
             {{"explain", "SCR-0355"}, "SCR-035"},
             {{"completions", "tcsh"}, "bash, zsh or fish"},
             {{"schema", "record", "more"}, "one argument too many"},
             {{"explain"}, "usage: sinew explain NAME"},
             {{"--lang", "fr", "schema"}, "en or zh"},
             {{"--width", "7", "schema"}, "20 to 400"},
             {{"--date", "2026-02-30", "schema"}, "2026-11-23"}}) {
        const Ending run = run_sinew(words);
        EXPECT_EQ(run.code, 2) << words[0];
        EXPECT_EQ(run.out, "") << words[0];
        EXPECT_NE(run.err.find(hint), std::string::npos) << run.err;
        EXPECT_EQ(lines_in(run.err), 1u) << run.err;
    }
}

TEST(Usage, an_address_that_is_none_opens_no_clinic) {
    const Folder folder;
    const std::string data = folder.path("clinic");
    for (const std::string& address :
         {std::string{"x"}, std::string{"clinic.example.org"}, std::string{"ftp://a"},
          std::string{"https://"}, std::string{"https://a:0"}, std::string{"https://a:66000"},
          std::string{"https://a/clinic"}, std::string{"https://[::1"}, std::string{"http://a b"},
          std::string{"https://user@a"}, std::string{""}})
        for (const std::vector<std::string>& words :
             {std::vector<std::string>{"serve", "--listen", "127.0.0.1:0", "--data", data},
              std::vector<std::string>{"account", "invite", "someone", "--data", data}}) {
            std::vector<std::string> line = words;
            line.insert(line.end(), {"--public-url", address});
            const Ending run = run_sinew(line);
            EXPECT_EQ(run.code, 2) << address;
            EXPECT_NE(run.err.find("https://clinic.example.org"), std::string::npos) << run.err;
            EXPECT_EQ(lines_in(run.err), 1U) << run.err;
            EXPECT_TRUE(folder.names().empty()) << "nothing was made for a slip";
        }
}

TEST(Usage, an_invitation_leads_to_the_address_people_use) {
    const Folder folder;
    const std::string data = folder.path("clinic");
    for (const auto& [told, begins] : std::vector<std::pair<std::string, std::string>>{
             {"HTTPS://Clinic.example.org/", "https://clinic.example.org/#/invitation/"},
             {"http://[2001:db8::1]:8080", "http://[2001:db8::1]:8080/#/invitation/"}}) {
        const Ending run = run_sinew({"account", "invite", "login" + std::to_string(told.size()),
                                      "--role", "therapist", "--data", data, "--public-url", told});
        EXPECT_EQ(run.code, 0) << run.err;
        EXPECT_TRUE(run.out.starts_with(begins)) << run.out;
    }
}

TEST(Usage, all_faults_of_a_line_are_told_at_once) {
    const Ending run = run_sinew({"schema", "--width", "7", "--date", "tomorrow", "--json"});
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(lines_in(run.err), 2u) << run.err;
    const Json json = Json::parse(run.out);
    EXPECT_EQ(json["errors"].size(), 2u);
    EXPECT_EQ(json["errors"][0]["where"], "--width");
}

TEST(Usage, no_command_is_a_refusal_that_shows_the_way) {
    const Ending run = run_sinew({});
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err.find("Commands"), std::string::npos);
}

TEST(Usage, the_version_names_the_packs) {
    const Json json = Json::parse(run_sinew({"--version", "--json"}).out);
    EXPECT_EQ(json["packs"].get<std::string>().size(), 64u);
    EXPECT_FALSE(json["version"].get<std::string>().empty());
}

TEST(Streams, a_reader_that_leaves_early_is_no_fault) {
    const Ending run =
        run_sinew({"man"}, {.input = "", .close_output_early = true, .output_file = ""});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.err, "");
}

TEST(Streams, a_full_disk_is_told_and_exits_3) {
    const Ending run = run_sinew({"man"}, {.input = "", .output_file = "/dev/full"});
    EXPECT_EQ(run.code, 3);
    EXPECT_NE(run.err.find("cannot write"), std::string::npos);
}

TEST(Streams, nothing_is_coloured_for_a_pipe) {
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"--help"}, {"explain", "SCR-035"}, {"schema"}, {"screne"}})
        for (const std::string& text : {run_sinew(words).out, run_sinew(words).err})
            EXPECT_EQ(text.find('\x1b'), std::string::npos) << words[0];
}

/// Runs the program on a terminal of script(1) and gives what the terminal saw.
std::string seen_on_a_terminal(const std::string& environment, const std::string& words) {
    const Folder folder;
    const std::string log = folder.path("log");
    const std::string command = "script -qec 'env " + environment + " " SINEW_PROGRAM " " + words +
                                "' " + log + " >/dev/null 2>&1 </dev/null";
    EXPECT_EQ(std::system(command.c_str()), 0);
    return bytes_of(log);
}

TEST(Streams, a_terminal_gets_colour_unless_it_or_the_reader_says_no) {
    if (std::system("command -v script >/dev/null") != 0) GTEST_SKIP() << "script(1) is not here";
    EXPECT_NE(seen_on_a_terminal("TERM=xterm", "explain SCR-035").find("\x1b["), std::string::npos);
    EXPECT_EQ(seen_on_a_terminal("TERM=dumb", "explain SCR-035").find("\x1b["), std::string::npos);
    EXPECT_EQ(seen_on_a_terminal("TERM=xterm NO_COLOR=1", "explain SCR-035").find("\x1b["),
              std::string::npos);
    EXPECT_EQ(seen_on_a_terminal("TERM=xterm", "--no-color explain SCR-035").find("\x1b["),
              std::string::npos);
    EXPECT_NE(seen_on_a_terminal("TERM=xterm NO_COLOR=", "explain SCR-035").find("\x1b["),
              std::string::npos);
}

TEST(Streams, text_keeps_to_a_narrow_width) {
    for (const char* language : {"en", "zh"}) {
        const Ending run = run_sinew({"explain", "SCR-035", "--width", "40", "--lang", language});
        std::istringstream lines{run.out};
        std::string line;
        while (std::getline(lines, line)) {
            // A word that is longer than the line, such as an address, may stick out.
            if (line.find("doi:") != std::string::npos || line.find("http") != std::string::npos)
                continue;
            EXPECT_LE(display_width(line), 40u) << line;
        }
    }
}

TEST(Manual, renders_without_a_complaint) {
    if (std::system("command -v groff >/dev/null") != 0) GTEST_SKIP() << "groff is not here";
    const Folder folder;
    const std::string page = folder.file("sinew.1", run_sinew({"man"}).out);
    const std::string complaints = folder.path("complaints");
    EXPECT_EQ(
        std::system(("groff -man -Tutf8 -ww " + page + " >/dev/null 2>" + complaints).c_str()), 0);
    EXPECT_EQ(bytes_of(complaints), "");
}

TEST(Completions, are_scripts_their_shells_accept) {
    for (const std::string shell : {"bash", "zsh", "fish"}) {
        const Ending run = run_sinew({"completions", shell});
        EXPECT_EQ(run.code, 0);
        EXPECT_NE(run.out.find("screen"), std::string::npos) << shell;
        if (std::system(("command -v " + shell + " >/dev/null").c_str()) != 0) continue;
        const Folder folder;
        EXPECT_EQ(std::system((shell + " -n " + folder.file("script", run.out)).c_str()), 0)
            << shell;
    }
}

}  // namespace
}  // namespace sinew::e2e
