#pragma once

#include <QTest>

#include <algorithm>
#include <string>

#include "core/kube/client.h"
#include "core/kube/pem.h"
#include "tests/core/kube/stub_server.h"

/// What the tests of the client share: an authority, a connection to a stub server, and limits that a test can wait for.
namespace test::client {

using test::StubConnection;
using test::StubRequest;
using test::StubServer;

inline const Authority& authority()
{
    static const Authority made;
    return made;
}

inline StubTls trusted(const std::string& names = "IP:127.0.0.1,DNS:localhost")
{
    return {authority().issue("stub server", names), {}, 0};
}

/// As a kubeconfig of one user gives it. The fields are YAML, as they stand behind `cluster:` and `user:`.
inline core::kube::Connection connectionTo(const std::string& server, const std::string& cluster = {},
                                           const std::string& user = "token: canary-7f3a-token", bool ownCa = true)
{
    const std::string ca = core::kube::toBase64(authority().pem());
    const std::string text = "apiVersion: v1\nkind: Config\ncurrent-context: c\n"
                             "contexts: [{name: c, context: {cluster: c, user: u}}]\n"
                             "clusters: [{name: c, cluster: {server: \"" +
                             server + "\"" + (ownCa ? ", certificate-authority-data: " + ca : "") +
                             (cluster.empty() ? "" : ", " + cluster) + "}}]\nusers: [{name: u, user: {" + user +
                             "}}]\n";
    const core::kube::Loaded loaded = core::kube::read(text, "/k/config");
    const core::kube::Chosen chosen = core::kube::choose(loaded.config);
    if (!loaded.ok() || !chosen.ok()) qFatal("a connection of a test: %s", chosen.problems.front().what.c_str());
    return *chosen.connection;
}

inline core::kube::Connection connectionTo(const StubServer& server, const std::string& cluster = {},
                                           const std::string& user = "token: canary-7f3a-token")
{
    return connectionTo("https://127.0.0.1:" + std::to_string(server.port()), cluster, user);
}

inline core::kube::ClientLimits quickLimits()
{
    core::kube::ClientLimits limits;
    limits.connect = std::chrono::seconds(5);
    limits.answer = std::chrono::seconds(5);
    limits.backoff = {core::kube::Milliseconds(2), core::kube::Milliseconds(10), core::kube::Milliseconds(1000)};
    limits.perSecond = 10'000;
    limits.burst = 1000;
    return limits;
}

inline core::kube::SessionOptions named(const std::string& name)
{
    core::kube::SessionOptions options;
    options.name = name;
    return options;
}

constexpr const char* Nodes = R"({"kind":"NodeList","apiVersion":"v1","items":[]})";

/// JSON with ' for ": moc 6.4 loses its way in raw texts with an odd number of them.
inline std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

inline void good(const StubRequest&, StubConnection& to)
{
    to.answer(200, Nodes);
}

inline core::kube::Request get(const std::string& path)
{
    core::kube::Request request;
    request.path = path;
    return request;
}

/// One client and one session, for the tests that need nothing else.
struct Open {
    explicit Open(const core::kube::Connection& connection, const core::kube::ClientLimits& limits = quickLimits(),
                  core::kube::SessionOptions options = named("c-1"))
        : client({limits, {}})
        , session(*client.open(connection, std::move(options)))
    {}
    [[nodiscard]] core::kube::ApiResult<core::kube::Reply> ask(const std::string& path = "/api/v1/nodes") const
    {
        return core::kube::fetch(session, get(path));
    }
    core::kube::Client client;
    core::kube::Session session;
};

inline bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// Nothing that a person can see of an error; every secret of these tests has the word in it.
inline bool showsCanary(const core::kube::ApiError& error)
{
    std::string all = error.error.text() + error.message;
    for (const core::kube::StatusCause& cause : error.causes) all += cause.message + cause.reason + cause.field;
    return holds(all, "canary");
}

} // namespace test::client
