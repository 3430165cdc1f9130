#pragma once

#include <QThread>

#include <atomic>
#include <memory>

#include "tests/core/live/fake_fleet.h"

namespace test {

/// Writes that wait on the server until they are let go, at the latest when this goes. The server's threads may wake later still, so
/// what they look at is theirs, too.
class HeldWrites {
public:
    enum class Which { Real, DryRunsToo };
    HeldWrites(FakeApi& api, Which which)
        : m_api(api)
    {
        m_api.setWriteHook([held = m_held, which](const StubRequest& request, bool before) {
            const bool isDry = request.target.find("dryRun") != std::string::npos;
            if (!before || (isDry && which == Which::Real)) return;
            held->reached = true;
            while (!held->go) QThread::msleep(5);
        });
    }
    ~HeldWrites()
    {
        letGo();
        m_api.setWriteHook({});
    }
    HeldWrites(const HeldWrites&) = delete;
    HeldWrites& operator=(const HeldWrites&) = delete;

    [[nodiscard]] bool reached() const { return m_held->reached; }
    void letGo() { m_held->go = true; }

private:
    struct Held {
        std::atomic<bool> reached{false};
        std::atomic<bool> go{false};
    };
    FakeApi& m_api;
    std::shared_ptr<Held> m_held = std::make_shared<Held>();
};

} // namespace test
