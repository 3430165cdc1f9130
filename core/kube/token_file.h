#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/secret.h"

/// A token that somebody else keeps fresh in a file.
namespace core::kube {

/// The token in a file, blanks around it removed.
/// @errors NotFound, Denied, TooLarge; Malformed: it is empty
[[nodiscard]] Result<Secret> readToken(const std::string& path);

/// Reads it once a minute, with ten seconds to spare, as client-go does, and at once after the server refused it. A file that cannot be
/// read for a while leaves the token that was there.
class TokenFile {
public:
    using Time = std::chrono::steady_clock::time_point;
    explicit TokenFile(std::string path)
        : m_path(std::move(path))
    {}
    [[nodiscard]] Result<Secret> token(Time now);
    /// The server answered 401 to the token: the next call reads the file. True if it may be another one by now, so that a request is
    /// worth repeating once.
    bool refused(const Secret& token, Time now);

private:
    std::string m_path;
    std::optional<Secret> m_token;
    Time m_until{};
};

} // namespace core::kube
