#include <sinew/base/text.hpp>
#include <sinew/measure/run_code.hpp>
#include <sinew/measure/scorer.hpp>
#include <sinew/numerics/settled.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::measure {
namespace {

using knowledge::InputSpec;
using knowledge::ValueKind;
using knowledge::ValueRule;

bool known(double value) noexcept { return value == value; }

/// The kind of the fault of a value; nothing when it fits. Null fits: whether it may miss is asked later.
std::optional<ScoreFault> fault_of(const ValueRule& rule, double value) noexcept {
    if (!known(value) || rule.anything) return std::nullopt;
    if (!rule.allowed.empty()) {
        for (const double one : rule.allowed)
            if (one == value) return std::nullopt;
        return ScoreFault::not_allowed;
    }
    const bool inside = value >= rule.low && value <= rule.high &&
                        !(rule.above_low && value == rule.low) &&
                        (rule.kind != ValueKind::whole || value == std::floor(value));
    if (inside) return std::nullopt;
    return rule.kind == ValueKind::choice ? ScoreFault::not_allowed : ScoreFault::out_of_range;
}

}  // namespace

Scorer::Scorer(const Instrument& instrument)
    : instrument_{instrument},
      scalars_{instrument.code.initial},
      lists_(instrument.code.lists),
      buffers_(instrument.code.lists),
      grouped_(instrument.inputs.size(), false) {
    if (instrument.takes.list) list_form_.push_back(*instrument.takes.list);
    if (instrument.takes.value) value_form_.push_back(*instrument.takes.value);
    for (const auto& group : instrument.takes.any_of)
        for (const std::size_t input : group) grouped_[input] = true;
    speaks_with_error_ =
        std::any_of(instrument.outputs.begin(), instrument.outputs.end(),
                    [](const knowledge::OutputSpec& output) { return output.with_error; });
}

std::span<const std::size_t> Scorer::asked(AnswerForm form) const noexcept {
    switch (form) {
        case AnswerForm::list: return list_form_;
        case AnswerForm::value: return value_form_;
        case AnswerForm::fields: return instrument_.takes.fields;
        case AnswerForm::nothing:
        case AnswerForm::wrong_type: break;
    }
    return {};
}

std::optional<Refusal> Scorer::wrong_length(const Answers& answers) const noexcept {
    for (const std::size_t i : asked(answers.form)) {
        const InputSpec& input = instrument_.inputs[i];
        const Extent& extent = answers.extents[i];
        if (!input.list || !extent.given || extent.wrong_type) continue;
        if (extent.wrong_length || extent.count < input.shortest || extent.count > input.longest)
            return Refusal{ScoreFault::wrong_length, static_cast<int>(i), -1, nullptr};
    }
    return std::nullopt;
}

std::optional<Refusal> Scorer::wrong_value(const Answers& answers) const noexcept {
    std::optional<Refusal> first;
    for (const std::size_t i : asked(answers.form)) {
        const InputSpec& input = instrument_.inputs[i];
        const Extent& extent = answers.extents[i];
        if (!extent.given) continue;
        if (extent.wrong_type && !first)
            first = Refusal{ScoreFault::out_of_range, static_cast<int>(i), -1, nullptr};
        const double* values = answers.values.data() + extent.at;
        for (std::size_t k = 0; k < extent.count; ++k) {
            const auto fault = fault_of(input.rule(k), values[k]);
            if (!fault || (first && first->kind <= *fault)) continue;
            first = Refusal{*fault, static_cast<int>(i), input.list ? static_cast<int>(k) : -1,
                            nullptr};
            if (*fault == ScoreFault::not_allowed) return first;
        }
    }
    return first;
}

std::optional<Refusal> Scorer::missing(const Answers& answers) const noexcept {
    const auto lacks = [](std::size_t input, int element) {
        return Refusal{ScoreFault::missing, static_cast<int>(input), element, nullptr};
    };
    bool anything = false;
    std::optional<Refusal> first;
    const auto look = [&](std::size_t i, bool required) {
        const InputSpec& input = instrument_.inputs[i];
        const Extent& extent = answers.extents[i];
        if (!extent.given && required && !first) first = lacks(i, -1);
        for (std::size_t k = 0; extent.given && k < extent.count; ++k) {
            if (known(answers.values[extent.at + k])) {
                anything = true;
            } else if (input.list && !input.nulls_ruled && !first &&
                       !(k < instrument_.items.size() && input.rules.size() > 1 &&
                         instrument_.items[k].optional)) {
                first = lacks(i, static_cast<int>(k));
            }
        }
    };
    for (const std::size_t i : asked(answers.form))
        look(i, !grouped_[i] && !instrument_.inputs[i].optional);
    if (answers.form == AnswerForm::fields && !instrument_.takes.any_of.empty()) {
        bool one = false;
        for (const auto& group : instrument_.takes.any_of) {
            const bool begun = std::any_of(group.begin(), group.end(),
                                           [&](std::size_t i) { return answers.extents[i].given; });
            one = one || begun;
            if (begun)
                for (const std::size_t i : group) look(i, true);
        }
        if (!one && !first) first = lacks(instrument_.takes.any_of.front().front(), -1);
    }
    if (!anything && !first) return Refusal{ScoreFault::missing, -1, -1, nullptr};
    return first;
}

void Scorer::load(const Answers& answers, bool only_valid) {
    for (std::size_t i = 0; i < instrument_.inputs.size(); ++i) {
        const InputSpec& input = instrument_.inputs[i];
        scalars_[i] = input.standard;
        lists_[i] = {};
    }
    for (const std::size_t i : asked(answers.form)) {
        const InputSpec& input = instrument_.inputs[i];
        const Extent& extent = answers.extents[i];
        if (!extent.given || extent.wrong_type) continue;
        const std::span<const double> values = answers.values.subspan(extent.at, extent.count);
        if (!input.list) {
            if (!values.empty() && known(values[0]))
                scalars_[i] =
                    only_valid && fault_of(input.rule(0), values[0]) ? kMissing : values[0];
        } else if (!only_valid) {
            lists_[i] = as_given(values);
        } else {
            buffers_[i].assign(values.begin(), values.end());
            for (std::size_t k = 0; k < values.size(); ++k)
                if (fault_of(input.rule(k), values[k])) buffers_[i][k] = kMissing;
            lists_[i] = as_given(buffers_[i]);
        }
    }
}

void Scorer::run() {
    run_code(instrument_.code, scalars_, lists_, buffers_);
    score_.ran = true;
    score_.scalars = scalars_;
    score_.lists = lists_;
}

const Score& Scorer::refuse(std::optional<Refusal> refusal) {
    score_.refusal = refusal;
    return score_;
}

const Score& Scorer::score(const Answers& answers) {
    score_.refusal.reset();
    score_.ran = false;
    if (!instrument_.computable) return refuse(Refusal{ScoreFault::no_key, -1, -1, nullptr});
    if (answers.form == AnswerForm::nothing)
        return refuse(Refusal{ScoreFault::missing, -1, -1, nullptr});
    if (answers.form == AnswerForm::wrong_type)
        return refuse(Refusal{ScoreFault::out_of_range, -1, -1, nullptr});
    if (const auto fault = wrong_length(answers)) return refuse(fault);
    const auto value = wrong_value(answers);
    if (value && !speaks_with_error_) return refuse(value);
    load(answers, value.has_value());
    run();
    if (value) return refuse(value);
    std::optional<Refusal> fault = missing(answers);
    for (const knowledge::RefusalRule& rule : instrument_.refusals) {
        if (scalars_[rule.at] != 1) continue;
        // A rule of the pack says more than the bare lack it rests on.
        if (!fault || rule.kind <= fault->kind) fault = Refusal{rule.kind, -1, -1, &rule};
        break;
    }
    return refuse(fault);
}

double told(double value, const knowledge::OutputSpec& output) {
    if (!std::isfinite(value)) return kMissing;
    if (output.kind == ValueKind::number)
        return round_half_away(numerics::settled(value), output.decimals) + 0.0;
    return value + 0.0;
}

}  // namespace sinew::measure
