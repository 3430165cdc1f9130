#include "tests/core/kube/stub_http2.h"

namespace test {
namespace {

// RFC 9113
constexpr int Data = 0;
constexpr int Headers = 1;
constexpr int Settings = 4;
constexpr int Ping = 6;
constexpr int GoAway = 7;
constexpr int EndStream = 1;
constexpr int Ack = 1;
constexpr int EndHeaders = 4;
constexpr std::size_t HeadBytes = 9;

/// ":status: 200" and "content-type: application/json" (RFC 7541: the table's entries 8 and 31).
constexpr std::string_view GoodHead = "\x88\x0f\x10\x10"
                                      "application/json";

std::string bigEndian(unsigned value, int bytes)
{
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * static_cast<unsigned>(i)) & 0xFFU);
    return text;
}

unsigned valueOf(std::string_view bytes)
{
    unsigned value = 0;
    for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

} // namespace

void StubHttp2::serve(StubConnection& connection, const Serve& serve)
{
    StubHttp2(connection).run(serve);
}

void StubHttp2::run(const Serve& serve)
{
    m_connection.receive(6); // the rest of the preface: its first lines were taken for a request
    frame(Settings, 0, 0, {});
    while (true) {
        const std::string head = m_connection.receive(HeadBytes);
        if (head.size() < HeadBytes) return;
        const std::string payload = m_connection.receive(valueOf(std::string_view(head).substr(0, 3)));
        const int type = head[3];
        const bool isAck = (head[4] & Ack) != 0;
        if (type == Settings && !isAck) frame(Settings, Ack, 0, {});
        if (type == Ping && !isAck) frame(Ping, Ack, 0, payload);
        if (type != Headers) continue;
        m_streams.push_back(valueOf(std::string_view(head).substr(5)));
        serve(*this, static_cast<int>(m_streams.size()));
    }
}

void StubHttp2::frame(int type, int flags, unsigned stream, std::string_view payload)
{
    m_connection.send(bigEndian(static_cast<unsigned>(payload.size()), 3) + bigEndian(static_cast<unsigned>(type), 1) +
                      bigEndian(static_cast<unsigned>(flags), 1) + bigEndian(stream, 4) + std::string(payload));
}

void StubHttp2::begin(int number)
{
    frame(Headers, EndHeaders, streamOf(number), GoodHead);
}

void StubHttp2::piece(int number, std::string_view text, bool last)
{
    frame(Data, last ? EndStream : 0, streamOf(number), text);
}

void StubHttp2::goAway(int number)
{
    frame(GoAway, 0, 0, bigEndian(streamOf(number), 4) + bigEndian(0, 4));
}

} // namespace test
