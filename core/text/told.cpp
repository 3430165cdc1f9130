#include "core/text/told.h"

namespace core::text {

Span toldSpan(const Document& document, std::string_view pointer)
{
    const NodePlace place = document.locateNearest(pointer);
    if (!place.key) return place.value;
    const bool oneLine = place.value.start.line == place.key->start.line &&
                         place.value.end.line == place.key->start.line &&
                         place.value.end.offset > place.value.start.offset;
    return oneLine ? place.value : *place.key;
}

} // namespace core::text
