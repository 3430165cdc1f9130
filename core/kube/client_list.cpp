#include "core/kube/client_list.h"

#include <algorithm>

#include "core/kube/client_decode.h"

namespace core::kube {
namespace {

constexpr int SmallestPage = 50;
constexpr int MostBreaks = 3;        // of one page
constexpr int MostEmptyPages = 1000; // in a row; a server skips what a selector leaves out by itself
constexpr std::size_t LongestToken = 64U << 10U;
constexpr int GatewayTimeout = 504;

class Run : public std::enable_shared_from_this<Run> {
public:
    Run(Session session, ListRequest request, ListHandlers handlers, std::stop_token stop)
        : m_session(std::move(session))
        , m_request(std::move(request))
        , m_handlers(std::move(handlers))
        , m_stop(std::move(stop))
        , m_decoder(m_request.limits)
        , m_pageSize(m_request.pageSize)
    {}

    void nextPage()
    {
        m_splitter.emplace(
            m_request.array, [this](std::string_view json) { return take(json); }, m_request.limits, m_request.orArray);
        m_fault.reset();
        Request page;
        page.path = m_request.path;
        page.query = m_request.query;
        page.accept = m_request.accept;
        page.toldIfSlow = true;
        if (m_pageSize > 0) page.query.emplace_back("limit", std::to_string(m_pageSize));
        if (!m_continue.empty())
            page.query.emplace_back("continue", m_continue);
        else if (!m_request.resourceVersion.empty())
            page.query.emplace_back("resourceVersion", m_request.resourceVersion);
        m_session.send(
            std::move(page),
            {.body = [self = shared_from_this()](std::string_view piece) { return self->feed(piece); },
             .done = [self = shared_from_this()](ApiResult<Reply> reply) { self->pageDone(std::move(reply)); },
             .lasts = {}},
            m_stop);
    }

private:
    bool feed(std::string_view piece)
    {
        const auto good = m_splitter->feed(piece);
        if (!good && !m_fault) m_fault = good.error();
        return good && !m_fault && !m_splitter->stopped();
    }

    bool take(std::string_view json)
    {
        auto object = m_decoder.object(json);
        if (!object) {
            m_fault = object.error();
            return false;
        }
        if (m_splitter->items() < m_skip) return true; // it came before the page broke off
        ++m_ofPage;
        ++m_end.items;
        if (m_handlers.item(Item(&*object))) return true;
        m_end.complete = false;
        return false;
    }

    void pageDone(ApiResult<Reply> reply)
    {
        if (m_fault) return fail(*m_fault);
        if (!reply) return pageFailed(reply.error());
        for (const std::string& warning : reply->warnings)
            if (std::find(m_end.warnings.begin(), m_end.warnings.end(), warning) == m_end.warnings.end())
                m_end.warnings.push_back(warning);
        m_end.serverTime = reply->serverTime;
        if (!m_end.complete) return finish();
        if (const auto whole = m_splitter->finish(); !whole) return fail(whole.error());
        if (const auto read = readEnvelope(); !read) return fail(read.error());
        ++m_end.pages;
        m_emptyPages = m_ofPage == 0 && m_skip == 0 ? m_emptyPages + 1 : 0;
        m_ofPage = m_skip = 0;
        m_breaks = 0;
        if (m_continue.empty()) return finish();
        if (m_emptyPages > MostEmptyPages)
            return fail({Fault::Malformed, "The list goes on and on without an item.", {}});
        nextPage();
    }

    Result<void> readEnvelope()
    {
        const auto envelope = m_decoder.padded(m_splitter->envelope());
        if (!envelope) return tl::unexpected(envelope.error());
        if (!memberOf(*envelope, m_request.array) &&
            (m_request.orArray.empty() || !memberOf(*envelope, m_request.orArray)))
            return failure(Fault::Malformed, "The answer is no list: it has no " + m_request.array + ".");
        m_end.apiVersion = std::string(textOf(*envelope, "apiVersion"));
        m_end.kind = std::string(textOf(*envelope, "kind"));
        const std::string before = std::exchange(m_continue, {});
        if (const auto metadata = memberOf(*envelope, "metadata")) {
            m_end.resourceVersion = std::string(textOf(*metadata, "resourceVersion"));
            m_continue = std::string(textOf(*metadata, "continue"));
        }
        if (m_continue.size() > LongestToken || (!m_continue.empty() && m_continue == before))
            return failure(Fault::Malformed, "The list does not go on: the server gives the same page again.");
        if (m_end.pages == 0) m_end.envelope = m_splitter->envelope();
        return {};
    }

    void pageFailed(const ApiError& error)
    {
        if (error.trouble == Trouble::Cancelled) return m_handlers.done(tl::unexpected(error));
        if ((error.isExpired() || error.isVersionTooLarge()) && m_continue.empty() &&
            !m_request.resourceVersion.empty()) {
            m_request.resourceVersion.clear();
            return nextPage();
        }
        if (error.isExpired() && !m_continue.empty()) return expired(error);
        const bool slow = error.code == GatewayTimeout || error.trouble == Trouble::Silent;
        if (slow && m_ofPage + m_skip == 0 && m_pageSize > SmallestPage) {
            m_pageSize = std::max(SmallestPage, m_pageSize / 2);
            return nextPage();
        }
        const bool broke = error.trouble == Trouble::Cut || error.trouble == Trouble::Silent;
        if (broke && m_ofPage + m_skip > 0 && ++m_breaks <= MostBreaks) return pageAgain();
        m_handlers.done(tl::unexpected(error));
    }

    /// The same `continue` gives the same items in the same order; the first page may come from another state.
    void pageAgain()
    {
        if (m_continue.empty()) return again();
        m_skip += m_ofPage;
        m_ofPage = 0;
        nextPage();
    }

    void expired(const ApiError& error)
    {
        ++m_expired;
        if (m_request.mayMix && m_expired == 1 && !error.continueToken.empty() &&
            error.continueToken.size() <= LongestToken && m_ofPage + m_skip == 0) {
            m_continue = error.continueToken;
            m_end.consistent = false;
            return nextPage();
        }
        if (m_expired > 2) return m_handlers.done(tl::unexpected(error));
        if (m_expired == 2) m_pageSize = 0;
        again();
    }

    void again()
    {
        m_continue.clear();
        const std::vector<std::string> warnings = std::move(m_end.warnings);
        const bool any = m_end.items > 0;
        m_end = {};
        m_end.warnings = warnings;
        m_skip = m_ofPage = 0;
        if (any && m_handlers.restart) m_handlers.restart();
        nextPage();
    }

    void finish() { m_handlers.done(std::move(m_end)); }

    void fail(const Error& error)
    {
        const Trouble trouble = error.fault == Fault::TooLarge ? Trouble::TooLarge : Trouble::Malformed;
        m_handlers.done(tl::unexpected(troubleOf(trouble, error.what, m_session.name() + " GET " + m_request.path)));
    }

    Session m_session;
    ListRequest m_request;
    ListHandlers m_handlers;
    std::stop_token m_stop;
    Decoder m_decoder;
    std::optional<ItemSplitter> m_splitter;
    std::optional<Error> m_fault;
    std::string m_continue;
    int m_pageSize;
    std::size_t m_ofPage = 0; ///< handed on, of the page that is under way
    std::size_t m_skip = 0;   ///< of it, handed on before it broke off
    int m_breaks = 0;
    int m_expired = 0;
    int m_emptyPages = 0;
    ListEnd m_end;
};

} // namespace

void list(const Session& session, ListRequest request, ListHandlers handlers, std::stop_token stop)
{
    std::make_shared<Run>(session, std::move(request), std::move(handlers), std::move(stop))->nextPage();
}

} // namespace core::kube
