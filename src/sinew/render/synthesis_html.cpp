#include <sinew/figure/svg.hpp>
#include <sinew/render/page_style.hpp>
#include <sinew/render/synthesis_html.hpp>
#include <sinew/render/synthesis_map_chart.hpp>
#include <sinew/render/synthesis_outcome_chart.hpp>
#include <sinew/render/synthesis_reading.hpp>

#include <fmt/format.h>

namespace sinew::render {
namespace {

using knowledge::Words;

/// What this page adds to the sheet that all pages share.
constexpr std::string_view kOwnStyle = R"css(
main,header,footer{max-width:70rem}
figure{margin:1rem 0;overflow-x:auto}
figure svg{display:block;width:100%;max-width:58rem;height:auto;min-width:34rem}
nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:1rem 0;font-size:.95rem}
a{color:var(--sky)}
.tag{display:inline-block;padding:.05rem .55rem;border-radius:999px;border:1px solid var(--line);font-size:.86rem;white-space:nowrap}
.tag.pooled{background:var(--pine);color:var(--card);border-color:var(--pine)}
.tag.one_study{border-color:var(--pine);color:var(--pine)}
.tag.direction_only{border-color:var(--sky);color:var(--sky)}
.tag.borrowed{border-style:dashed;border-color:var(--clay);color:var(--clay)}
.tag.nothing_found{color:var(--soft)}
.note{border-left:3px solid var(--pine);padding:.1rem 0 .1rem .9rem;margin:.7rem 0}
td.number{white-space:nowrap}
code{font-size:.86em;overflow-wrap:anywhere}
@media print{.scroll{overflow:visible}table{font-size:7.5pt}th,td{padding:.25rem .3rem}td.number{white-space:normal}code{word-break:break-all}figure{overflow:visible}figure svg{min-width:0;max-width:100%}nav,.other{display:none}figure{break-inside:avoid}}
)css";

class Page {
public:
    Page(const OrderedJson& synthesis, const Words& words, std::string other)
        : synthesis_{synthesis}, words_{words}, other_{std::move(other)} {}

    std::string write() {
        head();
        map();
        for (const SynthesisSection& one : synthesis_sections(synthesis_)) section(one);
        checks();
        rows();
        foot();
        return std::move(out_);
    }

private:
    static std::string safe(std::string_view text) { return figure::escaped_markup(text); }
    static std::string text_of(const OrderedJson& json, const char* key) {
        return json.at(key).get<std::string>();
    }
    [[nodiscard]] std::string label(const char* key) const {
        return safe(words_(std::string{"synthesis.label."} + key));
    }

    void head() {
        const bool chinese = words_.language() == domain::Language::zh;
        out_ += fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
            "name=\"referrer\" content=\"no-referrer\">\n"
            "<meta name=\"color-scheme\" content=\"light "
            "dark\">\n<title>{}</title>\n<style>\n:root{{{}}}\n"
            "@media screen and "
            "(prefers-color-scheme:dark){{:root{{{}}}}}\n{}{}{}</style>\n</"
            "head>\n<body>\n<header>\n<h1>{}</h1>\n<p class=\"soft\">{}",
            chinese ? "zh-Hans" : "en", safe(words_("synthesis.title")),
            figure::ink_properties(figure::Theme::light),
            figure::ink_properties(figure::Theme::dark), figure::svg_class_rules(), kPageStyle,
            kOwnStyle, safe(words_("synthesis.title")), safe(words_("synthesis.subtitle")));
        if (!other_.empty())
            out_ +=
                fmt::format(" <span class=\"other\">· <a hreflang=\"{}\" href=\"{}\">{}</a></span>",
                            chinese ? "en" : "zh-Hans", safe(other_), label("language"));
        out_ += "</p>\n";
        for (const OrderedJson& statement : synthesis_.at("statements"))
            out_ += "<p class=\"note\">" + safe(text_of(statement, "text")) + "</p>\n";
        out_ += "<nav>";
        for (const SynthesisSection& one : synthesis_sections(synthesis_))
            out_ += fmt::format("<a href=\"#{}-{}\">{}</a>", one.outcome, one.course,
                                safe(synthesis_section_title(one, words_)));
        out_ += "</nav>\n</header>\n<main>\n";
    }

    void figure(const figure::Scene& scene, const std::string& id) {
        figure::SvgStyle style;
        style.colours = figure::SvgColours::classes;
        style.id = id;
        out_ += "<figure>" + figure::to_svg(scene, style) + "</figure>\n";
    }

    void heading(const std::string& id, const std::string& title) {
        out_ += fmt::format("<h2 id=\"{}\">{}</h2>\n", id, title);
    }

    void map() {
        heading("map", label("map"));
        std::vector<std::pair<std::string_view, std::string>> totals;
        for (const auto& [verdict, count] : synthesis_.at("totals").items())
            totals.emplace_back(verdict, std::to_string(count.get<int>()));
        out_ += "<p>" + safe(words_("synthesis.label.totals", totals)) + "</p>\n";
        figure(synthesis_map_chart(synthesis_, words_), "map-picture");
    }

    [[nodiscard]] std::string tag(const OrderedJson& cell) const {
        const std::string verdict = text_of(cell, "verdict");
        return fmt::format("<span class=\"tag {}\">{}</span>", verdict,
                           safe(words_("synthesis.verdict." + verdict)));
    }

    void section(const SynthesisSection& one) {
        heading(one.outcome + "-" + one.course, safe(synthesis_section_title(one, words_)));
        const std::string id = one.outcome + "-" + one.course;
        margins(one);
        for (const char* measure : {"SMD", "MD", "HR", "OR"})
            if (const auto forest = synthesis_forest(synthesis_, one, measure, words_))
                figure(*forest, "forest-" + id + "-" + measure);
        if (const auto prior = synthesis_prior_chart(synthesis_, one, words_))
            figure(*prior, "prior-" + id);
        std::vector<std::string> modalities = synthesis_modalities();
        modalities.insert(modalities.begin(), "all");
        for (const std::string& modality : modalities)
            if (const OrderedJson* cell =
                    synthesis_margin(synthesis_, one.outcome, modality, one.course))
                reasons(*cell);
        narrower(one);
    }

    void table(const std::vector<const char*>& titles) {
        out_ += "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>";
        for (const char* title : titles) out_ += "<th scope=\"col\">" + label(title) + "</th>";
        out_ += "</tr></thead><tbody>\n";
    }
    void end_table() { out_ += "</tbody></table></div>\n"; }

    [[nodiscard]] std::string level(const OrderedJson& cell) const {
        return cell.at("certainty").is_null()
                   ? "–"
                   : safe(words_("synthesis.level." + text_of(cell.at("certainty"), "level")));
    }

    [[nodiscard]] std::string estimate(const OrderedJson& cell) const {
        std::string shown = synthesis_interval(cell.at("own"));
        if (!cell.at("own").is_null() && cell.at("own").at("measure") != "SMD")
            shown += " " + text_of(cell.at("own"), "measure");
        return safe(shown);
    }

    void cell_row(const std::string& name, const OrderedJson& cell) {
        const std::string directions = synthesis_directions(cell.at("directions"));
        const std::string used = synthesis_rows(cell, "usable");
        out_ += fmt::format(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"number\">{}</td><td "
            "class=\"number\">{}</td><td class=\"number\">{}</td><td "
            "class=\"number\">{}</td><td>{}</td><td>{}</td></tr>\n",
            safe(name), tag(cell), cell.at("k").get<int>(), estimate(cell),
            directions.empty() ? "–" : directions, synthesis_prior(cell.at("prior")), level(cell),
            used.empty() ? "–" : "<code>" + safe(used) + "</code>");
    }

    void margins(const SynthesisSection& one) {
        table({"training", "verdict", "trials", "estimate", "directions", "prior", "certainty",
               "rows_used"});
        std::vector<std::string> modalities = synthesis_modalities();
        modalities.insert(modalities.begin(), "all");
        for (const std::string& modality : modalities)
            if (const OrderedJson* cell =
                    synthesis_margin(synthesis_, one.outcome, modality, one.course))
                cell_row(words_("synthesis.modality." + modality), *cell);
        end_table();
    }

    void list(const std::string& title, const std::vector<std::string>& lines) {
        if (lines.empty()) return;
        out_ += "<p class=\"soft small\">" + title + "</p><ul class=\"small\">";
        for (const std::string& line : lines) out_ += "<li>" + safe(line) + "</li>";
        out_ += "</ul>\n";
    }

    static std::vector<std::string> texts(const OrderedJson& said) {
        std::vector<std::string> lines;
        for (const OrderedJson& one : said) lines.push_back(text_of(one, "text"));
        return lines;
    }

    void reasons(const OrderedJson& cell) {
        if (cell.at("verdict") == "nothing_found" && cell.at("rows").empty() &&
            cell.at("prior").is_null())
            return;
        out_ += "<details><summary><strong>" +
                safe(words_("synthesis.modality." + text_of(cell, "modality"))) + "</strong> " +
                tag(cell) + " <span class=\"why\">" + label("why") + "</span></summary><div>\n";
        std::vector<std::string> why = texts(cell.at("reasons"));
        add_fits(cell.at("own"), why);
        list(label("why"), why);
        if (!cell.at("prior").is_null()) {
            const OrderedJson& prior = cell.at("prior");
            std::vector<std::string> lines{
                words_("synthesis.label.prior_line",
                       {{"mean", synthesis_number(prior.at("mean").get<double>())},
                        {"sd", synthesis_number(prior.at("sd").get<double>())},
                        {"grade", words_("synthesis.level." + text_of(prior, "grade"))},
                        {"reason", text_of(prior, "reason")}}),
                words_("synthesis.prior.prediction",
                       {{"tau",
                         synthesis_number(
                             synthesis_.at("settings").at("prediction_tau").get<double>(), 1)}})};
            if (!prior.at("from").is_null())
                lines.push_back(words_("synthesis.label.row") + " " + text_of(prior, "from"));
            list(label("prior"), lines);
        } else {
            list(label("prior"), {words_("synthesis.prior.none")});
        }
        if (!cell.at("certainty").is_null()) {
            std::vector<std::string> lines;
            for (const OrderedJson& domain : cell.at("certainty").at("domains"))
                lines.push_back(words_("synthesis.domain." + text_of(domain, "domain")) + " −" +
                                std::to_string(domain.at("steps").get<int>()) +
                                synthesis_colon(words_) + text_of(domain, "reason") + " (" +
                                words_(domain.at("judgement").get<bool>()
                                           ? "synthesis.label.judgement"
                                           : "synthesis.label.computed") +
                                ")");
            list(label("certainty") + safe(synthesis_colon(words_)) + level(cell), lines);
        }
        list(label("change"), texts(cell.at("would_change")));
        out_ += "</div></details>\n";
    }

    void add_fits(const OrderedJson& own, std::vector<std::string>& lines) const {
        if (own.is_null()) return;
        if (!own.at("bayes").is_null()) {
            const OrderedJson& bayes = own.at("bayes");
            const auto number = [&](const char* key) {
                return synthesis_number(bayes.at(key).get<double>());
            };
            lines.push_back(words_(
                "synthesis.label.bayes",
                {{"estimate", synthesis_interval(bayes)},
                 {"tau", number("tau_median")},
                 {"scale", synthesis_number(bayes.at("tau_prior").at("scale").get<double>(), 1)},
                 {"prediction", "(" + number("pi_lb") + ", " + number("pi_ub") + ")"},
                 {"benefit", number("chance_benefit")}}));
        }
        if (!own.at("reml").is_null()) {
            const OrderedJson& reml = own.at("reml");
            lines.push_back(words_("synthesis.label.reml",
                                   {{"estimate", synthesis_interval(reml)},
                                    {"tau2", synthesis_number(reml.at("tau2").get<double>(), 3)},
                                    {"I2", synthesis_number(reml.at("I2").get<double>(), 0)}}));
        }
    }

    /// Cells below the margins that say something.
    void narrower(const SynthesisSection& one) {
        std::vector<const OrderedJson*> cells;
        for (const OrderedJson& cell : synthesis_.at("cells")) {
            const bool margin = cell.at("comparison") == "control" &&
                                cell.at("intensity") == "all" && cell.at("control") == "all" &&
                                cell.at("substance") == "all";
            if (cell.at("outcome") == one.outcome && cell.at("course") == one.course && !margin &&
                cell.at("verdict") != "nothing_found")
                cells.push_back(&cell);
        }
        if (cells.empty()) return;
        out_ += "<details><summary><strong>" + label("other_cells") + "</strong> " +
                std::to_string(cells.size()) + "</summary><div>\n";
        table({"training", "verdict", "trials", "estimate", "directions", "prior", "certainty",
               "rows_used"});
        for (const OrderedJson* cell : cells) {
            std::string name = words_("synthesis.modality." + text_of(*cell, "modality"));
            if (cell->at("comparison") != "control")
                name += " · " + words_("synthesis.comparison." + text_of(*cell, "comparison"));
            for (const char* part : {"intensity", "control", "substance"})
                if (cell->at(part) != "all")
                    name += " · " +
                            words_(std::string{"synthesis."} + part + "." + text_of(*cell, part));
            cell_row(name, *cell);
        }
        end_table();
        out_ += "</div></details>\n";
    }

    void checks() {
        heading("checks", label("checks"));
        out_ += "<ul>";
        for (const OrderedJson& test : synthesis_.at("subgroup_tests")) {
            std::string ids;
            for (const OrderedJson& id : test.at("rows"))
                ids += (ids.empty() ? "" : ", ") + id.get<std::string>();
            out_ +=
                fmt::format("<li><code>{}</code>: Q = {}, df = {}, p = {}</li>", safe(ids),
                            synthesis_number(test.at("QM").get<double>()), test.at("df").get<int>(),
                            synthesis_number(test.at("QMp").get<double>(), 3));
        }
        out_ += "</ul>\n";
        heading("flags", label("flags"));
        out_ += "<ul>";
        for (const OrderedJson& flag : synthesis_.at("flags"))
            out_ += "<li><code>" + safe(text_of(flag, "where")) +
                    "</code>: " + safe(text_of(flag, "text")) + "</li>";
        out_ += "</ul>\n";
    }

    void rows() {
        heading("rows", label("own_rows"));
        out_ += "<details><summary><strong>" + label("own_rows") + "</strong> " +
                std::to_string(synthesis_.at("rows").size()) + "</summary><div>\n";
        table({"row", "source", "standing", "effect", "as_printed"});
        for (const OrderedJson& row : synthesis_.at("rows")) {
            const std::string effect =
                row.at("yi").is_null()
                    ? "–"
                    : synthesis_number(row.at("yi").get<double>(), 3) +
                          (row.at("vi").is_null()
                               ? ""
                               : " (v " + synthesis_number(row.at("vi").get<double>(), 4) + ")") +
                          " " + text_of(row, "measure");
            out_ += fmt::format(
                "<tr><td><code>{}</code></td><td><code>{}</code></td><td>{}</td><td "
                "class=\"number\">{}</td><td class=\"small\">{}</td></tr>\n",
                safe(text_of(row, "row")), safe(text_of(row, "source")),
                safe(words_("synthesis.standing." + text_of(row, "standing"))), safe(effect),
                safe(text_of(row, "as_printed")));
        }
        end_table();
        out_ += "</div></details>\n<details><summary><strong>" + label("published") + "</strong> " +
                std::to_string(synthesis_.at("published").size()) + "</summary><div>\n";
        table({"row", "source", "effect", "as_printed"});
        for (const OrderedJson& pool : synthesis_.at("published")) {
            std::string effect = "–";
            if (!pool.at("estimate").is_null())
                effect = synthesis_number(pool.at("estimate").get<double>(), 3);
            if (!pool.at("ci_lb").is_null())
                effect += " (" + synthesis_number(pool.at("ci_lb").get<double>(), 3) + ", " +
                          synthesis_number(pool.at("ci_ub").get<double>(), 3) + ")";
            if (pool.at("sign_flipped").get<bool>())
                effect += " · " + words_("synthesis.label.turned");
            out_ += fmt::format(
                "<tr><td><code>{}</code></td><td><code>{}</code></td><td "
                "class=\"number\">{}</td><td class=\"small\">{}</td></tr>\n",
                safe(text_of(pool, "row")), safe(text_of(pool, "source")), safe(effect),
                safe(text_of(pool, "as_printed")));
        }
        end_table();
        out_ += "</div></details>\n";
    }

    void foot() {
        const OrderedJson& trials = synthesis_.at("trials");
        out_ += "</main>\n<footer class=\"small soft\"><p>" +
                safe(words_("synthesis.label.made",
                            {{"studies", std::to_string(trials.at("studies").get<int>())},
                             {"results", std::to_string(trials.at("results").get<int>())},
                             {"pooled", std::to_string(trials.at("pooled").get<int>())},
                             {"hash", text_of(trials, "hash").substr(0, 12)}})) +
                "</p></footer>\n</body>\n</html>\n";
    }

    const OrderedJson& synthesis_;
    const Words& words_;
    std::string other_, out_;
};

}  // namespace

std::string synthesis_html(const OrderedJson& synthesis, const Words& words,
                           const std::string& other_page) {
    return Page{synthesis, words, other_page}.write();
}

}  // namespace sinew::render
