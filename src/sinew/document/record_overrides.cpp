#include <sinew/document/limits_json.hpp>
#include <sinew/document/record_overrides.hpp>

#include <fmt/format.h>

#include <deque>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::ScreeningPack;

/// Limits keep views: every word must be one the catalogue owns.
void own_words(std::vector<std::string_view>& words, const Node& limits,
               const ScreeningPack& pack) {
    for (std::string_view& word : words) {
        if (const auto owned = pack.word(word))
            word = *owned;
        else
            limits.fault("no rule uses the word \"" + std::string{word} + "\"",
                         "use a monitor or need word of the pack");
    }
}

Override::Added read_added(const Node& node, const ScreeningPack& pack) {
    Override::Added added;
    only_keys(node, {"outcome", "limits", "say"});
    if (const auto outcome = word_of<Outcome>(node.get("outcome"))) {
        added.outcome = *outcome;
        if (added.outcome == Outcome::incomplete)
            node.get("outcome").fault("incomplete is no decision",
                                      "use clear, modify, supervise, refer_first or stop_now");
    }
    added.say = text_of(node.get("say"));
    if (const auto limits = node.maybe("limits")) {
        std::deque<std::string> words;
        Faults faults;
        added.limits = knowledge::read_limits(Node{limits->json(), limits->at(), faults}, words);
        if (faults.none()) {
            own_words(added.limits.monitor, *limits, pack);
            own_words(added.limits.need_first, *limits, pack);
        }
        node.faults().take(std::move(faults));
    }
    return added;
}

void check_rule(const Node& rule, const Override& override, const ScreeningPack& pack) {
    const auto found = pack.find_rule(override.rule);
    if (override.added) {
        if (found)
            rule.fault("this rule exists already",
                       "give the added rule a name of its own, such as SITE-1");
    } else if (!found) {
        std::vector<std::string> ids;
        for (const auto& known : pack.rules) ids.push_back(known.id);
        const auto near = nearest_word(override.rule, ids);
        rule.faults().add(ErrorCode::not_found, rule.at(), "unknown rule",
                          near ? "did you mean " + *near + "?" : "see `sinew explain SCR-...`");
    } else if (!pack.rules[*found].overridable) {
        rule.fault("this rule cannot be set aside",
                   "what it found has to change; see `sinew explain " + override.rule + "`");
    }
}

}  // namespace

std::vector<Override> read_overrides(const Node& list, Day assessed, const ScreeningPack& pack) {
    std::vector<Override> overrides;
    for (const Node& node : list.items()) {
        if (!is_object(node)) continue;
        only_keys(node, {"rule", "who", "reason", "from", "until", "limits_too", "add"});
        Override override;
        override.rule = text_of(node.get("rule"), 40);
        override.who = text_of(node.get("who"), 200);
        override.reason = text_of(node.get("reason"));
        override.from = assessed;
        if (const auto from = node.maybe("from")) override.from = day_of(*from).value_or(assessed);
        const auto until = day_of(node.get("until"));
        override.until = until.value_or(override.from);
        if (until && *until < override.from)
            node.get("until").fault("ends before it begins", "give a later day");
        if (until && *until - override.from > std::chrono::days{kLongestOverrideDays})
            node.get("until").fault(fmt::format("lasts longer than {} days", kLongestOverrideDays),
                                    "give an earlier day and renew it after a review");
        if (const auto too = node.maybe("limits_too")) override.limits_too = too->yes();
        if (const auto add = node.maybe("add"); add && is_object(*add))
            override.added = read_added(*add, pack);
        if (!override.rule.empty()) check_rule(node.get("rule"), override, pack);
        overrides.push_back(std::move(override));
    }
    return overrides;
}

OrderedJson overrides_json(const std::vector<Override>& overrides) {
    OrderedJson list = OrderedJson::array();
    for (const Override& override : overrides) {
        OrderedJson json;
        json["rule"] = override.rule;
        if (override.added)
            json["add"] = {{"outcome", name_of(override.added->outcome)},
                           {"limits", limits_json(override.added->limits)},
                           {"say", override.added->say}};
        json["who"] = override.who;
        json["reason"] = override.reason;
        json["from"] = day_text(override.from);
        json["until"] = day_text(override.until);
        if (override.limits_too) json["limits_too"] = true;
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace sinew::document
