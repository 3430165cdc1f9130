#pragma once

#include <string>

#include "core/text/yaml.h"

/// A text and the document of it that is edited, read anew after each edit; detail of this room.
namespace core::change {

class Edited {
public:
    explicit Edited(const text::Document& document)
        : m_text(document.text())
        , m_start(document.span().start.offset)
        , m_document(document)
    {}

    /// Nothing happens where the value stands there already.
    [[nodiscard]] Result<void> set(const std::string& pointer, const Json& value);
    /// Nothing happens where there is none.
    [[nodiscard]] Result<void> remove(const std::string& pointer);
    [[nodiscard]] const Json& value() const { return m_document.value(); }
    [[nodiscard]] const std::string& text() const { return m_text; } ///< all of it

private:
    std::string m_text;
    std::size_t m_start;
    text::Document m_document;

    Result<void> take(const Result<text::Patches>& patches);
};

} // namespace core::change
