#include "core/kube/client_watch.h"

#include "core/kube/client_decode.h"

namespace core::kube {
namespace {

constexpr std::string_view InitialEnd = "k8s.io/initial-events-end"; // metav1.InitialEventsAnnotationKey
constexpr int WatchTries = 2; // the session's back-off counts, and whoever watches has one of its own

std::optional<WatchEvent::Type> typeOf(std::string_view type)
{
    if (type == "ADDED") return WatchEvent::Type::Added;
    if (type == "MODIFIED") return WatchEvent::Type::Modified;
    if (type == "DELETED") return WatchEvent::Type::Deleted;
    if (type == "BOOKMARK") return WatchEvent::Type::Bookmark;
    return std::nullopt;
}

bool endsInitial(const simdjson::dom::element& object)
{
    const auto metadata = memberOf(object, "metadata");
    const auto annotations = metadata ? memberOf(*metadata, "annotations") : std::nullopt;
    return annotations && textOf(*annotations, InitialEnd) == "true";
}

} // namespace

struct WatchDecoder::Parts {
    Parts(Sink s, const SplitLimits& limits)
        : sink(std::move(s))
        , decoder(limits)
        , splitter([this](std::string_view json) { return take(json); }, limits)
    {}

    bool take(std::string_view json)
    {
        const auto event = decoder.object(json);
        if (!event) return garbage("An event of the watch is not JSON.");
        const auto object = memberOf(*event, "object");
        if (!object || !object->is_object()) return garbage("An event of the watch is without its object.");
        const std::string_view word = textOf(*event, "type");
        if (word == "ERROR") {
            status = documentOf(*object);
            return false;
        }
        const auto type = typeOf(word);
        if (!type) return garbage("An event of the watch is of no known type.");
        const bool bookmark = *type == WatchEvent::Type::Bookmark;
        const WatchEvent one{*type, Item(&*object), bookmark && endsInitial(*object)};
        // A table is about its row, which has the name.
        const bool unnamed = !bookmark && one.item.head().name.empty() && one.item.head().kind != "Table";
        if (unnamed) return garbage("An object of the watch is without a name.");
        heard = true;
        if (!bookmark) ++events;
        // It counts as seen only once it was handed on.
        const std::string seen(one.item.head().resourceVersion);
        const bool more = sink(one);
        if (!seen.empty()) version = seen;
        return more;
    }

    bool garbage(std::string what)
    {
        fault = Error{Fault::Malformed, std::move(what), {}};
        return false;
    }

    Sink sink;
    Decoder decoder;
    ObjectSplitter splitter;
    std::optional<Error> fault;
    std::optional<Json> status;
    std::string version;
    std::size_t events = 0;
    bool heard = false;
};

WatchDecoder::WatchDecoder(Sink sink, const SplitLimits& limits)
    : m_parts(std::make_unique<Parts>(std::move(sink), limits))
{}

WatchDecoder::~WatchDecoder() = default;

bool WatchDecoder::feed(std::string_view bytes)
{
    Parts& parts = *m_parts;
    if (parts.fault || parts.splitter.stopped()) return false;
    if (const auto good = parts.splitter.feed(bytes); !good && !parts.fault) parts.fault = good.error();
    return !parts.fault && !parts.splitter.stopped();
}

bool WatchDecoder::hasPart() const
{
    return !m_parts->fault && m_parts->splitter.hasPart();
}

bool WatchDecoder::stopped() const
{
    return m_parts->splitter.stopped() && !m_parts->fault && !m_parts->status;
}

const std::optional<Error>& WatchDecoder::fault() const
{
    return m_parts->fault;
}

const std::optional<Json>& WatchDecoder::status() const
{
    return m_parts->status;
}

const std::string& WatchDecoder::resourceVersion() const
{
    return m_parts->version;
}

std::size_t WatchDecoder::events() const
{
    return m_parts->events;
}

bool WatchDecoder::heard() const
{
    return m_parts->heard;
}

WatchEnd::Why whyOf(const ApiError& error)
{
    using Why = WatchEnd::Why;
    switch (error.trouble) {
    case Trouble::None: break;
    case Trouble::Cut: return Why::Cut;
    case Trouble::Silent: return Why::Silent;
    case Trouble::Resolve:
    case Trouble::Connect:
    case Trouble::Proxy:
    case Trouble::Certificate:
    case Trouble::Tls:
    case Trouble::PlainHttp: return Why::Unreachable;
    case Trouble::TooLarge:
    case Trouble::Malformed: return Why::Garbage;
    case Trouble::Cancelled: return Why::Stopped;
    case Trouble::Refused:
    case Trouble::Credentials:
    case Trouble::NotKubernetes:
    case Trouble::Redirect: return Why::Failed;
    }
    if (error.isExpired() || error.isVersionTooLarge()) return Why::Expired;
    switch (error.code) {
    case 401: return Why::Unauthorized;
    case 403: return Why::Denied;
    case 404:
    case 405: return Why::NotServed;
    case 429: return Why::Busy;
    default: return error.code >= 500 ? Why::Busy : Why::Failed;
    }
}

namespace {

class WatchRun : public std::enable_shared_from_this<WatchRun> {
public:
    WatchRun(Session session, WatchRequest request, WatchHandlers handlers)
        : m_session(std::move(session))
        , m_request(std::move(request))
        , m_handlers(std::move(handlers))
        , m_decoder(m_handlers.event, m_request.limits)
    {}

    void start(const Chance& chance, std::stop_token stop)
    {
        const Seconds open =
            m_request.shortest +
            Seconds(static_cast<Seconds::rep>(chance() * static_cast<double>(m_request.shortest.count())));
        Request request;
        request.path = m_request.path;
        request.query = m_request.query;
        request.accept = m_request.accept;
        request.tries = WatchTries;
        request.query.emplace_back("watch", "1");
        request.query.emplace_back("allowWatchBookmarks", "true");
        request.query.emplace_back("timeoutSeconds", std::to_string(open.count()));
        if (m_request.initialEvents) {
            request.query.emplace_back("sendInitialEvents", "true");
            request.query.emplace_back("resourceVersionMatch", "NotOlderThan");
        }
        if (!m_request.resourceVersion.empty())
            request.query.emplace_back("resourceVersion", m_request.resourceVersion);
        m_session.send(
            std::move(request),
            {.body = [self = shared_from_this()](std::string_view piece) { return self->m_decoder.feed(piece); },
             .done = [self = shared_from_this()](ApiResult<Reply> reply) { self->ended(std::move(reply)); },
             .begun = [self = shared_from_this()] { self->opened(); },
             .lasts = open + m_request.slack},
            std::move(stop));
    }

private:
    void opened()
    {
        m_end.answered = true;
        if (m_handlers.opened) m_handlers.opened();
    }

    void ended(ApiResult<Reply> reply)
    {
        m_end.resourceVersion =
            m_decoder.resourceVersion().empty() ? m_request.resourceVersion : m_decoder.resourceVersion();
        m_end.events = m_decoder.events();
        m_end.heard = m_decoder.heard();
        if (reply) m_end.warnings = std::move(reply->warnings);
        judge(reply);
        // The handlers hold what started this; nothing may be held twice.
        const auto done = std::exchange(m_handlers, {}).done;
        done(std::move(m_end));
    }

    void judge(const ApiResult<Reply>& reply)
    {
        if (const auto& fault = m_decoder.fault())
            return endWith(troubleOf(fault->fault == Fault::TooLarge ? Trouble::TooLarge : Trouble::Malformed,
                                     fault->what, where()));
        if (const auto& status = m_decoder.status()) return endWith(m_session.errorOf(*status, m_request.path));
        if (!reply) return endWith(reply.error());
        if (m_decoder.hasPart())
            return endWith(troubleOf(Trouble::Cut, "The watch ended in the middle of an event.", where()));
        m_end.why = m_decoder.stopped() ? WatchEnd::Why::Stopped : WatchEnd::Why::Closed;
    }

    void endWith(ApiError error)
    {
        m_end.why = whyOf(error);
        m_end.error = std::move(error);
        if (m_end.why == WatchEnd::Why::Stopped) m_end.error.reset();
    }

    [[nodiscard]] std::string where() const { return m_session.name() + " GET " + m_request.path; }

    Session m_session;
    WatchRequest m_request;
    WatchHandlers m_handlers;
    WatchDecoder m_decoder;
    WatchEnd m_end;
};

} // namespace

void watch(const Session& session, WatchRequest request, WatchHandlers handlers, const Chance& chance,
           std::stop_token stop)
{
    std::make_shared<WatchRun>(session, std::move(request), std::move(handlers))->start(chance, std::move(stop));
}

} // namespace core::kube
