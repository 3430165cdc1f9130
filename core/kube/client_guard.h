#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/kube/client_error.h"

/// What may be asked of a server at all. It stands below everything else: no request passes it by.
namespace core::kube {

struct Request {
    enum class Method { Get, Post, Put, Patch, Delete };
    Method method = Method::Get;
    std::string path;                                       ///< "/api/v1/nodes", below the connection's URL; encoded
    std::vector<std::pair<std::string, std::string>> query; ///< not encoded
    std::string body;
    std::string contentType = "application/json"; ///< of the body
    std::string accept = "application/json";
    std::string
        knownTag; ///< of an answer that is kept: where it is still the same, a reply without a body and with code 304 comes
    int tries = 4;           ///< attempts of a read; 1: at once, whatever the back-off says, and once
    bool toldIfSlow = false; ///< where the server takes too long, the caller is told at once, and may ask for less
};
[[nodiscard]] std::string_view name(Request::Method method); ///< "GET"

/// Whether repeating it changes nothing: a GET, or a POST that asks what oneself may do.
[[nodiscard]] bool isRead(const Request& request);

/// Without the right to write a request has to be a read. In no case may a path lead out of the connection (dots, a query, characters
/// that end it), nor into a pod, a node's agent or a service (`exec`, `attach`, `portforward`, `proxy`), where a GET can run programs.
/// The proxies of a fleet (`clusters/<name>/proxy`, `clustergateways/<name>/proxy`) are let through and what lies behind them is
/// judged.
/// @errors Refused
[[nodiscard]] ApiResult<void> allowed(const Request& request, bool mayWrite);

} // namespace core::kube
