// The program itself: opened, asked over HTTP, closed by a signal, opened again.
#ifndef ASIO_STANDALONE
#define ASIO_STANDALONE
#define ASIO_HAS_STD_CHRONO
#define ASIO_DISABLE_STD_STRING_VIEW
#endif
#include <sinew/base/json_text.hpp>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <asio.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace sinew {
namespace {

/// `sinew serve` on a free port; what it printed first tells where.
class Serving {
public:
    explicit Serving(const std::string& folder, bool expects_to_open = true) {
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(ends[1], 1);
            ::close(ends[0]);
            ::execl(SINEW_PROGRAM, SINEW_PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data",
                    folder.c_str(), "--json", static_cast<char*>(nullptr));
            ::_exit(127);
        }
        ::close(ends[1]);
        std::string line;
        char c = 0;
        while (::read(ends[0], &c, 1) == 1 && c != '\n') line += c;
        ::close(ends[0]);
        if (!expects_to_open) return;
        const Json said = Json::parse(line, nullptr, false);
        EXPECT_TRUE(said.is_object()) << line;
        if (!said.is_object()) return;
        address = said.value("address", "");
        code = said.value("setup_code", "");
    }
    ~Serving() {
        if (child_ > 0) (void)close(SIGKILL);
    }
    /// @returns the exit status; -1 when a signal ended it
    int close(int signal) {
        if (signal != 0) ::kill(child_, signal);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    std::string ask(const std::string& method, const std::string& path,
                    const std::string& body = {}, const std::string& headers = {}) const {
        asio::io_context network;
        asio::ip::tcp::socket socket{network};
        const auto port =
            static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
        socket.connect({asio::ip::make_address("127.0.0.1"), port});
        std::string text =
            method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers;
        if (!body.empty())
            text +=
                "Content-Type: application/json\r\nIdempotency-Key: "
                "key-number-1\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n";
        asio::write(socket, asio::buffer(text + "\r\n" + body));
        std::string answer;
        std::error_code end;
        asio::read(socket, asio::dynamic_buffer(answer), end);
        return answer;
    }
    std::string address, code;

private:
    pid_t child_ = -1;
};

struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "sinew-serve-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string path;
};

TEST(serve, opens_makes_the_first_account_closes_and_remembers) {
    const Folder folder;
    {
        Serving at{folder.path};
        ASSERT_FALSE(at.code.empty());
        EXPECT_TRUE(at.ask("GET", "/healthz").starts_with("HTTP/1.1 200"));
        EXPECT_TRUE(at.ask("GET", "/api/v1/accounts").starts_with("HTTP/1.1 401"));
        const std::string made =
            at.ask("POST", "/api/v1/setup",
                   R"({"code":")" + at.code +
                       R"(","login":"boss","password":"correct horse","name":"B"})");
        ASSERT_TRUE(made.starts_with("HTTP/1.1 201")) << made;
        EXPECT_EQ(at.close(SIGTERM), 0);
    }
    Serving again{folder.path};
    EXPECT_EQ(again.code, "") << "somebody has an account";
    EXPECT_TRUE(
        again.ask("POST", "/api/v1/session", R"({"login":"boss","password":"correct horse"})")
            .starts_with("HTTP/1.1 200"));
    const std::string metrics = again.ask("GET", "/metrics");
    EXPECT_NE(metrics.find("sinew_commits_total 1"), std::string::npos) << metrics;
}

TEST(serve, a_killed_clinic_comes_back_with_what_it_acknowledged) {
    const Folder folder;
    {
        Serving at{folder.path};
        const std::string made =
            at.ask("POST", "/api/v1/setup",
                   R"({"code":")" + at.code +
                       R"(","login":"boss","password":"correct horse","name":"B"})");
        ASSERT_TRUE(made.starts_with("HTTP/1.1 201")) << made;
        (void)at.close(SIGKILL);
    }
    const Serving again{folder.path};
    EXPECT_NE(again.ask("GET", "/api/v1/setup").find(R"("needed":false)"), std::string::npos);
}

TEST(serve, two_at_one_clinic_are_one_too_many) {
    const Folder folder;
    const Serving first{folder.path};
    Serving second{folder.path, false};
    EXPECT_EQ(second.close(0), 2);
    EXPECT_TRUE(first.ask("GET", "/healthz").starts_with("HTTP/1.1 200"));
}

}  // namespace
}  // namespace sinew
