#include "core/change/edited.h"

namespace core::change {

Result<void> Edited::set(const std::string& pointer, const Json& value)
{
    const Json::json_pointer place(pointer);
    if (m_document.value().contains(place) && m_document.value().at(place) == value) return {};
    return take(text::setValue(m_document, pointer, value));
}

Result<void> Edited::remove(const std::string& pointer)
{
    if (!m_document.value().contains(Json::json_pointer(pointer))) return {};
    return take(text::removeValue(m_document, pointer));
}

Result<void> Edited::take(const Result<text::Patches>& patches)
{
    if (!patches) return tl::unexpected(patches.error());
    m_text = text::apply(m_text, *patches);
    const text::File file = text::parse(m_text);
    for (const text::Document& one : file.documents)
        if (one.span().start.offset == m_start) {
            m_document = one;
            return {};
        }
    return failure(Fault::Malformed, "The edited text cannot be read again.");
}

} // namespace core::change
