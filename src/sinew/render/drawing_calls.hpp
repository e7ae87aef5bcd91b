// Cairo and Pango, bound when the first page or picture is drawn (docs/adr/0011): most answers are words and draw nothing,
// and loading these libraries with everything below them takes longer than a short answer. For this room only.
//
// The names below are pointers with the types and names of the libraries' own functions, so drawing code reads as ever. A
// function that is missing from the list does not link.
#pragma once

#include <sinew/base/result.hpp>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define SINEW_DRAWING_CALLS(CALL)                  \
    CALL(cairo_arc)                                \
    CALL(cairo_close_path)                         \
    CALL(cairo_create)                             \
    CALL(cairo_curve_to)                           \
    CALL(cairo_destroy)                            \
    CALL(cairo_fill)                               \
    CALL(cairo_fill_preserve)                      \
    CALL(cairo_image_surface_create)               \
    CALL(cairo_line_to)                            \
    CALL(cairo_move_to)                            \
    CALL(cairo_new_path)                           \
    CALL(cairo_new_sub_path)                       \
    CALL(cairo_paint)                              \
    CALL(cairo_paint_with_alpha)                   \
    CALL(cairo_pdf_surface_create_for_stream)      \
    CALL(cairo_pdf_surface_set_metadata)           \
    CALL(cairo_pop_group_to_source)                \
    CALL(cairo_push_group)                         \
    CALL(cairo_restore)                            \
    CALL(cairo_save)                               \
    CALL(cairo_scale)                              \
    CALL(cairo_set_dash)                           \
    CALL(cairo_set_line_cap)                       \
    CALL(cairo_set_line_join)                      \
    CALL(cairo_set_line_width)                     \
    CALL(cairo_set_source_rgba)                    \
    CALL(cairo_show_page)                          \
    CALL(cairo_status)                             \
    CALL(cairo_status_to_string)                   \
    CALL(cairo_stroke)                             \
    CALL(cairo_stroke_preserve)                    \
    CALL(cairo_surface_destroy)                    \
    CALL(cairo_surface_finish)                     \
    CALL(cairo_surface_status)                     \
    CALL(cairo_surface_write_to_png_stream)        \
    CALL(cairo_translate)                          \
    CALL(g_object_unref)                           \
    CALL(pango_cairo_create_layout)                \
    CALL(pango_cairo_layout_path)                  \
    CALL(pango_cairo_show_layout)                  \
    CALL(pango_context_set_language)               \
    CALL(pango_font_description_free)              \
    CALL(pango_font_description_new)               \
    CALL(pango_font_description_set_absolute_size) \
    CALL(pango_font_description_set_family)        \
    CALL(pango_font_description_set_weight)        \
    CALL(pango_language_from_string)               \
    CALL(pango_layout_get_baseline)                \
    CALL(pango_layout_get_context)                 \
    CALL(pango_layout_get_size)                    \
    CALL(pango_layout_set_alignment)               \
    CALL(pango_layout_set_font_description)        \
    CALL(pango_layout_set_line_spacing)            \
    CALL(pango_layout_set_text)                    \
    CALL(pango_layout_set_width)                   \
    CALL(pango_layout_set_wrap)

namespace sinew::render {

// Set once by drawing_ready(), before anything is drawn, and never again.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
#define SINEW_DECLARE_CALL(name) extern decltype(&::name) name;
SINEW_DRAWING_CALLS(SINEW_DECLARE_CALL)
#undef SINEW_DECLARE_CALL
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

/// Loads the libraries on the first call. Whoever draws asks this first; safe from any thread.
/// @errors storage when they are not on this machine or lack a call, with the package that brings them
[[nodiscard]] const Result<void>& drawing_ready();

/// What drawing_ready() does, with a library of this name; Pango's Cairo part brings all the others along.
[[nodiscard]] Result<void> bind_drawing_calls(const char* library);

}  // namespace sinew::render
