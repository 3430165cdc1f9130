#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/secret.h"

/// URLs as Go's net/url reads and writes them, since that decides which server a kubeconfig means.
namespace core::kube {

struct Url {
    std::string scheme; ///< lower case
    std::string opaque; ///< what follows the scheme where no slash does: "mailto:a@b"
    bool hasUser = false;
    std::string user;               ///< decoded
    std::optional<Secret> password; ///< decoded
    std::string host;               ///< decoded, with port and brackets: "[fe80::1%eth0]:6443"
    std::string path;               ///< decoded
    std::string rawPath;            ///< as written, where that is not how `path` would be written
    std::string query;
    bool hasQuery = false; ///< a "?" stands there, even with nothing behind it
    std::string fragment;  ///< as written
    bool omitHost = false; ///< "scheme:/path"

    /// Host without port and brackets; the port, empty where none is written.
    [[nodiscard]] std::string hostname() const;
    [[nodiscard]] std::string port() const;
    /// As it is sent, the password in it.
    [[nodiscard]] Secret whole() const;
    /// As it is shown: "xxxxx" stands for the password.
    [[nodiscard]] std::string shown() const;
};

/// @errors Malformed; the text is not in the error, since a password may be in it.
/// @source net/url of Go 1.27 (url.Parse)
[[nodiscard]] Result<Url> parseUrl(std::string_view text);

/// The base URL that client-go makes of a `server`: a host without scheme becomes http.
/// @source k8s.io/client-go/rest.DefaultServerURL, 0.36.2
[[nodiscard]] Result<Url> serverUrl(std::string_view server);

/// The bytes that have to be are written as "%2F". @param must  whether a byte has to
template <class Must>
[[nodiscard]] std::string percentEncoded(std::string_view text, Must must)
{
    constexpr std::string_view Digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (!must(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += Digits[byte >> 4U];
        out += Digits[byte & 15U];
    }
    return out;
}

/// Whether a host is an address that a cloud answers with the machine's own credentials, or that only the next machine answers:
/// link-local (IPv4 however it is written, IPv6, the one inside the other), and the metadata services that are known by other
/// addresses and names. No API server is there; a proxy or a server that is would be given what a person typed.
/// @source RFC 3927, RFC 4291 §2.5.6; metadata services of Alibaba Cloud (100.100.100.200), AWS (fd00:ec2::254) and Google Cloud
[[nodiscard]] bool isMetadataAddress(std::string_view hostname);

} // namespace core::kube
