#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/secret.h"

/// Certificates and keys in PEM, judged as Go's crypto/tls does; digests. OpenSSL does the work.
namespace core::kube {

/// SHA-256, in hexadecimal.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// Base64 as encoding/base64's StdEncoding: padded, line ends ignored. None where it is not that.
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view text);
[[nodiscard]] std::string toBase64(std::string_view bytes);

/// The well-formed blocks of a PEM text; whatever stands around them is passed over.
[[nodiscard]] std::size_t pemBlocks(std::string_view text);

/// What a text of certificates is good for.
enum class CaFault { None, NoPem, NoCertificate, BadCertificate };
/// @source crypto/x509.CertPool.AppendCertsFromPEM: one good certificate is enough
[[nodiscard]] CaFault judgeCa(std::string_view text);

enum class PairFault { None, Certificate, Key, Mismatch };
/// @source crypto/tls.X509KeyPair
[[nodiscard]] PairFault judgePair(std::string_view certificate, const Secret& key);

/// What a person wants to know of a certificate.
struct CertificateFacts {
    std::string subject; ///< "CN=kubernetes-admin,O=system:masters"
    std::chrono::sys_seconds notBefore;
    std::chrono::sys_seconds notAfter;
};
/// Of the first certificate of a text; none where there is none that can be read.
[[nodiscard]] std::optional<CertificateFacts> certificateFacts(std::string_view text);

} // namespace core::kube
