#include "core/schedule/filters/filters.h"

namespace core::schedule {

std::uint16_t Verdicts::reason(std::string_view plugin, std::string text)
{
    m_refusals.push_back({plugin, std::move(text)});
    return static_cast<std::uint16_t>(m_refusals.size());
}

} // namespace core::schedule
