#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"

/// What the server's certificate says, noted while it is verified, so that a refusal can say why. Detail of core/kube/client.h.
namespace core::kube {

struct PeerFacts {
    std::vector<std::string> names; ///< that the certificate is for, escaped; at most 8
    std::optional<Time> notBefore;
    std::optional<Time> notAfter;
    int fault = 0; ///< X509_V_ERR_*; 0: none
};

/// Makes an OpenSSL context (SSL_CTX) note them. What is verified, and how strictly, stays as it was. The context keeps the facts alive,
/// since connections outlive the request that opened them.
void notePeer(void* context, std::shared_ptr<PeerFacts> facts);

/// Why a certificate was refused, and what to do: of the facts, for a server by this name.
[[nodiscard]] std::string certificateSentence(const PeerFacts& facts, const std::string& host, Time now);

} // namespace core::kube
