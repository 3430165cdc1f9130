// What a server sends as a watch, of objects and of tables, and as a Status in it: cut anywhere, it is the same events and the same end; no event is taken that a JSON parser does not take.
#include <string>

#include "core/kube/client_table.h"
#include "core/kube/client_watch.h"
#include "tests/fuzz/must.h"

namespace {

using core::Json;
using core::kube::WatchDecoder;
using core::kube::WatchEvent;

struct Watched {
    std::string events;
    std::string end;
    bool operator==(const Watched&) const = default;
};

/// The cells of a table, as they are shown.
std::string printed(const core::kube::Item& item)
{
    const auto table = core::kube::readTable(item);
    if (!table) return {};
    std::string text;
    for (const auto& row : table->rows) {
        must(table->columns.empty() || row.cells.size() == table->columns.size(), "each column has a cell");
        for (const Json& cell : row.cells) text += core::kube::cellText(cell);
    }
    must(text.find('\x1b') == std::string::npos, "cells do not steer a terminal");
    return text;
}

std::string noted(const WatchEvent& event)
{
    const auto& head = event.item.head();
    must(event.type == WatchEvent::Type::Bookmark || !head.name.empty() || head.kind == "Table",
         "what is no bookmark has a name");
    const Json whole = event.item.document();
    must(whole.is_object(), "an event is about an object");
    return std::to_string(static_cast<int>(event.type)) + std::string(head.nameSpace) + "/" + std::string(head.name) +
           "@" + std::string(head.resourceVersion) + printed(event.item) +
           whole.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Watched watched(std::string_view text, std::size_t piece)
{
    Watched made;
    core::kube::SplitLimits limits;
    limits.piece = 4096;
    limits.depth = 20;
    WatchDecoder decoder(
        [&](const WatchEvent& event) {
            made.events += noted(event) + "\n";
            return true;
        },
        limits);
    for (std::size_t at = 0; at < text.size(); at += piece)
        if (!decoder.feed(text.substr(at, piece))) break;
    must(!decoder.stopped(), "nobody stopped it");
    made.end = decoder.resourceVersion() + (decoder.fault() ? decoder.fault()->what : "") +
               (decoder.status() ? "status" : "") + (decoder.hasPart() ? "half" : "");
    if (decoder.status()) {
        const auto error = core::kube::errorOf(*decoder.status(), "c-1", {});
        must(!error.error.what.empty(), "an error says something");
        must(error.error.what.size() < 20'000, "an error is short");
        static_cast<void>(core::kube::whyOf(error));
    }
    return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1 || size > 20'000) return 0;
    const std::string_view text = textOf(data + 1, size - 1);
    const Watched whole = watched(text, text.size() + 1);
    const Watched cut = watched(text, data[0] % 61 + 1U);
    must(whole.events == cut.events, "the events do not depend on where the pieces end");
    // In one that is too large as well as wrong, which of the two is seen first does.
    if (whole.end.find("more than") == std::string::npos && cut.end.find("more than") == std::string::npos)
        must(whole.end == cut.end, "the end does not depend on where the pieces end");
    return 0;
}
