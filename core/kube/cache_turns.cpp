#include "core/kube/cache_turns.h"

#include <algorithm>

namespace core::kube {

std::uint64_t Turns::ask(const std::string& session, std::function<void()> granted)
{
    const std::uint64_t turn = ++m_last;
    m_waiting.push_back({turn, session, std::move(granted)});
    grant();
    return turn;
}

void Turns::giveBack(std::uint64_t turn)
{
    std::erase_if(m_underWay, [&](const auto& one) { return one.first == turn; });
    std::erase_if(m_waiting, [&](const Asking& one) { return one.turn == turn; });
    grant();
}

std::size_t Turns::load(const std::string& session) const
{
    return static_cast<std::size_t>(
        std::count_if(m_underWay.begin(), m_underWay.end(), [&](const auto& one) { return one.second == session; }));
}

void Turns::grant()
{
    if (m_granting) return; // who is granted a turn may give it back at once
    m_granting = true;
    while (m_underWay.size() < m_atOnce && !m_waiting.empty()) {
        const auto next = std::min_element(m_waiting.begin(), m_waiting.end(), [&](const Asking& a, const Asking& b) {
            return load(a.session) < load(b.session);
        });
        const Asking one = std::move(*next);
        m_waiting.erase(next);
        m_underWay.emplace(one.turn, one.session);
        one.granted();
    }
    m_granting = false;
}

} // namespace core::kube
