#include <sinew/base/json_pointer.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/explain_synthesis.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

using care::Explained;

constexpr std::size_t kCellKeyParts =
    7;  // outcome/course/comparison/modality/intensity/control/substance
constexpr int kDecimals = 3;

const Json kNothing = nullptr;

const Json& at(const Json& json, const char* key) {
    if (!json.is_object()) return kNothing;
    const auto found = json.find(key);
    return found == json.end() ? kNothing : *found;
}

std::string text(const Json& json, const char* key) {
    const Json& value = at(json, key);
    return value.is_string() ? value.get<std::string>() : std::string{};
}

std::string number(const Json& json, const char* key, int decimals = kDecimals) {
    const Json& value = at(json, key);
    return value.is_number() ? fixed_text(value.get<double>(), decimals) : "NA";
}

/// The element of a list whose `name` is `id`.
const Json& element(const Json& list, const char* name, std::string_view id) {
    if (list.is_array())
        for (const Json& one : list)
            if (text(one, name) == id) return one;
    return kNothing;
}

class SynthesisReader {
public:
    SynthesisReader(const Json& document, const care::Catalogue& catalogue,
                    const care::Words& words)
        : document_{document}, catalogue_{catalogue}, words_{words} {}

    Explained cell(const Json& cell) const {
        Explained out{.id = text(cell, "key"), .kind = "synthesis_cell", .title = title_of(cell)};
        add(out, "answer", "why.answer", answer_lines(cell));
        add(out, "method", "synthesis.explain.method", method_lines(cell));
        add(out, "facts", "why.facts", row_lines(out, cell, true));
        add(out, "not_used", "synthesis.explain.not_used", row_lines(out, cell, false));
        add(out, "published", "synthesis.label.published", published_lines(out, cell));
        add(out, "prior", "synthesis.label.prior", prior_lines(cell));
        add(out, "grade", "why.grade", grade_lines(cell, false));
        add(out, "against", "why.against", against_lines(cell));
        add(out, "change", "why.change", said(at(cell, "would_change")));
        return out;
    }

    Explained row(const Json& row) const {
        Explained out{.id = text(row, "row"),
                      .kind = "synthesis_row",
                      .title = text(row, "study") + ", " + outcome_of(row)};
        add(out, "answer", "why.answer", {row_line(row)});
        add(out, "method", "synthesis.explain.method",
            {text(row, "how"), text(row, "derivation"), standing_of(row)});
        add(out, "facts", "synthesis.label.as_printed", {text(row, "as_printed")});
        add(out, "used_by", "synthesis.explain.used_by", cells_with(text(row, "row")));
        add(out, "against", "why.against", flags_on(text(row, "row")));
        out.status = domain::named<domain::Status>(text(row, "status"));
        add_source(out, text(row, "source"));
        return out;
    }

    Explained published(const Json& pool) const {
        Explained out{.id = text(pool, "row"),
                      .kind = "synthesis_published",
                      .title = text(pool, "review") + ", " + outcome_of(pool)};
        add(out, "answer", "why.answer", {pool_line(pool)});
        add(out, "facts", "synthesis.label.as_printed", {text(pool, "as_printed")});
        add(out, "against", "why.against", flags_on(text(pool, "row")));
        out.status = domain::named<domain::Status>(text(pool, "status"));
        add_source(out, text(pool, "source"));
        return out;
    }

private:
    void add(Explained& to, std::string_view key, std::string_view label,
             std::vector<std::string> lines) const {
        std::erase_if(lines, [](const std::string& line) { return line.empty(); });
        if (!lines.empty()) to.parts.push_back({key, words_(label), std::move(lines)});
    }

    void add_source(Explained& to, const std::string& key) const {
        const auto cited = catalogue_.citations.find(key);
        if (cited == catalogue_.citations.end()) return;
        if (std::ranges::find(to.sources, key, &care::ExplainedSource::key) != to.sources.end())
            return;
        to.sources.push_back({key, cited->second.citation, cited->second.locator,
                              cited->second.note, cited->second.status});
        to.see_also.push_back(key);
    }

    std::string worded(const std::string& prefix, const std::string& name) const {
        return name.empty() ? name : words_.has(prefix + name) ? words_(prefix + name) : name;
    }
    std::string colon() const { return words_.language() == domain::Language::zh ? "：" : ": "; }
    std::string outcome_of(const Json& json) const {
        return worded("synthesis.outcome.", text(json, "outcome"));
    }
    std::string standing_of(const Json& json) const {
        return worded("synthesis.standing.", text(json, "standing"));
    }

    std::string title_of(const Json& cell) const {
        return fmt::format("{} · {} · {}", outcome_of(cell),
                           worded("synthesis.modality.", text(cell, "modality")),
                           worded("synthesis.control.", text(cell, "control")));
    }

    std::vector<std::string> answer_lines(const Json& cell) const {
        std::string verdict =
            fmt::format("{}{}k = {}", worded("synthesis.verdict.", text(cell, "verdict")), colon(),
                        number(cell, "k", 0));
        if (at(cell, "n").is_number()) verdict += ", n = " + number(cell, "n", 0);
        std::vector<std::string> lines{std::move(verdict)};
        const Json& own = at(cell, "own");
        if (own.is_object())
            lines.push_back(fmt::format("{} {} ({}, {})", text(own, "measure"), number(own, "b"),
                                        number(own, "ci_lb"), number(own, "ci_ub")));
        return lines;
    }

    /// How the cell's own number was made; the settings are those that the document names.
    std::vector<std::string> method_lines(const Json& cell) const {
        const Json& own = at(cell, "own");
        std::vector<std::string> lines;
        const std::string how = text(own, "method");
        if (!how.empty())
            lines.push_back(
                words_("synthesis.explain.method." + std::string{how == "bayes"  ? "bayes"
                                                                 : how == "REML" ? "reml"
                                                                                 : "study"}));
        const Json &bayes = at(own, "bayes"), &reml = at(own, "reml");
        if (bayes.is_object())
            lines.push_back(words_("synthesis.explain.bayes",
                                   {{"scale", number(at(bayes, "tau_prior"), "scale", 2)},
                                    {"tau", number(bayes, "tau_median")},
                                    {"low", number(bayes, "pi_lb", 2)},
                                    {"high", number(bayes, "pi_ub", 2)}}));
        if (reml.is_object())
            lines.push_back(words_("synthesis.explain.reml", {{"b", number(reml, "b")},
                                                              {"low", number(reml, "ci_lb")},
                                                              {"high", number(reml, "ci_ub")},
                                                              {"tau2", number(reml, "tau2")},
                                                              {"I2", number(reml, "I2", 0)}}));
        for (std::string& line : said(at(cell, "reasons"))) lines.push_back(std::move(line));
        return lines;
    }

    std::string row_line(const Json& row) const {
        const Json& y = at(row, "yi");
        const std::string effect = y.is_number()
                                       ? fmt::format("{} {}, v {}", text(row, "measure"),
                                                     number(row, "yi"), number(row, "vi", 4))
                                       : worded("synthesis.explain.favours.", text(row, "favours"));
        std::string line = fmt::format("{}: {}", text(row, "row"), effect);
        if (at(row, "n").is_number()) line += fmt::format(", n {}", number(row, "n", 0));
        if (!text(row, "arm").empty()) line += fmt::format("; {}", text(row, "arm"));
        if (!text(row, "versus").empty()) line += fmt::format(" / {}", text(row, "versus"));
        return line;
    }

    std::vector<std::string> row_lines(Explained& out, const Json& cell, bool used) const {
        std::vector<std::string> lines;
        if (!at(cell, "rows").is_array()) return lines;
        for (const Json& one : at(cell, "rows")) {
            const std::string standing = text(one, "standing");
            if ((standing == "usable") != used) continue;
            const Json& row = element(at(document_, "rows"), "row", text(one, "row"));
            std::string line = row.is_object() ? row_line(row) : text(one, "row");
            if (!used) line += " – " + worded("synthesis.standing.", standing);
            lines.push_back(std::move(line));
            if (row.is_object()) add_source(out, text(row, "source"));
        }
        return lines;
    }

    static std::string pool_line(const Json& pool) {
        return fmt::format("{}: {} {} ({}, {}), {}", text(pool, "row"), text(pool, "measure"),
                           number(pool, "estimate", 2), number(pool, "ci_lb", 2),
                           number(pool, "ci_ub", 2), text(pool, "subgroup"));
    }

    std::vector<std::string> published_lines(Explained& out, const Json& cell) const {
        std::vector<std::string> lines;
        if (!at(cell, "published").is_array()) return lines;
        for (const Json& id : at(cell, "published")) {
            if (!id.is_string()) continue;
            const Json& pool = element(at(document_, "published"), "row", id.get<std::string>());
            lines.push_back(pool.is_object() ? pool_line(pool) : id.get<std::string>());
            if (pool.is_object()) add_source(out, text(pool, "source"));
        }
        return lines;
    }

    std::vector<std::string> prior_lines(const Json& cell) const {
        const Json& prior = at(cell, "prior");
        if (!prior.is_object()) return {};
        return {fmt::format("{} ± {}; {}", number(prior, "mean", 2), number(prior, "sd", 2),
                            worded("synthesis.level.", text(prior, "grade"))),
                text(prior, "reason")};
    }

    /// The domains that took steps away; or the level, and the domains that took none.
    std::vector<std::string> grade_lines(const Json& cell, bool taken) const {
        const Json& certainty = at(cell, "certainty");
        std::vector<std::string> lines;
        if (!taken && !text(certainty, "level").empty())
            lines.push_back(worded("synthesis.level.", text(certainty, "level")));
        if (!at(certainty, "domains").is_array()) return lines;
        for (const Json& domain : at(certainty, "domains")) {
            const bool took = at(domain, "steps").is_number() && at(domain, "steps") > 0;
            if (taken != took) continue;
            lines.push_back(
                fmt::format("{} −{}{}{}", worded("synthesis.domain.", text(domain, "domain")),
                            number(domain, "steps", 0), colon(), text(domain, "reason")));
        }
        return lines;
    }

    /// What took certainty away, trials that found nothing or worse, and numbers that disagree with themselves.
    std::vector<std::string> against_lines(const Json& cell) const {
        std::vector<std::string> lines = grade_lines(cell, true);
        const Json& directions = at(cell, "directions");
        if (at(directions, "neither").is_number() && at(directions, "control").is_number() &&
            (at(directions, "neither") > 0 || at(directions, "control") > 0))
            lines.push_back(words_("synthesis.explain.directions",
                                   {{"neither", number(directions, "neither", 0)},
                                    {"control", number(directions, "control", 0)},
                                    {"mixed", number(directions, "mixed", 0)}}));
        if (at(cell, "rows").is_array())
            for (const Json& one : at(cell, "rows"))
                for (std::string& flag : flags_on(text(one, "row")))
                    lines.push_back(std::move(flag));
        return lines;
    }

    std::vector<std::string> flags_on(const std::string& row) const {
        std::vector<std::string> lines;
        if (row.empty() || !at(document_, "flags").is_array()) return lines;
        for (const Json& flag : at(document_, "flags"))
            if (text(flag, "where").ends_with(":" + row))
                lines.push_back(row + ": " + text(flag, "text"));
        return lines;
    }

    std::vector<std::string> cells_with(const std::string& row) const {
        std::vector<std::string> lines;
        if (!at(document_, "cells").is_array()) return lines;
        for (const Json& cell : at(document_, "cells"))
            if (element(at(cell, "rows"), "row", row).is_object())
                lines.push_back(text(cell, "key") + " – " +
                                worded("synthesis.verdict.", text(cell, "verdict")));
        return lines;
    }

    static std::vector<std::string> said(const Json& list) {
        std::vector<std::string> lines;
        if (list.is_array())
            for (const Json& one : list) lines.push_back(text(one, "text"));
        return lines;
    }

    const Json& document_;
    const care::Catalogue& catalogue_;
    const care::Words& words_;
};

/// The entry of a list at the head of the pointer: "/cells/3/own" -> cells[3].
const Json* entry_at(const Json& document, const std::vector<std::string>& tokens,
                     std::string_view list) {
    if (tokens.size() < 2 || tokens.front() != list) return nullptr;
    const auto found = value_at(document, "/" + escaped(tokens[0]) + "/" + escaped(tokens[1]));
    return found && (*found)->is_object() ? *found : nullptr;
}

bool is_number(const std::string& token) {
    return !token.empty() &&
           std::ranges::all_of(token, [](char c) { return c >= '0' && c <= '9'; });
}

/// The place of the element whose `name` is `id`.
std::optional<std::size_t> place_of(const Json& list, const char* name, std::string_view id) {
    if (list.is_array())
        for (std::size_t i = 0; i < list.size(); ++i)
            if (text(list[i], name) == id) return i;
    return std::nullopt;
}

}  // namespace

bool is_synthesis(const Json& document) {
    return text(document, "format").starts_with("sinew.synthesis/");
}

std::string numbered_place(const Json& document, const std::string& pointer) {
    const auto tokens = pointer_tokens(pointer);
    if (!tokens || tokens->size() < 2 || is_number((*tokens)[1])) return pointer;
    const bool cells = tokens->front() == "cells";
    const std::size_t named = cells ? kCellKeyParts : 1;
    if (tokens->size() < named + 1) return pointer;
    std::string id;
    for (std::size_t i = 1; i <= named; ++i) id += (i > 1 ? "/" : "") + (*tokens)[i];
    const auto place = place_of(at(document, tokens->front().c_str()), cells ? "key" : "row", id);
    if (!place) return pointer;
    std::string made = fmt::format("/{}/{}", tokens->front(), *place);
    for (std::size_t i = named + 1; i < tokens->size(); ++i) made += "/" + escaped((*tokens)[i]);
    return made;
}

std::vector<Explained> explain_synthesis_place(const Json& document,
                                               const std::vector<std::string>& tokens,
                                               const care::Catalogue& catalogue,
                                               const care::Words& words) {
    const SynthesisReader reader{document, catalogue, words};
    std::vector<Explained> answers;
    if (const Json* cell = entry_at(document, tokens, "cells"))
        answers.push_back(reader.cell(*cell));
    if (const Json* row = entry_at(document, tokens, "rows")) answers.push_back(reader.row(*row));
    if (const Json* pool = entry_at(document, tokens, "published"))
        answers.push_back(reader.published(*pool));
    return answers;
}

}  // namespace sinew::document
