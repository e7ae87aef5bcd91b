// Laws of scoring, asked of every instrument that has a pack: a new one is covered without a word here.
#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/document/answer_sheet.hpp>
#include <sinew/document/score_json.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include "support/tries.hpp"

namespace sinew {
namespace {

using knowledge::InputSpec;
using knowledge::Instrument;
using knowledge::ValueKind;
using knowledge::ValueRule;

constexpr std::uint64_t kSeed = 20261124;

const knowledge::InstrumentPack& pack() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::instruments});
    return (*loaded)->instruments;
}

Json some_value(const ValueRule& rule, RandomStream& chance) {
    if (!rule.allowed.empty()) return rule.allowed[chance.below(rule.allowed.size())];
    const double low = std::max(rule.low, -1000.0), high = std::min(rule.high, 1000.0);
    switch (rule.kind) {
        case ValueKind::choice: return rule.words[chance.below(rule.words.size())];
        case ValueKind::truth: return chance.chance(0.5);
        case ValueKind::clock: return "0" + std::to_string(chance.below(10)) + ":30";
        case ValueKind::whole:
            return low +
                   static_cast<double>(chance.below(static_cast<std::uint64_t>(high - low) + 1));
        case ValueKind::number: return high - (high - low) * chance.uniform();
        case ValueKind::text:
        case ValueKind::null: break;
    }
    return nullptr;
}

/// The list input that this instrument takes bare; nothing when it takes none or its length is free.
const InputSpec* fixed_list(const Instrument& instrument) {
    if (!instrument.computable || !instrument.takes.list) return nullptr;
    const InputSpec& input = instrument.inputs[*instrument.takes.list];
    return input.longest < 100 ? &input : nullptr;
}

Json some_list(const InputSpec& input, RandomStream& chance) {
    Json list = Json::array();
    for (std::size_t i = 0; i < input.longest; ++i)
        list.push_back(some_value(input.rule(i), chance));
    return list;
}

OrderedJson output_of(const Instrument& instrument, const Json& input) {
    measure::Scorer scorer{instrument};
    const auto sheet = document::read_answer_sheet(input, instrument);
    return document::output_json(instrument, scorer.score(sheet.view()));
}

std::string kind_of(const OrderedJson& output) { return output.value("error_kind", "none"); }

/// Places that may change seats: the same rule, the same key, the same scale.
bool alike(const Instrument& instrument, const InputSpec& input, std::size_t a, std::size_t b) {
    const ValueRule &x = input.rule(a), &y = input.rule(b);
    const bool same_rule = x.kind == y.kind && x.low == y.low && x.high == y.high &&
                           x.allowed == y.allowed && x.anything == y.anything;
    if (instrument.items.size() <= std::max(a, b)) return false;
    const auto &one = instrument.items[a], &other = instrument.items[b];
    return same_rule && one.reverse == other.reverse && one.scale == other.scale;
}

/// What names a place of its own, and so is not symmetric: an item that is a red flag, a profile, a pair of items.
bool by_place(const std::string& output) {
    return output.starts_with("item") || output == "action" || output == "profile" ||
           output.starts_with("anxiety") || output.starts_with("depression");
}

TEST(ScoringLaws, the_order_of_like_items_does_not_matter) {
    RandomStream chance{kSeed, "scoring laws"};
    double asked = 0;
    for (const auto& [id, instrument] : pack().instruments) {
        const InputSpec* input = fixed_list(instrument);
        if (!input) continue;
        for (std::uint64_t n = 0; n < tries(40); ++n) {
            Json list = some_list(*input, chance);
            const std::size_t a = chance.below(list.size()), b = chance.below(list.size());
            if (!alike(instrument, *input, a, b)) continue;
            const OrderedJson before = output_of(instrument, list);
            std::swap(list[a], list[b]);
            const OrderedJson after = output_of(instrument, list);
            for (const auto& [key, value] : before.items())
                if (!by_place(key)) {
                    EXPECT_EQ(value, after[key]) << id << " " << key << " " << list;
                }
            ++asked;
        }
    }
    EXPECT_GT(asked, share_of_tries() * 300);
}

TEST(ScoringLaws, whole_answers_score_inside_the_range_and_the_band) {
    RandomStream chance{kSeed, "scoring laws", 1};
    double asked = 0;
    for (const auto& [id, instrument] : pack().instruments) {
        const InputSpec* input = fixed_list(instrument);
        const auto said = instrument.method.find("range");
        if (!input || said == instrument.method.end()) continue;
        const Json range = Json::parse(said->second);
        for (std::uint64_t n = 0; n < tries(40); ++n) {
            const OrderedJson output = output_of(instrument, some_list(*input, chance));
            for (const char* key : {"total", "score", "mean", "total_mean", "sum"}) {
                if (!output.contains(key) || output[key].is_null()) continue;
                const auto value = output[key].get<double>();
                EXPECT_GE(value, range[0].get<double>()) << id << output;
                EXPECT_LE(value, range[1].get<double>()) << id << output;
                ++asked;
                if (!output.contains("band") || key != std::string{"total"}) continue;
                for (const auto& band : instrument.bands)
                    if (band.label == output["band"]) {
                        EXPECT_GE(value, band.min.value_or(value)) << id << output;
                        EXPECT_LE(value, band.max.value_or(value)) << id << output;
                    }
            }
        }
    }
    EXPECT_GT(asked, share_of_tries() * 500);
}

TEST(ScoringLaws, an_item_left_out_never_leaves_a_total) {
    RandomStream chance{kSeed, "scoring laws", 2};
    for (const auto& [id, instrument] : pack().instruments) {
        const InputSpec* input = fixed_list(instrument);
        if (!input) continue;
        for (std::size_t i = 0; i < input->shortest; ++i) {
            Json list = some_list(*input, chance);
            list[i] = nullptr;
            const OrderedJson output = output_of(instrument, list);
            if (!input->nulls_ruled) {
                EXPECT_EQ(kind_of(output), "missing") << id << list;
            }
            if (output.contains("total")) {
                EXPECT_TRUE(output["total"].is_null()) << id << list << output;
            }
        }
        const Json nothing(input->longest, nullptr);
        EXPECT_EQ(kind_of(output_of(instrument, nothing)), "missing") << id;
    }
}

TEST(ScoringLaws, every_value_that_does_not_fit_is_refused_before_what_is_missing) {
    RandomStream chance{kSeed, "scoring laws", 3};
    for (const auto& [id, instrument] : pack().instruments) {
        const InputSpec* input = fixed_list(instrument);
        if (!input) continue;
        for (std::size_t i = 0; i < input->longest; ++i)
            for (const Json& bad :
                 {Json("x"), Json(true), Json::array({1}), Json(1e7), Json(-7.5), Json::object()}) {
                if (input->rule(i).anything) continue;
                Json list = some_list(*input, chance);
                list[i] = bad;
                list[(i + 1) % list.size()] = nullptr;
                const std::string kind = kind_of(output_of(instrument, list));
                EXPECT_EQ(kind, input->rule(i).allowed.empty() ? "out_of_range" : "not_allowed")
                    << id << list;
            }
    }
}

TEST(ScoringLaws, a_wrong_length_comes_before_everything) {
    RandomStream chance{kSeed, "scoring laws", 4};
    for (const auto& [id, instrument] : pack().instruments) {
        const InputSpec* input = fixed_list(instrument);
        if (!input) continue;
        Json longer = some_list(*input, chance);
        longer[0] = "x";
        longer.push_back(nullptr);
        Json shorter = some_list(*input, chance);
        while (shorter.size() >= input->shortest) shorter.erase(shorter.size() - 1);
        EXPECT_EQ(kind_of(output_of(instrument, longer)), "wrong_length") << id;
        EXPECT_EQ(kind_of(output_of(instrument, shorter)), "wrong_length") << id;
    }
}

TEST(ScoringLaws, an_input_that_is_absent_is_one_that_is_null) {
    RandomStream chance{kSeed, "scoring laws", 5};
    for (const auto& [id, instrument] : pack().instruments) {
        for (const auto& example : instrument.examples) {
            if (!example.input.is_object()) continue;
            for (const auto& [key, value] : example.input.items()) {
                Json absent = example.input, null = example.input;
                absent.erase(key);
                null[key] = nullptr;
                EXPECT_EQ(output_of(instrument, absent), output_of(instrument, null)) << id << key;
                Json more = example.input;
                more["a_field_nobody_knows"] = chance.uniform();
                EXPECT_EQ(output_of(instrument, more), output_of(instrument, example.input)) << id;
            }
        }
        EXPECT_EQ(kind_of(output_of(instrument, nullptr)),
                  instrument.computable ? "missing" : "no_key")
            << id;
    }
}

TEST(ScoringLaws, a_scorer_remembers_nothing) {
    RandomStream chance{kSeed, "scoring laws", 6};
    for (const auto& [id, instrument] : pack().instruments) {
        if (instrument.examples.empty()) continue;
        measure::Scorer kept{instrument};
        std::vector<std::string> fresh;
        for (const auto& example : instrument.examples)
            fresh.push_back(output_of(instrument, example.input).dump());
        for (int n = 0; n < 20; ++n) {
            const std::size_t i = chance.below(fresh.size());
            const auto sheet =
                document::read_answer_sheet(instrument.examples[i].input, instrument);
            EXPECT_EQ(document::output_json(instrument, kept.score(sheet.view())).dump(), fresh[i])
                << id;
        }
    }
}

}  // namespace
}  // namespace sinew
