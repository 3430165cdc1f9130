#include "core/kube/client.h"

#include <cassert>
#include <future>

#include "core/base/shown.h"
#include "core/kube/client_loop.h"
#include "core/kube/proxy.h"

namespace core::kube {
namespace {

/// It becomes the host of a URL.
bool isServerName(const std::string& name)
{
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == ':';
    });
}

} // namespace

Client::Client(ClientOptions options)
    : m_loop(std::make_shared<detail::Loop>(std::move(options)))
{
    m_loop->start();
}

Client::~Client()
{
    m_loop->end();
}

Result<Session> Client::open(const Connection& connection, SessionOptions options) const
{
    if (!isServerName(connection.tls.serverName))
        return failure(Fault::Malformed, "The server name of the TLS settings is no name of a host.",
                       shown(connection.context));
    auto proxy = proxyOnTheWay(connection, options.environment);
    if (!proxy) return tl::unexpected(proxy.error());
    return Session(m_loop->open(connection, std::move(options), std::move(proxy->url), std::move(proxy->from)));
}

void Session::later(Milliseconds wait, std::function<void()> what) const
{
    m_state->loop->later(wait, std::move(what));
}

void Session::send(Request request, Handlers handlers, std::stop_token stop) const
{
    m_state->loop->add(m_state, std::move(request), std::move(handlers), std::move(stop), false);
}

Result<WriteRight> Session::writeRight() const
{
    if (!m_state->mayWrite) return failure(Fault::Denied, "This connection only reads.", m_state->endpoint.name);
    return WriteRight(std::weak_ptr<const void>(m_state));
}

void Session::write(const WriteRight& right, Request request, Handlers handlers, std::stop_token stop) const
{
    const bool holds = right.m_of.lock() == m_state;
    m_state->loop->add(m_state, std::move(request), std::move(handlers), std::move(stop), holds);
}

Health Session::health() const
{
    const std::scoped_lock lock(m_state->healthMutex);
    return m_state->health;
}

ApiError Session::errorOf(const Json& status, const std::string& path) const
{
    return kube::errorOf(status, name() + " GET " + shown(path), m_state->secrets);
}

const std::string& Session::name() const
{
    return m_state->endpoint.name;
}

ApiResult<Reply> fetch(const Session& session, Request request, std::stop_token stop)
{
    auto promise = std::make_shared<std::promise<ApiResult<Reply>>>();
    std::future<ApiResult<Reply>> answer = promise->get_future();
    session.send(
        std::move(request),
        {.body = {}, .done = [promise](ApiResult<Reply> reply) { promise->set_value(std::move(reply)); }, .lasts = {}},
        std::move(stop));
    return answer.get();
}

} // namespace core::kube
