#include <sinew/base/text.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/knowledge/phrase_text.hpp>
#include <sinew/render/view.hpp>

#include <algorithm>
#include <cctype>

namespace sinew::render {
using namespace domain;
using knowledge::Catalogue;
using knowledge::Words;
namespace {

template <class Enum>
std::string word_of(const Words& words, const std::string& prefix, Enum value) {
    return words(prefix + std::string{name_of(value)});
}

std::vector<SourceView> sources_of(const std::vector<std::string>& keys, const Catalogue& catalogue,
                                   const Words& words) {
    std::vector<SourceView> sources;
    for (const std::string& key : keys) {
        const auto found = catalogue.citations.find(key);
        if (found == catalogue.citations.end())
            sources.push_back({key, key, {}, {}});
        else
            sources.push_back({key, found->second.citation, found->second.locator,
                               word_of(words, "status.", found->second.status)});
    }
    return sources;
}

std::string fact_line(FactIndex fact, const Intake& facts, const Catalogue& catalogue,
                      const Words& words) {
    const std::string label = words("question." + catalogue.screening.facts[fact].name + ".label");
    const std::string colon = words.language() == Language::zh ? "：" : ": ";
    if (fact >= facts.size()) return label + colon + words("why.unknown");
    const Reading& reading = facts[fact];
    switch (reading.state) {
        case Reading::State::known: {
            std::string line = knowledge::fact_text(fact, reading.value, catalogue, words);
            if (reading.stale) line += " (" + words("missing.stale") + ")";
            return line;
        }
        case Reading::State::never: return label + colon + words("why.never");
        case Reading::State::invalid: return label + colon + words("missing.invalid");
        case Reading::State::absent: return label + colon + words("missing.unknown");
    }
    return label;
}

FindingView finding_of(RuleIndex index, const Clearance& clearance, const Catalogue& catalogue,
                       const Words& words) {
    const knowledge::ScreeningRule& rule = catalogue.screening.rules[index];
    const std::string key = "rule." + rule.id + ".";
    FindingView finding;
    finding.id = rule.id;
    finding.title = words(key + "title");
    finding.outcome = word_of(words, "outcome.", rule.outcome);
    finding.say = words(key + "say");
    finding.why = words(key + "why");
    finding.clears =
        words.has(key + "clears") ? words(key + "clears") : words("why.no_clears_when");
    for (const FactIndex fact : rule.facts)
        finding.facts.push_back(fact_line(fact, clearance.facts, catalogue, words));
    finding.sources = sources_of(rule.sources, catalogue, words);
    finding.grade = std::string{name_of(rule.grade)} + " – " + word_of(words, "grade.", rule.grade);
    finding.status = word_of(words, "status.", rule.status);
    finding.set_aside = std::find(clearance.set_aside.begin(), clearance.set_aside.end(), index) !=
                        clearance.set_aside.end();
    return finding;
}

std::vector<std::string> limit_lines(const Limits& limits, const Words& words) {
    std::vector<std::string> lines;
    const bool chinese = words.language() == Language::zh;
    const auto pair = [&](const std::string& label, const std::string& text) {
        lines.push_back(words("limit." + label) + (chinese ? "：" : ": ") + text);
    };
    const auto number = [&](const std::string& label, std::string_view name,
                            const std::optional<int>& value) {
        if (value)
            lines.push_back(words("limit." + label + ".value", {{name, std::to_string(*value)}}));
    };
    if (limits.intensity_cap) pair("intensity_cap", word_of(words, "zone.", *limits.intensity_cap));
    number("session_min_max", "minutes", limits.session_min_max);
    number("weekly_min_max", "minutes", limits.weekly_min_max);
    number("sessions_per_day_max", "count", limits.sessions_per_day_max);
    number("rest_days_min", "days", limits.rest_days_min);
    number("warmup_min", "minutes", limits.warmup_min);
    number("cooldown_min", "minutes", limits.cooldown_min);
    if (limits.supervision)
        pair("supervision", word_of(words, "supervision.", *limits.supervision));
    if (limits.rpe_talk) pair("intensity_basis", words("intensity_basis.rpe_talk"));
    if (limits.start_light_to_moderate) lines.push_back(words("start.light_to_moderate"));
    const auto tags = [&]<class Enum>(EnumSet<Enum> set) {
        std::vector<std::string> texts;
        for (const Enum value : values_of<Enum>())
            if (set.has(value)) texts.push_back(word_of(words, "tag.", value));
        return texts;
    };
    for (const std::string& ban : tags(limits.avoid)) lines.push_back(ban);
    if (limits.allow) pair("allow", knowledge::list_text(tags(*limits.allow), words));
    for (const std::string& preference : tags(limits.prefer)) pair("prefer", preference);
    for (const std::string_view first : limits.need_first)
        pair("need_first", words("need_first." + key_word(first)));
    return lines;
}

}  // namespace

std::string key_word(std::string_view word) {
    std::string key{word};
    for (char& c : key)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '.') c = '_';
    return key;
}

ClearanceView view_of(const Clearance& clearance, const Catalogue& catalogue, const Words& words) {
    ClearanceView view;
    view.outcome = word_of(words, "outcome.", clearance.outcome);
    view.mark = std::string{name_of(clearance.outcome)};
    view.training = clearance.training_allowed();
    for (const RuleIndex rule : clearance.fired)
        view.findings.push_back(finding_of(rule, clearance, catalogue, words));
    view.limits = limit_lines(clearance.limits, words);
    for (const std::string_view text : clearance.limits.monitor)
        view.monitor.push_back(words("monitor." + key_word(text)));
    for (const std::string_view need : clearance.need)
        view.needs.push_back(words("need." + key_word(need)));
    if (clearance.permitted_meanwhile)
        for (const Activity activity : *clearance.permitted_meanwhile)
            view.meanwhile.push_back(word_of(words, "activity.", activity));
    for (const MissingFact& missing : clearance.missing) {
        const std::string key = "question." + catalogue.screening.facts[missing.fact].name + ".";
        view.questions.push_back(
            {words(key + "ask"), words(key + "why"), word_of(words, "missing.", missing.reason)});
    }
    for (const FactIndex fact : care::worth_asking(clearance, catalogue))
        view.optional_open.push_back(
            words("question." + catalogue.screening.facts[fact].name + ".label"));
    for (const RuleIndex rule : clearance.passed) {
        const std::string& id = catalogue.screening.rules[rule].id;
        view.passed.push_back(id + " " + words("rule." + id + ".title"));
    }
    for (const Override& override_ : clearance.overrides)
        view.overrides.push_back(
            override_.rule + ": " +
            words("screening.override.until", {{"date", day_text(override_.until)},
                                               {"name", override_.who},
                                               {"reason", override_.reason}}));
    return view;
}

ChoiceView view_of(const Choice& choice, const Intake& facts, const Catalogue& catalogue,
                   const Words& words) {
    ChoiceView view;
    view.id = std::string{name_of(choice.id)};
    view.title = words("choice." + view.id + ".title");
    view.answer = knowledge::phrase_text(choice.answer, catalogue, words);
    for (const FactIndex fact : choice.facts)
        view.facts.push_back(fact_line(fact, facts, catalogue, words));
    for (const std::string_view rule : choice.rules) {
        const std::string id{rule};
        const std::string key = "rule." + id + ".title";
        view.rules.push_back(words.has(key) ? id + " – " + words(key) : id);
    }
    std::vector<std::string> keys;
    for (const std::string_view key : choice.sources) keys.emplace_back(key);
    view.sources = sources_of(keys, catalogue, words);
    view.grade =
        std::string{name_of(choice.grade)} + " – " + word_of(words, "grade.", choice.grade);
    view.status = word_of(words, "status.", choice.status);
    const auto contenders = [&](const std::vector<Contender>& list) {
        std::vector<std::string> lines;
        for (const Contender& contender : list) {
            std::string line = knowledge::phrase_text(contender.phrase, catalogue, words);
            if (!contender.rule.empty()) line += " [" + std::string{contender.rule} + "]";
            lines.push_back(std::move(line));
        }
        return lines;
    };
    view.against = contenders(choice.against);
    view.lost = contenders(choice.lost);
    for (const Phrase& phrase : choice.would_change)
        view.change.push_back(knowledge::phrase_text(phrase, catalogue, words));
    return view;
}

}  // namespace sinew::render
