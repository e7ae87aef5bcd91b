#include <sinew/base/text.hpp>
#include <sinew/knowledge/forms_pack.hpp>
#include <sinew/knowledge/pack_reader.hpp>

#include <algorithm>
#include <charconv>

namespace sinew::knowledge {
namespace {

constexpr int kMostRepetitions = 20;

using namespace domain;

/// "seed rows 4-10" or "4-10": the two numbers.
Range read_rows(const Node& node) {
    const std::string text = node.text();
    const std::size_t dash = text.rfind('-');
    const std::size_t begin =
        text.find_last_not_of("0123456789", dash == std::string::npos ? 0 : dash - 1);
    const auto first =
        parse_number(text.substr(begin == std::string::npos ? 0 : begin + 1, dash - begin - 1));
    const auto last =
        dash == std::string::npos ? std::nullopt : parse_number(text.substr(dash + 1));
    if (!first || !last) {
        node.fault("a range of rows is wanted here", "write \"4-10\"");
        return {};
    }
    return {static_cast<std::int16_t>(*first), static_cast<std::int16_t>(*last)};
}

Side read_first_side(std::string_view sides) {
    const std::size_t left = sides.find("left");
    const std::size_t right = sides.find("right");
    if (left == right) return Side::none;
    return left < right ? Side::left : Side::right;
}

FormPhase read_phase(const Node& node) {
    FormPhase phase;
    phase.id = node.get("id").text();
    phase.nominal_s = node.get("nominal_s").number();
    phase.breath = node.get("breath").one_of<Breath>();
    phase.still = phase.id == "settle" || phase.id == "stand" || phase.id == "gaze";
    const auto range = node.get("range_s").items();
    if (range.size() == 2) {
        phase.shortest_s = range[0].number();
        phase.longest_s = range[1].number();
    }
    const bool ordered = 0 < phase.shortest_s && phase.shortest_s <= phase.nominal_s &&
                         phase.nominal_s <= phase.longest_s;
    if (!ordered)
        node.get("range_s").fault("the nominal seconds lie outside the range",
                                  "write [shortest, longest] around them");
    return phase;
}

Form read_form(const Node& node) {
    Form form;
    form.id = node.get("id").text();
    form.kind = node.get("kind").text();
    form.name_zh = node.get("name_zh").text();
    form.pinyin = node.get("pinyin").text();
    if (const auto row = node.maybe("order_seed_table"))
        form.seed_row = node.maybe("symptom_group") ? row->whole() : 0;
    form.first_side = read_first_side(node.get("sides").text());
    const Node repetitions = node.get("repetitions");
    form.repetitions_default = repetitions.get("default").whole();
    form.repetitions_min = repetitions.get("min").whole();
    form.repetitions_max = repetitions.get("max").whole();
    if (!(1 <= form.repetitions_min && form.repetitions_min <= form.repetitions_default &&
          form.repetitions_default <= form.repetitions_max &&
          form.repetitions_max <= kMostRepetitions))
        repetitions.fault("repetitions are not in order", "min <= default <= max, from 1 to 20");
    form.repetitions_max = std::clamp(form.repetitions_max, 0, kMostRepetitions);
    form.repetitions_min = std::clamp(form.repetitions_min, 0, form.repetitions_max);
    form.load = node.get("relative_load_1_5").whole();
    for (const Node& caution : node.get("cautions").items())
        form.cautions.add(caution.one_of<Caution>());
    for (const Node& phase : node.get("phases").items()) form.phases.push_back(read_phase(phase));
    if (form.phases.empty() || form.phases.size() > 32)
        node.get("phases").fault("a form needs 1 to 32 phases", "list them");
    form.common_errors = static_cast<int>(node.get("common_errors").items().size());
    form.nominal_total_s = node.get("nominal_total_s").number();
    return form;
}

std::vector<SequenceNode> read_steps(const Node& list, const Form& form, bool inside_repeat) {
    std::vector<SequenceNode> steps;
    for (const Node& node : list.items()) {
        SequenceNode step;
        if (const auto mirror = node.maybe("mirror")) step.mirrored = mirror->yes();
        if (const auto repeat = node.maybe("repeat")) {
            step.repeat = repeat->whole();
            step.counted = true;
            if (step.repeat < 1 || inside_repeat)
                repeat->fault("a repeat must be 1 or more and cannot hold another", "");
        }
        if (node.has("phase")) {
            const std::string id = node.get("phase").text();
            const auto found = std::find_if(form.phases.begin(), form.phases.end(),
                                            [&](const auto& p) { return p.id == id; });
            if (found == form.phases.end())
                node.get("phase").fault("no phase \"" + id + "\" in " + form.id, "see forms.json");
            else
                step.phase = static_cast<std::uint8_t>(found - form.phases.begin());
        } else {
            step.steps = read_steps(node.get("steps"), form, inside_repeat || step.counted);
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

void read_groups(const Node& node, FormsPack& pack) {
    const Node readings = node.get("readings");
    for (const auto& [name, rows] : readings.members()) {
        const std::size_t reading = name.empty() ? 3 : static_cast<std::size_t>(name[0] - 'A');
        if (reading > 2) {
            rows.fault("unknown reading", "A, B or C");
            continue;
        }
        for (const SymptomGroup group : values_of<SymptomGroup>()) {
            const Range range = read_rows(rows.get(name_of(group)));
            for (Form& form : pack.forms)
                if (form.seed_row > 0 && range.low <= form.seed_row && form.seed_row <= range.high)
                    form.groups[reading].add(group);
        }
    }
    for (const auto& [id, groups] : node.get("also").members()) {
        const auto form = pack.find(id);
        if (!form) groups.fault("unknown form", "use a form id");
        for (const Node& group : groups.items())
            for (auto& set : pack.forms[form.value_or(0)].groups)
                if (form) set.add(group.one_of<SymptomGroup>());
    }
}

/// A form that deepens names its depths bow_1, unroll_1, bow_2 ...: this one's depth, or 0.
int depth_of(const std::string& phase) {
    const std::size_t line = phase.rfind('_');
    if (line == std::string::npos || line + 1 == phase.size()) return 0;
    int depth = 0;
    const char* end = phase.data() + phase.size();
    const auto [stopped, failure] = std::from_chars(phase.data() + line + 1, end, depth);
    return failure == std::errc{} && stopped == end ? depth : 0;
}

bool has_counted(const std::vector<SequenceNode>& steps) {
    return std::any_of(steps.begin(), steps.end(), [](const SequenceNode& step) {
        return step.counted || has_counted(step.steps);
    });
}

bool has_mirror(const std::vector<SequenceNode>& steps) {
    return std::any_of(steps.begin(), steps.end(),
                       [](const SequenceNode& step) { return step.mirrored; });
}

struct Place {
    bool mirrored = false;
    std::uint8_t repetition = 1, of = 1;
    bool sided = false;
};

void walk(const std::vector<SequenceNode>& steps, const Form& form, int repetitions, Place place,
          std::vector<FormStep>& out) {
    const bool sides = has_mirror(steps);
    for (const SequenceNode& step : steps) {
        Place here = place;
        here.sided = place.sided || (sides && !step.phase);
        here.mirrored = place.mirrored != step.mirrored;
        if (step.phase) {
            const int depth = depth_of(form.phases[*step.phase].id);
            if (depth > repetitions) continue;
            if (depth > 0)
                here = {here.mirrored, static_cast<std::uint8_t>(depth),
                        static_cast<std::uint8_t>(repetitions), here.sided};
            out.push_back({*step.phase, here.mirrored, here.repetition, here.of, here.sided});
            continue;
        }
        const int times =
            step.counted ? std::max(0, step.repeat + repetitions - form.repetitions_default) : 1;
        // Where the first time stands before the repeat (closing form), counting starts behind it.
        const int before = step.counted ? repetitions - times : 0;
        for (int i = 0; i < times; ++i) {
            Place each = here;
            if (step.counted) {
                each.repetition = static_cast<std::uint8_t>(before + i + 1);
                each.of = static_cast<std::uint8_t>(repetitions);
            }
            walk(step.steps, form, repetitions, each, out);
        }
    }
}

std::vector<double> seconds_of(const Form& form) {
    std::vector<double> seconds;
    for (int done = form.repetitions_min; done <= form.repetitions_max; ++done) {
        double sum = 0;
        for (const FormStep& step : form_steps(form, done))
            sum += form.phases[step.phase].nominal_s;
        seconds.push_back(sum);
    }
    return seconds;
}

}  // namespace

std::optional<FormIndex> FormsPack::find(std::string_view id) const noexcept {
    for (std::size_t i = 0; i < forms.size(); ++i)
        if (forms[i].id == id) return static_cast<FormIndex>(i);
    return std::nullopt;
}

std::vector<FormStep> form_steps(const Form& form, int repetitions) {
    const int wanted = std::max(form.repetitions_min, std::min(repetitions, form.repetitions_max));
    std::vector<FormStep> out;
    const bool rounds = !has_counted(form.sequence) && has_mirror(form.sequence);
    if (!rounds) {
        walk(form.sequence, form, wanted, {}, out);
        return out;
    }
    // What stands before the sides is done once, the sides as often as wanted.
    const auto sides = std::find_if(form.sequence.begin(), form.sequence.end(),
                                    [](const SequenceNode& step) { return !step.steps.empty(); });
    walk({form.sequence.begin(), sides}, form, wanted, {}, out);
    for (int i = 1; i <= wanted; ++i)
        walk({sides, form.sequence.end()}, form, wanted,
             {false, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(wanted), false}, out);
    return out;
}

double form_seconds(const Form& form, int repetitions) noexcept {
    const int done = std::max(form.repetitions_min, std::min(repetitions, form.repetitions_max));
    return form.seconds[static_cast<std::size_t>(done - form.repetitions_min)];
}

void read_forms_pack(const Json& forms, const std::string& forms_name, const Json& keyframes,
                     const std::string& keyframes_name, FormsPack& pack, Faults& faults) {
    const Node root{forms, forms_name + ":", faults};
    pack.version = root.get("version").text();
    pack.set_nominal_s = root.get("set_nominal_s").number();
    const Node list = root.get("forms");
    const auto nodes = list.items();
    if (nodes.size() != kForms)
        return list.fault("the set has 14 entries", "preparation, twelve forms, closing");
    for (const Node& node : nodes) {
        const int place = node.get("order_standard").whole();
        if (place < 0 || place >= static_cast<int>(kForms) ||
            !pack.forms[static_cast<std::size_t>(place)].id.empty())
            node.get("order_standard")
                .fault("this place is taken or outside 0 to 13", "give each form its own place");
        else
            pack.forms[static_cast<std::size_t>(place)] = read_form(node);
    }
    read_groups(root.get("symptom_groups"), pack);

    const Node poses = Node{keyframes, keyframes_name + ":", faults}.get("forms");
    double total = 0;
    for (std::size_t i = 0; i < kForms; ++i) {
        Form& form = pack.forms[i];
        const Node sequence = poses.get(form.id).get("sequence");
        form.sequence = read_steps(sequence, form, false);
        form.seconds = seconds_of(form);
        const double seconds = form_seconds(form, form.repetitions_default);
        total += seconds;
        if (std::abs(seconds - form.nominal_total_s) > 0.05)
            sequence.fault(form.id + " lasts " + number_text(seconds) +
                               " s by its sequence, not its nominal_total_s",
                           "make forms.json and keyframes.json agree");
    }
    if (std::abs(total - pack.set_nominal_s) > 0.05)
        root.get("set_nominal_s")
            .fault("the forms last " + number_text(total) + " s together", "mend the sum");
}

}  // namespace sinew::knowledge
