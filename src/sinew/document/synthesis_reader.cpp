#include <sinew/document/synthesis_reader.hpp>
#include <sinew/knowledge/pack_reader.hpp>

namespace sinew::document {
namespace {

using evidence::CellDigest;
using evidence::SynthesisDigest;
using knowledge::Node;

std::optional<double> maybe_number(const std::optional<Node>& node, std::string_view key) {
    if (!node) return {};
    const auto member = node->maybe(key);
    return member ? std::optional{member->number()} : std::nullopt;
}

CellDigest read_cell(const Node& node, const std::map<std::string, double>& important) {
    CellDigest cell;
    cell.verdict = node.get("verdict").text();
    cell.k = node.get("k").whole();
    const auto own = node.maybe("own");
    cell.b = maybe_number(own, "b");
    cell.ci_lb = maybe_number(own, "ci_lb");
    cell.ci_ub = maybe_number(own, "ci_ub");
    // What matters is stated for standardised differences only.
    const auto held = important.find(node.get("outcome").text());
    if (own && own->get("measure").text() == "SMD" && held != important.end())
        cell.important = held->second;
    const auto prior = node.maybe("prior");
    cell.prior_mean = maybe_number(prior, "mean");
    cell.prior_sd = maybe_number(prior, "sd");
    if (const auto certainty = node.maybe("certainty"))
        cell.certainty = certainty->get("level").text();
    const Node directions = node.get("directions");
    for (const char* key : {"exercise", "neither", "control", "mixed", "not_read", "within"})
        cell.directions +=
            (cell.directions.empty() ? "" : "/") + std::to_string(directions.get(key).whole());
    return cell;
}

void read_rows(const Node& list, const char* kind, SynthesisDigest& digest) {
    for (const Node& row : list.items()) {
        const std::string id = row.get("row").text();
        if (!digest.rows
                 .emplace(id, row.json().dump(-1, ' ', false, Json::error_handler_t::replace))
                 .second)
            row.get("row").fault(std::string{"this "} + kind + " stands twice", "keep one");
    }
}

std::string sentence(const evidence::Said& said, const care::Words& words) {
    std::vector<std::pair<std::string_view, std::string>> values;
    for (const auto& [name, value] : said.values) {
        std::string shown = value.empty() ? words("synthesis.diff.nothing") : value;
        for (const char* place : {"synthesis.verdict.", "synthesis.level."})
            if (words.has(place + value)) shown = words(place + value);
        values.emplace_back(name, shown);
    }
    return words(said.key, values);
}

}  // namespace

Checked<SynthesisDigest> read_synthesis(std::string_view bytes, const std::string& name) {
    auto json = read_json(bytes, name);
    if (!json) return tl::make_unexpected(std::move(json).error());
    Faults faults;
    const Node root{*json, name + ":", faults};
    SynthesisDigest digest;
    const std::string format = root.get("format").text();
    if (faults.none() && format != "sinew.synthesis/1")
        root.get("format").fault("not a synthesis of this kind",
                                 "give what `sinew evidence rebuild --json` wrote");
    if (faults.none()) {
        std::map<std::string, double> important;
        for (const Node& outcome : root.get("outcomes").items())
            important[outcome.get("id").text()] =
                outcome.get("important_difference").get("value").number();
        read_rows(root.get("rows"), "row", digest);
        read_rows(root.get("published"), "published result", digest);
        for (const Node& cell : root.get("cells").items())
            if (!digest.cells.emplace(cell.get("key").text(), read_cell(cell, important)).second)
                cell.get("key").fault("this cell stands twice", "keep one");
        for (const auto& [key, node] : root.get("settings").members())
            digest.settings.emplace(
                key, node.json().dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return digest;
}

OrderedJson synthesis_change_json(const evidence::SynthesisChange& change,
                                  const care::Words& words) {
    OrderedJson json{
        {"format", "sinew.synthesis-change/1"},        {"conclusions_moved", change.moved},
        {"cells_compared", change.cells_compared},     {"rows_added", change.rows_added},
        {"rows_removed", change.rows_removed},         {"rows_changed", change.rows_changed},
        {"settings_changed", change.settings_changed}, {"cells", OrderedJson::array()}};
    for (const auto& cell : change.cells) {
        OrderedJson what = OrderedJson::array();
        for (const auto& said : cell.what)
            what.push_back({{"key", said.key}, {"text", sentence(said, words)}});
        json["cells"].push_back(
            {{"key", cell.key}, {"moved", cell.moved}, {"changes", std::move(what)}});
    }
    return json;
}

}  // namespace sinew::document
