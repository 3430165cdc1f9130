#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/base/units.h"

/// What can go wrong between Berth and an API server, typed, so that nobody reads a sentence to find out.
namespace core::kube {

/// What went wrong on the way, where the server did not answer in the words of its API.
enum class Trouble {
    None,          ///< the server answered with a Status, or with a code alone
    Refused,       ///< by Berth: the request would change something, and there is no right to write
    Credentials,   ///< there are none to send: the program, the file, or a header that cannot be sent
    Resolve,       ///< the name of the server
    Connect,       ///< nobody listens, no route, or no connection in time
    Proxy,         ///< it cannot be reached, or lets nothing through
    Certificate,   ///< not valid now, of an unknown authority, or of another host
    Tls,           ///< another fault of TLS
    PlainHttp,     ///< http where https was meant, or the reverse
    Silent,        ///< no answer in time, or no bytes for a while
    Cut,           ///< the connection ended before the answer did
    TooLarge,      ///< more than is read of an answer, its headers, or one line or item of it
    NotKubernetes, ///< a page for people, a portal, another service
    Redirect,      ///< the server sends the request elsewhere; it is not followed
    Malformed,     ///< an answer of the API that does not hold what it should
    Cancelled
};
[[nodiscard]] std::string_view name(Trouble trouble); ///< "not_kubernetes"

/// metav1.StatusReason, as far as Berth branches on it.
enum class StatusReason {
    Unknown, ///< another, or none
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    AlreadyExists,
    Conflict,
    Gone,
    Expired, ///< the resource version or the `continue` is no longer kept
    Invalid,
    NotAcceptable,
    MethodNotAllowed,
    UnsupportedMediaType,
    RequestEntityTooLarge,
    TooManyRequests,
    Timeout,
    ServerTimeout,
    InternalError,
    ServiceUnavailable
};

/// One of `details.causes`. Texts of the server are escaped (core/base/shown.h).
struct StatusCause {
    std::string reason; ///< "FieldManagerConflict", "FieldValueInvalid", "ResourceVersionTooLarge"
    std::string message;
    std::string field; ///< ".spec.replicas"
    bool operator==(const StatusCause&) const = default;
};

/// What is kept of a server's message, in characters: its beginning and its end. Webhooks write as much as they like, and the cause often
/// stands in the end. Whoever shows one cuts by core::shownEnds and at this length, which cuts it no more.
inline constexpr std::size_t LongestMessage = 2000;

/// "FIELD: what is wrong with it", each once; not those that the message itself says.
[[nodiscard]] std::vector<std::string> causesBesides(const std::string& message,
                                                     const std::vector<StatusCause>& causes);

/// Why there is no answer, or what the answer is instead of the one that was asked for.
struct ApiError {
    Error error; ///< for the person; never a secret
    Trouble trouble = Trouble::None;
    int code = 0; ///< of HTTP; 0 where there was no answer
    StatusReason reason = StatusReason::Unknown;
    std::string message; ///< the server's own, escaped
    std::vector<StatusCause> causes;
    std::optional<Seconds> retryAfter; ///< what the server asks for
    std::string continueToken;         ///< with Expired: goes on behind the last page, in a newer state of the list
    bool operator==(const ApiError&) const = default;

    /// No answer came, and whoever asks this server next meets the same.
    [[nodiscard]] bool isOfTheWay() const;
    /// The version or `continue` is too old: list again.
    [[nodiscard]] bool isExpired() const { return reason == StatusReason::Expired || reason == StatusReason::Gone; }
    /// The server has not seen the version yet (it was restored, or another took over): list again without one.
    [[nodiscard]] bool isVersionTooLarge() const;
};

template <class T>
using ApiResult = tl::expected<T, ApiError>;

/// An answer that is not 2xx. `body` may be a Status, or anything; it is read with bounds, and `secrets` are masked in it.
/// @source k8s.io/apimachinery/pkg/apis/meta/v1.Status, 0.36.2
[[nodiscard]] ApiError errorOf(int code, std::string_view contentType, std::string_view body, std::string where,
                               const std::vector<Secret>& secrets);
/// The same of a Status that stands elsewhere: in an ERROR event of a watch.
[[nodiscard]] ApiError errorOf(const Json& status, std::string where, const std::vector<Secret>& secrets);

/// What the server's headers say besides: `Warning: 299 - "text"`. Escaped, each once; at most 32.
/// @source RFC 7234 5.5; k8s.io/apimachinery/pkg/util/net.ParseWarningHeaders
void addWarnings(std::string_view header, std::vector<std::string>& warnings);

/// A fault of the way.
[[nodiscard]] ApiError troubleOf(Trouble trouble, std::string what, std::string where);

} // namespace core::kube
