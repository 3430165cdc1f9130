#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

/// A small HTTP(S) server on the loopback interface, which answers, and misbehaves, as a test says. HTTP/1.1 (HTTP/2: see
/// stub_http2.h), one thread a connection; certificates are made when they are asked for.
namespace test {

struct Identity {
    std::string certificate; ///< PEM
    std::string key;
};

/// A certificate authority of its own.
class Authority {
public:
    explicit Authority(const std::string& name = "stub authority");
    [[nodiscard]] const std::string& pem() const { return m_identity.certificate; }
    /// @param names as OpenSSL writes them: "DNS:localhost,IP:127.0.0.1"; empty for a client
    [[nodiscard]] Identity issue(const std::string& subject, const std::string& names, long fromSeconds = -3600,
                                 long toSeconds = 3600) const;

private:
    Identity m_identity;
};

struct StubRequest {
    std::string method;                         ///< "TLS": a handshake, where the server speaks none
    std::string target;                         ///< path and query
    std::map<std::string, std::string> headers; ///< names in small letters
    std::string body;
    std::string serverName;    ///< that TLS asked for
    std::string clientSubject; ///< of the client's certificate
    int connection = 0;        ///< from 1

    [[nodiscard]] std::string header(const std::string& name) const;
    [[nodiscard]] std::string path() const { return target.substr(0, target.find('?')); }
    [[nodiscard]] bool asks(std::string_view part) const { return target.find(part) != std::string::npos; }
};

using StubHeaders = std::vector<std::pair<std::string, std::string>>;

class StubConnection {
public:
    virtual ~StubConnection() = default;
    /// A whole answer.
    void answer(int code, std::string_view body, const StubHeaders& headers = {{"Content-Type", "application/json"}});
    /// The head of an answer that comes in pieces: `piece` sends one, an empty one ends it.
    void begin(int code, const StubHeaders& headers = {{"Content-Type", "application/json"}});
    bool piece(std::string_view bytes);
    /// As it is; false once the client has gone.
    virtual bool send(std::string_view bytes) = 0;
    /// Waits until the client goes or the server ends.
    virtual void hang() = 0;
    virtual void close() = 0;
    virtual void reset() = 0; ///< ends it with an RST
    /// So many bytes, as they come; fewer where the client has gone.
    virtual std::string receive(std::size_t size) = 0;
    /// Becomes a pipe to another port.
    virtual void tunnel(int port) = 0;
};

struct StubTls {
    Identity identity;
    std::string clientAuthority; ///< PEM; a client then needs a certificate
    int newest = 0;              ///< TLS1_2_VERSION and its like; 0: any
    bool http2 = false;          ///< is agreed on; the first lines of a connection then are a request "PRI"
};

class StubServer {
public:
    using Serve = std::function<void(const StubRequest&, StubConnection&)>;
    StubServer(std::optional<StubTls> tls, Serve serve);
    ~StubServer();
    StubServer(const StubServer&) = delete;
    StubServer& operator=(const StubServer&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] std::vector<StubRequest> requests() const;
    [[nodiscard]] std::size_t count() const { return requests().size(); }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    class Peer;
    void listen();
    void serve(int socket, int number);

    std::optional<StubTls> m_tls;
    Serve m_serve;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<int> m_connections{0};
    std::atomic<bool> m_ending{false};
    mutable std::mutex m_mutex; ///< of what follows
    std::vector<StubRequest> m_requests;
    std::vector<int> m_sockets;
    std::vector<std::thread> m_threads;
    std::thread m_thread;
};

/// A port where nobody listens.
[[nodiscard]] int closedPort();
[[nodiscard]] std::string gzipped(const std::string& bytes);

} // namespace test
