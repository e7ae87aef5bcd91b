// The start table and the clips that limits put on its rows.
#include <sinew/knowledge/prescription_reading.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

std::string text_or_nothing(const Node& node, const char* key) {
    const auto member = node.maybe(key);
    return member ? member->text() : std::string{};
}

AerobicRow read_aerobic(const Node& node) {
    const auto [low, high] = read_zones(node.get("zone"));
    return {read_range(node.get("freq_per_week")),
            read_range(node.get("pct_hrr")),
            read_range(node.get("minutes")),
            low,
            high,
            text_or_nothing(node, "note")};
}

ResistanceRow read_resistance(const Node& node) {
    return {read_range(node.get("freq_per_week")), read_range(node.get("pct_1rm")),
            read_range(node.get("sets")),          read_range(node.get("reps")),
            node.get("effort_max").whole(),        text_or_nothing(node, "note")};
}

MindBodyRow read_mind_body(const Node& node) {
    MindBodyRow row;
    row.per_day = read_range(node.get("freq_per_day"));
    row.minutes =
        read_range(node.has("minutes") ? node.get("minutes") : node.get("full_set_minutes"));
    if (const auto most = node.maybe("lesson_minutes_max")) row.lesson_minutes_max = most->whole();
    if (const auto most = node.maybe("class_size_max")) row.class_size_max = most->whole();
    if (const auto group = node.maybe("small_group")) row.small_group = read_range(*group);
    row.forms = text_or_nothing(node, "forms");
    row.breath = text_or_nothing(node, "breath");
    row.on_demand = text_or_nothing(node, "on_demand");
    return row;
}

CombinedRow read_combined(const Node& node) {
    CombinedRow row;
    if (const auto use = node.maybe("use")) {
        row.use = use->text();
        return row;
    }
    row.used = true;
    row.days = read_range(node.get("freq_per_week"));
    row.aerobic_minutes = read_range(node.get("aerobic_minutes"));
    row.resistance_minutes = read_range(node.get("resistance_minutes"));
    std::tie(row.zone_low, row.zone_high) = read_zones(node.get("zone"));
    return row;
}

template <class Row, class Read>
void read_table(const Node& node, StartModality modality, StartTable& table,
                StageTierTable<Row>& rows, Read&& read) {
    for (const Stage stage : values_of<Stage>())
        for (const Tier tier : values_of<Tier>()) {
            const Node cell = node.get(name_of(modality)).get(name_of(stage)).get(name_of(tier));
            const auto s = static_cast<std::size_t>(stage);
            const auto t = static_cast<std::size_t>(tier);
            rows[s][t] = read(cell);
            table.cell[static_cast<std::size_t>(modality)][s][t] = cell.json().dump();
        }
}

}  // namespace

StartTable read_start_table(const Node& node) {
    StartTable table;
    read_table(node, StartModality::aerobic, table, table.aerobic, read_aerobic);
    read_table(node, StartModality::resistance, table, table.resistance, read_resistance);
    read_table(node, StartModality::mind_body, table, table.mind_body, read_mind_body);
    read_table(node, StartModality::combined, table, table.combined, read_combined);
    return table;
}

ClipSpec read_clip(const Node& node) {
    ClipSpec clip;
    for (const Intensity cap :
         {Intensity::very_light, Intensity::light, Intensity::moderate, Intensity::vigorous}) {
        const auto i = static_cast<std::size_t>(cap);
        clip.pct_hrr[i] = read_range(node.get("pct_hrr_of_cap").get(name_of(cap)));
        clip.pct_1rm[i] = read_range(node.get("pct_1rm_of_cap").get(name_of(cap)));
        clip.effort_max[i] = node.get("effort_max_of_cap").get(name_of(cap)).whole();
    }
    clip.start_light_to_moderate = node.get("start_light_to_moderate_cap").one_of<Intensity>();
    clip.vigorous_interval = node.get("vigorous_interval_cap").one_of<Intensity>();
    const Node stimulant = node.get("stimulant_cap");
    clip.stimulant_stage = stimulant.get("stage").one_of<Stage>();
    clip.stimulants = read_set<Substance>(stimulant.get("primary_substances"));
    clip.stimulant = stimulant.get("cap").one_of<Intensity>();
    clip.straining = read_set<Avoid>(node.get("straining_bans"));
    clip.straining_pct_1rm_max = node.get("pct_1rm_without_straining_max").whole();
    clip.minutes_step = node.get("minutes_step").whole();
    clip.days_a_week = node.get("days_a_week").whole();
    if (clip.minutes_step < 1)
        node.get("minutes_step").fault("a step is at least 1 min", "write 5");
    return clip;
}

}  // namespace sinew::knowledge
