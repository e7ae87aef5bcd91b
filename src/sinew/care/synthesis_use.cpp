#include <sinew/base/content_hash.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/care/synthesis_use.hpp>

#include <array>
#include <set>

namespace sinew::care {
namespace {

constexpr auto kTables =
    std::to_array<const char*>({"studies.csv", "arms.csv", "results.csv", "pooled.csv"});
constexpr const char* kRules = "synthesis.json";

Checked<knowledge::SynthesisRules> read_rules(const knowledge::PackSource& source,
                                              const std::string& path) {
    Faults faults;
    const auto bytes = source.read(path);
    if (!bytes) {
        faults.add(bytes.error());
        return tl::make_unexpected(std::move(faults));
    }
    auto json = read_json(*bytes, path);
    if (!json) return tl::make_unexpected(std::move(json).error());
    knowledge::SynthesisRules rules;
    knowledge::read_synthesis_rules(*json, path, rules, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return rules;
}

void flag_unknown_sources(const knowledge::Trials& trials, const knowledge::Citations& known,
                          std::vector<evidence::PackFlag>& flags) {
    for (const auto& study : trials.studies)
        if (!known.contains(study.source))
            flags.push_back(
                {"studies.csv:" + study.study, "unknown_source", {{"source", study.source}}});
    for (const auto& pool : trials.pooled)
        if (!known.contains(pool.source))
            flags.push_back(
                {"pooled.csv:" + pool.row, "unknown_source", {{"source", pool.source}}});
}

}  // namespace

Checked<knowledge::SynthesisRules> synthesis_rules(const knowledge::PackSource& packs) {
    return read_rules(packs, std::string{"trials/"} + kRules);
}

Checked<SynthesisAnswer> rebuild_synthesis(const knowledge::PackSource& packs,
                                           const std::optional<std::string>& folder,
                                           const knowledge::Citations& known,
                                           const evidence::SynthesisFilter& filter) {
    const knowledge::PackSource own = folder ? knowledge::PackSource::folder(*folder) : packs;
    const std::string prefix = folder ? "" : "trials/";
    auto trials = knowledge::read_trials(own, prefix);
    if (!trials) return tl::make_unexpected(std::move(trials).error());
    const bool own_rules = folder && own.read(kRules).has_value();
    auto rules = own_rules ? read_rules(own, kRules) : synthesis_rules(packs);
    if (!rules) return tl::make_unexpected(std::move(rules).error());

    SynthesisAnswer answer;
    std::string all;
    for (const char* table : kTables)
        all += content_hash(own.read(prefix + table).value_or("")) + "\n";
    all += content_hash(
        (own_rules ? own.read(kRules) : packs.read(std::string{"trials/"} + kRules)).value_or(""));
    answer.hash = content_hash(all);
    answer.trials = std::make_unique<const knowledge::Trials>(*std::move(trials));
    answer.rules = std::make_unique<const knowledge::SynthesisRules>(*std::move(rules));
    answer.made = evidence::synthesise(*answer.trials, *answer.rules, filter);
    flag_unknown_sources(*answer.trials, known, answer.made.flags);
    return answer;
}

}  // namespace sinew::care
