#pragma once

#include <string>

#include <QString>
#include <QTest>

#include "core/text/yaml.h"

/// What the tests of this room share: a text read, and told in one line where it fails.
namespace reading {

inline QString shown(const std::string& text)
{
    return QString::fromStdString(text);
}

/// "error 3:5 sentence" for each problem, one a line.
inline std::string listed(const core::text::File& file)
{
    std::string out;
    for (const core::text::Problem& problem : file.problems) {
        out += problem.severity == core::text::Severity::Error ? "error " : "warning ";
        out += std::to_string(problem.span.start.line) + ":" + std::to_string(problem.span.start.column) + " " +
               problem.what + "\n";
    }
    return out;
}

/// The value of a text with one document, as JSON text; what is wrong where there is something.
inline std::string valueOf(const std::string& text, core::text::Reading how = core::text::Reading::Manifest)
{
    const core::text::File file = core::text::parse(text, how);
    if (!file.ok() || file.documents.size() != 1)
        return listed(file) + std::to_string(file.documents.size()) + " documents";
    return file.documents.front().value().dump();
}

inline std::string cut(std::string_view text, const core::text::Span& span)
{
    return std::string(text.substr(span.start.offset, span.end.offset - span.start.offset));
}

} // namespace reading
