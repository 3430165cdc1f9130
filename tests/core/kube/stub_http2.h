#pragma once

#include "tests/core/kube/stub_server.h"

namespace test {

/// HTTP/2 on a connection of a StubServer whose StubTls says `http2`, as far as tests need it: requests come, and are answered in any
/// order and in pieces. Headers of requests are not read: a request is known by its number on the connection.
class StubHttp2 {
public:
    /// A request has come. @param number from 1
    using Serve = std::function<void(StubHttp2&, int number)>;
    /// Serves until the client goes.
    static void serve(StubConnection& connection, const Serve& serve);

    void begin(int number); ///< the head of a good answer
    void piece(int number, std::string_view text, bool last = false);
    void answer(int number, std::string_view text)
    {
        begin(number);
        piece(number, text, true);
    }
    /// No request after that one is, or was, seen to.
    void goAway(int number);

private:
    explicit StubHttp2(StubConnection& connection)
        : m_connection(connection)
    {}
    void run(const Serve& serve);
    void frame(int type, int flags, unsigned stream, std::string_view payload);
    [[nodiscard]] unsigned streamOf(int number) const { return m_streams.at(static_cast<std::size_t>(number) - 1); }

    StubConnection& m_connection;
    std::vector<unsigned> m_streams; ///< of the requests
};

} // namespace test
