#include <sinew/render/questionnaire_text.hpp>

namespace sinew::render {
namespace {

std::string text_of(const OrderedJson& json, const char* key) {
    return json[key].is_string() ? json[key].get<std::string>() : "";
}

}  // namespace

std::string questionnaire_text(const OrderedJson& told, const knowledge::Words& words,
                               const TextStyle& style) {
    TerminalPage page{style};
    page.title(text_of(told, "name"));
    if (const auto title = text_of(told, "title"); !title.empty())
        page.pair(words("questionnaire.title"), title);
    if (const auto url = text_of(told, "url"); !url.empty())
        page.pair(words("questionnaire.url"), url);
    const bool complete = told["complete"].get<bool>();
    page.line(words(complete ? "questionnaire.complete" : "questionnaire.in_part"), 0,
              complete ? Tone::good : Tone::caution);
    page.heading(words("questionnaire.matched"));
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& one : told["matched"])
        rows.push_back({text_of(one, "link"), text_of(one, "ours"), text_of(one, "question"),
                        words("questionnaire.by." + text_of(one, "by"))});
    page.table({words("questionnaire.theirs"), words("questionnaire.ours"),
                words("questionnaire.question"), words("questionnaire.by")},
               rows);
    if (!told["unmatched"].empty()) {
        page.heading(words("questionnaire.unmatched"));
        for (const OrderedJson& one : told["unmatched"])
            page.bullet(text_of(one, "link") + " " + text_of(one, "text"), 0, Tone::caution);
    }
    if (!told["missing"].empty()) {
        page.heading(words("questionnaire.missing"));
        for (const OrderedJson& one : told["missing"])
            page.bullet(one.get<std::string>(), 0, Tone::caution);
    }
    page.blank();
    page.line(words("questionnaire.wording"), 0, Tone::quiet);
    return std::move(page).text();
}

}  // namespace sinew::render
