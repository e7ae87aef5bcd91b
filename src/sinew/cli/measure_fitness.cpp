#include <sinew/cli/commands.hpp>
#include <sinew/cli/measure_scoring.hpp>

namespace sinew::cli {
namespace {

Exit run_fitness(Call& call) {
    return call.has("list") ? list_instruments(call, true) : score_one(call);
}

}  // namespace

CommandSpec measure_fitness_command() {
    return {
        .name = "fitness",
        .summary =
            "work out a physical test: estimate, its error, norms, and when it does not hold",
        .about =
            "The equations come from the test's pack with their source, standard error and the "
            "people "
            "they were made from. Outside that range the answer says so; where a test is not "
            "permitted or not valid it says that instead of a number.",
        .arguments = {{"TEST", "its id, such as rockport", false, Completes::nothing},
                      {"ANSWERS", "measurements as name=value, as JSON, or a .json file", false,
                       Completes::file, true}},
        .options = {{"answers",
                     "TEXT",
                     "the measurements as one text or a .json file",
                     {},
                     Completes::file},
                    {"explain", "", "with what was read, the equation, sources and licence"},
                    {"list", "", "the physical tests"}},
        .examples =
            {{"sinew measure fitness rockport weight_lb=176.4 age=40 sex=M time_min=16.5 hr=140",
              "VO2max from a one-mile walk"},
             {"sinew measure fitness chester_step step_m=0.3 stages_f_hr=15:104,20:118,25:133 "
              "age=30 "
              "hrmax_formula=tanaka",
              "from heart rates of the stages"},
             {"sinew measure fitness one_rm_est w=40 reps=8", "one repetition maximum"}},
        .run = run_fitness};
}

}  // namespace sinew::cli
