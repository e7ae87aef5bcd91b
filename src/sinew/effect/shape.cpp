#include <sinew/base/text.hpp>
#include <sinew/effect/shape.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace sinew::effect {
namespace {

using Names = std::vector<std::string_view>;

constexpr auto kShapes = std::to_array<std::string_view>(
    {"effect", "two_group", "one_group", "arm", "contrast", "dose"});

/// Sets of columns, any one of which makes the shape.
const std::vector<Names>& recipes_of(Shape shape) {
    static const std::vector<std::vector<Names>> kRecipes{
        {{"yi", "vi"}, {"yi", "sei"}, {"yi", "ci_lb", "ci_ub"}, {"ratio", "ratio_lb", "ratio_ub"}},
        {{"n1i", "m1i", "sd1i", "n2i", "m2i", "sd2i"},
         {"n1i", "m1i", "se1i", "n2i", "m2i", "se2i"},
         {"n1i", "n2i", "ti"},
         {"n1i", "n2i", "fi"},
         {"n1i", "n2i", "pi"},
         {"n1i", "n2i", "di"},
         {"n1i", "n2i", "etai"},
         {"n1i", "n2i", "med1i", "med2i"},
         {"n1i", "n2i", "pre1i", "pre2i"},
         {"ai", "bi", "ci", "di"},
         {"ai", "n1i", "ci", "n2i"},
         {"x1i", "t1i", "x2i", "t2i"},
         {"o_e", "v_o_e"}},
        {{"m1i", "m2i", "sd1i", "sd2i", "ri", "ni"},
         {"ri", "ni"},
         {"mi", "sdi", "ni"},
         {"xi", "ni"},
         {"xi", "ti"}},
        {{"study", "arm", "n", "mean", "sd"},
         {"study", "arm", "n", "mean", "se"},
         {"study", "arm", "events", "n"},
         {"study", "arm", "events", "time"}},
        {{"study", "base", "trt", "y", "v"}},
        {{"study", "dose", "ref", "yi", "vi"},
         {"study", "dose", "ref", "cases", "n"},
         {"study", "dose", "ref", "cases", "time"},
         {"study", "dose", "ref", "n", "mean", "sd"}}};
    return kRecipes[static_cast<std::size_t>(shape)];
}

/// Columns that a row may have beside them. `level` and `measure` are read too; their flags mean something else.
Names extras_of(Shape shape) {
    switch (shape) {
        case Shape::effect:
        case Shape::two_group:
            return {"effect_id", "cluster", "direction", "icc",   "cluster_size", "design",
                    "ri",        "sign",    "lq1i",      "uq1i",  "min1i",        "max1i",
                    "lq2i",      "uq2i",    "min2i",     "max2i", "post1i",       "sdpre1i",
                    "sdpost1i",  "sdch1i",  "tch1i",     "r1i",   "post2i",       "sdpre2i",
                    "sdpost2i",  "sdch2i",  "tch2i",     "r2i"};
        case Shape::one_group:
            return {"effect_id", "cluster", "direction", "icc", "cluster_size", "design", "ri"};
        case Shape::arm: return {"treatment", "dose", "class", "time", "cluster", "direction"};
        case Shape::contrast: return {"class", "v_base"};
        case Shape::dose: return {"type", "dose_unit", "class"};
    }
    return {};
}

bool fits(const Columns& columns, Shape shape) {
    const auto& recipes = recipes_of(shape);
    return std::any_of(recipes.begin(), recipes.end(), [&](const Names& recipe) {
        return std::all_of(recipe.begin(), recipe.end(),
                           [&](std::string_view name) { return columns.has(name); });
    });
}

std::string listed(const Names& names) {
    std::string text;
    for (const std::string_view name : names) text += (text.empty() ? "" : " ") + std::string{name};
    return text;
}

/// "two_group needs n1i m1i ... or ...", one shape.
std::string wanted(Shape shape) {
    std::vector<std::string> ways;
    for (const Names& recipe : recipes_of(shape)) ways.push_back(listed(recipe));
    return std::string{name_of(shape)} + " needs " + join(ways, ", or ");
}

}  // namespace

std::string_view name_of(Shape shape) noexcept { return kShapes[static_cast<std::size_t>(shape)]; }

std::optional<Shape> shape_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < kShapes.size(); ++i)
        if (kShapes[i] == name) return static_cast<Shape>(i);
    return {};
}

Result<Shape> shape_of(const Columns& columns, std::optional<Shape> asked) {
    const std::string& name = columns.table().name;
    if (asked) {
        if (fits(columns, *asked)) return *asked;
        return fail({ErrorCode::bad_input,
                     "the columns do not make the shape " + std::string{name_of(*asked)}, name,
                     wanted(*asked) + "; rename yours with --COLUMN YOUR_NAME"});
    }
    if (fits(columns, Shape::effect)) return Shape::effect;
    std::vector<Shape> found;
    for (const Shape shape :
         {Shape::two_group, Shape::one_group, Shape::arm, Shape::contrast, Shape::dose})
        if (fits(columns, shape)) found.push_back(shape);
    if (found.size() == 1) return found.front();
    if (found.empty())
        return fail({ErrorCode::bad_input, "the columns fit no known shape of rows", name,
                     wanted(Shape::effect) + "; " + wanted(Shape::two_group) +
                         "; rename yours with --COLUMN YOUR_NAME"});
    std::vector<std::string> names;
    for (const Shape shape : found) names.emplace_back(name_of(shape));
    return fail({ErrorCode::conflict, "the columns fit more than one shape: " + join(names, ", "),
                 name, "say which with --shape " + names.front()});
}

std::vector<std::string_view> columns_of(Shape shape) {
    Names names;
    const auto take = [&](std::string_view name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    take("study");
    for (const Names& recipe : recipes_of(shape))
        for (const std::string_view name : recipe) take(name);
    for (const std::string_view name : extras_of(shape)) take(name);
    return names;
}

}  // namespace sinew::effect
