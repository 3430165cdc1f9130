#include "core/kube/client_transfer.h"

#include <algorithm>
#include <cstring>

#include <curl/curl.h>

#include "core/base/ascii.h"
#include "core/base/shown.h"
#include "core/kube/mask.h"
#include "core/kube/proxy.h"
#include "core/kube/url.h"
#include "core/model/age.h"

namespace core::kube {
namespace {

constexpr std::size_t ErrorBody = 1U << 20U;  // bytes of an answer that is not good
constexpr std::size_t WireAhead = 64U << 10U; // what libcurl may have read and not counted yet
constexpr int Unauthorized = 401;
constexpr int NotModified = 304;
constexpr std::size_t LongestTag = 256;
constexpr Seconds ClockLeeway{60}; // a difference that no token and no certificate minds
constexpr std::string_view Unreserved = "-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Reasons of OpenSSL, from the code in its texts ("error:0A00010B:…"). They are those of our own library, not of a server.
constexpr unsigned SslWrongVersion = 0x10B;
constexpr unsigned SslHttpRequest = 0x9C;
constexpr unsigned SslHttpsProxyRequest = 0x9B;
constexpr unsigned SslUnexpectedEnd = 0x126;
constexpr unsigned SslAlert = 1000; // and the number of the alert

std::optional<unsigned> sslReason(std::string_view text)
{
    const std::size_t at = text.find("error:0A");
    if (at == std::string_view::npos || at + 14 > text.size()) return std::nullopt;
    unsigned reason = 0;
    for (const char c : text.substr(at + 8, 6)) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'A' || c > 'F')) return std::nullopt;
        reason = reason * 16 + static_cast<unsigned>(digit ? c - '0' : c - 'A' + 10);
    }
    return reason;
}

/// It goes into a header of the next request as it came.
/// @source RFC 9110 8.8.3: quoted, of visible characters
bool canBeSentBack(std::string_view tag)
{
    return tag.size() <= LongestTag && std::all_of(tag.begin(), tag.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

std::string inQuery(std::string_view text)
{
    return percentEncoded(text, [](char c) { return Unreserved.find(c) == std::string_view::npos; });
}

std::string queryOf(const Request& request)
{
    std::string out;
    for (const auto& [key, value] : request.query) {
        out += out.empty() ? '?' : '&';
        out += inQuery(key) + '=' + inQuery(value);
    }
    return out;
}

using ascii::lowered;
using ascii::trimmed;

/// Scheme, host, port and path of the base, without a slash at its end. A user in it is for nobody.
std::string prefixOf(const Url& base, const std::string& serverName)
{
    Url url = base;
    url.hasUser = false;
    url.user.clear();
    url.password.reset();
    url.hasQuery = false;
    url.query.clear();
    url.fragment.clear();
    if (!serverName.empty()) {
        const bool v6 = serverName.find(':') != std::string::npos;
        url.host = (v6 ? "[" + serverName + "]" : serverName) + (base.port().empty() ? "" : ":" + base.port());
    }
    std::string text = url.whole().reveal();
    while (!text.empty() && text.back() == '/') text.pop_back();
    return text;
}

std::string bracketed(const std::string& host)
{
    return host.find(':') != std::string::npos ? "[" + host + "]" : host;
}

template <class Value>
void set(void* handle, CURLoption option, Value value)
{
    curl_easy_setopt(static_cast<CURL*>(handle), option, value);
}

long number(const void* handle, CURLINFO what)
{
    long value = 0;
    curl_easy_getinfo(const_cast<void*>(handle), what, &value);
    return value;
}

curl_blob blobOf(const std::string& text)
{
    // Not copied: the credential outlives the handle, and is wiped after it.
    return {const_cast<char*>(text.data()), text.size(), CURL_BLOB_NOCOPY};
}

/// A token that is over too soon, or not begun, may be the clock's fault. Empty where the clocks agree.
std::string clockSentence(Time servers)
{
    const Seconds ahead = std::chrono::floor<Seconds>(std::chrono::system_clock::now()) - servers;
    if (std::chrono::abs(ahead) <= ClockLeeway) return {};
    return " The clock here is off by " + std::to_string(std::chrono::abs(ahead).count()) + " s: the server's says " +
           model::toText(servers) + ".";
}

std::string seconds(Milliseconds time)
{
    return std::to_string(std::chrono::ceil<Seconds>(time).count()) + " s";
}

} // namespace

class Transfer::List {
public:
    List() = default;
    List(const List&) = delete;
    List& operator=(const List&) = delete;
    ~List()
    {
        for (curl_slist* one = m_list; one != nullptr; one = one->next) {
            volatile char* bytes = one->data;
            for (std::size_t i = 0, size = std::strlen(one->data); i < size; ++i) bytes[i] = '\0';
        }
        curl_slist_free_all(m_list);
    }
    void add(const Secret& line) { m_list = curl_slist_append(m_list, line.reveal().c_str()); }
    [[nodiscard]] curl_slist* get() const { return m_list; }

private:
    curl_slist* m_list = nullptr;
};

struct Transfer::Callbacks {
    static std::size_t header(char* data, std::size_t size, std::size_t count, void* self)
    {
        return static_cast<Transfer*>(self)->header({data, size * count}) ? size * count : 0;
    }
    static std::size_t body(char* data, std::size_t size, std::size_t count, void* self)
    {
        return static_cast<Transfer*>(self)->body({data, size * count}) ? size * count : 0;
    }
    static CURLcode context(CURL*, void* context, void* self)
    {
        notePeer(context, static_cast<Transfer*>(self)->m_peer);
        return CURLE_OK;
    }
};

Transfer::Transfer(const Endpoint& endpoint, const Request& request, std::optional<Milliseconds> lasts,
                   Credential credential, const ClientLimits& limits, Sink sink, std::function<void()> begun)
    : m_endpoint(endpoint)
    , m_limits(limits)
    , m_credential(std::move(credential))
    , m_sink(std::move(sink))
    , m_begun(std::move(begun))
    , m_lasts(lasts)
    , m_asksWhetherSame(!request.knownTag.empty())
    , m_where(endpoint.name + " " + std::string(kube::name(request.method)) + " " + shown(request.path))
    , m_host(endpoint.base.hostname())
    , m_body(request.body)
    , m_headers(std::make_unique<List>())
    , m_connectTo(std::make_unique<List>())
    , m_handle(curl_easy_init())
    , m_peer(std::make_shared<PeerFacts>())
    , m_started(std::chrono::steady_clock::now())
    , m_nextLook(m_started + limits.stall)
{
    if (lasts) m_nextLook = std::min(m_nextLook, m_started + *lasts);
    setUp(request);
}

Transfer::~Transfer()
{
    curl_easy_cleanup(m_handle);
}

void* Transfer::handle() const
{
    return m_handle;
}

void Transfer::setUp(const Request& request)
{
    set(m_handle, CURLOPT_NOSIGNAL, 1L);
    set(m_handle, CURLOPT_ERRORBUFFER, m_curlText.data());
    set(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(m_handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(m_handle, CURLOPT_PIPEWAIT, 1L);
    set(m_handle, CURLOPT_TCP_KEEPALIVE, 1L);
    set(m_handle, CURLOPT_TCP_KEEPIDLE, 30L);
    set(m_handle, CURLOPT_TCP_KEEPINTVL, 5L);
    set(m_handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_limits.connect.count()));
    set(m_handle, CURLOPT_PATH_AS_IS, 1L);
    set(m_handle, CURLOPT_HEADERFUNCTION, &Callbacks::header);
    set(m_handle, CURLOPT_HEADERDATA, this);
    set(m_handle, CURLOPT_WRITEFUNCTION, &Callbacks::body);
    set(m_handle, CURLOPT_WRITEDATA, this);
    set(m_handle, CURLOPT_BUFFERSIZE, static_cast<long>(WireAhead));
    // Packed events would wait in the packer; where something on the way packs them all the same, they are unpacked.
    if (m_lasts || m_endpoint.gzip) set(m_handle, CURLOPT_ACCEPT_ENCODING, m_lasts ? "identity" : "gzip");
    setUpTarget(request);
    setUpTls();
    setUpProxy();
    setUpBody(request);
    for (const Header& header : m_credential.headers)
        m_headers->add(Secret(header.name + ": " + header.value.reveal()));
    m_headers->add(Secret("Accept: " + request.accept));
    m_headers->add(Secret("User-Agent: berth"));
    if (m_asksWhetherSame) m_headers->add(Secret("If-None-Match: " + request.knownTag));
    set(m_handle, CURLOPT_HTTPHEADER, m_headers->get());
    set(m_handle, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE)); // a proxy gets none of them
}

/// libcurl asks for, and verifies, the host of the URL: with a server name of its own the URL has that one, and the connection is made
/// to the host, which is what the request names as well.
void Transfer::setUpTarget(const Request& request)
{
    const std::string& name = m_endpoint.isTls ? m_credential.tls.serverName : std::string();
    m_url = Secret(prefixOf(m_endpoint.base, name) + request.path + queryOf(request));
    set(m_handle, CURLOPT_URL, m_url.reveal().c_str());
    if (name.empty()) return;
    const std::string port = m_endpoint.base.port().empty() ? "443" : m_endpoint.base.port();
    m_connectTo->add(Secret("::" + bracketed(m_host) + ":" + port));
    set(m_handle, CURLOPT_CONNECT_TO, m_connectTo->get());
    m_headers->add(Secret("Host: " + m_endpoint.base.host));
}

void Transfer::setUpTls()
{
    const Tls& tls = m_credential.tls;
    const long minimum = m_endpoint.minimum == MinimumTls::Tls13 ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2;
    set(m_handle, CURLOPT_SSLVERSION, minimum);
    set(m_handle, CURLOPT_PROXY_SSLVERSION, minimum);
    for (const CURLoption option : {CURLOPT_SSL_VERIFYPEER, CURLOPT_PROXY_SSL_VERIFYPEER})
        set(m_handle, option, tls.insecure ? 0L : 1L);
    for (const CURLoption option : {CURLOPT_SSL_VERIFYHOST, CURLOPT_PROXY_SSL_VERIFYHOST})
        set(m_handle, option, tls.insecure ? 0L : 2L);
    if (!tls.ca.text.empty()) {
        curl_blob ca = blobOf(tls.ca.text);
        set(m_handle, CURLOPT_CAINFO_BLOB, &ca);
        set(m_handle, CURLOPT_PROXY_CAINFO_BLOB, &ca);
        // Otherwise the system's authorities would count beside the cluster's own.
        set(m_handle, CURLOPT_CAPATH, static_cast<char*>(nullptr));
        set(m_handle, CURLOPT_PROXY_CAPATH, static_cast<char*>(nullptr));
    }
    if (m_endpoint.isTls && !tls.certificate.text.empty()) {
        curl_blob certificate = blobOf(tls.certificate.text);
        curl_blob key = blobOf(tls.key.text.reveal());
        set(m_handle, CURLOPT_SSLCERTTYPE, "PEM");
        set(m_handle, CURLOPT_SSLKEYTYPE, "PEM");
        set(m_handle, CURLOPT_SSLCERT_BLOB, &certificate);
        set(m_handle, CURLOPT_SSLKEY_BLOB, &key);
    }
    set(m_handle, CURLOPT_SSL_CTX_FUNCTION, &Callbacks::context);
    set(m_handle, CURLOPT_SSL_CTX_DATA, this);
}

void Transfer::setUpProxy()
{
    set(m_handle, CURLOPT_NOPROXY, ""); // the variables were asked already, as Go reads them
    if (!m_endpoint.proxy) {
        set(m_handle, CURLOPT_PROXY, ""); // none, whatever the variables say
        return;
    }
    const Url& proxy = *m_endpoint.proxy;
    const bool socks = proxy.scheme == "socks5" || proxy.scheme == "socks5h"; // Go lets the proxy find the name in both
    const std::string port = !proxy.port().empty()     ? proxy.port()
                             : socks                   ? "1080"
                             : proxy.scheme == "https" ? "443"
                                                       : "80";
    set(m_handle, CURLOPT_PROXY, (bracketed(proxy.hostname()) + ":" + port).c_str());
    set(m_handle, CURLOPT_PROXYTYPE,
        static_cast<long>(socks                     ? CURLPROXY_SOCKS5_HOSTNAME
                          : proxy.scheme == "https" ? CURLPROXY_HTTPS
                                                    : CURLPROXY_HTTP));
    set(m_handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (!proxy.hasUser) return;
    set(m_handle, CURLOPT_PROXYUSERNAME, proxy.user.c_str());
    m_proxyPassword = proxy.password.value_or(Secret());
    set(m_handle, CURLOPT_PROXYPASSWORD, m_proxyPassword.reveal().c_str());
}

void Transfer::setUpBody(const Request& request)
{
    if (request.method == Request::Method::Get) return;
    // libcurl sends a request again where a kept connection ends before an answer; a write may have been done by then.
    if (!isRead(request)) set(m_handle, CURLOPT_FRESH_CONNECT, 1L);
    if (request.method != Request::Method::Delete || !m_body.empty()) {
        set(m_handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_body.size()));
        set(m_handle, CURLOPT_POSTFIELDS, m_body.data());
        m_headers->add(Secret("Content-Type: " + request.contentType));
        m_headers->add(Secret("Expect:"));
    }
    set(m_handle, CURLOPT_CUSTOMREQUEST, std::string(kube::name(request.method)).c_str());
}

int Transfer::code() const
{
    return static_cast<int>(number(m_handle, CURLINFO_RESPONSE_CODE));
}

std::int64_t Transfer::wireBytes() const
{
    curl_off_t bytes = 0;
    curl_easy_getinfo(m_handle, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
    return bytes + static_cast<std::int64_t>(m_headerBytes);
}

bool Transfer::connected() const
{
    curl_off_t time = 0;
    curl_easy_getinfo(m_handle, CURLINFO_PRETRANSFER_TIME_T, &time);
    return time > 0 || answered();
}

std::string Transfer::said(const std::string& text) const
{
    return withoutSecrets(text, m_credential.secrets());
}

bool Transfer::stop(Trouble trouble, std::string what)
{
    m_stopped = troubleOf(trouble, std::move(what), m_where);
    m_stopped->code = code();
    return false;
}

bool Transfer::header(std::string_view line)
{
    m_headerBytes += line.size();
    if (m_headerBytes > m_limits.headers)
        return stop(Trouble::TooLarge,
                    "The headers of the answer have more than " + std::to_string(m_limits.headers >> 10U) + " KiB.");
    const std::size_t colon = line.find(':');
    if (m_begun && trimmed(line).empty() && code() >= 200 && code() <= 299 &&
        !m_reply.contentType.starts_with("text/html"))
        std::exchange(m_begun, {})();
    if (line.starts_with("HTTP/") || colon == std::string_view::npos) return true;
    const std::string name = lowered(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "warning") addWarnings(said(std::string(value)), m_reply.warnings);
    if (name == "date")
        if (const std::time_t time = curl_getdate(std::string(value).c_str(), nullptr); time > 0)
            m_reply.serverTime = std::chrono::floor<Seconds>(std::chrono::system_clock::from_time_t(time));
    if (name == "content-type") m_reply.contentType = lowered(value.substr(0, 200));
    if (name == "etag" && canBeSentBack(value)) m_reply.tag = value;
    return true;
}

bool Transfer::body(std::string_view piece)
{
    m_bodyBytes += piece.size();
    if (const int status = code(); status < 200 || status > 299) {
        if (m_errorBody.size() + piece.size() > ErrorBody)
            return stop(Trouble::TooLarge, "The server answered with code " + std::to_string(status) +
                                               " and more than " + std::to_string(ErrorBody >> 20U) + " MiB.");
        m_errorBody += piece;
        return true;
    }
    if (m_reply.contentType.starts_with("text/html"))
        return stop(Trouble::NotKubernetes, "This is no Kubernetes API: a page for people came back. Check the "
                                            "server's address, and whether a portal wants a login.");
    const std::size_t most = m_sink ? m_limits.stream : m_limits.body;
    if (m_bodyBytes > most)
        return stop(Trouble::TooLarge,
                    "The answer has more than " + std::to_string(most >> 20U) + " MiB, and is not read.");
    if (m_bodyBytes > m_limits.inflation * (static_cast<std::size_t>(wireBytes()) + WireAhead))
        return stop(Trouble::TooLarge, "The answer is packed more than " + std::to_string(m_limits.inflation) +
                                           " times, as no list of objects is, and is not read.");
    if (!m_sink) {
        m_reply.body += piece;
        return true;
    }
    m_delivered = true;
    m_enough = !m_sink(piece);
    return !m_enough;
}

bool Transfer::overdue(Steady now)
{
    if (now < m_nextLook) return false;
    if (m_lasts && now >= m_started + *m_lasts)
        return !stop(Trouble::Silent, "The server did not end the stream within " + seconds(*m_lasts) + ".");
    const Milliseconds first = m_limits.connect + m_limits.answer;
    if (!answered() && now >= m_started + first)
        return !stop(Trouble::Silent, "The server did not answer within " + seconds(first) + ".");
    if (answered() && !m_lasts) {
        const std::int64_t bytes = wireBytes();
        if (m_seenBytes && bytes - *m_seenBytes < m_limits.progress)
            return !stop(Trouble::Silent, "The server began to answer, and then sent fewer than " +
                                              std::to_string(m_limits.progress) + " bytes in " +
                                              seconds(m_limits.stall) + ".");
        m_seenBytes = bytes;
    }
    m_nextLook = now + m_limits.stall;
    if (!answered()) m_nextLook = std::min(m_nextLook, m_started + first);
    if (m_lasts) m_nextLook = std::min(m_nextLook, m_started + *m_lasts);
    return false;
}

ApiError Transfer::tlsError(int code) const
{
    const std::optional<unsigned> reason = sslReason(m_curlText.data());
    if (reason == SslWrongVersion || reason == SslHttpRequest || reason == SslHttpsProxyRequest)
        return troubleOf(Trouble::PlainHttp,
                         "The server does not speak TLS at this port. Check the port, or whether it is http://.",
                         m_where);
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return troubleOf(Trouble::Certificate,
                         certificateSentence(*m_peer,
                                             m_credential.tls.serverName.empty() ? m_host : m_credential.tls.serverName,
                                             std::chrono::floor<Seconds>(std::chrono::system_clock::now())),
                         m_where);
    if (reason && *reason >= SslAlert && *reason < SslAlert + 256) {
        const unsigned alert = *reason - SslAlert;
        const bool ofCertificate = (alert >= 42 && alert <= 46) || alert == 48 || alert == 116; // RFC 8446 6.2
        return troubleOf(Trouble::Tls,
                         ofCertificate ? "The server does not take the client certificate. Log in again, or fetch the "
                                         "kubeconfig anew."
                                       : "The server ended the TLS handshake with alert " + std::to_string(alert) + ".",
                         m_where);
    }
    if (code == CURLE_SSL_CONNECT_ERROR && (!reason || reason == SslUnexpectedEnd))
        return troubleOf(Trouble::Connect, "The server ended the connection during the TLS handshake.", m_where);
    return troubleOf(Trouble::Tls, "No TLS connection came about: " + said(shown(m_curlText.data())) + ".", m_where);
}

ApiError Transfer::curlError(int code) const
{
    const std::string host = shown(m_host);
    const std::string proxy = m_endpoint.proxy ? shown(m_endpoint.proxy->host) : std::string();
    const long connectCode = number(m_handle, CURLINFO_HTTP_CONNECTCODE);
    if (connectCode != 0 && connectCode / 100 != 2)
        return troubleOf(Trouble::Proxy,
                         "The proxy " + proxy + " lets nothing through: it answers with code " +
                             std::to_string(connectCode) + (connectCode == 407 ? ", and wants a login." : "."),
                         m_where);
    // Before its answer to CONNECT all that was heard, or not heard, is the proxy's.
    curl_off_t secured = 0; // without TLS to the server nothing was sent there
    curl_easy_getinfo(m_handle, CURLINFO_APPCONNECT_TIME_T, &secured);
    const bool atProxy = m_endpoint.proxy && secured == 0 && m_endpoint.isTls && connectCode == 0 &&
                         number(m_handle, CURLINFO_NUM_CONNECTS) != 0 && !m_endpoint.proxy->scheme.starts_with("socks");
    const auto noProxy = [&] {
        return troubleOf(Trouble::Proxy,
                         "The proxy " + proxy + " does not answer as a proxy does. It is set by " +
                             m_endpoint.proxyFrom + ".",
                         m_where);
    };
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return troubleOf(Trouble::Resolve, "The name " + host + " cannot be resolved.", m_where);
    case CURLE_COULDNT_RESOLVE_PROXY:
        return troubleOf(Trouble::Proxy, "The name of the proxy " + proxy + " cannot be resolved.", m_where);
    case CURLE_PROXY: return troubleOf(Trouble::Proxy, "The proxy " + proxy + " lets nothing through.", m_where);
    case CURLE_COULDNT_CONNECT:
        if (m_endpoint.proxy) return troubleOf(Trouble::Proxy, "The proxy " + proxy + " cannot be reached.", m_where);
        return troubleOf(Trouble::Connect, "Nobody answers at " + shown(m_endpoint.base.host) + ".", m_where);
    case CURLE_OPERATION_TIMEDOUT:
        if (m_endpoint.proxy)
            return troubleOf(connectCode == 0 ? Trouble::Proxy : Trouble::Connect,
                             "No connection to " + shown(m_endpoint.base.host) + " came about within " +
                                 seconds(m_limits.connect) + byWayOf(*m_endpoint.proxy, m_endpoint.proxyFrom),
                             m_where);
        return troubleOf(Trouble::Connect,
                         "No connection to " + shown(m_endpoint.base.host) + " came about within " +
                             seconds(m_limits.connect) + ".",
                         m_where);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return tlsError(code);
    case CURLE_BAD_CONTENT_ENCODING:
        return troubleOf(Trouble::Malformed, "The answer is packed and cannot be unpacked.", m_where);
    case CURLE_OUT_OF_MEMORY: // libcurl's word for a header line over its bound of 100 KiB
        return troubleOf(Trouble::TooLarge, "One header of the answer is longer than is read.", m_where);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        if (atProxy) return noProxy();
        return troubleOf(Trouble::NotKubernetes, "This is no Kubernetes API: the answer is not HTTP.", m_where);
    default:
        if (sslReason(m_curlText.data())) return tlsError(code);
        if (atProxy) return noProxy();
        return troubleOf(Trouble::Cut, "The connection ended before the answer did.", m_where);
    }
}

Times Transfer::times() const
{
    if (number(m_handle, CURLINFO_NUM_CONNECTS) == 0) return {};
    const auto at = [&](CURLINFO what) {
        curl_off_t time = 0;
        curl_easy_getinfo(m_handle, what, &time);
        return std::chrono::microseconds(time);
    };
    const auto resolved = at(CURLINFO_NAMELOOKUP_TIME_T);
    const auto connected = at(CURLINFO_CONNECT_TIME_T);
    const auto secured = at(CURLINFO_APPCONNECT_TIME_T);
    const auto whole = [](std::chrono::microseconds time) { return std::chrono::round<Milliseconds>(time); };
    Times times;
    times.resolve = whole(resolved);
    if (connected >= resolved) times.connect = whole(connected - resolved);
    if (secured > connected) times.tls = whole(secured - connected);
    return times;
}

ApiResult<Reply> Transfer::result(int curlCode)
{
    if (m_stopped) return tl::unexpected(*m_stopped);
    const int status = code();
    if (curlCode != CURLE_OK && !m_enough) {
        ApiError error = curlError(curlCode);
        error.code = status;
        return tl::unexpected(std::move(error));
    }
    m_reply.code = status;
    const long version = number(m_handle, CURLINFO_HTTP_VERSION);
    m_reply.httpVersion = version == CURL_HTTP_VERSION_2_0   ? 20
                          : version == CURL_HTTP_VERSION_1_1 ? 11
                          : version == CURL_HTTP_VERSION_1_0 ? 10
                                                             : 0;
    m_reply.times = times();
    if ((status >= 200 && status <= 299) || (status == NotModified && m_asksWhetherSame)) return std::move(m_reply);
    if (status >= 300 && status <= 399) {
        const char* to = nullptr;
        curl_easy_getinfo(m_handle, CURLINFO_REDIRECT_URL, &to);
        const auto url = parseUrl(to == nullptr ? "" : to);
        ApiError error = troubleOf(Trouble::Redirect,
                                   "The server sends the request elsewhere (" +
                                       (url && !url->host.empty() ? said(shown(url->host)) : std::string("no host")) +
                                       "), and Berth does not follow. Check the server's address.",
                                   m_where);
        error.code = status;
        return tl::unexpected(std::move(error));
    }
    const bool page = m_reply.contentType.starts_with("text/html");
    if (!m_endpoint.isTls && status == 400 && m_errorBody.find("HTTP request to an HTTPS server") != std::string::npos)
        return tl::unexpected(
            troubleOf(Trouble::PlainHttp, "The server wants TLS at this port: write https://.", m_where));
    if (page && status < 500) {
        ApiError error = troubleOf(Trouble::NotKubernetes,
                                   "This is no Kubernetes API: a page for people came back. Check the server's "
                                   "address, and whether a portal wants a login.",
                                   m_where);
        error.code = status;
        return tl::unexpected(std::move(error));
    }
    ApiError error = errorOf(status, m_reply.contentType, m_errorBody, m_where, m_credential.secrets());
    curl_off_t wait = 0;
    curl_easy_getinfo(m_handle, CURLINFO_RETRY_AFTER, &wait);
    if (wait > 0) error.retryAfter = Seconds(wait); // the header counts, as for client-go
    if (status == Unauthorized && m_reply.serverTime) error.error.what += clockSentence(*m_reply.serverTime);
    return tl::unexpected(std::move(error));
}

} // namespace core::kube
