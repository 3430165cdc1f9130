#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>

/// Who may list now: of all clusters together only some at once, so that a hundred that connect do not come in at one moment, and one
/// session's many parts do not stand before another's first. Used from one thread, the client's.
namespace core::kube {

class Turns {
public:
    /// @param atOnce lists under way together
    explicit Turns(std::size_t atOnce = 8)
        : m_atOnce(atOnce)
    {}
    /// Calls it as soon as it is its turn, maybe at once. @param session whose; those with fewer lists under way come first
    /// @return the number to give back with
    std::uint64_t ask(const std::string& session, std::function<void()> granted);
    /// The list is done, takes too long to be waited for, or is no longer wanted. More than once does no harm.
    void giveBack(std::uint64_t turn);
    [[nodiscard]] std::size_t underWay() const { return m_underWay.size(); }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

private:
    struct Asking {
        std::uint64_t turn;
        std::string session;
        std::function<void()> granted;
    };
    void grant();
    [[nodiscard]] std::size_t load(const std::string& session) const;

    std::size_t m_atOnce;
    std::uint64_t m_last = 0;
    std::deque<Asking> m_waiting;
    std::set<std::pair<std::uint64_t, std::string>> m_underWay;
    bool m_granting = false;
};

} // namespace core::kube
