#include <sinew/base/text.hpp>
#include <sinew/care/condition_words.hpp>

namespace sinew::care {
namespace {

using knowledge::Condition;
using knowledge::ConditionNode;
using knowledge::FactType;
using knowledge::Op;

std::string_view key_of(Op op) {
    switch (op) {
        case Op::all: return "condition.all";
        case Op::any: return "condition.any";
        case Op::eq: return "condition.eq";
        case Op::ne: return "condition.ne";
        case Op::lt: return "condition.lt";
        case Op::le: return "condition.le";
        case Op::gt: return "condition.gt";
        case Op::ge: return "condition.ge";
        case Op::in: return "condition.in";
    }
    return "condition.all";
}

class Speaker {
public:
    Speaker(const Condition& condition, const knowledge::ScreeningPack& pack,
            const knowledge::Words& words)
        : condition_{condition}, pack_{pack}, words_{words} {}

    /// The subtree that begins at `at`; an inner all/any of the other kind stands in brackets.
    std::string say(std::size_t at, bool inside) const {
        const ConditionNode& node = condition_[at];
        if (node.op != Op::all && node.op != Op::any) return compare(node);
        std::string text;
        int parts = 0;
        for (std::size_t child = at + 1; child < node.end; child = next(child), ++parts)
            text = parts == 0
                       ? say(child, true)
                       : words_(key_of(node.op), {{"first", text}, {"second", say(child, true)}});
        return inside && parts > 1 ? words_("condition.group", {{"inner", text}}) : text;
    }

private:
    std::size_t next(std::size_t at) const {
        const ConditionNode& node = condition_[at];
        return node.op == Op::all || node.op == Op::any ? node.end : at + 1;
    }

    std::string compare(const ConditionNode& node) const {
        const auto& fact = pack_.facts[node.fact];
        const std::string label = fact_label(node.fact, pack_, words_);
        if (node.op == Op::in) {
            std::vector<std::string> values;
            for (std::size_t i = 0; i < fact.values.size(); ++i)
                if ((node.members >> i & 1U) != 0)
                    values.push_back(
                        fact_value_words(node.fact, static_cast<double>(i), pack_, words_));
            return words_("condition.in",
                          {{"fact", label}, {"values", spoken_list(values, words_)}});
        }
        if (fact.type == FactType::boolean) {
            const bool yes = (node.value != 0) == (node.op == Op::eq);
            return words_(yes ? "condition.yes" : "condition.no", {{"fact", label}});
        }
        return words_(
            key_of(node.op),
            {{"fact", label}, {"value", fact_value_words(node.fact, node.value, pack_, words_)}});
    }

    const Condition& condition_;
    const knowledge::ScreeningPack& pack_;
    const knowledge::Words& words_;
};

}  // namespace

std::string fact_label(domain::FactIndex fact, const knowledge::ScreeningPack& pack,
                       const knowledge::Words& words) {
    const std::string& name = pack.facts[fact].name;
    const std::string key = "question." + name + ".label";
    return words.has(key) ? words(key) : name;
}

std::string fact_value_words(domain::FactIndex fact, double value,
                             const knowledge::ScreeningPack& pack, const knowledge::Words& words) {
    const auto& spec = pack.facts[fact];
    switch (spec.type) {
        case FactType::boolean:
            return words(value != 0 ? "question.value.yes" : "question.value.no");
        case FactType::number: return number_text(value);
        case FactType::choice: break;
    }
    const std::string& word = spec.values[static_cast<std::size_t>(value)];
    const std::string key = "question." + spec.name + ".value." + word;
    return words.has(key) ? words(key) : word;
}

std::string spoken_list(const std::vector<std::string>& parts, const knowledge::Words& words,
                        std::string_view pattern) {
    std::string text;
    for (const std::string& part : parts)
        text = text.empty() ? part : words(pattern, {{"first", text}, {"second", part}});
    return text;
}

std::string condition_words(const Condition& condition, const knowledge::ScreeningPack& pack,
                            const knowledge::Words& words) {
    if (condition.empty()) return words("condition.always");
    return Speaker{condition, pack, words}.say(0, false);
}

}  // namespace sinew::care
