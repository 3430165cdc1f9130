#pragma once

#include <string>
#include <string_view>

#include "core/base/shown.h"
#include "core/kube/kubeconfig.h"

/// How this room words what is wrong. Not for other rooms.
namespace core::kube {

[[nodiscard]] inline std::string inQuotes(std::string_view foreign)
{
    return "\"" + shown(foreign) + "\"";
}

[[nodiscard]] inline Problem error(Reason reason, std::string what, std::string fix, std::string where = {})
{
    return {reason, text::Severity::Error, std::move(what), std::move(where), std::move(fix)};
}

[[nodiscard]] inline Problem warning(Reason reason, std::string what, std::string fix, std::string where = {})
{
    return {reason, text::Severity::Warning, std::move(what), std::move(where), std::move(fix)};
}

[[nodiscard]] inline bool anyError(const Problems& problems)
{
    for (const Problem& problem : problems)
        if (problem.severity == text::Severity::Error) return true;
    return false;
}

} // namespace core::kube
