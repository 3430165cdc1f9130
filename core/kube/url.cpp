#include "core/kube/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>

#include "core/base/ascii.h"

namespace core::kube {
namespace {

enum class Part { Host, Zone, Path, User };

using ascii::isAlnum;

bool mustEscape(char c, Part part)
{
    static constexpr std::string_view InHost = "!$&'()*+,;=:[]<>\"";
    static constexpr std::string_view Reserved = "$&+,/:;=?@";
    if (isAlnum(c)) return false;
    const bool host = part == Part::Host || part == Part::Zone;
    if (host && InHost.find(c) != std::string_view::npos) return false;
    if (c == '-' || c == '_' || c == '.' || c == '~') return false;
    if (Reserved.find(c) == std::string_view::npos) return true;
    if (part == Part::Path) return c == '?';
    if (part == Part::User) return c == '@' || c == '/' || c == '?' || c == ':';
    return true;
}

std::string escape(std::string_view text, Part part)
{
    return percentEncoded(text, [part](char c) { return mustEscape(c, part); });
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> unescape(std::string_view text, Part part)
{
    std::string out;
    const bool host = part == Part::Host || part == Part::Zone;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            const bool ascii = static_cast<unsigned char>(text[i]) < 0x80;
            if (host && ascii && mustEscape(text[i], part)) return std::nullopt;
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hexDigit(text[i + 1]);
        const int low = hexDigit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        const char c = static_cast<char>(high * 16 + low);
        const bool percent = text.substr(i, 3) == "%25";
        if (part == Part::Host && high < 8 && !percent) return std::nullopt;
        if (part == Part::Zone && !percent && c != ' ' && mustEscape(c, Part::Host)) return std::nullopt;
        out += c;
        i += 2;
    }
    return out;
}

tl::unexpected<Error> bad(std::string what)
{
    return failure(Fault::Malformed, std::move(what));
}

bool isPortOrNothing(std::string_view text)
{
    if (text.empty()) return true;
    return text.front() == ':' && text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

bool isIpv6(const std::string& text)
{
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

std::optional<std::string> bracketedHost(std::string_view text, std::size_t close)
{
    const std::size_t zone = text.substr(0, close).find("%25");
    if (zone == std::string_view::npos) {
        const auto inside = unescape(text.substr(1, close - 1), Part::Host);
        if (!inside || !isIpv6(*inside)) return std::nullopt;
        return unescape(text, Part::Host);
    }
    const auto address = unescape(text.substr(0, zone), Part::Host);
    const auto name = unescape(text.substr(zone, close - zone), Part::Zone);
    const auto rest = unescape(text.substr(close), Part::Host);
    if (!address || !name || !rest || !isIpv6(address->substr(1))) return std::nullopt;
    return *address + *name + *rest;
}

Result<std::string> parseHost(std::string_view text)
{
    std::optional<std::string> host;
    if (!text.empty() && text.front() == '[') {
        const std::size_t close = text.rfind(']');
        if (close == std::string_view::npos) return bad("A bracket is opened in the host and not closed.");
        if (!isPortOrNothing(text.substr(close + 1))) return bad("What follows the bracketed host is not a port.");
        host = bracketedHost(text, close);
    } else {
        const std::size_t colon = text.find(':');
        if (colon != std::string_view::npos && !isPortOrNothing(text.substr(colon)))
            return bad("What follows the colon of the host is not a port; an IPv6 address stands in brackets.");
        host = unescape(text, Part::Host);
    }
    if (!host) return bad("The host has a character that no host has.");
    return *host;
}

bool isUserInfo(std::string_view text)
{
    static constexpr std::string_view Also = "-._:~!$&'()*+,;=%@";
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return isAlnum(c) || Also.find(c) != std::string_view::npos; });
}

Result<void> parseAuthority(std::string_view text, Url& url)
{
    const std::size_t at = text.rfind('@');
    auto host = parseHost(at == std::string_view::npos ? text : text.substr(at + 1));
    if (!host) return tl::unexpected(host.error());
    url.host = std::move(*host);
    if (at == std::string_view::npos) return {};
    const std::string_view info = text.substr(0, at);
    const std::size_t colon = info.find(':');
    const auto user = unescape(info.substr(0, colon), Part::User);
    const auto password =
        colon == std::string_view::npos ? std::string() : unescape(info.substr(colon + 1), Part::User);
    if (!isUserInfo(info) || !user || !password)
        return bad("The user name or password has a character that must be escaped.");
    url.hasUser = true;
    url.user = *user;
    if (colon != std::string_view::npos) url.password = Secret(*password);
    return {};
}

/// The scheme, and what follows its colon; an empty scheme and the whole text where there is none.
std::optional<std::pair<std::string, std::string_view>> splitScheme(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (ascii::isLetter(c) || (i > 0 && (isAlnum(c) || c == '+' || c == '-' || c == '.'))) continue;
        if (c != ':') break;
        if (i == 0) return std::nullopt;
        std::string scheme(text.substr(0, i));
        for (char& s : scheme)
            if (s >= 'A' && s <= 'Z') s = static_cast<char>(s - 'A' + 'a');
        return std::pair{std::move(scheme), text.substr(i + 1)};
    }
    return std::pair{std::string(), text};
}

Result<void> parsePath(std::string_view rest, Url& url)
{
    const auto path = unescape(rest, Part::Path);
    if (!path) return bad("The path has a `%` that is not followed by two hexadecimal digits.");
    url.path = *path;
    if (escape(url.path, Part::Path) != rest) url.rawPath = std::string(rest);
    return {};
}

Result<void> parseHierarchy(std::string_view rest, Url& url)
{
    if (rest.empty() || rest.front() != '/') {
        if (!url.scheme.empty()) {
            url.opaque = std::string(rest);
            return {};
        }
        if (rest.substr(0, rest.find('/')).find(':') != std::string_view::npos)
            return bad("The text has a colon, but no scheme in front of it.");
    }
    if ((!url.scheme.empty() || rest.substr(0, 3) != "///") && rest.substr(0, 2) == "//") {
        const std::size_t slash = rest.find('/', 2);
        auto authority = parseAuthority(rest.substr(2, slash == std::string_view::npos ? slash : slash - 2), url);
        if (!authority) return authority;
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash);
    } else if (!url.scheme.empty() && rest.substr(0, 1) == "/") {
        url.omitHost = true;
    }
    return parsePath(rest, url);
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string written(const Url& url, const std::string& password)
{
    std::string out = url.scheme.empty() ? "" : url.scheme + ":";
    if (!url.opaque.empty()) {
        out += url.opaque;
    } else {
        const bool nothing = url.host.empty() && !url.hasUser;
        if (!(url.omitHost && nothing) && (!url.scheme.empty() || !nothing)) {
            if (!nothing || !url.path.empty()) out += "//";
            if (url.hasUser) {
                out += escape(url.user, Part::User);
                if (url.password) out += ":" + password;
                out += "@";
            }
            out += escape(url.host, Part::Host);
        }
        const std::string path = !url.rawPath.empty() ? url.rawPath : escape(url.path, Part::Path);
        if (!path.empty() && path.front() != '/' && !url.host.empty()) out += "/";
        out += path;
    }
    if (url.hasQuery) out += "?" + url.query;
    if (!url.fragment.empty()) out += "#" + url.fragment;
    return out;
}

} // namespace

std::string Url::hostname() const
{
    if (!host.empty() && host.front() == '[') return host.substr(1, host.rfind(']') - 1);
    return host.substr(0, host.find(':'));
}

std::string Url::port() const
{
    const std::size_t from = !host.empty() && host.front() == '[' ? host.rfind(']') : 0;
    const std::size_t colon = host.find(':', from);
    return colon == std::string::npos ? "" : host.substr(colon + 1);
}

Secret Url::whole() const
{
    return Secret(written(*this, password ? escape(password->reveal(), Part::User) : ""));
}

std::string Url::shown() const
{
    return written(*this, "xxxxx");
}

Result<Url> parseUrl(std::string_view text)
{
    Url url;
    const std::size_t hash = text.find('#');
    std::string_view rest = text.substr(0, hash);
    if (hash != std::string_view::npos) url.fragment = std::string(text.substr(hash + 1));
    if (std::any_of(rest.begin(), rest.end(), isControl)) return bad("A control character stands in the URL.");
    const auto scheme = splitScheme(rest);
    if (!scheme) return bad("The URL starts with a colon; its scheme is missing.");
    url.scheme = scheme->first;
    rest = scheme->second;
    const std::size_t question = rest.find('?');
    if (question != std::string_view::npos) {
        url.hasQuery = true;
        url.query = std::string(rest.substr(question + 1));
        rest = rest.substr(0, question);
    }
    if (const auto parsed = parseHierarchy(rest, url); !parsed) return tl::unexpected(parsed.error());
    return url;
}

Result<Url> serverUrl(std::string_view server)
{
    const auto written = parseUrl(server);
    if (written && !written->scheme.empty() && !written->host.empty()) return *written;
    auto assumed = parseUrl("http://" + std::string(server));
    if (!assumed)
        return bad("The server is neither a URL nor host:port. " + (written ? assumed : written).error().what);
    if (!assumed->path.empty() && assumed->path != "/")
        return bad("The server is neither a URL nor host:port. " +
                   (written ? std::string("Its scheme is missing or not well formed.") : written.error().what));
    return assumed;
}

bool isMetadataAddress(std::string_view hostname)
{
    std::string host = ascii::lowered(hostname.substr(0, hostname.find('%')));
    if (!host.empty() && host.back() == '.') host.pop_back();
    if (host == "metadata" || host == "metadata.google.internal") return true;
    const auto isMetadata4 = [](std::uint32_t address) { // in the network's order
        const std::uint32_t ip = ntohl(address);
        return ip >> 16U == 0xA9FEU || ip == 0x646464C8U; // 169.254.0.0/16, 100.100.100.200
    };
    in_addr four{};
    if (::inet_aton(host.c_str(), &four) != 0) return isMetadata4(four.s_addr); // also 0xa9fea9fe and 2852039166
    in6_addr six{};
    if (::inet_pton(AF_INET6, host.c_str(), &six) != 1) return false;
    if (IN6_IS_ADDR_LINKLOCAL(&six)) return true;
    if (IN6_IS_ADDR_V4MAPPED(&six)) {
        std::uint32_t inner = 0;
        std::memcpy(&inner, &six.s6_addr[12], sizeof inner);
        return isMetadata4(inner);
    }
    static constexpr std::array<unsigned char, 16> Aws{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0,    0,
                                                       0,    0,    0,    0,    0, 0, 0x02, 0x54};
    return std::equal(Aws.begin(), Aws.end(), std::begin(six.s6_addr));
}

} // namespace core::kube
