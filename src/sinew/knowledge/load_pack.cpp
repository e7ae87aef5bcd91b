#include <sinew/base/content_hash.hpp>
#include <sinew/knowledge/load_pack.hpp>
#include <sinew/knowledge/pack_reader.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

double positive(const Node& node) {
    const double value = node.number();
    if (!(value > 0)) node.fault("must be above 0", "mend the number");
    return value;
}

template <std::size_t N>
std::array<double, N> numbers(const Node& node) {
    std::array<double, N> values{};
    const auto items = node.items();
    if (items.size() != N)
        node.fault("must hold " + std::to_string(N) + " numbers", "mend the list");
    for (std::size_t i = 0; i < std::min(N, items.size()); ++i) values[i] = positive(items[i]);
    return values;
}

template <std::size_t N>
std::array<double, N> ascending(const Node& node) {
    const auto values = numbers<N>(node);
    if (!std::is_sorted(values.begin(), values.end()))
        node.fault("the numbers do not ascend", "put them in order");
    return values;
}

LoadPack::Weight read_weight(const Node& node) {
    return {positive(node.get("factor")), positive(node.get("exponent"))};
}

}  // namespace

void read_load_pack(const Json& json, const std::string& name, LoadPack& pack, Faults& faults) {
    const Node root{json, name + ":", faults};
    pack.version = root.get("version").text();
    pack.hash = content_hash(json.dump());
    const Node cover = root.get("cover");
    const auto range = ascending<2>(cover.get("heart_bpm"));
    pack.cover = {positive(cover.get("hold_s")), positive(cover.get("pause_s")), range[0],
                  range[1]};
    pack.banister_men = read_weight(root.get("banister").get("M"));
    pack.banister_women = read_weight(root.get("banister").get("F"));
    pack.edwards_lower_pct_hrmax = ascending<5>(root.get("edwards").get("lower_pct_hrmax"));
    pack.edwards_weight = numbers<5>(root.get("edwards").get("weight"));
    pack.lucia_weight = numbers<3>(root.get("lucia").get("weight"));
    const Node speed = root.get("speed");
    const auto walking = ascending<2>(speed.get("walking_m_min"));
    pack.speed = {positive(speed.get("walking_ml_kg_per_m")),
                  positive(speed.get("running_ml_kg_per_m")), walking[0], walking[1],
                  positive(speed.get("running_from_m_min"))};
    if (pack.speed.running_from < pack.speed.walking_to)
        speed.fault("running begins before walking ends", "mend the bounds");
    pack.acute_days = root.get("averages").get("acute_days").whole();
    pack.chronic_days = root.get("averages").get("chronic_days").whole();
    if (!(0 < pack.acute_days && pack.acute_days < pack.chronic_days))
        root.get("averages")
            .fault("the acute span is not shorter than the chronic one", "mend them");
    const Node match = root.get("match");
    pack.match = {positive(match.get("done_from")), positive(match.get("partly_from")),
                  positive(match.get("longer_from")), positive(match.get("heart_share_from")),
                  positive(match.get("harder_from"))};
    if (!(pack.match.partly_from < pack.match.done_from && pack.match.done_from <= 1 &&
          pack.match.longer_from > 1))
        match.fault("the shares do not ascend: partly, done, 1, longer", "mend them");
}

}  // namespace sinew::knowledge
