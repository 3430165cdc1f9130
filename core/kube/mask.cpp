#include "core/kube/mask.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/shown.h"

namespace core::kube {
namespace {

constexpr std::string_view Stars = "***";

/// Ends a word of a text: JSON, an option or a query of an address may stand in it.
bool endsWord(char c)
{
    return static_cast<unsigned char>(c) <= 0x20 ||
           std::string_view("\"'`,;(){}[]<>&?|\\").find(c) < std::string_view::npos;
}
bool isGap(char c)
{
    return static_cast<unsigned char>(c) <= 0x20;
}
bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}
bool isAssignment(char c)
{
    return c == '=' || c == ':';
}
/// Of base64, also as addresses have it.
bool isOfBase64(char c)
{
    return ascii::isAlnum(c) || c == '-' || c == '_' || c == '+' || c == '/' || c == '=';
}

/// Three parts of base64, joined by points; no name of a host has capitals.
bool isWebToken(std::string_view word)
{
    constexpr std::size_t Shortest = 8; // of a part
    std::size_t parts = 0;
    bool hasCapital = false;
    while (true) {
        const std::string_view part = word.substr(0, word.find('.'));
        if (part.size() < Shortest || !std::all_of(part.begin(), part.end(), isOfBase64)) return false;
        hasCapital = hasCapital || std::any_of(part.begin(), part.end(), ascii::isUpper);
        ++parts;
        if (part.size() == word.size()) break;
        word.remove_prefix(part.size() + 1);
    }
    return parts == 3 && hasCapital;
}

/// A JSON web token, or another of three parts.
bool isToken(std::string_view word)
{
    return ascii::lowered(word).starts_with("eyj") || isWebToken(word);
}

bool looksSecret(std::string_view word)
{
    constexpr std::size_t Long = 24;
    constexpr std::size_t LongWithSlashes = 32;
    if (isToken(word)) return true;
    const auto any = [&](bool (*is)(char)) { return std::any_of(word.begin(), word.end(), is); };
    if (!any(ascii::isDigit)) return false;
    if (word.size() >= Long && word.find('/') == std::string_view::npos) return true;
    return word.size() >= LongWithSlashes && word.front() != '/' && any(ascii::isUpper) && any(ascii::isLower) &&
           std::all_of(word.begin(), word.end(), isOfBase64);
}

/// Blocks of PEM, to the end where one is cut off.
std::string withoutPem(std::string_view text)
{
    constexpr std::string_view Mark = "-----";
    std::string out;
    while (true) {
        const std::size_t start = text.find("-----BEGIN");
        out += text.substr(0, start);
        if (start == std::string_view::npos) return out;
        out += Stars;
        const std::size_t end = text.find("-----END", start);
        const std::size_t over = end == std::string_view::npos ? end : text.find(Mark, end + Mark.size());
        if (over == std::string_view::npos) return out;
        text.remove_prefix(over + Mark.size());
    }
}

/// Colours may stand between a name and its value.
std::string withoutColours(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!text.substr(i).starts_with("\x1b[")) {
            out += text[i];
            continue;
        }
        for (i += 2; i < text.size() && !ascii::isLetter(text[i]);) ++i;
    }
    return out;
}

/// Goes through a text once.
class Masking {
public:
    /// @param guesses  whether a long run of characters is a secret, whatever stands before it
    Masking(std::string_view text, bool guesses)
        : m_text(text)
        , m_guesses(guesses)
    {}

    std::string run() &&
    {
        while (m_at < m_text.size()) {
            if (isAddressAt(m_at))
                passUser();
            else if (endsWord(m_text[m_at]) || isAssignment(m_text[m_at]))
                m_out += m_text[m_at++];
            else
                passWord();
        }
        return std::move(m_out);
    }

private:
    std::string_view m_text;
    bool m_guesses;
    std::size_t m_at = 0;
    std::string m_out;

    [[nodiscard]] bool isAddressAt(std::size_t at) const { return m_text.substr(at).starts_with("://"); }
    void copyUntil(std::size_t end)
    {
        m_out += m_text.substr(m_at, end - m_at);
        m_at = end;
    }
    void maskUntil(std::size_t end)
    {
        m_out += Stars;
        m_at = std::min(end, m_text.size());
    }

    /// `https://me:password@host`: up to the last @, since a password may have any sign in it.
    void passUser()
    {
        copyUntil(m_at + 3);
        std::size_t user = std::string_view::npos;
        for (std::size_t at = m_at; at < m_text.size() && !isGap(m_text[at]) && !isQuote(m_text[at]); ++at)
            if (m_text[at] == '@') user = at;
        if (user != std::string_view::npos) maskUntil(user);
    }

    void passWord()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && !endsWord(m_text[end]) && !isAssignment(m_text[end])) ++end;
        const std::string_view word = m_text.substr(m_at, end - m_at);
        const bool isQuery = m_at > 0 && (m_text[m_at - 1] == '?' || m_text[m_at - 1] == '&');
        const bool isCode = isQuery && word == "code" && end < m_text.size() && m_text[end] == '='; // of a log-in
        const bool isName = isCode || namesSecret(word);
        if (!isName && (m_guesses ? looksSecret(word) : isToken(word))) {
            while (end < m_text.size() && m_text[end] == '=') ++end; // what base64 is filled up with
            return maskUntil(end);
        }
        if (!isName && passShortPassword(word, end)) return;
        copyUntil(end);
        const bool isBearer = ascii::lowered(word) == "bearer" || word == "Basic";
        bool isAssigned = isName && !word.starts_with('-');
        if (!isName && !isBearer) return passUserOf(word);
        if (isAssigned && maskTold(isPassword(word) || isIdentifier(word))) return;
        while (maskBehind(isAssigned)) isAssigned = false;
    }

    /// "mysql -phunter2", and of a command also "-p hunter2"; a program's sentence may speak of "-p PORT", and of an option "-page".
    /// @return whether that was it
    bool passShortPassword(std::string_view word, std::size_t end)
    {
        const bool isFirst = m_at == 0 || isGap(m_text[m_at - 1]) || isQuote(m_text[m_at - 1]);
        if (!isFirst || !word.starts_with("-p")) return false;
        if (word == "-p" && !m_guesses) {
            copyUntil(end);
            maskBehind(false);
            return true;
        }
        const bool mayBeAName = m_guesses && std::all_of(word.begin() + 1, word.end(), [](char c) {
                                    return ascii::isLower(c) || c == '-' || c == '_';
                                });
        if (mayBeAName || behindShortPassword(word) == std::string_view::npos) return false;
        copyUntil(m_at + behindShortPassword(word));
        maskUntil(valueEnd(m_at));
        return true;
    }

    /// "curl -u me:password", "--user=me:password", "-ume:password".
    void passUserOf(std::string_view word)
    {
        const bool isJoined = word.size() > 2 && word.starts_with("-u");
        if (!namesUser(word) && !isJoined) return;
        std::size_t at = m_at;
        while (!isJoined && at < m_text.size() && (isGap(m_text[at]) || isQuote(m_text[at]) || m_text[at] == '=')) ++at;
        const bool isQuoted = !isJoined && at > m_at && isQuote(m_text[at - 1]);
        const std::size_t end = isQuoted ? closing(at - 1) : valueEnd(at);
        const std::size_t colon = m_text.substr(0, end).find(':', at);
        if (colon == std::string_view::npos || colon + 1 >= end || (isJoined && colon != at)) return;
        if (isAddressAt(colon)) return;
        copyUntil(colon + 1);
        maskUntil(end);
    }

    static bool isPassword(std::string_view word)
    {
        const std::string lower = ascii::lowered(word);
        return lower == "password" || lower == "passwd" || lower == "passphrase" || lower == "passwort" ||
               lower == "kennwort";
    }

    /// "accessKeySecret", "client_secret": a name of a program, that stands in no sentence without reason.
    static bool isIdentifier(std::string_view word)
    {
        bool wasLower = false;
        for (const char c : word) {
            if (c == '_' || (wasLower && ascii::isUpper(c))) return true;
            wasLower = ascii::isLower(c);
        }
        return false;
    }

    /// "password is hunter2", and of a password or a program's own name also "passphrase hunter2": what no sentence goes on with.
    /// @return whether that was it
    bool maskTold(bool isBare)
    {
        static constexpr std::array<std::string_view, 60> Ordinary{
            "a",       "an",       "and",       "are",         "at",       "authentication",
            "by",      "can",      "cannot",    "could",       "does",     "empty",
            "expired", "failed",   "file",      "for",         "from",     "has",
            "here",    "in",       "incorrect", "invalid",     "is",       "ist",
            "missing", "must",     "needed",    "no",          "not",      "of",
            "on",      "only",     "or",        "prompt",      "rejected", "required",
            "set",     "should",   "the",       "to",          "too",      "unknown",
            "was",     "will",     "with",      "wrong",       "as",       "before",
            "but",     "endpoint", "env",       "environment", "expires",  "field",
            "header",  "if",       "parameter", "value",       "variable", "when"};
        const auto wordAt = [&](std::size_t from) {
            std::size_t end = from;
            while (end < m_text.size() && !endsWord(m_text[end])) ++end;
            return m_text.substr(from, end - from);
        };
        const auto behindGap = [&](std::size_t from) {
            while (from < m_text.size() && (m_text[from] == ' ' || m_text[from] == '\t')) ++from;
            return from;
        };
        std::size_t at = behindGap(m_at);
        if (at == m_at) return false;
        const std::size_t length = wordAt(at).size();
        std::string first = ascii::lowered(wordAt(at));
        while (!first.empty() && first.back() == ':') first.pop_back();
        const bool isTold = first == "is" || first == "was" || first == "ist";
        if (!isTold && !isBare) return false;
        if (isTold) at = behindGap(at + length);
        if (isTold && at < m_text.size() && isQuote(m_text[at])) {
            copyUntil(at + 1);
            maskUntil(closing(at));
            return true;
        }
        std::string next = ascii::lowered(wordAt(at));
        while (!next.empty() && (next.back() == '.' || next.back() == ':' || next.back() == '!')) next.pop_back();
        if (next.empty() || isAssignment(next.front())) return false;
        if (std::find(Ordinary.begin(), Ordinary.end(), next) != Ordinary.end()) return false;
        copyUntil(at);
        maskUntil(valueEnd(at));
        return true;
    }

    /// What a name speaks of. @param isAssigned  only where = or : stands between the two, or a blank and a quote
    /// @return whether that was the name of a scheme, and what is secret comes behind it
    bool maskBehind(bool isAssigned)
    {
        const bool isApart = m_at < m_text.size() && isGap(m_text[m_at]);
        std::size_t at = m_at;
        bool hasMark = false;
        std::size_t quote = std::string_view::npos; // the last that stands open
        for (; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (isQuote(c)) {
                if (hasMark && quote != std::string_view::npos) break; // an empty value
                quote = at;
            } else if (hasMark && quote != std::string_view::npos) {
                break;
            } else if (isAssignment(c)) {
                if (isAddressAt(at)) return false;
                hasMark = true;
                quote = std::string_view::npos;
            } else if (!isGap(c) && c != '\\' && !(c == '>' && hasMark) && !(c == ',' && !isAssigned && !hasMark)) {
                break;
            }
        }
        const bool isQuoted = quote != std::string_view::npos && (hasMark || !isAssigned || isApart);
        if (at >= m_text.size() && !isQuoted) return false;
        if (isAssigned && !hasMark && !isQuoted) return false;
        if (!hasMark && !isQuoted && (at == m_at || m_text[at] == '-')) return false; // another option
        if (isQuoted) {
            copyUntil(quote + 1);
            const std::size_t end = closing(quote);
            maskUntil(end - (end < m_text.size() ? std::min(slashesBefore(end), end - m_at) : 0));
            return false;
        }
        copyUntil(at);
        if (m_text[at] == '[' || m_text[at] == '{') {
            maskUntil(bracketEnd(at));
            return false;
        }
        const std::size_t end = valueEnd(at);
        if (end == at) return false;
        const std::string lower = ascii::lowered(m_text.substr(at, end - at));
        maskUntil(end);
        return lower == "bearer" || lower == "basic" || lower == "token";
    }

    [[nodiscard]] std::size_t valueEnd(std::size_t at) const
    {
        while (at < m_text.size() && !isGap(m_text[at]) && !isQuote(m_text[at])) ++at;
        return at;
    }

    /// The same quote with no more backslashes before it than the first has.
    [[nodiscard]] std::size_t closing(std::size_t quote) const
    {
        const std::size_t slashes = slashesBefore(quote);
        for (std::size_t at = quote + 1; at < m_text.size(); ++at)
            if (m_text[at] == m_text[quote] && slashesBefore(at) <= slashes) return at;
        return m_text.size();
    }
    [[nodiscard]] std::size_t slashesBefore(std::size_t at) const
    {
        std::size_t count = 0;
        while (count < at && m_text[at - count - 1] == '\\') ++count;
        return count;
    }

    [[nodiscard]] std::size_t bracketEnd(std::size_t at) const
    {
        std::size_t depth = 0;
        for (; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (c == '"') at = closing(at);
            if (c == '[' || c == '{') ++depth;
            if ((c == ']' || c == '}') && --depth == 0) return at + 1;
        }
        return m_text.size();
    }
};

} // namespace

bool namesSecret(std::string_view name)
{
    // Not as a part of others: nothing is secret of a bypass.
    static constexpr std::array<std::string_view, 6> Short{"pwd", "pass", "pw", "jwt", "otp", "sig"};
    static constexpr std::array<std::string_view, 13> Parts{
        "token",         "password", "passwd",    "passphrase", "secret",   "credential", "apikey",
        "authorization", "cookie",   "assertion", "signature",  "passwort", "kennwort"};
    const std::string lower = ascii::lowered(name);
    for (const std::string_view end : {"file", "path", "dir", "url", "uri", "id"})
        if (lower.ends_with(end)) return false;
    const std::size_t before = lower.find_last_of("-_./");
    const std::string_view last = std::string_view(lower).substr(before == std::string::npos ? 0 : before + 1);
    return std::find(Short.begin(), Short.end(), last) != Short.end() || lower.ends_with("tok") ||
           lower.ends_with("key") || std::any_of(Parts.begin(), Parts.end(), [&](std::string_view part) {
               return lower.find(part) != std::string::npos;
           });
}

bool namesUser(std::string_view option)
{
    static constexpr std::array<std::string_view, 6> Options{"-u",           "-U",        "--user",
                                                             "--proxy-user", "--userpwd", "--auth"};
    return std::find(Options.begin(), Options.end(), option) != Options.end();
}

std::size_t behindShortPassword(std::string_view word)
{
    static constexpr std::array<std::string_view, 52> Names{
        "package",  "page",     "pages", "parallel", "param",      "parameter", "parameters", "params",    "parent",
        "passin",   "passout",  "path",  "paths",    "pattern",    "payload",   "pem",        "period",    "persist",
        "pid",      "place",    "plain", "platform", "plugin",     "plugins",   "pod",        "pods",      "policy",
        "poll",     "pool",     "port",  "ports",    "prefix",     "preset",    "pretty",     "principal", "print",
        "priority", "private",  "prod",  "profile",  "production", "progress",  "project",    "projects",  "prompt",
        "protocol", "provider", "proxy", "public",   "publish",    "pull",      "push"};
    constexpr std::size_t None = std::string_view::npos;
    if (word.size() <= 2 || !word.starts_with("-p")) return None;
    const std::string_view option = word.substr(0, word.find_first_of("=:"));
    if (namesSecret(option)) return None; // its value stands behind the name
    const std::string_view name = option.substr(1, option.find_first_of("-_", 1) - 1);
    return std::find(Names.begin(), Names.end(), name) != Names.end() ? None : 2;
}

std::string withoutNamed(std::string_view text)
{
    return Masking(text, false).run();
}

std::string withoutSecrets(std::string_view text, const std::vector<Secret>& secrets)
{
    std::string clean(text);
    for (const Secret& secret : secrets) {
        if (secret.reveal().size() < 4) continue;
        for (std::size_t at = clean.find(secret.reveal()); at != std::string::npos;
             at = clean.find(secret.reveal(), at + 3))
            clean.replace(at, secret.reveal().size(), Stars);
    }
    return clean;
}

std::string withoutUser(std::string_view word)
{
    constexpr std::string_view Mark = "://";
    const std::size_t mark = word.find(Mark);
    const std::size_t user = word.rfind('@');
    std::string clean(word);
    if (mark < word.size() && user < word.size() && user > mark)
        clean.replace(mark + Mark.size(), user - mark - Mark.size(), Stars);
    return clean;
}

std::string shownAddress(std::string_view address)
{
    constexpr std::string_view Mark = "://";
    constexpr std::size_t None = std::string_view::npos;
    const std::size_t mark = address.find(Mark);
    const bool hasScheme = mark != None && mark + 1 == address.find_first_of("/?#"); // else it stands in a query
    std::string clean(address.substr(0, hasScheme ? mark + Mark.size() : 0));
    std::string_view rest = address.substr(clean.size());
    const std::size_t user = rest.rfind('@');
    if (user != None && rest.find_first_of("?#") < user) return clean.append(Stars); // of a password, or of a query
    if (user != None) {
        clean += Stars;
        rest.remove_prefix(user);
    }
    const std::size_t query = rest.find_first_of("?#");
    clean += rest.substr(0, query);
    if (query != None) (clean += rest[query]) += Stars;
    return clean;
}

std::vector<Secret> wordsOf(const Secret& output)
{
    constexpr std::size_t Shortest = 8;
    static constexpr std::array<std::string_view, 7> Fields{
        "apiVersion",  "ExecCredential", "expirationTimestamp", "clientCertificateData", "clientKeyData",
        "interactive", "metadata"};
    std::vector<Secret> words;
    std::string_view text = output.reveal();
    const auto keep = [&](std::string_view word) {
        if (word.size() >= Shortest && !word.starts_with("client.authentication.k8s.io") &&
            std::find(Fields.begin(), Fields.end(), word) == Fields.end())
            words.emplace_back(std::string(word));
    };
    while (!text.empty()) {
        std::size_t end = 0;
        while (end < text.size() && !endsWord(text[end])) ++end;
        std::string_view word = text.substr(0, end);
        while (!word.empty() && word.back() == ':') word.remove_suffix(1); // a key
        keep(word);
        const std::size_t mark = word.find_first_of("=:");
        if (mark < word.size()) keep(word.substr(mark + 1));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::stable_sort(words.begin(), words.end(), [](const Secret& one, const Secret& other) {
        return one.reveal().size() > other.reveal().size();
    });
    return words;
}

namespace {

std::string cleaned(std::string_view text, const std::vector<Secret>& secrets)
{
    const std::string clean = withoutPem(withoutColours(withoutSecrets(text, secrets)));
    std::string out = Masking(clean, true).run();
    while (!out.empty() && isGap(out.back())) out.pop_back();
    return out;
}

} // namespace

std::string masked(std::string_view text, const std::vector<Secret>& secrets)
{
    return shown(cleaned(text, secrets), 500);
}

std::string maskedLines(std::string_view text, const std::vector<Secret>& secrets)
{
    constexpr int mostLines = 20;
    const std::string whole = cleaned(text, secrets); // first: a secret may go over the end of a line
    std::size_t from = whole.size();
    for (int line = 0; line < mostLines && from != std::string::npos && from > 0; ++line)
        from = whole.rfind('\n', from - 1);
    const bool isCut = from != std::string::npos && from > 0;
    const std::string_view last = std::string_view(whole).substr(isCut ? from + 1 : 0);
    return shownLines(last, last.find('\n') == std::string_view::npos ? 500 : 2000);
}

} // namespace core::kube
