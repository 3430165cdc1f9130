#include "core/kube/proxy.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <arpa/inet.h>

#include "core/base/ascii.h"
#include "core/base/shown.h"

namespace core::kube {
namespace {

/// An address in 16 bytes, IPv4 mapped, so that both families compare.
using Address = std::array<unsigned char, 16>;

std::optional<Address> addressOf(const std::string& text)
{
    Address address{};
    if (inet_pton(AF_INET6, text.c_str(), address.data()) == 1) return address;
    address = {};
    address[10] = address[11] = 0xFF;
    if (inet_pton(AF_INET, text.c_str(), address.data() + 12) == 1) return address;
    return std::nullopt;
}

bool isIpv4(const Address& address)
{
    return std::all_of(address.begin(), address.begin() + 10, [](unsigned char b) { return b == 0; }) &&
           address[10] == 0xFF && address[11] == 0xFF;
}

bool isLoopback(const Address& address)
{
    if (isIpv4(address)) return address[12] == 127;
    Address one{};
    one[15] = 1;
    return address == one;
}

struct Range {
    Address first;
    unsigned bits;
    [[nodiscard]] bool holds(const Address& address) const
    {
        if (isIpv4(address) != isIpv4(first)) return false;
        for (unsigned bit = 0; bit < bits; ++bit) {
            const unsigned mask = 0x80U >> bit % 8;
            if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) return false;
        }
        return true;
    }
};

std::optional<Range> rangeOf(const std::string& text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos || slash + 1 == text.size()) return std::nullopt;
    const auto address = addressOf(text.substr(0, slash));
    if (!address) return std::nullopt;
    unsigned bits = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + slash + 1, end, bits);
    const bool four = text.find(':') == std::string::npos;
    if (read.ec != std::errc() || read.ptr != end || bits > (four ? 32U : 128U)) return std::nullopt;
    return Range{*address, four ? bits + 96 : bits};
}

using ascii::lowered;
using ascii::trimmed;

struct Target {
    std::string host;
    std::string port;
    std::optional<Address> address;
};

/// Host and port of "host:port" or "[v6]:port"; none where there is no port, as net.SplitHostPort has it.
std::optional<std::pair<std::string, std::string>> splitPort(const std::string& text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return std::nullopt;
    std::string host = text.substr(0, colon);
    if (!host.empty() && host.front() == '[') {
        if (host.back() != ']') return std::nullopt;
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string::npos) {
        return std::nullopt;
    }
    return std::pair{host, text.substr(colon + 1)};
}

/// Whether one entry of NO_PROXY, lower case and trimmed, names the target.
bool names(const std::string& entry, const Target& target)
{
    if (entry == "*") return true;
    if (const auto range = rangeOf(entry)) return target.address && range->holds(*target.address);
    std::string host = entry;
    std::string port;
    if (const auto parts = splitPort(entry)) std::tie(host, port) = *parts;
    if (host.empty() || (!port.empty() && port != target.port)) return false;
    if (const auto address = addressOf(host)) return target.address == address;
    if (host.rfind("*.", 0) == 0) host.erase(0, 1);
    const bool self = host.front() != '.';
    if (self) host.insert(0, ".");
    const bool under = target.host.size() >= host.size() &&
                       target.host.compare(target.host.size() - host.size(), host.size(), host) == 0;
    return under || (self && target.host == host.substr(1));
}

bool goesThrough(const std::string& noProxy, const Target& target)
{
    if (target.host == "localhost" || (target.address && isLoopback(*target.address))) return false;
    std::string_view rest = noProxy;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string entry = lowered(trimmed(rest.substr(0, comma)));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        if (!entry.empty() && names(entry, target)) return false;
    }
    return true;
}

struct Variable {
    std::string name;
    std::string value;
};

Variable either(const Environment& environment, const char* name)
{
    for (const std::string& key : {std::string(name), lowered(name)}) {
        const auto found = environment.find(key);
        if (found != environment.end() && !found->second.empty()) return {key, found->second};
    }
    return {};
}

Variable variableOf(const Environment& environment, const Url& server)
{
    return either(environment, server.scheme == "https" ? "HTTPS_PROXY" : "HTTP_PROXY");
}

} // namespace

Result<ProxyOnTheWay> proxyOnTheWay(const Connection& connection, const Environment& environment)
{
    if (connection.proxy) return ProxyOnTheWay{connection.proxy, "proxy-url (kubeconfig)"};
    auto found = environmentProxy(environment, connection.baseUrl);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return ProxyOnTheWay{};
    return ProxyOnTheWay{std::move(*found), proxyVariable(environment, connection.baseUrl) + " (environment)"};
}

std::string byWayOf(const Url& proxy, const std::string& from)
{
    return " by way of the proxy " + shown(proxy.host) + ". It is set by " + from + ".";
}

std::string proxyVariable(const Environment& environment, const Url& server)
{
    return variableOf(environment, server).name;
}

Result<std::optional<Url>> environmentProxy(const Environment& environment, const Url& server)
{
    const bool https = server.scheme == "https";
    if (!https && server.scheme != "http") return std::nullopt;
    const Variable proxy = variableOf(environment, server);
    if (proxy.value.empty()) return std::nullopt;
    Target target{lowered(trimmed(server.hostname())), server.port(), {}};
    if (target.port.empty()) target.port = https ? "443" : "80";
    target.address = addressOf(target.host);
    if (!goesThrough(either(environment, "NO_PROXY").value, target)) return std::nullopt;
    auto url = parseUrl(proxy.value);
    if (!url || url->scheme.empty() || url->host.empty()) url = parseUrl("http://" + proxy.value);
    if (!url)
        return failure(Fault::Malformed,
                       "The variable " + proxy.name + " holds no URL of a proxy. " + url.error().what);
    return std::optional(*url);
}

} // namespace core::kube
