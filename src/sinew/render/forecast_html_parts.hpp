// One forecast as the body of a page: sections in the order a reader asks.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/figure/scene.hpp>

#include <string>

namespace sinew::render {

/// Writes the sections of one forecast.
/// @param ids  put before every id of the page, so that two forecasts can stand on one
class ForecastSections {
public:
    ForecastSections(const OrderedJson& forecast, const care::Words& words, std::string ids)
        : forecast_{forecast}, words_{words}, ids_{std::move(ids)} {}

    [[nodiscard]] std::string write();

private:
    void opening();
    void outcomes_table(const char* path, const char* heading);
    void trajectories();
    void curves();
    void session_day();
    void mechanisms();
    void evidence();
    void latent();
    void missing();
    void grounds();
    void made();

    void heading(const char* id, const std::string& text);
    void paragraph(const std::string& text, const char* css = "");
    void figures(const std::vector<figure::Scene>& scenes, const char* id, const char* css);
    void table_head(const std::vector<std::string>& titles);
    void row(const std::vector<std::string>& cells);
    void table_end();
    [[nodiscard]] std::string band(const OrderedJson& row, int decimals) const;

    const OrderedJson& forecast_;
    const care::Words& words_;
    std::string ids_, out_;
};

}  // namespace sinew::render
