#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

/// How a room says that the world failed: a file that cannot be read, a text that is not YAML, a server that refuses.
/// An answer that is merely "no" (does not fit, no capacity) is an ordinary value with reasons, never an Error.
namespace core {

enum class Fault { NotFound, Denied, Conflict, Unavailable, Malformed, Unsupported, TooLarge, Cancelled };

struct Error {
    Fault fault{};
    std::string what;  ///< one plain sentence: what is wrong and what to do; never a secret
    std::string where; ///< "deploy.yaml:14:9", "cluster-a GET /api/v1/nodes"; may be empty

    bool operator==(const Error&) const = default;
    /// "where: what", or only what.
    [[nodiscard]] std::string text() const { return where.empty() ? what : where + ": " + what; }
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(Fault fault, std::string what, std::string where = {})
{
    return tl::unexpected<Error>(Error{fault, std::move(what), std::move(where)});
}

} // namespace core
