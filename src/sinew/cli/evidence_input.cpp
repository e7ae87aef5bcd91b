#include <sinew/base/refused.hpp>
#include <sinew/base/text.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/study_table_reader.hpp>

#include <algorithm>

namespace sinew::cli {
namespace {

bool stands_in(const std::vector<OptionSpec>& options, std::string_view name) {
    return std::any_of(options.begin(), options.end(),
                       [&](const OptionSpec& option) { return option.name == name; });
}

}  // namespace

ArgumentSpec table_argument() {
    return {"TABLE", "CSV, or JSON with an array of objects, or - for standard input"};
}

std::vector<OptionSpec> table_options(std::initializer_list<effect::Shape> shapes,
                                      std::vector<OptionSpec> own) {
    std::vector<OptionSpec> options = std::move(own);
    const auto take = [&](OptionSpec option) {
        if (!stands_in(options, option.name)) options.push_back(std::move(option));
    };
    take({"measure", "CODE",
          "what effects are measured in: SMD, OR, RR, MD, HR ... (the column `measure`)"});
    take({"shape",
          "SHAPE",
          "what one row is, when the columns leave it open",
          {"effect", "two_group", "one_group", "arm", "contrast", "dose"}});
    take({"align",
          "DIRECTION",
          "multiply rows of the other direction by -1",
          {"lower_better", "higher_better"}});
    take({"vtype",
          "FORM",
          "form of the sampling variance (LS)",
          {"LS", "LS2", "UB", "HO", "RevMan"}});
    take({"approximate-j", "", "1 - 3/(4 df - 1) in place of the exact small-sample factor"});
    take({"add", "NUMBER", "added to counts of a table with a zero (0.5)"});
    take({"to",
          "TABLES",
          "to which tables it is added (only0)",
          {"only0", "all", "if0all", "none"}});
    take({"drop00", "", "leave out tables without events, or nothing else, in both groups"});
    take({"medians", "METHOD", "how a mean is told from a median (luo)", {"luo", "wan"}});
    take({"control", "TREATMENT",
          "rows that are arms: the treatment of the control (the last arm of each study)"});
    take({"convert", "", "odds ratios and standardised differences may stand in one table"});
    for (const effect::Shape shape : shapes)
        for (const std::string_view column : effect::columns_of(shape))
            take({.name = column,
                  .value = "NAME",
                  .meaning = "your name of this column",
                  .column = true});
    return options;
}

OptionSpec favours_option() {
    return {"favours", "LEFT,RIGHT",
            "words under a forest: whom values below and above no effect favour (from the column "
            "direction)"};
}

std::pair<std::string, std::string> favours_of(const Call& call, Faults& faults) {
    const auto sides = call.text("favours");
    if (!sides) return {};
    const auto names = split(*sides, ',');
    if (names.size() == 2 && !trim(names[0]).empty() && !trim(names[1]).empty())
        return {std::string{trim(names[0])}, std::string{trim(names[1])}};
    faults.add(ErrorCode::bad_input, "--favours", "not two names with a comma between",
               "name the left side first: exercise,control");
    return {};
}

OptionSpec level_option() { return {"level", "PERCENT", "confidence of intervals (95)"}; }

double level_of(const Call& call, Faults& faults) {
    return call.number("level", 50, 99.9999, faults).value_or(95);
}

Checked<domain::StudyTable> read_study_table(const Call& call) {
    const std::string& path = call.arguments().at(0);
    const auto bytes = read_document(path);
    if (bytes) return document::read_study_table(*bytes, name_of_input(path));
    return refused(bytes.error());
}

effect::EffectsQuestion effects_question(const Call& call, Faults& faults) {
    effect::EffectsQuestion question;
    if (const auto code = call.text("measure")) {
        if (const auto* measure = effect::measure_named(*code))
            question.measure = measure->measure;
        else
            faults.add(ErrorCode::bad_input, "--measure", "unknown measure",
                       "one of: " + effect::measure_codes());
    }
    if (const auto shape = call.text("shape")) question.shape = effect::shape_named(*shape);
    if (const auto align = call.text("align")) question.align = effect::direction_named(*align);
    question.convert = call.has("convert");
    question.control = call.text("control");
    effect::MeasureSettings& settings = question.settings;
    if (const auto form = call.text("vtype"))
        settings.form = effect::variance_form_named(*form).value_or(settings.form);
    settings.approximate_j = call.has("approximate-j");
    settings.zero.add = call.number("add", 0, 1e6, faults);
    if (const auto to = call.text("to"))
        settings.zero.to = effect::zero_cells_to_named(*to).value_or(settings.zero.to);
    settings.zero.drop00 = call.has("drop00");
    if (const auto method = call.text("medians"))
        settings.medians = effect::median_method_named(*method).value_or(settings.medians);
    for (const OptionSpec& option : call.command().options)
        if (option.column)
            if (const auto theirs = call.text(option.name))
                question.renames.emplace(option.name, *theirs);
    return question;
}

Checked<effect::Effects> read_effects(const Call& call, std::size_t fewest) {
    Faults faults;
    effect::EffectsQuestion question = effects_question(call, faults);
    question.fewest = fewest;
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return read_effects(call, question);
}

Checked<effect::Effects> read_effects(const Call& call, const effect::EffectsQuestion& question) {
    SINEW_TRY(const domain::StudyTable table, read_study_table(call));
    return care::effects_of(table, question);
}

}  // namespace sinew::cli
