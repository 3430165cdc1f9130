#pragma once

#include <QString>

#include <string>

namespace ui {

/// The engine's texts are UTF-8.
[[nodiscard]] inline QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace ui
