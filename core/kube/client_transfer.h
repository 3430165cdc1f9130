#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/kube/client.h"
#include "core/kube/client_credentials.h"
#include "core/kube/client_tls.h"

/// One attempt of one request: a handle of libcurl, set up and read. Detail of core/kube/client.h.
namespace core::kube {

/// Where the requests of a session go.
struct Endpoint {
    std::string name; ///< of the cluster, in sentences
    Url base;
    bool isTls = false;
    bool gzip = true;
    std::optional<Url> proxy;
    std::string proxyFrom; ///< what sets it: "HTTPS_PROXY (environment)"
    MinimumTls minimum = MinimumTls::Tls12;
};

class Transfer {
public:
    /// A piece of a good answer, inflated; false: no more of it is wanted.
    using Sink = std::function<bool(std::string_view)>;

    /// `sink` is empty where the answer is wanted whole.
    Transfer(const Endpoint& endpoint, const Request& request, std::optional<Milliseconds> lasts, Credential credential,
             const ClientLimits& limits, Sink sink, std::function<void()> begun);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    [[nodiscard]] void* handle() const; ///< CURL*
    /// When `overdue` has to be asked again.
    [[nodiscard]] Steady nextLook() const { return m_nextLook; }
    /// Whether it has waited too long for something; it is then over, and `result` says why.
    [[nodiscard]] bool overdue(Steady now);
    /// What came of it. @param code CURLcode
    [[nodiscard]] ApiResult<Reply> result(int code);
    [[nodiscard]] bool delivered() const { return m_delivered; }
    [[nodiscard]] bool answered() const { return m_headerBytes > 0; }
    [[nodiscard]] bool connected() const; ///< and greeted: requests pass
    [[nodiscard]] const Credential& credential() const { return m_credential; }

private:
    struct Callbacks; ///< what libcurl calls
    class List;       ///< curl_slist, wiped at its end

    void setUp(const Request& request);
    void setUpTarget(const Request& request);
    void setUpTls();
    void setUpProxy();
    void setUpBody(const Request& request);
    [[nodiscard]] bool header(std::string_view line);
    [[nodiscard]] bool body(std::string_view piece);
    [[nodiscard]] bool stop(Trouble trouble, std::string what);
    [[nodiscard]] ApiError curlError(int code) const;
    [[nodiscard]] ApiError tlsError(int code) const;
    [[nodiscard]] std::string said(const std::string& text) const;
    [[nodiscard]] std::int64_t wireBytes() const;
    [[nodiscard]] int code() const;
    [[nodiscard]] Times times() const;

    const Endpoint& m_endpoint;
    const ClientLimits& m_limits;
    Credential m_credential;
    Sink m_sink;
    std::function<void()> m_begun; ///< until it was called
    std::optional<Milliseconds> m_lasts;
    bool m_asksWhetherSame; ///< 304 is then a good answer
    std::string m_where;
    std::string m_host;
    std::string m_body; ///< that is sent
    Secret m_url;
    Secret m_proxyPassword;
    std::unique_ptr<List> m_headers;
    std::unique_ptr<List> m_connectTo;
    void* m_handle = nullptr;
    std::shared_ptr<PeerFacts> m_peer;
    std::array<char, 256> m_curlText{};

    Reply m_reply;
    std::string m_errorBody;
    std::size_t m_headerBytes = 0;
    std::size_t m_bodyBytes = 0;
    bool m_delivered = false;
    std::optional<ApiError> m_stopped;
    Steady m_started;
    Steady m_nextLook;
    std::optional<std::int64_t> m_seenBytes; ///< at the last look since the answer began
    bool m_enough = false;                   ///< the sink wants no more
};

} // namespace core::kube
