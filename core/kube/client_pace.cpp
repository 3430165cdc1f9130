#include "core/kube/client_pace.h"

#include <algorithm>
#include <memory>
#include <random>

namespace core::kube {

Chance systemChance()
{
    auto random = std::make_shared<std::mt19937_64>(std::random_device{}());
    return [random] { return std::uniform_real_distribution<double>(0, 1)(*random); };
}
namespace {

constexpr int MostServerWaits = 10;

/// What a moment may mend.
bool isPassing(const ApiError& error)
{
    switch (error.trouble) {
    case Trouble::None: return error.code == 429 || error.code >= 500;
    case Trouble::Resolve:
    case Trouble::Connect:
    case Trouble::Proxy:
    case Trouble::Silent:
    case Trouble::Cut: return true;
    case Trouble::Refused:
    case Trouble::Credentials:
    case Trouble::Certificate:
    case Trouble::Tls:
    case Trouble::PlainHttp:
    case Trouble::TooLarge:
    case Trouble::NotKubernetes:
    case Trouble::Redirect:
    case Trouble::Malformed:
    case Trouble::Cancelled: return false;
    }
    return false;
}

} // namespace

Milliseconds Backoff::next(Steady now, const Chance& chance)
{
    if (!m_next || now - m_last >= m_limits.forgotten) m_next = m_limits.first;
    m_last = now;
    const Milliseconds base = std::min(*m_next, m_limits.most);
    m_next = std::min(base * 2, m_limits.most);
    return base + Milliseconds(static_cast<Milliseconds::rep>(chance() * static_cast<double>(base.count())));
}

std::optional<Milliseconds> Bucket::take(Steady now)
{
    if (m_last) {
        const double passed = std::chrono::duration<double>(now - *m_last).count();
        m_tokens = std::min(m_burst, m_tokens + passed * m_perSecond);
    }
    m_last = now;
    if (m_tokens >= 1) {
        m_tokens -= 1;
        return std::nullopt;
    }
    return Milliseconds(1 + static_cast<Milliseconds::rep>((1 - m_tokens) / m_perSecond * 1000));
}

Again again(const ApiError& error, const Attempt& attempt, Seconds longest)
{
    if (attempt.delivered || attempt.most <= 1 || !isPassing(error)) return Again::No;
    const bool mayHaveBeenDone = error.trouble != Trouble::None || error.code != 429;
    if (!attempt.reads && mayHaveBeenDone) return Again::No;
    // The server has not seen the version that was asked for; only another request helps.
    if (error.isVersionTooLarge()) return Again::No;
    if (error.retryAfter)
        return *error.retryAfter <= longest && attempt.number <= MostServerWaits ? Again::RetryAfter : Again::No;
    return attempt.number < attempt.most ? Again::Backoff : Again::No;
}

} // namespace core::kube
