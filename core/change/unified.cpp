#include <sstream>

#include <dtl/dtl.hpp>

#include "core/change/diff.h"

namespace core::change {
namespace {

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

} // namespace

std::string unifiedDiff(const std::string& before, const std::string& after, const std::string& beforeName,
                        const std::string& afterName)
{
    if (before == after) return {};
    dtl::Diff<std::string> lines(linesOf(before), linesOf(after));
    lines.onHuge();
    lines.compose();
    lines.composeUnifiedHunks();
    std::ostringstream out;
    out << "--- " << beforeName << "\n+++ " << afterName << "\n";
    lines.printUnifiedFormat(out);
    return out.str();
}

} // namespace core::change
