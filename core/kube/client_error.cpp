#include "core/kube/client_error.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/shown.h"
#include "core/kube/exec_plugin.h"
#include "core/kube/mask.h"

namespace core::kube {
namespace {

constexpr std::size_t CauseLength = 400;
constexpr std::size_t MostCauses = 100;
constexpr std::size_t MostWarnings = 32; // as many as a server of today adds up to (4 KiB of them in all)

constexpr std::array<std::pair<std::string_view, StatusReason>, 18> Reasons{{
    {"BadRequest", StatusReason::BadRequest},
    {"Unauthorized", StatusReason::Unauthorized},
    {"Forbidden", StatusReason::Forbidden},
    {"NotFound", StatusReason::NotFound},
    {"AlreadyExists", StatusReason::AlreadyExists},
    {"Conflict", StatusReason::Conflict},
    {"Gone", StatusReason::Gone},
    {"Expired", StatusReason::Expired},
    {"Invalid", StatusReason::Invalid},
    {"NotAcceptable", StatusReason::NotAcceptable},
    {"MethodNotAllowed", StatusReason::MethodNotAllowed},
    {"UnsupportedMediaType", StatusReason::UnsupportedMediaType},
    {"RequestEntityTooLarge", StatusReason::RequestEntityTooLarge},
    {"TooManyRequests", StatusReason::TooManyRequests},
    {"Timeout", StatusReason::Timeout},
    {"ServerTimeout", StatusReason::ServerTimeout},
    {"InternalError", StatusReason::InternalError},
    {"ServiceUnavailable", StatusReason::ServiceUnavailable},
}};

/// What a code means where no Status says more.
StatusReason reasonOf(int code)
{
    switch (code) {
    case 400: return StatusReason::BadRequest;
    case 401: return StatusReason::Unauthorized;
    case 403: return StatusReason::Forbidden;
    case 404: return StatusReason::NotFound;
    case 405: return StatusReason::MethodNotAllowed;
    case 406: return StatusReason::NotAcceptable;
    case 409: return StatusReason::Conflict;
    case 410: return StatusReason::Gone;
    case 413: return StatusReason::RequestEntityTooLarge;
    case 415: return StatusReason::UnsupportedMediaType;
    case 422: return StatusReason::Invalid;
    case 429: return StatusReason::TooManyRequests;
    case 500: return StatusReason::InternalError;
    case 503: return StatusReason::ServiceUnavailable;
    case 504: return StatusReason::Timeout;
    default: return StatusReason::Unknown;
    }
}

Fault faultOf(StatusReason reason, int code)
{
    switch (reason) {
    case StatusReason::Unauthorized:
    case StatusReason::Forbidden: return Fault::Denied;
    case StatusReason::NotFound: return Fault::NotFound;
    case StatusReason::AlreadyExists:
    case StatusReason::Conflict:
    case StatusReason::Gone:
    case StatusReason::Expired: return Fault::Conflict;
    case StatusReason::BadRequest:
    case StatusReason::Invalid: return Fault::Malformed;
    case StatusReason::NotAcceptable:
    case StatusReason::MethodNotAllowed:
    case StatusReason::UnsupportedMediaType: return Fault::Unsupported;
    case StatusReason::RequestEntityTooLarge: return Fault::TooLarge;
    case StatusReason::TooManyRequests:
    case StatusReason::Timeout:
    case StatusReason::ServerTimeout:
    case StatusReason::InternalError:
    case StatusReason::ServiceUnavailable: return Fault::Unavailable;
    case StatusReason::Unknown: return code >= 500 ? Fault::Unavailable : Fault::Malformed;
    }
    return Fault::Malformed;
}

std::string sentenceOf(StatusReason reason, int code)
{
    switch (reason) {
    case StatusReason::Unauthorized: return "The server does not accept the credentials. Log in again.";
    case StatusReason::Forbidden: return "The server does not allow this.";
    case StatusReason::NotFound: return "The server does not have this.";
    case StatusReason::AlreadyExists: return "The object is there already.";
    case StatusReason::Conflict:
        return "The object was changed by someone else, or a field belongs to another manager.";
    case StatusReason::Gone:
    case StatusReason::Expired: return "The server no longer keeps the state that was asked for.";
    case StatusReason::BadRequest:
    case StatusReason::Invalid: return "The server finds the request not valid.";
    case StatusReason::NotAcceptable:
    case StatusReason::MethodNotAllowed:
    case StatusReason::UnsupportedMediaType: return "The server does not offer this.";
    case StatusReason::RequestEntityTooLarge: return "The object is larger than the server takes.";
    case StatusReason::TooManyRequests: return "The server has too much to do and asks to wait.";
    case StatusReason::Timeout:
    case StatusReason::ServerTimeout: return "The server did not finish in time.";
    case StatusReason::InternalError: return "The server failed.";
    case StatusReason::ServiceUnavailable: return "The server cannot serve this now.";
    case StatusReason::Unknown: return "The server answered with code " + std::to_string(code) + ".";
    }
    return {};
}

std::string textAt(const Json& object, const char* key)
{
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::int64_t> numberAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

/// Lines stay lines: a server lists faults one below the other. Whoever has room for one line only writes them as escapes.
std::string foreign(std::string_view text, const std::vector<Secret>& secrets, std::size_t most = LongestMessage)
{
    return shownEnds(withoutSecrets(text, secrets), most);
}

void readDetails(const Json& details, ApiError& into, const std::vector<Secret>& secrets)
{
    if (!details.is_object()) return;
    if (const auto wait = numberAt(details, "retryAfterSeconds"); wait && *wait > 0) into.retryAfter = Seconds(*wait);
    const auto causes = details.find("causes");
    if (causes == details.end() || !causes->is_array()) return;
    for (const Json& cause : *causes) {
        if (!cause.is_object()) continue;
        if (into.causes.size() == MostCauses) break;
        into.causes.push_back({foreign(textAt(cause, "reason"), secrets),
                               foreign(textAt(cause, "message"), secrets, CauseLength),
                               foreign(textAt(cause, "field"), secrets)});
    }
}

/// The sentence, and what the server says in its own words.
void say(ApiError& made, std::string where)
{
    made.error = {faultOf(made.reason, made.code), sentenceOf(made.reason, made.code), std::move(where)};
    if (!made.message.empty()) made.error.what += " It says: " + made.message;
}

/// Whether a text holds another, which may have lost its middle.
bool holds(const std::string& text, const std::string& part)
{
    constexpr std::string_view Cut = "…";
    if (text.find(part) != std::string::npos) return true;
    const std::size_t cut = part.find(Cut);
    if (cut == std::string::npos) return false;
    const std::size_t head = text.find(part.substr(0, cut));
    return head != std::string::npos && text.find(part.substr(cut + Cut.size()), head + cut) != std::string::npos;
}

bool isStatus(const Json& object)
{
    return object.is_object() && textAt(object, "kind") == "Status";
}

} // namespace

std::string_view name(Trouble trouble)
{
    switch (trouble) {
    case Trouble::None: return "";
    case Trouble::Refused: return "refused";
    case Trouble::Credentials: return "credentials";
    case Trouble::Resolve: return "resolve";
    case Trouble::Connect: return "connect";
    case Trouble::Proxy: return "proxy";
    case Trouble::Certificate: return "certificate";
    case Trouble::Tls: return "tls";
    case Trouble::PlainHttp: return "plain_http";
    case Trouble::Silent: return "silent";
    case Trouble::Cut: return "cut";
    case Trouble::TooLarge: return "too_large";
    case Trouble::NotKubernetes: return "not_kubernetes";
    case Trouble::Redirect: return "redirect";
    case Trouble::Malformed: return "malformed";
    case Trouble::Cancelled: return "cancelled";
    }
    return {};
}

bool ApiError::isVersionTooLarge() const
{
    // Servers before 1.18 say it in the message only.
    return (reason == StatusReason::Timeout && (message.find("Too large resource version") != std::string::npos ||
                                                std::any_of(causes.begin(), causes.end(), [](const StatusCause& cause) {
                                                    return cause.reason == "ResourceVersionTooLarge";
                                                })));
}

std::vector<std::string> causesBesides(const std::string& message, const std::vector<StatusCause>& causes)
{
    std::vector<std::string> said;
    for (const StatusCause& cause : causes) {
        if (cause.message.empty()) continue;
        if (holds(message, cause.message) && message.find(cause.field) != std::string::npos) continue;
        std::string one = cause.field.empty() ? cause.message : cause.field + ": " + cause.message;
        if (std::find(said.begin(), said.end(), one) == said.end()) said.push_back(std::move(one));
    }
    return said;
}

ApiError errorOf(const Json& status, std::string where, const std::vector<Secret>& secrets)
{
    ApiError made;
    if (isStatus(status)) {
        const auto code = numberAt(status, "code");
        if (code && *code >= 100 && *code < 600) made.code = static_cast<int>(*code);
        const std::string reason = textAt(status, "reason");
        const auto known =
            std::find_if(Reasons.begin(), Reasons.end(), [&](const auto& r) { return r.first == reason; });
        made.reason = known != Reasons.end() ? known->second : reasonOf(made.code);
        made.message = foreign(textAt(status, "message"), secrets);
        if (const auto details = status.find("details"); details != status.end()) readDetails(*details, made, secrets);
        if (const auto metadata = status.find("metadata"); metadata != status.end())
            made.continueToken = textAt(*metadata, "continue");
    }
    say(made, std::move(where));
    return made;
}

ApiError errorOf(int code, std::string_view contentType, std::string_view body, std::string where,
                 const std::vector<Secret>& secrets)
{
    const Json parsed = Json::parse(body, nullptr, false);
    if (!parsed.is_discarded() && isStatus(parsed)) {
        ApiError made = errorOf(parsed, where, secrets);
        made.code = code; // what HTTP says counts: proxies in between branch on it as well
        if (made.reason == StatusReason::Unknown) made.reason = reasonOf(code);
        say(made, std::move(where));
        return made;
    }
    ApiError made;
    made.code = code;
    made.reason = reasonOf(code);
    if (contentType.substr(0, 9) != "text/html") made.message = foreign(body, secrets); // masked before it is cut
    say(made, std::move(where));
    return made;
}

void addWarnings(std::string_view header, std::vector<std::string>& warnings)
{
    // warn-code SP warn-agent SP quoted-text [SP quoted-date], and commas between several.
    while (!header.empty() && warnings.size() < MostWarnings) {
        const std::size_t quote = header.find('"');
        if (quote == std::string_view::npos) return;
        std::string text;
        std::size_t at = quote + 1;
        for (; at < header.size() && header[at] != '"'; ++at) {
            if (header[at] == '\\' && at + 1 < header.size()) ++at;
            text += header[at];
        }
        if (at >= header.size()) return; // not closed
        if (std::string one = shown(text, 500);
            !one.empty() && std::find(warnings.begin(), warnings.end(), one) == warnings.end())
            warnings.push_back(std::move(one));
        header.remove_prefix(at + 1);
        const std::size_t comma = header.find(','); // a date in quotes holds one too, and is passed over with the rest
        const std::size_t date = header.find('"');
        if (date < comma) {
            const std::size_t end = header.find('"', date + 1);
            if (end == std::string_view::npos) return;
            header.remove_prefix(end + 1);
        }
        const std::size_t next = header.find(',');
        header = next == std::string_view::npos ? std::string_view() : header.substr(next + 1);
    }
}

bool ApiError::isOfTheWay() const
{
    switch (trouble) {
    case Trouble::Credentials:
    case Trouble::Resolve:
    case Trouble::Connect:
    case Trouble::Proxy:
    case Trouble::Certificate:
    case Trouble::Tls:
    case Trouble::PlainHttp:
    case Trouble::Silent:
    case Trouble::Cut:
    case Trouble::Cancelled: return true;
    case Trouble::None:
    case Trouble::Refused:
    case Trouble::TooLarge:
    case Trouble::NotKubernetes:
    case Trouble::Redirect:
    case Trouble::Malformed: return false;
    }
    return false;
}

ApiError troubleOf(Trouble trouble, std::string what, std::string where)
{
    const auto fault = [trouble] {
        switch (trouble) {
        case Trouble::Refused:
        case Trouble::Credentials:
        case Trouble::Certificate:
        case Trouble::Redirect: return Fault::Denied;
        case Trouble::TooLarge: return Fault::TooLarge;
        case Trouble::NotKubernetes:
        case Trouble::Malformed: return Fault::Malformed;
        case Trouble::Cancelled: return Fault::Cancelled;
        case Trouble::None:
        case Trouble::Resolve:
        case Trouble::Connect:
        case Trouble::Proxy:
        case Trouble::Tls:
        case Trouble::PlainHttp:
        case Trouble::Silent:
        case Trouble::Cut: return Fault::Unavailable;
        }
        return Fault::Unavailable;
    };
    ApiError made;
    made.error = {fault(), std::move(what), std::move(where)};
    made.trouble = trouble;
    return made;
}

} // namespace core::kube
