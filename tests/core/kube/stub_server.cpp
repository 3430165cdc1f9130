#include "tests/core/kube/stub_server.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/support.h"

namespace test {
namespace {

template <class Type, auto Free>
struct Freer {
    void operator()(Type* one) const { Free(one); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO, BIO_free>>;

void need(bool good, const char* what)
{
    if (good) return;
    std::fprintf(stderr, "stub server: %s\n", what);
    std::abort();
}

std::string textOf(BIO* memory)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, static_cast<std::size_t>(size)};
}

Memory memoryOf(const std::string& text)
{
    return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Certificate certificateOf(const std::string& pem)
{
    return Certificate(PEM_read_bio_X509(memoryOf(pem).get(), nullptr, nullptr, nullptr));
}

Key keyOf(const std::string& pem)
{
    return Key(PEM_read_bio_PrivateKey(memoryOf(pem).get(), nullptr, nullptr, nullptr));
}

void extend(X509* certificate, X509* issuer, int what, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
    need(extension != nullptr, "an extension of a certificate");
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

/// Signed by `issuer`, or by itself where there is none.
Identity makeIdentity(const std::string& subject, const std::string& names, long from, long to, const Identity* issuer)
{
    static std::atomic<long> serial{1};
    const Key key(EVP_EC_gen("P-256"));
    const Certificate made(X509_new());
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial++);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), from);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), to);
    X509_set_pubkey(made.get(), key.get());
    X509_NAME* const name = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(subject.c_str()), -1,
                               -1, 0);
    const Certificate above = issuer != nullptr ? certificateOf(issuer->certificate) : nullptr;
    X509* const signer = above ? above.get() : made.get();
    X509_set_issuer_name(made.get(), X509_get_subject_name(signer));
    extend(made.get(), signer, NID_basic_constraints, issuer == nullptr ? "critical,CA:TRUE" : "CA:FALSE");
    if (!names.empty()) extend(made.get(), signer, NID_subject_alt_name, names);
    const Key signing = issuer != nullptr ? keyOf(issuer->key) : nullptr;
    need(X509_sign(made.get(), signing ? signing.get() : key.get(), EVP_sha256()) > 0, "signing a certificate");
    const Memory certificateText(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificateText.get(), made.get());
    const Memory keyText(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {textOf(certificateText.get()), textOf(keyText.get())};
}

int listenerOn(int& port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    need(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "bind");
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
    return socket;
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

StubRequest parsed(const std::string& head)
{
    StubRequest request;
    std::size_t at = head.find("\r\n");
    const std::string first = head.substr(0, at);
    request.method = first.substr(0, first.find(' '));
    const std::size_t from = std::min(first.find(' ') + 1, first.size());
    request.target = first.substr(from, first.find(' ', from) - from);
    while (at != std::string::npos && at + 2 < head.size()) {
        const std::size_t end = head.find("\r\n", at + 2);
        const std::string line = head.substr(at + 2, end - at - 2);
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos) request.headers[lowered(line.substr(0, colon))] = line.substr(colon + 2);
        at = end;
    }
    return request;
}

} // namespace

Authority::Authority(const std::string& name)
    : m_identity(makeIdentity(name, "", -3600, 36000, nullptr))
{}

Identity Authority::issue(const std::string& subject, const std::string& names, long from, long to) const
{
    return makeIdentity(subject, names, from, to, &m_identity);
}

std::string StubRequest::header(const std::string& name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

void StubConnection::answer(int code, std::string_view body, const StubHeaders& headers)
{
    std::string head = "HTTP/1.1 " + std::to_string(code) + " X\r\n";
    for (const auto& [name, value] : headers) head.append(name).append(": ").append(value).append("\r\n");
    head += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    send(head.append(body));
}

void StubConnection::begin(int code, const StubHeaders& headers)
{
    std::string head = "HTTP/1.1 " + std::to_string(code) + " X\r\nTransfer-Encoding: chunked\r\n";
    for (const auto& [name, value] : headers) head.append(name).append(": ").append(value).append("\r\n");
    send(head + "\r\n");
}

bool StubConnection::piece(std::string_view bytes)
{
    std::array<char, 20> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
    return send(size.data() + std::string(bytes) + "\r\n");
}

/// One client.
class StubServer::Peer : public StubConnection {
public:
    Peer(int socket, const std::optional<StubTls>& tls, const std::atomic<bool>& ending)
        : m_socket(socket)
        , m_ending(ending)
    {
        if (tls) greet(*tls);
    }
    ~Peer() override
    {
        close();
        SSL_free(m_ssl);
        SSL_CTX_free(m_context);
    }
    [[nodiscard]] bool isOpen() const { return m_open; }

    /// The next request; false: there is none.
    bool read(StubRequest& request)
    {
        std::size_t end = 0;
        while ((end = m_in.find("\r\n\r\n")) == std::string::npos) {
            if (!more()) return false;
            if (m_ssl == nullptr && m_in.front() == 0x16) { // a handshake of TLS
                request.method = "TLS";
                return true;
            }
        }
        request = parsed(m_in.substr(0, end + 2));
        m_in.erase(0, end + 4);
        const auto length = static_cast<std::size_t>(std::atoi(request.header("content-length").c_str()));
        while (m_in.size() < length)
            if (!more()) return false;
        request.body = m_in.substr(0, length);
        m_in.erase(0, length);
        if (m_ssl == nullptr) return true;
        const char* const name = SSL_get_servername(m_ssl, TLSEXT_NAMETYPE_host_name);
        request.serverName = name == nullptr ? "" : name;
        if (X509* const client = SSL_get0_peer_certificate(m_ssl)) {
            std::array<char, 200> subject{};
            X509_NAME_oneline(X509_get_subject_name(client), subject.data(), static_cast<int>(subject.size()));
            request.clientSubject = subject.data();
        }
        return true;
    }
    bool send(std::string_view bytes) override
    {
        while (m_open && !bytes.empty()) {
            const auto sent = m_ssl != nullptr ? SSL_write(m_ssl, bytes.data(), static_cast<int>(bytes.size()))
                                               : static_cast<int>(::send(m_socket, bytes.data(), bytes.size(), 0));
            if (sent <= 0)
                m_open = false;
            else
                bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return m_open;
    }
    void hang() override
    {
        while (m_open && !m_ending) {
            pollfd one{m_socket, POLLIN | POLLRDHUP, 0};
            if (::poll(&one, 1, 20) <= 0) continue;
            if ((one.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0 || !more()) m_open = false;
        }
        close();
    }
    void close() override
    {
        m_open = false;
        ::shutdown(m_socket, SHUT_RDWR);
    }
    void reset() override
    {
        m_open = false;
        sockaddr none{};
        none.sa_family = AF_UNSPEC; // Linux: whatever the connection is to the other end, it ends at once
        ::connect(m_socket, &none, sizeof none);
    }
    std::string receive(std::size_t size) override
    {
        while (m_in.size() < size && more()) {
        }
        const std::string bytes = m_in.substr(0, size);
        m_in.erase(0, size);
        return bytes;
    }
    void tunnel(int port) override
    {
        const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bool good = ::connect(other, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        std::array<pollfd, 2> ends{{{m_socket, POLLIN, 0}, {other, POLLIN, 0}}};
        while (good && !m_ending) {
            if (::poll(ends.data(), 2, 20) <= 0) continue;
            for (const std::size_t from : {std::size_t{0}, std::size_t{1}}) {
                if (ends[from].revents == 0) continue;
                std::array<char, 16384> bytes{};
                const auto size = ::recv(ends[from].fd, bytes.data(), bytes.size(), 0);
                if (size <= 0)
                    good = false;
                else
                    ::send(ends[1 - from].fd, bytes.data(), static_cast<std::size_t>(size), 0);
            }
        }
        ::close(other);
        close();
    }

private:
    static int chooseHttp2(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* offered,
                           unsigned int offeredSize, void*)
    {
        static const std::array<unsigned char, 3> wanted{2, 'h', '2'};
        unsigned char* chosen = nullptr;
        const int found = SSL_select_next_proto(&chosen, size, wanted.data(), wanted.size(), offered, offeredSize);
        *out = chosen;
        return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
    }
    void greet(const StubTls& tls)
    {
        m_context = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate(m_context, certificateOf(tls.identity.certificate).get());
        SSL_CTX_use_PrivateKey(m_context, keyOf(tls.identity.key).get());
        if (tls.newest != 0) SSL_CTX_set_max_proto_version(m_context, tls.newest);
        if (!tls.clientAuthority.empty()) {
            X509_STORE_add_cert(SSL_CTX_get_cert_store(m_context), certificateOf(tls.clientAuthority).get());
            SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        }
        if (tls.http2) SSL_CTX_set_alpn_select_cb(m_context, &chooseHttp2, nullptr);
        m_ssl = SSL_new(m_context);
        SSL_set_fd(m_ssl, m_socket);
        m_open = SSL_accept(m_ssl) == 1;
    }
    bool more()
    {
        std::array<char, 16384> bytes{};
        const auto size = m_ssl != nullptr ? SSL_read(m_ssl, bytes.data(), static_cast<int>(bytes.size()))
                                           : static_cast<int>(::recv(m_socket, bytes.data(), bytes.size(), 0));
        if (size <= 0) return m_open = false;
        m_in.append(bytes.data(), static_cast<std::size_t>(size));
        return true;
    }

    int m_socket;
    const std::atomic<bool>& m_ending;
    SSL_CTX* m_context = nullptr;
    SSL* m_ssl = nullptr;
    bool m_open = true;
    std::string m_in;
};

StubServer::StubServer(std::optional<StubTls> tls, Serve serve)
    : m_tls(std::move(tls))
    , m_serve(std::move(serve))
{
    std::signal(SIGPIPE, SIG_IGN); // clients go while they are written to
    m_listener = listenerOn(m_port);
    need(::listen(m_listener, 128) == 0, "listen");
    m_thread = std::thread([this] { listen(); });
}

StubServer::~StubServer()
{
    m_ending = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    std::vector<std::thread> threads;
    {
        const std::scoped_lock lock(m_mutex);
        for (const int socket : m_sockets) ::shutdown(socket, SHUT_RDWR);
        threads.swap(m_threads);
    }
    for (std::thread& one : threads) one.join();
    for (const int socket : m_sockets) ::close(socket);
    ::close(m_listener);
}

std::vector<StubRequest> StubServer::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

void StubServer::listen()
{
    while (!m_ending) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) break;
        const int one = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        const std::scoped_lock lock(m_mutex);
        m_sockets.push_back(socket);
        m_threads.emplace_back([this, socket, number = ++m_connections] { serve(socket, number); });
    }
}

void StubServer::serve(int socket, int number)
{
    Peer peer(socket, m_tls, m_ending);
    StubRequest request;
    while (peer.isOpen() && !m_ending && peer.read(request)) {
        request.connection = number;
        {
            const std::scoped_lock lock(m_mutex);
            m_requests.push_back(request);
        }
        m_serve(request, peer);
    }
}

int closedPort()
{
    int port = 0;
    ::close(listenerOn(port));
    return port;
}

std::string gzipped(const std::string& bytes)
{
    const TempFolder folder;
    const auto file = folder.file("bytes", bytes);
    need(std::system(("gzip -9 " + file.string()).c_str()) == 0, "gzip");
    return read(folder.file("bytes.gz"));
}

} // namespace test
