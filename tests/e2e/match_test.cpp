// A watch file against the day it belongs to, and what bouts and weeks amount to, through the real program.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

const std::string kRecord = SINEW_SOURCE_DIR "/examples/record.json";
const std::string kWeek = SINEW_SOURCE_DIR "/examples/sessions-week1.json";

std::string clock_text(int seconds) {
    const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return two(8 + seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

/// A TCX file of our own making: a point every 5 s from 08:00 UTC of the day on; no heart rate where `bpm` gives 0.
std::string tcx(const std::string& day, double minutes, const std::function<int(double)>& bpm) {
    std::string text =
        "<?xml version=\"1.0\"?><TrainingCenterDatabase xmlns=\"http://www.garmin.com/xmlschemas/"
        "TrainingCenterDatabase/v2\"><Activities><Activity Sport=\"Running\"><Id>" +
        day + "T08:00:00Z</Id><Lap StartTime=\"" + day + "T08:00:00Z\"><TotalTimeSeconds>" +
        std::to_string(minutes * 60) + "</TotalTimeSeconds><Track>";
    for (int t = 0; t <= static_cast<int>(minutes * 60); t += 5) {
        text += "<Trackpoint><Time>" + day + "T" + clock_text(t) + "Z</Time>";
        if (const int beats = bpm(t / 60.0); beats > 0)
            text += "<HeartRateBpm><Value>" + std::to_string(beats) + "</Value></HeartRateBpm>";
        text += "</Trackpoint>";
    }
    return text + "</Track></Lap></Activity></Activities></TrainingCenterDatabase>";
}

/// A programme with the first of its days whose main session has a heart-rate target.
struct Planned {
    Folder folder;
    std::string programme, date;
    int day = 0, low = 0, high = 0;
    double total = 0, work = 0, before = 0;

    Planned() {
        const Ending made = run_sinew({"prescribe", kRecord, "--json"});
        programme = folder.file("programme.json", made.out);
        const Json json = Json::parse(made.out);
        for (int d = 1; d <= 14 && day == 0; ++d) {
            const std::string file =
                folder.file("none.tcx", tcx("2026-11-24", 10, [](double) { return 0; }));
            const Ending run = run_sinew({"measure", "match", programme, "--day", std::to_string(d),
                                          file, "--date", "2027-06-01", "--json"});
            if (run.code != 0) continue;
            const Json match = Json::parse(run.out);
            if (match["prescribed"]["hr"].is_null() || match["prescribed"]["aerobic_min"] == 0)
                continue;
            day = d;
            date = match["date"];
            low = match["prescribed"]["hr"][0];
            high = match["prescribed"]["hr"][1];
            total = match["prescribed"]["total_min"];
            work = match["prescribed"]["aerobic_min"];
            before = match["prescribed"]["warm_up_min"];
        }
    }
    Ending match(const std::string& bytes, std::vector<std::string> more = {}) const {
        std::vector<std::string> line{"measure",           "match",
                                      programme,           "--day",
                                      std::to_string(day), folder.file("bout.tcx", bytes)};
        line.insert(line.end(), more.begin(), more.end());
        return run_sinew(line);
    }
};

const Planned& planned() {
    static const Planned kPlanned;
    return kPlanned;
}

TEST(MeasureMatch, says_how_many_minutes_were_in_the_target) {
    const Planned& plan = planned();
    ASSERT_GT(plan.day, 0);
    const int inside = (plan.low + plan.high) / 2;
    const auto as_meant = [&](double t) {
        return t < plan.before || t >= plan.before + plan.work ? plan.low - 15 : inside;
    };
    const Ending run = plan.match(tcx(plan.date, plan.total, as_meant), {"--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json match = Json::parse(run.out);
    EXPECT_EQ(match["verdict"], "as_prescribed");
    EXPECT_EQ(match["basis"], "heart_rate");
    EXPECT_NEAR(match["in_target_min"].get<double>(), std::min(plan.work, plan.total - plan.before),
                0.15);
    EXPECT_EQ(match["coverage"]["heart_share"], 1.0);
    const Ending half = plan.match(tcx(plan.date, plan.total, [&](double t) {
        return t < plan.total / 2 ? inside : plan.low - 15;
    }));
    EXPECT_EQ(half.code, 0);
    EXPECT_NE(half.out.find(" min in zone ("), std::string::npos) << half.out;
    EXPECT_EQ(half.out.find("<match."), std::string::npos);
}

TEST(MeasureMatch, is_honest_without_heart_rate_and_speaks_chinese) {
    const Planned& plan = planned();
    const std::string silent = tcx(plan.date, plan.total, [](double) { return 0; });
    const Json match = Json::parse(plan.match(silent, {"--json", "--effort", "9"}).out);
    EXPECT_EQ(match["basis"], "duration");
    EXPECT_EQ(match["verdict"], "as_prescribed");
    EXPECT_TRUE(match["in_target_min"].is_null());
    EXPECT_EQ(match["notes"][0]["id"], "no_heart_rate");
    EXPECT_EQ(match["notes"][1]["id"], "effort_above");
    const Ending chinese = plan.match(silent, {"--lang", "zh"});
    EXPECT_EQ(chinese.code, 0);
    EXPECT_NE(chinese.out.find("符合方案"), std::string::npos);
    EXPECT_EQ(chinese.out.find("<match."), std::string::npos);
}

TEST(MeasureMatch, notices_another_day) {
    const Planned& plan = planned();
    const Json match = Json::parse(
        plan.match(tcx("2026-10-01", plan.total, [&](double) { return plan.low; }), {"--json"})
            .out);
    EXPECT_EQ(match["notes"].back()["id"], "other_day");
}

TEST(MeasureMatch, refuses_with_place_and_remedy) {
    const Planned& plan = planned();
    const std::string bytes = tcx(plan.date, 10, [](double) { return 100; });
    const std::string file = plan.folder.file("bout.tcx", bytes);
    const Ending no_day = run_sinew({"measure", "match", plan.programme, file});
    EXPECT_EQ(no_day.code, 2);
    EXPECT_NE(no_day.err.find("--day"), std::string::npos);
    EXPECT_EQ(
        run_sinew({"measure", "match", plan.programme, "--day", "85", file, "--date", "2027-06-01"})
            .code,
        2);
    EXPECT_EQ(plan.match(bytes, {"--session", "9"}).code, 2);
    EXPECT_EQ(plan.match(bytes, {"--effort", "11"}).code, 2);
    EXPECT_EQ(plan.match("no watch file").code, 2);
    EXPECT_EQ(run_sinew({"measure", "match", kRecord, "--day", "1", file}).code, 2);
}

/// No machine's clock decides what a test can read.
Ending run_load(std::vector<std::string> line) {
    line.insert(line.begin(), {"measure", "load", "--date", "2027-06-01"});
    return run_sinew(line);
}

TEST(MeasureLoad, gives_every_metric_and_says_what_is_missing) {
    const Folder folder;
    const std::string file =
        folder.file("bout.tcx", tcx("2026-11-02", 30, [](double) { return 120; }));
    const Ending run = run_load(
        {file, "--effort", "4", "--resting-hr", "60", "--max-hr", "180", "--sex", "M", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json bout = Json::parse(run.out)["bouts"][0];
    EXPECT_EQ(bout["session_load"], 120);
    EXPECT_EQ(bout["heart"]["mean_pct_reserve"], 50);
    EXPECT_EQ(bout["zones"]["zones"][2]["min"], 30);
    EXPECT_EQ(bout["banister"], 25.1);  // 30 * 0.5 * 0.64 * e^0.96
    EXPECT_EQ(bout["edwards"], 60);     // 66.7 % of the maximum: weight 2
    EXPECT_TRUE(bout["lucia"].is_null());
    EXPECT_EQ(bout["missing"][0]["because"], "thresholds");
    const Json bare = Json::parse(run_load({file, "--json"}).out)["bouts"][0];
    EXPECT_TRUE(bare["zones"].is_null());
    EXPECT_TRUE(bare["session_load"].is_null());
    for (const char* language : {"en", "zh"}) {
        const Ending text = run_load({file, "--person", kRecord, "--lang", language});
        EXPECT_EQ(text.code, 0) << text.err;
        EXPECT_EQ(text.out.find("<load."), std::string::npos) << text.out;
    }
}

TEST(MeasureLoad, sums_weeks_of_recordings_and_keeps_unknown_days_unknown) {
    const Folder folder;
    const auto bout = [&](const char* name, const char* day) {
        return folder.file(name, tcx(day, 30, [](double) { return 120; }));
    };
    const std::vector<std::string> files{bout("a.tcx", "2026-11-02"), bout("b.tcx", "2026-11-04"),
                                         bout("c.tcx", "2026-11-07")};
    const Json rest = Json::parse(
        run_load({files[0], files[1], files[2], "--effort", "4,3,5", "--rest-days", "--json"}).out);
    ASSERT_EQ(rest["load"]["weeks"].size(), 1u);
    EXPECT_EQ(rest["load"]["weeks"][0]["load"], 360);
    EXPECT_EQ(rest["load"]["weeks"][0]["days"][0], 120);
    const Json open =
        Json::parse(run_load({files[0], files[1], files[2], "--effort", "4,3,5", "--json"}).out);
    EXPECT_TRUE(open["load"]["weeks"][0]["load"].is_null());
    EXPECT_EQ(open["load"]["weeks"][0]["flag"], "incomplete_week");
    const Ending text = run_sinew(
        {"measure", "load", files[0], files[1], files[2], "--effort", "4,3,5", "--rest-days"});
    EXPECT_NE(text.out.find("█"), std::string::npos);
    const Ending part = run_load({files[0], kRecord, "--json"});
    EXPECT_EQ(part.code, 1) << "one of the two was no recording";
    EXPECT_EQ(Json::parse(part.out)["bouts"].size(), 1u);
    EXPECT_EQ(run_load({files[0], "--effort", "4,3"}).code, 2);
    EXPECT_EQ(run_load({files[0], "--resting-hr", "120", "--max-hr", "110"}).code, 2);
}

TEST(MeasureLoad, reads_a_week_as_it_was_noted) {
    const Planned& plan = planned();
    const Ending run = run_load({"--programme", plan.programme, kWeek, "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json week = Json::parse(run.out)["load"]["weeks"][0];
    const Json adapted = Json::parse(run_sinew({"adapt", plan.programme, kWeek, "--json"}).out);
    EXPECT_EQ(week["load"], adapted["adaptation"]["facts"]["load"]["weekly"])
        << "one truth for both";
}

}  // namespace
}  // namespace sinew::e2e
