#pragma once

#include <optional>
#include <string>

#include "core/kube/connection.h"
#include "core/kube/kubeconfig.h"
#include "core/kube/url.h"

/// Which proxy a request goes through.
namespace core::kube {

/// The proxy that the environment names for a server: HTTPS_PROXY or HTTP_PROXY by its scheme (capitals before small letters), unless
/// NO_PROXY lets it off: `*`, a host with or without its subdomains (`.a.b`, `*.a.b`), an address, a range (`10.0.0.0/8`), each with a
/// port where wanted. `localhost` and loopback addresses never go through one. A cluster's own `proxy-url` is asked first and is not
/// bound by NO_PROXY.
/// @errors Malformed: the variable holds no URL; its name is in the error, its value is not
/// @source golang.org/x/net/http/httpproxy
[[nodiscard]] Result<std::optional<Url>> environmentProxy(const Environment& environment, const Url& server);
/// The proxy on the way to a server, and what sets it.
struct ProxyOnTheWay {
    std::optional<Url> url;
    std::string from; ///< "HTTPS_PROXY (environment)"; empty: there is none
};
/// The connection's own, or else the environment's.
/// @errors as environmentProxy()
[[nodiscard]] Result<ProxyOnTheWay> proxyOnTheWay(const Connection& connection, const Environment& environment);
/// " by way of the proxy HOST:PORT. It is set by ...", never its user or password: goes on after what did not happen.
[[nodiscard]] std::string byWayOf(const Url& proxy, const std::string& from);
/// The variable that names it, as it is spelt there ("https_proxy").
[[nodiscard]] std::string proxyVariable(const Environment& environment, const Url& server);

} // namespace core::kube
