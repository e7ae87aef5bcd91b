#include <sinew/base/text.hpp>
#include <sinew/care/explain.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/explain_place.hpp>

namespace sinew::cli {
namespace {

OrderedJson explained_json(const care::Explained& explained) {
    OrderedJson json{{"id", explained.id}, {"kind", explained.kind}, {"title", explained.title}};
    json["parts"] = OrderedJson::array();
    for (const auto& part : explained.parts)
        json["parts"].push_back({{"key", part.key}, {"label", part.label}, {"lines", part.lines}});
    if (explained.grade) json["grade"] = domain::name_of(*explained.grade);
    if (explained.status) json["status"] = domain::name_of(*explained.status);
    json["sources"] = OrderedJson::array();
    for (const auto& source : explained.sources)
        json["sources"].push_back({{"key", source.key},
                                   {"citation", source.citation},
                                   {"locator", source.locator},
                                   {"status", domain::name_of(source.status)},
                                   {"note", source.note}});
    json["see_also"] = explained.see_also;
    return json;
}

void print_wrapped(Output& out, const std::string& text, std::size_t indent,
                   std::string_view mark = "") {
    const std::size_t left = indent + display_width(mark);
    bool first = true;
    for (const std::string& line :
         wrap(text, out.columns() > left + 10 ? out.columns() - left : 10)) {
        out.line(std::string(indent, ' ') +
                 (first ? std::string{mark} : std::string(display_width(mark), ' ')) + line);
        first = false;
    }
}

void print_part(Output& out, const std::string& label, const std::vector<std::string>& lines) {
    out.line("");
    out.line(out.inked(label, Ink::accent));
    for (const std::string& line : lines) print_wrapped(out, line, 2, lines.size() > 1 ? "· " : "");
}

void print_explained(Call& call, const care::Explained& explained, const care::Words& words) {
    Output& out = call.out;
    out.line(out.inked(explained.id, Ink::strong) + "  " +
             out.inked(words("explain.kind." + std::string{explained.kind}), Ink::faint));
    if (explained.kind != "place") print_wrapped(out, explained.title, 0);
    for (const auto& part : explained.parts) print_part(out, part.label, part.lines);
    const auto named = [&](std::string_view kind, std::string_view name) {
        return std::string{name} + ": " + words(std::string{kind} + "." + std::string{name});
    };
    if (explained.grade)
        print_part(out, words("why.grade"), {named("grade", domain::name_of(*explained.grade))});
    if (explained.status)
        print_part(out, words("why.status"), {named("status", domain::name_of(*explained.status))});
    std::vector<std::string> sources;
    for (const auto& source : explained.sources) {
        std::string line = "[" + source.key + "] " + source.citation;
        if (!source.locator.empty() && source.locator != "NA") line += ". " + source.locator;
        sources.push_back(line + " (" +
                          words("status." + std::string{domain::name_of(source.status)}) + ")");
    }
    if (!sources.empty()) print_part(out, words("why.sources"), sources);
    if (!explained.see_also.empty() && !call.settings.quiet) {
        out.line("");
        print_wrapped(out,
                      out.inked("sinew explain " + join(explained.see_also, " · "), Ink::faint), 0);
    }
}

Exit run_explain(Call& call) {
    const std::string& asked = call.arguments().front();
    const auto place = document::place_named(asked);
    std::optional<Json> held;
    if (place) {
        auto read = read_json_document(place->file);
        if (!read) return refuse(call, read.error());
        held = *std::move(read);
    }
    const auto catalogue = catalogue_for(call, care::parts_to_explain());
    if (!catalogue) return refuse(call, catalogue.error());
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    std::vector<care::Explained> answers;
    if (held) {
        auto explained = document::explain_place(*held, *place, **catalogue, words);
        if (!explained) return refuse(call, explained.error());
        answers = *std::move(explained);
    } else {
        auto explained = care::explain(asked, **catalogue, words);
        if (!explained) return refuse(call, explained.error());
        answers.push_back(*std::move(explained));
    }
    if (call.settings.json) {
        OrderedJson json = OrderedJson::array();
        for (const auto& explained : answers) json.push_back(explained_json(explained));
        call.out.line((json.size() == 1 ? json[0] : json).dump(2));
        return Exit::answered;
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (i > 0) call.out.line("");
        print_explained(call, answers[i], words);
    }
    return Exit::answered;
}

}  // namespace

CommandSpec explain_command() {
    return {
        .name = "explain",
        .summary = "why: rule, facts, source, grade, and what would change it",
        .about =
            "Explains whatever has a name: a rule of screening (SCR-035), of a running session "
            "(SES-11) or of prescription "
            "(SUB-04, PRG-02, ADP-01), a question (sbp), a form (wei_tuo_1), an exercise, a "
            "source, a limit (valsalva), "
            "a decision of a programme (aerobic_zone) or a word of the answers (S1).\n\n"
            "A place of a programme or record, written FILE:/place with a JSON pointer counted "
            "from 0, is explained by the "
            "decisions behind it: rules, facts, sources, what speaks against them, what gave "
            "way, what would change them.\n\n"
            "So is a place of a synthesis.json that `sinew evidence rebuild --out` wrote: the "
            "rows behind the number, how it was made, sources, grade, what speaks against it. "
            "Cells and rows may be named: FILE:/cells/craving/chronic/control/mind_body/all/"
            "all/all, FILE:/rows/WangMu2022.1.",
        .arguments = {{"NAME", "what is to be explained, or FILE:/place", true,
                       Completes::identifier}},
        .examples =
            {{"sinew explain SCR-035",
              "when the rule applies, what follows, on whose evidence, and what clears it"},
             {"sinew explain programme.json:/weeks/0/days/2/targets/hr",
              "why this number stands in this programme"},
             {"sinew explain synthesis.json:/cells/craving/chronic/control/all/all/all/all/own/b",
              "why this number stands in our synthesis"},
             {"sinew explain sbp",
              "how a question is asked, how long its answer counts, and which rules read it"}},
        .run = run_explain};
}

}  // namespace sinew::cli
