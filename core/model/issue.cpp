#include "core/model/issue.h"

#include <algorithm>

namespace core::model {

bool hasErrors(const Issues& issues)
{
    return std::ranges::any_of(issues, [](const Issue& issue) { return issue.severity == Severity::Error; });
}

} // namespace core::model
