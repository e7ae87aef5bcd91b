// The sections of a record, laid over what stood there: the same reader serves a whole record and a file of answers.
#pragma once

#include <sinew/document/record_facts.hpp>

namespace sinew::document {

void read_sections(const Node& root, const DocumentTime& time, const knowledge::ScreeningPack& pack,
                   domain::Record& record);

}  // namespace sinew::document
