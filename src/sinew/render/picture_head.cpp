#include <sinew/render/picture_head.hpp>

namespace sinew::render {
using figure::Ink;

double picture_head(const figure::Scene& scene, ScenePen& pen, const std::string& subtitle) {
    const double right = scene.width - kPictureMargin;
    double y = pen.paragraph({kPictureMargin, kPictureMargin + 16}, scene.title, right,
                             {16, Ink::ink, figure::Anchor::start, true});
    if (!subtitle.empty())
        y = pen.paragraph({kPictureMargin, y + 19}, subtitle, right, {11.5, Ink::soft});
    return y + 6;
}

double picture_foot(const figure::Scene& scene, ScenePen& pen, double y, const std::string& legend,
                    const std::string& footnote) {
    const double right = scene.width - kPictureMargin;
    if (!legend.empty())
        y = pen.paragraph({kPictureMargin, y}, legend, right, {10.5, Ink::soft}) + 15;
    if (!footnote.empty())
        y = pen.paragraph({kPictureMargin, y}, footnote, right, {10.5, Ink::soft}) + 15;
    return y - 15 + kPictureMargin;
}

}  // namespace sinew::render
